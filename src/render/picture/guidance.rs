//! Statements by day, each as far as it reached, and the outcome below them, all on one scale.

use rust_decimal::Decimal;

use super::super::chart::{self, Axis, GuidanceRow, Reach, compared, length};
use super::super::prose;
use super::super::unit::PageScale;
use super::frame::{NARROW, Ruler, clear, longest, place, small, steps};
use super::letters::width;
use super::scene::{Anchor, Area, Ink, Outline, ShapeList, TextStyle};
use super::{SMALL, TEXT};
use crate::report::{GuidanceRanges, Mark, SeriesColor};

/// Units of a heading, of a statement, and of the axis.
const HEADING: f64 = 34.0;
const ROW: f64 = 25.0;
const TALL_ROW: f64 = 40.0;
const AXIS: f64 = 28.0;
/// Units between a day, words and the scale.
const BESIDE: f64 = 12.0;
/// Half the height of a range.
const HALF: f64 = 5.5;

/// Where everything stands.
struct GuidancePlot<'g> {
    scale: &'g PageScale,
    ruler: Ruler,
    area: Area,
    /// Where words begin, and the scale.
    words: f64,
    left: f64,
    right: f64,
    /// Whether days and words stand above what is drawn.
    is_narrow: bool,
    heading: f64,
    row: f64,
}

/// Units down of guidance under each other.
pub(super) fn height(guidance: &[GuidanceRanges], width: f64) -> f64 {
    let row = if width < NARROW { TALL_ROW } else { ROW };
    let rows = |ranges: &GuidanceRanges| place(ranges.said.len() + usize::from(ranges.outcome.is_some()));
    guidance.iter().map(|ranges| HEADING + row * rows(ranges)).sum::<f64>() + AXIS
}

pub(super) fn draw(scene: &mut ShapeList, area: Area, guidance: &[GuidanceRanges], scale: &PageScale) {
    let is_narrow = area.width < NARROW;
    let figures: Vec<Decimal> = guidance.iter().flat_map(GuidanceRanges::figures).filter_map(length).collect();
    let all: Vec<Vec<GuidanceRow>> = guidance.iter().map(|ranges| GuidanceRow::all(ranges, scale)).collect();
    let drawn = all.iter().flatten().filter(|row| row.is_drawn()).map(|row| &row.words);
    let words = area.left + BESIDE + longest(&["2026-12-30".to_owned()], SMALL);
    let (left, right) = if is_narrow {
        (area.left + BESIDE, area.right() - 20.0)
    } else {
        (words + longest(drawn, TEXT).min(area.width / 3.0) + BESIDE, area.right() - 20.0)
    };
    // What there is room for, by how much it needs.
    let part = (area.height - AXIS) / (height(guidance, area.width) - AXIS);
    let (heading, row) = (HEADING * part, if is_narrow { TALL_ROW } else { ROW } * part);
    let axis = Axis::over(&figures, steps(right - left, 80.0, 8));
    let ruler = Ruler::new(axis, left, right);
    let bottom = area.bottom() - AXIS;
    if let Some(like) = chart::sample(guidance.iter().flat_map(GuidanceRanges::figures)) {
        for (tick, label) in axis.ticks().into_iter().zip(chart::ticks(&axis, Some(like), scale)) {
            let across = ruler.at(tick);
            scene.line(vec![(across, area.top + 4.0), (across, bottom)], Ink::Faint, 1.0);
            scene.text(&label, (across, bottom + 19.0), small(Ink::Soft).anchored(Anchor::Middle));
        }
    }
    let plot = GuidancePlot { scale, ruler, area, words, left, right, is_narrow, heading, row };
    let mut top = area.top;
    for (ranges, rows) in guidance.iter().zip(&all) {
        plot.one(scene, ranges, rows, top);
        top += heading + row * place(rows.len());
    }
}

impl GuidancePlot<'_> {
    fn one(&self, scene: &mut ShapeList, ranges: &GuidanceRanges, rows: &[GuidanceRow], top: f64) {
        let heading = prose::picture(&ranges.heading, self.scale);
        self.write(
            scene,
            &heading,
            (self.area.left, top + self.heading * 0.62),
            TextStyle::new(TEXT, Ink::Dark).bold(),
        );
        let compared = compared(rows).filter(|_| rows.iter().any(GuidanceRow::is_range));
        let compared = compared.map(|figure| self.ruler.at(figure));
        for (at, row) in rows.iter().enumerate() {
            let top = top + self.heading + place(at) * self.row;
            let middle = top + self.row * if self.is_narrow { 0.75 } else { 0.5 };
            // What became of it stands beside what was said.
            if let Some(across) = compared.filter(|_| row.is_drawn()) {
                let bottom = if row.outcome.is_some() { middle } else { top + self.row };
                let top = if self.is_narrow { middle - self.row / 4.0 } else { top };
                scene.line(vec![(across, top), (across, bottom)], Ink::Soft, 1.0);
            }
            match row.outcome {
                Some(mark) => {
                    if let Reach::Point(figure) = row.reach {
                        let fill = if mark == Mark::Partial { Ink::Ground } else { Ink::Dark };
                        scene.outlined(Outline::Circle(self.ruler.at(figure), middle, 6.5), fill, Ink::Dark, 2.0);
                    }
                }
                None => self.reach(scene, &row.reach, middle, ranges.color),
            }
            let style = TextStyle::new(TEXT, if row.is_drawn() { Ink::Dark } else { Ink::Soft });
            if self.is_narrow {
                let text = format!("{}  {}", row.day, row.words);
                self.write(scene, &text, (self.left, top + self.row * 0.28), style);
            } else {
                scene.text_beside(
                    &row.day.to_string(),
                    (self.words - BESIDE, middle),
                    small(Ink::Soft).anchored(Anchor::End),
                );
                self.write(scene, &row.words, (self.words, middle), style);
            }
            let area = Area { top, height: self.row, ..self.area };
            scene.hit(area, format!("{heading} · {} · {}", row.day, row.words));
        }
    }

    /// Words on a clear ground where they reach into the scale.
    fn write(&self, scene: &mut ShapeList, text: &str, at: (f64, f64), style: TextStyle) {
        if at.0 + width(text, style.size) > self.left {
            clear(scene, text, at, style.size);
        }
        scene.text_beside(text, at, style);
    }

    /// From the lower end to the upper; a point where one figure was given; a pointed line where an end is open.
    fn reach(&self, scene: &mut ShapeList, reach: &Reach, middle: f64, color: SeriesColor) {
        let ink = Ink::Series(color);
        let open = |scene: &mut ShapeList, from: f64, to: f64| {
            let back = if to > from { -8.0 } else { 8.0 };
            scene.line(vec![(from, middle - HALF), (from, middle + HALF)], ink, 2.5);
            scene.line(vec![(from, middle), (to, middle)], ink, 2.5);
            let tip = vec![(to + back, middle - HALF), (to, middle), (to + back, middle + HALF)];
            scene.line(tip, ink, 2.5);
        };
        match reach {
            Reach::Nothing => {}
            Reach::Point(figure) => scene.fill(Outline::Circle(self.ruler.at(*figure), middle, 6.0), ink),
            Reach::Range(low, high) => {
                let (from, to) = (self.ruler.at(*low), self.ruler.at(*high));
                scene.fill(Outline::Rect(from, middle - HALF, (to - from).max(2.0), HALF * 2.0), ink);
            }
            Reach::From(low) => open(scene, self.ruler.at(*low), self.right),
            Reach::UpTo(high) => open(scene, self.ruler.at(*high), self.left),
        }
    }
}
