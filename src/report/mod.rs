//! A report as a value: typed cells, exact decimals, notes and documents.
//!
//! Commands build a [`Report`]; [`crate::render`] turns it into bytes. Nothing here knows how a number is
//! rounded, which format was asked for or whether anybody is looking at a terminal.

mod article;
mod cell;
mod chart;
mod column;
mod note;
mod page;

pub use article::{Article, Block};
pub use cell::{Cell, Mark, Value};
pub use chart::{
    Bar, Bars, Chart, Drawing, Group, GuidanceRanges, Series, SeriesColor, StatedRange, Stop, Theme, Timeline,
};
pub use column::{AnswerColumns, ColumnId, Holds};
pub use note::Note;
pub use page::{Finding, FindingView, KeyFigure, Options, Page, Section, Switch, SwitchOption, View};

use jiff::civil::Date;

pub use crate::model::{Join, NO_BREAK, NamedOption, Quantity, Say, Words};

use crate::model::Source;

/// One answer, ready to be rendered in any format.
#[derive(Debug, Clone)]
pub struct Report {
    /// What the figures are and under which reading, e.g. `Capital expenditures, calendar 2025, as each company reports them`.
    pub title: Words,
    /// What a person reads: `table` and `markdown` print this grid, scaled to the display unit.
    pub page: Grid,
    /// What a person looks at: `table` draws it in place of the page, and `svg` and `png` are nothing else.
    pub chart: Option<Chart>,
    /// How a picture of the chart looks.
    pub drawing: Drawing,
    /// What a program reads: the columns of the output contract, one figure a row; `csv`, `tsv`, `json` and `ndjson` print this grid.
    pub records: Grid,
    /// What a reader must know: basis, calendar, approximations, gaps. Under the table, or on standard error beside a machine format.
    pub notes: Vec<Note>,
    /// The documents behind the figures. Loaded only for formats that print them.
    pub sources: Vec<Source>,
    /// The query as understood, in the order of its keys, for JSON.
    pub query: Vec<(&'static str, QueryValue)>,
    /// The date whose knowledge the report is limited to; `None` means all the data.
    pub as_of: Option<Date>,
    /// Version of the data the figures come from.
    pub data_version: String,
    /// The names of companies by their tickers, and of metrics by their words on the command line.
    pub names: Vec<(String, Words)>,
}

impl Report {
    /// The name of a company or a metric.
    pub fn name(&self, id: &str) -> Option<&Words> {
        self.names.iter().find(|(of, _)| of == id).map(|(_, name)| name)
    }

    /// Whether the page is drawn, in whole or in part.
    pub fn is_drawn(&self) -> bool {
        let sparkline = |cell: &Cell| matches!(cell.value, Value::Sparkline(..));
        self.chart.is_some() || self.page.rows.iter().flat_map(|row| &row.cells).any(sparkline)
    }
}

/// A value of the echoed query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryValue {
    /// A word, such as a basis.
    Text(String),
    /// A list of words, such as tickers or periods.
    List(Vec<String>),
}

/// A rectangle of typed cells under named columns.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The columns' headings, left to right.
    pub columns: Vec<Heading>,
    /// The rows, top to bottom; each holds exactly one cell per column.
    pub rows: Vec<Row>,
}

/// What stands over a column of a [`Grid`], and how its cells are set.
#[derive(Debug, Clone)]
pub struct Heading {
    /// Name in machine formats (`snake_case`); scripts depend on it. Unused on a page.
    pub id: &'static str,
    /// What its cells hold in machine formats.
    pub holds: Holds,
    /// What it means, for help; empty on a page.
    pub meaning: &'static str,
    /// Words on a page; may be empty.
    pub label: Words,
    /// Side the cells and the heading keep to.
    pub align: Align,
    /// How its figures follow from those of other columns, where they do.
    pub derived: Option<Derived>,
    /// Whether a page in columns leaves it out rather than become wider than a usual terminal.
    pub is_spare: bool,
}

/// How a figure follows from others in its row, which are named by their columns' ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// `of` / `from` - 1.
    Change {
        /// The later figure.
        of: &'static str,
        /// The earlier figure.
        from: &'static str,
    },
    /// `of` / `to`.
    Ratio {
        /// The upper figure.
        of: &'static str,
        /// The lower figure.
        to: &'static str,
    },
    /// `of` / the same in the next total row.
    Share {
        /// The part.
        of: &'static str,
    },
    /// `of` - `less`.
    Less {
        /// The whole.
        of: &'static str,
        /// The part taken away.
        less: &'static str,
    },
    /// Growth per year of `of`, from the period that `since` names.
    Compound {
        /// The later figure.
        of: &'static str,
        /// The earlier period.
        since: &'static str,
    },
}

/// Where a column's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Names, labels, dates.
    Left,
    /// Numbers.
    Right,
}

/// A row of a [`Grid`].
#[derive(Debug, Clone)]
pub struct Row {
    /// What the row is, for emphasis.
    pub role: Role,
    /// One cell per column.
    pub cells: Vec<Cell>,
}

/// What a row is; renderers decide how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An ordinary row.
    Plain,
    /// A sum over the rows above it.
    Total,
    /// A heading or an explanation between rows: only its first cell is printed, over the full width.
    Section,
}

impl Row {
    /// The cell of a column, by its place from 0; blank in columns that the row has none for, as a section.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::BLANK)
    }
}

impl Heading {
    /// Over a page column of text.
    pub fn text(label: impl Into<Words>) -> Self {
        Self { label: label.into(), ..Self::record(ColumnId::text("", "")) }
    }

    /// Over a page column of numbers.
    pub fn number(label: impl Into<Words>) -> Self {
        Self { align: Align::Right, ..Self::text(label) }
    }

    /// The same over a column that is left out of a page that would be too wide with it.
    #[must_use]
    pub fn spare(mut self) -> Self {
        self.is_spare = true;
        self
    }

    /// Over a column of the output contract, whose name stands over it where the records are a page too.
    pub fn record(id: ColumnId) -> Self {
        let ColumnId { name, holds, meaning } = id;
        let align = if holds.is_number() { Align::Right } else { Align::Left };
        Self { id: name, holds, meaning, label: name.into(), align, derived: None, is_spare: false }
    }

    /// Which column of the output contract it stands over.
    pub fn column_id(&self) -> ColumnId {
        ColumnId { name: self.id, holds: self.holds, meaning: self.meaning }
    }
}

impl Grid {
    /// An empty grid under the named columns of the output contract.
    pub fn of_records(ids: &[&'static str]) -> Self {
        Self { columns: ids.iter().map(|id| Heading::record(ColumnId::text(id, ""))).collect(), rows: Vec::new() }
    }

    /// The grid, with columns that follow from others.
    #[must_use]
    pub fn deriving(mut self, derived: &[(&'static str, Derived)]) -> Self {
        for column in &mut self.columns {
            column.derived = derived.iter().find(|(id, _)| *id == column.id).map(|(_, derived)| *derived);
        }
        self
    }

    /// Appends an ordinary row.
    pub fn push(&mut self, cells: Vec<Cell>) {
        self.push_as(Role::Plain, cells);
    }

    /// Appends a row of the given role.
    ///
    /// # Panics
    /// If the number of cells is not the number of columns (a `Section` has one cell).
    pub fn push_as(&mut self, role: Role, cells: Vec<Cell>) {
        let expected = if role == Role::Section { 1 } else { self.columns.len() };
        assert_eq!(cells.len(), expected, "a row has a cell for each column");
        self.rows.push(Row { role, cells });
    }
}
