//! A sheet of terminal cells to draw on.

use unicode_width::UnicodeWidthChar as _;

use super::super::layout::{ColoredPart, LineKind, PageLine};
use crate::report::SeriesColor;

/// A rectangle of cells, each holding a character, in color or in none.
pub(super) struct Canvas {
    rows: Vec<Vec<CanvasCell>>,
}

#[derive(Clone, Copy)]
enum CanvasCell {
    Glyph(char, Option<SeriesColor>),
    /// The second half of a character that takes two cells.
    Taken,
}

impl Canvas {
    pub fn new(width: usize, height: usize) -> Self {
        Self { rows: vec![vec![CanvasCell::Glyph(' ', None); width]; height] }
    }

    /// Writes text from a cell on; what would run over the right edge is left out.
    pub fn write(&mut self, row: usize, column: usize, text: &str, color: Option<SeriesColor>) {
        let Some(cells) = self.rows.get_mut(row) else { return };
        let mut at = column;
        for c in text.chars() {
            let width = c.width().unwrap_or(0);
            if let Some([first, rest @ ..]) = cells.get_mut(at..at + width) {
                *first = CanvasCell::Glyph(c, color);
                rest.fill(CanvasCell::Taken);
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
        matches!(cell, Some(CanvasCell::Glyph(' ', _)))
    }

    /// The sheet as lines, top to bottom.
    pub fn into_lines(self) -> impl Iterator<Item = PageLine> {
        self.rows.into_iter().map(|cells| {
            let (mut text, mut colored): (String, Vec<ColoredPart>) = (String::new(), Vec::new());
            for cell in cells {
                let CanvasCell::Glyph(glyph, color) = cell else { continue };
                let start = text.len();
                text.push(glyph);
                let Some(color) = color.filter(|_| glyph != ' ') else { continue };
                match colored.last_mut() {
                    Some(run) if run.color == color && run.bytes.end == start => run.bytes.end = text.len(),
                    _ => colored.push(ColoredPart { bytes: start..text.len(), color }),
                }
            }
            PageLine { colored, ..PageLine::new(text, LineKind::Plain) }
        })
    }
}
