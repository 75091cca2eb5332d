//! Statements as a chart: how far each reached, and the outcome they close on.

use super::super::query::mark;
use super::super::{Context, words};
use super::line::{self, GuidanceLine};
use super::phrases;
use crate::report::{Chart, GuidanceRanges, StatedRange, Words};
use crate::say;

/// The ranges of the lines of each company and period.
pub fn chart(lines: &[Vec<GuidanceLine<'_>>], context: &Context<'_>) -> Chart {
    Chart::Guidance(lines.iter().filter_map(|lines| ranges(lines, context)).collect())
}

fn ranges(lines: &[GuidanceLine<'_>], context: &Context<'_>) -> Option<GuidanceRanges> {
    let first = lines.first()?;
    let company = first.company?;
    Some(GuidanceRanges {
        heading: Words::commas([words::company(company), first.period.into()]),
        color: context.color(company),
        said: lines.iter().filter_map(|line| stated_range(line, context)).collect(),
        outcome: lines
            .iter()
            .find_map(|line| Some((line.day()?, line::low(line, context).marked(mark(line.outcome()?))))),
    })
}

fn stated_range(line: &GuidanceLine<'_>, context: &Context<'_>) -> Option<StatedRange> {
    let statement = line.announcement?.statement;
    let words = phrases::figure(context, statement);
    let words = if statement.is_the_companys() { words } else { say!(words_of_press, words) };
    Some(StatedRange {
        day: statement.announced,
        low: line::low(line, context),
        high: line::high(line, context),
        words,
    })
}
