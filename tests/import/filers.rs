//! Many files at once: those of real filers, each read or refused with its reason; and the same answer on any number of cores.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Folder, fixture, text};

/// The folder of companyfacts files to try; the SEC's are at <https://data.sec.gov/api/xbrl/companyfacts/>.
const FOLDER: &str = "CAPEX_FILERS";

/// Every amount in US dollars that a companyfacts file gives: tag, last day, filing and value.
fn amounts(path: &Path) -> HashSet<(String, String, String, String)> {
    let file: Value = serde_json::from_slice(&fs::read(path).expect("the file")).expect("JSON");
    let mut amounts = HashSet::new();
    let tags = file["facts"].as_object().into_iter().flatten().filter_map(|(_, tags)| tags.as_object());
    for (tag, units) in tags.flatten() {
        for fact in units["units"]["USD"].as_array().into_iter().flatten() {
            let cell = |key: &str| fact[key].as_str().unwrap_or_default().to_owned();
            amounts.insert((tag.clone(), cell("end"), cell("accn"), fact["val"].to_string()));
        }
    }
    amounts
}

/// What came of a file, in a few lines.
fn tried(folder: &Folder, path: &Path) -> String {
    let output = folder.import(&format!("{} -f csv", path.display()));
    if !output.status.success() {
        let said = text(&output.stderr);
        assert!(said.starts_with("capex: "), "{}: {said}", path.display());
        return format!("refused ({}): {}", output.status.code().expect("an exit code"), said.trim_end());
    }
    let there = amounts(path);
    let (mut counts, mut reasons) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    for row in reader.deserialize::<BTreeMap<String, String>>() {
        let row = row.expect("a row");
        let cell = |name: &str| row[name].clone();
        *counts.entry(cell("status")).or_default() += 1;
        if cell("status") == "left_out" {
            // Amounts differ from one to the next.
            let kind: String = cell("reason").chars().filter(|letter| !letter.is_ascii_digit()).collect();
            *reasons.entry(kind).or_default() += 1;
        }
        // What is taken stands in the file; its last day may be one off where a filing slips.
        let day: jiff::civil::Date = cell("end").parse().expect("a day");
        let days = [day.yesterday().expect("a day"), day, day.tomorrow().expect("a day")];
        let is_there = days.iter().any(|day| {
            there.iter().any(|(tag, end, accession, value)| {
                (tag, accession) == (&cell("tag"), &cell("accession"))
                    && *end == day.to_string()
                    && value.trim_end_matches(".0") == cell("value")
            })
        });
        assert!(is_there || cell("status") == "left_out", "{}: {row:?} is not in the file", path.display());
    }
    let listed = |counts: &BTreeMap<String, usize>| {
        counts.iter().map(|(word, count)| format!("{count} {word}")).collect::<Vec<_>>().join("; ")
    };
    let mut lines = format!("read: {}", listed(&counts));
    if !reasons.is_empty() {
        let _ = write!(lines, "\n    left out: {}", listed(&reasons));
    }
    for row in folder.records(&path.display().to_string(), &["metric", "start", "end", "value", "accession", "reason"])
    {
        if row.contains("do not add up") {
            let _ = write!(lines, "\n    contradicted: {row}");
        }
    }
    lines
}

#[test]
#[ignore = "for a folder of files of one's own, named by CAPEX_FILERS: cargo test --test import filers -- --ignored --nocapture"]
fn every_file_of_a_filer_is_read_or_refused_with_its_reason() {
    let folder = PathBuf::from(std::env::var_os(FOLDER).expect("CAPEX_FILERS names a folder"));
    let mut files: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").map(|file| file.unwrap().path()).collect();
    files.sort();
    let here = Folder::new();
    for path in &files {
        println!("{}\n  {}", path.file_name().expect("a name").display(), tried(&here, path));
    }
}

#[test]
fn files_are_read_on_all_cores_and_answered_in_their_order() {
    let folder = Folder::new();
    let names = ["ge-recast.json", "tmus-recast.json", "chevron-signs.json", "eaton-zero-revenues.json"];
    for copy in 0..24_usize {
        let file = fs::read_to_string(fixture(names[copy % names.len()])).expect("a fixture");
        let (before, key) = file.split_once("\"cik\":").expect("a key");
        let after = key.split_once(',').expect("more").1;
        folder.write(&format!("all/CIK{copy:02}.json"), format!("{before}\"cik\":{},{after}", 900_000 + copy));
    }
    let all = folder.records("all -o mine", &["cik", "metric", "end", "value", "status", "reason"]);
    let mut each = Vec::new();
    for copy in 0..24 {
        each.extend(
            folder.records(&format!("all/CIK{copy:02}.json"), &["cik", "metric", "end", "value", "status", "reason"]),
        );
    }
    assert_eq!(all, each);
    assert_eq!(folder.files("mine/facts").len(), 24);

    // Of two that cannot be read the first is named, and nothing is written.
    folder.write("all/CIK09.json", "{");
    folder.write("all/CIK05.json", "[]");
    let output = folder.import("all -o other");
    let said = text(&output.stderr);
    assert!(output.status.code() == Some(4) && said.starts_with("capex: all/CIK05.json:1:"), "{said}");
    assert!(fs::read_dir(&folder.0).unwrap().all(|entry| entry.unwrap().file_name() != "other"));
}
