//! The euro reference rates, read in the plainest way, crossed and averaged by hand.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::data::text;

/// Every currency of the data but the dollar: the columns of `data/fx/ecb.csv`, and the euro, which has none.
pub const FOREIGN: [&str; 15] =
    ["EUR", "CNY", "GBP", "JPY", "CHF", "CAD", "AUD", "INR", "KRW", "HKD", "SGD", "BRL", "MXN", "SEK", "NOK"];

/// Significant digits of a rate in machine formats.
const DIGITS: u32 = 10;

/// A rate and the fixings it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quoted {
    /// Units of the currency for one dollar.
    pub rate: Decimal,
    /// The first fixing.
    pub from: Date,
    /// The last fixing; of one day's rate the same as the first.
    pub to: Date,
}

/// One day's fixing: units of each currency for one euro.
#[derive(Debug, Clone)]
pub struct Fixing {
    pub day: Date,
    pub per_euro: HashMap<String, Decimal>,
}

impl Fixing {
    /// Units of a currency for one dollar.
    fn per_dollar(&self, code: &str) -> Decimal {
        let per_euro = |code| if code == "EUR" { Decimal::ONE } else { self.per_euro[code] };
        per_euro(code) / per_euro("USD")
    }
}

/// Every fixing, oldest first.
pub static FIXINGS: LazyLock<Vec<Fixing>> = LazyLock::new(|| {
    let text = text("fx/ecb.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let lines = reader.deserialize().map(|line: Result<HashMap<String, String>, _>| line.expect("a line"));
    let fixings = lines.map(|mut line| {
        let day = line.remove("date").expect("a date").parse().expect("a day");
        let per_euro = line.into_iter().map(|(code, rate)| (code, rate.parse().expect("a rate"))).collect();
        Fixing { day, per_euro }
    });
    fixings.collect()
});

/// A day as it is written.
pub fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// The fixings of a span, both days inclusive.
pub fn between(start: Date, end: Date) -> &'static [Fixing] {
    let first = FIXINGS.partition_point(|fixing| fixing.day < start);
    let after = FIXINGS.partition_point(|fixing| fixing.day <= end);
    &FIXINGS[first..after]
}

/// The mean of a span's daily rates, each divided before they are averaged.
pub fn mean(code: &str, start: Date, end: Date) -> Quoted {
    type Means = HashMap<(String, Date, Date), Quoted>;
    static KNOWN: LazyLock<Mutex<Means>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().expect("no test has failed in here");
    *known.entry((code.to_owned(), start, end)).or_insert_with(|| {
        let fixings = between(start, end);
        let sum: Decimal = fixings.iter().map(|fixing| fixing.per_dollar(code)).sum();
        let (first, last) = (fixings.first().expect("a fixing"), fixings.last().expect("a fixing"));
        Quoted { rate: sum / Decimal::from(fixings.len()), from: first.day, to: last.day }
    })
}

/// The rate of the last fixing on a day or before it, at most seven days earlier.
pub fn on(code: &str, asked: Date) -> Quoted {
    let fixing = between(Date::MIN, asked).last().expect("a fixing");
    assert!((asked - fixing.day).get_days() <= 7, "no fixing in the week to {asked}");
    Quoted { rate: fixing.per_dollar(code), from: fixing.day, to: fixing.day }
}

/// A rate as machine formats have it.
pub fn to_digits(rate: Decimal) -> Decimal {
    rate.round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero).expect("a rate of few digits")
}

/// An amount in the smallest units of a currency: whole yen and won, cents of everything else.
pub fn to_minor_units(amount: Decimal, code: &str) -> Decimal {
    let places = if matches!(code, "JPY" | "KRW") { 0 } else { 2 };
    amount.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}
