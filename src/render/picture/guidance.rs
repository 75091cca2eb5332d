//! Statements by day, each as far as it reached, and the outcome below them.

use plotters::coord::Shift;
use plotters::prelude::{Circle, Color as _, DrawingArea, DrawingBackend, FontStyle, PathElement, Rectangle, WHITE};
use rust_decimal::Decimal;

use super::super::chart::{self, Axis, length};
use super::super::prose;
use super::super::unit::PageScale;
use super::frame::{Anchor, Framed, Side, float, frame, place, rule, width, write, write_at};
use super::{DARK, NARROW, SOFT, TEXT_SIZE, rgb};
use crate::report::{GuidanceRanges, Mark, StatedRange};

/// Pixels of the heading, of the axis, and between two guidance.
const HEADING: i32 = 30;
const AXIS: i32 = 40;
const APART: i32 = 40;
/// Pixels between the scale and words beside it.
const BESIDE: i32 = 12;
/// Half the height of a range, of its row.
const HALF: f64 = 0.2;

/// How statements stand in an area.
struct RangeSpace {
    /// Pixels of a statement.
    row: i32,
    /// Pixels for days at the left, and for words at the right.
    days: i32,
    words: i32,
    /// Steps of the scale, at most.
    steps: u32,
    /// From the middle of a row to what is drawn in it, in rows, and to what is written above that.
    drawn: f64,
    written: f64,
}

/// Days and words beside what is drawn.
const WIDE: RangeSpace = RangeSpace { row: 36, days: 120, words: 230, steps: 8, drawn: 0.0, written: 0.0 };
/// Days and words above what is drawn.
const SMALL: RangeSpace = RangeSpace { row: 50, days: BESIDE, words: 28, steps: 4, drawn: -0.2, written: 0.25 };

impl RangeSpace {
    fn of(width: u32) -> &'static Self {
        if width < NARROW { &SMALL } else { &WIDE }
    }

    fn height(&self, ranges: &GuidanceRanges) -> i32 {
        HEADING + self.row * i32::try_from(rows(ranges)).unwrap_or(1) + AXIS
    }

    fn is_above(&self) -> bool {
        self.written > self.drawn
    }
}

fn rows(ranges: &GuidanceRanges) -> usize {
    ranges.said.len() + usize::from(ranges.outcome.is_some())
}

/// Pixels down of guidance under each other.
pub(super) fn height(guidance: &[GuidanceRanges], width: u32) -> i32 {
    let room = RangeSpace::of(width);
    let heights = guidance.iter().map(|ranges| room.height(ranges));
    heights.sum::<i32>() + APART * i32::try_from(guidance.len().saturating_sub(1)).unwrap_or(0)
}

pub(super) fn draw<DB>(
    area: &DrawingArea<DB, Shift>,
    guidance: &[GuidanceRanges],
    scale: &PageScale,
) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let room = RangeSpace::of(area.dim_in_pixel().0);
    let mut rest = area.clone();
    for ranges in guidance {
        let (own, below) = rest.split_vertically(room.height(ranges) + APART);
        let (own, _) = own.split_vertically(room.height(ranges));
        write(&own, &prose::page(&ranges.heading, scale), (0, 0), TEXT_SIZE, DARK, Anchor::Left, FontStyle::Bold)?;
        one(&own.margin(HEADING, 0, 0, 0), ranges, room, scale)?;
        rest = below;
    }
    Ok(())
}

fn one<DB>(
    area: &DrawingArea<DB, Shift>,
    ranges: &GuidanceRanges,
    room: &RangeSpace,
    scale: &PageScale,
) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let count = place(rows(ranges));
    let middle = |row: usize| count - place(row) - 0.5;
    let figures: Vec<Decimal> = ranges.figures().filter_map(length).collect();
    let axis = Axis::over(&figures, room.steps);
    let outcome = ranges.outcome.as_ref();
    let days = ranges.said.iter().map(|said| said.day).chain(outcome.map(|(day, _)| *day));
    let days: Vec<String> = days.map(|day| day.to_string()).collect();
    let marks = days.iter().enumerate().map(|(at, day)| (middle(at), day.clone()));
    let marks = marks.filter(|_| !room.is_above()).collect();
    let down = Side { range: 0.0..count, marks, room: room.days, is_ruled: false };
    let mut across = Side::of(&axis, chart::sample(ranges.figures()), scale, AXIS);
    if figures.is_empty() {
        across.marks.clear();
    }
    let framed = frame(area, &across, &down, room.words)?;
    let right = across.range.end;
    let whole = outcome.filter(|(_, cell)| cell.mark != Mark::Partial);
    if let Some(figure) = whole.and_then(|(_, cell)| length(cell)).map(float) {
        rule(&framed, [(figure, 0.0), (figure, count)], SOFT, 1)?;
    }
    // Words in a chart stand on the lines of its scale, and are not to be struck through by them.
    let say_at = |row: usize, words: &str, is_drawn: bool| -> anyhow::Result<()> {
        let at = middle(row) + room.written;
        let color = if is_drawn { DARK } else { SOFT };
        if room.is_above() {
            let words = format!("{}  {words}", days.get(row).map_or("", String::as_str));
            clear(&framed, &words, at)?;
            write_at(&framed, &words, (0.0, at), (BESIDE, 0), TEXT_SIZE, color, Anchor::LeftMiddle)
        } else {
            if !is_drawn {
                clear(&framed, words, at)?;
            }
            let from = if is_drawn { right } else { 0.0 };
            write_at(&framed, words, (from, at), (BESIDE, 0), TEXT_SIZE, color, Anchor::LeftMiddle)
        }
    };
    for (row, said) in ranges.said.iter().enumerate() {
        let is_drawn = stated_range(&framed, said, ranges, middle(row) + room.drawn, right)?;
        say_at(row, &prose::page(&said.words, scale), is_drawn)?;
    }
    if let Some((_, cell)) = outcome {
        let row = ranges.said.len();
        if let Some(figure) = length(cell).map(float) {
            let at = (figure, middle(row) + room.drawn);
            let plot = framed.plotting_area();
            plot.draw(&Circle::new(at, 8, if cell.mark == Mark::Partial { WHITE } else { DARK }.filled()))?;
            plot.draw(&Circle::new(at, 8, DARK.stroke_width(2)))?;
        }
        say_at(row, &prose::page(&chart::outcome(cell, scale), scale), true)?;
    }
    Ok(())
}

/// Clears the ground under words at the left of the scale.
fn clear<DB>(framed: &Framed<'_, DB>, words: &str, at: f64) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let pixels = framed.plotting_area().strip_coord_spec();
    let width = width(&pixels, words, TEXT_SIZE)?;
    let down = framed.backend_coord(&(0.0, at)).1 - pixels.get_base_pixel().1;
    let (left, right) = (BESIDE / 2, BESIDE * 2 + width);
    pixels
        .draw(&Rectangle::new([(left, down - TEXT_SIZE * 3 / 4), (right, down + TEXT_SIZE * 3 / 4)], WHITE.filled()))?;
    Ok(())
}

/// From the lower end to the upper; a point where one figure was given; a pointed line where an end is open. False if
/// there is nothing to draw.
fn stated_range<DB>(
    framed: &Framed<'_, DB>,
    said: &StatedRange,
    ranges: &GuidanceRanges,
    at: f64,
    right: f64,
) -> anyhow::Result<bool>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let plot = framed.plotting_area();
    let color = rgb(ranges.color);
    let open = |from: f64, to: f64| -> anyhow::Result<()> {
        rule(framed, [(from, at - HALF), (from, at + HALF)], color, 3)?;
        rule(framed, [(from, at), (to, at)], color, 3)?;
        let back = (from - to) * 0.02_f64.min(1.0);
        let tip = [(to + back, at - HALF), (to, at), (to + back, at + HALF)];
        plot.draw(&PathElement::new(tip, color.stroke_width(3)))?;
        Ok(())
    };
    match (length(&said.low).map(float), length(&said.high).map(float)) {
        (Some(low), Some(high)) if said.low.value == said.high.value => {
            plot.draw(&Circle::new((f64::midpoint(low, high), at), 7, color.filled()))?;
        }
        (Some(low), Some(high)) => {
            plot.draw(&Rectangle::new([(low, at - HALF), (high, at + HALF)], color.filled()))?;
        }
        (Some(low), None) => open(low, right)?,
        (None, Some(high)) => open(high, 0.0)?,
        (None, None) => return Ok(false),
    }
    Ok(true)
}
