//! What could not be fetched, and why; what has one reason is told in one sentence.

use super::reasons;
use crate::report::Words;
use crate::say;
use crate::sec::update::{End, FetchError};

/// Why a file could not be fetched or taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Unfetched {
    /// In words.
    Reason(Words),
    /// No connection could be made to these servers.
    NoConnection {
        /// Their addresses.
        servers: Vec<String>,
        /// Why, in the words of the system.
        what: String,
    },
}

impl From<Words> for Unfetched {
    fn from(words: Words) -> Self {
        Self::Reason(words)
    }
}

impl Unfetched {
    /// Why a file could not be fetched from an address.
    pub fn of(error: &FetchError, address: &str) -> Self {
        match error {
            FetchError::Unreachable { end: End::Server(server), what } => {
                Self::NoConnection { servers: vec![server.clone()], what: what.clone() }
            }
            error => Self::Reason(reasons::fetch(error, address)),
        }
    }

    /// The reason in words.
    pub fn words(&self) -> Words {
        match self {
            Self::Reason(words) => words.clone(),
            Self::NoConnection { servers, what } => reasons::unreachable(servers, what),
        }
    }

    /// Takes another reason in, if one sentence says both.
    fn takes(&mut self, other: &Self) -> bool {
        match (&mut *self, other) {
            (Self::NoConnection { servers, what }, Self::NoConnection { servers: others, what: same })
                if what == same =>
            {
                for server in others {
                    if !servers.contains(server) {
                        servers.push(server.clone());
                    }
                }
                true
            }
            (one, other) => one == other,
        }
    }
}

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
