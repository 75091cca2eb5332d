//! A bitmap to draw on: two pixels for each unit in both directions, and letters with their own spacing, which
//! `plotters` leaves out of bitmaps.

use ab_glyph::{Font as _, FontRef, PxScale, ScaleFont as _, point};
use anyhow::anyhow;
use plotters::prelude::{BitMapBackend, DrawingBackend, FontStyle};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};

use super::{PER_EM, REGULAR, SEMIBOLD};

/// Pixels for each unit of a picture.
const FINE: u32 = 2;
/// Bytes of a pixel.
const DEPTH: usize = 3;
/// From the middle of digits and capitals, and from their top, down to the line they stand on, in ems.
const MIDDLE: f32 = 0.36;
const TOP: f32 = 0.76;
/// From the lower edge of a text up to the line it stands on, in ems.
const BOTTOM: f32 = 0.27;

/// The bytes of a bitmap, three for each pixel, and its pixels across and down.
pub(in crate::render) struct Pixels {
    pub bytes: Vec<u8>,
    pub size: (u32, u32),
}

impl Pixels {
    /// A black bitmap for a picture of so many units.
    pub fn new((width, height): (u32, u32)) -> anyhow::Result<Self> {
        let size = (width * FINE, height * FINE);
        Ok(Self { bytes: vec![0; usize::try_from(size.0)? * usize::try_from(size.1)? * DEPTH], size })
    }

    /// The bitmap as something to draw on.
    pub fn backend(&mut self) -> anyhow::Result<Fine<'_>> {
        let letters = |bytes| FontRef::try_from_slice(bytes).map_err(|_| anyhow!("the letters cannot be read"));
        let (regular, semibold) = (letters(REGULAR)?, letters(SEMIBOLD)?);
        Ok(Fine { inner: BitMapBackend::with_buffer(&mut self.bytes, self.size), regular, semibold })
    }
}

/// A finer bitmap under coarser coordinates.
pub(in crate::render) struct Fine<'b> {
    inner: BitMapBackend<'b>,
    regular: FontRef<'static>,
    semibold: FontRef<'static>,
}

/// A style whose lines are as many pixels wide as they are units.
struct Wide(BackendColor, u32);

impl BackendStyle for Wide {
    fn color(&self) -> BackendColor {
        self.0
    }

    fn stroke_width(&self) -> u32 {
        self.1
    }
}

fn wide<S: BackendStyle>(style: &S) -> Wide {
    Wide(style.color(), style.stroke_width() * FINE)
}

fn fine((across, down): BackendCoord) -> BackendCoord {
    let times = FINE.cast_signed();
    (across * times, down * times)
}

type Drawn<'b> = Result<(), DrawingErrorKind<<BitMapBackend<'b> as DrawingBackend>::ErrorType>>;

impl<'b> DrawingBackend for Fine<'b> {
    type ErrorType = <BitMapBackend<'b> as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        let (width, height) = self.inner.get_size();
        (width / FINE, height / FINE)
    }

    fn ensure_prepared(&mut self) -> Drawn<'b> {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Drawn<'b> {
        self.inner.present()
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn<'b> {
        let (across, down) = fine(at);
        self.inner.draw_rect((across, down), (across + 1, down + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn<'b> {
        self.inner.draw_line(fine(from), fine(to), &wide(style))
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn<'b> {
        self.inner.draw_rect(fine(from), fine(to), &wide(style), fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn<'b> {
        self.inner.draw_path(path.into_iter().map(fine), &wide(style))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn<'b> {
        self.inner.fill_polygon(path.into_iter().map(fine), &wide(style))
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn<'b> {
        self.inner.draw_circle(fine(at), radius * FINE, &wide(style), fill)
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "pixels of a small picture")]
    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn<'b> {
        let letters = if matches!(style.style(), FontStyle::Bold) { &self.semibold } else { &self.regular };
        let em = (style.size() / PER_EM) as f32 * FINE as f32;
        let height = letters.height_unscaled() / letters.units_per_em().unwrap_or(1.0);
        let letters = letters.as_scaled(PxScale::from(em * height));
        let (across, down) = fine(at);
        let width: f32 = text.chars().map(|c| letters.h_advance(letters.glyph_id(c))).sum();
        let mut left = across as f32
            - match style.anchor().h_pos {
                HPos::Left => 0.0,
                HPos::Center => width / 2.0,
                HPos::Right => width,
            };
        let line = down as f32
            + em * match style.anchor().v_pos {
                VPos::Top => TOP,
                VPos::Center => MIDDLE,
                VPos::Bottom => -BOTTOM,
            };
        let color = style.color();
        for c in text.chars() {
            let id = letters.glyph_id(c);
            let glyph = id.with_scale_and_position(letters.scale(), point(left, line));
            left += letters.h_advance(id);
            let Some(outline) = letters.font.outline_glyph(glyph) else { continue };
            let corner = outline.px_bounds().min;
            let mut drawn = Ok(());
            outline.draw(|x, y, covered| {
                let at = (corner.x as i32 + x.cast_signed(), corner.y as i32 + y.cast_signed());
                let alpha = color.alpha * f64::from(covered);
                if drawn.is_ok() && alpha > 0.0 {
                    drawn = self.inner.draw_pixel(at, BackendColor { alpha, ..color });
                }
            });
            drawn?;
        }
        Ok(())
    }
}
