//! Where the definition of a company changed between figures that stand side by side, the answer says so.

use super::Folder;

/// A company that states its figure with leases until 2024 (90 million of the year, 25 of the fourth quarter) and pays 80, 20,
/// 120 and 30 million in cash.
fn folder() -> Folder {
    let definitions = "company,metric,basis,from,to,formula,words
NOVA,capex,headline,,2024-12-31,+capex_headline,with leases
NOVA,capex,headline,2025-01-01,,+ppe_purchases,cash alone
";
    let row = |metric: &str, start: &str, end: &str, millions: u32| {
        format!("NOVA,{metric},{start},{end},{millions}000000,USD,2026-02-01\n")
    };
    let facts = [
        "company,metric,start,end,value,currency,published\n".to_owned(),
        row("capex_headline", "2024-01-01", "2024-12-31", 90),
        row("capex_headline", "2024-10-01", "2024-12-31", 25),
        row("ppe_purchases", "2024-01-01", "2024-12-31", 80),
        row("ppe_purchases", "2024-10-01", "2024-12-31", 20),
        row("ppe_purchases", "2025-01-01", "2025-12-31", 120),
        row("ppe_purchases", "2025-01-01", "2025-03-31", 30),
        row("cloud_revenue", "2024-01-01", "2024-12-31", 10),
        row("cloud_revenue", "2025-01-01", "2025-12-31", 20),
        row("revenue", "2024-01-01", "2024-12-31", 900),
        row("revenue", "2025-01-01", "2025-12-31", 1200),
    ];
    Folder::with(&[
        ("own/companies.csv", "ticker,name,fiscal_year_end,cloud_series\nNOVA,Nova,12-31,Nova Cloud\n"),
        ("own/definitions.csv", definitions),
        ("own/facts.csv", &facts.concat()),
    ])
}

/// The whole answer as one line.
#[track_caller]
fn said(folder: &Folder, arguments: &str) -> String {
    folder.answer(arguments).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_command_that_shows_both_sides_says_so() {
    let folder = folder();
    let changed = "Nova's definition changed: 2024 is with leases; 2025 is cash alone. \
                   On the new definition, 2024 was 0.1 and growth is +50.0%.";
    for command in [
        "totals nova 2025",
        "totals nova 2024,2025",
        "show nova 2024..2025",
        "show nova 2025,2024",
        "show nova 2024..2025 -m capex,intensity",
        "growth nova 2025",
        "cloud nova 2024..2025",
        "chart nova 2024..2025",
        "chart share nova 2024..2025",
        "chart cloud nova 2024..2025",
        "totals nova 2025 -f markdown",
    ] {
        let answer = said(&folder, &format!("{command} --data own"));
        assert_eq!(answer.matches(changed).count(), 1, "{command}: {answer}");
    }
    let json = folder.answer("show nova 2024..2025 -f json --data own");
    assert!(json.contains("On the new definition, 2024 was USD 80000000 and growth is +50.0%."), "{json}");
    let csv = folder.run("show nova 2024..2025 -f csv --data own");
    assert!(String::from_utf8_lossy(&csv.stderr).contains("note: Nova's definition changed: 2024 is with leases;"));
    assert!(!String::from_utf8_lossy(&csv.stdout).contains("definition"));
    let ratio = said(&folder, "show nova 2024..2025 -m intensity -b headline --data own");
    assert!(ratio.contains("Nova's definition changed: 2024 is with leases; 2025 is cash alone. Figures"), "{ratio}");
}

/// Growth is said of a year on the one before alone: a first quarter after a fourth is no year.
#[test]
fn quarters_beside_each_other_give_no_growth_of_a_year() {
    let answer = said(&folder(), "show nova 2024Q4..2025Q1 -u m --data own");
    let changed = "2024Q4 is with leases; 2025Q1 is cash alone. On the new definition, 2024Q4 was 20. Figures";
    assert!(answer.contains(changed), "{answer}");
}

#[test]
fn one_side_alone_says_nothing() {
    let folder = folder();
    for command in
        ["show nova 2024", "show nova 2025", "show nova 2024..2025 -b cash", "show nova 2024..2025 -m revenue"]
    {
        let answer = said(&folder, &format!("{command} --data own"));
        assert!(!answer.contains("definition change"), "{command}: {answer}");
    }
}

/// Amazon's own, from its cash-flow statements: purchases less proceeds of 2024 are 82,999 - 5,341, of the fourth quarter
/// 27,834 - 1,782, and of the twelve months to June 2025 (22,620 + 27,834 + 25,019 + 32,183) - (1,342 + 1,782 + 764 + 815).
#[test]
fn bundled_definitions_change_too() {
    let folder = Folder::new();
    for (command, expected) in [
        ("show amazon 2024..2025 -u m", "On the new definition, 2024 was 77,658 and growth is +65.2%."),
        ("show amazon 2024Q4..2025Q1 -u m", "On the new definition, 2024Q4 was 26,052. "),
        ("amazon -u m", "From 2025-01-01: purchases of property and equipment less proceeds"),
        ("amazon -u m", "On the new definition, TTM 2025Q2 was 102,953 and growth is +64.2%."),
        ("show amzn 2025Q1..2025Q2 --ttm", "Amazon's definition changes within TTM 2025Q2. From 2025-01-01:"),
        ("totals amzn 2023..2025 --sum", "Amazon's definition changes within 2023..2025. From 2025-01-01:"),
        (
            "show meta 2019..2025 -b cash",
            "2020 is purchases of property and equipment as stated, net of proceeds; 2021",
        ),
        ("show meta 2019..2025 -b cash", "2023 is purchases of property and equipment, gross; proceeds were stated"),
        ("show meta 2018..2019 -m fcf", "Meta's definition changed: 2018 is operating cash flow less purchases"),
    ] {
        let answer = said(&folder, command);
        assert!(answer.contains(expected), "{command}: {answer}");
    }
    for silent in
        ["show amazon 2022..2024", "show amazon 2025Q1..2026Q2", "show amazon 2024..2025 -b cash", "totals 2026Q1"]
    {
        let answer = said(&folder, silent);
        assert!(!answer.contains("definition change"), "{silent}: {answer}");
    }
}
