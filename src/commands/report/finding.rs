//! What a page says first: the newest quarter, the twelve months to its end, and what is guided for the year.

use jiff::civil::Date;

use super::super::args::Periods;
use super::super::compared::{ComparedFigure, without};
use super::super::guidance::{self, GuidanceSum};
use super::super::query::Query;
use super::super::summary::{trailing_to, year_ahead};
use super::super::{Context, Failure, words};
use crate::analysis::{Known, Total, money_of};
use crate::model::{Company, MetricId, Part, PartOfYear, Period, PeriodExpr};
use crate::report::{Cell, Finding, KeyFigure, Value, Words};
use crate::say;

/// The finding, and the day its figures reach to.
pub fn finding(companies: &[String], context: &Context<'_>) -> Result<(Finding, Date), Failure> {
    let capex = context.data.metric_by_id(&MetricId::capex());
    let (bases, periods) = ([context.basis], Periods::default());
    let query = Query::with_metrics(context, companies, capex, &[], &bases, &periods, &PeriodExpr::latest())?;
    let ends = newest_quarters(&query);
    let (newest, until) = ends.iter().map(|(_, period, day)| (*period, *day)).max().ok_or_else(|| query.nothing())?;
    // The newest quarter that every company has, of those that are not a year behind.
    let recent = ends.iter().map(|(_, period, _)| *period).filter(|period| *period > newest.plus_years(-1));
    let known = recent.min().unwrap_or(newest);
    let twelve_months = trailing_to(known);
    let [latest, trailing] = [known, twelve_months].map(|period| Total::of(&query.compare_all(query.basis, period)));
    let latest = latest.ok_or_else(|| query.nothing())?;
    let shown = ComparedFigure::of_total(&query, known, Some(&latest));
    let mut notes = Vec::new();
    if newest > known {
        let ahead = ends.iter().filter(|(_, period, _)| *period > known).map(|(company, ..)| *company);
        notes.push(say!(finding_known_of_some, period = newest, companies = words::companies(ahead)));
    }
    let totals = [(known, Some(&latest)), (twelve_months, trailing.as_ref())];
    notes.extend(without(totals.into_iter().filter_map(|(period, total)| Some((period, total?)))));
    let words_of_basis = context.capex_basis().words();
    let of_quarter = figure(&query, known, Some(&latest), words_of_basis.clone());
    let of_year = figure(&query, twelve_months, trailing.as_ref(), words_of_basis);
    let (guided, said) = guided(companies, year_ahead(known), context)?;
    notes.extend(said);
    let sentence = sentence(&shown, &latest, known);
    Ok((Finding { sentence, figures: vec![of_quarter, of_year, guided], notes }, until))
}

/// The newest quarter of each company, and its last day.
fn newest_quarters<'d>(query: &Query<'d>) -> Vec<(&'d Company, Period, Date)> {
    let of = |&company: &&'d Company| {
        let end = query.engine.data_end(company, query.metric, query.basis)?;
        Some((company, query.period_of(company, company.calendar.quarter_ending(end)?), end))
    };
    query.companies.iter().filter_map(of).collect()
}

fn sentence(shown: &ComparedFigure<'_, '_>, total: &Total<'_>, quarter: Period) -> Words {
    let companies = words::companies(total.added.iter().copied());
    let (amount, period) = (Words::from(shown.marked_value().value), quarter_in_words(quarter));
    match shown.yoy().value {
        Value::Figure(growth) => say!(finding_spent_and_growth, companies, amount, period, growth),
        _ => say!(finding_spent, companies, amount, period),
    }
}

/// A total with its growth; without one, why there is none.
fn figure(query: &Query<'_>, period: Period, total: Option<&Total<'_>>, basis: Words) -> KeyFigure {
    let shown = ComparedFigure::of_total(query, period, total);
    let when = match period.part_of_year().part {
        Part::TrailingYear(_) => words::period(period),
        _ => quarter_in_words(period),
    };
    let label = match shown.yoy().value {
        Value::Figure(growth) => say!(finding_growth, period = when, growth),
        _ => when,
    };
    KeyFigure { value: shown.linked(shown.marked_value(), &query.context), label, basis }
}

/// What is guided for a year, and what must be said of it.
fn guided(companies: &[String], year: Period, context: &Context<'_>) -> Result<(KeyFigure, Vec<Words>), Failure> {
    let sum = match guidance::ahead(companies, year, context) {
        Ok(sum) => sum,
        Err(Failure::NoData(reason)) => {
            let label = say!(finding_no_guidance, period = year);
            return Ok((KeyFigure { value: Cell::missing(reason), label, basis: Words::NONE }, Vec::new()));
        }
        Err(failure) => return Err(failure),
    };
    let value = context.linked_to(range(&sum), || sum.documents.clone());
    let label = match (sum.added.is_empty(), sum.without.is_empty()) {
        (true, _) => say!(finding_no_guidance, period = year),
        (_, true) => say!(finding_guided, period = year),
        _ => say!(finding_guided_by, period = year, companies = Words::and(sum.added)),
    };
    let basis = sum.basis.map_or(Words::NONE, crate::model::Basis::words);
    Ok((KeyFigure { value, label, basis }, sum.notes.into_iter().map(|note| note.words).collect()))
}

/// From the lower end to the upper, as far as both are known.
fn range(sum: &GuidanceSum) -> Cell {
    let money = |end: &Known| money_of(end);
    match (money(&sum.low), money(&sum.high)) {
        (Ok(low), Ok(high)) if low == high => low.into(),
        (Ok(low), Ok(high)) => Cell::say(say!(finding_range, low, high)),
        (Ok(low), Err(_)) => Cell::say(say!(finding_at_least, low)),
        (Err(_), Ok(high)) => Cell::say(say!(finding_up_to, high)),
        (Err(reason), Err(_)) => Cell::missing(reason),
    }
}

/// `the second quarter of 2026`.
fn quarter_in_words(period: Period) -> Words {
    let PartOfYear { year, part } = period.part_of_year();
    let year = period.with(PartOfYear { year, part: Part::Year });
    match part {
        Part::Quarter(1) => say!(first_quarter_of, year),
        Part::Quarter(2) => say!(second_quarter_of, year),
        Part::Quarter(3) => say!(third_quarter_of, year),
        Part::Quarter(4) => say!(fourth_quarter_of, year),
        _ => period.into(),
    }
}
