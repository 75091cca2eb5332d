//! The vocabulary: companies, metrics, periods, bases, money, facts, definitions, documents.
//!
//! No input, no output, no command line: these types can be used and tested alone.

mod basis;
mod by_name;
mod calendar;
mod company;
mod day;
mod definition;
mod fact;
mod group;
mod guidance;
mod language;
mod left_out;
mod letters;
mod metric;
mod money;
mod origin;
mod period;
mod period_expr;
mod phrase;
mod quarter;
mod run;
mod source;
mod tag;
mod words;

pub use basis::Basis;
pub(crate) use by_name::{by_name, named};
pub use calendar::FiscalCalendar;
pub use company::Company;
pub(crate) use day::iso_day;
pub use definition::{Definition, DefinitionChange};
pub use fact::{Confidence, Fact};
pub use group::CompanyGroup;
pub use guidance::{Bound, Comparable, Direction, Pace, Statement, Versus};
pub use language::{Language, Localized, UnknownLanguage};
pub use left_out::{LeftOut, Why};
pub use letters::{deceives, legible};
pub use metric::{Component, Formula, Kind, Metric, MetricId, Sign, Sum};
pub use money::{Currency, CurrencyMismatch, Money};
pub use origin::Origin;
pub use period::{BadPeriod, Part, PartOfYear, Period};
pub use period_expr::{BadPeriodExpr, Grain, KnownEnd, PeriodExpr};
pub(crate) use phrase::{phrases, say};
pub use quarter::{CalendarQuarter, FiscalQuarter, Span};
pub use source::Source;
pub use tag::{Dimensions, Element, Tag, XbrlName};
pub use words::{Join, NO_BREAK, NamedOption, Quantity, Say, Words, capitalised};
