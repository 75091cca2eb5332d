//! `guidance.csv`: what companies said they would spend.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::problem::{Problem, Problems};
use super::text::{Field, Row, TextFile};
use crate::model::{Bound, Company, Period, Statement};

/// The columns of the file, which an export repeats.
pub const STATEMENT: &[&str] = &[
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

/// What a direction can be against.
const VERSUS: &[&str] =
    &["", "previous year", "previous quarter", "each previous quarter", "first half", "previous statement"];

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
        announced: announced.day()?,
        period: canonical(period)?,
        low: dollars(low)?,
        high: dollars(high)?,
        bound: bound.parse()?,
        direction: direction.parse_optional()?,
        pace: pace.parse_optional()?,
        versus: one_of(versus, VERSUS)?.to_owned(),
        basis: basis.parse()?,
        comparable: comparable.parse()?,
        source: Arc::from(source.required()?),
        confidence: confidence.parse()?,
        note: note.text().to_owned(),
        line: row.line,
    };
    let fits = match (statement.bound, statement.low, statement.high) {
        (Bound::Direction, None, None) => statement.direction.is_some(),
        _ if statement.direction.is_some() => false,
        (Bound::Range, Some(low), Some(high)) => low < high,
        (Bound::About | Bound::RunRate, Some(low), Some(high)) => low == high,
        (Bound::AtLeast, Some(_), None) | (Bound::UpTo, None, Some(_)) => true,
        _ => false,
    };
    if fits {
        Ok(statement)
    } else {
        Err(bound.problem(format!("low and high, or a direction, do not go with {}", statement.bound)))
    }
}

/// An amount of whole dollars, not negative.
fn dollars(field: Field<'_>) -> Result<Option<Decimal>, Problem> {
    match field.number_optional()? {
        Some(amount) if amount.is_sign_negative() || !amount.fract().is_zero() => {
            Err(field.problem(format!("`{amount}` is not an amount in whole dollars")))
        }
        amount => Ok(amount),
    }
}

/// A period in the one way this file writes it.
fn canonical(field: Field<'_>) -> Result<Period, Problem> {
    let period: Period = field.parse()?;
    if period.to_string() == field.text() {
        Ok(period)
    } else {
        Err(field.problem(format!("period `{}`: write `{period}`", field.text())))
    }
}

fn one_of<'r>(field: Field<'r>, words: &[&str]) -> Result<&'r str, Problem> {
    let text = field.text();
    if words.contains(&text) { Ok(text) } else { Err(field.problem(format!("unknown word `{text}`"))) }
}
