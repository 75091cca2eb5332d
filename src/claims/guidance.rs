//! Answers a question from what companies said they would spend, under one reading.

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

/// A statement on a company's plans that stands for the company.
type Plan<'d> = (&'d Company, Statement);

/// Answers a question on plans under a reading.
pub(super) fn evaluate<'d>(
    figures: &mut Figures<'d>,
    question: &Question<'d>,
    reading: &Reading<'d>,
) -> Result<Evaluated<'d>, EvaluationError<'d>> {
    let (caveats, rounding) = (Caveats::default(), Rounding::default());
    let mut evaluator = GuidanceEvaluator { figures, question, reading, caveats, rounding, ended_plans: Vec::new() };
    let plans = evaluator.plans()?;
    let found = match question.measure {
        Measure::Direction => evaluator.trend(&plans)?,
        Measure::Yoy => FoundValue::Number(evaluator.growth(&plans, reading.end)?),
        Measure::YoyLow => FoundValue::Number(evaluator.growth(&plans, GuidanceEnd::Low)?),
        Measure::YoyHigh => FoundValue::Number(evaluator.growth(&plans, GuidanceEnd::High)?),
        Measure::Low | Measure::TotalLow => FoundValue::Number(evaluator.sum(&plans, GuidanceEnd::Low)?),
        Measure::High | Measure::TotalHigh => FoundValue::Number(evaluator.sum(&plans, GuidanceEnd::High)?),
        _ => FoundValue::Number(evaluator.sum(&plans, reading.end)?),
    };
    let GuidanceEvaluator { mut caveats, rounding, ended_plans, .. } = evaluator;
    caveats.of_user |= plans.iter().any(|(_, statement)| statement.origin.is_user());
    let with_remark = plans.into_iter().filter(|(_, statement)| !statement.note.is_empty());
    let remark = |(company, Statement { announced, note: text, .. })| Remark { company, announced, text };
    let remarks = with_remark.map(remark).collect();
    Ok(Evaluated { rounding, remarks, ended_plans, ..Evaluated::exact(found, caveats) })
}

/// The days on which the companies spoke of the period, the newest first: on each, less was known than on the next.
pub(super) fn days<'d>(
    figures: &mut Figures<'d>,
    question: &Question<'d>,
    reading: &Reading<'d>,
) -> Result<Vec<Date>, Problems> {
    let mut days = Vec::new();
    for company in &question.companies {
        let statements = figures.statements(company)?;
        let on_period = on_period(&statements, company, question, reading);
        days.extend(on_period.iter().map(|statement| statement.announced));
    }
    days.sort_unstable();
    days.dedup();
    days.reverse();
    Ok(days)
}

/// The statements of a company on the period of a question that are known under a reading, in order of announcement.
fn on_period<'s>(
    statements: &'s [Statement],
    company: &Company,
    question: &Question<'_>,
    reading: &Reading<'_>,
) -> Vec<&'s Statement> {
    let is_known = |statement: &Statement| reading.as_of.is_none_or(|day| statement.announced <= day);
    let known = statements.get(..statements.partition_point(is_known)).unwrap_or_default();
    // The period under which the company spoke of the one asked for.
    let period = match reading.calendar {
        None => matched_period(known, company.calendar, question.period),
        Some(_) => Some(reading.period(question.period)),
    };
    let is_on = |statement: &&Statement| period.is_some_and(|one| statement.period.is_same(one, company.calendar));
    known.iter().filter(is_on).collect()
}

struct GuidanceEvaluator<'g, 'd> {
    figures: &'g mut Figures<'d>,
    question: &'g Question<'d>,
    reading: &'g Reading<'d>,
    /// Those of the figures that guidance is compared with.
    caveats: Caveats,
    /// What their rounding does to growth.
    rounding: Rounding,
    /// Plans that are not added.
    ended_plans: Vec<EndedPlan<'d>>,
}

/// The quarters that a period can be: in the calendar's years and in the company's.
pub(super) fn possible_quarters(period: Period, company: &Company) -> [(FiscalQuarter, FiscalQuarter); 2] {
    [Period::Calendar(period.part_of_year()), period.fiscal()].map(|period| period.ends(company.calendar))
}

/// Whether a statement is on some of these quarters.
pub(super) fn is_on(statement: &Statement, company: &Company, quarters: [(FiscalQuarter, FiscalQuarter); 2]) -> bool {
    quarters.contains(&statement.period.ends(company.calendar))
}

/// Whether a company never spoke of the period in question, be it of the calendar year or its own: no reading then has an answer.
pub(super) fn has_no_guidance<'d>(figures: &mut Figures<'d>, question: &Question<'d>) -> Result<bool, Problems> {
    for company in &question.companies {
        let quarters = possible_quarters(question.period, company);
        if !figures.statements(company)?.iter().any(|statement| is_on(statement, company, quarters)) {
            return Ok(true);
        }
    }
    Ok(false)
}

impl<'d> GuidanceEvaluator<'_, 'd> {
    /// The statement that stands for a company, and whether the press made it.
    fn standing(&mut self, company: &'d Company) -> Result<(Statement, bool), EvaluationError<'d>> {
        let statements = self.figures.statements(company)?;
        let all = on_period(&statements, company, self.question, self.reading);
        let (own, others): (Vec<&Statement>, Vec<&Statement>) = all.into_iter().partition(|one| one.is_the_companys());
        let of_press = standing(&others).filter(|_| self.reading.said_by == SaidBy::Press);
        let found = of_press.or_else(|| standing(&own));
        let found = found.ok_or(Unanswerable::NoGuidance(company, self.question.period))?;
        Ok((found.clone(), of_press.is_some()))
    }

    /// The standing statements of all companies, but for plans that were over beside others that run; under the press's
    /// reading, at least one is the press's.
    fn plans(&mut self) -> Result<Vec<Plan<'d>>, EvaluationError<'d>> {
        let question = self.question;
        let mut plans: Vec<Plan<'d>> = Vec::new();
        let mut has_press = false;
        for &company in &question.companies {
            let (statement, is_press) = self.standing(company)?;
            has_press |= is_press;
            plans.push((company, statement));
        }
        let newest = plans.iter().map(|(_, statement)| statement.announced).max();
        let day = self.reading.as_of.or(newest).unwrap_or(Date::MIN);
        let end = |(company, statement): &Plan<'_>| statement.period.span(company.calendar).end;
        let ends: Vec<Date> = plans.iter().filter(|(_, statement)| statement.has_figure()).map(end).collect();
        plans.retain(|plan| {
            let is_over = is_over_beside(end(plan), ends.iter().copied(), day);
            let ended = || EndedPlan { company: plan.0, period: plan.1.period, end: end(plan) };
            self.ended_plans.extend(is_over.then(ended));
            !is_over
        });
        if self.reading.said_by == SaidBy::Press && !has_press { Err(Unanswerable::NoPress.into()) } else { Ok(plans) }
    }

    /// The sum of ends in the question's currency: at the rate of the day of each statement, or at the reading's one.
    fn sum(&mut self, plans: &[Plan<'d>], end: GuidanceEnd) -> Result<Decimal, EvaluationError<'d>> {
        let mut sum = Decimal::ZERO;
        for (company, statement) in plans {
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
    fn growth(&mut self, plans: &[Plan<'d>], end: GuidanceEnd) -> Result<Decimal, EvaluationError<'d>> {
        let (mut planned, mut before) = (KnownFigure::zero(), KnownFigure::zero());
        for (company, statement) in plans {
            planned.value += end_of(company, statement, end)?;
            let basis = self.reading.basis_of(company);
            let period = statement.period.plus_years(-1);
            before = before.plus(self.spent(company, basis, period)?);
        }
        self.rounding = Rounding::of_quotient(&planned, &before);
        Ok(change(before.value, planned.value).map_err(Unanswerable::Unlike)?)
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
    fn trend(&mut self, plans: &[Plan<'d>]) -> Result<FoundValue<'d>, EvaluationError<'d>> {
        let Some((company, statement)) = plans.first() else { return Err(Unanswerable::NoEarlier.into()) };
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
