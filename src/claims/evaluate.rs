//! Answers a question from the figures, under one reading.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::claim::{Beyond, Question, RateChoice, Subject, Trend};
use super::evaluated::{Evaluated, FoundValue, Rounding};
use super::figures::Figures;
use super::guidance;
use super::known_figure::{Caveats, KnownFigure};
use super::period_set::PeriodSet;
use super::reading::Reading;
use super::unanswerable::{EvaluationError, Unanswerable, separate_problems};
use super::vocabulary::Measure;
use crate::analysis::{Unlike, annual_growth, change};
use crate::data::Problems;
use crate::derive::Gap;
use crate::model::{Company, Currency, Direction, Formula, Metric, Pace};

/// Periods without a figure that a search for a record passes over before it ends.
const LONGEST_GAP: usize = 12;

/// Answers a question under a reading, or says why the data cannot.
pub(super) fn evaluate<'d>(
    figures: &mut Figures<'d>,
    question: &Question<'d>,
    reading: &Reading<'d>,
) -> Result<Result<Evaluated<'d>, Unanswerable<'d>>, Problems> {
    separate_problems(match (question.not_in_data(), question.of) {
        (Some(beyond), _) => Err(Unanswerable::Beyond(beyond).into()),
        (None, Subject::Metric(metric)) => Evaluator { figures, question, reading }.measure(metric),
        (None, _) => guidance::evaluate(figures, question, reading),
    })
}

/// The number that answers a question under a reading, if there is one.
pub(super) fn number<'d>(
    figures: &mut Figures<'d>,
    question: &Question<'d>,
    reading: &Reading<'d>,
) -> Result<Option<Decimal>, Problems> {
    Ok(evaluate(figures, question, reading)?.ok().and_then(|evaluated| evaluated.found.number()))
}

struct Evaluator<'g, 'd> {
    figures: &'g mut Figures<'d>,
    question: &'g Question<'d>,
    reading: &'g Reading<'d>,
}

/// A relative change or a ratio.
fn rate<'d>(value: Decimal, later: KnownFigure, earlier: KnownFigure) -> Evaluated<'d> {
    let rounding = Rounding::of_quotient(&later, &earlier);
    Evaluated { rounding, ..Evaluated::exact(FoundValue::Number(value), later.caveats.and(earlier.caveats)) }
}

fn amount<'d>(known: KnownFigure) -> Evaluated<'d> {
    Evaluated {
        rounding: Rounding::even(known.rounding),
        ..Evaluated::exact(FoundValue::Number(known.value), known.caveats)
    }
}

impl<'d> Evaluator<'_, 'd> {
    fn measure(&mut self, metric: &'d Metric) -> Result<Evaluated<'d>, EvaluationError<'d>> {
        let periods = &self.reading.periods(&self.question.periods);
        match self.question.measure {
            Measure::Value | Measure::Total => Ok(amount(self.sum_in_currency(metric, periods)?)),
            Measure::RunRate => {
                let parts = Decimal::from(4_usize) / Decimal::from(self.question.quarters().max(1));
                Ok(amount(self.sum_in_currency(metric, periods)?.times(parts)))
            }
            Measure::Change => {
                let to = self.sum_in_currency(metric, periods)?;
                let from = self.sum_in_currency(metric, &self.earlier_periods())?;
                let found = FoundValue::Change(from.value, to.value);
                Ok(Evaluated {
                    rounding: Rounding::even(to.rounding),
                    rounding_before: Rounding::even(from.rounding),
                    ..Evaluated::exact(found, to.caveats.and(from.caveats))
                })
            }
            Measure::Increase => {
                let to = self.sum_in_currency(metric, periods)?;
                let from = self.sum_in_currency(metric, &self.earlier_periods())?;
                self.on_one_definition(metric, periods, &self.earlier_periods())?;
                Ok(amount(to.plus(from.negated())))
            }
            Measure::Yoy => self.growth(metric, periods, &periods.year_before()),
            Measure::Qoq => self.growth(metric, periods, &periods.previous()),
            Measure::Cagr => self.annual_growth(metric, periods),
            Measure::Share => {
                let all = self.figures.reporting(metric);
                let (part, whole) = (self.sum(metric, periods)?, self.sum_of(&all, metric, periods)?);
                self.quotient(part, whole)
            }
            Measure::Ratio | Measure::Excess | Measure::Multiple => {
                let (over, under) = (self.sum(metric, periods)?, self.other_side(metric)?);
                if self.question.over.is_none() && self.question.than.is_empty() {
                    self.on_one_definition(metric, periods, &self.earlier_periods())?;
                }
                let evaluated = self.quotient(over, under)?;
                Ok(match evaluated.found {
                    FoundValue::Number(ratio) if self.question.measure == Measure::Excess => {
                        Evaluated { found: FoundValue::Number(ratio - Decimal::ONE), ..evaluated }
                    }
                    _ => evaluated,
                })
            }
            Measure::Record | Measure::YoyRecord | Measure::IncreaseRecord => self.record(metric, periods),
            Measure::Direction => self.trend(metric, periods),
            Measure::Order | Measure::YoyOrder => self.order(periods),
            // Only guidance has ends; a claim of another metric with such a measure is refused when it is read.
            _ => Err(Unanswerable::Beyond(Beyond::Other).into()),
        }
    }

    /// The earlier or other periods in the calendar of the reading.
    fn earlier_periods(&self) -> PeriodSet {
        self.reading.periods(&self.question.from_periods)
    }

    fn known(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        periods: &PeriodSet,
    ) -> Result<KnownFigure, EvaluationError<'d>> {
        self.figures.over(company, metric, self.reading.basis_of(company), periods, self.reading.as_of)
    }

    /// What the figure is a multiple or a part of: another metric, other companies, other periods.
    fn other_side(&mut self, metric: &'d Metric) -> Result<KnownFigure, EvaluationError<'d>> {
        let question = self.question;
        let metric = match question.over {
            Some(Subject::Metric(other)) => other,
            Some(_) => return Err(Unanswerable::Beyond(Beyond::Other).into()),
            None => metric,
        };
        let companies = if question.than.is_empty() { &question.companies } else { &question.than };
        self.sum_of(companies, metric, &self.earlier_periods())
    }

    fn sum_of(
        &mut self,
        companies: &[&'d Company],
        metric: &'d Metric,
        periods: &PeriodSet,
    ) -> Result<KnownFigure, EvaluationError<'d>> {
        if let ([company], Some(_)) = (companies, periods.single()) {
            let known = self.known(company, metric, periods)?;
            let Some(Formula::Ratio(over, under)) = &metric.formula else { return Ok(known) };
            // A ratio is off by what its parts are off, not by their dollars.
            let mut part = |id| self.known(company, self.figures.data.metric_by_id(id), periods);
            let (Ok(over), Ok(under)) = (part(over), part(under)) else {
                return Ok(KnownFigure { rounding: Decimal::ZERO, ..known });
            };
            return Ok(KnownFigure { rounding: Rounding::of_quotient(&over, &under).most(), ..known });
        }
        // Ratios do not add; that of several is the ratio of their sums.
        if let Some(Formula::Ratio(over, under)) = &metric.formula {
            let data = self.figures.data;
            let over = self.sum_of(companies, data.metric_by_id(over), periods)?;
            let under = self.sum_of(companies, data.metric_by_id(under), periods)?;
            let value = over.value.checked_div(under.value).ok_or(Unanswerable::Unlike(Unlike::NotPositive))?;
            let rounding = Rounding::of_quotient(&over, &under).most();
            return Ok(KnownFigure { value, rounding, caveats: over.caveats.and(under.caveats) });
        }
        companies
            .iter()
            .try_fold(KnownFigure::zero(), |sum, company| Ok(sum.plus(self.known(company, metric, periods)?)))
    }

    fn sum(&mut self, metric: &'d Metric, periods: &PeriodSet) -> Result<KnownFigure, EvaluationError<'d>> {
        let question = self.question;
        self.sum_of(&question.companies, metric, periods)
    }

    /// The sum in the question's currency: each quarter at its average rate, or everything at the reading's one rate.
    fn sum_in_currency(&mut self, metric: &'d Metric, periods: &PeriodSet) -> Result<KnownFigure, EvaluationError<'d>> {
        let currency = self.question.currency;
        if currency == Currency::USD || !self.question.is_of_money() {
            return self.sum(metric, periods);
        }
        let rate = match self.reading.rate {
            RateChoice::Policy => return self.sum_at_averages(metric, periods),
            RateChoice::Fixed(rate) => rate,
            RateChoice::Of(day) => self.figures.rate_on(currency, day)?,
        };
        Ok(self.sum(metric, periods)?.times(rate))
    }

    fn sum_at_averages(&mut self, metric: &'d Metric, periods: &PeriodSet) -> Result<KnownFigure, EvaluationError<'d>> {
        let mut sum = KnownFigure::zero();
        for &company in &self.question.companies {
            let basis = self.reading.basis_of(company);
            // A figure that does not exist as a whole is not made of its parts.
            self.known(company, metric, periods)?;
            for (span, known) in self.figures.by_quarter(company, metric, basis, periods, self.reading.as_of)? {
                sum = sum.plus(known.times(self.figures.average(self.question.currency, span)?));
            }
        }
        Ok(sum)
    }

    /// That no company's definition changed by an unknown amount between the earlier periods and the later ones.
    fn on_one_definition(
        &mut self,
        metric: &'d Metric,
        periods: &PeriodSet,
        before: &PeriodSet,
    ) -> Result<(), EvaluationError<'d>> {
        let as_of = self.reading.as_of;
        self.question.companies.iter().try_for_each(|company| {
            let basis = self.reading.basis_of(company);
            self.figures.on_one_definition(company, metric, basis, (before.last(), periods.last()), as_of)
        })
    }

    fn growth(
        &mut self,
        metric: &'d Metric,
        periods: &PeriodSet,
        before: &PeriodSet,
    ) -> Result<Evaluated<'d>, EvaluationError<'d>> {
        let (later, earlier) = (self.sum(metric, periods)?, self.sum(metric, before)?);
        self.on_one_definition(metric, periods, before)?;
        let change = change(earlier.value, later.value).map_err(Unanswerable::Unlike)?;
        Ok(rate(change, later, earlier))
    }

    /// Growth a year from the earlier period on, compounded.
    fn annual_growth(&mut self, metric: &'d Metric, periods: &PeriodSet) -> Result<Evaluated<'d>, EvaluationError<'d>> {
        let before = self.earlier_periods();
        let years = periods.last().part_of_year().year - before.last().part_of_year().year;
        let years = u16::try_from(years).unwrap_or(0);
        let (later, earlier) = (self.sum(metric, periods)?, self.sum(metric, &before)?);
        self.on_one_definition(metric, periods, &before)?;
        let of = |earlier, later| annual_growth(earlier, later, years).map_err(Unanswerable::Unlike);
        let value = of(earlier.value, later.value)?;
        let (less, more) = (later.rounding, earlier.rounding);
        let below = of(earlier.value + more, later.value - less).map_or(Decimal::ZERO, |least| value - least);
        let above = of(earlier.value - more, later.value + less).map_or(Decimal::ZERO, |most| most - value);
        let found = FoundValue::Number(value);
        Ok(Evaluated {
            rounding: Rounding { below, above },
            ..Evaluated::exact(found, later.caveats.and(earlier.caveats))
        })
    }

    fn quotient(&self, over: KnownFigure, under: KnownFigure) -> Result<Evaluated<'d>, EvaluationError<'d>> {
        let quotient = over.value.checked_div(under.value).ok_or_else(|| {
            let company = self.question.companies.first();
            company.map_or(Unanswerable::Beyond(Beyond::Other), |company| Unanswerable::Missing(company, Gap::Unlike))
        })?;
        Ok(rate(quotient, over, under))
    }

    /// What a record is of: the figure, or its growth over the year before as a rate or an amount.
    fn of_record(&mut self, metric: &'d Metric, periods: &PeriodSet) -> Result<KnownFigure, EvaluationError<'d>> {
        let this = self.sum(metric, periods)?;
        if self.question.measure == Measure::Record {
            return Ok(this);
        }
        let before = self.sum(metric, &periods.year_before())?;
        self.on_one_definition(metric, periods, &periods.year_before())?;
        if self.question.measure == Measure::IncreaseRecord {
            return Ok(this.plus(before.negated()));
        }
        let value = change(before.value, this.value).map_err(Unanswerable::Unlike)?;
        let rounding = Rounding::of_quotient(&this, &before).most();
        Ok(KnownFigure { value, rounding, caveats: this.caveats.and(before.caveats) })
    }

    /// Whether every earlier period of the same length that is known was lower; of those after one, where one is named.
    fn record(&mut self, metric: &'d Metric, periods: &PeriodSet) -> Result<Evaluated<'d>, EvaluationError<'d>> {
        let this = self.of_record(metric, periods)?;
        let end = self.question.stated.from_period.then(|| self.earlier_periods());
        let mut may_be_one = true;
        let mut may_be_beaten = false;
        let (mut is_one, mut among, mut since, mut missing) = (true, 1, periods.last(), 0);
        let mut caveats = this.caveats.clone();
        let mut before = periods.clone();
        while missing < LONGEST_GAP {
            before = before.previous();
            if end.as_ref().is_some_and(|end| before <= *end) {
                break;
            }
            match self.of_record(metric, &before) {
                Ok(known) => {
                    is_one &= known.value < this.value;
                    let slack = known.rounding + this.rounding;
                    may_be_one &= known.value - this.value < slack || known.value < this.value;
                    may_be_beaten |= known.value + slack >= this.value;
                    caveats = caveats.and(known.caveats);
                    (among, since, missing) = (among + 1, before.last(), 0);
                }
                Err(EvaluationError::Unanswerable(Unanswerable::Missing(_, Gap::BeforeData(_)))) => break,
                Err(EvaluationError::Unanswerable(_)) => missing += 1,
                Err(broken) => return Err(broken),
            }
        }
        if among == 1 {
            return Err(Unanswerable::NoEarlier.into());
        }
        let is_open = if is_one { may_be_beaten } else { may_be_one };
        Ok(Evaluated { is_open, ..Evaluated::exact(FoundValue::Record { is_one, among, since }, caveats) })
    }

    /// The direction against the year before; the pace against growth in the year before.
    fn trend(&mut self, metric: &'d Metric, periods: &PeriodSet) -> Result<Evaluated<'d>, EvaluationError<'d>> {
        let growth = |evaluate: &mut Self, periods: &PeriodSet| {
            let evaluated = evaluate.growth(metric, periods, &periods.year_before())?;
            let FoundValue::Number(change) = evaluated.found else {
                return Err(EvaluationError::Unanswerable(Unanswerable::NoEarlier));
            };
            Ok((change, evaluated.rounding, evaluated.caveats))
        };
        let (now, rounding, mut caveats) = growth(self, periods)?;
        let mut is_open = false;
        let pace = match growth(self, &periods.year_before()) {
            Ok((before, other, on)) => {
                caveats = caveats.and(on);
                let ((low, high), (least, most)) = (rounding.ends(now), other.ends(before));
                is_open = low < most && least < high;
                match now.cmp(&before) {
                    Ordering::Less => Some(Pace::Slower),
                    Ordering::Greater => Some(Pace::Faster),
                    Ordering::Equal => None,
                }
            }
            Err(EvaluationError::Unanswerable(_)) => None,
            Err(broken) => return Err(broken),
        };
        let direction = Some(if now.is_sign_negative() { Direction::Lower } else { Direction::Higher });
        let found = FoundValue::Trend(Trend { direction, pace }, Some(now));
        Ok(Evaluated { rounding, is_open, ..Evaluated::exact(found, caveats) })
    }

    fn order(&mut self, periods: &PeriodSet) -> Result<Evaluated<'d>, EvaluationError<'d>> {
        let question = self.question;
        let mut order = Vec::new();
        let mut caveats = Caveats::default();
        for &term in question.ranks.iter().flatten() {
            let known = self.known(term.company, term.metric, periods)?;
            let is_growth = question.measure == Measure::YoyOrder && term.metric.kind.is_amount();
            let (value, rounding) = if is_growth {
                let before = self.known(term.company, term.metric, &periods.year_before())?;
                self.on_one_definition(term.metric, periods, &periods.year_before())?;
                let rounding = Rounding::of_quotient(&known, &before);
                caveats = caveats.and(before.caveats);
                (change(before.value, known.value).map_err(Unanswerable::Unlike)?, rounding)
            } else {
                (known.value, Rounding::even(known.rounding))
            };
            caveats = caveats.and(known.caveats);
            order.push((term, value, rounding));
        }
        order.sort_by_key(|(_, value, _)| *value);
        Ok(Evaluated::exact(FoundValue::Order(order), caveats))
    }
}
