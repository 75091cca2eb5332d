//! What a reader could know on a day: nothing later, and everything earlier.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::capex;
use crate::data::METRICS;
use crate::program::{Row, assert_millions, assert_series, rows, rows_if_any};

#[test]
fn metas_net_income_of_2016_q4_was_known_before_its_nine_months_were_restated_in_a_filing_of_their_own() {
    assert_millions("show meta -m net-income -Q -p 2016Q4 --as-of 2017-06-30", 3_569);
    assert_series("show meta -m net-income -Q -p 2016Q1..2016Q3 --as-of 2017-01-31", &[1_510, 2_055, 2_379]);
}

#[test]
fn microsofts_revenue_of_fiscal_2016_has_quarters_only_before_the_year_was_restated() {
    let report = "show msft -m revenue -Q --fiscal -p FY2016";
    assert_series(&format!("{report} --as-of 2018-01-01"), &[20_379, 23_796, 20_531, 20_614]);
    assert!(rows_if_any(report).is_empty());
    assert_millions("show msft -m revenue -Y --fiscal -p FY2016", 91_154);
    assert_millions("show msft -m revenue -Y --fiscal -p FY2016 --as-of 2018-01-01", 85_320);
}

#[test]
fn intelligent_cloud_of_fiscal_2024_was_recast_quarter_by_quarter_and_the_year_last() {
    let quarter = "show msft -m intelligent-cloud -Q --fiscal -p FY2024Q1";
    let year = "show msft -m intelligent-cloud -Y --fiscal -p FY2024";
    assert_millions(&format!("{quarter} --as-of 2024-10-29"), 24_259);
    assert_millions(&format!("{quarter} --as-of 2024-12-01"), 20_013);
    assert_millions(&format!("{year} --as-of 2024-12-01"), 105_362);
    assert_millions(year, 87_464);
    // The half year does not add a recast quarter to one that was not recast.
    assert_millions("show msft -m intelligent-cloud -p 2023H2 --as-of 2024-12-01", 24_259 + 25_880);
}

#[test]
fn microsofts_net_income_of_fiscal_2017_was_restated_in_2018() {
    let report = "show msft -m net-income -Y --fiscal -p FY2017";
    assert_millions(report, 25_489);
    assert_millions(&format!("{report} --as-of 2018-08-02"), 21_204);
}

#[test]
fn totals_of_2024_were_known_by_8_february_2025() {
    let total =
        |basis: &str| rows(&format!("totals -y 2024 -b {basis} --as-of 2025-02-08")).pop().and_then(|row| row.value());
    assert_eq!(total("cash"), Some(228_342_000_000));
    assert_eq!(total("headline"), Some(245_560_000_000));
}

#[test]
fn metas_headline_was_its_net_purchases_before_it_had_finance_leases() {
    assert_series("show meta -Q -p 2015 --as-of 2016-12-31", &[502, 549, 780, 692]);
    assert_series("show meta -Q -p 2017 --as-of 2018-12-31", &[1_271, 1_444, 1_755, 2_263]);
}

#[test]
fn metas_net_purchases_of_2022_q4_were_known_when_the_year_was_filed() {
    assert_millions("show meta -Q -p 2022Q4 -b net --as-of 2023-03-31", 8_988);
}

#[test]
fn a_note_that_sends_the_reader_to_an_earlier_day_is_right() {
    let (mut wrong, mut hints) = (Vec::new(), 0);
    for metric in METRICS.iter().filter(|metric| metric.kind != "growth") {
        let report = format!("show -m {} -Q --fiscal -p FY2015..FY2018", metric.flag);
        let mut by_day = BTreeMap::<String, BTreeSet<(String, String)>>::new();
        for row in rows(&report) {
            if let Some((_, hint)) = row.text("note").split_once("--as-of ") {
                hints += 1;
                by_day.entry(hint[.."2018-02-01".len()].to_owned()).or_default().insert(figure(&row));
            }
        }
        for (day, promised) in by_day {
            let report = rows(&format!("{report} --as-of {day}"));
            let shown: BTreeSet<_> = report.iter().filter(|row| !row.is("missing")).map(figure).collect();
            wrong.extend(promised.difference(&shown).map(|figure| format!("{} on {day}: {figure:?}", metric.flag)));
        }
    }
    assert!(hints > 0, "no note sends the reader anywhere");
    assert!(wrong.is_empty(), "nothing is shown for {wrong:#?}");
}

/// The company and period of a row.
fn figure(row: &Row) -> (String, String) {
    (row.text("company").to_owned(), row.text("period").to_owned())
}

#[test]
fn figures_of_two_years_on_two_footings_are_marked() {
    // Fiscal 2017 was restated for ASC 606 quarter by quarter; fiscal 2016 followed on 2018-08-03.
    let run = capex()
        .args(["show", "msft", "-m", "revenue", "-p", "2016", "--as-of", "2018-08-02", "-f", "csv"])
        .output()
        .expect("run");
    let row = String::from_utf8(run.stdout).expect("UTF-8");
    assert!(row.contains(",88899000000,approximate,"), "{row}");
}
