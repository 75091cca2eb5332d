//! What all sheets have in common: places, formats, widths, and what a workbook cannot hold.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Url, Worksheet, XlsxError};

use crate::model::Money;
use crate::render::unit::PageScale;
use crate::render::{cell, number, prose};
use crate::report::{Cell, Mark, Quantity, Value};

/// Letters of a cell, of an address, and addresses of a sheet, at most.
const MOST_LETTERS: usize = 32_767;
const MOST_OF_URL: usize = 2_000;
/// Letters of a title among the properties of a workbook, and at the head of a printed page.
pub(super) const MOST_OF_TITLE: usize = 200;
/// The most columns of a text that are shown.
pub(super) const MOST: usize = 56;
/// Letters that can be read side by side on a page of paper.
const A_PAGE: f64 = 230.0;
/// Digits behind the point of a number of a spreadsheet below one.
const DIGITS: u32 = 15;
/// Points of a line.
pub(super) const LINE: u32 = 15;
/// The colour of what is beside the figures.
pub(super) const SOFT: Color = Color::RGB(0x5a_5a_5a);
/// The colour of lines under headings.
const RULE: Color = Color::RGB(0xbf_bf_bf);

/// A place in a sheet, which has its limits.
pub(super) fn place(row: usize, column: usize) -> Result<(u32, u16), XlsxError> {
    match (u32::try_from(row), u16::try_from(column)) {
        (Ok(row), Ok(column)) => Ok((row, column)),
        _ => Err(XlsxError::RowColumnLimitError),
    }
}

/// `F2`: a cell of a sheet, both counted from 0.
pub(super) fn reference(row: usize, column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

/// A text as a cell can hold it.
pub(super) fn text(text: &str) -> String {
    let text = cell::one_line(text);
    if text.encode_utf16().count() <= MOST_LETTERS {
        return text.into_owned();
    }
    // A letter takes two places of a cell at the most.
    text.chars().take(MOST_LETTERS / 2 - 1).chain(['…']).collect()
}

/// Writes an address as a link, where a workbook can hold it as one.
pub(super) fn address(sheet: &mut Worksheet, (row, column): (u32, u16), address: &str) -> Result<(), XlsxError> {
    /// Links of a sheet.
    const MOST_LINKS: u32 = 30_000;
    let is_link = address.starts_with("https://") && address.len() <= MOST_OF_URL && row < MOST_LINKS;
    if is_link && sheet.write_url(row, column, Url::new(address)).is_ok() {
        return Ok(());
    }
    sheet.write_string(row, column, text(address))?;
    Ok(())
}

/// The width for so many columns of text. A number without room is shown as ###, a text is cut, and where the letters
/// that a workbook asks for are not installed, those in their place are wider.
pub(super) fn room(columns: usize) -> f64 {
    u32::try_from(columns * 5 / 4 + 2).map_or(f64::from(u16::MAX), f64::from).min(250.0)
}

/// Gives columns their widths, in letters; on paper as wide as a page, or as several where its letters would become too small,
/// with the headings on each page and `title` at its head.
pub(super) fn for_print(
    sheet: &mut Worksheet,
    title: &str,
    headings: std::ops::RangeInclusive<u32>,
    widths: &[f64],
) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    sheet.set_landscape().set_paper_size(A4).set_margins(0.5, 0.5, 0.7, 0.6, 0.3, 0.3);
    sheet.set_repeat_rows(*headings.start(), *headings.end())?.set_repeat_columns(0, 0)?;
    // An ampersand begins a command.
    let title: String = title.replace('&', "&&").chars().take(MOST_OF_TITLE).collect();
    sheet.set_header(format!("&L{title}")).set_footer("&R&P / &N");
    let width: f64 = widths.iter().sum();
    let pages = (1..u16::MAX).find(|pages| width <= f64::from(*pages) * A_PAGE).unwrap_or(1);
    sheet.set_print_fit_to_pages(pages, 0);
    for (at, width) in widths.iter().enumerate() {
        sheet.set_column_width(place(0, at)?.1, *width)?;
    }
    Ok(())
}

/// The format of a heading over texts or numbers.
pub(super) fn heading(of_numbers: bool) -> Format {
    let format = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Bottom);
    let format = format.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(RULE);
    if of_numbers { format.set_align(FormatAlign::Right) } else { format }
}

/// The same, above a total.
pub(super) fn total(format: Format) -> Format {
    format.set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(RULE)
}

/// How a cell's figure is shown: in the unit of the page, with its marks.
pub(super) fn format_on_page(cell: &Cell, scale: &PageScale) -> Format {
    let Value::Figure(figure) = cell.value else { return Format::new() };
    let sections = match figure {
        Quantity::Money(money) => vec![scale.in_spreadsheet(money)],
        Quantity::Change(_) => vec!["+0.0%".to_owned(), "-0.0%".to_owned(), "0.0%".to_owned()],
        Quantity::Share(_) => vec!["0.0%".to_owned()],
        Quantity::Number { places: 0, .. } => vec!["#,##0".to_owned()],
        Quantity::Number { places, .. } => vec![format!("#,##0.{}", "0".repeat(places.min(10) as usize))],
        Quantity::Date(_) => vec!["yyyy-mm-dd".to_owned()],
    };
    let before = if cell.mark == Mark::Approximate { "\"≈\"" } else { "" };
    let after = match cell::marks_after(cell) {
        "" => String::new(),
        marks => format!("\"{marks}\""),
    };
    let sections: Vec<String> = sections.iter().map(|section| format!("{before}{section}{after}")).collect();
    let format = Format::new().set_num_format(sections.join(";")).set_align(FormatAlign::Right);
    if matches!(figure, Quantity::Date(_)) { format.set_align(FormatAlign::Left) } else { format }
}

/// How a cell is shown among the records: whole, without marks.
pub(super) fn format_of_record(value: &Value, bold: bool) -> Format {
    let format = match value {
        Value::Figure(Quantity::Money(money)) if is_whole(*money) => Format::new().set_num_format("#,##0"),
        Value::Figure(Quantity::Money(_)) => Format::new().set_num_format("#,##0.00"),
        Value::Figure(Quantity::Change(_) | Quantity::Share(_)) => Format::new().set_num_format("0.0%"),
        // Under its heading, as texts are.
        Value::Figure(Quantity::Date(_)) => {
            Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left).set_indent(1)
        }
        Value::Text(_) | Value::Period(_) | Value::Phrase(_) => Format::new().set_indent(1),
        _ => Format::new(),
    };
    if bold { format.set_bold() } else { format }
}

/// Whether an amount is written without decimals: it has none, or its currency has none.
pub(super) fn is_whole(money: Money) -> bool {
    money.amount.fract().is_zero() || money.currency.minor_units() == 0
}

/// The number of a cell as the machine formats give it, rounded as there.
pub(super) fn number_of(value: &Value) -> Option<Decimal> {
    cell::machine_number(value).and_then(|digits| digits.parse().ok())
}

/// Writes a figure or its formula; anything else is left.
pub(super) fn figure(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    formula: Option<Formula>,
    format: &Format,
) -> Result<(), XlsxError> {
    if let Value::Figure(Quantity::Date(day)) = value {
        let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
        let day = ExcelDateTime::from_ymd(day.year().unsigned_abs(), month, of_month)?;
        sheet.write_datetime_with_format(row, column, &day, format)?;
        return Ok(());
    }
    let Some(number) = number_of(value) else { return Ok(()) };
    // A program that calculates comes to all the digits there are.
    let result = match value.figure() {
        Some(Quantity::Change(exact) | Quantity::Share(exact)) => exact.round_dp(DIGITS).normalize(),
        _ => number,
    };
    match formula {
        Some(formula) => {
            sheet.write_formula_with_format(row, column, formula.set_result(result.to_string()), format)?
        }
        None => sheet.write_number_with_format(row, column, number.to_f64().unwrap_or(f64::NAN), format)?,
    };
    Ok(())
}

/// The text of a cell of a record.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(of) => Some(text(of)),
        Value::Period(period) => Some(period.to_string()),
        Value::Phrase(words) => Some(text(&prose::machine(words))),
        _ => None,
    }
}

/// Columns of a printed number, signs and marks of thousands included.
pub(super) fn digits(value: &Value) -> Option<usize> {
    let printed = match value.figure()? {
        Quantity::Money(money) => number::money(money.amount, 0, if is_whole(money) { 0 } else { 2 }),
        Quantity::Change(fraction) | Quantity::Share(fraction) => number::change(fraction),
        Quantity::Number { value, .. } => number::machine_plain(value),
        Quantity::Date(_) => return None,
    };
    Some(printed.len())
}
