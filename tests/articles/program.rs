//! Articles through the program: what counts as one, its day, its answer and exit code, and the way to a claims file.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

use crate::common::capex;

struct Run {
    code: i32,
    out: String,
    aside: String,
}

fn run(arguments: &[&str], input: &str) -> Run {
    let output = Command::from_std(capex()).args(arguments).write_stdin(input).output().expect("a run");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code().expect("a code"), out: text(output.stdout), aside: text(output.stderr) }
}

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/articles").join(name).display().to_string()
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("capex-articles-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::write(&path, text).expect("a file");
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const RIGHT: &str = "Amazon spent $34.2 billion on capex in the third quarter of 2025.\n";
const WRONG: &str = "Amazon spent $32.4 billion on capex in the third quarter of 2025.\n";

#[test]
fn a_wrong_figure_that_is_understood_exits_with_5() {
    let right = run(&["check", "--text", "-", "--as-of", "2025-11-01"], RIGHT);
    assert_eq!(right.code, 0, "{}{}", right.out, right.aside);
    let wrong = run(&["check", "--text", "-", "--as-of", "2025-11-01"], WRONG);
    assert_eq!(wrong.code, 5, "{}{}", wrong.out, wrong.aside);
    assert!(wrong.out.contains("34.23 bn") && wrong.out.contains("$32.4 billion"), "{}", wrong.out);
    // Nor where nothing says that it is of capital expenditures.
    let other = run(
        &["check", "--text", "-", "--as-of", "2025-08-01"],
        "Meta agreed to a $14.3 billion investment in Scale AI.",
    );
    assert_eq!(other.code, 0, "{}", other.out);
    // Too far off to be what the writer meant: no verdict, and no error.
    let far = WRONG.replace("32.4", "92.4");
    let far = run(&["check", "--text", "-", "--as-of", "2025-11-01"], &far);
    assert_eq!(far.code, 0, "{}", far.out);
    assert!(far.out.contains("Not understood"), "{}", far.out);
}

/// A figure is its characters in the file: what marks it up, or parts it from what follows, is no part of it.
#[test]
fn a_figure_is_given_as_it_stands_in_the_file() {
    let folder = Folder::new("figures");
    for (name, text, column, expected) in [
        ("bold.md", "Amazon spent **$34.2 billion**, more than ever.", "16", "$34.2 billion"),
        ("part.md", "Amazon spent **$34.2** billion, more than ever.", "16", "$34.2** billion"),
        ("lines.txt", "Amazon: $34.2bn\nMeta: as ever", "9", "$34.2bn"),
        ("escaped.md", "Amazon spent \\$34.2 billion.", "15", "$34.2 billion"),
        ("inline.md", "Amazon spent <b>$34.2</b> billion.", "17", "$34.2</b> billion"),
        ("row.md", "| Company | Q3 2025 capex |\n|--|--|\n| Amazon | **$34.2 billion** |", "14", "$34.2 billion"),
        (
            "cells.html",
            "<table><tr><td>Company<td>Q3 2025 capex<tr><td>Amazon</td><td>$34.2 billion</td><td>x",
            "63",
            "$34.2 billion",
        ),
        (
            "entity.html",
            "<p>Amazon spent <b>&#36;34.2&nbsp;billion</b>, more than ever.",
            "20",
            "&#36;34.2&nbsp;billion",
        ),
        ("zh.md", "**亚马逊：**资本支出**342亿美元**，创新高。", "15", "342亿美元"),
        ("blank.txt", "　　亚马逊三季度资本支出为342亿美元\n　　创新高。", "14", "342亿美元"),
    ] {
        let article = folder.write(name, text);
        let asked = ["check", &article, "--as-of", "2025-11-01", "-f", "json"];
        let answer = run(&asked, "");
        let answer: serde_json::Value = serde_json::from_str(&answer.out).expect("JSON");
        let [figure] = answer["rows"].as_array().expect("rows").as_slice() else { panic!("{name}: {answer}") };
        assert_eq!(
            (&figure["text"], figure["column"].to_string().trim_matches('"')),
            (&expected.into(), column),
            "{name}"
        );
        assert_eq!(figure["verdict"], "confirmed", "{name}");
    }
}

#[test]
fn our_is_of_the_company_whose_call_it_is() {
    let call = "Meta Platforms, third quarter 2025 earnings call\n\nAnalyst: Microsoft spent $34.9 billion.\n\n\
        Susan Li: Our capital expenditures were $17.4 billion in the third quarter.\n";
    let answer = run(&["check", "--text", "-", "--as-of", "2025-10-31", "--in-order"], call);
    assert_eq!(answer.code, 5, "{}{}", answer.out, answer.aside);
    let read_as = answer.out.lines().find(|line| line.contains("$17.4 billion")).expect("the figure");
    assert!(read_as.contains("contradicted") && read_as.contains("Meta, capex, 2025Q3"), "{read_as}");
}

#[test]
fn a_figure_is_known_from_the_call_on_and_before_that_the_answer_says_when_it_was_published() {
    let text = "Meta said its revenue was $34.15 billion in the third quarter.\n";
    let on = |day: &str| run(&["check", "--text", "-", "--as-of", day, "--in-order"], text).out;
    // The call was on 25 October 2023, the filing a day later.
    assert!(on("2023-10-25").contains("confirmed 1"), "{}", on("2023-10-25"));
    assert!(on("2023-10-24").contains("unknown 1"), "{}", on("2023-10-24"));
    assert!(on("2023-10-24").contains("Meta: first published on 2023-10-26."), "{}", on("2023-10-24"));
}

/// Meta's plan for 2025: from 60 to 65 billion in January, from 64 to 72 in April, from 66 to 72 in July.
#[test]
fn an_older_plan_counts_only_where_words_call_it_one() {
    let verdict = |text: &str| run(&["check", "--text", "-", "--as-of", "2025-08-01", "--in-order"], text);
    for right in [
        "Meta expects capital expenditures of $66 billion to $72 billion this year.",
        "Meta raised the low end of its capital expenditures guidance from $64 billion to $66 billion.",
        "In April, Meta expected capital expenditures of $64 billion to $72 billion this year.",
        "Meta had planned capital expenditures of $60 billion to $65 billion this year.",
    ] {
        assert!(verdict(right).out.contains("contradicted 0, unknown 0"), "{}", verdict(right).out);
    }
    let old = verdict("Meta now expects capital expenditures of $64 billion to $72 billion this year.");
    assert!(old.code == 5 && old.out.contains("confirmed 1"), "{}", old.out);
}

/// Sentences, and what their figures are read as. By hand, in billions: capital expenditures of the first quarter of 2025
/// 24.255 + 21.4 + 17.197 + 13.692 = 76.544, of the second 31.368 + 24.2 + 22.446 + 17.012 = 95.026, of both 171.570; cloud
/// revenue of Google in the fourth quarter 17.664 after 11.955, +47.8 %.
#[test]
fn sentences_are_read_as_they_are_meant() {
    for (text, readings) in [
        (
            "2025-08-01. Amazon spent $31.4 billion, Microsoft $24.2 billion, Alphabet $22.4 billion and Meta $17 billion. \
             Together, that is $95 billion.",
            &[
                "AMZN capex 2025Q2",
                "MSFT capex 2025Q2",
                "GOOGL capex 2025Q2",
                "META capex 2025Q2",
                "total capex 2025Q2",
            ][..],
        ),
        (
            "2025-08-01. Amazon, Microsoft, Alphabet and Meta together spent $95 billion in the June quarter; in total they \
             have spent $171.6 billion this year.",
            &["total capex 2025Q2", "total capex 2025H1"],
        ),
        (
            "2025-10-30. Alphabet raised its 2025 capex forecast to $91-93 billion from its earlier estimate of $85 billion.",
            &["GOOGL guidance 2025", "GOOGL guidance 2025", "GOOGL guidance 2025"],
        ),
        (
            "2025-08-01. Azure grew 39%, AWS 17.5% and Google Cloud 32%.",
            &["MSFT azure-growth 2025Q2", "AMZN cloud 2025Q2", "GOOGL cloud 2025Q2"],
        ),
        (
            "2025年4月25日。Alphabet一季度资本支出172亿美元，重申全年约750亿美元的计划；云业务收入122.6亿美元，增长28%。",
            &["GOOGL capex 2025Q1", "GOOGL guidance 2025", "GOOGL cloud 2025Q1", "GOOGL cloud 2025Q1"],
        ),
        ("2026年2月5日。谷歌第四季度云收入177亿美元，同比增48%。", &["GOOGL cloud 2025Q4", "GOOGL cloud 2025Q4"]),
        // A quarter with a digit, in traditional characters; one company named twice.
        (
            "2026-02-06。微軟2026會計年度第2季營收812.7億美元；亞馬遜、微軟、Alphabet與臉書母公司Meta去年第4季資本支出合計1,259.6億美元。",
            &["MSFT revenue FY2026Q2", "total capex 2025Q4"],
        ),
        // Sums of several years, of all and of each.
        (
            "2026年2月6日。2023年至2025年，四家公司三年累计投入8055亿美元，其中亚马逊以2550亿美元居首。",
            &["total capex 2023..2025", "AMZN capex 2023..2025"],
        ),
        // A multiple of a year that is named; growth by so many times.
        (
            "2026年2月24日。四家公司2025年资本支出4100亿美元，是2020年的四倍。",
            &["total capex 2025", "total capex 2025"],
        ),
        (
            "2026年7月31日。亚马逊二季度净利润同比增长2.4倍，至626亿美元。",
            &["AMZN net-income 2026Q2", "AMZN net-income 2026Q2"],
        ),
        (
            "2025-08-01. Meta spent $17 billion in the second quarter, 24% more than in the first quarter.",
            &["META capex 2025Q2", "META capex 2025Q2"],
        ),
        // From so much to so much is a change, but of a plan a range.
        (
            "2025-05-05. Google Cloud's revenue went from $9.6 billion to $12.3 billion in a year.",
            &["GOOGL cloud 2024Q1", "GOOGL cloud 2025Q1"],
        ),
        // On revenue of so much: the metric is of the figure behind it.
        (
            "2024-11-01. Net income at Alphabet jumped 34 per cent to $26.3bn on sales of $88.3bn.",
            &["GOOGL net-income 2024Q3", "GOOGL net-income 2024Q3", "GOOGL revenue 2024Q3"],
        ),
        // A share of what was put into something, and what goes on with it.
        (
            "2026-02-11. In 2019 the four put 13% of their revenue into capital expenditures. Last year it was 25%.",
            &["total capex/revenue 2019", "total capex/revenue 2025"],
        ),
        // Part of a company by another of its names; what others call the three.
        (
            "2025-08-01. Amazon reported its second quarter. The cloud computing arm grew 17.5% to $30.9 billion.",
            &["AMZN cloud 2025Q2", "AMZN cloud 2025Q2"],
        ),
        ("2024-11-01. Together the three clouds took in $77.7 billion in the third quarter.", &["total cloud 2024Q3"]),
        // A newspaper's report is no expectation.
        ("2025年8月1日。据路透社报道，亚马逊二季度资本支出314亿美元。", &["AMZN capex 2025Q2"]),
        // Guidance in a table, with its range.
        (
            "2026-08-04\n\n| $B | 2026 guidance | Spent in 2025 |\n|---|---|---|\n| Amazon | 220 | 128.3 |\n| Alphabet | 195–205 | 91.4 |\n",
            &[
                "AMZN guidance 2026",
                "AMZN capex 2025",
                "GOOGL guidance 2026",
                "GOOGL guidance 2026",
                "GOOGL capex 2025",
            ],
        ),
    ] {
        let run = run(&["check", "--text", "-", "--in-order", "-f", "csv"], text);
        let mut rows = csv::Reader::from_reader(run.out.as_bytes());
        let header = rows.headers().expect("a header").clone();
        let column = |name: &str| header.iter().position(|one| one == name).expect(name);
        let read: Vec<String> = rows
            .records()
            .map(|row| {
                let row = row.expect("a row");
                let of = |name| &row[column(name)];
                assert!(matches!(of("verdict"), "confirmed" | "close"), "{text}: {row:?}");
                let who = if of("companies").contains(' ') { "total" } else { of("companies") };
                format!("{who} {} {}", of("metric"), of("period"))
            })
            .collect();
        assert_eq!(read, readings, "{text}");
    }
}

#[test]
fn standard_input_is_a_claims_file_unless_it_is_named_a_text() {
    let claims = run(&["check", "-"], RIGHT);
    assert_eq!(claims.code, 4, "{}", claims.out);
}

#[test]
fn a_text_larger_than_a_long_book_is_not_read() {
    let folder = Folder::new("large");
    let file = folder.write("large.md", &"2025-10-31\n".repeat(1_600_000));
    let answer = run(&["check", &file], "");
    assert_eq!(answer.code, 4, "{}", answer.out);
    assert!(answer.aside.contains("large.md:1: more than 16 megabytes"), "{}", answer.aside);
}

#[test]
fn a_text_without_a_day_is_an_error_that_says_what_to_do() {
    let folder = Folder::new("day");
    let none = folder.write("article.md", RIGHT);
    let answer = run(&["check", &none], "");
    assert_eq!(answer.code, 4, "{}", answer.out);
    assert!(answer.aside.contains("--as-of"), "{}", answer.aside);
    for (name, text, from) in [
        ("2025-11-01-amazon.txt", RIGHT.to_owned(), "from its file name"),
        ("a.md", format!("---\ndate: 2025-11-01\n---\n\n{RIGHT}"), "from its front matter"),
        ("b.md", format!("November 1, 2025\n\n{RIGHT}"), "from its first lines"),
        ("c.md", format!("2025年11月1日\n\n{RIGHT}"), "from its first lines"),
        ("d.html", format!("<meta name=\"date\" content=\"2025-11-01\"><p>{RIGHT}"), "from its front matter"),
    ] {
        let file = folder.write(name, &text);
        let answer = run(&["check", &file], "");
        let first = answer.out.lines().next().unwrap_or_default();
        assert_eq!(answer.code, 0, "{name}: {}{}", answer.out, answer.aside);
        assert!(first.contains("2025-11-01") && first.contains(from), "{name}: {first}");
    }
}

#[test]
fn programs_get_the_columns_of_check_with_the_place() {
    let answer = run(&["check", &fixture("wire-en-2025-10-31.md"), "-f", "csv"], "");
    assert_eq!(answer.code, 5, "{}", answer.aside);
    let mut reader = csv::Reader::from_reader(answer.out.as_bytes());
    let head = reader.headers().expect("a header").clone();
    let column = |name: &str| head.iter().position(|one| one == name).unwrap_or_else(|| panic!("no column {name}"));
    let (line, text, verdict, understood) = (column("line"), column("text"), column("verdict"), column("understood"));
    assert!(line > column("rate"), "the place stands behind the columns there were");
    for row in reader.records().map(|row| row.expect("a row")) {
        assert_eq!(row[verdict].is_empty(), &row[understood] == "no", "{row:?}");
        assert!(!row[line].is_empty() && !row[text].is_empty(), "{row:?}");
    }
}

#[test]
fn the_claims_file_gives_the_same_verdicts() {
    let folder = Folder::new("claims");
    for name in ["wire-en-2025-10-31.md", "note-en-2023-02-03.md", "portal-zh-2025-08-01.md"] {
        let draft = folder.0.join("draft.csv").display().to_string();
        let article = run(&["check", &fixture(name), "-f", "csv", "--claims", &draft], "");
        let day = &name[name.len() - 13..name.len() - 3];
        let claims = run(&["check", &draft, "--as-of", day, "-f", "csv"], "");
        assert!(matches!(claims.code, 0 | 5), "{name}: {}", claims.aside);
        let verdicts = |out: &str| -> Vec<(String, String)> {
            let mut reader = csv::Reader::from_reader(out.as_bytes());
            let head = reader.headers().expect("a header").clone();
            let verdict = head.iter().position(|one| one == "verdict").expect("verdicts");
            let rows = reader.records().map(|row| row.expect("a row"));
            rows.map(|row| (row[0].trim_start_matches("? ").to_owned(), row[verdict].to_owned())).collect()
        };
        for ((id, verdict), (same, judged)) in verdicts(&article.out).into_iter().zip(verdicts(&claims.out)) {
            assert_eq!(id, same, "{name}");
            assert!(verdict.is_empty() || verdict == judged, "{name}:{id}: {verdict}, then {judged}");
        }
    }
}

#[test]
fn all_figures_come_in_the_order_of_the_text_if_asked() {
    let answer = run(&["check", &fixture("wire-en-2025-10-31.md"), "--in-order"], "");
    let places: Vec<(u32, u32)> = answer
        .out
        .lines()
        .filter_map(|line| {
            let (row, column) = line.split_whitespace().next()?.split_once(':')?;
            Some((row.parse().ok()?, column.parse().ok()?))
        })
        .take(47)
        .collect();
    assert_eq!(places.len(), 47, "{}", answer.out);
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn strict_judges_no_more() {
    let count = |arguments: &[&str]| {
        let mut all = vec!["check", "-f", "csv"];
        all.extend(arguments);
        run(&all, "").out.matches(",contradicted,").count()
    };
    let file = fixture("wire-en-2025-10-31.md");
    assert!(count(&[&file, "--strict"]) <= count(&[&file]));
}
