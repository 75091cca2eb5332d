//! A picture in pixels: shapes, and letters by their outlines, so that the same text has the same pixels on every machine.

use anyhow::anyhow;
use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, PathBuilder, Pixmap, Rect, Stroke, Transform};
use ttf_parser::{Face, OutlineBuilder};

use super::scene::{Anchor, Outline, Shape, TextLine};
use super::{Ink, Picture, color, fonts, letters};
use crate::report::Theme;
use crate::say;

/// Pixels for each unit in both directions, of a picture that is not too tall for it.
const FINE: f64 = 2.0;
/// Pixels down that a picture keeps to where its size is not asked for.
const TALLEST: f64 = 1600.0;

/// Pixels across and down, and four bytes for each: red, green, blue, and how much it covers.
pub(in crate::render) struct Pixels {
    pub size: (u32, u32),
    pub bytes: Vec<u8>,
}

/// Paints a picture.
///
/// # Errors
/// Letters that no font has, and sizes that no picture has.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a picture")]
pub(in crate::render) fn paint(picture: &Picture) -> anyhow::Result<Pixels> {
    let fine = match picture.size {
        Some((across, _)) => f64::from(across) / picture.width,
        None => (TALLEST / picture.height).clamp(1.0, FINE),
    };
    let size = picture.size.unwrap_or(((picture.width * fine).round() as u32, (picture.height * fine).round() as u32));
    let mut pixmap = Pixmap::new(size.0, size.1).ok_or_else(|| anyhow!("a picture without pixels"))?;
    let ([red, green, blue], _) = color(Ink::Ground, picture.theme);
    pixmap.fill(Color::from_rgba8(red, green, blue, 255));
    // The letters that come with the program, and those of an installed font that they lack.
    let [regular, bold] = [false, true].map(|is_bold| found(&lacking(picture, is_bold), is_bold));
    let (regular, bold) = (regular?, bold?);
    let fonts = [(false, &regular), (true, &bold)].map(|(is_bold, other)| {
        let other = other.as_ref().and_then(|(bytes, index)| Face::parse(bytes, *index).ok());
        letters::face(is_bold).into_iter().chain(other).collect::<Vec<Face<'_>>>()
    });
    let [regular, bold] = fonts;
    let scale = Transform::from_scale(fine as f32, fine as f32);
    let is_ground = |shape: &&Shape| matches!(shape, Shape::Path { fill: Some(Ink::Ground), stroke: None, .. });
    for shape in picture.scene.shapes.iter().skip_while(is_ground) {
        match shape {
            Shape::Path { outlines, fill, stroke } => {
                path(&mut pixmap, outlines, *fill, *stroke, picture.theme, scale);
            }
            Shape::Text(line) => {
                text(&mut pixmap, line, if line.style.is_bold { &bold } else { &regular }, picture.theme, scale);
            }
            Shape::Hit(..) => {}
        }
    }
    Ok(Pixels { size, bytes: pixmap.take() })
}

/// The letters of a weight that the program has none of, each once.
fn lacking(picture: &Picture, is_bold: bool) -> Vec<char> {
    let own = letters::face(is_bold);
    let has = |letter: char| own.as_ref().is_some_and(|face| face.glyph_index(letter).is_some());
    let text = |shape: &'_ Shape| match shape {
        Shape::Text(line) if line.style.is_bold == is_bold => line.text.clone(),
        _ => String::new(),
    };
    let letters = picture.scene.shapes.iter().map(text).collect::<String>();
    let lacking = letters.chars().filter(|letter| !has(*letter) && !letter.is_whitespace());
    lacking.collect::<std::collections::BTreeSet<char>>().into_iter().collect()
}

/// A font for letters that the program has none of, where there are such.
fn found(letters: &[char], is_bold: bool) -> anyhow::Result<Option<(Vec<u8>, u32)>> {
    if letters.is_empty() {
        return Ok(None);
    }
    let some = || letters.iter().take(8).collect::<String>();
    let font = fonts::with_letters(letters, is_bold);
    font.map(Some).ok_or_else(|| anyhow!(say!(no_font_for_letters, letters = some())))
}

fn paint_of(ink: Ink, theme: Theme) -> Paint<'static> {
    let ([red, green, blue], opacity) = color(ink, theme);
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of 255")]
    paint.set_color_rgba8(red, green, blue, (opacity * 255.0).round() as u8);
    paint
}

#[expect(clippy::cast_possible_truncation, reason = "places in a picture")]
fn path(
    pixmap: &mut Pixmap,
    outlines: &[Outline],
    fill: Option<Ink>,
    stroke: Option<(Ink, f64)>,
    theme: Theme,
    scale: Transform,
) {
    let mut builder = PathBuilder::new();
    for outline in outlines {
        match (outline, fill) {
            // An upright rectangle that is only filled is quickly so.
            (Outline::Rect(left, top, width, height), Some(ink)) if stroke.is_none() => {
                let rect = Rect::from_xywh(*left as f32, *top as f32, *width as f32, *height as f32);
                let Some(rect) = rect.and_then(|rect| rect.transform(scale)) else { continue };
                pixmap.fill_rect(rect, &paint_of(ink, theme), Transform::identity(), None);
            }
            (Outline::Rect(left, top, width, height), _) => {
                if let Some(rect) = Rect::from_xywh(*left as f32, *top as f32, *width as f32, *height as f32) {
                    builder.push_rect(rect);
                }
            }
            (Outline::Circle(x, y, radius), _) => builder.push_circle(*x as f32, *y as f32, *radius as f32),
            (Outline::Line(points) | Outline::Polygon(points), _) => {
                for (at, (x, y)) in points.iter().enumerate() {
                    if at == 0 {
                        builder.move_to(*x as f32, *y as f32);
                    } else {
                        builder.line_to(*x as f32, *y as f32);
                    }
                }
                if matches!(outline, Outline::Polygon(_)) {
                    builder.close();
                }
            }
        }
    }
    let Some(path) = builder.finish() else { return };
    if let Some(ink) = fill {
        pixmap.fill_path(&path, &paint_of(ink, theme), FillRule::Winding, scale, None);
    }
    if let Some((ink, width)) = stroke {
        let line_join = LineJoin::Round;
        let stroke = Stroke { width: width as f32, line_cap: LineCap::Butt, line_join, ..Stroke::default() };
        pixmap.stroke_path(&path, &paint_of(ink, theme), &stroke, scale, None);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "places in a picture")]
fn text(pixmap: &mut Pixmap, line: &TextLine, fonts: &[Face<'_>], theme: Theme, scale: Transform) {
    let size = line.style.size;
    let letter = |letter: char| {
        let known = fonts.iter().find_map(|face| Some((face, letters::advance(face, letter)?)));
        (letter, known.map(|(face, _)| face), known.map_or(0.3, |(_, advance)| advance) * size)
    };
    let letters: Vec<_> = line.text.chars().map(letter).collect();
    let width: f64 = letters.iter().map(|(.., advance)| advance).sum();
    let mut left = line.at.0
        - match line.style.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
    let mut outline = Letter { path: PathBuilder::new(), left: 0.0, base: line.at.1 as f32, em: 1.0 };
    for (letter, face, advance) in letters {
        if let Some((face, glyph)) = face.and_then(|face| Some((face, face.glyph_index(letter)?))) {
            outline.left = left as f32;
            outline.em = size as f32 / f32::from(face.units_per_em());
            face.outline_glyph(glyph, &mut outline);
        }
        left += advance;
    }
    if let Some(path) = outline.path.finish() {
        pixmap.fill_path(&path, &paint_of(line.style.ink, theme), FillRule::Winding, scale, None);
    }
}

/// A letter's outline at its place.
struct Letter {
    path: PathBuilder,
    left: f32,
    base: f32,
    em: f32,
}

impl Letter {
    fn x(&self, x: f32) -> f32 {
        self.left + x * self.em
    }

    fn y(&self, y: f32) -> f32 {
        self.base - y * self.em
    }
}

impl OutlineBuilder for Letter {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x(x), self.y(y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x(x), self.y(y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.x(x1), self.y(y1), self.x(x), self.y(y));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path.cubic_to(self.x(x1), self.y(y1), self.x(x2), self.y(y2), self.x(x), self.y(y));
    }

    fn close(&mut self) {
        self.path.close();
    }
}
