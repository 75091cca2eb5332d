//! The fields of a claim, as text.

use std::borrow::Cow;

use super::vocabulary::{as_typed, bad_word};
use crate::model::{Words, named};
use crate::say;

named! {
    /// A field of a claim: a column of a CSV file, a key of a JSON object.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum ClaimField {
        /// The claim's identifier, of which a file holds no two.
        Id = "id",
        /// The claim in words.
        Statement = "statement",
        /// A metric of `capex list metrics`, `guidance`, `consensus` or `other`; for a ratio or an excess two, as `cloud / revenue`.
        Metric = "metric",
        /// Tickers or names, several with spaces or `|` between; none means all.
        Companies = "companies",
        /// 2024, 2024Q4, 2024H2, FY2025, TTM2024Q4; several that are added: 2022..2024, `2024Q1,2024Q2`, ytd.
        Period = "period",
        /// What is asked of the figures.
        Measure = "measure",
        /// What the claim says: a number as printed, or words.
        Value = "value",
        /// What the number is counted in.
        Unit = "unit",
        /// The currency of an amount; USD if empty.
        Currency = "currency",
        /// equal if empty, `at_least` or `at_most`.
        Comparison = "comparison",
        /// The earlier value of a change.
        From = "from",
        /// The period of the earlier value; if empty, the one right before, or the same a year before.
        FromPeriod = "from_period",
        /// The day whose knowledge counts.
        AsOf = "as_of",
        /// The basis the claim states, if it does.
        Basis = "basis",
        /// calendar or fiscal, if it states which.
        Calendar = "calendar",
        /// company or press, if it states whose plan.
        SaidBy = "said_by",
        /// The rate it states: units of the currency for a dollar, or the day of a reference rate.
        Rate = "rate",
        /// The companies whose figure that of the claim is a multiple of, or exceeds.
        Than = "than",
    }
}

as_typed!(ClaimField, say!(what_column));

/// Number of fields.
pub(super) const COUNT: usize = ClaimField::ALL.len();

/// The fields of one claim, as text.
#[derive(Debug, Clone, Default)]
pub struct Fields<'t>([Cow<'t, str>; COUNT]);

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// The field.
    pub field: ClaimField,
    /// What is wrong with it, and what to try.
    pub message: Words,
}

impl<'t> Fields<'t> {
    /// The text of a field; empty if there is none.
    pub fn get(&self, field: ClaimField) -> &str {
        self.0.get(field as usize).map_or("", |text| text.trim())
    }

    /// Sets the text of a field.
    pub fn set(&mut self, field: ClaimField, text: impl Into<Cow<'t, str>>) {
        if let Some(place) = self.0.get_mut(field as usize) {
            *place = text.into();
        }
    }
}

/// The error for a column that does not exist.
pub(super) fn unknown_column(name: &str) -> Words {
    let shown: String = name.chars().take(40).collect();
    bad_word(&shown, say!(what_column), ClaimField::ALL.into_iter().map(ClaimField::name))
}
