//! `capex import`, through the binary: the traps of the SEC's companyfacts, what is written, and what is refused.
//!
//! The files of `tests/fixtures/companyfacts/` are in the SEC's format. Only the first two are cut from files of the SEC's own;
//! the others are put together here:
//!
//! - `alphabet.json`, `meta.json`: figures since 2023, cut down to the tags that hold a metric and one that does not
//! - `amazon-tags.json`: the bundled purchases of property and equipment, under the three tags of their filings; its two columns
//!   of twelve months are summed from the quarters
//! - `amazon-restated.json`: the bundled operating cash flow of 2016 and 2017, restated by parts
//! - `amazon-swapped.json`: net sales of 2009 to 2013 as in three annual reports, the quarters in that for 2012 the wrong way
//!   round; that report has such a slip, but the file is not a copy of it
//! - `apple-53-weeks.json`: fiscal 2022 and 2023, the latter of 53 weeks
//! - `nvidia-tags.json`: an old tag to fiscal 2012, another since; years that end on the last Sunday of January
//!
//! Figures, days and accession numbers of the last three were not compared with the filings: they serve to try the rules.

mod archive;
mod broken;
mod fixtures;
mod folder;
mod traps;
mod whole;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use assert_cmd::Command;

/// A run that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// A file of the fixtures.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/companyfacts").join(name)
}

/// A folder of the test's own, removed with everything in it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static FOLDERS: AtomicUsize = AtomicUsize::new(0);
        let name = format!("import-{}-{}", std::process::id(), FOLDERS.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        path
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Every file below a folder, hidden ones too, with its bytes.
    fn files(&self, name: &str) -> Vec<(String, Vec<u8>)> {
        fn below(folder: &Path, root: &Path, files: &mut Vec<(String, Vec<u8>)>) {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    below(&path, root, files);
                } else {
                    let name = path.strip_prefix(root).expect("below").display().to_string();
                    files.push((name, fs::read(&path).expect("a file")));
                }
            }
        }
        let mut files = Vec::new();
        if self.path(name).is_dir() {
            below(&self.path(name), &self.path(name), &mut files);
        }
        files.sort();
        files
    }

    /// Runs `capex import` here; the words are split at spaces.
    #[track_caller]
    fn import(&self, words: &str) -> Output {
        self.run(&format!("import {words}"), b"")
    }

    #[track_caller]
    fn run(&self, words: &str, input: &[u8]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_capex"));
        program.env("CAPEX_HOME", "");
        let output = program
            .args(words.split(' '))
            .current_dir(&self.0)
            .write_stdin(input)
            .timeout(PATIENCE)
            .output()
            .expect("a run");
        let complaint = text(&output.stderr);
        assert!(!complaint.contains("panicked"), "{complaint}");
        assert!(output.status.success() || output.stdout.is_empty(), "{words} fails, yet prints");
        output
    }

    /// What `capex import` prints on standard output.
    #[track_caller]
    fn prints(&self, words: &str) -> String {
        let output = self.import(words);
        assert!(output.status.success(), "{words}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// The records of an import, as lines of the columns asked for.
    #[track_caller]
    fn records(&self, words: &str, columns: &[&str]) -> Vec<String> {
        let csv = self.prints(&format!("{words} -f csv"));
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let at = columns.iter().map(|column| header.iter().position(|name| name == *column).expect("the column"));
        let at: Vec<usize> = at.collect();
        let rows = reader.records().map(|row| row.expect("a row"));
        rows.map(|row| at.iter().map(|&at| &row[at]).collect::<Vec<_>>().join(" ")).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}
