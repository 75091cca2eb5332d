//! The sheet of records: the columns of the output contract as an Excel table, behind them what a reader filters by.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Formula, IgnoreError, Table, TableColumn, TableStyle, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr as _;

use super::formula::{compound, exact, growth, if_same};
use super::sheet::{
    MOST, digits, figure, for_print, format_of_record, heading, number_of, place, reference, room, text_of,
};
use super::{Language, RECORDS};
use crate::model::{Part, Period};
use crate::render::prose;
use crate::report::{Cell, Derived, Grid, Heading, Quantity, Report, Role, Row, Value};

/// Rows above the records: the headings.
pub(super) const TOP: usize = 1;

/// What stands behind the records, by company and period.
const BEHIND: [&str; 3] = ["company_name", "year", "quarter"];

/// Writes the records of a report, or of several.
pub(super) fn write(sheet: &mut Worksheet, grid: &Grid, report: &Report, language: Language) -> Result<(), XlsxError> {
    sheet.set_name(RECORDS)?.set_freeze_panes(1, 1)?;
    let behind = behind(grid, report, language);
    let mut columns = Vec::new();
    for (at, column) in grid.columns.iter().enumerate() {
        let format = heading(column_digits(grid, at).is_some());
        columns.push(TableColumn::new().set_header(name(grid, at, column)).set_header_format(format));
    }
    columns.extend(behind.iter().map(|(id, _)| TableColumn::new().set_header(*id).set_header_format(heading(false))));
    if let (false, Some(last)) = (grid.rows.is_empty(), columns.len().checked_sub(1)) {
        let (bottom, right) = place(grid.rows.len(), last)?;
        let table = Table::new().set_name(RECORDS).set_columns(&columns).set_style(TableStyle::Light1);
        sheet.add_table(0, 0, bottom, right, &table)?;
    }
    for (index, row) in grid.rows.iter().enumerate() {
        let bold = row.role == Role::Total;
        for (at, cell) in row.cells.iter().enumerate() {
            let at_place = place(index + TOP, at)?;
            let format = format_of_record(&cell.value, bold);
            if let Some(text) = text_of(&cell.value) {
                sheet.write_string_with_format(at_place.0, at_place.1, text, &format)?;
            } else if cell.value.figure().is_some() {
                let formula = number_of(&cell.value).and_then(|_| formula(grid, index, at));
                figure(sheet, at_place, &cell.value, formula, &format)?;
            } else {
                sheet.write_blank(at_place.0, at_place.1, &format)?;
            }
        }
        for (at, (_, cells)) in (grid.columns.len()..).zip(&behind) {
            let (line, column) = place(index + TOP, at)?;
            let Some(cell) = cells.get(index) else { continue };
            let format = format_of_record(&cell.value, bold);
            match text_of(&cell.value) {
                Some(text) => {
                    sheet.write_string_with_format(line, column, text, &format)?;
                }
                None => figure(sheet, (line, column), &cell.value, None, &format)?,
            }
        }
    }
    if let (false, Some(last)) = (grid.rows.is_empty(), columns.len().checked_sub(1)) {
        let (bottom, right) = place(grid.rows.len(), last)?;
        sheet.ignore_error_range(0, 0, bottom, right, IgnoreError::NumberStoredAsText)?;
    }
    for_print(sheet, &prose::plain(&report.title, language), 0..=0, &widths(grid, &behind))
}

fn widths(grid: &Grid, behind: &[(&str, Vec<Cell>)]) -> Vec<f64> {
    // Beside its name a heading has the button of the filter.
    let width = |heading: &str, texts: Option<usize>| (heading.width() + 2).max(texts.unwrap_or(0).min(MOST));
    let own = grid.columns.iter().enumerate().map(|(at, column)| {
        let texts = grid.rows.iter().filter_map(|row| text_width(row.cells.get(at)?)).max();
        width(&name(grid, at, column), texts).max(column_digits(grid, at).unwrap_or(0))
    });
    let behind = behind.iter().map(|(id, cells)| width(id, cells.iter().filter_map(text_width).max()));
    own.chain(behind).map(room).collect()
}

/// The names of the companies, and years and quarters as numbers, where the records are of such.
fn behind(grid: &Grid, report: &Report, language: Language) -> Vec<(&'static str, Vec<Cell>)> {
    let column = |id: &str| grid.columns.iter().position(|column| column.id == id);
    let [name, year, quarter] = BEHIND;
    let mut behind = Vec::new();
    if let Some(company) = column("company").filter(|_| column(name).is_none()) {
        let of = |row: &Row| {
            let ticker = text_of(&row.cell(company).value)?;
            Some(Cell::text(prose::plain(report.name(&ticker)?, language)))
        };
        behind.push((name, grid.rows.iter().map(|row| of(row).unwrap_or(Cell::BLANK)).collect()));
    }
    let period = column("period").or_else(|| column("quarter"));
    if let Some(period) = period.filter(|_| column(year).is_none()) {
        let periods: Vec<Option<Period>> = grid.rows.iter().map(|row| row.cell(period).value.period()).collect();
        let years = |period: &Option<Period>| {
            period.map_or(Cell::BLANK, |period| number(Decimal::from(period.part_of_year().year)))
        };
        let quarters = |period: &Option<Period>| match period.map(|period| period.part_of_year().part) {
            Some(Part::Quarter(of)) => number(Decimal::from(of)),
            _ => Cell::BLANK,
        };
        behind.push((year, periods.iter().map(years).collect()));
        if column(quarter).is_none() {
            behind.push((quarter, periods.iter().map(quarters).collect()));
        }
    }
    behind
}

/// A whole number that is no amount.
fn number(value: Decimal) -> Cell {
    Quantity::Number { value, places: 0 }.into()
}

/// Columns of a text or a day.
fn text_width(cell: &Cell) -> Option<usize> {
    match &cell.value {
        Value::Figure(Quantity::Date(day)) => Some(day.to_string().width()),
        value => text_of(value).map(|text| text.width()),
    }
}

/// Columns of the longest number in a column of numbers, signs and marks of thousands included.
fn column_digits(grid: &Grid, at: usize) -> Option<usize> {
    grid.rows.iter().filter_map(|row| digits(&row.cells.get(at)?.value)).max()
}

/// `value (USD)`, `yoy (%)`: the column's name and its unit.
fn name(grid: &Grid, at: usize, column: &Heading) -> String {
    let units = grid.rows.iter().filter_map(|row| match row.cell(at).value.figure()? {
        Quantity::Money(money) => Some(money.currency.code().to_owned()),
        Quantity::Change(_) | Quantity::Share(_) => Some("%".to_owned()),
        Quantity::Number { .. } | Quantity::Date(_) => None,
    });
    let mut units: Vec<String> = units.collect();
    units.dedup();
    match units.as_slice() {
        [unit] => format!("{} ({unit})", column.id),
        _ => column.id.to_owned(),
    }
}

/// The formula for a cell, if there is one that gives its figure.
fn formula(grid: &Grid, index: usize, at: usize) -> Option<Formula> {
    let (above, below) = grid.rows.split_at_checked(index)?;
    let row = below.first()?;
    let of = |row: &Row, at: usize| exact(row.cell(at));
    let cell = |index: usize, at: usize| reference(index + TOP, at);
    let own = of(row, at)?;
    let column = |id: &str| grid.columns.iter().position(|column| column.id == id);
    if row.role == Role::Total && matches!(row.cell(at).value, Value::Figure(Quantity::Money(_))) {
        let last = index.checked_sub(1)?;
        let first = above.iter().rposition(|row| row.role == Role::Total).map_or(0, |total| total + 1);
        let sum: Decimal = above.iter().skip(first).filter_map(|row| of(row, at)).sum();
        return if_same(own, Some(sum), || format!("=SUM({}:{})", cell(first, at), cell(last, at)));
    }
    match grid.columns.get(at)?.derived? {
        Derived::Change { of: to, from } => {
            let (to, from) = (column(to)?, column(from)?);
            let comes_to = growth(of(row, to)?, of(row, from)?);
            if_same(own, comes_to, || format!("={}/{}-1", cell(index, to), cell(index, from)))
        }
        Derived::Ratio { of: upper, to } => {
            let (upper, to) = (column(upper)?, column(to)?);
            let comes_to = of(row, upper)?.checked_div(of(row, to)?);
            if_same(own, comes_to, || format!("={}/{}", cell(index, upper), cell(index, to)))
        }
        Derived::Share { of: part } => {
            let part = column(part)?;
            let (to, total) = (index..).zip(below).find(|(_, row)| row.role == Role::Total)?;
            let comes_to = of(row, part)?.checked_div(of(total, part)?);
            if_same(own, comes_to, || format!("={}/{}", cell(index, part), cell(to, part)))
        }
        Derived::Less { of: whole, less } => {
            let (whole, less) = (column(whole)?, column(less)?);
            let comes_to = Some(of(row, whole)? - of(row, less)?);
            if_same(own, comes_to, || format!("={}-{}", cell(index, whole), cell(index, less)))
        }
        Derived::Compound { of: to, since } => {
            let (to, since, period) = (column(to)?, column(since)?, column("period")?);
            let first = row.cell(since).value.period()?;
            let alike = |other: &Row| {
                let same = |id: &str| column(id).is_none_or(|at| other.cell(at).value == row.cell(at).value);
                ["company", "metric", "basis", "section"].into_iter().all(same)
                    && other.cell(period).value.period() == Some(first)
            };
            let (from, before) = above.iter().enumerate().rfind(|(_, other)| alike(other))?;
            let years = years_between(first, row.cell(period).value.period()?)?;
            let comes_to = compound(of(row, to)?, of(before, to)?, years);
            if_same(own, comes_to, || format!("=({}/{})^(1/{years})-1", cell(index, to), cell(from, to)))
        }
    }
}

/// Years from one period to another of the same kind.
pub(super) fn years_between(first: Period, last: Period) -> Option<i32> {
    let years = i32::from(last.part_of_year().year) - i32::from(first.part_of_year().year);
    (years > 0).then_some(years)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Money;
    use crate::render::{fixture, number as numbers};

    #[test]
    fn a_number_has_room_with_its_marks_of_thousands() {
        let grid = fixture::totals().records;
        let at = grid.columns.iter().position(|column| column.id == "value").unwrap();
        let longest = grid.rows.iter().filter_map(|row| number_of(&row.cells[at].value)).max().unwrap();
        assert_eq!(column_digits(&grid, at), Some(numbers::money(longest, 0, 0).len()));
        assert_eq!(column_digits(&grid, 0), None);
    }

    #[test]
    fn a_total_of_no_rows_has_no_formula() {
        let mut grid = Grid::of_records(&["value"]);
        grid.push_as(Role::Total, vec![Money::usd(Decimal::ZERO).into()]);
        assert!(formula(&grid, 0, 0).is_none());
    }

    #[test]
    fn references_count_in_letters() {
        assert_eq!(reference(1, 0), "A2");
        assert_eq!(reference(4, 25), "Z5");
        assert_eq!(reference(1, 26), "AA2");
        assert_eq!(reference(1, 701), "ZZ2");
        assert_eq!(reference(1, 702), "AAA2");
    }
}
