//! Exchange rates: the bundled file and files of one's own, through the library and through `capex rates`.
//!
//! Rates are held against a second computation from the file itself, against values known from elsewhere, and, on files
//! made up by chance, against a plain reading of them.

mod by_chance;
mod command;
#[path = "../common/mod.rs"]
mod common;
mod currencies;
mod days;
mod files;
mod second;

use capex::fx::{Looked, Missing, Rates};
use capex::model::{Currency, Span};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

fn code(code: &str) -> Currency {
    code.parse().expect("a code")
}

fn day(day: &str) -> Date {
    day.parse().expect("a day")
}

fn span(start: &str, end: &str) -> Span {
    Span { start: day(start), end: day(end) }
}

fn year(year: i16) -> Span {
    Span { start: date(year, 1, 1), end: date(year, 12, 31) }
}

fn quarter(year: i16, number: i8) -> Span {
    let start = date(year, 3 * number - 2, 1);
    Span { start, end: start.saturating_add(2.months()).last_of_month() }
}

fn bundled() -> Rates<'static> {
    Rates::bundled().expect("the bundled rates")
}

/// A rate that must be there.
fn found<T>(looked: Looked<T>) -> T {
    looked.expect("a file without mistakes").expect("a rate")
}

fn missing<T: std::fmt::Debug>(looked: Looked<T>) -> Missing {
    looked.expect("a file without mistakes").expect_err("no rate")
}
