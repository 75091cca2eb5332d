//! Why a rate could not be given.

use jiff::civil::Date;

use crate::data::{Problem, Unknown};

/// The reason there is no rate. The figure that needed it is then missing too, never converted at another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// The day, or the span's first days, lie before the first fixing.
    #[error("no rate before {0}")]
    Before(Date),
    /// The day, or the span's last days, lie after the last fixing.
    #[error("no rate after {0}")]
    After(Date),
    /// The file has no fixing of the pair between two days, too far apart for the earlier one to stand for both.
    #[error("no rate between {0} and {1}")]
    Between(Date, Date),
}

/// What is wrong with a file of nothing but a header.
pub(super) const NO_RATES: &str = "no rates below the header";

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
