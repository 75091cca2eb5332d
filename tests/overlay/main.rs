//! A user's own files, laid over the bundled data with `--data` or `CAPEX_DATA`, through the program.

mod bounds;
#[path = "../common/mod.rs"]
mod common;
mod deceptive;
mod formulas;
mod free_cash_flow;
mod groups;
mod keys;
mod large;
mod other_year;
mod redefined;
mod refused;
mod round_trip;

use std::process::Output;

use common::{Folder, capex};

impl Folder {
    /// A folder with files of the given names and texts.
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    /// Runs the program in the folder.
    fn run(&self, arguments: &str) -> Output {
        capex().args(arguments.split_whitespace()).current_dir(&self.0).output().expect("run")
    }

    /// What it prints on standard output, in a run that succeeds.
    #[track_caller]
    fn answer(&self, arguments: &str) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// What it prints on standard error, in a run that ends with the given status and prints nothing else.
    #[track_caller]
    fn failure(&self, arguments: &str, status: i32) -> String {
        let output = self.run(arguments);
        let complaint = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(status), "{arguments}: {complaint}");
        assert!(output.stdout.is_empty(), "{arguments}: {}", String::from_utf8_lossy(&output.stdout));
        complaint
    }
}

/// The cells of a column, by name, of an answer in CSV without quotes.
#[track_caller]
fn column<'t>(answer: &'t str, name: &str) -> Vec<&'t str> {
    let place = answer.lines().next().and_then(|header| header.split(',').position(|column| column == name));
    let place = place.unwrap_or_else(|| panic!("a column `{name}`: {answer}"));
    answer.lines().skip(1).filter_map(|row| row.split(',').nth(place)).collect()
}

/// What a line of a shell prints in a folder; it must succeed.
fn capex_in_shell(line: &str, folder: &std::path::Path) -> String {
    let mut shell = std::process::Command::new("sh");
    let output = shell.args(["-c", line]).current_dir(folder).env("CAPEX_HOME", "").output().expect("sh");
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}
