//! The range in which a figure lies.

use rust_decimal::Decimal;

/// The range in which a figure lies, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ValueRange {
    pub low: Decimal,
    pub high: Decimal,
}

impl ValueRange {
    /// That of a figure that can be anything.
    const ANY: Self = Self { low: Decimal::MIN, high: Decimal::MAX };
    /// That of zero.
    pub const ZERO: Self = Self { low: Decimal::ZERO, high: Decimal::ZERO };

    /// That of a known figure.
    pub fn at(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    /// That of a figure in either of two ranges.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// That of the sum of two figures.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    /// That of a sum without one of its terms.
    #[must_use]
    pub fn without(self, term: Self) -> Self {
        Self { low: self.low - term.low, high: self.high - term.high }
    }

    /// That of a figure times a factor that is not negative.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }

    /// That of one figure over another; `None` if the other is zero.
    pub fn over(self, under: Self) -> Option<Self> {
        if under == Self::ZERO {
            return None;
        }
        if under.low <= Decimal::ZERO && under.high >= Decimal::ZERO {
            return Some(Self::ANY);
        }
        let over = |value: Decimal, under: Decimal| value.checked_div(under).map(Self::at);
        let by_low = |value| over(value, under.low);
        let by_both = |value| {
            if under.low == under.high { by_low(value) } else { Some(by_low(value)?.or(over(value, under.high)?)) }
        };
        let low = by_both(self.low);
        let ends =
            if self.low == self.high { low } else { low.zip(by_both(self.high)).map(|(low, high)| low.or(high)) };
        Some(ends.unwrap_or(Self::ANY))
    }

    /// That of the relative change from one figure to another; `None` if there is none, as from a loss.
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
