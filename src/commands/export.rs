//! `capex export`: the raw dataset.

use std::collections::HashMap;

use super::{Context, Failure};
use crate::data::Dataset;
use crate::model::{Company, Fact, Money, Source};
use crate::report::{Align, Cell, Column, Grid, QueryValue, Report, Value};

/// The raw dataset, one fact a row.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex export facts > facts.csv          every fact, with its document
  capex export facts meta -f json
  capex export facts --as-of 2025-02-08   only what was published by then")]
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
}

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
];

/// The report; its page is its records.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let Set::Facts = args.set;
    let data = context.data;
    let companies: Vec<&Company> = if args.companies.is_empty() {
        data.companies().iter().collect()
    } else {
        args.companies.iter().map(|word| data.company(word)).collect::<Result<_, _>>()?
    };
    let sources = data.all_sources()?;
    let by_id: HashMap<&str, &Source> = sources.iter().map(|source| (source.id.as_str(), source)).collect();
    let mut records = Grid::of_records(FACTS);
    for company in &companies {
        for fact in data.all_facts(company)? {
            if context.as_of.is_none_or(|day| fact.published <= day) {
                records.push(record(company, &fact, by_id.get(&*fact.source).copied()));
            }
        }
    }
    if records.rows.is_empty() {
        let day = context.as_of.map_or_else(String::new, |day| format!(" by {day}"));
        return Err(Failure::NoData(format!("no facts had been published{day}")));
    }
    let mut page = records.clone();
    for column in &mut page.columns {
        let align = if column.id == "value" { Align::Right } else { Align::Left };
        *column = Column { id: column.id, label: column.id.to_owned(), align };
    }
    let as_of = context.as_of.map_or_else(String::new, |day| format!(", as known on {day}"));
    Ok(Report {
        title: format!("Facts as filed{as_of}"),
        page,
        records,
        notes: Vec::new(),
        sources: Vec::new(),
        query: vec![
            ("set", QueryValue::Text("facts".to_owned())),
            ("companies", QueryValue::List(companies.iter().map(|company| company.ticker.clone()).collect())),
        ],
        as_of: context.as_of,
        data_version: Dataset::version().to_owned(),
    })
}

fn record(company: &Company, fact: &Fact, source: Option<&Source>) -> Vec<Cell> {
    let text = |text: Option<&str>| text.filter(|text| !text.is_empty()).map_or(Cell::BLANK, Cell::text);
    let value = match &fact.currency {
        Some(_) => Value::Money(Money::usd(fact.value)),
        None => Value::Change(fact.value),
    };
    vec![
        Cell::text(company.ticker.clone()),
        Cell::text(fact.metric.to_string()),
        Cell::from(fact.span.start),
        Cell::from(fact.span.end),
        value.into(),
        fact.currency.map_or(Cell::BLANK, |currency| Cell::text(currency.code())),
        Cell::text(fact.confidence.name()),
        Cell::from(fact.published),
        text(source.and_then(|source| source.accession.as_deref())),
        Cell::text(&*fact.source),
        text(source.and_then(|source| source.url.as_deref())),
        text(Some(&fact.note)),
        fact.rounded_to.map_or(Cell::BLANK, |unit| Cell::text(unit.normalize().to_string())),
        text(fact.restated.then_some("yes")),
    ]
}
