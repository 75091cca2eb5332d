//! Figures of companies as reports show them: with their amounts in the currency of the report, and beside those of a year
//! before.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::change::{Unlike, change, comparable, year_on_year};
use super::convert::{Amount, convert};
use crate::derive::{Engine, Figure, Gap, Status};
use crate::fx::Exchange;
use crate::model::{Basis, Company, Definition, Kind, Metric, Money, Period, Words};
use crate::say;

/// An amount, or why there is none. One for which only a rate is missing is known, in dollars.
pub type Known = Result<Amount, Words>;

/// A company's figure of a period.
#[derive(Debug, Clone)]
pub struct Observation<'d> {
    /// The company.
    pub company: &'d Company,
    /// What is measured.
    pub metric: &'d Metric,
    /// The basis it is on; `None` if it makes no difference, or if the metric is as each company defines it.
    pub basis: Option<Basis>,
    /// The period.
    pub period: Period,
    /// The figure, or why there is none.
    pub figure: Result<Figure, Gap>,
    /// What it comes to in the currency of the report.
    pub amount: Known,
}

/// A company's figure of a period beside that of the same quarters a year before.
#[derive(Debug, Clone)]
pub struct YearOnYear<'d> {
    /// The figure.
    pub now: Observation<'d>,
    /// The figure a year before, or why the two cannot be compared.
    pub prior: Result<Figure, Unlike>,
    /// What that came to in the currency of the report.
    pub prior_amount: Known,
    /// The definition of the figure, where it counts more, by a known amount, than that of the earlier one.
    pub redefined: Option<Arc<Definition>>,
}

/// A company's figure of a period, in another currency if there is an exchange.
pub fn observe<'d>(
    engine: &Engine<'_>,
    exchange: Option<&Exchange<'_>>,
    company: &'d Company,
    metric: &'d Metric,
    basis: Option<Basis>,
    period: Period,
) -> Observation<'d> {
    let figure = engine.figure(company, metric, basis, period);
    let amount = figure.as_ref().map(|figure| amount_of(engine, exchange, company, metric, basis, figure));
    let amount = amount.map_err(Gap::words);
    Observation { company, metric, basis, period, figure, amount }
}

/// The same beside the figure of a year before.
pub fn compare<'d>(
    engine: &Engine<'_>,
    exchange: Option<&Exchange<'_>>,
    company: &'d Company,
    metric: &'d Metric,
    basis: Option<Basis>,
    period: Period,
) -> YearOnYear<'d> {
    let now = observe(engine, exchange, company, metric, basis, period);
    let prior = match &now.figure {
        Ok(figure) => year_on_year(engine, company, metric, basis, figure, period.is_fiscal()),
        Err(gap) => Err(Unlike::NoFigure(gap.clone())),
    };
    let prior_amount = prior.as_ref().map(|figure| amount_of(engine, exchange, company, metric, basis, figure));
    let prior_amount = prior_amount.map_err(Unlike::words);
    let redefined = match (&prior, &now.figure) {
        (Ok(prior), Ok(figure)) => comparable(engine, company, metric, basis, prior, figure).ok().flatten(),
        _ => None,
    };
    YearOnYear { now, prior, prior_amount, redefined }
}

/// What a figure comes to in another currency, if there is an exchange. What is no money stays as it is.
pub fn amount_of(
    engine: &Engine<'_>,
    exchange: Option<&Exchange<'_>>,
    company: &Company,
    metric: &Metric,
    basis: Option<Basis>,
    figure: &Figure,
) -> Amount {
    let dollars = figure.working.value;
    let amount = match exchange.filter(|_| metric.kind.is_amount()) {
        None => Amount::reported(dollars),
        Some(exchange) if metric.kind == Kind::Balance => Amount::on(dollars, exchange, figure.working.span.end),
        Some(exchange) => convert(exchange, company, &figure.quarters, dollars, |quarters| {
            let figure = engine.over(company, metric, basis, quarters).ok()?;
            figure.is_whole().then_some(figure.working.value)
        }),
    };
    amount.of_user(figure.working.of_user)
}

impl Observation<'_> {
    /// How far the figure can be taken at its word.
    pub fn status(&self) -> Status {
        self.figure.as_ref().map_or(Status::Missing, Figure::status)
    }

    /// The quarters it has.
    pub fn quarters(&self) -> usize {
        self.figure.as_ref().map_or(0, |figure| figure.quarters.len())
    }

    /// The quarters it would have if none were missing.
    pub fn of(&self) -> usize {
        quarters_in(self.metric, self.period)
    }

    /// The day it was known, which is that of the last of its documents.
    pub fn published(&self) -> Option<Date> {
        self.figure.as_ref().ok().map(|figure| figure.working.published())
    }
}

impl YearOnYear<'_> {
    /// How far the figure a year before can be taken at its word: it covers the same quarters, so it is partial where the
    /// figure is.
    pub fn prior_status(&self) -> Status {
        match self.now.status() {
            Status::Partial => Status::Partial,
            _ => self.prior.as_ref().map_or(Status::Missing, Figure::status),
        }
    }
}

/// The quarters that a figure of a period rests on; a balance is at the end of one.
pub fn quarters_in(metric: &Metric, period: Period) -> usize {
    if metric.kind == Kind::Balance { 1 } else { period.part_of_year().part.len_in_quarters() }
}

/// The relative change between two amounts, in dollars.
pub fn reported_change(from: &Known, to: &Known) -> Result<Decimal, Words> {
    let (from, to) = (from.as_ref().map_err(Clone::clone)?, to.as_ref().map_err(Clone::clone)?);
    Ok(change(from.reported, to.reported)?)
}

/// The relative change between two amounts, in the currency of the report.
pub fn converted_change(from: &Known, to: &Known) -> Result<Decimal, Words> {
    Ok(change(money_of(from)?.amount, money_of(to)?.amount)?)
}

/// An amount in the currency of the report, or the reason it is missing.
pub fn money_of(amount: &Known) -> Result<Money, Words> {
    Ok(amount.as_ref().map_err(Clone::clone)?.money?)
}

/// The sum of amounts if all are known; there is none of no amounts.
pub fn sum_of(amounts: impl Iterator<Item = Known>) -> Known {
    let mut sum: Option<Amount> = None;
    for amount in amounts {
        let amount = amount?;
        sum = Some(sum.map_or(amount, |sum| sum.plus(amount)));
    }
    sum.ok_or_else(no_figure)
}

/// Why there is no sum of no amounts.
pub fn no_figure() -> Words {
    say!(no_company_has_figure)
}

/// `Amazon: never disclosed`: the reason of one company, among several.
pub fn of_company(company: &Company, reason: Words) -> Words {
    say!(company_and_reason, company = company.words(), reason)
}
