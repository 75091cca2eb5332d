//! Statements in words: what kind each is, its figures, and what must be said beside it.

use rust_decimal::Decimal;

use super::super::amounts::amount_cell;
use super::super::{Context, words};
use super::said::{Said, Topic};
use crate::model::{Bound, Comparable, Pace, Statement};
use crate::report::{Note, Part as Piece};

/// What kind of statement it is, for a reader: `about`, `at least`, `higher than the previous year, at a slower rate`.
pub fn manner(statement: &Statement) -> String {
    match statement.bound {
        Bound::Range => "range".to_owned(),
        Bound::About => "about".to_owned(),
        Bound::AtLeast => "at least".to_owned(),
        Bound::UpTo => "up to".to_owned(),
        Bound::RunRate => "run rate".to_owned(),
        Bound::Direction => {
            let direction = statement.direction.map_or_else(String::new, |direction| direction.to_string());
            let preposition = if direction == "similar" { "to" } else { "than" };
            let article = if statement.versus.starts_with("each") { "" } else { "the " };
            let pace = match statement.pace {
                Some(Pace::Slower) => ", at a slower rate",
                Some(Pace::Faster) => ", at a faster rate",
                None => "",
            };
            format!("{direction} {preposition} {article}{}{pace}", statement.versus)
        }
    }
}

/// `60.0 to 65.0`, `about 75.0`, in pieces for a sentence.
pub fn figure(context: &Context<'_>, statement: &Statement) -> Vec<Piece> {
    let money = |amount: Decimal| Piece::Figure(amount_cell(&context.on_day(amount, statement.announced)).value);
    match (statement.low, statement.high) {
        (Some(low), Some(high)) if low != high => vec![money(low), Piece::Text(" to ".to_owned()), money(high)],
        (Some(end), _) | (None, Some(end)) => vec![Piece::Text(format!("{} ", manner(statement))), money(end)],
        (None, None) => vec![Piece::Text(manner(statement))],
    }
}

/// The same where there is little room: a direction is one word.
pub fn brief(context: &Context<'_>, statement: &Statement) -> Vec<Piece> {
    match statement.direction {
        Some(direction) if !statement.has_figure() => vec![Piece::Text(direction.to_string())],
        _ => figure(context, statement),
    }
}

/// A note for each statement that does not compare with the one before, or has something to say.
pub fn remarks(said: &Said<'_>, topic: &Topic<'_>, statements: &[&Statement]) -> Vec<Note> {
    let mut notes = Vec::new();
    for statement in statements {
        let name = format!("{}, {}, {}", topic.company.name, words::label(statement.period), statement.announced);
        let lead = match statement.comparable {
            Comparable::Yes if statement.note.is_empty() => continue,
            Comparable::Yes => format!("{name}: {}.", statement.note),
            Comparable::Partly => {
                format!("{name}: compares only in part with the statement before: {}.", statement.note)
            }
            Comparable::No => format!("{name}: does not compare with the statement before"),
        };
        let mut note = Note::new(if statement.comparable == Comparable::Yes { "remark" } else { "comparable" }, lead);
        if statement.comparable == Comparable::No {
            if let Some(before) = topic.before(statement) {
                note = note.text(" (");
                note.parts.extend(figure(&said.context, before));
                note = note.text(format!(", {})", before.announced));
            }
            note = note.text(format!(": {}.", statement.note));
        }
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
            let days = words::other_name(topic.company, topic.period).unwrap_or_default();
            let text = format!(
                "{} spoke of its own {} ({days}), not of calendar {}.",
                topic.company.name,
                words::label(topic.period),
                words::label(topic.asked)
            );
            notes.push(Note::new("calendar", text));
        }
    }
    for &asked in &said.periods {
        let silent = said.silent(asked);
        if !silent.is_empty() {
            let text = format!("{} gave no guidance for {}.", words::and(&silent), words::label(asked));
            notes.push(Note::new("missing", text));
        }
    }
    notes
}
