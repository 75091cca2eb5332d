//! Evaluates a question under its own reading and under the others, each once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;

use jiff::civil::Date;

use super::claim::{Claim, Question, Subject};
use super::evaluate::evaluate;
use super::evaluated::Evaluated;
use super::figures::Figures;
use super::guidance;
use super::reading::{Choices, Departure, GuidanceEnd, Reading, rate_choices};
use super::unanswerable::{Unanswerable, separate_problems};
use super::vocabulary::{Calendar, Measure, SaidBy};
use crate::data::{Dataset, Problems};
use crate::derive::{ANY_BASIS, rests_on};
use crate::fx::Rates;
use crate::model::{Basis, Company, Currency, MetricId, Part, Period, Span};

/// A reading and the answer it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingAnswer<'d> {
    /// The reading.
    pub reading: Reading<'d>,
    /// The answer.
    pub evaluated: Evaluated<'d>,
}

/// The answer to a question under one reading, shared by the claims of the question.
pub type EvaluationResult<'d> = Rc<Result<Evaluated<'d>, Unanswerable<'d>>>;

impl<'d> ReadingAnswer<'d> {
    /// The answer under a reading, if there is one.
    pub(super) fn of(reading: Reading<'d>, result: &EvaluationResult<'d>) -> Option<Self> {
        Result::as_ref(result).ok().map(|evaluated| Self { reading, evaluated: evaluated.clone() })
    }
}

/// Judges claims on one set of data, and remembers what it has looked up.
pub struct Judge<'d> {
    pub(super) figures: Figures<'d>,
    known: Option<Date>,
    own: HashMap<Question<'d>, EvaluationResult<'d>>,
    pub(super) later: HashMap<Question<'d>, Option<(Reading<'d>, EvaluationResult<'d>)>>,
    others: HashMap<Question<'d>, Rc<[ReadingAnswer<'d>]>>,
}

impl<'d> Judge<'d> {
    /// A judge of claims from the data published by a day.
    pub fn new(data: &'d Dataset, claims: &[Claim<'d>], known: Option<Date>) -> Self {
        let mut metrics: Vec<&'d MetricId> = vec![&data.metric_by_id(&MetricId::capex()).id];
        for metric in claims.iter().flat_map(|claim| claim.question.metrics()) {
            if !metrics.contains(&&metric.id) {
                metrics.push(&metric.id);
            }
        }
        Self::of(data, metrics, known)
    }

    /// The same judge with these exchange rates in place of the bundled ones (`None`: those).
    #[must_use]
    pub fn converting_at(mut self, rates: Option<Rates<'d>>) -> Self {
        self.figures.rates = rates;
        self
    }

    /// A judge of questions on the given metrics.
    pub(super) fn of(data: &'d Dataset, metrics: Vec<&'d MetricId>, known: Option<Date>) -> Self {
        Self {
            figures: Figures::new(data, metrics),
            known,
            own: HashMap::new(),
            later: HashMap::new(),
            others: HashMap::new(),
        }
    }

    /// The answer under the question's own reading.
    pub(super) fn own(&mut self, question: &Question<'d>) -> Result<(Reading<'d>, EvaluationResult<'d>), Problems> {
        let reading = Reading::of(question, self.figures.data, self.known);
        if let Some(own) = self.own.get(question) {
            return Ok((reading, Rc::clone(own)));
        }
        let own = Rc::new(evaluate(&mut self.figures, question, &reading)?);
        self.own.insert(question.clone(), Rc::clone(&own));
        Ok((reading, own))
    }

    /// The answers under the other readings, without readings that change nothing.
    pub(super) fn others(
        &mut self,
        question: &Question<'d>,
        own: Reading<'d>,
    ) -> Result<Rc<[ReadingAnswer<'d>]>, Problems> {
        if let Some(others) = self.others.get(question) {
            return Ok(Rc::clone(others));
        }
        if question.is_of_guidance() && guidance::has_no_guidance(&mut self.figures, question)? {
            return Ok(Rc::from([]));
        }
        let mut choices = Choices { days: self.days(question, &own)?, ..self.choices(question, &own)? };
        // A search asks for twelve months by their own name, and sums up nothing that nobody did.
        if self.is_read_over_twelve_months(question) {
            choices.trailing = vec![false, true];
        }
        if !choices.ends.is_empty() {
            choices.rest = vec![false, true];
        }
        let others: Rc<[ReadingAnswer<'d>]> =
            self.answers(question, own, &choices, choices.readings(own), |_| true)?.into();
        self.others.insert(question.clone(), Rc::clone(&others));
        Ok(others)
    }

    /// The wanted answers under some readings, without readings that change nothing.
    pub(super) fn answers(
        &mut self,
        question: &Question<'d>,
        own: Reading<'d>,
        choices: &Choices<'d>,
        readings: Vec<Reading<'d>>,
        is_wanted: impl Fn(&Evaluated<'d>) -> bool,
    ) -> Result<Vec<ReadingAnswer<'d>>, Problems> {
        let mut given: HashMap<Reading<'d>, Option<Evaluated<'d>>> = HashMap::new();
        let mut give = |figures: &mut Figures<'d>, reading: Reading<'d>| -> Result<Option<Evaluated<'d>>, Problems> {
            Ok(match given.entry(reading) {
                Entry::Occupied(known) => known.get().clone(),
                Entry::Vacant(place) => place.insert(evaluate(figures, question, &reading)?.ok()).clone(),
            })
        };
        let mut answers = Vec::new();
        for reading in readings {
            let Some(evaluated) = give(&mut self.figures, reading)?.filter(&is_wanted) else { continue };
            let mut changes_nothing = false;
            for departure in reading.departures(&own) {
                let without = give(&mut self.figures, earlier(reading, departure, &own, choices))?;
                changes_nothing |= without.is_some_and(|without| without.found == evaluated.found);
            }
            if !changes_nothing {
                answers.push(ReadingAnswer { reading, evaluated });
            }
        }
        Ok(answers)
    }

    /// The choices that a question leaves, but for earlier days.
    pub(super) fn choices(&mut self, question: &Question<'d>, own: &Reading<'d>) -> Result<Choices<'d>, Problems> {
        let mut choices = Choices { bases: vec![own.basis], calendars: vec![own.calendar], ..Choices::default() };
        if question.not_in_data().is_some() {
            return Ok(choices);
        }
        let data = self.figures.data;
        let of_plans = question.is_of_guidance();
        if question.is_on_a_basis(data) {
            choices.bases.extend(question.bases(data).into_iter().filter(|basis| *basis != own.basis));
            choices.one_company = self.one_company_bases(question, own)?;
        }
        if of_plans || question.depends_on_calendar() {
            let all = [None, Some(Calendar::Calendar), Some(Calendar::Fiscal)];
            let usable = |calendar: &Option<Calendar>| match calendar {
                calendar if *calendar == own.calendar => false,
                None => of_plans && !question.periods.is_fiscal(),
                Some(Calendar::Calendar) => true,
                // Fiscal quarters and halves of several companies are different months, which nobody adds.
                Some(Calendar::Fiscal) => !question.is_of_several() || question.periods.is_of_years(),
            };
            choices.calendars.extend(all.into_iter().filter(usable));
        }
        if of_plans {
            choices.said_by = if own.said_by == SaidBy::Company {
                vec![SaidBy::Company, SaidBy::Press]
            } else {
                vec![SaidBy::Press, SaidBy::Company]
            };
            if matches!(
                question.measure,
                Measure::Value
                    | Measure::Total
                    | Measure::Yoy
                    | Measure::Multiple
                    | Measure::Change
                    | Measure::Increase
            ) {
                choices.ends = vec![GuidanceEnd::One, GuidanceEnd::Low, GuidanceEnd::High, GuidanceEnd::Middle];
            }
        }
        if question.currency != Currency::USD && question.is_of_money() {
            choices.rates = rate_choices(question, own);
        }
        Ok(choices)
    }

    /// Whether a quarter can mean the twelve months that end with it: of figures on cash flow, companies and the press give
    /// those.
    fn is_read_over_twelve_months(&self, question: &Question<'d>) -> bool {
        let data = self.figures.data;
        let (Subject::Metric(metric), None) = (question.of, question.over) else { return false };
        let is_of_sum = matches!(
            question.measure,
            Measure::Value | Measure::Total | Measure::Yoy | Measure::Change | Measure::Multiple | Measure::Increase
        );
        let cash_flow = MetricId::operating_cash_flow();
        let rests_on_it = |company: &&'d Company| {
            metric.id == cash_flow || rests_on(data, company, [&metric.id], &ANY_BASIS).contains(&&cash_flow)
        };
        is_of_sum && question.is_of_a_quarter() && question.companies.first().is_some_and(rests_on_it)
    }

    /// Companies whose purchases differ before and after proceeds: totals in the press have one of them on that basis, or
    /// with what it acquired under finance leases, beside the headline of the others.
    fn one_company_bases(
        &mut self,
        question: &Question<'d>,
        own: &Reading<'d>,
    ) -> Result<Vec<(&'d Company, Basis)>, Problems> {
        let capex = self.figures.capex;
        let mut one_company = Vec::new();
        let is_usual = question.bases(self.figures.data).first() == Some(&own.basis);
        if question.companies.len() < 2 || question.measure.is_order() || !is_usual {
            return Ok(one_company);
        }
        // Tables of years and quarters add one company with what it acquired under leases.
        let is_tabled = |period: Period| matches!(period.part_of_year().part, Part::Year | Part::Quarter(_));
        let is_tabled = question.periods.iter().all(is_tabled);
        let data = self.figures.data;
        for &company in &question.companies {
            // On one definition they do not differ, and need not be worked out.
            let span = question.periods.span(company.calendar);
            let definition =
                |basis| data.definitions_of(company, &capex.id, basis).find(|definition| definition.covers(&span));
            if let (Some(gross), Some(net)) = (definition(Basis::Cash), definition(Basis::Net))
                && (&gross.formula, &gross.stand_in) == (&net.formula, &net.stand_in)
            {
                continue;
            }
            let mut on =
                |basis| separate_problems(self.figures.over(company, capex, Some(basis), &question.periods, own.as_of));
            if let (Ok(gross), Ok(net)) = (on(Basis::Cash)?, on(Basis::Net)?)
                && gross.value != net.value
            {
                one_company.extend([(company, Basis::Cash), (company, Basis::Net)]);
                let has_acquired = is_tabled && on(Basis::Acquired)?.is_ok();
                one_company.extend(has_acquired.then_some((company, Basis::Acquired)));
            }
        }
        Ok(one_company)
    }

    /// The as-of day, and earlier days on which something else was known, the newest first.
    pub(super) fn days(&mut self, question: &Question<'d>, own: &Reading<'d>) -> Result<Vec<Option<Date>>, Problems> {
        let mut days = Vec::new();
        if question.is_of_guidance() {
            days = guidance::days(&mut self.figures, question, own)?;
        } else {
            for &company in &question.companies {
                // Growth needs the year before, and a fiscal year may begin a year earlier.
                let quarters = question.periods.quarters(company.calendar);
                let (Some(first), Some(last)) = (quarters.first(), quarters.last()) else { continue };
                let span =
                    Span { start: company.calendar.span(first.plus(-8)).start, end: company.calendar.span(*last).end };
                for metric in question.metrics() {
                    days.extend(self.figures.days_before_restatements(company, metric, span)?);
                }
            }
        }
        days.retain(|day| own.as_of.is_none_or(|known| *day < known));
        days.sort_unstable();
        days.dedup();
        Ok(std::iter::once(own.as_of).chain(days.into_iter().rev().map(Some)).collect())
    }
}

/// A reading with one departure undone. An earlier day is compared with the next one tried, so that of days on which the
/// same was known only the newest is named.
fn earlier<'d>(reading: Reading<'d>, departure: Departure, own: &Reading<'d>, choices: &Choices<'d>) -> Reading<'d> {
    if departure == Departure::Vintage
        && let Some(at) = choices.days.iter().position(|day| *day == reading.as_of)
        && let Some(next) = at.checked_sub(1).and_then(|next| choices.days.get(next))
    {
        return Reading { as_of: *next, ..reading };
    }
    reading.without(departure, own)
}
