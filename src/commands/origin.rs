//! Whose the figures of a report are, said the same way by every command.
//!
//! Commands mark the cells that rest on a user's rows; here a report as a whole says so: in its heading, in a note, and in
//! the column `origin` of machine formats.

use crate::data::Dataset;
use crate::report::{Cell, Column, Grid, Note, QueryValue, Report, Role, Value, Words};
use crate::say;

/// Adds to a report whose its figures are.
pub fn told(mut report: Report, data: &Dataset) -> Report {
    append_column(&mut report.records);
    let files = data.user_files();
    if files.is_empty() {
        return report;
    }
    report.title = say!("{title}, with your data", title = report.title);
    report.query.push(("data", QueryValue::List(files.to_vec())));
    report.notes.push(note(&report.page, &Words::and(files.iter().map(String::as_str))));
    report
}

/// `user` where a cell of the row rests on a user's data, `bundled` where none does.
fn append_column(records: &mut Grid) {
    records.columns.push(Column::record("origin"));
    for row in records.rows.iter_mut().filter(|row| row.role != Role::Section) {
        let of_user = row.cells.iter().any(|cell| cell.of_user);
        row.cells.push(Cell::text(if of_user { "user" } else { "bundled" }));
    }
}

fn note(page: &Grid, files: &Words) -> Note {
    let marked = || page.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.of_user);
    let is_figure = |cell: &&Cell| !matches!(cell.value, Value::Text(_) | Value::Blank | Value::Missing(_));
    let figures = marked().filter(is_figure).count();
    let words = match (figures, marked().count()) {
        (0, 0) => say!("Nothing here rests on your data: {files}.", files = files.clone()),
        (0, 1) => say!("† One row rests on your data: {files}.", files = files.clone()),
        (0, rows) => say!("† {rows} rows rest on your data: {files}.", rows = rows.to_string(), files = files.clone()),
        (1, _) => say!("† One figure rests on your data: {files}.", files = files.clone()),
        (figures, _) => {
            say!(
                "† {figures} figures rest on your data: {files}.",
                figures = figures.to_string(),
                files = files.clone()
            )
        }
    };
    Note::new("origin", words)
}
