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
use super::frame::heads;
use super::list::{Choice, choices};
use super::long::LongList;
use super::{Answer, Context, Failure, words};
use crate::model::{Company, Source, Tag, named};
use crate::report::{Grid, Heading, QueryValue, Words};
use crate::say;

/// Export the raw data.
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

named! {
    /// A set that can be exported.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Set {
        /// Facts as filed.
        Facts = "facts",
        /// Guidance on capital expenditures.
        Guidance = "guidance",
        /// Companies and their fiscal years.
        Companies = "companies",
        /// Metrics, filed or calculated.
        Metrics = "metrics",
        /// Definitions of metrics.
        Definitions = "definitions",
        /// Documents.
        Sources = "sources",
        /// XBRL tags of the metrics.
        Tags = "tags",
        /// All of them and the exchange rates, as a folder.
        Datapackage = "datapackage",
    }
}

impl ValueEnum for Set {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(self.possible_value(self.name()))
    }
}

impl Choice for Set {
    fn words(self) -> Words {
        match self {
            Self::Facts => say!(export_facts),
            Self::Guidance => say!(export_guidance),
            Self::Companies => say!(export_companies),
            Self::Metrics => say!(export_metrics),
            Self::Definitions => say!(list_definitions),
            Self::Sources => say!(list_sources),
            Self::Tags => say!(export_tags),
            Self::Datapackage => say!(export_datapackage),
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

/// The answer; its page is its records. `folder` is where a package is written.
pub fn answer(args: &Args, folder: Option<&Path>, context: &Context<'_>) -> Result<Answer, Failure> {
    let Some(set) = args.set else {
        return Ok(Answer::Report(choices::<Set>(say!(title_what_can_be_exported), context)));
    };
    if set == Set::Datapackage {
        return package::report(args, folder, context).map(Answer::Report);
    }
    if set == Set::Metrics && !args.companies.is_empty() {
        return Err(Failure::Usage(say!(metrics_of_all_companies)));
    }
    let companies = companies(&args.companies, context)?;
    let mut list = LongList::new(Grid { columns: columns_of(set), rows: Vec::new() }, context);
    fill(&mut list, set, &args.companies, context)?;
    if list.rows() == 0 {
        return Err(Failure::NoData(match context.as_of {
            Some(day) => say!(nothing_published_by, day),
            None => say!(nothing_published),
        }));
    }
    list.answer(Draft {
        title: words::as_known(set.title().into(), context.as_of),
        query: vec![
            ("set", QueryValue::Text(set.title().to_lowercase())),
            ("companies", QueryValue::List(companies.iter().map(|company| company.ticker.clone()).collect())),
        ],
        ..Draft::default()
    })
}

/// The companies named. An export is of all the data, and not of the default alone.
fn companies<'d>(named: &[String], context: &Context<'d>) -> Result<Vec<&'d Company>, Failure> {
    if named.is_empty() { Ok(context.data.companies().iter().collect()) } else { context.companies(named) }
}

/// Adds the rows of a set, of the companies named.
fn fill(list: &mut LongList<'_>, set: Set, named: &[String], context: &Context<'_>) -> Result<(), Failure> {
    let data = context.data;
    let companies = companies(named, context)?;
    let known = |day: Date| context.as_of.is_none_or(|as_of| day <= as_of);
    let about = |ticker: &str| named.is_empty() || companies.iter().any(|company| company.ticker == ticker);
    let sources = match set {
        Set::Facts | Set::Guidance | Set::Sources => data.all_sources()?,
        _ => Vec::new(),
    };
    let by_id: HashMap<&str, &Source> = sources.iter().map(|source| (source.id.as_str(), source)).collect();
    let document = |id: &str| by_id.get(id).copied();
    match set {
        Set::Facts => {
            let columns = columns::facts();
            for &company in &companies {
                let known = data.all_facts(company)?.into_iter().filter(|fact| known(fact.published));
                let lines = known.map(|fact| Exported { source: document(&fact.source), row: (company, fact) });
                list.add(&columns, lines)?;
            }
            Ok(())
        }
        Set::Guidance => {
            let columns = columns::guidance();
            for company in &companies {
                let known = data.guidance(company)?.into_iter().filter(|statement| known(statement.announced));
                list.add(&columns, known.map(|row| Exported { source: document(&row.source), row }))?;
            }
            Ok(())
        }
        Set::Companies => list.add(&columns::companies(), companies.iter().copied()),
        Set::Metrics => list.add(&columns::metrics(), data.metrics()),
        Set::Definitions => {
            let definitions = data.definitions().filter(|definition| about(&definition.company));
            list.add(&columns::definitions(), definitions)
        }
        Set::Tags | Set::Datapackage => {
            let tags = data.tags()?;
            let of = |tag: &&Tag| tag.company.as_deref().is_none_or(about);
            list.add(&columns::tags(), tags.all().iter().filter(of))
        }
        Set::Sources => {
            let sources = sources.iter().filter(|source| about(&source.company) && known(source.published));
            list.add(&columns::sources(), sources)
        }
    }
}
