//! Growth: in dollars as without conversion, and in the currency from converted figures.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::arithmetic::{assert_same, pairs};
use crate::program::{Row, assert_close};
use crate::runs::rows;

/// Asserts growth on the year, on the quarter and compound, from the amounts that the same report and `figures` give.
#[track_caller]
fn assert_growth(arguments: &str, figures: &str, code: &str) -> [usize; 3] {
    let report = format!("growth {arguments}");
    let key = |row: &Row| (row.text("company").to_owned(), row.text("period").to_owned());
    let mut known: HashMap<_, Decimal> = HashMap::new();
    for command in [format!("totals {figures}"), report.clone()] {
        let with_amount = |row: &Row| Some((key(row), row.fraction("value")?));
        known.extend(rows(&format!("{command} -x {code}")).iter().filter_map(with_amount));
    }
    let of = |company: &str, period: &str| known.get(&(company.to_owned(), period.to_owned())).copied();
    let mut checked = [0; 3];
    for (dollars, row) in pairs(rows(&report), rows(&format!("{report} -x {code}"))) {
        assert_same(&dollars, &row, &["prior_period", "yoy", "qoq", "cagr", "status", "cagr_from"]);
        assert_eq!(row.fraction("reported"), dollars.fraction("value"), "{row:?}");
        for (number, column) in ["yoy", "qoq", "cagr"].into_iter().enumerate() {
            let in_currency = row.fraction(&format!("{column}_converted"));
            assert_eq!(in_currency.is_some(), row.fraction(column).is_some(), "{column}: {row:?}");
            checked[number] += usize::from(in_currency.is_some());
        }
        let (company, period) = (row.text("company"), row.text("period"));
        let value = row.fraction("value").expect("an amount");
        if let Some(growth) = row.fraction("yoy_converted") {
            let prior = row.fraction("prior").expect("an amount");
            assert_close(growth, value / prior - Decimal::ONE, "0.000001");
            // What a partial year is set against is no whole year, and no row of its own.
            if row.text("status") != "partial" {
                assert_eq!(of(company, row.text("prior_period")).unwrap_or(prior), prior, "{row:?}");
            }
        }
        if let Some(growth) = row.fraction("qoq_converted") {
            let before = of(company, &quarter_before(period)).expect("the quarter before");
            assert_close(growth, value / before - Decimal::ONE, "0.000001");
        }
        if let Some(growth) = row.fraction("cagr_converted") {
            let year = |period: &str| -> i32 { period[..4].parse().expect("a year") };
            let years = year(period) - year(row.text("cagr_from"));
            let first = of(company, row.text("cagr_from")).expect("the first year");
            let compound: Decimal = (0..years).map(|_| Decimal::ONE + growth).product();
            // A slip of 10^-6 in the rate grows with every year.
            assert_close(compound, value / first, "0.00005");
        }
    }
    checked
}

/// The quarter before, as periods are written: `2024Q1` after `2023Q4`.
fn quarter_before(period: &str) -> String {
    let (year, quarter) = period.split_once('Q').expect("a quarter");
    let (year, quarter): (i32, i32) = (year.parse().expect("a year"), quarter.parse().expect("a quarter"));
    if quarter == 1 { format!("{}Q4", year - 1) } else { format!("{year}Q{}", quarter - 1) }
}

#[test]
fn of_years() {
    for code in ["EUR", "CNY", "GBP", "JPY", "KRW"] {
        let [yoy, _, cagr] = assert_growth("-p 2020..2025", "-p 2019..2025", code);
        assert_eq!((yoy, cagr), (5 * 6, 5 * 5), "{code}");
    }
}

#[test]
fn of_quarters() {
    for code in ["EUR", "JPY", "MXN"] {
        let [yoy, qoq, _] = assert_growth("-Q -p 2023Q1..2026Q2", "-Q -p 2022Q1..2026Q2", code);
        assert_eq!((yoy, qoq), (5 * 14, 5 * 14), "{code}");
    }
}

#[test]
fn of_other_readings() {
    for arguments in
        ["-b cash -p 2018..2025", "-b net -p 2020..2026", "-m revenue -p 2019..2025", "-m ocf -p 2021..2024"]
    {
        assert!(assert_growth(arguments, arguments, "CNY")[0] > 12, "{arguments}");
    }
}

#[test]
fn at_one_rate_it_is_that_of_the_dollar() {
    for policy in ["--fx spot", "--fx-date 2024-02-29", "--fx-rate 7.1"] {
        for row in rows(&format!("growth -p 2019..2025 -x CNY {policy}")) {
            for column in ["yoy", "qoq", "cagr"] {
                assert_eq!(row.text(column), row.text(&format!("{column}_converted")), "{policy}: {row:?}");
            }
        }
    }
}
