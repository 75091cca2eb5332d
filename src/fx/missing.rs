//! Why a rate could not be given.

use jiff::civil::Date;

use crate::data::{Problem, Unknown};
use crate::model::Words;
use crate::say;

/// The reason there is no rate. The figure that needed it is then missing too, never converted at another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub enum Missing {
    /// The day, or the span's first days, lie before the first fixing.
    Before(Date),
    /// The day, or the span's last days, lie after the last fixing.
    After(Date),
    /// The file has no fixing of the pair between two days, too far apart for the earlier one to stand for both.
    Between(Date, Date),
}

impl Missing {
    /// Why there is no rate of exchange.
    pub fn words(&self) -> Words {
        match self {
            Self::Before(day) => say!(no_rate_before, day = *day),
            Self::After(day) => say!(no_rate_after, day = *day),
            Self::Between(from, to) => say!(no_rate_between, from = *from, to = *to),
        }
    }
}

/// Why it is missing, in words.
impl From<&Missing> for Words {
    fn from(reason: &Missing) -> Self {
        reason.words()
    }
}

impl From<Missing> for Words {
    fn from(reason: Missing) -> Self {
        reason.words()
    }
}

/// What is wrong with a file of nothing but a header.
pub(super) fn no_rates() -> Words {
    say!(no_rates_below_header)
}

/// What keeps a rate from being looked up at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file has no such currency.
    #[error(transparent)]
    Unknown(#[from] Unknown),
    /// The file is not as it should be, at the line given.
    #[error("{0}")]
    File(Problem),
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::File(problem)
    }
}

/// The result of a look-up: a rate or the reason it is missing, unless the look-up itself failed.
pub type Looked<T> = Result<Result<T, Missing>, Error>;
