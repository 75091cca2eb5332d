//! The table of a workbook where a report is not of companies over periods: the page as a terminal has it, figures whole.

use std::borrow::Cow;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, Formula, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::chart::{ChartData, draw};
use super::formula::{exact, growth, if_same};
use super::sheet::{LINE, MOST, SOFT, figure, for_print, format_on_page, heading, place, reference, room, text, total};
use crate::render::unit::PageScale;
use crate::render::wrap::wrap_within;
use crate::render::{Style, cell, prose};
use crate::report::{Cell, Grid, Quantity, Report, Role, Row, Value};

/// Rows above the figures: the title, the unit, the headings.
const ABOVE: usize = 3;

/// Writes the page.
pub(super) fn write(sheet: &mut Worksheet, report: &Report, style: &Style) -> Result<(), XlsxError> {
    // What is said in sentences on a terminal stands in the records alone.
    let is_told = report.page.rows.iter().all(|row| row.role == Role::Section);
    let grid = without_drawings(if is_told { &report.records } else { &report.page });
    let scale = style.scale.settle(&grid, style.language);
    let title = prose::page(&report.title, &scale);
    sheet.write_string_with_format(0, 0, text(&title), &Format::new().set_bold().set_font_size(14))?;
    if let Some(unit) = scale.label() {
        sheet.write_string_with_format(1, 0, unit, &Format::new().set_font_color(SOFT))?;
    }
    // Found out once: a column of texts is gone through whole.
    let of_numbers: Vec<bool> = (0..grid.columns.len())
        .map(|at| {
            let mut values = grid.rows.iter().filter(|row| row.role != Role::Section).map(|row| &row.cell(at).value);
            values.any(|value| matches!(value, Value::Figure(figure) if !matches!(figure, Quantity::Date(_))))
        })
        .collect();
    let is_number = |at: usize| of_numbers.get(at).copied().unwrap_or(false);
    let totals = grid.rows.iter().enumerate().filter(|(_, row)| row.role == Role::Total).map(|(at, _)| at);
    let totals: Vec<usize> = totals.collect();
    let mut widths = Vec::new();
    for (at, column) in grid.columns.iter().enumerate() {
        let (row, column_at) = place(ABOVE - 1, at)?;
        let words = text(&prose::page(&column.label, &scale));
        sheet.write_string_with_format(row, column_at, &words, &beside(at, heading(is_number(at)), is_number(at)))?;
        let rows = grid.rows.iter().filter(|row| row.role != Role::Section);
        let longest = rows.map(|row| cell::page(row.cell(at), &scale).width()).max().unwrap_or(0);
        let words = words.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
        widths.push(room(longest.max(words).clamp(4, MOST)));
    }
    for (index, row) in grid.rows.iter().enumerate() {
        let lines = |cell: &Cell| wrap_within(&cell::page(cell, &scale), MOST).len();
        let lines = row.cells.iter().filter(|_| row.role != Role::Section).map(lines).max().unwrap_or(1);
        if lines > 1 {
            sheet.set_row_height(place(ABOVE + index, 0)?.0, LINE * u32::try_from(lines).unwrap_or(1).min(27))?;
        }
        for (at, cell) in row.cells.iter().enumerate() {
            let (line, column) = place(ABOVE + index, at)?;
            let emphasis = |format: Format| match row.role {
                Role::Plain => format,
                Role::Total => total(format),
                Role::Section => format.set_bold(),
            };
            match &cell.value {
                Value::Figure(_) => {
                    let formula = formula(&grid, &totals, (index, at));
                    let format = format_on_page(cell, &scale).set_align(FormatAlign::Top);
                    let format = beside(at, format, is_number(at));
                    figure(sheet, (line, column), &cell.value, formula, &emphasis(format))?;
                }
                Value::Missing(_) => {
                    let dash = Format::new().set_font_color(SOFT).set_align(FormatAlign::Right);
                    sheet.write_string_with_format(line, column, "–", &emphasis(dash))?;
                }
                Value::Blank | Value::Sparkline(..) => {
                    if row.role == Role::Total {
                        sheet.write_blank(line, column, &emphasis(Format::new()))?;
                    }
                }
                Value::Text(_) | Value::Period(_) | Value::Phrase(_) => {
                    let words = text(&cell::page(cell, &scale));
                    let format = Format::new().set_align(FormatAlign::Top);
                    let is_long = words.width() > MOST && row.role != Role::Section;
                    let format = if is_long { format.set_text_wrap() } else { format };
                    let is_right = is_number(at) && row.role != Role::Section;
                    let format = if is_right { format.set_align(FormatAlign::Right) } else { format };
                    let format = beside(at, format, is_number(at));
                    sheet.write_string_with_format(line, column, words, &emphasis(format))?;
                }
            }
        }
    }
    let (first, _) = place(ABOVE, 0)?;
    sheet.set_freeze_panes(first, 1)?;
    draw_amounts(sheet, &grid, &title, &scale)?;
    for_print(sheet, "", 1..=2, &widths)
}

/// A text column stands a little off the numbers before it.
fn beside(at: usize, format: Format, is_number: bool) -> Format {
    if at == 0 || is_number { format } else { format.set_align(FormatAlign::Left).set_indent(1) }
}

/// Draws the columns of amounts of a page that has a row for each of a few companies, under the table.
fn draw_amounts(sheet: &mut Worksheet, grid: &Grid, title: &str, scale: &PageScale) -> Result<(), XlsxError> {
    const MOST_ROWS: usize = 12;
    let plain = grid.rows.iter().take_while(|row| row.role == Role::Plain).count();
    let rest = grid.rows.iter().skip(plain);
    let money = |at: &usize| {
        let figure = |row: &Row| row.cell(*at).value.figure();
        grid.rows.iter().take(plain).filter_map(figure).find_map(|figure| match figure {
            Quantity::Money(money) => Some(money),
            _ => None,
        })
    };
    let columns: Vec<usize> = (1..grid.columns.len()).filter(|at| money(at).is_some()).collect();
    let names = grid.rows.iter().take(plain).map(|row| cell::page(row.cell(0), scale));
    let names: std::collections::BTreeSet<String> = names.collect();
    let is_apart = names.len() == plain && !names.contains("");
    let Some(like) = columns.iter().find_map(money) else { return Ok(()) };
    if !(2..=MOST_ROWS).contains(&plain) || !is_apart || rest.clone().any(|row| row.role != Role::Total) {
        return Ok(());
    }
    let drawn = ChartData {
        sheet: &sheet.name(),
        title,
        unit: scale.label().unwrap_or_default(),
        columns,
        rows: (ABOVE, ABOVE + plain - 1),
        heads: ABOVE - 1,
        is_stacked: false,
        number_format: scale.on_axis(like),
    };
    draw(sheet, &drawn, (ABOVE + grid.rows.len() + 1, 0))
}

/// The page without columns that only a terminal draws.
fn without_drawings(page: &Grid) -> Cow<'_, Grid> {
    let rows = || page.rows.iter().filter(|row| row.role != Role::Section);
    let is_drawn = |at: &usize| {
        let mut values = rows().map(|row| &row.cell(*at).value);
        values.clone().any(|value| matches!(value, Value::Sparkline(..)))
            && values.all(|value| matches!(value, Value::Sparkline(..) | Value::Blank))
    };
    let drawn: Vec<usize> = (0..page.columns.len()).filter(is_drawn).collect();
    if drawn.is_empty() {
        return Cow::Borrowed(page);
    }
    let kept = |at: &usize| !drawn.contains(at);
    let columns = (0..).zip(&page.columns).filter(|(at, _)| kept(at)).map(|(_, column)| column.clone()).collect();
    let of_row = |row: &Row| {
        let cells = (0..).zip(&row.cells).filter(|(at, _)| row.role == Role::Section || kept(at));
        Row { role: row.role, cells: cells.map(|(_, cell)| cell.clone()).collect() }
    };
    Cow::Owned(Grid { columns, rows: page.rows.iter().map(of_row).collect() })
}

/// The formula of a cell, if figures before it in its row, or above it in its column, give it: a sum, growth, a share or a
/// ratio. `totals` are the rows of totals.
fn formula(grid: &Grid, totals: &[usize], (index, at): (usize, usize)) -> Option<Formula> {
    let row = grid.rows.get(index)?;
    let here = row.cell(at);
    let own = exact(here).or_else(|| ratio(&here.value))?;
    let place = |index: usize, at: usize| reference(ABOVE + index, at);
    if let (Role::Total, Some(Quantity::Money(_))) = (row.role, here.value.figure()) {
        let before = grid.rows.iter().take(index).rposition(|row| row.role != Role::Plain);
        let first = before.map_or(0, |before| before + 1);
        let sum: Decimal = grid.rows.get(first..index)?.iter().filter_map(|row| exact(row.cell(at))).sum();
        let last = index.checked_sub(1)?;
        return if_same(own, Some(sum), || format!("=SUM({}:{})", place(first, at), place(last, at)));
    }
    if own.is_zero() {
        return None;
    }
    let amounts: Vec<(usize, Decimal)> = (0..at)
        .filter(|at| matches!(row.cell(*at).value.figure(), Some(Quantity::Money(_))))
        .filter_map(|at| Some((at, exact(row.cell(at))?)))
        .collect();
    let pairs = || amounts.iter().flat_map(|one| amounts.iter().map(move |other| (*one, *other)));
    match here.value.figure()? {
        Quantity::Change(_) => pairs().find_map(|((to, of), (from, before))| {
            if_same(own, growth(of, before), || format!("={}/{}-1", place(index, to), place(index, from)))
        }),
        Quantity::Share(_) | Quantity::Number { .. } => {
            let of_total = || {
                let last = *totals.get(totals.partition_point(|total| *total < index))?;
                let total = grid.rows.get(last)?;
                amounts.iter().find_map(|(part, of)| {
                    let share = of.checked_div(exact(total.cell(*part))?);
                    if_same(own, share, || format!("={}/{}", place(index, *part), place(last, *part)))
                })
            };
            let ratio = || {
                pairs().filter(|(one, other)| one.0 != other.0).find_map(|((to, of), (from, before))| {
                    if_same(own, of.checked_div(before), || format!("={}/{}", place(index, to), place(index, from)))
                })
            };
            of_total().or_else(ratio)
        }
        _ => None,
    }
}

/// The number of a ratio, which is no amount.
fn ratio(value: &Value) -> Option<Decimal> {
    match value.figure()? {
        Quantity::Number { value, places } if places > 0 => Some(value),
        _ => None,
    }
}
