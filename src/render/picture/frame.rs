//! Scales, names and gaps that the kinds of pictures share.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::super::chart::{Axis, length};
use super::super::unit::PageScale;
use super::super::{cell, prose};
use super::letters::width;
use super::scene::{Area, Ink, Outline, ShapeList, TextStyle};
use super::{SMALL, TEXT};
use crate::report::{Cell, Mark, SeriesColor};
use crate::say;

/// Pixels between two names at least.
pub(super) const APART: f64 = 23.0;
/// Below so many units across, what stands beside a chart stands under or over it.
pub(super) const NARROW: f64 = 700.0;

/// A scale on pixels.
pub(super) struct Ruler {
    pub axis: Axis,
    from: f64,
    to: f64,
}

impl Ruler {
    /// Of an axis whose lower end lies at one place and whose upper end at another.
    pub fn new(axis: Axis, from: f64, to: f64) -> Self {
        Self { axis, from, to }
    }

    /// The place of a figure.
    pub fn at(&self, figure: Decimal) -> f64 {
        let Axis { low, high, .. } = self.axis;
        let part = (figure.clamp(low, high) - low).checked_div(high - low).unwrap_or_default();
        self.from + (self.to - self.from) * float(part)
    }

    /// Where zero lies, or the lower end where it is left out.
    pub fn zero(&self) -> f64 {
        self.at(Decimal::ZERO)
    }
}

/// A figure as a place.
pub(super) fn float(figure: Decimal) -> f64 {
    figure.to_f64().unwrap_or_default()
}

/// A place counted from 0.
pub(super) fn place(index: usize) -> f64 {
    u32::try_from(index).map_or(f64::MAX, f64::from)
}

/// Room for the longest of some texts.
pub(super) fn longest<'t>(texts: impl IntoIterator<Item = &'t String>, size: f64) -> f64 {
    texts.into_iter().map(|text| width(text, size)).fold(0.0, f64::max)
}

/// What a line of several takes of the width it may need; what is wider reaches into the margin.
const IN_LINES: f64 = 0.94;

/// Text in as many lines as it takes in so many units across.
pub(super) fn fitted(text: &str, across: f64, size: f64) -> Vec<String> {
    let mut columns = columns(across, size);
    loop {
        let lines = super::super::wrap::wrap(text, columns);
        let is_too_long = lines.iter().any(|line| width(line, size) * IN_LINES > across);
        if !is_too_long || columns <= 12 {
            return lines;
        }
        columns -= 2;
    }
}

/// Columns of a terminal in so many units, about.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred columns")]
fn columns(across: f64, size: f64) -> usize {
    (across / (size * 0.45)).max(12.0) as usize
}

/// An area that stands for a figure: full, or pale within its line where quarters are missing.
pub(super) fn block(scene: &mut ShapeList, outline: Outline, cell: &Cell, color: SeriesColor) {
    if cell.mark == Mark::Partial {
        // What lies under it does not show through.
        scene.fill(outline.clone(), Ink::Ground);
        scene.outlined(outline, Ink::Pale(color), Ink::Series(color), 1.0);
    } else {
        scene.fill(outline, Ink::Series(color));
    }
}

/// A name, and the height of what it names.
pub(super) struct SeriesName {
    pub down: f64,
    pub text: String,
    pub color: SeriesColor,
    /// Whether it names a line, whose points have a shape.
    pub is_line: bool,
}

/// Writes names at the left of an area, moved apart where they would stand on each other.
pub(super) fn beside(scene: &mut ShapeList, area: Area, mut names: Vec<SeriesName>) {
    names.sort_by(|one, other| one.down.total_cmp(&other.down));
    let mut free = f64::MIN;
    for name in &mut names {
        name.down = name.down.max(free);
        free = name.down + APART;
    }
    // What was pushed below the picture pushes back.
    let mut floor = area.bottom();
    for name in names.iter_mut().rev() {
        name.down = name.down.min(floor);
        floor = name.down - APART;
    }
    for name in names {
        named(scene, &name, (area.left, name.down));
    }
}

/// A name behind a patch of its colour, or a point of its line.
pub(super) fn named(scene: &mut ShapeList, name: &SeriesName, (left, middle): (f64, f64)) {
    let patch = Outline::Rect(left, middle - 6.0, 12.0, 12.0);
    let patch = if name.is_line { marker(name.color, (left + 6.0, middle)) } else { patch };
    scene.fill(patch, Ink::Series(name.color));
    scene.text_beside(&name.text, (left + 20.0, middle), TextStyle::new(TEXT, Ink::Dark));
}

/// A point whose shape tells the series, also without colour.
pub(super) fn marker(color: SeriesColor, (x, y): (f64, f64)) -> Outline {
    match color {
        SeriesColor::Company(place) if place % 3 == 1 => {
            Outline::Polygon(vec![(x, y - 6.0), (x + 5.5, y + 4.0), (x - 5.5, y + 4.0)])
        }
        SeriesColor::Company(place) if place % 3 == 2 => Outline::Rect(x - 4.5, y - 4.5, 9.0, 9.0),
        _ => Outline::Circle(x, y, 4.5),
    }
}

/// A scale's steps in so many units, each as wide as its labels, and no more than it is well read by.
pub(super) fn steps(room: f64, each: f64, most: u32) -> u32 {
    (1..=most).rev().find(|steps| f64::from(*steps) * each <= room).unwrap_or(1)
}

/// Clears the ground under words that stand on lines of a scale.
pub(super) fn clear(scene: &mut ShapeList, text: &str, (left, middle): (f64, f64), size: f64) {
    let outline = Outline::Rect(left - 4.0, middle - size * 0.7, width(text, size) + 8.0, size * 1.4);
    scene.fill(outline, Ink::Ground);
}

/// The letters of a scale and of what explains.
pub(super) fn small(ink: Ink) -> TextStyle {
    TextStyle::new(SMALL, ink)
}

/// A figure in words; a dash would not be heard.
pub(super) fn told(figure: &Cell, scale: &PageScale) -> String {
    if length(figure).is_some() { cell::page(figure, scale) } else { prose::picture(&say!(missing), scale) }
}
