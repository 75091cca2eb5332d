//! Charts in characters, for a terminal: block elements, lines and labels, sized to a width.
//!
//! Lines are drawn first and coloured last, so a chart without colour has the very same characters: fills differ as
//! well as colours. ASCII comes from [`super::ascii`], which has a character for each of those used here.

mod axis;
mod bars;
mod canvas;
mod columns;
mod description;
mod guidance;
mod reach;
mod shares;

pub(super) use axis::Axis;
pub(super) use columns::heights;
pub(super) use description::description;
pub(super) use reach::{GuidanceRow, Reach, compared, outcome};

use std::ops::Range;

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr as _;

use super::cell;
use super::layout::PageLine;
use super::unit::PageScale;
use crate::report::{Cell, Chart, Quantity, SeriesColor, Value};

/// Columns of a chart where no terminal says how many it has.
const WIDTH: usize = 80;
/// A wider chart is no clearer.
const WIDEST: usize = 160;
/// Below this there is no room for labels and a picture; lines then run over.
const NARROWEST: usize = 30;

/// Fills of series on top of each other, distinct without colour.
const FILLS: [char; 6] = ['█', '▓', '▒', '░', '▚', '▞'];
/// The fill of what is partial.
const HATCH: char = '╱';
/// The fill of a stack that has fewer cells than parts.
const UNDIVIDED: char = '┃';
/// What stands where a figure is missing.
const MISSING: &str = "–";
/// A cell filled from the left, by eighths.
const FROM_LEFT: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
/// A cell filled from below, by eighths.
const FROM_BELOW: [char; 8] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇'];

/// A chart in lines.
pub(super) fn lines(chart: &Chart, scale: &PageScale, width: Option<usize>) -> Vec<PageLine> {
    let width = width.unwrap_or(WIDTH).clamp(NARROWEST, WIDEST);
    match chart {
        Chart::Bars(bars) => bars::lines(bars, scale, width),
        Chart::Timeline(timeline) => columns::lines(timeline, scale, width),
        Chart::Guidance(guidance) => guidance::lines(guidance, scale, width),
    }
}

/// A character for each figure, as high as the figure is above zero; a gap is a dash, and what is not above zero lies on
/// the ground.
pub(super) fn sparkline(figures: &[Cell]) -> String {
    const LEVELS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let highest = figures.iter().filter_map(length).max().filter(|highest| *highest > Decimal::ZERO);
    let axis = Axis { low: Decimal::ZERO, high: highest.unwrap_or(Decimal::ONE), step: Decimal::ONE };
    let level = |cell| LEVELS.get(axis.place(length(cell)?, LEVELS.len()).saturating_sub(1)).copied();
    figures.iter().map(|cell| level(cell).unwrap_or(MISSING)).collect()
}

/// Whether amounts of money are drawn, so that the heading names their unit.
pub(super) fn is_money(chart: &Chart) -> bool {
    matches!(sample(chart.figures()), Some(Value::Figure(Quantity::Money(_))))
}

/// What a figure's length is, if it is known.
pub(super) fn length(cell: &Cell) -> Option<Decimal> {
    match cell.value.figure()? {
        Quantity::Money(money) => Some(money.amount),
        Quantity::Change(number) | Quantity::Share(number) | Quantity::Number { value: number, .. } => Some(number),
        Quantity::Date(_) => None,
    }
}

/// The round numbers of an axis as they are printed; `like` is a figure that stands on it.
pub(super) fn ticks(axis: &Axis, like: Option<&Value>, scale: &PageScale) -> Vec<String> {
    axis.ticks().into_iter().map(|tick| scale.tick(like, tick, axis.step)).collect()
}

/// A figure that is known, to tell what kind the axis is of.
pub(super) fn sample<'c>(cells: impl IntoIterator<Item = &'c Cell>) -> Option<&'c Value> {
    cells.into_iter().find(|cell| length(cell).is_some()).map(|cell| &cell.value)
}

/// The fill of a series.
fn fill(color: SeriesColor) -> char {
    color.pick(&FILLS).unwrap_or(FILLS[0])
}

/// A figure as a page prints it, and its width.
fn printed(cell: &Cell, scale: &PageScale) -> (String, usize) {
    let text = cell::page(cell, scale);
    let width = text.width();
    (text, width)
}

/// Those of some labels that can stand in one line between two edges, each centred on its place: the first, and every
/// one that leaves a space to the one before.
fn spread(labels: impl IntoIterator<Item = (usize, String)>, edges: Range<usize>) -> Vec<(usize, String)> {
    let mut placed: Vec<(usize, String)> = Vec::new();
    let mut free = edges.start;
    for (middle, label) in labels {
        let columns = label.width();
        let start = middle.saturating_sub(columns / 2).min(edges.end.saturating_sub(columns)).max(edges.start);
        if start >= free && columns > 0 {
            free = start + columns + 1;
            placed.push((start, label));
        }
    }
    placed
}

#[cfg(test)]
mod tests;
