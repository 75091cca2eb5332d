//! Pages in ASCII, for terminals without Unicode: the same characters in the same places, each by its nearest.

/// Characters that are drawn and marked with, and what stands for each of them.
const NEAREST: [(&str, char); 21] = [
    ("█▉▊▋▌▐▄▅▆▇▀", '#'),
    ("▓", '='),
    ("▒", '+'),
    ("░", '.'),
    ("▚", '%'),
    ("▞", '&'),
    ("▁▂▃", '_'),
    ("▏▎▍│", '|'),
    ("─–—−", '-'),
    ("┃", '!'),
    ("┊", ':'),
    ("├└┴┤┼", '+'),
    ("╱", '/'),
    ("▶", '>'),
    ("◀", '<'),
    ("◆", 'X'),
    ("◇", 'x'),
    ("●", 'o'),
    ("≈", '~'),
    ("’‘", '\''),
    ("…·", '.'),
];

/// The text with these characters in ASCII. Letters of other scripts stay what they are: there is nothing near them.
pub(super) fn ascii(text: &str) -> String {
    text.chars().map(nearest).collect()
}

fn nearest(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    NEAREST.iter().find(|(near, _)| near.contains(c)).map_or(c, |(_, ascii)| *ascii)
}
