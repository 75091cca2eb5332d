//! Figures of filings that an import left out.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::metric::MetricId;
use super::quarter::Span;
use super::words::Words;
use super::{by_name, named};
use crate::say;

/// A figure that is no fact, though a filing gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Ticker of the company.
    pub company: String,
    /// What it measures.
    pub metric: MetricId,
    /// The days it covers, as the filing gives them.
    pub span: Span,
    /// US dollars.
    pub value: Decimal,
    /// The day of the filing.
    pub filed: Date,
    /// Why it is left out.
    pub why: Why,
}

named! {
    /// Why a figure is left out.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Why {
        /// Other figures contradict it.
        Contradicted = "contradicted",
        /// It is below zero, and its metric never is.
        Negative = "below-zero",
        /// It is 0 where the company gives an amount elsewhere.
        Zero = "zero",
        /// Another tag holds the metric.
        OtherTag = "other-tag",
        /// It is not in whole dollars.
        Fraction = "fraction",
        /// It was filed before its span ended.
        FiledEarly = "filed-early",
        /// Its days are not whole quarters of a fiscal year.
        NotQuarters = "not-quarters",
    }
}

impl Why {
    /// The same for a reader, after "left out:".
    pub fn words(self) -> Words {
        match self {
            Self::Contradicted => say!(aside_contradicted),
            Self::Negative => say!(aside_below_zero),
            Self::Zero => say!(aside_zero),
            Self::OtherTag => say!(aside_other_tag),
            Self::Fraction => say!(aside_fraction),
            Self::FiledEarly => say!(aside_filed_early),
            Self::NotQuarters => say!(aside_not_whole_quarters),
        }
    }
}

by_name!(Why, Words, |_| say!(unknown_reason, words = Words::items(Why::ALL.map(Why::name))));
