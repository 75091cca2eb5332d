//! What a claim says: the vocabulary of a claims file, as types.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::number::Printed;
use crate::data::nearest;
use crate::model::{Basis, Company, Currency, Direction, Kind, Metric, Pace, Part, Period};

/// A published claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim<'d> {
    /// Its identifier, of which a file holds no two.
    pub id: String,
    /// The claim in words, for a reader.
    pub statement: String,
    /// What it is about.
    pub question: Question<'d>,
    /// What it says the answer is.
    pub claimed: Claimed<'d>,
    /// How the two are to compare.
    pub comparison: Comparison,
}

/// What a claim is about: all of it but the answer it gives. Claims of one question are looked up once.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Question<'d> {
    /// What is asked of the figures.
    pub measure: Measure,
    /// The metric.
    pub of: Subject<'d>,
    /// The metric it is set against, for a ratio or an excess.
    pub over: Option<Subject<'d>>,
    /// The companies, in the order named.
    pub companies: Vec<&'d Company>,
    /// The period.
    pub period: Period,
    /// The period before, for a change; the one right before unless another was named.
    pub from_period: Period,
    /// The currency of an amount.
    pub currency: Currency,
    /// The companies ranked, for an order; a claim of an order is about these.
    pub ranks: Vec<Vec<Term<'d>>>,
    /// The reading it states.
    pub stated: Stated,
}

/// What a figure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject<'d> {
    /// A metric of the data.
    Metric(&'d Metric),
    /// What companies said they would spend.
    Guidance,
    /// What analysts expected, which the data does not hold.
    Consensus,
    /// Anything else that the data does not hold.
    Other,
}

/// A company in an order, with a metric of its own where it reports the thing under another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Term<'d> {
    /// The company.
    pub company: &'d Company,
    /// Its metric.
    pub metric: &'d Metric,
}

/// The answer a claim gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed<'d> {
    /// A number.
    Number(Printed),
    /// Two numbers, earlier and later.
    Change(Printed, Printed),
    /// Whether something is so.
    Truth(bool),
    /// Where a figure is to go.
    Course(Course),
    /// The order of companies, lowest first; those of one group in any order.
    Order(Vec<Vec<Term<'d>>>),
}

/// Where a figure is to go: which way, at which pace, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Course {
    /// Higher, lower or similar.
    pub direction: Option<Direction>,
    /// Whether growth slows or quickens.
    pub pace: Option<Pace>,
}

/// The reading that a claim states. What it leaves open is read as usual, and may be read otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Stated {
    /// What counts as capital expenditures.
    pub basis: Option<Basis>,
    /// Whose year.
    pub calendar: Option<Calendar>,
    /// The day whose knowledge counts.
    pub as_of: Option<Date>,
    /// Whose statement a plan is.
    pub said_by: Option<SaidBy>,
    /// One rate of exchange for everything.
    pub rate: Option<Rate>,
    /// Whether the earlier period of a change is named.
    pub from_period: bool,
}

/// One rate of exchange for everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rate {
    /// Units of the claim's currency for one dollar.
    Fixed(Decimal),
    /// The reference rate of a day.
    Of(Date),
}

/// A word that is not one of a claims file's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{typed}` is not {what}; {advice}")]
pub struct BadWord {
    /// The word as typed.
    pub typed: String,
    /// What was expected, with its article.
    pub what: &'static str,
    /// The word that was perhaps meant, or those there are.
    pub advice: String,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $what:literal, { $($(#[doc = $of:literal])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[doc = $of])* $variant),+
        }

        impl $name {
            /// All of them, in the order they are told to a reader.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word for it in a claims file.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = BadWord;

            /// In any case, with `_`, `-` or a space between words.
            fn from_str(typed: &str) -> Result<Self, BadWord> {
                let word = typed.trim().to_lowercase().replace(['-', ' '], "_");
                let found = Self::ALL.iter().find(|one| one.name() == word);
                found.copied().ok_or_else(|| bad_word(typed, $what, Self::ALL.iter().map(|one| one.name())))
            }
        }
    };
}

words! {
    /// What is asked of the figures.
    Measure, "a measure", {
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
        /// The companies' part of all companies that report the metric.
        Share = "share",
        /// One metric over another.
        Ratio = "ratio",
        /// By how much one metric exceeds another, as a part of the other.
        Excess = "excess",
        /// The period's figure taken for a year: a quarter four times, a half twice.
        RunRate = "run_rate",
        /// From one value to another.
        Change = "change",
        /// Whether no earlier period of the same length was as high.
        Record = "record",
        /// Which way a figure or a plan goes.
        Direction = "direction",
        /// Companies by their figures.
        Order = "order",
        /// Companies by the growth of their figures over the year before.
        YoyOrder = "yoy_order",
    }
}

words! {
    /// How a figure is to compare with the claimed one.
    Comparison, "a comparison", {
        /// The same, to the last digit claimed.
        Equal = "equal",
        /// As much, or more.
        AtLeast = "at_least",
        /// As much, or less.
        AtMost = "at_most",
    }
}

words! {
    /// Whose year.
    Calendar, "a calendar", {
        /// The calendar's.
        Calendar = "calendar",
        /// Each company's own.
        Fiscal = "fiscal",
    }
}

words! {
    /// Whose statement of a company's plans.
    SaidBy, "who said it", {
        /// The company's own.
        Company = "company",
        /// What the press and analysts said of the company.
        Press = "press",
    }
}

pub(super) use words;

/// The error for a word that is none of `names`, with the nearest of them if one is near.
pub(super) fn bad_word(typed: &str, what: &'static str, names: impl Iterator<Item = &'static str> + Clone) -> BadWord {
    let typed = typed.trim();
    let advice = match nearest(typed, names.clone().map(|name| (name.to_owned(), name))) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("write {}", names.collect::<Vec<_>>().join(", ")),
    };
    BadWord { typed: typed.to_owned(), what, advice }
}

impl Measure {
    /// Whether the answer is words rather than a number.
    pub fn is_in_words(self) -> bool {
        matches!(self, Self::Record | Self::Direction | Self::Order | Self::YoyOrder)
    }

    /// Whether it is about the ends of plans.
    pub fn is_of_plans(self) -> bool {
        matches!(self, Self::Low | Self::High | Self::TotalLow | Self::TotalHigh | Self::YoyLow | Self::YoyHigh)
    }

    /// Whether it takes two metrics.
    pub fn is_of_two(self) -> bool {
        matches!(self, Self::Ratio | Self::Excess)
    }

    /// Whether it is of one company.
    pub fn is_of_one_company(self) -> bool {
        matches!(self, Self::Value | Self::Low | Self::High | Self::Direction)
    }

    /// Whether it can be asked of what is no amount, such as a stated growth rate.
    pub fn takes_rates(self) -> bool {
        matches!(self, Self::Value | Self::Record | Self::Order | Self::YoyOrder)
    }

    /// Whether it can be asked of plans.
    pub fn takes_plans(self) -> bool {
        let of_figures = matches!(self, Self::Value | Self::Total | Self::Yoy | Self::Direction);
        of_figures || self.is_of_plans() || self.is_of_two()
    }

    /// Whether it puts companies in order.
    pub fn is_order(self) -> bool {
        matches!(self, Self::Order | Self::YoyOrder)
    }

    /// Whether a number it answers with is an amount of money when the metric is one.
    pub fn keeps_money(self) -> bool {
        !matches!(self, Self::Yoy | Self::Qoq | Self::YoyLow | Self::YoyHigh | Self::Share | Self::Ratio | Self::Excess)
    }
}

impl Question<'_> {
    /// Whether the answer is an amount of money.
    pub fn is_of_money(&self) -> bool {
        let amount = match self.of {
            Subject::Metric(metric) => metric.kind == Kind::Flow,
            Subject::Guidance | Subject::Consensus | Subject::Other => true,
        };
        amount && self.measure.keeps_money() && !self.measure.is_in_words()
    }

    /// Whether it is about plans.
    pub fn is_of_plans(&self) -> bool {
        [Some(self.of), self.over].contains(&Some(Subject::Guidance))
    }

    /// Why the data cannot answer it, whatever the reading.
    pub fn is_beyond(&self) -> Option<Subject<'_>> {
        let beyond = |subject: &Subject<'_>| matches!(subject, Subject::Consensus | Subject::Other);
        [Some(self.of), self.over].into_iter().flatten().find(beyond)
    }

    /// Quarters in the period.
    pub fn quarters(&self) -> usize {
        self.period.stretch().part.len_in_quarters()
    }

    /// Whether figures of several companies are put together or compared.
    pub fn is_of_several(&self) -> bool {
        self.companies.len() != 1 || self.measure == Measure::Share
    }

    /// Whether the period is one quarter.
    pub fn is_of_a_quarter(&self) -> bool {
        matches!(self.period.stretch().part, Part::Quarter(_))
    }
}

impl Comparison {
    /// Whether a figure compares with a printed number as claimed.
    pub fn holds(self, printed: &Printed, figure: Decimal) -> bool {
        match self {
            Self::Equal => printed.is(figure),
            Self::AtLeast => printed.is_at_least(figure),
            Self::AtMost => printed.is_at_most(figure),
        }
    }
}

/// `higher`, `slower`, `higher, slower`; the word `growth` may follow.
impl FromStr for Course {
    type Err = BadWord;

    fn from_str(typed: &str) -> Result<Self, BadWord> {
        let mut course = Self::default();
        let is_filler = |word: &&str| !word.is_empty() && !word.eq_ignore_ascii_case("growth");
        for word in typed.split([' ', ',', '|']).filter(is_filler) {
            let word = word.to_lowercase();
            if let (Ok(direction), None) = (word.parse(), course.direction) {
                course.direction = Some(direction);
            } else if let (Ok(pace), None) = (word.parse(), course.pace) {
                course.pace = Some(pace);
            } else {
                return Err(bad_word(&word, "a direction", COURSES.iter().copied()));
            }
        }
        if course == Self::default() {
            Err(bad_word(typed, "a direction", COURSES.iter().copied()))
        } else {
            Ok(course)
        }
    }
}

const COURSES: [&str; 5] = ["higher", "lower", "similar", "slower", "faster"];

impl fmt::Display for Course {
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
    fn every_word_reads_back_in_any_writing() {
        for measure in Measure::ALL {
            assert_eq!(measure.name().parse(), Ok(*measure));
            assert_eq!(measure.name().to_uppercase().replace('_', " ").parse(), Ok(*measure));
        }
        assert_eq!("at-least".parse(), Ok(Comparison::AtLeast));
    }

    #[test]
    fn a_slip_gets_a_suggestion_and_another_word_the_list() {
        let error = "run_rat".parse::<Measure>().unwrap_err().to_string();
        assert_eq!(error, "`run_rat` is not a measure; did you mean `run_rate`?");
        let error = "julian".parse::<Calendar>().unwrap_err().to_string();
        assert_eq!(error, "`julian` is not a calendar; write calendar, fiscal");
    }

    #[test]
    fn a_course_is_a_direction_a_pace_or_both() {
        let read = |text: &str| text.parse::<Course>().map(|course| course.to_string());
        assert_eq!(read("slower growth"), Ok("slower growth".to_owned()));
        assert_eq!(read("Higher, slower"), Ok("higher, slower growth".to_owned()));
        for text in ["", "growth", "up", "higher lower"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
