//! Exchange rates: looked up in the published text, crossed through the euro, averaged day by day, and chosen by policy.
//!
//! Nothing here knows a figure or a report; no rate is stored, rounded or held over longer than [`Rates::HELD`] days.

// A panic is no answer to input.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod currencies;
mod days;
mod exchange;
mod later;
mod missing;
mod own;
mod rates;
mod table;

pub use currencies::{CurrencyName, currencies};
pub use exchange::{Applied, Exchange, Policy, UnknownPolicy};
pub use later::Later;
pub use missing::{Error, Looked, Missing};
pub use own::RatesFile;
pub use rates::{Average, Quote, Rates, Spot};
