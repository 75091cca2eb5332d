//! Against a second computation: whole numbers only, rates in units of 10^-6, quotients in units of 10^-20.

use std::collections::BTreeMap;

use capex::model::{Currency, Span};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::{bundled, code, found, quarter};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/fx/ecb.csv");

const UNIT: i128 = 10_i128.pow(20);

/// Day by day, units of each currency for one euro.
struct File {
    codes: Vec<String>,
    days: BTreeMap<String, Vec<i128>>,
}

fn file() -> File {
    let text = std::fs::read_to_string(FILE).expect("the file");
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let mut codes: Vec<String> = header[1..].iter().map(|code| (*code).to_owned()).collect();
    codes.push("EUR".to_owned());
    let days = lines.map(|line| {
        let (day, cells) = line.split_once(',').expect("a day and cells");
        let mut rates: Vec<i128> = cells.split(',').map(millionths).collect();
        rates.push(1_000_000);
        assert_eq!(rates.len(), codes.len(), "{day}");
        (day.to_owned(), rates)
    });
    let days = days.collect();
    File { codes, days }
}

fn millionths(cell: &str) -> i128 {
    let (whole, fraction) = cell.split_once('.').unwrap_or((cell, ""));
    format!("{whole}{fraction:0<6}").parse().expect("digits")
}

/// Rates on the days of a span, each in units of 10^-20.
fn crossed(file: &File, from: usize, to: usize, span: Span) -> Vec<(String, i128)> {
    let days = file.days.range(span.start.to_string()..=span.end.to_string());
    days.map(|(day, rates)| (day.clone(), rates[to] * UNIT / rates[from])).collect()
}

fn assert_near(rate: Decimal, units: i128, what: &str) {
    let other = Decimal::from_i128_with_scale(units, 20);
    // The second computation cuts each quotient off after its twentieth decimal.
    assert!((rate - other).abs() < Decimal::new(1, 18), "{what}: {rate}, not {other}");
}

#[test]
fn quarters_of_every_pair_equal_a_second_computation() {
    let (rates, file) = (bundled(), file());
    let quarters = [(2012, 1), (2015, 3), (2020, 2), (2024, 1), (2024, 4), (2026, 3)].map(|(y, q)| quarter(y, q));
    for span in quarters {
        for (a, from) in file.codes.iter().enumerate() {
            for (b, to) in file.codes.iter().enumerate().filter(|(b, _)| *b != a) {
                let what = format!("{from} to {to}, {span}");
                let expected = crossed(&file, a, b, span);
                let average = found(rates.average(code(from), code(to), span));
                let sum: i128 = expected.iter().map(|(_, units)| units).sum();
                assert_near(average.rate, sum / i128::try_from(expected.len()).unwrap(), &what);
                assert_eq!(average.days as usize, expected.len(), "{what}");
                assert_eq!(average.first.to_string(), expected[0].0, "{what}");
                let (last_day, last) = expected.last().expect("a day");
                assert_eq!(average.last.to_string(), *last_day, "{what}");

                let end = found(rates.end(code(from), code(to), span));
                assert_eq!(end.day.to_string(), *last_day, "{what}");
                assert_near(end.rate, *last, &what);

                let (low, high) = found(rates.range(code(from), code(to), span));
                assert_near(low.rate, expected.iter().map(|(_, units)| *units).min().unwrap(), &what);
                assert_near(high.rate, expected.iter().map(|(_, units)| *units).max().unwrap(), &what);
                let on = |day: Date| expected.iter().find(|(of, _)| *of == day.to_string()).expect("a fixing").1;
                assert_near(low.rate, on(low.day), &what);
                assert_near(high.rate, on(high.day), &what);
            }
        }
    }
}

#[test]
fn every_quarter_of_the_dollar_equals_a_second_computation() {
    let (rates, file) = (bundled(), file());
    let usd = file.codes.iter().position(|code| code == "USD").expect("the dollar");
    let all = (2012..=2026).flat_map(|year| (1..=4).map(move |number| (year, number)));
    let mut checked = 0;
    for (year, number) in all.filter(|at| *at <= (2026, 3)) {
        let span = quarter(year, number);
        for (b, to) in file.codes.iter().enumerate().filter(|(b, _)| *b != usd) {
            let expected = crossed(&file, usd, b, span);
            let sum: i128 = expected.iter().map(|(_, units)| units).sum();
            let average = found(rates.average(Currency::USD, code(to), span));
            assert_near(average.rate, sum / i128::try_from(expected.len()).unwrap(), to);
            checked += 1;
        }
    }
    assert_eq!(checked, 59 * 15);
}
