//! Statements as a chart: how far each reached, and the outcome they close on.

use super::super::query::mark;
use super::super::{Context, words};
use super::line::{self, GuidanceLine};
use super::phrases;
use crate::report::{Chart, Fan, Reach, Words};
use crate::say;

/// A fan for the lines of each company and period.
pub fn chart(lines: &[Vec<GuidanceLine<'_>>], context: &Context<'_>) -> Chart {
    Chart::Fans(lines.iter().filter_map(|lines| fan(lines, context)).collect())
}

fn fan(lines: &[GuidanceLine<'_>], context: &Context<'_>) -> Option<Fan> {
    let first = lines.first()?;
    let company = first.company?;
    Some(Fan {
        heading: Words::commas([words::company(company), words::label(first.period).into()]),
        color: context.color(company),
        said: lines.iter().filter_map(|line| reach(line, context)).collect(),
        outcome: lines
            .iter()
            .find_map(|line| Some((line.day()?, line::low(line, context).marked(mark(line.outcome()?))))),
    })
}

fn reach(line: &GuidanceLine<'_>, context: &Context<'_>) -> Option<Reach> {
    let statement = line.announcement?.statement;
    let words = phrases::figure(context, statement);
    let words = if statement.is_the_companys() { words } else { say!(words_of_press, words) };
    Some(Reach { day: statement.announced, low: line::low(line, context), high: line::high(line, context), words })
}
