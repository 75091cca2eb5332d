//! How a company's statements follow each other, and which of them stands for a year.

use std::cmp::Ordering;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::{
    Bound, Company, Comparable, Direction, FiscalCalendar, Pace, Part, Period, Statement, Versus, Words,
};
use crate::say;

/// What was said about a company's period: at least one statement, in order of announcement.
#[derive(Debug, Clone)]
pub struct PeriodGuidance<'s> {
    /// The company.
    pub company: &'s Company,
    /// The period asked about.
    pub asked: Period,
    /// The period under which it was spoken of.
    pub period: Period,
    /// The statements.
    pub announcements: Vec<Announcement<'s>>,
    /// The one that stands.
    pub standing: Announcement<'s>,
}

/// A statement among those on its period.
#[derive(Debug, Clone, Copy)]
pub struct Announcement<'s> {
    /// The statement.
    pub statement: &'s Statement,
    /// How it differs from the company's one before; `None` of what others said.
    pub change: Option<Change>,
    /// The company's newest with a figure from before its day.
    pub before: Option<&'s Statement>,
}

impl<'s> PeriodGuidance<'s> {
    /// The statements on a period, under whichever name of the same quarters; `None` if there are none.
    pub fn new(company: &'s Company, statements: &'s [Statement], asked: Period, period: Period) -> Option<Self> {
        let on_period = |statement: &&Statement| statement.period.is_same(period, company.calendar);
        let statements: Vec<&Statement> = statements.iter().filter(on_period).collect();
        let (period, standing) = (statements.first()?.period, standing(&statements)?);
        let announcements = announcements(&statements);
        let standing = *announcements.iter().find(|one| std::ptr::eq(one.statement, standing))?;
        Some(Self { company, asked, period, announcements, standing })
    }

    /// What others said on the standing statement's day or later.
    pub fn others(&self) -> impl Iterator<Item = Announcement<'s>> {
        let standing = self.standing.statement;
        let beside = move |one: &Announcement<'_>| {
            let statement = one.statement;
            !statement.is_the_companys() && statement != standing && statement.announced >= standing.announced
        };
        self.announcements.iter().copied().filter(beside)
    }

    /// The company's first statement with a figure.
    pub fn first(&self) -> Option<&'s Statement> {
        self.announcements.iter().map(|one| one.statement).find(|one| one.is_the_companys_figure())
    }
}

/// How a statement differs from the company's one before for the same period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The first with a figure.
    Initiated,
    /// Both ends up.
    Raised,
    /// Both ends down.
    Lowered,
    /// Only the lower end up.
    LowRaised,
    /// Only the lower end down.
    LowLowered,
    /// Only the upper end up.
    HighRaised,
    /// Only the upper end down.
    HighLowered,
    /// Lower end up and upper end down.
    Narrowed,
    /// Lower end down and upper end up.
    Widened,
    /// The same again.
    Reiterated,
    /// A direction, where nothing or a figure had been given before.
    DirectionOnly,
    /// The definition moved in between.
    NotComparable,
}

impl Change {
    /// Whether it is a change of another kind: a raised lower end is a raise, and it narrows the range.
    pub fn is_kind_of(self, kind: Self) -> bool {
        self == kind
            || match kind {
                Self::Raised => matches!(self, Self::LowRaised | Self::HighRaised),
                Self::Lowered => matches!(self, Self::LowLowered | Self::HighLowered),
                Self::Narrowed => matches!(self, Self::LowRaised | Self::HighLowered),
                Self::Widened => matches!(self, Self::LowLowered | Self::HighRaised),
                _ => false,
            }
    }

    /// The word for it.
    pub fn words(self) -> Words {
        match self {
            Self::Initiated => say!(change_initiated),
            Self::Raised => say!(change_raised),
            Self::Lowered => say!(change_lowered),
            Self::LowRaised => say!(change_low_end_raised),
            Self::LowLowered => say!(change_low_end_lowered),
            Self::HighRaised => say!(change_high_end_raised),
            Self::HighLowered => say!(change_high_end_lowered),
            Self::Narrowed => say!(change_narrowed),
            Self::Widened => say!(change_widened),
            Self::Reiterated => say!(change_reiterated),
            Self::DirectionOnly => say!(change_direction_only),
            Self::NotComparable => say!(change_not_comparable),
        }
    }
}

/// The statements on one period, in order of announcement, each beside those before it. What others say about the company
/// is no step in the sequence.
fn announcements<'s>(statements: &[&'s Statement]) -> Vec<Announcement<'s>> {
    let mut last: Option<&Statement> = None;
    let mut last_figure: Option<&Statement> = None;
    let (mut day, mut before) = (None, None);
    let mut announcements = Vec::new();
    for &statement in statements {
        if day.replace(statement.announced) != Some(statement.announced) {
            before = last_figure;
        }
        if !statement.is_the_companys() {
            announcements.push(Announcement { statement, change: None, before });
            continue;
        }
        let change = match (statement.has_figure(), last_figure, last) {
            (_, _, Some(_)) if statement.comparable == Comparable::No => Change::NotComparable,
            (true, Some(before), _) => between(before, statement),
            (true, None, _) => Change::Initiated,
            (false, Some(_), _)
                if statement.direction == Some(Direction::Similar)
                    && statement.versus == Some(Versus::PreviousStatement) =>
            {
                Change::Reiterated
            }
            (false, Some(_), _) | (false, None, None) => Change::DirectionOnly,
            (false, None, Some(before)) => direction(before, statement),
        };
        announcements.push(Announcement { statement, change: Some(change), before });
        last = Some(statement);
        if statement.has_figure() {
            last_figure = Some(statement);
        }
    }
    announcements
}

/// A missing lower end is as low as can be, a missing upper end as high as can be.
fn between(before: &Statement, now: &Statement) -> Change {
    let low = now.low.unwrap_or(Decimal::MIN).cmp(&before.low.unwrap_or(Decimal::MIN));
    let high = now.high.unwrap_or(Decimal::MAX).cmp(&before.high.unwrap_or(Decimal::MAX));
    let open = before.high.is_none() != now.high.is_none() || before.low.is_none() != now.low.is_none();
    match (low, high) {
        (Ordering::Equal, Ordering::Equal) => Change::Reiterated,
        (Ordering::Greater, Ordering::Greater) => Change::Raised,
        (Ordering::Less, Ordering::Less) => Change::Lowered,
        (Ordering::Greater, Ordering::Less) => Change::Narrowed,
        (Ordering::Less, Ordering::Greater) => Change::Widened,
        // An end given for the first time, or no longer given.
        (Ordering::Equal, Ordering::Less) | (Ordering::Greater, Ordering::Equal) if open => Change::Narrowed,
        (Ordering::Equal, Ordering::Greater) | (Ordering::Less, Ordering::Equal) if open => Change::Widened,
        (Ordering::Greater, Ordering::Equal) => Change::LowRaised,
        (Ordering::Less, Ordering::Equal) => Change::LowLowered,
        (Ordering::Equal, Ordering::Greater) => Change::HighRaised,
        (Ordering::Equal, Ordering::Less) => Change::HighLowered,
    }
}

fn direction(before: &Statement, now: &Statement) -> Change {
    let rank = |statement: &Statement| {
        let direction = match statement.direction {
            Some(Direction::Lower) => -1,
            Some(Direction::Higher) => 1,
            Some(Direction::Similar) | None => 0,
        };
        let pace = match statement.pace {
            Some(Pace::Slower) => -1,
            Some(Pace::Faster) => 1,
            None => 0,
        };
        (direction, pace)
    };
    match rank(now).cmp(&rank(before)) {
        Ordering::Greater => Change::Raised,
        Ordering::Less => Change::Lowered,
        Ordering::Equal => Change::Reiterated,
    }
}

/// The period under which a company spoke of the one asked for: the same quarters by whichever name; for a calendar year
/// of which it never spoke, its own year of that number, as the press does.
pub fn matched_period(statements: &[Statement], calendar: FiscalCalendar, asked: Period) -> Option<Period> {
    let of_same_quarters =
        statements.iter().map(|statement| statement.period).find(|period| period.is_same(asked, calendar));
    of_same_quarters.or_else(|| {
        let own = asked.fiscal();
        let is_year = asked.part_of_year().part == Part::Year;
        (is_year && statements.iter().any(|statement| statement.period == own)).then_some(own)
    })
}

/// Every period that could be meant by the one asked for and was spoken of: of a year, the company's own of that number
/// before the calendar's, where the two differ.
pub fn spoken_of(statements: &[Statement], calendar: FiscalCalendar, asked: Period) -> Vec<Period> {
    let own = asked.fiscal();
    let two = asked.part_of_year().part == Part::Year && !own.is_same(asked, calendar);
    let meant = two.then_some(own).into_iter().chain([asked]);
    meant.filter(|period| statements.iter().any(|one| one.period.is_same(*period, calendar))).collect()
}

/// The statement that stands: the company's newest with a figure, else what others said with a figure, else the newest.
pub fn standing<'s>(statements: &[&'s Statement]) -> Option<&'s Statement> {
    let newest_first = || statements.iter().rev();
    newest_first()
        .find(|statement| statement.is_the_companys_figure())
        .or_else(|| newest_first().find(|statement| statement.has_figure()))
        .or_else(|| newest_first().next())
        .copied()
}

/// Whether a plan for a period that ends on `end` is none beside others, whose periods end on `ends`: on the day its own
/// was over, and another's was not.
pub fn is_over_beside(end: Date, ends: impl IntoIterator<Item = Date>, day: Date) -> bool {
    end < day && ends.into_iter().any(|other| other >= day)
}

/// Where an outcome fell against a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landing {
    /// Under the lower end.
    Below,
    /// Between the ends, or on the one figure as far as it was precise.
    Within,
    /// Over the upper end.
    Above,
}

impl Landing {
    /// The word for it.
    pub fn words(self) -> Words {
        match self {
            Self::Below => say!(outcome_below),
            Self::Within => say!(outcome_within),
            Self::Above => say!(outcome_above),
        }
    }
}

/// The unit a spoken figure is in: a billion, or the smaller power of ten it is a whole number of.
fn spoken_unit(figure: Decimal) -> Decimal {
    let mut unit = Decimal::from(1_000_000_000);
    while unit > Decimal::ONE && !(figure % unit).is_zero() {
        unit /= Decimal::TEN;
    }
    unit
}

/// Where an outcome fell against a statement's figure; `None` if it gave none.
pub fn landing(statement: &Statement, outcome: Decimal) -> Option<Landing> {
    if !statement.has_figure() {
        return None;
    }
    // "About 75" is met by what rounds to it: half a billion off, or half of the unit it is more precise in.
    let slack = match (statement.bound, statement.low) {
        (Bound::About | Bound::RunRate, Some(figure)) => spoken_unit(figure) / Decimal::TWO,
        _ => Decimal::ZERO,
    };
    Some(match (statement.low, statement.high) {
        (Some(low), _) if outcome < low - slack => Landing::Below,
        (_, Some(high)) if outcome > high + slack => Landing::Above,
        _ => Landing::Within,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Basis, Confidence};
    use proptest::prelude::*;

    fn statement(low: Option<i64>, high: Option<i64>) -> Statement {
        Statement {
            company: "META".to_owned(),
            announced: "2025-01-29".parse().unwrap(),
            period: "FY2025".parse().unwrap(),
            low: low.map(Decimal::from),
            high: high.map(Decimal::from),
            bound: if low.is_some() || high.is_some() { Bound::Range } else { Bound::Direction },
            direction: None,
            pace: None,
            versus: None,
            basis: Basis::Headline,
            comparable: Comparable::Yes,
            source: "source".into(),
            confidence: Confidence::Company,
            note: "".into(),
            line: 1,
            origin: crate::model::Origin::Bundled,
        }
    }

    fn words(statements: &[Statement]) -> Vec<String> {
        let all: Vec<&Statement> = statements.iter().collect();
        let change = |one: Announcement<'_>| one.change.map_or_else(String::new, |change| change.words().to_string());
        announcements(&all).into_iter().map(change).collect()
    }

    #[test]
    fn at_least_fifty_then_about_fifty_is_narrowed() {
        assert_eq!(words(&[statement(Some(50), None), statement(Some(50), Some(50))]), ["initiated", "narrowed"]);
    }

    proptest! {
        #[test]
        fn a_change_undone_is_its_opposite(a in 1_i64..99, b in 1_i64..99, c in 1_i64..99, d in 1_i64..99) {
            let one = statement(Some(a.min(b)), Some(a.max(b)));
            let other = statement(Some(c.min(d)), Some(c.max(d)));
            let opposite = match between(&one, &other) {
                Change::Raised => Change::Lowered,
                Change::Lowered => Change::Raised,
                Change::LowRaised => Change::LowLowered,
                Change::LowLowered => Change::LowRaised,
                Change::HighRaised => Change::HighLowered,
                Change::HighLowered => Change::HighRaised,
                Change::Narrowed => Change::Widened,
                Change::Widened => Change::Narrowed,
                same => same,
            };
            prop_assert_eq!(between(&other, &one), opposite);
        }
    }
}
