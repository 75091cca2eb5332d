//! Each format carries the days, the readings and the documents of the statements it shows.

use serde_json::Value;

use crate::common::capex;
use crate::json::report;

/// The formats of a report.
const FORMATS: [&str; 6] = ["table", "markdown", "csv", "tsv", "json", "ndjson"];

/// The ways to ask what was said of Meta's 2025 in the end.
const MODES: [&str; 4] = ["", "--history", "--progress", "--total"];

fn printed(mode: &str, format: &str) -> String {
    let mut program = capex();
    program.args(["guidance", "-y", "2025", "meta", "-f", format]).args(mode.split_whitespace());
    let output = program.output().expect("run");
    assert!(output.status.success(), "{mode} {format}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What was said of Meta's 2025, in JSON.
fn json(mode: &str) -> Value {
    report(&format!("guidance {mode} -y 2025 meta"))
}

/// Asserts that every report has one of these words.
#[track_caller]
fn assert_carried(words: &[&str]) {
    let all = MODES.iter().flat_map(|mode| FORMATS.iter().map(move |format| (mode, format)));
    let lacking: Vec<_> = all
        .filter(|(mode, format)| {
            let report = printed(mode, format);
            !words.iter().any(|word| report.contains(word))
        })
        .map(|(mode, format)| format!("guidance {mode} -f {format}"))
        .collect();
    assert!(lacking.is_empty(), "none of {words:?} in {lacking:#?}");
}

#[test]
fn the_day_of_a_statement_is_in_every_format() {
    assert_carried(&["2025-10-29"]);
}

#[test]
fn the_reading_of_capital_expenditures_is_in_every_format() {
    assert_carried(&["headline", "each company reports"]);
}

#[test]
fn the_document_of_a_statement_is_in_every_format() {
    assert_carried(&["meta-2025-10-29-third-party"]);
}

#[test]
fn numbers_are_numbers_in_json() {
    for mode in MODES {
        for row in json(mode)["rows"].as_array().expect("rows") {
            for column in ["low", "high", "prior", "growth_low", "growth_high", "age_days", "actual", "first_low"] {
                let cell = &row[column];
                assert!(cell.is_number() || cell.is_null(), "guidance {mode}: {column} is {cell}");
            }
        }
    }
}

#[test]
fn every_document_named_in_json_is_described_there_once() {
    for mode in MODES {
        let report = json(mode);
        let described: Vec<_> = report["sources"].as_array().expect("sources").iter().map(|it| &it["id"]).collect();
        let named = report["rows"].as_array().expect("rows").iter().filter_map(|row| row["source"].as_str());
        for id in named.flat_map(str::split_whitespace) {
            let times = described.iter().filter(|source| source.as_str() == Some(id)).count();
            assert_eq!(times, 1, "guidance {mode}: {id}");
        }
    }
}
