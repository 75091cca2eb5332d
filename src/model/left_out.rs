//! Figures of filings that an import left out.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::by_name;
use super::metric::MetricId;
use super::quarter::Span;
use super::words::Words;
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

/// Why a figure is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Other figures contradict it.
    Contradicted,
    /// It is below zero, and its metric never is.
    Negative,
    /// It is 0 where the company gives an amount elsewhere.
    Zero,
    /// Another tag holds the metric.
    OtherTag,
    /// It is not in whole dollars.
    Fraction,
    /// It was filed before its span ended.
    FiledEarly,
    /// Its days are not whole quarters of a fiscal year.
    NotQuarters,
}

impl Why {
    const ALL: [Self; 7] = [
        Self::Contradicted,
        Self::Negative,
        Self::Zero,
        Self::OtherTag,
        Self::Fraction,
        Self::FiledEarly,
        Self::NotQuarters,
    ];

    /// The word for it in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradicted => "contradicted",
            Self::Negative => "below-zero",
            Self::Zero => "zero",
            Self::OtherTag => "other-tag",
            Self::Fraction => "fraction",
            Self::FiledEarly => "filed-early",
            Self::NotQuarters => "not-quarters",
        }
    }

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
