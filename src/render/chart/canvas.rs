//! A sheet of terminal cells to draw on.

use unicode_width::UnicodeWidthChar as _;

use super::super::layout::{Line, LineKind, Run};
use crate::report::SeriesColor;

/// A rectangle of cells, each holding a character, in color or in none.
pub(super) struct Canvas {
    rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Copy)]
enum Cell {
    Glyph(char, Option<SeriesColor>),
    /// The second half of a character that takes two cells.
    Taken,
}

impl Canvas {
    pub fn new(width: usize, height: usize) -> Self {
        Self { rows: vec![vec![Cell::Glyph(' ', None); width]; height] }
    }

    /// Writes text from a cell on; what would run over the right edge is left out.
    pub fn write(&mut self, row: usize, column: usize, text: &str, color: Option<SeriesColor>) {
        let Some(cells) = self.rows.get_mut(row) else { return };
        let mut at = column;
        for c in text.chars() {
            let width = c.width().unwrap_or(0);
            if let Some([first, rest @ ..]) = cells.get_mut(at..at + width) {
                *first = Cell::Glyph(c, color);
                rest.fill(Cell::Taken);
                at += width;
            }
        }
    }

    /// Writes one character a number of times.
    pub fn fill(&mut self, row: usize, columns: std::ops::Range<usize>, glyph: char, color: Option<SeriesColor>) {
        for column in columns {
            let mut letter = [0; 4];
            self.write(row, column, glyph.encode_utf8(&mut letter), color);
        }
    }

    /// Whether nothing stands in a cell.
    pub fn is_free(&self, row: usize, column: usize) -> bool {
        let cell = self.rows.get(row).and_then(|cells| cells.get(column));
        matches!(cell, Some(Cell::Glyph(' ', _)))
    }

    /// The sheet as lines, top to bottom.
    pub fn into_lines(self) -> impl Iterator<Item = Line> {
        self.rows.into_iter().map(|cells| {
            let (mut text, mut runs): (String, Vec<Run>) = (String::new(), Vec::new());
            for cell in cells {
                let Cell::Glyph(glyph, color) = cell else { continue };
                let start = text.len();
                text.push(glyph);
                let Some(color) = color.filter(|_| glyph != ' ') else { continue };
                match runs.last_mut() {
                    Some(run) if run.color == color && run.bytes.end == start => run.bytes.end = text.len(),
                    _ => runs.push(Run { bytes: start..text.len(), color }),
                }
            }
            Line { runs, ..Line::new(text, LineKind::Plain) }
        })
    }
}
