//! The PNG format: the chart as pixels, of as few colours as it takes.

use std::cmp::Reverse;

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};

use super::Style;
use super::picture::{Pixels, paint, picture};
use crate::report::Report;

/// Colours that fit in a byte.
const PALETTE: usize = 256;
/// How hard it is tried to make the file small: little less comes of more, in three times the time.
const EFFORT: u8 = 2;
/// Bits of each part of a colour by which shades are told apart: the edges of shapes and letters have many.
const BITS: u32 = 5;

/// Red, green, blue, and how much it covers.
type Rgba = [u8; 4];

/// Shades that are one colour: that of the most pixels beside each other.
#[derive(Debug, Clone, Copy, Default)]
struct Shade {
    color: Rgba,
    beside: usize,
    pixels: usize,
}

/// The picture's bytes.
pub(super) fn render(report: &Report, style: &Style) -> anyhow::Result<Vec<u8>> {
    let pixels = paint(&picture(report, style)?)?;
    let (palette, indices) = indexed(&pixels);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.size.0, pixels.size.1);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_color(ColorType::Indexed);
    encoder.set_palette(palette.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect::<Vec<u8>>());
    encoder.set_deflate_compression(DeflateCompression::Level(EFFORT));
    // Rows of few colours repeat each other as they are.
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indices)?;
    writer.finish()?;
    Ok(bytes)
}

/// The colours of a picture, and the place of each pixel's among them, or of the nearest where there are too many.
fn indexed(pixels: &Pixels) -> (Vec<Rgba>, Vec<u8>) {
    let runs = || pixels.bytes.as_chunks::<4>().0.chunk_by(PartialEq::eq);
    let mut shades = vec![Shade::default(); 1 << (3 * BITS)];
    for run in runs() {
        let Some((color, shade)) = run.first().and_then(|color| Some((color, shades.get_mut(shade_of(*color))?)))
        else {
            continue;
        };
        shade.pixels += run.len();
        if run.len() > shade.beside {
            (shade.color, shade.beside) = (*color, run.len());
        }
    }
    let mut kept: Vec<Shade> = shades.iter().copied().filter(|shade| shade.pixels > 0).collect();
    kept.sort_by_key(|shade| (Reverse(shade.pixels), shade.color));
    let palette: Vec<Rgba> = kept.iter().take(PALETTE).map(|shade| shade.color).collect();
    let places: Vec<u8> =
        shades.iter().map(|shade| if shade.pixels > 0 { nearest(shade.color, &palette) } else { 0 }).collect();
    let mut indices = Vec::with_capacity(pixels.bytes.len() / 4);
    for run in runs() {
        let place = run.first().and_then(|color| places.get(shade_of(*color))).copied().unwrap_or_default();
        indices.resize(indices.len() + run.len(), place);
    }
    (palette, indices)
}

/// The place of a colour among shades.
fn shade_of([red, green, blue, _]: Rgba) -> usize {
    [red, green, blue].into_iter().fold(0, |place, part| place << BITS | usize::from(part >> (8 - BITS)))
}

fn nearest(color: Rgba, kept: &[Rgba]) -> u8 {
    let far =
        |one: &Rgba| -> u32 { one.iter().zip(color).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum() };
    let place = kept.iter().enumerate().min_by_key(|(_, one)| far(one)).map_or(0, |(place, _)| place);
    u8::try_from(place).unwrap_or_default()
}
