//! `capex version`: which program this is, and which data is inside it.

use super::Context;
use super::columns::version;
use super::draft::Draft;
use super::frame::{Column, grid};
use crate::config::Config;
use crate::data::Dataset;
use crate::render::SCHEMA;
use crate::report::{Cell, QueryValue, Report, Words};
use crate::say;

const FEATURES: &str = env!("CAPEX_FEATURES");
const TARGET: &str = env!("CAPEX_TARGET");

/// Versions of the program and its data, and your settings.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex version
  capex version --json              for a program

The checksum covers the data files. In a copy of the source:
  find data -name '*.csv' -o -name '*.json' | LC_ALL=C sort |
    xargs sha256sum | sha256sum")]
pub struct Args;

/// There is one program, with nothing to tell it from others.
pub(super) struct Program;

/// The columns of the output contract.
pub(super) fn records() -> Vec<Column<Program>> {
    vec![
        Column::record(version::PROGRAM, |_, _| Cell::text(env!("CARGO_PKG_NAME"))),
        Column::record(version::VERSION, |_, _| Cell::text(env!("CARGO_PKG_VERSION"))),
        Column::record(version::SCHEMA, |_, _| Cell::text(SCHEMA)),
        Column::record(version::DATA_VERSION, |_, _| Cell::text(Dataset::version())),
        Column::record(version::DATA_CHECKSUM, |_, _| Cell::text(format!("sha256:{}", Dataset::checksum()))),
        Column::record(version::FEATURES, |_, _| Cell::optional(Some(FEATURES))),
        Column::record(version::TARGET, |_, _| Cell::text(TARGET)),
        Column::record(version::SETTINGS, |_, context| Cell::optional(Some(settings(context.config)))),
    ]
}

/// The page: a label and a value.
fn page<'v>() -> Vec<Column<(Words, &'v str)>> {
    vec![Column::text("", |(label, _), _| Cell::say(label)), Column::text("", |(_, value), _| Cell::text(*value))]
}

/// The settings in force, from variables and the user's file, as `name=value`.
fn settings(config: &Config) -> String {
    let one = |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name}={value}"));
    let data = config.data.iter().map(|path| format!("data={}", path.display()));
    let settings = [
        one("lang", &config.lang),
        one("unit", &config.unit),
        one("precision", &config.precision),
        one("color", &config.color),
        one("contact", &config.contact),
    ];
    settings.into_iter().flatten().chain(data).collect::<Vec<_>>().join(" ")
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
    let settings = settings(context.config);
    let in_force = Some((say!(heading_settings), &*settings)).filter(|_| !settings.is_empty());
    let lines: Vec<_> = lines.into_iter().chain(in_force).collect();
    let (program, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    context.report(Draft {
        title: format!("{program} {version}").into(),
        page: grid(&page(), &lines, context),
        records: grid(&records(), &[Program], context),
        query: vec![("version", QueryValue::Text(program.to_owned()))],
        ..Draft::default()
    })
}
