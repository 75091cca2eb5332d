//! Statements by day, each as far as it reached, and the outcome below them, all on one scale.

use rust_decimal::Decimal;

use super::super::chart::{self, Axis, Reach, length};
use super::super::prose;
use super::super::unit::PageScale;
use super::frame::{NARROW, Ruler, clear, longest, place, small};
use super::scene::{Anchor, Area, Ink, Outline, Scene, TextStyle};
use super::{SMALL, TEXT};
use crate::report::{GuidanceRanges, Mark, SeriesColor};

/// Units of a heading, of a statement, and of the axis.
const HEADING: f64 = 34.0;
const ROW: f64 = 25.0;
const TALL_ROW: f64 = 40.0;
const AXIS: f64 = 28.0;
/// Units between the scale and words beside it.
const BESIDE: f64 = 12.0;
/// Half the height of a range.
const HALF: f64 = 5.5;

/// Where everything stands.
struct Rows<'g> {
    scale: &'g PageScale,
    ruler: Ruler,
    area: Area,
    left: f64,
    right: f64,
    /// Whether days and words stand above what is drawn.
    is_narrow: bool,
    heading: f64,
    row: f64,
}

fn rows(ranges: &GuidanceRanges) -> usize {
    ranges.said.len() + usize::from(ranges.outcome.is_some())
}

/// Units down of guidance under each other.
pub(super) fn height(guidance: &[GuidanceRanges], width: f64) -> f64 {
    let row = if width < NARROW { TALL_ROW } else { ROW };
    let heights = guidance.iter().map(|ranges| HEADING + row * place(rows(ranges)));
    heights.sum::<f64>() + AXIS
}

pub(super) fn draw(scene: &mut Scene, area: Area, guidance: &[GuidanceRanges], scale: &PageScale) {
    let is_narrow = area.width < NARROW;
    let figures: Vec<Decimal> = guidance.iter().flat_map(GuidanceRanges::figures).filter_map(length).collect();
    let axis = Axis::over(&figures, if is_narrow { 4 } else { 8 });
    let drawn = guidance.iter().flat_map(|ranges| &ranges.said).filter(|said| Reach::of(said).is_drawn());
    let words = drawn.map(|said| prose::picture(&said.words, scale));
    let outcomes = guidance.iter().filter_map(|ranges| ranges.outcome.as_ref());
    let words = words.chain(outcomes.map(|(_, cell)| prose::picture(&chart::outcome(cell, scale), scale)));
    let words: Vec<String> = words.collect();
    let days = longest(&["2026-12-30".to_owned()], SMALL) + BESIDE;
    let (left, right) = if is_narrow {
        (area.left + BESIDE, area.right() - 20.0)
    } else {
        (area.left + days, area.right() - (longest(&words, TEXT) + 2.0 * BESIDE).min(area.width / 3.0))
    };
    // What there is room for, by how much it needs.
    let natural = height(guidance, area.width);
    let part = (area.height - AXIS) / (natural - AXIS);
    let (heading, row) = (HEADING * part, if is_narrow { TALL_ROW } else { ROW } * part);
    let ruler = Ruler::new(axis, left, right);
    let bottom = area.bottom() - AXIS;
    if let Some(like) = chart::sample(guidance.iter().flat_map(GuidanceRanges::figures)) {
        for (tick, label) in axis.ticks().into_iter().zip(chart::ticks(&axis, Some(like), scale)) {
            let across = ruler.at(tick);
            scene.line(vec![(across, area.top + 4.0), (across, bottom)], Ink::Faint, 1.0);
            scene.text(&label, (across, bottom + 19.0), small(Ink::Soft).anchored(Anchor::Middle));
        }
    }
    let plot = Rows { scale, ruler, area, left, right, is_narrow, heading, row };
    let mut top = area.top;
    for ranges in guidance {
        plot.one(scene, ranges, top);
        top += heading + row * place(rows(ranges));
    }
}

impl Rows<'_> {
    fn one(&self, scene: &mut Scene, ranges: &GuidanceRanges, top: f64) {
        let heading = prose::picture(&ranges.heading, self.scale);
        let bold = TextStyle::new(TEXT, Ink::Dark).bold();
        clear(scene, &heading, (self.area.left, top + self.heading * 0.62), TEXT);
        scene.text_beside(&heading, (self.area.left, top + self.heading * 0.62), bold);
        let first = top + self.heading;
        let whole = ranges.outcome.as_ref().filter(|(_, cell)| cell.mark != Mark::Partial);
        if let Some(figure) = whole.and_then(|(_, cell)| length(cell)) {
            let (across, end) = (self.ruler.at(figure), first + self.row * place(ranges.said.len()));
            scene.line(vec![(across, first), (across, end + self.row / 2.0)], Ink::Soft, 1.0);
        }
        for (at, said) in ranges.said.iter().enumerate() {
            let reach = Reach::of(said);
            let words = prose::picture(&said.words, self.scale);
            let middle = self.drawn_at(first, at);
            self.reach(scene, &reach, middle, ranges.color);
            self.say(scene, (first, at), [&heading, &said.day.to_string(), &words], reach.is_drawn());
        }
        if let Some((day, cell)) = &ranges.outcome {
            let at = ranges.said.len();
            if let Some(figure) = length(cell) {
                let outline = Outline::Circle(self.ruler.at(figure), self.drawn_at(first, at), 6.5);
                let fill = if cell.mark == Mark::Partial { Ink::Ground } else { Ink::Dark };
                scene.outlined(outline, fill, Ink::Dark, 2.0);
            }
            let words = prose::picture(&chart::outcome(cell, self.scale), self.scale);
            self.say(scene, (first, at), [&heading, &day.to_string(), &words], true);
        }
    }

    /// The height at which a row is drawn.
    fn drawn_at(&self, first: f64, at: usize) -> f64 {
        first + (place(at) + if self.is_narrow { 0.75 } else { 0.5 }) * self.row
    }

    /// The day and the words of a row.
    fn say(&self, scene: &mut Scene, (first, at): (f64, usize), [heading, day, words]: [&str; 3], is_drawn: bool) {
        let ink = if is_drawn { Ink::Dark } else { Ink::Soft };
        let top = first + place(at) * self.row;
        if self.is_narrow {
            let (text, at) = (format!("{day}  {words}"), (self.left, top + self.row * 0.28));
            clear(scene, &text, at, TEXT);
            scene.text_beside(&text, at, TextStyle::new(TEXT, ink));
        } else {
            let middle = top + self.row / 2.0;
            scene.text_beside(day, (self.left - BESIDE, middle), small(Ink::Soft).anchored(Anchor::End));
            let from = if is_drawn { self.right } else { self.left };
            if !is_drawn {
                clear(scene, words, (from + BESIDE, middle), TEXT);
            }
            scene.text_beside(words, (from + BESIDE, middle), TextStyle::new(TEXT, ink));
        }
        let row = Area { left: self.area.left, top, width: self.area.width, height: self.row };
        scene.hit(row, format!("{heading} · {day} · {words}"));
    }

    /// From the lower end to the upper; a point where one figure was given; a pointed line where an end is open.
    fn reach(&self, scene: &mut Scene, reach: &Reach, middle: f64, color: SeriesColor) {
        let ink = Ink::Series(color);
        let open = |scene: &mut Scene, from: f64, to: f64| {
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
