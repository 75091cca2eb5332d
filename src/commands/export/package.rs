//! `capex export datapackage`: every table and the exchange rates as a folder that other programs read as it is.

use std::path::Path;

use jiff::civil::Date;

use super::{Args, Set};
use crate::commands::columns::{NAME, NAME_ZH, package};
use crate::commands::draft::Draft;
use crate::commands::frame::{Column, grid};
use crate::commands::long::LongList;
use crate::commands::{Context, Failure};
use crate::data::{Batch, Dataset, OpenError};
use crate::fx::{Rates, currencies};
use crate::model::Language;
use crate::render::{DESCRIPTION, PackageTable, RowWriter, description};
use crate::report::{Cell, Grid, Heading, Note, Quantity, Report};
use crate::say;

/// A set that is a table: its file, the columns of its key, and its columns that name rows of other tables.
type Packed = (Set, &'static str, &'static [&'static str], &'static [(&'static str, &'static str, &'static str)]);

/// The sets that are tables of the package.
const TABLES: [Packed; 7] = [
    (Set::Companies, "companies.csv", &["ticker"], &[]),
    (Set::Metrics, "metrics.csv", &["id"], &[]),
    (Set::Definitions, "definitions.csv", &[], &[("metric", "metrics", "id")]),
    (Set::Tags, "tags.csv", &[], &[("company", "companies", "ticker"), ("metric", "metrics", "id")]),
    (Set::Sources, "sources.csv", &["id"], &[("company", "companies", "ticker")]),
    (
        Set::Facts,
        "facts.csv",
        &[],
        &[("company", "companies", "ticker"), ("metric", "metrics", "id"), ("source", "sources", "id")],
    ),
    (Set::Guidance, "guidance.csv", &[], &[("company", "companies", "ticker"), ("source", "sources", "id")]),
];

/// A file of the package.
struct FileLine {
    path: &'static str,
    title: String,
    /// How many rows it has, if it is a table.
    rows: Option<usize>,
}

fn records() -> Vec<Column<FileLine>> {
    vec![
        Column::listed(package::FILE, say!(heading_file), |line, _| Cell::text(line.path)),
        Column::listed(package::TITLE, say!(heading_holds), |line, _| Cell::text(line.title.as_str())),
        Column::listed(package::ROWS, say!(heading_rows), |line, _| {
            line.rows.map_or(Cell::BLANK, |rows| Cell::count(rows as u64))
        }),
    ]
}

/// The columns of its records, for help.
pub fn columns() -> Vec<Heading> {
    records().iter().map(Column::heading).collect()
}

/// The report; with a folder, the package is in it once this returns.
pub fn report(args: &Args, folder: Option<&Path>, context: &Context<'_>) -> Result<Report, Failure> {
    context.check_columns(&records())?;
    let mut tables = Vec::new();
    for (set, path, key, references) in TABLES {
        let mut list = LongList::of_package(Grid { columns: super::columns_of(set), rows: Vec::new() }, context);
        super::fill(&mut list, set, &args.companies, context)?;
        let (rows, title) = (list.rows(), set.title().to_owned());
        let (columns, text) = list.table()?;
        tables.push(PackageTable { name: set.name(), path, title, columns, rows, text, key, references });
    }
    let rates = context.rates()?;
    let grid_of_rates = of_rates(&rates, context);
    tables.push(PackageTable {
        name: "exchange-rates",
        path: "fx/rates.csv",
        title: format!("Exchange rates ({}), units of each currency for one {}", rates.source(), rates.base()),
        rows: grid_of_rates.rows.len(),
        text: RowWriter::of_package().text(&grid_of_rates)?,
        columns: grid_of_rates.columns,
        key: &["date", "currency"],
        references: &[],
    });
    let names = of_currencies()?;
    tables.push(PackageTable {
        name: "currencies",
        path: "fx/currencies.csv",
        title: "Names of currencies".to_owned(),
        rows: names.rows.len(),
        text: RowWriter::of_package().text(&names)?,
        columns: names.columns,
        key: &["code"],
        references: &[],
    });
    let mut lines: Vec<FileLine> = tables
        .iter()
        .map(|table| FileLine { path: table.path, title: table.title.clone(), rows: Some(table.rows) })
        .collect();
    lines.push(FileLine { path: DESCRIPTION, title: "Description of the tables".to_owned(), rows: None });
    let note = match folder {
        Some(folder) => {
            write(folder, &tables)?;
            say!(package_written, folder = folder.display().to_string())
        }
        None => say!(package_not_written),
    };
    let records = grid(&records(), &lines, context);
    Ok(context.report(Draft {
        title: Set::Datapackage.title().into(),
        page: records.clone(),
        records,
        notes: vec![Note::new("written", note)],
        ..Draft::default()
    }))
}

/// Puts the files in the folder, all or none. What is there is replaced only if it is a package.
fn write(folder: &Path, tables: &[PackageTable]) -> Result<(), Failure> {
    let description =
        description(tables, Dataset::version(), "Capital expenditures, their sources and exchange rates")?;
    let failed = |error| Failure::from(OpenError::Write(folder.display().to_string(), error));
    let is_empty = std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if folder.is_dir() && !is_empty && !folder.join(DESCRIPTION).is_file() {
        return Err(Failure::Usage(say!(folder_is_no_package, folder = folder.display().to_string())));
    }
    let mut batch = Batch::new(folder).map_err(failed)?;
    for table in tables {
        batch.add(table.path, &table.text).map_err(failed)?;
    }
    batch.add(DESCRIPTION, &description).map_err(failed)?;
    batch.commit().map_err(failed)
}

/// The rates, one a row: those that were known.
fn of_rates(rates: &Rates<'_>, context: &Context<'_>) -> Grid {
    let columns = [package::DATE, package::CURRENCY, package::RATE];
    let mut grid = Grid { columns: columns.map(Heading::record).into(), rows: Vec::new() };
    let known: Vec<_> = rates.currencies().collect();
    let mut lines = rates.text().lines();
    let codes: Vec<&str> = lines.next().unwrap_or_default().split(',').skip(1).map(str::trim).collect();
    for line in lines {
        let mut cells = line.split(',');
        let Some(day) = cells.next().and_then(|day| day.trim().parse::<Date>().ok()) else { continue };
        if context.as_of.is_some_and(|as_of| as_of < day) {
            continue;
        }
        for (code, cell) in codes.iter().zip(cells) {
            let rate = Rates::parse(cell.trim()).filter(|_| known.iter().any(|currency| currency.code() == *code));
            let Some(value) = rate else { continue };
            grid.push(vec![day.into(), Cell::text(*code), Quantity::Number { value, places: 6 }.into()]);
        }
    }
    grid
}

fn of_currencies() -> Result<Grid, Failure> {
    let columns = [package::CODE, NAME, NAME_ZH, package::ALIASES];
    let mut grid = Grid { columns: columns.map(Heading::record).into(), rows: Vec::new() };
    for currency in currencies()? {
        grid.push(vec![
            Cell::text(currency.code.code()),
            Cell::text(currency.name.english()),
            Cell::text(currency.name.of(Language::Zh)),
            Cell::optional(Some(currency.aliases.join("|"))),
        ]);
    }
    Ok(grid)
}
