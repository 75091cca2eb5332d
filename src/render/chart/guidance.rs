//! Statements by day, each as far as it reached on one scale, and the outcome below them.

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr as _;

use super::super::layout::{LineKind, PageLine};
use super::super::unit::PageScale;
use super::super::wrap::wrap_within;
use super::super::{cell, prose};
use super::axis::Axis;
use super::canvas::Canvas;
use super::reach::Reach;
use super::{length, sample, spread, ticks};
use crate::report::{Cell, GuidanceRanges, Mark, StatedRange, Words};
use crate::say;

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
    let layout = RangeLayout::new(ranges, scale, width);
    // A statement without a figure stands as text in the room of the scale, in as many lines as it takes.
    let wrapped = |said: &StatedRange| {
        let words = prose::page(&said.words, scale);
        if Reach::of(said).is_drawn() { vec![words] } else { wrap_within(&words, width.saturating_sub(layout.start)) }
    };
    let texts: Vec<Vec<String>> = ranges.said.iter().map(wrapped).collect();
    let rows: usize = texts.iter().map(Vec::len).sum();
    let mut canvas = Canvas::new(width, rows + 3);
    let (mut row, mut reaches) = (0, Vec::new());
    for (said, words) in ranges.said.iter().zip(texts) {
        canvas.write(row, 0, &said.day.to_string(), None);
        let is_drawn = Reach::of(said).is_drawn();
        if is_drawn {
            layout.stated_range(&mut canvas, row, said, ranges);
            reaches.push(row);
        }
        for line in words {
            canvas.write(row, if is_drawn { layout.words } else { layout.start }, &line, None);
            row += 1;
        }
    }
    if let Some((day, outcome)) = &ranges.outcome {
        canvas.write(row, 0, &day.to_string(), None);
        if let Some(figure) = length(outcome) {
            let column = layout.column(figure);
            let is_whole = outcome.mark != Mark::Partial;
            for above in reaches.into_iter().filter(|_| is_whole) {
                if canvas.is_free(above, column) {
                    canvas.write(above, column, "┊", Some(ranges.color));
                }
            }
            canvas.write(row, column, if outcome.mark == Mark::Partial { "◇" } else { "◆" }, Some(ranges.color));
        }
        canvas.write(row, layout.words, &prose::page(&self::outcome(outcome, scale), scale), None);
        row += 1;
    }
    if let Some(like) = sample(ranges.figures()) {
        layout.foot(&mut canvas, row, &ticks(&layout.axis, Some(like), scale));
    }
    let mut lines: Vec<PageLine> = canvas.into_lines().collect();
    while lines.last().is_some_and(|line| line.text.is_empty()) {
        lines.pop();
    }
    lines
}

/// `outcome 72.2`, or `so far 50.9*` while quarters are missing.
pub(in crate::render) fn outcome(outcome: &Cell, scale: &PageScale) -> Words {
    let amount = cell::page(outcome, scale);
    if outcome.mark == Mark::Partial { say!(so_far_amount, amount) } else { say!(outcome_amount, amount) }
}

impl RangeLayout {
    fn new(ranges: &GuidanceRanges, scale: &PageScale, width: usize) -> Self {
        let drawn = || ranges.said.iter().filter(|said| Reach::of(said).is_drawn());
        let outcome =
            ranges.outcome.iter().map(|(_, outcome)| prose::page(&self::outcome(outcome, scale), scale).width());
        let words = drawn().map(|said| prose::page(&said.words, scale).width()).chain(outcome).max().unwrap_or(0);
        let figures: Vec<Decimal> = ranges.figures().filter_map(length).collect();
        let room = width.saturating_sub(DAYS + GAP + GAP + words).max(SHORTEST);
        let axis = Axis::around(&figures, u32::try_from(room / PER_STEP).unwrap_or(1).clamp(2, 8));
        let left_out = if axis.is_cut() { BREAK } else { 0 };
        let start = DAYS + GAP + left_out;
        Self { axis, room: room.saturating_sub(left_out + 1).max(1), start, words: DAYS + GAP + room + GAP, width }
    }

    fn column(&self, figure: Decimal) -> usize {
        self.start + self.axis.place(figure, self.room)
    }

    /// From the lower end to the upper; a point where one figure was given; an arrow where an end is open.
    fn stated_range(&self, canvas: &mut Canvas, row: usize, said: &StatedRange, ranges: &GuidanceRanges) {
        let color = Some(ranges.color);
        let last = self.start + self.room;
        match Reach::of(said) {
            Reach::Nothing => {}
            Reach::Point(figure) => canvas.write(row, self.column(figure), "●", color),
            Reach::Range(low, high) if self.column(low) == self.column(high) => {
                canvas.write(row, self.column(low), "●", color);
            }
            Reach::Range(low, high) => {
                let (low, high) = (self.column(low), self.column(high));
                canvas.fill(row, low..high, '─', color);
                canvas.write(row, low, "├", color);
                canvas.write(row, high, "┤", color);
            }
            Reach::From(low) => {
                let low = self.column(low);
                canvas.fill(row, low..last, '─', color);
                canvas.write(row, low, "├", color);
                canvas.write(row, last, "▶", color);
            }
            Reach::UpTo(high) => {
                let high = self.column(high);
                canvas.fill(row, self.start..high, '─', color);
                canvas.write(row, self.start, "◀", color);
                canvas.write(row, high, "┤", color);
            }
        }
    }

    fn foot(&self, canvas: &mut Canvas, row: usize, labels: &[String]) {
        canvas.fill(row, self.start..self.start + self.room + 1, '─', None);
        if self.axis.is_cut() {
            canvas.write(row, DAYS + GAP, "└╱╱", None);
            canvas.write(row + 1, DAYS + GAP, "0", None);
        }
        let places: Vec<usize> = self.axis.ticks().into_iter().map(|tick| self.column(tick)).collect();
        for place in &places {
            canvas.write(row, *place, "┴", None);
        }
        let labels = places.into_iter().zip(labels.iter().cloned());
        for (start, label) in spread(labels, self.start.saturating_sub(1)..self.width) {
            canvas.write(row + 1, start, &label, None);
        }
    }
}
