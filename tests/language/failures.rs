//! What is wrong with files, and why figures are missing, said in Chinese.

use std::collections::BTreeSet;

use crate::common::Folder;
use crate::reports::reports;
use crate::words::Latin;
use crate::{capex, complaint, stdout};

const FACTS: &str = "company,metric,start,end,value,currency,published\n";
const COMPANIES: &str = "ticker,name,fiscal_year_end\n";
const GUIDANCE: &str = "company,announced,period,low,high,bound,basis,currency\n";

/// Files of a user's own that are not what they should be, each with what follows its header.
const BROKEN: &[(&str, &str)] = &[
    (FACTS, "META,revenue,2025-01-01,2025-03-31,x,USD,2025-05-01\n"),
    (FACTS, "META,revenue,2025-01-01,2025-03-31,1e3,USD,2025-05-01\n"),
    (FACTS, "META,revenue,2025-01-01,2025-03-31,5.5,USD,2025-05-01\n"),
    (FACTS, "META,revenue,2025-01-01,2025-03-31,9999999999999999,USD,2025-05-01\n"),
    (FACTS, "META,revenue,2025-01-01,2025-03-31,5,EUR,2025-05-01\n"),
    (FACTS, "META,revenue,2025-01-01,2025-03-31,5,euros,2025-05-01\n"),
    (FACTS, "META,revenue,2025-03-31,2025-01-01,5,USD,2025-05-01\n"),
    (FACTS, "META,revenue,2025-01-02,2025-03-30,5,USD,2025-05-01\n"),
    (FACTS, "META,revenue,2025-01-01,2025-03-31,5,USD,2025-02-01\n"),
    (FACTS, "META,revenue,2025-01-01,2025-03-31,,USD,2025-05-01\n"),
    (FACTS, "META,revenue,2025-01-01,2025-03-31,5,USD,2025-05-01\n,,,,6,,2025-05-01\n"),
    (FACTS, "META,revenue,2025-01-01,2025-03-31\n"),
    (FACTS, "META,revenu,2025-01-01,2025-03-31,5,USD,2025-05-01\n"),
    (FACTS, "META,zzz,2025-01-01,2025-03-31,5,USD,2025-05-01\n"),
    (FACTS, "MTEA,revenue,2025-01-01,2025-03-31,5,USD,2025-05-01\n"),
    (FACTS, "ZZZZ,revenue,2025-01-01,2025-03-31,5,USD,2025-05-01\n"),
    (FACTS, "META,revenue,2025-01-01,2025-03-31,5,\"US\nD\",2025-05-01\n"),
    (FACTS, "META,revenue,2025-01-01,2025-03-31,5,US\u{1b}D,2025-05-01\n"),
    (COMPANIES, "TOTAL,All,12-31\n"),
    (COMPANIES, "ACME,Acme,13-31\n"),
    (COMPANIES, "ACME,Acme,12-31\nACME,Acme,12-31\n"),
    (COMPANIES, ",Acme,12-31\n"),
    (GUIDANCE, "META,2025-01-30,2025,60,65,between,headline,USD\n"),
    (GUIDANCE, "META,2025-01-30,2025,60,65,range,all,USD\n"),
    (GUIDANCE, "META,2025-01-30,2025,60,65,range,headline,EUR\n"),
    (GUIDANCE, "META,2025-01-30,CY25,60,65,range,headline,USD\n"),
    ("ticker,name,nothing\n", "ACME,Acme,x\n"),
    ("metric,start\n", "revenue,2025-01-01\n"),
    ("a,b,c\n", "1,2,3\n"),
];

/// Arguments of commands that find no file, or none that they can use.
const WITHOUT_FILES: &[&str] = &[
    "validate missing",
    "totals --data missing.csv",
    "totals -x CNY --rates missing.csv",
    "check missing.csv",
    "import missing.json",
    "totals -o missing/totals.csv",
    "totals -f csv -o .",
    "totals --data empty",
];

/// Files of claims that cannot be read.
const BAD_CLAIMS: &[&str] = &[
    "",
    "id,perid\n",
    "id,period,measure\n",
    "id,id,period,measure,value\n",
    "id,period,measure,value\na,2025,total\n",
    "id,period,measure,value\na,2025,total,\"4\n",
    "id,period,measure,value\na,2025,total,x\n",
    "id,period,measure,value\na,tomorrow,total,410\n",
    "id,period,measure,value\na,2025,sum,410\n",
    "id,period,measure,value\na,2025,total,410bn\na,2024,total,228bn\n",
    "[{\"id\": \"a\", \"id\": \"b\"}, 3]",
    "[{\"id\": {}}]",
    "{\"claims\": 1}",
];

fn is_chinese(text: &str) -> bool {
    text.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn what_is_wrong_with_a_file_is_chinese_throughout() {
    let folder = Folder::new();
    let mut latin = Latin::read();
    for header in [FACTS, COMPANIES, GUIDANCE] {
        latin.allow(header.trim().split(','));
    }
    latin.allow([
        "rounded_to",
        "source",
        "confidence",
        "restated",
        "note",
        "last_printed",
        "name_zh",
        "aliases",
        "cik",
    ]);
    latin.allow(["cloud_series", "sites", "origin", "U", "001B"]);
    latin.allow(["range", "about", "at_least", "up_to", "run_rate", "direction"]);
    let mut wrong = Vec::new();
    for (header, rows) in BROKEN {
        folder.write("mine.csv", format!("{header}{rows}"));
        let said = complaint(capex("validate mine.csv --lang zh").current_dir(&folder.0), 4);
        for line in said.trim_start_matches("capex: ").lines() {
            let message = line.split_once(": ").map_or(line, |(_, message)| message);
            // What the columns are called has no language.
            let message = message.split("应有的列为").next().unwrap_or(message);
            let left = latin.left(message);
            if !left.is_empty() || !is_chinese(message) {
                wrong.push(format!("{rows}{line}: {}", left.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn what_is_wrong_with_claims_is_chinese_throughout() {
    let folder = Folder::new();
    let mut latin = Latin::read().with_claims();
    latin.allow([
        "U",
        "UTF-8",
        "true",
        "false",
        "id",
        "a1",
        "26.3bn",
        "latest",
        "last8q",
        "last5y",
        "high",
        "total_high",
        "yoy_high",
        "excess",
        "measure",
        "period",
        "value",
    ]);
    for text in BAD_CLAIMS {
        let path = folder.write("claims.csv", text);
        let said = complaint(capex("check --lang zh").arg(&path).current_dir(&folder.0), 4);
        for line in said.trim_start_matches("capex: ").lines() {
            let message = line.split_once(": ").map_or(line, |(_, message)| message);
            assert!(is_chinese(message) && latin.left(message).is_empty(), "{text}{line}: {:?}", latin.left(message));
        }
    }
}

#[test]
fn files_that_cannot_be_read_or_written_are_named_in_chinese() {
    let folder = Folder::new();
    folder.write("empty/readme.txt", "");
    let mut latin = Latin::read();
    latin.allow(["capex", "CSV", "os", "error"]);
    for arguments in WITHOUT_FILES {
        let said = complaint(capex(arguments).args(["--lang", "zh"]).current_dir(&folder.0), 1);
        assert!(is_chinese(&said) && latin.left(&said).is_empty(), "capex {arguments}: {said}{:?}", latin.left(&said));
    }
}

#[test]
fn a_missing_figure_says_why_in_chinese() {
    let latin = Latin::read();
    let (reports, folder) = reports();
    let mut reasons = BTreeSet::new();
    for report in &reports {
        let page = stdout(report.run(&folder).args(["-f", "html", "--lang", "zh"]));
        let titles = page.split(" title=\"").skip(1).filter_map(|rest| rest.split('"').next());
        reasons.extend(titles.map(|reason| reason.replace("&#39;", "'")));
    }
    assert!(reasons.len() > 15, "{}", reasons.len());
    let english: Vec<&String> =
        reasons.iter().filter(|reason| !latin.left(reason).is_empty() || !is_chinese(reason)).collect();
    assert!(english.is_empty(), "{english:#?}");
}
