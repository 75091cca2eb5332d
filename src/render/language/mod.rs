//! Languages of pages. Another one is one file beside `zh.rs` and one variant here.
//!
//! English is what templates are written in; a language gives its own words for each. A template it does not know stays
//! English, and a test finds it.

mod zh;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::model::Currency;
use crate::report::Join;

/// A language of pages and messages. Machine formats are English whatever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

/// A word that names no language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language `{0}`; the languages are en and zh")]
pub struct UnknownLanguage(pub String);

/// What a language other than English says.
struct Tongue {
    /// Words, names and templates in English and in the language; places keep their names and may change their order.
    words: LazyLock<HashMap<&'static str, &'static str>>,
    and: [&'static str; 2],
    or: &'static str,
    comma: &'static str,
    semicolon: &'static str,
    then: &'static str,
    sentence: &'static str,
    day: fn(Date) -> String,
    /// The unit of money of a page, from a unit's symbol such as `bn` and a currency.
    unit: fn(&str, Currency) -> String,
}

impl Language {
    /// Every language, in the order they are listed to a reader.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The word that selects the language.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// The language of a POSIX locale such as `zh_CN.UTF-8`, if it is one of these.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let tag = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| tag.eq_ignore_ascii_case(language.name()))
    }

    fn tongue(self) -> Option<&'static Tongue> {
        match self {
            Self::En => None,
            Self::Zh => Some(&zh::TONGUE),
        }
    }

    /// Words or a template in the language; English where it has none.
    pub(in crate::render) fn words(self, english: &str) -> Cow<'_, str> {
        match self.tongue().and_then(|tongue| tongue.words.get(english)) {
            Some(words) => Cow::Borrowed(words),
            None => Cow::Owned(english.to_owned()),
        }
    }

    /// Texts joined as the language joins them.
    pub(in crate::render) fn join(self, how: Join, texts: &[String]) -> String {
        let tongue = self.tongue();
        match how {
            Join::Nothing => texts.concat(),
            Join::Sentences => texts.join(tongue.map_or(" ", |tongue| tongue.sentence)),
            Join::Or => texts.join(tongue.map_or(" or ", |tongue| tongue.or)),
            Join::Commas => texts.join(tongue.map_or(", ", |tongue| tongue.comma)),
            Join::Then => texts.join(tongue.map_or("; then ", |tongue| tongue.then)),
            Join::Semicolons => texts.join(tongue.map_or("; ", |tongue| tongue.semicolon)),
            Join::And => {
                let [between, last] = tongue.map_or([", ", " and "], |tongue| tongue.and);
                match texts {
                    [first @ .., end] if !first.is_empty() => [&first.join(between), last, end].concat(),
                    texts => texts.concat(),
                }
            }
        }
    }

    /// A day in words: `30 June 2026`.
    pub(in crate::render) fn day(self, day: Date) -> String {
        self.tongue().map_or_else(|| day.strftime("%-d %B %Y").to_string(), |tongue| (tongue.day)(day))
    }

    /// The unit of a page's money: `USD bn`.
    pub(in crate::render) fn unit(self, symbol: &str, currency: Currency) -> String {
        match self.tongue() {
            None => format!("{currency} {symbol}").trim_end().to_owned(),
            Some(tongue) => (tongue.unit)(symbol, currency),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(word: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|language| language.name() == word).ok_or_else(|| UnknownLanguage(word.to_owned()))
    }
}
