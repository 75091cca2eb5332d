//! Formulas that give the very figure they stand for.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::Formula;

use crate::report::{Cell, Quantity};

/// The most two numbers may differ to be the same figure: a spreadsheet's own numbers have 15 digits.
const SAME: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

/// The exact number of a cell that a formula can take up.
pub(super) fn exact(cell: &Cell) -> Option<Decimal> {
    match cell.value.figure()? {
        Quantity::Money(money) => Some(money.amount),
        Quantity::Change(number) | Quantity::Share(number) => Some(number),
        Quantity::Number { .. } | Quantity::Date(_) => None,
    }
}

/// The formula, if what it comes to is the figure.
pub(super) fn if_same(own: Decimal, comes_to: Option<Decimal>, text: impl FnOnce() -> String) -> Option<Formula> {
    let is_same = (comes_to? - own).abs() <= SAME * own.abs().max(Decimal::ONE);
    is_same.then(|| Formula::new(text()))
}

/// Growth from one number to another.
pub(super) fn growth(of: Decimal, from: Decimal) -> Option<Decimal> {
    Some(of.checked_div(from)? - Decimal::ONE)
}

/// Growth a year, over some years, to as many digits as a spreadsheet has.
pub(super) fn compound(of: Decimal, from: Decimal, years: i32) -> Option<Decimal> {
    let ratio = of.checked_div(from)?.to_f64().filter(|ratio| *ratio > 0.0)?;
    let rate = ratio.powf(1.0 / f64::from(years)) - 1.0;
    Decimal::from_f64_retain(rate)
}
