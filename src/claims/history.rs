//! What a figure was known to be from day to day.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::range::ValueRange;

/// The days on which the known value of a figure changed, each with the value from then on; the first is when it became
/// known.
#[derive(Debug, Default)]
pub(super) struct History {
    steps: Vec<(Date, Option<Decimal>)>,
}

impl History {
    /// Adds the value known from a day on; the days come in order.
    pub fn add(&mut self, day: Date, value: Option<Decimal>) {
        if self.steps.last().and_then(|(_, known)| *known) != value {
            self.steps.push((day, value));
        }
    }

    /// The history of the sum of two figures, which is known while both are.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let mut sum = Self::default();
        let days: BTreeSet<Date> = self.steps.iter().chain(&other.steps).map(|(day, _)| *day).collect();
        for day in days {
            let values = self.on(day).zip(other.on(day));
            sum.add(day, values.map(|(one, other)| one + other));
        }
        sum
    }

    fn on(&self, day: Date) -> Option<Decimal> {
        self.steps.iter().rev().find(|(since, _)| *since <= day)?.1
    }

    /// The range of its values on all days.
    pub fn range(&self) -> Option<ValueRange> {
        self.steps.iter().filter_map(|(_, value)| value.map(ValueRange::at)).reduce(ValueRange::or)
    }

    /// The days on which it changed, or ceased to be known.
    pub fn changes(&self) -> impl Iterator<Item = Date> {
        self.steps.iter().skip(1).map(|(day, _)| *day)
    }
}
