//! `facts/<TICKER>.csv`: what documents say, one figure a line.

use std::sync::Arc;

use super::problem::{Problem, Problems};
use super::table::{self, field};
use super::text::{Row, TextFile};
use crate::model::{Fact, MetricId, Span};

const FACT: &[&str] = &[
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
];

/// The facts of some metrics.
pub fn of_metrics(file: &TextFile, metrics: &[&MetricId], problems: &mut Problems) -> Vec<Fact> {
    let mut facts = Vec::new();
    file.rows_of(metrics.iter().map(|metric| metric.as_str()), FACT, problems, |row| {
        facts.push(fact(row)?);
        Ok(())
    });
    facts
}

/// Every fact of a file.
pub fn all(file: &TextFile, problems: &mut Problems) -> Vec<Fact> {
    let mut facts = Vec::new();
    file.rows(FACT, problems, |row| {
        facts.push(fact(row)?);
        Ok(())
    });
    facts
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
            fact.span.start.to_string(),
            fact.span.end.to_string(),
            fact.value.to_string(),
            field(fact.currency),
            field(fact.rounded_to),
            fact.published.to_string(),
            fact.source.to_string(),
            fact.confidence.to_string(),
            field(fact.restated.then_some("yes")),
            fact.note.clone(),
        ]
    };
    table::text(FACT, facts.iter().map(row))
}

fn fact(row: &Row<'_>) -> Result<Fact, Problem> {
    let [metric, start, end, value, currency, rounded_to, published, source, confidence, restated, note] = row.cells();
    let span = Span { start: start.day()?, end: end.day()? };
    if span.end < span.start {
        return Err(end.problem(format!("ends on {}, before it starts", span.end)));
    }
    Ok(Fact {
        metric: metric.required()?.into(),
        span,
        value: value.number()?,
        currency: currency.parse_optional()?,
        rounded_to: rounded_to.number_optional()?,
        published: published.day()?,
        source: Arc::from(source.required()?),
        confidence: confidence.parse()?,
        restated: restated.flag()?,
        note: note.text().to_owned(),
        line: row.line,
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
            assert_eq!(super::text(&facts), *text, "{ticker}");
        }
    }
}
