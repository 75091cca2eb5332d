//! What a reader could know on a day: nothing later, and everything earlier.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::capex;
use crate::data::{FACTS, METRICS, filed_metrics};
use crate::program::{Row, assert_millions, assert_series, row, rows, rows_if_any};

#[test]
fn metas_net_income_of_2016_q4_was_known_before_its_nine_months_were_restated_in_a_filing_of_their_own() {
    assert_millions("show meta -m net-income -Q -p 2016Q4 --as-of 2017-06-30", 3_569);
    assert_series("show meta -m net-income -Q -p 2016Q1..2016Q3 --as-of 2017-01-31", &[1_510, 2_055, 2_379]);
}

#[test]
fn microsofts_quarters_of_fiscal_2016_are_as_first_filed_since_the_year_was_restated() {
    let report = "show msft -m revenue -Q --fiscal -p FY2016";
    let as_filed = [20_379, 23_796, 20_531, 20_614];
    assert_series(&format!("{report} --as-of 2018-01-01"), &as_filed);
    assert!(rows(&format!("{report} --as-of 2018-01-01")).iter().all(|row| row.is("reported")));
    assert_series(report, &as_filed);
    for row in rows(report) {
        assert!(row.is("approximate"), "{row:?}");
        assert_eq!(row.text("note"), "as first filed; the year was restated on 2018-08-03");
    }
    // What is made of them is approximate too, and growth from them to restated figures is none.
    assert!(row("show msft -m revenue -y 2016").is("approximate"));
    assert!(row("growth msft -m revenue -Q --fiscal -p FY2016Q2").fraction("qoq").is_some());
    for quarter in 1..=4 {
        let growth = row(&format!("growth msft -m revenue -Q --fiscal -p FY2017Q{quarter}"));
        assert_eq!(growth.fraction("yoy"), None, "{growth:?}");
    }
    let growth =
        capex().args(["growth", "msft", "-m", "revenue", "-p", "FY2017Q2", "-f", "json"]).output().expect("run");
    let growth = String::from_utf8(growth.stdout).expect("UTF-8");
    assert!(growth.contains("\"yoy\":\"only one of the two figures was restated\""), "{growth}");
    assert_millions("show msft -m revenue -Y --fiscal -p FY2016", 91_154);
    assert_millions("show msft -m revenue -Y --fiscal -p FY2016 --as-of 2018-01-01", 85_320);
}

#[test]
fn a_printed_quarter_says_what_was_restated_after_it() {
    let note = |arguments: &str| row(&format!("show {arguments} -m ocf -Q --fiscal")).text("note").to_owned();
    assert_eq!(note("amzn -p FY2015Q1"), "as first filed; the year was restated on 2018-02-02");
    assert_eq!(note("amzn -p FY2016Q1"), "as last filed; the year was restated on 2019-02-01");
    assert_eq!(note("msft -p FY2015Q1"), "as first filed; a longer period around it was restated on 2016-04-21");
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
        for row in rows_if_any(&report) {
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

#[test]
fn what_was_printed_for_a_quarter_or_a_year_is_never_missing() {
    let mut printed = 0;
    for day in
        [None, Some("2016-06-30"), Some("2017-12-31"), Some("2018-10-31"), Some("2019-03-31"), Some("2023-12-31")]
    {
        let as_of = day.map(|day| format!("--as-of {day}")).unwrap_or_default();
        for metric in filed_metrics() {
            let rows = ["-Q", "-Y"].map(|grain| {
                rows_if_any(&format!("show big5 -m {} {grain} --fiscal -p FY2014..FY2030 {as_of}", metric.flag))
            });
            let shown: BTreeSet<_> = rows
                .iter()
                .flatten()
                .filter(|row| Row::value(row).is_some())
                .map(|row| ["company", "start", "end"].map(|column| row.text(column).to_owned()))
                .collect();
            for fact in FACTS.iter().filter(|fact| fact.metric == metric.id) {
                let months = months(&fact.start, &fact.end);
                if (months == 3 || months == 12) && day.is_none_or(|day| fact.published.as_str() <= day) {
                    let span = [fact.company.clone(), fact.start.clone(), fact.end.clone()];
                    assert!(shown.contains(&span), "missing {as_of}: {fact:?}");
                    printed += 1;
                }
            }
        }
    }
    assert!(printed > 3_000, "{printed}");
}

/// The months from a first to a last day.
fn months(start: &str, end: &str) -> i32 {
    let month = |day: &str| day[..4].parse::<i32>().expect("a year") * 12 + day[5..7].parse::<i32>().expect("a month");
    month(end) - month(start) + 1
}

#[test]
fn a_figure_missing_on_one_definition_names_those_that_have_it() {
    let mut program = capex();
    let run = program.args(["show", "amzn", "-Q", "-p", "2019"]).output().expect("run");
    assert_eq!(run.status.code(), Some(3));
    let error = String::from_utf8(run.stderr).expect("UTF-8");
    let (_, bases) = error.trim_end().split_once("; available for quarters: ").expect("the definitions");
    let (bases, definition) = bases.split_once("; headline: ").expect("what it means");
    assert!(definition.ends_with("stated for the year only"), "{definition}");
    for basis in ["headline", "cash", "net", "leases"] {
        let has = rows_if_any(&format!("show amzn -Q -p 2019 -b {basis}")).iter().filter_map(Row::value).count();
        assert_eq!(bases.split(", ").any(|named| named == format!("-b {basis}")), has == 4, "{basis}: {error}");
    }
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
