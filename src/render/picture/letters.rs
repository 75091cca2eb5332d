//! The letters that come with the program, and how much room a text takes in them.

use std::sync::LazyLock;

use ttf_parser::{Face, GlyphId};

const REGULAR: &[u8] = include_bytes!("fonts/OpenSans-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("fonts/OpenSans-Semibold.ttf");

/// The width of a letter that the program has none for, in ems: an ideograph fills a square.
const SQUARE: f64 = 1.0;
/// A viewer's letters may be wider than those measured with.
const SLACK: f64 = 1.2;

/// A weight of the letters inside the program.
pub(super) struct Letters {
    face: Option<Face<'static>>,
}

impl Letters {
    pub fn new(is_bold: bool) -> Self {
        Self { face: Face::parse(if is_bold { SEMIBOLD } else { REGULAR }, 0).ok() }
    }

    pub fn face(&self) -> Option<&Face<'static>> {
        self.face.as_ref()
    }

    /// The letter's glyph, if there is one.
    pub fn glyph(&self, letter: char) -> Option<GlyphId> {
        self.face.as_ref()?.glyph_index(letter)
    }

    /// Ems to the next letter.
    pub fn advance(&self, letter: char) -> f64 {
        let glyph = self.glyph(letter);
        let advance = glyph.and_then(|glyph| {
            let face = self.face.as_ref()?;
            Some(f64::from(face.glyph_hor_advance(glyph)?) / f64::from(face.units_per_em()))
        });
        advance.unwrap_or(SQUARE)
    }
}

/// How wide the usual letters are, in ems, by their codes.
static WIDTHS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let letters = Letters::new(false);
    (0..256_u32).map(|code| char::from_u32(code).map_or(SQUARE, |letter| letters.advance(letter))).collect()
});

/// Units across that a text of a size takes in whatever letters.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let advance = |letter: char| {
        let usual = usize::try_from(u32::from(letter)).ok().and_then(|code| WIDTHS.get(code).copied());
        usual.unwrap_or_else(|| Letters::new(false).advance(letter))
    };
    text.chars().map(advance).sum::<f64>() * size * SLACK
}
