//! What a figure was known to be from day to day, for a search that looks at every one of them.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::range::ValueRange;

/// Each day on which something else of a figure became known, and what; from the first on which there was one.
#[derive(Debug, Default)]
pub(super) struct History {
    steps: Vec<(Date, Option<Decimal>)>,
}

impl History {
    /// Takes down what was known from a day on; the days come in order.
    pub fn add(&mut self, day: Date, value: Option<Decimal>) {
        if self.steps.last().and_then(|(_, known)| *known) != value {
            self.steps.push((day, value));
        }
    }

    /// Of the sum of two figures, which is known as long as both are.
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

    /// Between what it lies, whatever the day.
    pub fn range(&self) -> Option<ValueRange> {
        self.steps.iter().filter_map(|(_, value)| value.map(ValueRange::at)).reduce(ValueRange::or)
    }

    /// The days on which it was another than the day before, or ceased to be known.
    pub fn changes(&self) -> impl Iterator<Item = Date> {
        self.steps.iter().skip(1).map(|(day, _)| *day)
    }
}
