//! Numbers in words, in the units that the press counts in.

use rust_decimal::Decimal;

use crate::claims::{GuidedRange, PrintedNumber, PrintedRange, PrintedUnit};
use crate::model::Currency;
use crate::render::Language;
use crate::report::{Quantity, Words};
use crate::say;

/// A number to the digits that are printed; in English, as it is printed.
pub fn printed(number: &PrintedNumber, currency: Currency) -> Words {
    printed_range(&PrintedRange { low: *number, high: *number }, currency)
}

/// Both ends of a range likewise: `66–72 bn`.
pub fn printed_range(range: &PrintedRange, currency: Currency) -> Words {
    let PrintedRange { low, high } = range;
    let unit = high.unit();
    in_units(unit, high.places(), currency, |in_unit, places| {
        let end = |number: &PrintedNumber| {
            if in_unit == unit {
                number.number().to_string().into()
            } else {
                counted(number.value(), in_unit, places, currency)
            }
        };
        if low == high { end(high) } else { Words::run([end(low), "–".into(), end(high)]) }
    })
}

/// A figure in the unit of a printed number, with one more digit than that has: `245.6 bn`, `CNY 1.77 tn`, `63.7%`.
pub fn number(value: Decimal, printed: &PrintedNumber, currency: Currency) -> Words {
    exact(value, printed.unit(), printed.places() + 1, currency)
}

/// A figure in a unit, to so many digits.
pub fn exact(value: Decimal, unit: PrintedUnit, places: u32, currency: Currency) -> Words {
    in_units(unit, places, currency, |unit, places| counted(value, unit, places, currency))
}

/// A number with its unit, in the unit that each language counts such numbers in. Where they are counted in 亿, every amount has
/// its currency; elsewhere plain dollars have none.
fn in_units(unit: PrintedUnit, places: u32, currency: Currency, number: impl Fn(PrintedUnit, u32) -> Words) -> Words {
    let in_language = |language: Language| {
        if !language.counts_in_yi() || !unit.is_of_money() {
            let is_named = unit.is_of_money() && (currency != Currency::USD || unit == PrintedUnit::Ones);
            let code = if is_named { format!("{currency} ") } else { String::new() };
            return Words::run([code.into(), number(unit, places), unit.symbol().into()]);
        }
        let (unit, more) = unit.in_chinese();
        let name = language.unit(unit.symbol().trim_start(), currency);
        Words::run([number(unit, places.saturating_add_signed(more)), format!(" {name}").into()])
    };
    Words::Each(Box::new(Language::ALL.map(in_language)))
}

/// A figure counted in a unit; an amount has no more digits than its currency has minor units, and none behind the point where
/// it is a whole number of them.
pub fn counted(value: Decimal, unit: PrintedUnit, places: u32, currency: Currency) -> Words {
    let value = value.checked_div(unit.size()).unwrap_or(value);
    let places = if unit == PrintedUnit::Ones && value.is_integer() { 0 } else { places };
    let power = unit.size().normalize().mantissa().unsigned_abs().checked_ilog10().unwrap_or(0);
    let most = if unit.is_of_money() { power + currency.minor_units() } else { places };
    Quantity::Number { value, places: places.min(most) }.into()
}

/// That a number of 亿 is compared as one rounded to ten.
pub fn in_tens(number: &PrintedNumber, currency: Currency) -> Option<Words> {
    number.in_billions()?;
    let step = exact(number.step(), number.unit(), 0, currency);
    Some(say!(yi_may_be_rounded, number = printed(number, currency), step))
}

/// A guided range in the unit of a printed number, with no more digits than it needs: `130–145 bn`, `≥ 80 bn`.
pub fn range(guided: GuidedRange, printed: &PrintedNumber, currency: Currency) -> Words {
    let unit = printed.unit();
    let digits = |end: Decimal| end.checked_div(unit.size()).unwrap_or(end).normalize().scale();
    let ends = [guided.low, guided.high];
    let places = ends.into_iter().flatten().map(digits).max().unwrap_or(0).min(printed.places() + 1);
    let one = |end| exact(end, unit, places, currency);
    match ends {
        [Some(low), Some(high)] if low == high => one(low),
        [Some(low), Some(high)] => in_units(unit, places, currency, |unit, places| {
            let end = |end| counted(end, unit, places, currency);
            Words::run([end(low), "–".into(), end(high)])
        }),
        [Some(low), None] => Words::run(["≥ ".into(), one(low)]),
        [None, Some(high)] => Words::run(["≤ ".into(), one(high)]),
        [None, None] => Words::NONE,
    }
}

/// A guided range beside a claim, in the unit of its number, else in billions.
pub fn range_of(guided: GuidedRange, printed: Option<&PrintedNumber>, currency: Currency) -> Words {
    let billions = PrintedNumber::new(Decimal::ONE, PrintedUnit::Bn).ok();
    let printed = printed.copied().filter(|printed| printed.unit().is_of_money()).or(billions);
    printed.map_or(Words::NONE, |printed| range(guided, &printed, currency))
}

/// An amount beside a claim, in the unit of its number, else in billions, to a tenth.
pub fn amount_of(value: Decimal, printed: Option<&PrintedNumber>, currency: Currency) -> Words {
    let unit = printed.map(PrintedNumber::unit).filter(|unit| unit.is_of_money()).unwrap_or(PrintedUnit::Bn);
    exact(value, unit, printed.map_or(1, |printed| printed.places() + 1), currency)
}
