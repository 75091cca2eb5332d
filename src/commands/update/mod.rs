//! `capex update`: new figures from the SEC and rates from the European Central Bank, kept in the user's own folder.
//!
//! The only command that opens a connection, and only in a program built with the feature `update`.

#[cfg(feature = "update")]
mod failures;
#[cfg(feature = "update")]
mod healing;
#[cfg(feature = "update")]
mod page;
#[cfg(feature = "update")]
mod run;
#[cfg(feature = "update")]
mod wanted;

use super::{Answer, Context, Failure};
use crate::say;

/// Fetch new filings from the SEC and exchange rates from the ECB.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex update --contact jane@example.com
  capex update --contact jane@example.com --company NVDA    one more company
  capex update --contact jane@example.com --dry-run         write nothing
  capex update --contact jane@example.com --rates-only
  CAPEX_CONTACT=jane@example.com capex update -f csv

The SEC requires a contact; it is sent to the SEC and the ECB only. See also: capex help own-data")]
pub struct Args {
    /// Only this company or group (repeatable): its ticker, name or CIK, or TICKER=CIK [default: the four and those you added]
    #[arg(long, value_name = "COMPANY")]
    pub company: Vec<String>,
    /// Your e-mail address, which the SEC requires
    #[arg(long, value_name = "EMAIL", env = "CAPEX_CONTACT", hide_env_values = true)]
    pub contact: Option<String>,
    /// Read the filings of the company since DATE one by one, not only those that the data lacks
    #[arg(long, value_name = "DATE", value_parser = super::day, requires = "company")]
    pub since: Option<jiff::civil::Date>,
    /// Do not fetch exchange rates
    #[arg(long)]
    pub no_rates: bool,
    /// Fetch exchange rates only
    #[arg(long, conflicts_with_all = ["no_rates", "company"])]
    pub rates_only: bool,
    /// Show what would change, without writing
    #[arg(long)]
    pub dry_run: bool,
    /// Network timeout in seconds
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = clap::value_parser!(u64).range(1..=600))]
    pub timeout: u64,
    /// Where to fetch figures from, for tests
    #[arg(long, value_name = "URL", env = "CAPEX_SEC_URL", hide = true)]
    pub sec_url: Option<String>,
    /// The day on which it runs, for tests
    #[arg(long, value_name = "DATE", env = "CAPEX_TODAY", hide = true, value_parser = super::day)]
    pub today: Option<jiff::civil::Date>,
    /// Where to fetch rates from, for tests
    #[arg(long, value_name = "URL", env = "CAPEX_ECB_URL", hide = true)]
    pub ecb_url: Option<String>,
}

/// Fetches, writes what is new, and tells.
#[cfg(feature = "update")]
pub fn answer(args: &Args, context: &Context<'_>) -> Result<Answer, Failure> {
    run::answer(args, context)
}

/// Says how the command is built in.
#[cfg(not(feature = "update"))]
pub fn answer(_: &Args, _: &Context<'_>) -> Result<Answer, Failure> {
    Err(not_built_in())
}

#[cfg_attr(feature = "update", allow(dead_code, reason = "the program has the command"))]
fn not_built_in() -> Failure {
    Failure::Usage(say!(built_without_update))
}
