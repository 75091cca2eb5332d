//! Nothing is left in English on a page or in a message, but names.

use std::collections::BTreeSet;
use std::path::Path;

use capex::commands::table::RateUse;

use crate::common::Folder;
use crate::reports::{MISUSES, WITHOUT_DATA, reports};
use crate::{capex, complaint, data, markdown, stdout};

/// Words of the Latin alphabet on a Chinese page: names of products and of things, and labels.
const NAMES: &[&str] = &[
    "AI",
    "AWS",
    "OCI",
    "SaaS",
    "Azure",
    "Business",
    "Cloud",
    "Dynamics",
    "Enterprise",
    "Google",
    "Intersect",
    "LinkedIn",
    "Meta",
    "Microsoft",
    "Mobility",
    "Office",
    "Power",
    "BI",
    "Security",
    "SEC",
    "CIK",
    "HTTP",
    "SHA-256",
    "TTM",
    "companyfacts",
    "definitions.csv",
];

/// What may stand on a Chinese page in the Latin alphabet.
pub struct Latin {
    /// Names of documents, addresses, aliases: taken out as they stand, the longest first.
    phrases: Vec<String>,
    words: BTreeSet<String>,
}

impl Latin {
    pub fn read() -> Self {
        let mut phrases = data("sources.csv", &["id", "document", "accession", "url", "read_at"]);
        phrases.extend(data("sources.csv", &["read_at"]).iter().filter_map(|address| {
            let host = address.split("://").nth(1)?.split('/').next()?;
            Some(host.trim_start_matches("www.").to_owned())
        }));
        phrases.extend(data("fx/currencies.csv", &["name"]));
        phrases.extend(data("companies.csv", &["aliases"]).iter().map(|aliases| aliases.replace('|', ", ")));
        phrases.extend(data("groups.csv", &["aliases"]).iter().map(|aliases| aliases.replace('|', ", ")));
        phrases.extend(data("groups.csv", &["id", "name"]));
        // What the examples of `import` are given and advise.
        phrases.extend(["NVIDIA CORP", "-o FOLDER", "data/"].map(str::to_owned));
        // Where the examples of `add` put their rows.
        phrases.extend(["home/own/guidance.csv", "home/own"].map(str::to_owned));
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        phrases.dedup();
        let mut words: BTreeSet<String> = NAMES.iter().map(|&name| name.to_owned()).collect();
        words.extend(data("companies.csv", &["ticker", "name"]));
        words.extend(data("fx/currencies.csv", &["code"]));
        words.extend(data("metrics.csv", &["flag"]));
        words.extend(["headline", "cash", "net", "leases", "acquired"].map(str::to_owned));
        // The program's own values.
        let version = stdout(&mut capex("version -f csv"));
        words.extend(version.split([',', '\n']).map(|value| value.trim_start_matches("sha256:").to_owned()));
        Self { phrases, words }
    }

    /// With what claims are made of: their statements, and the words of their other cells, are printed as they are read.
    pub fn with_claims(mut self) -> Self {
        let file = stdout(&mut capex("check --example"));
        for row in csv::Reader::from_reader(file.as_bytes()).records() {
            let row = row.expect("a claim");
            self.phrases.push(row[1].to_owned());
            let cells = row.iter().enumerate().filter(|(column, _)| *column != 1);
            self.words.extend(cells.flat_map(|(_, cell)| cell.split_whitespace()).map(str::to_owned));
        }
        self.words.extend(["higher", "lower", "similar", "slower", "faster", "growth", "times"].map(str::to_owned));
        self.words.extend(["increase_record", "range", "range_change"].map(str::to_owned));
        // An article is quoted in its own language.
        for article in ["wire-en-2025-10-31.md", "list-en-2024-11-01.html"] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/articles").join(article);
            let text = std::fs::read_to_string(path).expect("an article");
            let is_of_words = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
            self.words.extend(text.split(|c| !is_of_words(c)).map(str::to_owned));
        }
        self
    }

    /// Allows further words.
    pub fn allow<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        self.words.extend(words.into_iter().map(str::to_owned));
    }

    /// The words that should have been Chinese.
    pub fn left(&self, page: &str) -> Vec<String> {
        let mut page = page.to_owned();
        for phrase in &self.phrases {
            if page.contains(phrase.as_str()) {
                page = page.replace(phrase.as_str(), " ");
            }
        }
        // Quoted words were typed, or are to be; so is what follows the program's name, up to a Chinese mark.
        page = page.split('`').step_by(2).collect::<Vec<_>>().join(" ");
        while let Some((before, command)) = page.split_once("capex ") {
            let end = command.find(|c: char| !c.is_ascii() || c == '\n' || c == '|').unwrap_or(command.len());
            page = format!("{before} {}", &command[end..]);
        }
        let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '<' | '>');
        let words = page.split(|c: char| !inside(c)).filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()));
        words.filter(|word| !self.allows(word)).map(str::to_owned).collect()
    }

    fn allows(&self, word: &str) -> bool {
        // Flags and what they take, labels of periods, and multiples: 2025Q3, FY25, H1, 2.6x.
        let is_label = word
            .trim_start_matches("FY")
            .trim_end_matches('x')
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, 'Q' | 'H' | '.'));
        word.starts_with('-') || word.starts_with('<') || is_label || self.words.contains(word)
    }
}

#[test]
fn pages_are_chinese_throughout() {
    let (plain, of_claims) = (Latin::read(), Latin::read().with_claims());
    let mut wrong = Vec::new();
    let (reports, folder) = reports();
    for report in &reports {
        let is_of_claims = report.traits.rates == RateUse::OfPrint;
        let latin = if is_of_claims { &of_claims } else { &plain };
        let mut left = latin.left(&markdown(report, &folder, "zh"));
        // What was typed is repeated.
        left.retain(|word| !report.words.contains(word));
        if !left.is_empty() {
            wrong.push(format!("capex {report}: {}", left.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_page_to_look_at_is_chinese_throughout() {
    let mut page = stdout(&mut capex("report --lang zh"));
    let (_, data) = page.split_once("id=\"data\">").expect("what the switches lead to");
    let data = data.split("</script>").next().expect("data");
    let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
    let texts = ["texts", "rows"].map(|kind| data[kind].as_array().expect("texts").clone()).concat();
    let texts: Vec<&str> = texts.iter().filter_map(serde_json::Value::as_str).collect();
    for (begin, end) in [("<style", "</style>"), ("<script", "</script>")] {
        while let Some((before, rest)) = page.split_once(begin) {
            let (_, after) = rest.split_once(end).expect("its end");
            page = format!("{before}{after}");
        }
    }
    page = format!("{page}\n{}", texts.join("\n"));
    assert!(page.contains("<html lang=\"zh\">"));
    // What stands outside tags, each line once: the views repeat one another.
    let bare = |line: &str| {
        line.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<Vec<_>>().join(" ")
    };
    let lines: BTreeSet<String> = page.lines().map(bare).collect();
    let text = lines.into_iter().collect::<Vec<_>>().join("\n");
    let escapes = [("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    let text = escapes.iter().fold(text, |text, (escape, c)| text.replace(escape, c));
    assert_eq!(Latin::read().left(&text), [""; 0]);
}

#[test]
fn why_a_claim_cannot_be_judged_is_said_in_chinese() {
    let claims = [
        ("capex,AMZN,2030,value,500,bn,,,2026-09-30", "亚马逊：2026-06-30 之后没有数据。"),
        ("revenue,,2026,total,500,bn,,,2026-09-30", "亚马逊：4 个季度中已知 2 个。"),
        ("gdp,AMZN,2025,value,5,bn,,,", "数据中没有经济总量。"),
        ("market-share,AMZN,2025,value,5,percent,,,", "数据中没有市场份额。"),
        ("segment,AMZN,2025,value,5,bn,,,", "公司未披露该部分的数字。"),
        ("guidance,MSFT,2026,revision,lowered,,,,2026-09-30", "微软于 2026-07-29 的表述与此前口径不同。"),
        ("guidance,META,2031,value,5,bn,,,", "Meta 未给出 2031 年的指引。"),
        ("guidance,AMZN,2024,low,5,bn,,,2024-02-10", "亚马逊在 2024-02-01 未给出这一数字。"),
        ("guidance,META,2026,value,137,bn,,,2026-09-30", "Meta 在 2026-07-29 给出的是区间，没有单一数字。"),
        ("fcf,AMZN,2023,yoy,50,percent,,,", "前期数据不为正数。"),
        ("revenue,META,2014Q3,record,true,,,,", "没有更早期间的数据。"),
        ("capex,AMZN,2025,value,5,bn,CNY,1990-01-01,", "缺少汇率：2012-01-02 之前没有汇率。"),
        ("consensus,AMZN,2025,value,5,bn,,,", "数据不含分析师预期。"),
        ("other,AMZN,2025,value,5,bn,,,", "数据中没有这一指标。"),
    ];
    let rows: Vec<String> = claims.iter().enumerate().map(|(at, (row, _))| format!("c{at},{row}\n")).collect();
    let text = format!("id,metric,companies,period,measure,value,unit,currency,rate,as_of\n{}", rows.concat());
    let folder = Folder::new();
    let file = folder.write("claims.csv", text);
    let page = stdout(capex("check -f markdown --lang zh").arg(&file)).replace('\\', "");
    for (at, (_, reason)) in claims.iter().enumerate() {
        assert!(page.contains(&format!("c{at}：{reason}")), "{reason}\n{page}");
    }
    let page =
        stdout(&mut capex("check meta -m guidance --value 5 -y 2026 --said-by press --as-of 2026-09-30 --lang zh"));
    assert!(page.contains("数据中没有媒体对此的报道。"), "{page}");
}

#[test]
fn errors_of_a_claims_file_are_chinese_throughout() {
    let header = "id,metric,companies,period,measure,value,unit,as_of,currency,rate,comparison,from,from_period,basis";
    let rows = [
        ",capex,AMZON,2024X,valu,78,bn,08.02.2025,XYZ,x,near,,,gross",
        "a,capx,AMZN,2024,value,seventy,bm,,,,,,,",
        "b,capex,AMZN,2024,value,78,,,,7.3,,70,2023,",
        "b,capex,,2024,value,78,bn,,,,,,,",
        "c,capex,AMZN,2024,low,78,bn,,,,,,,",
        "d,azure-growth,MSFT,2024,yoy,31,percent,,,,,,,",
        "e,guidance,AMZN,2025Q1,qoq,31,percent,,,,,,,",
        "f,cloud / revenue,AMZN,2024,value,15,bn,,,,,,,",
        "g,cloud,AMZN,2024,ratio,15,percent,,,,,,,",
        "h,guidance / capex,AMZN,2024,ratio,15,percent,,,,,,,",
        "i,capex / guidance,AMZN,2024,ratio,15,percent,,,,,,,",
        "j,capex / azure-growth,AMZN,2024,ratio,15,percent,,,,,,,",
        "k,capex,AMZN,2024,yoy,15,bn,,,,,,,",
        "l,capex,AMZN,2024,value,15bn,m,,,,,,,",
        "m,capex,AMZN,2024,record,perhaps,,,,,at_most,,,",
        "n,capex,,2024,order,AMZN,,,,,,,,",
        "o,capex,,2024,order,AMZN <,,,,,,,,",
        "p,azure-growth,AMZN MSFT,2024,record,true,,,,,,,,",
        "q,capex,MSFT,2024,change,30.9,bn",
    ];
    let json = ["{\"claims\": 1}", "[1]", "[{\"id\": {}, \"id\": \"a\"}]", "[{\"when\": 1}]"];
    let rows = rows.iter().map(|row| format!("{header}\n{row}\n"));
    let tables = ["", "id,id,when\n", "id,period,measure\n", "id,\"period\n"].map(str::to_owned);
    let folder = Folder::new();
    let mut latin = Latin::read().with_claims();
    latin.words.extend(header.split(',').map(str::to_owned));
    latin
        .words
        .extend(["latest", "last8q", "last5y", "equal", "at_least", "at_most", "than", "times"].map(str::to_owned));
    latin
        .words
        .extend(["consensus", "other", "ratio", "excess", "wan", "percent", "fraction", "26.3bn"].map(str::to_owned));
    latin.words.extend(
        ["usd", "k", "m", "bn", "tn", "yi", "wanyi", "true", "false", "statement", "said_by", "a1"].map(str::to_owned),
    );
    let mut wrong = Vec::new();
    for text in rows.chain(tables).chain(json.map(str::to_owned)) {
        let file = folder.write("claims", &text);
        let said = complaint(capex("check --lang zh").arg(&file), 4).replace(&file.display().to_string(), "");
        let left = latin.left(said.trim_start_matches("capex: "));
        if !left.is_empty() {
            wrong.push(format!("{text}{said}{}", left.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn messages_are_chinese_throughout() {
    let mut latin = Latin::read();
    // The program names itself, and what can be typed.
    latin
        .words
        .extend(["capex", "explain", "show", "latest", "last8q", "last5y", "DATE", "RATE", "YEAR"].map(str::to_owned));
    latin.words.extend(["average", "period-end", "spot", "constant", "auto", "always", "never"].map(str::to_owned));
    latin
        .words
        .extend(["table", "csv", "tsv", "json", "ndjson", "markdown", "html", "xlsx", "svg", "png"].map(str::to_owned));
    latin.words.extend(["usd", "k", "m", "bn", "tn", "yi", "wanyi", "facts", "guidance"].map(str::to_owned));
    latin.words.extend(
        ["companies", "groups", "metrics", "bases", "definitions", "periods", "sources", "currencies", "own"]
            .map(str::to_owned),
    );
    latin.words.extend(["bash", "zsh", "fish", "powershell", "elvish"].map(str::to_owned));
    latin.words.extend(
        [
            "26.3bn",
            "WHAT",
            "wan",
            "percent",
            "fraction",
            "times",
            "company",
            "press",
            "consensus",
            "other",
            "ratio",
            "excess",
        ]
        .map(str::to_owned),
    );
    let mut wrong = Vec::new();
    for (messages, code) in [(MISUSES, 2), (WITHOUT_DATA, 3)] {
        for arguments in messages {
            let said = complaint(capex(arguments).args(["--lang", "zh"]), code);
            let is_chinese = said.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let left = latin.left(&said);
            if !left.is_empty() || !is_chinese || !said.starts_with("capex: ") || said.lines().count() != 1 {
                wrong.push(format!("capex {arguments}: {said}{}", left.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
