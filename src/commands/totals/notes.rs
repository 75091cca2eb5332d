//! What must be said under a total.

use super::super::query::Query;
use super::super::words;
use super::{Block, Line, other_basis};
use crate::analysis::change;
use crate::model::{Basis, Kind, MetricId, Period};
use crate::report::Note;

/// The notes of a report on totals.
pub fn notes(query: &Query<'_>, blocks: &[Block<'_>]) -> Vec<Note> {
    let lines = || blocks.iter().flat_map(|block| block.lines.iter().map(|line| (block.period, line)));
    let mut notes: Vec<Note> = blocks.iter().filter_map(partial_note).collect();
    notes.extend(query.figure_notes(lines().map(|(period, line)| (period, line.company, &line.outcome))));
    if query.on_basis() && query.metric.kind == Kind::Flow {
        notes.extend(basis_note(query, blocks));
    }
    if query.on_basis() && query.context.basis == Basis::Headline {
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
    let lost: Vec<(Period, String)> = blocks
        .iter()
        .flat_map(|block| block.lines.iter().map(move |line| (block.period.plus_years(-1), line)))
        .filter(|(_, line)| line.prior.is_ok())
        .filter_map(|(period, line)| Some((period, line.prior_amount.as_ref().err()?.clone())))
        .collect();
    notes.extend(query.context.unconverted(&lost));
    let shown = if blocks.len() == 1 { priors.collect() } else { Vec::new() };
    notes.extend(query.rates_used(now.chain(shown)));
    notes.push(query.data_note(lines().map(|(_, line)| &line.outcome)));
    notes
}

fn partial_note(block: &Block<'_>) -> Option<Note> {
    let total = block.total.as_ref();
    let without: Vec<&str> =
        block.lines.iter().filter(|line| line.outcome.is_err()).map(|line| line.company.name.as_str()).collect();
    let label = words::label(block.period);
    let mut sentences = Vec::new();
    if block.is_partial() {
        let last_year = words::label(block.period.plus_years(-1));
        sentences.push(format!("{label} is partial, and growth compares the same quarters of {last_year}."));
    }
    if total.is_some() && !without.is_empty() {
        sentences.push(format!("The total of {label} is without {}.", words::and(&without)));
    } else if total.is_some_and(|total| !total.like) {
        sentences.push("The companies do not cover the same quarters, so there are no shares.".to_owned());
    }
    (!sentences.is_empty()).then(|| Note::new("partial", format!("* {}", sentences.join(" "))))
}

/// The same totals on the other basis.
fn basis_note(query: &Query<'_>, blocks: &[Block<'_>]) -> Option<Note> {
    let with_figure = |block: &Block<'_>| block.lines.iter().filter(|line| line.outcome.is_ok()).count();
    let added = blocks.iter().map(with_figure).max().filter(|&companies| companies > 1)?;
    let mut note = if query.context.basis == Basis::Headline {
        let definitions = words::count(added);
        Note::new(
            "basis",
            format!("{definitions} definitions are added here (capex list definitions). On one, cash purchases: "),
        )
    } else {
        Note::new("basis", "As each company reports them (headline): ")
    };
    let mut separator = "";
    for block in blocks {
        let other = super::block(query, other_basis(query.context.basis), block.period);
        note = note.text(separator);
        if blocks.len() > 1 {
            note = note.text(format!("{} ", words::label(block.period)));
        }
        let Ok(sum) = &other.sum else { continue };
        note = note.money(sum.money);
        if let Ok(change) = other.change() {
            note = note.text(", ").change(change);
        }
        let differ = |there: &Block<'_>, here: &Block<'_>| -> Vec<String> {
            let known = |line: &&Line<'_>| line.outcome.is_ok();
            let also = |one: &&Line<'_>| here.lines.iter().filter(known).any(|other| other.company == one.company);
            let only = there.lines.iter().filter(known).filter(|line| !also(line));
            only.map(|line| line.company.name.clone()).collect()
        };
        for (word, names) in [("with", differ(&other, block)), ("without", differ(block, &other))] {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            if !names.is_empty() {
                note = note.text(format!(" ({word} {})", words::and(&names)));
            }
        }
        separator = "; ";
    }
    (!separator.is_empty()).then(|| note.text("."))
}

/// Where the company's definition is another than a year before, what the earlier figure is on the new one.
fn change_note(query: &Query<'_>, block: &Block<'_>, line: &Line<'_>) -> Option<Note> {
    let (figure, prior) = (line.outcome.as_ref().ok()?, line.prior.as_ref().ok()?);
    let capex = MetricId::capex();
    let now = query.engine.definition(line.company, &capex, query.context.basis, figure.working.span).ok()??;
    let before = query.engine.definition(line.company, &capex, query.context.basis, prior.working.span).ok()??;
    if now.formula == before.formula {
        return None;
    }
    let last_year = block.period.plus_years(-1);
    let mut note = Note::new(
        "definition",
        format!(
            "{}'s definition changed: {} is {}; {} is {}.",
            line.company.name,
            words::label(last_year),
            before.words,
            words::label(block.period),
            now.words
        ),
    );
    if query.metric.id == capex
        && let Ok(restated) = query.engine.on_definition(line.company, now, &prior.quarters)
        && let Ok(change) = change(restated.value, figure.working.value)
        && let Ok(amount) = query.amount_over(line.company, &prior.quarters, &restated, |quarters| {
            query.engine.on_definition(line.company, now, quarters).ok()
        })
    {
        note = note
            .text(format!(" On the new one {} was ", words::label(last_year)))
            .money(amount.money)
            .text(" and growth is ")
            .change(change)
            .text(".");
    }
    Some(note)
}
