//! `capex version`: which program this is, and which data is inside it.

use super::Context;
use super::draft::Draft;
use crate::data::Dataset;
use crate::render::{Format, SCHEMA};
use crate::report::{Cell, Grid, Heading, QueryValue, Report};

/// Which program this is, and which data is inside it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex version
  capex version --json                    the same for a program

The checksum is that of the list of data files and their checksums. In a copy of the source:
  find data -name '*.csv' -o -name '*.json' | LC_ALL=C sort | xargs sha256sum | sha256sum")]
pub struct Args {
    /// The same as -f json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

impl Args {
    /// The format asked for, if this asks for one.
    pub fn format(&self) -> Option<Format> {
        self.json.then_some(Format::Json)
    }
}

const RECORDS: &[&str] = &["program", "version", "schema", "data_version", "data_checksum", "features", "target"];

/// The report.
pub fn report(context: &Context<'_>) -> Report {
    let (program, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let checksum = format!("sha256:{}", Dataset::checksum());
    let features = env!("CAPEX_FEATURES");
    let target = env!("CAPEX_TARGET");
    let mut page = Grid { columns: vec![Heading::text(""), Heading::text("")], rows: Vec::new() };
    let lines = [
        ("Schema", SCHEMA),
        ("Data", Dataset::version()),
        ("SHA-256", Dataset::checksum()),
        ("Features", if features.is_empty() { "none" } else { features }),
        ("Target", target),
    ];
    for (label, value) in lines {
        page.push(vec![Cell::text(label), Cell::text(value)]);
    }
    let mut records = Grid::of_records(RECORDS);
    let features = if features.is_empty() { Cell::BLANK } else { Cell::text(features) };
    let text = Cell::text;
    records.push(vec![
        text(program),
        text(version),
        text(SCHEMA),
        text(Dataset::version()),
        text(checksum.as_str()),
        features,
        text(target),
    ]);
    context.report(Draft {
        title: format!("{program} {version}").into(),
        page,
        records,
        query: vec![("version", QueryValue::Text(program.to_owned()))],
        ..Draft::default()
    })
}
