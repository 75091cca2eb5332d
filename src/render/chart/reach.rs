//! What a chart of guidance has in a row: a statement or an outcome, and how far it reaches on a scale.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::unit::PageScale;
use super::super::{cell, prose};
use super::length;
use crate::report::{Cell, GuidanceRanges, Mark, StatedRange, Words};
use crate::say;

/// A statement, or what became of several.
pub(in crate::render) struct GuidanceRow {
    pub day: Date,
    pub words: String,
    pub reach: Reach,
    /// Of an outcome, whether it is partial.
    pub outcome: Option<Mark>,
}

/// How far a statement reaches on a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Reach {
    /// It gave no figure.
    Nothing,
    /// One figure.
    Point(Decimal),
    /// From the lower end to the upper.
    Range(Decimal, Decimal),
    /// A lower end alone.
    From(Decimal),
    /// An upper end alone.
    UpTo(Decimal),
}

impl GuidanceRow {
    /// The statements, oldest first, and the outcome.
    pub fn all(ranges: &GuidanceRanges, scale: &PageScale) -> Vec<Self> {
        let words = |words: &Words| prose::picture(words, scale);
        let said = ranges.said.iter().map(|said| Self {
            day: said.day,
            words: words(&said.words),
            reach: Reach::of(said),
            outcome: None,
        });
        let outcome = ranges.outcome.iter().map(|(day, cell)| Self {
            day: *day,
            words: words(&outcome(cell, scale)),
            reach: length(cell).map_or(Reach::Nothing, Reach::Point),
            outcome: Some(cell.mark),
        });
        said.chain(outcome).collect()
    }

    /// Whether it is a statement that is drawn.
    pub fn is_range(&self) -> bool {
        self.outcome.is_none() && self.reach != Reach::Nothing
    }

    /// Whether its words belong to something that is drawn.
    pub fn is_drawn(&self) -> bool {
        self.outcome.is_some() || self.is_range()
    }
}

/// Of a whole period, what was spent, which statements are compared with.
pub(in crate::render) fn compared(rows: &[GuidanceRow]) -> Option<Decimal> {
    let outcome = rows.last().filter(|row| row.outcome.is_some_and(|mark| mark != Mark::Partial));
    if let Reach::Point(figure) = outcome?.reach { Some(figure) } else { None }
}

/// `outcome 72.2`, or `so far 50.9*` while quarters are missing.
pub(in crate::render) fn outcome(outcome: &Cell, scale: &PageScale) -> Words {
    let amount = cell::page(outcome, scale);
    if outcome.mark == Mark::Partial { say!(so_far_amount, amount) } else { say!(outcome_amount, amount) }
}

impl Reach {
    fn of(said: &StatedRange) -> Self {
        match (length(&said.low), length(&said.high)) {
            (Some(low), Some(high)) if low == high => Self::Point(low),
            (Some(low), Some(high)) => Self::Range(low, high),
            (Some(low), None) => Self::From(low),
            (None, Some(high)) => Self::UpTo(high),
            (None, None) => Self::Nothing,
        }
    }
}
