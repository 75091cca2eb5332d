//! Chinese pages and messages: nothing left in English, figures untouched, columns in line, machine formats as ever.

#![cfg(unix)]

mod choice;
mod columns;
#[path = "../common/commands.rs"]
mod commands;
#[path = "../common/mod.rs"]
mod common;
mod failures;
mod figures;
mod names;
mod own_data;
mod phrases;
mod plain;
mod reports;
mod words;

use std::path::Path;
use std::process::{Command, Output};

use commands::Example;
use common::Folder;

fn capex(arguments: &str) -> Command {
    let mut command = common::capex();
    command.args(arguments.split_whitespace()).env("NO_COLOR", "1");
    command
}

fn output(command: &mut Command) -> Output {
    command.output().expect("the program")
}

/// Standard output of a command that answers, be it that a claim is contradicted.
fn stdout(command: &mut Command) -> String {
    let output = output(command);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 5)), "{command:?}: {said}");
    common::text(&output.stdout)
}

/// Standard error of a command that fails with an exit code.
fn complaint(command: &mut Command, code: i32) -> String {
    let output = output(command);
    assert_eq!(output.status.code(), Some(code), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty(), "{command:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

/// The page in Markdown, which wraps no line.
fn markdown(report: &Example, folder: &Folder, language: &str) -> String {
    stdout(report.run(folder).args(["-f", "markdown", "--lang", language])).replace('\\', "")
}

/// The cells of columns of a data file.
fn data(file: &str, columns: &[&str]) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file);
    let mut reader = csv::Reader::from_path(path).expect("a data file");
    let heads = reader.headers().expect("a header").clone();
    let at: Vec<usize> =
        columns.iter().map(|name| heads.iter().position(|head| head == *name).expect("a column")).collect();
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    rows.iter().flat_map(|row| at.iter().map(|&at| row[at].to_owned())).filter(|cell| !cell.is_empty()).collect()
}
