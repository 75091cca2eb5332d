//! `capex list`: what there is to ask for.

use clap::ValueEnum;
use clap::builder::PossibleValue;
use jiff::civil::Date;

use super::added::{self, AddedLine};
use super::columns::{ACCESSION, COMPANY, METRIC, NAME, NAME_ZH, READ_AT, URL, WORDS, groups, list};
use super::draft::Draft;
use super::frame::{Column, grid, heads};
use super::{Context, Failure, words as said};
use crate::derive::Engine;
use crate::fx::{self, CurrencyName};
use crate::model::{Basis, Company, CompanyGroup, Definition, Kind, Language, Metric, MetricId, Source, named};
use crate::report::{Cell, Heading, Note, QueryValue, Report, Words};
use crate::say;

/// List companies, groups, metrics, bases, definitions, periods, sources, currencies, own rows.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex list companies
  capex list groups                 words for several companies, such as big5
  capex list metrics
  capex list definitions            what each basis means, by company and date
  capex list sources -f csv")]
pub struct Args {
    /// What to list: companies, groups, metrics, bases, definitions, periods, sources, currencies or own [default: a list of these words]
    #[arg(value_name = "WHAT", ignore_case = true, hide_possible_values = true)]
    pub what: Option<ListedSet>,
}

named! {
    /// A thing that can be listed.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum ListedSet {
        /// Companies.
        Companies = "companies",
        /// Groups of companies.
        Groups = "groups",
        /// Metrics.
        Metrics = "metrics",
        /// Bases.
        Bases = "bases",
        /// Definitions of metrics.
        Definitions = "definitions",
        /// First and last period of each metric.
        Periods = "periods",
        /// Documents.
        Sources = "sources",
        /// Currencies.
        Currencies = "currencies",
        /// Rows that the user added.
        Own = "own",
    }
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let data = context.data;
    let Some(what) = args.what else { return Ok(choices::<ListedSet>(say!(title_what_can_be_listed), context)) };
    let (title, records) = match what {
        ListedSet::Companies => (say!(title_companies), grid(&companies(), data.companies(), context)),
        ListedSet::Groups => (say!(title_groups), grid(&groups(), data.groups(), context)),
        ListedSet::Metrics => (say!(title_metrics), grid(&metrics(), data.metrics(), context)),
        ListedSet::Bases => (say!(title_bases), grid(&bases(), &Basis::ALL, context)),
        ListedSet::Definitions => {
            // Definitions that had begun by the as-of date.
            let begun = |from: Option<Date>| from.is_none_or(|from| context.as_of.is_none_or(|day| from <= day));
            let lines = data.definitions().filter(|definition| begun(definition.from));
            (say!(title_definitions), grid(&definitions(), lines, context))
        }
        ListedSet::Periods => (say!(title_periods), grid(&periods(), &covered(context)?, context)),
        ListedSet::Sources => {
            let mut lines = data.all_sources()?;
            lines.retain(|source| context.as_of.is_none_or(|day| source.published <= day));
            (say!(title_documents), grid(&sources(), &lines, context))
        }
        ListedSet::Currencies => (say!(title_currencies), grid(&currencies(), &fx::currencies()?, context)),
        ListedSet::Own => return own(context),
    };
    if records.rows.is_empty() {
        return Err(Failure::NoData(match context.as_of {
            Some(day) => say!(nothing_published_by, day),
            None => say!(nothing_published),
        }));
    }
    let set = title.to_string().to_lowercase();
    Ok(context.report(Draft {
        title: said::as_known(title, context.as_of),
        page: records.clone(),
        records,
        query: vec![("list", QueryValue::Text(set))],
        ..Draft::default()
    }))
}

/// The rows that were added one by one.
fn own(context: &Context<'_>) -> Result<Report, Failure> {
    let lines = AddedLine::all(context)?;
    let notes = if lines.is_empty() { vec![Note::new("next", say!(no_own_rows))] } else { Vec::new() };
    Ok(context.report(Draft {
        title: said::as_known(say!(title_own), context.as_of),
        page: grid(&added::page(), &lines, context),
        records: grid(&added::records(), &lines, context),
        notes,
        query: vec![("list", QueryValue::Text("own".to_owned()))],
        ..Draft::default()
    }))
}

/// The columns of what is listed, for help; of the words there are, where nothing is named.
pub fn columns(what: Option<ListedSet>) -> Vec<Heading> {
    let grid = match what {
        None => heads(&values::<ListedSet>()),
        Some(ListedSet::Companies) => heads(&companies()),
        Some(ListedSet::Groups) => heads(&groups()),
        Some(ListedSet::Metrics) => heads(&metrics()),
        Some(ListedSet::Bases) => heads(&bases()),
        Some(ListedSet::Definitions) => heads(&definitions()),
        Some(ListedSet::Periods) => heads(&periods()),
        Some(ListedSet::Sources) => heads(&sources()),
        Some(ListedSet::Currencies) => heads(&currencies()),
        Some(ListedSet::Own) => heads(&added::records()),
    };
    grid.columns
}

impl ValueEnum for ListedSet {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(self.possible_value(self.name()))
    }
}

impl Choice for ListedSet {
    fn words(self) -> Words {
        match self {
            Self::Companies => say!(list_companies),
            Self::Groups => say!(list_groups),
            Self::Metrics => say!(list_metrics),
            Self::Bases => say!(list_bases),
            Self::Definitions => say!(list_definitions),
            Self::Periods => say!(list_periods),
            Self::Sources => say!(list_sources),
            Self::Currencies => say!(list_currencies),
            Self::Own => say!(list_own),
        }
    }
}

/// A value of an argument, which a page lists in the reader's language.
pub trait Choice: ValueEnum + Copy {
    /// What it stands for.
    fn words(self) -> Words;

    /// The value in the help, which is English.
    fn possible_value(self, name: &'static str) -> PossibleValue {
        PossibleValue::new(name).help(self.words().to_string())
    }
}

/// The words for the values of an argument, and what each means.
pub fn choices<T: Choice + 'static>(title: Words, context: &Context<'_>) -> Report {
    let records = grid(&values(), T::value_variants(), context);
    context.report(Draft { title, page: records.clone(), records, ..Draft::default() })
}

fn values<T: Choice>() -> Vec<Column<T>> {
    vec![
        Column::listed(list::WORD, say!(heading_name), |value: &T, _| {
            Cell::optional(value.to_possible_value().as_ref().map(PossibleValue::get_name))
        }),
        Column::listed(WORDS, say!(heading_description), |value, _| Cell::say(value.words())),
    ]
}

fn companies() -> Vec<Column<Company>> {
    vec![
        Column::listed(COMPANY, say!(heading_company), |company, _| {
            Cell::text(&*company.ticker).of_user(company.origin.is_user())
        }),
        Column::listed(NAME, say!(heading_name), |company, _| Cell::text(company.name.english())),
        Column::listed(NAME_ZH, say!(heading_name_zh), |company, _| Cell::text(company.name.of(Language::Zh))),
        Column::listed(list::YEAR_END, say!(heading_year_end), |company, _| Cell::text(company.calendar.to_string())),
        Column::listed(list::CLOUD, say!(heading_cloud), |company, _| Cell::optional(company.cloud_series.as_deref())),
        Column::listed(list::CIK, say!(heading_cik), |company, _| {
            Cell::optional(company.cik.map(|cik| cik.to_string()))
        }),
        Column::listed(list::ALIASES, say!(heading_aliases), |company, _| Cell::text(company.aliases.join(", "))),
    ]
}

fn groups() -> Vec<Column<CompanyGroup>> {
    vec![
        Column::listed(list::GROUP, say!(heading_group), |group, _| {
            Cell::text(&*group.id).of_user(group.origin.is_user())
        }),
        Column::listed(NAME, say!(heading_name), |group, _| Cell::text(group.name.english())),
        Column::listed(NAME_ZH, say!(heading_name_zh), |group, _| Cell::text(group.name.of(Language::Zh))),
        Column::listed(list::MEMBERS, say!(heading_members), |group, _| Cell::text(group.members.join(", "))),
        Column::listed(groups::ALIASES, say!(heading_aliases), |group, _| Cell::text(group.aliases.join(", "))),
    ]
}

fn metrics() -> Vec<Column<Metric>> {
    vec![
        Column::listed(METRIC, say!(heading_metric), |metric, _| {
            Cell::text(&*metric.flag).of_user(metric.origin.is_user())
        }),
        Column::listed(NAME, say!(heading_name), |metric, _| Cell::say(said::metric_name(metric))),
        Column::listed(list::KIND, say!(heading_kind), |metric, _| {
            Cell::say(match metric.kind {
                Kind::Flow => say!(kind_amount),
                Kind::Balance => say!(kind_balance),
                Kind::Growth => say!(kind_stated_rate),
                Kind::Ratio => say!(kind_ratio),
            })
        }),
        Column::listed(list::ON_BASIS, say!(heading_depends_on_basis), |metric, context| {
            if context.data.is_on_basis(metric) { Cell::say(say!(yes)) } else { Cell::text("") }
        }),
        Column::listed(WORDS, say!(heading_description), |metric, _| Cell::say(&metric.words)),
    ]
}

fn bases() -> Vec<Column<Basis>> {
    vec![
        Column::listed(list::BASIS, say!(heading_basis), |basis, _| Cell::text(basis.name())),
        Column::listed(WORDS, say!(heading_description), |basis, _| Cell::say(basis.words())),
    ]
}

fn definitions() -> Vec<Column<Definition>> {
    vec![
        Column::listed(COMPANY, say!(heading_company), |one, _| {
            Cell::text(&*one.company).of_user(one.origin.is_user())
        }),
        Column::listed(METRIC, say!(heading_metric), |one, context| {
            Cell::text(&*context.data.metric_by_id(&one.metric).flag)
        }),
        Column::listed(list::BASIS, say!(heading_basis), |one, _| Cell::optional(one.basis.map(Basis::name))),
        Column::listed(list::FROM, say!(heading_from), |one, _| one.from.map_or(Cell::BLANK, Cell::from)),
        Column::listed(list::TO, say!(heading_to), |one, _| one.to.map_or(Cell::BLANK, Cell::from)),
        Column::listed(WORDS, say!(heading_description), |one, _| Cell::say(&one.words)),
    ]
}

fn sources() -> Vec<Column<Source>> {
    vec![
        Column::listed(list::SOURCE, say!(heading_source), |source, _| {
            Cell::text(&*source.id).of_user(source.origin.is_user())
        }),
        Column::listed(COMPANY, say!(heading_company), |source, _| Cell::text(&*source.company)),
        Column::listed(list::PUBLISHED, say!(heading_published), |source, _| source.published.into()),
        Column::listed(list::DOCUMENT, say!(heading_document), |source, _| Cell::text(&*source.document)),
        Column::listed(ACCESSION, say!(heading_accession), |source, _| Cell::optional(source.accession.as_deref())),
        Column::listed(URL, say!(heading_url), |source, _| Cell::optional(source.url.as_deref())),
        Column::listed(READ_AT, say!(heading_read_at), |source, _| Cell::optional(source.read_at.as_deref())),
    ]
}

fn currencies() -> Vec<Column<CurrencyName>> {
    vec![
        Column::listed(list::CURRENCY, say!(heading_currency), |currency, _| Cell::text(currency.code.code())),
        Column::listed(NAME, say!(heading_name), |currency, _| Cell::text(currency.name.english())),
        Column::listed(NAME_ZH, say!(heading_name_zh), |currency, _| Cell::text(currency.name.of(Language::Zh))),
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
        Column::listed(COMPANY, say!(heading_company), |covered, _| {
            Cell::text(&*covered.company.ticker).of_user(covered.of_user)
        }),
        Column::listed(METRIC, say!(heading_metric), |covered, _| Cell::text(&*covered.metric.flag)),
        Column::listed(list::FIRST, say!(heading_first), |covered, _| covered.first.into()),
        Column::listed(list::LAST, say!(heading_last), |covered, _| covered.last.into()),
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
