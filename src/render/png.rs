//! The PNG format: the chart as pixels.

use plotters::prelude::IntoDrawingArea as _;
use png::{BitDepth, ColorType, Encoder};

use super::Style;
use super::language::Language;
use super::picture::{Picture, Pixels};
use crate::report::Report;

/// The picture's bytes, in English: its letters are Latin.
pub(super) fn render(report: &Report, style: &Style) -> anyhow::Result<Vec<u8>> {
    let picture = Picture::new(report, style, Language::En)?;
    let mut pixels = Pixels::new(picture.size())?;
    picture.draw(&pixels.backend()?.into_drawing_area())?;
    let mut bytes = Vec::new();
    let (width, height) = pixels.size;
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels.bytes)?;
    writer.finish()?;
    Ok(bytes)
}
