//! Runs the program and reads its JSON.

use serde_json::Value;

use crate::common::capex;

/// The report for these arguments, separated by spaces.
pub fn report(arguments: &str) -> Value {
    let output = capex().args(arguments.split_whitespace()).args(["-f", "json"]).output().expect("run");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("capex {arguments}: {error}"))
}

/// The notes of a report, as one text.
pub fn notes(arguments: &str) -> String {
    report(arguments)["notes"].to_string()
}
