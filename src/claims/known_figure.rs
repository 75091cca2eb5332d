//! A figure that was looked up, and what is to be known of it.

use rust_decimal::Decimal;

use crate::derive::Approximation;

/// A figure over a whole period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KnownFigure {
    /// Whole dollars, or a fraction.
    pub value: Decimal,
    /// The most it can be off because documents round.
    pub rounding: Decimal,
    /// What is to be known of it.
    pub caveats: Caveats,
}

impl KnownFigure {
    pub(super) fn zero() -> Self {
        Self { value: Decimal::ZERO, rounding: Decimal::ZERO, caveats: Caveats::default() }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            value: self.value + other.value,
            rounding: self.rounding + other.rounding,
            caveats: self.caveats.and(other.caveats),
        }
    }

    /// The figure to be taken off another.
    pub(super) fn negated(self) -> Self {
        Self { value: -self.value, ..self }
    }

    pub(super) fn times(self, factor: Decimal) -> Self {
        Self { value: self.value * factor, rounding: self.rounding * factor, ..self }
    }
}

/// What is to be known of a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caveats {
    /// Why it is only approximate, if it is.
    pub approximation: Option<Approximation>,
    /// Whether it rests on a user's rows.
    pub of_user: bool,
}

impl Caveats {
    /// That of two figures added.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        let approximation = self.approximation.or(other.approximation);
        Self { approximation, of_user: self.of_user || other.of_user }
    }
}
