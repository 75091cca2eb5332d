//! Figures beside those of a year before, company by company, and their sum: the same for every command that gives one.

use rust_decimal::Decimal;

use super::amounts::{Known, converted_change, sum_of};
use super::query::{Outcome, Query, mark};
use super::words;
use crate::analysis::{Total, Unlike, change, total_of, year_on_year};
use crate::derive::{Figure, Gap, Status};
use crate::model::{Basis, Company, Period};
use crate::report::{Mark, Note, Words};
use crate::say;

/// A company's figure of a period, and that of the same quarters a year before.
pub struct Line<'d> {
    pub company: &'d Company,
    pub outcome: Outcome,
    pub prior: Result<Figure, Unlike>,
    /// The two in the report's currency.
    pub amount: Known,
    pub prior_amount: Known,
}

/// The sum of a period's figures. One that lacks companies is of those that also have a figure a year before, if any has:
/// so it grows like for like.
pub struct Sum<'d> {
    pub total: Total,
    /// The companies in it.
    pub added: Vec<&'d Company>,
    /// The companies that are not.
    pub without: Vec<&'d Company>,
    /// The sum in the report's currency.
    pub amount: Known,
    /// The sum of the same companies' same quarters a year before.
    pub prior: Known,
    pub prior_mark: Mark,
}

impl<'d> Query<'d> {
    /// Every company's figure of a period on a basis, and that of a year before.
    pub fn compared(&self, basis: Option<Basis>, period: Period) -> Vec<Line<'d>> {
        let line = |&company: &&'d Company| {
            let outcome = self.engine.figure(company, self.metric, basis, period);
            let prior = match &outcome {
                Ok(figure) => year_on_year(&self.engine, company, self.metric, basis, figure, period.is_fiscal()),
                Err(gap) => Err(Unlike::Missing(gap.clone())),
            };
            let converted = |figure: &Figure| self.amount_of(company, self.metric, basis, figure);
            let amount = outcome.as_ref().map(converted).map_err(Gap::words);
            let prior_amount = prior.as_ref().map(converted).map_err(Unlike::words);
            Line { company, outcome, prior, amount, prior_amount }
        };
        self.companies.iter().map(line).collect()
    }
}

impl Query<'_> {
    /// Why figures are missing, partial or approximate, and why those of a year before are approximate where it is for
    /// another reason: growth is no better known than the figures that it compares.
    pub fn compared_notes<'l, 'd: 'l>(&self, lines: impl Iterator<Item = (Period, &'l Line<'d>)>) -> Vec<Note> {
        let lines: Vec<(Period, &Line<'_>)> = lines.collect();
        let reason = |figure: &Figure| figure.working.approximation.clone();
        let approximate = |&(period, line): &(Period, &Line<'d>)| {
            let said = line.outcome.as_ref().ok().and_then(reason);
            let prior =
                line.prior.as_ref().ok().filter(|prior| reason(prior).is_some_and(|reason| said != Some(reason)))?;
            Some((period.plus_years(-1), line.company, Ok(prior.clone())))
        };
        let priors: Vec<(Period, &Company, Outcome)> = lines.iter().filter_map(approximate).collect();
        let priors = priors.iter().map(|(period, company, outcome)| (*period, *company, outcome));
        self.figure_notes(lines.iter().map(|(period, line)| (*period, line.company, &line.outcome)).chain(priors))
    }
}

impl Line<'_> {
    pub fn mark(&self) -> Mark {
        self.outcome.as_ref().map_or(Mark::None, mark)
    }

    /// The figure a year before covers the same quarters, so it is partial where the figure is.
    pub fn prior_mark(&self) -> Mark {
        let is_partial = self.outcome.as_ref().is_ok_and(|figure| !figure.is_whole());
        if is_partial { Mark::Partial } else { self.prior.as_ref().map_or(Mark::None, mark) }
    }

    /// Growth in dollars.
    pub fn change(&self) -> Result<Decimal, Unlike> {
        let figure = self.outcome.as_ref().map_err(|gap| Unlike::Missing(gap.clone()))?;
        change(self.prior.as_ref().map_err(Clone::clone)?.working.value, figure.working.value)
    }

    /// Growth in the report's currency, where it can differ from growth in dollars.
    pub fn converted_change(&self) -> Result<Decimal, Words> {
        converted_change(&self.prior_amount, &self.amount)
    }
}

impl<'d> Sum<'d> {
    /// Adds the figures of a period; `None` if there is none to add.
    pub fn of(period: Period, lines: &[Line<'d>]) -> Option<Self> {
        let is_whole = lines.iter().all(|line| line.outcome.is_ok());
        let compares = !is_whole && lines.iter().any(|line| line.prior.is_ok());
        let is_added = |line: &&Line<'_>| if compares { line.prior.is_ok() } else { line.outcome.is_ok() };
        let figure = |line| Some(line).filter(is_added).and_then(|line: &Line<'_>| line.outcome.as_ref().ok());
        let total = total_of(period, lines.iter().map(|line| (line.company, figure(line))))?;
        let added = || lines.iter().filter(is_added);
        let prior =
            |line: &Line<'_>| line.prior_amount.clone().map_err(|reason| words::of_company(line.company, reason));
        let has = |mark: Mark| added().any(|line| line.prior_mark() == mark);
        let prior_mark = if !total.is_whole() || has(Mark::Partial) {
            Mark::Partial
        } else if has(Mark::Approximate) {
            Mark::Approximate
        } else {
            Mark::None
        };
        Some(Self {
            total,
            added: added().map(|line| line.company).collect(),
            without: lines.iter().filter(|line| !is_added(line)).map(|line| line.company).collect(),
            amount: sum_of(added().map(|line| line.amount.clone())),
            prior: sum_of(added().map(prior)),
            prior_mark,
        })
    }

    pub fn status(&self) -> Status {
        if !self.total.is_whole() {
            Status::Partial
        } else if self.total.working.approximation.is_some() {
            Status::Approximate
        } else {
            Status::Derived
        }
    }

    pub fn mark(&self) -> Mark {
        match self.status() {
            Status::Partial => Mark::Partial,
            Status::Approximate => Mark::Approximate,
            _ => Mark::None,
        }
    }

    /// Growth in dollars, of companies that all have both figures.
    pub fn change(&self) -> Result<Decimal, Words> {
        let (prior, now) = (self.prior.as_ref().map_err(Clone::clone)?, self.amount.as_ref().map_err(Clone::clone)?);
        Ok(change(prior.reported, now.reported)?)
    }

    /// Growth in the report's currency, where it can differ from growth in dollars.
    pub fn converted_change(&self) -> Result<Decimal, Words> {
        converted_change(&self.prior, &self.amount)
    }
}

/// Which companies the totals of periods are without, in sentences.
pub fn without<'s, 'd: 's>(sums: impl IntoIterator<Item = (Period, &'s Sum<'d>)>) -> Vec<Words> {
    let mut periods: Vec<(&[&Company], Vec<Period>)> = Vec::new();
    for (period, sum) in sums {
        match periods.iter_mut().find(|(known, _)| *known == sum.without) {
            _ if sum.without.is_empty() => {}
            Some((_, periods)) => periods.push(period),
            None => periods.push((&sum.without, vec![period])),
        }
    }
    let sentence = |(companies, periods): (&[&Company], Vec<Period>)| {
        let companies = words::companies(companies.iter().copied());
        say!("The total of {period} is without {companies}.", period = words::listed(&periods), companies)
    };
    periods.into_iter().map(sentence).collect()
}
