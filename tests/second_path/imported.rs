//! Quarters and years of imported files: they add up, or the page says why not.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::Folder;
use crate::data::{COMPANIES, filed_metrics};
use crate::program::{MILLION, Row, csv, rows_if_any};

/// The periods of the fixtures.
const PERIODS: &str = "--fiscal -p FY2008..FY2026";

/// A file of the fixtures, imported; and the companies in it.
fn imported(folder: &Folder, file: &Path) -> (String, Vec<String>) {
    let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
    let data = folder.0.join(&stem).display().to_string();
    csv(&format!("import {} -o {data}", file.display()));
    let facts = fs::read_dir(folder.0.join(&stem).join("facts")).expect("facts");
    let ticker = |entry: std::io::Result<fs::DirEntry>| {
        entry.expect("a file").path().file_stem().expect("a name").to_string_lossy().into_owned()
    };
    (data, facts.map(ticker).collect())
}

/// Fixtures of which nothing can be imported.
const REFUSED: [&str; 2] = ["ifrs.json", "translated-usd.json"];

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/companyfacts");
    let entries = fs::read_dir(folder).expect("the fixtures");
    let is_read = |file: &PathBuf| !REFUSED.iter().any(|name| file.ends_with(name));
    let files: Vec<_> = entries.map(|entry| entry.expect("a file").path()).filter(is_read).collect();
    assert!(files.len() > 8, "{files:?}");
    files
}

/// A tenth of a billion dollars.
const TENTH: i64 = 100 * MILLION;

/// The years whose four quarters and the year itself are shown unmarked and are more than 0.2 % apart, beyond what amounts
/// rounded to a unit can be; and how many years were compared.
fn apart(arguments: &str) -> (Vec<String>, usize) {
    let by_period = |grain: &str| -> BTreeMap<(String, String), Row> {
        let key = |row: &Row| (row.text("company").to_owned(), row.text("period").to_owned());
        rows_if_any(&format!("show {arguments} {grain} {PERIODS}")).into_iter().map(|row| (key(&row), row)).collect()
    };
    let (quarters, years) = (by_period("-Q"), by_period("-Y"));
    let unmarked = |row: &&Row| row.is("reported") || row.is("derived");
    let (mut found, mut compared) = (Vec::new(), 0);
    for ((company, period), year) in years.iter().filter(|(_, year)| unmarked(year)) {
        let quarter = |number: i32| quarters.get(&(company.clone(), format!("{period}Q{number}"))).filter(unmarked);
        let Some(parts) = (1..=4).map(|number| quarter(number)?.value()).collect::<Option<Vec<_>>>() else { continue };
        let year = year.value().expect("a value");
        let rounded_to = |unit: i64| parts.iter().all(|part| part % unit == 0);
        // Quarters to a tenth of a billion, as releases print them, of a year to the million.
        let unit = match year % TENTH {
            0 if rounded_to(MILLION) => MILLION,
            _ if rounded_to(TENTH) => TENTH,
            _ if rounded_to(MILLION) => MILLION,
            _ => 1_000,
        };
        let off = (parts.iter().sum::<i64>() - year).abs();
        compared += 1;
        if off > (year.abs() / 500).max(unit * 5 / 2) {
            found.push(format!("{arguments} {period}: {parts:?} and {year}"));
        }
    }
    (found, compared)
}

#[test]
fn no_year_and_its_quarters_are_apart_unmarked() {
    let folder = Folder::new();
    let (mut found, mut compared) = (Vec::new(), 0);
    let bundled = COMPANIES.map(str::to_owned).to_vec();
    let mut sets = vec![(String::new(), bundled)];
    for file in fixtures() {
        let (data, tickers) = imported(&folder, &file);
        sets.push((format!("--data {data}"), tickers));
    }
    for (data, tickers) in sets {
        for ticker in tickers {
            let metrics = filed_metrics().map(|metric| metric.flag.as_str());
            for metric in metrics.chain(["capex"]) {
                let (more, years) = apart(&format!("{ticker} -m {metric} {data}"));
                found.extend(more);
                compared += years;
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    assert!(compared > 500, "{compared} years");
}

#[test]
fn what_an_imported_file_prints_for_a_quarter_or_a_year_is_never_missing() {
    let folder = Folder::new();
    let mut printed = 0;
    for name in ["ge-recast.json", "tmus-recast.json", "restated-parts.json", "amazon-restated.json"] {
        let file = fixtures().into_iter().find(|file| file.ends_with(name)).expect(name);
        let (data, tickers) = imported(&folder, &file);
        let [ticker] = tickers.as_slice() else { panic!("{tickers:?}") };
        let mut reader = csv::Reader::from_path(format!("{data}/facts/{ticker}.csv")).expect("facts");
        let facts: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.expect("a row")).collect();
        let mut days: Vec<Option<&str>> = facts.iter().map(|fact| Some(&*fact["published"])).collect();
        days.push(None);
        days.sort_unstable();
        days.dedup();
        for day in days {
            let as_of = day.map(|day| format!("--as-of {day}")).unwrap_or_default();
            for metric in filed_metrics().filter(|metric| facts.iter().any(|fact| fact["metric"] == metric.id)) {
                let report = format!("show {ticker} -m {} --data {data} {PERIODS} {as_of}", metric.flag);
                let shown: Vec<_> =
                    ["-Q", "-Y"].iter().flat_map(|grain| rows_if_any(&format!("{report} {grain}"))).collect();
                let known = facts.iter().filter(|fact| fact["metric"] == metric.id);
                for fact in known.filter(|fact| day.is_none_or(|day| &*fact["published"] <= day)) {
                    let days = |row: &&Row| row.text("start") == fact["start"] && row.text("end") == fact["end"];
                    if let Some(row) = shown.iter().find(days) {
                        assert!(row.value().is_some(), "{as_of}: {row:?}");
                        printed += 1;
                    }
                }
            }
        }
    }
    assert!(printed > 100, "{printed}");
}

/// Shows a metric of an imported fixture by quarter, in millions; the words are the note of each.
fn shown(name: &str, ticker: &str, arguments: &str) -> Vec<(Option<i64>, String)> {
    let folder = Folder::new();
    let file = fixtures().into_iter().find(|file| file.ends_with(name)).expect(name);
    let (data, _) = imported(&folder, &file);
    let rows = rows_if_any(&format!("show {ticker} {arguments} --fiscal --data {data}"));
    rows.iter().map(|row| (row.value().map(|value| value / MILLION), row.text("note").to_owned())).collect()
}

fn values(shown: &[(Option<i64>, String)]) -> Vec<Option<i64>> {
    shown.iter().map(|(value, _)| *value).collect()
}

#[test]
fn figures_printed_again_beside_restated_ones_are_subtracted_from_with_them() {
    // General Electric's first quarter of 2024 was restated from 421 to 204, and six months, nine months and the year were
    // printed again: 499 − 204 = 295, 765 − 499 = 266, 1,032 − 765 = 267.
    let ge = |year: &str| shown("ge-recast.json", "CIK0000040545", &format!("-m ppe-purchases -Q -p {year}"));
    assert_eq!(values(&ge("FY2024")), [204, 295, 266, 267].map(Some));
    // In 2010 nine months were restated to 4,390, and the year was printed again: 9,800 − 4,390.
    assert_eq!(values(&ge("FY2010")), [1_276, 1_715, 1_399, 5_410].map(Some));
    // In 2019 the year was changed once more, alone: nothing is subtracted from 2,216.
    assert_eq!(values(&ge("FY2019")), [Some(1_395), None, None, None]);
    let tmus = |metric: &str| values(&shown("tmus-recast.json", "CIK0001283699", &format!("-m {metric} -Q -p FY2013")));
    assert_eq!(tmus("ppe-purchases"), [1_076, 2_126 - 1_076, 3_143 - 2_126, 4_025 - 3_143].map(Some));
    assert_eq!(tmus("ocf"), [909, 1_715 - 909, 2_541 - 1_715, 3_545 - 2_541].map(Some));
    // Three quarters were restated, and the year was printed again with the fourth on their footing.
    let revenue = shown("restated-parts.json", "CIK0009999991", "-m revenue -Q -p FY2021");
    assert_eq!(values(&revenue), [13_187, 27_405 - 13_187, 40_656 - 27_405, 57_350 - 40_656].map(Some));
}

#[test]
fn a_quarter_worked_out_from_what_a_restatement_replaced_is_missing_with_the_reason() {
    let purchases = shown("restated-parts.json", "CIK0009999991", "-m ppe-purchases -Q -p FY2024");
    assert_eq!(values(&purchases), [Some(200), None, Some(260), Some(270)]);
    let reason =
        "part of the year was restated on 2025-05-01, the rest was not; --as-of 2025-04-30 shows it as first filed";
    assert_eq!(purchases[1].1, reason);
    let before = shown("restated-parts.json", "CIK0009999991", "-m ppe-purchases -Q -p FY2024 --as-of 2025-04-30");
    assert_eq!(values(&before), [400, 100, 260, 270].map(Some));
}

#[test]
fn printed_quarters_beside_a_restated_one_are_marked_where_the_year_says_otherwise() {
    let income = shown("restated-parts.json", "CIK0009999991", "-m net-income -Q -p FY2022");
    assert_eq!(values(&income), [70, 110, 120, 140].map(Some));
    let reason = "as first filed; another part of the year was restated on 2023-05-01";
    assert_eq!(income.iter().map(|(_, note)| note == reason).collect::<Vec<_>>(), [false, true, true, true]);
    let year = shown("restated-parts.json", "CIK0009999991", "-m net-income -Y -p FY2022");
    assert_eq!(values(&year), [Some(470)]);
}

#[test]
fn validation_finds_a_year_whose_quarters_were_restated_in_part() {
    let folder = Folder::new();
    let facts = "metric,start,end,value,currency,published,restated
revenue,2030-01-01,2030-03-31,100000000,USD,2030-05-01,
revenue,2030-04-01,2030-06-30,100000000,USD,2030-08-01,
revenue,2030-07-01,2030-09-30,100000000,USD,2030-11-01,
revenue,2030-10-01,2030-12-31,100000000,USD,2031-02-01,
revenue,2030-01-01,2030-12-31,400000000,USD,2031-02-01,
revenue,2030-01-01,2030-03-31,80000000,USD,2031-05-01,yes
";
    let validate = |facts: &str| {
        let path = folder.0.join("META.csv");
        fs::write(&path, facts).expect("a file");
        let run = crate::common::capex().arg("validate").arg(&path).output().expect("a run");
        (run.status.code(), String::from_utf8(run.stderr).expect("UTF-8"))
    };
    let (code, error) = validate(facts);
    assert_eq!(code, Some(4));
    assert!(error.contains("is 400000000, but its quarters add up to 380000000"), "{error}");
    assert!(error.contains("META.csv:7: "), "{error}");
    let year_too = format!("{facts}revenue,2030-01-01,2030-12-31,380000000,USD,2032-02-01,yes\n");
    assert_eq!(validate(&year_too).0, Some(0));
}

/// The notes on the quarters of 2030 by a user's file.
fn notes(facts: &str) -> Vec<String> {
    let folder = Folder::new();
    let path = folder.write("META.csv", format!("metric,start,end,value,currency,published,restated\n{facts}"));
    let rows = rows_if_any(&format!("show meta -m revenue -Q -p 2030 --data {}", path.display()));
    rows.iter().map(|row| row.text("note").to_owned()).collect()
}

#[test]
fn a_fourth_quarter_worked_out_beside_a_restated_one_says_so() {
    let notes = notes(
        "revenue,2030-01-01,2030-03-31,100000000,USD,2030-05-01,
revenue,2030-04-01,2030-06-30,100000000,USD,2030-08-01,
revenue,2030-07-01,2030-09-30,100000000,USD,2030-11-01,
revenue,2030-01-01,2030-09-30,300000000,USD,2030-11-01,
revenue,2030-01-01,2030-12-31,400000000,USD,2031-02-01,
revenue,2030-01-01,2030-03-31,80000000,USD,2031-05-01,yes
",
    );
    let filed = "as first filed; another part of the year was restated on 2031-05-01";
    let worked_out = "calculated from figures as first filed; another part of the year was restated on 2031-05-01";
    assert_eq!(notes, ["", filed, filed, worked_out]);
}

#[test]
fn quarters_that_do_not_add_up_to_their_year_say_so() {
    let notes = notes(
        "revenue,2030-01-01,2030-03-31,100000000,USD,2030-05-01,
revenue,2030-04-01,2030-06-30,100000000,USD,2030-08-01,
revenue,2030-07-01,2030-09-30,100000000,USD,2030-11-01,
revenue,2030-10-01,2030-12-31,100000000,USD,2031-02-01,
revenue,2030-01-01,2030-12-31,500000000,USD,2031-02-01,
",
    );
    assert_eq!(notes, ["the quarters of the year do not add up to it"; 4]);
}
