//! A line of a report on guidance, and the columns that every such report has.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::amounts::{HasAmount, amount_cell, conversion, rate_cell};
use super::super::columns::{COMPANY, CONFIDENCE, CURRENCY, NOTE, PRIOR_RATE, SOURCE, guidance};
use super::super::compared::change_cell;
use super::super::frame::Column;
use super::super::query::source_cell;
use super::super::{Context, words};
use super::statements::GuidanceQuery;
use crate::analysis::{Amount, Announcement, Known, Landing, Observation, PeriodGuidance, landing, reported_change};
use crate::derive::{Figure, documents};
use crate::model::{Basis, Company, Money, Period, Statement};
use crate::report::{Cell, Derived, Role, Words};
use crate::say;

/// A statement, or what stands beside statements: what was spent, a company that gave none, a sum.
pub struct GuidanceLine<'s> {
    pub role: LineRole,
    /// Whose it is; nobody's if it is a sum.
    pub company: Option<&'s Company>,
    /// The period asked about.
    pub asked: Period,
    /// The period it is about.
    pub period: Period,
    pub announcement: Option<Announcement<'s>>,
    /// Days since the announcement.
    pub age: Option<i32>,
    pub actual: Option<Actual<'s>>,
    /// The ends in the report's currency; none where none was given, which is no gap in the data.
    pub low: Option<Known>,
    pub high: Option<Known>,
    /// What was spent in the year before.
    pub prior: Option<Known>,
    /// An amount that converted as the ends did, if there is one.
    pub converted: Option<Amount>,
}

/// What a line is in its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineRole {
    /// The statement that stands.
    Standing,
    /// What others said beside it.
    Beside,
    /// One of a company's statements.
    Statement,
    /// What was spent.
    Outcome,
    /// A statement that is part of a sum.
    Added,
    /// A statement that is not, for it gave no figure.
    NoFigure,
    /// One that is not, for its year was over while others were not: it is no plan beside theirs.
    Over,
    /// A company that gave no guidance.
    Silent,
    /// A sum.
    Total,
}

/// What was spent in the period of statements, on their basis.
pub struct Actual<'s> {
    pub spent: Observation<'s>,
    /// The company's first statement with a figure.
    pub first: Option<&'s Statement>,
    /// The statement that stands.
    pub last: &'s Statement,
    /// What the quarters still to come were a year before.
    pub rest_before: Result<Decimal, Words>,
}

impl<'s> GuidanceLine<'s> {
    /// A line without figures.
    pub fn bare(role: LineRole, company: Option<&'s Company>, asked: Period) -> Self {
        Self {
            role,
            company,
            asked,
            period: asked,
            announcement: None,
            age: None,
            actual: None,
            low: None,
            high: None,
            prior: None,
            converted: None,
        }
    }

    /// A statement among those on its period.
    pub fn new(
        statements: &GuidanceQuery<'_>,
        guidance: &PeriodGuidance<'s>,
        role: LineRole,
        announcement: Announcement<'s>,
    ) -> Self {
        let statement = announcement.statement;
        let on_day = |dollars| statements.context.on_day(dollars, statement.announced);
        Self {
            period: statement.period,
            announcement: Some(announcement),
            age: Some(statement.announced.until(statements.today).map_or(0, |span| span.get_days())),
            low: statement.low.map(|low| Ok(on_day(low))),
            high: statement.high.map(|high| Ok(on_day(high))),
            prior: Some(statements.prior(guidance.company, statement)),
            converted: Some(on_day(Decimal::ONE)),
            ..Self::bare(role, Some(guidance.company), guidance.asked)
        }
    }

    /// The statement that stands for a period, and what others said since.
    pub fn standing(statements: &GuidanceQuery<'_>, guidance: &PeriodGuidance<'s>, role: LineRole) -> Vec<Self> {
        let line = |role, announcement| Self::new(statements, guidance, role, announcement);
        let others = guidance.others().map(|other| line(LineRole::Beside, other));
        std::iter::once(line(role, guidance.standing)).chain(others).collect()
    }

    /// The day it was announced; of what was spent, the day that was published.
    pub fn day(&self) -> Option<Date> {
        let announced = self.announcement.map(|one| one.statement.announced);
        announced.or_else(|| Some(self.outcome()?.working.published()))
    }

    /// Growth over the year before to one of the ends, if there is that end.
    pub fn growth(&self, end: Option<&Known>) -> Option<Result<Decimal, Words>> {
        Some(reported_change(self.prior.as_ref()?, end?))
    }

    /// The documents it rests on.
    pub fn documents(&self) -> Vec<Arc<str>> {
        let statement = self.announcement.map(|one| Arc::clone(&one.statement.source));
        statement.into_iter().chain(documents(self.outcome().map(|figure| &figure.working))).collect()
    }

    /// What was spent, where the line is of that.
    pub fn outcome(&self) -> Option<&Figure> {
        self.actual.as_ref().filter(|_| self.role == LineRole::Outcome)?.spent.figure.as_ref().ok()
    }

    /// What its row looks like.
    pub fn row_role(&self) -> Role {
        if matches!(self.role, LineRole::Outcome | LineRole::Total) { Role::Total } else { Role::Plain }
    }

    /// What there is to say of its statement; blank where it is none.
    pub fn of_statement(&self, cell: impl Fn(&Statement) -> Cell) -> Cell {
        self.announcement.map_or(Cell::BLANK, |one| cell(one.statement))
    }

    /// What there is to say of what was spent; blank where that is not asked.
    pub fn of_actual(&self, cell: impl Fn(&Actual<'s>) -> Cell) -> Cell {
        self.actual.as_ref().map_or(Cell::BLANK, cell)
    }
}

impl HasAmount for GuidanceLine<'_> {
    fn amount(&self) -> Option<Amount> {
        self.converted
    }
}

impl<'s> Actual<'s> {
    /// What was spent in the period of the statement that stands, on its basis.
    pub fn new(statements: &'s GuidanceQuery<'_>, guidance: &PeriodGuidance<'s>) -> Self {
        let (company, last) = (guidance.company, guidance.standing.statement);
        let spent = statements.spent(company, last, last.period);
        let rest_before = statements.rest_before(company, last, &spent);
        Self { spent, first: guidance.first(), last, rest_before }
    }

    /// Whether the period is over.
    pub fn is_whole(&self) -> bool {
        self.spent.figure.as_ref().is_ok_and(Figure::is_whole)
    }

    /// Where the outcome fell against a statement, if there is one and it has a figure.
    pub fn landing(&self, statement: &Statement) -> Option<Landing> {
        let figure = self.spent.figure.as_ref().ok().filter(|figure| figure.is_whole())?;
        landing(statement, figure.working.value)
    }
}

impl LineRole {
    /// The word for it in machine formats.
    fn name(self) -> &'static str {
        match self {
            Self::Standing => "standing",
            Self::Beside => "beside",
            Self::Statement => "statement",
            Self::Outcome => "outcome",
            Self::Added => "added",
            Self::NoFigure => "no figure",
            Self::Over => "over",
            Self::Silent => "silent",
            Self::Total => "total",
        }
    }
}

/// The columns of the output contract.
pub fn records<'s>(context: &Context<'_>) -> Vec<Column<GuidanceLine<'s>>> {
    records_with(Vec::new(), Vec::new(), context)
}

/// The same with those of a report alone: `own` among them, `last` behind them.
pub fn records_with<'s>(
    own: Vec<Column<GuidanceLine<'s>>>,
    last: Vec<Column<GuidanceLine<'s>>>,
    context: &Context<'_>,
) -> Vec<Column<GuidanceLine<'s>>> {
    let converted = if context.exchange.is_some() { converted(context) } else { Vec::new() };
    [statement(), own, appended(), last, converted].into_iter().flatten().collect()
}

fn statement<'s>() -> Vec<Column<GuidanceLine<'s>>> {
    vec![
        Column::record(COMPANY, |line, _| Cell::text(line.company.map_or("TOTAL", |company| &company.ticker))),
        Column::record(guidance::PERIOD, |line, _| line.period.into()),
        Column::record(guidance::ANNOUNCED, day),
        Column::record(guidance::LOW, low),
        Column::record(guidance::HIGH, high),
        Column::record(guidance::BOUND, |line, _| match line.role {
            LineRole::Outcome => Cell::say(say!(outcome)),
            LineRole::Total => Cell::text("sum"),
            _ => line.of_statement(|one| Cell::text(one.bound.to_string()).of_user(one.origin.is_user())),
        }),
        Column::record(guidance::DIRECTION, |line, _| {
            line.of_statement(|one| Cell::optional(one.direction.map(|way| way.to_string())))
        }),
        Column::record(guidance::CHANGE, changed),
        Column::record(guidance::BASIS, |line, _| match (line.role, &line.actual) {
            (LineRole::Outcome, Some(actual)) => Cell::text(actual.last.basis.name()),
            (LineRole::Total, _) => Cell::text(Basis::Headline.name()),
            _ => line.of_statement(|one| Cell::text(one.basis.name())),
        }),
        Column::record(CURRENCY, |line, context| {
            if line.role == LineRole::Silent { Cell::BLANK } else { Cell::text(context.currency().code()) }
        }),
        Column::record(CONFIDENCE, |line, context| match line.outcome() {
            Some(figure) => Cell::text(figure.status().to_string()),
            None => confidence(line, context),
        }),
        Column::record(SOURCE, |line, context| line.outcome().map_or_else(|| source(line, context), source_cell)),
    ]
}

fn appended<'s>() -> Vec<Column<GuidanceLine<'s>>> {
    let change = |end| Derived::Change { of: end, from: "prior" };
    vec![
        Column::record(guidance::ASKED, |line, _| Cell::text(line.asked.to_string())),
        Column::record(guidance::ROLE, |line, _| Cell::text(line.role.name())),
        Column::record(guidance::PACE, |line, _| {
            line.of_statement(|one| Cell::optional(one.pace.map(|pace| pace.to_string())))
        }),
        Column::record(guidance::VERSUS, |line, _| {
            line.of_statement(|one| Cell::optional(one.versus.map(|versus| versus.to_string())))
        }),
        Column::record(guidance::COMPARABLE, |line, _| {
            line.of_statement(|one| Cell::optional(Some(one.comparable.to_string())))
        }),
        Column::record(guidance::PRIOR, |line, _| amount(line.prior.as_ref())),
        Column::derived(guidance::GROWTH_LOW, change("low"), |line, _| growth(line.growth(line.low.as_ref()))),
        Column::derived(guidance::GROWTH_HIGH, change("high"), |line, _| growth(line.growth(line.high.as_ref()))),
        Column::record(guidance::AGE_DAYS, age),
        Column::record(NOTE, |line, _| line.of_statement(|one| Cell::optional(Some(one.note.english())))),
    ]
}

/// How amounts were converted.
fn converted<'s>(context: &Context<'_>) -> Vec<Column<GuidanceLine<'s>>> {
    fn dollars(end: Option<&Known>) -> Cell {
        end.and_then(|end| end.as_ref().ok()).map_or(Cell::BLANK, |end| Money::usd(end.reported).into())
    }
    let mut columns = vec![
        Column::record(guidance::LOW_REPORTED, |line: &GuidanceLine<'_>, _| dollars(line.low.as_ref())),
        Column::record(guidance::HIGH_REPORTED, |line, _| dollars(line.high.as_ref())),
    ];
    // Two ends are reported where others report an amount.
    columns.extend(conversion(context).into_iter().skip(1));
    columns.push(Column::record(PRIOR_RATE, |line, _| line.prior.as_ref().map_or(Cell::BLANK, rate_cell)));
    columns
}

/// An amount; blank where none applies.
pub fn amount(amount: Option<&Known>) -> Cell {
    amount.map_or(Cell::BLANK, amount_cell)
}

/// Growth, or why there is none; blank where none applies.
pub fn growth(growth: Option<Result<Decimal, Words>>) -> Cell {
    growth.map_or(Cell::BLANK, change_cell)
}

pub fn company(line: &GuidanceLine<'_>, _: &Context<'_>) -> Cell {
    line.company.map_or_else(|| Cell::say(say!(total)), |company| Cell::say(words::company(company)))
}

pub fn period(line: &GuidanceLine<'_>, _: &Context<'_>) -> Cell {
    if line.role == LineRole::Silent { Cell::BLANK } else { Cell::text(line.period.label()) }
}

pub fn day(line: &GuidanceLine<'_>, _: &Context<'_>) -> Cell {
    line.day().map_or(Cell::BLANK, Cell::from)
}

pub fn low(line: &GuidanceLine<'_>, _: &Context<'_>) -> Cell {
    amount(line.low.as_ref())
}

pub fn high(line: &GuidanceLine<'_>, _: &Context<'_>) -> Cell {
    amount(line.high.as_ref())
}

/// How a statement puts it, marked where it is a user's.
pub fn bound(line: &GuidanceLine<'_>, _: &Context<'_>) -> Cell {
    line.of_statement(|one| Cell::say(one.manner()).of_user(one.origin.is_user()))
}

/// How a statement changed the one before; of an outcome, where it fell against the statement that stood.
pub fn changed(line: &GuidanceLine<'_>, _: &Context<'_>) -> Cell {
    if line.role == LineRole::Outcome {
        return line.of_actual(|actual| {
            Cell::say(match actual.landing(actual.last) {
                Some(Landing::Below) => say!(outcome_below_last),
                Some(Landing::Within) => say!(outcome_within_last),
                Some(Landing::Above) => say!(outcome_above_last),
                None => return Cell::text(""),
            })
        });
    }
    let change = line.announcement.and_then(|one| one.change);
    change.map_or(Cell::BLANK, |change| Cell::say(change.words()))
}

pub fn age(line: &GuidanceLine<'_>, _: &Context<'_>) -> Cell {
    line.age.map_or(Cell::BLANK, Cell::count)
}

pub fn source(line: &GuidanceLine<'_>, _: &Context<'_>) -> Cell {
    line.of_statement(|one| Cell::text(&*one.source))
}

pub fn confidence(line: &GuidanceLine<'_>, _: &Context<'_>) -> Cell {
    line.of_statement(|one| Cell::say(words::confidence_name(one.confidence)))
}
