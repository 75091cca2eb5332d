//! Charts as pictures: the frame that all share, and what each kind is made of, on any backend of `plotters`.
//!
//! The one place, beside workbooks, with floating point: pixels are no figures. What a picture prints comes from the
//! number formatter and what it draws from the exact chart; the same report gives the same picture, byte for byte.

mod bars;
mod frame;
mod guidance;
mod pixels;
mod timeline;

pub(super) use pixels::Pixels;

use anyhow::anyhow;
use plotters::coord::{CoordTranslate, Shift};
use plotters::prelude::{Color as _, DrawingArea, DrawingBackend, FontStyle, RGBColor, Rectangle, WHITE};
use plotters::style::register_font;

use super::language::Language;
use super::unit::PageScale;
use super::wrap::wrap;
use super::{Style, chart, prose};
use crate::report::{Cell, Chart, Mark, Report, SeriesColor, Value, Words};
use crate::say;
use frame::{Anchor, write};

/// Pixels across.
const WIDTH: u32 = 1200;
/// Below so many pixels across, what stands beside a chart stands under or over it.
const NARROW: u32 = 700;
/// Space around everything.
const MARGIN: i32 = 36;
/// Columns of a line of the title, as a terminal counts them; letters wider than usual still fit.
const TITLE_COLUMNS: usize = 70;
/// Columns of a line under the picture.
const FOOT_COLUMNS: usize = 125;
/// Notes that stand under a picture as under a table: what was counted, and that companies count differently.
const OF_DEFINITIONS: [&str; 3] = ["warning", "basis", "definition"];
/// Sizes of text, in pixels of an em, and from line to line.
const TITLE_SIZE: i32 = 25;
const TEXT_SIZE: i32 = 17;
const SMALL_SIZE: i32 = 14;
const LINE: f64 = 1.45;
/// A size as `plotters` counts it, of one in ems: what its SVG backend divides by.
const PER_EM: f64 = 1.24;

/// Words, and lines that carry meaning.
const DARK: RGBColor = RGBColor(0x1f, 0x1f, 0x1f);
/// What explains.
const SOFT: RGBColor = RGBColor(0x5a, 0x5a, 0x5a);
/// Lines that only guide the eye.
const FAINT: RGBColor = RGBColor(0xdd, 0xdd, 0xdd);
/// Okabe and Ito's colours for all kinds of colour vision, in the order of the terminal's.
const INKS: [RGBColor; 6] = [
    RGBColor(0xe6, 0x9f, 0x00),
    RGBColor(0x56, 0xb4, 0xe9),
    RGBColor(0x00, 0x9e, 0x73),
    RGBColor(0xcc, 0x79, 0xa7),
    RGBColor(0xd5, 0x5e, 0x00),
    RGBColor(0x00, 0x72, 0xb2),
];
/// How much of its colour an area keeps that is partial.
const PALE: f64 = 0.35;

/// Colours that depend on the ground, and what a page calls its own. The others are distinguished on any ground.
pub(super) const GROUND: [(RGBColor, &str); 4] =
    [(DARK, "--ink"), (SOFT, "--dim"), (FAINT, "--line"), (WHITE, "--back")];

/// The family all text is in: what a viewer of an SVG has under this name, and the letters below in a PNG.
const FAMILY: &str = "sans-serif";
const REGULAR: &[u8] = include_bytes!("fonts/OpenSans-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("fonts/OpenSans-Semibold.ttf");

/// A chart, alone or with everything that is written around it.
pub(super) struct Picture<'r> {
    chart: &'r Chart,
    scale: PageScale,
    width: u32,
    around: Option<Around>,
}

/// What is written around a chart that stands by itself.
struct Around {
    title: Vec<String>,
    unit: Option<String>,
    foot: Vec<String>,
}

impl<'r> Picture<'r> {
    /// The picture of a report, which is kept by itself.
    ///
    /// # Errors
    /// If the report has no chart.
    pub fn new(report: &'r Report, style: &Style, language: Language) -> anyhow::Result<Self> {
        let bare = Self::within(report, style, language, WIDTH)?;
        let title = even(&prose::page(&report.title, &bare.scale), TITLE_COLUMNS);
        let unit = bare.scale.label().filter(|_| chart::is_money(bare.chart));
        let version = &report.data_version;
        let source = say!(chart_source, version);
        let definitions = report.notes.iter().filter(|note| OF_DEFINITIONS.contains(&note.kind));
        let foot = [key(bare.chart)].into_iter().flatten();
        let foot = foot.chain(definitions.map(|note| note.words.clone()));
        let foot = foot.chain([Some(source), until(report, bare.chart)].into_iter().flatten());
        let foot = foot.flat_map(|words| prose::lines(&words, &bare.scale, FOOT_COLUMNS)).collect();
        Ok(Self { around: Some(Around { title, unit, foot }), ..bare })
    }

    /// The chart of a report alone, so many pixels across, for a page that says the rest.
    ///
    /// # Errors
    /// If the report has no chart.
    pub fn within(report: &'r Report, style: &Style, language: Language, width: u32) -> anyhow::Result<Self> {
        let chart = report.chart.as_ref().ok_or_else(|| anyhow!("this report has no chart"))?;
        let scale = style.scale.settle(&report.page, language);
        // The letters of a PNG have no ideographs; in English neither has an SVG.
        let scale = if language == Language::En { scale.in_latin() } else { scale };
        Ok(Self { chart, scale, width, around: None })
    }

    /// Every figure in words, for those who cannot see the picture.
    pub fn description(&self) -> String {
        prose::page(&chart::description(self.chart, &self.scale), &self.scale)
    }

    /// Pixels across and down.
    pub fn size(&self) -> (u32, u32) {
        let inner = self.width - 2 * u32::try_from(self.margin()).unwrap_or(0);
        let body = match self.chart {
            Chart::Bars(bars) => bars::height(bars),
            Chart::Timeline(timeline) => timeline::height(timeline, inner),
            Chart::Guidance(guidance) => guidance::height(guidance, inner),
        };
        (self.width, u32::try_from(self.above() + body + self.below()).unwrap_or(self.width))
    }

    /// Pixels around a picture that stands by itself; a page has its own.
    fn margin(&self) -> i32 {
        if self.around.is_some() { MARGIN } else { 0 }
    }

    fn above(&self) -> i32 {
        self.around.as_ref().map_or(0, |around| {
            let unit = if around.unit.is_some() { lines(1, TEXT_SIZE) } else { 0 };
            MARGIN + lines(around.title.len(), TITLE_SIZE) + unit + 12
        })
    }

    fn below(&self) -> i32 {
        self.around.as_ref().map_or(0, |around| lines(around.foot.len(), SMALL_SIZE) + MARGIN)
    }

    /// Draws the picture on an area of its size.
    pub fn draw<DB>(&self, root: &DrawingArea<DB, Shift>) -> anyhow::Result<()>
    where
        DB: DrawingBackend<ErrorType: 'static>,
    {
        for (style, letters) in [(FontStyle::Normal, REGULAR), (FontStyle::Bold, SEMIBOLD)] {
            register_font(FAMILY, style, letters).map_err(|_| anyhow!("the letters of pictures cannot be read"))?;
        }
        if let Some(around) = &self.around {
            self.surround(root, around)?;
        }
        let body = root.margin(self.above(), self.below(), self.margin(), self.margin());
        match self.chart {
            Chart::Bars(bars) => bars::draw(&body, bars, &self.scale)?,
            Chart::Timeline(timeline) => timeline::draw(&body, timeline, &self.scale)?,
            Chart::Guidance(guidance) => guidance::draw(&body, guidance, &self.scale)?,
        }
        root.present()?;
        Ok(())
    }

    /// The ground, the title and unit above the chart, and what must be said below it.
    fn surround<DB>(&self, root: &DrawingArea<DB, Shift>, around: &Around) -> anyhow::Result<()>
    where
        DB: DrawingBackend<ErrorType: 'static>,
    {
        root.fill(&WHITE)?;
        let mut at = MARGIN;
        for line in &around.title {
            write(root, line, (MARGIN, at), TITLE_SIZE, DARK, Anchor::Left, FontStyle::Bold)?;
            at += lines(1, TITLE_SIZE);
        }
        if let Some(unit) = &around.unit {
            write(root, unit, (MARGIN, at), TEXT_SIZE, SOFT, Anchor::Left, FontStyle::Normal)?;
        }
        let mut at = i32::try_from(self.size().1)? - self.below() + 8;
        for line in &around.foot {
            write(root, line, (MARGIN, at), SMALL_SIZE, SOFT, Anchor::Left, FontStyle::Normal)?;
            at += lines(1, SMALL_SIZE);
        }
        Ok(())
    }
}

/// What is to be said of a chart that stands in a page: its unit, and what its marks mean.
pub(super) fn caption(chart: &Chart, scale: &PageScale) -> (Option<String>, Option<String>) {
    (scale.label().filter(|_| chart::is_money(chart)), key(chart).map(|words| prose::page(&words, scale)))
}

/// Text in as few lines as so many columns need, and those about as long as each other.
fn even(text: &str, columns: usize) -> Vec<String> {
    let lines = wrap(text, columns);
    let mut narrower = (columns / 2..columns).map(|columns| wrap(text, columns));
    narrower.find(|even| even.len() == lines.len()).unwrap_or(lines)
}

/// Whether there is no room beside a chart.
fn is_narrow<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>) -> bool {
    area.dim_in_pixel().0 < NARROW
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
        missing.then(|| say!(gaps_are_missing)),
    ];
    let said: Vec<_> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| Words::semicolons(said))
}

/// Pixels of lines of text.
#[expect(clippy::cast_possible_truncation, reason = "a few hundred pixels")]
fn lines(count: usize, size: i32) -> i32 {
    let count = i32::try_from(count).unwrap_or(0);
    (f64::from(count * size) * LINE) as i32
}

fn rgb(color: SeriesColor) -> RGBColor {
    color.pick(&INKS).unwrap_or(DARK)
}

/// Draws an area that stands for a figure: full, or pale within its line where quarters are missing.
fn fill_in<DB, CT>(
    plot: &DrawingArea<DB, CT>,
    corners: [CT::From; 2],
    cell: &Cell,
    color: SeriesColor,
    edge: RGBColor,
) -> anyhow::Result<()>
where
    DB: DrawingBackend<ErrorType: 'static>,
    CT: CoordTranslate<From: Clone + 'static>,
{
    let full = rgb(color);
    let is_partial = cell.mark == Mark::Partial;
    if is_partial {
        // What lies under it does not show through.
        plot.draw(&Rectangle::new(corners.clone(), WHITE.filled()))?;
        plot.draw(&Rectangle::new(corners.clone(), full.mix(PALE).filled()))?;
    } else {
        plot.draw(&Rectangle::new(corners.clone(), full.filled()))?;
    }
    let edge = if is_partial { full } else { edge };
    plot.draw(&Rectangle::new(corners, edge.stroke_width(1)))?;
    Ok(())
}
