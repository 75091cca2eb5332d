//! The letters that come with the program, and how much room a text takes in them.

use std::sync::LazyLock;

use ttf_parser::Face;

const REGULAR: &[u8] = include_bytes!("fonts/OpenSans-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("fonts/OpenSans-Semibold.ttf");

/// The width of a letter that the program has none for, in ems: an ideograph fills a square.
const SQUARE: f64 = 1.0;
/// A viewer's letters may be wider than those measured with.
const SLACK: f64 = 1.2;

/// The letters of a weight.
pub(super) fn face(is_bold: bool) -> Option<Face<'static>> {
    Face::parse(if is_bold { SEMIBOLD } else { REGULAR }, 0).ok()
}

/// Ems to the next letter, if there is a glyph for it.
pub(super) fn advance(face: &Face<'_>, letter: char) -> Option<f64> {
    Some(f64::from(face.glyph_hor_advance(face.glyph_index(letter)?)?) / f64::from(face.units_per_em()))
}

fn usual(letter: char) -> f64 {
    static REGULAR: LazyLock<Option<Face<'static>>> = LazyLock::new(|| face(false));
    REGULAR.as_ref().and_then(|face| advance(face, letter)).unwrap_or(SQUARE)
}

/// How wide the usual letters are, in ems, by their codes.
static WIDTHS: LazyLock<Vec<f64>> = LazyLock::new(|| (0..=u8::MAX).map(|code| usual(code.into())).collect());

/// Units across that a text of a size takes in whatever letters.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let known = |letter: char| WIDTHS.get(usize::try_from(u32::from(letter)).ok()?).copied();
    text.chars().map(|letter| known(letter).unwrap_or_else(|| usual(letter))).sum::<f64>() * size * SLACK
}
