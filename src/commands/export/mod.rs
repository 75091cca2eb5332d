//! `capex export`: the raw dataset, in the form of its files.

mod columns;

use std::collections::HashMap;

use jiff::civil::Date;

use columns::Exported;

use super::draft::Draft;
use super::frame::{grid, heads};
use super::list::choices;
use super::{Context, Failure, words};
use crate::model::Source;
use crate::report::{Heading, QueryValue, Report};
use crate::say;

/// The raw dataset, one fact or statement a row.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex export facts > facts.csv    every fact, with its document
  capex export facts meta -f json
  capex export facts --as-of 2025-02-08
  capex export guidance             every statement of guidance
  capex export definitions > own.csv    to edit, and add: --data own.csv")]
pub struct Args {
    /// What to export [default: what there is to export]
    #[arg(value_name = "SET", ignore_case = true)]
    pub set: Option<Set>,
    /// Companies [default: all]
    pub companies: Vec<String>,
}

/// A set that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Set {
    /// Facts as filed.
    Facts,
    /// Forward statements on capital expenditures.
    Guidance,
    /// Companies and their fiscal years.
    Companies,
    /// What is measured, filed or computed.
    Metrics,
    /// What a metric meant for each company, by date.
    Definitions,
    /// Documents.
    Sources,
}

impl Set {
    fn name(self) -> &'static str {
        match self {
            Self::Facts => "Facts as filed",
            Self::Guidance => "Guidance as given",
            Self::Companies => "Companies",
            Self::Metrics => "Metrics",
            Self::Definitions => "Definitions",
            Self::Sources => "Documents",
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
    };
    grid.columns
}

/// The report; its page is its records.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let Some(set) = args.set else { return Ok(choices::<Set>(say!(title_what_can_be_exported), context)) };
    let data = context.data;
    if set == Set::Metrics && !args.companies.is_empty() {
        return Err(Failure::Usage(say!(metrics_of_all_companies)));
    }
    let companies = context.companies(&args.companies)?;
    let known = |day: Date| context.as_of.is_none_or(|as_of| day <= as_of);
    let about = |ticker: &str| args.companies.is_empty() || companies.iter().any(|company| company.ticker == ticker);
    let sources = match set {
        Set::Facts | Set::Guidance | Set::Sources => data.all_sources()?,
        Set::Companies | Set::Metrics | Set::Definitions => Vec::new(),
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
        title: words::as_known(set.name().into(), context.as_of),
        page: records.clone(),
        records,
        query: vec![
            ("set", QueryValue::Text(set.name().to_lowercase())),
            ("companies", QueryValue::List(companies.iter().map(|company| company.ticker.clone()).collect())),
        ],
        ..Draft::default()
    }))
}
