//! `facts/<TICKER>.csv`: what documents say, one figure a line.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::bundled::Run;
use super::header::Header;
use super::problem::{Problem, Problems};
use super::row::{Field, Row};
use super::table::{self, field};
use super::text::TextFile;
use crate::model::{Confidence, Fact, MetricId, Origin, Span};
use crate::say;

/// A user's file may hold facts of several companies, as `capex export facts` writes them.
pub static FACT: Header = Header {
    columns: &[
        "metric",
        "start",
        "end",
        "value",
        "currency",
        "rounded_to",
        "published",
        "source",
        "confidence",
        "restated",
        "note",
        "last_printed",
    ],
    optional: &["rounded_to", "source", "confidence", "restated", "note", "last_printed"],
    beside: &["company", "accession", "url", "read_at", "origin"],
    localized: &[],
};

/// The facts of some metrics.
pub fn of_metrics(file: &TextFile, metrics: &[&MetricId], problems: &mut Problems) -> Vec<Fact> {
    let (mut facts, mut shared) = (Vec::new(), Shared::default());
    file.rows_of(metrics.iter().map(|metric| metric.as_str()), &FACT, problems, |row| {
        facts.push(fact(row, &mut shared)?);
        Ok(())
    });
    facts
}

/// Every fact of a file.
pub fn all(file: &TextFile, problems: &mut Problems) -> Vec<Fact> {
    let (mut facts, mut shared) = (Vec::new(), Shared::default());
    file.rows(&FACT, problems, |row| {
        facts.push(fact(row, &mut shared)?);
        Ok(())
    });
    facts
}

/// The facts of a company's metric inside the program, read when they are asked for: a report is about a few years.
#[derive(Debug)]
pub struct Unread {
    file: TextFile,
    metric: MetricId,
    run: Option<&'static Run>,
}

impl Unread {
    /// Those of a metric in a file; none unless the file is inside the program.
    pub(super) fn of_metric(file: &TextFile, metric: &MetricId) -> Self {
        let run = file.runs().iter().find(|run| run.cell == metric.as_str());
        Self { file: file.clone(), metric: metric.clone(), run }
    }

    /// The calendar years in which some of them end, in order.
    pub fn years(&self) -> impl Iterator<Item = i16> {
        self.run.iter().flat_map(|run| run.years).map(|&(year, ..)| year)
    }

    /// Those that end within some days, by end, start and publication.
    ///
    /// # Panics
    /// If one cannot be read, which a test of this module rules out for all that are inside the program.
    pub fn ending_within(&self, days: Span) -> Vec<Fact> {
        let mut years = self.run.iter().flat_map(|run| run.years);
        let Some(&(_, start, line)) = years.find(|(year, ..)| *year >= days.start.year()) else { return Vec::new() };
        let (mut facts, mut shared, mut problems) = (Vec::new(), Shared::default(), Problems::default());
        if let Some(body) = self.file.body(&FACT, &mut problems) {
            self.file.rows_from((start, line), self.metric.as_str(), &body, &FACT, &mut problems, |row| {
                let end = row.field(END).day()?;
                if (days.start..=days.end).contains(&end) {
                    facts.push(fact(row, &mut shared)?);
                }
                Ok(end <= days.end)
            });
        }
        assert!(problems.is_empty(), "{problems}");
        facts
    }
}

/// The column of a fact's last day.
const END: usize = 2;

/// Whether a file has a fact of a metric.
pub fn mentions(file: &TextFile, metric: &MetricId) -> bool {
    file.has(metric.as_str())
}

/// A file of the given facts, which are in order.
pub fn text(facts: &[Fact]) -> String {
    let row = |fact: &Fact| {
        vec![
            fact.metric.to_string(),
            field((!fact.span.is_day()).then_some(fact.span.start)),
            fact.span.end.to_string(),
            fact.value.to_string(),
            field(fact.currency),
            field(fact.rounded_to),
            fact.published.to_string(),
            fact.source.to_string(),
            fact.confidence.to_string(),
            field(fact.restated.then_some("yes")),
            fact.note.clone(),
            field(fact.last_printed),
        ]
    };
    table::text(FACT.columns, facts.iter().map(row))
}

/// The document; for a user's row that names none, the file itself.
pub fn source_or_file<'r>(row: &'r Row<'_>, field: Field<'r>) -> Result<&'r str, Problem> {
    match field.optional() {
        None if row.origin().is_user() => Ok(row.file()),
        _ => field.name(),
    }
}

/// How it was read; a user's row that does not say is the user's own figure.
pub fn confidence_or_own(row: &Row<'_>, field: Field<'_>) -> Result<Confidence, Problem> {
    if row.origin().is_user() && field.optional().is_none() { Ok(Confidence::User) } else { field.parse() }
}

/// What facts that stand together have in common, kept once for all of them: two threads that count the users of one
/// and the same name wait for each other.
#[derive(Debug, Default)]
pub struct Shared {
    of: Option<(MetricId, Origin)>,
    source: Option<Arc<str>>,
}

impl Shared {
    /// A document that the fact before may have been read in too.
    fn source(&mut self, id: &str) -> Arc<str> {
        match &self.source {
            Some(source) if **source == *id => Arc::clone(source),
            _ => Arc::clone(self.source.insert(id.into())),
        }
    }
}

/// A row as a fact.
pub fn fact(row: &Row<'_>, shared: &mut Shared) -> Result<Fact, Problem> {
    let [metric, start, end, value, currency, rounded_to, published, source, confidence, restated, note, last_printed] =
        row.cells();
    let end_day = end.day()?;
    let span = Span { start: start.day_optional()?.unwrap_or(end_day), end: end_day };
    if span.end < span.start {
        return Err(end.problem(say!(ends_before_it_starts, day = span.end)));
    }
    let unit = rounded_to.number_optional()?;
    if unit.is_some_and(|unit| unit <= Decimal::ZERO) {
        return Err(rounded_to.problem(say!(rounding_unit_not_positive)));
    }
    let id = metric.required()?;
    let (metric, origin) = match &shared.of {
        Some((metric, origin)) if metric.as_str() == id => (metric.clone(), origin.clone()),
        _ => {
            let origin = row.origin().file().map_or(Origin::Bundled, |file| Origin::User(file.into()));
            shared.of.insert((id.into(), origin)).clone()
        }
    };
    let published = published.day()?;
    let again = last_printed.day_optional()?;
    if again.is_some_and(|again| again < published) {
        return Err(last_printed.problem(say!(last_printed_too_early)));
    }
    Ok(Fact {
        metric,
        span,
        value: value.number()?,
        currency: currency.parse_optional()?,
        rounded_to: unit,
        published,
        source: shared.source(source_or_file(row, source)?),
        confidence: confidence_or_own(row, confidence)?,
        restated: restated.flag()?,
        last_printed: again,
        note: note.text().to_owned(),
        line: row.line,
        origin,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::bundled;

    #[test]
    fn a_bundled_file_is_written_as_it_was_read() {
        for (ticker, text, _) in bundled::FACTS {
            let facts = all(&TextFile::bundled(*ticker, text), &mut Problems::default());
            assert_eq!(super::text(&facts), bundled::csv(&format!("facts/{ticker}.csv")));
        }
    }
}
