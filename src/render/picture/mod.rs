//! Charts as pictures: where everything stands, in units of which a screen has as many as pixels.
//!
//! One of the places with floating point: places are no figures. What a picture prints comes from the number formatter and
//! what it draws from the exact chart; the same report gives the same picture, byte for byte. [`super::svg`] writes it down
//! and [`pixels`] paints it.

mod bars;
mod fonts;
mod frame;
mod guidance;
mod letters;
mod pixels;
mod scene;
mod timeline;

pub(super) use pixels::{Pixels, paint};
pub(super) use scene::{Anchor, Ink, Outline, Shape, ShapeList, TextStyle};

use anyhow::anyhow;

use super::unit::PageScale;
use super::{Style, chart, prose};
use crate::report::{Chart, Mark, Note, Quantity, Report, SeriesColor, Theme, Value, Words};
use crate::say;
use frame::{fitted, small};
use scene::Area;

/// Units across, and the most across of one whose size is asked for: beyond, it is the same picture on more pixels.
const WIDTH: f64 = 1200.0;
/// Space around everything, and between a title and what follows.
const MARGIN: f64 = 36.0;
const BETWEEN: f64 = 14.0;
/// Notes that stand under a picture as under a table: what was counted, and that companies count differently.
const OF_DEFINITIONS: [&str; 3] = ["warning", "basis", "definition"];
/// Sizes of text, in units of an em, and from line to line.
const TITLE: f64 = 25.0;
const TEXT: f64 = 16.0;
const SMALL: f64 = 14.0;
const LINE: f64 = 1.42;
/// Units of a small picture for each of its pixels.
const SMALLER: [f64; 5] = [1.0, 1.1, 1.2, 1.3, 1.4];

/// A chart, alone or with everything that is written around it.
pub(super) struct Picture {
    pub scene: ShapeList,
    /// Units across and down.
    pub width: f64,
    pub height: f64,
    /// Pixels across and down, where they were asked for.
    pub size: Option<(u32, u32)>,
    pub theme: Theme,
}

/// What is written around a chart that stands by itself.
struct Around {
    title: Vec<String>,
    subtitle: Vec<String>,
    foot: Vec<String>,
}

/// The picture of a report, which is kept by itself.
///
/// # Errors
/// If the report has no chart, or the size asked for has no room for it.
pub(super) fn picture(report: &Report, style: &Style) -> anyhow::Result<Picture> {
    let (chart, scale) = drawn(report, style)?;
    let asked = report.drawing.size;
    let usual = asked.map_or(WIDTH, |(across, _)| f64::from(across).min(WIDTH));
    // A small picture has smaller letters, as far as they can be read.
    let widths = |is_brief| SMALLER.into_iter().map(move |smaller| (usual * smaller, is_brief));
    let laid_out = widths(false).chain(widths(true)).find_map(|(width, is_brief)| {
        let body = width - 2.0 * MARGIN;
        let (around, natural) = (Around::new(report, chart, &scale, body, is_brief), height(chart, &scale, body));
        let inner = asked.map_or(natural, |(across, down)| {
            f64::from(down) * width / f64::from(across) - around.above() - around.below()
        });
        (inner >= natural - spare(chart, natural, body)).then_some((width, around, inner))
    });
    let Some((width, around, height)) = laid_out else {
        let (across, down) = asked.unwrap_or_default();
        return Err(anyhow!(say!(picture_too_small, size = format!("{across}x{down}"))));
    };
    let mut scene = ShapeList::default();
    let total = around.above() + height + around.below();
    scene.fill(Outline::Rect(0.0, 0.0, width, total), Ink::Ground);
    around.write(&mut scene, total);
    draw(&mut scene, Area { left: MARGIN, top: around.above(), width: width - 2.0 * MARGIN, height }, chart, &scale);
    Ok(Picture { scene: scene.arranged(), width, height: total.ceil(), size: asked, theme: report.drawing.theme })
}

/// The chart of a report alone, so many units across, for a page that says the rest.
///
/// # Errors
/// If the report has no chart.
pub(super) fn within(report: &Report, style: &Style, width: f64) -> anyhow::Result<Picture> {
    let (chart, scale) = drawn(report, style)?;
    let height = height(chart, &scale, width);
    let mut scene = ShapeList::default();
    draw(&mut scene, Area { left: 0.0, top: 0.0, width, height }, chart, &scale);
    Ok(Picture { scene: scene.arranged(), width, height, size: None, theme: Theme::Light })
}

fn drawn<'r>(report: &'r Report, style: &Style) -> anyhow::Result<(&'r Chart, PageScale)> {
    let chart = report.chart.as_ref().ok_or_else(|| anyhow!("this report has no chart"))?;
    Ok((chart, style.scale.settle(&report.page, style.language)))
}

/// What the picture of a report is called, and every figure of it in words, for those who cannot see it.
///
/// # Errors
/// If the report has no chart.
pub(super) fn described(report: &Report, style: &Style) -> anyhow::Result<[String; 2]> {
    let (chart, scale) = drawn(report, style)?;
    let title = report.drawing.title.clone();
    let name = title.unwrap_or_else(|| prose::picture(&report.title, &scale));
    Ok([name, prose::picture(&chart::description(chart, &scale), &scale)])
}

/// Units down of a chart as wide as its room.
fn height(chart: &Chart, scale: &PageScale, width: f64) -> f64 {
    match chart {
        Chart::Bars(bars) => bars::height(bars, scale),
        Chart::Timeline(timeline) => timeline::height(timeline, width),
        Chart::Guidance(guidance) => guidance::height(guidance, width),
    }
}

/// Units down of so many that a chart can do without.
fn spare(chart: &Chart, natural: f64, width: f64) -> f64 {
    match chart {
        Chart::Bars(_) => natural * 0.4,
        Chart::Timeline(_) if width < frame::NARROW => 100.0,
        Chart::Timeline(_) => 280.0,
        Chart::Guidance(_) => natural * 0.2,
    }
}

fn draw(scene: &mut ShapeList, area: Area, chart: &Chart, scale: &PageScale) {
    match chart {
        Chart::Bars(bars) => bars::draw(scene, area, bars, scale),
        Chart::Timeline(timeline) => timeline::draw(scene, area, timeline, scale),
        Chart::Guidance(guidance) => guidance::draw(scene, area, guidance, scale),
    }
}

impl Around {
    fn new(report: &Report, chart: &Chart, scale: &PageScale, across: f64, is_brief: bool) -> Self {
        let own = prose::picture(&report.title, scale);
        let unit = unit(chart, scale);
        // A title of the user's leaves what the figures are below it.
        let (title, below) = match &report.drawing.title {
            Some(title) => (title.clone(), Some(own)),
            None => (own, None),
        };
        let subtitle: Vec<String> = below.into_iter().chain(unit).collect();
        let source = say!(chart_source, version = &report.data_version);
        let definitions = report.notes.iter().filter(|note| OF_DEFINITIONS.contains(&note.kind));
        let brief = |note: &Note| note.brief.clone().filter(|_| is_brief).unwrap_or_else(|| note.words.clone());
        let foot = key(chart).into_iter().chain(definitions.map(brief));
        let last = Words::sentences([Some(source), until(report, chart)].into_iter().flatten());
        let foot = foot.chain([last]);
        let foot = if is_brief { vec![Words::sentences(foot)] } else { foot.collect() };
        let foot = foot.iter().map(|words| prose::picture(words, scale));
        Self {
            title: even(&title, across),
            subtitle: fitted(&subtitle.join(" · "), across, TEXT),
            foot: foot.flat_map(|text| fitted(&text, across, SMALL)).collect(),
        }
    }

    fn above(&self) -> f64 {
        MARGIN + lines(&self.title, TITLE) + lines(&self.subtitle, TEXT) + BETWEEN
    }

    fn below(&self) -> f64 {
        BETWEEN + lines(&self.foot, SMALL) + MARGIN * 0.6
    }

    /// The title and unit above the chart, and what must be said below it.
    fn write(&self, scene: &mut ShapeList, height: f64) {
        let mut top = MARGIN;
        let styles =
            [(&self.title, TextStyle::new(TITLE, Ink::Dark).bold()), (&self.subtitle, TextStyle::new(TEXT, Ink::Soft))];
        for (texts, style) in styles {
            for text in texts {
                scene.text(text, (MARGIN, top + style.size * 0.8), style);
                top += style.size * LINE;
            }
        }
        let mut top = height - self.below() + BETWEEN;
        for text in &self.foot {
            scene.text(text, (MARGIN, top + SMALL * 0.8), small(Ink::Soft));
            top += SMALL * LINE;
        }
    }
}

/// What is to be said of a chart that stands in a page: its unit, and what its marks mean.
pub(super) fn caption(chart: &Chart, scale: &PageScale) -> (Option<String>, Option<String>) {
    (unit(chart, scale), key(chart).map(|words| prose::picture(&words, scale)))
}

/// What the scale of a chart counts.
fn unit(chart: &Chart, scale: &PageScale) -> Option<String> {
    match chart::sample(chart.figures())? {
        Value::Figure(Quantity::Money(_)) => scale.label(),
        Value::Figure(Quantity::Change(_)) => Some(prose::picture(&say!(against_year_before).capitalised(), scale)),
        _ => None,
    }
}

/// A title in as few lines as it needs, and those about as long as each other.
fn even(text: &str, across: f64) -> Vec<String> {
    let lines = fitted(text, across, TITLE);
    let mut narrower = (5..10_u8).map(|tenths| fitted(text, across * f64::from(tenths) / 10.0, TITLE));
    narrower.find(|even| even.len() == lines.len()).unwrap_or(lines)
}

/// To which day the picture's figures or statements reach.
fn until(report: &Report, chart: &Chart) -> Option<Words> {
    let noted = report.notes.iter().rev().find(|note| note.kind == "data").map(|note| note.words.clone());
    let Chart::Guidance(guidance) = chart else { return noted };
    let outcomes = guidance.iter().filter_map(|ranges| ranges.outcome.as_ref()).map(|(day, _)| *day);
    let newest = guidance.iter().flat_map(|ranges| &ranges.said).map(|said| said.day).chain(outcomes).max();
    noted.or_else(|| newest.map(|day| say!(guidance_and_outcomes_to, day = Words::Day(day))))
}

/// The marks that the picture carries, explained.
fn key(chart: &Chart) -> Option<Words> {
    let marked = |mark: Mark| chart.is_marked(mark);
    let missing = chart.figures().iter().any(|cell| matches!(cell.value, Value::Missing(_)));
    let said = [
        marked(Mark::Partial).then(|| say!(partial_mark_in_chart)),
        marked(Mark::Approximate).then(|| say!(approximate_mark)),
        chart.figures().iter().any(|cell| cell.of_user).then(|| say!(user_mark_in_chart)),
        missing.then(|| say!(gaps_are_missing)),
    ];
    let said: Vec<_> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| Words::semicolons(said))
}

/// Units of lines of text.
fn lines(texts: &[String], size: f64) -> f64 {
    frame::place(texts.len()) * size * LINE
}

/// The colour of an ink, and how much of it is seen.
pub(super) fn color(ink: Ink, theme: Theme) -> ([u8; 3], f64) {
    let [dark, soft, faint, ground] = match theme {
        Theme::Light => [[0x1f, 0x1f, 0x1f], [0x5a, 0x5a, 0x5a], [0xdd, 0xdd, 0xdd], [0xff, 0xff, 0xff]],
        Theme::Dark => [[0xe8, 0xe8, 0xe8], [0xb4, 0xb4, 0xb4], [0x44, 0x44, 0x44], [0x16, 0x16, 0x16]],
    };
    let of = |series: SeriesColor| {
        let other = if series == SeriesColor::Beside { GREY } else { dark };
        series.pick(&SERIES).unwrap_or(other)
    };
    match ink {
        Ink::Dark => (dark, 1.0),
        Ink::Soft => (soft, 1.0),
        Ink::Faint => (faint, 1.0),
        Ink::Ground => (ground, 1.0),
        Ink::Series(series) => (of(series), 1.0),
        Ink::Pale(series) => (of(series), PALE),
        Ink::On(series) => (if is_deep(series) { WHITE } else { BLACK }, 1.0),
    }
}

/// Whether words on a colour are white.
pub(super) fn is_deep(series: SeriesColor) -> bool {
    series.pick(&[false, false, false, false, false, true]).unwrap_or(false)
}

/// How much of its colour an area keeps that is partial.
pub(super) const PALE: f64 = 0.35;
/// What is compared with, on light and on dark.
const GREY: [u8; 3] = [0x8c; 3];
/// Words on a colour.
const WHITE: [u8; 3] = [0xff; 3];
const BLACK: [u8; 3] = [0x1a; 3];

/// Okabe and Ito's colours for all kinds of colour vision, in the order of the terminal's.
const SERIES: [[u8; 3]; 6] = [
    [0xe6, 0x9f, 0x00],
    [0x56, 0xb4, 0xe9],
    [0x00, 0x9e, 0x73],
    [0xcc, 0x79, 0xa7],
    [0xd5, 0x5e, 0x00],
    [0x00, 0x72, 0xb2],
];
