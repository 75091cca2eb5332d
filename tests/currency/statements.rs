//! What was said ahead: each end at the rate of the day it was said, outcomes at the averages of their quarters.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::arithmetic::{assert_rate_of, assert_same};
use crate::data::text;
use crate::fixings::{Quoted, day, on, to_digits, to_minor_units};
use crate::program::{Row, assert_close, of};
use crate::runs::{row, rows};

/// Every period spoken of.
const EVERY: &str = "-p 2020..2027,FY2023H2,FY2024H2,FY2025H2,FY2021Q3,FY2022Q3..FY2024Q4,FY2025Q1..FY2026Q4,FY2027Q1";

/// What conversion must not change.
const SAME: [&str; 13] = [
    "company",
    "period",
    "announced",
    "bound",
    "direction",
    "change",
    "basis",
    "confidence",
    "source",
    "role",
    "growth_low",
    "growth_high",
    "age_days",
];

/// A line of `data/guidance.csv`, as it is.
type Line = HashMap<String, String>;

fn lines() -> Vec<Line> {
    let text = text("guidance.csv");
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|line| line.expect("a line")).collect()
}

/// The rows of a report in dollars beside those in another currency.
#[track_caller]
fn both(report: &str, flags: &str) -> Vec<(Row, Row)> {
    let (dollars, converted) = (rows(report), rows(&format!("{report} {flags}")));
    assert_eq!(dollars.len(), converted.len(), "{report} {flags}");
    for (one, other) in dollars.iter().zip(&converted) {
        assert_same(one, other, &SAME);
    }
    dollars.into_iter().zip(converted).collect()
}

/// Asserts that the ends of a statement are its dollars at a rate, and that the row says so.
#[track_caller]
fn assert_ends(dollars: &Row, converted: &Row, code: &str, rate: Quoted, policy: &str) {
    assert_eq!(converted.text("currency"), code);
    for end in ["low", "high"] {
        let amount = dollars.fraction(end).map(|dollars| to_minor_units(dollars * rate.rate, code));
        assert_eq!(converted.fraction(end), amount, "{end}: {converted:?}");
        assert_eq!(converted.text(&format!("{end}_reported")), dollars.text(end), "{converted:?}");
    }
    assert_eq!(converted.fraction("rate"), Some(to_digits(rate.rate)), "{converted:?}");
    assert_rate_of(converted, rate, policy);
}

/// Whether a row is a statement rather than an outcome or a sum.
fn is_statement(row: &Row) -> bool {
    !["outcome", "sum"].contains(&row.text("bound"))
}

#[test]
fn every_statement_is_at_the_rate_of_its_day() {
    let said: Vec<Line> =
        lines().into_iter().filter(|line| !(line["low"].is_empty() && line["high"].is_empty())).collect();
    assert!(said.len() > 60, "{} statements with an amount", said.len());
    for code in ["EUR", "CNY", "JPY", "KRW", "BRL"] {
        let mut seen: HashSet<[String; 5]> = HashSet::new();
        for (dollars, converted) in both(&format!("guidance big5 --history {EVERY}"), &format!("-x {code}")) {
            if is_statement(&converted) {
                assert_ends(&dollars, &converted, code, on(code, day(converted.text("announced"))), "average");
                let columns = ["company", "announced", "period", "low_reported", "high_reported"];
                seen.insert(columns.map(|column| converted.text(column).to_owned()));
            }
        }
        for line in &said {
            let line = ["company", "announced", "period", "low", "high"].map(|column| line[column].clone());
            assert!(seen.contains(&line), "{code}: {line:?}");
        }
    }
}

#[test]
fn a_statement_of_a_holiday_is_at_the_fixing_before() {
    // Amazon spoke on 2025-05-01, Labour Day in Frankfurt, if of a direction only.
    let rows = rows("guidance --history -p 2025 amzn -x CNY");
    let said = rows.iter().find(|row| row.text("announced") == "2025-05-01").expect("a statement");
    assert_rate_of(said, on("CNY", day("2025-04-30")), "average");
}

#[test]
fn an_outcome_is_at_the_averages_of_its_quarters() {
    let history = rows(&format!("guidance big5 --history {EVERY} -x CNY"));
    let outcomes: Vec<&Row> = history.iter().filter(|row| row.text("bound") == "outcome").collect();
    assert!(outcomes.len() > 15, "{} outcomes", outcomes.len());
    for outcome in outcomes {
        let [company, period, basis] = ["company", "period", "basis"].map(|column| outcome.text(column));
        let figure = row(&format!("show {company} -p {period} -b {basis} -x CNY"));
        for end in ["low", "high"] {
            assert_eq!(outcome.text(end), figure.text("value"), "{outcome:?}");
            assert_eq!(outcome.text(&format!("{end}_reported")), figure.text("reported"), "{outcome:?}");
        }
        assert_same(&figure, outcome, &["rate", "fx", "fx_from", "fx_to", "fx_source"]);
    }
}

/// The same span a year before: `FY2024H2` of `FY2025H2`.
fn year_before(period: &str) -> String {
    let at = if period.starts_with("FY") { 2 } else { 0 };
    let year: i32 = period[at..at + 4].parse().expect("a year");
    format!("{}{}{}", &period[..at], year - 1, &period[at + 4..])
}

#[test]
fn the_year_before_is_at_the_averages_of_its_quarters() {
    let mut known: HashMap<String, Row> = HashMap::new();
    for row in
        rows(&format!("guidance big5 --history {EVERY} -x GBP")).iter().filter(|row| !row.text("prior").is_empty())
    {
        let [company, period, basis] = ["company", "period", "basis"].map(|column| row.text(column));
        let before = format!("show {company} -p {} -b {basis} -x GBP", year_before(period));
        let figure = known.entry(before).or_insert_with_key(|before| crate::runs::row(before));
        assert_eq!((row.text("prior"), row.text("prior_rate")), (figure.text("value"), figure.text("rate")), "{row:?}");
    }
    assert!(known.len() > 15, "{} years before", known.len());
}

#[test]
fn a_sum_adds_statements_each_at_its_own_day() {
    for (report, code) in [
        ("guidance --total -y 2024", "EUR"),
        ("guidance --total -y 2025", "CNY"),
        ("guidance --total -y 2025 --as-of 2025-02-08", "JPY"),
        ("guidance --total -y 2026", "INR"),
        ("guidance --total -y 2026 --as-of 2026-06-01", "BRL"),
    ] {
        let both = both(report, &format!("-x {code}"));
        let (total_in_dollars, total) = both.last().expect("a total");
        assert_eq!(total.text("role"), "total", "{report}");
        let added = || both.iter().filter(|(_, row)| row.text("role") == "added");
        assert!(added().count() >= 1, "{report}");
        for (dollars, converted) in &both[..both.len() - 1] {
            assert_ends(dollars, converted, code, on(code, day(converted.text("announced"))), "average");
        }
        for end in ["low", "high"] {
            let at_its_day =
                |(dollars, row): &(Row, Row)| Some(dollars.fraction(end)? * on(code, day(row.text("announced"))).rate);
            let sum: Option<Decimal> = added().map(at_its_day).sum();
            assert_eq!(total.fraction(end), sum.map(|sum| to_minor_units(sum, code)), "{report}: {end}");
            assert_eq!(total.text(&format!("{end}_reported")), total_in_dollars.text(end), "{report}: {end}");
        }
        let effective = total.fraction("low").expect("a sum") / total_in_dollars.fraction("low").expect("a sum");
        assert_close(total.fraction("rate").expect("a rate"), to_digits(effective), "0.0000001");
        let days: Vec<&str> = added().map(|(_, row)| row.text("fx_from")).collect();
        assert_eq!(Some(&total.text("fx_from")), days.iter().min(), "{report}");
        assert_eq!(Some(&total.text("fx_to")), days.iter().max(), "{report}");
    }
}

#[test]
fn what_stood_on_a_day_is_at_the_rate_of_the_day_it_was_said() {
    for (command, known) in [
        ("guidance", "2022-11-01"),
        ("guidance --history", "2024-08-01"),
        ("guidance", "2025-02-08"),
        ("guidance --history", "2025-05-01"),
        ("guidance", "2026-07-29"),
    ] {
        for (dollars, converted) in both(&format!("{command} {EVERY} --as-of {known}"), "-x CHF") {
            if is_statement(&converted) {
                let announced = converted.text("announced");
                assert!(announced <= known && converted.text("fx_to") <= announced, "{converted:?}");
                assert_ends(&dollars, &converted, "CHF", on("CHF", day(announced)), "average");
            }
        }
    }
}

#[test]
fn progress_sets_statements_at_their_day_against_figures_at_their_quarters() {
    for (year, company, code) in [
        (2026, "amzn", "CNY"),
        (2026, "msft", "CNY"),
        (2026, "googl", "CNY"),
        (2026, "meta", "CNY"),
        (2025, "meta", "JPY"),
        (2024, "meta", "EUR"),
        (2023, "amzn", "GBP"),
    ] {
        let report = format!("guidance --progress -y {year} {company}");
        for (dollars, converted) in both(&report, &format!("-x {code}")) {
            let at = on(code, day(converted.text("announced")));
            assert_ends(&dollars, &converted, code, at, "average");
            assert_same(
                &dollars,
                &converted,
                &["quarters", "implied_growth_low", "implied_growth_high", "against_first", "against_last"],
            );
            let [period, basis] = ["period", "basis"].map(|column| converted.text(column));
            let figure = row(&format!("show {company} -p {period} -b {basis} -x {code}"));
            assert_eq!(converted.text("actual"), figure.text("value"), "{converted:?}");
            // What is left is dollars still to be spent, at the rate of the statement.
            for left in ["remaining_low", "remaining_high"] {
                let amount = dollars.fraction(left).map(|dollars| to_minor_units(dollars * at.rate, code));
                assert_eq!(converted.fraction(left), amount, "{left}: {converted:?}");
            }
            if !dollars.text("first_announced").is_empty() {
                let first = on(code, day(dollars.text("first_announced")));
                for end in ["first_low", "first_high"] {
                    let amount = dollars.fraction(end).map(|dollars| to_minor_units(dollars * first.rate, code));
                    assert_eq!(converted.fraction(end), amount, "{end}: {converted:?}");
                }
            }
        }
    }
}

#[test]
fn one_rate_is_one_rate_for_what_was_said_too() {
    let report = format!("guidance big5 --history {EVERY}");
    let newest = crate::fixings::FIXINGS.last().expect("a fixing").day;
    for (flags, policy, asked) in
        [("--fx spot", "spot", newest), ("--fx-date 2025-02-09", "constant", day("2025-02-09"))]
    {
        for (dollars, converted) in both(&report, &format!("-x SGD {flags}")) {
            if is_statement(&converted) {
                assert_ends(&dollars, &converted, "SGD", on("SGD", asked), policy);
            }
        }
    }
    for (dollars, converted) in both(&report, "-x SGD --fx-rate 1.35") {
        for end in ["low", "high"] {
            let amount = dollars.fraction(end).map(|dollars| dollars * Decimal::new(135, 2));
            assert_eq!(converted.fraction(end), amount, "{converted:?}");
        }
    }
}

#[test]
fn the_summary_is_made_of_the_other_reports() {
    let rows = |report: &str| rows(&format!("{report} -x GBP --as-of 2026-09-30"));
    let (figures, before) = (rows("show -p 2026Q2"), rows("show -p 2025Q2"));
    let (years, guided) = (rows("show --ttm -p 2026Q2"), rows("guidance -y 2026"));
    let summary = rows("");
    assert_eq!(summary.len(), 4);
    for row in &summary {
        let company = row.text("company");
        let figure = of(&figures, company);
        assert_same(figure, row, &["value", "reported", "rate", "fx", "fx_from", "fx_to", "fx_source", "status"]);
        let growth = figure.fraction("value").unwrap() / of(&before, company).fraction("value").unwrap() - Decimal::ONE;
        assert_close(row.fraction("yoy_converted").expect("growth"), growth, "0.000001");
        assert_eq!(row.text("ttm"), of(&years, company).text("value"), "{row:?}");
        assert_eq!(row.text("ttm_rate"), of(&years, company).text("rate"), "{row:?}");
        let said = of(&guided, company);
        let columns = ["low", "high", "announced", "source"];
        assert_eq!(
            columns.map(|column| row.text(&format!("guidance_{column}"))),
            columns.map(|column| said.text(column))
        );
        assert_eq!(row.text("guidance_rate"), said.text("rate"), "{row:?}");
    }
}
