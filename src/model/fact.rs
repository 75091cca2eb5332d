//! Facts as filed.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::metric::MetricId;
use super::money::Currency;
use super::origin::Origin;
use super::quarter::Span;
use super::words::Words;
use super::{by_name, named};
use crate::say;

/// What one document says about one metric over one span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The metric.
    pub metric: MetricId,
    /// The days it covers.
    pub span: Span,
    /// Whole US dollars, or a fraction for a stated growth rate.
    pub value: Decimal,
    /// The currency of an amount; none for a rate.
    pub currency: Option<Currency>,
    /// The unit the document rounded to, in the value's own unit; `None` where it printed millions or better.
    pub rounded_to: Option<Decimal>,
    /// The day it was published.
    pub published: Date,
    /// Identifier of the document.
    pub source: Arc<str>,
    /// How it was read.
    pub confidence: Confidence,
    /// Whether it re-presents an earlier figure of the same span.
    pub restated: bool,
    /// The last day on which a later document printed the same value again, as far as is known: it belongs to what was
    /// restated before that day too.
    pub last_printed: Option<Date>,
    /// A remark, often empty.
    pub note: String,
    /// Line in the file it was read from, for messages.
    pub line: u64,
    /// Whose it is.
    pub origin: Origin,
}

impl Fact {
    /// Whether another fact of the same company is about the same days of the same metric.
    pub fn is_of(&self, other: &Self) -> bool {
        (&self.metric, self.span) == (&other.metric, other.span)
    }

    /// Whether another value of the same is the same value, as far as the one that is rounded more says it.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let unit = |fact: &Self| fact.currency.map_or(fact.rounded_to.unwrap_or_default(), |_| fact.unit());
        (self.value - other.value).abs() * Decimal::TWO <= unit(self).max(unit(other))
    }

    /// The unit the document rounded to: the one stated, or the largest of a million, a thousand and one that the value is a
    /// multiple of.
    pub fn unit(&self) -> Decimal {
        let is_multiple = |unit: &Decimal| self.value.checked_rem(*unit).is_some_and(|rest| rest.is_zero());
        let units = [1_000_000, 1_000].map(Decimal::from);
        self.rounded_to.unwrap_or_else(|| units.into_iter().find(is_multiple).unwrap_or(Decimal::ONE))
    }
}

named! {
    /// How a fact was read.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Confidence {
        /// A machine-readable SEC filing.
        Filing = "filing",
        /// A company document or call.
        Company = "company",
        /// A third party's copy.
        Secondary = "secondary",
        /// Arithmetic on a document's figures that the data cannot repeat; the note gives it.
        Derived = "derived",
        /// A user's own figure, for which no document is named.
        User = "user",
    }
}

by_name!(Confidence, Words, |word| say!(unknown_confidence, word));
