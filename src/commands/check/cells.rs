//! Cells on a question and the reading that answers it, which `check` and `find` have in common.

use rust_decimal::Decimal;

use super::super::{Context, words};
use crate::claims::{Calendar, Question, RateChoice, Reading};
use crate::model::{Currency, Money};
use crate::report::{Cell, Quantity};

/// A number that answers a question: an amount or a fraction.
pub fn number(question: &Question<'_>, number: Option<Decimal>) -> Cell {
    number.map_or(Cell::BLANK, |number| {
        if question.is_of_money() {
            Money { amount: number, currency: question.currency }.into()
        } else {
            Quantity::Change(number).into()
        }
    })
}

/// The basis; blank for a question that is on none.
pub fn basis(question: &Question<'_>, reading: &Reading<'_>, context: &Context<'_>) -> Cell {
    words::basis_cell(reading.basis.filter(|_| question.is_on_a_basis(context.data)))
}

/// The calendar, where the reading settles it.
pub fn calendar(reading: &Reading<'_>) -> Cell {
    Cell::optional(reading.calendar.map(Calendar::name))
}

/// The day whose knowledge counts.
pub fn as_of(reading: &Reading<'_>) -> Cell {
    reading.as_of.map_or(Cell::BLANK, Cell::from)
}

/// Whose statement a plan is.
pub fn said_by(question: &Question<'_>, reading: &Reading<'_>) -> Cell {
    if question.is_of_guidance() { Cell::text(reading.said_by.name()) } else { Cell::BLANK }
}

/// The exchange rate: `average`, the rate itself, or its day.
pub fn rate(question: &Question<'_>, reading: &Reading<'_>) -> Cell {
    if question.currency == Currency::USD || !question.is_of_money() {
        return Cell::BLANK;
    }
    Cell::text(match reading.rate {
        RateChoice::Policy => "average".to_owned(),
        RateChoice::Fixed(rate) => rate.to_string(),
        RateChoice::Of(day) => day.to_string(),
    })
}
