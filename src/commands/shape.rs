//! How the rows of an answer are arranged: which columns, in which order, with or without a total.
//!
//! One rule for all commands; what a command's own rows are is said in its file.

use std::collections::BTreeSet;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::columns::ORIGIN;
use super::frame::{Column, heads};
use super::{Context, Failure, one_of};
use crate::model::Company;
use crate::report::{Grid, Heading, Report, Row, Words};
use crate::say;

/// Flags on the rows of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, clap::Args)]
pub struct RowShape {
    /// Sort companies by name, value or yoy (-value, -yoy: largest first)
    #[arg(long, global = true, value_name = "KEY", allow_hyphen_values = true, hide_possible_values = true,
        value_parser = one_of::<Sort>(Sort::NAMES), help_heading = "Output", display_order = 64)]
    pub sort: Option<Sort>,
    /// Print only these columns, in this order (capex help output)
    #[arg(long, global = true, value_name = "LIST", value_parser = ColumnNames::from_str, help_heading = "Output", display_order = 64)]
    pub columns: Option<ColumnNames>,
    /// Leave out the TOTAL row, which would double a sum
    #[arg(long, global = true, help_heading = "Output", display_order = 64)]
    pub no_total: bool,
}

/// What companies are sorted by, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    key: SortKey,
    is_descending: bool,
}

/// What companies are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SortKey {
    /// The name, in English.
    Name,
    /// The figure.
    Value,
    /// Growth over the year before.
    Yoy,
}

/// A figure to sort by, and its growth over the year before; none where they are missing.
#[derive(Debug, Clone, Copy, Default)]
pub struct SortFigures {
    /// The figure.
    pub value: Option<Decimal>,
    /// Its growth.
    pub yoy: Option<Decimal>,
}

impl Sort {
    /// The words for every way to sort, in the order of the help.
    pub const NAMES: [&str; 6] = ["name", "-name", "value", "-value", "yoy", "-yoy"];

    /// Whether growth is what counts.
    pub fn is_by_growth(self) -> bool {
        self.key == SortKey::Yoy
    }

    /// Puts things of companies in order. Those without the figure come last, in the order they had.
    pub fn order<T>(self, things: &mut [T], company: impl Fn(&T) -> &Company, figures: impl Fn(&T) -> SortFigures) {
        let figure = |thing: &T| match self.key {
            SortKey::Name => None,
            SortKey::Value => figures(thing).value,
            SortKey::Yoy => figures(thing).yoy,
        };
        match self.key {
            SortKey::Name => things.sort_by(|one, other| {
                let name = |thing| company(thing).name.english().to_lowercase();
                let order = name(one).cmp(&name(other));
                if self.is_descending { order.reverse() } else { order }
            }),
            SortKey::Value | SortKey::Yoy => things.sort_by_cached_key(|thing| {
                let figure = figure(thing).map(|figure| if self.is_descending { -figure } else { figure });
                (figure.is_none(), figure)
            }),
        }
    }
}

impl FromStr for Sort {
    type Err = Words;

    fn from_str(word: &str) -> Result<Self, Words> {
        let (is_descending, key) = word.strip_prefix('-').map_or((false, word), |key| (true, key));
        let key = match key {
            "name" => SortKey::Name,
            "value" => SortKey::Value,
            "yoy" => SortKey::Yoy,
            _ => return Err(format!("unknown order `{word}`; it is one of {}", Self::NAMES.join(", ")).into()),
        };
        Ok(Self { key, is_descending })
    }
}

/// Columns asked for, in small letters, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnNames(Vec<String>);

impl FromStr for ColumnNames {
    type Err = Words;

    fn from_str(word: &str) -> Result<Self, Words> {
        let mut names: Vec<String> = Vec::new();
        let typed = word.split([',', '，', '、', ' ']).map(|name| name.trim().to_lowercase());
        for name in typed.filter(|name| !name.is_empty()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() { Err(say!(no_columns_named)) } else { Ok(Self(names)) }
    }
}

impl ColumnNames {
    /// The places of the columns among those that there are.
    ///
    /// # Errors
    /// One that is not there.
    pub fn places(&self, there: &[Heading]) -> Result<Vec<usize>, Failure> {
        let place = |name: &String| {
            there.iter().position(|column| column.id == name).ok_or_else(|| {
                let columns = Words::items(there.iter().map(|column| column.id));
                Failure::Usage(say!(unknown_column, typed = name.as_str(), columns))
            })
        };
        self.0.iter().map(place).collect()
    }

    /// The columns of a grid.
    ///
    /// # Errors
    /// One that is not there.
    pub fn of(&self, grid: &Grid) -> Result<Grid, Failure> {
        Ok(picked(grid, &self.places(&grid.columns)?))
    }
}

impl RowShape {
    /// The report with the columns asked for: of pages, too, which are then those of the records.
    ///
    /// # Errors
    /// A column that there is not.
    pub fn of(&self, mut report: Report) -> Result<Report, Failure> {
        let Some(columns) = &self.columns else { return Ok(report) };
        report.records = columns.of(&report.records)?;
        report.page = report.records.clone();
        report.chart = None;
        Ok(report)
    }
}

impl<'d> Context<'d> {
    /// Companies in the order that programs rely on, which is that of the data; for people in the order given.
    pub fn in_order(&self, companies: Vec<&'d Company>) -> Vec<&'d Company> {
        if !self.machine {
            return companies;
        }
        let tickers: BTreeSet<&str> = companies.iter().map(|company| &*company.ticker).collect();
        self.data.companies().iter().filter(|company| tickers.contains(&*company.ticker)).collect()
    }

    /// That the columns asked for are among those of the records, for a command that does something before it answers.
    pub fn check_columns<L>(&self, records: &[Column<L>]) -> Result<(), Failure> {
        let Some(columns) = &self.shape.columns else { return Ok(()) };
        let origin = self.origin.then(|| Heading::record(ORIGIN));
        let there: Vec<Heading> = heads(records).columns.into_iter().chain(origin).collect();
        columns.places(&there).map(|_| ())
    }

    /// Whether totals have a line.
    pub fn has_totals(&self) -> bool {
        !self.shape.no_total
    }
}

/// The columns at some places of a grid, in their order.
fn picked(grid: &Grid, places: &[usize]) -> Grid {
    let columns = places.iter().filter_map(|&at| grid.columns.get(at).cloned()).collect();
    let rows = grid
        .rows
        .iter()
        .map(|row| Row { role: row.role, cells: places.iter().map(|&at| row.cell(at).clone()).collect() });
    Grid { columns, rows: rows.collect() }
}
