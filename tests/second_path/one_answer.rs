//! One question has one answer, whichever command gives it.

use std::collections::BTreeMap;
use std::process::Output;

use rust_decimal::Decimal;

use crate::common::{capex, text};
use crate::program::{MILLION, Row, assert_close, of, rows, rows_if_any};

/// What decides which figure is meant, for a sweep: metric and basis, calendar, day, currency.
const READINGS: [&str; 20] = [
    "",
    "-b cash",
    "-b net",
    "-b leases",
    "--fiscal",
    "-b cash --fiscal",
    "-b net --fiscal",
    "-b leases --fiscal",
    "-m fcf",
    "-m fcf -b leases --fiscal",
    "-m revenue",
    "-m revenue --fiscal",
    "-m cloud",
    "-m cloud --fiscal",
    "-m net-income",
    "-m ocf --as-of 2017-06-30",
    "--as-of 2019-11-15",
    "-b leases --as-of 2024-02-02 --fiscal",
    "-b leases -x CNY",
    "-m cloud -x JPY --fx period-end",
];

/// The periods of a sweep; before 2018 many figures are missing.
const PERIODS: [&str; 3] = ["-p 2014..2026", "-Q -p 2015..2026", "--ttm -p 2016Q1..2026Q2"];

/// The total in each period.
fn totals_of(arguments: &str) -> BTreeMap<String, Row> {
    let totals = rows(arguments).into_iter().filter(|row| row.text("company") == "TOTAL");
    totals.map(|row| (row.text("period").to_owned(), row)).collect()
}

#[test]
fn totals_and_growth_have_one_total() {
    let mut compared = 0;
    for reading in READINGS {
        for periods in PERIODS {
            let totals = totals_of(&format!("totals {periods} {reading}"));
            for (period, growth) in totals_of(&format!("growth {periods} {reading}")) {
                let Some(total) = totals.get(&period) else {
                    assert!(growth.is("missing"), "{reading}: {growth:?}");
                    continue;
                };
                for column in ["value", "prior", "yoy", "status"] {
                    assert_eq!(growth.text(column), total.text(column), "{reading} {period} {column}");
                }
                compared += 1;
            }
        }
    }
    assert!(compared > 1_500, "{compared}");
}

/// The total by the rows of the companies: all of them, or where one is missing those that have the year before too.
#[test]
fn a_total_that_lacks_companies_is_of_those_that_have_both_years() {
    let mut lacking = 0;
    for reading in READINGS.iter().filter(|reading| !reading.contains("-x")) {
        for periods in PERIODS {
            let mut by_period: BTreeMap<String, Vec<Row>> = BTreeMap::new();
            for row in rows(&format!("totals {periods} {reading}")) {
                by_period.entry(row.text("period").to_owned()).or_default().push(row);
            }
            for (period, mut rows) in by_period {
                let Some(total) = rows.pop_if(|row| row.text("company") == "TOTAL") else { continue };
                let whole = rows.iter().all(|row| row.value().is_some());
                let both: Vec<&Row> = rows.iter().filter(|row| row.dollars("prior").is_some()).collect();
                let added = if whole || both.is_empty() {
                    rows.iter().filter(|row| row.value().is_some()).collect()
                } else {
                    both
                };
                let sum = |column: &str| added.iter().map(|row| row.dollars(column)).sum::<Option<i64>>();
                let at = format!("{reading} {period}: {total:?}");
                assert_eq!(total.value(), sum("value"), "{at}");
                assert_eq!(total.dollars("prior"), sum("prior"), "{at}");
                let quarters =
                    |row: &Row| row.text("quarters").split_once('/').map(|(has, of)| (has.to_owned(), of.to_owned()));
                let (has, of) = quarters(&total).expect("quarters");
                assert_ne!(added.len(), 0, "{at}");
                assert!(added.iter().all(|row| quarters(row).expect("quarters") >= (has.clone(), of.clone())), "{at}");
                if !whole {
                    lacking += 1;
                    assert!(total.is("partial") && total.text("share").is_empty(), "{at}");
                }
            }
        }
    }
    assert!(lacking > 200, "{lacking}");
}

/// The row of a company and period in a report; none where there is no such data.
fn row_of(arguments: &str, company: &str, period: &str) -> Option<Row> {
    let of = |row: &Row| row.text("company") == company && row.text("period") == period;
    rows_if_any(arguments).into_iter().find(of)
}

#[test]
fn the_summary_agrees_with_totals() {
    let mut compared = 0;
    for reading in
        ["", "-b leases", "-b cash --fiscal", "--as-of 2019-08-20", "-x CNY", "-b net -x EUR --as-of 2024-11-01"]
    {
        for summary in rows(&format!("--no-update-data {reading}")) {
            let (company, periods) = (summary.text("company"), [summary.text("quarter"), summary.text("ttm_period")]);
            for (period, [value, yoy]) in periods.into_iter().zip([["value", "yoy"], ["ttm", "ttm_yoy"]]) {
                let total = row_of(&format!("totals {company} -p {period} {reading}"), company, period);
                let cell = |column: &str| total.as_ref().map_or("", |row| row.text(column)).to_owned();
                assert_eq!(
                    (summary.text(value), summary.text(yoy)),
                    (&*cell("value"), &*cell("yoy")),
                    "{reading} {summary:?}"
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 40, "{compared}");
}

#[test]
fn clouds_agree_with_growth_and_capex_with_show() {
    for reading in
        ["-p 2016..2026", "-Q -p 2017..2026", "--ttm -p 2018Q1..2026Q2 --fiscal", "-p 2019..2025 -b cash -x GBP"]
    {
        let key = |row: &Row| (row.text("company").to_owned(), row.text("period").to_owned());
        let by_key =
            |arguments: &str| -> BTreeMap<_, _> { rows(arguments).into_iter().map(|row| (key(&row), row)).collect() };
        let growth = by_key(&format!("growth -m cloud {reading}"));
        let capex = by_key(&format!("show {reading}"));
        for cloud in rows(&format!("cloud {reading}")) {
            let of_growth = &growth[&key(&cloud)];
            for (column, same) in [("cloud", "value"), ("prior", "prior"), ("yoy", "yoy"), ("status", "status")] {
                assert_eq!(cloud.text(column), of_growth.text(same), "{reading} {cloud:?}");
            }
            let spent = capex.get(&key(&cloud)).map_or("", |row| row.text("value"));
            assert_eq!(cloud.text("capex"), spent, "{reading} {cloud:?}");
        }
    }
}

#[test]
fn a_figure_explained_is_the_figure_shown() {
    for metric in ["capex", "fcf", "capex-to-ocf", "revenue", "cloud"] {
        for (company, period) in
            [("amzn", "2022"), ("msft", "2025"), ("msft", "FY2025"), ("googl", "2019Q1"), ("meta", "2023H2")]
        {
            for day in ["", "--as-of 2025-05-15"] {
                for row in rows_if_any(&format!("explain {company} {period} -m {metric} {day}")) {
                    if row.text("role") != "figure" {
                        continue;
                    }
                    let basis =
                        if row.text("basis").is_empty() { String::new() } else { format!("-b {}", row.text("basis")) };
                    let show = format!("show {company} -p {period} -m {metric} {basis} {day}");
                    let shown = row_of(&show, row.text("company"), period);
                    let cell = |column: &str| shown.as_ref().map_or("", |row| row.text(column));
                    assert_eq!(row.text("value"), cell("value"), "{show}");
                    assert!(shown.is_none() || row.text("status") == cell("status"), "{show}");
                }
            }
        }
    }
}

#[test]
fn leases_of_2019_are_those_of_amazon_and_meta() {
    // Net purchases and principal: 12,689 + 9,628 and 15,102 + 552; a year before 11,323 + 7,449 and 13,915 + 0.
    let (now, before) = (12_689 + 9_628 + 15_102 + 552, 11_323 + 7_449 + 13_915);
    let growth = Decimal::from(now) / Decimal::from(before) - Decimal::ONE;
    for command in ["totals", "growth", "chart totals", "chart growth"] {
        let rows = rows(&format!("{command} -y 2019 -b leases"));
        let total = of(&rows, "TOTAL");
        assert_eq!((total.value(), total.text("status")), (Some(now * MILLION), "partial"), "{command}");
        assert_eq!(total.dollars("prior"), Some(before * MILLION), "{command}");
        assert_close(total.fraction("yoy").expect("growth"), growth, "0.000001");
        if command.ends_with("totals") {
            assert_eq!(total.text("quarters"), "4/4");
        }
        let page = page(&format!("{command} -y 2019 -b leases"));
        assert!(page.contains("38.0*") || command == "chart growth", "{page}");
        assert!(page.contains("+16.2%"), "{page}");
        assert!(page.contains("The total of 2019 excludes Microsoft and Alphabet."), "{page}");
    }
}

#[test]
fn a_year_before_is_marked_where_its_parts_are() {
    for command in ["totals -p 2023Q1", "growth -p 2023Q1"] {
        let page = page(command);
        let line = |name: &str| page.lines().find(|line| line.starts_with(name)).expect("a line").to_owned();
        for name in ["Amazon", "Total"] {
            assert_eq!(line(name).matches('≈').count(), 2, "{page}");
        }
        assert!(!line("Meta").contains('≈'), "{page}");
    }
    // 2023 was printed as a year, and the year before too.
    assert!(!page("totals -y 2023").contains('≈'));
}

#[test]
fn without_a_period_trailing_twelve_months_reach_the_newest_quarter() {
    let newest = rows("show --ttm -p latest");
    for command in ["totals --ttm", "chart totals --ttm"] {
        let totals = rows(command);
        for row in &newest {
            let total = of(&totals, row.text("company"));
            assert_eq!((total.text("period"), total.value()), (row.text("period"), row.value()), "{command}");
        }
    }
    for summary in rows("--no-update-data") {
        let row = of(&newest, summary.text("company"));
        assert_eq!((summary.text("ttm_period"), summary.dollars("ttm")), (row.text("period"), row.value()));
    }
    let clouds = rows("cloud --ttm");
    for row in rows("show -m cloud --ttm -p latest") {
        let cloud = of(&clouds, row.text("company"));
        assert_eq!((cloud.text("period"), cloud.dollars("cloud")), (row.text("period"), row.value()));
    }
    let mut quarters: Vec<String> = rows("totals -Q").iter().map(|row| format!("TTM{}", row.text("period"))).collect();
    quarters.dedup();
    assert_eq!((quarters.len(), &*quarters[3]), (4, newest[0].text("period")));
}

#[test]
fn what_is_said_of_clouds_names_the_companies_shown() {
    let clouds = [("amzn", ["Amazon", "AWS"]), ("msft", ["Microsoft", "Azure"]), ("googl", ["Alphabet", "Google"])];
    for (company, own) in clouds {
        for periods in ["-y 2025", "-Y -p 2019..2025", "-p 2022Q3"] {
            let page = page(&format!("cloud {company} {periods}"));
            assert!(own.iter().any(|word| page.contains(word)), "{page}");
            for word in clouds.iter().filter(|(other, _)| *other != company).flat_map(|(_, words)| words) {
                assert!(!page.contains(word), "{word}: {page}");
            }
        }
    }
    let page = page("cloud -y 2025");
    for word in clouds.iter().flat_map(|(_, words)| words).chain(&["not added", "includes Office 365"]) {
        assert!(page.replace('\n', " ").contains(word), "{word}: {page}");
    }
}

/// A report's page.
#[track_caller]
fn page(arguments: &str) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "capex {arguments}: {}", text(&output.stderr));
    text(&output.stdout)
}

fn run(arguments: &str) -> Output {
    capex().args(arguments.split_whitespace()).env("COLUMNS", "400").output().expect("the program")
}

/// The command that a report names under its table.
#[track_caller]
fn pointer(arguments: &str) -> String {
    let page = page(arguments);
    let (_, command) = page.split_once("capex explain ").unwrap_or_else(|| panic!("no pointer: {page}"));
    format!("explain {}", command.lines().next().expect("a line"))
}

#[test]
fn the_command_under_a_table_explains_a_figure_of_it() {
    for arguments in [
        "show -Q -p last4q",
        "show msft -m fcf -p FY2025",
        "show -m fcf -Y -b cash",
        "show -y 2024 -b net",
        "show -m revenue -y 2025 --as-of 2026-01-30",
        "show -m intensity -Y -b cash --as-of 2024-06-30",
        "show -m azure-growth -p last8q",
        "show --ttm -p latest -m ocf",
        "show -p FY2025 --fiscal -x EUR",
        "totals -y 2019 -b leases",
        "totals -y 2025 -x CNY",
        "totals -y 2024 -x JPY --fx-date 2025-02-07 --as-of 2025-02-08",
        "totals -p 2025Q1 -x EUR --fx-rate 0.9 -b cash",
        "totals -m cloud -p FY2025 --fiscal",
        "growth -p 2019..2022 -b leases",
        "growth -Q -m net-income --as-of 2020-01-01",
        "cloud -y 2025",
        "cloud -p 2021H1 -x GBP --fx period-end",
        "chart -Q -p last12q -b cash",
        "chart totals -m fcf -y 2024 --as-of 2025-06-01",
        "-b net --as-of 2025-05-15 --no-update-data",
    ] {
        let command = pointer(arguments);
        let words: Vec<&str> = command.split(' ').collect();
        let explained = rows(&command);
        let (company, period) = (words[1].to_uppercase(), words[2]);
        let reported = rows(arguments);
        let row = reported
            .iter()
            .find(|row| row.text("company") == company && reported_period(row) == period)
            .unwrap_or_else(|| panic!("capex {arguments}: {command} is of no row"));
        let value = ["value", "cloud"].into_iter().find_map(|column| row.get(column)).expect("a value");
        let currency = row.get("currency").unwrap_or_default();
        let role = if currency.is_empty() || currency == "USD" { "figure" } else { "converted" };
        let basis = row.get("basis").unwrap_or_default();
        let basis = if words.contains(&"cloud") { "" } else { basis };
        let same = |of: &&Row| of.text("role") == role && of.text("basis") == basis;
        let figure = explained.iter().find(same).unwrap_or_else(|| panic!("capex {command}: no {role} on `{basis}`"));
        assert_eq!(figure.text("value"), value, "capex {arguments}: {command}");
        assert!(!value.is_empty(), "capex {arguments}: {command} explains nothing");
    }
}

/// The period of a row; of the summary, the quarter.
fn reported_period(row: &Row) -> &str {
    row.get("period").or_else(|| row.get("quarter")).expect("a period")
}

#[test]
fn the_command_under_a_table_names_files_of_ones_own() {
    let folder = crate::common::Folder::new();
    folder.write("my data/c.csv", "ticker,name,fiscal_year_end\nTST,Test,12-31\n");
    folder.write(
        "my data/f.csv",
        "company,metric,start,end,value,currency,published\nTST,revenue,2025-01-01,2025-12-31,5000000,USD,2026-02-01\n",
    );
    let run = |words: &[&str]| {
        let output = capex().current_dir(&folder.0).env("COLUMNS", "400").args(words).output().expect("the program");
        assert!(output.status.success(), "{words:?}: {}", text(&output.stderr));
        text(&output.stdout)
    };
    let page = run(&["show", "tst", "-m", "revenue", "-y", "2025", "--data", "my data"]);
    assert!(page.contains("capex explain tst 2025 -m revenue --data 'my data'"), "{page}");
    let explained = run(&["explain", "tst", "2025", "-m", "revenue", "--data", "my data", "-f", "csv"]);
    assert!(explained.contains(",5000000,"), "{explained}");
}
