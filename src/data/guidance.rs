//! `guidance.csv`: what companies said they would spend.

use rust_decimal::Decimal;

use super::facts::{confidence_or_own, source_or_file};
use super::header::Header;
use super::problem::{Problem, Problems};
use super::row::{DataRow, Field};
use super::table::{self, field};
use super::text::TextFile;
use crate::model::{Bound, Company, Currency, Language, Period, Statement, Versus, Words};
use crate::say;

/// In a user's file, what need not be said may be left out.
pub static GUIDANCE: Header = Header {
    columns: &[
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
    ],
    optional: &["low", "high", "direction", "pace", "versus", "comparable", "source", "confidence", "note"],
    beside: &["currency", "url", "read_at", "origin"],
    localized: &["note"],
};

/// A company's statements, by day.
pub fn of_company(file: &TextFile, company: &Company, problems: &mut Problems) -> Vec<Statement> {
    let mut statements = Vec::new();
    file.rows(&GUIDANCE, problems, |row| {
        if row.field(0).text() == company.ticker {
            statements.push(statement(row)?);
        }
        Ok(())
    });
    statements
}

/// Every statement.
pub fn all(file: &TextFile, problems: &mut Problems) -> Vec<Statement> {
    let mut statements = Vec::new();
    file.rows(&GUIDANCE, problems, |row| {
        statements.push(statement(row)?);
        Ok(())
    });
    statements
}

/// A file of the given statements, which are in order.
pub fn text(statements: &[Statement]) -> String {
    let row = |one: &Statement| {
        let before = [
            one.company.clone(),
            one.announced.to_string(),
            one.period.to_string(),
            field(one.low),
            field(one.high),
            one.bound.to_string(),
            field(one.direction),
            field(one.pace),
            field(one.versus),
            one.basis.to_string(),
            one.comparable.to_string(),
            one.source.to_string(),
            one.confidence.to_string(),
        ];
        before.into_iter().chain(Language::ALL.map(|language| one.note.given(language).to_owned())).collect()
    };
    let columns = GUIDANCE.names();
    table::text(&columns.split(',').collect::<Vec<_>>(), statements.iter().map(row))
}

/// Every company that a user's file names and that there is not.
pub fn check_companies(file: &TextFile, companies: &[Company], problems: &mut Problems) {
    file.rows(&GUIDANCE, problems, |row| {
        let ticker = row.field(0);
        if companies.iter().any(|company| company.ticker == ticker.text()) {
            return Ok(());
        }
        Err(ticker.problem(say!(unknown_company, company = ticker.text())))
    });
}

fn statement(row: &DataRow<'_>) -> Result<Statement, Problem> {
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
    let currency = row.beside("currency");
    if let Some(other) = currency.optional().filter(|code| *code != Currency::USD.code()) {
        return Err(currency.problem(say!(currency_of_guidance, other)));
    }
    let statement = Statement {
        company: company.required()?.to_owned(),
        announced: announced.day()?,
        period: canonical(period)?,
        low: dollars(low)?,
        high: dollars(high)?,
        bound: bound.parse()?,
        direction: direction.parse_optional()?,
        pace: pace.parse_optional()?,
        versus: direction_against(versus)?,
        basis: basis.parse()?,
        comparable: comparable.parse()?,
        source: source_or_file(row, source)?.into(),
        confidence: confidence_or_own(row, confidence)?,
        note: row.localized(note)?,
        line: row.line,
        origin: row.origin().clone(),
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
        Err(bound.problem(say!(ends_do_not_go_with_bound, bound = statement.bound.to_string())))
    }
}

/// An amount of whole dollars, not negative.
fn dollars(field: Field<'_>) -> Result<Option<Decimal>, Problem> {
    match field.number_optional()? {
        Some(amount) if amount.is_sign_negative() || !amount.fract().is_zero() => {
            Err(field.problem(say!(amount_not_in_dollars, amount = amount.to_string())))
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
        Err(field.problem(say!(period_written_otherwise, typed = field.text(), period = period.to_string())))
    }
}

fn direction_against(field: Field<'_>) -> Result<Option<Versus>, Problem> {
    let word = |word: &str| word.parse().map_err(|error: Words| field.problem(error));
    field.optional().map(word).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::bundled;

    #[test]
    fn the_bundled_file_is_written_as_it_was_read() {
        let statements = all(&TextFile::new("guidance.csv", bundled::GUIDANCE), &mut Problems::default());
        assert_eq!(text(&statements), bundled::GUIDANCE);
    }
}
