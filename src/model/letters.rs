//! Characters that deceive: they turn the direction of the text around them, or are not seen at all, so that what is read is
//! not what is there.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character deceives.
pub fn deceives(letter: char) -> bool {
    matches!(letter,
        // Marks of direction.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{206a}'..='\u{206f}'
        // Spaces and joiners without width, soft hyphens, marks of a text's beginning.
        | '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}'
        // Ends of lines and paragraphs.
        | '\u{2028}' | '\u{2029}'
        // Annotations and tags.
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text with characters that deceive written out, such as `\u{202e}`.
pub fn legible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(deceives) {
        return text.into();
    }
    let mut legible = String::with_capacity(text.len());
    for letter in text.chars() {
        if deceives(letter) {
            let _ = write!(legible, "\\u{{{:x}}}", u32::from(letter));
        } else {
            legible.push(letter);
        }
    }
    legible.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_written_out_and_nothing_else_is() {
        assert_eq!(legible("a\u{202e}b\u{200b}"), "a\\u{202e}b\\u{200b}");
        for text in ["plain", "谷歌，2026 年", "café – ≈ 1–2", "ＡＢ＝", "\u{3000}"] {
            assert_eq!(legible(text), text);
        }
    }
}
