//! `capex export`: the raw dataset.

use std::collections::HashMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{Context, Failure, words};
use crate::data::{Dataset, STATEMENT};
use crate::model::{Company, Fact, Money, Source, Statement};
use crate::report::{Align, Cell, Column, Grid, QueryValue, Report, Value};
use crate::say;

/// The raw dataset, one fact or statement a row.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex export facts > facts.csv          every fact, with its document
  capex export facts meta -f json
  capex export facts --as-of 2025-02-08   only what was published by then
  capex export guidance                   every forward statement")]
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
    let data = context.data;
    let companies: Vec<&Company> = if args.companies.is_empty() {
        data.companies().iter().collect()
    } else {
        args.companies.iter().map(|word| data.company(word)).collect::<Result<_, _>>()?
    };
    let sources = data.all_sources()?;
    let by_id: HashMap<&str, &Source> = sources.iter().map(|source| (source.id.as_str(), source)).collect();
    let known = |day: Date| context.as_of.is_none_or(|as_of| day <= as_of);
    let (name, mut records) = match args.set {
        Set::Facts => ("Facts as filed", Grid::of_records(FACTS)),
        Set::Guidance => ("Guidance as given", Grid::of_records(&[STATEMENT, &["currency", "url"]].concat())),
    };
    for company in &companies {
        match args.set {
            Set::Facts => {
                for fact in data.all_facts(company)?.iter().filter(|fact| known(fact.published)) {
                    records.push(fact_cells(company, fact, by_id.get(&*fact.source).copied()));
                }
            }
            Set::Guidance => {
                for statement in data.guidance(company)?.iter().filter(|statement| known(statement.announced)) {
                    records.push(statement_cells(statement, by_id.get(&*statement.source).copied()));
                }
            }
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
        title: words::as_known(name.into(), context.as_of),
        page,
        chart: None,
        records,
        notes: Vec::new(),
        sources: Vec::new(),
        query: vec![
            ("set", QueryValue::Text(name.to_lowercase())),
            ("companies", QueryValue::List(companies.iter().map(|company| company.ticker.clone()).collect())),
        ],
        as_of: context.as_of,
        data_version: Dataset::version().to_owned(),
    })
}

fn text(text: Option<&str>) -> Cell {
    text.filter(|text| !text.is_empty()).map_or(Cell::BLANK, Cell::text)
}

/// Where a document can be read: its own place, else that of a copy.
fn url(source: Option<&Source>) -> Cell {
    text(source.and_then(|source| source.url.as_deref().or(source.read_at.as_deref())))
}

fn statement_cells(statement: &Statement, source: Option<&Source>) -> Vec<Cell> {
    let end = |end: Option<Decimal>| end.map_or(Cell::BLANK, |end| Money::usd(end).into());
    vec![
        Cell::text(statement.company.clone()),
        Cell::from(statement.announced),
        Cell::text(statement.period.to_string()),
        end(statement.low),
        end(statement.high),
        Cell::text(statement.bound.to_string()),
        text(statement.direction.map(|direction| direction.to_string()).as_deref()),
        text(statement.pace.map(|pace| pace.to_string()).as_deref()),
        text(Some(&statement.versus)),
        Cell::text(statement.basis.name()),
        text(Some(&statement.comparable.to_string())),
        Cell::text(&*statement.source),
        Cell::text(statement.confidence.name()),
        text(Some(&statement.note)),
        Cell::text("USD"),
        url(source),
    ]
}

fn fact_cells(company: &Company, fact: &Fact, source: Option<&Source>) -> Vec<Cell> {
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
        url(source),
        text(Some(&fact.note)),
        fact.rounded_to.map_or(Cell::BLANK, |unit| Cell::text(unit.normalize().to_string())),
        text(fact.restated.then_some("yes")),
    ]
}
