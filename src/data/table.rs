//! Writing the files of `data/`: the same columns, order and quoting as the bundled ones.

use csv::{Terminator, WriterBuilder};

/// A file: its header and its rows, with a field for each column. UTF-8, LF, quotes only where they are needed.
#[expect(clippy::expect_used, reason = "memory takes every write, and the rows are written out beside their columns")]
pub fn text(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    let header = columns.iter().map(|&column| column.to_owned()).collect();
    for row in std::iter::once(header).chain(rows) {
        let row: Vec<String> = row;
        writer.write_record(&row).expect("a row has a field for each column");
    }
    String::from_utf8(writer.into_inner().expect("memory takes every write")).expect("fields are text")
}

/// A field that may be empty.
pub fn field(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
