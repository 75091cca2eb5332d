//! The table of commands: how each one answers.
//!
//! The command line, the program and the tests read it. What a command answers, and its own arguments, are in its file.

use std::path::Path;

use super::{Failure, RowShape};
use crate::render::{Format, Language, Unit};
use crate::report::Words;
use crate::say;

/// A command, and how it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a trait of its own")]
pub struct Traits {
    /// The name; empty where none is typed.
    pub name: &'static str,
    /// The data read.
    pub data: DataRead,
    /// When exchange rates are needed.
    pub rates: RateUse,
    /// The formats of the answer.
    pub formats: Formats,
    /// The unit of money on a page, unless one is asked for.
    pub unit: Unit,
    /// The one language of the answer; `None` if it is in any.
    pub language: Option<Language>,
    /// Whether the answer names documents, in the formats that list them.
    pub documents: bool,
    /// Whether the answer says which figures rest on the user's own data.
    pub origin: bool,
    /// Whether figures are part of the answer: without any, damaged data that an update brought is no matter.
    pub figures: bool,
    /// What `-o` names.
    pub output: OutputTo,
    /// Whether its rows are of companies that `--sort` puts in order.
    pub sorts: bool,
    /// Whether one of its rows is a total.
    pub total: bool,
}

/// The data a command reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataRead {
    /// Bundled data and the user's files: what was fetched is compared with it.
    WithoutUpdates,
    /// What `capex update` has fetched, too.
    WithUpdates,
}

/// When a command needs exchange rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateUse {
    /// If another currency is asked for.
    ToConvert,
    /// Always.
    Always,
    /// Always, and the flags on currency are about an amount in print, not about the answer.
    OfPrint,
}

/// The formats of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formats {
    /// Any but pictures; this one unless another is asked for.
    Any(Format),
    /// Any, pictures too; a table unless another is asked for.
    Pictures,
    /// A page of HTML.
    Page,
    /// A text that has no other form.
    Text,
    /// A text, or as JSON a schema of what it is about.
    TextOrSchema,
    /// None: there is no answer to write.
    Nothing,
}

/// What `-o` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputTo {
    /// The file that the answer goes to.
    File,
    /// A folder that the command itself fills.
    Folder,
}

/// An answer like most: a table of figures.
const TABLE: Traits = Traits {
    name: "",
    data: DataRead::WithUpdates,
    rates: RateUse::ToConvert,
    formats: Formats::Any(Format::Table),
    unit: Unit::Bn,
    language: None,
    documents: true,
    origin: true,
    figures: true,
    output: OutputTo::File,
    sorts: true,
    total: false,
};

/// A table of companies and their total.
const TOTALS: Traits = Traits { total: true, ..TABLE };

/// A table without documents, in an order of its own.
const LIST: Traits = Traits { documents: false, sorts: false, ..TABLE };

/// A text for people or for other programs.
const TEXT: Traits = Traits { formats: Formats::Text, origin: false, figures: false, ..LIST };

/// Every command, in the order of the help; the first is what no command prints.
pub const COMMANDS: [Traits; 23] = [
    Traits { name: "", ..TOTALS },
    Traits { name: "summary", ..TOTALS },
    Traits { name: "totals", ..TOTALS },
    Traits { name: "show", ..TABLE },
    Traits { name: "growth", ..TOTALS },
    Traits { name: "cloud", ..TABLE },
    Traits { name: "guidance", ..TABLE },
    Traits { name: "chart", formats: Formats::Pictures, ..TABLE },
    Traits { name: "explain", unit: Unit::M, sorts: false, ..TABLE },
    Traits { name: "report", rates: RateUse::Always, formats: Formats::Page, sorts: false, ..TABLE },
    Traits { name: "check", rates: RateUse::OfPrint, ..LIST },
    Traits { name: "find", rates: RateUse::OfPrint, ..LIST },
    Traits { name: "rates", rates: RateUse::Always, origin: false, figures: false, ..LIST },
    Traits { name: "list", ..LIST },
    Traits { name: "export", formats: Formats::Any(Format::Csv), language: Some(Language::En), ..LIST },
    Traits {
        name: "import",
        data: DataRead::WithoutUpdates,
        origin: false,
        output: OutputTo::Folder,
        sorts: false,
        ..TABLE
    },
    Traits { name: "update", data: DataRead::WithoutUpdates, sorts: false, ..TABLE },
    Traits { name: "add", origin: false, ..LIST },
    Traits { name: "validate", rates: RateUse::Always, formats: Formats::Nothing, ..LIST },
    Traits { name: "completions", ..TEXT },
    Traits { name: "man", output: OutputTo::Folder, ..TEXT },
    Traits { name: "version", figures: false, ..LIST },
    Traits { name: "help", ..TEXT },
];

impl Default for Traits {
    fn default() -> Self {
        TABLE
    }
}

impl Traits {
    /// The row of a command. Each has one, as a test of the command line holds.
    pub fn of(name: &str) -> Self {
        COMMANDS.into_iter().find(|row| row.name == name).unwrap_or_default()
    }

    /// What is typed for the command.
    fn typed(&self) -> String {
        ["capex", self.name].join(" ").trim_end().to_owned()
    }

    /// Whether the answer can be arranged as asked, in a format.
    ///
    /// # Errors
    /// A flag that would do nothing, with what to do about it.
    pub fn can_take(&self, shape: &RowShape, format: Format) -> Result<(), Failure> {
        let command = self.typed();
        let flags =
            [("--columns", shape.columns.is_some()), ("--sort", shape.sort.is_some()), ("--no-total", shape.no_total)];
        let Some((flag, _)) = flags.into_iter().find(|(_, is_given)| *is_given) else { return Ok(()) };
        let is_drawn = self.formats == Formats::Pictures && format.draws();
        Err(Failure::Usage(match self.formats {
            Formats::Page | Formats::Text | Formats::TextOrSchema | Formats::Nothing => {
                say!(no_rows_to_arrange, command, flag)
            }
            _ if shape.columns.is_some() && is_drawn => say!(no_columns_of_a_chart),
            _ if shape.sort.is_some() && !self.sorts => {
                let sorting = COMMANDS.iter().filter(|row| row.sorts && !row.name.is_empty());
                say!(rows_keep_their_order, command, commands = Words::items(sorting.map(|row| row.name)))
            }
            _ if shape.no_total && !self.total => say!(no_total_to_leave_out, command),
            _ => return Ok(()),
        }))
    }

    /// The format asked for, else that of the file's name, else the command's own.
    pub fn format(&self, asked: Option<Format>, file: Option<&Path>) -> Result<Format, Failure> {
        if self.formats == Formats::Text {
            return match asked {
                Some(_) => Err(Failure::Usage(say!(command_prints_text))),
                None => Ok(Format::Table),
            };
        }
        let named = match (asked, file) {
            (None, Some(path)) => Some(Format::from_extension(path).ok_or_else(|| {
                let names = Words::items(Format::ALL.map(Format::name));
                let path = path.display().to_string();
                Failure::Usage(say!(no_format_of_name, path, names))
            })?),
            (asked, _) => asked,
        };
        match (self.formats, named) {
            (Formats::Nothing, Some(_)) => {
                let command = self.name;
                Err(Failure::Usage(say!(command_has_no_answer, command)))
            }
            (Formats::TextOrSchema, None | Some(Format::Table)) => Ok(Format::Table),
            (Formats::TextOrSchema, Some(Format::Json)) => Ok(Format::Json),
            (Formats::TextOrSchema, Some(_)) => Err(Failure::Usage(say!(text_or_schema))),
            (Formats::Page, None | Some(Format::Html)) => Ok(Format::Html),
            (Formats::Page, Some(Format::Xlsx)) => Ok(Format::Xlsx),
            (Formats::Page, Some(_)) => Err(Failure::Usage(say!(report_is_html))),
            (Formats::Any(_), Some(picture)) if picture.is_picture() => {
                let format = picture.name();
                Err(Failure::Usage(say!(only_a_chart_as, format)))
            }
            (Formats::Any(usual), named) => Ok(named.unwrap_or(usual)),
            (Formats::Pictures | Formats::Text | Formats::Nothing, named) => Ok(named.unwrap_or_default()),
        }
    }
}
