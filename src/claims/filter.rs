//! Finds out which readings of a question can give a number, from the ranges in which its figures lie.
//!
//! A search asks thousands of questions, each under hundreds of readings, and nearly every answer is far from the number.
//! So each reading is first compared with the number for all days at once: by the least and the most that each figure was
//! ever known to be. Only readings that can give the number, or something near it, are then evaluated as for a claim.

use std::collections::{BTreeSet, HashSet};
use std::ptr::from_ref;
use std::rc::Rc;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::claim::{Question, RateChoice, Subject};
use super::figures::Figures;
use super::guidance;
use super::history::History;
use super::range::ValueRange;
use super::reading::{Reading, rate_choices};
use super::unanswerable::separate_problems;
use super::vocabulary::Measure;
use crate::data::Problems;
use crate::derive::runs;
use crate::model::{Basis, Company, Currency, FiscalQuarter, Kind, Metric, Period, Statement};

/// A company's metric on a basis over some quarters.
type HistoryKey = ((FiscalQuarter, FiscalQuarter), Option<Basis>, *const Company, *const Metric);

/// Some companies' metric on a basis over a period, at a rate; whether the companies are those of the question.
type SumKey = (bool, *const Metric, Option<Basis>, Period, Option<RateChoice>);

/// The histories and sums that a search has looked up.
pub(super) struct Filter {
    /// The day whose knowledge counts.
    pub known: Option<Date>,
    /// By the places of company and metric in memory, which are compared faster than names.
    histories: FxHashMap<HistoryKey, Rc<History>>,
    /// Of several companies: those of a search, or those that the metric is reported by.
    sums: FxHashMap<SumKey, SumRange>,
}

impl Filter {
    /// A filter that has looked up nothing yet.
    pub fn new(known: Option<Date>) -> Self {
        Self { known, histories: FxHashMap::default(), sums: FxHashMap::default() }
    }
}

/// The range of a sum over companies.
#[derive(Clone, Copy)]
struct SumRange {
    /// Of those that have a figure.
    range: ValueRange,
    /// How many have none.
    missing: usize,
}

/// Finds the ranges in which the answers to a question lie.
pub(super) struct Ranges<'r, 'd> {
    pub filter: &'r mut Filter,
    pub figures: &'r mut Figures<'d>,
    pub question: &'r Question<'d>,
}

impl<'d> Ranges<'_, 'd> {
    /// The range of the answers under a reading on all days; `None` if there are none.
    pub fn of(&mut self, reading: &Reading<'d>) -> Result<Option<ValueRange>, Problems> {
        let Subject::Metric(metric) = self.question.of else { return self.guidance() };
        let over = self.question.companies.as_slice();
        let period = reading.period(self.question.periods.last());
        let Some(range) = self.sum(over, metric, period, reading)? else { return Ok(None) };
        let Some((companies, period)) = self.base(metric, period) else { return Ok(Some(range)) };
        let base = self.sum(&companies, metric, period, reading)?;
        Ok(base.and_then(|base| match self.question.measure {
            Measure::Share => range.over(base),
            _ => ValueRange::change(base, range),
        }))
    }

    /// The days on which a figure changed that an answer under some readings is based on.
    pub fn changes(&mut self, metric: &'d Metric, readings: &[Reading<'d>]) -> Result<BTreeSet<Date>, Problems> {
        let mut changes = BTreeSet::new();
        let mut seen = HashSet::new();
        for reading in readings {
            let period = reading.period(self.question.periods.last());
            let over = (self.question.companies.clone(), period);
            for (companies, period) in std::iter::once(over).chain(self.base(metric, period)) {
                let one_company = reading.one_company.into_iter().filter(|(company, _)| companies.contains(company));
                let one_company = one_company.map(|(company, basis)| (company, Some(basis)));
                let is_new = seen.insert((companies.len(), reading.basis, period));
                let all = companies.iter().map(|&company| (company, reading.basis)).filter(|_| is_new);
                for (company, basis) in all.chain(one_company) {
                    changes.extend(self.history(company, metric, basis, period)?.changes());
                    // Each quarter is converted by itself.
                    let quarters =
                        if self.converts() { metric.kind.quarters_of(period, company.calendar) } else { Vec::new() };
                    for quarter in quarters {
                        changes.extend(self.quarters_history(company, metric, basis, &[quarter])?.changes());
                    }
                }
            }
        }
        Ok(changes)
    }

    /// Whether dollars become another currency.
    fn converts(&self) -> bool {
        self.question.currency != Currency::USD && self.question.is_of_money()
    }

    /// The companies and the period whose figures are the base of a rate.
    fn base(&mut self, metric: &'d Metric, period: Period) -> Option<(Vec<&'d Company>, Period)> {
        let question = self.question;
        match question.measure {
            Measure::Yoy => Some((question.companies.clone(), period.plus_years(-1))),
            Measure::Qoq => Some((question.companies.clone(), period.previous())),
            Measure::Share => Some((self.figures.reporting(metric).to_vec(), period)),
            _ => None,
        }
    }

    /// The sum over some companies, in the currency of the question.
    fn sum(
        &mut self,
        companies: &[&'d Company],
        metric: &'d Metric,
        period: Period,
        reading: &Reading<'d>,
    ) -> Result<Option<ValueRange>, Problems> {
        let rate = Some(reading.rate).filter(|_| self.converts());
        if let [company] = companies {
            return self.amount(company, metric, reading.basis_of(company), period, rate);
        }
        let mut sum = self.on_one_basis(companies, metric, period, reading.basis, rate)?;
        if let Some((company, basis)) = reading.one_company {
            match self.amount(company, metric, reading.basis, period, rate)? {
                Some(amount) => sum.range = sum.range.without(amount),
                None => sum.missing -= 1,
            }
            match self.amount(company, metric, Some(basis), period, rate)? {
                Some(amount) => sum.range = sum.range.plus(amount),
                None => sum.missing += 1,
            }
        }
        Ok((sum.missing == 0).then_some(sum.range))
    }

    /// The sum over some companies, all on one basis.
    fn on_one_basis(
        &mut self,
        companies: &[&'d Company],
        metric: &'d Metric,
        period: Period,
        basis: Option<Basis>,
        rate: Option<RateChoice>,
    ) -> Result<SumRange, Problems> {
        // By address: companies are long to compare, and this is asked for each reading.
        let address = |company: &&'d Company| from_ref(*company);
        let is_of_question = companies.iter().map(address).eq(self.question.companies.iter().map(address));
        let key = (is_of_question, from_ref(metric), basis, period, rate);
        if let Some(sum) = self.filter.sums.get(&key) {
            return Ok(*sum);
        }
        let mut sum = SumRange { range: ValueRange::ZERO, missing: 0 };
        for company in companies {
            match self.amount(company, metric, basis, period, rate)? {
                Some(amount) => sum.range = sum.range.plus(amount),
                None => sum.missing += 1,
            }
        }
        self.filter.sums.insert(key, sum);
        Ok(sum)
    }

    /// A company's figure, at a rate.
    fn amount(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        basis: Option<Basis>,
        period: Period,
        rate: Option<RateChoice>,
    ) -> Result<Option<ValueRange>, Problems> {
        let Some(whole) = self.history(company, metric, basis, period)?.range() else { return Ok(None) };
        let currency = self.question.currency;
        let rate = match rate {
            None => return Ok(Some(whole)),
            Some(RateChoice::Fixed(rate)) => Some(rate),
            Some(RateChoice::Of(day)) => separate_problems(self.figures.rate_on(currency, day))?.ok(),
            Some(RateChoice::Policy) => {
                let mut sum = ValueRange::ZERO;
                for quarter in metric.kind.quarters_of(period, company.calendar) {
                    let amount = self.quarters_history(company, metric, basis, &[quarter])?.range();
                    let days = metric.kind.days_of(quarter, company.calendar);
                    let rate = separate_problems(self.figures.average(currency, days))?.ok();
                    let Some((amount, rate)) = amount.zip(rate) else { return Ok(None) };
                    sum = sum.plus(amount.times(rate));
                }
                return Ok(Some(sum));
            }
        };
        Ok(rate.map(|rate| whole.times(rate)))
    }

    fn history(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        basis: Option<Basis>,
        period: Period,
    ) -> Result<Rc<History>, Problems> {
        let key = (period.ends(company.calendar), basis, from_ref(company), from_ref(metric));
        if let Some(history) = self.filter.histories.get(&key) {
            return Ok(Rc::clone(history));
        }
        let quarters = period.quarters(company.calendar);
        // Twelve months that are not a fiscal year are parts of two.
        let parts = if metric.kind == Kind::Flow { runs(&quarters).collect() } else { vec![quarters.as_slice()] };
        let mut history: Option<Rc<History>> = None;
        for part in parts {
            let part = self.quarters_history(company, metric, basis, part)?;
            history = Some(history.map_or(Rc::clone(&part), |history| Rc::new(history.plus(&part))));
        }
        let history = history.unwrap_or_default();
        self.filter.histories.insert(key, Rc::clone(&history));
        Ok(history)
    }

    fn quarters_history(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        basis: Option<Basis>,
        quarters: &[FiscalQuarter],
    ) -> Result<Rc<History>, Problems> {
        let Some(ends) = quarters.first().copied().zip(quarters.last().copied()) else { return Ok(Rc::default()) };
        let key = (ends, basis, from_ref(company), from_ref(metric));
        if let Some(history) = self.filter.histories.get(&key) {
            return Ok(Rc::clone(history));
        }
        let history = Rc::new(self.figures.history(company, metric, basis, quarters, self.filter.known)?);
        self.filter.histories.insert(key, Rc::clone(&history));
        Ok(history)
    }

    /// The range of the ends of guidance, or of the growth that they imply, from anyone on any day.
    fn guidance(&mut self) -> Result<Option<ValueRange>, Problems> {
        let (question, capex) = (self.question, self.figures.capex);
        let (mut ends, mut spent) = (ValueRange::ZERO, ValueRange::ZERO);
        let ends_of = |company: &&Company| {
            let quarters = guidance::possible_quarters(question.periods.last(), company);
            quarters.map(|(_, last)| company.calendar.span(last).end)
        };
        let last = question.companies.iter().flat_map(ends_of).max();
        for &company in &question.companies {
            let (mut of_company, mut before): (Option<ValueRange>, Option<ValueRange>) = (None, None);
            let statements = self.figures.statements(company)?;
            let quarters = guidance::possible_quarters(question.periods.last(), company);
            let known = self.filter.known;
            let is_known = |one: &&Statement| known.is_none_or(|day| one.announced <= day);
            let on_period = statements.iter().filter(|one| guidance::is_on(one, company, quarters));
            for statement in on_period.filter(is_known) {
                // A plan that is over before others are is not added to them on the days between.
                if Some(statement.period.span(company.calendar).end) < last {
                    (of_company, before) = (of_company.or(Some(ValueRange::ZERO)), before.or(Some(ValueRange::ZERO)));
                }
                for end in statement.low.into_iter().chain(statement.high) {
                    let amounts = self.rates(statement.announced)?.into_iter().map(|rate| ValueRange::at(end * rate));
                    of_company = of_company.into_iter().chain(amounts).reduce(ValueRange::or);
                }
                if question.measure == Measure::Yoy {
                    for basis in Basis::ALL.map(Some) {
                        let spent = self.history(company, capex, basis, statement.period.plus_years(-1))?.range();
                        before = before.into_iter().chain(spent).reduce(ValueRange::or);
                    }
                }
            }
            let (Some(of_company), Some(before)) = (of_company, before.or(Some(ValueRange::ZERO))) else {
                return Ok(None);
            };
            (ends, spent) = (ends.plus(of_company), spent.plus(before));
        }
        Ok(if question.measure == Measure::Yoy { ValueRange::change(spent, ends) } else { Some(ends) })
    }

    /// The rates at which guidance of a day may be converted.
    fn rates(&mut self, announced: Date) -> Result<Vec<Decimal>, Problems> {
        let question = self.question;
        if !self.converts() {
            return Ok(vec![Decimal::ONE]);
        }
        let own = Reading::of(question, self.figures.data, self.filter.known);
        let mut at = Vec::new();
        for rate in rate_choices(question, &own) {
            let day = match rate {
                RateChoice::Fixed(rate) => {
                    at.push(rate);
                    continue;
                }
                RateChoice::Of(day) => day,
                RateChoice::Policy => announced,
            };
            at.extend(separate_problems(self.figures.rate_on(question.currency, day))?.ok());
        }
        Ok(at)
    }
}
