//! Every statement on a period in order, and the outcome.

use super::super::frame::{Column, heads, row};
use super::super::{Failure, words};
use super::line::{self, Actual, GuidanceLine, LineRole};
use super::notes;
use super::statements::GuidanceQuery;
use crate::analysis::PeriodGuidance;
use crate::report::{Cell, Report, Role, Words};
use crate::say;

fn page<'s>() -> Vec<Column<GuidanceLine<'s>>> {
    vec![
        Column::text(say!(heading_announced), line::day),
        Column::text(say!(heading_period), line::period),
        Column::number(say!(heading_low), line::low),
        Column::number(say!(heading_high), line::high),
        Column::text("", |line, context| match line.role {
            LineRole::Outcome => Cell::say(say!(outcome)),
            _ => line::bound(line, context),
        }),
        Column::text(say!(heading_change), |line, context| match line.role {
            LineRole::Beside => Cell::say(say!(the_press)),
            _ => line::changed(line, context),
        }),
        Column::text(say!(heading_source), |line, context| match (line.outcome(), line.company) {
            (Some(figure), Some(company)) => Cell::text(match figure.working.fact() {
                Some(fact) => fact.source.to_string(),
                None => format!("capex explain {} {}", company.ticker.to_lowercase(), line.period),
            }),
            _ => line::source(line, context),
        }),
        Column::text(say!(heading_confidence), |line, context| match line.outcome() {
            Some(figure) => {
                figure.working.fact().map_or(Cell::BLANK, |fact| Cell::say(words::confidence_name(fact.confidence)))
            }
            None => line::confidence(line, context),
        }),
    ]
}

/// The statements on a period in order, and last what was spent, partial until the period is over.
pub fn lines<'s>(statements: &'s GuidanceQuery<'_>, guidance: &PeriodGuidance<'s>) -> Vec<GuidanceLine<'s>> {
    let lines = guidance.announcements.iter().map(|&one| {
        let role = if one.statement.is_the_companys() { LineRole::Statement } else { LineRole::Beside };
        GuidanceLine::new(statements, guidance, role, one)
    });
    lines.chain(outcome(statements, guidance)).collect()
}

fn outcome<'s>(statements: &'s GuidanceQuery<'_>, guidance: &PeriodGuidance<'s>) -> Option<GuidanceLine<'s>> {
    let actual = Actual::new(statements, guidance);
    actual.spent.figure.is_ok().then(|| GuidanceLine {
        period: guidance.period,
        low: Some(actual.spent.amount.clone()),
        high: Some(actual.spent.amount.clone()),
        converted: actual.spent.amount.clone().ok(),
        actual: Some(actual),
        ..GuidanceLine::bare(LineRole::Outcome, Some(guidance.company), guidance.asked)
    })
}

/// Every statement on the periods asked about, a section for each company and period, with the outcome once it is over.
pub fn report(
    statements: &GuidanceQuery<'_>,
    all: &[PeriodGuidance<'_>],
    lines: Vec<Vec<GuidanceLine<'_>>>,
) -> Result<Report, Failure> {
    let context = &statements.context;
    let columns = page();
    let mut page = heads(&columns);
    let mut notes = notes::matching(statements, all);
    let mut shown = Vec::new();
    for (guidance, mut lines) in all.iter().zip(lines) {
        let days = words::other_name(guidance.company, guidance.period).filter(|_| guidance.period.is_fiscal());
        let days = days.map(|days| say!(days_in_brackets, days));
        let period = Words::from(guidance.period).then(days);
        page.push_as(Role::Section, vec![Cell::say(Words::commas([words::company(guidance.company), period]))]);
        lines.retain(|line| line.actual.as_ref().is_none_or(Actual::is_whole));
        page.rows.extend(lines.iter().map(|line| row(&columns, line.row_role(), line, context)));
        notes.extend(notes::remarks(context, &lines));
        shown.extend(lines);
    }
    notes.extend(notes::conversion(statements, &shown));
    let records = line::records(context);
    statements.report(say!(title_guidance_history), page, &records, &shown, notes)
}
