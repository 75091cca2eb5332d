//! What must be said under a total.

use std::collections::BTreeSet;

use super::super::amounts::money_of;
use super::super::compared::without;
use super::super::query::Query;
use super::super::words;
use super::{Block, Line, other_basis};
use crate::analysis::change;
use crate::fx::Missing;
use crate::model::{Company, Kind, Period};
use crate::report::{Note, Words};
use crate::say;

/// The notes of a report on totals.
pub fn notes(query: &Query<'_>, blocks: &[Block<'_>]) -> Vec<Note> {
    let lines = || blocks.iter().flat_map(|block| block.lines.iter().map(|line| (block.period, line)));
    let mut notes: Vec<Note> = partial_notes(blocks).into_iter().collect();
    notes.extend(query.compared_notes(lines()));
    if query.on_basis() && query.metric.kind == Kind::Flow {
        notes.extend(basis_note(query, blocks));
    }
    if query.mixes_definitions() {
        // Several periods may lie on either side of one change; once is enough.
        for company in &query.companies {
            let line = |block: &&Block<'_>| block.lines.iter().any(|line| line.company == *company);
            let changed = blocks.iter().rev().filter(line).find_map(|block| {
                let line = block.lines.iter().find(|line| line.company == *company)?;
                change_note(query, block, line)
            });
            notes.extend(changed);
        }
    }
    let now = blocks.iter().flat_map(|block| block.lines.iter().map(move |line| (block.period, &line.amount)));
    let before = |period: Period| move |line: &'_ Line<'_>| (period.plus_years(-1), line.prior_amount.clone());
    let priors: Vec<_> = blocks.iter().flat_map(|block| block.lines.iter().map(before(block.period))).collect();
    let priors = priors.iter().map(|(period, amount)| (*period, amount));
    let lost: Vec<(Period, Missing)> = blocks
        .iter()
        .flat_map(|block| block.lines.iter().map(move |line| (block.period.plus_years(-1), line)))
        .filter_map(|(period, line)| Some((period, line.prior_amount.as_ref().ok()?.money.err()?)))
        .collect();
    notes.extend(query.context.unconverted(&lost));
    let shown = if blocks.len() == 1 { priors.collect() } else { Vec::new() };
    notes.extend(query.rates_used(now.chain(shown)));
    notes.push(query.data_note(lines().map(|(_, line)| &line.outcome)));
    notes
}

/// Periods that lack quarters, and totals that lack companies.
fn partial_notes(blocks: &[Block<'_>]) -> Option<Note> {
    let mut sentences = Vec::new();
    for block in blocks.iter().filter(|block| block.is_partial()) {
        let (period, before) = (words::label(block.period), words::label(block.period.plus_years(-1)));
        sentences.push(say!("{period} is partial, and growth compares the same quarters of {before}.", period, before));
    }
    let sums = || blocks.iter().filter_map(|block| Some((block.period, block.sum.as_ref()?)));
    sentences.extend(without(sums()));
    if sums().any(|(_, sum)| sum.without.is_empty() && !sum.total.like) {
        sentences.push(say!("The companies do not cover the same quarters, so there are no shares."));
    }
    (!sentences.is_empty()).then(|| Note::new("partial", say!("* {words}", words = Words::sentences(sentences))))
}

/// Definitions that a total adds figures on: one for each company that has its own, and one for all others.
fn definitions_added(query: &Query<'_>, block: &Block<'_>) -> usize {
    let defined = query.defined();
    let defined_by = |line: &Line<'_>| {
        let span = line.outcome.as_ref().ok()?.working.span;
        let mut definitions = query.context.data.definitions_of(line.company, defined, query.basis);
        definitions.find(|definition| definition.touches(&span)).map(|definition| definition.company.clone())
    };
    block.lines.iter().filter_map(defined_by).collect::<BTreeSet<_>>().len()
}

/// The companies that are not among others, which may be thousands.
fn beyond<'d>(companies: &[&'d Company], others: &[&Company]) -> Vec<&'d Company> {
    let others: BTreeSet<&str> = others.iter().map(|other| &*other.ticker).collect();
    companies.iter().filter(|company| !others.contains(&*company.ticker)).copied().collect()
}

/// The same totals on the other basis.
fn basis_note(query: &Query<'_>, blocks: &[Block<'_>]) -> Option<Note> {
    blocks.iter().map(|block| block.added().len()).max().filter(|&companies| companies > 1)?;
    let mut totals = Vec::new();
    for block in blocks {
        let other = super::block(query, other_basis(query), block.period);
        let Some((sum, change)) = other.sum.as_ref().and_then(|sum| Some((money_of(&sum.amount).ok()?, sum.change())))
        else {
            continue;
        };
        let total = match change {
            Ok(change) => Words::commas([Words::from(sum), change.into()]),
            Err(_) => sum.into(),
        };
        let label = words::label(block.period);
        let total = if blocks.len() > 1 { say!("{period} {total}", period = label, total) } else { total };
        let (here, there) = (block.added(), other.added());
        let (more, fewer) = (beyond(there, here), beyond(here, there));
        let more = (!more.is_empty()).then(|| say!(" (with {companies})", companies = words::companies(more)));
        let fewer = (!fewer.is_empty()).then(|| say!(" (without {companies})", companies = words::companies(fewer)));
        totals.push(total.then(more).then(fewer));
    }
    if totals.is_empty() {
        return None;
    }
    let totals = Words::semicolons(totals);
    let words = if query.mixes_definitions() {
        say!(
            "{count} definitions are added here (capex list definitions). On one, cash purchases: {totals}.",
            count = words::count(blocks.iter().map(|block| definitions_added(query, block)).max()?),
            totals
        )
    } else {
        match other_basis(query) {
            Some(_) => say!("As each company reports them (headline): {totals}.", totals),
            None => say!("As each company reports it: {totals}.", totals),
        }
    };
    Some(Note::new("basis", words))
}

/// Where the company's definition is another than a year before, what the earlier figure is on the new one.
fn change_note(query: &Query<'_>, block: &Block<'_>, line: &Line<'_>) -> Option<Note> {
    let (figure, prior) = (line.outcome.as_ref().ok()?, line.prior.as_ref().ok()?);
    let defined = query.defined();
    let now = query.engine.definition(line.company, defined, query.basis, figure.working.span).ok()??;
    let before = query.engine.definition(line.company, defined, query.basis, prior.working.span).ok()??;
    if now.formula == before.formula {
        return None;
    }
    let (company, before_label) = (words::company(line.company), words::label(block.period.plus_years(-1)));
    let mut sentences = vec![say!(
        "{company}'s definition changed: {before} is {old}; {period} is {new}.",
        company,
        before = &before_label,
        old = &before.words,
        period = words::label(block.period),
        new = &now.words
    )];
    if query.metric.id == *defined
        && let Ok(restated) = query.engine.on_definition(line.company, now, &prior.quarters)
        && let Ok(growth) = change(restated.value, figure.working.value)
        && let Ok(amount) = query
            .amount_over(line.company, &prior.quarters, &restated, |quarters| {
                query.engine.on_definition(line.company, now, quarters).ok()
            })
            .money
    {
        sentences.push(say!(
            "On the new one {before} was {amount} and growth is {growth}.",
            before = &before_label,
            amount,
            growth
        ));
    }
    Some(Note::new("definition", Words::sentences(sentences)))
}
