//! Published claims: reading them from a file, and judging whether they hold and under which reading.
//!
//! A claim is typed data, read with all its problems at once. A reading is a basis, a calendar, a day, a source of plans
//! and a rate of exchange. Judging compares exact figures with the range of figures that round to what was printed.
//! Nothing here rounds or prints; reasons and errors are words, which a report puts into a language.

mod article;
mod builder;
mod claim;
mod consistency;
mod evaluate;
mod evaluated;
mod fields;
mod figures;
mod filter;
mod find;
mod fit;
mod guidance;
mod guided_range;
mod history;
mod judge;
mod known_figure;
mod lexicon;
mod near_misses;
mod period_set;
mod printed;
mod published_later;
mod range;
mod read;
mod reading;
mod said_instead;
mod typed;
mod unanswerable;
mod unit;
mod verdict;
mod vocabulary;

pub use article::{ArticleFigure, ArticleReader, DayFrom, Markup, Understood};
pub use claim::{Beyond, Claim, Claimed, Question, RankedCompany, RateChoice, StatedReading, Subject, Trend};
pub use evaluated::{EndedPlan, Evaluated, FoundValue, GuidedRange, Remark, RestOfPeriod, Rounding};
pub use fields::{ClaimField, FieldError, Fields};
pub use find::{Hit, Hits, Search};
pub use fit::NumberMatch;
pub use judge::{EvaluationResult, Judge, ReadingAnswer};
pub use known_figure::Caveats;
pub use lexicon::Lexicon;
pub use near_misses::{OtherCompanies, OtherGroup};
pub use period_set::PeriodSet;
pub use printed::{PrintedNumber, PrintedRange};
pub use read::{read, rows};
pub use reading::{Departure, GuidanceEnd, Reading};
pub use said_instead::{GuidanceOfOthers, SaidInstead};
pub use typed::TypedNumber;
pub use unanswerable::Unanswerable;
pub use unit::PrintedUnit;
pub use verdict::{Judgement, Verdict};
pub use vocabulary::{Calendar, Comparison, Measure, REVISIONS, SaidBy};
