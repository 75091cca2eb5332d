//! What the data says to a question under one reading.

use std::cmp::Ordering;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::absent::{Absent, Stop};
use super::claim::{Calendar, Course, Measure, Question, Subject, Term};
use super::figures::{Figures, Footing, Known};
use super::plans;
use super::reading::{Conversion, Reading};
use crate::analysis::change;
use crate::derive::Gap;
use crate::model::{Company, Currency, Direction, Metric, Pace, Period};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gauged<'d> {
    /// The answer.
    pub found: Found<'d>,
    /// How far off a number can be because documents round; of a change, the later one.
    pub rounding: Rounding,
    /// The same of the earlier number of a change.
    pub rounding_before: Rounding,
    /// Whether rounding leaves open if a period is a record, or if growth quickens or slows.
    pub is_open: bool,
    /// What it stands on.
    pub footing: Footing,
    /// What the data remarks on the statements it rests on, if it is of plans.
    pub remarks: Vec<Remark>,
    /// Whose plans are not part of it, because their periods were over and others' were not.
    pub over: Vec<Over>,
}

/// A plan that is not added to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Over {
    /// Name of the company.
    pub company: String,
    /// The period of the plan.
    pub period: Period,
    /// The last day of the period.
    pub end: Date,
}

/// By how much the exact figure can be below and above one worked out of figures that documents round: units of the
/// question's currency, or a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rounding {
    /// Below.
    pub below: Decimal,
    /// Above.
    pub above: Decimal,
}

/// A remark on a statement of plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Name of the company.
    pub company: String,
    /// The day of the statement.
    pub announced: Date,
    /// What is to be known of it.
    pub text: String,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<'d> {
    /// A number: whole units of the question's currency, or a fraction.
    Number(Decimal),
    /// Two of them, earlier and later.
    Change(Decimal, Decimal),
    /// Whether the period is a record, of how many periods since which.
    Record {
        /// Whether every earlier one is lower.
        is_one: bool,
        /// Periods compared, this one included.
        among: usize,
        /// The first of them.
        since: Period,
    },
    /// Which way things go, and the growth that says so; plans may have none.
    Course(Course, Option<Decimal>),
    /// Companies with their figures, lowest first, and how far off those can be because documents round.
    Order(Vec<(Term<'d>, Decimal, Rounding)>),
}

/// Periods without a figure that a search for a record passes over before it ends.
const LONGEST_GAP: usize = 12;

/// Answers a question under a reading.
pub(super) fn gauge<'d>(
    figures: &mut Figures<'d>,
    question: &Question<'d>,
    reading: &Reading<'d>,
) -> Result<Gauged<'d>, Stop> {
    match question.is_beyond() {
        Some(Subject::Consensus) => return Err(Absent::Consensus.into()),
        Some(_) => return Err(Absent::Other.into()),
        None => {}
    }
    match question.of {
        Subject::Metric(metric) => Gauge { figures, question, reading }.measure(metric),
        _ => plans::gauge(figures, question, reading),
    }
}

struct Gauge<'g, 'd> {
    figures: &'g mut Figures<'d>,
    question: &'g Question<'d>,
    reading: &'g Reading<'d>,
}

impl<'d> Gauged<'d> {
    /// An answer that is exact, but for what it stands on.
    fn exact(found: Found<'d>, footing: Footing) -> Self {
        let none = Rounding::default();
        Self {
            found,
            rounding: none,
            rounding_before: none,
            is_open: false,
            footing,
            remarks: Vec::new(),
            over: Vec::new(),
        }
    }
}

impl Rounding {
    /// As much below as above.
    fn even(off: Decimal) -> Self {
        Self { below: off, above: off }
    }

    /// Between what the exact figure lies, given the one worked out.
    pub fn ends(self, figure: Decimal) -> (Decimal, Decimal) {
        (figure - self.below, figure + self.above)
    }

    /// That of one figure over another: each of them is anything between its own ends. None of it is followed across zero.
    pub(super) fn of_quotient(over: &Known, under: &Known) -> Self {
        if over.rounding.is_zero() && under.rounding.is_zero() || under.value.abs() <= under.rounding {
            return Self::default();
        }
        let ends = |known: &Known| [known.value - known.rounding, known.value + known.rounding];
        let each = ends(over).into_iter().flat_map(|over| ends(under).map(|under| over.checked_div(under)));
        let each: Option<Vec<Decimal>> = each.chain([over.value.checked_div(under.value)]).collect();
        let Some((least, most, value)) = each
            .as_deref()
            .and_then(|each| Some((each.iter().min().copied()?, each.iter().max().copied()?, each.last().copied()?)))
        else {
            return Self::default();
        };
        Self { below: value - least, above: most - value }
    }
}

impl Known {
    pub(super) fn zero() -> Self {
        Self { value: Decimal::ZERO, rounding: Decimal::ZERO, footing: Footing::default() }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            value: self.value + other.value,
            rounding: self.rounding + other.rounding,
            footing: self.footing.and(other.footing),
        }
    }

    fn times(self, factor: Decimal) -> Self {
        Self { value: self.value * factor, rounding: self.rounding * factor, ..self }
    }
}

/// A relative change or a ratio.
fn rate<'d>(value: Decimal, later: Known, earlier: Known) -> Gauged<'d> {
    let rounding = Rounding::of_quotient(&later, &earlier);
    Gauged { rounding, ..Gauged::exact(Found::Number(value), later.footing.and(earlier.footing)) }
}

fn amount<'d>(known: Known) -> Gauged<'d> {
    Gauged { rounding: Rounding::even(known.rounding), ..Gauged::exact(Found::Number(known.value), known.footing) }
}

impl<'d> Gauge<'_, 'd> {
    fn measure(&mut self, metric: &'d Metric) -> Result<Gauged<'d>, Stop> {
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
                let found = Found::Change(from.value, to.value);
                Ok(Gauged {
                    rounding: Rounding::even(to.rounding),
                    rounding_before: Rounding::even(from.rounding),
                    ..Gauged::exact(found, to.footing.and(from.footing))
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
                let Some(Subject::Metric(under)) = self.question.over else { return Err(Absent::Other.into()) };
                let (over, under) = (self.sum(metric, period)?, self.sum(under, period)?);
                let gauged = self.quotient(over, under)?;
                Ok(match gauged.found {
                    Found::Number(ratio) if self.question.measure == Measure::Excess => {
                        Gauged { found: Found::Number(ratio - Decimal::ONE), ..gauged }
                    }
                    _ => gauged,
                })
            }
            Measure::Record => self.record(metric, period),
            Measure::Direction => self.course(metric, period),
            Measure::Order | Measure::YoyOrder => self.order(period),
            // Only plans have ends; a claim of another metric with such a measure is refused when it is read.
            _ => Err(Absent::Other.into()),
        }
    }

    /// A period as the reading reckons it.
    fn period(&self, period: Period) -> Period {
        reckoned(period, self.reading.calendar)
    }

    fn known(&mut self, company: &'d Company, metric: &'d Metric, period: Period) -> Result<Known, Stop> {
        self.figures.known(company, metric, self.reading.basis_of(company), period, self.reading.as_of)
    }

    fn sum_of(&mut self, companies: &[&'d Company], metric: &'d Metric, period: Period) -> Result<Known, Stop> {
        if let [company] = companies {
            return self.known(company, metric, period);
        }
        companies.iter().try_fold(Known::zero(), |sum, company| Ok(sum.plus(self.known(company, metric, period)?)))
    }

    fn sum(&mut self, metric: &'d Metric, period: Period) -> Result<Known, Stop> {
        let question = self.question;
        self.sum_of(&question.companies, metric, period)
    }

    /// The sum in the question's currency: each quarter at its average rate, or everything at the reading's one rate.
    fn sum_in_currency(&mut self, metric: &'d Metric, period: Period) -> Result<Known, Stop> {
        let currency = self.question.currency;
        if currency == Currency::USD || !self.question.is_of_money() {
            return self.sum(metric, period);
        }
        let rate = match self.reading.rate {
            Conversion::Policy => return self.sum_at_averages(metric, period),
            Conversion::Fixed(rate) => rate,
            Conversion::Of(day) => self.figures.rate_on(currency, day)?,
        };
        Ok(self.sum(metric, period)?.times(rate))
    }

    fn sum_at_averages(&mut self, metric: &'d Metric, period: Period) -> Result<Known, Stop> {
        let mut sum = Known::zero();
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

    fn growth(&mut self, metric: &'d Metric, period: Period, before: Period) -> Result<Gauged<'d>, Stop> {
        let (later, earlier) = (self.sum(metric, period)?, self.sum(metric, before)?);
        let change = change(earlier.value, later.value).map_err(Absent::Unlike)?;
        Ok(rate(change, later, earlier))
    }

    fn quotient(&self, over: Known, under: Known) -> Result<Gauged<'d>, Stop> {
        let quotient = over.value.checked_div(under.value).ok_or_else(|| {
            let company = self.question.companies.first().map_or_else(String::new, |company| company.name.clone());
            Absent::Figure { company, gap: Gap::Unlike }
        })?;
        Ok(rate(quotient, over, under))
    }

    /// Compares with every earlier period of the same length that is known.
    fn record(&mut self, metric: &'d Metric, period: Period) -> Result<Gauged<'d>, Stop> {
        let this = self.sum(metric, period)?;
        let mut may_be_one = true;
        let mut may_be_beaten = false;
        let (mut is_one, mut among, mut since, mut missing) = (true, 1, period, 0);
        let mut footing = this.footing.clone();
        let mut before = period;
        while missing < LONGEST_GAP {
            before = before.previous();
            match self.sum(metric, before) {
                Ok(known) => {
                    is_one &= known.value < this.value;
                    let slack = known.rounding + this.rounding;
                    may_be_one &= known.value - this.value < slack || known.value < this.value;
                    may_be_beaten |= known.value + slack >= this.value;
                    footing = footing.and(known.footing);
                    (among, since, missing) = (among + 1, before, 0);
                }
                Err(Stop::Absent(Absent::Figure { gap: Gap::BeforeData(_), .. })) => break,
                Err(Stop::Absent(_)) => missing += 1,
                Err(broken) => return Err(broken),
            }
        }
        if among == 1 {
            return Err(Absent::NoEarlier.into());
        }
        let is_open = if is_one { may_be_beaten } else { may_be_one };
        Ok(Gauged { is_open, ..Gauged::exact(Found::Record { is_one, among, since }, footing) })
    }

    /// Against the year before; the pace against growth in the year before.
    fn course(&mut self, metric: &'d Metric, period: Period) -> Result<Gauged<'d>, Stop> {
        let growth = |gauge: &mut Self, period: Period| {
            let gauged = gauge.growth(metric, period, period.plus_years(-1))?;
            let Found::Number(change) = gauged.found else { return Err(Stop::Absent(Absent::NoEarlier)) };
            Ok((change, gauged.rounding, gauged.footing))
        };
        let (now, rounding, mut footing) = growth(self, period)?;
        let mut is_open = false;
        let pace = match growth(self, period.plus_years(-1)) {
            Ok((before, other, on)) => {
                footing = footing.and(on);
                let ((low, high), (least, most)) = (rounding.ends(now), other.ends(before));
                is_open = low < most && least < high;
                match now.cmp(&before) {
                    Ordering::Less => Some(Pace::Slower),
                    Ordering::Greater => Some(Pace::Faster),
                    Ordering::Equal => None,
                }
            }
            Err(Stop::Absent(_)) => None,
            Err(broken) => return Err(broken),
        };
        let direction = Some(if now.is_sign_negative() { Direction::Lower } else { Direction::Higher });
        let found = Found::Course(Course { direction, pace }, Some(now));
        Ok(Gauged { rounding, is_open, ..Gauged::exact(found, footing) })
    }

    fn order(&mut self, period: Period) -> Result<Gauged<'d>, Stop> {
        let question = self.question;
        let mut order = Vec::new();
        let mut footing = Footing::default();
        for &term in question.ranks.iter().flatten() {
            let known = self.known(term.company, term.metric, period)?;
            let is_growth = question.measure == Measure::YoyOrder && term.metric.kind == crate::model::Kind::Flow;
            let (value, rounding) = if is_growth {
                let before = self.known(term.company, term.metric, period.plus_years(-1))?;
                let rounding = Rounding::of_quotient(&known, &before);
                footing = footing.and(before.footing);
                (change(before.value, known.value).map_err(Absent::Unlike)?, rounding)
            } else {
                (known.value, Rounding::even(known.rounding))
            };
            footing = footing.and(known.footing);
            order.push((term, value, rounding));
        }
        order.sort_by_key(|(_, value, _)| *value);
        Ok(Gauged::exact(Found::Order(order), footing))
    }
}

/// A period as a reading reckons it.
pub(super) fn reckoned(period: Period, calendar: Option<Calendar>) -> Period {
    match calendar {
        Some(Calendar::Fiscal) => period.fiscal(),
        Some(Calendar::Calendar) => Period::Calendar(period.stretch()),
        None => period,
    }
}

/// Whether it makes a difference to a period whose year is meant.
pub(super) fn is_reckoned(companies: &[&Company], period: Period) -> bool {
    let in_year = |calendar| reckoned(period, Some(calendar));
    let differ = |company: &&Company| !in_year(Calendar::Fiscal).is_same(in_year(Calendar::Calendar), company.calendar);
    companies.iter().any(differ)
}
