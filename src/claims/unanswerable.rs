//! Why the data cannot answer a question under a reading.

use jiff::civil::Date;

use crate::analysis::Unlike;
use crate::data::Problems;
use crate::derive::Gap;
use crate::fx;

/// The reason there is no figure to hold a claim against.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unanswerable {
    /// A company's figure is missing.
    #[error("{company}: {gap}")]
    Figure {
        /// Name of the company.
        company: String,
        /// Why.
        gap: Gap,
    },
    /// A company has not reported all quarters of the period.
    #[error("{company}: {has} of {of} quarters are known")]
    Partial {
        /// Name of the company.
        company: String,
        /// Quarters known.
        has: usize,
        /// Quarters in the period.
        of: usize,
    },
    /// A company said nothing on the period.
    #[error("{company} gave no guidance for {period}")]
    Silent {
        /// Name of the company.
        company: String,
        /// The period asked for.
        period: String,
    },
    /// A company's guidance has no figure, or not the end that is asked for.
    #[error("{company} gave no such figure on {announced}")]
    NoEnd {
        /// Name of the company.
        company: String,
        /// The day of its guidance.
        announced: Date,
    },
    /// A company gave a range where one figure is asked for.
    #[error("{company} gave a range on {announced} and no one figure")]
    Range {
        /// Name of the company.
        company: String,
        /// The day of its guidance.
        announced: Date,
    },
    /// Nobody but the companies themselves spoke of their plans.
    #[error("the data holds no statement of the press on it")]
    NoPress,
    /// Two figures do not compare.
    #[error("{0}")]
    Unlike(Unlike),
    /// There is no earlier period to compare with.
    #[error("no earlier period is known")]
    NoEarlier,
    /// There is no rate of exchange.
    #[error("the exchange rate is missing: {0}")]
    Rate(fx::Missing),
    /// Analysts' expectations.
    #[error("what analysts expected is not in the data")]
    Consensus,
    /// Something else that the data does not hold.
    #[error("the data holds no such metric")]
    Other,
}

/// What keeps a question from being answered: the data has no answer, or is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EvaluationError {
    Unanswerable(Unanswerable),
    Broken(Problems),
}

impl From<Unanswerable> for EvaluationError {
    fn from(absent: Unanswerable) -> Self {
        Self::Unanswerable(absent)
    }
}

impl From<Problems> for EvaluationError {
    fn from(problems: Problems) -> Self {
        Self::Broken(problems)
    }
}

impl From<fx::Error> for EvaluationError {
    fn from(error: fx::Error) -> Self {
        match error {
            // Currencies are checked when a claim is read, so this cannot happen; a missing rate is the honest answer.
            fx::Error::Unknown(_) => Self::Unanswerable(Unanswerable::Rate(fx::Missing::Before(Date::MIN))),
            fx::Error::File(problem) => Self::Broken(problem.into()),
        }
    }
}

/// The answer, or why there is none; problems of the data are another matter.
pub(super) fn separate_problems<T>(result: Result<T, EvaluationError>) -> Result<Result<T, Unanswerable>, Problems> {
    match result {
        Ok(found) => Ok(Ok(found)),
        Err(EvaluationError::Unanswerable(absent)) => Ok(Err(absent)),
        Err(EvaluationError::Broken(problems)) => Err(problems),
    }
}
