//! Sums over companies, which say when they do not add like to like.

use rust_decimal::Decimal;

use crate::derive::{Figure, Gap, Working};
use crate::model::{Company, Period, Sign};

/// A sum over companies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// The figures added, as one working.
    pub working: Working,
    /// Quarters that every company covers.
    pub quarters: usize,
    /// Quarters in the period.
    pub of: usize,
    /// Whether every company has a figure and all cover the same quarters of the period.
    pub like: bool,
}

impl Total {
    /// The sum.
    pub fn value(&self) -> Decimal {
        self.working.value
    }

    /// Whether every company has its figure for the whole period.
    pub fn is_whole(&self) -> bool {
        self.like && self.quarters == self.of
    }
}

/// Adds the figures of a period; `None` if there is none to add.
pub fn total(period: Period, figures: &[(&Company, Result<Figure, Gap>)]) -> Option<Total> {
    // Quarters are counted within the period: companies number theirs differently.
    let covered = |company: &Company, figure: &Figure| -> Vec<usize> {
        let quarters = period.quarters(company.calendar).into_iter().enumerate();
        quarters.filter(|(_, quarter)| figure.quarters.contains(quarter)).map(|(at, _)| at).collect()
    };
    let known: Vec<(&Figure, Vec<usize>)> = figures
        .iter()
        .filter_map(|(company, figure)| figure.as_ref().ok().map(|figure| (figure, covered(company, figure))))
        .collect();
    let (first, coverage) = known.first()?;
    let by_all = coverage.iter().filter(|at| known.iter().all(|(_, covered)| covered.contains(at))).count();
    let complete = known.len() == figures.len();
    let terms = known.iter().map(|(figure, _)| (Sign::Plus, figure.working.clone())).collect();
    Some(Total {
        working: Working::sum(&first.working.metric, first.working.span, terms),
        quarters: if complete { by_all } else { 0 },
        of: first.of,
        like: complete && known.iter().all(|(_, covered)| covered == coverage),
    })
}
