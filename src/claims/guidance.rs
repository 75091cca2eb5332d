//! What companies said they would spend, held against claims of it.

use std::ops::Deref;
use std::ptr;
use std::rc::Rc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::claim::{Question, Trend};
use super::evaluated::{EndedPlan, Evaluated, FoundValue, Remark, Rounding};
use super::figures::{Caveats, Figures, KnownFigure};
use super::reading::{GuidanceEnd, RateChoice, Reading};
use super::unanswerable::{EvaluationError, Unanswerable};
use super::vocabulary::{Measure, SaidBy};
use crate::analysis::{change, is_over_beside, matched_period, standing};
use crate::data::Problems;
use crate::model::{Basis, Company, Currency, Direction, FiscalQuarter, Period, Statement};

/// Answers a question on plans under a reading.
pub(super) fn evaluate<'d>(
    figures: &mut Figures<'d>,
    question: &Question<'d>,
    reading: &Reading<'d>,
) -> Result<Evaluated<'d>, EvaluationError<'d>> {
    let none = Rounding::default();
    let mut plans = GuidanceEvaluator {
        figures,
        question,
        reading,
        caveats: Caveats::default(),
        rounding: none,
        ended_plans: Vec::new(),
    };
    let all = plans.all()?;
    let found = match question.measure {
        Measure::Direction => plans.trend(&all)?,
        Measure::Yoy => FoundValue::Number(plans.growth(&all, reading.end)?),
        Measure::YoyLow => FoundValue::Number(plans.growth(&all, GuidanceEnd::Low)?),
        Measure::YoyHigh => FoundValue::Number(plans.growth(&all, GuidanceEnd::High)?),
        Measure::Low | Measure::TotalLow => FoundValue::Number(plans.sum(&all, GuidanceEnd::Low)?),
        Measure::High | Measure::TotalHigh => FoundValue::Number(plans.sum(&all, GuidanceEnd::High)?),
        _ => FoundValue::Number(plans.sum(&all, reading.end)?),
    };
    let of_user = plans.caveats.of_user || all.iter().any(|(_, statement)| statement.origin.is_user());
    let remark = |(company, statement): &(&Company, StandingStatement)| Remark {
        company: company.name.clone(),
        announced: statement.announced,
        text: statement.note.clone(),
    };
    let remarks = all.iter().filter(|(_, statement)| !statement.note.is_empty()).map(remark).collect();
    let caveats = Caveats { of_user, ..plans.caveats };
    Ok(Evaluated {
        found,
        rounding: plans.rounding,
        rounding_before: none,
        is_open: false,
        caveats,
        remarks,
        ended_plans: plans.ended_plans,
    })
}

/// The days on which the companies spoke of the period, the newest first: on each, less was known than on the next.
pub(super) fn days<'d>(
    figures: &mut Figures<'d>,
    question: &Question<'d>,
    reading: &Reading<'d>,
) -> Result<Vec<Date>, EvaluationError<'d>> {
    let mut days = Vec::new();
    for company in &question.companies {
        let statements = figures.statements(company)?;
        let said = known(&statements, reading);
        let period = period(said, company, question.period, reading);
        let on_it = |statement: &&Statement| is_on(statement, company, period);
        days.extend(said.iter().filter(on_it).map(|statement| statement.announced));
    }
    days.sort_unstable();
    days.dedup();
    days.reverse();
    Ok(days)
}

/// A statement that stands for a company.
struct StandingStatement {
    statements: Rc<[Statement]>,
    at: usize,
}

impl Deref for StandingStatement {
    type Target = Statement;

    #[expect(clippy::indexing_slicing, reason = "the place was found among these")]
    fn deref(&self) -> &Statement {
        &self.statements[self.at]
    }
}

struct GuidanceEvaluator<'g, 'd> {
    figures: &'g mut Figures<'d>,
    question: &'g Question<'d>,
    reading: &'g Reading<'d>,
    /// What the figures that statements are held against stand on.
    caveats: Caveats,
    /// What their rounding does to growth.
    rounding: Rounding,
    /// Plans that are not added.
    ended_plans: Vec<EndedPlan>,
}

/// The statements known under a reading; they are in order of announcement.
fn known<'s>(statements: &'s [Statement], reading: &Reading<'_>) -> &'s [Statement] {
    let known = |statement: &Statement| reading.as_of.is_none_or(|day| statement.announced <= day);
    statements.get(..statements.partition_point(known)).unwrap_or_default()
}

/// The period under which a company spoke of the one asked for.
fn period(said: &[Statement], company: &Company, asked: Period, reading: &Reading<'_>) -> Option<Period> {
    match reading.calendar {
        None => matched_period(said, company.calendar, asked),
        Some(_) => Some(reading.period(asked)),
    }
}

fn is_on(statement: &Statement, company: &Company, period: Option<Period>) -> bool {
    period.is_some_and(|period| statement.period.is_same(period, company.calendar))
}

/// The quarters that a period can be, whoever's year is meant.
pub(super) fn asked(period: Period, company: &Company) -> [(FiscalQuarter, FiscalQuarter); 2] {
    [Period::Calendar(period.stretch()), period.fiscal()].map(|period| period.ends(company.calendar))
}

/// Whether a statement is on some of these quarters.
pub(super) fn is_on_it(statement: &Statement, company: &Company, asked: [(FiscalQuarter, FiscalQuarter); 2]) -> bool {
    asked.contains(&statement.period.ends(company.calendar))
}

/// Whether a company never spoke of the period in question, whoever's year is meant: no reading then has an answer.
pub(super) fn has_no_guidance<'d>(figures: &mut Figures<'d>, question: &Question<'d>) -> Result<bool, Problems> {
    for company in &question.companies {
        let asked = asked(question.period, company);
        if !figures.statements(company)?.iter().any(|statement| is_on_it(statement, company, asked)) {
            return Ok(true);
        }
    }
    Ok(false)
}

impl<'d> GuidanceEvaluator<'_, 'd> {
    /// The statement that stands for a company, and whether the press made it.
    fn standing(&mut self, company: &'d Company) -> Result<(StandingStatement, bool), EvaluationError<'d>> {
        let statements = self.figures.statements(company)?;
        let said = known(&statements, self.reading);
        let period = period(said, company, self.question.period, self.reading);
        let on_it: Vec<&Statement> = said.iter().filter(|statement| is_on(statement, company, period)).collect();
        let (own, others): (Vec<&Statement>, Vec<&Statement>) =
            on_it.iter().copied().partition(|statement| statement.is_the_companys());
        let of_press = standing(&others).filter(|_| self.reading.said_by == SaidBy::Press);
        let found = of_press.map(|statement| (statement, true)).or_else(|| Some((standing(&own)?, false)));
        let place = |(statement, is_press): (&Statement, bool)| {
            Some((said.iter().position(|one| ptr::eq(one, statement))?, is_press))
        };
        let (at, is_press) = found.and_then(place).ok_or_else(|| self.silent(company))?;
        Ok((StandingStatement { statements, at }, is_press))
    }

    fn silent(&self, company: &'d Company) -> Unanswerable<'d> {
        Unanswerable::NoGuidance(company, self.question.period)
    }

    /// The standing statements of all companies, but for plans that were over beside others that run; under the press's
    /// reading, at least one is the press's.
    fn all(&mut self) -> Result<Vec<(&'d Company, StandingStatement)>, EvaluationError<'d>> {
        let question = self.question;
        let mut all = Vec::new();
        let (mut any_press, mut newest) = (false, Date::MIN);
        for &company in &question.companies {
            let (statement, is_press) = self.standing(company)?;
            any_press |= is_press;
            newest = newest.max(statement.announced);
            all.push((company, statement));
        }
        let day = self.reading.as_of.unwrap_or(newest);
        let end = |(company, statement): &(&Company, StandingStatement)| statement.period.span(company.calendar).end;
        let ends: Vec<Date> = all.iter().filter(|(_, statement)| statement.has_figure()).map(end).collect();
        all.retain(|plan| {
            let is_over = is_over_beside(end(plan), ends.iter().copied(), day);
            let ended = || EndedPlan { company: plan.0.name.clone(), period: plan.1.period, end: end(plan) };
            self.ended_plans.extend(is_over.then(ended));
            !is_over
        });
        if self.reading.said_by == SaidBy::Press && !any_press { Err(Unanswerable::NoPress.into()) } else { Ok(all) }
    }

    /// The sum of ends in the question's currency: at the rate of the day of each statement, or at the reading's one.
    fn sum(
        &mut self,
        all: &[(&'d Company, StandingStatement)],
        end: GuidanceEnd,
    ) -> Result<Decimal, EvaluationError<'d>> {
        let mut sum = Decimal::ZERO;
        for (company, statement) in all {
            let rate = match self.reading.rate {
                _ if self.question.currency == Currency::USD => Decimal::ONE,
                RateChoice::Policy => self.figures.rate_on(self.question.currency, statement.announced)?,
                RateChoice::Fixed(rate) => rate,
                RateChoice::Of(day) => self.figures.rate_on(self.question.currency, day)?,
            };
            sum += end_of(company, statement, end)? * rate;
        }
        Ok(sum)
    }

    /// Growth of the ends over what the companies spent in the years before, in dollars.
    fn growth(
        &mut self,
        all: &[(&'d Company, StandingStatement)],
        end: GuidanceEnd,
    ) -> Result<Decimal, EvaluationError<'d>> {
        let (mut plan, mut before) = (KnownFigure::zero(), KnownFigure::zero());
        for (company, statement) in all {
            plan.value += end_of(company, statement, end)?;
            let basis = self.reading.basis_of(company);
            let period = statement.period.plus_years(-1);
            before = before.plus(self.spent(company, basis, period)?);
        }
        self.rounding = Rounding::of_quotient(&plan, &before);
        Ok(change(before.value, plan.value).map_err(Unanswerable::Unlike)?)
    }

    /// What a company spent in a period, in dollars.
    fn spent(
        &mut self,
        company: &'d Company,
        basis: Option<Basis>,
        period: Period,
    ) -> Result<KnownFigure, EvaluationError<'d>> {
        let capex = self.figures.capex;
        let known = self.figures.known(company, capex, basis, period, self.reading.as_of)?;
        self.caveats = std::mem::take(&mut self.caveats).and(known.caveats.clone());
        Ok(known)
    }

    /// What the newest statement says of the way, in words or by its figure.
    fn trend(&mut self, all: &[(&'d Company, StandingStatement)]) -> Result<FoundValue<'d>, EvaluationError<'d>> {
        let Some((company, statement)) = all.first() else { return Err(Unanswerable::NoEarlier.into()) };
        let mut trend = Trend { direction: statement.direction, pace: statement.pace };
        let ends = statement.low.zip(statement.high);
        let (Some((low, high)), None) = (ends, trend.direction) else { return Ok(FoundValue::Trend(trend, None)) };
        let (basis, before) = (self.reading.basis_of(company), statement.period.plus_years(-1));
        let before = self.spent(company, basis, before)?.value;
        trend.direction = match (low > before, high < before) {
            (true, _) => Some(Direction::Higher),
            (_, true) => Some(Direction::Lower),
            _ => None,
        };
        let growth = change(before, low).map_err(Unanswerable::Unlike)?;
        Ok(FoundValue::Trend(trend, Some(growth)))
    }
}

fn end_of<'d>(company: &'d Company, statement: &Statement, end: GuidanceEnd) -> Result<Decimal, EvaluationError<'d>> {
    let none = || Unanswerable::NoEnd(company, statement.announced);
    let found = match (statement.low, statement.high, end) {
        (low, _, GuidanceEnd::Low) => low,
        (_, high, GuidanceEnd::High) => high,
        (Some(low), Some(high), GuidanceEnd::Middle) => Some((low + high) / Decimal::TWO),
        (Some(low), Some(high), GuidanceEnd::One) if low != high => {
            let range = Unanswerable::OnlyRange(company, statement.announced);
            return Err(range.into());
        }
        (low, high, GuidanceEnd::One) => low.or(high),
        (_, _, GuidanceEnd::Middle) => None,
    };
    Ok(found.ok_or_else(none)?)
}
