//! What holds for every report, whatever the figures.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::data::{BASES, DEFAULT, FACTS, METRICS};
use crate::program::{Row, assert_close, csv, rows, rows_if_any};

/// Days from the first documents to the last, in order.
const DAYS: [&str; 7] =
    ["2014-11-01", "2016-04-21", "2018-08-03", "2020-02-03", "2023-04-25", "2025-02-08", "2026-07-31"];

#[test]
fn with_no_day_given_everything_published_is_known() {
    for arguments in ["totals -y 2025", "show -Q -p last8q", "growth -p 2019..2025", "cloud -y 2025", "export facts"] {
        assert_eq!(csv(arguments), csv(&format!("{arguments} --as-of 2026-11-23")), "{arguments}");
    }
}

#[test]
fn a_later_day_never_takes_a_fact_away() {
    let mut known = BTreeSet::new();
    for day in DAYS {
        let export = csv(&format!("export facts --as-of {day}"));
        let facts: BTreeSet<_> = export.lines().map(str::to_owned).collect();
        assert!(known.is_subset(&facts), "{day}");
        known = facts;
    }
    let export = csv("export facts");
    assert!(known.is_subset(&export.lines().map(str::to_owned).collect()));
}

#[test]
fn the_export_holds_the_facts_published_by_the_day() {
    for day in DAYS {
        let exported = rows(&format!("export facts --as-of {day}"));
        let exported: BTreeSet<_> = exported
            .iter()
            .filter(|row| !row.text("currency").is_empty())
            .map(|row| (["company", "metric", "start", "end", "published"].map(|column| row.text(column)), row.value()))
            .collect();
        let filed: BTreeSet<_> = FACTS
            .iter()
            .filter(|fact| fact.published.as_str() <= day)
            .map(|fact| ([&*fact.company, &fact.metric, &fact.start, &fact.end, &fact.published], Some(fact.value)))
            .collect();
        assert!(exported == filed, "{day}");
    }
}

#[test]
fn companies_add_up_to_the_total_and_shares_to_one() {
    for basis in BASES {
        for year in [2019, 2022, 2023, 2025, 2026] {
            assert_adds_up(&format!("totals -y {year} -b {basis}"));
        }
    }
    for metric in ["revenue", "cloud", "net-income", "ocf", "fcf"] {
        assert_adds_up(&format!("totals -y 2025 -m {metric}"));
    }
    assert_adds_up("totals --ttm -p latest");
    assert_adds_up("totals -p FY2025 --fiscal");
    assert_adds_up("totals -y 2023 --as-of 2024-02-08");
}

/// Asserts that the rows of the companies add up to that of the total.
#[track_caller]
fn assert_adds_up(arguments: &str) {
    let rows = rows(arguments);
    let (total, companies) = rows.split_last().unwrap_or_else(|| panic!("capex {arguments}: no rows"));
    assert_eq!(total.text("company"), "TOTAL", "capex {arguments}");
    assert!(total.value().is_some(), "capex {arguments}: no total");
    for column in ["value", "prior"] {
        if let Some(sum) = total.dollars(column) {
            let of_companies = companies.iter().filter_map(|row| row.dollars(column)).sum::<i64>();
            assert_eq!(sum, of_companies, "capex {arguments}: {column}");
        }
    }
    let shares: Vec<_> = companies.iter().filter_map(|row| row.fraction("share")).collect();
    if !shares.is_empty() {
        assert_close(shares.iter().sum(), Decimal::ONE, "0.00001");
        assert_eq!(total.fraction("share"), Some(Decimal::ONE), "capex {arguments}");
    }
}

#[test]
fn a_figure_is_empty_exactly_when_it_is_missing() {
    for metric in METRICS.iter() {
        let bases = if depends_on_basis(&metric.id) { &BASES[..] } else { &BASES[..1] };
        for basis in bases.iter().map(|basis| format!("-b {basis}")).chain([String::new()]) {
            let rows = rows(&format!("show -m {} {basis} -Q -p 2014..2026", metric.flag));
            assert!(!rows.is_empty(), "{} {basis}", metric.id);
            for row in rows {
                assert_eq!(row.text("value").is_empty(), row.is("missing"), "{row:?}");
                assert_eq!(row.text("published").is_empty(), row.is("missing"), "{row:?}");
                assert_eq!(row.text("source").is_empty(), row.is("missing"), "{row:?}");
                assert!(!row.is("missing") || !row.text("note").is_empty(), "no reason: {row:?}");
            }
        }
    }
}

/// Capital expenditures and what is computed from them.
fn depends_on_basis(metric: &str) -> bool {
    matches!(
        metric,
        "capex" | "free_cash_flow" | "capex_to_revenue" | "capex_to_operating_cash_flow" | "capex_to_cloud_revenue"
    )
}

#[test]
fn no_figure_is_dated_before_its_period_ends_or_after_the_day_asked_for() {
    for day in DAYS {
        for row in
            rows(&format!("show -Q -p 2014..2026 -b cash --as-of {day}")).iter().filter(|row| Row::value(row).is_some())
        {
            assert!(row.text("end") < row.text("published") && row.text("published") <= day, "{row:?}");
        }
    }
}

#[test]
fn a_company_has_the_same_figures_alone_as_among_the_others() {
    for arguments in ["--as-of 2016-12-31", "-b net --as-of 2023-03-31", "-b leases", "-m cloud"] {
        let report = format!("show -Q -p 2015..2026 {arguments}");
        let all = rows(&report);
        assert!(all.iter().filter_map(quarter_and_value).count() > 10, "{report}");
        for company in DEFAULT {
            let among: Vec<_> =
                all.iter().filter(|row| row.text("company") == company).filter_map(quarter_and_value).collect();
            let alone = rows_if_any(&format!("{report} {company}"));
            let alone: Vec<_> = alone.iter().filter_map(quarter_and_value).collect();
            assert_eq!(alone, among, "{report} {company}");
        }
    }
}

/// The period and amount of a row that has one.
fn quarter_and_value(row: &Row) -> Option<(String, i64)> {
    Some((row.text("period").to_owned(), row.value()?))
}
