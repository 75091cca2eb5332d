//! A row of each set, with the columns of its data file.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::model::{Basis, Company, Definition, Fact, Kind, Metric, Money, Origin, Source, Statement, Sum};
use crate::report::{Cell, Value};

/// A fact, with where its document stands and where it was read.
pub fn fact(company: &Company, fact: &Fact, source: Option<&Source>, known: impl Fn(Date) -> bool) -> Vec<Cell> {
    let value = match &fact.currency {
        Some(_) => Value::Money(Money::usd(fact.value)),
        None => Value::Change(fact.value),
    };
    vec![
        key(&company.ticker, &fact.origin),
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
        text(source.and_then(|source| source.read_at.as_deref())),
        fact.last_printed.filter(|day| known(*day)).map_or(Cell::BLANK, Cell::from),
    ]
}

/// A forward statement, with where its document stands and where it was read.
pub fn statement(statement: &Statement, source: Option<&Source>) -> Vec<Cell> {
    let end = |end: Option<Decimal>| end.map_or(Cell::BLANK, |end| Money::usd(end).into());
    vec![
        key(&statement.company, &statement.origin),
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
        text(source.and_then(|source| source.url.as_deref())),
        text(source.and_then(|source| source.read_at.as_deref())),
    ]
}

/// A company.
pub fn company(company: &Company) -> Vec<Cell> {
    vec![
        key(&company.ticker, &company.origin),
        Cell::text(company.name.clone()),
        Cell::text(company.name_zh.clone()),
        text(Some(&company.aliases.join("|"))),
        text(company.cik.map(|cik| cik.to_string()).as_deref()),
        Cell::text(company.calendar.to_string()),
        text(company.cloud_series.as_deref()),
        text(Some(&company.sites.join("|"))),
    ]
}

/// A metric.
pub fn metric(metric: &Metric) -> Vec<Cell> {
    let kind = match metric.kind {
        Kind::Flow => "flow",
        Kind::Growth => "growth",
        Kind::Ratio => "ratio",
    };
    let identity = metric.identity.clone().map(|components| Sum(components).to_string());
    vec![
        key(metric.id.as_str(), &metric.origin),
        Cell::text(metric.flag.clone()),
        Cell::text(metric.name.clone()),
        text(Some(&metric.short).filter(|short| **short != metric.name).map(String::as_str)),
        Cell::text(metric.name_zh.clone()),
        Cell::text(kind),
        text(metric.formula.as_ref().map(ToString::to_string).as_deref()),
        text(identity.as_deref()),
        text(Some(&metric.words)),
        text(metric.basis.map(Basis::name)),
    ]
}

/// A definition.
pub fn definition(definition: &Definition) -> Vec<Cell> {
    let stand_in = definition.stand_in.clone().map(|components| Sum(components).to_string());
    vec![
        key(&definition.company, &definition.origin),
        Cell::text(definition.metric.to_string()),
        text(definition.basis.map(Basis::name)),
        definition.from.map_or(Cell::BLANK, Cell::from),
        definition.to.map_or(Cell::BLANK, Cell::from),
        Cell::text(Sum(definition.formula.clone()).to_string()),
        text(stand_in.as_deref()),
        Cell::text(definition.words.clone()),
    ]
}

/// A document.
pub fn source(source: &Source) -> Vec<Cell> {
    vec![
        key(&source.id, &source.origin),
        Cell::text(source.company.clone()),
        Cell::text(source.document.clone()),
        Cell::from(source.published),
        text(source.accession.as_deref()),
        text(source.url.as_deref()),
        text(source.read_at.as_deref()),
    ]
}

/// The first cell of a row, marked where the row is a user's.
fn key(text: &str, origin: &Origin) -> Cell {
    Cell::text(text).of_user(origin.is_user())
}

fn text(text: Option<&str>) -> Cell {
    text.filter(|text| !text.is_empty()).map_or(Cell::BLANK, Cell::text)
}
