//! What a metric meant for a company over a range of dates.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::basis::Basis;
use super::fact::Fact;
use super::language::Localized;
use super::metric::{Component, MetricId};
use super::origin::Origin;
use super::quarter::Span;

/// A company's definition of a metric (for capital expenditures: on one basis) over a range of dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Ticker of the company; [`ANY_COMPANY`](Self::ANY_COMPANY) for each that has no row of its own.
    pub company: String,
    /// The metric defined.
    pub metric: MetricId,
    /// The basis, for capital expenditures; `None` for any other metric. A computed metric is as defined where no basis is
    /// asked for, and on a basis it is computed.
    pub basis: Option<Basis>,
    /// First day it holds; `None` means since ever.
    pub from: Option<Date>,
    /// Last day it holds; `None` means to this day.
    pub to: Option<Date>,
    /// What the figure is made of.
    pub formula: Vec<Component>,
    /// What may stand in, marked as an approximation, where the formula has no figure.
    pub stand_in: Option<Vec<Component>>,
    /// The definition in words, for a reader.
    pub words: Localized,
    /// How it breaks with the definition before it, if it does.
    pub change: Option<DefinitionChange>,
    /// Whose row it is.
    pub origin: Origin,
    /// Its line in that file, for messages.
    pub line: u64,
}

/// How a definition breaks with the one before it: figures on one and on the other are not alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DefinitionChange {
    /// The day of the first document on the new definition: figures of earlier documents are on the one before.
    pub adopted: Date,
    /// US dollars that the new definition counts beside the old one, as of the first day or over the first quarter that it
    /// holds; `None` where the company does not say.
    pub newly_counted: Option<Decimal>,
}

impl Definition {
    /// In place of a ticker: any company that has no definition of its own of the metric on the basis.
    pub const ANY_COMPANY: &'static str = "*";

    /// The other metrics it is made of.
    pub fn parts(&self) -> impl Iterator<Item = &MetricId> {
        self.components().filter(|id| **id != self.metric)
    }

    /// The metrics it is made of, those of a stand-in included.
    pub fn components(&self) -> impl Iterator<Item = &MetricId> {
        self.formula.iter().chain(self.stand_in.iter().flatten()).map(|component| &component.metric)
    }

    /// Whether a printed figure is on this definition, or a later one, and not on the one before: it was printed since the
    /// definition was adopted, for a time in which it holds or anew for an earlier one.
    pub fn is_adopted_by(&self, fact: &Fact) -> bool {
        let is_native = self.from.is_none_or(|from| from <= fact.span.start);
        self.change.is_none_or(|change| change.adopted <= fact.published && (fact.restated || is_native))
    }

    /// Whether it holds on every day of a span.
    pub fn covers(&self, span: &Span) -> bool {
        self.from.is_none_or(|from| from <= span.start) && self.to.is_none_or(|to| span.end <= to)
    }

    /// Whether it holds on some day of a span.
    pub fn touches(&self, span: &Span) -> bool {
        self.from.is_none_or(|from| from <= span.end) && self.to.is_none_or(|to| span.start <= to)
    }
}
