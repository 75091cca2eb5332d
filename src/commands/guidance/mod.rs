//! `capex guidance`: what was said, when, and how it turned out.

mod converted;
mod current;
mod fan;
mod history;
mod phrases;
mod progress;
mod said;
mod total;

pub use phrases::brief;

use super::args::When;
use super::{Context, Failure};
use crate::report::Report;

/// What companies said they would spend.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  capex guidance                          what stands for this year and the next
  capex guidance --history -p 2025 meta   every statement on 2025, and the outcome
  capex guidance --progress -y 2026       spent so far, what is left, and the growth that implies
  capex guidance --total -y 2026          the sum of the ends, statement by statement
  capex guidance --total -y 2025 --as-of 2025-02-08

A year takes a company's statement on that calendar year if it made one, else the one on its own
year of that number; --fiscal takes only the latter.")]
pub struct Args {
    /// Companies: tickers, names or aliases [default: all]
    pub companies: Vec<String>,
    /// Which periods [default: the current year and the next]
    #[command(flatten)]
    pub when: When,
    /// Every statement, with how it changed the one before
    #[arg(long, conflicts_with_all = ["progress", "total"])]
    pub history: bool,
    /// Against actuals on the same basis
    #[arg(long, conflicts_with = "total")]
    pub progress: bool,
    /// The sum over companies
    #[arg(long)]
    pub total: bool,
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let said = said::Said::new(args, context)?;
    match (args.history, args.progress, args.total) {
        (true, ..) => history::report(said),
        (_, true, _) => progress::report(said),
        (.., true) => total::report(said),
        _ => current::report(said),
    }
}

/// Statements against actuals, with a chart of every statement that has a figure.
pub fn progress_chart(companies: &[String], when: &When, context: &Context<'_>) -> Result<Report, Failure> {
    let args = Args { companies: companies.to_vec(), when: when.clone(), progress: true, ..Args::default() };
    let said = said::Said::new(&args, context)?;
    said.is_drawable()?;
    let chart = fan::chart_of_figures(&said);
    let mut report = progress::report(said)?;
    report.chart = Some(chart);
    Ok(report)
}

/// Every statement on the periods asked about, with its chart.
pub fn chart(companies: &[String], when: &When, context: &Context<'_>) -> Result<Report, Failure> {
    let args = Args { companies: companies.to_vec(), when: when.clone(), history: true, ..Args::default() };
    let said = said::Said::new(&args, context)?;
    said.is_drawable()?;
    let chart = fan::chart(&said);
    let mut report = history::report(said)?;
    report.chart = Some(chart);
    Ok(report)
}
