//! Runs every `console` block of the README, of `examples/` and of `tests/transcripts/`, and compares what is printed.
//!
//! The form is that of trycmd, with a real shell behind it, so that pipes and redirections are shown as they are typed:
//!
//! - `$ ` begins a command, `> ` continues it; `sh` runs it, in a folder that the blocks of one file share
//! - `? 3` is its exit status; none stands for success
//! - the lines that follow are its standard output, then its standard error
//! - `...` stands for any lines and `[..]` for any text within a line
//!
//! The folder holds the repository's `data` and `examples` and, as `companyfacts`, files in the SEC's format; a page is as
//! wide as it likes unless a command sets `COLUMNS`.
//! A command that fails must have printed nothing on standard output; that a claim is contradicted (5) is no failure.
//! `SNAPSHOTS=overwrite cargo test --test transcripts` writes anew what has changed; read the difference.

#![cfg(unix)]

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

/// The exit status of an answer that a claim does not hold.
const CONTRADICTED: i32 = 5;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn readme() {
    check(&[Path::new(ROOT).join("README.md")]);
}

#[test]
fn examples() {
    check(&pages_in("examples"));
}

#[test]
fn transcripts() {
    check(&pages_in("tests/transcripts"));
}

/// The pages of a folder, by name.
fn pages_in(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(ROOT).join(folder)).expect("the folder");
    let mut pages: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    pages.sort();
    assert!(!pages.is_empty(), "{folder} holds pages");
    pages
}

/// Runs the pages side by side and reports all that differ.
fn check(pages: &[PathBuf]) {
    let differences: Vec<String> = std::thread::scope(|scope| {
        let runs: Vec<_> = pages.iter().map(|page| scope.spawn(|| compare(page))).collect();
        runs.into_iter().filter_map(|run| run.join().expect("a page is run to its end")).collect()
    });
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn compare(page: &Path) -> Option<String> {
    let written = fs::read_to_string(page).expect("a page");
    let name = page.strip_prefix(ROOT).expect("a page of the repository").display().to_string();
    let (actual, mut wrong) = run(&written, &name);
    let expected = Data::read_from(page, Some(DataFormat::Text));
    let assert = Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV).normalize_paths(false);
    if let Err(difference) = assert.try_eq(Some(&"what was printed"), Data::text(actual), expected) {
        wrong.push_str(&difference.to_string());
    }
    (!wrong.is_empty()).then_some(wrong)
}

/// The page with what its commands print now, and what no page may show.
fn run(page: &str, name: &str) -> (String, String) {
    let folder = Folder::new(name);
    let (mut text, mut wrong) = (String::new(), String::new());
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        writeln!(text, "{line}").unwrap();
        if line != "```console" {
            continue;
        }
        let mut first = true;
        while let Some(line) = lines.next_if(|line| *line != "```") {
            let Some(command) = line.strip_prefix("$ ") else {
                assert!(!first, "{name}: a console block begins with a command, not with `{line}`");
                continue;
            };
            let mut command = command.to_owned();
            if !first {
                text.push('\n');
            }
            first = false;
            writeln!(text, "{line}").unwrap();
            while let Some(line) = lines.next_if(|line| line.starts_with("> ")) {
                writeln!(text, "{line}").unwrap();
                command.push('\n');
                command.push_str(&line[2..]);
            }
            let output = folder.run(&command);
            if !output.status.success() {
                let code = output.status.code().expect("an exit status");
                writeln!(text, "? {code}").unwrap();
                if !output.stdout.is_empty() && code != CONTRADICTED {
                    writeln!(wrong, "{name}: `{command}` fails, yet prints on standard output").unwrap();
                }
            }
            for stream in [output.stdout, output.stderr] {
                let printed = String::from_utf8(stream).expect("UTF-8");
                text.push_str(&printed);
                if !printed.is_empty() && !printed.ends_with('\n') {
                    writeln!(text, "[no line end]").unwrap();
                }
            }
        }
        assert!(!first, "{name}: a console block without a command");
    }
    (text, wrong)
}

/// The folder in which a page is run, removed with everything in it.
struct Folder(PathBuf);

impl Folder {
    fn new(page: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(page.replace('/', "-"));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder for the page");
        for (name, of) in [
            ("data", "data"),
            ("examples", "examples"),
            ("companyfacts", "tests/fixtures/companyfacts"),
            ("instances", "tests/fixtures/instances"),
        ] {
            symlink(Path::new(ROOT).join(of), path.join(name)).expect("a link into the repository");
        }
        Self(path)
    }

    fn run(&self, command: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_capex")).parent().expect("a folder");
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(program.to_owned()).chain(std::env::split_paths(&inherited));
        Command::new("sh")
            .args(["-c", command])
            .current_dir(&self.0)
            .env_clear()
            .env("CAPEX_HOME", "")
            .env("PATH", std::env::join_paths(path).expect("a search path"))
            .env("LC_ALL", "C.UTF-8")
            .output()
            .expect("sh")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
