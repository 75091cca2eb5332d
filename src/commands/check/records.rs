//! Judged claims for machines.

use rust_decimal::Decimal;

use super::super::words;
use super::{Checked, wording};
use crate::claims::{Calendar, Claimed, FoundValue, PrintedNumber, RankedCompany, Verdict};
use crate::data::Dataset;
use crate::model::{Currency, Money};
use crate::report::{Cell, Grid, Quantity, Words};

/// The columns of the output contract, then what machines need.
pub const RECORDS: &[&str] = &[
    "id",
    "statement",
    "claimed",
    "unit",
    "found",
    "difference",
    "verdict",
    "reading",
    "note",
    "match",
    "metric",
    "measure",
    "companies",
    "period",
    "comparison",
    "currency",
    "printed",
    "claimed_from",
    "found_from",
    "claimed_words",
    "found_words",
    "basis",
    "calendar",
    "as_of",
    "said_by",
    "rate",
];

/// A row for each claim.
pub fn grid(checked: &[Checked<'_>], data: &Dataset) -> Grid {
    let mut grid = Grid::of_records(RECORDS);
    for checked in checked {
        grid.push(row(checked, data));
    }
    grid
}

fn row(checked: &Checked<'_>, data: &Dataset) -> Vec<Cell> {
    let Checked { claim, judgement, readings, note } = checked;
    let question = &claim.question;
    let of_money = question.is_of_money();
    let figure = |value: Decimal| -> Cell {
        if of_money {
            Money { amount: value, currency: question.currency }.into()
        } else {
            Quantity::Change(value).into()
        }
    };
    let text = |text: String| if text.is_empty() { Cell::BLANK } else { Cell::text(text) };
    let (reading, evaluated) = judgement.rests_on();
    let found = evaluated.map(|evaluated| &evaluated.found);
    let (claimed_from, claimed) = match &claim.claimed {
        Claimed::Number(printed) => (None, Some(printed)),
        Claimed::Change(from, to) => (Some(from), Some(to)),
        _ => (None, None),
    };
    let (found_from, number) = match found {
        Ok(FoundValue::Number(value)) => (None, Some(*value)),
        Ok(FoundValue::Change(from, to)) => (Some(*from), Some(*to)),
        _ => (None, None),
    };
    let missing = |cell: Option<Cell>| match (cell, found) {
        (Some(cell), _) => cell,
        (None, Err(absent)) if claimed.is_some() => Cell::missing(absent.to_string()),
        (None, _) => Cell::BLANK,
    };
    let unit = match claimed {
        None => Cell::BLANK,
        Some(_) if of_money => Cell::text(question.currency.code()),
        Some(_) => Cell::text("fraction"),
    };
    let difference = number.zip(claimed).map(|(number, claimed)| figure(number - claimed.value()));
    let matched = match judgement.verdict {
        Verdict::Confirmed if judgement.is_read_otherwise() => "other",
        Verdict::Confirmed => "own",
        _ if !judgement.against.is_empty() => "against",
        _ => "none",
    };
    let tickers: Vec<&str> = question.companies.iter().map(|company| company.ticker.as_str()).collect();
    let metric = wording::metric(question);
    let words = |found: &FoundValue<'_>| match found {
        FoundValue::Number(_) | FoundValue::Change(..) => Cell::BLANK,
        found => text(wording::in_words(found, question.measure, &metric)),
    };
    vec![
        Cell::text(claim.id.clone()),
        text(claim.statement.clone()),
        claimed.map_or(Cell::BLANK, |printed| figure(printed.value())),
        unit,
        missing(number.map(figure)).of_user(evaluated.is_ok_and(|evaluated| evaluated.caveats.of_user)),
        difference.unwrap_or(Cell::BLANK),
        Cell::text(judgement.verdict.name()),
        text(wording::english(readings)),
        if note.is_empty() { Cell::BLANK } else { Cell::say(Words::sentences(note)) },
        Cell::text(matched),
        text(metric.clone()),
        Cell::text(question.measure.name()),
        text(tickers.join(" ")),
        Cell::text(question.period.to_string()),
        Cell::text(claim.comparison.name()),
        if of_money && claimed.is_some() { Cell::text(question.currency.code()) } else { Cell::BLANK },
        claimed.map_or(Cell::BLANK, |printed| Cell::text(printed.to_string())),
        claimed_from.map_or(Cell::BLANK, |printed: &PrintedNumber| figure(printed.value())),
        found_from.map_or(Cell::BLANK, figure),
        text(claimed_words(&claim.claimed, &metric)),
        found.map_or(Cell::BLANK, words),
        words::basis_cell(reading.basis.filter(|_| question.is_on_a_basis(data))),
        reading.calendar.map_or(Cell::BLANK, |calendar: Calendar| Cell::text(calendar.name())),
        reading.as_of.map_or(Cell::BLANK, Cell::from),
        if question.is_of_guidance() { Cell::text(reading.said_by.name()) } else { Cell::BLANK },
        if question.currency == Currency::USD || !of_money { Cell::BLANK } else { wording::rate_cell(reading.rate) },
    ]
}

/// What is claimed, where it is words.
pub fn claimed_words(claimed: &Claimed<'_>, metric: &str) -> String {
    match claimed {
        Claimed::Number(_) | Claimed::Change(..) => String::new(),
        Claimed::Truth(truth) => truth.to_string(),
        Claimed::Trend(trend) => trend.to_string(),
        Claimed::Order(groups) => {
            let group = |group: &Vec<RankedCompany<'_>>| {
                group.iter().map(|term| wording::term(term, metric)).collect::<Vec<_>>().join(" ")
            };
            groups.iter().map(group).collect::<Vec<_>>().join(" < ")
        }
    }
}
