//! What the readings of a question give: its own first, then the others in their fixed order, each looked up once.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;

use jiff::civil::Date;

use super::absent::{Absent, answer};
use super::claim::{Calendar, Claim, Measure, Question, Rate, SaidBy, Subject};
use super::figures::Figures;
use super::gauge::{Gauged, gauge, is_reckoned};
use super::plans;
use super::reading::{Axis, Choices, Conversion, End, Reading};
use crate::data::{Dataset, Problems};
use crate::fx::Rates;
use crate::model::{Basis, Company, Currency, Metric, MetricId, Part, Span};

/// A reading and what it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<'d> {
    /// The reading.
    pub reading: Reading<'d>,
    /// What it gives.
    pub gauged: Gauged<'d>,
}

/// What a question's own reading gives, shared by the claims of the question.
pub type Outcome<'d> = Rc<Result<Gauged<'d>, Absent>>;

/// Judges claims on one set of data; what one claim has looked up serves the others.
pub struct Judge<'d> {
    pub(super) figures: Figures<'d>,
    known: Option<Date>,
    own: HashMap<Question<'d>, Outcome<'d>>,
    pub(super) later: HashMap<Question<'d>, Option<(Reading<'d>, Outcome<'d>)>>,
    others: HashMap<Question<'d>, Rc<[Answer<'d>]>>,
}

impl<'d> Judge<'d> {
    /// A judge of claims on the given metrics, who knows what was published by a day.
    pub fn new(data: &'d Dataset, claims: &[Claim<'d>], known: Option<Date>) -> Self {
        let mut metrics: Vec<&'d MetricId> = vec![&data.metric_by_id(&MetricId::capex()).id];
        for claim in claims {
            let question = &claim.question;
            let of = [Some(question.of), question.over].into_iter().flatten().filter_map(|subject| match subject {
                Subject::Metric(metric) => Some(metric),
                _ => None,
            });
            let ranked = question.ranks.iter().flatten().map(|term| term.metric);
            for metric in of.chain(ranked) {
                if !metrics.contains(&&metric.id) {
                    metrics.push(&metric.id);
                }
            }
        }
        Self::of(data, metrics, known)
    }

    /// The same judge, who converts at these rates in place of the bundled ones (`None`: at those).
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

    /// What a question's own reading gives.
    pub(super) fn own(&mut self, question: &Question<'d>) -> Result<(Reading<'d>, Outcome<'d>), Problems> {
        let reading = Reading::of(question, self.figures.data, self.known);
        if let Some(own) = self.own.get(question) {
            return Ok((reading, Rc::clone(own)));
        }
        let own = Rc::new(answer(gauge(&mut self.figures, question, &reading))?);
        self.own.insert(question.clone(), Rc::clone(&own));
        Ok((reading, own))
    }

    /// What the other readings give, those that change nothing left out.
    pub(super) fn others(&mut self, question: &Question<'d>, own: Reading<'d>) -> Result<Rc<[Answer<'d>]>, Problems> {
        if let Some(others) = self.others.get(question) {
            return Ok(Rc::clone(others));
        }
        if question.is_of_plans() && plans::is_silent(&mut self.figures, question)? {
            return Ok(Rc::from([]));
        }
        let choices = Choices { days: self.days(question, &own)?, ..self.choices(question, &own)? };
        let others: Rc<[Answer<'d>]> = self.answers(question, own, &choices, choices.readings(own), |_| true)?.into();
        self.others.insert(question.clone(), Rc::clone(&others));
        Ok(others)
    }

    /// What some readings give that is wanted, those that change nothing left out.
    pub(super) fn answers(
        &mut self,
        question: &Question<'d>,
        own: Reading<'d>,
        choices: &Choices<'d>,
        readings: Vec<Reading<'d>>,
        is_wanted: impl Fn(&Gauged<'d>) -> bool,
    ) -> Result<Vec<Answer<'d>>, Problems> {
        let mut given: HashMap<Reading<'d>, Option<Gauged<'d>>> = HashMap::new();
        let mut give = |figures: &mut Figures<'d>, reading: Reading<'d>| -> Result<Option<Gauged<'d>>, Problems> {
            Ok(match given.entry(reading) {
                Entry::Occupied(known) => known.get().clone(),
                Entry::Vacant(place) => place.insert(answer(gauge(figures, question, &reading))?.ok()).clone(),
            })
        };
        let mut answers = Vec::new();
        for reading in readings {
            let Some(gauged) = give(&mut self.figures, reading)?.filter(&is_wanted) else { continue };
            let mut changes_nothing = false;
            for axis in reading.departures(&own) {
                let without = give(&mut self.figures, earlier(reading, axis, &own, choices))?;
                changes_nothing |= without.is_some_and(|without| without.found == gauged.found);
            }
            if !changes_nothing {
                answers.push(Answer { reading, gauged });
            }
        }
        Ok(answers)
    }

    /// What each axis offers for a question, but for earlier days.
    pub(super) fn choices(&mut self, question: &Question<'d>, own: &Reading<'d>) -> Result<Choices<'d>, Problems> {
        let mut choices = Choices { bases: vec![own.basis], calendars: vec![own.calendar], ..Choices::default() };
        if question.is_beyond().is_some() {
            return Ok(choices);
        }
        let data = self.figures.data;
        let of_plans = question.is_of_plans();
        if question.is_on_a_basis(data) {
            choices.bases.extend(question.bases(data).into_iter().filter(|basis| *basis != own.basis));
            choices.apart = self.apart(question, own)?;
        }
        if of_plans || question.is_reckoned() {
            let all = [None, Some(Calendar::Calendar), Some(Calendar::Fiscal)];
            let usable = |calendar: &Option<Calendar>| match calendar {
                calendar if *calendar == own.calendar => false,
                None => of_plans && !question.period.is_fiscal(),
                Some(Calendar::Calendar) => true,
                // Quarters and halves of the own years of several are different months, which nobody adds.
                Some(Calendar::Fiscal) => !question.is_of_several() || question.period.stretch().part == Part::Year,
            };
            choices.calendars.extend(all.into_iter().filter(usable));
        }
        if of_plans {
            choices.said_by = if own.said_by == SaidBy::Company {
                vec![SaidBy::Company, SaidBy::Press]
            } else {
                vec![SaidBy::Press, SaidBy::Company]
            };
            if matches!(question.measure, Measure::Value | Measure::Total | Measure::Yoy) {
                choices.ends = vec![End::One, End::Low, End::High, End::Middle];
            }
        }
        if question.currency != Currency::USD && question.is_of_money() {
            choices.rates = rates(question, own);
        }
        Ok(choices)
    }

    /// Companies whose purchases differ before and after proceeds: the press has put one so beside the others.
    fn apart(&mut self, question: &Question<'d>, own: &Reading<'d>) -> Result<Vec<(&'d Company, Basis)>, Problems> {
        let capex = self.figures.capex;
        let mut apart = Vec::new();
        let is_usual = question.bases(self.figures.data).first() == Some(&own.basis);
        if question.companies.len() < 2 || question.measure.is_order() || !is_usual {
            return Ok(apart);
        }
        for &company in &question.companies {
            let mut on = |basis| answer(self.figures.known(company, capex, Some(basis), question.period, own.as_of));
            let (gross, net) = (on(Basis::Cash)?, on(Basis::Net)?);
            if let (Ok(gross), Ok(net)) = (gross, net)
                && gross.value != net.value
            {
                apart.extend([(company, Basis::Cash), (company, Basis::Net)]);
            }
        }
        Ok(apart)
    }

    /// The day whose knowledge counts, and earlier days on which something else was known, the newest first.
    pub(super) fn days(&mut self, question: &Question<'d>, own: &Reading<'d>) -> Result<Vec<Option<Date>>, Problems> {
        let mut days = Vec::new();
        if question.is_of_plans() {
            days = answer(plans::days(&mut self.figures, question, own))?.unwrap_or_default();
        } else {
            for &company in &question.companies {
                // The year before counts in growth, and each company's own year may begin a year earlier.
                let quarters = question.period.quarters(company.calendar);
                let (Some(first), Some(last)) = (quarters.first(), quarters.last()) else { continue };
                let span =
                    Span { start: company.calendar.span(first.plus(-8)).start, end: company.calendar.span(*last).end };
                for metric in subjects(question) {
                    days.extend(self.figures.eves(company, metric, span)?);
                }
            }
        }
        days.retain(|day| own.as_of.is_none_or(|known| *day < known));
        days.sort_unstable();
        days.dedup();
        Ok(std::iter::once(own.as_of).chain(days.into_iter().rev().map(Some)).collect())
    }
}

/// A reading with one departure undone. What was known on a day is held against what was known on the next one tried,
/// so that of days that knew the same only the newest is named.
fn earlier<'d>(reading: Reading<'d>, axis: Axis, own: &Reading<'d>, choices: &Choices<'d>) -> Reading<'d> {
    if axis == Axis::Vintage
        && let Some(at) = choices.days.iter().position(|day| *day == reading.as_of)
        && let Some(next) = at.checked_sub(1).and_then(|next| choices.days.get(next))
    {
        return Reading { as_of: *next, ..reading };
    }
    reading.without(axis, own)
}

pub(super) fn rates(question: &Question<'_>, own: &Reading<'_>) -> Vec<Conversion> {
    let mut rates = vec![own.rate];
    let end = question.companies.first().and_then(|company| {
        let last = *question.period.quarters(company.calendar).last()?;
        Some(company.calendar.span(last).end)
    });
    let days = [own.as_of, end.filter(|_| !question.is_of_plans())].into_iter().flatten();
    let stated = question.stated.rate.map(|rate| match rate {
        Rate::Fixed(rate) => Conversion::Fixed(rate),
        Rate::Of(day) => Conversion::Of(day),
    });
    for rate in [Conversion::Policy].into_iter().chain(stated).chain(days.map(Conversion::Of)) {
        if !rates.contains(&rate) {
            rates.push(rate);
        }
    }
    rates
}

fn subjects<'d>(question: &Question<'d>) -> impl Iterator<Item = &'d Metric> {
    let of = [Some(question.of), question.over].into_iter().flatten().filter_map(|subject| match subject {
        Subject::Metric(metric) => Some(metric),
        _ => None,
    });
    of.chain(question.ranks.iter().flatten().map(|term| term.metric).collect::<Vec<_>>())
}

impl Question<'_> {
    /// Whether the basis makes a difference: to capital expenditures and what is made of them, not to plans alone.
    pub fn is_on_a_basis(&self, data: &Dataset) -> bool {
        if self.is_of_plans() {
            return matches!(self.measure, Measure::Yoy | Measure::YoyLow | Measure::YoyHigh);
        }
        subjects(self).any(|metric| data.is_on_basis(metric))
    }

    /// What it can be read on, the usual first.
    pub fn bases(&self, data: &Dataset) -> Vec<Option<Basis>> {
        match subjects(self).find(|metric| data.is_on_basis(metric)) {
            Some(metric) => data.bases(metric),
            None if self.is_on_a_basis(data) => data.bases(data.metric_by_id(&MetricId::capex())),
            None => vec![None],
        }
    }

    /// Whether it makes a difference whose year is meant.
    pub fn is_reckoned(&self) -> bool {
        is_reckoned(&self.companies, self.period)
    }
}
