//! Exchange rates: looked up in the published text, crossed through the euro, averaged day by day, and chosen by policy.
//!
//! Nothing here knows a figure or a report; no rate is stored, rounded or held over longer than [`Rates::HELD`] days.

mod currencies;
mod days;
mod doubt;
mod exchange;
mod later;
mod missing;
mod own;
mod rates;
mod table;

pub use currencies::{CurrencyName, currencies};
pub use doubt::Doubt;
pub use exchange::{Applied, Exchange, Policy};
pub use later::Later;
pub use missing::{Error, Looked, Missing};
pub use own::RatesFile;
pub use rates::{Average, Quote, Rates, Spot};
