//! What an engine answers: a value over a period, and how far it can be taken at its word.

use std::fmt;

use super::gap::Gap;
use super::working::{Approximation, Working};
use crate::model::FiscalQuarter;

/// A figure over a period, whole or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The value and where it comes from.
    pub working: Working,
    /// The quarters it covers, in order.
    pub quarters: Vec<FiscalQuarter>,
    /// The quarters the period has.
    pub of: usize,
    /// Why the other quarters are missing.
    pub gaps: Vec<(FiscalQuarter, Gap)>,
    /// Whether the quarters stand for calendar ones that are not of the same days.
    pub stands_for_calendar: bool,
}

/// How far a figure can be taken at its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// A document prints it.
    Reported,
    /// Worked out from printed figures.
    Derived,
    /// A declared stand-in was used, or a figure around which a longer period was restated.
    Approximate,
    /// Quarters are missing from it.
    Partial,
    /// It does not exist.
    Missing,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reported => "reported",
            Self::Derived => "derived",
            Self::Approximate => "approximate",
            Self::Partial => "partial",
            Self::Missing => "missing",
        })
    }
}

impl Figure {
    /// A figure over these quarters, of which none is missing.
    pub(super) fn whole(working: Working, quarters: &[FiscalQuarter]) -> Self {
        let (quarters, of) = (quarters.to_vec(), quarters.len());
        Self { working, quarters, of, gaps: Vec::new(), stands_for_calendar: false }
    }

    /// Whether no quarter is missing.
    pub fn is_whole(&self) -> bool {
        self.quarters.len() == self.of
    }

    /// The figure, marked as one of a company whose quarters are not the calendar's.
    #[must_use]
    pub fn standing_for_calendar(self) -> Self {
        Self { working: self.working.approximately(Approximation::NearestQuarters), stands_for_calendar: true, ..self }
    }

    /// How far the figure can be taken at its word.
    pub fn status(&self) -> Status {
        if !self.is_whole() {
            Status::Partial
        } else if self.working.approximation.is_some() {
            Status::Approximate
        } else if self.working.fact().is_some() {
            Status::Reported
        } else {
            Status::Derived
        }
    }
}
