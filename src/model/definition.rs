//! What a metric meant for a company over a range of dates.

use jiff::civil::Date;

use super::basis::Basis;
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
    /// Whose row it is.
    pub origin: Origin,
    /// Its line in that file, for messages.
    pub line: u64,
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

    /// Whether it holds on every day of a span.
    pub fn covers(&self, span: &Span) -> bool {
        self.from.is_none_or(|from| from <= span.start) && self.to.is_none_or(|to| span.end <= to)
    }

    /// Whether it holds on some day of a span.
    pub fn touches(&self, span: &Span) -> bool {
        self.from.is_none_or(|from| from <= span.end) && self.to.is_none_or(|to| span.start <= to)
    }
}
