//! Figures of a company side by side of which one is on another definition than the next.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::query::Query;
use super::words;
use crate::analysis::{Observation, YearOnYear, change};
use crate::derive::Figure;
use crate::model::{Definition, Period};
use crate::report::{Note, Words};
use crate::say;

/// A company's figure, and the earlier one that is shown beside it.
pub struct Neighbours<'o, 'd> {
    later: &'o Observation<'d>,
    earlier: Option<(Period, &'o Figure)>,
}

/// Figures beside those of a year before.
pub fn years<'o, 'd: 'o>(all: impl Iterator<Item = &'o YearOnYear<'d>>) -> impl Iterator<Item = Neighbours<'o, 'd>> {
    all.map(|one| {
        let earlier = one.prior.as_ref().ok().map(|prior| (one.now.period.year_before(), prior));
        Neighbours { later: &one.now, earlier }
    })
}

/// Figures of one metric beside those before them in time.
pub fn series<'o, 'd: 'o>(all: impl Iterator<Item = &'o Observation<'d>>) -> Vec<Neighbours<'o, 'd>> {
    let mut by_company: BTreeMap<&str, Vec<&Observation<'d>>> = BTreeMap::new();
    for one in all.filter(|one| one.figure.is_ok()) {
        by_company.entry(&one.company.ticker).or_default().push(one);
    }
    let of_company = |mut all: Vec<&'o Observation<'d>>| {
        all.sort_by_key(|one| one.period.span(one.company.calendar).end);
        let mut earlier = None;
        all.into_iter().map(move |later| {
            let known = later.figure.as_ref().ok().map(|figure| (later.period, figure));
            Neighbours { later, earlier: std::mem::replace(&mut earlier, known) }
        })
    };
    by_company.into_values().flat_map(of_company).collect()
}

impl<'d> Query<'d> {
    /// Where the definition of a company changed between or within figures that are shown side by side: a note for each
    /// change, on the newest figures that it parts.
    pub fn redefinition_notes<'o>(&self, all: impl IntoIterator<Item = Neighbours<'o, 'd>>) -> Vec<Note>
    where
        'd: 'o,
    {
        let mut by_company: BTreeMap<&str, Vec<Neighbours<'o, 'd>>> = BTreeMap::new();
        for one in all.into_iter().filter(|one| self.has_redefinitions(one.later)) {
            by_company.entry(&one.later.company.ticker).or_default().push(one);
        }
        let mut notes = Vec::new();
        for company in &self.companies {
            let Some(mut all) = by_company.remove(&*company.ticker) else { continue };
            all.sort_by_key(|one| std::cmp::Reverse(one.later.period.span(company.calendar).end));
            let mut said: Vec<&Definition> = Vec::new();
            let between = all.iter().map(|one| self.between(one));
            let within = all.iter().flat_map(|one| {
                let later = one.later.figure.as_ref().ok().map(|figure| (one.later.period, figure));
                later.into_iter().chain(one.earlier).flat_map(|(period, figure)| self.within(one.later, period, figure))
            });
            for (definition, note) in between.flatten().chain(within) {
                if !said.contains(&definition) {
                    said.push(definition);
                    notes.push(note);
                }
            }
        }
        notes
    }

    /// Whether a company's definitions of what is observed differ in time.
    fn has_redefinitions(&self, one: &Observation<'d>) -> bool {
        let data = self.context.data;
        let mut all = data.definitions_of(one.company, self.defined_of(one.metric, one.basis), one.basis);
        let first = all.next();
        data.is_on_basis(one.metric) && all.any(|other| first.is_some_and(|first| first.formula != other.formula))
    }

    /// The definitions that a figure of what is observed is on, by date; of one formula the first.
    fn definitions_behind(&self, one: &Observation<'d>, figure: &Figure) -> Vec<&'d Arc<Definition>> {
        let (company, defined) = (one.company, self.defined_of(one.metric, one.basis));
        let of_quarter = |quarter| {
            let span = company.calendar.span(quarter);
            let in_force = self.engine.definition(company, defined, one.basis, span).ok()??;
            Some(self.engine.definition_behind(company, in_force, &figure.working))
        };
        let mut all: Vec<&'d Arc<Definition>> = figure.quarters.iter().copied().filter_map(of_quarter).collect();
        all.dedup_by(|next, one| next.formula == one.formula);
        all
    }

    /// That a figure is on another definition than the earlier one, or than a part of it, and what that is on the new one.
    fn between(&self, shown: &Neighbours<'_, 'd>) -> Option<(&'d Definition, Note)> {
        let (one, (period, earlier)) = (shown.later, shown.earlier?);
        let before = self.definitions_behind(one, earlier);
        let after = self.definitions_behind(one, one.figure.as_ref().ok()?);
        let (old, new) = (*before.first()?, *after.first()?);
        let is_within = before.len() > 1;
        if before.last()?.from > new.from || (old.formula == new.formula && !is_within) {
            return None;
        }
        let restated = self.on_new_definition(shown, new);
        if is_within {
            let (_, note) = self.within(one, period, earlier).into_iter().next()?;
            let words = Words::sentences(std::iter::once(note.words).chain(restated));
            return Some((new, Note { words, ..note }));
        }
        let company = words::company(one.company);
        let brief = say!(definition_changed_between, company = company.clone(), before = period, period = one.period);
        let (old, words) = (&old.words, &new.words);
        let changed = say!(definition_changed, company, before = period, old, period = one.period, new = words);
        let words = Words::sentences(std::iter::once(changed).chain(restated));
        Some((new, Note::new("definition", words).in_brief(brief)))
    }

    /// What the earlier figure is on the new definition, and growth from it where it is of the same quarters a year before.
    fn on_new_definition(&self, shown: &Neighbours<'_, 'd>, new: &Definition) -> Option<Words> {
        let (one, (before, earlier)) = (shown.later, shown.earlier?);
        if one.metric.id != *self.defined_of(one.metric, one.basis) {
            return None;
        }
        let on_new = |quarters: &[_]| self.engine.on_definition(one.company, new, quarters).ok();
        let restated = on_new(&earlier.quarters)?;
        let amount = self.amount_over(one.company, &earlier.quarters, &restated, on_new).money.ok()?;
        let later = one.figure.as_ref().ok()?;
        let is_year = one.period.year_before() == before && later.quarters.len() == earlier.quarters.len();
        match change(restated.value, later.working.value).ok().filter(|_| is_year) {
            Some(growth) => Some(say!(on_new_definition, before, amount, growth)),
            None => Some(say!(amount_on_new_definition, before, amount)),
        }
    }

    /// Each change of definition within the period of a figure, the newest first.
    fn within(&self, one: &Observation<'d>, period: Period, figure: &Figure) -> Vec<(&'d Definition, Note)> {
        let change = |new: &'d Arc<Definition>| {
            let (company, day) = (words::company(one.company), new.from?);
            let brief = say!(definition_changed_on, company = company.clone(), day);
            let words = say!(definition_changes_within, company, period, day, new = &new.words);
            Some((&**new, Note::new("definition", words).in_brief(brief)))
        };
        self.definitions_behind(one, figure).into_iter().skip(1).rev().filter_map(change).collect()
    }
}
