//! Exchange rates: looked up in the published text, crossed through the euro, averaged day by day.
//!
//! Nothing here converts an amount or knows a report; no rate is stored, rounded or held over longer than
//! [`Rates::HELD`] days.

mod currencies;
mod days;
mod missing;
mod rates;
mod table;

pub use currencies::{CurrencyName, currencies};
pub use missing::{Error, Looked, Missing};
pub use rates::{Average, Quote, Rates, Spot};
