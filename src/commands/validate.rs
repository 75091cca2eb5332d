//! `capex validate`: silent when the data is good.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{Context, Failure};
use crate::data::{Dataset, Problems, Tags, TextFile};
use crate::derive::contradictions;
use crate::fx::Rates;

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
    problems.extend(match &args.folder {
        None => Rates::bundled().map_or_else(Problems::from, |rates| rates.problems()),
        Some(folder) => rates(&folder.join("fx/ecb.csv"))?,
    });
    if let Some(folder) = &args.folder {
        problems.extend(tags(&folder.join("tags.csv"), data)?);
    }
    if problems.is_empty() {
        problems.extend(contradictions(data, context.as_of)?);
    }
    Ok(problems.sorted().none()?)
}

/// The problems of a file of tags; a folder need not have one.
fn tags(path: &Path, data: &Dataset) -> Result<Problems, Failure> {
    if !path.exists() {
        return Ok(Problems::default());
    }
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{name}`"))?;
    Ok(Tags::problems(&TextFile::new(name, text), data))
}

/// The problems of a file of rates; a folder need not have one.
fn rates(path: &Path) -> Result<Problems, Failure> {
    if !path.exists() {
        return Ok(Problems::default());
    }
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{name}`"))?;
    Ok(Rates::open(&name, &text).map_or_else(Problems::from, |rates| rates.problems()))
}
