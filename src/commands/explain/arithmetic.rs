//! The arithmetic of a figure in words: what was added to and taken from what.

use super::super::query::Query;
use crate::derive::{Figure, Gap, How, Working};
use crate::model::{Company, Kind, Money, Part, Sign};
use crate::report::{Cell, Part as Piece, Value};

pub fn children(working: &Working) -> Vec<&Working> {
    match &working.how {
        How::Filed(_) => Vec::new(),
        How::Sum(terms) => terms.iter().map(|(_, term)| term).collect(),
        How::Quotient(pair) => vec![&pair.0, &pair.1],
    }
}

pub fn value(query: &Query<'_>, working: &Working) -> Cell {
    match query.context.data.metric_by_id(&working.metric).kind {
        Kind::Flow => Money::usd(working.value).into(),
        Kind::Growth => Value::Change(working.value).into(),
        Kind::Ratio => Value::Share(working.value).into(),
    }
}

/// The arithmetic of a figure, or why there is none.
pub fn sum_phrase(query: &Query<'_>, company: &Company, outcome: &Result<Figure, Gap>) -> Cell {
    match outcome {
        Ok(figure) => phrase(query, company, &figure.working),
        Err(gap) => Cell::text(gap.to_string()),
    }
}

/// `year 31,431 − nine months 22,388`; for a printed figure, what it is.
pub fn phrase(query: &Query<'_>, company: &Company, working: &Working) -> Cell {
    let mut pieces = Vec::new();
    let mut term = |lead: String, child: &Working| {
        pieces.push(Piece::Text(format!("{lead}{} ", step_name(query, company, working, child))));
        pieces.push(Piece::Figure(value(query, child).value));
    };
    match &working.how {
        How::Filed(fact) => {
            let name = &query.context.data.metric_by_id(&fact.metric).name;
            return Cell::text(format!("{name}, as printed"));
        }
        How::Sum(terms) => {
            for (index, (sign, child)) in terms.iter().enumerate() {
                let sign = match (index, sign) {
                    (0, Sign::Plus) => "",
                    (0, Sign::Minus) => "− ",
                    (_, Sign::Plus) => " + ",
                    (_, Sign::Minus) => " − ",
                };
                term(sign.to_owned(), child);
            }
        }
        How::Quotient(pair) => {
            term(String::new(), &pair.0);
            term(" / ".to_owned(), &pair.1);
        }
    }
    Value::Phrase(pieces).into()
}

/// What tells a term from its neighbours: its metric, its days, or both.
pub fn step_name(query: &Query<'_>, company: &Company, parent: &Working, child: &Working) -> String {
    let others = children(parent);
    let metric = || query.context.data.metric_by_id(&child.metric).short.clone();
    let one_metric = others.iter().all(|other| other.metric == child.metric);
    let one_span = others.iter().all(|other| other.span == child.span);
    match (one_metric, one_span) {
        (true, _) => days_name(query, company, child.span),
        (false, true) => metric(),
        (false, false) => format!("{}, {}", metric(), days_name(query, company, child.span)),
    }
}

/// `year`, `nine months`, `Q3`: with the fiscal year where the company's is not the calendar's, and with the year where
/// the figure spans two.
pub fn days_name(query: &Query<'_>, company: &Company, span: crate::model::Span) -> String {
    let quarters = company.calendar.quarter_starting(span.start).zip(company.calendar.quarter_ending(span.end));
    let Some((first, last)) = quarters else { return span.to_string() };
    let year = if company.calendar.is_calendar_year() {
        let spans_two = matches!(query.periods[0].stretch().part, Part::TrailingYear(_));
        if spans_two { format!("{} ", last.year()) } else { String::new() }
    } else {
        format!("FY{:02} ", last.year().rem_euclid(100))
    };
    let name = match (first.number(), last.since(first) + 1) {
        (_, 1) => format!("Q{}", first.number()),
        (1, 2) => "six months".to_owned(),
        (1, 3) => "nine months".to_owned(),
        (1, 4) => "year".to_owned(),
        _ => format!("Q{} to Q{}", first.number(), last.number()),
    };
    format!("{year}{name}")
}
