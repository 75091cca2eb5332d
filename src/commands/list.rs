//! `capex list`: what there is to ask for.

use jiff::civil::Date;

use super::{Context, Failure, words};
use crate::data::Dataset;
use crate::derive::Engine;
use crate::fx::{self, CurrencyName};
use crate::model::{Basis, Company, Definition, Kind, Metric, MetricId, Source};
use crate::report::{Cell, Column, Grid, QueryValue, Report};
use crate::say;

/// What there is to ask for.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex list companies
  capex list metrics
  capex list definitions                  what each basis means for each company, by date
  capex list sources -f csv")]
pub struct Args {
    /// What to list
    #[arg(value_name = "WHAT")]
    pub what: What,
}

/// A thing that can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum What {
    /// Companies, their years and other names.
    Companies,
    /// Metrics and what they are.
    Metrics,
    /// The four readings of capital expenditures.
    Bases,
    /// What a metric meant for each company, by date.
    Definitions,
    /// The first and last period of each company's metrics.
    Periods,
    /// Documents.
    Sources,
    /// Currencies there are exchange rates of.
    Currencies,
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let (title, ids, rows): (&str, &'static [&'static str], Vec<Vec<Cell>>) = match args.what {
        What::Companies => {
            let ids = &["company", "name", "name_zh", "year_end", "cloud", "cik", "aliases"];
            ("Companies", ids, companies(context.data))
        }
        What::Metrics => ("Metrics", &["metric", "name", "kind", "on_basis", "words"], metrics(context.data)),
        What::Bases => {
            let row = |basis: Basis| vec![Cell::text(basis.name()), Cell::text(basis.words())];
            ("Bases: what counts as capital expenditures", &["basis", "words"], Basis::ALL.map(row).into())
        }
        What::Definitions => {
            let ids = &["company", "metric", "basis", "from", "to", "words"];
            ("Definitions: what a metric meant for each company, by date", ids, definitions(context))
        }
        What::Periods => ("Periods", &["company", "metric", "first", "last"], periods(context)?),
        What::Sources => {
            let ids = &["source", "company", "published", "document", "accession", "url", "read_at"];
            ("Documents", ids, sources(context)?)
        }
        What::Currencies => ("Currencies", &["currency", "name", "name_zh"], currencies()?),
    };
    if rows.is_empty() {
        return Err(Failure::NoData(match context.as_of {
            Some(day) => say!("nothing had been published by {day}", day),
            None => say!("nothing had been published"),
        }));
    }
    let mut records = Grid::of_records(ids);
    for row in rows {
        records.push(row);
    }
    let mut page = records.clone();
    page.columns = ids.iter().map(|id| Column::text(words::capitalised(&id.replace('_', " ")))).collect();
    Ok(Report {
        title: words::as_known(title.into(), context.as_of),
        page,
        chart: None,
        records,
        notes: Vec::new(),
        sources: Vec::new(),
        query: vec![("list", QueryValue::Text(title.to_lowercase()))],
        as_of: context.as_of,
        data_version: Dataset::version().to_owned(),
    })
}

fn companies(data: &Dataset) -> Vec<Vec<Cell>> {
    let row = |company: &Company| {
        vec![
            Cell::text(company.ticker.clone()).of_user(company.origin.is_user()),
            Cell::text(company.name.clone()),
            Cell::text(company.name_zh.clone()),
            Cell::text(company.calendar.to_string()),
            company.cloud_series.clone().map_or(Cell::BLANK, Cell::text),
            company.cik.map_or(Cell::BLANK, |cik| Cell::text(cik.to_string())),
            Cell::text(company.aliases.join(", ")),
        ]
    };
    data.companies().iter().map(row).collect()
}

fn metrics(data: &Dataset) -> Vec<Vec<Cell>> {
    let row = |metric: &Metric| {
        let kind = match metric.kind {
            Kind::Flow => "amount",
            Kind::Growth => "stated rate",
            Kind::Ratio => "ratio",
        };
        vec![
            Cell::text(metric.flag.clone()).of_user(metric.origin.is_user()),
            Cell::say(words::metric_name(metric)),
            Cell::text(kind),
            Cell::text(if data.is_on_basis(metric) { "yes" } else { "" }),
            Cell::text(metric.words.clone()),
        ]
    };
    data.metrics().iter().map(row).collect()
}

/// Definitions that had begun by the as-of date.
fn definitions(context: &Context<'_>) -> Vec<Vec<Cell>> {
    let data = context.data;
    let begun = |from: Option<Date>| from.is_none_or(|from| context.as_of.is_none_or(|day| from <= day));
    let row = |definition: &Definition| {
        vec![
            Cell::text(definition.company.clone()).of_user(definition.origin.is_user()),
            Cell::text(data.metric_by_id(&definition.metric).flag.clone()),
            definition.basis.map_or(Cell::BLANK, |basis| Cell::text(basis.name())),
            definition.from.map_or(Cell::BLANK, Cell::from),
            definition.to.map_or(Cell::BLANK, Cell::from),
            Cell::text(definition.words.clone()),
        ]
    };
    data.definitions().filter(|definition| begun(definition.from)).map(row).collect()
}

/// From the first to the last day of each metric's facts.
fn periods(context: &Context<'_>) -> Result<Vec<Vec<Cell>>, Failure> {
    let data = context.data;
    let mut rows = Vec::new();
    for company in data.companies() {
        let filed: Vec<&MetricId> =
            data.metrics().iter().filter(|metric| metric.formula.is_none()).map(|metric| &metric.id).collect();
        let engine = Engine::load(data, context.as_of, &[company], &filed, &[] as &[Basis])?;
        for metric in data.metrics() {
            let Some(ledger) = engine.ledger(company, &metric.id) else { continue };
            let (Some(first), Some(last)) = (ledger.start(), ledger.end()) else { continue };
            rows.push(vec![
                Cell::text(company.ticker.clone()).of_user(ledger.is_users()),
                Cell::text(metric.flag.clone()),
                Cell::from(first),
                Cell::from(last),
            ]);
        }
    }
    Ok(rows)
}

fn currencies() -> Result<Vec<Vec<Cell>>, Failure> {
    let row = |currency: CurrencyName| {
        vec![Cell::text(currency.code.code()), Cell::text(currency.name), Cell::text(currency.name_zh)]
    };
    Ok(fx::currencies()?.into_iter().map(row).collect())
}

fn sources(context: &Context<'_>) -> Result<Vec<Vec<Cell>>, Failure> {
    let text = |text: Option<String>| text.map_or(Cell::BLANK, Cell::text);
    let known = |source: &Source| context.as_of.is_none_or(|day| source.published <= day);
    let row = |source: Source| {
        vec![
            Cell::text(source.id).of_user(source.origin.is_user()),
            Cell::text(source.company),
            Cell::from(source.published),
            Cell::text(source.document),
            text(source.accession),
            text(source.url),
            text(source.read_at),
        ]
    };
    Ok(context.data.all_sources()?.into_iter().filter(known).map(row).collect())
}
