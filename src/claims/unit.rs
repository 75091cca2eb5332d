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
    /// The units of amounts and of rates, smallest first.
    pub const ALL: [Self; 11] = [
        Self::Ones,
        Self::K,
        Self::Wan,
        Self::M,
        Self::Yi,
        Self::Bn,
        Self::Tn,
        Self::Wanyi,
        Self::Percent,
        Self::Fraction,
        Self::Times,
    ];

    /// The word for it in a claims file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ones => "usd",
            Self::K => "k",
            Self::Wan => "wan",
            Self::M => "m",
            Self::Yi => "yi",
            Self::Bn => "bn",
            Self::Tn => "tn",
            Self::Wanyi => "wanyi",
            Self::Percent => "percent",
            Self::Fraction => "fraction",
            Self::Times => "times",
        }
    }

    /// What a reader sees behind a number.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Ones | Self::Fraction => "",
            Self::Percent => "%",
            Self::Times => "x",
            Self::Wan => " 万",
            Self::Yi => " 亿",
            Self::Wanyi => " 万亿",
            Self::K => " k",
            Self::M => " m",
            Self::Bn => " bn",
            Self::Tn => " tn",
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

    /// One of it, in whole units of a currency or as a fraction.
    pub fn size(self) -> Decimal {
        match self {
            Self::Percent => Decimal::new(1, 2),
            Self::Ones | Self::Fraction | Self::Times => Decimal::ONE,
            Self::K => Decimal::from(1_000),
            Self::Wan => Decimal::from(10_000),
            Self::M => Decimal::from(1_000_000),
            Self::Yi => Decimal::from(100_000_000),
            Self::Bn => Decimal::from(1_000_000_000),
            Self::Tn | Self::Wanyi => Decimal::from(1_000_000_000_000_i64),
        }
    }

    pub(super) fn names() -> Words {
        Words::items(Self::ALL.map(Self::name))
    }
}

impl FromStr for PrintedUnit {
    type Err = Words;

    fn from_str(typed: &str) -> Result<Self, Words> {
        let word = typed.trim().to_lowercase();
        let word = typed::meaning(typed::UNIT, &word).unwrap_or(&word);
        let unknown = || say!(unknown_unit, typed = typed.trim(), units = Self::names());
        Self::ALL.into_iter().find(|unit| unit.name() == word).ok_or_else(unknown)
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
