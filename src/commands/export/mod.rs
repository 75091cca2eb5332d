//! `capex export`: the raw dataset, in the form of its files.

mod columns;
mod package;

use std::collections::HashMap;
use std::path::Path;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use jiff::civil::Date;

use columns::Exported;

use super::draft::Draft;
use super::frame::{grid, heads};
use super::list::{Choice, choices};
use super::{Context, Failure, words};
use crate::model::{Source, Tag};
use crate::report::{Heading, QueryValue, Report, Words};
use crate::say;

/// The raw dataset, one fact or statement a row.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex export facts > facts.csv    every fact, with its document
  capex export facts meta -f json
  capex export facts --as-of 2025-02-08
  capex export guidance             all guidance
  capex export definitions > own.csv    to edit and add with --data own.csv
  capex export datapackage -o DIR   every table and the exchange rates, described for other programs")]
pub struct Args {
    /// What to export: facts, guidance, companies, metrics, definitions, sources, tags, or all as a datapackage
    /// [default: a list of these words]
    #[arg(value_name = "SET", ignore_case = true, hide_possible_values = true)]
    pub set: Option<Set>,
    /// Companies [default: all]
    pub companies: Vec<String>,
}

impl Args {
    /// Whether a data package is asked for, which is a folder.
    pub fn is_package(&self) -> bool {
        self.set == Some(Set::Datapackage)
    }
}

/// A set that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    /// Facts as filed.
    Facts,
    /// Guidance on capital expenditures.
    Guidance,
    /// Companies and their fiscal years.
    Companies,
    /// Metrics, filed or calculated.
    Metrics,
    /// Definitions of metrics.
    Definitions,
    /// Documents.
    Sources,
    /// XBRL tags of the metrics.
    Tags,
    /// All of them and the exchange rates, as a folder.
    Datapackage,
}

impl ValueEnum for Set {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Facts,
            Self::Guidance,
            Self::Companies,
            Self::Metrics,
            Self::Definitions,
            Self::Sources,
            Self::Tags,
            Self::Datapackage,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(self.possible_value())
    }
}

impl Choice for Set {
    fn row(self) -> (&'static str, Words) {
        match self {
            Self::Facts => ("facts", say!(export_facts)),
            Self::Guidance => ("guidance", say!(export_guidance)),
            Self::Companies => ("companies", say!(export_companies)),
            Self::Metrics => ("metrics", say!(export_metrics)),
            Self::Definitions => ("definitions", say!(list_definitions)),
            Self::Sources => ("sources", say!(list_sources)),
            Self::Tags => ("tags", say!(export_tags)),
            Self::Datapackage => ("datapackage", say!(export_datapackage)),
        }
    }
}

impl Set {
    fn title(self) -> &'static str {
        match self {
            Self::Facts => "Facts as filed",
            Self::Guidance => "Guidance as given",
            Self::Companies => "Companies",
            Self::Metrics => "Metrics",
            Self::Definitions => "Definitions",
            Self::Sources => "Documents",
            Self::Tags => "XBRL tags",
            Self::Datapackage => "Data package",
        }
    }
}

/// The columns of a set, for help.
pub fn columns_of(set: Set) -> Vec<Heading> {
    let grid = match set {
        Set::Facts => heads(&columns::facts()),
        Set::Guidance => heads(&columns::guidance()),
        Set::Companies => heads(&columns::companies()),
        Set::Metrics => heads(&columns::metrics()),
        Set::Definitions => heads(&columns::definitions()),
        Set::Sources => heads(&columns::sources()),
        Set::Tags => heads(&columns::tags()),
        Set::Datapackage => return package::columns(),
    };
    grid.columns
}

/// The report; its page is its records. `folder` is where a package is written.
pub fn report(args: &Args, folder: Option<&Path>, context: &Context<'_>) -> Result<Report, Failure> {
    let Some(set) = args.set else { return Ok(choices::<Set>(say!(title_what_can_be_exported), context)) };
    if set == Set::Datapackage {
        return package::report(args, folder, context);
    }
    let data = context.data;
    if set == Set::Metrics && !args.companies.is_empty() {
        return Err(Failure::Usage(say!(metrics_of_all_companies)));
    }
    // An export is of all the data, and not of the default alone.
    let companies = match args.companies.as_slice() {
        [] => data.companies().iter().collect(),
        named => context.companies(named)?,
    };
    let known = |day: Date| context.as_of.is_none_or(|as_of| day <= as_of);
    let about = |ticker: &str| args.companies.is_empty() || companies.iter().any(|company| company.ticker == ticker);
    let sources = match set {
        Set::Facts | Set::Guidance | Set::Sources => data.all_sources()?,
        _ => Vec::new(),
    };
    let by_id: HashMap<&str, &Source> = sources.iter().map(|source| (source.id.as_str(), source)).collect();
    let document = |id: &str| by_id.get(id).copied();
    let records = match set {
        Set::Facts => {
            let mut facts = Vec::new();
            for &company in &companies {
                let known = data.all_facts(company)?.into_iter().filter(|fact| known(fact.published));
                facts.extend(known.map(|fact| Exported { source: document(&fact.source), row: (company, fact) }));
            }
            grid(&columns::facts(), &facts, context)
        }
        Set::Guidance => {
            let mut statements = Vec::new();
            for company in &companies {
                let known = data.guidance(company)?.into_iter().filter(|statement| known(statement.announced));
                statements.extend(known.map(|row| Exported { source: document(&row.source), row }));
            }
            grid(&columns::guidance(), &statements, context)
        }
        Set::Companies => grid(&columns::companies(), companies.iter().copied(), context),
        Set::Metrics => grid(&columns::metrics(), data.metrics(), context),
        Set::Definitions => {
            let definitions = data.definitions().filter(|definition| about(&definition.company));
            grid(&columns::definitions(), definitions, context)
        }
        Set::Tags | Set::Datapackage => {
            let tags = data.tags()?;
            let of = |tag: &&Tag| tag.company.as_deref().is_none_or(about);
            grid(&columns::tags(), tags.all().iter().filter(of), context)
        }
        Set::Sources => {
            let sources = sources.iter().filter(|source| about(&source.company) && known(source.published));
            grid(&columns::sources(), sources, context)
        }
    };
    if records.rows.is_empty() {
        return Err(Failure::NoData(match context.as_of {
            Some(day) => say!(nothing_published_by, day),
            None => say!(nothing_published),
        }));
    }
    Ok(context.report(Draft {
        title: words::as_known(set.title().into(), context.as_of),
        page: records.clone(),
        records,
        query: vec![
            ("set", QueryValue::Text(set.title().to_lowercase())),
            ("companies", QueryValue::List(companies.iter().map(|company| company.ticker.clone()).collect())),
        ],
        ..Draft::default()
    }))
}
