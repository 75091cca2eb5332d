//! Notes that come once for a figure: the first few of each kind as they are, then how many more there were.

use std::collections::BTreeMap;

use crate::report::{Note, Words};
use crate::say;

/// Notes of one kind come one by one up to this many; the records have all.
const MOST: usize = 8;

/// How many notes of each kind there were.
#[derive(Debug, Default)]
pub struct RepeatedNotes(BTreeMap<&'static str, usize>);

impl RepeatedNotes {
    /// Adds a note about one figure to those of a report, unless there were many of its kind.
    pub fn add(&mut self, notes: &mut Vec<Note>, note: Note) {
        let count = self.0.entry(note.kind).or_default();
        *count += 1;
        if *count <= MOST {
            notes.push(note);
        }
    }

    /// How many more there were of each kind.
    pub fn rest(self) -> impl Iterator<Item = Note> {
        let more = |(kind, count): (&'static str, usize)| {
            let more = count.checked_sub(MOST).filter(|more| *more > 0)?;
            Some(Note::new(kind, further(kind, more.to_string())))
        };
        self.0.into_iter().filter_map(more)
    }
}

fn further(kind: &'static str, more: String) -> Words {
    match kind {
        "left_out" => say!("Further figures left out: {more}; -f csv lists every one, with its reason.", more),
        "restated" => say!("Further figures that restate bundled ones: {more}; -f csv lists every one.", more),
        "new" => say!("Further new figures: {more}; -f csv lists every one.", more),
        "rates_left_out" | "rates_jump" => {
            say!("Further fixings of that kind: {more}; -f csv lists every one.", more)
        }
        "differs" => say!("Further bundled quarters that differ: {more}.", more),
        _ => say!("Further bundled quarters that are not in the file: {more}.", more),
    }
}
