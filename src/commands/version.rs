//! `capex version`: which program this is, and which data is inside it.

use super::Context;
use super::draft::Draft;
use super::frame::{Column, grid};
use crate::data::Dataset;
use crate::render::{Format, SCHEMA};
use crate::report::{Cell, QueryValue, Report, Words};
use crate::say;

const FEATURES: &str = env!("CAPEX_FEATURES");
const TARGET: &str = env!("CAPEX_TARGET");

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

/// There is one program, with nothing to tell it from others.
struct Program;

/// The columns of the output contract.
fn records() -> Vec<Column<Program>> {
    vec![
        Column::record("program", |_, _| Cell::text(env!("CARGO_PKG_NAME"))),
        Column::record("version", |_, _| Cell::text(env!("CARGO_PKG_VERSION"))),
        Column::record("schema", |_, _| Cell::text(SCHEMA)),
        Column::record("data_version", |_, _| Cell::text(Dataset::version())),
        Column::record("data_checksum", |_, _| Cell::text(format!("sha256:{}", Dataset::checksum()))),
        Column::record("features", |_, _| Cell::optional(Some(FEATURES))),
        Column::record("target", |_, _| Cell::text(TARGET)),
    ]
}

/// The page: a label and a value.
fn page() -> Vec<Column<(Words, &'static str)>> {
    vec![Column::text("", |(label, _), _| Cell::say(label)), Column::text("", |(_, value), _| Cell::text(*value))]
}

/// The report.
pub fn report(context: &Context<'_>) -> Report {
    let lines = [
        (say!(heading_schema), SCHEMA),
        (say!(heading_data), Dataset::version()),
        ("SHA-256".into(), Dataset::checksum()),
        (say!(heading_features), if FEATURES.is_empty() { "none" } else { FEATURES }),
        (say!(heading_target), TARGET),
    ];
    let (program, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    context.report(Draft {
        title: format!("{program} {version}").into(),
        page: grid(&page(), &lines, context),
        records: grid(&records(), &[Program], context),
        query: vec![("version", QueryValue::Text(program.to_owned()))],
        ..Draft::default()
    })
}
