//! A claim as a value: what it asks and what it says the answer is.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::period_set::PeriodSet;
use super::printed::{PrintedNumber, PrintedRange};
use super::vocabulary::{Calendar, Comparison, Measure, SaidBy, bad_word};
use crate::analysis::Change;
use crate::data::Dataset;
use crate::model::{Basis, Company, Currency, Direction, Metric, MetricId, Pace, Period, Words, named};
use crate::say;

/// A published claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim<'d> {
    /// Its identifier, unique in a file.
    pub id: String,
    /// The claim in words, for a reader.
    pub statement: String,
    /// What it is about.
    pub question: Question<'d>,
    /// What it says the answer is.
    pub claimed: Claimed<'d>,
    /// Whether the figure is to be equal, at least or at most as claimed.
    pub comparison: Comparison,
}

/// What a claim asks. Claims of the same question are evaluated once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Question<'d> {
    /// What is asked of the figures, such as their sum.
    pub measure: Measure,
    /// The metric.
    pub of: Subject<'d>,
    /// The second metric of a ratio or an excess.
    pub over: Option<Subject<'d>>,
    /// The companies, in the order named.
    pub companies: Vec<&'d Company>,
    /// The companies whose figure theirs is a multiple or a part of; none: the same.
    pub than: Vec<&'d Company>,
    /// The periods whose figures are added.
    pub periods: PeriodSet,
    /// The periods before, for a change; those right before unless others were named.
    pub from_periods: PeriodSet,
    /// The currency of an amount.
    pub currency: Currency,
    /// The companies ranked, for an order.
    pub ranks: Vec<Vec<RankedCompany<'d>>>,
    /// The reading it states.
    pub stated: StatedReading,
}

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject<'d> {
    /// A metric of the data.
    Metric(&'d Metric),
    /// Guidance on capital expenditures.
    Guidance,
    /// What the data does not hold.
    Beyond(Beyond),
}

named! {
    /// What figures of the press measure that the data does not hold.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Beyond {
        /// What analysts expected.
        Consensus = "consensus",
        /// The size of an economy.
        Economy = "gdp",
        /// A part of a market.
        MarketShare = "market-share",
        /// A figure of a part of a company that it does not report.
        Segment = "segment",
        /// Anything else.
        Other = "other",
    }
}

impl Beyond {}

/// A company in an order, with a metric of its own where it reports the thing under another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RankedCompany<'d> {
    /// The company.
    pub company: &'d Company,
    /// Its metric.
    pub metric: &'d Metric,
}

/// The answer a claim gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed<'d> {
    /// A number.
    Number(PrintedNumber),
    /// Two numbers, earlier and later.
    Change(PrintedNumber, PrintedNumber),
    /// A range of guidance.
    Range(PrintedRange),
    /// Two ranges of guidance, earlier and later.
    RangeChange(PrintedRange, PrintedRange),
    /// How guidance changed.
    Revision(Change),
    /// Whether something is so.
    Truth(bool),
    /// A trend.
    Trend(Trend),
    /// The order of companies, lowest first; those of one group in any order.
    Order(Vec<Vec<RankedCompany<'d>>>),
}

impl Claimed<'_> {
    /// The number, or the later one of a change; of ranges, the lower end.
    pub fn later(&self) -> Option<&PrintedNumber> {
        match self {
            Self::Number(printed) | Self::Change(_, printed) => Some(printed),
            Self::Range(range) | Self::RangeChange(_, range) => Some(&range.low),
            _ => None,
        }
    }

    /// The upper end of a range, or of the later one of a change.
    pub fn later_high(&self) -> Option<&PrintedNumber> {
        match self {
            Self::Range(range) | Self::RangeChange(_, range) => Some(&range.high),
            _ => None,
        }
    }

    /// The earlier number of a change; of ranges, the lower end.
    pub fn earlier(&self) -> Option<&PrintedNumber> {
        match self {
            Self::Change(printed, _) => Some(printed),
            Self::RangeChange(range, _) => Some(&range.low),
            _ => None,
        }
    }

    /// The upper end of the earlier range of a change.
    pub fn earlier_high(&self) -> Option<&PrintedNumber> {
        if let Self::RangeChange(range, _) = self { Some(&range.high) } else { None }
    }
}

/// The direction of a figure, the pace of its growth, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trend {
    /// Higher, lower or similar.
    pub direction: Option<Direction>,
    /// Whether growth slows or quickens.
    pub pace: Option<Pace>,
}

/// The reading that a claim states. What is `None` is read as usual, and may be read otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct StatedReading {
    /// What counts as capital expenditures.
    pub basis: Option<Basis>,
    /// Calendar or fiscal years.
    pub calendar: Option<Calendar>,
    /// The day up to which published data counts.
    pub as_of: Option<Date>,
    /// Whose statement of guidance.
    pub said_by: Option<SaidBy>,
    /// One exchange rate for everything.
    pub rate: Option<RateChoice>,
    /// Whether the earlier period of a change is named.
    pub from_period: bool,
    /// Whether the newest statement of a plan is meant, and none that it replaced.
    pub newest_plan: bool,
}

/// How dollars become another currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RateChoice {
    /// Each quarter at its average rate; guidance at the rate of the day it was announced.
    Policy,
    /// Everything at one rate: units of the currency for a dollar.
    Fixed(Decimal),
    /// Everything at the reference rate of one day.
    Of(Date),
}

impl<'d> Question<'d> {
    /// The metrics it is about; guidance counts as none.
    pub fn metrics(&self) -> Vec<&'d Metric> {
        let subjects = [Some(self.of), self.over].into_iter().flatten();
        let named =
            subjects.filter_map(|subject| if let Subject::Metric(metric) = subject { Some(metric) } else { None });
        named.chain(self.ranks.iter().flatten().map(|ranked| ranked.metric)).collect()
    }

    /// Whether the basis makes a difference: for capital expenditures and metrics derived from them, not for guidance alone.
    pub fn is_on_a_basis(&self, data: &Dataset) -> bool {
        if self.is_of_guidance() {
            return matches!(self.measure, Measure::Yoy | Measure::YoyLow | Measure::YoyHigh | Measure::Multiple);
        }
        self.metrics().into_iter().any(|metric| data.is_on_basis(metric))
    }

    /// The bases it can be read on, the usual one first.
    pub fn bases(&self, data: &Dataset) -> Vec<Option<Basis>> {
        match self.metrics().into_iter().find(|metric| data.is_on_basis(metric)) {
            Some(metric) => data.bases(metric),
            None if self.is_on_a_basis(data) => data.bases(data.metric_by_id(&MetricId::capex())),
            None => vec![None],
        }
    }

    /// Whether the calendar year and the company's fiscal year are different periods.
    pub fn depends_on_calendar(&self) -> bool {
        let differ = |period: Period, company: &Company| {
            !period.fiscal().is_same(Period::Calendar(period.part_of_year()), company.calendar)
        };
        self.companies.iter().any(|company| self.periods.iter().any(|period| differ(period, company)))
    }

    /// Whether the answer is an amount of money.
    pub fn is_of_money(&self) -> bool {
        let amount = match self.of {
            Subject::Metric(metric) => metric.kind.is_amount(),
            Subject::Beyond(Beyond::MarketShare) => false,
            _ => true,
        };
        amount && self.measure.keeps_money() && !self.measure.is_in_words()
    }

    /// Whether it is about guidance.
    pub fn is_of_guidance(&self) -> bool {
        [Some(self.of), self.over].contains(&Some(Subject::Guidance))
    }

    /// The subject that the data does not hold, whatever the reading.
    pub fn not_in_data(&self) -> Option<Beyond> {
        let mut subjects = [Some(self.of), self.over].into_iter().flatten();
        subjects.find_map(|subject| if let Subject::Beyond(beyond) = subject { Some(beyond) } else { None })
    }

    /// Quarters in the periods.
    pub fn quarters(&self) -> usize {
        self.periods.len_in_quarters()
    }

    /// Whether figures of several companies are added or compared.
    pub fn is_of_several(&self) -> bool {
        self.companies.len() != 1 || self.measure == Measure::Share
    }

    /// Whether the period is one quarter.
    pub fn is_of_a_quarter(&self) -> bool {
        self.periods.single().is_some_and(Period::is_quarter)
    }
}

/// `higher`, `slower`, `higher, slower`; the word `growth` may follow.
impl FromStr for Trend {
    type Err = Words;

    fn from_str(typed: &str) -> Result<Self, Words> {
        let mut trend = Self::default();
        let is_filler = |word: &&str| !word.is_empty() && !word.eq_ignore_ascii_case("growth");
        for word in typed.split([' ', ',', '|']).filter(is_filler) {
            let word = word.to_lowercase();
            if let (Ok(direction), None) = (word.parse(), trend.direction) {
                trend.direction = Some(direction);
            } else if let (Ok(pace), None) = (word.parse(), trend.pace) {
                trend.pace = Some(pace);
            } else {
                return Err(bad_word(&word, say!(what_direction), TREND_WORDS.iter().copied()));
            }
        }
        if trend == Self::default() {
            Err(bad_word(typed, say!(what_direction), TREND_WORDS.iter().copied()))
        } else {
            Ok(trend)
        }
    }
}

const TREND_WORDS: [&str; 5] = ["higher", "lower", "similar", "slower", "faster"];

impl fmt::Display for Trend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.direction, self.pace) {
            (Some(direction), Some(pace)) => write!(f, "{direction}, {pace} growth"),
            (Some(direction), None) => direction.fmt(f),
            (None, Some(pace)) => write!(f, "{pace} growth"),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_is_a_direction_a_pace_or_both() {
        let read = |text: &str| text.parse::<Trend>().map(|trend| trend.to_string());
        assert_eq!(read("slower growth"), Ok("slower growth".to_owned()));
        assert_eq!(read("Higher, slower"), Ok("higher, slower growth".to_owned()));
        for text in ["", "growth", "up", "higher lower"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
