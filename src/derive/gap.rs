//! Why a figure is missing.

use std::fmt;

use jiff::civil::Date;

use crate::model::Why;

/// The reason a figure does not exist. A missing figure is never 0 and never another figure in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// The company reports no such thing at all.
    NotReported,
    /// No definition of the metric covers the span.
    Undefined,
    /// The period lies before the first one in the data.
    BeforeData(Date),
    /// The period ends after the last one in the data.
    AfterData(Date),
    /// Some part of the period was never disclosed, or not on one footing.
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
    /// The year was restated, or a part of it, and the period was not published on the new footing.
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
}

impl std::error::Error for Gap {}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotReported => write!(f, "not reported by the company"),
            Self::Undefined => write!(f, "no definition covers the period"),
            Self::BeforeData(first) => write!(f, "no figure before {first}"),
            Self::AfterData(last) => write!(f, "no figure after {last}"),
            Self::Undisclosed => write!(f, "never disclosed"),
            Self::LeftOut { filed, why } => write!(f, "a figure filed on {filed} was set aside: {}", why.words()),
            Self::NotYetPublished(day) => write!(f, "first published on {day}"),
            Self::Restated { on, part, earlier } => {
                if *part {
                    write!(f, "part of the year was restated on {on} and the rest was not")?;
                } else {
                    write!(f, "the year was restated on {on} and its parts were not")?;
                }
                match on.yesterday() {
                    Ok(eve) if *earlier && *part => write!(f, "; --as-of {eve} shows it as first filed"),
                    Ok(eve) if *earlier => write!(f, "; --as-of {eve} shows them as first filed"),
                    _ => Ok(()),
                }
            }
            Self::TwoDefinitions => write!(f, "the definition changed within the period"),
            Self::NotAdditive => write!(f, "stated for single quarters and fiscal years only"),
            Self::YearChanged(day) => write!(f, "no quarter of the company: its fiscal year changed after {day}"),
            Self::Unlike => write!(f, "the two figures do not cover the same quarters"),
        }
    }
}
