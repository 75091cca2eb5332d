//! Bars from left to right.

use super::super::chart::{self, Axis, length};
use super::super::unit::PageScale;
use super::super::{cell, prose};
use super::frame::{self, Ruler, block, clear, longest, place, small, steps};
use super::scene::{Anchor, Area, Ink, Outline, ShapeList, TextStyle};
use super::{SMALL, TEXT};
use crate::report::{Bar, Bars, Cell};

/// Units of a bar with the space around it.
const ROW: f64 = 42.0;
/// Units of the axis, of the headings above, and between a name and its bar.
const AXIS: f64 = 30.0;
const HEADS: f64 = 20.0;
const GAP: f64 = 12.0;
/// Half the height of a bar, of its row.
const HALF: f64 = 0.34;

/// What stands in a row.
enum BarRow<'b> {
    Heading(String),
    Bar(&'b Bar),
    Total(&'b Bar),
}

fn rows<'b>(bars: &'b Bars, scale: &PageScale) -> Vec<BarRow<'b>> {
    let mut rows = Vec::new();
    for group in &bars.groups {
        let is_headed = bars.groups.len() > 1;
        rows.extend(is_headed.then(|| BarRow::Heading(prose::picture(&group.heading, scale))));
        rows.extend(group.bars.iter().map(BarRow::Bar));
        rows.extend(group.total.iter().map(BarRow::Total));
    }
    rows
}

pub(super) fn height(bars: &Bars, scale: &PageScale) -> f64 {
    ROW * place(rows(bars, scale).len()) + AXIS + HEADS
}

pub(super) fn draw(scene: &mut ShapeList, area: Area, bars: &Bars, scale: &PageScale) {
    let rows = rows(bars, scale);
    let drawn: Vec<&Cell> = bars.groups.iter().flat_map(|group| &group.bars).map(|bar| &bar.figure).collect();
    let figures: Vec<_> = drawn.iter().filter_map(|cell| length(cell)).collect();
    let all = || bars.groups.iter().flat_map(|group| group.bars.iter().chain(&group.total));
    let names: Vec<String> = all().map(|bar| prose::picture(&bar.name, scale)).collect();
    let headings: Vec<String> = rows.iter().filter_map(BarRow::heading).cloned().collect();
    let names_room = longest(names.iter().chain(&headings), TEXT).min(area.width / 3.0) + GAP;
    let printed: Vec<String> = all().map(|bar| cell::page(&bar.figure, scale)).collect();
    let heads: Vec<String> = bars.headings.iter().skip(1).map(|head| prose::picture(head, scale)).collect();
    let aside = |at: usize| {
        let cells = all().filter_map(|bar| bar.asides.get(at)).map(|aside| cell::page(aside, scale));
        // Beside the first heading, over the bars, there is room.
        let head = if at == 0 { 0.0 } else { longest(heads.get(at), SMALL) };
        longest(&cells.collect::<Vec<_>>(), TEXT).max(head) + 18.0
    };
    let asides: Vec<f64> = (0..heads.len()).map(aside).collect();
    let left = area.left + names_room;
    let right = area.right() - asides.iter().sum::<f64>() - longest(&printed, TEXT) - 12.0;
    let right = right.max(left + 60.0);
    let axis = Axis::over(&figures, steps(right - left, 60.0, 6));
    let row_height = (area.height - HEADS - AXIS) / place(rows.len()).max(1.0);
    // The sum of all that is drawn stands apart, under the scale.
    let is_summed = bars.groups.len() == 1 && matches!(rows.last(), Some(BarRow::Total(_)));
    let drawn_rows = rows.len() - usize::from(is_summed);
    let top = area.top + HEADS;
    let bottom = top + place(drawn_rows) * row_height;
    let ruler = Ruler::new(axis, left, right);
    for (tick, label) in axis.ticks().into_iter().zip(chart::ticks(&axis, chart::sample(drawn), scale)) {
        let across = ruler.at(tick);
        scene.line(vec![(across, top), (across, bottom)], Ink::Faint, 1.0);
        scene.text(&label, (across, bottom + 19.0), small(Ink::Soft).anchored(Anchor::Middle));
    }
    // The right edges of the columns of figures beside the bars.
    let behind = |at: usize| asides.iter().skip(at + 1).sum::<f64>();
    let edges: Vec<f64> = (0..asides.len()).map(|at| area.right() - behind(at)).collect();
    for (head, edge) in heads.iter().zip(&edges) {
        scene.text(head, (*edge, top - 6.0), small(Ink::Soft).anchored(Anchor::End));
    }
    let zero = ruler.zero();
    let mut heading = String::new();
    for (at, row) in rows.iter().enumerate() {
        let apart = if at >= drawn_rows { AXIS } else { 0.0 };
        let middle = top + (place(at) + 0.5) * row_height + apart;
        let style = TextStyle::new(TEXT, Ink::Dark);
        let (bar, is_total) = match row {
            BarRow::Heading(text) => {
                scene.text_beside(text, (left - GAP, middle), style.bold().anchored(Anchor::End));
                heading = format!("{text} · ");
                continue;
            }
            BarRow::Bar(bar) => (bar, false),
            BarRow::Total(bar) => (bar, true),
        };
        // A sum is no bar: it would dwarf those that it adds. It stands apart, under a line.
        let style = if is_total { style.bold() } else { style };
        let end = length(&bar.figure).filter(|_| !is_total).map_or(zero, |figure| ruler.at(figure));
        if is_total {
            let line = middle - row_height / 2.0 + 2.0;
            scene.fill(Outline::Rect(left - GAP + 2.0, line, right - left + GAP, row_height), Ink::Ground);
            scene.line(vec![(area.left, line), (area.right(), line)], Ink::Soft, 1.0);
        } else if length(&bar.figure).is_some() {
            let half = row_height * HALF;
            let outline = Outline::Rect(zero.min(end), middle - half, (end - zero).abs().max(1.0), half * 2.0);
            block(scene, outline, &bar.figure, bar.color);
        }
        let name = prose::picture(&bar.name, scale);
        scene.text_beside(&name, (left - GAP, middle), style.anchored(Anchor::End));
        let figure = cell::page(&bar.figure, scale);
        let beside = (end.max(zero) + 8.0, middle);
        clear(scene, &figure, beside, TEXT);
        scene.text_beside(&figure, beside, style);
        let mut told = vec![format!("{heading}{name} {}", frame::told(&bar.figure, scale))];
        for ((aside, edge), head) in bar.asides.iter().zip(&edges).zip(&heads) {
            let text = cell::page(aside, scale);
            let soft = TextStyle { ink: if is_total { Ink::Dark } else { Ink::Soft }, ..style };
            scene.text_beside(&text, (*edge, middle), soft.anchored(Anchor::End));
            if !text.is_empty() {
                told.push(format!("{head} {text}"));
            }
        }
        let row = Area { top: middle - row_height / 2.0, height: row_height, ..area };
        scene.hit(row, told.join(" · "));
    }
    scene.line(vec![(zero, top), (zero, bottom)], Ink::Soft, 1.0);
}

impl BarRow<'_> {
    fn heading(&self) -> Option<&String> {
        if let Self::Heading(text) = self { Some(text) } else { None }
    }
}
