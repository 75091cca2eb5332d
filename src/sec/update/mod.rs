//! Fetching what the SEC and the European Central Bank publish: the only place that opens a connection.
//!
//! ```text
//! Site, Contact ─Client→ bytes ─Fetcher→ figures, filings, tickers, rates
//! ```
//!
//! Nothing here writes a file, and nothing prints but the line of progress. The manners are those the SEC
//! asks of programs (<https://www.sec.gov/os/accessing-edgar-data>): a contact in every request, no more than ten requests a
//! second, and nothing fetched again that has not changed.

mod client;
mod contact;
mod fetcher;
mod filings;
mod pace;
mod progress;
mod proxy;
mod rates;
mod site;
mod state;
mod submissions;
mod tickers;
mod today;
mod unfetched;

pub use contact::Contact;
pub use fetcher::{Fetched, Fetcher, Memory};
pub use filings::{Brought, FetchedCompany, Filings, Wanted};
pub use progress::Progress;
pub use site::Site;
pub use state::{State, Validators, checksum};
pub use submissions::called;
pub use tickers::{Filer, Tickers};
pub use today::today;
pub use unfetched::Unfetched;
