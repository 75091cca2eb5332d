//! Bars from left to right on one scale, each with its name before it and its figures behind.

use unicode_width::UnicodeWidthStr as _;

use super::super::layout::{LineKind, PageLine};
use super::super::prose;
use super::super::unit::PageScale;
use super::axis::Axis;
use super::canvas::Canvas;
use super::{FROM_LEFT, HATCH, MISSING, length, printed, sample, spread, ticks};
use crate::report::{Bar, Bars, Cell, Mark, SeriesColor};

/// Columns of space between two columns of text.
const GAP: usize = 2;
/// The shortest scale worth drawing; figures beside the first give way to it.
const SHORTEST: usize = 12;
/// Columns for each step of the scale, at least, so that its labels stand apart.
const PER_STEP: usize = 9;

/// Where everything stands.
struct BarLayout {
    /// Columns of the widest name.
    names: usize,
    /// Columns of the scale.
    room: usize,
    /// Width of each column of figures.
    figures: Vec<usize>,
    /// The place of zero on the scale.
    zero: usize,
    axis: Axis,
    width: usize,
}

pub(super) fn lines(bars: &Bars, scale: &PageScale, width: usize) -> Vec<PageLine> {
    let layout = BarLayout::new(bars, scale, width);
    let mut lines = vec![heading(bars, &layout, scale)];
    lines.retain(|line| !line.text.is_empty());
    for group in &bars.groups {
        let heading = prose::page(&group.heading, scale);
        if !heading.is_empty() {
            lines.push(PageLine::new(heading, LineKind::Title));
        }
        for bar in &group.bars {
            lines.extend(draw(bar, &layout, scale));
        }
        lines.extend(group.total.iter().map(|total| sum(total, &layout, scale)));
    }
    lines.extend(foot(bars, &layout, scale));
    lines
}

impl BarLayout {
    fn new(bars: &Bars, scale: &PageScale, width: usize) -> Self {
        let all = || bars.groups.iter().flat_map(|group| group.bars.iter().chain(&group.total));
        let names = all().map(|bar| prose::page(&bar.name, scale).width()).max().unwrap_or(0);
        let figures = (0..bars.headings.len()).map(|at| {
            let heading = bars.headings.get(at).map_or(0, |heading| prose::page(heading, scale).width());
            all().filter_map(|bar| cell(bar, at)).map(|cell| printed(cell, scale).1).max().unwrap_or(0).max(heading)
        });
        let mut figures: Vec<usize> = figures.collect();
        let taken = |figures: &[usize]| figures.iter().map(|figure| figure + GAP).sum::<usize>();
        while figures.len() > 1 && width < names + GAP + SHORTEST + taken(&figures) {
            figures.pop();
        }
        let room = width.saturating_sub(names + GAP + taken(&figures)).max(SHORTEST);
        let drawn = bars.groups.iter().flat_map(|group| &group.bars).filter_map(|bar| length(&bar.figure));
        let drawn: Vec<_> = drawn.collect();
        let axis = Axis::over(&drawn, u32::try_from(room / PER_STEP).unwrap_or(1).clamp(2, 8));
        let zero = axis.place(rust_decimal::Decimal::ZERO, room);
        Self { names, room, figures, zero, axis, width }
    }

    /// The column where the scale begins: behind the names and a line for zero.
    fn start(&self) -> usize {
        self.names + GAP
    }

    fn row(&self) -> Canvas {
        Canvas::new(self.width.max(self.start() + self.room), 1)
    }
}

/// The figure of a bar in a column: the one that is drawn, then those beside it.
fn cell(bar: &Bar, at: usize) -> Option<&Cell> {
    if at == 0 { Some(&bar.figure) } else { bar.asides.get(at - 1) }
}

fn heading(bars: &Bars, layout: &BarLayout, scale: &PageScale) -> PageLine {
    let texts = bars.headings.iter().map(|heading| prose::page(heading, scale));
    PageLine::new(columns("", texts, layout), LineKind::Header)
}

/// A name, an empty scale and figures, each at the right edge of its column.
fn columns(name: &str, texts: impl Iterator<Item = String>, layout: &BarLayout) -> String {
    let space = (layout.start() + layout.room).saturating_sub(name.width());
    let mut line = [name, &" ".repeat(space)].concat();
    for (text, width) in texts.zip(&layout.figures) {
        let space = (width + GAP).saturating_sub(text.width());
        line.extend([&" ".repeat(space), text.as_str()]);
    }
    line
}

fn draw(bar: &Bar, layout: &BarLayout, scale: &PageScale) -> Vec<PageLine> {
    let mut row = layout.row();
    row.write(0, 0, &prose::page(&bar.name, scale), None);
    let zero = layout.start() + layout.zero;
    row.write(0, zero - 1, "│", None);
    match length(&bar.figure) {
        None => row.write(0, zero, MISSING, None),
        Some(figure) => {
            let eighths = layout.axis.place(figure, layout.room * 8);
            let hatched = bar.figure.mark == Mark::Partial;
            // What is not zero is never drawn as nothing.
            let zero = layout.zero * 8;
            let eighths = match (figure.is_zero(), figure.is_sign_negative()) {
                (true, _) => zero,
                (_, true) => eighths.min(zero.saturating_sub(1)),
                (_, false) => eighths.max(zero + 1),
            };
            extend(&mut row, layout, eighths, hatched, bar.color);
        }
    }
    for (at, end) in ends(layout).into_iter().enumerate() {
        let Some((text, columns)) = cell(bar, at).map(|cell| printed(cell, scale)) else { continue };
        row.write(0, end.saturating_sub(columns), &text, None);
    }
    row.into_lines().collect()
}

/// The bar itself, to a place in eighths of a column: to the right of zero in eighths, to the left of it in halves,
/// for which there are characters.
fn extend(row: &mut Canvas, layout: &BarLayout, eighths: usize, hatched: bool, color: SeriesColor) {
    let (start, zero) = (layout.start(), layout.zero * 8);
    let solid = if hatched { HATCH } else { '█' };
    if eighths >= zero {
        let (full, rest) = (eighths / 8, eighths % 8);
        row.fill(0, start + layout.zero..start + full, solid, Some(color));
        if let Some(tip) = FROM_LEFT.get(rest).filter(|_| rest > 0) {
            row.fill(0, start + full..start + full + 1, if hatched { HATCH } else { *tip }, Some(color));
        }
    } else {
        // The line of zero stands in the column before it, and the bar begins before that line.
        let halves = (zero - eighths).div_ceil(4);
        let (full, rest) = (halves / 2, halves % 2);
        let edge = start + layout.zero - 1;
        row.fill(0, edge.saturating_sub(full).max(start)..edge, solid, Some(color));
        if rest > 0 && edge > start + full {
            row.fill(0, edge - full - 1..edge - full, if hatched { HATCH } else { '▐' }, Some(color));
        }
    }
}

/// The right edges of the columns of figures.
fn ends(layout: &BarLayout) -> Vec<usize> {
    let mut end = layout.start() + layout.room;
    layout.figures.iter().map(|width| end_after(&mut end, width + GAP)).collect()
}

fn end_after(end: &mut usize, columns: usize) -> usize {
    *end += columns;
    *end
}

fn sum(total: &Bar, layout: &BarLayout, scale: &PageScale) -> PageLine {
    let texts =
        (0..layout.figures.len()).map(|at| cell(total, at).map_or_else(String::new, |cell| printed(cell, scale).0));
    PageLine::new(columns(&prose::page(&total.name, scale), texts, layout), LineKind::Total)
}

/// The scale under the bars.
fn foot(bars: &Bars, layout: &BarLayout, scale: &PageScale) -> Vec<PageLine> {
    let cells = bars.groups.iter().flat_map(|group| &group.bars).map(|bar| &bar.figure);
    let like = sample(cells);
    if like.is_none() {
        return Vec::new();
    }
    let before = layout.start() - 1;
    let mut canvas = Canvas::new(layout.width.max(layout.start() + layout.room), 2);
    canvas.fill(0, before..layout.start() + layout.room, '─', None);
    let places = layout.axis.ticks().into_iter().map(|tick| before + layout.axis.place(tick, layout.room));
    let places: Vec<usize> = places.collect();
    for place in &places {
        canvas.write(0, *place, "┴", None);
    }
    canvas.write(0, before, "└", None);
    let labels = places.into_iter().zip(ticks(&layout.axis, like, scale));
    for (start, label) in spread(labels, 0..layout.width) {
        canvas.write(1, start, &label, None);
    }
    canvas.into_lines().collect()
}
