//! Words for a reader, kept apart from what stands in their places, so that a page can be put into another language.
//!
//! Nothing below the renderers holds a finished sentence: a reason, a note or a heading is a phrase with named places, and
//! what goes there. The renderer chooses the language last, as it chooses rounding and units last.

use std::fmt;
use std::io;
use std::num::ParseIntError;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Currency, Language, Localized, Money, Period};
use crate::say;

/// A piece of text: a name, a figure, a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// Words as they stand in any language: an identifier, a file's name, what was typed.
    Text(String),
    /// A name or a remark that the data gives in more than one language.
    Name(Localized),
    /// A figure, printed by the number formatter.
    Figure(Quantity),
    /// An amount beside another of its currency, in a unit in which the two are not printed alike.
    Apart {
        /// The amount.
        amount: Money,
        /// The other.
        from: Money,
    },
    /// A sentence or a phrase with places.
    Say(Say),
    /// A day in words: `30 June 2026`.
    Day(Date),
    /// A period: `2025Q3`, `2025 年第三季度`.
    Period(Period),
    /// The words of each language, where these have more than a phrase that differs, such as another unit.
    Each(Box<[Words; Language::COUNT]>),
    /// Several, joined as the language joins them.
    List(Join, Vec<Words>),
    /// Words that begin a sentence, where the language has capital letters.
    Capitalised(Box<Words>),
    /// A choice that its reader can make.
    Option(Box<NamedOption>),
}

/// A choice that a reader can make: an option of the command line, one of a switch on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedOption {
    /// What is said of it where commands are typed, such as `--basis cash`.
    pub typed: Words,
    /// The switch, such as `basis`.
    pub switch: &'static str,
    /// The option's word for programs, such as `cash`.
    pub value: &'static str,
    /// Its name for people.
    pub name: Words,
}

/// The space between words that stay on one line; it is printed as a space.
pub const NO_BREAK: &str = "\u{a0}";

/// A figure in a sentence. Exact; only the number formatter rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// An amount in whole units of its currency; pages print it in the display unit.
    Money(Money),
    /// A relative change as a fraction: 0.642 is printed `+64.2%`.
    Change(Decimal),
    /// A part of a whole, or a ratio, as a fraction: 0.313 is printed `31.3%`.
    Share(Decimal),
    /// A plain number, such as an exchange rate or a count.
    Number {
        /// The number.
        value: Decimal,
        /// Decimals a page prints.
        places: u32,
    },
    /// A day.
    Date(Date),
}

impl Quantity {
    /// A rate of exchange, to four decimals on a page.
    pub fn rate(value: Decimal) -> Self {
        Self::Number { value, places: 4 }
    }
}

/// A phrase and what goes in its places. Written with `say!`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Say {
    /// The phrase in each language, with places such as `{company}`.
    pub texts: &'static [&'static str; Language::COUNT],
    /// What goes in each place.
    pub places: Vec<(&'static str, Words)>,
}

/// How a language joins several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// `a, b and c`
    And,
    /// `a or b`
    Or,
    /// `a, b, c`: things of one kind, such as periods
    Items,
    /// `a, b, c`: parts of one statement, such as what a heading says
    Commas,
    /// `a; b; c`
    Semicolons,
    /// `a; then b`
    Then,
    /// One sentence after another.
    Sentences,
    /// One piece right after another.
    Nothing,
}

impl Default for Words {
    fn default() -> Self {
        Self::NONE
    }
}

impl Words {
    /// Nothing at all.
    pub const NONE: Self = Self::List(Join::Nothing, Vec::new());

    /// A command to type, which no line breaks: half of one is another.
    pub fn command(text: &str) -> Self {
        Self::Text(text.replace(' ', NO_BREAK))
    }

    /// Names or figures, joined with the language's word for "and".
    pub fn and<T: Into<Self>>(parts: impl IntoIterator<Item = T>) -> Self {
        Self::List(Join::And, parts.into_iter().map(Into::into).collect())
    }

    /// Things of one kind in a row.
    pub fn items<T: Into<Self>>(parts: impl IntoIterator<Item = T>) -> Self {
        Self::List(Join::Items, parts.into_iter().map(Into::into).collect())
    }

    /// Parts of one statement in a row.
    pub fn commas<T: Into<Self>>(parts: impl IntoIterator<Item = T>) -> Self {
        Self::List(Join::Commas, parts.into_iter().map(Into::into).collect())
    }

    /// Longer things in a row.
    pub fn semicolons<T: Into<Self>>(parts: impl IntoIterator<Item = T>) -> Self {
        Self::List(Join::Semicolons, parts.into_iter().map(Into::into).collect())
    }

    /// Sentences, one after another.
    pub fn sentences<T: Into<Self>>(parts: impl IntoIterator<Item = T>) -> Self {
        Self::List(Join::Sentences, parts.into_iter().map(Into::into).collect())
    }

    /// Pieces right after one another.
    pub fn run<T: Into<Self>>(parts: impl IntoIterator<Item = T>) -> Self {
        Self::List(Join::Nothing, parts.into_iter().map(Into::into).collect())
    }

    /// The same at the beginning of a sentence.
    #[must_use]
    pub fn capitalised(self) -> Self {
        Self::Capitalised(Box::new(self))
    }

    /// Whether a figure stands among them.
    pub fn has_figure(&self) -> bool {
        match self {
            Self::Figure(_) | Self::Apart { .. } => true,
            Self::List(_, parts) => parts.iter().any(Self::has_figure),
            Self::Say(said) => said.places.iter().any(|(_, part)| part.has_figure()),
            Self::Capitalised(words) => words.has_figure(),
            Self::Each(words) => words.iter().any(Self::has_figure),
            Self::Option(option) => option.name.has_figure(),
            Self::Text(_) | Self::Name { .. } | Self::Day(_) | Self::Period(_) => false,
        }
    }

    /// The first, then the second if there is one.
    #[must_use]
    pub fn then(self, next: Option<impl Into<Self>>) -> Self {
        match next {
            None => self,
            Some(next) => Self::run([self, next.into()]),
        }
    }
}

impl Join {
    /// What stands in English between the first several of a list, and before the last.
    pub fn english(self) -> [&'static str; 2] {
        match self {
            Self::Nothing => [""; 2],
            Self::Sentences => [" "; 2],
            Self::Or => [" or "; 2],
            Self::Items | Self::Commas => [", "; 2],
            Self::Then => ["; then "; 2],
            Self::Semicolons => ["; "; 2],
            Self::And => [", ", " and "],
        }
    }
}

/// A text with a capital as its first letter.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// In English, on one line, with figures as exact as they are: what an error says where nobody renders its words.
impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&text.replace(NO_BREAK, " ")),
            Self::Name(name) => f.write_str(&name.english().replace(NO_BREAK, " ")),
            Self::Figure(figure) => figure.fmt(f),
            Self::Apart { amount, .. } => Quantity::Money(*amount).fmt(f),
            Self::Say(said) => said.fmt(f),
            Self::Day(day) => day.strftime("%-d %B %Y").fmt(f),
            Self::Period(period) => f.write_str(&period.label()),
            Self::Each(words) => Language::En.of::<Self>(words).fmt(f),
            Self::Capitalised(words) => f.write_str(&capitalised(&words.to_string())),
            Self::Option(option) => option.typed.fmt(f),
            Self::List(how, parts) => {
                let [between, last] = how.english();
                for (index, part) in parts.iter().enumerate() {
                    if index > 0 {
                        f.write_str(if index + 1 == parts.len() { last } else { between })?;
                    }
                    part.fmt(f)?;
                }
                Ok(())
            }
        }
    }
}

/// Words can be the reason in an error of the system's kind.
impl std::error::Error for Words {}

impl fmt::Display for Say {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text(Language::En, true);
        let mut rest = &*text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            f.write_str(before)?;
            if let Some((_, part)) = self.places.iter().find(|(place, _)| *place == name) {
                part.fmt(f)?;
            }
            rest = after;
        }
        f.write_str(rest)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |fraction: Decimal| (fraction * Decimal::ONE_HUNDRED).normalize();
        match *self {
            Self::Money(money) => write!(f, "{} {}", money.currency, money.amount.normalize()),
            Self::Change(fraction) => write!(f, "{:+}%", percent(fraction)),
            Self::Share(fraction) => write!(f, "{}%", percent(fraction)),
            Self::Number { value, .. } => value.normalize().fmt(f),
            Self::Date(day) => day.fmt(f),
        }
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Words {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&Localized> for Words {
    fn from(name: &Localized) -> Self {
        Self::Name(name.clone())
    }
}

impl From<&Words> for Words {
    fn from(part: &Words) -> Self {
        part.clone()
    }
}

impl From<Quantity> for Words {
    fn from(figure: Quantity) -> Self {
        Self::Figure(figure)
    }
}

impl From<Money> for Words {
    fn from(money: Money) -> Self {
        Self::Figure(Quantity::Money(money))
    }
}

/// A currency by its code in English, and else by its name where it has one: `CNY`, `人民币`.
impl From<Currency> for Words {
    fn from(currency: Currency) -> Self {
        let name = |language| currency.name(language).filter(|_| language != Language::En).unwrap_or(currency.code());
        Self::Name(Localized::new(|language| name(language).to_owned()))
    }
}

/// A period by its label in English.
impl From<Period> for Words {
    fn from(period: Period) -> Self {
        Self::Period(period)
    }
}

/// A day as `2025-02-08`.
impl From<Date> for Words {
    fn from(day: Date) -> Self {
        Self::Figure(Quantity::Date(day))
    }
}

/// What a library found wrong with a number, as it says it.
impl From<&rust_decimal::Error> for Words {
    fn from(error: &rust_decimal::Error) -> Self {
        let text = error.to_string();
        let known = [say!(decimal_unknown_character), say!(decimal_empty), say!(decimal_no_digits)];
        known.into_iter().find(|known| known.to_string() == text).unwrap_or(Self::Text(text))
    }
}

/// The same of a whole number.
impl From<&ParseIntError> for Words {
    fn from(error: &ParseIntError) -> Self {
        Self::Text(error.to_string())
    }
}

/// The same of a day.
impl From<&jiff::Error> for Words {
    fn from(error: &jiff::Error) -> Self {
        Self::Text(error.to_string())
    }
}

/// What the system says, as it says it in English.
fn system(error: &io::Error) -> Words {
    let code = error.raw_os_error().unwrap_or_default().to_string();
    let known = match error.kind() {
        io::ErrorKind::NotFound => say!(system_not_found, code),
        io::ErrorKind::PermissionDenied => say!(system_permission_denied, code),
        io::ErrorKind::NotADirectory => say!(system_not_a_directory, code),
        io::ErrorKind::IsADirectory => say!(system_is_a_directory, code),
        io::ErrorKind::StorageFull => say!(system_storage_full, code),
        io::ErrorKind::ConnectionRefused => say!(system_connection_refused, code),
        io::ErrorKind::ReadOnlyFilesystem => say!(system_read_only, code),
        _ => Words::NONE,
    };
    let text = error.to_string();
    if known.to_string() == text { known } else { Words::Text(text) }
}

/// What the system says of a file, or we do.
impl From<&io::Error> for Words {
    fn from(error: &io::Error) -> Self {
        let own = error.get_ref().and_then(|own| own.downcast_ref::<Self>());
        own.cloned().unwrap_or_else(|| system(error))
    }
}

/// A relative change.
impl From<Decimal> for Words {
    fn from(change: Decimal) -> Self {
        Self::Figure(Quantity::Change(change))
    }
}
