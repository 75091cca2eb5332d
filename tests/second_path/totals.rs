//! Totals typed by hand from the companies' documents, in millions.

use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use crate::program::{MILLION, Row, assert_close, assert_millions, of, row, rows};

/// Asserts the amounts of a report by company, in millions.
#[track_caller]
fn assert_totals(arguments: &str, expected: &[(&str, i64)]) {
    let rows = rows(&format!("totals {arguments}"));
    for (company, millions) in expected {
        assert_eq!(of(&rows, company).value(), Some(millions * MILLION), "totals {arguments}: {company}");
    }
}

/// Asserts the total of a report as printed in billions with one decimal.
#[track_caller]
fn assert_total_in_billions(arguments: &str, expected: &str) {
    let rows = rows(&format!("totals {arguments}"));
    let total = Decimal::new(of(&rows, "TOTAL").value().expect("a total"), 9).round_dp(1);
    assert_eq!(total.to_string(), expected, "totals {arguments}");
}

#[test]
fn cash_purchases_of_2024() {
    let expected = [("AMZN", 82_999), ("MSFT", 55_552), ("GOOGL", 52_535), ("META", 37_256), ("TOTAL", 228_342)];
    assert_totals("-y 2024 -b cash", &expected);
}

#[test]
fn headline_of_2024() {
    let expected = [("AMZN", 78_200), ("MSFT", 75_600), ("GOOGL", 52_535), ("META", 39_225), ("TOTAL", 245_560)];
    assert_totals("-y 2024", &expected);
}

#[test]
fn cash_purchases_of_2025() {
    let expected = [("AMZN", 131_819), ("MSFT", 83_094), ("GOOGL", 91_447), ("META", 69_691), ("TOTAL", 376_051)];
    assert_totals("-y 2025 -b cash", &expected);
}

#[test]
fn headline_of_2025() {
    let expected = [("AMZN", 128_320), ("MSFT", 118_000), ("GOOGL", 91_447), ("META", 72_215), ("TOTAL", 409_982)];
    assert_totals("-y 2025", &expected);
}

#[test]
fn totals_as_they_are_quoted_in_billions() {
    for (period, cash, headline) in [
        ("2021", "127.6", "131.2"),
        ("2023", "147.4", "150.0"),
        ("2024", "228.3", "245.6"),
        ("2025", "376.1", "410.0"),
        ("2026H1", "294.8", "300.7"),
    ] {
        assert_total_in_billions(&format!("-p {period} -b cash"), cash);
        assert_total_in_billions(&format!("-p {period}"), headline);
    }
}

#[test]
fn microsofts_fiscal_2025_has_a_headline_of_88_and_cash_of_65_billion() {
    assert_totals("-p FY2025 --fiscal", &[("MSFT", 88_200)]);
    assert_totals("-p FY2025 --fiscal -b cash", &[("MSFT", 64_551)]);
    assert_totals("-p FY2024 --fiscal", &[("MSFT", 55_700)]);
    assert_totals("-p FY2026 --fiscal msft", &[("MSFT", 145_300)]);
}

#[test]
fn the_first_half_of_2026_is_a_partial_year_against_the_first_half_of_2025() {
    let rows = rows("totals -y 2026 --as-of 2026-09-30");
    for (company, value, first_half_of_2025) in [
        ("AMZN", 96_310, 24_255 + 31_368),
        ("MSFT", 72_900, 21_400 + 24_200),
        ("GOOGL", 80_598, 39_643),
        ("META", 50_918, 12_941 + 751 + 16_538 + 474),
        ("TOTAL", 300_726, 171_570),
    ] {
        let row = of(&rows, company);
        assert_eq!(row.value(), Some(value * MILLION), "{company}");
        assert_eq!(row.dollars("prior"), Some(first_half_of_2025 * MILLION), "{company}");
        assert!(row.is("partial"), "{company}");
        assert_eq!(row.text("quarters"), "2/4", "{company}");
        assert_growth(row);
    }
}

#[test]
fn totals_are_listed_in_the_order_of_the_data_or_the_largest_first_if_asked() {
    for year in 2019..=2026 {
        let usual = rows(&format!("totals -y {year}"));
        let companies: Vec<_> = usual.iter().map(|row| row.text("company")).collect();
        assert_eq!(companies, ["AMZN", "MSFT", "GOOGL", "META", "TOTAL"], "{year}");
        let sorted = rows(&format!("totals -y {year} --sort -value"));
        let values: Vec<_> = sorted[..sorted.len() - 1].iter().map(Row::value).collect();
        assert!(values.is_sorted_by(|larger, smaller| larger >= smaller), "{year}");
        assert_eq!(sorted[sorted.len() - 1].text("company"), "TOTAL");
    }
}

#[test]
fn growth_is_that_of_the_amounts_printed() {
    let mut checked = 0;
    for year in 2016..=2026 {
        for row in rows(&format!("totals -y {year} -b cash")) {
            if row.dollars("prior").is_some() {
                assert_growth(&row);
                checked += 1;
            }
        }
    }
    assert!(checked > 40, "{checked} rows with growth");
}

/// Asserts that the growth of a row is that of its value over its prior value.
#[track_caller]
fn assert_growth(row: &Row) {
    let amount = |column| Decimal::from(row.dollars(column).expect("an amount"));
    assert_close(row.fraction("yoy").expect("growth"), amount("value") / amount("prior") - Decimal::ONE, "0.000001");
}

#[test]
fn cloud_revenue_of_2024_and_2025() {
    assert_millions("show amzn -m cloud -y 2024", 107_556);
    assert_millions("show amzn -m cloud -y 2025", 128_725);
    assert_millions("show googl -m cloud -y 2024", 43_229);
    assert_millions("show googl -m cloud -y 2025", 58_705);
    assert_millions("show msft -m cloud -p FY2024 -Y --fiscal", 137_700);
    assert_millions("show msft -m cloud -p FY2025 -Y --fiscal", 168_900);
    assert_millions("show msft -m cloud -y 2024", 35_100 + 36_800 + 38_900 + 40_900);
    assert_millions("show msft -m cloud -y 2025", 42_400 + 46_700 + 49_100 + 51_500);
}

#[test]
fn azure_grew_31_percent_in_the_last_quarter_of_2024() {
    let stated = row("show msft -m azure-growth -Q -p 2024Q4").fraction("value");
    assert_eq!(stated, Some(Decimal::new(31, 2)));
}

#[test]
fn a_partial_year_has_the_same_first_and_last_day_for_every_company() {
    for row in rows("totals -y 2026").iter().filter(|row| row.text("company") != "TOTAL") {
        assert_eq!((row.text("start"), row.text("end")), ("2026-01-01", "2026-12-31"), "{row:?}");
    }
}

/// Each year is typed by hand above; the years before are as its documents print them.
#[test]
fn the_sum_of_several_years_is_one_row_of_each_company() {
    let sum = rows("totals 2022..2024 --sum -b cash");
    let by_year = rows("totals 2022..2024 -b cash");
    let before = rows("totals 2019..2021 -b cash");
    assert_eq!(sum.len(), 5);
    for one in &sum {
        let of_years = |rows: &[Row]| -> i64 {
            let own = rows.iter().filter(|row| row.text("company") == one.text("company"));
            own.map(|row| row.value().expect("a figure")).sum()
        };
        assert_eq!(one.text("period"), "2022..2024");
        assert_eq!(one.value(), Some(of_years(&by_year)), "{one:?}");
        assert_eq!(one.dollars("prior"), Some(of_years(&before)), "{one:?}");
        assert_eq!(one.text("quarters"), "12/12");
    }
    // 151.3, 147.4 and 228.3 billion.
    assert_eq!(of(&sum, "TOTAL").value(), Some(527_119 * MILLION));
    assert_total_in_billions("2022..2024 --sum", "546.1");
    // One period is itself, and quarters in a row are their sum.
    assert_eq!(of(&rows("totals 2025 --sum"), "TOTAL").value(), Some(409_982 * MILLION));
    assert_eq!(
        of(&rows("totals 2025Q3..2026Q2 --sum"), "TOTAL").value(),
        of(&rows("totals -p TTM2026Q2"), "TOTAL").value()
    );
}

#[test]
fn a_sum_that_lacks_quarters_is_partial_and_grows_over_the_same_ones() {
    let newest = of(&rows("totals -p latest -b cash"), "TOTAL").text("period").to_owned();
    let (year, quarter) = newest.split_once('Q').expect("a quarter");
    let (year, quarter): (i32, usize) = (year.parse().expect("a year"), quarter.parse().expect("a quarter"));
    // The year after the newest that is whole, and how many quarters of it are known.
    let (year, known) = if quarter == 4 { (year + 1, 0) } else { (year, quarter) };
    let value = |period: &str| of(&rows(&format!("totals {period} -b cash")), "TOTAL").value().expect("a total");
    let quarters = |year: i32, which: RangeInclusive<usize>| which.map(|n| value(&format!("{year}Q{n}"))).sum::<i64>();

    let sum = rows(&format!("totals {}..{year} --sum -b cash", year - 2));
    let total = of(&sum, "TOTAL");
    assert_eq!((total.text("quarters"), total.text("status")), (&*format!("{}/12", 8 + known), "partial"));
    let whole = value(&(year - 2).to_string()) + value(&(year - 1).to_string());
    assert_eq!(total.value(), Some(whole + quarters(year, 1..=known)));
    let before: i64 = (year - 5..year - 2).map(|year| value(&year.to_string())).sum();
    assert_eq!(total.dollars("prior"), Some(before - quarters(year - 3, known + 1..=4)));
}
