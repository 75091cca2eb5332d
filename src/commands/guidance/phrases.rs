//! Statements in words: what kind each is, its figures, and what must be said beside it.

use rust_decimal::Decimal;

use super::super::amounts::amount_cell;
use super::super::{Context, words};
use super::said::{Said, Topic};
use crate::model::{Bound, Comparable, Direction, Pace, Statement};
use crate::report::{Cell, Note, Words};
use crate::say;

/// What kind of statement it is, for a reader: `about`, `at least`, `higher than the previous year, at a slower rate`.
pub fn manner(statement: &Statement) -> Words {
    match statement.bound {
        Bound::Range => "range".into(),
        Bound::About => "about".into(),
        Bound::AtLeast => "at least".into(),
        Bound::UpTo => "up to".into(),
        Bound::RunRate => "run rate".into(),
        Bound::Direction => {
            let versus = &statement.versus;
            let versus = if versus.starts_with("each") { versus.into() } else { say!("the {versus}", versus) };
            let direction = match statement.direction {
                Some(Direction::Higher) => say!("higher than {versus}", versus),
                Some(Direction::Lower) => say!("lower than {versus}", versus),
                Some(Direction::Similar) => say!("similar to {versus}", versus),
                None => Words::NONE,
            };
            match statement.pace {
                Some(Pace::Slower) => say!("{direction}, at a slower rate", direction),
                Some(Pace::Faster) => say!("{direction}, at a faster rate", direction),
                None => direction,
            }
        }
    }
}

/// How a statement puts it, as a cell that is marked where the statement is a user's row.
pub fn manner_cell(statement: &Statement) -> Cell {
    Cell::say(manner(statement)).of_user(statement.origin.is_user())
}

/// `60.0 to 65.0`, `about 75.0`, for a sentence.
pub fn figure(context: &Context<'_>, statement: &Statement) -> Words {
    let money = |amount: Decimal| Words::from(amount_cell(&Ok(context.on_day(amount, statement.announced))).value);
    match (statement.low, statement.high) {
        (Some(low), Some(high)) if low != high => words::range(money(low), money(high)),
        (Some(end), _) | (None, Some(end)) => {
            say!("{manner} {amount}", manner = manner(statement), amount = money(end))
        }
        (None, None) => manner(statement),
    }
}

/// The same where there is little room: a direction is one word.
pub fn brief(context: &Context<'_>, statement: &Statement) -> Words {
    match statement.direction {
        Some(direction) if !statement.has_figure() => direction.to_string().into(),
        _ => figure(context, statement),
    }
}

/// A note for each statement that does not compare with the one before, or has something to say.
pub fn remarks(said: &Said<'_>, topic: &Topic<'_>, statements: &[&Statement]) -> Vec<Note> {
    let mut notes = Vec::new();
    for statement in statements {
        let which = Words::commas([
            words::company(topic.company),
            words::label(statement.period).into(),
            statement.announced.into(),
        ]);
        let remark = &statement.note;
        let (kind, words) = match (statement.comparable, topic.before(statement)) {
            (Comparable::Yes, _) if remark.is_empty() => continue,
            (Comparable::Yes, _) => ("remark", say!("{which}: {remark}.", which, remark)),
            (Comparable::Partly, _) => (
                "comparable",
                say!("{which}: compares only in part with the statement before: {remark}.", which, remark),
            ),
            (Comparable::No, None) => {
                ("comparable", say!("{which}: does not compare with the statement before: {remark}.", which, remark))
            }
            (Comparable::No, Some(before)) => (
                "comparable",
                say!(
                    "{which}: does not compare with the statement before ({before}, {day}): {remark}.",
                    which,
                    before = figure(&said.context, before),
                    day = before.announced,
                    remark
                ),
            ),
        };
        let note = Note::new(kind, words);
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

/// Notes on companies that said nothing, and on years matched by a company's own.
pub fn matching(said: &Said<'_>, topics: &[Topic<'_>]) -> Vec<Note> {
    let mut notes = Vec::new();
    for topic in topics {
        let asked = topic.asked.quarters(topic.company.calendar);
        let of_asked =
            |one: &Topic<'_>| one.company == topic.company && one.period.quarters(one.company.calendar) == asked;
        if !topics.iter().any(of_asked) {
            let words = say!(
                "{company} spoke of its own {own} ({quarters}), not of calendar {asked}.",
                company = words::company(topic.company),
                own = words::label(topic.period),
                quarters = words::other_name(topic.company, topic.period).unwrap_or_default(),
                asked = words::label(topic.asked)
            );
            notes.push(Note::new("calendar", words));
        }
    }
    for &asked in &said.periods {
        let silent = said.silent(asked);
        if !silent.is_empty() {
            let companies = words::companies(silent);
            let words = say!("{companies} gave no guidance for {period}.", companies, period = words::label(asked));
            notes.push(Note::new("missing", words));
        }
    }
    notes
}
