//! Figures over time: stacked columns where series add up, else lines.

use rust_decimal::Decimal;

use super::super::chart::{self, Axis, length};
use super::super::unit::PageScale;
use super::super::{cell, prose};
use super::frame::{
    APART, NARROW, Ruler, SeriesName, beside, block, longest, marker, named, place, small, steps, told,
};
use super::letters::width;
use super::scene::{Anchor, Area, Ink, Outline, ShapeList, TextStyle};
use super::{SMALL, TEXT};
use crate::report::{Cell, Mark, Series, Stop, Timeline};
use crate::say;

/// Units down, names under the chart not included.
const HEIGHT: f64 = 500.0;
const LOW: f64 = 330.0;
/// Units above the scale, for parts of years and the years under them, and for the names at the right.
const ABOVE: f64 = 22.0;
const TIME: f64 = 50.0;
const PATCH: f64 = 34.0;
/// Units a part of a year needs, and a year.
const PART: f64 = 26.0;
const YEAR: f64 = 56.0;
/// Names beside each other under a chart.
const NAMES_A_ROW: usize = 2;
/// Half the width of a column, of its stop.
const HALF: f64 = 0.39;

/// Where everything stands.
struct TimelinePlot<'t> {
    timeline: &'t Timeline,
    scale: &'t PageScale,
    ruler: Ruler,
    left: f64,
    right: f64,
    slot: f64,
}

/// Units down: names stand beside a wide chart and under a narrow one, each pair in a row, their period above them.
pub(super) fn height(timeline: &Timeline, width: f64) -> f64 {
    if width >= NARROW { HEIGHT } else { LOW + under(timeline) }
}

fn under(timeline: &Timeline) -> f64 {
    APART * place(timeline.series.len().div_ceil(NAMES_A_ROW) + 1)
}

pub(super) fn draw(scene: &mut ShapeList, area: Area, timeline: &Timeline, scale: &PageScale) {
    let is_narrow = area.width < NARROW;
    let all = || timeline.series.iter().flat_map(|series| &series.figures);
    let axis = Axis::over(&chart::heights(timeline), steps(area.height - TIME - ABOVE, 30.0, 6));
    let labels = chart::ticks(&axis, chart::sample(all()), scale);
    let names: Vec<String> = timeline.series.iter().map(|series| newest(series, scale)).collect();
    let left = area.left + (longest(&labels, SMALL) + 12.0).min(area.width / 3.0);
    let names_room = if is_narrow { 8.0 } else { (longest(&names, TEXT) + PATCH).min(area.width * 0.35) };
    let (right, below) = (area.right() - names_room, if is_narrow { under(timeline) } else { 0.0 });
    let bottom = area.bottom() - below - TIME;
    let ruler = Ruler::new(axis, bottom, area.top + ABOVE);
    for (tick, label) in axis.ticks().into_iter().zip(&labels) {
        let down = ruler.at(tick);
        scene.line(vec![(left, down), (right, down)], Ink::Faint, 1.0);
        scene.text_beside(label, (left - 8.0, down), small(Ink::Soft).anchored(Anchor::End));
    }
    let slot = (right - left) / place(timeline.stops.len()).max(1.0);
    let plot = TimelinePlot { timeline, scale, ruler, left, right, slot };
    let is_columns = timeline.is_stacked() || timeline.series.len() == 1;
    let downs = if is_columns { plot.columns(scene) } else { plot.lines(scene) };
    let zero = plot.ruler.zero();
    scene.line(vec![(left, zero), (right, zero)], Ink::Soft, 1.0);
    plot.time(scene, bottom);
    for at in 0..timeline.stops.len() {
        let column = Area { left: plot.middle(at) - slot / 2.0, top: area.top, width: slot, height: bottom - area.top };
        scene.hit(column, plot.told(at));
    }
    let names = names.into_iter().zip(&timeline.series).zip(downs);
    let names = names
        .map(|((text, series), down)| SeriesName { down, text, color: series.color, is_line: !is_columns })
        .collect();
    if is_narrow {
        let list = Area { top: area.bottom() - below, height: below, ..area };
        plot.list(scene, list, names);
    } else {
        let column = Area { left: right + 14.0, top: area.top, width: names_room, height: bottom - area.top };
        beside(scene, column, names);
    }
}

/// A series with its newest figure.
fn newest(series: &Series, scale: &PageScale) -> String {
    let newest = series.figures.last().unwrap_or(&Cell::BLANK);
    format!("{} {}", prose::picture(&series.name, scale), cell::page(newest, scale))
}

impl TimelinePlot<'_> {
    fn middle(&self, at: usize) -> f64 {
        self.left + (place(at) + 0.5) * self.slot
    }

    /// Columns, parts on each other away from zero, and above them the amount they come to; parts of a whole have their figures
    /// within. The middle of each series' last part.
    fn columns(&self, scene: &mut ShapeList) -> Vec<f64> {
        let stops = self.timeline.stops.len();
        let is_whole = self.timeline.is_stacked() && !self.timeline.is_of_money();
        let mut reached = vec![Decimal::ZERO; stops];
        let mut downs = Vec::new();
        for series in &self.timeline.series {
            let mut middle = self.ruler.zero();
            for ((at, above), figure) in reached.iter_mut().enumerate().zip(&series.figures) {
                let Some(height) = length(figure) else { continue };
                let from = self.ruler.at(*above);
                *above += height;
                let to = self.ruler.at(*above);
                middle = f64::midpoint(from, to);
                let (top, tall) = (from.min(to), (from - to).abs());
                // Parts on each other stand a little apart.
                let gap = if self.timeline.is_stacked() && tall > 3.0 { 1.0 } else { 0.0 };
                let half = self.slot * HALF;
                let outline = Outline::Rect(self.middle(at) - half, top + gap, half * 2.0, tall - gap);
                block(scene, outline, figure, series.color);
                let text = cell::page(figure, self.scale);
                if is_whole && tall > SMALL * 1.3 && width(&text, SMALL) < half * 2.0 {
                    let ink = if figure.mark == Mark::Partial { Ink::Dark } else { Ink::On(series.color) };
                    scene.text_beside(&text, (self.middle(at), middle), small(ink).anchored(Anchor::Middle));
                }
            }
            downs.push(middle);
        }
        let heads = self.timeline.sums.as_deref();
        let heads = heads.or_else(|| self.timeline.series.first().map(|series| series.figures.as_slice()));
        let heads = heads.unwrap_or_default();
        // All columns have their figures, or none has. A whole is a hundred per cent.
        let has_room = !is_whole && heads.iter().all(|head| width(&cell::page(head, self.scale), SMALL) <= self.slot);
        for ((at, above), head) in reached.iter().enumerate().zip(heads) {
            let down = self.ruler.at((*above).max(Decimal::ZERO)) - 5.0;
            let text = head_text(head, self.scale, has_room);
            scene.text(&text, (self.middle(at), down), small(Ink::Dark).anchored(Anchor::Middle));
        }
        downs
    }

    /// Lines with a point for each figure, broken where one is missing. The height of each line's end.
    fn lines(&self, scene: &mut ShapeList) -> Vec<f64> {
        let mut downs = Vec::new();
        for series in &self.timeline.series {
            let color = Ink::Series(series.color);
            let place_of = |(at, cell): (usize, &Cell)| Some((self.middle(at), self.ruler.at(length(cell)?)));
            let points: Vec<Option<(f64, f64)>> = series.figures.iter().enumerate().map(place_of).collect();
            for piece in points.split(Option::is_none) {
                let piece: Vec<(f64, f64)> = piece.iter().flatten().copied().collect();
                if piece.len() > 1 {
                    scene.line(piece, color, 2.5);
                }
            }
            for (cell, point) in series.figures.iter().zip(&points) {
                let Some(point) = point else { continue };
                let is_hollow = cell.mark == Mark::Partial;
                scene.outlined(marker(series.color, *point), if is_hollow { Ink::Ground } else { color }, color, 1.5);
            }
            for (cell, point) in series.figures.iter().zip(&points) {
                let Some((x, y)) = point else { continue };
                let text = head_text(cell, self.scale, false);
                scene.text(&text, (*x, y - 9.0), small(Ink::Dark).anchored(Anchor::Middle));
            }
            downs.push(points.iter().rev().flatten().map(|(_, down)| *down).next().unwrap_or(self.ruler.zero()));
        }
        downs
    }

    /// Parts of years under the chart, and the years under those, every so many back from the last.
    fn time(&self, scene: &mut ShapeList, bottom: f64) {
        let stops = &self.timeline.stops;
        let shows_parts = stops.iter().any(|stop| !stop.part.is_empty()) && self.slot >= PART;
        if shows_parts {
            for (at, stop) in stops.iter().enumerate() {
                let style = small(Ink::Soft).anchored(Anchor::Middle);
                scene.text(&stop.part, (self.middle(at), bottom + 19.0), style);
            }
        }
        let mut at = 0;
        let mut years = Vec::new();
        for run in stops.chunk_by(|one, next| one.year == next.year) {
            years.extend(run.first().map(|stop| (place(at), place(run.len()), &stop.year)));
            at += run.len();
        }
        let usual = years.iter().map(|(_, stops, _)| *stops).fold(1.0, f64::max);
        let count = years.len();
        let every = (1..count).find(|every| place(*every) * usual * self.slot >= YEAR).unwrap_or(count.max(1));
        let down = bottom + if shows_parts { 39.0 } else { 21.0 };
        for (nth, (from, stops, year)) in years.into_iter().enumerate() {
            if (count - 1 - nth).is_multiple_of(every) {
                let half = width(year, SMALL) / 2.0;
                // A year of few columns is longer than they are.
                let middle =
                    (self.left + (from + stops / 2.0) * self.slot).min(self.right - half).max(self.left + half);
                scene.text(year, (middle, down), small(Ink::Soft).anchored(Anchor::Middle));
            }
        }
    }

    /// Every figure of a stop in words.
    fn told(&self, at: usize) -> String {
        let figure = |figures: &[Cell]| figures.get(at).map(|figure| told(figure, self.scale)).unwrap_or_default();
        let name =
            |series: &Series| format!("{} {}", prose::picture(&series.name, self.scale), figure(&series.figures));
        let sum = self
            .timeline
            .sums
            .as_deref()
            .map(|sums| format!("{} {}", prose::picture(&say!(total), self.scale), figure(sums)));
        let all: Vec<String> = self.timeline.series.iter().map(name).chain(sum).collect();
        let stop = self.timeline.stops.get(at).map_or_else(String::new, Stop::label);
        format!("{stop} · {}", all.join(" · "))
    }

    /// Names under the chart, below the period they have their figures of and what those come to.
    fn list(&self, scene: &mut ShapeList, area: Area, names: Vec<SeriesName>) {
        let period = self.timeline.stops.last().map_or_else(String::new, Stop::label);
        let sum = self.timeline.sums.as_deref().and_then(<[Cell]>::last);
        let newest = match sum.map(|sum| cell::page(sum, self.scale)) {
            Some(amount) => say!(period_total, period, amount),
            None => period.into(),
        };
        let style = TextStyle::new(TEXT, Ink::Soft);
        scene.text_beside(&prose::picture(&newest, self.scale), (area.left, area.top + APART / 2.0), style);
        for (nth, name) in names.into_iter().enumerate() {
            let (row, column) = (place(nth / NAMES_A_ROW), place(nth % NAMES_A_ROW));
            let at = (area.left + column * area.width / place(NAMES_A_ROW), area.top + APART * (row + 1.5));
            named(scene, &name, at);
        }
    }
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
