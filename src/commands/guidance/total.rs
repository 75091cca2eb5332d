//! The sum of the ends over companies, statement by statement.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::amounts::{Known, amount_cell, sum_of};
use super::super::{Failure, words};
use super::phrases::{self, figure, manner_cell};
use super::said::{RECORDS, Said, Topic};
use crate::analysis::{Amount, change, is_over_beside};
use crate::model::{Company, Money, Period, Statement};
use crate::report::{Cell, Grid, Heading, Note, Quantity, Report, Role, Words};
use crate::say;

const PAGE_COLUMNS: usize = 10;

/// The ends summed, each only if every company that gave a figure gave that end.
struct Sum {
    low: Known,
    high: Known,
    /// The same companies' own years before.
    prior: Known,
}

/// The standing statements of one period and the sums of their ends.
pub fn report(said: Said<'_>) -> Result<Report, Failure> {
    let topics = said.topics();
    let [asked] = *said.periods.as_slice() else {
        return Err(Failure::Usage(say!("--total takes one period; add -y YEAR")));
    };
    if topics.is_empty() {
        return Err(said.nothing());
    }
    let mut records = said.columns(&[], &[]);
    let width = records.columns.len();
    let mut columns =
        vec![Heading::text("Company"), Heading::text("For"), Heading::number("Low"), Heading::number("High")];
    columns.extend([Heading::text(""), Heading::text("Said"), Heading::number("Days old")]);
    columns.extend(["Basis", "Source", "Confidence"].map(Heading::text));
    let mut page = Grid { columns, rows: Vec::new() };
    let mut notes = phrases::matching(&said, &topics);
    for (company, _) in &said.by_company {
        if let Some(topic) = topics.iter().find(|topic| topic.company == *company) {
            let role = role(&said, &topics, topic);
            company_rows(&said, topic, role, &mut page, &mut records, &mut notes);
        } else {
            page.push(silent_row(company));
            records.push(silent_record(asked, company, width));
        }
    }
    let added: Vec<&Topic<'_>> = topics.iter().filter(|topic| role(&said, &topics, topic) == ADDED).collect();
    let sum = sum(&said, &added);
    page.push_as(Role::Total, total_row(asked, &sum));
    records.push_as(Role::Total, total_record(&said, asked, &sum, width));
    if topics.iter().any(|topic| role(&said, &topics, topic) == OVER) {
        let companies = words::companies(added.iter().map(|topic| topic.company));
        notes.push(Note::new("scope", say!("The total is of {companies}.", companies)));
    }
    notes.extend(growth_note(&sum));
    let shown: Vec<_> = topics.iter().map(|topic| topic.standing).filter(|statement| statement.has_figure()).collect();
    notes.extend(said.fx_notes(&shown));
    if said.context.as_of.is_none() {
        let words = say!("Days are counted to {day}, the day of the newest statement.", day = Words::Day(said.today));
        notes.push(Note::new("data", words));
    }
    let title = said.title("Sum of guidance on capital expenditures");
    drop(added);
    drop(topics);
    said.report(title, page, records, notes)
}

/// The parts a company's statement can play in the sum.
const ADDED: &str = "added";
const NO_FIGURE: &str = "no figure";
/// Its year was over while others were not, so that it is no plan beside theirs.
const OVER: &str = "over";

fn role(said: &Said<'_>, topics: &[Topic<'_>], topic: &Topic<'_>) -> &'static str {
    let ends = topics.iter().filter(|topic| topic.standing.has_figure()).map(end_of);
    match topic.standing.has_figure() {
        false => NO_FIGURE,
        true if is_over_beside(end_of(topic), ends, said.today) => OVER,
        true => ADDED,
    }
}

/// The last day of the period a statement is about.
fn end_of(topic: &Topic<'_>) -> Date {
    topic.standing.period.span(topic.company.calendar).end
}

fn company_rows(
    said: &Said<'_>,
    topic: &Topic<'_>,
    role: &str,
    page: &mut Grid,
    records: &mut Grid,
    notes: &mut Vec<Note>,
) {
    let statement = topic.standing;
    let mut cells = said.cells(topic, statement);
    cells.extend(said.appended(topic, statement, role));
    cells.extend(said.fx_cells(topic, statement));
    records.push(cells);
    let missing = |side: Option<Decimal>| match side {
        None if !statement.has_figure() => Cell::missing(say!("no figure was given")),
        None => Cell::missing(say!("no such end was given")),
        some => said.end(statement, some),
    };
    page.push(vec![
        Cell::say(words::company(topic.company)),
        Cell::text(words::label(statement.period)),
        missing(statement.low),
        missing(statement.high),
        manner_cell(statement),
        Cell::from(statement.announced),
        Cell::count(said.age(statement)),
        Cell::text(statement.basis.name()),
        Cell::text(&*statement.source),
        Cell::text(statement.confidence.name()),
    ]);
    let not_added = |statement: &Statement, remark: Words| {
        let words = say!(
            "Not added: {company}, {amount}, {day}: {remark}.",
            company = words::company(topic.company),
            amount = figure(&said.context, statement),
            day = statement.announced,
            remark
        );
        Note::new("beside", words)
    };
    if role == OVER {
        let remark = say!(
            "{period} was over on {day}",
            period = words::label(statement.period),
            day = Words::Day(end_of(topic))
        );
        notes.push(not_added(statement, remark));
    }
    notes.extend(phrases::remarks(said, topic, &[statement]));
    for other in topic.others() {
        let mut cells = said.cells(topic, other);
        cells.extend(said.appended(topic, other, "beside"));
        cells.extend(said.fx_cells(topic, other));
        records.push(cells);
        notes.push(not_added(other, other.note.as_str().into()));
    }
}

fn silent_row(company: &Company) -> Vec<Cell> {
    let gap = || Cell::missing(say!("no guidance was given"));
    let mut cells = vec![Cell::say(words::company(company)), Cell::BLANK, gap(), gap()];
    cells.resize(PAGE_COLUMNS, Cell::BLANK);
    cells
}

fn silent_record(asked: Period, company: &Company, width: usize) -> Vec<Cell> {
    let gap = || Cell::missing(say!("no guidance was given"));
    let mut cells = vec![Cell::text(company.ticker.clone()), Cell::text(asked.to_string()), Cell::BLANK, gap(), gap()];
    cells.resize(RECORDS.len(), Cell::BLANK);
    cells.extend([Cell::text(asked.to_string()), Cell::text("silent")]);
    cells.resize(width, Cell::BLANK);
    cells
}

fn sum(said: &Said<'_>, added: &[&Topic<'_>]) -> Sum {
    let given: Vec<_> = added.iter().map(|topic| (topic.company, topic.standing)).collect();
    let ends = |of: &dyn Fn(&Statement) -> Option<Decimal>, none: &dyn Fn(Words) -> Words| {
        sum_of(given.iter().map(|(company, statement)| {
            let end = of(statement).ok_or_else(|| none(words::company(company)))?;
            Ok(said.context.on_day(end, statement.announced))
        }))
    };
    if given.is_empty() {
        let nobody = || Err(say!("no company gave a figure"));
        return Sum { low: nobody(), high: nobody(), prior: nobody() };
    }
    Sum {
        low: ends(&|statement| statement.low, &|company| say!("{company} gave no lower end", company)),
        high: ends(&|statement| statement.high, &|company| say!("{company} gave no upper end", company)),
        prior: sum_of(given.iter().map(|(company, statement)| {
            said.prior(company, statement).map_err(|reason| words::of_company(company, reason))
        })),
    }
}

fn growth(prior: &Known, end: &Known) -> Result<Decimal, Words> {
    let (prior, end) = (prior.as_ref().map_err(Clone::clone)?, end.as_ref().map_err(Clone::clone)?);
    Ok(change(prior.reported, end.reported)?)
}

fn total_row(asked: Period, sum: &Sum) -> Vec<Cell> {
    let mut cells =
        vec![Cell::text("Total"), Cell::text(words::label(asked)), amount_cell(&sum.low), amount_cell(&sum.high)];
    cells.resize(PAGE_COLUMNS, Cell::BLANK);
    cells
}

fn total_record(said: &Said<'_>, asked: Period, sum: &Sum, width: usize) -> Vec<Cell> {
    let rate = |rate: Result<Decimal, Words>| match rate {
        Ok(rate) => Quantity::Change(rate).into(),
        Err(reason) => Cell::missing(reason),
    };
    let mut cells = vec![
        Cell::text("TOTAL"),
        Cell::text(asked.to_string()),
        Cell::BLANK,
        amount_cell(&sum.low),
        amount_cell(&sum.high),
    ];
    cells.extend([
        Cell::text("sum"),
        Cell::BLANK,
        Cell::BLANK,
        Cell::text("headline"),
        Cell::text(said.context.currency().code()),
    ]);
    cells.extend([Cell::BLANK, Cell::BLANK, Cell::text(asked.to_string()), Cell::text("total")]);
    cells.extend([Cell::BLANK, Cell::BLANK, Cell::BLANK, amount_cell(&sum.prior)]);
    cells.extend([rate(growth(&sum.prior, &sum.low)), rate(growth(&sum.prior, &sum.high)), Cell::BLANK, Cell::BLANK]);
    if said.context.exchange.is_some() {
        let reported = |amount: &Known| amount.as_ref().map_or(Cell::BLANK, |one| Money::usd(one.reported).into());
        cells.extend([reported(&sum.low), reported(&sum.high)]);
        cells.extend(said.context.fx_cells(sum.low.as_ref().map_or(&sum.high, |_| &sum.low)).into_iter().skip(1));
    }
    cells.resize(width - usize::from(said.context.exchange.is_some()), Cell::BLANK);
    let prior = sum.prior.as_ref().ok().and_then(Amount::rate);
    cells.extend(said.context.exchange.map(|_| prior.map_or(Cell::BLANK, Cell::rate)));
    cells
}

/// What the total is over the same companies' own years before.
fn growth_note(sum: &Sum) -> Option<Note> {
    let prior = sum.prior.as_ref().ok()?.money.ok()?;
    let growth = match (growth(&sum.prior, &sum.low), growth(&sum.prior, &sum.high)) {
        (Ok(low), Ok(high)) if low != high => words::range(low, high),
        (Ok(low), Err(_)) => say!("at least {growth}", growth = low),
        (Ok(rate), Ok(_)) | (Err(_), Ok(rate)) => rate.into(),
        (Err(_), Err(_)) => return None,
    };
    let words = say!("Over those companies' own years before, {prior}, that is {growth}.", prior, growth);
    Some(Note::new("growth", words))
}
