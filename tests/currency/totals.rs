//! Totals: sums, shares and both growths of converted figures.

use rust_decimal::Decimal;

use crate::arithmetic::{Quarters, assert_same, pairs, quarter};
use crate::data::DEFAULT;
use crate::fixings::{FOREIGN, day, to_digits, to_minor_units};
use crate::program::{Row, assert_close, of};
use crate::runs::rows;

fn amount(row: &Row, column: &str) -> Decimal {
    row.fraction(column).unwrap_or_else(|| panic!("no {column} in {row:?}"))
}

/// Asserts everything that follows from the companies' amounts, their dollars, and the report in dollars.
#[track_caller]
fn assert_totals(arguments: &str, code: &str) {
    let report = format!("totals {arguments}");
    let (reported, converted) = (rows(&report), rows(&format!("{report} -x {code}")));
    let (total, companies) = converted.split_last().expect("a total");
    assert_eq!(total.text("company"), "TOTAL", "{report}");
    // Each of the rows is rounded once, the total too.
    let rounding = Decimal::new(5, if matches!(code, "JPY" | "KRW") { 1 } else { 3 }) * Decimal::from(converted.len());
    for column in ["value", "prior"] {
        if let Some(sum) = total.fraction(column) {
            let of_companies: Decimal = companies.iter().filter_map(|row| row.fraction(column)).sum();
            assert!((sum - of_companies).abs() <= rounding, "{report} {code}: {column} {sum}, not {of_companies}");
        }
    }
    for company in companies.iter().filter(|row| !row.text("share").is_empty()) {
        assert_close(amount(company, "share"), amount(company, "value") / amount(total, "value"), "0.000001");
    }
    for (dollars, row) in pairs(reported, converted.clone()) {
        assert_same(&dollars, &row, &["yoy", "quarters", "status", "start", "end", "published", "source"]);
        assert_eq!(dollars.text("prior").is_empty(), row.text("prior").is_empty(), "{row:?}");
        assert_eq!(row.fraction("reported"), dollars.fraction("value"), "{row:?}");
        let effective = |column| to_digits(amount(&row, column) / amount(&dollars, column));
        assert_close(amount(&row, "rate"), effective("value"), "0.0000001");
        if dollars.fraction("prior").is_some() {
            assert_close(amount(&row, "prior_rate"), effective("prior"), "0.0000001");
            let growth = amount(&row, "value") / amount(&row, "prior") - Decimal::ONE;
            assert_close(amount(&row, "yoy_converted"), growth, "0.000001");
        } else {
            assert_eq!((row.text("prior_rate"), row.text("yoy_converted")), ("", ""), "{row:?}");
        }
    }
}

#[test]
fn of_every_currency() {
    for code in FOREIGN {
        assert_totals("-y 2025", code);
    }
}

#[test]
fn of_every_year_basis_and_calendar() {
    for year in 2019..=2026 {
        assert_totals(&format!("-y {year}"), "CNY");
        assert_totals(&format!("-y {year} -b cash"), "JPY");
    }
    for arguments in
        ["-p FY2025 --fiscal", "-p 2026H1 -b net", "-Q -p 2025Q4 -b leases", "--ttm -p latest", "-m revenue"]
    {
        assert_totals(arguments, "EUR");
        assert_totals(arguments, "KRW");
    }
}

#[test]
fn of_what_was_known_on_a_day() {
    for known in ["2024-08-15", "2025-01-31", "2026-08-08"] {
        assert_totals(&format!("-y 2024 --as-of {known}"), "GBP");
    }
}

#[test]
fn the_companies_of_a_total_are_those_of_show() {
    for year in [2020, 2022, 2025] {
        let totals = rows(&format!("totals -y {year} -x INR"));
        let before = rows(&format!("show -Y -p {} -x INR", year - 1));
        for figure in rows(&format!("show -Y -p {year} -x INR")) {
            let company = figure.text("company");
            let total = of(&totals, company);
            assert_same(&figure, total, &["value", "reported", "rate", "fx", "fx_from", "fx_to", "fx_source"]);
            assert_eq!(total.text("prior"), of(&before, company).text("value"), "{company} {year}");
            assert_eq!(total.text("prior_rate"), of(&before, company).text("rate"), "{company} {year}");
        }
    }
}

#[test]
fn a_partial_year_is_set_against_the_same_quarters_at_their_own_rates() {
    let quarters = Quarters::of("-p 2025..2026");
    let totals = rows("totals -y 2026 -x BRL --as-of 2026-09-30");
    for company in DEFAULT {
        let sum = |starts: [&str; 2]| -> Decimal {
            let converted = starts
                .map(day)
                .map(|start| quarters.get(company, start).expect("a quarter") * quarter("BRL", start).rate);
            to_minor_units(converted.iter().sum(), "BRL")
        };
        let row = of(&totals, company);
        assert_eq!(row.text("quarters"), "2/4");
        assert_eq!(row.fraction("value"), Some(sum(["2026-01-01", "2026-04-01"])), "{company}");
        assert_eq!(row.fraction("prior"), Some(sum(["2025-01-01", "2025-04-01"])), "{company}");
        assert_eq!((row.text("fx_from"), row.text("fx_to")), ("2026-01-02", "2026-06-30"), "{company}");
    }
}

#[test]
fn growth_in_dollars_and_in_another_currency_differ_where_the_rate_moved() {
    let rows = rows("totals -y 2022 -x JPY -b cash");
    // The yen lost a fifth against the dollar between the two years.
    let total = of(&rows, "TOTAL");
    assert!(amount(total, "yoy_converted") - amount(total, "yoy") > Decimal::new(20, 2), "{total:?}");
}
