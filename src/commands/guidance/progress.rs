//! Statements against what was spent: what is left, what that implies, and how it turned out.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::amounts::amount_cell;
use super::super::columns::{QUARTERS, guidance};
use super::super::compared;
use super::super::frame::{Column, grid};
use super::super::{Context, Failure, words};
use super::line::{self, Actual, GuidanceLine, LineRole, growth};
use super::phrases::figure;
use super::statements::GuidanceQuery;
use super::{notes, phrases};
use crate::analysis::{Known, change};
use crate::derive::documents;
use crate::model::{FiscalQuarter, Statement};
use crate::report::{Cell, Derived, Note, Report, Words};
use crate::say;

/// The columns of the output contract behind those of statements.
fn actuals<'s>() -> Vec<Column<GuidanceLine<'s>>> {
    vec![
        Column::record(guidance::ACTUAL, |line, _| line.of_actual(|actual| amount_cell(&actual.spent.amount))),
        Column::record(QUARTERS, |line, _| {
            let (present, of) = line.quarters();
            Cell::text(format!("{present}/{of}"))
        }),
        Column::derived(guidance::REMAINING_LOW, Derived::Less { of: "low", less: "actual" }, |line, context| {
            remaining(line, line.low.as_ref(), context)
        }),
        Column::derived(guidance::REMAINING_HIGH, Derived::Less { of: "high", less: "actual" }, |line, context| {
            remaining(line, line.high.as_ref(), context)
        }),
        Column::derived(
            guidance::IMPLIED_GROWTH_LOW,
            Derived::Change { of: "remaining_low", from: "remaining_prior" },
            |line, _| growth(line.implied(line.low.as_ref())),
        ),
        Column::derived(
            guidance::IMPLIED_GROWTH_HIGH,
            Derived::Change { of: "remaining_high", from: "remaining_prior" },
            |line, _| growth(line.implied(line.high.as_ref())),
        ),
    ]
}

/// The last columns of the output contract: the first statement, and where the outcome fell.
fn outcome<'s>() -> Vec<Column<GuidanceLine<'s>>> {
    vec![
        Column::record(guidance::FIRST_LOW, |line, context| {
            line.first(|first| on_day(first.low, first.announced, context))
        }),
        Column::record(guidance::FIRST_HIGH, |line, context| {
            line.first(|first| on_day(first.high, first.announced, context))
        }),
        Column::record(guidance::FIRST_ANNOUNCED, |line, _| line.first(|first| first.announced.into())),
        Column::record(guidance::AGAINST_FIRST, against_first),
        Column::record(guidance::AGAINST_LAST, against_last),
        Column::record(guidance::REMAINING_PRIOR, remaining_prior),
    ]
}

/// The columns of the output contract.
pub fn records<'s>(context: &Context<'_>) -> Vec<Column<GuidanceLine<'s>>> {
    line::records_with(actuals(), outcome(), context)
}

/// The columns of the page: what is left where a period is running, how it turned out where one is over.
fn page<'s>(running: bool, over: bool, links: bool) -> Vec<Column<GuidanceLine<'s>>> {
    let mut columns = vec![
        Column::text(say!(heading_company), line::company),
        Column::text(say!(heading_period), line::period),
        Column::text(say!(heading_guided), |line, context| {
            let said = line.of_statement(|one| Cell::say(figure(context, one)).of_user(one.origin.is_user()));
            linked(said, line, Rests::Statement, context)
        }),
        Column::text(say!(heading_announced), line::day),
        Column::number(say!(heading_actual), |line, context| {
            linked(line.of_actual(|actual| compared::cell(&actual.spent)), line, Rests::Actual, context)
        }),
        Column::number(say!(heading_quarters), |line, _| {
            let (present, of) = line.quarters();
            words::of(present, of)
        }),
    ];
    if running {
        columns.push(Column::number(say!(heading_remaining_low), |line, context| {
            linked(remaining(line, line.low.as_ref(), context), line, Rests::Both, context)
        }));
        columns.push(Column::number(say!(heading_remaining_high), |line, context| {
            linked(remaining(line, line.high.as_ref(), context), line, Rests::Both, context)
        }));
        columns.push(Column::text(say!(heading_implied_growth), |line, context| {
            let growth = phrases::growth(line.implied(line.low.as_ref()), line.implied(line.high.as_ref()));
            linked(growth, line, Rests::Both, context)
        }));
    }
    if over {
        columns.push(Column::text(say!(heading_first_guidance), |line, context| {
            let is_over = line.actual.as_ref().is_some_and(Actual::is_whole);
            if is_over { line.first(|first| first_said(first, context)) } else { Cell::BLANK }
        }));
        columns.push(Column::text(say!(heading_outcome_vs_first), against_first));
        columns.push(Column::text(say!(heading_outcome_vs_last), against_last));
    }
    // Figures that lead to their documents need not name them.
    if !links {
        columns.push(Column::text(say!(heading_source), line::source));
    }
    columns.push(Column::text(say!(heading_confidence), line::confidence));
    columns
}

/// A company's first statement, which leads to its document.
fn first_said(first: &Statement, context: &Context<'_>) -> Cell {
    context.linked_to(Cell::say(figure(context, first)), || vec![Arc::clone(&first.source)])
}

/// What a cell of a line rests on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rests {
    Statement,
    Actual,
    Both,
}

/// A cell that leads to the documents it rests on.
fn linked(cell: Cell, line: &GuidanceLine<'_>, rests: Rests, context: &Context<'_>) -> Cell {
    context.linked_to(cell, || {
        let said = line.announcement.map(|one| Arc::clone(&one.statement.source));
        let spent = line.actual.as_ref().and_then(|actual| actual.spent.figure.as_ref().ok());
        let said = said.filter(|_| rests != Rests::Actual);
        let spent = spent.filter(|_| rests != Rests::Statement).map(|figure| &figure.working);
        said.into_iter().chain(documents(spent)).collect()
    })
}

/// The standing statements, each against what was spent on its basis.
pub fn report(statements: &GuidanceQuery<'_>) -> Result<Report, Failure> {
    let (all, context) = (statements.matched()?, &statements.context);
    let lines = all.iter().map(|guidance| {
        let line = GuidanceLine::new(statements, guidance, LineRole::Standing, guidance.standing);
        GuidanceLine { actual: Some(Actual::new(statements, guidance)), ..line }
    });
    let lines: Vec<GuidanceLine<'_>> = lines.collect();
    let mut is_over = lines.iter().filter_map(|line| line.actual.as_ref()).map(Actual::is_whole);
    let columns = page(is_over.clone().any(|over| !over), is_over.any(|over| over), context.links);
    let page = grid(&columns, &lines, context);
    let mut notes = notes::matching(statements, &all);
    for line in &lines {
        notes.extend(definition_note(statements, line));
        notes.extend(notes::remark(context, line));
    }
    notes.extend(notes::conversion(statements, &lines));
    if context.growth_differs() {
        notes.push(Note::new("fx", say!(remaining_does_not_add_up)));
    }
    notes.push(Note::new("basis", say!(actuals_on_basis_of_guidance)));
    statements.report(say!(title_guidance_progress), page, &records(context), &lines, notes)
}

impl GuidanceLine<'_> {
    /// What is left to an end of the statement, in dollars; negative once it is passed.
    fn left(&self, end: Option<&Known>) -> Option<Decimal> {
        let actual = self.actual.as_ref().filter(|actual| !actual.is_whole())?;
        let spent = actual.spent.figure.as_ref().map_or(Decimal::ZERO, |figure| figure.working.value);
        Some(end?.as_ref().ok()?.reported - spent)
    }

    /// Growth of the quarters still to come if an end is met.
    fn implied(&self, end: Option<&Known>) -> Option<Result<Decimal, Words>> {
        let left = self.left(end)?;
        let before = self.actual.as_ref()?.rest_before.clone();
        Some(before.and_then(|before| Ok(change(before, left)?)))
    }

    /// How many quarters of the period are known, and how many it has.
    fn quarters(&self) -> (usize, usize) {
        let present = self.actual.as_ref().map_or(0, |actual| actual.spent.quarters());
        (present, self.period.part_of_year().part.len_in_quarters())
    }

    /// What there is to say of the company's first statement with a figure; blank where there is none.
    fn first(&self, cell: impl Fn(&Statement) -> Cell) -> Cell {
        self.actual.as_ref().and_then(|actual| actual.first).map_or(Cell::BLANK, cell)
    }
}

/// Dollars at the rate of a day; blank where there are none.
fn on_day(dollars: Option<Decimal>, day: Date, context: &Context<'_>) -> Cell {
    dollars.map_or(Cell::BLANK, |dollars| amount_cell(&Ok(context.on_day(dollars, day))))
}

/// What is left to an end of a statement, at the rate of its day.
fn remaining(line: &GuidanceLine<'_>, end: Option<&Known>, context: &Context<'_>) -> Cell {
    line.of_statement(|one| on_day(line.left(end), one.announced, context))
}

/// What was spent a year before in the quarters that are still to come.
fn remaining_prior(line: &GuidanceLine<'_>, context: &Context<'_>) -> Cell {
    line.of_statement(|one| {
        let before = line.actual.as_ref().filter(|actual| !actual.is_whole()).map(|actual| actual.rest_before.clone());
        on_day(before.and_then(Result::ok), one.announced, context)
    })
}

/// Where the outcome fell against one of the company's statements.
fn against<'s>(line: &GuidanceLine<'s>, statement: fn(&Actual<'s>) -> Option<&'s Statement>) -> Cell {
    line.of_actual(|actual| {
        let landing = statement(actual).and_then(|statement| actual.landing(statement));
        landing.map_or(Cell::BLANK, |landing| Cell::say(landing.words()))
    })
}

fn against_first(line: &GuidanceLine<'_>, _: &Context<'_>) -> Cell {
    against(line, |actual| actual.first)
}

fn against_last(line: &GuidanceLine<'_>, _: &Context<'_>) -> Cell {
    against(line, |actual| Some(actual.last))
}

/// Where a company's definition changes within the period, actuals and guidance are not of one definition.
fn definition_note(statements: &GuidanceQuery<'_>, line: &GuidanceLine<'_>) -> Option<Note> {
    let (company, basis) = (line.company?, line.announcement?.statement.basis);
    let within = |quarter: &FiscalQuarter| {
        let span = company.calendar.span(*quarter);
        statements.engine.definition(company, &statements.capex.id, basis, span).ok().flatten()
    };
    let quarters = line.period.quarters(company.calendar);
    let mut definitions: Vec<_> = quarters.iter().filter_map(within).collect();
    definitions.dedup();
    let [_, changed, ..] = definitions.as_slice() else { return None };
    let words = say!(
        definition_changes_within,
        company = words::company(company),
        period = line.period,
        day = changed.from?,
        new = &changed.words
    );
    Some(Note::new("definition", words))
}
