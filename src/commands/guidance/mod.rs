//! `capex guidance`: what companies said they would spend, when, and how it turned out.

mod chart;
mod current;
mod history;
mod line;
mod notes;
mod phrases;
mod progress;
mod statements;
mod total;

pub(super) use line::records;
pub use phrases::brief;
pub(super) use progress::records as records_of_progress;
pub use total::GuidanceSum;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::args::PeriodArgs;
use super::chart::bounds;
use super::draft::Draft;
use super::frame::{Column, grid_by};
use super::{Context, Failure, words};
use crate::analysis::PeriodGuidance;
use crate::model::{Basis, Period};
use crate::report::{Grid, Note, QueryValue, Report, Words};
use crate::say;
use line::GuidanceLine;
use statements::GuidanceQuery;

/// Guidance: current, history, progress, total.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  capex guidance                    current guidance for this year and the next
  capex guidance meta 2025 --history    all guidance for 2025, and the outcome
  capex guidance 2026 --progress    spent so far, remaining, implied growth
  capex guidance 2026 --total       the sum of the ranges
  capex guidance 2025 --total --as-of 2025-02-08

Default: this year and the next. For a year, guidance for the calendar year is used if the company gave any, \
else guidance for its fiscal year of the same number; with --fiscal, only the latter.")]
pub struct Args {
    /// Companies (tickers, names or aliases) and periods [default: all companies]
    #[arg(value_name = "COMPANY|PERIOD")]
    pub companies: Vec<String>,
    /// Which periods [default: the current year and the next]
    #[command(flatten)]
    pub when: PeriodArgs,
    /// All guidance, and how each statement changed the previous one
    #[arg(long, conflicts_with_all = ["progress", "total"])]
    pub history: bool,
    /// Progress: actuals against guidance, on the same basis
    #[arg(long, conflicts_with = "total")]
    pub progress: bool,
    /// The sum over companies
    #[arg(long)]
    pub total: bool,
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let statements = GuidanceQuery::new(args, context)?;
    match (args.history, args.progress, args.total) {
        (true, ..) => {
            let all = statements.all()?;
            history::report(&statements, &all, lines(&statements, &all))
        }
        (_, true, _) => progress::report(&statements),
        (.., true) => total::report(&statements),
        _ => current::report(&statements),
    }
}

impl GuidanceQuery<'_> {
    /// A report of lines: a title that says what, on which basis, and the day whose knowledge counts.
    fn report<'s>(
        &self,
        what: Words,
        page: Grid,
        records: &[Column<GuidanceLine<'s>>],
        lines: &[GuidanceLine<'s>],
        notes: Vec<Note>,
    ) -> Result<Report, Failure> {
        let mut bases: Vec<Basis> =
            self.by_company.iter().flat_map(|(_, statements)| statements).map(|one| one.basis).collect();
        bases.dedup();
        let what = match bases.as_slice() {
            [one] => say!(what_on_basis, what, basis = one.words()),
            _ => what,
        };
        let title = Words::commas([what, words::periods(&self.periods)]);
        let title = words::as_known(words::of_groups(title, &self.groups, self.context.data), self.context.as_of);
        let ids: BTreeSet<Arc<str>> = lines.iter().flat_map(GuidanceLine::documents).collect();
        let sources = if self.context.documents { self.context.data.sources(&ids)? } else { Vec::new() };
        let tickers = self.by_company.iter().map(|(company, _)| company.ticker.clone()).collect();
        let mut query = vec![
            ("metric", QueryValue::Text("guidance".to_owned())),
            ("companies", QueryValue::List(tickers)),
            ("periods", QueryValue::List(self.periods.iter().map(Period::to_string).collect())),
            ("calendar", QueryValue::Text(if self.context.fiscal { "fiscal" } else { "calendar" }.to_owned())),
        ];
        query.extend(self.context.fx_query());
        Ok(self.context.report(Draft {
            title,
            page,
            records: grid_by(records, lines, GuidanceLine::row_role, &self.context),
            notes,
            sources,
            query,
            ..Draft::default()
        }))
    }
}

/// Every statement on the periods asked about, with its chart.
pub fn chart(companies: &[String], when: &PeriodArgs, context: &Context<'_>) -> Result<Report, Failure> {
    let statements = GuidanceQuery::new(&args(companies, when), context)?;
    let all = drawable(&statements)?;
    let lines = lines(&statements, &all);
    let chart = chart::chart(&lines, context);
    Ok(Report { chart: Some(chart), ..history::report(&statements, &all, lines)? })
}

/// Statements against actuals, with a chart of every statement that has a figure.
pub fn progress_chart(companies: &[String], when: &PeriodArgs, context: &Context<'_>) -> Result<Report, Failure> {
    let statements = GuidanceQuery::new(&args(companies, when), context)?;
    let mut all = drawable(&statements)?;
    all.retain(|guidance| guidance.announcements.iter().any(|one| one.statement.has_figure()));
    let chart = chart::chart(&lines(&statements, &all), context);
    Ok(Report { chart: Some(chart), ..progress::report(&statements)? })
}

/// The sum of what companies guide to for a period.
pub fn ahead(companies: &[String], period: Period, context: &Context<'_>) -> Result<GuidanceSum, Failure> {
    let when = PeriodArgs { period: Some(period.to_string().parse()?), year: None };
    total::sum_ahead(&GuidanceQuery::new(&args(companies, &when), context)?)
}

fn args(companies: &[String], when: &PeriodArgs) -> Args {
    Args { companies: companies.to_vec(), when: when.clone(), ..Args::default() }
}

/// The statements on every period that could be meant, unless they are more than a chart can show.
fn drawable<'s>(statements: &'s GuidanceQuery<'_>) -> Result<Vec<PeriodGuidance<'s>>, Failure> {
    let all = statements.all()?;
    if !statements.context.machine {
        bounds::statements(all.iter().map(|guidance| guidance.announcements.len()).sum())?;
    }
    Ok(all)
}

/// The lines on each company and period.
fn lines<'s>(statements: &'s GuidanceQuery<'_>, all: &[PeriodGuidance<'s>]) -> Vec<Vec<GuidanceLine<'s>>> {
    all.iter().map(|guidance| history::lines(statements, guidance)).collect()
}
