//! `capex export`: the raw dataset, in the form of its files.

mod rows;

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Context, Failure, words};
use crate::data::{self, Dataset};
use crate::model::Source;
use crate::report::{Align, Column, Grid, QueryValue, Report};
use crate::say;

/// The raw dataset, one fact or statement a row.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex export facts > facts.csv          every fact, with its document
  capex export facts meta -f json
  capex export facts --as-of 2025-02-08   only what was published by then
  capex export guidance                   every forward statement
  capex export definitions > own.csv      to edit, and lay over: capex totals --data own.csv")]
pub struct Args {
    /// What to export
    #[arg(value_name = "SET")]
    pub set: Set,
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

/// The columns of facts in the output contract, then what has been appended to them.
const FACTS: &[&str] = &[
    "company",
    "metric",
    "start",
    "end",
    "value",
    "currency",
    "confidence",
    "published",
    "accession",
    "source",
    "url",
    "note",
    "rounded_to",
    "restated",
    "read_at",
    "last_printed",
];

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

    fn columns(self) -> Vec<&'static str> {
        match self {
            Self::Facts => FACTS.to_vec(),
            Self::Guidance => [data::GUIDANCE.columns, &["currency", "url", "read_at"]].concat(),
            Self::Companies => data::COMPANY.columns.to_vec(),
            Self::Metrics => data::METRIC.columns.to_vec(),
            Self::Definitions => data::DEFINITION.columns.to_vec(),
            Self::Sources => data::SOURCE.columns.to_vec(),
        }
    }
}

/// The report; its page is its records.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let data = context.data;
    if args.set == Set::Metrics && !args.companies.is_empty() {
        return Err(Failure::Usage(say!("metrics are the same for all companies; leave the company out")));
    }
    let companies = context.companies(&args.companies)?;
    let known = |day: Date| context.as_of.is_none_or(|as_of| day <= as_of);
    let about = |ticker: &str| args.companies.is_empty() || companies.iter().any(|company| company.ticker == ticker);
    let mut records = Grid::of_records(&args.set.columns());
    let sources = match args.set {
        Set::Facts | Set::Guidance | Set::Sources => data.all_sources()?,
        Set::Companies | Set::Metrics | Set::Definitions => Vec::new(),
    };
    let by_id: HashMap<&str, &Source> = sources.iter().map(|source| (source.id.as_str(), source)).collect();
    let document = |id: &str| by_id.get(id).copied();
    match args.set {
        Set::Facts => {
            for company in &companies {
                for fact in data.all_facts(company)?.iter().filter(|fact| known(fact.published)) {
                    records.push(rows::fact(company, fact, document(&fact.source), known));
                }
            }
        }
        Set::Guidance => {
            for company in &companies {
                for statement in data.guidance(company)?.iter().filter(|statement| known(statement.announced)) {
                    records.push(rows::statement(statement, document(&statement.source)));
                }
            }
        }
        Set::Companies => companies.iter().for_each(|company| records.push(rows::company(company))),
        Set::Metrics => data.metrics().iter().for_each(|metric| records.push(rows::metric(metric))),
        Set::Definitions => {
            let definitions = data.definitions().filter(|definition| about(&definition.company));
            definitions.for_each(|definition| records.push(rows::definition(definition)));
        }
        Set::Sources => {
            let sources = sources.iter().filter(|source| about(&source.company) && known(source.published));
            sources.for_each(|source| records.push(rows::source(source)));
        }
    }
    if records.rows.is_empty() {
        return Err(Failure::NoData(match context.as_of {
            Some(day) => say!("nothing had been published by {day}", day),
            None => say!("nothing had been published"),
        }));
    }
    let mut page = records.clone();
    for column in &mut page.columns {
        let is_amount = matches!(column.id, "value" | "low" | "high");
        let align = if is_amount { Align::Right } else { Align::Left };
        *column = Column { id: column.id, label: column.id.into(), align, derived: None, is_spare: false };
    }
    Ok(Report {
        title: words::as_known(args.set.name().into(), context.as_of),
        page,
        chart: None,
        records,
        notes: Vec::new(),
        sources: Vec::new(),
        query: vec![
            ("set", QueryValue::Text(args.set.name().to_lowercase())),
            ("companies", QueryValue::List(companies.iter().map(|company| company.ticker.clone()).collect())),
        ],
        as_of: context.as_of,
        data_version: Dataset::version().to_owned(),
    })
}
