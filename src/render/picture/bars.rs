//! Bars from left to right.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend, FontStyle};

use super::super::chart::{self, Axis, length};
use super::super::unit::PageScale;
use super::super::{cell, prose};
use super::frame::{Anchor, Side, float, frame, place, rule, write, write_at};
use super::{DARK, SMALL_SIZE, SOFT, TEXT_SIZE, fill_in, is_narrow, rgb};
use crate::report::{Bar, Bars, Cell};

/// Pixels of a bar with the space around it.
const ROW: i32 = 44;
/// Pixels of the axis, and of the headings above.
const AXIS: i32 = 34;
/// Pixels beside the bars.
#[derive(Clone, Copy)]
struct BarSpace {
    /// Of a column of figures.
    aside: i32,
    /// For the figure behind the longest bar.
    figure: i32,
    /// For names, at least.
    names: i32,
    /// Steps of the scale, at most.
    steps: u32,
}

const WIDE: BarSpace = BarSpace { aside: 96, figure: 90, names: 150, steps: 6 };
const SMALL: BarSpace = BarSpace { aside: 70, figure: 66, names: 104, steps: 3 };
/// Pixels between names and bars.
const GAP: i32 = 16;
/// Half the height of a bar, of its row.
const HALF: f64 = 0.34;

/// What stands in a row.
enum BarRow<'b> {
    Heading(String),
    Bar(&'b Bar),
    Total(&'b Bar),
}

fn rows<'b>(bars: &'b Bars, scale: Option<&PageScale>) -> Vec<BarRow<'b>> {
    let mut rows = Vec::new();
    for group in &bars.groups {
        let heading = scale.map_or_else(String::new, |scale| prose::page(&group.heading, scale));
        let is_headed = bars.groups.len() > 1;
        rows.extend(is_headed.then_some(BarRow::Heading(heading)));
        rows.extend(group.bars.iter().map(BarRow::Bar));
        rows.extend(group.total.iter().map(BarRow::Total));
    }
    rows
}

pub(super) fn height(bars: &Bars) -> i32 {
    ROW * i32::try_from(rows(bars, None).len()).unwrap_or(1) + 2 * AXIS
}

pub(super) fn draw<DB>(area: &DrawingArea<DB, Shift>, bars: &Bars, scale: &PageScale) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    let rows = rows(bars, Some(scale));
    let room = if is_narrow(area) { SMALL } else { WIDE };
    let all: Vec<&Cell> = bars.groups.iter().flat_map(|group| &group.bars).map(|bar| &bar.figure).collect();
    let axis = Axis::over(&all.iter().filter_map(|cell| length(cell)).collect::<Vec<_>>(), room.steps);
    let count = place(rows.len());
    let middle = |row: usize| count - place(row) - 0.5;
    let names = rows.iter().enumerate().filter_map(|(at, row)| match row {
        BarRow::Heading(_) => None,
        BarRow::Bar(bar) | BarRow::Total(bar) => Some((middle(at), prose::page(&bar.name, scale))),
    });
    let down = Side { range: 0.0..count, marks: names.collect(), room: room.names, is_ruled: false };
    let down = down.with_room(area)?;
    let room = &BarSpace { names: down.room, ..room };
    let across = Side::of(&axis, chart::sample(all), scale, AXIS);
    let asides = bars.headings.iter().skip(1).map(|heading| prose::page(heading, scale)).collect::<Vec<_>>();
    let right = room.figure + room.aside * i32::try_from(asides.len())?;
    let headed = area.margin(AXIS / 2, 0, 0, 0);
    let framed = frame(&headed, &across, &down, right)?;
    let zero = float(rust_decimal::Decimal::ZERO.max(axis.low));
    for (at, row) in rows.iter().enumerate() {
        match row {
            BarRow::Heading(text) => {
                let down = framed.backend_coord(&(zero, middle(at))).1 - area.get_base_pixel().1;
                write(area, text, (room.names - GAP, down), TEXT_SIZE, DARK, Anchor::RightMiddle, FontStyle::Bold)?;
            }
            BarRow::Bar(bar) => {
                if let Some(figure) = length(&bar.figure).map(float) {
                    let corners = [(zero, middle(at) - HALF), (figure, middle(at) + HALF)];
                    fill_in(framed.plotting_area(), corners, &bar.figure, bar.color, rgb(bar.color))?;
                }
                let end = length(&bar.figure).map_or(zero, |figure| float(figure).max(zero));
                figures(area, &framed, bar, (end, middle(at)), room, scale)?;
            }
            BarRow::Total(bar) => figures(area, &framed, bar, (zero, middle(at)), room, scale)?,
        }
    }
    rule(&framed, [(zero, 0.0), (zero, count)], SOFT, 1)?;
    for (nth, heading) in asides.iter().enumerate() {
        write(
            area,
            heading,
            (column(area, nth, asides.len(), room), AXIS / 2),
            SMALL_SIZE,
            SOFT,
            Anchor::RightMiddle,
            FontStyle::Normal,
        )?;
    }
    Ok(())
}

/// The right edge of a column of figures.
fn column<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, nth: usize, of: usize, room: &BarSpace) -> i32 {
    let width = i32::try_from(area.dim_in_pixel().0).unwrap_or(i32::MAX);
    width - room.aside * i32::try_from(of - 1 - nth).unwrap_or(0)
}

/// The figure behind a bar, and those in their columns.
fn figures<DB>(
    area: &DrawingArea<DB, Shift>,
    framed: &super::frame::Framed<'_, DB>,
    bar: &Bar,
    (end, middle): (f64, f64),
    room: &BarSpace,
    scale: &PageScale,
) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
{
    write_at(framed, &cell::page(&bar.figure, scale), (end, middle), (8, 0), TEXT_SIZE, DARK, Anchor::LeftMiddle)?;
    let top = area.get_base_pixel().1;
    let down = framed.backend_coord(&(end, middle)).1 - top;
    for (nth, aside) in bar.asides.iter().enumerate() {
        let at = (column(area, nth, bar.asides.len(), room), down);
        write(area, &cell::page(aside, scale), at, TEXT_SIZE, SOFT, Anchor::RightMiddle, FontStyle::Normal)?;
    }
    Ok(())
}
