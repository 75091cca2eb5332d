//! `capex validate`: silent when the data is good.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{Context, Failure, LATER_RATES};
use crate::data::{Dataset, Problem, Problems, limits, not_utf8};
use crate::derive::contradictions;
use crate::fx::{Later, Rates};

/// Check data files; prints problems with file and line.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex validate                    the bundled data
  capex validate data/guidance.csv  a file of your own, with the bundled data
  capex validate data               a whole folder of data

A folder with a datapackage.json is checked by itself.")]
pub struct Args {
    /// Files and folders in the format of data/, complete or in part [default: the bundled data]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Checks; the problems are the failure.
pub fn run(args: &Args, context: &Context<'_>) -> Result<(), Failure> {
    let (sets, overlays): (Vec<&PathBuf>, Vec<&PathBuf>) =
        args.paths.iter().partition(|path| path.join("datapackage.json").is_file() && path.join("facts").is_dir());
    let mut problems = Problems::default();
    if args.paths.is_empty() {
        let data = context.data;
        let found = if data.is_overlaid() { data.user_problems() } else { data.problems() };
        problems.extend(with_sums(data, found, context.as_of)?);
        problems.extend(doubts(context)?);
        problems.extend(Rates::bundled().map_or_else(Problems::from, |rates| rates.problems()));
    }
    for set in sets {
        let data = Dataset::open(set)?;
        let mut found = data.problems();
        found.extend(rates(&set.join("fx/ecb.csv"))?);
        problems.extend(with_sums(&data, found, context.as_of)?);
    }
    if !overlays.is_empty() {
        let overlays: Vec<PathBuf> = overlays.into_iter().cloned().collect();
        let data = Dataset::overlaid(None, &overlays)?;
        problems.extend(with_sums(&data, data.user_problems(), context.as_of)?);
    }
    Ok(problems.sorted().none()?)
}

/// The problems found; if there are none, the sums that do not hold.
pub fn with_sums(data: &Dataset, found: Problems, as_of: Option<Date>) -> Result<Problems, Failure> {
    Ok(if found.is_empty() { contradictions(data, as_of)? } else { found })
}

/// What is doubtful about the rates that an update brought, each with its line.
fn doubts(context: &Context<'_>) -> Result<Problems, Failure> {
    let mut problems = Problems::default();
    let is_of_update = context.own_rates.is_some() && context.conversion.rates.is_none();
    let Some(path) = context.home.filter(|_| is_of_update).map(|home| home.join(LATER_RATES)) else {
        return Ok(problems);
    };
    let name = path.display().to_string();
    let text = String::from_utf8(limits::read(&path)?).map_err(|error| Problems::from(not_utf8(&name, &error)))?;
    for doubt in Later::read(&name, &text)?.doubts {
        let day = doubt.day().to_string();
        let line = text.lines().position(|line| line.starts_with(&day)).unwrap_or_default() as u64 + 1;
        problems.push(Problem::new(&*name, line, doubt.words()));
    }
    Ok(problems)
}

/// The problems of a file of rates; a folder need not have one.
fn rates(path: &Path) -> Result<Problems, Failure> {
    if !path.exists() {
        return Ok(Problems::default());
    }
    let name = path.display().to_string();
    let text = String::from_utf8(limits::read(path)?).map_err(|error| Problems::from(not_utf8(&name, &error)))?;
    Ok(Rates::open(&name, &text).map_or_else(Problems::from, |rates| rates.problems()))
}
