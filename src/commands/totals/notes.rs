//! What must be said under a total.

use std::collections::BTreeSet;

use super::super::compared::without;
use super::super::crossing::Crossing;
use super::super::query::Query;
use super::super::redefinition::{series, years};
use super::super::words;
use super::OfPeriod;
use crate::analysis::{Total, YearOnYear, money_of, reported_change};
use crate::derive::Status;
use crate::model::{Basis, Company};
use crate::report::{Note, Words};
use crate::say;

/// The notes of a report on totals.
pub fn notes(query: &Query<'_>, all: &[OfPeriod<'_>]) -> Vec<Note> {
    let companies = || all.iter().flat_map(|one| &one.companies);
    let mut notes: Vec<Note> = partial_notes(query, all).into_iter().collect();
    notes.extend(query.compared_notes(companies()));
    let crossings: Vec<Crossing<'_>> = companies().filter_map(Crossing::of_year).collect();
    notes.extend(query.crossing_notes(&crossings));
    if query.context.has_totals() {
        notes.extend(query.scopes_note(all.iter().filter_map(|one| one.total.as_ref())));
    }
    if query.on_basis() && query.metric.kind.is_amount() && query.context.has_totals() {
        notes.extend(basis_note(query, all));
    } else if query.mixes_definitions() && query.companies.len() > 1 && !query.context.has_totals() {
        notes.push(Note::new("basis", words::own_definitions()));
    }
    let observed = || companies().map(|one| &one.now);
    notes.extend(query.redefinition_notes(years(companies()).chain(series(observed()))));
    let priors = || companies().map(|one| (one.now.period.year_before(), &one.prior_amount));
    let lost = priors().filter_map(|(period, amount)| Some((period, amount.as_ref().ok()?.money.err()?)));
    notes.extend(query.context.unconverted(&lost.collect::<Vec<_>>()));
    let shown = priors().filter(|_| all.len() == 1);
    notes.extend(query.rates_used(companies().map(|one| (one.now.period, &one.now.amount)).chain(shown)));
    notes
}

/// Periods that lack quarters, and totals that lack companies.
fn partial_notes(query: &Query<'_>, all: &[OfPeriod<'_>]) -> Option<Note> {
    let mut sentences = Vec::new();
    for one in all.iter().filter(|one| one.companies.iter().any(|one| one.now.status() == Status::Partial)) {
        let (period, before) = (one.period, one.period.year_before());
        sentences.push(say!(period_is_partial, period, before));
    }
    let totals = || all.iter().filter_map(|one| Some((one.period, one.total.as_ref()?)));
    sentences.extend(without(totals().filter(|_| query.context.has_totals())));
    if totals().any(|(_, total)| total.without.is_empty() && !total.is_like) {
        sentences.push(say!(no_shares_of_other_quarters));
    }
    (!sentences.is_empty()).then(|| Note::new("partial", say!(starred, words = Words::sentences(sentences))))
}

/// Definitions that a total adds figures on: one for each company that has its own, and one for all others.
fn definitions_added(query: &Query<'_>, companies: &[YearOnYear<'_>]) -> usize {
    let defined = query.defined();
    let defined_by = |one: &YearOnYear<'_>| {
        let span = one.now.figure.as_ref().ok()?.working.span;
        let mut definitions = query.context.data.definitions_of(one.now.company, defined, query.basis);
        definitions.find(|definition| definition.touches(&span)).map(|definition| definition.company.clone())
    };
    companies.iter().filter_map(defined_by).collect::<BTreeSet<_>>().len()
}

/// The companies that are not among others, which may be thousands.
fn beyond<'d>(companies: &[&'d Company], others: &[&Company]) -> Vec<&'d Company> {
    let others: BTreeSet<&str> = others.iter().map(|other| &*other.ticker).collect();
    companies.iter().filter(|company| !others.contains(&*company.ticker)).copied().collect()
}

/// The basis a total is also given on: the one common definition, or as usual each company's own.
fn other_basis(query: &Query<'_>) -> Option<Basis> {
    if query.mixes_definitions() { Some(Basis::Cash) } else { query.context.data.usual_basis(query.metric) }
}

/// The same totals on the other basis.
fn basis_note(query: &Query<'_>, all: &[OfPeriod<'_>]) -> Option<Note> {
    all.iter().filter_map(|one| one.total.as_ref()).find(|total| total.added.len() > 1)?;
    let mut totals = Vec::new();
    for one in all {
        let Some(other) = Total::of(&query.compare_all(other_basis(query), one.period)) else { continue };
        let Ok(sum) = money_of(&other.amount) else { continue };
        let total = match reported_change(&other.prior_amount, &other.amount) {
            Ok(change) => Words::commas([Words::from(sum), change.into()]),
            Err(_) => sum.into(),
        };
        let label = one.period;
        let total = if all.len() > 1 { say!(period_and_total, period = label, total) } else { total };
        let (here, there) = (one.total.as_ref().map_or(&[][..], |total| &total.added), &other.added);
        let (more, fewer) = (beyond(there, here), beyond(here, there));
        let more = (!more.is_empty()).then(|| say!(in_brackets_with, companies = words::companies(more)));
        let fewer = (!fewer.is_empty()).then(|| say!(in_brackets_without, companies = words::companies(fewer)));
        totals.push(total.then(more).then(fewer));
    }
    if totals.is_empty() {
        return None;
    }
    let totals = Words::semicolons(totals);
    let words = if query.mixes_definitions() {
        say!(
            definitions_are_mixed,
            count = words::count(all.iter().map(|one| definitions_added(query, &one.companies)).max()?),
            cash = words::basis_option(Basis::Cash, Basis::Cash.short()),
            totals
        )
    } else {
        match other_basis(query) {
            Some(_) => say!(total_as_reported_by_each, totals),
            None => say!(total_as_reported, totals),
        }
    };
    Some(Note::new("basis", words))
}
