//! Which statement stands for a year, on every day on which that changed.

use std::collections::BTreeSet;

use crate::data::COMPANIES;
use crate::program::{Row, rows, rows_if_any};
use crate::statement::{STATEMENTS, Statement, copied, days_of, standing};

/// The years of which companies have spoken.
const YEARS: std::ops::RangeInclusive<i32> = 2020..=2027;

/// The newest day in these tests: after every statement.
const LATEST: &str = "2026-11-24";

/// The statements that stand for a year, in the order of the companies: of each its own, or else what others say it said.
fn all_standing(year: i32, day: &str) -> Vec<Statement> {
    let stands = |company: &&str| standing(company, year, day).or_else(|| copied(company, year, day)).cloned();
    COMPANIES.iter().filter_map(stands).collect()
}

/// The same, of figures without those for years that are over while others are not.
fn all_running(year: i32, day: &str) -> Vec<Statement> {
    let all = all_standing(year, day);
    let is_over = |said: &Statement| said.last_day().as_str() < day;
    let some_run = all.iter().any(|said| said.has_figure() && !is_over(said));
    all.into_iter().filter(|said| !(said.has_figure() && some_run && is_over(said))).collect()
}

/// The statements in the rows with one of these roles.
fn in_role(rows: &[Row], roles: &[&str]) -> Vec<Statement> {
    rows.iter().filter(|row| roles.contains(&row.text("role"))).map(Statement::of).collect()
}

#[test]
fn the_current_statement_is_the_last_with_a_figure_known_by_the_day() {
    let days: BTreeSet<_> = YEARS.flat_map(days_of).collect();
    assert!(days.len() >= 40, "{} days", days.len());
    for day in &days {
        let current = rows_if_any(&format!("guidance big5 -p 2020..2027 --as-of {day}"));
        for year in YEARS {
            let of_year = current.iter().filter(|row| row.text("asked") == year.to_string()).cloned();
            let found = in_role(&of_year.collect::<Vec<_>>(), &["standing"]);
            assert_eq!(found, all_standing(year, day), "{year} on {day}");
        }
    }
}

#[test]
fn a_total_adds_what_stands_and_has_an_end_only_where_every_figure_has_it() {
    for year in YEARS {
        for day in days_of(year) {
            let expected = all_running(year, &day);
            let rows = rows_if_any(&format!("guidance big5 --total -y {year} --as-of {day}"));
            let Some(total) = rows.iter().find(|row| row.text("role") == "total") else {
                assert!(!expected.iter().any(Statement::has_figure), "no total of {year} on {day}");
                continue;
            };
            assert_eq!(in_role(&rows, &["added", "no figure"]), expected, "{year} on {day}");
            let added: Vec<_> = expected.iter().filter(|said| said.has_figure()).collect();
            if added.is_empty() {
                assert_eq!((total.dollars("low"), total.dollars("high")), (None, None), "{year} on {day}");
                continue;
            }
            assert_eq!(total.dollars("low"), sum(added.iter().map(|said| &*said.low)), "low of {year} on {day}");
            assert_eq!(total.dollars("high"), sum(added.iter().map(|said| &*said.high)), "high of {year} on {day}");
        }
    }
}

/// The sum of the ends; none if one of them was not given.
fn sum<'a>(ends: impl Iterator<Item = &'a str>) -> Option<i64> {
    ends.map(|end| end.parse::<i64>().ok()).sum()
}

#[test]
fn what_a_third_party_said_stands_beside_what_the_company_said_and_is_not_added() {
    let mut third_parties = 0;
    for day in days_of(2025) {
        let rows = rows_if_any(&format!("guidance --total -y 2025 --as-of {day}"));
        for row in rows.iter().filter(|row| row.text("confidence") == "secondary") {
            assert_eq!(row.text("role"), "beside", "{day}");
            third_parties += 1;
        }
        let company_spoke_of_a_figure = standing("AMZN", 2025, &day).is_some_and(Statement::has_figure);
        let replaced = day.as_str() >= "2025-10-30";
        let beside = rows.iter().any(|row| row.text("role") == "beside");
        assert_eq!(beside, company_spoke_of_a_figure && !replaced, "{day}");
    }
    assert!(third_parties > 0, "no third party spoke");
}

#[test]
fn every_statement_is_in_the_history_of_its_period_from_its_day_on() {
    let periods: BTreeSet<_> = STATEMENTS.iter().map(|said| said.period.clone()).collect();
    let periods: Vec<_> = periods.into_iter().collect();
    let history = format!("guidance big5 --history -p {}", periods.join(","));
    for day in ["2020-01-29", "2022-10-26", "2024-02-01", "2025-02-06", "2025-10-29", "2026-04-29", LATEST] {
        let told: BTreeSet<_> = in_role(&rows(&format!("{history} --as-of {day}")), &["statement", "beside"])
            .into_iter()
            .filter(|said| periods.contains(&said.period))
            .collect();
        let said: BTreeSet<_> = STATEMENTS.iter().filter(|said| said.announced.as_str() <= day).cloned().collect();
        assert_eq!(told, said, "{day}");
    }
}

#[test]
fn a_later_day_never_takes_a_statement_from_the_history_of_a_companys_own_years() {
    assert_nothing_is_taken_away("-p FY2020..FY2027");
}

#[test]
fn a_later_day_never_takes_a_statement_from_the_history_of_a_calendar_year() {
    assert_nothing_is_taken_away("-p 2020..2027");
}

/// Asserts that what is told on one day is told on every later one.
#[track_caller]
fn assert_nothing_is_taken_away(periods: &str) {
    let days: BTreeSet<_> = STATEMENTS.iter().map(|said| said.announced.clone()).collect();
    let days = days.iter().step_by(5).map(String::as_str).chain(["2026-04-28", "2026-04-29", LATEST]);
    let mut told = BTreeSet::new();
    for day in days.collect::<BTreeSet<_>>() {
        let rows = rows(&format!("guidance big5 --history {periods} --as-of {day}"));
        let now: BTreeSet<_> = in_role(&rows, &["statement", "beside"]).into_iter().collect();
        let lost: Vec<_> = told.difference(&now).collect();
        assert!(lost.is_empty(), "no longer told on {day}: {lost:#?}");
        told = now;
    }
}
