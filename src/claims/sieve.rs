//! Which questions a number can answer, told without answering them.
//!
//! A search asks thousands of questions, and under each of their readings nearly every figure is far from the number. Here
//! each is held against the number by between what its figures lie, on whatever day; only those that may be the number, or
//! the nearest to it, are then looked up as those of a claim are.

use std::collections::HashMap;
use std::rc::Rc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::absent::answer;
use super::claim::{Calendar, Measure, Question, Subject};
use super::figured::{Bases, Figured, Member};
use super::figures::Figures;
use super::gauge::reckoned;
use super::judge::rates;
use super::number::Printed;
use super::promised::Promised;
use super::reading::Reading;
use crate::data::{Dataset, Problems};
use crate::derive::{Bounds, Range};
use crate::model::{Basis, Company, Currency, Metric, MetricId};

/// What a search holds against a number, looked up once.
pub(super) struct Sieve<'d> {
    data: &'d Dataset,
    sought: Sought,
    known: Option<Date>,
    bounds: HashMap<&'d str, Rc<Bounds<'d>>>,
    members: HashMap<(&'d str, &'d str), Rc<Member<'d>>>,
}

/// The number, and between what figures lie that round to it.
#[derive(Clone, Copy)]
struct Sought {
    printed: Printed,
    value: Decimal,
    low: Decimal,
    high: Decimal,
}

/// A subject of some companies.
pub(super) struct Scope<'d> {
    sought: Sought,
    known: Option<Date>,
    /// The bases on which one company may be counted apart from the others, by their places.
    apart: Vec<usize>,
    companies: Vec<Rc<Member<'d>>>,
    /// All companies that report it, if it is asked what part of them the others are.
    all: Vec<Rc<Member<'d>>>,
    promised: Option<Promised>,
}

impl Sought {
    /// How far a figure is from the number at least; nothing if it may round to it.
    fn off(&self, figure: Range) -> Decimal {
        // Its own ends are looked at closely only where it is near: one of them may round to another number.
        if figure.high < self.low || (figure.low <= self.high && !self.printed.is_at_least(figure.high)) {
            self.value - figure.high
        } else if figure.low > self.high || !self.printed.is_at_most(figure.low) {
            figure.low - self.value
        } else {
            Decimal::ZERO
        }
    }
}

impl<'d> Sieve<'d> {
    pub fn new(data: &'d Dataset, printed: &Printed, known: Option<Date>) -> Self {
        let (low, high) = printed.ends();
        let sought = Sought { printed: *printed, value: printed.value(), low, high };
        Self { data, sought, known, bounds: HashMap::new(), members: HashMap::new() }
    }

    /// What questions on a subject of some companies are held against.
    pub fn scope(
        &mut self,
        figures: &mut Figures<'d>,
        subject: Subject<'d>,
        companies: &[&'d Company],
        measures: &[Measure],
    ) -> Result<Scope<'d>, Problems> {
        let data = self.data;
        let (metric, promised) = match subject {
            Subject::Metric(metric) => (metric, None),
            _ => (data.metric_by_id(&MetricId::capex()), Some(Promised::of(figures, companies, self.known)?)),
        };
        let is_of_all = |company: &&Company| measures.contains(&Measure::Share) && data.reports(company, metric);
        let all: Vec<&'d Company> = data.companies().iter().filter(is_of_all).collect();
        let bases = &data.bases(metric);
        let is_apart = |basis: &Option<Basis>| companies.len() > 1 && matches!(basis, Some(Basis::Cash | Basis::Net));
        let apart = bases.iter().enumerate().filter(|(_, basis)| is_apart(basis)).map(|(place, _)| place).collect();
        Ok(Scope {
            sought: self.sought,
            known: self.known,
            apart,
            companies: self.members(figures, metric, companies, bases)?,
            all: self.members(figures, metric, &all, bases)?,
            promised,
        })
    }

    /// The figures of a metric of some companies, which differ on the bases given.
    fn members(
        &mut self,
        figures: &mut Figures<'d>,
        metric: &'d Metric,
        companies: &[&'d Company],
        bases: &[Option<Basis>],
    ) -> Result<Vec<Rc<Member<'d>>>, Problems> {
        let mut members = Vec::new();
        for &company in companies {
            let key = (company.ticker.as_str(), metric.id.as_str());
            if let Some(member) = self.members.get(&key) {
                members.push(Rc::clone(member));
                continue;
            }
            let bounds = self.bounds(figures, company)?;
            let each: Vec<_> = bases.iter().map(|&basis| Rc::new(bounds.series(metric, &[basis]))).collect();
            let any = match each.as_slice() {
                [one] => Rc::clone(one),
                _ => Rc::new(bounds.series(metric, bases)),
            };
            let member = Rc::new(Member { company, any, each });
            self.members.insert(key, Rc::clone(&member));
            members.push(member);
        }
        Ok(members)
    }

    fn bounds(&mut self, figures: &mut Figures<'d>, company: &'d Company) -> Result<Rc<Bounds<'d>>, Problems> {
        if let Some(bounds) = self.bounds.get(company.ticker.as_str()) {
            return Ok(Rc::clone(bounds));
        }
        let (metrics, facts) = figures.facts(company)?;
        let bounds = Rc::new(Bounds::new(self.data, company, &metrics, &facts, self.known));
        self.bounds.insert(company.ticker.as_str(), Rc::clone(&bounds));
        Ok(bounds)
    }
}

impl<'d> Scope<'d> {
    /// How far from the number the answers to a question are at least, at a rough reckoning; `None` if it has none.
    pub fn off(&self, figures: &mut Figures<'d>, question: &Question<'d>) -> Result<Option<Decimal>, Problems> {
        self.least(figures, question, Bases::Any)
    }

    /// The same, reading by reading.
    pub fn off_each(&self, figures: &mut Figures<'d>, question: &Question<'d>) -> Result<Option<Decimal>, Problems> {
        self.least(figures, question, Bases::Each)
    }

    fn least(
        &self,
        figures: &mut Figures<'d>,
        question: &Question<'d>,
        bases: Bases,
    ) -> Result<Option<Decimal>, Problems> {
        if let Some(promised) = &self.promised {
            let ranges = answer(promised.ranges(figures, question, &self.companies, self.known))?;
            return Ok(ranges.unwrap_or_default().into_iter().map(|range| self.sought.off(range)).min());
        }
        let mut least: Option<Decimal> = None;
        for calendar in self.calendars() {
            let period = reckoned(question.period, Some(*calendar));
            let mut on_sides = |over, under| {
                let range = match (question.measure, under) {
                    (Measure::Share, Some(under)) => Range::over(over, under),
                    (_, Some(under)) => Range::change(under, over),
                    (_, None) => Some(over),
                };
                least = range.map(|range| self.sought.off(range)).into_iter().chain(least).min();
            };
            let converts = question.currency != Currency::USD && question.is_of_money();
            let under = match question.measure {
                Measure::Yoy => Some((&self.companies, period.plus_years(-1))),
                Measure::Qoq => Some((&self.companies, period.previous())),
                Measure::Share => Some((&self.all, period)),
                _ => None,
            };
            if bases == Bases::Any && !converts {
                let Some(over) = Member::sum(&self.companies, period) else { continue };
                match under.map(|(companies, period)| Member::sum(companies, period)) {
                    None => on_sides(over, None),
                    Some(None) => {}
                    Some(under) => on_sides(over, under),
                }
                continue;
            }
            let over = Figured::of(&self.companies, period, bases);
            let under = under.map(|(companies, period)| Figured::of(companies, period, bases));
            let apart: &[usize] = if bases == Bases::Any { &[] } else { &self.apart };
            if !converts {
                over.each_sum(under.as_ref(), apart, &mut on_sides);
                continue;
            }
            for rate in rates(question, &Reading::of(question, figures.data, self.known)) {
                let converted = over.converted(&self.companies, figures, question.currency, rate);
                if let Ok(over) = answer(converted)? {
                    over.each_sum(None, apart, &mut on_sides);
                }
            }
        }
        Ok(least)
    }

    /// The calendars under which periods are not all the same quarters.
    fn calendars(&self) -> &'static [Calendar] {
        let is_one = self.all.iter().chain(&self.companies).all(|member| member.company.calendar.is_calendar_year());
        if is_one { &[Calendar::Calendar] } else { &[Calendar::Calendar, Calendar::Fiscal] }
    }
}
