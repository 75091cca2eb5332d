//! `facts/<TICKER>.csv`: what documents say, one figure a line.

use std::sync::Arc;

use super::problem::{Problem, Problems};
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
