//! The PNG format: the chart as pixels, of as few colours as it takes.

use std::collections::HashMap;

use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use super::Style;
use super::picture::{Pixels, paint, picture};
use crate::report::Report;

/// Colours that fit in a byte.
const PALETTE: usize = 256;

type Rgb = [u8; 3];

/// The picture's bytes.
pub(super) fn render(report: &Report, style: &Style) -> anyhow::Result<Vec<u8>> {
    let pixels = paint(&picture(report, style, style.language)?)?;
    let (palette, indices) = indexed(&pixels);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.size.0, pixels.size.1);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_color(ColorType::Indexed);
    encoder.set_palette(palette.concat());
    // Rows of few colours repeat each other as they are.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_compression(Compression::Balanced);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indices)?;
    writer.finish()?;
    Ok(bytes)
}

/// The colours of a picture, and the place of each pixel's among them. The edges of shapes and letters, of which there are many
/// shades, are of the nearest colour there is.
fn indexed(pixels: &Pixels) -> (Vec<Rgb>, Vec<u8>) {
    let colors = || {
        pixels.bytes.chunks_exact(4).map(|pixel| match pixel {
            [red, green, blue, ..] => [*red, *green, *blue],
            _ => [0; 3],
        })
    };
    let mut counts: HashMap<Rgb, usize> = HashMap::new();
    let mut runs: Vec<(Rgb, usize)> = Vec::new();
    for color in colors() {
        match runs.last_mut() {
            Some((known, length)) if *known == color => *length += 1,
            _ => runs.push((color, 1)),
        }
    }
    for (color, length) in &runs {
        *counts.entry(*color).or_default() += length;
    }
    let mut palette: Vec<(Rgb, usize)> = counts.into_iter().collect();
    palette.sort_by_key(|(color, count)| (std::cmp::Reverse(*count), *color));
    let palette: Vec<Rgb> = palette.into_iter().map(|(color, _)| color).collect();
    let kept: Vec<Rgb> = palette.iter().take(PALETTE).copied().collect();
    let mut places: HashMap<Rgb, u8> = HashMap::new();
    for color in &palette {
        places.insert(*color, nearest(*color, &kept));
    }
    let mut indices = Vec::with_capacity(pixels.bytes.len() / 4);
    for (color, length) in runs {
        let place = places.get(&color).copied().unwrap_or_default();
        indices.resize(indices.len() + length, place);
    }
    (kept, indices)
}

fn nearest(color: Rgb, kept: &[Rgb]) -> u8 {
    let far =
        |one: &Rgb| -> u32 { one.iter().zip(color).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum() };
    let place = kept.iter().enumerate().min_by_key(|(_, one)| far(one)).map_or(0, |(place, _)| place);
    u8::try_from(place).unwrap_or_default()
}
