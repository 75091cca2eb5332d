//! Why a figure is missing.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{Company, Definition, Why, Words};
use crate::say;

/// The reason a figure does not exist. A missing figure is never 0 and never another figure in its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub enum Gap {
    /// The company reports no such thing at all.
    NotReported,
    /// No definition of the metric covers the span.
    Undefined,
    /// The period lies before the first one in the data.
    BeforeData(Date),
    /// The period ends after the last one in the data.
    AfterData(Date),
    /// Some part of the period was never disclosed, or not of one vintage.
    Undisclosed,
    /// A filing gives it, or what it is worked out from, and the import left that out.
    LeftOut {
        /// The day of the filing.
        filed: Date,
        /// Why it is left out.
        why: Why,
    },
    /// It was published, but after the as-of date.
    NotYetPublished(Date),
    /// The year was restated, or a part of it, and the period was not published in the new vintage.
    Restated {
        /// The day of the restatement.
        on: Date,
        /// Whether a part of the year was restated; else the year or a longer part around the period.
        part: bool,
        /// Whether an earlier as-of date shows the period as first filed.
        earlier: bool,
    },
    /// The span holds two definitions and must be put together from shorter ones.
    TwoDefinitions,
    /// A stated rate exists only for the span it was stated for.
    NotAdditive,
    /// It would add figures on two definitions that the company does not reconcile: the later one.
    Redefined(Arc<Definition>),
    /// It is a sum of cash flows, and the basis counts what took no cash.
    NonCash,
    /// A balance is at a day and is not added up over time.
    Balance,
    /// The end of the fiscal year changed after a day, and this quarter is none of the company's.
    YearChanged(Date),
    /// The two sides of a ratio cover other quarters, or the lower one is zero.
    Unlike,
}

impl Gap {
    /// Of the gaps of a sum's terms, the one to tell: one that no other as-of date fills, if there is one.
    pub fn telling(gaps: impl IntoIterator<Item = Self>) -> Option<Self> {
        gaps.into_iter().reduce(|told, gap| match told {
            Self::Restated { .. } | Self::NotYetPublished(_) => gap,
            told => told,
        })
    }

    /// Why the figure is missing.
    pub fn words(&self) -> Words {
        match self {
            Self::NotReported => say!(not_reported),
            Self::Undefined => say!(no_definition_covers),
            Self::BeforeData(first) => say!(no_figure_before, first = *first),
            Self::AfterData(last) => say!(no_figure_after, last = *last),
            Self::Undisclosed => say!(never_disclosed),
            Self::LeftOut { filed, why } => {
                say!(figure_left_out, day = *filed, reason = why.words())
            }
            Self::NotYetPublished(day) => say!(first_published_on, day = *day),
            Self::Restated { on, part: true, earlier } => match on.yesterday() {
                Ok(eve) if *earlier => say!(part_restated_rest_not_as_of, day = *on, eve),
                _ => say!(part_restated_rest_not, day = *on),
            },
            Self::Restated { on, part: false, earlier } => match on.yesterday() {
                Ok(eve) if *earlier => say!(year_restated_parts_not_as_of, day = *on, eve),
                _ => say!(year_restated_parts_not, day = *on),
            },
            Self::TwoDefinitions => say!(definition_changed_within),
            Self::NotAdditive => say!(stated_for_quarters_and_years_only),
            Self::Redefined(definition) => say!(adds_two_definitions, words = &definition.words),
            Self::NonCash => say!(basis_counts_non_cash),
            Self::Balance => say!(balance_not_summed),
            Self::YearChanged(day) => {
                say!(no_such_fiscal_quarter, day = *day)
            }
            Self::Unlike => say!(figures_cover_other_quarters),
        }
    }

    /// The same of a company: what one that the user added discloses is not known, only what is in the files.
    pub fn words_of(&self, company: &Company) -> Words {
        match self {
            Self::NotReported | Self::Undisclosed if company.origin.is_user() => say!(not_in_your_data),
            gap => gap.words(),
        }
    }
}

/// Why it is missing, in words.
impl From<&Gap> for Words {
    fn from(reason: &Gap) -> Self {
        reason.words()
    }
}

impl From<Gap> for Words {
    fn from(reason: Gap) -> Self {
        reason.words()
    }
}
