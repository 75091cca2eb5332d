//! The workbook format: the records as typed cells, what can be worked out from them as formulas, notes and documents.
//!
//! A formula stands only where it gives the very figure it stands for; its cached result is that figure, so a reader that
//! does not calculate shows the same. Texts are texts and never formulas. The same report gives the same bytes.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Url, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr as _;

use super::language::Language;
use super::wrap::wrap_within;
use super::{cell, number, prose};
use crate::model::Money;
use crate::report::{Cell, Derived, Grid, Heading, Quantity, Report, Role, Row, Value};

/// The most two numbers may differ to be the same figure: a spreadsheet's own numbers have 15 digits.
const SAME: Decimal = Decimal::from_parts(1, 0, 0, false, 9);
/// Rows above the records: the headings.
const TOP: usize = 1;
/// Columns of a line of a note, which letters wider than usual still fit into, and of its cell.
const NOTE_COLUMNS: usize = 92;
const NOTE_WIDTH: u32 = 110;
/// Points of a line.
const LINE: u32 = 15;
/// Columns of records that can be read side by side on a page of paper.
const COLUMNS_A_PAGE: usize = 18;
/// The headings of the documents.
const SOURCES: [&str; 7] = ["source", "company", "published", "document", "accession", "url", "read_at"];
/// The most columns of a text that are shown.
const MOST: usize = 56;

/// The workbook's bytes.
pub(super) fn render(report: &Report, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A fixed day, since a workbook of one report is to be the same tomorrow.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = prose::plain(&report.title, language);
    book.set_properties(&DocProperties::new().set_title(&title).set_author("capex").set_creation_datetime(&made));
    records(book.add_worksheet(), &report.records)?;
    notes(book.add_worksheet(), report, &title, language)?;
    if !report.sources.is_empty() {
        sources(book.add_worksheet(), report)?;
    }
    book.save_to_buffer()
}

fn records(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    sheet.set_name("Records")?.set_freeze_panes(1, 1)?;
    let bold = Format::new().set_bold().set_indent(1);
    let over_numbers = Format::new().set_bold().set_align(FormatAlign::Right);
    for (at, column) in (0..).zip(&grid.columns) {
        let format = if digits(grid, usize::from(at)).is_some() { &over_numbers } else { &bold };
        sheet.write_string_with_format(0, at, heading(grid, usize::from(at), column), format)?;
    }
    for (index, row) in grid.rows.iter().enumerate() {
        let bold = row.role == Role::Total;
        for (at, cell) in row.cells.iter().enumerate() {
            let (line, column) = place(index + TOP, at)?;
            let format = format_of(&cell.value, bold);
            match number_of(&cell.value) {
                Some(number) => match formula(grid, index, at, number) {
                    Some(formula) => sheet.write_formula_with_format(line, column, formula, &format)?,
                    None => sheet.write_number_with_format(line, column, float(number), &format)?,
                },
                None => match &cell.value {
                    Value::Blank | Value::Missing(_) => sheet.write_blank(line, column, &format)?,
                    Value::Figure(Quantity::Date(day)) => {
                        let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
                        let day = ExcelDateTime::from_ymd(day.year().unsigned_abs(), month, of_month)?;
                        sheet.write_datetime_with_format(line, column, &day, &format)?
                    }
                    Value::Phrase(words) => {
                        sheet.write_string_with_format(line, column, prose::machine(words), &format)?
                    }
                    Value::Text(text) => sheet.write_string_with_format(line, column, cell::one_line(text), &format)?,
                    _ => sheet,
                },
            };
        }
    }
    for (at, column) in (0..).zip(&grid.columns) {
        let heading = heading(grid, usize::from(at), column).width();
        let texts = grid.rows.iter().filter_map(|row| text_width(row.cells.get(usize::from(at))?)).max();
        let texts = texts.unwrap_or(0).min(MOST);
        let columns = digits(grid, usize::from(at)).unwrap_or(0).max(heading).max(texts);
        sheet.set_column_width(at, room(columns))?;
    }
    for_print(sheet, grid.columns.len())
}

/// The width for so many columns of text. A number without room is shown as ###, a text is cut, and where the letters
/// that a workbook asks for are not installed, those in their place are wider.
fn room(columns: usize) -> f64 {
    u32::try_from(columns * 5 / 4 + 2).map_or(f64::from(u16::MAX), f64::from)
}

/// Columns of a text or a day.
fn text_width(cell: &Cell) -> Option<usize> {
    match &cell.value {
        Value::Text(text) => Some(cell::one_line(text).width()),
        Value::Phrase(words) => Some(prose::machine(words).width()),
        Value::Figure(Quantity::Date(day)) => Some(day.to_string().width()),
        _ => None,
    }
}

/// Columns of the longest number in a column of numbers, signs and marks of thousands included.
fn digits(grid: &Grid, at: usize) -> Option<usize> {
    let printed = grid.rows.iter().filter_map(|row| match row.cells.get(at)?.value.figure()? {
        Quantity::Money(money) => Some(number::money(money.amount, 0, if is_whole(money) { 0 } else { 2 })),
        Quantity::Change(fraction) | Quantity::Share(fraction) => Some(number::change(fraction)),
        Quantity::Number { value, .. } => Some(number::machine_plain(value)),
        Quantity::Date(_) => None,
    });
    printed.map(|number| number.len()).max()
}

/// Whether an amount is written without decimals: it has none, or its currency has none.
fn is_whole(money: Money) -> bool {
    money.amount.fract().is_zero() || money.currency.minor_units() == 0
}

/// As wide as a page of paper, unless its letters would become too small, with the headings on each page.
fn for_print(sheet: &mut Worksheet, columns: usize) -> Result<(), XlsxError> {
    sheet.set_landscape().set_repeat_rows(0, 0)?.set_repeat_columns(0, 0)?;
    if columns <= COLUMNS_A_PAGE {
        sheet.set_print_fit_to_pages(1, 0);
    }
    Ok(())
}

/// `value (USD)`, `yoy (%)`: the column's name and its unit.
fn heading(grid: &Grid, at: usize, column: &Heading) -> String {
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

fn format_of(value: &Value, bold: bool) -> Format {
    let format = match value {
        Value::Figure(Quantity::Money(money)) if is_whole(*money) => Format::new().set_num_format("#,##0"),
        Value::Figure(Quantity::Money(_)) => Format::new().set_num_format("#,##0.00"),
        Value::Figure(Quantity::Change(_) | Quantity::Share(_)) => Format::new().set_num_format("0.0%"),
        // Under its heading, as texts are.
        Value::Figure(Quantity::Date(_)) => {
            Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left).set_indent(1)
        }
        Value::Text(_) | Value::Phrase(_) => Format::new().set_indent(1),
        _ => Format::new(),
    };
    if bold { format.set_bold() } else { format }
}

/// The number of a cell as the machine formats give it, rounded as there.
fn number_of(value: &Value) -> Option<Decimal> {
    cell::machine_number(value).and_then(|digits| digits.parse().ok())
}

fn float(number: Decimal) -> f64 {
    number.to_f64().unwrap_or(f64::NAN)
}

/// The formula for a cell, if there is one that gives its figure.
fn formula(grid: &Grid, index: usize, at: usize, number: Decimal) -> Option<Formula> {
    let (above, below) = grid.rows.split_at_checked(index)?;
    let row = below.first()?;
    let exact = |row: &Row, at: usize| match row.cell(at).value.figure()? {
        Quantity::Money(money) => Some(money.amount),
        Quantity::Change(number) | Quantity::Share(number) => Some(number),
        Quantity::Number { .. } | Quantity::Date(_) => None,
    };
    let same = |worked_out: Decimal, text: String| {
        let own = exact(row, at)?;
        let is_same = (worked_out - own).abs() <= SAME * own.abs().max(Decimal::ONE);
        is_same.then(|| Formula::new(text).set_result(number.to_string()))
    };
    let column = |id: &str| grid.columns.iter().position(|column| column.id == id);
    if row.role == Role::Total && matches!(row.cell(at).value, Value::Figure(Quantity::Money(_))) {
        let last = index.checked_sub(1)?;
        let first = above.iter().rposition(|row| row.role == Role::Total).map_or(0, |total| total + 1);
        let sum: Decimal = above.iter().skip(first).filter_map(|row| exact(row, at)).sum();
        return same(sum, format!("=SUM({}:{})", reference(first, at), reference(last, at)));
    }
    match grid.columns.get(at)?.derived? {
        Derived::Change { of, from } => {
            let (of, from) = (column(of)?, column(from)?);
            let growth = exact(row, of)?.checked_div(exact(row, from)?)? - Decimal::ONE;
            same(growth, format!("={}/{}-1", reference(index, of), reference(index, from)))
        }
        Derived::Ratio { of, to } => {
            let (of, to) = (column(of)?, column(to)?);
            let ratio = exact(row, of)?.checked_div(exact(row, to)?)?;
            same(ratio, format!("={}/{}", reference(index, of), reference(index, to)))
        }
        Derived::Share { of } => {
            let of = column(of)?;
            let (to, total) = (index..).zip(below).find(|(_, row)| row.role == Role::Total)?;
            let share = exact(row, of)?.checked_div(exact(total, of)?)?;
            same(share, format!("={}/{}", reference(index, of), reference(to, of)))
        }
    }
}

/// `F2`: the cell of a record, counted from 0.
fn reference(index: usize, at: usize) -> String {
    let mut letters = String::new();
    let mut rest = at + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", index + TOP + 1)
}

/// A place in a sheet, which has its limits.
fn place(row: usize, column: usize) -> Result<(u32, u16), XlsxError> {
    match (u32::try_from(row), u16::try_from(column)) {
        (Ok(row), Ok(column)) => Ok((row, column)),
        _ => Err(XlsxError::RowColumnLimitError),
    }
}

fn notes(sheet: &mut Worksheet, report: &Report, title: &str, language: Language) -> Result<(), XlsxError> {
    sheet.set_name("Notes")?.set_column_width(0, 14)?.set_column_width(1, NOTE_WIDTH)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    let top = Format::new().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let mut lines = vec![("title", title.to_owned())];
    lines.extend(report.notes.iter().map(|note| (note.kind, prose::plain(&note.words, language))));
    lines.extend(report.as_of.map(|day| ("as of", day.to_string())));
    lines.push(("data version", report.data_version.clone()));
    for (row, (kind, text)) in (0..).zip(lines) {
        let height = LINE * u32::try_from(wrap_within(&text, NOTE_COLUMNS).len()).unwrap_or(1);
        sheet.set_row_height(row, height)?;
        sheet.write_string_with_format(row, 0, kind, &top)?.write_string_with_format(row, 1, text, &wrapped)?;
    }
    Ok(())
}

fn sources(sheet: &mut Worksheet, report: &Report) -> Result<(), XlsxError> {
    sheet.set_name("Sources")?.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (at, heading) in (0..).zip(SOURCES) {
        sheet.write_string_with_format(0, at, heading, &bold)?;
    }
    let mut longest = SOURCES.map(str::len);
    for (row, source) in (1..).zip(&report.sources) {
        let texts = [
            source.id.clone(),
            source.company.clone(),
            source.published.to_string(),
            source.document.clone(),
            source.accession.clone().unwrap_or_default(),
        ];
        for ((at, text), longest) in (0..).zip(texts).zip(&mut longest) {
            *longest = text.width().max(*longest);
            sheet.write_string(row, at, text)?;
        }
        for ((at, address), longest) in (5..).zip([&source.url, &source.read_at]).zip(longest.iter_mut().skip(5)) {
            let Some(address) = address else { continue };
            *longest = address.width().max(*longest);
            if address.starts_with("https://") {
                sheet.write_url(row, at, Url::new(address.as_str()))?;
            } else {
                sheet.write_string(row, at, address)?;
            }
        }
    }
    // Where it was read may run over: nothing stands beside it.
    for (at, columns) in (0..).zip(longest) {
        sheet.set_column_width(at, room(columns.min(MOST)))?;
    }
    for_print(sheet, SOURCES.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Money;
    use crate::render::fixture;

    #[test]
    fn one_report_is_one_workbook_byte_for_byte() {
        let book = render(&fixture::totals(), Language::En).unwrap();
        assert_eq!(book, render(&fixture::totals(), Language::En).unwrap());
        assert!(book.starts_with(b"PK"));
    }

    #[test]
    fn a_number_has_room_with_its_marks_of_thousands() {
        let grid = fixture::totals().records;
        let at = grid.columns.iter().position(|column| column.id == "value").unwrap();
        let longest = grid.rows.iter().filter_map(|row| number_of(&row.cells[at].value)).max().unwrap();
        assert_eq!(digits(&grid, at), Some(number::money(longest, 0, 0).len()));
        assert_eq!(digits(&grid, 0), None);
    }

    #[test]
    fn a_total_of_no_rows_has_no_formula() {
        let mut grid = Grid::of_records(&["value"]);
        grid.push_as(Role::Total, vec![Money::usd(Decimal::ZERO).into()]);
        assert!(formula(&grid, 0, 0, Decimal::ZERO).is_none());
    }

    #[test]
    fn references_count_in_letters() {
        assert_eq!(reference(0, 0), "A2");
        assert_eq!(reference(3, 25), "Z5");
        assert_eq!(reference(0, 26), "AA2");
        assert_eq!(reference(0, 701), "ZZ2");
        assert_eq!(reference(0, 702), "AAA2");
    }
}
