//! The answer to a question under a reading, and how exact it is.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::claim::{RankedCompany, Trend};
use super::known_figure::{Caveats, KnownFigure};
use crate::analysis::Change;
use crate::model::{Company, Localized, Period};

/// The answer to a question under a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluated<'d> {
    /// The value.
    pub found: FoundValue<'d>,
    /// How far off a number can be because documents round; of a change, the later one.
    pub rounding: Rounding,
    /// The same of the earlier number of a change.
    pub rounding_before: Rounding,
    /// Whether the rounding of documents leaves open whether a period is a record, or whether growth quickens or slows.
    pub is_open: bool,
    /// What is to be known of the figures it is based on.
    pub caveats: Caveats,
    /// The data's remarks on the statements it is based on, for guidance.
    pub remarks: Vec<Remark<'d>>,
    /// Guidance that is not part of it, because its period was over and that of others was not.
    pub ended_plans: Vec<EndedPlan<'d>>,
    /// Guidance on the rest of a period, to which what was spent is added.
    pub rests: Vec<RestOfPeriod<'d>>,
}

/// The range of guidance that is not one figure. One end is open where companies gave only the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuidedRange {
    /// The lower end, or the growth it implies.
    pub low: Option<Decimal>,
    /// The upper.
    pub high: Option<Decimal>,
}

/// What a company said of the rest of a period, beside what it had spent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestOfPeriod<'d> {
    /// The company.
    pub company: &'d Company,
    /// What it had spent, in whole dollars.
    pub spent: Decimal,
    /// The rest of the period.
    pub period: Period,
    /// The day of the statement.
    pub announced: Date,
    /// Its lower end, in whole dollars.
    pub low: Option<Decimal>,
    /// Its upper end.
    pub high: Option<Decimal>,
}

/// Guidance that is not added to that of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedPlan<'d> {
    /// The company.
    pub company: &'d Company,
    /// Its period.
    pub period: Period,
    /// The last day of the period.
    pub end: Date,
}

/// By how much the exact figure can be below and above the one derived from rounded figures: units of the question's
/// currency, or a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rounding {
    /// Below.
    pub below: Decimal,
    /// Above.
    pub above: Decimal,
}

/// A remark on a statement of plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark<'d> {
    /// The company.
    pub company: &'d Company,
    /// The day of the statement.
    pub announced: Date,
    /// The remark.
    pub text: Localized,
}

/// The value of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundValue<'d> {
    /// A number: whole units of the question's currency, or a fraction.
    Number(Decimal),
    /// Two of them, earlier and later.
    Change(Decimal, Decimal),
    /// Two ends of guidance.
    Range(GuidedRange),
    /// Two ranges of guidance, earlier and later.
    RangeChange(GuidedRange, GuidedRange),
    /// How guidance changed, and its earlier and later range.
    Revision(Change, Option<(GuidedRange, GuidedRange)>),
    /// Whether the period is a record.
    Record {
        /// Whether every earlier one is lower.
        is_one: bool,
        /// Periods compared, this one included.
        among: usize,
        /// The first of them.
        since: Period,
    },
    /// A trend, and the growth behind it; guidance may have none.
    Trend(Trend, Option<Decimal>),
    /// Companies with their figures, lowest first, and how far off those can be because documents round.
    Order(Vec<(RankedCompany<'d>, Decimal, Rounding)>),
}

impl FoundValue<'_> {
    /// The number, if it is one.
    pub fn number(&self) -> Option<Decimal> {
        if let Self::Number(value) = self { Some(*value) } else { None }
    }

    /// The number, or the later one of a change.
    pub fn later(&self) -> Option<Decimal> {
        match self {
            Self::Number(value) | Self::Change(_, value) => Some(*value),
            Self::Range(range) | Self::RangeChange(_, range) => range.low,
            _ => None,
        }
    }

    /// The upper end of a range, or of the later one of a change.
    pub fn later_high(&self) -> Option<Decimal> {
        match self {
            Self::Range(range) | Self::RangeChange(_, range) => range.high,
            _ => None,
        }
    }

    /// The earlier number of a change; of ranges, the lower end.
    pub fn earlier(&self) -> Option<Decimal> {
        match self {
            Self::Change(value, _) => Some(*value),
            Self::RangeChange(range, _) => range.low,
            _ => None,
        }
    }

    /// The upper end of the earlier range of a change.
    pub fn earlier_high(&self) -> Option<Decimal> {
        if let Self::RangeChange(range, _) = self { range.high } else { None }
    }
}

impl<'d> Evaluated<'d> {
    /// An answer without rounding.
    pub(super) fn exact(found: FoundValue<'d>, caveats: Caveats) -> Self {
        let none = Rounding::default();
        Self {
            found,
            rounding: none,
            rounding_before: none,
            is_open: false,
            caveats,
            remarks: Vec::new(),
            ended_plans: Vec::new(),
            rests: Vec::new(),
        }
    }
}

impl Rounding {
    /// As much below as above.
    pub(super) fn even(off: Decimal) -> Self {
        Self { below: off, above: off }
    }

    /// The greater of the two.
    pub(super) fn most(self) -> Decimal {
        self.below.max(self.above)
    }

    /// The least and the most that the exact figure can be, given the derived one.
    pub fn ends(self, figure: Decimal) -> (Decimal, Decimal) {
        (figure - self.below, figure + self.above)
    }

    /// That of one figure over another, each of which can be anything between its own ends; zero if the lower figure can be
    /// zero.
    pub(super) fn of_quotient(over: &KnownFigure, under: &KnownFigure) -> Self {
        if over.rounding.is_zero() && under.rounding.is_zero() || under.value.abs() <= under.rounding {
            return Self::default();
        }
        let ends = |known: &KnownFigure| [known.value - known.rounding, known.value + known.rounding];
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
