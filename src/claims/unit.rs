//! Units that printed numbers are counted in, and the words for them.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::data::typed;
use crate::model::Words;
use crate::say;

/// What a printed number is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrintedUnit {
    /// Whole units of the currency: dollars, yuan.
    Ones,
    /// Thousands.
    K,
    /// 万, 10^4.
    Wan,
    /// Millions.
    M,
    /// 亿, 10^8.
    Yi,
    /// Billions, 10^9.
    Bn,
    /// Trillions, 10^12.
    Tn,
    /// 万亿, 10^12.
    Wanyi,
    /// Hundredths, for growth, shares and ratios.
    Percent,
    /// Plain fractions, for growth, shares and ratios: 0.63 is 63 percent.
    Fraction,
    /// Multiples of another figure.
    Times,
}

impl PrintedUnit {
    /// The units of amounts and of rates, smallest first: the word in a claims file, what a reader sees behind a number, and
    /// the power of ten that one of it is, in whole units of a currency or as a fraction.
    const TABLE: [(Self, &'static str, &'static str, i8); 11] = [
        (Self::Ones, "usd", "", 0),
        (Self::K, "k", " k", 3),
        (Self::Wan, "wan", " 万", 4),
        (Self::M, "m", " m", 6),
        (Self::Yi, "yi", " 亿", 8),
        (Self::Bn, "bn", " bn", 9),
        (Self::Tn, "tn", " tn", 12),
        (Self::Wanyi, "wanyi", " 万亿", 12),
        (Self::Percent, "percent", "%", -2),
        (Self::Fraction, "fraction", "", 0),
        (Self::Times, "times", "x", 0),
    ];

    /// All of them, in that order.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::TABLE.into_iter().map(|(unit, ..)| unit)
    }

    /// The word for it in a claims file.
    pub fn name(self) -> &'static str {
        Self::TABLE.get(self as usize).map_or("", |(_, name, ..)| name)
    }

    /// What a reader sees behind a number.
    pub fn symbol(self) -> &'static str {
        Self::TABLE.get(self as usize).map_or("", |(_, _, symbol, _)| symbol)
    }

    /// One of it, in whole units of a currency or as a fraction.
    pub fn size(self) -> Decimal {
        let power = Self::TABLE.get(self as usize).map_or(0, |(.., power)| *power);
        match u32::try_from(power) {
            Ok(power) => Decimal::from(10_i64.pow(power)),
            Err(_) => Decimal::new(1, power.unsigned_abs().into()),
        }
    }

    /// The unit in which Chinese counts such amounts, and how many more decimals a number has in it.
    pub fn in_chinese(self) -> (Self, i32) {
        match self {
            Self::K => (Self::Wan, 1),
            Self::M => (Self::Yi, 2),
            Self::Bn => (Self::Yi, -1),
            Self::Tn => (Self::Wanyi, 0),
            unit => (unit, 0),
        }
    }

    /// Whether amounts of money are counted in it, rather than rates.
    pub fn is_of_money(self) -> bool {
        !matches!(self, Self::Percent | Self::Fraction | Self::Times)
    }

    pub(super) fn names() -> Words {
        Words::items(Self::all().map(Self::name))
    }
}

impl FromStr for PrintedUnit {
    type Err = Words;

    fn from_str(typed: &str) -> Result<Self, Words> {
        let word = typed.trim().to_lowercase();
        let word = typed::meaning(typed::UNIT, &word).unwrap_or(&word);
        let unknown = || say!(unknown_unit, typed = typed.trim(), units = Self::names());
        Self::all().find(|unit| unit.name() == word).ok_or_else(unknown)
    }
}

/// The unit that a text begins with, and the rest.
pub(super) fn split_unit(text: &str) -> (Option<PrintedUnit>, &str) {
    let text = text.trim_start();
    for (word, unit) in typed::UNIT {
        let Some((head, rest)) = text.split_at_checked(word.len()) else { continue };
        // A Latin word ends where its letters do: `m` is not the beginning of `mxn`.
        let is_whole = !word.is_ascii() || *word == "%" || !rest.starts_with(|c: char| c.is_ascii_alphabetic());
        if head.to_lowercase() == *word && is_whole {
            return (unit.parse().ok(), rest);
        }
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_stands_in_its_place_of_the_table() {
        for (place, unit) in PrintedUnit::all().enumerate() {
            assert_eq!(unit as usize, place);
            assert_eq!(unit.name().parse(), Ok(unit));
        }
    }
}
