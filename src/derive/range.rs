//! Amounts between which a figure lies.

use rust_decimal::Decimal;

use crate::model::Sign;

/// Amounts between which a figure lies, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least it can be.
    pub low: Decimal,
    /// The most it can be.
    pub high: Decimal,
}

impl Range {
    /// Of a figure that can be anything.
    pub const ANY: Self = Self { low: Decimal::MIN, high: Decimal::MAX };

    /// Of a figure that is known.
    pub fn at(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    /// Of the sum of two figures, or of a figure less another.
    #[must_use]
    pub fn plus(self, sign: Sign, other: Self) -> Self {
        match sign {
            Sign::Plus => Self { low: self.low + other.low, high: self.high + other.high },
            Sign::Minus => Self { low: self.low - other.high, high: self.high - other.low },
        }
    }

    /// Of a figure that is in the one or in the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// Of a figure times a factor that is not negative.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }

    /// Of one figure over another; `None` if that is zero.
    pub fn over(self, under: Self) -> Option<Self> {
        let is_zero = under.low.is_zero() && under.high.is_zero();
        if is_zero {
            return None;
        }
        if under.low <= Decimal::ZERO && under.high >= Decimal::ZERO {
            return Some(Self::ANY);
        }
        let over =
            |value: Decimal| Some(Self::at(value.checked_div(under.low)?).or(Self::at(value.checked_div(under.high)?)));
        let ends = if self.low == self.high {
            over(self.low)
        } else {
            over(self.low).zip(over(self.high)).map(|(low, high)| low.or(high))
        };
        Some(ends.unwrap_or(Self::ANY))
    }

    /// Of the relative change from one figure to another; `None` if there is none, as from a loss.
    pub fn change(from: Self, to: Self) -> Option<Self> {
        match from {
            Self { high, .. } if high <= Decimal::ZERO => None,
            Self { low, .. } if low <= Decimal::ZERO => Some(Self::ANY),
            _ => match to.over(from)? {
                any if any == Self::ANY => Some(any),
                Self { low, high } => Some(Self { low: low - Decimal::ONE, high: high - Decimal::ONE }),
            },
        }
    }
}
