//! `guidance.csv`: what companies said they would spend.

use std::sync::Arc;

use super::problem::{Problem, Problems};
use super::text::{Row, TextFile};
use crate::model::{Bound, Company, Statement};

const STATEMENT: &[&str] = &[
    "company",
    "announced",
    "period",
    "low",
    "high",
    "bound",
    "direction",
    "pace",
    "versus",
    "basis",
    "comparable",
    "source",
    "confidence",
    "note",
];

/// A company's statements, by day.
pub fn of_company(file: &TextFile, company: &Company, problems: &mut Problems) -> Vec<Statement> {
    let mut statements = Vec::new();
    file.rows_of([company.ticker.as_str()], STATEMENT, problems, |row| {
        statements.push(statement(row)?);
        Ok(())
    });
    statements
}

/// Every statement.
pub fn all(file: &TextFile, problems: &mut Problems) -> Vec<Statement> {
    let mut statements = Vec::new();
    file.rows(STATEMENT, problems, |row| {
        statements.push(statement(row)?);
        Ok(())
    });
    statements
}

fn statement(row: &Row<'_>) -> Result<Statement, Problem> {
    let [
        company,
        announced,
        period,
        low,
        high,
        bound,
        direction,
        pace,
        versus,
        basis,
        comparable,
        source,
        confidence,
        note,
    ] = row.cells();
    let statement = Statement {
        company: company.required()?.to_owned(),
        announced: announced.parse()?,
        period: period.parse()?,
        low: low.parse_optional()?,
        high: high.parse_optional()?,
        bound: bound.parse()?,
        direction: direction.parse_optional()?,
        pace: pace.parse_optional()?,
        versus: versus.text().to_owned(),
        basis: basis.parse()?,
        comparable: comparable.parse()?,
        source: Arc::from(source.required()?),
        confidence: confidence.parse()?,
        note: note.text().to_owned(),
        line: row.line,
    };
    let fits = match (statement.bound, statement.low, statement.high) {
        (Bound::Range, Some(low), Some(high)) => low < high,
        (Bound::About | Bound::RunRate, Some(low), Some(high)) => low == high,
        (Bound::AtLeast, Some(_), None) | (Bound::UpTo, None, Some(_)) => true,
        (Bound::Direction, None, None) => statement.direction.is_some(),
        _ => false,
    };
    if fits { Ok(statement) } else { Err(bound.problem(format!("low and high do not go with {}", statement.bound))) }
}
