//! Statements by day, each as far as it reached on one scale, and the outcome below them.

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr as _;

use super::super::layout::{LineKind, PageLine};
use super::super::prose;
use super::super::unit::PageScale;
use super::super::wrap::wrap_within;
use super::axis::Axis;
use super::canvas::Canvas;
use super::reach::{GuidanceRow, Reach, compared};
use super::{length, sample, spread, ticks};
use crate::report::{GuidanceRanges, Mark, SeriesColor};

/// Columns of space between two columns of text.
const GAP: usize = 2;
/// The shortest scale worth drawing.
const SHORTEST: usize = 12;
/// Columns for each step of the scale, at least.
const PER_STEP: usize = 8;
/// Columns of what stands where a scale leaves out what is below it: zero, then a break.
const BREAK: usize = 3;
/// Columns of a day.
const DAYS: usize = 10;

struct RangeLayout {
    axis: Axis,
    /// Columns of the scale, without a break.
    room: usize,
    /// The column where it begins.
    start: usize,
    /// The column where the words begin.
    words: usize,
    width: usize,
    color: SeriesColor,
}

pub(super) fn lines(guidance: &[GuidanceRanges], scale: &PageScale, width: usize) -> Vec<PageLine> {
    let mut lines = Vec::new();
    for ranges in guidance {
        if !lines.is_empty() {
            lines.push(PageLine::blank());
        }
        lines.push(PageLine::new(prose::page(&ranges.heading, scale), LineKind::Title));
        lines.extend(draw(ranges, scale, width));
    }
    lines
}

fn draw(ranges: &GuidanceRanges, scale: &PageScale, width: usize) -> Vec<PageLine> {
    let rows = GuidanceRow::all(ranges, scale);
    let layout = RangeLayout::new(ranges, &rows, width);
    // A statement without a figure stands as text in the room of the scale, in as many lines as it takes.
    let wrapped = |row: &GuidanceRow| {
        let room = width.saturating_sub(layout.start);
        if row.is_drawn() { vec![row.words.clone()] } else { wrap_within(&row.words, room) }
    };
    let texts: Vec<Vec<String>> = rows.iter().map(wrapped).collect();
    let compared = compared(&rows).map(|figure| layout.column(figure));
    let mut canvas = Canvas::new(width, texts.iter().map(Vec::len).sum::<usize>() + 2);
    let mut at = 0;
    for (row, words) in rows.iter().zip(texts) {
        canvas.write(at, 0, &row.day.to_string(), None);
        layout.draw(&mut canvas, at, row);
        if let Some(column) = compared.filter(|column| row.is_range() && canvas.is_free(at, *column)) {
            canvas.write(at, column, "┊", Some(ranges.color));
        }
        for line in words {
            canvas.write(at, if row.is_drawn() { layout.words } else { layout.start }, &line, None);
            at += 1;
        }
    }
    if let Some(like) = sample(ranges.figures()) {
        layout.foot(&mut canvas, at, ticks(&layout.axis, Some(like), scale));
    }
    let mut lines: Vec<PageLine> = canvas.into_lines().collect();
    while lines.last().is_some_and(|line| line.text.is_empty()) {
        lines.pop();
    }
    lines
}

impl RangeLayout {
    fn new(ranges: &GuidanceRanges, rows: &[GuidanceRow], width: usize) -> Self {
        let words = rows.iter().filter(|row| row.is_drawn()).map(|row| row.words.width()).max().unwrap_or(0);
        let figures: Vec<Decimal> = ranges.figures().filter_map(length).collect();
        let room = width.saturating_sub(DAYS + GAP + GAP + words).max(SHORTEST);
        let axis = Axis::around(&figures, u32::try_from(room / PER_STEP).unwrap_or(1).clamp(2, 8));
        let left_out = if axis.is_cut() { BREAK } else { 0 };
        let (start, words) = (DAYS + GAP + left_out, DAYS + GAP + room + GAP);
        Self { axis, room: room.saturating_sub(left_out + 1).max(1), start, words, width, color: ranges.color }
    }

    fn column(&self, figure: Decimal) -> usize {
        self.start + self.axis.place(figure, self.room)
    }

    /// From the lower end to the upper; a point where one figure was given; an arrow where an end is open.
    fn draw(&self, canvas: &mut Canvas, at: usize, row: &GuidanceRow) {
        let last = self.start + self.room;
        let (from, to, [left, right]) = match row.reach {
            Reach::Nothing => return,
            Reach::Point(figure) => {
                let point = row.outcome.map_or("●", |mark| if mark == Mark::Partial { "◇" } else { "◆" });
                return canvas.write(at, self.column(figure), point, Some(self.color));
            }
            Reach::Range(low, high) if self.column(low) == self.column(high) => {
                return canvas.write(at, self.column(low), "●", Some(self.color));
            }
            Reach::Range(low, high) => (self.column(low), self.column(high), ["├", "┤"]),
            Reach::From(low) => (self.column(low), last, ["├", "▶"]),
            Reach::UpTo(high) => (self.start, self.column(high), ["◀", "┤"]),
        };
        canvas.fill(at, from..to, '─', Some(self.color));
        canvas.write(at, from, left, Some(self.color));
        canvas.write(at, to, right, Some(self.color));
    }

    fn foot(&self, canvas: &mut Canvas, row: usize, labels: Vec<String>) {
        canvas.fill(row, self.start..self.start + self.room + 1, '─', None);
        if self.axis.is_cut() {
            canvas.write(row, DAYS + GAP, "└╱╱", None);
            canvas.write(row + 1, DAYS + GAP, "0", None);
        }
        let places: Vec<usize> = self.axis.ticks().into_iter().map(|tick| self.column(tick)).collect();
        for place in &places {
            canvas.write(row, *place, "┴", None);
        }
        for (start, label) in spread(places.into_iter().zip(labels), self.start.saturating_sub(1)..self.width) {
            canvas.write(row + 1, start, &label, None);
        }
    }
}
