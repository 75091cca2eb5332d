//! The typed contents of a report's cells.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::chart::SeriesColor;
use crate::model::{Money, Period, Quantity, Words};

/// A cell: a value and, where the value is not the plain thing it looks like, a mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What the cell holds.
    pub value: Value,
    /// How far it can be taken at its word.
    pub mark: Mark,
    /// Whether it rests on a user's own data: printed with `†` after it, and `user` in the column `origin`.
    pub of_user: bool,
    /// The identifiers of the documents it rests on; `None` where the format leads to none.
    pub documents: Option<Arc<[Arc<str>]>>,
}

/// What a cell can hold. Exact throughout; only the number formatter rounds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing applies here (a share in a one-company report, say). Empty everywhere.
    Blank,
    /// A figure that should be here and is not, with the reason. Never printed as 0.
    Missing(Box<Words>),
    /// Words, ids, labels.
    Text(String),
    /// A period by its name, such as 2025Q3.
    Period(Period),
    /// A figure: an amount, a change, a share, a number or a day.
    Figure(Quantity),
    /// Words with figures in them, such as a formula. Figures are in the page's unit, which the heading names.
    Phrase(Box<Words>),
    /// Figures over time, oldest first, drawn in a line of their own height; a page shows how they run, and machines
    /// are given none.
    Sparkline(SeriesColor, Vec<Cell>),
}

impl Value {
    /// The period that it is, if it is one.
    pub fn period(&self) -> Option<Period> {
        if let Self::Period(period) = self { Some(*period) } else { None }
    }

    /// The figure that it is, if it is one.
    pub fn figure(&self) -> Option<Quantity> {
        if let Self::Figure(figure) = self { Some(*figure) } else { None }
    }

    /// Whether it is a figure, or holds one.
    pub fn has_figure(&self) -> bool {
        match self {
            Self::Figure(_) | Self::Sparkline(..) => true,
            Self::Phrase(words) => words.has_figure(),
            Self::Blank | Self::Missing(_) | Self::Text(_) | Self::Period(_) => false,
        }
    }
}

/// The mark of a cell on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// As it stands.
    #[default]
    None,
    /// A declared stand-in was used: printed with `≈` before it.
    Approximate,
    /// Some quarters are missing: printed with `*` after it.
    Partial,
}

/// What a value reads as in a sentence: nothing where it is blank, a dash where it is missing.
impl From<Value> for Words {
    fn from(value: Value) -> Self {
        match value {
            Value::Blank | Value::Sparkline(..) => Self::NONE,
            Value::Missing(_) => "–".into(),
            Value::Text(text) => text.into(),
            Value::Period(period) => period.to_string().into(),
            Value::Figure(figure) => figure.into(),
            Value::Phrase(words) => *words,
        }
    }
}

impl Cell {
    /// A whole number of things, such as days.
    pub fn count(count: impl Into<Decimal>) -> Self {
        Quantity::Number { value: count.into(), places: 0 }.into()
    }

    /// A rate of exchange.
    pub fn rate(value: Decimal) -> Self {
        Quantity::rate(value).into()
    }

    /// An empty cell.
    pub const BLANK: Self = Self { value: Value::Blank, mark: Mark::None, of_user: false, documents: None };

    /// A cell of words.
    pub fn text(text: impl Into<String>) -> Self {
        Value::Text(text.into()).into()
    }

    /// A cell of words; blank where there are none.
    pub fn optional(text: Option<impl Into<String>>) -> Self {
        text.map(Into::into).filter(|text| !text.is_empty()).map_or(Self::BLANK, Self::text)
    }

    /// A cell of words with places.
    pub fn say(words: impl Into<Words>) -> Self {
        match words.into() {
            Words::Text(text) => Self::text(text),
            words => Value::Phrase(Box::new(words)).into(),
        }
    }

    /// A cell whose figure is missing.
    pub fn missing(reason: impl Into<Words>) -> Self {
        Value::Missing(Box::new(reason.into())).into()
    }

    /// The same cell, marked.
    #[must_use]
    pub fn marked(mut self, mark: Mark) -> Self {
        self.mark = mark;
        self
    }

    /// The same cell, resting on a user's own data or not.
    #[must_use]
    pub fn of_user(mut self, of_user: bool) -> Self {
        self.of_user = of_user;
        self
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self { value, mark: Mark::None, of_user: false, documents: None }
    }
}

impl From<Quantity> for Cell {
    fn from(figure: Quantity) -> Self {
        Value::Figure(figure).into()
    }
}

impl From<Money> for Cell {
    fn from(money: Money) -> Self {
        Quantity::Money(money).into()
    }
}

impl From<Period> for Cell {
    fn from(period: Period) -> Self {
        Value::Period(period).into()
    }
}

impl From<Date> for Cell {
    fn from(date: Date) -> Self {
        Quantity::Date(date).into()
    }
}
