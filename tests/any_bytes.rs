//! Any bytes in a data file, a claims file, an article, files of the SEC's, of rates or of settings, or for a period: no panic,
//! no hang.
//!
//! Each file of the fuzz targets' corpus, as it is and with changes made by chance. A file that once broke something joins
//! the corpus, so what was mended stays so.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

#[allow(dead_code)]
#[path = "fuzz/src/lib.rs"]
mod fuzz;

/// A change to some bytes.
#[derive(Debug, Clone)]
enum Change {
    Replace(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, u8),
    Repeat(Index, u8),
    CutOff(Index),
}

/// What is apt to break a reader.
const TELLING: &[&str] = &[
    ",",
    "\"",
    "\n",
    "\r\n",
    "-",
    "0",
    "9999999999999999999999999999",
    "-0",
    "1e308",
    "0001-01-01",
    "9999-12-31",
    "\0",
    "{",
    "]",
    "亿",
    "\u{feff}",
    "..",
    "=",
    "null",
];

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    let text = prop_oneof![
        prop::sample::select(TELLING).prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 1..4),
    ];
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Change::Replace(at, byte)),
        (at(), text).prop_map(|(at, text)| Change::Insert(at, text)),
        (at(), any::<u8>()).prop_map(|(at, count)| Change::Remove(at, count)),
        (at(), any::<u8>()).prop_map(|(at, count)| Change::Repeat(at, count)),
        at().prop_map(Change::CutOff),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        if bytes.is_empty() {
            return bytes;
        }
        let length = bytes.len();
        let range = |at: &Index, count: u8| at.index(length)..(at.index(length) + usize::from(count)).min(length);
        match change {
            Change::Replace(at, byte) => bytes[at.index(length)] = *byte,
            Change::Insert(at, text) => drop(bytes.splice(at.index(length)..at.index(length), text.iter().copied())),
            Change::Remove(at, count) => drop(bytes.drain(range(at, *count))),
            Change::Repeat(at, count) => bytes.extend_from_within(range(at, *count)),
            Change::CutOff(at) => bytes.truncate(at.index(length)),
        }
    }
    bytes
}

fn corpus(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a corpus").map(|file| file.expect("a file").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{target}");
    files
}

fn hold(target: &str) {
    let (_, on) = fuzz::TARGETS.into_iter().find(|(name, _)| *name == target).expect("a target");
    let files: Vec<Vec<u8>> = corpus(target).iter().map(|file| fs::read(file).expect("a file")).collect();
    for bytes in &files {
        on(bytes);
    }
    let bytes = (prop::sample::select(files), prop::collection::vec(change(), 1..6));
    let bytes = bytes.prop_map(|(bytes, changes)| changed(bytes, &changes));
    let mut runner = TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() });
    runner
        .run(&bytes, |bytes| {
            on(&bytes);
            Ok(())
        })
        .unwrap();
}

#[test]
fn files_of_settings() {
    hold("config");
}

#[test]
fn data_files() {
    hold("data");
}

#[test]
fn articles() {
    hold("articles");
}

#[test]
fn claims_files() {
    hold("claims");
}

#[test]
fn files_of_the_sec() {
    hold("companyfacts");
}

#[test]
fn instances_of_filings() {
    hold("instances");
}

#[test]
fn expressions_for_periods() {
    hold("periods");
}

#[test]
fn files_of_rates() {
    hold("rates");
}
