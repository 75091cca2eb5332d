//! `facts/<TICKER>.csv`: what documents say, one figure a line.

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::header::Header;
use super::problem::{Problem, Problems};
use super::row::{DataRow, Field};
use super::table::{self, field};
use super::text::{TextFile, lines, partition_point};
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

/// The bundled facts of a company's metric, read when they are asked for: a report is about a few years.
#[derive(Debug)]
pub struct Unread {
    file: TextFile,
    /// Where the rows of the metric begin and end.
    rows: Range<usize>,
    /// The line they begin with.
    line: u64,
}

impl Unread {
    /// Those of a metric in a bundled file.
    pub(super) fn of_metric(file: &TextFile, metric: &MetricId) -> Self {
        let rows = file.rows_of_key(metric.as_str()).map_or(0..0, |(rows, start)| start..start + rows.len());
        Self { line: file.line_of(rows.start), file: file.clone(), rows }
    }

    fn rows(&self) -> &str {
        self.file.text().get(self.rows.clone()).unwrap_or_default()
    }

    /// The calendar years from that in which the first of them ends to that of the last.
    pub fn years(&self) -> RangeInclusive<i16> {
        let year = |row: Option<&str>| row.and_then(last_day).and_then(|day| day.get(..4)?.parse().ok());
        let (first, last) = (self.rows().lines().next(), self.rows().lines().next_back());
        #[expect(clippy::reversed_empty_ranges, reason = "no years")]
        year(first).zip(year(last)).map_or(1..=0, |(first, last)| first..=last)
    }

    /// Those that end within some days, by end, start and publication.
    ///
    /// # Panics
    /// If one cannot be read, which a test of this module rules out for all that are inside the program.
    pub fn ending_within(&self, days: Span) -> Vec<Fact> {
        let rows = self.rows();
        let (from, to) = (days.start.to_string(), days.end.to_string());
        let above = partition_point(rows, |row| last_day(row) < Some(&from));
        let below = partition_point(rows, |row| last_day(row) <= Some(&to));
        let line = self.line + rows.get(..above).map_or(0, lines);
        let (mut facts, mut shared, mut problems) = (Vec::new(), Shared::default(), Problems::default());
        if let Some((body, rows)) = self.file.body(&FACT, &mut problems).zip(rows.get(above..below)) {
            self.file.rows_within((rows, line), &body, &FACT, &mut problems, |row| {
                facts.push(fact(row, &mut shared)?);
                Ok(())
            });
        }
        assert!(problems.is_empty(), "{problems}");
        facts
    }
}

/// The last day of a row of a bundled file, which days of later rows sort behind.
fn last_day(row: &str) -> Option<&str> {
    row.split(',').nth(END)
}

/// The column of a fact's last day.
const END: usize = 2;

/// The first and the last calendar year that the facts of a bundled file are about.
pub fn years(file: &TextFile) -> Option<(i16, i16)> {
    let days = file.text().lines().skip(1).flat_map(|row| row.split(',').take(END + 1).skip(1));
    let year = |day: &str| day.get(..4)?.parse().ok();
    Some((year(days.filter(|day| !day.is_empty()).min()?)?, year(newest_day(file)?)?))
}

/// The last day of all facts of a bundled file, as it is written: of each metric, that of its last row.
pub fn newest_day(file: &TextFile) -> Option<&str> {
    let mut rest = file.text().split_once('\n')?.1;
    let mut newest = None;
    while let Some(row) = rest.lines().next() {
        let metric = row.split(',').next();
        let (rows, below) = rest.split_at_checked(partition_point(rest, |row| row.split(',').next() <= metric))?;
        newest = newest.max(rows.lines().next_back().and_then(last_day));
        rest = below;
    }
    newest
}

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
pub fn source_or_file<'r>(row: &'r DataRow<'_>, field: Field<'r>) -> Result<&'r str, Problem> {
    match field.optional() {
        None if row.origin().is_user() => Ok(row.file()),
        _ => field.name(),
    }
}

/// How it was read; a user's row that does not say is the user's own figure.
pub fn confidence_or_own(row: &DataRow<'_>, field: Field<'_>) -> Result<Confidence, Problem> {
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
pub fn fact(row: &DataRow<'_>, shared: &mut Shared) -> Result<Fact, Problem> {
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
        for (ticker, text) in bundled::FACTS {
            let facts = all(&TextFile::new(*ticker, *text), &mut Problems::default());
            assert_eq!(super::text(&facts), *text);
        }
    }
}
