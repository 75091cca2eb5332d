//! An article as passages of plain text, each of which knows where its characters stand in the file.
//!
//! Markup is left out and entities are read; headings, items and rows of tables are kept apart. Plain text is read as
//! Markdown.

use std::ops::Range;

use super::markup;

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum PassageKind {
    /// A heading, by its level; a title is of level 0.
    Heading(u8),
    /// A paragraph.
    #[default]
    Text,
    /// An item of a list.
    Item,
    /// A row of a table, its cells parted by bars.
    Row,
}

/// A passage.
#[derive(Debug, Clone, Default)]
pub(super) struct Passage {
    pub kind: PassageKind,
    pub text: String,
    parts: Vec<AsInFile>,
}

/// A part of a text that stands in the file as it is, but for its last character, which may stand there as an entity.
#[derive(Debug, Clone)]
struct AsInFile {
    /// Where it begins in the text.
    text: usize,
    file: Range<usize>,
}

impl Passage {
    /// Adds a character that stands in the file from a byte to another.
    fn push(&mut self, c: char, from: usize, to: usize) {
        let at = self.text.len();
        match self.parts.last_mut() {
            Some(part) if part.file.end == from && part.file.len() == at - part.text => part.file.end = to,
            _ => self.parts.push(AsInFile { text: at, file: from..to }),
        }
        self.text.push(c);
    }

    /// Where a part of the text stands in the file, from its first character to its last.
    pub fn in_file(&self, start: usize, end: usize) -> (usize, usize) {
        let behind = |place: usize| self.parts.partition_point(|part| part.text < place);
        let part = |next: usize| next.checked_sub(1).and_then(|at| self.parts.get(at));
        let from = part(behind(start + 1)).map_or(0, |part| part.file.start + (start - part.text));
        let next = behind(end);
        let is_whole = end == self.parts.get(next).map_or(self.text.len(), |next| next.text);
        let to =
            part(next).map_or(0, |part| if is_whole { part.file.end } else { part.file.start + (end - part.text) });
        (from, to.max(from))
    }

    /// This passage and the next as one.
    pub fn joined(&self, next: &Self) -> Self {
        let mut joined = Self { kind: next.kind, ..self.clone() };
        let end = self.parts.last().map_or(0, |part| part.file.end);
        joined.push(' ', end, end);
        let start = joined.text.len();
        joined.text.push_str(&next.text);
        joined
            .parts
            .extend(next.parts.iter().map(|part| AsInFile { text: start + part.text, file: part.file.clone() }));
        joined
    }

    /// Its cells, each with where it begins.
    pub fn cells(&self) -> Vec<(usize, &str)> {
        let text = self.text.trim_end();
        let text = text.strip_suffix('|').unwrap_or(text);
        let mut at = usize::from(text.starts_with('|'));
        let cells = text.get(at..).unwrap_or_default().split('|');
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
    open: Passage,
}

/// A longer passage is read in parts, in bytes.
const LONGEST: usize = 1 << 15;

impl Passages {
    /// Ends the last passage, if there is one, and begins another.
    pub fn begin(&mut self, kind: PassageKind) {
        let done = std::mem::replace(&mut self.open, Passage { kind, ..Passage::default() });
        if !done.text.trim().is_empty() {
            self.all.push(done);
        }
    }

    /// Adds a character that stands in the file from a byte to another; blanks in a row are one.
    pub fn push(&mut self, c: char, from: usize, to: usize) {
        let blank = c.is_whitespace() && c != '\u{3000}';
        if blank && (self.open.text.is_empty() || self.open.text.ends_with(' ')) {
            return;
        }
        self.open.push(if blank { ' ' } else { c }, from, to);
        if self.open.text.len() > LONGEST && (blank || c == '。') {
            self.begin(self.open.kind);
        }
    }
}

/// The passages of Markdown or of plain text.
pub(super) fn of_markdown(file: &str) -> Passages {
    let mut passages = Passages::default();
    let mut at = 0;
    let mut in_front = file.starts_with("---\n") || file.starts_with("---\r\n");
    let mut in_code = false;
    for (number, raw) in file.split_inclusive('\n').enumerate() {
        let start = at + raw.len() - raw.trim_start().len();
        at += raw.len();
        let line = raw.trim();
        if in_front {
            in_front = number == 0 || line != "---";
            front(line, start, &mut passages);
            continue;
        }
        let is_fence = line.starts_with("```");
        in_code ^= is_fence;
        let is_rule = line.len() > 2 && line.chars().all(|c| "-=*_|: ".contains(c));
        if line.is_empty() || in_code || is_fence || is_rule {
            passages.begin(PassageKind::Text);
            continue;
        }
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let (is_item, rest) = split_marks(line, level);
        let kind = if level > 0 {
            PassageKind::Heading(u8::try_from(level).unwrap_or(6))
        } else if line.starts_with('|') {
            PassageKind::Row
        } else if is_all_bold(rest) {
            PassageKind::Heading(6)
        } else if is_item {
            PassageKind::Item
        } else {
            PassageKind::Text
        };
        // A line without marks goes on with a paragraph; everything else begins anew.
        if kind == PassageKind::Text && rest.len() == line.len() {
            passages.push(' ', start, start);
        } else {
            passages.begin(kind);
        }
        inline(rest, start + line.len() - rest.len(), &mut passages);
        if matches!(kind, PassageKind::Heading(_) | PassageKind::Row) {
            passages.begin(PassageKind::Text);
        }
    }
    passages.begin(PassageKind::Text);
    passages
}

/// A line of front matter: the title is read, and the day.
fn front(line: &str, start: usize, passages: &mut Passages) {
    let Some((key, value)) = line.split_once(':') else { return };
    let key = key.trim().to_ascii_lowercase();
    if key == "title" {
        passages.begin(PassageKind::Heading(0));
        inline(value, start + line.len() - value.len(), passages);
        passages.begin(PassageKind::Text);
    } else if passages.dated.is_none() && matches!(key.as_str(), "date" | "published" | "published_at" | "pubdate") {
        passages.dated = Some(value.to_owned());
    }
}

/// A line without the marks of a heading, a quotation or an item at its beginning, and whether it is an item.
fn split_marks(line: &str, level: usize) -> (bool, &str) {
    let quoted = line.get(level..).unwrap_or_default().trim_start_matches(['>', ' ']);
    let mut rest = quoted;
    for mark in ["- ", "* ", "+ ", "• "] {
        rest = rest.strip_prefix(mark).unwrap_or(rest);
    }
    // The number of an item: one or two digits, a stop and a blank.
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if matches!(rest.len() - after.len(), 1..=2) && (after.starts_with(". ") || after.starts_with(") ")) {
        rest = after.get(2..).unwrap_or_default();
    }
    (rest.len() < quoted.len(), rest)
}

/// Whether a line is one bold text and nothing else, which is a heading.
fn is_all_bold(line: &str) -> bool {
    let inner = line.trim().strip_prefix("**").and_then(|line| line.strip_suffix("**"));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains("**"))
}

/// A line without the marks of emphasis and links, addresses, tags within a line, and the sign before a mark that is none.
fn inline(line: &str, at: usize, passages: &mut Passages) {
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let place = at + line.len() - rest.len();
        let skipped = match c {
            '*' | '`' | '[' => 1,
            '\\' if rest.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_punctuation())) => 1,
            '<' if let Some(length) = near(rest, b'>').and_then(|end| markup::inline_tag(rest.get(..=end)?)) => length,
            '!' if rest.starts_with("![") => {
                let end = near(rest, b']').map_or(1, |end| end + 1);
                end + address(rest.get(end..).unwrap_or_default())
            }
            ']' => 1 + address(rest.get(1..).unwrap_or_default()),
            'h' if rest.starts_with("http://") || rest.starts_with("https://") => {
                let is_end = |c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, '"' | ')' | '>');
                rest.find(is_end).unwrap_or(rest.len())
            }
            _ => markup::push(rest, place, passages),
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
    memchr::memchr(byte, text.as_bytes().get(..LONGEST_LINK).unwrap_or(text.as_bytes()))
}

/// The most bytes of the text or the address of a link.
const LONGEST_LINK: usize = 2_000;
