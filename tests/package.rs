//! The data package: what is in it, and that other programs read it.
//!
//! Where `DuckDB` or the Frictionless checker is not installed, what needs it is skipped, with a message.

#![cfg(unix)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use common::{capex, text};

/// A folder of the test's own.
fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("package").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

fn run(folder: &Path, words: &str) -> Output {
    capex().args(words.split(' ')).current_dir(folder).output().expect("the program")
}

#[track_caller]
fn written(test: &str, words: &str) -> PathBuf {
    let folder = folder(test);
    fs::write(
        folder.join("own.csv"),
        "company,metric,start,end,value,currency,published,source,confidence\n\
        AMZN,revenue,2010-01-01,2010-03-31,7131000000,USD,2010-04-22,own,company\n",
    )
    .expect("a file");
    fs::write(folder.join("sources.csv"), "id,company,document,published\nown,AMZN,a release,2010-04-22\n")
        .expect("a file");
    let output = run(&folder, &format!("export datapackage -o package{words}"));
    assert!(output.status.success(), "{}", text(&output.stderr));
    folder
}

fn is_installed(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        common::skipped(program);
    }
    found
}

#[test]
fn a_package_has_every_fact_and_ones_own_are_marked() {
    let folder = written("own", " --data own.csv --data sources.csv");
    let facts = fs::read_to_string(folder.join("package/facts.csv")).expect("facts");
    let bundled = text(&run(&folder, "export facts -f csv --raw-text").stdout);
    assert_eq!(facts.lines().count(), bundled.lines().count() + 1);
    let own: Vec<&str> = facts.lines().filter(|line| line.ends_with(",user")).collect();
    assert!(
        matches!(own[..], [line] if line.starts_with("AMZN,revenue,2010-01-01,2010-03-31,7131000000,USD")),
        "{own:?}"
    );
    assert!(
        fs::read_to_string(folder.join("package/sources.csv"))
            .expect("sources")
            .contains("own,AMZN,a release,2010-04-22")
    );
    let description = fs::read_to_string(folder.join("package/datapackage.json")).expect("a description");
    let description: serde_json::Value = serde_json::from_str(&description).expect("JSON");
    for resource in description["resources"].as_array().expect("resources") {
        let file = fs::read_to_string(folder.join("package").join(resource["path"].as_str().expect("a path")));
        let file = file.expect("the file of a resource");
        let names: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .expect("fields")
            .iter()
            .filter_map(|field| field["name"].as_str())
            .collect();
        assert_eq!(file.lines().next(), Some(&*names.join(",")));
    }
    // It can be laid over the bundled data, and changes nothing then.
    assert!(run(&folder, "validate package").status.success());
}

#[test]
fn a_package_takes_the_place_of_another_and_of_nothing_else() {
    let folder = written("again", "");
    let before = fs::read(folder.join("package/facts.csv")).expect("facts");
    fs::write(folder.join("package/facts.csv"), "old").expect("a file");
    assert!(run(&folder, "export datapackage -o package").status.success());
    assert_eq!(fs::read(folder.join("package/facts.csv")).expect("facts"), before);

    fs::create_dir(folder.join("mine")).expect("a folder");
    fs::write(folder.join("mine/facts.csv"), "mine").expect("a file");
    let refused = run(&folder, "export datapackage -o mine");
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        text(&refused.stderr).contains("`mine` is not empty and holds no data package"),
        "{}",
        text(&refused.stderr)
    );
    assert_eq!(fs::read_dir(folder.join("mine")).expect("a folder").count(), 1);
    assert_eq!(run(&folder, "export datapackage -o no/package").status.code(), Some(1));
    // Nothing hidden is left, and without a folder nothing is written.
    assert!(run(&folder, "export datapackage").status.success());
    let mut names: Vec<_> =
        fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    names.sort();
    assert_eq!(names, ["mine", "own.csv", "package", "sources.csv"]);
}

#[test]
fn the_frictionless_checker_finds_it_valid() {
    if !is_installed("frictionless") {
        return;
    }
    let folder = written("valid", " --data own.csv --data sources.csv");
    let output =
        Command::new("frictionless").args(["validate", "package/datapackage.json"]).current_dir(&folder).output();
    let output = output.expect("the checker");
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
}

/// Worked out by `DuckDB` from the facts alone.
#[test]
fn duckdb_sums_the_cash_purchases_of_2025() {
    if !is_installed("duckdb") {
        return;
    }
    let folder = written("duckdb", "");
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cash-purchases-2025.duckdb.sql");
    let input = Stdio::from(fs::File::open(example).expect("the example"));
    let output = Command::new("duckdb").arg("-csv").stdin(input).current_dir(&folder).output().expect("duckdb");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(
        text(&output.stdout).replace('\r', ""),
        "company,cash_purchases\nAMZN,131819000000\nGOOGL,91447000000\nMETA,69691000000\nMSFT,83094000000\n\
        TOTAL,376051000000\n"
    );
}
