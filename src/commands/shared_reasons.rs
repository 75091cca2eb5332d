//! Why figures are missing, partial or approximate, said once for many.

use std::collections::HashMap;

use super::words;
use crate::model::{Company, Period};
use crate::render::{Language, plain};
use crate::report::{Note, Words};
use crate::say;

/// As many companies with one and the same reason get a note each; more get one together.
const FEW: usize = 4;

/// Reasons in the order they were added.
#[derive(Debug, Default)]
pub struct SharedReasons<'o> {
    all: Vec<SharedReason<'o>>,
    places: HashMap<(&'static str, &'o str, String), usize>,
}

/// Reasons in the order of their first use, each with what it is the reason of.
pub fn by_reason<R: PartialEq, T: PartialEq>(all: impl IntoIterator<Item = (R, T)>) -> Vec<(R, Vec<T>)> {
    let mut reasons: Vec<(R, Vec<T>)> = Vec::new();
    for (reason, one) in all {
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, known)) if known.contains(&one) => {}
            Some((_, known)) => known.push(one),
            None => reasons.push((reason, vec![one])),
        }
    }
    reasons
}

#[derive(Debug)]
struct SharedReason<'o> {
    kind: &'static str,
    words: Words,
    /// The words in English, by which reasons are told apart.
    text: String,
    companies: Vec<&'o Company>,
    periods: Vec<Period>,
}

impl<'o> SharedReasons<'o> {
    /// Adds why a company's figure of a period is what it is.
    pub fn add(&mut self, kind: &'static str, words: Words, company: &'o Company, period: Period) {
        let text = plain(&words, Language::En);
        let place = *self.places.entry((kind, &company.ticker, text.clone())).or_insert(self.all.len());
        match self.all.get_mut(place) {
            None => self.all.push(SharedReason { kind, words, text, companies: vec![company], periods: vec![period] }),
            Some(known) if known.periods.contains(&period) => {}
            Some(known) => known.periods.push(period),
        }
    }

    /// One note per company and reason, naming the periods; one for all companies where many share it.
    pub fn notes(self) -> impl Iterator<Item = Note> {
        let mut sharing: HashMap<(&str, &str, &[Period]), Vec<&'o Company>> = HashMap::new();
        for reason in &self.all {
            sharing.entry((reason.kind, &reason.text, &reason.periods)).or_default().extend(&reason.companies);
        }
        sharing.retain(|_, companies| companies.len() > FEW);
        let mut notes = Vec::new();
        for reason in &self.all {
            let shared = sharing.get(&(reason.kind, &*reason.text, &*reason.periods));
            let companies = shared.unwrap_or(&reason.companies);
            if companies.first() == reason.companies.first() {
                notes.push(reason.note(companies));
            }
        }
        notes.into_iter()
    }
}

impl SharedReason<'_> {
    fn note(&self, companies: &[&Company]) -> Note {
        let sign = match self.kind {
            "missing" => "–",
            "partial" => "*",
            _ => "≈",
        };
        let mut periods = self.periods.clone();
        periods.sort_unstable();
        let (company, periods) = (words::companies(companies.iter().copied()), words::listed(&periods));
        Note::new(self.kind, say!(sign_company_periods_reason, sign, company, periods, reason = &self.words))
    }
}
