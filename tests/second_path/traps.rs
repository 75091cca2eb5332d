//! Wrong figures that have been printed elsewhere. Each names the right one, in millions.

use rust_decimal::Decimal;

use crate::program::{Row, assert_close, assert_millions, assert_series, of, row, rows};

#[test]
fn microsofts_capex_of_fiscal_2026_q3_is_compared_on_one_basis() {
    // "Fell from 37.5 to 30.9": the first includes finance leases, the second does not.
    assert_series("show msft -Q --fiscal -p FY2026Q2..FY2026Q3 -b cash", &[29_876, 30_876]);
    assert_series("show msft -Q --fiscal -p FY2026Q2..FY2026Q3", &[37_500, 31_900]);
}

#[test]
fn amazons_capex_does_not_end_when_its_tag_changes_in_2017() {
    for basis in ["cash", "net"] {
        let rows = rows(&format!("show amzn -Q -p 2017Q1..2026Q2 -b {basis}"));
        assert_eq!(rows.len(), 38, "{basis}");
        assert!(rows.iter().all(|row| row.value().is_some()), "{basis}");
    }
    assert_millions("show amzn -y 2018 -b cash", 13_427);
}

#[test]
fn amazons_trailing_twelve_months_are_not_a_quarter() {
    // 93 billion in the column beside it.
    assert_millions("show amzn -Q -p 2025Q1 -b cash", 25_019);
    assert_millions("show amzn -Q -p 2025Q1", 24_255);
}

#[test]
fn microsofts_half_year_is_not_a_quarter() {
    // Year to date less the first half would be 33.8, the second half of fiscal 2025.
    assert_millions("show msft -Q --fiscal -p FY2025Q4 -b cash", 17_079);
    assert_millions("show msft -Q -p 2025Q2 -b cash", 17_079);
}

#[test]
fn metas_fourth_quarter_of_2022_never_subtracts_gross_from_net() {
    // Net year less gross nine months gives 8.80.
    for (basis, expected) in [("cash", 9_043), ("net", 8_988), ("headline", 9_223), ("leases", 9_223)] {
        assert_millions(&format!("show meta -Q -p 2022Q4 -b {basis}"), expected);
    }
}

#[test]
fn no_share_is_given_while_companies_have_reported_different_quarters() {
    // Only Alphabet had reported a second quarter.
    let rows = rows("totals -y 2026 --as-of 2026-07-25");
    assert_eq!(of(&rows, "GOOGL").text("quarters"), "2/4");
    assert_eq!(of(&rows, "META").text("quarters"), "1/4");
    assert!(rows.iter().all(|row| row.fraction("share").is_none()));
}

#[test]
fn metas_fourth_quarter_of_2016_stands_on_the_restated_nine_months() {
    assert_millions("show meta -m net-income -Q -p 2016Q4", 3_569);
    assert_millions("show meta -m ocf -Q -p 2016Q4", 4_930);
}

#[test]
fn google_cloud_grew_30_percent_in_the_last_quarter_of_2024() {
    let growth = row("growth googl -m cloud -Q -p 2024Q4");
    assert_close(growth.fraction("yoy").expect("growth"), Decimal::new(3006, 4), "0.00005");
    assert_series("show googl -m cloud -Q -p 2023Q4,2024Q4", &[9_192, 11_955]);
}

#[test]
fn microsofts_fiscal_labels_are_not_taken_for_calendar_quarters() {
    let row = row("show msft -Q -p 2025Q4");
    assert_eq!(row.text("fiscal_period"), "FY2026Q2");
    assert_eq!((row.text("start"), row.text("end")), ("2025-10-01", "2025-12-31"));
}

#[test]
fn alphabets_gross_and_net_purchases_are_not_mixed() {
    assert_millions("show googl -Q -p 2016Q1 -b cash", 2_444);
    assert_millions("show googl -Q -p 2016Q1 -b net", 2_428);
    assert_millions("show googl -y 2015 -b cash", 9_950);
    assert_millions("show googl -y 2015 -b net", 9_915);
}

#[test]
fn amazons_headline_has_no_quarters_before_2022() {
    let rows = rows("show amzn -Q -p 2019..2025");
    let with_status =
        |status: &str| rows.iter().filter(|row| row.is(status)).map(|row| row.text("period")).collect::<Vec<_>>();
    assert_eq!(with_status("missing").len(), 12);
    let quarters_of_2022_and_2023 = ["2022Q1", "2022Q2", "2022Q3", "2022Q4", "2023Q1", "2023Q2", "2023Q3", "2023Q4"];
    assert_eq!(with_status("approximate"), quarters_of_2022_and_2023);
    assert_series("show amzn -Y -p 2019..2023", &[25_605, 44_148, 59_818, 58_620, 48_443]);
    assert_series("show amzn -Q -p 2024", &[14_000, 16_500, 21_400, 26_300]);
    assert!(rows.iter().filter(|row| row.is("missing")).all(|row| Row::value(row).is_none()));
}
