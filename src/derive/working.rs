//! A value together with the facts and the arithmetic it comes from.
//!
//! Terms are shared, so that a working costs little to copy and to add to others.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::{Definition, Fact, MetricId, Origin, Sign, Span, Words};
use crate::say;

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
    /// Why it is only approximate, if it is or anything in it.
    pub approximation: Option<Approximation>,
    /// Whether it rests on a row of a user's: a fact, or what it was worked out by.
    pub of_user: bool,
}

/// The last step to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// Printed in a document.
    Filed(Arc<Fact>),
    /// A signed sum.
    Sum(Arc<[(Sign, Working)]>),
    /// The first over the second.
    Quotient(Arc<(Working, Working)>),
}

/// Why a value is only approximate; shown as words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Approximation {
    /// The stand-in of a definition was used.
    StandIn(Arc<Definition>),
    /// It is as filed before the restatement of a longer period around it, or of other parts of the year, on a day.
    AsFiled(Filed, Recast, Date),
    /// The quarters of its year do not add up to it, though none of them is as filed before a restatement of others.
    Apart,
    /// Two fiscal years, of which only the later one has been restated.
    Mixed,
    /// Fiscal quarters stand for the calendar quarters nearest to them.
    NearestQuarters,
    /// Two reasons.
    Both(Arc<(Approximation, Approximation)>),
}

/// What a value as filed before a restatement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filed {
    /// The first printed value of its period.
    First,
    /// The last printed one, which restated an earlier one.
    Last,
    /// Worked out from printed values.
    WorkedOut,
}

/// What was restated after a value had been filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recast {
    /// The year.
    Year,
    /// A longer period around the value's own, within the year.
    Around,
    /// Other parts of the year.
    Beside,
}

impl Filed {
    /// That of a printed value.
    pub(super) fn of(restated: bool) -> Self {
        if restated { Self::Last } else { Self::First }
    }

    fn words(self) -> Words {
        match self {
            Self::First => say!(as_first_filed),
            Self::Last => say!(as_last_filed),
            Self::WorkedOut => say!(calculated_as_first_filed),
        }
    }
}

impl Recast {
    fn words(self, on: Date) -> Words {
        match self {
            Self::Year => say!(year_restated_on, day = on),
            Self::Around => say!(longer_period_restated_on, day = on),
            Self::Beside => say!(other_part_restated_on, day = on),
        }
    }
}

impl Approximation {
    /// Two reasons together.
    fn and(self, other: Self) -> Self {
        Self::Both(Arc::new((self, other)))
    }

    /// Whether it is that of a value as filed before a restatement around or beside it.
    fn is_as_filed(&self) -> bool {
        match self {
            Self::AsFiled(..) => true,
            Self::Both(reasons) => reasons.0.is_as_filed() || reasons.1.is_as_filed(),
            Self::StandIn(_) | Self::Apart | Self::Mixed | Self::NearestQuarters => false,
        }
    }

    /// Why the value is only approximate.
    pub fn words(&self) -> Words {
        match self {
            Self::StandIn(definition) => (&definition.words).into(),
            Self::AsFiled(filed, recast, on) => Words::semicolons([filed.words(), recast.words(*on)]),
            Self::Apart => say!(quarters_do_not_add_up),
            Self::Mixed => say!(adds_restated_to_not_restated),
            Self::NearestQuarters => say!(shown_by_nearest_quarters),
            Self::Both(reasons) => Words::semicolons([reasons.0.words(), reasons.1.words()]),
        }
    }
}

impl Working {
    /// A value that a document prints.
    pub fn filed(fact: Arc<Fact>) -> Self {
        Self {
            metric: fact.metric.clone(),
            span: fact.span,
            value: fact.value,
            of_user: fact.origin.is_user(),
            how: How::Filed(fact),
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
        let approximation = terms.iter().find_map(|(_, term)| term.approximation.clone());
        let of_user = terms.iter().any(|(_, term)| term.of_user);
        if is_over_time(&terms) {
            terms = terms
                .iter()
                .flat_map(|term| term.1.over_time().unwrap_or(std::slice::from_ref(term)))
                .cloned()
                .collect();
        }
        let value = terms.iter().fold(Decimal::ZERO, |sum, (sign, term)| match sign {
            Sign::Plus => sum + term.value,
            Sign::Minus => sum - term.value,
        });
        Self { metric: metric.clone(), span, value, how: How::Sum(terms.into()), approximation, of_user }
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
            how: How::Quotient(Arc::new((over, under))),
            approximation,
        })
    }

    /// The terms, if this is a sum of one metric over consecutive days.
    fn over_time(&self) -> Option<&[(Sign, Self)]> {
        match &self.how {
            How::Sum(terms) if is_over_time(terms) => Some(terms),
            _ => None,
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
    pub fn approximately(mut self, reason: Approximation) -> Self {
        self.approximation = Some(match self.approximation {
            None => reason,
            Some(other) => other.and(reason),
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

    /// The same, shared.
    pub(super) fn shared_fact(&self) -> Option<Arc<Fact>> {
        match &self.how {
            How::Filed(fact) => Some(Arc::clone(fact)),
            _ => None,
        }
    }

    /// Every fact the value rests on, in the order of the arithmetic.
    pub fn facts(&self) -> Vec<&Fact> {
        let mut facts = Vec::new();
        self.each_fact(&mut |fact| facts.push(fact));
        facts
    }

    fn each_fact<'w>(&'w self, on_fact: &mut impl FnMut(&'w Fact)) {
        match &self.how {
            How::Filed(fact) => on_fact(fact),
            How::Sum(terms) => terms.iter().for_each(|(_, term)| term.each_fact(on_fact)),
            How::Quotient(pair) => [&pair.0, &pair.1].into_iter().for_each(|side| side.each_fact(on_fact)),
        }
    }

    /// Whether it rests on a restated fact.
    pub fn is_restated(&self) -> bool {
        match &self.how {
            How::Filed(fact) => fact.restated,
            How::Sum(terms) => terms.iter().any(|(_, term)| term.is_restated()),
            How::Quotient(pair) => pair.0.is_restated() || pair.1.is_restated(),
        }
    }

    /// The day on which the last of its facts was published.
    ///
    /// # Panics
    /// Never of a working of this module: each rests on at least one fact.
    #[expect(clippy::expect_used, reason = "a sum is made of terms, of which each comes from facts")]
    pub fn published(&self) -> Date {
        let mut last = None;
        self.each_fact(&mut |fact| last = last.max(Some(fact.published)));
        last.expect("a working rests on facts")
    }

    /// Whether one of the two is as filed before a restatement of a longer period, and the other rests on a figure that was
    /// restated after it was filed: they are not of one vintage.
    pub fn is_restated_beside(&self, other: &Self) -> bool {
        let beside = |filed: &Self, other: &Self| {
            let as_filed = filed.approximation.as_ref().is_some_and(Approximation::is_as_filed);
            let first = filed.facts().iter().map(|fact| fact.published).min();
            as_filed && other.facts().iter().any(|fact| fact.restated && Some(fact.published) > first)
        };
        beside(self, other) || beside(other, self)
    }

    /// The most the value can be off because documents round: half of each fact's rounding unit, half a million where
    /// millions were printed.
    pub fn rounding(&self) -> Decimal {
        let million = Decimal::from(1_000_000);
        let mut sum = Decimal::ZERO;
        self.each_fact(&mut |fact| sum += fact.rounded_to.unwrap_or(million) / Decimal::TWO);
        sum
    }
}

/// Whether terms are one metric added over days that follow each other.
fn is_over_time(terms: &[(Sign, Working)]) -> bool {
    terms.iter().all(|(sign, _)| *sign == Sign::Plus)
        && terms.is_sorted_by(|(_, one), (_, next)| one.metric == next.metric && one.span.end < next.span.start)
}

/// The documents behind figures, each once, in order of first use.
pub fn documents<'w>(workings: impl IntoIterator<Item = &'w Working>) -> Vec<Arc<str>> {
    let mut seen: BTreeSet<Arc<str>> = BTreeSet::new();
    let mut ids: Vec<Arc<str>> = Vec::new();
    for fact in workings.into_iter().flat_map(Working::facts) {
        if seen.insert(Arc::clone(&fact.source)) {
            ids.push(Arc::clone(&fact.source));
        }
    }
    ids
}
