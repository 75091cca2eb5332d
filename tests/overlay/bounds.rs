//! What no good file comes near is refused with its place, at once; nothing panics and nothing fills the memory.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::Folder;

const FACTS: &str = "company,metric,start,end,value,currency,published\n";
const COMPANIES: &str = "ticker,name,fiscal_year_end\n";
const CLAIMS: &str = "id,statement,metric,period,measure,value,unit\n";

/// Wider than what lays out a page can count to.
fn long() -> String {
    "x".repeat(65_536)
}

/// Companies that all report something of 2025.
fn many(companies: usize) -> Folder {
    let (mut list, mut facts) = (COMPANIES.to_owned(), FACTS.to_owned());
    for at in 0..companies {
        writeln!(list, "C{at},Company {at},12-31").unwrap();
        for (first, last) in [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")] {
            writeln!(facts, "C{at},ppe_purchases,2025-{first},2025-{last},{}000000,USD,2026-02-01", at + 1).unwrap();
        }
    }
    Folder::with(&[("d/companies.csv", &list), ("d/facts.csv", &facts)])
}

#[test]
fn a_name_or_a_cell_that_is_too_long_is_refused_with_its_place() {
    let long = long();
    let metrics = "id,flag,name,kind\n";
    for (name, text, place, said) in [
        ("companies.csv", format!("{COMPANIES}ABC,{long},12-31\n"), "2:2", "a cell of 65536 bytes; the limit is 10000"),
        (
            "companies.csv",
            format!("{COMPANIES}ABC,{},12-31\n", &long[..201]),
            "2:2",
            "a name of 201 characters; the limit is 200",
        ),
        (
            "companies.csv",
            format!("{COMPANIES}{},A,12-31\n", &long[..201]),
            "2:1",
            "a name of 201 characters; the limit is 200",
        ),
        (
            "metrics.csv",
            format!("{metrics}m,m,{},flow\n", "长".repeat(201)),
            "2:3",
            "a name of 201 characters; the limit is 200",
        ),
        (
            "facts.csv",
            format!("{FACTS}{long},revenue,2025-01-01,2025-03-31,1,USD,2025-05-01\n"),
            "2:1",
            "a name of 65536 characters; the limit is 200",
        ),
        (
            "facts.csv",
            format!("{FACTS}AMZN,{long},2025-01-01,2025-03-31,1,USD,2025-05-01\n"),
            "2:2",
            "a name of 65536 characters; the limit is 200",
        ),
        (
            "facts.csv",
            format!("{FACTS}AMZN,revenue,{long},2025-03-31,1,USD,2025-05-01\n"),
            "2:3",
            "a cell of 65536 bytes; the limit is 10000",
        ),
    ] {
        let folder = Folder::with(&[(name, &text)]);
        let complaint = folder.failure(&format!("totals amzn -m revenue -y 2025 --data {name}"), 4);
        assert_eq!(complaint, format!("capex: {name}:{place}: {said}\n"));
    }
    // As long as it may be is good, on every page.
    let name = &"W".repeat(200);
    let folder = Folder::with(&[("companies.csv", &format!("{COMPANIES}ABC,{name},12-31\n"))]);
    for words in ["list companies", "list companies -f markdown", "chart", "totals -y 2025", "find 118"] {
        folder.answer(&format!("{words} --data companies.csv"));
    }
}

#[test]
fn a_claim_that_is_too_long_is_refused_and_a_page_is_never_too_wide() {
    let long = long();
    let csv = format!("{CLAIMS}a1,{long},capex,2024,total,246,bn\n");
    let json = format!("[{{\"id\": \"a1\", \"statement\": \"{long}\", \"period\": \"2024\"}}]");
    let folder = Folder::with(&[("c.csv", &csv), ("c.json", &json)]);
    let said = "a cell of 65536 bytes; the limit is 10000";
    assert_eq!(folder.failure("check c.csv", 4), format!("capex: c.csv:2:2: {said}\n"));
    assert_eq!(folder.failure("check c.json", 4), format!("capex: c.json:1:28: {said}\n"));
    for text in [&long[..10_000], &"长 ".repeat(2_500)] {
        folder.write("c.csv", format!("{CLAIMS}{text},{text},capex,2024,total,246,bn\n"));
        for format in ["table", "markdown", "html", "csv", "json"] {
            folder.answer(&format!("check c.csv -f {format}"));
        }
    }
}

#[test]
fn a_header_of_many_columns_is_refused_at_once() {
    let begun = Instant::now();
    let mut more = String::new();
    for at in 0..100_000 {
        write!(more, ",c{at}").unwrap();
    }
    let codes = ",AAA,AAB,AAC".repeat(100);
    for (name, text, words, columns, most) in [
        ("facts.csv", format!("{}{more}\n", FACTS.trim_end()), "totals -y 2025 --data facts.csv", 100_007, 60),
        ("claims.csv", format!("{}{more}\n", CLAIMS.trim_end()), "check claims.csv", 100_007, 20),
        ("rates.csv", format!("Date,USD{codes}\n2025-01-02,1.1\n"), "rates --rates rates.csv", 302, 200),
    ] {
        let folder = Folder::with(&[(name, &text)]);
        let complaint = folder.failure(words, 4);
        let said = format!("capex: {name}:1: the header has {columns} columns; such a file has at most ");
        assert!(complaint.starts_with(&said), "{complaint}");
        assert!(
            complaint[said.len()..].trim().parse::<usize>().is_ok_and(|shown| shown.abs_diff(most) < 5),
            "{complaint}"
        );
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[test]
fn a_chart_or_page_of_too_many_companies_says_how_to_choose() {
    let folder = many(40);
    let begun = Instant::now();
    assert_eq!(
        folder.failure("report --data d", 2),
        "capex: 44 companies are too many for one page; name at most 30: capex report amzn msft -o capex.html\n"
    );
    for words in ["chart", "chart totals -y 2025", "chart growth -y 2025", "chart -o a.svg", "chart totals -o a.png"] {
        let complaint = folder.failure(&format!("{words} -b cash --data d"), 2);
        let said = "capex: 44 companies are too many for one chart; name at most 30 (capex chart amzn msft), or print all figures with -f csv
";
        assert_eq!(complaint, said, "{words}");
    }
    assert!(begun.elapsed() < Duration::from_secs(20));
    // Named ones are drawn, tables and figures are of all.
    folder.answer("chart amzn c1 c39 -b cash --data d");
    let named: Vec<String> = (0..30).map(|at| format!("c{at}")).collect();
    folder.answer(&format!("chart totals {} -y 2025 -b cash --data d", named.join(" ")));
    assert!(folder.answer("chart -b cash -y 2025 --data d -f csv").lines().count() > 40);
    assert!(folder.answer("totals -b cash -y 2025 --data d").contains("Company 39"));
}

#[test]
fn a_chart_of_too_many_statements_says_how_to_choose() {
    let header =
        "company,announced,period,low,high,bound,direction,pace,versus,basis,comparable,source,confidence,note\n";
    let mut text = header.to_owned();
    for at in 0..2_000 {
        let (month, day) = (1 + at / 28 % 12, 1 + at % 28);
        writeln!(text, "AMZN,2025-{month:02}-{day:02},2026,{at}000000,{at}000000,about,,,,headline,,s{at},company,")
            .unwrap();
    }
    let folder = Folder::with(&[("g.csv", &text)]);
    let begun = Instant::now();
    for words in [
        "chart guidance amzn -y 2026",
        "chart guidance -y 2026 -o g.svg",
        "chart guidance amzn -o g.png",
        "report amzn",
    ] {
        let complaint = folder.failure(&format!("{words} --data g.csv"), 2);
        let said = " statements are too many for one chart (limit 200); name a company and a year (capex chart guidance amzn -y 2026), or print all with capex guidance --history -f csv\n";
        assert!(complaint.starts_with("capex: 20") && complaint.ends_with(said), "{words}: {complaint}");
    }
    assert!(begun.elapsed() < Duration::from_secs(30), "{:?}", begun.elapsed());
    // All that are bundled can be drawn.
    folder.answer("chart guidance -p 2019..2027");
}

#[test]
fn of_many_errors_the_first_are_printed_and_the_rest_are_counted() {
    let rows = "AMZN,revenue,x,2025-03-31,1,USD,2025-05-01\n".repeat(5_000);
    let claims = "a,b,capex,2024,total,246\n".repeat(3_000);
    let folder = Folder::with(&[("facts.csv", &format!("{FACTS}{rows}")), ("c.csv", &format!("{CLAIMS}{claims}"))]);
    for (words, count) in [
        ("totals amzn -m revenue -y 2025 --data facts.csv", 5_000),
        ("validate facts.csv", 5_000),
        ("check c.csv", 3_000),
    ] {
        let complaint = folder.failure(words, 4);
        let lines: Vec<&str> = complaint.lines().collect();
        assert_eq!(lines.len(), 21, "{words}: {complaint}");
        assert_eq!(*lines.last().unwrap(), format!("and {} more problems", count - 20), "{words}");
    }
    folder.write("facts.csv", format!("{FACTS}{}", rows.repeat(5)));
    let complaint = folder.failure("totals amzn -m revenue -y 2025 --data facts.csv", 4);
    assert!(complaint.ends_with("\nand more than 9980 more problems\n"), "{complaint}");
    folder.write("facts.csv", format!("{FACTS}{}", &rows[..rows.len() / 5_000 * 21]));
    let complaint = folder.failure("totals amzn -m revenue -y 2025 --data facts.csv", 4);
    assert!(complaint.ends_with("\nand one more problem\n"), "{complaint}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_has_no_end_is_refused_at_once() {
    let folder = Folder::new();
    let begun = Instant::now();
    let complaint = folder.failure("totals -y 2025 --data /dev/zero", 4);
    assert_eq!(
        complaint,
        "capex: /dev/zero:1: no line end in the first 65536 bytes; a data file begins with the names of its columns\n"
    );
    assert!(begun.elapsed() < Duration::from_secs(2));
    for words in ["rates --rates /dev/zero", "check /dev/zero"] {
        let complaint = folder.failure(words, 4);
        assert_eq!(complaint, "capex: /dev/zero:1: more than 256 megabytes, the limit for such a file\n");
    }
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    // A pipe is read as a file is.
    let facts = format!("{FACTS}AMZN,revenue,2029-07-01,2029-09-30,1000000000,USD,2029-10-30\n");
    folder.write("facts.csv", facts);
    let words = "show amzn -m revenue -p 2029Q3 -f csv --data";
    let of_file = folder.answer(&format!("{words} facts.csv"));
    let shell = format!("cat facts.csv | {} {words} /dev/stdin", Path::new(env!("CARGO_BIN_EXE_capex")).display());
    let output = super::capex_in_shell(&shell, &folder.0);
    assert_eq!(output.replace("/dev/stdin", "facts.csv"), of_file);
}

#[test]
fn an_import_of_a_long_name_writes_nothing() {
    let file = format!("{{\"cik\": 99, \"entityName\": \"{}\", \"facts\": {{\"us-gaap\": {{}}}}}}", long());
    let folder = Folder::with(&[("a.json", &file)]);
    let complaint = folder.failure("import a.json --company ABC=99 -o out", 4);
    assert!(complaint.starts_with("capex: a.json:1:"), "{complaint}");
    assert!(complaint.contains("`entityName` is a name of 65536 characters; the limit is 200"), "{complaint}");
    assert!(fs::metadata(folder.path("out")).is_err());
}
