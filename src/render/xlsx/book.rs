//! Several reports as one workbook.

use rust_xlsxwriter::XlsxError;

use super::sheet::text;
use super::{RECORDS, TABLE, new_book, notes, once, records, table};
use crate::model::Source;
use crate::render::{Style, prose};
use crate::report::{Cell, ColumnId, Grid, Heading, Page, Report, Row, View};

/// The records of each report name the one that they are of.
const SECTION: ColumnId = ColumnId::name("section", "part of the report");
/// The most letters of the name of a sheet.
const MOST_OF_NAME: usize = 31;

/// The workbook: of each section the reports of the options chosen first, quarters and years.
pub(super) fn render(page: &Page, style: &Style) -> Result<Vec<u8>, XlsxError> {
    let language = style.language;
    let mut book = new_book(&page.title, language)?;
    let shown: Vec<(String, &Report)> = page
        .sections
        .iter()
        .flat_map(|section| {
            let heading = prose::plain(&section.heading, language);
            let views = section.views.iter().filter(|view| is_first(view, page));
            let mut reports: Vec<(String, &Report)> = Vec::new();
            for view in views {
                if reports.iter().any(|(_, known)| is_same(known, &view.report)) {
                    continue;
                }
                let grain = grain(view, page).map(|words| prose::plain(words, language));
                let name = match grain.filter(|_| !reports.is_empty() || section.views.len() > 1) {
                    Some(grain) => format!("{heading}, {grain}"),
                    None => heading.clone(),
                };
                reports.push((name, &view.report));
            }
            if let [(name, _)] = reports.as_mut_slice() {
                name.clone_from(&heading);
            }
            reports
        })
        .collect();
    let all = together(&shown);
    let mut before = 0;
    let mut names: Vec<String> = Vec::new();
    for (at, (name, report)) in shown.iter().enumerate() {
        let name = if at == 0 { TABLE.to_owned() } else { sheet_name(name, &names) };
        table(&mut book, &name, report, &of_one(report, &shown), (RECORDS, before), style)?;
        before += report.records.rows.len();
        names.push(name);
    }
    let Some((_, first)) = shown.first() else { return book.save_to_buffer() };
    records::write(book.add_worksheet(), &all, first, language)?;
    let scale = style.scale.settle(&first.page, language);
    let all_notes = once(shown.iter().map(|(_, report)| *report));
    notes::write(book.add_worksheet(), &notes::lines(&page.title, all_notes.into_iter(), first, &scale))?;
    let mut sources: Vec<Source> = shown.iter().flat_map(|(_, report)| report.sources.iter().cloned()).collect();
    sources.sort_by(|one, other| one.id.cmp(&other.id));
    sources.dedup_by(|one, other| one.id == other.id);
    if !sources.is_empty() {
        notes::sources(book.add_worksheet(), &sources)?;
    }
    book.save_to_buffer()
}

/// Whether a view is of the options chosen first, whatever its grain.
fn is_first(view: &View, page: &Page) -> bool {
    view.options.iter().filter(|(id, _)| *id != "grain").all(|(id, value)| {
        let switch = page.switches.iter().find(|switch| switch.id == *id);
        switch.and_then(|switch| switch.options.first()).is_none_or(|first| first.value == *value)
    })
}

fn grain<'p>(view: &View, page: &'p Page) -> Option<&'p crate::report::Words> {
    let (_, value) = view.options.iter().find(|(id, _)| *id == "grain")?;
    let switch = page.switches.iter().find(|switch| switch.id == "grain")?;
    switch.options.iter().find(|option| option.value == *value).map(|option| &option.name)
}

fn is_same(one: &Report, other: &Report) -> bool {
    one.title == other.title && one.records.rows.len() == other.records.rows.len() && {
        let cells = |report: &Report| -> Vec<Cell> {
            report.records.rows.iter().flat_map(|row| row.cells.iter().cloned()).collect()
        };
        cells(one) == cells(other)
    }
}

/// A name that a sheet can have, and no other has.
fn sheet_name(name: &str, taken: &[String]) -> String {
    let legal: String = text(name).chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
    let cut = |most: usize| legal.chars().take(most).collect::<String>().trim().to_owned();
    let reserved = [RECORDS, super::NOTES, super::SOURCES, TABLE];
    let is_free =
        |name: &String| !taken.contains(name) && !reserved.iter().any(|reserved| name.eq_ignore_ascii_case(reserved));
    let numbered = (2..).map(|number| format!("{} {number}", cut(MOST_OF_NAME - 4)));
    std::iter::once(cut(MOST_OF_NAME)).chain(numbered).find(is_free).unwrap_or_default()
}

/// The columns of all records, each once.
fn columns(shown: &[(String, &Report)]) -> Vec<Heading> {
    let mut columns: Vec<Heading> = vec![Heading::record(SECTION)];
    for column in shown.iter().flat_map(|(_, report)| &report.records.columns) {
        if !columns.iter().any(|known| known.id == column.id) {
            columns.push(column.clone());
        }
    }
    columns
}

/// The records of a report in the columns of all.
fn rows(name: &str, report: &Report, columns: &[Heading]) -> Vec<Row> {
    let place = |column: &Heading| report.records.columns.iter().position(|own| own.id == column.id);
    let places: Vec<Option<usize>> = columns.iter().map(place).collect();
    let row = |row: &Row| {
        let cells = places.iter().zip(columns).map(|(place, column)| match place {
            _ if column.id == SECTION.name => Cell::text(name),
            Some(at) => row.cell(*at).clone(),
            None => Cell::BLANK,
        });
        Row { role: row.role, cells: cells.collect() }
    };
    report.records.rows.iter().map(row).collect()
}

/// All records.
fn together(shown: &[(String, &Report)]) -> Grid {
    let columns = columns(shown);
    let rows = shown.iter().flat_map(|(name, report)| rows(name, report, &columns)).collect();
    Grid { columns, rows }
}

/// The records of one report as they stand among all: in the same columns.
fn of_one(report: &Report, shown: &[(String, &Report)]) -> Grid {
    let all = columns(shown);
    let rows = rows("", report, &all);
    let has_own = |column: &Heading| report.records.columns.iter().any(|own| own.id == column.id);
    // A column that the report has not is not looked for.
    let columns = all.into_iter().map(|column| if has_own(&column) { column } else { Heading { id: "", ..column } });
    Grid { columns: columns.collect(), rows }
}
