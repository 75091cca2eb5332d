//! Statements against what was spent: what is left, what that implies, and how it turned out.

use rust_decimal::Decimal;

use super::super::amounts::amount_cell;
use super::super::query::mark;
use super::super::{Failure, words};
use super::phrases::{self, figure};
use super::said::{Said, Topic};
use crate::analysis::{change, landing};
use crate::derive::{Figure, Gap};
use crate::model::{FiscalQuarter, Statement};
use crate::report::{Cell, Grid, Heading, Mark, Note, Quantity, Report, Role, Words};
use crate::say;

const PROGRESS: &[&str] =
    &["actual", "quarters", "remaining_low", "remaining_high", "implied_growth_low", "implied_growth_high"];
const OUTCOME: &[&str] = &["first_low", "first_high", "first_announced", "against_first", "against_last"];

struct Line<'s> {
    topic: &'s Topic<'s>,
    standing: &'s Statement,
    actual: Result<Figure, Gap>,
    /// What the quarters still to come were a year before.
    rest_before: Result<Decimal, Words>,
}

/// The standing statements, each against what was spent on its basis.
pub fn report(said: Said<'_>) -> Result<Report, Failure> {
    let topics = said.topics();
    if topics.is_empty() {
        return Err(said.nothing());
    }
    let lines: Vec<Line<'_>> = topics.iter().map(|topic| line(&said, topic)).collect();
    let mut records = said.columns(PROGRESS, OUTCOME);
    for line in &lines {
        records.push(record(&said, line));
    }
    let page = page(&said, &lines);
    let mut notes = phrases::matching(&said, &topics);
    for line in &lines {
        notes.extend(definition_note(&said, line));
        notes.extend(phrases::remarks(&said, line.topic, &[line.standing]));
    }
    let shown: Vec<&Statement> = lines.iter().map(|line| line.standing).collect();
    notes.extend(said.fx_notes(&shown));
    if said.context.growth_differs() {
        notes.push(Note::new(
            "fx",
            say!("What is left converts like the statement, what was spent like the past, so the two need not add up to it."),
        ));
    }
    notes.push(Note::new("basis", "Actuals are on the basis of the statement; the rest of the year is set against the same quarters a year before."));
    let title = said.title("Guidance against actuals, capital expenditures");
    drop(lines);
    drop(topics);
    said.report(title, page, records, notes)
}

fn line<'s>(said: &Said<'_>, topic: &'s Topic<'s>) -> Line<'s> {
    let standing = topic.standing;
    let actual = said.actual(topic.company, standing);
    let present: &[FiscalQuarter] = actual.as_ref().map_or(&[], |figure| &figure.quarters);
    let quarters = standing.period.quarters(topic.company.calendar);
    let before: Vec<FiscalQuarter> = quarters
        .iter()
        .filter(|quarter| !present.contains(quarter))
        .map(|quarter| topic.company.calendar.later(*quarter, -4))
        .collect();
    let rest_before = if before.is_empty() {
        Err(say!("the period is over"))
    } else {
        match said.engine.over(topic.company, said.capex, standing.basis, &before) {
            Ok(figure) if figure.is_whole() => Ok(figure.working.value),
            Ok(_) => Err(say!("the same quarters a year before are not all known")),
            Err(gap) => Err(say!("the same quarters a year before: {gap}", gap)),
        }
    };
    Line { topic, standing, actual, rest_before }
}

impl Line<'_> {
    fn is_over(&self) -> bool {
        self.actual.as_ref().is_ok_and(Figure::is_whole)
    }

    fn spent(&self) -> Decimal {
        self.actual.as_ref().map_or(Decimal::ZERO, |figure| figure.working.value)
    }

    /// What is left to an end of the statement; negative once it is passed.
    fn left(&self, end: Option<Decimal>) -> Option<Decimal> {
        end.filter(|_| !self.is_over()).map(|end| end - self.spent())
    }

    /// Growth of the quarters still to come if an end is met.
    fn implied(&self, end: Option<Decimal>) -> Option<Result<Decimal, Words>> {
        let left = self.left(end)?;
        let before = self.rest_before.clone();
        Some(before.and_then(|before| Ok(change(before, left)?)))
    }

    /// The first statement with a figure.
    fn first(&self) -> Option<&Statement> {
        self.topic.statements.iter().copied().find(|statement| statement.has_figure() && statement.is_the_companys())
    }

    fn landed(&self, statement: Option<&Statement>) -> Option<String> {
        let value = self.actual.as_ref().ok().filter(|figure| figure.is_whole())?.working.value;
        landing(statement?, value).map(|landing| landing.to_string())
    }

    fn actual_cell(&self, said: &Said<'_>) -> Cell {
        match &self.actual {
            Ok(figure) => amount_cell(&Ok(said.amount(self.topic.company, self.standing, figure))).marked(mark(figure)),
            Err(gap) => Cell::missing(gap),
        }
    }

    fn present(&self) -> (usize, usize) {
        let of = self.standing.period.stretch().part.len_in_quarters();
        (self.actual.as_ref().map_or(0, |figure| figure.quarters.len()), of)
    }

    fn quarters(&self) -> Cell {
        let (present, of) = self.present();
        Cell::text(format!("{present}/{of}"))
    }

    fn quarters_of(&self) -> Cell {
        let (present, of) = self.present();
        words::of(present, of)
    }
}

fn rate(rate: Option<Result<Decimal, Words>>) -> Cell {
    match rate {
        None => Cell::BLANK,
        Some(Ok(rate)) => Quantity::Change(rate).into(),
        Some(Err(reason)) => Cell::missing(reason),
    }
}

fn word(word: Option<String>) -> Cell {
    word.map_or(Cell::BLANK, Cell::text)
}

fn record(said: &Said<'_>, line: &Line<'_>) -> Vec<Cell> {
    let statement = line.standing;
    let mut cells = said.cells(line.topic, statement);
    cells.extend([
        line.actual_cell(said).marked(Mark::None),
        line.quarters(),
        said.end(statement, line.left(statement.low)),
        said.end(statement, line.left(statement.high)),
        rate(line.implied(statement.low)),
        rate(line.implied(statement.high)),
    ]);
    cells.extend(said.appended(line.topic, statement, "standing"));
    let first = line.first();
    cells.extend([
        first.map_or(Cell::BLANK, |first| said.end(first, first.low)),
        first.map_or(Cell::BLANK, |first| said.end(first, first.high)),
        first.map_or(Cell::BLANK, |first| Cell::from(first.announced)),
        word(line.landed(first)),
        word(line.landed(Some(statement))),
    ]);
    cells.extend(said.fx_cells(line.topic, statement));
    cells
}

fn page(said: &Said<'_>, lines: &[Line<'_>]) -> Grid {
    let running = lines.iter().any(|line| !line.is_over());
    let over = lines.iter().any(Line::is_over);
    let mut columns = ["Company", "For", "Guided", "Said"].map(Heading::text).to_vec();
    columns.extend(["Actual", "Quarters"].map(Heading::number));
    if running {
        columns.extend(["Left, low", "Left, high"].map(Heading::number));
        columns.push(Heading::text("Rest over a year before"));
    }
    if over {
        columns.extend(["First", "Against first", "Against last"].map(Heading::text));
    }
    columns.extend(["Source", "Confidence"].map(Heading::text));
    let mut grid = Grid { columns, rows: Vec::new() };
    for line in lines {
        let statement = line.standing;
        let mut cells = vec![
            Cell::say(words::company(line.topic.company)),
            Cell::text(words::label(statement.period)),
            Cell::say(figure(&said.context, statement)).of_user(statement.origin.is_user()),
            Cell::from(statement.announced),
            line.actual_cell(said),
            line.quarters_of(),
        ];
        if running {
            cells.extend([statement.low, statement.high].map(|side| said.end(statement, line.left(side))));
            cells.push(implied(line));
        }
        if over {
            let first = line.first().filter(|_| line.is_over());
            cells.push(first.map_or(Cell::BLANK, |first| Cell::say(figure(&said.context, first))));
            cells.extend([word(line.landed(first)), word(line.landed(Some(statement)))]);
        }
        cells.push(Cell::text(&*statement.source));
        cells.push(Cell::text(statement.confidence.name()));
        grid.push_as(Role::Plain, cells);
    }
    grid
}

/// `+40.0% to +50.0%`.
fn implied(line: &Line<'_>) -> Cell {
    match (line.implied(line.standing.low), line.implied(line.standing.high)) {
        (Some(Ok(low)), Some(Ok(high))) if low != high => Cell::say(words::range(low, high)),
        (Some(one), _) | (None, Some(one)) => rate(Some(one)),
        (None, None) => Cell::BLANK,
    }
}

/// Where a company's definition changes within the period, actuals and guidance are not on one footing.
fn definition_note(said: &Said<'_>, line: &Line<'_>) -> Option<Note> {
    let company = line.topic.company;
    let within = |quarter: &FiscalQuarter| {
        let span = company.calendar.span(*quarter);
        said.engine.definition(company, &said.capex.id, line.standing.basis, span).ok().flatten()
    };
    let quarters = line.standing.period.quarters(company.calendar);
    let mut definitions: Vec<_> = quarters.iter().filter_map(within).collect();
    definitions.dedup();
    let [_, changed, ..] = definitions.as_slice() else { return None };
    let words = say!(
        "{company}'s definition changes within {period}, on {day}: from then on, {new}.",
        company = words::company(company),
        period = words::label(line.standing.period),
        day = changed.from?,
        new = &changed.words
    );
    Some(Note::new("definition", words))
}
