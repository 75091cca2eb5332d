//! Statements by day, each as far as it reached, and the outcome below them.

use plotters::coord::Shift;
use plotters::prelude::{
    Circle, Color as _, DrawingArea, DrawingBackend, FontDesc, FontStyle, PathElement, Rectangle, TextStyle, WHITE,
};
use rust_decimal::Decimal;

use super::super::chart::{self, Axis, length};
use super::super::prose;
use super::super::unit::PageScale;
use super::frame::{Anchor, Framed, Side, float, frame, place, rule, write, write_at};
use super::{DARK, FAMILY, PER_EM, SOFT, TEXT_SIZE, color};
use crate::report::{Fan, Reach};

/// Pixels of a statement, of the heading, and of the axis.
const ROW: i32 = 36;
const HEADING: i32 = 30;
const AXIS: i32 = 72;
/// Pixels for days at the left, and for words at the right.
const DAYS: i32 = 120;
const WORDS: i32 = 230;
/// Pixels between the scale and words beside it.
const BESIDE: i32 = 12;
/// Half the height of a range, of its row.
const HALF: f64 = 0.2;

fn rows(fan: &Fan) -> usize {
    fan.said.len() + usize::from(fan.outcome.is_some())
}

pub(super) fn height(fan: &Fan) -> i32 {
    HEADING + ROW * i32::try_from(rows(fan)).unwrap_or(1) + AXIS
}

pub(super) fn draw<DB>(area: &DrawingArea<DB, Shift>, fans: &[Fan], scale: &PageScale) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let mut rest = area.clone();
    for fan in fans {
        let (own, below) = rest.split_vertically(height(fan));
        write(&own, &prose::page(&fan.heading, scale), (0, 0), TEXT_SIZE, DARK, Anchor::Left, FontStyle::Bold)?;
        one(&own.margin(HEADING, 0, 0, 0), fan, scale)?;
        rest = below;
    }
    Ok(())
}

fn one<DB>(area: &DrawingArea<DB, Shift>, fan: &Fan, scale: &PageScale) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let count = place(rows(fan));
    let middle = |row: usize| count - place(row) - 0.5;
    let figures: Vec<Decimal> = fan.figures().filter_map(length).collect();
    let axis = Axis::over(&figures, 8);
    let outcome = fan.outcome.as_ref();
    let days = fan.said.iter().map(|said| said.day).chain(outcome.map(|(day, _)| *day));
    let days = days.enumerate().map(|(at, day)| (middle(at), day.to_string()));
    let down = Side { range: 0.0..count, marks: days.collect(), room: DAYS, is_ruled: false };
    let mut across = Side::of(&axis, chart::sample(fan.figures()), scale, AXIS - 32);
    if figures.is_empty() {
        across.marks.clear();
    }
    let framed = frame(area, &across, &down, WORDS)?;
    let right = across.range.end;
    if let Some(figure) = outcome.and_then(|(_, cell)| length(cell)).map(float) {
        rule(&framed, [(figure, 0.0), (figure, count)], SOFT, 1)?;
    }
    for (at, said) in fan.said.iter().enumerate() {
        let is_drawn = reach(&framed, said, fan, middle(at), right)?;
        let words = prose::page(&said.words, scale);
        let (from, color) = if is_drawn { (right, DARK) } else { (0.0, SOFT) };
        if !is_drawn {
            // Words stand on the lines of the scale, and are not to be struck through by them.
            clear(&framed, &words, middle(at))?;
        }
        write_at(
            &framed,
            &prose::page(&said.words, scale),
            (from, middle(at)),
            (BESIDE, 0),
            TEXT_SIZE,
            color,
            Anchor::LeftMiddle,
        )?;
    }
    if let Some((_, cell)) = outcome {
        let at = middle(fan.said.len());
        if let Some(figure) = length(cell).map(float) {
            framed.plotting_area().draw(&Circle::new((figure, at), 8, DARK.filled()))?;
        }
        let words = prose::page(&chart::outcome(cell), scale);
        write_at(&framed, &words, (right, at), (BESIDE, 0), TEXT_SIZE, DARK, Anchor::LeftMiddle)?;
    }
    Ok(())
}

/// Clears the ground under words at the left of the scale.
fn clear<DB>(framed: &Framed<'_, DB>, words: &str, at: f64) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let pixels = framed.plotting_area().strip_coord_spec();
    let style = TextStyle::from(FontDesc::new(FAMILY.into(), f64::from(TEXT_SIZE) * PER_EM, FontStyle::Normal));
    let width = i32::try_from(pixels.estimate_text_size(words, &style)?.0)?;
    let down = framed.backend_coord(&(0.0, at)).1 - pixels.get_base_pixel().1;
    let (left, right) = (BESIDE / 2, BESIDE * 2 + width);
    pixels.draw(&Rectangle::new([(left, down - ROW / 3), (right, down + ROW / 3)], WHITE.filled()))?;
    Ok(())
}

/// From the lower end to the upper; a point where one figure was given; a pointed line where an end is open. False if
/// there is nothing to draw.
fn reach<DB>(framed: &Framed<'_, DB>, said: &Reach, fan: &Fan, at: f64, right: f64) -> anyhow::Result<bool>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let plot = framed.plotting_area();
    let ink = color(fan.ink);
    let open = |from: f64, to: f64| -> anyhow::Result<()> {
        rule(framed, [(from, at - HALF), (from, at + HALF)], ink, 3)?;
        rule(framed, [(from, at), (to, at)], ink, 3)?;
        let back = (from - to) * 0.02_f64.min(1.0);
        let tip = [(to + back, at - HALF), (to, at), (to + back, at + HALF)];
        plot.draw(&PathElement::new(tip, ink.stroke_width(3)))?;
        Ok(())
    };
    match (length(&said.low).map(float), length(&said.high).map(float)) {
        (Some(low), Some(high)) if said.low.value == said.high.value => {
            plot.draw(&Circle::new((f64::midpoint(low, high), at), 7, ink.filled()))?;
        }
        (Some(low), Some(high)) => {
            plot.draw(&Rectangle::new([(low, at - HALF), (high, at + HALF)], ink.filled()))?;
        }
        (Some(low), None) => open(low, right)?,
        (None, Some(high)) => open(high, 0.0)?,
        (None, None) => return Ok(false),
    }
    Ok(true)
}
