//! The workbook format: a table to read, the records as typed cells, notes and documents.
//!
//! What can be worked out is a formula, but only where it gives the very figure it stands for; its cached result is that
//! figure, so a reader that does not calculate shows the same. Texts are texts and never formulas, and what is longer than a
//! workbook can hold is cut. The same report gives the same bytes.

mod book;
mod chart;
mod formula;
mod notes;
mod page;
mod pivot;
mod records;
mod sheet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::language::Language;
use super::prose;
use super::{Page, Style};
use crate::report::{Grid, Note, Report, Words};

/// The sheets that every workbook has.
const TABLE: &str = "Table";
const RECORDS: &str = "Records";
const NOTES: &str = "Notes";
const SOURCES: &str = "Sources";

/// Sheets of so many rows are long.
const LONG: usize = 10_000;

/// The workbook's bytes.
pub(super) fn render(report: &Report, style: &Style) -> Result<Vec<u8>, XlsxError> {
    let language = style.language;
    let mut book = new_book(&report.title, language)?;
    table(&mut book, TABLE, report, &report.records, (RECORDS, 0), style)?;
    records::write(long_sheet(&mut book, &report.records)?, &report.records, report, language)?;
    let scale = style.scale.settle(&report.page, language);
    let lines = notes::lines(&report.title, report.notes.iter(), report, &scale);
    notes::write(book.add_worksheet(), &lines)?;
    if !report.sources.is_empty() {
        notes::sources(book.add_worksheet(), &report.sources)?;
    }
    book.save_to_buffer()
}

/// The bytes of a workbook of several reports: a table of each, all their records on one sheet.
pub(super) fn render_page(page: &Page, style: &Style) -> Result<Vec<u8>, XlsxError> {
    book::render(page, style)
}

fn new_book(title: &Words, language: Language) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // A fixed day, since a workbook of one report is to be the same tomorrow.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = prose::plain(title, language);
    let title: String = title.chars().take(sheet::MOST_OF_TITLE).collect();
    book.set_properties(&DocProperties::new().set_title(title).set_author("capex").set_creation_datetime(&made));
    Ok(book)
}

/// A new sheet for a grid, row by row. A long one is kept in a file until the workbook is written, where a file can be had.
fn long_sheet<'b>(book: &'b mut Workbook, grid: &Grid) -> Result<&'b mut Worksheet, XlsxError> {
    if grid.rows.len() < LONG || book.add_worksheet_with_low_memory().is_err() {
        book.add_worksheet();
    }
    let last = book.worksheets().len().saturating_sub(1);
    book.worksheet_from_index(last)
}

/// The sheet to read: companies across and periods down where the records are of such, else the page as a terminal has it.
/// `records` are where formulas find what is not on the sheet: the grid, the sheet and how many of its rows are others'.
fn table(
    book: &mut Workbook,
    name: &str,
    report: &Report,
    records: &Grid,
    place: (&str, usize),
    style: &Style,
) -> Result<(), XlsxError> {
    match pivot::Pivot::of(records) {
        Some(pivot) => pivot.write(book.add_worksheet().set_name(name)?, report, place, style),
        None => page::write(long_sheet(book, records)?.set_name(name)?, report, style),
    }
}

/// The notes of several reports, each once.
fn once<'r>(reports: impl Iterator<Item = &'r Report>) -> Vec<&'r Note> {
    let mut all: Vec<&Note> = Vec::new();
    for note in reports.flat_map(|report| &report.notes) {
        if !all.iter().any(|known| known.words == note.words) {
            all.push(note);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture;

    #[test]
    fn one_report_is_one_workbook_byte_for_byte() {
        let style = Style::default();
        let book = render(&fixture::totals(), &style).unwrap();
        assert_eq!(book, render(&fixture::totals(), &style).unwrap());
        assert!(book.starts_with(b"PK"));
    }

    #[test]
    fn what_is_too_long_for_a_workbook_is_cut_or_plain() {
        let mut report = fixture::totals();
        let long = "𝄞 long ".repeat(20_000);
        report.title = long.as_str().into();
        for grid in [&mut report.page, &mut report.records] {
            grid.rows[0].cells[0] = crate::report::Cell::text(long.as_str());
        }
        report.notes.push(Note::new("long", long.as_str()));
        let address = format!("https://example.com/{}", "a".repeat(5_000));
        for source in &mut report.sources {
            source.document.clone_from(&long);
            source.url = Some(address.clone());
            source.read_at = Some(format!("https://example.com/{} {}", "b".repeat(50), '\u{7f}'));
        }
        render(&report, &Style::default()).unwrap();
    }
}
