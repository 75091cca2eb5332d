//! A value together with the facts and the arithmetic it comes from.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::{Fact, MetricId, Origin, Sign, Span};

/// A value over a span, and how it was worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// What was measured.
    pub metric: MetricId,
    /// The days it covers.
    pub span: Span,
    /// Whole US dollars, or a fraction.
    pub value: Decimal,
    /// How it was worked out.
    pub how: How,
    /// Why it is only approximate, if a declared stand-in was used anywhere in it.
    pub approximation: Option<String>,
    /// Whether it rests on a row of a user's: a fact, or what it was worked out by.
    pub of_user: bool,
}

/// The last step to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// Printed in a document.
    Filed(Arc<Fact>),
    /// A signed sum.
    Sum(Vec<(Sign, Working)>),
    /// The first over the second.
    Quotient(Box<(Working, Working)>),
}

impl Working {
    /// A value that a document prints.
    pub fn filed(fact: Fact) -> Self {
        Self {
            metric: fact.metric.clone(),
            span: fact.span,
            value: fact.value,
            of_user: fact.origin.is_user(),
            how: How::Filed(Arc::new(fact)),
            approximation: None,
        }
    }

    /// A signed sum over a span. A sum of one term added is that term, and a sum over time of sums over time is one sum.
    pub fn sum(metric: &MetricId, span: Span, mut terms: Vec<(Sign, Self)>) -> Self {
        if terms.len() == 1
            && let Some((_, term)) = terms.pop_if(|(sign, _)| *sign == Sign::Plus)
        {
            return term;
        }
        if is_over_time(&terms) {
            terms = terms
                .into_iter()
                .flat_map(|(sign, term)| term.over_time().unwrap_or_else(|term| vec![(sign, term)]))
                .collect();
        }
        let value = terms.iter().fold(Decimal::ZERO, |sum, (sign, term)| match sign {
            Sign::Plus => sum + term.value,
            Sign::Minus => sum - term.value,
        });
        let approximation = terms.iter().find_map(|(_, term)| term.approximation.clone());
        let of_user = terms.iter().any(|(_, term)| term.of_user);
        Self { metric: metric.clone(), span, value, how: How::Sum(terms), approximation, of_user }
    }

    /// One value over another; `None` if the second is zero.
    pub fn quotient(metric: &MetricId, over: Self, under: Self) -> Option<Self> {
        let value = over.value.checked_div(under.value)?;
        let approximation = over.approximation.clone().or_else(|| under.approximation.clone());
        Some(Self {
            metric: metric.clone(),
            of_user: over.of_user || under.of_user,
            span: over.span,
            value,
            how: How::Quotient(Box::new((over, under))),
            approximation,
        })
    }

    /// The terms, if this is a sum of one metric over consecutive days; else the working itself.
    fn over_time(self) -> Result<Vec<(Sign, Self)>, Self> {
        match self.how {
            How::Sum(terms) if is_over_time(&terms) => Ok(terms),
            _ => Err(self),
        }
    }

    /// The same value, a user's if it rests on a row of this origin.
    #[must_use]
    pub fn resting_on(mut self, origin: &Origin) -> Self {
        self.of_user |= origin.is_user();
        self
    }

    /// The same value, approximate for a reason, beside any other that it has.
    #[must_use]
    pub fn approximately(mut self, reason: &str) -> Self {
        self.approximation = Some(match self.approximation {
            None => reason.to_owned(),
            Some(other) => format!("{other}; {reason}"),
        });
        self
    }

    /// The fact, if a document prints the value as it stands.
    pub fn fact(&self) -> Option<&Fact> {
        match &self.how {
            How::Filed(fact) => Some(fact),
            _ => None,
        }
    }

    /// Every fact the value rests on, in the order of the arithmetic.
    pub fn facts(&self) -> Vec<&Fact> {
        match &self.how {
            How::Filed(fact) => vec![fact],
            How::Sum(terms) => terms.iter().flat_map(|(_, term)| term.facts()).collect(),
            How::Quotient(pair) => [pair.0.facts(), pair.1.facts()].concat(),
        }
    }

    /// The day on which the last of its facts was published.
    ///
    /// # Panics
    /// Never of a working of this module: each rests on at least one fact.
    #[expect(clippy::expect_used, reason = "a sum is made of terms, of which each comes from facts")]
    pub fn published(&self) -> Date {
        self.facts().iter().map(|fact| fact.published).max().expect("a working rests on facts")
    }

    /// The most the value can be off because documents round: half of each fact's rounding unit, half a million where
    /// millions were printed.
    pub fn rounding(&self) -> Decimal {
        let million = Decimal::from(1_000_000);
        self.facts().iter().map(|fact| fact.rounded_to.unwrap_or(million) / Decimal::TWO).sum()
    }
}

/// Whether terms are one metric added over days that follow each other.
fn is_over_time(terms: &[(Sign, Working)]) -> bool {
    terms.iter().all(|(sign, _)| *sign == Sign::Plus)
        && terms.is_sorted_by(|(_, one), (_, next)| one.metric == next.metric && one.span.end < next.span.start)
}
