//! Why a file could not be fetched or taken.

use super::client::{End, FetchError, unreachable};
use crate::data::{OpenError, Problem};
use crate::model::Words;

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

impl Unfetched {
    /// The reason in words.
    pub fn words(&self) -> Words {
        match self {
            Self::Reason(words) => words.clone(),
            Self::NoConnection { servers, what } => unreachable(servers, what),
        }
    }

    /// Takes another reason in, if one sentence says both.
    pub fn takes(&mut self, other: &Self) -> bool {
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

impl From<Words> for Unfetched {
    fn from(words: Words) -> Self {
        Self::Reason(words)
    }
}

impl From<Problem> for Unfetched {
    fn from(problem: Problem) -> Self {
        Self::Reason(problem.words())
    }
}

impl From<OpenError> for Unfetched {
    fn from(error: OpenError) -> Self {
        Self::Reason(Words::sentences(error.lines()))
    }
}

/// Why a file could not be fetched, and its address.
impl From<(FetchError, String)> for Unfetched {
    fn from((error, address): (FetchError, String)) -> Self {
        match error {
            FetchError::Unreachable { end: End::Server(server), what } => {
                Self::NoConnection { servers: vec![server], what }
            }
            error => Self::Reason(error.words(&address)),
        }
    }
}
