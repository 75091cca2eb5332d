//! An article as passages of plain text, each byte of which knows where it stands in the file.
//!
//! Markup is left out and entities are read; headings, items and rows of tables are kept apart. Plain text is read as
//! Markdown.

use super::markup;

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PassageKind {
    /// A heading, by its level; a title is of level 0.
    Heading(u8),
    /// A paragraph or an item of a list.
    Text,
    /// A row of a table, its cells parted by bars.
    Row,
}

/// A passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Its text.
    pub text: String,
    /// For each byte of the text, the byte of the file it comes from.
    pub origin: Vec<u32>,
    /// The end of the last one in the file.
    pub end: u32,
}

impl Passage {
    pub fn new(kind: PassageKind) -> Self {
        Self { kind, text: String::new(), origin: Vec::new(), end: 0 }
    }

    /// Adds a character that stands in the file from a byte to another.
    pub fn push(&mut self, c: char, from: usize, to: usize) {
        self.text.push(c);
        let from = u32::try_from(from).unwrap_or(u32::MAX);
        self.origin.resize(self.text.len(), from);
        self.end = u32::try_from(to).unwrap_or(u32::MAX);
    }

    /// Where a part of the text stands in the file.
    pub fn in_file(&self, start: usize, end: usize) -> (usize, usize) {
        let at = |place: usize| self.origin.get(place).copied().unwrap_or(self.end) as usize;
        (at(start), at(end).max(at(start)))
    }

    /// Its cells, each with where it begins.
    pub fn cells(&self) -> Vec<(usize, &str)> {
        let text = self.text.trim_end();
        let text = text.strip_suffix('|').unwrap_or(text);
        let lead = text.len() - text.trim_start().len();
        let lead = if text.trim_start().starts_with('|') { lead + 1 } else { lead };
        let mut at = lead;
        let cells = text.get(lead..).unwrap_or_default().split('|');
        cells
            .map(|cell| {
                let start = at;
                at += cell.len() + 1;
                (start, cell)
            })
            .collect()
    }
}

/// The passages of a file, and what it says of its day beside them.
#[derive(Debug, Default)]
pub(super) struct Passages {
    /// The passages in order.
    pub all: Vec<Passage>,
    /// What front matter or tags give as the day.
    pub dated: Option<String>,
}

/// The passages of Markdown or of plain text.
pub(super) fn of_markdown(file: &str) -> Passages {
    let mut passages = Passages::default();
    let mut open: Option<Passage> = None;
    let mut at = 0;
    let mut in_front = file.starts_with("---\n") || file.starts_with("---\r\n");
    let mut in_code = false;
    for (number, raw) in file.split_inclusive('\n').enumerate() {
        let start = at;
        at += raw.len();
        let line = raw.trim_end();
        if in_front {
            in_front = number == 0 || line != "---";
            front(line, start, &mut passages);
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let (begin, line) = (start + indent, line.trim_start());
        if line.starts_with("```") {
            in_code = !in_code;
        }
        let is_rule = line.len() > 2 && line.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | '|' | ':' | ' '));
        if line.is_empty() || in_code || is_rule || line.starts_with("```") {
            passages.all.extend(open.take());
            continue;
        }
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let (marks, rest) = split_marks(line, level);
        let kind = if level > 0 {
            PassageKind::Heading(u8::try_from(level).unwrap_or(6))
        } else if line.starts_with('|') {
            PassageKind::Row
        } else if is_all_bold(rest) {
            PassageKind::Heading(6)
        } else {
            PassageKind::Text
        };
        // A line goes on with a paragraph; everything else begins anew.
        let goes_on = kind == PassageKind::Text && marks == 0 && !raw.starts_with('>');
        if !goes_on || open.as_ref().is_none_or(|open| open.kind != PassageKind::Text) {
            passages.all.extend(open.take());
        }
        let passage = open.get_or_insert_with(|| Passage::new(kind));
        if !passage.text.is_empty() {
            passage.push(' ', begin, begin);
        }
        inline(rest, begin + marks, passage);
        if kind != PassageKind::Text {
            passages.all.extend(open.take());
        }
    }
    passages.all.extend(open);
    passages
}

/// A line of front matter: the title is read, and the day.
fn front(line: &str, start: usize, passages: &mut Passages) {
    let Some((key, value)) = line.split_once(':') else { return };
    let key = key.trim().to_ascii_lowercase();
    if key == "title" {
        let mut passage = Passage::new(PassageKind::Heading(0));
        inline(value, start + line.len() - value.len(), &mut passage);
        passages.all.push(passage);
    } else if passages.dated.is_none() && matches!(key.as_str(), "date" | "published" | "published_at" | "pubdate") {
        passages.dated = Some(value.trim().trim_matches(['"', '\'']).to_owned());
    }
}

/// The bytes of the marks of a heading, a quotation or an item at the beginning of a line, and the rest.
fn split_marks(line: &str, level: usize) -> (usize, &str) {
    let mut rest = line.get(level..).unwrap_or_default();
    rest = rest.trim_start_matches(['>', ' ']);
    for mark in ["- ", "* ", "+ ", "• "] {
        rest = rest.strip_prefix(mark).unwrap_or(rest);
    }
    let bare = rest.trim_start_matches(['*', '_']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let after = bare.get(digits..).unwrap_or_default();
    // The number of an item: one or two digits, a stop and a blank.
    if (1..=2).contains(&digits) && (after.starts_with(". ") || after.starts_with(") ")) {
        rest = if bare.len() == rest.len() { after.get(2..).unwrap_or_default() } else { rest };
    }
    (line.len() - rest.len(), rest)
}

/// Whether a line is one bold text and nothing else, which is a heading.
fn is_all_bold(line: &str) -> bool {
    let inner = line.trim().strip_prefix("**").and_then(|line| line.strip_suffix("**"));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains("**"))
}

/// A line without the marks of emphasis, links and addresses.
fn inline(line: &str, at: usize, passage: &mut Passage) {
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let place = at + line.len() - rest.len();
        let skipped = if matches!(c, '*' | '`') {
            1
        } else if c == '!' && rest.starts_with("![") {
            let end = near(rest, b']').map_or(1, |end| end + 1);
            end + address(rest.get(end..).unwrap_or_default())
        } else if c == ']' {
            1 + address(rest.get(1..).unwrap_or_default())
        } else if c == '[' {
            1
        } else if c == 'h' && (rest.starts_with("http://") || rest.starts_with("https://")) {
            rest.find(|c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, '"' | ')' | '>'))
                .unwrap_or(rest.len())
        } else if c == '&'
            && let Some((decoded, length)) = markup::entity(rest)
        {
            for c in decoded.chars() {
                passage.push(c, place, place + length);
            }
            length
        } else {
            passage.push(c, place, place + c.len_utf8());
            c.len_utf8()
        };
        rest = rest.get(skipped..).unwrap_or_default();
    }
}

/// The bytes of an address in brackets.
fn address(rest: &str) -> usize {
    if rest.starts_with('(') { near(rest, b')').map_or(0, |end| end + 1) } else { 0 }
}

/// Where a byte stands, if that is within what a link is long.
fn near(text: &str, byte: u8) -> Option<usize> {
    text.bytes().take(LONGEST_LINK).position(|one| one == byte)
}

/// The most bytes of the text or the address of a link.
const LONGEST_LINK: usize = 2_000;
