//! Turns a [`Report`] into text: one file per format, one number formatter.
//!
//! Nothing here computes a figure, reads a file or prints. Content depends on the report, the format and the
//! [`Style`] alone, so the same command gives the same bytes on a terminal, in a pipe and in a file.

mod article;
mod ascii;
mod cell;
mod chart;
mod delimited;
mod format;
mod html;
mod item_per_line;
mod json;
mod language;
mod layout;
mod markdown;
mod number;
mod package;
mod page;
mod picture;
mod png;
mod prose;
pub mod roff;
mod schema;
mod svg;
mod table;
mod unit;
mod wrap;
mod xlsx;

#[cfg(test)]
mod fixture;

pub use crate::model::{Language, UnknownLanguage};
pub use format::{Format, UnknownFormat};
pub use json::SCHEMA;
pub use package::{DESCRIPTION, PackageTable, description};
pub use prose::plain;
pub use schema::schema;
pub use unit::{Scale, Unit, UnknownUnit};

use crate::report::{Article, Grid, Note, Page, Report};

/// How a page looks, and the table of a workbook. Of it, the other machine formats take notice of
/// [`raw_text`](Self::raw_text) and [`no_header`](Self::no_header) only.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice that stands by itself")]
pub struct Style {
    /// The unit money is printed in, and its decimals.
    pub scale: Scale,
    /// The language of a page.
    pub language: Language,
    /// Whether the table format may use ANSI styles.
    pub color: bool,
    /// Whether the table format is drawn and marked in ASCII.
    pub ascii: bool,
    /// Columns a line of the table format may take; `None` is no limit.
    pub width: Option<usize>,
    /// Whether CSV and TSV leave texts as they are that a spreadsheet would take for formulas.
    pub raw_text: bool,
    /// Whether CSV and TSV begin with the names of their columns.
    pub no_header: bool,
}

/// A rendered report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The answer, for standard output or a file. Ends with a newline unless it is empty.
    pub out: Vec<u8>,
    /// Notes that have no place in the answer, for standard error. Ends with a newline unless it is empty.
    pub aside: String,
}

/// A text as it stands.
impl From<String> for Rendered {
    fn from(out: String) -> Self {
        within(out)
    }
}

/// Renders a report in a format.
///
/// Notes are part of the answer, except in the row formats, which leave them aside.
///
/// # Errors
/// Rows with more or fewer cells than others, a workbook, whose sheets have a limit of rows, and a picture of a report that
/// has no chart.
pub fn render(report: &Report, format: Format, style: &Style) -> anyhow::Result<Rendered> {
    Ok(match format {
        Format::Table => within(table::render(report, style)),
        Format::Markdown => within(markdown::render(report, style)),
        Format::Json => within(json::document(report)?),
        Format::Ndjson | Format::Csv | Format::Tsv => {
            beside(RowWriter { format, style: *style }.text(&report.records)?, &report.notes)
        }
        Format::Html => within(html::render(report, style)?),
        Format::Xlsx => Rendered { out: xlsx::render(report, style)?, aside: String::new() },
        Format::Svg => {
            let picture = svg::render(report, style)?;
            Rendered { out: picture.into_bytes(), aside: aside_of_page(report, style) }
        }
        Format::Png => Rendered { out: png::render(report, style)?, aside: aside_of_page(report, style) },
    })
}

/// Writes rows alone, in the formats that are nothing else: CSV, TSV and NDJSON.
///
/// An answer of very many rows is written some at a time, so that no more of it is held than its text.
#[derive(Debug, Clone, Copy)]
pub struct RowWriter {
    format: Format,
    style: Style,
}

impl RowWriter {
    /// Writes rows in a format; `None` if there is more to it than rows.
    pub fn new(format: Format, raw_text: bool, no_header: bool) -> Option<Self> {
        let style = Style { raw_text, no_header, ..Style::default() };
        matches!(format, Format::Ndjson | Format::Csv | Format::Tsv).then_some(Self { format, style })
    }

    /// Writes the tables of a data package: programs read it, no spreadsheet that would run a text as a formula.
    pub fn of_package() -> Self {
        Self { format: Format::Csv, style: Style { raw_text: true, ..Style::default() } }
    }

    /// The same for rows that follow others, under whose header they stand.
    #[must_use]
    pub fn going_on(self) -> Self {
        Self { style: Style { no_header: true, ..self.style }, ..self }
    }

    /// The rows of a grid, under their header unless they stand without one.
    ///
    /// # Errors
    /// Rows with more or fewer cells than others.
    pub fn text(&self, records: &Grid) -> anyhow::Result<String> {
        match self.format {
            Format::Ndjson => json::lines(records),
            Format::Tsv => delimited::tsv(records, &self.style),
            _ => delimited::csv(records, &self.style),
        }
    }

    /// The answer: the text of its rows, with notes beside it.
    pub fn rendered(text: String, notes: &[Note]) -> Rendered {
        beside(text, notes)
    }
}

/// Renders a page of reports.
///
/// # Errors
/// A chart that cannot be drawn, or a workbook, whose sheets have a limit of rows.
pub fn render_page(page: &Page, format: Format, style: &Style) -> anyhow::Result<Rendered> {
    match format {
        Format::Xlsx => Ok(Rendered { out: xlsx::render_page(page, style)?, aside: String::new() }),
        _ => page::page(page, style).map(within),
    }
}

/// A text for a terminal of the style's width.
pub fn render_article(text: &Article, style: &Style) -> Rendered {
    within(article::text(text, style.width))
}

fn within(out: String) -> Rendered {
    Rendered { out: out.into_bytes(), aside: String::new() }
}

fn beside(out: String, notes: &[Note]) -> Rendered {
    Rendered { out: out.into_bytes(), aside: aside(notes) }
}

fn aside(notes: &[Note]) -> String {
    notes.iter().map(|note| ["note: ", &prose::machine(&note.words), "\n"].concat()).collect()
}

/// Notes beside a picture, which is a page: in its unit and its language.
fn aside_of_page(report: &Report, style: &Style) -> String {
    let scale = style.scale.settle(&report.page, style.language);
    report.notes.iter().map(|note| ["note: ", &prose::page(&note.words, &scale), "\n"].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_go_beside_rows_and_inside_everything_else() {
        let report = fixture::totals();
        for format in Format::ALL.into_iter().filter(|format| *format != Format::Xlsx && !format.is_picture()) {
            let rendered = render(&report, format, &Style::default()).unwrap();
            let out = String::from_utf8(rendered.out).unwrap();
            let rows_only = matches!(format, Format::Csv | Format::Tsv | Format::Ndjson);
            assert_eq!(out.contains("This total mixes four"), !rows_only, "{}", format.name());
            assert_eq!(rendered.aside.starts_with("note: This total mixes four"), rows_only, "{}", format.name());
            assert!(out.ends_with('\n'), "{}", format.name());
        }
    }

    #[test]
    fn machine_formats_take_no_notice_of_the_style() {
        let report = fixture::totals();
        let scale = Scale { unit: Unit::K, precision: Some(4) };
        let loud =
            Style { scale, language: Language::Zh, color: true, ascii: true, width: Some(20), ..Style::default() };
        // The table of a workbook is a page.
        let is_of_rows = |format: &Format| format.is_machine() && *format != Format::Xlsx;
        for format in Format::ALL.into_iter().filter(is_of_rows) {
            let quiet = Style { language: loud.language, ..Style::default() };
            assert_eq!(render(&report, format, &loud).unwrap(), render(&report, format, &quiet).unwrap());
        }
    }
}
