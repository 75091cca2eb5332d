//! Breaks text into lines by the columns it takes on a terminal, where an ideograph takes two.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Breaks at spaces and around ideographs. A word longer than `width` keeps its line to itself, uncut: an address
/// that was cut cannot be copied.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    fill(pieces(text), width)
}

/// Breaks as [`wrap`] does, and cuts a word longer than `width`: for columns of a table, which have no room to give.
pub(super) fn wrap_within(text: &str, width: usize) -> Vec<String> {
    fill(pieces(text).into_iter().flat_map(|piece| cut(piece, width)).collect(), width)
}

fn fill(pieces: Vec<&str>, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces {
        if !line.is_empty() && line.width() + piece.trim_end().width() > width {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(piece);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// A text in parts; `end` finds where the first part of what is left ends, in bytes, unless it is the last.
fn parts(text: &str, end: impl Fn(&str) -> Option<usize>) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), text);
    while let Some((part, after)) = end(rest).and_then(|at| rest.split_at_checked(at)) {
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// The parts between which a line may end; spaces stay with the word before them.
fn pieces(text: &str) -> Vec<&str> {
    parts(text, |rest| {
        let mut pairs = rest.chars().zip(rest.char_indices().skip(1));
        pairs.find(|(before, (_, after))| may_break(*before, *after)).map(|(_, (index, _))| index)
    })
}

fn may_break(before: char, after: char) -> bool {
    // Punctuation that may not begin a line, and brackets that may not end one.
    const CLOSING: &str = "，。、；：！？）」』》】”’…％,.;:!?)]%";
    const OPENING: &str = "（「『《【“‘([";
    let wide = |c: char| c.width() == Some(2);
    match (before, after) {
        (_, ' ') => false,
        (' ', _) => true,
        _ => (wide(before) || wide(after)) && !CLOSING.contains(after) && !OPENING.contains(before),
    }
}

/// Cuts a piece into parts of at most `width` columns, and of at least one character.
fn cut(piece: &str, width: usize) -> Vec<&str> {
    parts(piece, |rest| {
        let mut used = 0;
        let over = rest.trim_end().char_indices().find(|(index, c)| {
            used += c.width().unwrap_or(0);
            used > width && *index > 0
        });
        over.map(|(index, _)| index)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_end_at_spaces() {
        assert_eq!(wrap("cash purchases: 376.1, +64.7%.", 16), ["cash purchases:", "376.1, +64.7%."]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("  indented", 20), ["  indented"]);
    }

    #[test]
    fn ideographs_take_two_columns_and_keep_their_punctuation() {
        assert_eq!(wrap("亚马逊的定义，在二零二五年改变", 12), ["亚马逊的定", "义，在二零二", "五年改变"]);
    }

    #[test]
    fn a_long_word_is_cut_only_where_there_is_no_room() {
        let address = "see https://www.sec.gov/Archives/edgar";
        assert_eq!(wrap(address, 20), ["see", "https://www.sec.gov/Archives/edgar"]);
        assert_eq!(wrap_within(address, 20), ["see", "https://www.sec.gov/", "Archives/edgar"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_lines_fit(text in "[a-z亿万。 ]{0,60}", width in 2_usize..30) {
            let lines = wrap_within(&text, width);
            let letters = |text: &str| text.chars().filter(|&c| c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            for line in lines {
                prop_assert!(line.width() <= width, "{line}");
            }
        }
    }
}
