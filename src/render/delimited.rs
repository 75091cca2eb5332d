//! The row formats with a delimiter: CSV after RFC 4180, and TSV.
//!
//! UTF-8 without a byte-order mark, a header of column ids, LF at the end of a line. An empty field is a figure
//! that is missing or does not apply; a number column never holds a word.

use std::borrow::Cow;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::prose;
use super::{Style, cell};
use crate::report::{Cell, Grid, Quantity, Value};

/// Comma-separated values; a field is quoted where it must be. Tabs and line breaks stay, other control characters become
/// spaces: a terminal would obey them, and no text here has a use for them.
pub(super) fn csv(records: &Grid, style: &Style) -> anyhow::Result<String> {
    write(&mut WriterBuilder::new(), records, style, |field| cell::without_controls(field, &['\t', '\n', '\r']))
}

/// Tab-separated values. Nothing is quoted, which is what `cut` and `awk` expect; a tab or a line break inside a
/// text becomes a space.
pub(super) fn tsv(records: &Grid, style: &Style) -> anyhow::Result<String> {
    write(WriterBuilder::new().delimiter(b'\t').quote_style(QuoteStyle::Never), records, style, cell::one_line)
}

fn write(
    builder: &mut WriterBuilder,
    records: &Grid,
    style: &Style,
    clean: fn(&str) -> Cow<'_, str>,
) -> anyhow::Result<String> {
    let mut writer = builder.terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    let header = records.columns.iter().map(|column| Cow::Borrowed(column.id)).collect();
    let header = (!style.no_header).then_some(header);
    let rows = records.rows.iter().map(|row| row.cells.iter().map(|cell| field(cell, style)).collect());
    for record in header.into_iter().chain(rows) {
        let record: Vec<Cow<str>> = record;
        for field in &record {
            writer.write_field(clean(field).as_bytes())?;
        }
        // A record of no further fields ends this one.
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// A cell as a field.
fn field<'c>(cell: &'c Cell, style: &Style) -> Cow<'c, str> {
    match &cell.value {
        Value::Blank | Value::Missing(_) => "".into(),
        Value::Text(text) => words(text, style),
        Value::Period(period) => period.to_string().into(),
        Value::Figure(Quantity::Date(date)) => date.to_string().into(),
        Value::Phrase(phrase) => Cow::Owned(words(&prose::machine(phrase), style).into_owned()),
        number => cell::machine_number(number).unwrap_or_default().into(),
    }
}

/// Words as a field. A text may come from somebody else's file, and a spreadsheet runs one that begins with `=`, `+`,
/// `-` or `@` as a formula, some also one that begins with their full-width forms, a tab or a carriage return; with a `'` before it, it is a text to all of
/// them. Numbers never pass here. The reader of data files takes the `'` away again.
fn words<'t>(text: &'t str, style: &Style) -> Cow<'t, str> {
    let is_formula = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
    if is_formula && !style.raw_text { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture;
    use crate::report::{Role, Row};
    use proptest::prelude::*;

    #[test]
    fn numbers_are_raw_and_gaps_are_empty() {
        insta::assert_snapshot!(csv(&fixture::totals().records, &Style::default()).unwrap(), @r"
        company,value,yoy,filed
        AMZN,128320000000,0.640921,2026-02-06
        META,,,
        ");
    }

    #[test]
    fn tsv_replaces_what_it_cannot_hold() {
        let mut records = Grid::of_records(&["id", "statement"]);
        records.push(vec![Cell::text("1"), Cell::text("a\tb\r\n\"c\", d")]);
        assert_eq!(tsv(&records, &Style::default()).unwrap(), "id\tstatement\n1\ta b  \"c\", d\n");
    }

    #[test]
    fn a_text_cannot_become_a_formula() {
        let mut records = Grid::of_records(&["text", "value"]);
        for text in ["=1+1", "+a", "-a", "@a", "\t=a", "a=b"] {
            records.push(vec![Cell::text(text), Quantity::Change("-0.5".parse().unwrap()).into()]);
        }
        let disarmed = csv(&records, &Style::default()).unwrap();
        assert_eq!(disarmed, "text,value\n'=1+1,-0.5\n'+a,-0.5\n'-a,-0.5\n'@a,-0.5\n'\t=a,-0.5\na=b,-0.5\n");
        assert_eq!(csv(&records, &Style { raw_text: true, ..Style::default() }).unwrap(), disarmed.replace('\'', ""));
        assert!(tsv(&records, &Style::default()).unwrap().contains("\n'=1+1\t-0.5\n"));
    }

    #[test]
    fn a_row_without_a_cell_for_each_column_is_not_written() {
        let mut records = Grid::of_records(&["id", "value"]);
        records.rows.push(Row { role: Role::Plain, cells: vec![Cell::text("a")] });
        assert!(csv(&records, &Style::default()).is_err());
    }

    #[test]
    fn csv_keeps_line_breaks_and_no_command_to_a_terminal() {
        let mut records = Grid::of_records(&["id"]);
        records.push(vec![Cell::text("a\n\u{1b}[31mb\u{9b}c")]);
        assert_eq!(csv(&records, &Style::default()).unwrap(), "id\n\"a\n [31mb c\"\n");
    }

    fn texts() -> impl Strategy<Value = Vec<Vec<String>>> {
        prop::collection::vec(prop::collection::vec("[a-z,\"\t\r\n =亿-]{0,12}", 3), 0..6)
    }

    fn grid(rows: &[Vec<String>]) -> Grid {
        let mut grid = Grid::of_records(&["a", "b", "c"]);
        for row in rows {
            grid.push(row.iter().map(Cell::text).collect());
        }
        grid
    }

    proptest! {
        #[test]
        fn csv_reads_back_as_the_same_cells(rows in texts()) {
            let text = csv(&grid(&rows), &Style { raw_text: true, ..Style::default() }).unwrap();
            let read: Result<Vec<Vec<String>>, _> = csv::Reader::from_reader(text.as_bytes()).deserialize().collect();
            prop_assert_eq!(read.unwrap(), rows);
        }

        #[test]
        fn tsv_has_a_line_a_row_and_a_field_a_column(rows in texts()) {
            let text = tsv(&grid(&rows), &Style::default()).unwrap();
            prop_assert_eq!(text.lines().count(), rows.len() + 1);
            for line in text.lines() {
                prop_assert_eq!(line.split('\t').count(), 3);
            }
        }
    }
}
