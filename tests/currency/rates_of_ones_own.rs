//! `--rates`: the European Central Bank's history as downloaded, and a plain list.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;

use rust_decimal::Decimal;

use crate::arithmetic::pairs;
use crate::common::capex;
use crate::fixings::{FIXINGS, FOREIGN, Fixing, between, day, to_digits, to_minor_units};
use crate::program::{Row, csv};
use crate::runs::rows;

/// Writes a file for the program to read; its path.
pub fn written(name: &str, bytes: &[u8]) -> String {
    let path = format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"));
    fs::write(&path, bytes).expect("a folder to write to");
    path
}

/// Fixings as the bank's `eurofxref-hist.csv` has them: newest first, a comma at the end of each line, `N/A` where there
/// is no rate, and currencies that no longer exist.
pub fn history(fixings: &[Fixing]) -> String {
    let codes: Vec<&str> = ["USD"].into_iter().chain(FOREIGN).filter(|code| *code != "EUR").collect();
    let mut text = format!("Date,{},CYP,EEK,\n", codes.join(","));
    for fixing in fixings.iter().rev() {
        let _ = write!(text, "{}", fixing.day);
        for code in &codes {
            let _ = write!(text, ",{}", fixing.per_euro[*code]);
        }
        text += ",N/A,N/A,\n";
    }
    text
}

/// The reports compared.
const REPORTS: [&str; 7] = [
    "totals -y 2024",
    "show -Q -p last8q",
    "growth -p 2019..2025",
    "cloud -y 2025",
    "guidance --history -p 2025",
    "guidance --total -y 2026",
    "rates USD/CNY EUR/JPY KRW/GBP -Q -p 2024",
];

/// The cells of a report but the name of the source.
fn cells(report: &str) -> Vec<HashMap<String, String>> {
    let text = csv(report);
    let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize::<HashMap<String, String>>();
    let without_source = |mut row: HashMap<String, String>| {
        row.remove("fx_source");
        if report.starts_with("rates") {
            row.remove("source");
        }
        row
    };
    rows.map(|row| without_source(row.expect("a row"))).collect()
}

#[test]
fn the_banks_file_gives_the_same_answers_as_the_bundled_table() {
    let downloaded = history(&FIXINGS);
    let bundled = crate::data::text("fx/ecb.csv");
    for (name, text, flags) in [
        ("eurofxref-hist.csv", &downloaded, ""),
        ("windows.csv", &format!("\u{feff}{}", downloaded.replace('\n', "\r\n")), "--fx period-end"),
        ("as-bundled.csv", &bundled, "--fx-date 2025-02-09"),
    ] {
        let file = written(name, text.as_bytes());
        let command = format!("totals -y 2024 -x CNY {flags}");
        let own = rows(&format!("{command} --rates {file}"));
        assert!(own.iter().all(|row| row.text("fx_source") == file), "{own:?}");
        assert_eq!(cells(&format!("{command} --rates {file}")), cells(&command), "{command}");
    }
}

#[test]
fn every_report_takes_ones_own_rates() {
    // What the reports need, and no more: a file is read from end to end.
    let file = written("since-2018.csv", history(between(day("2018-01-01"), day("2026-12-31"))).as_bytes());
    for report in REPORTS {
        let command = if report.starts_with("rates") { report.to_owned() } else { format!("{report} -x CNY") };
        assert_eq!(cells(&format!("{command} --rates {file}")), cells(&command), "{command}");
    }
}

#[test]
fn the_day_of_knowledge_counts_for_ones_own_rates_too() {
    let file = written("hist-as-of.csv", history(between(day("2023-01-01"), day("2026-12-31"))).as_bytes());
    for known in ["2025-02-08", "2024-11-15"] {
        for report in ["totals -y 2024", "guidance -y 2025", "show -Q -p last4q"] {
            let command = format!("{report} -x CNY --fx spot --as-of {known}");
            assert_eq!(cells(&format!("{command} --rates {file}")), cells(&command), "{command}");
        }
    }
}

/// A plain list with a rate for every working day of 2023 to 2025: the day of the month and a step each quarter.
fn made_up() -> (String, Vec<(jiff::civil::Date, Decimal)>) {
    let days: Vec<_> = between(day("2023-01-01"), day("2026-01-09")).iter().map(|fixing| fixing.day).collect();
    let rate =
        |of: &jiff::civil::Date| Decimal::new(30_0000 + i64::from(of.day()) * 125 + i64::from(of.month()) * 5_000, 4);
    let rates: Vec<_> = days.iter().map(|of| (*of, rate(of))).collect();
    let mut text = String::from("date,currency,per_usd\n");
    for (of, rate) in &rates {
        let _ = writeln!(text, "{of},TWD,{rate}\n{of},XAU,0.000{}", of.year());
    }
    (text, rates)
}

#[test]
fn a_plain_list_is_units_for_one_dollar() {
    let (text, rates) = made_up();
    let file = written("plain.csv", text.as_bytes());
    let report = "show -Q -p 2023Q1..2025Q4";
    for (reported, converted) in pairs(rows(report), rows(&format!("{report} -x TWD --rates {file}"))) {
        let (start, end) = (day(reported.text("start")), day(reported.text("end")));
        let inside: Vec<_> = rates.iter().filter(|(of, _)| (start..=end).contains(of)).collect();
        let mean = inside.iter().map(|(_, rate)| *rate).sum::<Decimal>() / Decimal::from(inside.len());
        let dollars = reported.fraction("value").expect("dollars");
        assert_eq!(converted.fraction("value"), Some(to_minor_units(dollars * mean, "TWD")), "{converted:?}");
        assert_eq!(converted.fraction("rate"), Some(to_digits(mean)), "{converted:?}");
        let days = (inside[0].0.to_string(), inside[inside.len() - 1].0.to_string());
        assert_eq!((converted.text("fx_from"), converted.text("fx_to")), (&*days.0, &*days.1));
        assert_eq!(converted.text("fx_source"), file);
    }
}

#[test]
fn a_plain_list_may_be_in_any_order() {
    let (text, _) = made_up();
    let (header, lines) = text.split_once('\n').expect("a header");
    let mut lines: Vec<&str> = lines.lines().collect();
    lines.reverse();
    let sorted = written("sorted.csv", text.as_bytes());
    let file = written("reversed.csv", format!("{header}\n{}\n", lines.join("\n")).as_bytes());
    for report in ["totals -y 2024 -x TWD", "show -Q -p 2024 -x XAU", "rates TWD/XAU -Q -p 2025"] {
        assert_eq!(
            cells(&format!("{report} --rates {file}")),
            cells(&format!("{report} --rates {sorted}")),
            "{report}"
        );
    }
}

#[test]
fn only_the_currencies_of_the_file_are_known() {
    let file = written("only-twd.csv", b"date,currency,per_usd\n2024-12-31,TWD,32.8\n");
    let output = capex().args(["totals", "-y", "2024", "-x", "CNY", "--rates", &file]).output().expect("run");
    assert_eq!((output.status.code(), &*output.stdout), (Some(2), &b""[..]));
    let complaint = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(complaint.contains("`CNY`") && complaint.contains("TWD"), "{complaint}");
}

#[test]
fn a_file_is_not_read_for_its_rates_where_nothing_is_converted() {
    let file = written("idle.csv", b"date,currency,per_usd\n2024-12-31,TWD,32.8\n");
    let plain = |rows: Vec<Row>| -> Vec<String> { rows.iter().map(|row| row.text("value").to_owned()).collect() };
    assert_eq!(plain(rows(&format!("show -y 2024 --rates {file}"))), plain(rows("show -y 2024")));
}
