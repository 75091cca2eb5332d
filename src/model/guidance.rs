//! What companies say they will spend.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::basis::Basis;
use super::fact::Confidence;
use super::language::Localized;
use super::origin::Origin;
use super::period::Period;
use super::words::Words;
use super::{by_name, named};
use crate::say;

/// A forward statement on capital expenditures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Ticker of the company.
    pub company: String,
    /// The day it was made.
    pub announced: Date,
    /// The period it is about.
    pub period: Period,
    /// Lower end, whole US dollars; `None` if none was given.
    pub low: Option<Decimal>,
    /// Upper end, whole US dollars; `None` if none was given. Equal to the lower end where one figure was given.
    pub high: Option<Decimal>,
    /// What kind of figure it is.
    pub bound: Bound,
    /// Higher, lower or similar, where no figure was given.
    pub direction: Option<Direction>,
    /// Whether growth is to slow or to quicken, where that was said.
    pub pace: Option<Pace>,
    /// What the direction is against.
    pub versus: Option<Versus>,
    /// What counts as capital expenditures in it.
    pub basis: Basis,
    /// Whether it compares with the company's statement before.
    pub comparable: Comparable,
    /// Identifier of the document.
    pub source: Arc<str>,
    /// How it was read.
    pub confidence: Confidence,
    /// A remark, often empty.
    pub note: Localized,
    /// Line in the file it was read from, for messages.
    pub line: u64,
    /// Whose row it is.
    pub origin: Origin,
}

named! {
    /// What kind of figure a statement gives.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Bound {
        /// From the lower end to the upper.
        Range = "range",
        /// One figure, roughly.
        About = "about",
        /// The lower end alone.
        AtLeast = "at_least",
        /// The upper end alone.
        UpTo = "up_to",
        /// A quarter's pace that the company called representative, taken for the period.
        RunRate = "run_rate",
        /// No figure.
        Direction = "direction",
    }
}

by_name!(Bound, Words, |word| say!(unknown_bound, word));

named! {
    /// Which way capital expenditures are to go.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Direction {
        /// Up.
        Higher = "higher",
        /// Down.
        Lower = "lower",
        /// About the same.
        Similar = "similar",
    }
}

by_name!(Direction, Words, |word| say!(unknown_direction, word));

named! {
    /// What a direction is against.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Versus {
        /// The year before.
        PreviousYear = "previous year",
        /// The quarter before.
        PreviousQuarter = "previous quarter",
        /// The quarter before each of the period: rising all through it.
        EachPreviousQuarter = "each previous quarter",
        /// The first half of the year.
        FirstHalf = "first half",
        /// What the company said before.
        PreviousStatement = "previous statement",
    }
}

by_name!(Versus, Words, |word| say!(unknown_versus, text = word));

named! {
    /// Whether growth is to change.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Pace {
        /// Growth is to slow.
        Slower = "slower",
        /// Growth is to quicken.
        Faster = "faster",
    }
}

by_name!(Pace, Words, |word| say!(unknown_pace, word));

named! {
    /// Whether a statement compares with the one before.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Comparable {
        /// It does.
        Yes = "",
        /// In part: what is counted grew or shrank with the company.
        Partly = "partly",
        /// It does not: the definition moved.
        No = "no",
    }
}

by_name!(Comparable, Words, |word| say!(unknown_comparable, word));

impl Statement {
    /// Whether it gives a figure.
    pub fn has_figure(&self) -> bool {
        self.low.is_some() || self.high.is_some()
    }

    /// Whether another statement of the company is of the same day on the same period; what others reported is another thing.
    pub fn is_of(&self, other: &Self) -> bool {
        (&self.company, self.announced, self.period) == (&other.company, other.announced, other.period)
            && self.is_the_companys() == other.is_the_companys()
    }

    /// Whether another statement gives the same figures.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let said = |one: &Self| (one.bound, one.low, one.high, one.direction, one.basis);
        said(self) == said(other)
    }

    /// Whether the company said it, rather than others about the company.
    pub fn is_the_companys(&self) -> bool {
        self.confidence != Confidence::Secondary
    }

    /// Whether it is a figure that the company gave.
    pub fn is_the_companys_figure(&self) -> bool {
        self.has_figure() && self.is_the_companys()
    }

    /// What kind of statement it is, for a reader: `about`, `at least`, `higher than the previous year, at a slower rate`.
    pub fn manner(&self) -> Words {
        match self.bound {
            Bound::Range => say!(bound_range),
            Bound::About => say!(bound_about),
            Bound::AtLeast => say!(bound_at_least),
            Bound::UpTo => say!(bound_up_to),
            Bound::RunRate => say!(bound_run_rate),
            Bound::Direction => {
                let direction = match (self.direction, self.versus.map(Versus::words)) {
                    (None, _) => Words::NONE,
                    (Some(direction), None) => direction.words(),
                    (Some(Direction::Higher), Some(versus)) => say!(higher_than, versus),
                    (Some(Direction::Lower), Some(versus)) => say!(lower_than, versus),
                    (Some(Direction::Similar), Some(versus)) => say!(similar_to, versus),
                };
                match self.pace {
                    Some(Pace::Slower) => say!(direction_slower, direction),
                    Some(Pace::Faster) => say!(direction_faster, direction),
                    None => direction,
                }
            }
        }
    }
}

impl Direction {
    /// The direction by itself, for a reader.
    pub fn words(self) -> Words {
        match self {
            Self::Higher => say!(direction_higher),
            Self::Lower => say!(direction_lower),
            Self::Similar => say!(direction_similar),
        }
    }
}

impl Versus {
    /// What a direction is against, for a reader: `the previous year`.
    fn words(self) -> Words {
        match self {
            Self::PreviousYear => say!(the_versus, versus = say!(previous_year)),
            Self::PreviousQuarter => say!(the_versus, versus = say!(previous_quarter)),
            Self::EachPreviousQuarter => say!(each_previous_quarter),
            Self::FirstHalf => say!(the_versus, versus = say!(first_half)),
            Self::PreviousStatement => say!(the_versus, versus = say!(previous_guidance)),
        }
    }
}
