//! English.

use super::Locale;
use crate::model::Period;
use crate::report::{Join, Words};

pub(super) static LOCALE: Locale = Locale {
    between: Join::english,
    is_spaced: |_, _| false,
    day: |day| Words::Day(day).to_string(),
    period: Period::label,
    unit: |symbol, currency| format!("{currency} {symbol}").trim_end().to_owned(),
    amount: |number, symbol, currency| format!("{currency} {number} {symbol}").trim_end().to_owned(),
};
