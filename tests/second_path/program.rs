//! Runs the program and reads its CSV.

use std::collections::HashMap;
use std::time::Duration;

use assert_cmd::Command;
use rust_decimal::Decimal;

use crate::common::capex;

/// Whole US dollars in a million, the unit in which figures are typed in these tests.
pub const MILLION: i64 = 1_000_000;

/// A run that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(5);

/// One row of a CSV report, by column name.
#[derive(Debug, Clone)]
pub struct Row(HashMap<String, String>);

impl Row {
    /// A cell as printed; empty means missing.
    pub fn text(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("no column `{column}` in {self:?}"))
    }

    /// A cell as printed, if there is such a column.
    pub fn get(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(String::as_str)
    }

    /// An amount in whole dollars.
    pub fn dollars(&self, column: &str) -> Option<i64> {
        let cell = self.text(column);
        (!cell.is_empty()).then(|| cell.parse().unwrap_or_else(|_| panic!("`{cell}` is not in whole dollars")))
    }

    /// A fraction such as 0.31.
    pub fn fraction(&self, column: &str) -> Option<Decimal> {
        let cell = self.text(column);
        (!cell.is_empty()).then(|| cell.parse().unwrap_or_else(|_| panic!("`{cell}` is not a number")))
    }

    /// The value of the row, in whole dollars.
    pub fn value(&self) -> Option<i64> {
        self.dollars("value")
    }

    /// Whether the row has this status.
    pub fn is(&self, status: &str) -> bool {
        self.text("status") == status
    }
}

/// The exit code for a question the data cannot answer.
const NO_SUCH_DATA: i32 = 3;

/// What the program prints for these arguments, separated by spaces; nothing when there is no such data.
pub fn csv(arguments: &str) -> String {
    let mut program = Command::from_std(capex());
    let output =
        program.args(arguments.split_whitespace()).args(["-f", "csv"]).timeout(PATIENCE).output().expect("run");
    let answered = output.status.success() || output.status.code() == Some(NO_SUCH_DATA);
    assert!(answered, "capex {arguments}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The rows of a report, which must have some: what is asserted of each row of nothing holds.
#[track_caller]
pub fn rows(arguments: &str) -> Vec<Row> {
    let rows = rows_if_any(arguments);
    assert!(!rows.is_empty(), "capex {arguments}: no rows");
    rows
}

/// The rows of a report; none when there is no such data.
pub fn rows_if_any(arguments: &str) -> Vec<Row> {
    csv::Reader::from_reader(csv(arguments).as_bytes())
        .deserialize()
        .map(|row| Row(row.unwrap_or_else(|error| panic!("capex {arguments}: {error}"))))
        .collect()
}

/// The only row of a report.
pub fn row(arguments: &str) -> Row {
    let mut rows = rows(arguments);
    assert_eq!(rows.len(), 1, "capex {arguments}");
    rows.remove(0)
}

/// The row of a company, or of the total.
pub fn of<'a>(rows: &'a [Row], company: &str) -> &'a Row {
    rows.iter().find(|row| row.text("company") == company).unwrap_or_else(|| panic!("no row of {company}"))
}

/// Asserts that a report has one row with this amount, in millions.
#[track_caller]
pub fn assert_millions(arguments: &str, expected: i64) {
    assert_eq!(row(arguments).value(), Some(expected * MILLION), "capex {arguments}");
}

/// Asserts that a report prints these amounts, in millions, in this order.
#[track_caller]
pub fn assert_series(arguments: &str, expected: &[i64]) {
    let found: Vec<_> = rows(arguments).iter().map(Row::value).collect();
    let expected: Vec<_> = expected.iter().map(|millions| Some(millions * MILLION)).collect();
    assert_eq!(found, expected, "capex {arguments}");
}

/// Asserts that two numbers differ by no more than a tolerance.
#[track_caller]
pub fn assert_close(found: Decimal, expected: Decimal, tolerance: &str) {
    let tolerance: Decimal = tolerance.parse().expect("a number");
    assert!((found - expected).abs() <= tolerance, "{found}, not {expected}");
}
