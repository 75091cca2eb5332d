//! The arithmetic of a figure in words: what was added to and taken from what, and how it was converted.

use super::super::{Context, words};
use super::line::ExplainLine;
use crate::analysis::Converted;
use crate::derive::{How, Working};
use crate::model::{Money, Part, Sign, Span};
use crate::report::{Cell, Quantity, Words};
use crate::say;

/// What a working was worked out from; nothing for a printed figure.
pub fn children(working: &Working) -> Vec<&Working> {
    match &working.how {
        How::Filed(_) => Vec::new(),
        How::Sum(terms) => terms.iter().map(|(_, term)| term).collect(),
        How::Quotient(pair) => vec![&pair.0, &pair.1],
    }
}

/// A working's value, in dollars where it is an amount.
pub fn value(working: &Working, context: &Context<'_>) -> Cell {
    let kind = context.data.metric_by_id(&working.metric).kind;
    Cell::from(kind.quantity(working.value)).of_user(working.of_user)
}

/// `year 31,431 − nine months 22,388`; for a printed figure, what it is.
pub fn phrase(line: &ExplainLine<'_>, working: &Working, context: &Context<'_>) -> Words {
    let term = |child: &Working| {
        say!(
            step_and_amount,
            step = step_name(line, working, child, context),
            amount = Words::from(value(child, context).value)
        )
    };
    match &working.how {
        How::Filed(fact) => {
            let metric = words::metric_name(context.data.metric_by_id(&fact.metric));
            say!(metric_as_printed, metric)
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
    }
}

/// `Q1 4,400 × 7.1891 + Q2 …`: the parts of a figure, each at its rate. They stay in the currency they are printed in.
pub fn conversion_phrase(line: &ExplainLine<'_>, parts: &[Converted]) -> Words {
    let term = |part: &Converted| {
        say!(
            days_amount_rate,
            days = days_name(line, part.span),
            amount = Money::usd(part.dollars),
            rate = Quantity::rate(part.applied.rate)
        )
    };
    let terms = parts.iter().map(term).enumerate();
    Words::run(terms.flat_map(|(index, term)| (index > 0).then(|| " + ".into()).into_iter().chain([term])))
}

/// What tells a term from its neighbours: its metric, its days, or both.
pub fn step_name(line: &ExplainLine<'_>, parent: &Working, child: &Working, context: &Context<'_>) -> Words {
    let others = children(parent);
    let metric = || words::metric_short(context.data.metric_by_id(&child.metric));
    let one_metric = others.iter().all(|other| other.metric == child.metric);
    let one_span = others.iter().all(|other| other.span == child.span);
    match (one_metric, one_span) {
        (true, _) => days_name(line, child.span),
        (false, true) => metric(),
        (false, false) => Words::commas([metric(), days_name(line, child.span)]),
    }
}

/// `year`, `nine months`, `Q3`: with the fiscal year where the company's is not the calendar's, and with the year where
/// the figure spans two.
pub fn days_name(line: &ExplainLine<'_>, span: Span) -> Words {
    let company = line.company;
    if span.is_day() {
        return span.into();
    }
    let Some((first, last)) = company.calendar.ends_of(span) else { return span.to_string().into() };
    let name = match (first.number(), last.since(first) + 1) {
        (_, 1) => format!("Q{}", first.number()).into(),
        (1, 2) => say!(part_six_months),
        (1, 3) => say!(part_nine_months),
        (1, 4) => say!(part_year),
        _ => words::range(format!("Q{}", first.number()), format!("Q{}", last.number())),
    };
    let spans_two = matches!(line.period.part_of_year().part, Part::TrailingYear(_));
    match company.calendar.is_calendar_year() {
        true if !spans_two => name,
        true => say!(part_of_year, year = last.year().to_string(), name),
        false => say!(part_of_year, year = format!("FY{:02}", last.year().rem_euclid(100)), name),
    }
}
