//! The figures of statements in words.

use rust_decimal::Decimal;

use super::super::amounts::amount_cell;
use super::super::{Context, words};
use super::line;
use crate::model::Statement;
use crate::report::{Cell, Words};
use crate::say;

/// `60.0 to 65.0`, `about 75.0`, for a sentence.
pub fn figure(context: &Context<'_>, statement: &Statement) -> Words {
    let money = |amount: Decimal| Words::from(amount_cell(&Ok(context.on_day(amount, statement.announced))).value);
    match (statement.low, statement.high) {
        (Some(low), Some(high)) if low != high => words::range(money(low), money(high)),
        (Some(end), _) | (None, Some(end)) => {
            say!(manner_and_amount, manner = statement.manner(), amount = money(end))
        }
        (None, None) => statement.manner(),
    }
}

/// The same where there is little room: a direction is one word.
pub fn brief(context: &Context<'_>, statement: &Statement) -> Words {
    match statement.direction {
        Some(direction) if !statement.has_figure() => direction.words(),
        _ => figure(context, statement),
    }
}

/// `+40.0% to +50.0%`: growth to the lower and the upper end; one alone where there is one, or both are the same.
pub fn growth(low: Option<Result<Decimal, Words>>, high: Option<Result<Decimal, Words>>) -> Cell {
    match (low, high) {
        (Some(Ok(low)), Some(Ok(high))) if low != high => Cell::say(words::range(low, high)),
        (low, high) => line::growth(low.or(high)),
    }
}
