//! What is written: in the shape of `data/`, good, and all or nothing.

use std::fs;
use std::path::Path;
use std::process::Command;

use capex::data::Dataset;
use capex::derive::Engine;
use capex::model::{Basis, Period};
use rust_decimal::Decimal;

use super::{Folder, fixture, text};

/// The rows of a file below its header.
fn rows(text: &str) -> impl Iterator<Item = &str> {
    text.lines().skip(1)
}

/// A copy of the bundled data with an imported folder laid over it, at `merged`; the companies get definitions.
fn merge(folder: &Folder, mine: &str, tickers: &[&str]) {
    for name in ["companies.csv", "metrics.csv", "definitions.csv", "guidance.csv", "sources.csv"] {
        let bundled = fs::read_to_string(Path::new("data").join(name)).unwrap();
        let path = folder.path(&format!("{mine}/{name}"));
        let own = fs::read_to_string(path).unwrap_or_default();
        let mut added: Vec<&str> = rows(&own).filter(|row| !bundled.lines().any(|line| line == *row)).collect();
        let mut lines: Vec<&str> = bundled.lines().collect();
        let definitions: Vec<String> = tickers
            .iter()
            .flat_map(|ticker| {
                Basis::ALL.map(|basis| format!("{ticker},capex,{basis},,,+ppe_purchases,,purchases,购置支出,,"))
            })
            .collect();
        if name == "definitions.csv" {
            added.extend(definitions.iter().map(String::as_str));
        }
        lines.extend(added);
        if name == "sources.csv" {
            lines[1..].sort_by_key(|line| line.split(',').next());
        }
        folder.write(&format!("merged/{name}"), lines.join("\n") + "\n");
    }
    for file in fs::read_dir("data/facts").unwrap() {
        let path = file.unwrap().path();
        fs::copy(&path, folder.write(&format!("merged/facts/{}", path.file_name().unwrap().display()), "")).unwrap();
    }
    for (name, bytes) in folder.files(&format!("{mine}/facts")) {
        if !Path::new("data/facts").join(&name).exists() {
            folder.write(&format!("merged/facts/{name}"), bytes);
        }
    }
}

#[test]
fn what_is_written_is_good_data_also_of_years_of_weeks() {
    let folder = Folder::new();
    folder.prints(&format!("{} --company AAPL -o mine", fixture("apple-53-weeks.json").display()));
    folder.prints(&format!("{} --company NVDA -o mine", fixture("nvidia-tags.json").display()));
    merge(&folder, "mine", &["AAPL", "NVDA"]);
    let output = folder.run("validate merged", b"");
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn quarters_of_a_year_of_weeks_are_worked_out_like_any_others() {
    let folder = Folder::new();
    folder.prints(&format!("{} --company AAPL -o mine", fixture("apple-53-weeks.json").display()));
    merge(&folder, "mine", &["AAPL"]);
    let data = Dataset::open(&folder.path("merged")).unwrap();
    let (company, metric) = (data.company("aapl").unwrap(), data.metric("capex").unwrap());
    let engine = Engine::load(&data, None, &[company], &[&metric.id], &[Basis::Cash]).unwrap();
    let millions = |period: &str| {
        let figure = engine.figure(company, metric, Basis::Cash, period.parse::<Period>().unwrap()).unwrap();
        assert!(figure.is_whole());
        figure.working.value / Decimal::from(1_000_000)
    };
    assert_eq!(millions("FY2023"), Decimal::from(10_959));
    assert_eq!(millions("FY2023Q1"), Decimal::from(3_787));
    assert_eq!(millions("FY2023Q4"), Decimal::from(10_959 - 8_796));
    assert_eq!(millions("FY2022H2"), Decimal::from(10_708 - 5_317));
}

#[test]
fn the_same_import_twice_is_the_same_folder() {
    let folder = Folder::new();
    let words = format!("{} {} -o mine", fixture("meta.json").display(), fixture("nvidia-tags.json").display());
    folder.prints(&words);
    let first = folder.files("mine");
    folder.prints(&words);
    assert_eq!(folder.files("mine"), first);
    folder.prints(&format!("{} --company NVDA=1045810 -o other", fixture("nvidia-tags.json").display()));
    assert_ne!(folder.files("other"), first);
}

#[test]
fn what_the_user_added_stays() {
    let folder = Folder::new();
    let words = format!("{} --company NVDA -o mine", fixture("nvidia-tags.json").display());
    folder.prints(&words);
    let said = "capex_headline,2024-01-29,2025-01-26,3500000000,USD,,2025-02-26,nvda-2025-02-26-10-k,company,,,";
    let old = "revenue,2022-01-31,2023-01-29,26974000000,USD,,2025-02-26,nvda-2025-02-26-10-k,filing,,,";
    let facts = folder.read("mine/facts/NVDA.csv");
    let (header, rest) = facts.split_once('\n').unwrap();
    folder.write("mine/facts/NVDA.csv", format!("{header}\n{said}\n{rest}{old}\n"));
    folder.write("mine/guidance.csv", "mine");
    folder.prints(&words);
    let facts = folder.read("mine/facts/NVDA.csv");
    assert!(facts.contains(said), "another metric, of another origin");
    assert!(!facts.contains(old), "a figure of a filing, of a metric that the file holds, and not in the file");
    assert_eq!(folder.read("mine/guidance.csv"), "mine");
}

#[test]
fn a_folder_that_holds_something_else_is_refused_with_file_and_line() {
    let folder = Folder::new();
    let meta = fixture("meta.json").display().to_string();
    for (name, content, complaint) in [
        ("sources.csv", "id,name\n", "capex: mine/sources.csv:1: the header has an unknown column `name`"),
        ("companies.csv", "\u{1}", "capex: mine/companies.csv:1: the header has an unknown column"),
        ("facts/META.csv", "metric\n", "capex: mine/facts/META.csv:1: the header lacks the column `start`"),
    ] {
        folder.write(&format!("mine/{name}"), content);
        let before = folder.files("mine");
        let output = folder.import(&format!("{meta} -o mine"));
        assert_eq!(output.status.code(), Some(4));
        assert!(text(&output.stderr).starts_with(complaint), "{}", text(&output.stderr));
        assert_eq!(folder.files("mine"), before);
        fs::remove_dir_all(folder.path("mine")).unwrap();
    }
}

#[test]
fn a_place_that_takes_no_folder_is_named() {
    let folder = Folder::new();
    let meta = fixture("meta.json").display().to_string();
    folder.write("file", "kept");
    for (place, complaint) in [
        ("file", "capex: cannot write `file`: it is not a folder\n"),
        ("no/mine", "capex: cannot write `no/mine`: there is no folder `no`\n"),
    ] {
        let output = folder.import(&format!("{meta} -o {place}"));
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(1), complaint.to_owned()));
    }
    assert_eq!(folder.read("file"), "kept");
}

/// A full disk: no file may grow beyond a few blocks, and the program is told so instead of being ended.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_leaves_the_folder_as_it_was() {
    let folder = Folder::new();
    folder.prints(&format!("{} --company NVDA -o mine", fixture("nvidia-tags.json").display()));
    let before = folder.files("mine");
    for place in ["mine", "new"] {
        let command = format!(
            "trap '' XFSZ; ulimit -f 4; exec {} import {} {} -o {place}",
            env!("CARGO_BIN_EXE_capex"),
            fixture("apple-53-weeks.json").display(),
            fixture("meta.json").display()
        );
        let output = Command::new("sh").args(["-c", &command]).current_dir(&folder.0).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
        assert!(text(&output.stderr).starts_with("capex: cannot write `"), "{}", text(&output.stderr));
        assert!(output.stdout.is_empty());
    }
    assert_eq!(folder.files("mine"), before);
    let names: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["mine"], "nothing beside it either");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_to_stays_as_it_was() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new();
    folder.prints(&format!("{} --company NVDA -o mine", fixture("nvidia-tags.json").display()));
    let before = folder.files("mine");
    fs::set_permissions(folder.path("mine"), fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser may write anyway.
    let forbidden = fs::write(folder.path("mine/x"), "").is_err();
    if forbidden {
        let output = folder.import(&format!("{} -o mine", fixture("meta.json").display()));
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains("cannot write `mine/facts/META.csv`: Permission denied"));
    }
    fs::set_permissions(folder.path("mine"), fs::Permissions::from_mode(0o755)).unwrap();
    let _ = fs::remove_file(folder.path("mine/x"));
    assert_eq!(folder.files("mine"), before);
}
