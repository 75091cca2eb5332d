//! A report's table and notes: as the page's script reads them, and as HTML.
//!
//! The script puts a table together from the same texts in the same way; it knows no figure.

use std::fmt::Write as _;

use serde::Serialize;

use super::pack::Pack;
use super::sparkline::sparkline;
use super::words;
use crate::render::html::escape;
use crate::render::unit::PageScale;
use crate::render::{Language, Style, cell, prose};
use crate::report::{Align, Cell, Join, Mark, Note, Quantity, Report, Role, Row, Value, Words};
use crate::say;

/// More rows than this are folded.
const LONG: usize = 8;

/// A table: places of its texts, which are HTML.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Table {
    /// What it is.
    title: usize,
    /// What opens it: that, or under a chart that says it that it is a table; and the unit of its money.
    summary: usize,
    /// The headings, and first the sides they keep to: `0`, or `1` for numbers.
    head: usize,
    rows: Vec<usize>,
    /// Whether it is opened by hand: 1, or 0.
    folded: u8,
    /// Marks in it and what they mean.
    marks: usize,
    /// Each a list of sentences.
    notes: Vec<Vec<usize>>,
}

/// Before a cell, before the place of the documents of a figure, before the place of the reason for a dash, and before the place
/// of a drawing: characters that no text has, for [`plain`] writes them out. The place of documents is left out where it is the
/// one after that of the figure before.
const CELL: char = '|';
const DOCUMENTS: char = '^';
const REASON: char = '~';
const DRAWING: char = '`';

/// What a row is, as the first character of its text.
const PLAIN: char = '0';
const TOTAL: char = '1';
const SECTION: char = '2';

impl Table {
    pub fn new(report: &Report, pack: &mut Pack<'_>, style: &Style) -> Self {
        let scale = style.scale.settle(&report.page, style.language);
        let title = escape(&prose::picture(&report.title, &scale));
        let is_drawn = report.chart.as_ref().is_some_and(|chart| !chart.figures().is_empty());
        let summary = if is_drawn { words(&say!(page_table), style.language) } else { title.clone() };
        let unit = scale.label().map(|unit| format!(" <span class=\"unit\">({})</span>", escape(&unit)));
        let side = |align: Align| if align == Align::Right { '1' } else { '0' };
        let rows: Vec<String> = report.page.rows.iter().map(|row| row_text(row, pack, &scale)).collect();
        let sides: String = report.page.columns.iter().map(|one| side(one.align)).collect();
        let heads = report.page.columns.iter().map(|one| plain(&prose::picture(&one.label, &scale)));
        let head = std::iter::once(sides).chain(heads).collect::<Vec<_>>().join(&CELL.to_string());
        let notes =
            report.notes.iter().map(|note| sentences(note, pack, &scale)).filter(|note| !note.is_empty()).collect();
        Self {
            title: pack.text(title),
            summary: pack.text(summary + &unit.unwrap_or_default()),
            head: pack.text(head),
            folded: u8::from(rows.len() > LONG),
            rows: rows.into_iter().map(|row| pack.row(row)).collect(),
            marks: pack.text(marks(report, style.language)),
            notes,
        }
    }

    /// The table as the page shows it first.
    pub fn html(&self, pack: &Pack<'_>, language: Language) -> String {
        let (name, summary) = (pack.text_at(self.title), pack.text_at(self.summary));
        let open = if self.folded == 1 { "" } else { " open" };
        let mut heads = pack.text_at(self.head).split(CELL);
        let sides = heads.next().unwrap_or_default();
        let mut out = format!(
            "<details class=\"table\"{open}><summary>{summary}</summary>\n<div class=\"scroll\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\">\
             <table aria-label=\"{name}\"><thead><tr>"
        );
        for (head, side) in heads.zip(sides.chars()) {
            // A heading without words heads nothing.
            let _ = match head {
                "" => write!(out, "<td></td>"),
                head => write!(out, "<th scope=\"col\"{}>{head}</th>", class(side)),
            };
        }
        out += "</tr></thead><tbody>";
        out.extend(self.rows.iter().map(|row| row_html(pack.row_at(*row), sides, pack)));
        out += "</tbody></table></div></details>\n";
        let marks = pack.text_at(self.marks);
        let note = |note: &Vec<usize>| note.iter().map(|one| pack.text_at(*one)).collect::<Vec<_>>().concat();
        let notes: String =
            self.notes.iter().flat_map(|one| ["<li>".to_owned(), note(one), "</li>".to_owned()]).collect();
        if !marks.is_empty() {
            let _ = writeln!(out, "<p class=\"marks\">{marks}</p>");
        }
        if !notes.is_empty() {
            let label = words(&say!(page_notes), language);
            let _ = writeln!(out, "<ul class=\"notes\" aria-label=\"{label}\">{notes}</ul>");
        }
        out
    }
}

/// A row from its text, as the script makes it.
fn row_html(text: &str, sides: &str, pack: &Pack<'_>) -> String {
    let mut cells = text.split(CELL);
    let kind = cells.next().unwrap_or_default();
    if kind.starts_with(SECTION) {
        let text = cells.next().unwrap_or_default();
        let across = sides.len();
        return format!("<tr class=\"section\"><th scope=\"rowgroup\" colspan=\"{across}\">{text}</th></tr>");
    }
    let mut out = if kind.starts_with(TOTAL) { "<tr class=\"total\">".to_owned() } else { "<tr>".to_owned() };
    let mut last: usize = 0;
    for (index, (cell, side)) in cells.zip(sides.chars()).enumerate() {
        let class = class(side);
        let place = |text: &str| text.parse().unwrap_or_default();
        let html = if let Some((text, set)) = cell.split_once(DOCUMENTS) {
            last = if set.is_empty() { last + 1 } else { place(set) };
            let first = pack.first_of(last);
            format!("<td{class}><a href=\"#d{first}\" data-d=\"{last}\">{text}</a></td>")
        } else if let Some((text, reason)) = cell.split_once(REASON) {
            format!("<td{class} title=\"{}\">{text}</td>", pack.text_at(place(reason)))
        } else if let Some(drawing) = cell.strip_prefix(DRAWING) {
            format!("<td{class}>{}</td>", pack.line_at(place(drawing)))
        } else if index == 0 && !cell.is_empty() {
            format!("<th scope=\"row\"{class}>{cell}</th>")
        } else {
            format!("<td{class}>{cell}</td>")
        };
        out.push_str(&html);
    }
    out + "</tr>"
}

fn class(side: char) -> &'static str {
    if side == '1' { " class=\"number\"" } else { "" }
}

/// Text as HTML, without the characters that part cells.
fn plain(text: &str) -> String {
    let mut escaped = escape(text);
    for (letter, entity) in [(CELL, "&#124;"), (DOCUMENTS, "&#94;"), (REASON, "&#126;"), (DRAWING, "&#96;")] {
        if escaped.contains(letter) {
            escaped = escaped.replace(letter, entity);
        }
    }
    escaped
}

fn row_text(row: &Row, pack: &mut Pack<'_>, scale: &PageScale) -> String {
    if row.role == Role::Section {
        return format!("{SECTION}{CELL}{}", plain(&cell::section(row, scale)));
    }
    let mut text = if row.role == Role::Total { TOTAL } else { PLAIN }.to_string();
    let mut last = None;
    for one in &row.cells {
        text.push(CELL);
        text += &cell_text(one, pack, scale);
        if let Some((_, set)) = pack.documents_of(one).filter(|_| leads(one)) {
            text.push(DOCUMENTS);
            if last != set.checked_sub(1) || last.is_none() {
                text += &set.to_string();
            }
            last = Some(set);
        }
    }
    text
}

/// Whether a cell leads to its documents.
fn leads(cell: &Cell) -> bool {
    !matches!(cell.value, Value::Missing(_) | Value::Sparkline(..) | Value::Figure(Quantity::Date(_)))
}

fn cell_text(of: &Cell, pack: &mut Pack<'_>, scale: &PageScale) -> String {
    let text = plain(&cell::page(of, scale));
    match &of.value {
        Value::Missing(reason) => {
            let reason = pack.text(escape(&prose::picture(reason, scale)));
            format!("{text}{REASON}{reason}")
        }
        Value::Sparkline(color, figures) => format!("{DRAWING}{}", pack.line(sparkline(*color, figures, scale))),
        Value::Figure(Quantity::Date(_)) => format!("<span class=\"date\">{text}</span>"),
        _ => text,
    }
}

/// The sentences of a note, of which other tables have some.
fn sentences(note: &Note, pack: &mut Pack<'_>, scale: &PageScale) -> Vec<usize> {
    let whole = [note.words.clone()];
    let parts = if let Words::List(Join::Sentences, parts) = &note.words { parts.as_slice() } else { &whole };
    let between = scale.language.join(Join::Sentences, &[String::new(), String::new()]);
    let texts = parts.iter().map(|part| prose::linked(part, scale)).filter(|text| !text.is_empty());
    let said = |(at, text): (usize, String)| {
        let text = if at > 0 { between.clone() + &text } else { text };
        if note.kind == "warning" { format!("<strong>{text}</strong>") } else { text }
    };
    texts.enumerate().map(said).map(|text| pack.text(text)).collect()
}

/// The marks that stand in a table, explained.
fn marks(report: &Report, language: Language) -> String {
    let cells = || report.page.rows.iter().flat_map(|row| &row.cells);
    let has = |mark: Mark| cells().any(|cell| cell.mark == mark && !matches!(cell.value, Value::Missing(_)));
    let all: [(bool, &str, Words); 4] = [
        (has(Mark::Approximate), "≈", say!(term_approximate)),
        (has(Mark::Partial), "*", say!(term_partial)),
        (cells().any(|cell| cell.of_user), "†", say!(term_of_user)),
        (cells().any(|cell| matches!(cell.value, Value::Missing(_))), "–", say!(term_missing)),
    ];
    let shown = all.into_iter().filter(|(is_shown, ..)| *is_shown);
    let shown = shown.map(|(_, mark, meaning)| format!("<span><b>{mark}</b> {}</span>", words(&meaning, language)));
    shown.collect::<Vec<_>>().join(" ")
}
