//! Whose the figures of a report are, said the same way by every command.
//!
//! Commands mark the cells that rest on a user's rows; here a report as a whole says so: in its heading, in a note, and in
//! the column `origin` of machine formats.

use crate::data::Dataset;
use crate::report::{Cell, Grid, Heading, Note, QueryValue, Report, Role, Value, Words};
use crate::say;

/// Adds to a report whose its figures are.
pub fn told(mut report: Report, data: &Dataset) -> Report {
    append_column(&mut report.records);
    let title = report.title;
    let files: Vec<String> =
        data.update_folder().map(str::to_owned).into_iter().chain(data.user_files().to_vec()).collect();
    (report.title, report.notes) = match (data.update_folder(), data.user_files()) {
        (None, []) => return Report { title, ..report },
        (Some(folder), []) => {
            report.notes.extend(note_of_update(&report.page, folder));
            (say!("{title}, with updates", title), report.notes)
        }
        (update, _) => {
            report.notes.push(note(&report.page, &Words::and(files.iter().map(String::as_str))));
            let title = match update {
                Some(_) => say!("{title}, with updates and your data", title),
                None => say!("{title}, with your data", title),
            };
            (title, report.notes)
        }
    };
    report.query.push(("data", QueryValue::List(files)));
    report
}

/// `user` where a cell of the row rests on a user's data, `bundled` where none does.
fn append_column(records: &mut Grid) {
    records.columns.push(Heading::record("origin"));
    for row in records.rows.iter_mut().filter(|row| row.role != Role::Section) {
        let of_user = row.cells.iter().any(|cell| cell.of_user);
        row.cells.push(Cell::text(if of_user { "user" } else { "bundled" }));
    }
}

/// The figures, and the cells of any kind, that rest on rows beside the bundled ones.
fn marked(page: &Grid) -> (usize, usize) {
    let marked = || page.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.of_user);
    let is_figure = |cell: &&Cell| !matches!(cell.value, Value::Text(_) | Value::Blank | Value::Missing(_));
    (marked().filter(is_figure).count(), marked().count())
}

/// What rests on updates; nothing where nothing does, since nobody asked for them with this command.
fn note_of_update(page: &Grid, folder: &str) -> Option<Note> {
    let words = match marked(page) {
        (0, 0) => return None,
        (0, rows) => say!(
            "† Rows that rest on updates: {rows} (`{folder}`; --no-update-data leaves them aside).",
            rows = rows.to_string(),
            folder
        ),
        (figures, _) => say!(
            "† Figures that rest on updates: {figures} (`{folder}`; --no-update-data leaves them aside).",
            figures = figures.to_string(),
            folder
        ),
    };
    Some(Note::new("origin", words))
}

fn note(page: &Grid, files: &Words) -> Note {
    let words = match marked(page) {
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
