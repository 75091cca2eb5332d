//! What a column of the output contract is called, what its cells hold, and what they mean.

use super::Heading;

/// A column of the output contract. Its meaning is a phrase of English, as help is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId {
    /// Its name in machine formats (`snake_case`); scripts depend on it.
    pub name: &'static str,
    /// What its cells hold.
    pub holds: Holds,
    /// What it means.
    pub meaning: &'static str,
}

/// What the cells of a column hold, in machine formats. Any but a name may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holds {
    /// A text that is never empty.
    Name,
    /// A text.
    Text,
    /// A day, as 2025-12-31.
    Date,
    /// An amount in whole units of the row's currency.
    Money,
    /// An amount in US dollars, whatever the row's currency.
    Dollars,
    /// A fraction: 0.641 is 64.1 %.
    Fraction,
    /// An amount in whole units of the row's currency, or a fraction: it depends on the metric.
    Figure,
    /// Another number, such as a rate of exchange.
    Number,
    /// A whole number, not below zero.
    Count,
}

impl Holds {
    /// What it is, in a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Name | Self::Text => "text",
            Self::Date => "date",
            Self::Money => "money",
            Self::Dollars => "US dollars",
            Self::Fraction => "fraction",
            Self::Figure => "money or fraction",
            Self::Number => "number",
            Self::Count => "count",
        }
    }

    /// Whether the cells are numbers.
    pub fn is_number(self) -> bool {
        !matches!(self, Self::Name | Self::Text | Self::Date)
    }
}

impl ColumnId {
    const fn new(name: &'static str, holds: Holds, meaning: &'static str) -> Self {
        Self { name, holds, meaning }
    }

    /// A column of texts that are never empty.
    pub const fn name(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Holds::Name, meaning)
    }

    /// A column of texts.
    pub const fn text(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Holds::Text, meaning)
    }

    /// A column of days.
    pub const fn date(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Holds::Date, meaning)
    }

    /// A column of amounts in the row's currency.
    pub const fn money(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Holds::Money, meaning)
    }

    /// A column of amounts in US dollars.
    pub const fn dollars(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Holds::Dollars, meaning)
    }

    /// A column of fractions.
    pub const fn fraction(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Holds::Fraction, meaning)
    }

    /// A column of amounts or fractions.
    pub const fn figure(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Holds::Figure, meaning)
    }

    /// A column of other numbers.
    pub const fn number(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Holds::Number, meaning)
    }

    /// A column of whole numbers.
    pub const fn count(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Holds::Count, meaning)
    }

    /// The same column, which holds something else.
    #[must_use]
    pub const fn holding(self, holds: Holds) -> Self {
        Self { holds, ..self }
    }
}

/// The columns of an answer.
#[derive(Debug, Clone)]
pub struct AnswerColumns {
    /// What is typed for it after `capex`, such as `list metrics`.
    pub typed: String,
    /// Those that it always has.
    pub usual: Vec<Heading>,
    /// Those that it has where amounts are converted, too.
    pub converted: Vec<Heading>,
}

impl AnswerColumns {
    /// The command.
    pub fn command(&self) -> &str {
        self.typed.split(' ').next().unwrap_or_default()
    }

    /// Every column.
    pub fn all(&self) -> impl Iterator<Item = &Heading> {
        self.usual.iter().chain(&self.converted)
    }

    /// The identity of every column.
    pub fn ids(&self) -> impl Iterator<Item = ColumnId> {
        self.all().map(Heading::column_id)
    }
}
