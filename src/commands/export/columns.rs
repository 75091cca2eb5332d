//! The columns of each set: those of its data file, then what has been appended to them.

use rust_decimal::Decimal;

use crate::commands::columns::{ACCESSION, COMPANY, CURRENCY, READ_AT, URL};
use crate::commands::frame::Column;
use crate::model::{
    Basis, Company, Currency, Definition, Fact, Kind, Language, Localized, Metric, Money, Origin, Source, Statement,
    Sum, Tag,
};
use crate::report::{Cell, Holds, Quantity};

/// The columns of the data files, with the descriptions of `data/datapackage.json`: the build script makes them.
#[expect(non_upper_case_globals, reason = "named as in the files")]
mod file {
    include!(concat!(env!("OUT_DIR"), "/columns.rs"));
}

/// A fact or a statement with its document.
pub struct Exported<'d, T> {
    pub row: T,
    pub source: Option<&'d Source>,
}

/// Facts, with where their documents stand and where they were read.
pub fn facts<'d>() -> Vec<Column<Exported<'d, (&'d Company, Fact)>>> {
    vec![
        Column::record(COMPANY, |Exported { row: (company, fact), .. }, _| key(&company.ticker, &fact.origin)),
        Column::record(file::facts::metric, |Exported { row: (_, fact), .. }, _| Cell::text(fact.metric.to_string())),
        Column::record(
            file::facts::start,
            |Exported { row: (_, fact), .. }, _| {
                if fact.span.is_day() { Cell::BLANK } else { fact.span.start.into() }
            },
        ),
        Column::record(file::facts::end, |Exported { row: (_, fact), .. }, _| fact.span.end.into()),
        Column::record(file::facts::value, |Exported { row: (_, fact), .. }, _| {
            Cell::from(match &fact.currency {
                Some(_) => Quantity::Money(Money::usd(fact.value)),
                None => Quantity::Change(fact.value),
            })
        }),
        Column::record(file::facts::currency, |Exported { row: (_, fact), .. }, _| {
            Cell::optional(fact.currency.as_ref().map(Currency::code))
        }),
        Column::record(file::facts::confidence, |Exported { row: (_, fact), .. }, _| {
            Cell::text(fact.confidence.name())
        }),
        Column::record(file::facts::published, |Exported { row: (_, fact), .. }, _| fact.published.into()),
        Column::record(ACCESSION, |stated, _| stated.document(|source| source.accession.as_deref())),
        Column::record(file::facts::source, |Exported { row: (_, fact), .. }, _| Cell::text(&*fact.source)),
        Column::record(URL, |stated, _| stated.document(|source| source.url.as_deref())),
        Column::record(file::facts::note, |Exported { row: (_, fact), .. }, _| Cell::optional(Some(&*fact.note))),
        Column::record(file::facts::rounded_to.holding(Holds::Text), |Exported { row: (_, fact), .. }, _| {
            Cell::optional(fact.rounded_to.map(|unit| unit.normalize().to_string()))
        }),
        Column::record(file::facts::restated, |Exported { row: (_, fact), .. }, _| {
            Cell::optional(fact.restated.then_some("yes"))
        }),
        Column::record(READ_AT, |stated, _| stated.document(|source| source.read_at.as_deref())),
        Column::record(file::facts::last_printed, |Exported { row: (_, fact), .. }, context| {
            let known = fact.last_printed.filter(|day| context.as_of.is_none_or(|as_of| *day <= as_of));
            known.map_or(Cell::BLANK, Cell::from)
        }),
    ]
}

/// Forward statements, with where their documents stand and where they were read.
pub fn guidance<'d>() -> Vec<Column<Exported<'d, Statement>>> {
    vec![
        Column::record(file::guidance::company, |Exported { row, .. }, _| key(&row.company, &row.origin)),
        Column::record(file::guidance::announced, |Exported { row, .. }, _| row.announced.into()),
        Column::record(file::guidance::period, |Exported { row, .. }, _| row.period.into()),
        Column::record(file::guidance::low.holding(Holds::Dollars), |Exported { row, .. }, _| dollars(row.low)),
        Column::record(file::guidance::high.holding(Holds::Dollars), |Exported { row, .. }, _| dollars(row.high)),
        Column::record(file::guidance::bound, |Exported { row, .. }, _| Cell::text(row.bound.to_string())),
        Column::record(file::guidance::direction, |Exported { row, .. }, _| {
            Cell::optional(row.direction.map(|way| way.to_string()))
        }),
        Column::record(file::guidance::pace, |Exported { row, .. }, _| {
            Cell::optional(row.pace.map(|pace| pace.to_string()))
        }),
        Column::record(file::guidance::versus, |Exported { row, .. }, _| {
            Cell::optional(row.versus.map(|versus| versus.to_string()))
        }),
        Column::record(file::guidance::basis, |Exported { row, .. }, _| Cell::text(row.basis.name())),
        Column::record(file::guidance::comparable, |Exported { row, .. }, _| {
            Cell::optional(Some(row.comparable.to_string()))
        }),
        Column::record(file::guidance::source, |Exported { row, .. }, _| Cell::text(&*row.source)),
        Column::record(file::guidance::confidence, |Exported { row, .. }, _| Cell::text(row.confidence.name())),
        Column::record(file::guidance::note, |Exported { row, .. }, _| Cell::optional(Some(row.note.english()))),
        Column::record(CURRENCY, |_, _| Cell::text("USD")),
        Column::record(URL, |stated, _| stated.document(|source| source.url.as_deref())),
        Column::record(READ_AT, |stated, _| stated.document(|source| source.read_at.as_deref())),
        Column::record(file::guidance::note_zh, |Exported { row, .. }, _| {
            Cell::optional(Some(row.note.given(Language::Zh)))
        }),
    ]
}

/// Which XBRL tag holds which metric.
pub fn tags() -> Vec<Column<Tag>> {
    vec![
        Column::record(file::tags::company, |tag, _| Cell::optional(tag.company.as_deref())),
        Column::record(file::tags::metric, |tag, _| key(tag.metric.as_str(), &tag.origin)),
        Column::record(file::tags::tag, |tag, _| Cell::text(tag.element.name.to_string())),
        Column::record(file::tags::from, |tag, _| tag.from.map_or(Cell::BLANK, Cell::from)),
        Column::record(file::tags::to, |tag, _| tag.to.map_or(Cell::BLANK, Cell::from)),
        Column::record(file::tags::words, |tag, _| Cell::optional(Some(&*tag.words))),
        Column::record(file::tags::sign, |tag, _| Cell::optional(tag.is_positive.then_some("+"))),
        Column::record(file::tags::dimensions, |tag, _| Cell::optional(Some(tag.element.dimensions.to_string()))),
        Column::record(file::tags::rounded_to.holding(Holds::Text), |tag, _| {
            Cell::optional(tag.rounded_to.map(|unit| unit.normalize().to_string()))
        }),
    ]
}

/// Companies.
pub fn companies() -> Vec<Column<Company>> {
    vec![
        Column::record(file::companies::ticker, |company, _| key(&company.ticker, &company.origin)),
        Column::record(file::companies::name, |company, _| Cell::text(company.name.english())),
        Column::record(file::companies::name_zh, |company, _| Cell::text(company.name.of(Language::Zh))),
        Column::record(file::companies::aliases, |company, _| Cell::optional(Some(company.aliases.join("|")))),
        Column::record(file::companies::cik, |company, _| Cell::optional(company.cik.map(|cik| cik.to_string()))),
        Column::record(file::companies::fiscal_year_end, |company, _| Cell::text(company.calendar.to_string())),
        Column::record(file::companies::cloud_series, |company, _| Cell::optional(company.cloud_series.as_deref())),
        Column::record(file::companies::sites, |company, _| Cell::optional(Some(company.sites.join("|")))),
    ]
}

/// Metrics.
pub fn metrics() -> Vec<Column<Metric>> {
    vec![
        Column::record(file::metrics::id, |metric, _| key(metric.id.as_str(), &metric.origin)),
        Column::record(file::metrics::flag, |metric, _| Cell::text(&*metric.flag)),
        Column::record(file::metrics::name, |metric, _| Cell::text(metric.name.english())),
        Column::record(file::metrics::short, |metric, _| Cell::optional(metric.short.as_ref().map(Localized::english))),
        Column::record(file::metrics::name_zh, |metric, _| Cell::text(metric.name.of(Language::Zh))),
        Column::record(file::metrics::kind, |metric, _| {
            Cell::text(match metric.kind {
                Kind::Flow => "flow",
                Kind::Balance => "balance",
                Kind::Growth => "growth",
                Kind::Ratio => "ratio",
            })
        }),
        Column::record(file::metrics::formula, |metric, _| {
            Cell::optional(metric.formula.as_ref().map(ToString::to_string))
        }),
        Column::record(file::metrics::identity, |metric, _| {
            Cell::optional(metric.identity.clone().map(|sum| Sum(sum).to_string()))
        }),
        Column::record(file::metrics::words, |metric, _| Cell::optional(Some(metric.words.english()))),
        Column::record(file::metrics::basis, |metric, _| Cell::optional(metric.basis.map(Basis::name))),
        Column::record(file::metrics::short_zh, |metric, _| {
            Cell::optional(metric.short.as_ref().map(|short| short.given(Language::Zh)))
        }),
        Column::record(file::metrics::words_zh, |metric, _| Cell::optional(Some(metric.words.given(Language::Zh)))),
        Column::record(file::metrics::aliases, |metric: &Metric, _| Cell::optional(Some(metric.aliases.join("|")))),
    ]
}

/// Definitions.
pub fn definitions() -> Vec<Column<Definition>> {
    vec![
        Column::record(file::definitions::company, |one, _| key(&one.company, &one.origin)),
        Column::record(file::definitions::metric, |one, _| Cell::text(one.metric.to_string())),
        Column::record(file::definitions::basis, |one, _| Cell::optional(one.basis.map(Basis::name))),
        Column::record(file::definitions::from, |one, _| one.from.map_or(Cell::BLANK, Cell::from)),
        Column::record(file::definitions::to, |one, _| one.to.map_or(Cell::BLANK, Cell::from)),
        Column::record(file::definitions::formula, |one, _| Cell::text(Sum(one.formula.clone()).to_string())),
        Column::record(file::definitions::stand_in, |one, _| {
            Cell::optional(one.stand_in.clone().map(|sum| Sum(sum).to_string()))
        }),
        Column::record(file::definitions::words, |one, _| Cell::text(one.words.english())),
        Column::record(file::definitions::words_zh, |one, _| Cell::optional(Some(one.words.given(Language::Zh)))),
        Column::record(file::definitions::adopted, |one, _| {
            one.change.map_or(Cell::BLANK, |change| change.adopted.into())
        }),
        Column::record(file::definitions::newly_counted, |one: &Definition, _| {
            one.change.and_then(|change| change.newly_counted).map_or(Cell::BLANK, |amount| Money::usd(amount).into())
        }),
    ]
}

/// Documents.
pub fn sources() -> Vec<Column<Source>> {
    vec![
        Column::record(file::sources::id, |source, _| key(&source.id, &source.origin)),
        Column::record(file::sources::company, |source, _| Cell::text(&*source.company)),
        Column::record(file::sources::document, |source, _| Cell::text(&*source.document)),
        Column::record(file::sources::published, |source, _| source.published.into()),
        Column::record(file::sources::accession, |source, _| Cell::optional(source.accession.as_deref())),
        Column::record(file::sources::url, |source, _| Cell::optional(source.url.as_deref())),
        Column::record(file::sources::read_at, |source, _| Cell::optional(source.read_at.as_deref())),
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
