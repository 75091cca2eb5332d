//! The names of the output formats.

use std::path::Path;

use crate::model::by_name;

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Aligned columns for a terminal.
    #[default]
    Table,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// One JSON document with rows, notes and sources.
    Json,
    /// One JSON object a row.
    Ndjson,
    /// A GitHub-flavoured Markdown table.
    Markdown,
    /// A fragment of HTML.
    Html,
    /// A workbook for a spreadsheet program.
    Xlsx,
    /// A picture in vectors, of reports that have a chart.
    Svg,
    /// A picture in pixels, of reports that have a chart.
    Png,
}

/// A word that names no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown format `{0}`; it is one of {names}", names = Format::ALL.map(Format::name).join(", "))]
pub struct UnknownFormat(pub String);

impl Format {
    /// Every format, in the order they are listed to a reader.
    pub const ALL: [Self; 10] = [
        Self::Table,
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::Ndjson,
        Self::Markdown,
        Self::Html,
        Self::Xlsx,
        Self::Svg,
        Self::Png,
    ];

    /// What is to be known of it: all of a new format but the file that writes it.
    fn traits(self) -> FormatTraits {
        match self {
            Self::Table => FormatTraits { name: "table", extensions: &["txt"], has_chart: true, ..PAGE },
            Self::Csv => FormatTraits { name: "csv", extensions: &["csv"], has_header: true, ..RECORDS },
            Self::Tsv => FormatTraits { name: "tsv", extensions: &["tsv"], has_header: true, ..RECORDS },
            Self::Json => FormatTraits { name: "json", extensions: &["json"], has_sources: true, ..RECORDS },
            Self::Ndjson => FormatTraits { name: "ndjson", extensions: &["ndjson", "jsonl"], ..RECORDS },
            Self::Markdown => FormatTraits { name: "markdown", extensions: &["md", "markdown"], ..PAGE },
            Self::Html => {
                FormatTraits { name: "html", extensions: &["html", "htm"], has_chart: true, has_sources: true, ..PAGE }
            }
            Self::Xlsx => FormatTraits { name: "xlsx", extensions: &["xlsx"], has_sources: true, ..RECORDS },
            Self::Svg => FormatTraits { name: "svg", extensions: &["svg"], ..PICTURE },
            Self::Png => FormatTraits { name: "png", extensions: &["png"], ..PICTURE },
        }
    }

    /// The word that selects the format.
    pub fn name(self) -> &'static str {
        self.traits().name
    }

    /// The format a file's extension stands for, in any case; `None` where it stands for none.
    pub fn from_extension(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.traits().extensions.contains(&&*extension))
    }

    /// Whether programs read it: raw numbers from the records, not scaled ones from the page.
    pub fn is_machine(self) -> bool {
        self.traits().shows == Shows::Records
    }

    /// Whether it draws the report's chart, and can write nothing without one.
    pub fn is_picture(self) -> bool {
        self.traits().shows == Shows::Picture
    }

    /// Whether it shows the report's chart where there is one.
    pub fn draws(self) -> bool {
        self.traits().has_chart
    }

    /// Whether its first line is the names of its columns.
    pub fn has_header(self) -> bool {
        self.traits().has_header
    }

    /// Whether it lists the documents behind the figures.
    pub fn has_sources(self) -> bool {
        self.traits().has_sources
    }
}

/// What is to be known of a format.
struct FormatTraits {
    name: &'static str,
    /// Endings of files that are written in it.
    extensions: &'static [&'static str],
    shows: Shows,
    has_chart: bool,
    has_header: bool,
    has_sources: bool,
}

/// What a format shows of a report.
#[derive(PartialEq, Eq)]
enum Shows {
    /// The page, for people.
    Page,
    /// The records, for programs.
    Records,
    /// The chart alone.
    Picture,
}

const PAGE: FormatTraits = FormatTraits {
    name: "",
    extensions: &[],
    shows: Shows::Page,
    has_chart: false,
    has_header: false,
    has_sources: false,
};
const RECORDS: FormatTraits = FormatTraits { shows: Shows::Records, ..PAGE };
const PICTURE: FormatTraits = FormatTraits { shows: Shows::Picture, has_chart: true, ..PAGE };

by_name!(Format, UnknownFormat);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
    }

    #[test]
    fn an_unknown_name_lists_the_known_ones() {
        assert_eq!(
            "yaml".parse::<Format>().unwrap_err().to_string(),
            "unknown format `yaml`; it is one of table, csv, tsv, json, ndjson, markdown, html, xlsx, svg, png"
        );
    }

    #[test]
    fn extensions_select_formats() {
        let of = |name: &str| Format::from_extension(Path::new(name));
        assert_eq!(of("out/capex.CSV"), Some(Format::Csv));
        assert_eq!(of("a.b.jsonl"), Some(Format::Ndjson));
        assert_eq!(of("notes.md"), Some(Format::Markdown));
        assert_eq!(of("page.txt"), Some(Format::Table));
        assert_eq!(of("csv"), None);
        assert_eq!(of("book.xls"), None);
    }
}
