//! `capex validate`: silent when the data is good.

use std::path::PathBuf;

use super::{Context, Failure};
use crate::data::{Dataset, Problems};
use crate::derive::contradictions;

/// Check the data: silent when good, every problem with file and line otherwise.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex validate                          the data inside the program
  capex validate data                     a folder in the same shape, after an edit")]
pub struct Args {
    /// A folder in the shape of data/ [default: the bundled data]
    pub folder: Option<PathBuf>,
}

/// Checks; the problems are the failure.
pub fn run(args: &Args, context: &Context<'_>) -> Result<(), Failure> {
    let opened = args.folder.as_deref().map(Dataset::open).transpose()?;
    let data = opened.as_ref().unwrap_or(context.data);
    let mut problems: Problems = data.problems();
    if problems.is_empty() {
        problems.extend(contradictions(data, context.as_of)?);
    }
    Ok(problems.sorted().none()?)
}
