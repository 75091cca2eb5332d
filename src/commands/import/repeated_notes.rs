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
        "left_out" => say!(more_left_out, more),
        "restated" => say!(more_restatements, more),
        "new" => say!(more_new_figures, more),
        "rates_left_out" | "rates_jump" => {
            say!(more_fixings, more)
        }
        "differs" => say!(more_quarters_differ, more),
        _ => say!(more_quarters_not_in_file, more),
    }
}
