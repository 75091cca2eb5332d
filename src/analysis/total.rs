//! Sums over companies, which say when they do not add like to like.

use super::observation::{Known, YearOnYear, of_company, sum_of};
use crate::derive::{Figure, Status, Working};
use crate::model::{Company, FiscalQuarter, Sign};

/// The total of companies in a period, beside that of a year before. One that lacks companies is of those that also have a
/// figure a year before, if any has: so it grows like for like.
#[derive(Debug, Clone)]
pub struct Total<'d> {
    /// The figures added, as one working.
    pub working: Working,
    /// The figures a year before, company by company.
    pub priors: Vec<Working>,
    /// Quarters that every company added covers.
    pub quarters: usize,
    /// Quarters in the period.
    pub of: usize,
    /// Whether every company has a figure and all cover the same quarters of the period.
    pub is_like: bool,
    /// The companies in it.
    pub added: Vec<&'d Company>,
    /// The companies that are not.
    pub without: Vec<&'d Company>,
    /// What it comes to in the currency of the report.
    pub amount: Known,
    /// The total of the same companies' same quarters a year before.
    pub prior_amount: Known,
    /// How far the total is to be taken at its word.
    pub status: Status,
    /// The same of the total a year before.
    pub prior_status: Status,
    /// Whether a company in it counts more, by a known amount, than in the total a year before.
    pub is_redefined: bool,
}

impl<'d> Total<'d> {
    /// Adds the figures of one period; `None` if there is none to add.
    pub fn of(observed: &[YearOnYear<'d>]) -> Option<Self> {
        let lacks = observed.iter().any(|one| one.now.figure.is_err());
        let compares = lacks && observed.iter().any(|one| one.prior.is_ok());
        let is_added = |one: &YearOnYear<'_>| if compares { one.prior.is_ok() } else { one.now.figure.is_ok() };
        let (added, without): (Vec<&YearOnYear<'_>>, Vec<_>) = observed.iter().partition(|one| is_added(one));
        let figures: Vec<(&Figure, Vec<usize>)> =
            added.iter().filter_map(|one| Some((one.now.figure.as_ref().ok()?, covered(one)))).collect();
        let (first, coverage) = figures.first()?;
        let quarters = coverage.iter().filter(|at| figures.iter().all(|(_, covered)| covered.contains(at))).count();
        let terms = figures.iter().map(|(figure, _)| (Sign::Plus, figure.working.clone())).collect();
        let working = Working::sum(&first.working.metric, first.working.span, terms);
        let is_like = without.is_empty() && figures.iter().all(|(_, covered)| covered == coverage);
        let is_partial = !is_like || quarters < first.of;
        let prior_status = added.iter().map(|one| one.prior_status()).filter(|status| *status != Status::Missing).max();
        let prior =
            |one: &&YearOnYear<'_>| one.prior_amount.clone().map_err(|reason| of_company(one.now.company, reason));
        let companies = |all: &[&YearOnYear<'d>]| all.iter().map(|one| one.now.company).collect();
        Some(Self {
            quarters,
            of: first.of,
            is_like,
            added: companies(&added),
            without: companies(&without),
            amount: sum_of(added.iter().map(|one| one.now.amount.clone())),
            prior_amount: sum_of(added.iter().map(prior)),
            status: match &working.approximation {
                _ if is_partial => Status::Partial,
                Some(_) => Status::Approximate,
                None => Status::Derived,
            },
            is_redefined: added.iter().any(|one| one.redefined.is_some()),
            prior_status: if is_partial { Status::Partial } else { prior_status.unwrap_or(Status::Missing) },
            priors: added.iter().filter_map(|one| Some(one.prior.as_ref().ok()?.working.clone())).collect(),
            working,
        })
    }
}

/// The quarters that a figure covers, counted within the period: companies number theirs differently.
fn covered(one: &YearOnYear<'_>) -> Vec<usize> {
    let covers =
        |quarter: &FiscalQuarter| one.now.figure.as_ref().is_ok_and(|figure| figure.quarters.contains(quarter));
    let quarters = one.now.period.quarters(one.now.company.calendar).into_iter().enumerate();
    quarters.filter(|(_, quarter)| covers(quarter)).map(|(at, _)| at).collect()
}
