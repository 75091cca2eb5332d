//! What could not be fetched, and why; what has one reason is told in one sentence.

use crate::report::Words;
use crate::say;
use crate::sec::update::Unfetched;

/// Everything that failed.
#[derive(Debug, Default)]
pub struct Failures(Vec<(Vec<Words>, Unfetched)>);

impl Failures {
    /// Adds a failure.
    pub fn add(&mut self, what: Words, reason: &Unfetched) {
        match self.0.iter_mut().find_map(|(whats, known)| known.takes(reason).then_some(whats)) {
            Some(whats) => whats.push(what),
            None => self.0.push((vec![what], reason.clone())),
        }
    }

    /// Whether nothing failed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A sentence for each reason; `is_all` if nothing was updated.
    pub fn sentences(&self, is_all: bool) -> Vec<Words> {
        let sentence = |(whats, reason): &(Vec<Words>, Unfetched)| match whats.as_slice() {
            [_, _, ..] if is_all && self.0.len() == 1 => {
                say!(nothing_updated, reason = reason.words())
            }
            [what] if *what == rates() => {
                say!(what_not_updated, what = say!(title_rates), reason = reason.words())
            }
            whats => say!(what_not_updated, what = Words::and(whats.iter().cloned()), reason = reason.words()),
        };
        self.0.iter().map(sentence).collect()
    }
}

/// What exchange rates are called among other things.
pub fn rates() -> Words {
    say!(exchange_rates)
}
