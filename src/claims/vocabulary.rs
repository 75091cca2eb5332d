//! The words of a claims file: measures, comparisons, calendars, and whose statement counts.

use rust_decimal::Decimal;

use super::printed::PrintedNumber;
use crate::analysis::Change;
use crate::data::{nearest, typed};
use crate::model::{Words, named};
use crate::say;

/// Prints and reads the values of an enum by their names; the second argument says what such a word is.
macro_rules! as_typed {
    ($named:ident, $what:expr) => {
        impl std::fmt::Display for $named {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $named {
            type Err = $crate::model::Words;

            /// In any case, with `_`, `-` or a space between words.
            fn from_str(typed: &str) -> Result<Self, $crate::model::Words> {
                let word = $crate::claims::vocabulary::as_word(typed);
                let found = Self::ALL.into_iter().find(|one| one.name() == word);
                found.ok_or_else(|| bad_word(typed, $what, Self::ALL.into_iter().map(Self::name)))
            }
        }
    };
}

named! {
    /// What is asked of the figures.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Measure {
        /// The figure of one company; of a plan, the one figure given.
        Value = "value",
        /// The sum over companies.
        Total = "total",
        /// The lower end of one company's plan.
        Low = "low",
        /// The upper end of one company's plan.
        High = "high",
        /// The sum of lower ends.
        TotalLow = "total_low",
        /// The sum of upper ends.
        TotalHigh = "total_high",
        /// Growth over the year before; of a plan, over what was spent in the year before.
        Yoy = "yoy",
        /// Growth over the quarter before.
        Qoq = "qoq",
        /// Growth that the lower ends of plans imply over what was spent in the year before.
        YoyLow = "yoy_low",
        /// Growth that the upper ends imply.
        YoyHigh = "yoy_high",
        /// The companies' share of the total over all companies that report the metric.
        Share = "share",
        /// One metric over another.
        Ratio = "ratio",
        /// By how much one metric exceeds another, as a fraction of the other.
        Excess = "excess",
        /// The period's figure annualized: a quarter four times, a half twice.
        RunRate = "run_rate",
        /// From one value to another.
        Change = "change",
        /// Whether no earlier period of the same length was as high.
        Record = "record",
        /// The direction of a figure or of guidance.
        Direction = "direction",
        /// Companies by their figures.
        Order = "order",
        /// Companies by the growth of their figures over the year before.
        YoyOrder = "yoy_order",
        /// How many times as much as another metric, company or period; if none is named, as the year before.
        Multiple = "multiple",
        /// Growth a year over several years, compounded.
        Cagr = "cagr",
        /// By how much a figure rose over the year before; a plan, over the statement before.
        Increase = "increase",
        /// Whether growth over the year before was never as high, in percent.
        YoyRecord = "yoy_record",
        /// Whether growth over the year before was never as high, in money.
        IncreaseRecord = "increase_record",
        /// Both ends of guidance.
        Range = "range",
        /// From one range of guidance to another.
        RangeChange = "range_change",
        /// How guidance changed from the statement before: raised, lowered, narrowed.
        Revision = "revision",
    }
}

as_typed!(Measure, say!(what_measure));

named! {
    /// How the figure compares with the claimed number.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Comparison {
        /// The same, to the last digit claimed.
        Equal = "equal",
        /// As much, or more.
        AtLeast = "at_least",
        /// As much, or less.
        AtMost = "at_most",
        /// As much, or up to 5 percent less; of a multiple, an eighth less.
        Nearly = "nearly",
        /// Within 5 percent, of a rate within one percentage point at least.
        About = "about",
    }
}

as_typed!(Comparison, say!(what_comparison));

named! {
    /// Calendar or fiscal years.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Calendar {
        /// Calendar years.
        Calendar = "calendar",
        /// Each company's fiscal years.
        Fiscal = "fiscal",
    }
}

as_typed!(Calendar, say!(what_calendar));

named! {
    /// Whose statement of guidance.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum SaidBy {
        /// The company's own.
        Company = "company",
        /// What the press and analysts said of the company.
        Press = "press",
    }
}

as_typed!(SaidBy, say!(what_said_by));

/// How guidance can have changed from the statement before, by the words of a claims file.
pub const REVISIONS: [(&str, Change); 9] = [
    ("raised", Change::Raised),
    ("lowered", Change::Lowered),
    ("narrowed", Change::Narrowed),
    ("widened", Change::Widened),
    ("low_end_raised", Change::LowRaised),
    ("low_end_lowered", Change::LowLowered),
    ("high_end_raised", Change::HighRaised),
    ("high_end_lowered", Change::HighLowered),
    ("reiterated", Change::Reiterated),
];

/// Reads the name of a revision, or another usual word for it: `hiked`, `cut`, `low end raised`, `maintained`, `上调`.
pub(super) fn revision(typed: &str) -> Result<Change, Words> {
    let name = typed::meaning(typed::REVISION, &typed.trim().to_lowercase()).unwrap_or(typed);
    let word = as_word(name);
    let found = REVISIONS.iter().find(|(name, _)| *name == word).map(|(_, change)| *change);
    found.ok_or_else(|| bad_word(typed, say!(what_revision), REVISIONS.iter().map(|(name, _)| *name)))
}

pub(super) use as_typed;

/// A word in small letters, with `_` between its parts.
pub(super) fn as_word(typed: &str) -> String {
    typed.trim().to_lowercase().replace(['-', ' '], "_")
}

/// The error for a word that is none of `names`, with the nearest of them if one is near. `what` names the kind, with its
/// article.
pub(super) fn bad_word(typed: &str, what: Words, names: impl Iterator<Item = &'static str> + Clone) -> Words {
    let typed = typed.trim();
    let advice = match nearest(typed, names.clone().map(|name| (name.to_owned(), name))) {
        Some(name) => say!(did_you_mean_typed, name),
        None => say!(write_one_of, names = Words::items(names)),
    };
    say!(not_what_it_is, typed, what, advice)
}

impl Measure {
    /// Whether the answer is words rather than a number.
    pub fn is_in_words(self) -> bool {
        self.is_record() || matches!(self, Self::Direction | Self::Order | Self::YoyOrder | Self::Revision)
    }

    /// Whether it is about a record.
    pub fn is_record(self) -> bool {
        matches!(self, Self::Record | Self::YoyRecord | Self::IncreaseRecord)
    }

    /// Whether it is about the ends of plans.
    pub fn is_of_guidance(self) -> bool {
        matches!(
            self,
            Self::Low
                | Self::High
                | Self::TotalLow
                | Self::TotalHigh
                | Self::YoyLow
                | Self::YoyHigh
                | Self::Range
                | Self::RangeChange
                | Self::Revision
        )
    }

    /// Whether it takes two metrics, or one of two companies.
    pub fn is_of_two(self) -> bool {
        matches!(self, Self::Ratio | Self::Excess)
    }

    /// Whether the figure is set against another that can be of another company or metric.
    pub fn has_other_side(self) -> bool {
        self.is_of_two() || self == Self::Multiple
    }

    /// Whether it takes an earlier period.
    pub fn takes_from_period(self) -> bool {
        self.is_record()
            || matches!(self, Self::Change | Self::RangeChange | Self::Multiple | Self::Cagr | Self::Increase)
    }

    /// Whether its earlier period, if not named, can be the one right before or that of a year before.
    pub fn compares_periods(self) -> bool {
        matches!(self, Self::Change | Self::RangeChange | Self::Multiple | Self::Increase)
    }

    /// Whether it is of one company.
    pub fn is_of_one_company(self) -> bool {
        matches!(self, Self::Value | Self::Low | Self::High | Self::Direction | Self::Revision)
    }

    /// Whether it can be asked of a metric that is not an amount, such as a stated growth rate.
    pub fn takes_rates(self) -> bool {
        matches!(self, Self::Value | Self::Record | Self::Order | Self::YoyOrder)
    }

    /// Whether it can be asked of a ratio of two amounts.
    pub fn takes_ratios(self) -> bool {
        self.takes_rates() || matches!(self, Self::Total | Self::Change)
    }

    /// Whether it can be asked of plans.
    pub fn takes_guidance(self) -> bool {
        let of_figures = matches!(
            self,
            Self::Value | Self::Total | Self::Yoy | Self::Direction | Self::Change | Self::Increase | Self::Multiple
        );
        of_figures || self.is_of_guidance() || self.is_of_two()
    }

    /// Whether it puts companies in order.
    pub fn is_order(self) -> bool {
        matches!(self, Self::Order | Self::YoyOrder)
    }

    /// Whether a number it answers with is an amount of money when the metric is one.
    pub fn keeps_money(self) -> bool {
        !matches!(
            self,
            Self::Yoy
                | Self::Qoq
                | Self::YoyLow
                | Self::YoyHigh
                | Self::Share
                | Self::Ratio
                | Self::Excess
                | Self::Multiple
                | Self::Cagr
        )
    }
}

impl Comparison {
    /// Whether it bounds the figure on one side only.
    pub fn is_bound(self) -> bool {
        matches!(self, Self::AtLeast | Self::AtMost)
    }

    /// Whether a figure compares with a printed number as claimed.
    pub fn holds(self, printed: &PrintedNumber, figure: Decimal) -> bool {
        match self {
            Self::Equal => printed.is(figure),
            Self::AtLeast => printed.is_at_least(figure),
            Self::AtMost => printed.is_at_most(figure),
            Self::Nearly => printed.is(figure) || printed.is_nearly(figure),
            Self::About => printed.is(figure) || printed.is_about(figure),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_any_case_and_with_any_separator() {
        for measure in Measure::ALL {
            assert_eq!(measure.name().parse(), Ok(measure));
            assert_eq!(measure.name().to_uppercase().replace('_', " ").parse(), Ok(measure));
        }
        assert_eq!("at-least".parse(), Ok(Comparison::AtLeast));
    }
}
