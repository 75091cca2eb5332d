//! Statements in words: what kind each is, and its figures.

use rust_decimal::Decimal;

use super::super::amounts::amount_cell;
use super::super::{Context, words};
use super::line;
use crate::model::{Bound, Direction, Pace, Statement, Versus};
use crate::report::{Cell, Words};
use crate::say;

/// What kind of statement it is, for a reader: `about`, `at least`, `higher than the previous year, at a slower rate`.
pub fn manner(statement: &Statement) -> Words {
    match statement.bound {
        Bound::Range => say!(bound_range),
        Bound::About => say!(bound_about),
        Bound::AtLeast => say!(bound_at_least),
        Bound::UpTo => say!(bound_up_to),
        Bound::RunRate => say!(bound_run_rate),
        Bound::Direction => {
            let direction = match (statement.direction, statement.versus.map(against)) {
                (None, _) => Words::NONE,
                (Some(direction), None) => direction_alone(direction),
                (Some(Direction::Higher), Some(versus)) => say!(higher_than, versus),
                (Some(Direction::Lower), Some(versus)) => say!(lower_than, versus),
                (Some(Direction::Similar), Some(versus)) => say!(similar_to, versus),
            };
            match statement.pace {
                Some(Pace::Slower) => say!(direction_slower, direction),
                Some(Pace::Faster) => say!(direction_faster, direction),
                None => direction,
            }
        }
    }
}

/// What a direction is against: `the previous year`.
fn against(versus: Versus) -> Words {
    match versus {
        Versus::PreviousYear => say!(the_versus, versus = say!(previous_year)),
        Versus::PreviousQuarter => say!(the_versus, versus = say!(previous_quarter)),
        Versus::EachPreviousQuarter => say!(each_previous_quarter),
        Versus::FirstHalf => say!(the_versus, versus = say!(first_half)),
        Versus::PreviousStatement => say!(the_versus, versus = say!(previous_guidance)),
    }
}

fn direction_alone(direction: Direction) -> Words {
    match direction {
        Direction::Higher => say!(direction_higher),
        Direction::Lower => say!(direction_lower),
        Direction::Similar => say!(direction_similar),
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
        Some(direction) if !statement.has_figure() => direction_alone(direction),
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
