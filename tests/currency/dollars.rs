//! Dollars in dollars: nothing changes, whatever the policy.

use std::collections::HashMap;

use crate::json::report;
use crate::program::csv;

/// Each report on figures, as one would type it.
const REPORTS: [&str; 15] = [
    "",
    "totals -y 2025",
    "totals -p 2024,2025 -b cash",
    "totals -y 2024 --as-of 2025-01-31",
    "show -Q -p last8q",
    "show -m revenue -Y -p 2015..2025",
    "show -m intensity -y 2024",
    "growth -p 2019..2025",
    "growth -Q -p 2025Q4",
    "cloud -y 2025",
    "guidance",
    "guidance --history -p 2024,2025",
    "guidance --progress -p 2024..2026",
    "guidance --total -y 2025",
    "explain meta 2022Q4",
];

/// What a conversion may append.
const APPENDED: [&str; 7] = ["reported", "rate", "fx", "fx_from", "fx_to", "fx_source", "prior_rate"];

fn table(text: &str) -> (Vec<String>, Vec<HashMap<String, String>>) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    // Whose the figures are stands last in every table.
    assert_eq!(header.pop().as_deref(), Some("origin"), "{text}");
    (header, reader.deserialize().map(|row| row.expect("a row")).collect())
}

#[test]
fn every_column_is_the_same_as_without_conversion() {
    let policies = ["", "--fx spot", "--fx period-end", "--fx-date 2025-02-07", "--fx-rate 1"];
    for (number, report) in REPORTS.into_iter().enumerate() {
        let (header, plain) = table(&csv(report));
        for flags in ["-x USD".to_owned(), format!("-x dollars {}", policies[number % policies.len()])] {
            let (wide, converted) = table(&csv(&format!("{report} {flags}")));
            assert_eq!(wide[..header.len()], header, "{report} {flags}: columns are appended");
            // `explain` says it again in the currency asked for.
            let converted: Vec<_> =
                converted.iter().filter(|row| row.get("role").is_none_or(|role| role != "converted")).collect();
            assert_eq!(converted.len(), plain.len(), "{report} {flags}");
            for (one, other) in plain.iter().zip(converted) {
                for column in &header {
                    assert_eq!(one[column], other[column], "{report} {flags}: {column}");
                }
            }
        }
    }
}

#[test]
fn other_currencies_append_columns_and_move_none() {
    for report in REPORTS {
        let (header, _) = table(&csv(report));
        let (wide, _) = table(&csv(&format!("{report} -x CNY")));
        assert_eq!(wide[..header.len()], header, "{report}");
        let appended = &wide[header.len()..];
        assert!(APPENDED[1..6].iter().all(|column| appended.iter().any(|of| of == column)), "{report}: {appended:?}");
    }
}

#[test]
fn json_has_the_currency_and_the_policy_of_the_query() {
    for (flags, policy) in [
        ("-x CNY", "average"),
        ("-x CNY --fx period-end", "period-end"),
        ("-x CNY --fx spot", "spot"),
        ("-x CNY --fx-rate 7", "constant"),
        ("-x CNY --fx-date 2025-02-07", "constant"),
    ] {
        let report = report(&format!("totals -y 2024 {flags}"));
        assert_eq!((&report["query"]["currency"], &report["query"]["fx"]), (&"CNY".into(), &policy.into()), "{flags}");
    }
}
