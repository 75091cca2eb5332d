//! CSV text with named columns, read a row at a time.

use std::borrow::Cow;
use std::str::FromStr;

use super::problem::{Problem, Problems};

/// A data file: its name for messages, and its text.
#[derive(Debug, Clone)]
pub struct TextFile {
    name: String,
    text: Cow<'static, str>,
}

/// A row of a data file.
pub struct Row<'r> {
    file: &'r str,
    columns: &'r [&'static str],
    record: &'r csv::StringRecord,
    /// Line in the file, from 1.
    pub line: u64,
}

impl TextFile {
    /// A file of the given name and text.
    pub fn new(name: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        let text = match text.into() {
            Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)),
            Cow::Owned(text) => Cow::Owned(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned)),
        };
        Self { name: name.into(), text }
    }

    /// The name for messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Calls `on_row` for each row below a header that must be exactly `columns`.
    pub fn rows(
        &self,
        columns: &[&'static str],
        problems: &mut Problems,
        on_row: impl FnMut(&Row<'_>) -> Result<(), Problem>,
    ) {
        if let Some(body) = self.body(columns, problems) {
            self.read(body, 2, columns, problems, on_row);
        }
    }

    /// Calls `on_row` for each row whose first cell is `key`, in a file sorted by its first column.
    pub fn rows_of(
        &self,
        key: &str,
        columns: &[&'static str],
        problems: &mut Problems,
        on_row: impl FnMut(&Row<'_>) -> Result<(), Problem>,
    ) {
        let Some(body) = self.body(columns, problems) else { return };
        let Some(start) = find_key(body, key) else { return };
        let block = &body[start..];
        let end = block.split_inclusive('\n').take_while(|line| has_key(line, key)).map(str::len).sum();
        let line = 2 + body[..start].bytes().filter(|&byte| byte == b'\n').count() as u64;
        self.read(&block[..end], line, columns, problems, on_row);
    }

    /// Whether some row's first cell is `key`.
    pub fn has(&self, key: &str) -> bool {
        find_key(&self.text, key).is_some()
    }

    /// The text below the header, if the header is as expected.
    fn body(&self, columns: &[&'static str], problems: &mut Problems) -> Option<&str> {
        let (header, body) = self.text.split_once('\n').unwrap_or((&self.text, ""));
        let header = header.trim_end_matches('\r');
        if header.split(',').eq(columns.iter().copied()) {
            return Some(body);
        }
        let message = format!("the header is `{header}`; expected `{}`", columns.join(","));
        problems.push(Problem::new(&self.name, 1, message));
        None
    }

    fn read(
        &self,
        text: &str,
        first_line: u64,
        columns: &[&'static str],
        problems: &mut Problems,
        mut on_row: impl FnMut(&Row<'_>) -> Result<(), Problem>,
    ) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(4096)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => return,
                Ok(true) => {}
                Err(error) => {
                    problems.push(Problem::new(&self.name, first_line, error.to_string()));
                    return;
                }
            }
            let line = first_line - 1 + record.position().map_or(1, csv::Position::line);
            let result = if record.len() == columns.len() {
                on_row(&Row { file: &self.name, columns, record: &record, line })
            } else {
                let message = format!("{} cells; expected {} ({})", record.len(), columns.len(), columns.join(","));
                Err(Problem::new(&self.name, line, message))
            };
            if let Err(problem) = result {
                problems.push(problem);
            }
        }
    }
}

impl<'r> Row<'r> {
    /// The cell under a column, without surrounding blanks.
    pub fn get(&self, column: &str) -> &'r str {
        self.index(column).and_then(|index| self.record.get(index)).unwrap_or_default().trim()
    }

    /// The cell under a column as a value; what cannot be read is a problem at that cell.
    pub fn parse<T>(&self, column: &'static str) -> Result<T, Problem>
    where
        T: FromStr<Err: std::fmt::Display>,
    {
        let text = self.get(column);
        text.parse().map_err(|error| self.problem_at(column, format!("{column} `{text}`: {error}")))
    }

    /// Like [`parse`](Self::parse), where an empty cell means there is none.
    pub fn parse_optional<T>(&self, column: &'static str) -> Result<Option<T>, Problem>
    where
        T: FromStr<Err: std::fmt::Display>,
    {
        if self.get(column).is_empty() { Ok(None) } else { self.parse(column).map(Some) }
    }

    /// The cell under a column, which must not be empty.
    pub fn required(&self, column: &'static str) -> Result<&'r str, Problem> {
        match self.get(column) {
            "" => Err(self.problem_at(column, format!("{column} is empty"))),
            text => Ok(text),
        }
    }

    /// A `yes` or empty cell.
    pub fn flag(&self, column: &'static str) -> Result<bool, Problem> {
        match self.get(column) {
            "" => Ok(false),
            "yes" => Ok(true),
            other => Err(self.problem_at(column, format!("{column} is `{other}`; write yes or nothing"))),
        }
    }

    /// A problem with the whole row.
    pub fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::new(self.file, self.line, message)
    }

    /// A problem with the cell under a column.
    pub fn problem_at(&self, column: &str, message: impl Into<String>) -> Problem {
        Problem { column: self.index(column).map(|index| index + 1), ..self.problem(message) }
    }

    fn index(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| *name == column)
    }
}

fn has_key(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|rest| rest.starts_with(','))
}

fn find_key(text: &str, key: &str) -> Option<usize> {
    if has_key(text, key) { Some(0) } else { text.find(&format!("\n{key},")).map(|at| at + 1) }
}
