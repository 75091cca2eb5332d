//! Statements in words: what kind each is, and its figures.

use rust_decimal::Decimal;

use super::super::amounts::amount_cell;
use super::super::{Context, words};
use super::line;
use crate::model::{Bound, Direction, Pace, Statement};
use crate::report::{Cell, Words};
use crate::say;

/// What kind of statement it is, for a reader: `about`, `at least`, `higher than the previous year, at a slower rate`.
pub fn manner(statement: &Statement) -> Words {
    match statement.bound {
        Bound::Range => "range".into(),
        Bound::About => "about".into(),
        Bound::AtLeast => "at least".into(),
        Bound::UpTo => "up to".into(),
        Bound::RunRate => "run rate".into(),
        Bound::Direction => {
            let versus = &statement.versus;
            let versus = if versus.starts_with("each") { versus.into() } else { say!(the_versus, versus) };
            let direction = match statement.direction {
                Some(Direction::Higher) => say!(higher_than, versus),
                Some(Direction::Lower) => say!(lower_than, versus),
                Some(Direction::Similar) => say!(similar_to, versus),
                None => Words::NONE,
            };
            match statement.pace {
                Some(Pace::Slower) => say!(direction_slower, direction),
                Some(Pace::Faster) => say!(direction_faster, direction),
                None => direction,
            }
        }
    }
}

/// `60.0 to 65.0`, `about 75.0`, for a sentence.
pub fn figure(context: &Context<'_>, statement: &Statement) -> Words {
    let money = |amount: Decimal| Words::from(amount_cell(&Ok(context.on_day(amount, statement.announced))).value);
    match (statement.low, statement.high) {
        (Some(low), Some(high)) if low != high => words::range(money(low), money(high)),
        (Some(end), _) | (None, Some(end)) => {
            say!(manner_and_amount, manner = manner(statement), amount = money(end))
        }
        (None, None) => manner(statement),
    }
}

/// The same where there is little room: a direction is one word.
pub fn brief(context: &Context<'_>, statement: &Statement) -> Words {
    match statement.direction {
        Some(direction) if !statement.has_figure() => direction.to_string().into(),
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
