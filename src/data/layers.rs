//! What the rows of a user's file replace.
//!
//! Rows of one key take the place of all that there were of that key; rows of a new key are added. The keys are told in
//! `data/README.md`. Definitions and companies have rules of their own, where they are read.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::model::{Fact, MetricId, Source, Statement};

/// Which rows are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// All of them.
    All,
    /// Those that a user added one by one.
    Own,
    /// All but those and the files that a user names.
    Beneath,
}

/// Adds the facts of one company that a user added one by one to those known: one that they say already is left out, and
/// one that says something else takes the place of all about the same.
pub fn own_facts(known: &mut Vec<Fact>, mut newer: Vec<Fact>) {
    newer.retain(|one| !known.iter().any(|old| one.is_of(old) && one.agrees_with(old)));
    known.retain(|old| !newer.iter().any(|one| one.is_of(old)));
    facts(known, newer);
}

/// The same of statements.
pub fn own_statements(known: &mut Vec<Statement>, mut newer: Vec<Statement>) {
    newer.retain(|one| !known.iter().any(|old| one.is_of(old) && one.agrees_with(old)));
    known.retain(|old| !newer.iter().any(|one| one.is_of(old)));
    statements(known, newer);
}

/// Adds facts of one company to those known; one of the same metric, span and day of publication is replaced.
pub fn facts(known: &mut Vec<Fact>, newer: Vec<Fact>) {
    let key = |fact: &Fact| (fact.metric.clone(), fact.span, fact.published);
    if !known.is_empty() {
        let mut keys: Vec<_> = newer.iter().map(key).collect();
        keys.sort();
        known.retain(|fact| keys.binary_search(&key(fact)).is_err());
    }
    known.extend(newer);
    known.sort_by(|one, other| order(one).cmp(&order(other)));
}

/// Facts stand by metric, end, start and day of publication.
pub fn order(fact: &Fact) -> (&MetricId, Date, Date, Date) {
    (&fact.metric, fact.span.end, fact.span.start, fact.published)
}

/// Lays statements of one company over those known: by day, period and document.
pub fn statements(known: &mut Vec<Statement>, newer: Vec<Statement>) {
    let same = |one: &Statement, other: &Statement| {
        (one.announced, one.period, &one.source) == (other.announced, other.period, &other.source)
    };
    known.retain(|one| !newer.iter().any(|other| same(one, other)));
    known.extend(newer);
    known.sort_by_key(|statement| statement.announced);
}

/// Lays documents over those known: by identifier.
pub fn sources(known: &mut Vec<Source>, newer: Vec<Source>) {
    if known.is_empty() {
        *known = newer;
        return;
    }
    let mut places: HashMap<String, usize> =
        known.iter().enumerate().map(|(place, source)| (source.id.clone(), place)).collect();
    for source in newer {
        if let Some(older) = places.get(&source.id).and_then(|&place| known.get_mut(place)) {
            *older = source;
        } else {
            places.insert(source.id.clone(), known.len());
            known.push(source);
        }
    }
    known.sort_by(|one, other| one.id.cmp(&other.id));
}
