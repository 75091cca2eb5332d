//! Axes, lines and words that the kinds of pictures share.

use std::ops::Range;

use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint};
use plotters::coord::types::RangedCoordf64;
use plotters::coord::{CoordTranslate, Shift};
use plotters::prelude::{
    Cartesian2d, ChartBuilder, ChartContext, Color as _, DrawingArea, DrawingBackend, FontDesc, FontStyle, PathElement,
    RGBColor, Ranged, TextStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::super::chart::{self, Axis};
use super::super::unit::PageScale;
use super::{FAINT, FAMILY, PER_EM, SMALL_SIZE, SOFT};
use crate::report::Value;

/// Pixels between an axis and what is written along it.
const TICK: i32 = 8;

/// One direction of a frame: from where to where, and what is written at which places.
pub(super) struct Side {
    pub range: Range<f64>,
    pub marks: Vec<(f64, String)>,
    /// Pixels for what is written, at least.
    pub room: i32,
    /// Whether lines lead from the marks through the picture.
    pub is_ruled: bool,
}

/// A scale whose round numbers were chosen already.
pub(super) struct Marked {
    range: RangedCoordf64,
    marks: Vec<f64>,
}

impl Ranged for Marked {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.range.map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() { Vec::new() } else { self.marks.clone() }
    }

    fn range(&self) -> Range<f64> {
        self.range.range()
    }
}

pub(super) type Coordinates = Cartesian2d<Marked, Marked>;
pub(super) type Framed<'a, DB> = ChartContext<'a, DB, Coordinates>;

impl Side {
    /// A scale of figures such as `like`.
    pub fn of(axis: &Axis, like: Option<&Value>, scale: &PageScale, room: i32) -> Self {
        let marks = axis.ticks().into_iter().map(float).zip(chart::ticks(axis, like, scale)).collect();
        Self { range: float(axis.low)..float(axis.high), marks, room, is_ruled: true }
    }

    /// With room for its longest mark at the left of an area, of which it takes a third at most.
    pub fn with_room<DB>(mut self, area: &DrawingArea<DB, Shift>) -> anyhow::Result<Self>
    where
        DB: DrawingBackend<ErrorType: 'static>,
    {
        for (_, mark) in &self.marks {
            self.room = self.room.max(width(area, mark, SMALL_SIZE)? + 2 * TICK);
        }
        self.room = self.room.min(i32::try_from(area.dim_in_pixel().0)? / 3);
        Ok(self)
    }

    fn label(&self, at: f64) -> String {
        let near = self.marks.iter().min_by(|(one, _), (other, _)| (one - at).abs().total_cmp(&(other - at).abs()));
        near.map_or_else(String::new, |(_, label)| label.clone())
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

/// Axes on an area, with room at the right.
pub(super) fn frame<'a, DB>(
    area: &DrawingArea<DB, Shift>,
    across: &Side,
    down: &Side,
    right: i32,
) -> anyhow::Result<Framed<'a, DB>>
where
    DB: DrawingBackend<ErrorType: 'static> + 'a,
{
    let marked = |side: &Side| Marked {
        range: side.range.clone().into(),
        marks: side.marks.iter().map(|(at, _)| *at).collect(),
    };
    let mut framed = ChartBuilder::on(area)
        .margin_right(right)
        .margin_top(20)
        .x_label_area_size(across.room)
        .y_label_area_size(down.room)
        .build_cartesian_2d(marked(across), marked(down))?;
    let labels =
        TextStyle::from(FontDesc::new(FAMILY.into(), f64::from(SMALL_SIZE) * PER_EM, FontStyle::Normal)).color(&SOFT);
    let (write_across, write_down) = (|at: &f64| across.label(*at), |at: &f64| down.label(*at));
    let mut mesh = framed.configure_mesh();
    mesh.bold_line_style(FAINT.stroke_width(1))
        .light_line_style(FAINT.mix(0.0))
        .axis_style(FAINT)
        .label_style(labels)
        .x_labels(across.marks.len().max(1))
        .y_labels(down.marks.len().max(1))
        .x_label_formatter(&write_across)
        .y_label_formatter(&write_down)
        .set_all_tick_mark_size(TICK);
    if !across.is_ruled {
        mesh.disable_x_mesh();
    }
    if !down.is_ruled {
        mesh.disable_y_mesh();
    }
    mesh.draw()?;
    drop(mesh);
    Ok(framed)
}

/// A line between places of a frame.
pub(super) fn rule<DB>(
    framed: &Framed<'_, DB>,
    ends: [(f64, f64); 2],
    color: RGBColor,
    width: u32,
) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    framed.plotting_area().draw(&PathElement::new(ends, color.stroke_width(width)))?;
    Ok(())
}

/// The side of a text that stands at its place.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    /// Its upper left corner.
    Left,
    /// The middle of its left side.
    LeftMiddle,
    /// The middle of its right side.
    RightMiddle,
    /// The middle of its lower side.
    Bottom,
    /// The middle of its upper side.
    Top,
}

/// Pixels across that text takes; a viewer's letters may be wider than those measured with.
pub(super) fn width<DB, CT>(area: &DrawingArea<DB, CT>, text: &str, size: i32) -> anyhow::Result<i32>
where
    DB: DrawingBackend<ErrorType: 'static>,
    CT: CoordTranslate,
{
    let style = TextStyle::from(FontDesc::new(FAMILY.into(), f64::from(size) * PER_EM, FontStyle::Normal));
    Ok(i32::try_from(area.estimate_text_size(text, &style)?.0)? * 4 / 3)
}

/// Writes text at a pixel.
pub(super) fn write<DB>(
    area: &DrawingArea<DB, Shift>,
    text: &str,
    at: (i32, i32),
    size: i32,
    color: RGBColor,
    anchor: Anchor,
    style: FontStyle,
) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let pos = match anchor {
        Anchor::Left => Pos::new(HPos::Left, VPos::Top),
        Anchor::LeftMiddle => Pos::new(HPos::Left, VPos::Center),
        Anchor::RightMiddle => Pos::new(HPos::Right, VPos::Center),
        Anchor::Bottom => Pos::new(HPos::Center, VPos::Bottom),
        Anchor::Top => Pos::new(HPos::Center, VPos::Top),
    };
    let font = FontDesc::new(FAMILY.into(), f64::from(size) * PER_EM, style);
    area.draw_text(text, &TextStyle::from(font).color(&color).pos(pos), at)?;
    Ok(())
}

/// Writes text beside a place of a frame.
pub(super) fn write_at<DB>(
    framed: &Framed<'_, DB>,
    text: &str,
    at: (f64, f64),
    beside: (i32, i32),
    size: i32,
    color: RGBColor,
    anchor: Anchor,
) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let (across, down) = framed.backend_coord(&at);
    let pixels = framed.plotting_area().strip_coord_spec();
    let (left, top) = pixels.get_base_pixel();
    let at = (across - left + beside.0, down - top + beside.1);
    write(&pixels, text, at, size, color, anchor, FontStyle::Normal)
}
