//! `capex list`: what there is to ask for.

use clap::ValueEnum;
use clap::builder::PossibleValue;
use jiff::civil::Date;

use super::draft::Draft;
use super::frame::{Column, grid};
use super::{Context, Failure, words};
use crate::derive::Engine;
use crate::fx::{self, CurrencyName};
use crate::model::{Basis, Company, Definition, Kind, Metric, MetricId, Source, capitalised};
use crate::report::{Cell, Grid, QueryValue, Report};
use crate::say;

/// What there is to ask for.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex list companies
  capex list metrics
  capex list definitions            what each basis means, by company and date
  capex list sources -f csv")]
pub struct Args {
    /// What to list [default: what there is to list]
    #[arg(value_name = "WHAT", ignore_case = true)]
    pub what: Option<What>,
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
    let data = context.data;
    let Some(what) = args.what else { return Ok(choices::<What>("What can be listed", context)) };
    let (title, records) = match what {
        What::Companies => ("Companies", grid(&companies(), data.companies(), context)),
        What::Metrics => ("Metrics", grid(&metrics(), data.metrics(), context)),
        What::Bases => ("Bases: what counts as capital expenditures", grid(&bases(), &Basis::ALL, context)),
        What::Definitions => {
            // Definitions that had begun by the as-of date.
            let begun = |from: Option<Date>| from.is_none_or(|from| context.as_of.is_none_or(|day| from <= day));
            let lines = data.definitions().filter(|definition| begun(definition.from));
            ("Definitions: what a metric meant for each company, by date", grid(&definitions(), lines, context))
        }
        What::Periods => ("Periods", grid(&periods(), &covered(context)?, context)),
        What::Sources => {
            let mut lines = data.all_sources()?;
            lines.retain(|source| context.as_of.is_none_or(|day| source.published <= day));
            ("Documents", grid(&sources(), &lines, context))
        }
        What::Currencies => ("Currencies", grid(&currencies(), &fx::currencies()?, context)),
    };
    if records.rows.is_empty() {
        return Err(Failure::NoData(match context.as_of {
            Some(day) => say!("nothing had been published by {day}", day),
            None => say!("nothing had been published"),
        }));
    }
    Ok(context.report(Draft {
        title: words::as_known(title.into(), context.as_of),
        page: with_names(&records),
        records,
        query: vec![("list", QueryValue::Text(title.to_lowercase()))],
        ..Draft::default()
    }))
}

/// The words for the values of an argument, and what each means.
pub fn choices<T: ValueEnum>(title: &'static str, context: &Context<'_>) -> Report {
    let columns = [
        Column::record("word", |value: &PossibleValue, _| Cell::text(value.get_name())),
        Column::record("words", |value, _| Cell::optional(value.get_help().map(ToString::to_string))),
    ];
    let values: Vec<PossibleValue> = T::value_variants().iter().filter_map(T::to_possible_value).collect();
    let records = grid(&columns, &values, context);
    context.report(Draft { title: title.into(), page: with_names(&records), records, ..Draft::default() })
}

/// Records as a page: their columns under their names.
fn with_names(records: &Grid) -> Grid {
    let mut page = records.clone();
    for column in &mut page.columns {
        column.label = capitalised(&column.id.replace('_', " ")).into();
    }
    page
}

fn companies() -> Vec<Column<Company>> {
    vec![
        Column::record("company", |company, _| Cell::text(&*company.ticker).of_user(company.origin.is_user())),
        Column::record("name", |company, _| Cell::text(&*company.name)),
        Column::record("name_zh", |company, _| Cell::text(&*company.name_zh)),
        Column::record("year_end", |company, _| Cell::text(company.calendar.to_string())),
        Column::record("cloud", |company, _| Cell::optional(company.cloud_series.as_deref())),
        Column::record("cik", |company, _| Cell::optional(company.cik.map(|cik| cik.to_string()))),
        Column::record("aliases", |company, _| Cell::text(company.aliases.join(", "))),
    ]
}

fn metrics() -> Vec<Column<Metric>> {
    vec![
        Column::record("metric", |metric, _| Cell::text(&*metric.flag).of_user(metric.origin.is_user())),
        Column::record("name", |metric, _| Cell::say(words::metric_name(metric))),
        Column::record("kind", |metric, _| {
            Cell::text(match metric.kind {
                Kind::Flow => "amount",
                Kind::Growth => "stated rate",
                Kind::Ratio => "ratio",
            })
        }),
        Column::record("on_basis", |metric, context| {
            Cell::text(if context.data.is_on_basis(metric) { "yes" } else { "" })
        }),
        Column::record("words", |metric, _| Cell::text(&*metric.words)),
    ]
}

fn bases() -> Vec<Column<Basis>> {
    vec![
        Column::record("basis", |basis, _| Cell::text(basis.name())),
        Column::record("words", |basis, _| Cell::text(basis.words())),
    ]
}

fn definitions() -> Vec<Column<Definition>> {
    vec![
        Column::record("company", |one, _| Cell::text(&*one.company).of_user(one.origin.is_user())),
        Column::record("metric", |one, context| Cell::text(&*context.data.metric_by_id(&one.metric).flag)),
        Column::record("basis", |one, _| Cell::optional(one.basis.map(Basis::name))),
        Column::record("from", |one, _| one.from.map_or(Cell::BLANK, Cell::from)),
        Column::record("to", |one, _| one.to.map_or(Cell::BLANK, Cell::from)),
        Column::record("words", |one, _| Cell::text(&*one.words)),
    ]
}

fn sources() -> Vec<Column<Source>> {
    vec![
        Column::record("source", |source, _| Cell::text(&*source.id).of_user(source.origin.is_user())),
        Column::record("company", |source, _| Cell::text(&*source.company)),
        Column::record("published", |source, _| source.published.into()),
        Column::record("document", |source, _| Cell::text(&*source.document)),
        Column::record("accession", |source, _| Cell::optional(source.accession.as_deref())),
        Column::record("url", |source, _| Cell::optional(source.url.as_deref())),
        Column::record("read_at", |source, _| Cell::optional(source.read_at.as_deref())),
    ]
}

fn currencies() -> Vec<Column<CurrencyName>> {
    vec![
        Column::record("currency", |currency, _| Cell::text(currency.code.code())),
        Column::record("name", |currency, _| Cell::text(&*currency.name)),
        Column::record("name_zh", |currency, _| Cell::text(&*currency.name_zh)),
    ]
}

/// From the first to the last day of a metric's facts.
struct CoveredMetric<'d> {
    company: &'d Company,
    metric: &'d Metric,
    first: Date,
    last: Date,
    of_user: bool,
}

fn periods<'d>() -> Vec<Column<CoveredMetric<'d>>> {
    vec![
        Column::record("company", |covered, _| Cell::text(&*covered.company.ticker).of_user(covered.of_user)),
        Column::record("metric", |covered, _| Cell::text(&*covered.metric.flag)),
        Column::record("first", |covered, _| covered.first.into()),
        Column::record("last", |covered, _| covered.last.into()),
    ]
}

fn covered<'d>(context: &Context<'d>) -> Result<Vec<CoveredMetric<'d>>, Failure> {
    let data = context.data;
    let filed: Vec<&MetricId> =
        data.metrics().iter().filter(|metric| metric.formula.is_none()).map(|metric| &metric.id).collect();
    let mut all = Vec::new();
    for company in data.companies() {
        let engine = Engine::load(data, context.as_of, &[company], &filed, &[] as &[Basis])?;
        all.extend(data.metrics().iter().filter_map(|metric| {
            let ledger = engine.ledger(company, &metric.id)?;
            Some(CoveredMetric {
                company,
                metric,
                first: ledger.start()?,
                last: ledger.end()?,
                of_user: ledger.is_users(),
            })
        }));
    }
    Ok(all)
}
