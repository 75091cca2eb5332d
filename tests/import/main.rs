//! `capex import`, through the binary: the traps of the SEC's companyfacts, what is written, and what is refused.
//!
//! The files of `tests/fixtures/companyfacts/` are in the SEC's format. Some are cut from files of the SEC's own, the
//! others are put together here:
//!
//! - `alphabet.json`, `meta.json`, of the SEC: figures since 2023, cut down to the tags that hold a metric and one that does not
//! - `amazon-tags.json`: the bundled purchases of property and equipment, under the three tags of their filings; its two columns
//!   of twelve months are summed from the quarters
//! - `amazon-restated.json`: the bundled operating cash flow of 2016 and 2017, restated by parts
//! - `amazon-swapped.json`: net sales of 2009 to 2013 as in three annual reports, the quarters in that for 2012 the wrong way
//!   round; that report has such a slip, but the file is not a copy of it
//! - `apple-53-weeks.json`: fiscal 2022 and 2023, the latter of 53 weeks
//! - `ge-recast.json`, `tmus-recast.json`, of the SEC: years of which a part was restated
//! - `restated-parts.json`: a company made up, with years restated in part, each in another way
//! - `nvidia-tags.json`: an old tag to fiscal 2012, another since; years that end on the last Sunday of January
//!
//! - `arm.json`, `ge-vernova-text-cik.json`, `eaton-zero-revenues.json`, `chevron-signs.json`: cut from files of the SEC's own to
//!   a few tags and years; the slips in them are the filers'
//! - the rest are of no company, each made for the fault that its name tells
//!
//! Those of `tests/fixtures/instances/` are XBRL instances: `amzn-20221231`, `aapl-20250329` cut from the SEC's own;
//! `amzn-20251231`, `msft-20260630` segment facts alone, without their units; `amzn-20241231`, `goog-20241231`,
//! `meta-20241231` put together from lists of the facts of those reports.
//!
//! Figures, days and accession numbers of Amazon's net sales, Apple and NVIDIA were not compared with the filings: they
//! serve to try the rules.

mod archive;
mod broken;
#[path = "../common/mod.rs"]
mod common;
mod filers;
mod fixtures;
mod folder;
mod instances;
mod readable;
mod slips;
mod traps;
mod whole;
mod years;

use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Duration;

use assert_cmd::Command;
use common::{Folder, capex, text};

/// A text about 2029, about the first year of which nothing was filed in late October instead.
fn to_come(text: &str) -> String {
    let facts =
        std::fs::read_dir("data/facts").unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let days: Vec<String> =
        facts.flat_map(|text| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()).collect();
    let newest = days.iter().filter_map(|row| row.split(',').nth(6)).max().unwrap();
    let year: i32 = newest[..4].parse().unwrap();
    let year = (if newest[4..] < *"-10-28" { year } else { year + 1 }).to_string();
    let short = &year[2..];
    let accession = |of: &str| (format!("{of}29"), format!("{of}{short}"));
    let of_filings = ["1326801-", "1193125-", "0001326801"].map(accession);
    of_filings.iter().fold(text.replace("2029", &year), |text, (from, to)| text.replace(from, to))
}

/// A run that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// A file of the fixtures.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/companyfacts").join(name)
}

impl Folder {
    /// Runs `capex import` here; the words are split at spaces.
    #[track_caller]
    fn import(&self, words: &str) -> Output {
        self.run(&format!("import {words}"), b"")
    }

    #[track_caller]
    fn run(&self, words: &str, input: &[u8]) -> Output {
        let mut program = Command::from_std(capex());
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

    /// Runs the program with words that may have spaces.
    fn run_args(&self, words: &[&str]) -> Output {
        Command::from_std(capex()).args(words).current_dir(&self.0).timeout(PATIENCE).output().expect("a run")
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
