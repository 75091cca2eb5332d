//! The sheets of notes and of documents.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr as _;

use super::sheet::{LINE, MOST, address, for_print, heading, room, text};
use super::{NOTES, SOURCES};
use crate::model::Source;
use crate::render::prose;
use crate::render::unit::PageScale;
use crate::render::wrap::wrap_within;
use crate::report::{Note, Report, Words};

/// Columns of a line of a note, which letters wider than usual still fit into, and of its cell.
const NOTE_COLUMNS: usize = 92;
const NOTE_WIDTH: u32 = 110;
/// The headings of the documents.
const HEADINGS: [&str; 7] = ["source", "company", "published", "document", "accession", "url", "read_at"];

/// What there is to note: a kind and its words, with figures in the unit of the page.
pub(super) fn lines<'n>(
    title: &Words,
    notes: impl Iterator<Item = &'n Note>,
    report: &Report,
    scale: &PageScale,
) -> Vec<(&'static str, String)> {
    let mut lines = vec![("title", prose::page(title, scale))];
    lines.extend(scale.label().map(|unit| ("unit", unit)));
    lines.extend(notes.map(|note| (note.kind, prose::page(&note.words, scale))));
    lines.extend(report.as_of.map(|day| ("as of", day.to_string())));
    lines.push(("data version", report.data_version.clone()));
    lines
}

/// Writes the notes.
pub(super) fn write(sheet: &mut Worksheet, lines: &[(&str, String)]) -> Result<(), XlsxError> {
    sheet.set_name(NOTES)?.set_column_width(0, 14)?.set_column_width(1, NOTE_WIDTH)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    let top = Format::new().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    for (row, (kind, words)) in (0..).zip(lines) {
        let words = text(words);
        // A row is 409 points high at the most.
        let height = LINE * u32::try_from(wrap_within(&words, NOTE_COLUMNS).len()).unwrap_or(1).min(27);
        sheet.set_row_height(row, height)?;
        sheet.write_string_with_format(row, 0, *kind, &top)?.write_string_with_format(row, 1, words, &wrapped)?;
    }
    Ok(())
}

/// Writes the documents, with their addresses as links.
pub(super) fn sources(sheet: &mut Worksheet, sources: &[Source]) -> Result<(), XlsxError> {
    sheet.set_name(SOURCES)?.set_freeze_panes(1, 0)?;
    for (at, name) in (0..).zip(HEADINGS) {
        sheet.write_string_with_format(0, at, name, &heading(false))?;
    }
    let mut longest = HEADINGS.map(str::len);
    for (row, source) in (1..).zip(sources) {
        let texts = [
            text(&source.id),
            text(&source.company),
            source.published.to_string(),
            text(&source.document),
            text(source.accession.as_deref().unwrap_or_default()),
        ];
        for ((at, text), longest) in (0..).zip(texts).zip(&mut longest) {
            *longest = text.width().max(*longest);
            sheet.write_string(row, at, text)?;
        }
        for ((at, url), longest) in (5..).zip([&source.url, &source.read_at]).zip(longest.iter_mut().skip(5)) {
            let Some(url) = url else { continue };
            *longest = url.width().max(*longest);
            address(sheet, (row, at), url)?;
        }
    }
    // Where it was read may run over: nothing stands beside it.
    for_print(sheet, SOURCES, 0..=0, &longest.map(|columns| room(columns.min(MOST))))
}
