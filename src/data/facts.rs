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
        facts.push(fact(row, row.required("metric")?.into())?);
        Ok(())
    });
    facts
}

/// Every fact of a file.
pub fn all(file: &TextFile, problems: &mut Problems) -> Vec<Fact> {
    let mut facts = Vec::new();
    file.rows(FACT, problems, |row| {
        facts.push(fact(row, row.required("metric")?.into())?);
        Ok(())
    });
    facts
}

/// Whether a file has a fact of a metric.
pub fn mentions(file: &TextFile, metric: &MetricId) -> bool {
    file.has(metric.as_str())
}

fn fact(row: &Row<'_>, metric: MetricId) -> Result<Fact, Problem> {
    let span = Span { start: row.parse("start")?, end: row.parse("end")? };
    if span.end < span.start {
        return Err(row.problem_at("end", format!("ends on {}, before it starts", span.end)));
    }
    Ok(Fact {
        metric,
        span,
        value: row.parse("value")?,
        currency: row.parse_optional("currency")?,
        rounded_to: row.parse_optional("rounded_to")?,
        published: row.parse("published")?,
        source: Arc::from(row.required("source")?),
        confidence: row.parse("confidence")?,
        restated: row.flag("restated")?,
        note: row.get("note").to_owned(),
        line: row.line,
    })
}
