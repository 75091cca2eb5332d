//! Charts as pictures: the frame that all share, and what each kind is made of, on any backend of `plotters`.
//!
//! The one place, beside workbooks, with floating point: pixels are no figures. What a picture prints comes from the
//! number formatter and what it draws from the exact chart; the same report gives the same picture, byte for byte.

mod bars;
mod fans;
mod frame;
mod pixels;
mod timeline;

pub(super) use pixels::Pixels;

use anyhow::anyhow;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend, FontStyle, RGBColor, WHITE};
use plotters::style::register_font;

use super::language::Language;
use super::unit::PageScale;
use super::wrap::wrap;
use super::{Style, chart, prose};
use crate::report::{Cell, Chart, Ink, Mark, Report, Value, Words};
use crate::say;
use frame::{Anchor, write};

/// Pixels across.
const WIDTH: u32 = 1200;
/// Space around everything.
const MARGIN: i32 = 36;
/// Columns of a line of the title, as a terminal counts them.
const TITLE_COLUMNS: usize = 70;
/// Columns of a line under the picture.
const FOOT_COLUMNS: usize = 125;
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

/// The family all text is in: what a viewer of an SVG has under this name, and the letters below in a PNG.
const FAMILY: &str = "sans-serif";
const REGULAR: &[u8] = include_bytes!("fonts/OpenSans-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("fonts/OpenSans-Semibold.ttf");

/// A chart with everything that is written around it.
pub(super) struct Picture<'r> {
    chart: &'r Chart,
    scale: PageScale,
    title: Vec<String>,
    unit: Option<String>,
    foot: Vec<String>,
}

impl<'r> Picture<'r> {
    /// The picture of a report.
    ///
    /// # Errors
    /// If the report has no chart.
    pub fn new(report: &'r Report, style: &Style, language: Language) -> anyhow::Result<Self> {
        let chart = report.chart.as_ref().ok_or_else(|| anyhow!("this report has no chart"))?;
        let scale = style.scale.settle(&report.page, language);
        // The letters of a PNG have no ideographs; in English neither has an SVG.
        let scale = if language == Language::En { scale.in_latin() } else { scale };
        let title = wrap(&prose::page(&report.title, &scale), TITLE_COLUMNS);
        let unit = scale.label().filter(|_| chart::is_money(chart));
        let version = &report.data_version;
        let source = say!("Source: company filings, releases and calls; capex data {version}.", version);
        let until = report.notes.iter().rev().find(|note| note.kind == "data").map(|note| note.words.clone());
        let foot = [key(chart), Some(source), until].into_iter().flatten();
        let foot = foot.flat_map(|words| wrap(&prose::page(&words, &scale), FOOT_COLUMNS)).collect();
        Ok(Self { chart, scale, title, unit, foot })
    }

    /// The title as one line, for those who cannot see the picture.
    pub fn name(&self) -> String {
        self.title.join(" ")
    }

    /// Pixels across and down.
    pub fn size(&self) -> (u32, u32) {
        let body = match self.chart {
            Chart::Bars(bars) => bars::height(bars),
            Chart::Timeline(_) => timeline::HEIGHT,
            Chart::Fans(fans) => fans.iter().map(fans::height).sum(),
        };
        (WIDTH, u32::try_from(self.above() + body + self.below()).unwrap_or(WIDTH))
    }

    fn above(&self) -> i32 {
        MARGIN + lines(self.title.len(), TITLE_SIZE) + if self.unit.is_some() { lines(1, TEXT_SIZE) } else { 0 } + 12
    }

    fn below(&self) -> i32 {
        lines(self.foot.len(), SMALL_SIZE) + MARGIN
    }

    /// Draws the picture on an area of its size.
    pub fn draw<DB>(&self, root: &DrawingArea<DB, Shift>) -> anyhow::Result<()>
    where
        DB: DrawingBackend<ErrorType: 'static>,
    {
        for (style, letters) in [(FontStyle::Normal, REGULAR), (FontStyle::Bold, SEMIBOLD)] {
            register_font(FAMILY, style, letters).map_err(|_| anyhow!("the letters of pictures cannot be read"))?;
        }
        root.fill(&WHITE)?;
        let mut at = MARGIN;
        for line in &self.title {
            write(root, line, (MARGIN, at), TITLE_SIZE, DARK, Anchor::Left, FontStyle::Bold)?;
            at += lines(1, TITLE_SIZE);
        }
        if let Some(unit) = &self.unit {
            write(root, unit, (MARGIN, at), TEXT_SIZE, SOFT, Anchor::Left, FontStyle::Normal)?;
        }
        let height = i32::try_from(self.size().1)?;
        let body = root.margin(self.above(), self.below(), MARGIN, MARGIN);
        match self.chart {
            Chart::Bars(bars) => bars::draw(&body, bars, &self.scale)?,
            Chart::Timeline(timeline) => timeline::draw(&body, timeline, &self.scale)?,
            Chart::Fans(fans) => fans::draw(&body, fans, &self.scale)?,
        }
        let mut at = height - self.below() + 8;
        for line in &self.foot {
            write(root, line, (MARGIN, at), SMALL_SIZE, SOFT, Anchor::Left, FontStyle::Normal)?;
            at += lines(1, SMALL_SIZE);
        }
        root.present()?;
        Ok(())
    }
}

/// The marks that the picture carries, explained.
fn key(chart: &Chart) -> Option<Words> {
    let marked = |mark: Mark| chart.is_marked(mark);
    let missing = chart.figures().iter().any(|cell| matches!(cell.value, Value::Missing(_)));
    let said = [
        marked(Mark::Partial).then(|| say!("* partial: a quarter or a company is missing")),
        marked(Mark::Approximate).then(|| say!("≈ approximate: a declared stand-in")),
        missing.then(|| say!("gaps and – are missing figures, not zeros")),
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

fn color(ink: Ink) -> RGBColor {
    match ink {
        Ink::Company(place) => INKS[place % INKS.len()],
        Ink::Sum => DARK,
    }
}

/// How an area stands for a figure: full, or pale within its line where quarters are missing.
fn filling(cell: &Cell, ink: Ink) -> RGBColor {
    let full = color(ink);
    let pale = |part: u8| u8::MAX - (u8::MAX - part) / 3;
    if cell.mark == Mark::Partial { RGBColor(pale(full.0), pale(full.1), pale(full.2)) } else { full }
}
