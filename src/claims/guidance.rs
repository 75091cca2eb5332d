//! Answers a question from what companies said they would spend, under one reading.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::claim::{Question, RateChoice, Trend};
use super::evaluated::{EndedPlan, Evaluated, FoundValue, GuidedRange, Remark, RestOfPeriod, Rounding};
use super::figures::Figures;
use super::known_figure::{Caveats, KnownFigure};
use super::reading::{GuidanceEnd, Reading};
use super::unanswerable::{EvaluationError, Unanswerable, separate_problems};
use super::vocabulary::{Measure, SaidBy};
use crate::analysis::{Change, PeriodGuidance, change, is_over_beside, matched_period, standing};
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
    let mut evaluator = GuidanceEvaluator::new(figures, question, reading);
    let plans = evaluator.plans()?;
    let end = match question.measure {
        Measure::YoyLow | Measure::Low | Measure::TotalLow => GuidanceEnd::Low,
        Measure::YoyHigh | Measure::High | Measure::TotalHigh => GuidanceEnd::High,
        _ => reading.end,
    };
    let found = match question.measure {
        Measure::Direction => evaluator.trend(&plans)?,
        Measure::Yoy | Measure::YoyLow | Measure::YoyHigh => FoundValue::Number(evaluator.growth(&plans, end)?),
        Measure::Multiple => FoundValue::Number(evaluator.growth(&plans, end)? + Decimal::ONE),
        Measure::Range => FoundValue::Range(evaluator.range(&plans)?),
        Measure::Revision => {
            let change = evaluator.revision(&plans)?;
            let before = separate_problems(evaluator.plans_before(&plans))?;
            let from = before.ok().map(|before| separate_problems(evaluator.range(&before))).transpose()?;
            let to = separate_problems(evaluator.range(&plans))?;
            FoundValue::Revision(change, from.and_then(Result::ok).zip(to.ok()))
        }
        Measure::Change => {
            let before = evaluator.plans_before(&plans)?;
            FoundValue::Change(evaluator.sum(&before, end)?, evaluator.sum(&plans, end)?)
        }
        Measure::RangeChange => {
            let before = evaluator.plans_before(&plans)?;
            FoundValue::RangeChange(evaluator.range(&before)?, evaluator.range(&plans)?)
        }
        Measure::Increase => {
            let before = evaluator.plans_before(&plans)?;
            FoundValue::Number(evaluator.increase(&before, &plans, end)?)
        }
        _ => FoundValue::Number(evaluator.sum(&plans, end)?),
    };
    let GuidanceEvaluator { mut caveats, rounding, ended_plans, rests, .. } = evaluator;
    caveats.of_user |= plans.iter().any(|(_, statement)| statement.origin.is_user());
    let with_remark = plans.into_iter().filter(|(_, statement)| !statement.note.is_empty());
    let remark = |(company, Statement { announced, note: text, .. })| Remark { company, announced, text };
    let remarks = with_remark.map(remark).collect();
    Ok(Evaluated { rounding, remarks, ended_plans, rests, ..Evaluated::exact(found, caveats) })
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
        None => matched_period(known, company.calendar, question.periods.last()),
        Some(_) => Some(reading.period(question.periods.last())),
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
    /// What was said of the rest of periods that had begun.
    rests: Vec<RestOfPeriod<'d>>,
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
        let quarters = possible_quarters(question.periods.last(), company);
        if !figures.statements(company)?.iter().any(|statement| is_on(statement, company, quarters)) {
            return Ok(true);
        }
    }
    Ok(false)
}

impl<'g, 'd> GuidanceEvaluator<'g, 'd> {
    fn new(figures: &'g mut Figures<'d>, question: &'g Question<'d>, reading: &'g Reading<'d>) -> Self {
        let (caveats, rounding) = (Caveats::default(), Rounding::default());
        Self { figures, question, reading, caveats, rounding, ended_plans: Vec::new(), rests: Vec::new() }
    }

    /// The statement that stands for a company, and whether the press made it.
    fn standing(&mut self, company: &'d Company) -> Result<(Statement, bool), EvaluationError<'d>> {
        let statements = self.figures.statements(company)?;
        let all = on_period(&statements, company, self.question, self.reading);
        let (own, others): (Vec<&Statement>, Vec<&Statement>) = all.into_iter().partition(|one| one.is_the_companys());
        let of_press = standing(&others).filter(|_| self.reading.said_by == SaidBy::Press);
        let found = of_press.or_else(|| standing(&own));
        let found = found.ok_or(Unanswerable::NoGuidance(company, self.question.periods.last()))?;
        Ok((found.clone(), of_press.is_some()))
    }

    /// The standing statements of all companies, but for plans that were over beside others that run; under the press's
    /// reading, at least one is the press's.
    fn plans(&mut self) -> Result<Vec<Plan<'d>>, EvaluationError<'d>> {
        let question = self.question;
        let mut plans: Vec<Plan<'d>> = Vec::new();
        let mut has_press = false;
        for &company in &question.companies {
            let with_rest = if self.reading.rest { self.with_rest(company)? } else { None };
            let (statement, is_press) = match with_rest {
                Some(statement) => (statement, false),
                None => self.standing(company)?,
            };
            has_press |= is_press;
            plans.push((company, statement));
        }
        if self.reading.rest && self.rests.is_empty() {
            return Err(Unanswerable::NoPress.into());
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

    /// What a company had spent of a period and what it said, with a figure, of the rest of it, as one statement; `None` if
    /// it did not speak of the rest, or spoke of the whole period since.
    fn with_rest(&mut self, company: &'d Company) -> Result<Option<Statement>, EvaluationError<'d>> {
        let asked = self.reading.period(self.question.periods.last());
        let quarters = asked.quarters(company.calendar);
        let statements = self.figures.statements(company)?;
        let is_known = |one: &&Statement| self.reading.as_of.is_none_or(|day| one.announced <= day);
        let of_rest = |one: &&Statement| {
            let rest = one.period.quarters(company.calendar);
            one.is_the_companys_figure() && rest.len() < quarters.len() && quarters.ends_with(&rest)
        };
        let Some(said) = statements.iter().filter(is_known).rfind(of_rest) else { return Ok(None) };
        let whole = on_period(&statements, company, self.question, self.reading);
        if whole.iter().any(|one| one.is_the_companys_figure() && one.announced >= said.announced) {
            return Ok(None);
        }
        let count = quarters.len() - said.period.quarters(company.calendar).len();
        let begun = quarters.get(..count).unwrap_or_default();
        let capex = self.figures.capex;
        let basis = self.reading.basis_of(company);
        let Ok(spent) =
            separate_problems(self.figures.over_quarters(company, capex, basis, begun, self.reading.as_of))?
        else {
            return Ok(None);
        };
        self.caveats = std::mem::take(&mut self.caveats).and(spent.caveats.clone());
        let plus = |end: Option<Decimal>| end.map(|end| end + spent.value);
        let statement = Statement { period: asked, low: plus(said.low), high: plus(said.high), ..said.clone() };
        let (period, announced) = (said.period, said.announced);
        self.rests.push(RestOfPeriod {
            company,
            spent: spent.value,
            period,
            announced,
            low: said.low,
            high: said.high,
        });
        Ok(Some(statement))
    }

    /// The statements that stood before those of `plans`: on the day before the newest of them; where the earlier period is
    /// another, on its day.
    fn plans_before(&mut self, plans: &[Plan<'d>]) -> Result<Vec<Plan<'d>>, EvaluationError<'d>> {
        let question = self.question;
        let Some((company, newest)) = plans.iter().max_by_key(|(_, statement)| statement.announced) else {
            return Err(Unanswerable::NoEarlier.into());
        };
        let is_same = question.from_periods == question.periods;
        let as_of = if is_same { newest.announced.yesterday().ok() } else { Some(newest.announced) };
        let before = Question { periods: question.from_periods.clone(), ..question.clone() };
        let reading = Reading { as_of, rest: false, ..*self.reading };
        match GuidanceEvaluator::new(self.figures, &before, &reading).plans() {
            Err(EvaluationError::Unanswerable(Unanswerable::NoGuidance(..))) if is_same => {
                Err(Unanswerable::NoStatementBefore(company, newest.announced).into())
            }
            plans => plans,
        }
    }

    /// The sums of lower and of upper ends in the question's currency.
    fn range(&mut self, plans: &[Plan<'d>]) -> Result<GuidedRange, EvaluationError<'d>> {
        let low = separate_problems(self.sum(plans, GuidanceEnd::Low))?;
        let high = separate_problems(self.sum(plans, GuidanceEnd::High))?;
        match (low, high) {
            (Err(reason), Err(_)) => Err(reason.into()),
            (low, high) => Ok(GuidedRange { low: low.ok(), high: high.ok() }),
        }
    }

    /// By how much an end rose; of a range as a whole, by how much both did.
    fn increase(
        &mut self,
        before: &[Plan<'d>],
        plans: &[Plan<'d>],
        end: GuidanceEnd,
    ) -> Result<Decimal, EvaluationError<'d>> {
        if end != GuidanceEnd::One {
            return Ok(self.sum(plans, end)? - self.sum(before, end)?);
        }
        let (from, to) = (self.range(before)?, self.range(plans)?);
        let rise = |from: Option<Decimal>, to: Option<Decimal>| to.zip(from).map(|(to, from)| to - from);
        match (rise(from.low, to.low), rise(from.high, to.high)) {
            (Some(low), Some(high)) if low == high => Ok(low),
            (Some(one), None) | (None, Some(one)) => Ok(one),
            _ => {
                let (company, statement) = plans.first().ok_or(Unanswerable::NoEarlier)?;
                Err(Unanswerable::OnlyRange(company, statement.announced).into())
            }
        }
    }

    /// How the standing statement differs from the one before.
    fn revision(&mut self, plans: &[Plan<'d>]) -> Result<Change, EvaluationError<'d>> {
        let (company, statement) = plans.first().ok_or(Unanswerable::NoEarlier)?;
        let statements = self.figures.statements(company)?;
        let is_known = |one: &Statement| self.reading.as_of.is_none_or(|day| one.announced <= day);
        let known = statements.get(..statements.partition_point(is_known)).unwrap_or_default();
        let guidance = PeriodGuidance::new(company, known, statement.period, statement.period);
        match guidance.and_then(|guidance| guidance.standing.change) {
            Some(Change::NotComparable) => Err(Unanswerable::NotComparable(company, statement.announced).into()),
            Some(Change::Initiated) => Err(Unanswerable::NoStatementBefore(company, statement.announced).into()),
            Some(change) => Ok(change),
            None => Err(Unanswerable::NoPress.into()),
        }
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
