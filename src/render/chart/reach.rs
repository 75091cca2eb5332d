//! How far a statement reaches on a scale.

use rust_decimal::Decimal;

use super::length;
use crate::report::StatedRange;

/// What a statement is on a scale.
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

impl Reach {
    pub fn of(said: &StatedRange) -> Self {
        match (length(&said.low), length(&said.high)) {
            (Some(low), Some(high)) if low == high => Self::Point(low),
            (Some(low), Some(high)) => Self::Range(low, high),
            (Some(low), None) => Self::From(low),
            (None, Some(high)) => Self::UpTo(high),
            (None, None) => Self::Nothing,
        }
    }

    /// Whether there is anything to draw.
    pub fn is_drawn(&self) -> bool {
        *self != Self::Nothing
    }
}
