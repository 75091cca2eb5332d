//! How each language joins words, and writes days and units of money. What it says is in `data/i18n/phrases.csv`.
//!
//! Another language is a file beside `zh.rs`, its name in [`Language`], and its columns in the data. Nothing here rounds a
//! figure or knows what a report is about.

mod en;
mod zh;

use jiff::civil::Date;

pub use crate::model::Language;
use crate::model::{Currency, Period};
use crate::report::Join;

/// The rules of a language.
struct Locale {
    /// What stands between the first several of a list, and before the last.
    between: fn(Join) -> [&'static str; 2],
    /// Whether a space belongs between two characters where a piece of text is put beside another.
    is_spaced: fn(char, char) -> bool,
    day: fn(Date) -> String,
    /// A period in a sentence or a heading.
    period: fn(Period) -> String,
    /// The unit of money that a heading names, from a unit's symbol such as `bn` and a currency.
    unit: fn(&str, Currency) -> String,
    /// A number with such a unit.
    amount: fn(&str, &str, Currency) -> String,
}

impl Language {
    fn locale(self) -> &'static Locale {
        match self {
            Self::En => &en::LOCALE,
            Self::Zh => &zh::LOCALE,
        }
    }

    /// Texts joined as the language joins them.
    pub(in crate::render) fn join(self, how: Join, texts: &[String]) -> String {
        let [between, last] = (self.locale().between)(how);
        let mut joined = String::new();
        for (index, text) in texts.iter().enumerate() {
            if index > 0 {
                self.append(&mut joined, if index + 1 == texts.len() { last } else { between });
            }
            self.append(&mut joined, text);
        }
        joined
    }

    /// Puts a piece at the end of a text, after a space where the language wants one between the two.
    pub(in crate::render) fn append(self, text: &mut String, piece: &str) {
        if let (Some(before), Some(after)) = (text.chars().next_back(), piece.chars().next())
            && (self.locale().is_spaced)(before, after)
        {
            text.push(' ');
        }
        text.push_str(piece);
    }

    /// A day in words: `30 June 2026`.
    pub(in crate::render) fn day(self, day: Date) -> String {
        (self.locale().day)(day)
    }

    /// A period in a sentence: `2026Q2`.
    pub(in crate::render) fn period(self, period: Period) -> String {
        (self.locale().period)(period)
    }

    /// The unit of a page's money: `USD bn`.
    pub(crate) fn unit(self, symbol: &str, currency: Currency) -> String {
        (self.locale().unit)(symbol, currency)
    }

    /// An amount in a unit that no heading names: `USD 5.5 bn`.
    pub(in crate::render) fn amount(self, number: &str, symbol: &str, currency: Currency) -> String {
        (self.locale().amount)(number, symbol, currency)
    }
}
