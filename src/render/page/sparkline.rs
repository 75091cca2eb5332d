//! Figures over time in the height of a line, as a drawing.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::super::cell;
use super::super::chart::{Axis, length};
use super::super::html::escape;
use super::super::unit::PageScale;
use crate::report::{Cell, SeriesColor};

/// Pixels from a column to the next, across a column, and down.
const STEP: usize = 8;
const WIDTH: usize = 6;
const HEIGHT: usize = 20;

/// A column for each figure, as high as the figure is above zero; a gap is left open.
pub(super) fn sparkline(color: SeriesColor, figures: &[Cell], scale: &PageScale) -> String {
    let known: Vec<Decimal> = figures.iter().filter_map(length).collect();
    let highest = known.iter().max().copied().filter(|highest| *highest > Decimal::ZERO);
    let axis = Axis { low: Decimal::ZERO, high: highest.unwrap_or(Decimal::ONE), step: Decimal::ONE };
    let mut columns = String::new();
    for (at, cell) in figures.iter().enumerate() {
        let Some(figure) = length(cell) else { continue };
        let height = axis.place(figure, HEIGHT).max(1);
        let _ = write!(columns, "M{} {HEIGHT}v-{height}h{WIDTH}v{height}z", at * STEP);
    }
    let told: Vec<String> = figures.iter().map(|cell| cell::page(cell, scale)).collect();
    let width = figures.len() * STEP;
    format!(
        "<svg class=\"spark {}\" role=\"img\" aria-label=\"{}\" width=\"{width}\" height=\"{HEIGHT}\"><path d=\"{columns}\"/></svg>",
        class(color),
        escape(&told.join(" ")),
    )
}

/// The class of a colour of a series.
pub(super) fn class(color: SeriesColor) -> &'static str {
    color.pick(&["c0", "c1", "c2", "c3", "c4", "c5"]).unwrap_or("c")
}
