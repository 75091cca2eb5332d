//! From what a command has to say to its report: with what every report says of the data it rests on.
//!
//! Commands mark the cells that rest on rows beside the bundled ones; here a report as a whole says so: in its heading, in a
//! note, and in the column `origin` of machine formats.

use std::sync::Arc;

use super::added::contradicted;
use super::columns::ORIGIN;
use super::{Context, words};
use crate::data::Dataset;
use crate::derive::{Working, documents};
use crate::model::Source;
use crate::report::{Cell, Chart, Drawing, Grid, Heading, Mark, Note, QueryValue, Report, Role, Words};
use crate::say;

/// A report before it says whose its figures are.
#[derive(Debug, Default)]
pub struct Draft {
    pub title: Words,
    pub page: Grid,
    pub chart: Option<Chart>,
    pub records: Grid,
    pub notes: Vec<Note>,
    pub sources: Vec<Source>,
    pub query: Vec<(&'static str, QueryValue)>,
}

impl Context<'_> {
    /// A cell that names the documents it rests on, where a page leads to them.
    pub fn linked<'w>(&self, cell: Cell, workings: impl IntoIterator<Item = &'w Working>) -> Cell {
        self.linked_to(cell, || documents(workings))
    }

    /// The same of documents.
    pub fn linked_to(&self, cell: Cell, documents: impl FnOnce() -> Vec<Arc<str>>) -> Cell {
        if !self.links || !cell.value.has_figure() {
            return cell;
        }
        let documents = documents();
        Cell { documents: (!documents.is_empty()).then(|| documents.into()), ..cell }
    }

    /// The report.
    pub fn report(&self, mut draft: Draft) -> Report {
        if self.origin {
            append_column(&mut draft.records);
        }
        let on_user_data = marked(&draft.page);
        self.report_on(draft, on_user_data)
    }

    /// The report, of which so many figures and cells rest on rows beside the bundled ones.
    pub(super) fn report_on(&self, draft: Draft, on_user_data: (usize, usize)) -> Report {
        let mut draft = if self.origin { with_origin(draft, self.data, on_user_data) } else { draft };
        if self.origin {
            draft.notes.extend(contradicted(self));
        }
        let Draft { title, page, chart, records, notes, sources, query } = draft;
        let data_version = Dataset::version().to_owned();
        let companies = self.data.companies().iter().map(|company| (company.ticker.clone(), words::company(company)));
        let metrics = self.data.metrics().iter().map(|metric| (metric.flag.clone(), words::metric(metric)));
        let names = companies.chain(metrics).collect();
        Report {
            title,
            page,
            chart,
            drawing: Drawing::default(),
            records,
            notes,
            sources,
            query,
            as_of: self.as_of,
            data_version,
            names,
        }
    }
}

/// Adds a note on the partial figures of a chart, if there is none yet.
pub fn explain_marks(chart: Option<&Chart>, notes: &mut Vec<Note>) {
    let is_partial = chart.is_some_and(|chart| chart.is_marked(Mark::Partial));
    if is_partial && notes.iter().all(|note| note.kind != "partial") {
        notes.insert(0, Note::new("partial", say!(partial_mark_on_page)));
    }
}

fn with_origin(mut draft: Draft, data: &Dataset, on_user_data: (usize, usize)) -> Draft {
    let title = draft.title;
    let files: Vec<String> =
        data.update_folder().map(str::to_owned).into_iter().chain(data.user_files().to_vec()).collect();
    let note = match (data.update_folder(), data.user_files()) {
        (None, []) => return Draft { title, ..draft },
        (Some(folder), []) => note_of_update(on_user_data, folder),
        // Nobody asked for rows that were added once with this command.
        (_, [_]) if data.has_added_rows() && on_user_data == (0, 0) => None,
        _ => Some(note(on_user_data, &Words::and(files.iter().map(String::as_str)))),
    };
    draft.notes.extend(note);
    draft.title = match (data.update_folder(), data.user_files()) {
        (Some(_), []) => say!(title_with_updates, title),
        (Some(_), _) => say!(title_with_updates_and_your_data, title),
        (None, _) => say!(title_with_your_data, title),
    };
    draft.query.push(("data", QueryValue::List(files)));
    draft
}

/// `user` where a cell of the row rests on a user's data, `bundled` where none does.
pub(super) fn append_column(records: &mut Grid) {
    records.columns.push(Heading::record(ORIGIN));
    for row in records.rows.iter_mut().filter(|row| row.role != Role::Section) {
        let of_user = row.cells.iter().any(|cell| cell.of_user);
        row.cells.push(Cell::text(if of_user { "user" } else { "bundled" }));
    }
}

/// The figures, and the cells of any kind, that rest on rows beside the bundled ones.
pub(super) fn marked(page: &Grid) -> (usize, usize) {
    let marked = || page.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.of_user);
    let is_figure = |cell: &&Cell| cell.value.has_figure();
    (marked().filter(is_figure).count(), marked().count())
}

/// What rests on updates; nothing where nothing does, since nobody asked for them with this command.
fn note_of_update(on_user_data: (usize, usize), folder: &str) -> Option<Note> {
    let words = match on_user_data {
        (0, 0) => return None,
        (0, rows) => say!(rows_use_updates, rows = rows.to_string(), folder),
        (figures, _) => say!(figures_use_updates, figures = figures.to_string(), folder),
    };
    Some(Note::new("origin", words))
}

fn note(on_user_data: (usize, usize), files: &Words) -> Note {
    let words = match on_user_data {
        (0, 0) => say!(nothing_uses_your_data, files = files.clone()),
        (0, 1) => say!(one_row_uses_your_data, files = files.clone()),
        (0, rows) => say!(rows_use_your_data, rows = rows.to_string(), files = files.clone()),
        (1, _) => say!(one_figure_uses_your_data, files = files.clone()),
        (figures, _) => {
            say!(figures_use_your_data, figures = figures.to_string(), files = files.clone())
        }
    };
    Note::new("origin", words)
}
