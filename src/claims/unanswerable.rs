//! Why the data cannot answer a question under a reading.

use jiff::civil::Date;

use super::claim::Beyond;
use crate::analysis::Unlike;
use crate::data::Problems;
use crate::derive::Gap;
use crate::fx;
use crate::model::{Company, Period, Words};
use crate::say;

/// The reason there is no figure to hold a claim against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unanswerable<'d> {
    /// A company's figure is missing.
    Missing(&'d Company, Gap),
    /// A company has not reported all quarters of the period.
    Partial {
        /// The company.
        company: &'d Company,
        /// Quarters known.
        has: usize,
        /// Quarters in the period.
        of: usize,
    },
    /// A company gave no guidance for the period.
    NoGuidance(&'d Company, Period),
    /// A company's guidance of a day has no figure, or not the end that is asked for.
    NoEnd(&'d Company, Date),
    /// A company gave a range on a day where one figure is asked for.
    OnlyRange(&'d Company, Date),
    /// A company had given no figure for the period before a day.
    NoStatementBefore(&'d Company, Date),
    /// A company's statement of a day is on another definition than the one before.
    NotComparable(&'d Company, Date),
    /// Nobody but the companies themselves spoke of their plans.
    NoPress,
    /// Two figures do not compare.
    Unlike(Unlike),
    /// There is no earlier period to compare with.
    NoEarlier,
    /// There is no rate of exchange.
    NoRate(fx::Missing),
    /// The data does not hold what is asked for.
    Beyond(Beyond),
}

impl Unanswerable<'_> {
    /// The reason in words, as part of a sentence.
    pub fn words(&self) -> Words {
        let name = |company: &Company| Words::from(&company.name);
        match self {
            Self::Missing(company, gap) => say!(what_and_reason, what = name(company), reason = gap),
            Self::Partial { company, has, of } => {
                say!(some_quarters_known, company = name(company), has = has.to_string(), of = of.to_string())
            }
            Self::NoGuidance(company, period) => {
                say!(company_gave_no_guidance, company = name(company), period = *period)
            }
            Self::NoEnd(company, day) => {
                say!(company_gave_no_such_figure, company = name(company), day = *day)
            }
            Self::OnlyRange(company, day) => {
                say!(company_gave_range, company = name(company), day = *day)
            }
            Self::NoStatementBefore(company, day) => {
                say!(company_gave_no_figure_before, company = name(company), day = *day)
            }
            Self::NotComparable(company, day) => {
                say!(statement_on_other_definition, company = name(company), day = *day)
            }
            Self::NoPress => say!(no_statement_of_press),
            Self::Unlike(unlike) => unlike.words(),
            Self::NoEarlier => say!(no_earlier_period),
            Self::NoRate(missing) => say!(rate_is_missing, reason = missing),
            Self::Beyond(Beyond::Consensus) => say!(expectations_not_in_data),
            Self::Beyond(Beyond::Economy) => say!(economies_not_in_data),
            Self::Beyond(Beyond::MarketShare) => say!(market_shares_not_in_data),
            Self::Beyond(Beyond::Segment) => say!(segment_not_reported),
            Self::Beyond(Beyond::Other) => say!(no_such_metric),
        }
    }
}

/// What keeps a question from being answered: the data has no answer, or is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum EvaluationError<'d> {
    Unanswerable(Unanswerable<'d>),
    Broken(Problems),
}

impl<'d> From<Unanswerable<'d>> for EvaluationError<'d> {
    fn from(reason: Unanswerable<'d>) -> Self {
        Self::Unanswerable(reason)
    }
}

impl From<Problems> for EvaluationError<'_> {
    fn from(problems: Problems) -> Self {
        Self::Broken(problems)
    }
}

impl From<fx::Error> for EvaluationError<'_> {
    fn from(error: fx::Error) -> Self {
        match error {
            // Currencies are checked when a claim is read, so this cannot happen; a missing rate is the honest answer.
            fx::Error::Unknown(_) => Self::Unanswerable(Unanswerable::NoRate(fx::Missing::Before(Date::MIN))),
            fx::Error::File(problem) => Self::Broken(problem.into()),
        }
    }
}

/// The answer, or why there is none; problems of the data are another matter.
pub(super) fn separate_problems<T>(
    result: Result<T, EvaluationError<'_>>,
) -> Result<Result<T, Unanswerable<'_>>, Problems> {
    match result {
        Ok(found) => Ok(Ok(found)),
        Err(EvaluationError::Unanswerable(reason)) => Ok(Err(reason)),
        Err(EvaluationError::Broken(problems)) => Err(problems),
    }
}
