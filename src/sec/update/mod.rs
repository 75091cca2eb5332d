//! Fetching what the SEC and the European Central Bank publish: the only place that opens a connection.
//!
//! ```text
//! Site, Contact ─Client→ bytes ─tickers, rates, the importer→ what they hold
//! ```
//!
//! Nothing here writes a file or prints, and what is fetched is judged by those who read it. The manners are those the SEC
//! asks of programs (<https://www.sec.gov/os/accessing-edgar-data>): a contact in every request, no more than ten requests a
//! second, and nothing fetched again that has not changed.

mod client;
mod contact;
mod pace;
mod proxy;
mod rates;
mod site;
mod state;
mod submissions;
mod tickers;
mod today;

pub use client::{Client, End, FetchError, Limits, Reply};
pub use contact::{BadContact, Contact};
pub use proxy::BadProxy;
pub use rates::history;
pub use site::{BadSite, Site};
pub use state::{State, Validators, checksum};
pub use submissions::{FiledReport, Submissions, called};
pub use tickers::{Filer, Tickers};
pub use today::today;
