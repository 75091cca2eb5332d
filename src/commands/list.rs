//! `capex list`: what there is to ask for.

use clap::ValueEnum;
use clap::builder::PossibleValue;
use jiff::civil::Date;

use super::draft::Draft;
use super::frame::{Column, grid};
use super::{Context, Failure, words};
use crate::derive::Engine;
use crate::fx::{self, CurrencyName};
use crate::model::{Basis, Company, Definition, Kind, Language, Metric, MetricId, Source};
use crate::report::{Cell, QueryValue, Report, Words};
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
    let Some(what) = args.what else { return Ok(choices::<What>(say!(title_what_can_be_listed), context)) };
    let (title, records) = match what {
        What::Companies => (say!(title_companies), grid(&companies(), data.companies(), context)),
        What::Metrics => (say!(title_metrics), grid(&metrics(), data.metrics(), context)),
        What::Bases => (say!(title_bases), grid(&bases(), &Basis::ALL, context)),
        What::Definitions => {
            // Definitions that had begun by the as-of date.
            let begun = |from: Option<Date>| from.is_none_or(|from| context.as_of.is_none_or(|day| from <= day));
            let lines = data.definitions().filter(|definition| begun(definition.from));
            (say!(title_definitions), grid(&definitions(), lines, context))
        }
        What::Periods => (say!(title_periods), grid(&periods(), &covered(context)?, context)),
        What::Sources => {
            let mut lines = data.all_sources()?;
            lines.retain(|source| context.as_of.is_none_or(|day| source.published <= day));
            (say!(title_documents), grid(&sources(), &lines, context))
        }
        What::Currencies => (say!(title_currencies), grid(&currencies(), &fx::currencies()?, context)),
    };
    if records.rows.is_empty() {
        return Err(Failure::NoData(match context.as_of {
            Some(day) => say!(nothing_published_by, day),
            None => say!(nothing_published),
        }));
    }
    let set = title.to_string().to_lowercase();
    Ok(context.report(Draft {
        title: words::as_known(title, context.as_of),
        page: records.clone(),
        records,
        query: vec![("list", QueryValue::Text(set))],
        ..Draft::default()
    }))
}

/// The words for the values of an argument, and what each means.
pub fn choices<T: ValueEnum>(title: Words, context: &Context<'_>) -> Report {
    let columns = [
        Column::listed("word", say!(heading_word), |value: &PossibleValue, _| Cell::text(value.get_name())),
        Column::listed("words", say!(heading_words), |value, _| {
            Cell::optional(value.get_help().map(ToString::to_string))
        }),
    ];
    let values: Vec<PossibleValue> = T::value_variants().iter().filter_map(T::to_possible_value).collect();
    let records = grid(&columns, &values, context);
    context.report(Draft { title, page: records.clone(), records, ..Draft::default() })
}

fn companies() -> Vec<Column<Company>> {
    vec![
        Column::listed("company", say!(heading_company), |company, _| {
            Cell::text(&*company.ticker).of_user(company.origin.is_user())
        }),
        Column::listed("name", say!(heading_name), |company, _| Cell::text(company.name.english())),
        Column::listed("name_zh", say!(heading_name_zh), |company, _| Cell::text(company.name.of(Language::Zh))),
        Column::listed("year_end", say!(heading_year_end), |company, _| Cell::text(company.calendar.to_string())),
        Column::listed("cloud", say!(heading_cloud), |company, _| Cell::optional(company.cloud_series.as_deref())),
        Column::listed("cik", say!(heading_cik), |company, _| Cell::optional(company.cik.map(|cik| cik.to_string()))),
        Column::listed("aliases", say!(heading_aliases), |company, _| Cell::text(company.aliases.join(", "))),
    ]
}

fn metrics() -> Vec<Column<Metric>> {
    vec![
        Column::listed("metric", say!(heading_metric), |metric, _| {
            Cell::text(&*metric.flag).of_user(metric.origin.is_user())
        }),
        Column::listed("name", say!(heading_name), |metric, _| Cell::say(words::metric_name(metric))),
        Column::listed("kind", say!(heading_kind), |metric, _| {
            Cell::say(match metric.kind {
                Kind::Flow => say!(kind_amount),
                Kind::Balance => say!(kind_balance),
                Kind::Growth => say!(kind_stated_rate),
                Kind::Ratio => say!(kind_ratio),
            })
        }),
        Column::listed("on_basis", say!(heading_on_basis), |metric, context| {
            if context.data.is_on_basis(metric) { Cell::say(say!(yes)) } else { Cell::text("") }
        }),
        Column::listed("words", say!(heading_words), |metric, _| Cell::say(&metric.words)),
    ]
}

fn bases() -> Vec<Column<Basis>> {
    vec![
        Column::listed("basis", say!(heading_basis), |basis, _| Cell::text(basis.name())),
        Column::listed("words", say!(heading_words), |basis, _| Cell::say(basis.words())),
    ]
}

fn definitions() -> Vec<Column<Definition>> {
    vec![
        Column::listed("company", say!(heading_company), |one, _| {
            Cell::text(&*one.company).of_user(one.origin.is_user())
        }),
        Column::listed("metric", say!(heading_metric), |one, context| {
            Cell::text(&*context.data.metric_by_id(&one.metric).flag)
        }),
        Column::listed("basis", say!(heading_basis), |one, _| Cell::optional(one.basis.map(Basis::name))),
        Column::listed("from", say!(heading_from), |one, _| one.from.map_or(Cell::BLANK, Cell::from)),
        Column::listed("to", say!(heading_to), |one, _| one.to.map_or(Cell::BLANK, Cell::from)),
        Column::listed("words", say!(heading_words), |one, _| Cell::say(&one.words)),
    ]
}

fn sources() -> Vec<Column<Source>> {
    vec![
        Column::listed("source", say!(heading_source), |source, _| {
            Cell::text(&*source.id).of_user(source.origin.is_user())
        }),
        Column::listed("company", say!(heading_company), |source, _| Cell::text(&*source.company)),
        Column::listed("published", say!(heading_published), |source, _| source.published.into()),
        Column::listed("document", say!(heading_document), |source, _| Cell::text(&*source.document)),
        Column::listed("accession", say!(heading_accession), |source, _| Cell::optional(source.accession.as_deref())),
        Column::listed("url", say!(heading_url), |source, _| Cell::optional(source.url.as_deref())),
        Column::listed("read_at", say!(heading_read_at), |source, _| Cell::optional(source.read_at.as_deref())),
    ]
}

fn currencies() -> Vec<Column<CurrencyName>> {
    vec![
        Column::listed("currency", say!(heading_currency), |currency, _| Cell::text(currency.code.code())),
        Column::listed("name", say!(heading_name), |currency, _| Cell::text(currency.name.english())),
        Column::listed("name_zh", say!(heading_name_zh), |currency, _| Cell::text(currency.name.of(Language::Zh))),
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
        Column::listed("company", say!(heading_company), |covered, _| {
            Cell::text(&*covered.company.ticker).of_user(covered.of_user)
        }),
        Column::listed("metric", say!(heading_metric), |covered, _| Cell::text(&*covered.metric.flag)),
        Column::listed("first", say!(heading_first), |covered, _| covered.first.into()),
        Column::listed("last", say!(heading_last), |covered, _| covered.last.into()),
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
