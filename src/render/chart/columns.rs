//! Columns over time: series stacked on each other where they add up, else each in a panel of its own, on one scale.

use std::iter::repeat_n;
use std::ops::Range;

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr as _;

use super::super::layout::PageLine;
use super::super::unit::PageScale;
use super::super::{cell, prose};
use super::axis::Axis;
use super::canvas::Canvas;
use super::{FROM_BELOW, HATCH, MISSING, UNDIVIDED, fill, length, printed, sample, shares, spread, ticks};
use crate::report::{Cell, Mark, Series, SeriesColor, Stop, Timeline};
use crate::say;

/// Rows of a scale, about.
const HEIGHT: usize = 15;
/// Rows of a scale with stacks on it, about: a fill has no eighths of a row.
const STACKED: usize = 20;
/// Rows of a scale where several stand under each other, about.
const LOW: usize = 10;
/// Steps of a scale, at most.
const STEPS: u32 = 5;
/// The most columns for one stop.
const WIDEST_STOP: usize = 9;
/// Columns of space between two panels.
const BETWEEN: usize = 3;
/// Columns of a year.
const YEAR: usize = 4;
/// Quarters of a year.
const PARTS: usize = 4;

/// What stands on one axis of time.
struct Panel<'t> {
    /// Above it.
    caption: String,
    /// From the scale up or down; one or several on each other.
    series: Vec<(&'t [Cell], SeriesColor)>,
    /// Printed above the columns.
    heads: &'t [Cell],
    stops: &'t [Stop],
}

/// The measures all panels share.
struct ColumnLayout<'a> {
    axis: Axis,
    /// Rows of each step of the scale.
    per_step: usize,
    /// Columns before the scale, labels and line included.
    before: usize,
    labels: Vec<String>,
    /// Columns for one stop.
    slot: usize,
    scale: &'a PageScale,
    width: usize,
}

pub(super) fn lines(timeline: &Timeline, scale: &PageScale, width: usize) -> Vec<PageLine> {
    let axis = Axis::over(&heights(timeline), STEPS);
    let cells = timeline.series.iter().flat_map(|series| &series.figures);
    let labels = sample(cells).map_or_else(Vec::new, |like| ticks(&axis, Some(like), scale));
    let before = labels.iter().map(|label| label.width()).max().unwrap_or(0) + 2;
    let room = width.saturating_sub(before).max(1);
    let panels = panels(timeline, scale);
    let captions = panels.iter().map(|panel| panel.caption.width()).max().unwrap_or(0);
    let (side_by_side, slot) = fit(panels.len(), timeline.stops.len(), captions, room);
    let is_one = panels.len() == 1;
    let rows = match panels.len() {
        _ if timeline.is_stacked() => STACKED,
        panels if panels <= side_by_side => HEIGHT,
        _ => LOW,
    };
    // Without a figure there is nothing to measure, and a few rows show the gaps.
    let per_step = if labels.is_empty() { 1 } else { (rows / axis.steps()).max(2) };
    let layout = ColumnLayout { axis, per_step, before, labels, slot, scale, width };

    // Too many stops for the width stand in several rows, like words.
    let stops_a_row = (room / slot).max(1);
    let pieces: Vec<Panel<'_>> = panels.iter().flat_map(|panel| panel.cut(stops_a_row)).collect();
    let mut lines = Vec::new();
    for row in pieces.chunks(side_by_side) {
        if !lines.is_empty() {
            lines.push(PageLine::blank());
        }
        lines.extend(layout.draw(row));
    }
    if is_one && timeline.series.len() > 1 {
        lines.push(PageLine::blank());
        lines.extend(legend(timeline, &layout));
    }
    lines
}

/// How high everything that is drawn reaches: a stack as far as its parts on each other.
pub(in crate::render) fn heights(timeline: &Timeline) -> Vec<Decimal> {
    if !timeline.is_stacked() {
        return timeline.series.iter().flat_map(|series| series.figures.iter().filter_map(length)).collect();
    }
    let known = |at: usize| timeline.series.iter().filter_map(move |series| series.figures.get(at).and_then(length));
    // Parts of one that were each divided come to a little more or less.
    (0..timeline.stops.len()).map(|at| known(at).sum::<Decimal>().round_dp(9)).collect()
}

fn panels<'t>(timeline: &'t Timeline, scale: &PageScale) -> Vec<Panel<'t>> {
    let stops = &timeline.stops;
    if let Some(sums) = &timeline.sums {
        let series = timeline.series.iter().map(|series| (&series.figures[..], series.color)).collect();
        return vec![Panel { caption: String::new(), series, heads: sums, stops }];
    }
    let is_one = timeline.series.len() == 1;
    let panel = |series: &'t Series| {
        let name = prose::page(&series.name, scale);
        let newest = series.figures.last().filter(|_| !is_one).map(|cell| format!(" {}", cell::page(cell, scale)));
        let caption = name + &newest.unwrap_or_default();
        let heads: &[Cell] = if is_one { &series.figures } else { &[] };
        Panel { caption, series: vec![(&series.figures[..], series.color)], heads, stops }
    };
    timeline.series.iter().map(panel).collect()
}

/// How many panels stand side by side, and how many columns a stop has: room for a gap between two columns comes before
/// room for more panels.
fn fit(panels: usize, stops: usize, captions: usize, room: usize) -> (usize, usize) {
    let stops = stops.max(1);
    let slot = |side_by_side: usize| {
        let each = (room + BETWEEN).checked_div(side_by_side).unwrap_or(room).saturating_sub(BETWEEN);
        if side_by_side > 1 && captions > each { 0 } else { each / stops }
    };
    let roomy = (1..=panels.max(1)).rev().find(|&side_by_side| slot(side_by_side) >= 2).unwrap_or(1);
    // Rows of three and two are better than rows of four and one.
    let side_by_side = panels.max(1).div_ceil(panels.max(1).div_ceil(roomy));
    (side_by_side, slot(side_by_side).clamp(1, WIDEST_STOP))
}

impl<'t> Panel<'t> {
    /// The panel in parts of so many stops.
    fn cut(&self, stops: usize) -> Vec<Panel<'t>> {
        let count = self.stops.len();
        let part = |from: usize| {
            let range = from..(from + stops).min(count);
            let of = |cells: &'t [Cell]| cells.get(range.clone()).unwrap_or_default();
            Panel {
                caption: self.caption.clone(),
                series: self.series.iter().map(|(cells, color)| (of(cells), *color)).collect(),
                heads: of(self.heads),
                stops: self.stops.get(range.clone()).unwrap_or_default(),
            }
        };
        (0..count).step_by(stops).map(part).collect()
    }
}

impl ColumnLayout<'_> {
    fn rows_above(&self) -> usize {
        self.axis.place(Decimal::ZERO, self.axis.steps()).abs_diff(self.axis.steps()) * self.per_step
    }

    fn rows(&self) -> usize {
        self.axis.steps() * self.per_step
    }

    /// Columns of a column itself; the others of its stop are a gap.
    fn bar(&self) -> usize {
        if self.slot < 3 { 1 } else { (self.slot * 2).div_ceil(3).min(self.slot - 1) }
    }

    /// Panels side by side, one scale at their left.
    fn draw(&self, panels: &[Panel<'_>]) -> Vec<PageLine> {
        let captions = usize::from(panels.iter().any(|panel| !panel.caption.is_empty()));
        // Above the scale there is room for a figure on the highest column; below it, for the labels.
        let has_heads = panels.iter().any(|panel| {
            let marked = panel.series.iter().flat_map(|(cells, _)| cells.iter()).any(|cell| cell.mark != Mark::None);
            !panel.heads.is_empty() || marked
        });
        let top = captions + usize::from(has_heads);
        let zero = top + self.rows_above();
        let mut canvas = Canvas::new(self.width.max(self.before + self.slot), top + self.rows() + 3);
        for (step, label) in self.labels.iter().enumerate() {
            // A figure's row is the one that its column fills last; zero has a row of its own.
            let row = top + self.rows() - step * self.per_step;
            canvas.write(row, (self.before - 2).saturating_sub(label.width()), label, None);
            canvas.write(row, self.before - 1, "┤", None);
        }
        for row in top..=top + self.rows() {
            if canvas.is_free(row, self.before - 1) {
                canvas.write(row, self.before - 1, "│", None);
            }
        }
        let mut left = self.before;
        for panel in panels {
            let width = panel.stops.len() * self.slot;
            canvas.write(0, left, &panel.caption, None);
            canvas.fill(zero, left..left + width, '─', None);
            self.columns(&mut canvas, panel, left, zero);
            self.time(&mut canvas, panel.stops, left, top + self.rows() + 1);
            left += width.max(panel.caption.width()) + BETWEEN;
        }
        canvas.write(zero, self.before - 1, "┼", None);
        let mut lines: Vec<PageLine> = canvas.into_lines().collect();
        while lines.last().is_some_and(|line| line.text.is_empty()) {
            lines.pop();
        }
        if captions == 0 && lines.first().is_some_and(|line| line.text.is_empty()) {
            lines.remove(0);
        }
        lines
    }

    fn columns(&self, canvas: &mut Canvas, panel: &Panel<'_>, left: usize, zero: usize) {
        let widest = widest(panel.heads, self.scale);
        let bar = self.bar();
        for at in 0..panel.stops.len() {
            let start = left + at * self.slot;
            let columns = start..start + bar;
            let parts: Vec<(&Cell, SeriesColor)> =
                panel.series.iter().filter_map(|(cells, color)| Some((cells.get(at)?, *color))).collect();
            let top = match parts.as_slice() {
                [(cell, color)] => self.column(canvas, columns.clone(), cell, *color, zero),
                parts => self.stack(canvas, columns.clone(), parts, zero),
            };
            match (panel.heads.get(at), parts.first().map(|(cell, _)| *cell)) {
                (Some(head), _) if widest < self.slot => self.head(canvas, &printed(head, self.scale).0, &columns, top),
                (Some(head), _) | (None, Some(head)) => self.head(canvas, sign(head), &columns, top),
                (None, None) => {}
            }
        }
    }

    /// A column of one figure; returns the row above it.
    fn column(
        &self,
        canvas: &mut Canvas,
        columns: Range<usize>,
        cell: &Cell,
        color: SeriesColor,
        zero: usize,
    ) -> usize {
        let ground = zero.saturating_sub(1);
        let Some(figure) = length(cell) else { return ground };
        let at_zero = self.axis.place(Decimal::ZERO, self.rows() * 8);
        let at = self.axis.place(figure, self.rows() * 8);
        let hatch = |glyph: char| if cell.mark == Mark::Partial { HATCH } else { glyph };
        if figure.is_sign_negative() && !figure.is_zero() {
            // Downwards there are characters for halves only.
            let halves = (at_zero - at).div_ceil(4).max(1);
            for row in 0..halves / 2 {
                canvas.fill(zero + 1 + row, columns.clone(), hatch('█'), Some(color));
            }
            if !halves.is_multiple_of(2) {
                canvas.fill(zero + 1 + halves / 2, columns, hatch('▀'), Some(color));
            }
            return ground;
        }
        let eighths = (at - at_zero).max(usize::from(!figure.is_zero()));
        for row in 0..eighths / 8 {
            canvas.fill(ground.saturating_sub(row), columns.clone(), hatch('█'), Some(color));
        }
        if let Some(tip) = FROM_BELOW.get(eighths % 8).filter(|_| eighths % 8 > 0) {
            canvas.fill(ground.saturating_sub(eighths / 8), columns, hatch(*tip), Some(color));
        }
        ground.saturating_sub(eighths.div_ceil(8))
    }

    /// Figures on each other, as high as what they come to. Returns the row above.
    fn stack(&self, canvas: &mut Canvas, columns: Range<usize>, parts: &[(&Cell, SeriesColor)], zero: usize) -> usize {
        let ground = zero.saturating_sub(1);
        let (rows, divided) = self.divided(parts.iter().map(|(cell, _)| *cell), columns.len());
        // Each part's fill, as many times as it has cells.
        let fills: Vec<(char, SeriesColor, Mark)> = match divided {
            Some(cells) => {
                let parts = parts.iter().zip(cells);
                parts.flat_map(|((cell, color), cells)| repeat_n((fill(*color), *color, cell.mark), cells)).collect()
            }
            None => vec![(UNDIVIDED, SeriesColor::Sum, Mark::None); rows * columns.len()],
        };
        let places = (0..rows).map(|row| ground.saturating_sub(row));
        let places = places.flat_map(|row| columns.clone().map(move |column| (row, column)));
        for ((row, column), (glyph, color, mark)) in places.zip(fills) {
            let is_hatched = mark == Mark::Partial && (column + row).is_multiple_of(2);
            canvas.fill(row, column..column + 1, if is_hatched { HATCH } else { glyph }, Some(color));
        }
        ground.saturating_sub(rows)
    }

    /// The rows of a stack and, if there are enough of them, the cells of each part.
    fn divided<'c>(&self, parts: impl Iterator<Item = &'c Cell>, across: usize) -> (usize, Option<Vec<usize>>) {
        let parts: Vec<Decimal> = parts.map(|cell| length(cell).unwrap_or_default()).collect();
        let sum: Decimal = parts.iter().sum();
        let rows = self.axis.place(sum, self.rows()).max(usize::from(!sum.is_zero()));
        (rows, shares::cells(&parts, rows, across))
    }

    /// What stands on top of a column, or on the line of zero where there is none.
    fn head(&self, canvas: &mut Canvas, text: &str, columns: &Range<usize>, row: usize) {
        let middle = columns.start + columns.len() / 2;
        canvas.write(row, middle.saturating_sub(text.width() / 2).max(self.before), text, None);
    }

    /// Parts of the year under the columns, and the years under those.
    fn time(&self, canvas: &mut Canvas, stops: &[Stop], left: usize, row: usize) {
        let middle = |at: usize| left + at * self.slot + self.bar() / 2;
        // The last year may be longer than its columns, and reach into the space behind them.
        let edges = left..(left + stops.len() * self.slot + BETWEEN - 1).min(self.width).max(left + YEAR);
        let has_parts = stops.iter().any(|stop| !stop.part.is_empty());
        let shows_parts = has_parts && self.slot > 2;
        if shows_parts {
            let labels = stops.iter().enumerate().map(|(at, stop)| (middle(at), stop.part.clone()));
            for (start, label) in spread(labels, edges.clone()) {
                canvas.write(row, start, &label, None);
            }
        }
        let begins =
            |at: usize| at == 0 || stops.get(at - 1).map(|stop| &stop.year) != stops.get(at).map(|stop| &stop.year);
        let years: Vec<(usize, &Stop)> = stops.iter().enumerate().filter(|(at, _)| begins(*at)).collect();
        // Every year, or every so many back from the last.
        let apart = if has_parts { PARTS * self.slot } else { self.slot };
        let longest = years.iter().map(|(_, stop)| stop.year.width()).max().unwrap_or(0);
        let every = (longest + 1).div_ceil(apart).max(1);
        let shown = years.iter().enumerate().filter(|(nth, _)| (years.len() - 1 - nth).is_multiple_of(every));
        let labels = shown.map(|(_, (at, stop))| {
            let is_wider = has_parts || stop.year.width() > self.slot;
            let at = if is_wider { left + at * self.slot + stop.year.width() / 2 } else { middle(*at) };
            (at, stop.year.clone())
        });
        for (start, label) in spread(labels, edges) {
            canvas.write(row + usize::from(shows_parts), start, &label, None);
        }
    }
}

/// Columns of the widest figure.
fn widest(cells: &[Cell], scale: &PageScale) -> usize {
    cells.iter().map(|cell| printed(cell, scale).1).max().unwrap_or(0)
}

/// What must not be overlooked where figures have no room: a mark, or a gap.
fn sign(cell: &Cell) -> &'static str {
    match (length(cell), cell.mark) {
        (None, _) => MISSING,
        (_, Mark::Partial) => "*",
        (_, Mark::Approximate) => "≈",
        (_, Mark::None) => "",
    }
}

/// The fill of each company with its newest figure, and the newest sum.
fn legend(timeline: &Timeline, layout: &ColumnLayout<'_>) -> Vec<PageLine> {
    let entries = timeline.series.iter().map(|series| {
        let newest = series.figures.last().map_or_else(String::new, |cell| printed(cell, layout.scale).0);
        (fill(series.color), series.color, format!("{} {newest}", prose::page(&series.name, layout.scale)))
    });
    // Where figures have no room on the columns, the newest sum stands here.
    let sum =
        timeline.sums.as_deref().filter(|sums| widest(sums, layout.scale) >= layout.slot).and_then(<[Cell]>::last);
    let total = sum.map(|sum| {
        let words = say!(total_amount, amount = sum.value.clone());
        (' ', SeriesColor::Sum, prose::page(&words, layout.scale))
    });
    let undivided = (0..timeline.stops.len()).any(|at| {
        let parts = timeline.series.iter().filter_map(|series| series.figures.get(at));
        layout.divided(parts, layout.bar()).1.is_none()
    });
    let undivided =
        undivided.then(|| (UNDIVIDED, SeriesColor::Sum, prose::page(&say!(too_small_to_divide), layout.scale)));
    let newest = timeline.stops.last().map_or_else(String::new, |stop| stop.label() + ":");
    let mut rows: Vec<Vec<(usize, char, SeriesColor, String)>> = vec![Vec::new()];
    let indent = newest.width() + 1;
    let mut at = indent;
    for (glyph, color, text) in entries.chain(total).chain(undivided) {
        let columns = text.width() + 2;
        if at + columns > layout.width && at > indent {
            rows.push(Vec::new());
            at = indent;
        }
        if let Some(row) = rows.last_mut() {
            row.push((at, glyph, color, text));
        }
        at += columns + 2;
    }
    let mut canvas = Canvas::new(layout.width, rows.len());
    canvas.write(0, 0, &newest, None);
    for (line, row) in rows.into_iter().enumerate() {
        for (at, glyph, color, text) in row {
            canvas.fill(line, at..at + 1, glyph, Some(color));
            canvas.write(line, at + 2, &text, None);
        }
    }
    canvas.into_lines().collect()
}
