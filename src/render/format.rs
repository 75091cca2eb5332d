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

    /// The word that selects the format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// The format a file's extension stands for, in any case; `None` where it stands for none.
    pub fn from_extension(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Table),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "xlsx" => Some(Self::Xlsx),
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            _ => None,
        }
    }

    /// Whether programs read it: raw numbers from the records, not scaled ones from the page.
    pub fn is_machine(self) -> bool {
        !matches!(self, Self::Table | Self::Markdown | Self::Html) && !self.is_picture()
    }

    /// Whether it draws the report's chart, and can write nothing without one.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Svg | Self::Png)
    }

    /// Whether it shows the report's chart where there is one.
    pub fn draws(self) -> bool {
        self.is_picture() || matches!(self, Self::Table | Self::Html)
    }

    /// Whether its first line is the names of its columns.
    pub fn has_header(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv)
    }

    /// Whether it lists the documents behind the figures.
    pub fn has_sources(self) -> bool {
        matches!(self, Self::Json | Self::Html | Self::Xlsx)
    }
}

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
