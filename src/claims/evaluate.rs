//! Answers a question from the figures, under one reading.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::claim::{Question, Subject, Trend};
use super::evaluated::{Evaluated, FoundValue, Rounding};
use super::figures::{Caveats, Figures, KnownFigure};
use super::guidance;
use super::reading::{RateChoice, Reading};
use super::unanswerable::{EvaluationError, Unanswerable, separate_problems};
use super::vocabulary::Measure;
use crate::analysis::change;
use crate::data::Problems;
use crate::derive::Gap;
use crate::model::{Company, Currency, Direction, Metric, Pace, Period};

/// Periods without a figure that a search for a record passes over before it ends.
const LONGEST_GAP: usize = 12;

/// Answers a question under a reading, or says why the data cannot.
pub(super) fn evaluate<'d>(
    figures: &mut Figures<'d>,
    question: &Question<'d>,
    reading: &Reading<'d>,
) -> Result<Result<Evaluated<'d>, Unanswerable<'d>>, Problems> {
    separate_problems(match (question.not_in_data(), question.of) {
        (Some(Subject::Consensus), _) => Err(Unanswerable::Consensus.into()),
        (Some(_), _) => Err(Unanswerable::Other.into()),
        (None, Subject::Metric(metric)) => Evaluator { figures, question, reading }.measure(metric),
        (None, _) => guidance::evaluate(figures, question, reading),
    })
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
        let period = self.period(self.question.period);
        match self.question.measure {
            Measure::Value | Measure::Total => Ok(amount(self.sum_in_currency(metric, period)?)),
            Measure::RunRate => {
                let parts = Decimal::from(4_usize) / Decimal::from(self.question.quarters().max(1));
                Ok(amount(self.sum_in_currency(metric, period)?.times(parts)))
            }
            Measure::Change => {
                let to = self.sum_in_currency(metric, period)?;
                let from = self.sum_in_currency(metric, self.period(self.question.from_period))?;
                let found = FoundValue::Change(from.value, to.value);
                Ok(Evaluated {
                    rounding: Rounding::even(to.rounding),
                    rounding_before: Rounding::even(from.rounding),
                    ..Evaluated::exact(found, to.caveats.and(from.caveats))
                })
            }
            Measure::Yoy => self.growth(metric, period, period.plus_years(-1)),
            Measure::Qoq => self.growth(metric, period, period.previous()),
            Measure::Share => {
                let all = self.figures.reporting(metric);
                let (part, whole) = (self.sum(metric, period)?, self.sum_of(&all, metric, period)?);
                self.quotient(part, whole)
            }
            Measure::Ratio | Measure::Excess => {
                let Some(Subject::Metric(under)) = self.question.over else { return Err(Unanswerable::Other.into()) };
                let (over, under) = (self.sum(metric, period)?, self.sum(under, period)?);
                let evaluated = self.quotient(over, under)?;
                Ok(match evaluated.found {
                    FoundValue::Number(ratio) if self.question.measure == Measure::Excess => {
                        Evaluated { found: FoundValue::Number(ratio - Decimal::ONE), ..evaluated }
                    }
                    _ => evaluated,
                })
            }
            Measure::Record => self.record(metric, period),
            Measure::Direction => self.trend(metric, period),
            Measure::Order | Measure::YoyOrder => self.order(period),
            // Only guidance has ends; a claim of another metric with such a measure is refused when it is read.
            _ => Err(Unanswerable::Other.into()),
        }
    }

    /// A period in the calendar of the reading.
    fn period(&self, period: Period) -> Period {
        self.reading.period(period)
    }

    fn known(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        period: Period,
    ) -> Result<KnownFigure, EvaluationError<'d>> {
        self.figures.known(company, metric, self.reading.basis_of(company), period, self.reading.as_of)
    }

    fn sum_of(
        &mut self,
        companies: &[&'d Company],
        metric: &'d Metric,
        period: Period,
    ) -> Result<KnownFigure, EvaluationError<'d>> {
        if let [company] = companies {
            return self.known(company, metric, period);
        }
        companies
            .iter()
            .try_fold(KnownFigure::zero(), |sum, company| Ok(sum.plus(self.known(company, metric, period)?)))
    }

    fn sum(&mut self, metric: &'d Metric, period: Period) -> Result<KnownFigure, EvaluationError<'d>> {
        let question = self.question;
        self.sum_of(&question.companies, metric, period)
    }

    /// The sum in the question's currency: each quarter at its average rate, or everything at the reading's one rate.
    fn sum_in_currency(&mut self, metric: &'d Metric, period: Period) -> Result<KnownFigure, EvaluationError<'d>> {
        let currency = self.question.currency;
        if currency == Currency::USD || !self.question.is_of_money() {
            return self.sum(metric, period);
        }
        let rate = match self.reading.rate {
            RateChoice::Policy => return self.sum_at_averages(metric, period),
            RateChoice::Fixed(rate) => rate,
            RateChoice::Of(day) => self.figures.rate_on(currency, day)?,
        };
        Ok(self.sum(metric, period)?.times(rate))
    }

    fn sum_at_averages(&mut self, metric: &'d Metric, period: Period) -> Result<KnownFigure, EvaluationError<'d>> {
        let mut sum = KnownFigure::zero();
        for &company in &self.question.companies {
            let basis = self.reading.basis_of(company);
            // A figure that does not exist as a whole is not made of its parts.
            self.known(company, metric, period)?;
            for (span, known) in self.figures.by_quarter(company, metric, basis, period, self.reading.as_of)? {
                sum = sum.plus(known.times(self.figures.average(self.question.currency, span)?));
            }
        }
        Ok(sum)
    }

    fn growth(
        &mut self,
        metric: &'d Metric,
        period: Period,
        before: Period,
    ) -> Result<Evaluated<'d>, EvaluationError<'d>> {
        let (later, earlier) = (self.sum(metric, period)?, self.sum(metric, before)?);
        let as_of = self.reading.as_of;
        for &company in &self.question.companies {
            let basis = self.reading.basis_of(company);
            self.figures.on_one_definition(company, metric, basis, (before, period), as_of)?;
        }
        let change = change(earlier.value, later.value).map_err(Unanswerable::Unlike)?;
        Ok(rate(change, later, earlier))
    }

    fn quotient(&self, over: KnownFigure, under: KnownFigure) -> Result<Evaluated<'d>, EvaluationError<'d>> {
        let quotient = over.value.checked_div(under.value).ok_or_else(|| {
            let company = self.question.companies.first();
            company.map_or(Unanswerable::Other, |company| Unanswerable::Missing(company, Gap::Unlike))
        })?;
        Ok(rate(quotient, over, under))
    }

    /// Whether every earlier period of the same length that is known was lower.
    fn record(&mut self, metric: &'d Metric, period: Period) -> Result<Evaluated<'d>, EvaluationError<'d>> {
        let this = self.sum(metric, period)?;
        let mut may_be_one = true;
        let mut may_be_beaten = false;
        let (mut is_one, mut among, mut since, mut missing) = (true, 1, period, 0);
        let mut caveats = this.caveats.clone();
        let mut before = period;
        while missing < LONGEST_GAP {
            before = before.previous();
            match self.sum(metric, before) {
                Ok(known) => {
                    is_one &= known.value < this.value;
                    let slack = known.rounding + this.rounding;
                    may_be_one &= known.value - this.value < slack || known.value < this.value;
                    may_be_beaten |= known.value + slack >= this.value;
                    caveats = caveats.and(known.caveats);
                    (among, since, missing) = (among + 1, before, 0);
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
    fn trend(&mut self, metric: &'d Metric, period: Period) -> Result<Evaluated<'d>, EvaluationError<'d>> {
        let growth = |evaluate: &mut Self, period: Period| {
            let evaluated = evaluate.growth(metric, period, period.plus_years(-1))?;
            let FoundValue::Number(change) = evaluated.found else {
                return Err(EvaluationError::Unanswerable(Unanswerable::NoEarlier));
            };
            Ok((change, evaluated.rounding, evaluated.caveats))
        };
        let (now, rounding, mut caveats) = growth(self, period)?;
        let mut is_open = false;
        let pace = match growth(self, period.plus_years(-1)) {
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

    fn order(&mut self, period: Period) -> Result<Evaluated<'d>, EvaluationError<'d>> {
        let question = self.question;
        let mut order = Vec::new();
        let mut caveats = Caveats::default();
        for &term in question.ranks.iter().flatten() {
            let known = self.known(term.company, term.metric, period)?;
            let is_growth = question.measure == Measure::YoyOrder && term.metric.kind.is_amount();
            let (value, rounding) = if is_growth {
                let before = self.known(term.company, term.metric, period.plus_years(-1))?;
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
