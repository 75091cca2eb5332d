//! Fixings of the bank that cannot be right, or that are worth a second look.

use std::collections::HashMap;

use jiff::civil::{Date, Weekday};
use rust_decimal::Decimal;

use super::rates::Rates;
use crate::data;
use crate::model::{Currency, Quantity, Words};
use crate::say;

/// What is doubtful about a fixing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// The bundled data has another for the same day, which is kept.
    Contradicts {
        /// The day.
        day: Date,
        /// Whose rate it is.
        currency: Currency,
        /// The rate.
        rate: Decimal,
        /// The bundled one.
        bundled: Decimal,
    },
    /// The bank publishes none on weekends: left out.
    Weekend(Date),
    /// The day is still to come: left out.
    Future(Date),
    /// A currency moved by more than a fifth since the fixing before: kept, since pegs do break.
    Jump {
        /// The day.
        day: Date,
        /// Whose rate it is.
        currency: Currency,
        /// By how much, as a fraction.
        change: Decimal,
    },
}

impl Doubt {
    /// The day of the fixing.
    pub fn day(&self) -> Date {
        match self {
            Self::Weekend(day) | Self::Future(day) | Self::Contradicts { day, .. } | Self::Jump { day, .. } => *day,
        }
    }

    /// What is doubtful about the fixing, as a sentence.
    pub fn words(&self) -> Words {
        match self {
            Self::Contradicts { day, currency, rate, bundled } => say!(
                fixing_contradicts,
                currency = *currency,
                day = Words::Day(*day),
                rate = rate.to_string(),
                bundled = bundled.to_string()
            ),
            Self::Weekend(day) => {
                say!(fixings_on_weekend, day = Words::Day(*day))
            }
            Self::Future(day) => {
                say!(fixings_in_future, day = Words::Day(*day))
            }
            Self::Jump { day, currency, change } => {
                say!(fixing_jumps, currency = *currency, change = Quantity::Change(*change), day = Words::Day(*day))
            }
        }
    }
}

/// The largest change in a day that nobody doubts: the franc moved by less when its cap fell.
const LARGEST: Decimal = Decimal::from_parts(2, 0, 0, false, 1);

/// A line of rates in the shape of the bundled file: its day and its cells.
type FixingCells<'t> = (Date, Vec<&'t str>);

fn line(text: &str) -> Option<FixingCells<'_>> {
    let mut cells = text.split(',');
    Some((cells.next()?.parse().ok()?, cells.collect()))
}

/// The lines below a header.
pub fn lines(text: &str) -> impl Iterator<Item = FixingCells<'_>> {
    text.lines().skip(1).filter_map(line)
}

/// Why the fixings of a day are left out, if they are. Without `today`, no day is still to come.
pub fn of_day(day: Date, today: Option<Date>) -> Option<Doubt> {
    if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        return Some(Doubt::Weekend(day));
    }
    today.filter(|today| day > *today).map(|_| Doubt::Future(day))
}

/// Where lines contradict the bundled ones of the same day.
pub fn contradictions(text: &str) -> Vec<Doubt> {
    let bundled: HashMap<Date, Vec<&str>> = lines(data::RATES).collect();
    let mut doubts = Vec::new();
    for (day, cells) in lines(text) {
        let Some(known) = bundled.get(&day) else { continue };
        for ((currency, cell), known) in currencies().into_iter().zip(&cells).zip(known) {
            if let (Some(rate), Some(bundled)) = (Rates::parse(cell), Rates::parse(known))
                && rate != bundled
            {
                doubts.push(Doubt::Contradicts { day, currency, rate, bundled });
            }
        }
    }
    doubts
}

/// Where a currency moves by more than a fifth from one line to the next, the last bundled line before the first.
pub fn jumps(text: &str) -> Vec<Doubt> {
    let mut last: Vec<Option<Decimal>> = Vec::new();
    let mut doubts = Vec::new();
    let bundled = lines(data::RATES).last().into_iter().map(|line| (true, line));
    for (is_bundled, (day, cells)) in bundled.chain(lines(text).map(|line| (false, line))) {
        last.resize(cells.len().max(last.len()), None);
        for ((currency, cell), before) in currencies().into_iter().zip(&cells).zip(&mut last) {
            let Some(rate) = Rates::parse(cell) else { continue };
            let change = before.map_or(Decimal::ZERO, |before| rate / before - Decimal::ONE);
            if !is_bundled && change.abs() > LARGEST {
                doubts.push(Doubt::Jump { day, currency, change });
            }
            *before = Some(rate);
        }
    }
    doubts
}

/// The currencies of the bundled file, but for the euro, in its order.
fn currencies() -> Vec<Currency> {
    Rates::bundled().map(|rates| rates.currencies().skip(1).collect()).unwrap_or_default()
}
