//! Arguments that several commands take.

use std::str::FromStr as _;

use clap::Args;
use jiff::civil::Date;

use super::Failure;
use crate::data::Dataset;
use crate::model::{Grain, Metric, PeriodExpr, Words, iso_day};
use crate::say;

/// The heading of options that the short help leaves out.
pub const FURTHER: &str = "Further options";

/// A day written in full.
pub fn day(word: &str) -> Result<Date, Words> {
    iso_day(word).ok_or_else(|| say!(write_a_day))
}

/// What a report on figures is about: companies, a metric, periods.
#[derive(Debug, Args)]
pub struct Selection {
    /// Companies (tickers, names or aliases) and periods [default: all companies that report the metric]
    #[arg(value_name = "COMPANY|PERIOD")]
    pub companies: Vec<String>,
    /// The metric (capex list metrics); show takes several: capex,revenue
    #[arg(short, long, value_name = "METRIC", default_value = "capex")]
    pub metric: Vec<String>,
    /// Periods
    #[command(flatten)]
    pub periods: Periods,
}

impl Selection {
    /// The metrics, each once, in the order typed.
    pub fn metrics<'d>(&self, data: &'d Dataset) -> Result<Vec<&'d Metric>, Failure> {
        metrics(data, &self.metric)
    }

    /// The metric, for a command that takes one.
    pub fn metric<'d>(&self, data: &'d Dataset) -> Result<&'d Metric, Failure> {
        one_metric(data, &self.metric)
    }
}

/// What stands between the names of a list.
pub const LIST: [char; 3] = [',', '，', '、'];

/// The metrics that words name, or lists of words with commas between them; each once.
fn metrics<'d>(data: &'d Dataset, words: &[String]) -> Result<Vec<&'d Metric>, Failure> {
    let mut metrics = Vec::new();
    for word in words {
        let listed = || word.split(LIST).map(str::trim).filter(|name| !name.is_empty());
        let named = match data.metric(word) {
            Err(_) if listed().nth(1).is_some() => listed().map(|name| data.metric(name)).collect(),
            one => one.map(|one| vec![one]),
        };
        for metric in named? {
            if !metrics.contains(&metric) {
                metrics.push(metric);
            }
        }
    }
    Ok(metrics)
}

/// The one metric that words name.
pub fn one_metric<'d>(data: &'d Dataset, words: &[String]) -> Result<&'d Metric, Failure> {
    match *metrics(data, words)? {
        [one] => Ok(one),
        ref several => {
            let flags = several.iter().map(|metric| metric.flag.as_str()).collect::<Vec<_>>().join(",");
            Err(Failure::Usage(say!(one_metric_at_a_time, metrics = flags)))
        }
    }
}

/// Which periods a command is about.
#[derive(Debug, Clone, Default, Args)]
pub struct PeriodArgs {
    /// Periods: 2025, 2025Q3, FY2025, 2019..2025, latest, last8q, … (capex help periods)
    #[arg(short, long = "period", value_name = "PERIODS", value_parser = PeriodExpr::from_str)]
    pub period: Option<PeriodExpr>,
    /// A year; the same as -p YEAR
    #[arg(short, long, value_name = "YEAR", value_parser = PeriodExpr::of_years, conflicts_with = "period")]
    pub year: Option<PeriodExpr>,
}

/// Which periods a command is about, and what they are cut into.
#[derive(Debug, Clone, Default, Args)]
pub struct Periods {
    /// Which periods
    #[command(flatten)]
    pub when: PeriodArgs,
    /// By quarter
    #[arg(short = 'Q', long)]
    pub quarters: bool,
    /// By year
    #[arg(short = 'Y', long, conflicts_with = "quarters")]
    pub years: bool,
    /// Trailing twelve months
    #[arg(long, conflicts_with_all = ["quarters", "years"])]
    pub ttm: bool,
}

/// The newest period of the kind asked for, for a report that is about one.
pub fn about_one(periods: &Periods) -> PeriodExpr {
    match periods.grain() {
        None | Some(Grain::Years) => PeriodExpr::last(1, Grain::Years),
        Some(Grain::Quarters) => PeriodExpr::last(QUARTERS_A_YEAR, Grain::Quarters),
        Some(Grain::TrailingYears) => PeriodExpr::latest(),
    }
}

const QUARTERS_A_YEAR: u16 = 4;

impl PeriodArgs {
    /// The expression typed, if any.
    pub fn window(&self) -> Option<&PeriodExpr> {
        self.period.as_ref().or(self.year.as_ref())
    }
}

impl Periods {
    /// What the periods are cut into, if asked for.
    pub fn grain(&self) -> Option<Grain> {
        match (self.quarters, self.years, self.ttm) {
            (true, ..) => Some(Grain::Quarters),
            (_, true, _) => Some(Grain::Years),
            (.., true) => Some(Grain::TrailingYears),
            _ => None,
        }
    }
}
