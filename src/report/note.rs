//! What a reader must know beside the figures.

use rust_decimal::Decimal;

use super::cell::{Part, Value};
use crate::model::Money;

/// A remark under a report: one paragraph, whose figures are still exact.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// A stable word for programs: `basis`, `calendar`, `definition`, `approximation`, `partial`, `missing`, `data`.
    pub kind: &'static str,
    /// The sentence, in pieces.
    pub parts: Vec<Part>,
}

impl Note {
    /// A note of a kind, starting with the given words.
    pub fn new(kind: &'static str, text: impl Into<String>) -> Self {
        Self { kind, parts: vec![Part::Text(text.into())] }
    }

    /// The note, with more words.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Text(text.into()));
        self
    }

    /// The note, with an amount.
    #[must_use]
    pub fn money(self, money: Money) -> Self {
        self.figure(Value::Money(money))
    }

    /// The note, with a relative change.
    #[must_use]
    pub fn change(self, fraction: Decimal) -> Self {
        self.figure(Value::Change(fraction))
    }

    /// The note, with a figure.
    #[must_use]
    pub fn figure(mut self, value: Value) -> Self {
        self.parts.push(Part::Figure(value));
        self
    }
}
