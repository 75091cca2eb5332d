//! Runs the program on claims and reads its CSV.

use std::collections::HashMap;
use std::time::Duration;

use assert_cmd::Command;

use crate::common::capex;

/// A run that takes longer hangs.
const PATIENCE: Duration = Duration::from_mins(1);

/// The header of most files here.
pub const HEADER: &str = "id,metric,companies,period,measure,value,unit,as_of";

/// What a run printed.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub aside: String,
}

/// One row of the CSV, by column name.
#[derive(Debug, Clone)]
pub struct Row(HashMap<String, String>);

impl Row {
    #[track_caller]
    pub fn text(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("no column `{column}` in {self:?}"))
    }
}

/// Runs `capex` with these arguments and this standard input.
pub fn run(arguments: &[&str], input: impl Into<Vec<u8>>) -> Run {
    let mut command = Command::from_std(capex());
    let output = command.args(arguments).write_stdin(input).timeout(PATIENCE).output().expect("a run");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code().expect("a code"), out: text(output.stdout), aside: text(output.stderr) }
}

/// The rows of a CSV answer.
pub fn rows(run: &Run) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    reader.deserialize().map(|row| Row(row.unwrap_or_else(|error| panic!("{error}: {run:?}")))).collect()
}

/// The rows of a file of claims, whatever its verdicts.
#[track_caller]
pub fn check(file: &str) -> Vec<Row> {
    let run = run(&["check", "-", "-f", "csv"], file);
    assert!(matches!(run.code, 0 | 5), "{run:?}");
    rows(&run)
}

/// The one row of a claim with the columns of [`HEADER`], without its id.
#[track_caller]
pub fn claim(fields: &str) -> Row {
    let mut rows = check(&format!("{HEADER}\na,{fields}\n"));
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

/// The one row of a claim made with flags, separated by spaces.
#[track_caller]
pub fn flags(arguments: &str) -> Row {
    let arguments: Vec<&str> = ["check"].into_iter().chain(arguments.split_whitespace()).chain(["-f", "csv"]).collect();
    let run = run(&arguments, "");
    assert!(matches!(run.code, 0 | 5), "{run:?}");
    let mut rows = rows(&run);
    assert_eq!(rows.len(), 1, "{run:?}");
    rows.remove(0)
}
