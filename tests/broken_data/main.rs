//! Broken data is refused with its file and line, and never brings the program down.
//!
//! Each test breaks a copy of `data/` in one way and runs `capex validate` on it.

mod any_edit;
mod companies;
mod definitions;
mod facts;
mod files;
mod folders;
mod guidance;
mod metrics;
mod sources;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use assert_cmd::Command;

const META: &str = "facts/META.csv";
const COMPANIES: &str = "companies.csv";
const METRICS: &str = "metrics.csv";
const DEFINITIONS: &str = "definitions.csv";
const SOURCES: &str = "sources.csv";
const GUIDANCE: &str = "guidance.csv";

/// The files that a test may break.
const FILES: [&str; 9] =
    [META, "facts/AMZN.csv", "facts/GOOGL.csv", "facts/MSFT.csv", COMPANIES, METRICS, DEFINITIONS, SOURCES, GUIDANCE];

/// A fact, as `data/facts/META.csv` has it.
const FACT: &str = "revenue,2023-01-01,2023-03-31,28645000000,USD,,2023-04-27,meta-2023-04-27-10-q,filing,,,";

/// A statement, as `data/guidance.csv` has it.
const SAID: &str = "META,2025-01-24,FY2025,60000000000,65000000000,range,,,,headline,,meta-2025-01-24-press,company,,";

/// A run that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(5);

/// A copy of the data, removed with the value.
struct Copy(PathBuf);

impl Copy {
    fn new() -> Self {
        static COPIES: AtomicUsize = AtomicUsize::new(0);
        let name = format!("broken-{}-{}", std::process::id(), COPIES.fetch_add(1, Ordering::Relaxed));
        let copy = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &copy.0.join("mine"));
        copy
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.join("mine").join(file)
    }

    fn edit(&self, file: &str, edit: impl FnOnce(Vec<u8>) -> Vec<u8>) {
        let path = self.path(file);
        let bytes = fs::read(&path).expect("the file");
        fs::write(path, edit(bytes)).expect("the edited file");
    }

    /// Runs the check, which must end in time, without a panic, and with nothing on standard output.
    #[track_caller]
    fn validate(&self) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_capex"));
        program.env("CAPEX_HOME", "");
        let output = program.args(["validate", "mine"]).current_dir(&self.0).timeout(PATIENCE).output().expect("run");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1 | 4)), "{:?}: {complaint}", output.status);
        assert!(!complaint.contains("panicked"), "{complaint}");
        assert_eq!(complaint.is_empty(), output.status.success(), "{:?}: {complaint}", output.status);
        assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
        output
    }

    #[track_caller]
    fn is_accepted(&self) {
        let output = self.validate();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Asserts that a problem of this file and line, and in these words, is among those found.
    #[track_caller]
    fn is_refused(&self, file: &str, line: usize, words: &str) {
        let output = self.validate();
        let complaint = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(4), "accepted, or not read: {complaint}");
        let place = format!("mine/{file}:{line}:");
        let found = complaint.lines().any(|problem| problem.contains(&place) && problem.contains(words));
        assert!(found, "nothing at {place} says `{words}`:\n{complaint}");
    }

    /// Asserts that it could not be read, and that the message names the file.
    #[track_caller]
    fn is_unreadable(&self, file: &str) {
        let output = self.validate();
        let complaint = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(1), "{complaint}");
        assert!(complaint.contains(&format!("mine/{file}")), "{complaint}");
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder for the copy");
    for entry in fs::read_dir(from).expect("the data") {
        let path = entry.expect("an entry").path();
        let copy = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &copy);
        } else {
            fs::copy(&path, &copy).expect("a copy");
        }
    }
}

/// A copy with one passage replaced, and where that was.
struct Changed {
    copy: Copy,
    file: &'static str,
    line: usize,
}

/// Replaces a passage that occurs once.
#[track_caller]
fn change(file: &'static str, from: &str, to: &str) -> Changed {
    let copy = Copy::new();
    let text = fs::read_to_string(copy.path(file)).expect("the file");
    assert_eq!(text.matches(from).count(), 1, "`{from}` in {file}");
    let line = 1 + text[..text.find(from).expect("the passage")].matches('\n').count();
    fs::write(copy.path(file), text.replace(from, to)).expect("the edited file");
    Changed { copy, file, line }
}

impl Changed {
    /// Asserts that the line of the change is refused in these words.
    #[track_caller]
    fn is_refused(&self, words: &str) {
        self.copy.is_refused(self.file, self.line, words);
    }

    /// Asserts that the line after the change is refused in these words.
    #[track_caller]
    fn is_refused_below(&self, words: &str) {
        self.copy.is_refused(self.file, self.line + 1, words);
    }

    /// Asserts that one fault is one problem.
    #[track_caller]
    fn is_refused_once(&self, words: &str) {
        self.is_refused(words);
        let complaint = String::from_utf8(self.copy.validate().stderr).expect("UTF-8");
        let problems = complaint.lines().filter(|line| line.contains("mine/")).count();
        assert!(problems == 1, "{problems} problems, the first of them:\n{}", first_lines(&complaint));
    }
}

fn first_lines(text: &str) -> String {
    text.lines().take(5).collect::<Vec<_>>().join("\n")
}

/// A fact changed in one cell or more.
#[track_caller]
fn fact(from: &str, to: &str) -> Changed {
    assert!(FACT.contains(from), "`{from}` in the fact");
    change(META, FACT, &FACT.replacen(from, to, 1))
}

/// A statement changed in one cell or more.
#[track_caller]
fn said(from: &str, to: &str) -> Changed {
    assert!(SAID.contains(from), "`{from}` in the statement");
    change(GUIDANCE, SAID, &SAID.replacen(from, to, 1))
}

#[test]
fn the_data_as_it_is_is_accepted() {
    Copy::new().is_accepted();
}
