//! Sums over companies, which say when they do not add like to like.

use rust_decimal::Decimal;

use crate::derive::{Figure, Gap, Working};
use crate::model::{Company, Period, Sign};

/// A sum over companies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// The figures added, as one working.
    pub working: Working,
    /// Quarters that every company added covers.
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
    total_of(period, figures.iter().map(|(company, figure)| (*company, figure.as_ref().ok())))
}

/// The same of figures that others hold; a company without one is not in the total.
pub fn total_of<'f>(
    period: Period,
    figures: impl IntoIterator<Item = (&'f Company, Option<&'f Figure>)>,
) -> Option<Total> {
    // Quarters are counted within the period: companies number theirs differently.
    let covered = |company: &Company, figure: &Figure| -> Vec<usize> {
        let quarters = period.quarters(company.calendar).into_iter().enumerate();
        quarters.filter(|(_, quarter)| figure.quarters.contains(quarter)).map(|(at, _)| at).collect()
    };
    let mut complete = true;
    let mut known: Vec<(&Figure, Vec<usize>)> = Vec::new();
    for (company, figure) in figures {
        complete &= figure.is_some();
        known.extend(figure.map(|figure| (figure, covered(company, figure))));
    }
    let (first, coverage) = known.first()?;
    let by_all = coverage.iter().filter(|at| known.iter().all(|(_, covered)| covered.contains(at))).count();
    let terms = known.iter().map(|(figure, _)| (Sign::Plus, figure.working.clone())).collect();
    Some(Total {
        working: Working::sum(&first.working.metric, first.working.span, terms),
        quarters: by_all,
        of: first.of,
        like: complete && known.iter().all(|(_, covered)| covered == coverage),
    })
}
