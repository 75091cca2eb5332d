//! The columns of each set: those of its data file, then what has been appended to them.

use rust_decimal::Decimal;

use crate::commands::frame::Column;
use crate::model::{
    Basis, Company, Currency, Definition, Fact, Kind, Language, Localized, Metric, Money, Origin, Source, Statement,
    Sum,
};
use crate::report::{Cell, Quantity};

/// A fact or a statement with its document.
pub struct Exported<'d, T> {
    pub row: T,
    pub source: Option<&'d Source>,
}

/// Facts, with where their documents stand and where they were read.
pub fn facts<'d>() -> Vec<Column<Exported<'d, (&'d Company, Fact)>>> {
    vec![
        Column::record("company", |Exported { row: (company, fact), .. }, _| key(&company.ticker, &fact.origin)),
        Column::record("metric", |Exported { row: (_, fact), .. }, _| Cell::text(fact.metric.to_string())),
        Column::record(
            "start",
            |Exported { row: (_, fact), .. }, _| {
                if fact.span.is_day() { Cell::BLANK } else { fact.span.start.into() }
            },
        ),
        Column::record("end", |Exported { row: (_, fact), .. }, _| fact.span.end.into()),
        Column::amount("value", |Exported { row: (_, fact), .. }, _| {
            Cell::from(match &fact.currency {
                Some(_) => Quantity::Money(Money::usd(fact.value)),
                None => Quantity::Change(fact.value),
            })
        }),
        Column::record("currency", |Exported { row: (_, fact), .. }, _| {
            Cell::optional(fact.currency.as_ref().map(Currency::code))
        }),
        Column::record("confidence", |Exported { row: (_, fact), .. }, _| Cell::text(fact.confidence.name())),
        Column::record("published", |Exported { row: (_, fact), .. }, _| fact.published.into()),
        Column::record("accession", |stated, _| stated.document(|source| source.accession.as_deref())),
        Column::record("source", |Exported { row: (_, fact), .. }, _| Cell::text(&*fact.source)),
        Column::record("url", |stated, _| stated.document(|source| source.url.as_deref())),
        Column::record("note", |Exported { row: (_, fact), .. }, _| Cell::optional(Some(&*fact.note))),
        Column::record("rounded_to", |Exported { row: (_, fact), .. }, _| {
            Cell::optional(fact.rounded_to.map(|unit| unit.normalize().to_string()))
        }),
        Column::record("restated", |Exported { row: (_, fact), .. }, _| Cell::optional(fact.restated.then_some("yes"))),
        Column::record("read_at", |stated, _| stated.document(|source| source.read_at.as_deref())),
        Column::record("last_printed", |Exported { row: (_, fact), .. }, context| {
            let known = fact.last_printed.filter(|day| context.as_of.is_none_or(|as_of| *day <= as_of));
            known.map_or(Cell::BLANK, Cell::from)
        }),
    ]
}

/// Forward statements, with where their documents stand and where they were read.
pub fn guidance<'d>() -> Vec<Column<Exported<'d, Statement>>> {
    vec![
        Column::record("company", |Exported { row, .. }, _| key(&row.company, &row.origin)),
        Column::record("announced", |Exported { row, .. }, _| row.announced.into()),
        Column::record("period", |Exported { row, .. }, _| Cell::text(row.period.to_string())),
        Column::amount("low", |Exported { row, .. }, _| dollars(row.low)),
        Column::amount("high", |Exported { row, .. }, _| dollars(row.high)),
        Column::record("bound", |Exported { row, .. }, _| Cell::text(row.bound.to_string())),
        Column::record("direction", |Exported { row, .. }, _| Cell::optional(row.direction.map(|way| way.to_string()))),
        Column::record("pace", |Exported { row, .. }, _| Cell::optional(row.pace.map(|pace| pace.to_string()))),
        Column::record("versus", |Exported { row, .. }, _| Cell::optional(row.versus.map(|versus| versus.to_string()))),
        Column::record("basis", |Exported { row, .. }, _| Cell::text(row.basis.name())),
        Column::record("comparable", |Exported { row, .. }, _| Cell::optional(Some(row.comparable.to_string()))),
        Column::record("source", |Exported { row, .. }, _| Cell::text(&*row.source)),
        Column::record("confidence", |Exported { row, .. }, _| Cell::text(row.confidence.name())),
        Column::record("note", |Exported { row, .. }, _| Cell::optional(Some(row.note.english()))),
        Column::record("currency", |_, _| Cell::text("USD")),
        Column::record("url", |stated, _| stated.document(|source| source.url.as_deref())),
        Column::record("read_at", |stated, _| stated.document(|source| source.read_at.as_deref())),
        Column::record("note_zh", |Exported { row, .. }, _| Cell::optional(Some(row.note.given(Language::Zh)))),
    ]
}

/// Companies.
pub fn companies() -> Vec<Column<Company>> {
    vec![
        Column::record("ticker", |company, _| key(&company.ticker, &company.origin)),
        Column::record("name", |company, _| Cell::text(company.name.english())),
        Column::record("name_zh", |company, _| Cell::text(company.name.of(Language::Zh))),
        Column::record("aliases", |company, _| Cell::optional(Some(company.aliases.join("|")))),
        Column::record("cik", |company, _| Cell::optional(company.cik.map(|cik| cik.to_string()))),
        Column::record("fiscal_year_end", |company, _| Cell::text(company.calendar.to_string())),
        Column::record("cloud_series", |company, _| Cell::optional(company.cloud_series.as_deref())),
        Column::record("sites", |company, _| Cell::optional(Some(company.sites.join("|")))),
    ]
}

/// Metrics.
pub fn metrics() -> Vec<Column<Metric>> {
    vec![
        Column::record("id", |metric, _| key(metric.id.as_str(), &metric.origin)),
        Column::record("flag", |metric, _| Cell::text(&*metric.flag)),
        Column::record("name", |metric, _| Cell::text(metric.name.english())),
        Column::record("short", |metric, _| Cell::optional(metric.short.as_ref().map(Localized::english))),
        Column::record("name_zh", |metric, _| Cell::text(metric.name.of(Language::Zh))),
        Column::record("kind", |metric, _| {
            Cell::text(match metric.kind {
                Kind::Flow => "flow",
                Kind::Balance => "balance",
                Kind::Growth => "growth",
                Kind::Ratio => "ratio",
            })
        }),
        Column::record("formula", |metric, _| Cell::optional(metric.formula.as_ref().map(ToString::to_string))),
        Column::record("identity", |metric, _| Cell::optional(metric.identity.clone().map(|sum| Sum(sum).to_string()))),
        Column::record("words", |metric, _| Cell::optional(Some(metric.words.english()))),
        Column::record("basis", |metric, _| Cell::optional(metric.basis.map(Basis::name))),
        Column::record("short_zh", |metric, _| {
            Cell::optional(metric.short.as_ref().map(|short| short.given(Language::Zh)))
        }),
        Column::record("words_zh", |metric, _| Cell::optional(Some(metric.words.given(Language::Zh)))),
        Column::record("aliases", |metric: &Metric, _| Cell::optional(Some(metric.aliases.join("|")))),
    ]
}

/// Definitions.
pub fn definitions() -> Vec<Column<Definition>> {
    vec![
        Column::record("company", |one, _| key(&one.company, &one.origin)),
        Column::record("metric", |one, _| Cell::text(one.metric.to_string())),
        Column::record("basis", |one, _| Cell::optional(one.basis.map(Basis::name))),
        Column::record("from", |one, _| one.from.map_or(Cell::BLANK, Cell::from)),
        Column::record("to", |one, _| one.to.map_or(Cell::BLANK, Cell::from)),
        Column::record("formula", |one, _| Cell::text(Sum(one.formula.clone()).to_string())),
        Column::record("stand_in", |one, _| Cell::optional(one.stand_in.clone().map(|sum| Sum(sum).to_string()))),
        Column::record("words", |one, _| Cell::text(one.words.english())),
        Column::record("words_zh", |one, _| Cell::optional(Some(one.words.given(Language::Zh)))),
        Column::record("adopted", |one, _| one.change.map_or(Cell::BLANK, |change| change.adopted.into())),
        Column::record("newly_counted", |one: &Definition, _| {
            one.change.and_then(|change| change.newly_counted).map_or(Cell::BLANK, |amount| Money::usd(amount).into())
        }),
    ]
}

/// Documents.
pub fn sources() -> Vec<Column<Source>> {
    vec![
        Column::record("id", |source, _| key(&source.id, &source.origin)),
        Column::record("company", |source, _| Cell::text(&*source.company)),
        Column::record("document", |source, _| Cell::text(&*source.document)),
        Column::record("published", |source, _| source.published.into()),
        Column::record("accession", |source, _| Cell::optional(source.accession.as_deref())),
        Column::record("url", |source, _| Cell::optional(source.url.as_deref())),
        Column::record("read_at", |source, _| Cell::optional(source.read_at.as_deref())),
    ]
}

impl<T> Exported<'_, T> {
    /// Something of the document, if it is there.
    fn document(&self, of: impl Fn(&Source) -> Option<&str>) -> Cell {
        Cell::optional(self.source.and_then(of))
    }
}

fn dollars(end: Option<Decimal>) -> Cell {
    end.map_or(Cell::BLANK, |end| Money::usd(end).into())
}

/// The first cell of a row, marked where the row is a user's.
fn key(text: &str, origin: &Origin) -> Cell {
    Cell::text(text).of_user(origin.is_user())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::frame::heads;
    use crate::data;

    fn names<L>(columns: &[Column<L>]) -> Vec<&'static str> {
        heads(columns).columns.iter().map(|column| column.id).collect()
    }

    #[test]
    fn a_set_has_the_columns_of_its_file() {
        let file = |name: &str| data::Dataset::tables().find(|(file, _)| *file == name).unwrap().1;
        assert_eq!(names(&companies()).join(","), file("companies.csv"));
        assert_eq!(names(&metrics()).join(","), file("metrics.csv"));
        assert_eq!(names(&definitions()).join(","), file("definitions.csv"));
        assert_eq!(names(&sources()).join(","), file("sources.csv"));
        assert!(names(&guidance()).starts_with(data::GUIDANCE.columns));
        let exported = names(&guidance());
        assert!(file("guidance.csv").split(',').all(|column| exported.contains(&column)));
    }
}
