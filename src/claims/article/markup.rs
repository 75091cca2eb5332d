//! HTML as passages: text without tags, scripts, styles and drawings, its entities read.

use quick_xml::escape::unescape;

use super::passages::{PassageKind, Passages};

/// Elements whose content is not text of the article.
const SKIPPED: &[&str] = &[
    "script", "style", "svg", "math", "canvas", "noscript", "template", "select", "button", "iframe", "object", "nav",
    "form", "textarea",
];

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "data", "del", "em", "font", "i", "img", "ins", "kbd", "label", "mark",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// The most bytes of an entity.
const LONGEST_ENTITY: usize = 34;

/// What the entity at the beginning of a text stands for, and its bytes.
fn entity(text: &str) -> Option<(String, usize)> {
    let end = 2 + text.strip_prefix('&')?.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    Some((unescape(text.get(..end)?).ok()?.into_owned(), end))
}

/// A tag at the beginning of a text: its name in small letters, whether it closes, its attributes, and its bytes.
struct HtmlTag<'t> {
    name: String,
    closes: bool,
    attributes: &'t str,
    length: usize,
}

impl<'t> HtmlTag<'t> {
    fn at(text: &'t str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        if inner.starts_with("!--") {
            let length = inner.find("-->").map_or(text.len(), |end| end + 4);
            return Some(Self { name: String::new(), closes: false, attributes: "", length });
        }
        let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
            return None;
        }
        let mut quote = None;
        let end = inner.bytes().position(|byte| {
            match quote {
                None if matches!(byte, b'"' | b'\'') => quote = Some(byte),
                Some(open) if byte == open => quote = None,
                _ => {}
            }
            byte == b'>' && quote.is_none()
        });
        // A quotation that is never closed ends with the tag all the same.
        let end = end.or_else(|| inner.find('>')).unwrap_or(inner.len());
        let body = inner.get(..end).unwrap_or_default();
        let name_end = body.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(body.len());
        let (name, attributes) = body.split_at(name_end);
        let length = (text.len() - inner.len() + end + 1).min(text.len());
        Some(Self { name: name.to_ascii_lowercase(), closes, attributes, length })
    }

    /// The value of an attribute.
    fn attribute(&self, name: &str) -> Option<&'t str> {
        let lower = self.attributes.to_ascii_lowercase();
        let at = lower.find(&format!(" {name}="))? + name.len() + 2;
        let value = self.attributes.get(at..)?;
        match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
            _ => value.split(|c: char| c.is_ascii_whitespace()).next(),
        }
    }

    /// The day that it gives for the article.
    fn day(&self) -> Option<&'t str> {
        let names = [self.attribute("name"), self.attribute("property"), self.attribute("itemprop")];
        let is_dated = names.into_iter().flatten().any(|name| {
            let name = name.to_ascii_lowercase();
            name.contains("date") && !name.contains("modif") || name.contains("published")
        });
        match self.name.as_str() {
            "meta" if is_dated => self.attribute("content"),
            "time" => self.attribute("datetime"),
            _ => None,
        }
    }
}

/// The passages of HTML.
pub(super) fn of_html(file: &str) -> Passages {
    let mut passages = Passages::default();
    let (mut in_head, mut in_row) = (false, false);
    let mut at = 0;
    while let Some(rest) = file.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(tag) = HtmlTag::at(rest) else {
            let length = rest.chars().next().map_or(1, char::len_utf8);
            at += if in_head { length } else { push(rest, at, &mut passages) };
            continue;
        };
        at += tag.length;
        let name = tag.name.as_str();
        if passages.dated.is_none() {
            passages.dated = tag.day().map(str::to_owned);
        }
        if !tag.closes && SKIPPED.contains(&name) {
            at += end_of(file.get(at..).unwrap_or_default(), name);
            continue;
        }
        match name {
            "head" => in_head = !tag.closes,
            "title" => in_head = tag.closes,
            _ => {}
        }
        let is_cell = matches!(name, "td" | "th");
        if INLINE.contains(&name) || name.is_empty() || (in_row && is_cell && tag.closes) {
            continue;
        }
        if in_row && !matches!(name, "tr" | "table" | "tbody" | "thead" | "tfoot") {
            passages.push(if is_cell { '|' } else { ' ' }, at, at);
            continue;
        }
        in_row = name == "tr" && !tag.closes;
        let level = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok());
        passages.begin(match (name, level) {
            _ if tag.closes => PassageKind::Text,
            ("tr", _) => PassageKind::Row,
            ("li", _) => PassageKind::Item,
            ("title", _) => PassageKind::Heading(0),
            (_, Some(level)) => PassageKind::Heading(level),
            _ => PassageKind::Text,
        });
    }
    passages.begin(PassageKind::Text);
    passages
}

/// The bytes of the tag at the beginning of a text, if it is one that stands within a line.
pub(super) fn inline_tag(text: &str) -> Option<usize> {
    HtmlTag::at(text).filter(|tag| INLINE.contains(&tag.name.as_str())).map(|tag| tag.length)
}

/// Adds the character or the entity at the beginning of a text that stands at a byte of the file, and gives its bytes.
pub(super) fn push(text: &str, at: usize, passages: &mut Passages) -> usize {
    if let Some((decoded, length)) = entity(text) {
        for c in decoded.chars() {
            passages.push(c, at, at + length);
        }
        return length;
    }
    let Some(c) = text.chars().next() else { return 1 };
    passages.push(c, at, at + c.len_utf8());
    c.len_utf8()
}

/// The bytes up to the end of an element whose content is left out; up to the end of the file where it is not closed.
fn end_of(text: &str, name: &str) -> usize {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("</")) {
        let inner = text.get(at + found + 2..).unwrap_or_default();
        if inner.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            let close = inner.find('>').map_or(inner.len(), |close| close + 1);
            return at + found + 2 + close;
        }
        at += found + 2;
    }
    text.len()
}
