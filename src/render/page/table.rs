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
use crate::report::{Align, Cell, Mark, Quantity, Report, Role, Row, Value, Words};
use crate::say;

/// More rows than this are folded.
const LONG: usize = 8;

/// A table, every text as HTML.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Table {
    /// What it is, and the unit of its money.
    title: usize,
    /// The headings, and the sides they keep to: `l`, or `r` for numbers.
    heads: Vec<String>,
    sides: String,
    rows: Vec<TableRow>,
    /// Whether it is opened by hand.
    folded: bool,
    /// Marks in it and what they mean.
    marks: usize,
    /// Kinds and texts.
    notes: Vec<(&'static str, usize)>,
}

/// What a row is (0 plain, 1 a total, 2 a heading between rows), then its cells.
#[derive(Debug, Clone, Serialize)]
struct TableRow(u8, Vec<TableCell>);

/// What is in a cell.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum TableCell {
    /// A text.
    Text(String),
    /// A figure, and the place of its documents.
    Figure(String, usize),
    /// A dash, and the place of the reason for it.
    Missing(String, [usize; 1]),
}

impl Table {
    pub fn new(report: &Report, pack: &mut Pack<'_>, style: &Style) -> Self {
        let scale = style.scale.settle(&report.page, style.language);
        let title = escape(&prose::picture(&report.title, &scale));
        let unit = scale.label().map(|unit| format!(" <span class=\"unit\">({})</span>", escape(&unit)));
        let side = |align: Align| if align == Align::Right { 'r' } else { 'l' };
        let rows: Vec<TableRow> = report.page.rows.iter().map(|row| table_row(row, pack, &scale)).collect();
        let notes = report.notes.iter().map(|note| (note.kind, prose::linked(&note.words, &scale)));
        let notes = notes.filter(|(_, text)| !text.is_empty()).map(|(kind, text)| (kind, pack.text(text))).collect();
        Self {
            title: pack.text(title + &unit.unwrap_or_default()),
            heads: report.page.columns.iter().map(|one| escape(&prose::picture(&one.label, &scale))).collect(),
            sides: report.page.columns.iter().map(|one| side(one.align)).collect(),
            folded: rows.len() > LONG,
            rows,
            marks: pack.text(marks(report, style.language)),
            notes,
        }
    }

    /// The table as the page shows it first.
    pub fn html(&self, pack: &Pack<'_>, language: Language) -> String {
        let title = pack.text_at(self.title);
        let name = title.split(" <span").next().unwrap_or_default();
        let open = if self.folded { "" } else { " open" };
        let mut out = format!(
            "<details class=\"table\"{open}><summary>{title}</summary>\n<div class=\"scroll\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\">\
             <table aria-label=\"{name}\"><thead><tr>"
        );
        for (head, side) in self.heads.iter().zip(self.sides.chars()) {
            // A heading without words heads nothing.
            let tag = if head.is_empty() { "<td></td>".to_owned() } else { format!("<th scope=\"col\"{}>{head}</th>", class(side)) };
            out += &tag;
        }
        out += "</tr></thead><tbody>";
        out.extend(self.rows.iter().map(|row| self.row(row, pack)));
        out += "</tbody></table></div></details>\n";
        let marks = pack.text_at(self.marks);
        if !marks.is_empty() {
            let _ = writeln!(out, "<p class=\"marks\">{marks}</p>");
        }
        if !self.notes.is_empty() {
            let label = words(&say!(page_notes), language);
            let _ = write!(out, "<ul class=\"notes\" aria-label=\"{label}\">");
            let note = |(kind, text): &(&str, usize)| format!("<li class=\"{kind}\">{}</li>", pack.text_at(*text));
            out.extend(self.notes.iter().map(note));
            out += "</ul>\n";
        }
        out
    }

    fn row(&self, TableRow(role, cells): &TableRow, pack: &Pack<'_>) -> String {
        if *role == 2 {
            let text = cells.first().map(TableCell::text).unwrap_or_default();
            return format!(
                "<tr class=\"section\"><th scope=\"rowgroup\" colspan=\"{}\">{text}</th></tr>",
                self.heads.len()
            );
        }
        let mut out = if *role == 1 { "<tr class=\"total\">".to_owned() } else { "<tr>".to_owned() };
        for (index, (cell, side)) in cells.iter().zip(self.sides.chars()).enumerate() {
            let class = class(side);
            let _ = match cell {
                TableCell::Text(text) if index == 0 && !text.is_empty() => {
                    write!(out, "<th scope=\"row\"{class}>{text}</th>")
                }
                TableCell::Text(text) => write!(out, "<td{class}>{text}</td>"),
                TableCell::Figure(text, set) => {
                    let first = pack.first_of(*set);
                    write!(out, "<td{class}><a href=\"#d{first}\" data-d=\"{set}\">{text}</a></td>")
                }
                TableCell::Missing(text, [reason]) => {
                    write!(out, "<td{class} title=\"{}\">{text}</td>", pack.text_at(*reason))
                }
            };
        }
        out + "</tr>"
    }
}

impl TableCell {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Figure(text, _) | Self::Missing(text, _) => text,
        }
    }
}

fn class(side: char) -> &'static str {
    if side == 'r' { " class=\"number\"" } else { "" }
}

fn table_row(row: &Row, pack: &mut Pack<'_>, scale: &PageScale) -> TableRow {
    match row.role {
        Role::Section => TableRow(2, vec![TableCell::Text(escape(&cell::section(row, scale)))]),
        Role::Total => TableRow(1, row.cells.iter().map(|cell| table_cell(cell, pack, scale)).collect()),
        Role::Plain => TableRow(0, row.cells.iter().map(|cell| table_cell(cell, pack, scale)).collect()),
    }
}

fn table_cell(of: &Cell, pack: &mut Pack<'_>, scale: &PageScale) -> TableCell {
    let text = escape(&cell::page(of, scale));
    match &of.value {
        Value::Missing(reason) => {
            let reason = escape(&prose::picture(reason, scale));
            TableCell::Missing(text, [pack.text(reason)])
        }
        Value::Sparkline(color, figures) => TableCell::Text(sparkline(*color, figures, scale)),
        Value::Figure(Quantity::Date(_)) => TableCell::Text(format!("<span class=\"date\">{text}</span>")),
        _ => match pack.documents_of(of) {
            Some((_, set)) => TableCell::Figure(text, set),
            None => TableCell::Text(text),
        },
    }
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
