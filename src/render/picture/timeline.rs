//! Figures over time: stacked columns where series add up, else lines.

use plotters::coord::Shift;
use plotters::prelude::{
    Circle, Color as _, DrawingArea, DrawingBackend, FontStyle, PathElement, RGBColor, Rectangle, ShapeStyle,
    TriangleMarker, WHITE,
};
use rust_decimal::Decimal;

use super::super::chart::{self, Axis, length};
use super::super::unit::PageScale;
use super::super::{cell, prose};
use super::frame::{Anchor, Framed, Side, float, frame, place, rule, width, write, write_at};
use super::{DARK, NARROW, SMALL_SIZE, SOFT, TEXT_SIZE, fill_in, is_narrow, rgb};
use crate::report::{Cell, Mark, Series, SeriesColor, Stop, Timeline};
use crate::say;

/// Pixels down, names under the chart not included.
const HEIGHT: i32 = 520;
const LOW: i32 = 340;
/// Pixels for the figures of the scale.
const SCALE: i32 = 72;
const SMALL_SCALE: i32 = 66;
/// Pixels for parts of years and the years under them.
const TIME: i32 = 60;
/// Pixels for names at the right.
const NAMES: i32 = 200;
/// Pixels a part of a year needs, a year, and a character of a figure.
const PART: f64 = 30.0;
const YEAR: f64 = 62.0;
const CHARACTER: f64 = 9.0;
/// Pixels between two names at least.
const APART: i32 = 23;
/// Names beside each other under a chart.
const NAMES_A_ROW: usize = 2;
/// Half the width of a column, of its stop.
const HALF: f64 = 0.38;

/// A name, and the height of what it names.
struct SeriesName {
    down: i32,
    text: String,
    color: RGBColor,
}

/// Pixels down: names stand beside a wide chart and under a narrow one, each pair in a row, their period above them.
pub(super) fn height(timeline: &Timeline, width: u32) -> i32 {
    if width >= NARROW {
        return HEIGHT;
    }
    let rows = timeline.series.len().div_ceil(NAMES_A_ROW) + 1;
    LOW + APART * i32::try_from(rows).unwrap_or(1)
}

pub(super) fn draw<DB>(area: &DrawingArea<DB, Shift>, timeline: &Timeline, scale: &PageScale) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let is_narrow = is_narrow(area);
    let (plot_height, scale_room, names_room) = if is_narrow { (LOW, SMALL_SCALE, 0) } else { (HEIGHT, SCALE, NAMES) };
    let (above, under) = area.split_vertically(plot_height);
    let is_columns = timeline.is_stacked() || timeline.series.len() == 1;
    let all = || timeline.series.iter().flat_map(|series| &series.figures);
    let axis = Axis::over(&chart::heights(timeline), 6);
    let count = place(timeline.stops.len());
    let down = Side::of(&axis, chart::sample(all()), scale, scale_room).with_room(area)?;
    let across_pixels = f64::from(area.dim_in_pixel().0) - f64::from(down.room + names_room);
    let slot = across_pixels / count.max(1.0);
    let has_parts = timeline.stops.iter().any(|stop| !stop.part.is_empty());
    let marks = timeline.stops.iter().enumerate().map(|(at, stop)| (place(at) + 0.5, stop.part.clone()));
    let marks = marks.filter(|_| has_parts && slot >= PART).collect();
    let across = Side { range: 0.0..count, marks, room: TIME, is_ruled: false };
    let framed = frame(&above, &across, &down, names_room)?;
    let names = if is_columns {
        columns(&framed, timeline, scale, slot)?
    } else {
        for series in &timeline.series {
            line(&framed, series, scale)?;
        }
        ends(&framed, timeline, scale)
    };
    rule(&framed, [(0.0, 0.0), (count, 0.0)], SOFT, 1)?;
    years(&framed, timeline, slot, has_parts, down.range.start)?;
    if is_narrow { list(&under, timeline, scale, &names) } else { beside(&above, names) }
}

/// Columns, parts on each other away from zero, and what they come to above them.
fn columns<DB>(
    framed: &Framed<'_, DB>,
    timeline: &Timeline,
    scale: &PageScale,
    slot: f64,
) -> anyhow::Result<Vec<SeriesName>>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let plot = framed.plotting_area();
    let mut names = Vec::new();
    let last = timeline.stops.len().saturating_sub(1);
    let heads = timeline.sums.as_deref().or_else(|| timeline.series.first().map(|series| series.figures.as_slice()));
    let heads = heads.unwrap_or_default();
    // All columns have their figures, or none has.
    let has_room = heads.iter().all(|head| place(cell::page(head, scale).chars().count()) * CHARACTER <= slot);
    for at in 0..timeline.stops.len() {
        let (left, right) = (place(at) + 0.5 - HALF, place(at) + 0.5 + HALF);
        let mut above = Decimal::ZERO;
        for series in &timeline.series {
            let Some(cell) = series.figures.get(at) else { continue };
            let figure = length(cell).unwrap_or_default();
            let from = float(above);
            above += figure;
            let corners = [(left, from), (right, float(above))];
            if length(cell).is_some() {
                fill_in(plot, corners, cell, series.color, WHITE)?;
            }
            if at == last {
                let text = format!("{} {}", prose::page(&series.name, scale), cell::page(cell, scale));
                let down = framed.backend_coord(&(0.0, f64::midpoint(from, float(above)))).1;
                names.push(SeriesName { down, text, color: rgb(series.color) });
            }
        }
        if let Some(head) = heads.get(at) {
            let text = head_text(head, scale, has_room);
            write_at(
                framed,
                &text,
                (place(at) + 0.5, float(above.max(Decimal::ZERO))),
                (0, -4),
                SMALL_SIZE,
                DARK,
                Anchor::Bottom,
            )?;
        }
    }
    Ok(names)
}

/// The figure above a column if figures have room there, else its mark; a gap where there is none.
fn head_text(cell: &Cell, scale: &PageScale, has_room: bool) -> String {
    if has_room || length(cell).is_none() {
        return cell::page(cell, scale);
    }
    match cell.mark {
        Mark::Partial => "*".to_owned(),
        Mark::Approximate => "≈".to_owned(),
        Mark::None => String::new(),
    }
}

/// A line with a point for each figure, broken where one is missing.
fn line<DB>(framed: &Framed<'_, DB>, series: &Series, scale: &PageScale) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let plot = framed.plotting_area();
    let color = rgb(series.color);
    let points: Vec<Option<(f64, f64)>> = series
        .figures
        .iter()
        .enumerate()
        .map(|(at, cell)| length(cell).map(|figure| (place(at) + 0.5, float(figure))))
        .collect();
    for piece in points.split(Option::is_none) {
        let piece: Vec<(f64, f64)> = piece.iter().flatten().copied().collect();
        plot.draw(&PathElement::new(piece, color.stroke_width(3)))?;
    }
    for (cell, point) in series.figures.iter().zip(points) {
        let Some(point) = point else { continue };
        plot.draw(&Circle::new(point, 6, WHITE.filled()))?;
        marker(framed, series.color, point, cell.mark)?;
        if cell.mark != Mark::None {
            write_at(framed, &head_text(cell, scale, false), point, (0, -8), SMALL_SIZE, DARK, Anchor::Bottom)?;
        }
    }
    Ok(())
}

/// A point whose shape tells the series, also without colour; hollow where quarters are missing.
fn marker<DB>(framed: &Framed<'_, DB>, color: SeriesColor, point: (f64, f64), mark: Mark) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let plot = framed.plotting_area();
    let is_hollow = mark == Mark::Partial;
    let style: ShapeStyle = if is_hollow { rgb(color).stroke_width(2) } else { rgb(color).filled() };
    match color {
        SeriesColor::Company(place) if place % 3 == 1 => plot.draw(&TriangleMarker::new(point, 7, style))?,
        SeriesColor::Company(place) if place % 3 == 2 => {
            let (across, down) = framed.backend_coord(&point);
            let pixels = plot.strip_coord_spec();
            let (left, top) = pixels.get_base_pixel();
            let (across, down) = (across - left, down - top);
            pixels.draw(&Rectangle::new([(across - 5, down - 5), (across + 5, down + 5)], style))?;
        }
        _ => plot.draw(&Circle::new(point, 5, style))?,
    }
    Ok(())
}

/// The names of lines, at their last points.
fn ends<DB: DrawingBackend>(framed: &Framed<'_, DB>, timeline: &Timeline, scale: &PageScale) -> Vec<SeriesName> {
    let name = |series: &Series| {
        let newest = series.figures.last().unwrap_or(&Cell::BLANK);
        let known = series.figures.iter().rev().find_map(length).unwrap_or_default();
        let text = format!("{} {}", prose::page(&series.name, scale), cell::page(newest, scale));
        SeriesName { down: framed.backend_coord(&(0.0, float(known))).1, text, color: rgb(series.color) }
    };
    timeline.series.iter().map(name).collect()
}

/// Writes names at the right, moved apart where they would stand on each other.
fn beside<DB>(area: &DrawingArea<DB, Shift>, mut names: Vec<SeriesName>) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    names.sort_by_key(|name| name.down);
    let top = area.get_base_pixel().1;
    let left = i32::try_from(area.dim_in_pixel().0)? - NAMES + 14;
    let mut free = i32::MIN;
    for name in &mut names {
        name.down = name.down.max(free);
        free = name.down + APART;
    }
    // What was pushed below the picture pushes back.
    let mut floor = top + HEIGHT - TIME;
    for name in names.iter_mut().rev() {
        name.down = name.down.min(floor);
        floor = name.down - APART;
    }
    for name in names {
        let down = name.down - top;
        named(area, &name, (left, down))?;
    }
    Ok(())
}

/// A name behind a patch of its colour.
fn named<DB>(area: &DrawingArea<DB, Shift>, name: &SeriesName, (left, down): (i32, i32)) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    area.draw(&Rectangle::new([(left, down - 6), (left + 12, down + 6)], name.color.filled()))?;
    write(area, &name.text, (left + 20, down), TEXT_SIZE, DARK, Anchor::LeftMiddle, FontStyle::Normal)
}

/// Writes names under the chart, below the period they have their figures of and what those come to.
fn list<DB>(
    area: &DrawingArea<DB, Shift>,
    timeline: &Timeline,
    scale: &PageScale,
    names: &[SeriesName],
) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let period = timeline.stops.last().map_or_else(String::new, Stop::label);
    let sum = timeline.sums.as_deref().and_then(<[Cell]>::last);
    let newest = match sum.map(|sum| cell::page(sum, scale)) {
        Some(amount) => say!(period_total, period, amount),
        None => period.into(),
    };
    let newest = prose::page(&newest, scale);
    write(area, &newest, (0, APART / 2), TEXT_SIZE, SOFT, Anchor::LeftMiddle, FontStyle::Normal)?;
    let width = i32::try_from(area.dim_in_pixel().0)?;
    for (row, pair) in names.chunks(NAMES_A_ROW).enumerate() {
        let down = APART / 2 + APART * i32::try_from(row + 1)?;
        for (at, name) in pair.iter().enumerate() {
            named(area, name, (i32::try_from(at)? * width / i32::try_from(NAMES_A_ROW)?, down))?;
        }
    }
    Ok(())
}

/// The years under the parts of years, every so many back from the last.
fn years<DB>(
    framed: &Framed<'_, DB>,
    timeline: &Timeline,
    slot: f64,
    has_parts: bool,
    bottom: f64,
) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let runs = timeline.stops.chunk_by(|one, next| one.year == next.year);
    let mut at = 0;
    let mut years = Vec::new();
    for run in runs {
        let length = run.len();
        years.extend(run.first().map(|stop| (place(at), place(length), stop.year.clone())));
        at += length;
    }
    let usual = years.iter().map(|(_, stops, _)| *stops).fold(1.0, f64::max);
    let count = years.len();
    let every = (1..count).find(|every| place(*every) * usual * slot >= YEAR).unwrap_or(count.max(1));
    let down = if has_parts && slot >= PART { 34 } else { 12 };
    let right = framed.plotting_area().get_pixel_range().0.end;
    for (nth, (from, stops, year)) in years.into_iter().enumerate() {
        if (count - 1 - nth).is_multiple_of(every) {
            let middle = (from + stops / 2.0, bottom);
            // A year of few columns is longer than they are.
            let over = framed.backend_coord(&middle).0 + width(framed.plotting_area(), &year, SMALL_SIZE)? / 2 - right;
            write_at(framed, &year, middle, (-over.max(0), down), SMALL_SIZE, SOFT, Anchor::Top)?;
        }
    }
    Ok(())
}
