//! The arithmetic of a figure in words: what was added to and taken from what.

use super::super::query::Query;
use super::super::words;
use crate::derive::{Figure, Gap, How, Working};
use crate::model::{Company, Part, Sign, Span};
use crate::report::{Cell, Words};
use crate::say;

/// What a working was worked out from; nothing for a printed figure.
pub fn children(working: &Working) -> Vec<&Working> {
    match &working.how {
        How::Filed(_) => Vec::new(),
        How::Sum(terms) => terms.iter().map(|(_, term)| term).collect(),
        How::Quotient(pair) => vec![&pair.0, &pair.1],
    }
}

/// A working's value as a cell, in dollars where it is an amount.
pub fn value(query: &Query<'_>, working: &Working) -> Cell {
    let metric = query.context.data.metric_by_id(&working.metric);
    Cell::from(metric.kind.quantity(working.value)).of_user(working.of_user)
}

/// The arithmetic of a figure, or why there is none.
pub fn sum_phrase(query: &Query<'_>, company: &Company, outcome: &Result<Figure, Gap>) -> Cell {
    match outcome {
        Ok(figure) => phrase(query, company, &figure.working),
        Err(gap) => Cell::say(gap.words_of(company)),
    }
}

/// `year 31,431 − nine months 22,388`; for a printed figure, what it is.
pub fn phrase(query: &Query<'_>, company: &Company, working: &Working) -> Cell {
    let term = |child: &Working| {
        say!(
            "{step} {amount}",
            step = step_name(query, company, working, child),
            amount = Words::from(value(query, child).value)
        )
    };
    Cell::say(match &working.how {
        How::Filed(fact) => {
            let metric = words::metric_name(query.context.data.metric_by_id(&fact.metric));
            say!("{metric}, as printed", metric)
        }
        How::Sum(terms) => Words::run(terms.iter().enumerate().flat_map(|(index, (sign, child))| {
            let sign = match (index, sign) {
                (0, Sign::Plus) => "",
                (0, Sign::Minus) => "− ",
                (_, Sign::Plus) => " + ",
                (_, Sign::Minus) => " − ",
            };
            [sign.into(), term(child)]
        })),
        How::Quotient(pair) => Words::run([term(&pair.0), " / ".into(), term(&pair.1)]),
    })
}

/// What tells a term from its neighbours: its metric, its days, or both.
pub fn step_name(query: &Query<'_>, company: &Company, parent: &Working, child: &Working) -> Words {
    let others = children(parent);
    let metric = || words::metric_short(query.context.data.metric_by_id(&child.metric));
    let one_metric = others.iter().all(|other| other.metric == child.metric);
    let one_span = others.iter().all(|other| other.span == child.span);
    match (one_metric, one_span) {
        (true, _) => days_name(query, company, child.span),
        (false, true) => metric(),
        (false, false) => Words::commas([metric(), days_name(query, company, child.span)]),
    }
}

/// `year`, `nine months`, `Q3`: with the fiscal year where the company's is not the calendar's, and with the year where
/// the figure spans two.
pub fn days_name(query: &Query<'_>, company: &Company, span: Span) -> Words {
    let quarters = company.calendar.quarter_starting(span.start).zip(company.calendar.quarter_ending(span.end));
    let Some((first, last)) = quarters else { return span.to_string().into() };
    let name = match (first.number(), last.since(first) + 1) {
        (_, 1) => format!("Q{}", first.number()).into(),
        (1, 2) => "six months".into(),
        (1, 3) => "nine months".into(),
        (1, 4) => "year".into(),
        _ => words::range(format!("Q{}", first.number()), format!("Q{}", last.number())),
    };
    let spans_two = query.periods.iter().any(|period| matches!(period.stretch().part, Part::TrailingYear(_)));
    match company.calendar.is_calendar_year() {
        true if !spans_two => name,
        true => say!("{year} {name}", year = last.year().to_string(), name),
        false => say!("{year} {name}", year = format!("FY{:02}", last.year().rem_euclid(100)), name),
    }
}
