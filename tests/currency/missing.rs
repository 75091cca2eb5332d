//! A rate that is not there makes a figure that is not there: empty, with its reason, and never a number.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde_json::Value;

use crate::common::capex;
use crate::fixings::{Fixing, between, day};
use crate::json::report;
use crate::program::{Row, csv, of};
use crate::rates_of_ones_own::{history, written};
use crate::runs::rows;

/// The columns of converted amounts, and of what is worked out from them.
const CONVERTED: [&str; 6] = ["value", "prior", "share", "rate", "prior_rate", "yoy_converted"];

/// A file of the bundled rates, of some days since the end of 2022 only.
fn some_days(name: &str, keep: impl Fn(Date) -> bool) -> String {
    let recent = between(day("2022-12-01"), Date::MAX);
    let kept: Vec<Fixing> = recent.iter().filter(|fixing| keep(fixing.day)).cloned().collect();
    written(name, history(&kept).as_bytes())
}

/// Asserts that a row has no converted amount, but still its growth in dollars and its dollars.
#[track_caller]
fn assert_unconverted(row: &Row, columns: &[&str], dollars: &Row) {
    for column in columns {
        assert_eq!(row.text(column), "", "{column}: {row:?}");
    }
    assert_eq!(row.text("reported"), dollars.text("value"), "{row:?}");
}

/// The reasons that the JSON of a report gives for missing values.
fn reasons(arguments: &str) -> Vec<String> {
    let report = report(arguments);
    let rows = report["rows"].as_array().expect("rows").clone();
    assert!(!rows.is_empty(), "{arguments}: no rows");
    rows.iter()
        .map(|row| {
            assert_eq!(row["value"], Value::Null, "{row}");
            row["missing"]["value"].as_str().unwrap_or_else(|| panic!("no reason in {row}")).to_owned()
        })
        .collect()
}

#[test]
fn a_quarter_that_is_not_over_has_no_figure_in_any_currency() {
    for (report, known) in [("show -Q -p 2024Q4", "2024-12-30"), ("totals -Q -p 2025Q1", "2025-03-28")] {
        for flags in ["", "-x CNY", "-x CNY --fx period-end", "-x EUR --fx spot", "-x JPY --fx-rate 150"] {
            assert_eq!(csv(&format!("{report} --as-of {known} {flags}")), "", "{report} {flags}");
        }
    }
}

#[test]
fn rates_after_the_day_are_not_known_on_it() {
    for report in ["totals -y 2024", "show -y 2024", "growth -p 2024", "guidance -y 2025", "cloud -y 2024"] {
        let output = capex()
            .args(format!("{report} -x CNY --fx-date 2025-06-30 --as-of 2025-05-01 -f csv").split(' '))
            .output()
            .expect("run");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*output.stdout), (Some(3), &b""[..]), "{report}");
        assert!(complaint.contains("2025-04-30"), "the last known: {complaint}");
    }
}

#[test]
fn a_figure_known_on_a_day_rests_on_rates_then_known() {
    // Amazon's fourth quarter of 2023 was first printed a year later.
    for (known, figures) in [("2024-11-15", 7 * 4 - 1), ("2025-02-08", 8 * 4), ("2026-08-08", 14 * 4)] {
        let rows = rows(&format!("show -Q -p 2023Q1..2026Q2 -x CNY --as-of {known}"));
        let known_then: Vec<&Row> = rows.iter().filter(|row| !row.text("value").is_empty()).collect();
        assert_eq!(known_then.len(), figures, "{known}");
        for row in known_then {
            assert!(row.text("fx_to") <= known && row.text("end") < known, "{row:?}");
        }
    }
}

#[test]
fn rates_that_end_inside_a_quarter_give_none_for_it() {
    let file = some_days("end-early.csv", |of| of <= day("2024-12-30"));
    let converted = rows(&format!("show -Q -p 2024 -x CNY --rates {file}"));
    let bundled = rows("show -Q -p 2024 -x CNY");
    let dollars = rows("show -Q -p 2024");
    assert_eq!(converted.len(), 16);
    for ((row, bundled), dollars) in converted.iter().zip(&bundled).zip(&dollars) {
        if row.text("period") == "2024Q4" {
            assert_unconverted(row, &["value", "rate", "fx_from", "fx_to"], dollars);
        } else {
            assert_eq!(row.text("value"), bundled.text("value"));
        }
    }
    for reason in reasons(&format!("show -Q -p 2024Q4 -x CNY --rates {file}")) {
        assert_eq!(reason, "no rate after 2024-12-30");
    }
}

#[test]
fn a_year_with_a_quarter_without_rates_has_no_figure_nor_a_total() {
    for (name, keep, reason) in [
        ("begin-late.csv", (|of| of >= day("2024-01-03")) as fn(Date) -> bool, "no rate before 2024-01-03"),
        ("end-early-too.csv", |of| of <= day("2024-12-30"), "no rate after 2024-12-30"),
        (
            "hole.csv",
            |of| of < day("2024-05-06") || of > day("2024-05-16"),
            "no rate between 2024-05-03 and 2024-05-17",
        ),
    ] {
        let file = some_days(name, keep);
        let dollars = rows("totals -y 2024");
        let converted = rows(&format!("totals -y 2024 -x CNY --rates {file}"));
        for company in ["AMZN", "MSFT", "GOOGL", "META", "TOTAL"] {
            let (row, dollars) = (of(&converted, company), of(&dollars, company));
            assert_unconverted(row, &["value", "share", "rate", "yoy_converted"], dollars);
            assert_eq!(row.text("yoy"), dollars.text("yoy"), "growth is in dollars: {row:?}");
        }
        for found in reasons(&format!("totals -y 2024 -x CNY --rates {file}")) {
            assert_eq!(found, reason, "{name}");
        }
    }
}

#[test]
fn a_year_before_without_rates_has_no_growth_in_the_currency() {
    let file = some_days("from-2024.csv", |of| of >= day("2024-01-01"));
    let (bundled, converted) = (rows("totals -y 2024 -x EUR"), rows(&format!("totals -y 2024 -x EUR --rates {file}")));
    for row in &converted {
        let known = of(&bundled, row.text("company"));
        for column in ["value", "share", "rate", "yoy"] {
            assert_eq!(row.text(column), known.text(column), "{column}: {row:?}");
        }
        for column in ["prior", "prior_rate", "yoy_converted"] {
            assert_eq!(row.text(column), "", "{column}: {row:?}");
        }
    }
}

#[test]
fn a_short_gap_is_bridged_and_a_long_one_is_not() {
    let short = some_days("short.csv", |of| of < day("2024-05-06") || of > day("2024-05-09"));
    let row = &rows(&format!("show meta -p 2024Q2 -x CNY --rates {short}"))[0];
    assert!(!row.text("value").is_empty(), "seven days from 2024-05-03 to 2024-05-10: {row:?}");
    let bundled = &rows("show meta -p 2024Q2 -x CNY")[0];
    assert_ne!(row.text("value"), bundled.text("value"), "four days are not in it");
    let long = some_days("long.csv", |of| of < day("2024-05-06") || of > day("2024-05-10"));
    let row = &rows(&format!("show meta -p 2024Q2 -x CNY --rates {long}"))[0];
    assert_eq!((row.text("value"), row.text("rate")), ("", ""), "ten days: {row:?}");
}

#[test]
fn a_currency_that_was_not_fixed_on_some_days_is_missing_where_another_is_not() {
    let mut text = String::from("Date,USD,CNY,RUB,\n");
    for fixing in between(day("2022-01-01"), day("2023-01-31")).iter().rev() {
        let rouble = if fixing.day <= day("2022-03-01") { "117.2" } else { "N/A" };
        let _ = writeln!(text, "{},{},{},{rouble},", fixing.day, fixing.per_euro["USD"], fixing.per_euro["CNY"]);
    }
    let file = written("rouble.csv", text.as_bytes());
    let of = |code: &str| rows(&format!("show meta -Q -p 2022 -x {code} --rates {file}"));
    assert!(of("CNY").iter().all(|row| !row.text("value").is_empty()));
    assert!(of("RUB").iter().all(|row| row.text("value").is_empty() && row.text("rate").is_empty()));
    let reasons = reasons(&format!("show meta -Q -p 2022 -x RUB --rates {file}"));
    assert!(reasons.iter().all(|reason| reason.starts_with("no rate")), "{reasons:?}");
}

#[test]
fn a_statement_without_a_rate_of_its_day_keeps_its_dollars_and_its_growth() {
    let file = some_days("until-january.csv", |of| of <= day("2025-01-24"));
    let report = "guidance --history -p 2025 meta";
    let (dollars, converted) = (rows(report), rows(&format!("{report} -x CNY --rates {file}")));
    let is_late = |row: &&Row| row.text("announced") > "2025-01-31";
    assert!(dollars.len() == converted.len() && converted.iter().filter(is_late).count() > 2, "{converted:?}");
    for (dollars, row) in dollars.iter().zip(&converted) {
        if is_late(&row) {
            for column in ["low", "high", "rate", "fx_from", "fx_to"] {
                assert_eq!(row.text(column), "", "{column}: {row:?}");
            }
            assert_eq!(row.text("low_reported"), dollars.text("low"), "{row:?}");
        }
        for column in ["growth_low", "growth_high"] {
            assert_eq!(row.text(column), dollars.text(column), "{column}: {row:?}");
        }
    }
    let json = report_of_ends(&format!("guidance --total -y 2025 -x CNY --rates {file}"));
    assert!(json.iter().any(|reason| reason == "no rate after 2025-01-24"), "{json:?}");
}

/// The reasons for missing low ends.
fn report_of_ends(arguments: &str) -> Vec<String> {
    let report = report(arguments);
    let rows = report["rows"].as_array().expect("rows").clone();
    rows.iter().filter_map(|row| row["missing"]["low"].as_str().map(str::to_owned)).collect()
}

#[test]
fn growth_in_dollars_needs_no_rates() {
    let file = written("one-day.csv", b"date,currency,per_usd\n2024-10-01,CNY,7\n");
    for (report, columns) in [
        ("totals -y 2024", &["yoy", "quarters"][..]),
        ("growth -p 2022..2024", &["yoy", "cagr"]),
        ("cloud -y 2024", &["yoy", "margin", "capex_per_cloud", "share_of_revenue"]),
        ("guidance -y 2025", &["growth_low", "growth_high"]),
        ("guidance --progress -y 2026", &["implied_growth_low", "implied_growth_high", "growth_low"]),
        ("guidance --total -y 2026", &["growth_low", "growth_high"]),
    ] {
        let (dollars, converted) = (rows(report), rows(&format!("{report} -x CNY --rates {file}")));
        assert_eq!(dollars.len(), converted.len(), "{report}");
        for (dollars, row) in dollars.iter().zip(&converted) {
            for column in columns {
                assert_eq!(row.text(column), dollars.text(column), "{report}: {column}");
            }
            for column in CONVERTED.iter().filter(|column| report.starts_with("totals") || **column == "rate") {
                assert_eq!(row.text(column), "", "{report}: {column}");
            }
        }
    }
}
