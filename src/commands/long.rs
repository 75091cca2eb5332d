//! Lists that may be very long: where the format is of rows, they are written as they come, and no grid of them is held.

use std::borrow::Borrow;

use super::draft::{Draft, append_column, marked};
use super::frame::{Column, row};
use super::shape::ColumnNames;
use super::{Answer, Context, Failure};
use crate::render::RowWriter;
use crate::report::{Grid, Heading, Role};

/// A list in the making.
pub struct LongList<'c> {
    context: &'c Context<'c>,
    /// What writes the rows, if they are not to stay in the grid.
    writer: Option<RowWriter>,
    /// The columns to write; all where none are named.
    columns: Option<&'c ColumnNames>,
    /// The headings, and the rows that are not written yet.
    records: Grid,
    text: String,
    rows: usize,
    /// The figures, and the cells of any kind, that rest on rows beside the bundled ones.
    on_user_data: (usize, usize),
}

/// Rows that are written at a time.
const AT_A_TIME: usize = 1024;

impl<'c> LongList<'c> {
    /// A list for an answer.
    pub fn new(heads: Grid, context: &'c Context<'c>) -> Self {
        Self::written_by(context.rows, context.shape.columns.as_ref(), heads, context)
    }

    /// A table of a data package.
    pub fn of_package(heads: Grid, context: &'c Context<'c>) -> Self {
        Self::written_by(Some(RowWriter::of_package()), None, heads, context)
    }

    fn written_by(
        writer: Option<RowWriter>,
        columns: Option<&'c ColumnNames>,
        records: Grid,
        context: &'c Context<'c>,
    ) -> Self {
        Self { context, writer, columns, records, text: String::new(), rows: 0, on_user_data: (0, 0) }
    }

    /// Adds lines, of each a row.
    ///
    /// # Errors
    /// Columns asked for that there are not, where rows are written.
    pub fn add<L>(
        &mut self,
        columns: &[Column<L>],
        lines: impl IntoIterator<Item = impl Borrow<L>>,
    ) -> Result<(), Failure> {
        for line in lines {
            self.records.rows.push(row(columns, Role::Plain, line.borrow(), self.context));
            self.rows += 1;
            if self.writer.is_some() && self.records.rows.len() == AT_A_TIME {
                self.write()?;
            }
        }
        Ok(())
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Writes the rows that wait, and the header before the first.
    fn write(&mut self) -> Result<(), Failure> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        let heads = Grid { columns: self.records.columns.clone(), rows: Vec::new() };
        let mut records = std::mem::replace(&mut self.records, heads);
        let (figures, cells) = marked(&records);
        self.on_user_data = (self.on_user_data.0 + figures, self.on_user_data.1 + cells);
        if self.context.origin {
            append_column(&mut records);
        }
        let records = if let Some(columns) = self.columns { columns.of(&records)? } else { records };
        self.text.push_str(&writer.text(&records)?);
        *writer = writer.going_on();
        Ok(())
    }

    /// Its headings and the text of its rows, which are all written.
    ///
    /// # Errors
    /// Columns asked for that there are not.
    pub fn table(mut self) -> Result<(Vec<Heading>, String), Failure> {
        self.write()?;
        let mut heads = self.records;
        if self.context.origin {
            append_column(&mut heads);
        }
        Ok((heads.columns, self.text))
    }

    /// The answer; a page of it is its records.
    ///
    /// # Errors
    /// Columns asked for that there are not.
    pub fn answer(mut self, draft: Draft) -> Result<Answer, Failure> {
        if self.writer.is_some() {
            self.write()?;
            return Ok(Answer::Rows(self.context.report_on(draft, self.on_user_data), self.text));
        }
        let (mut records, context) = (self.records, self.context);
        let on_user_data = marked(&records);
        let page = match (context.is_page, context.is_records) {
            (false, _) => Grid::default(),
            (true, false) => std::mem::take(&mut records),
            (true, true) => records.clone(),
        };
        if context.origin {
            append_column(&mut records);
        }
        Ok(Answer::Report(context.report_on(Draft { page, records, ..draft }, on_user_data)))
    }
}
