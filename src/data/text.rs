//! CSV text with named columns, read a row at a time. What a row and its cells hold is for [`super::row`].
//!
//! On the engine of the csv crate rather than its `Reader`: a `Reader` builds its tables anew for each file, which took
//! longer than reading the rows a command needs. Here they are built once.

use std::borrow::Cow;
use std::sync::Arc;

use super::header::{Body, Header};
use super::limits;
use super::problem::{Problem, Problems};
use super::row::{Buffer, DataRow};
use crate::model::Origin;
use crate::say;

/// A data file: its name for messages, its text, and whose it is.
#[derive(Debug, Clone)]
pub struct TextFile {
    name: Arc<str>,
    /// Borrowed only from the program itself.
    text: Cow<'static, str>,
    origin: Origin,
}

impl TextFile {
    /// A file of the given name and text, in the exact form of the bundled ones.
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<Cow<'static, str>>) -> Self {
        let text = match text.into() {
            Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)),
            Cow::Owned(mut text) => {
                if text.starts_with(BYTE_ORDER_MARK) {
                    text.drain(..BYTE_ORDER_MARK.len_utf8());
                }
                Cow::Owned(text)
            }
        };
        Self { name: name.into(), text, origin: Origin::Bundled }
    }

    /// A user's file: its columns may stand in any order and some may be left out, its rows need not be sorted, and a
    /// `'` before what a spreadsheet would take for a formula is no part of the text.
    pub fn of_user(name: impl Into<Arc<str>>, text: String) -> Self {
        let file = Self::new(name, text);
        Self { origin: Origin::User(Arc::clone(&file.name)), ..file }
    }

    /// The name for messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whose the file is.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cells of the first line.
    pub fn header(&self) -> Vec<String> {
        let unquoted = |cell: &str| cell.trim().trim_matches('"').to_owned();
        self.first_line().trim_end_matches(LINE_END).split(',').map(unquoted).collect()
    }

    /// The line of the header, with its end.
    fn first_line(&self) -> &str {
        self.text.split_inclusive('\n').next().unwrap_or_default()
    }

    /// The text below the header.
    pub fn below_header(&self, body: &Body) -> &str {
        self.text_from(body.start())
    }

    #[expect(clippy::string_slice, reason = "rows start where lines of this text do")]
    fn text_from(&self, start: usize) -> &str {
        &self.text[start..]
    }

    /// Calls `on_row` for each row below the header.
    pub fn rows(
        &self,
        header: &'static Header,
        problems: &mut Problems,
        mut on_row: impl FnMut(&DataRow<'_>) -> Result<(), Problem>,
    ) {
        if let Some(body) = self.body(header, problems) {
            self.read((self.below_header(&body), 2), &body, header, problems, |row| on_row(row).map(|()| true));
        }
    }

    /// Calls `on_row` for each row whose first column is one of `keys`, in a file sorted by its first column, or a
    /// user's.
    pub fn rows_of<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k str>,
        header: &'static Header,
        problems: &mut Problems,
        mut on_row: impl FnMut(&DataRow<'_>) -> Result<(), Problem>,
    ) {
        let Some(body) = self.body(header, problems) else { return };
        let rows = self.below_header(&body);
        if self.origin.is_user() {
            let keys: Vec<&str> = keys.into_iter().collect();
            self.read((rows, 2), &body, header, problems, |row| {
                if keys.contains(&row.field(0).text()) { on_row(row).map(|()| true) } else { Ok(true) }
            });
            return;
        }
        let (mut at, mut line) = (0, 1);
        for key in keys {
            if let Some((rows, start)) = self.rows_of_key(key) {
                // Keys in the order of the file are counted on from one to the next.
                line = self.text.get(at..start).map_or_else(|| self.line_of(start), |between| line + lines(between));
                at = start;
                self.read((rows, line), &body, header, problems, |row| on_row(row).map(|()| true));
            }
        }
    }

    /// Whether it is inside the program: then a test has looked its rows through as those of any other file are.
    pub fn is_bundled(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// The rows whose first cell is `key` and where they begin, in a file sorted by its first column; none if there are no
    /// such rows.
    pub(super) fn rows_of_key(&self, key: &str) -> Option<(&str, usize)> {
        let start = self.first_line().len();
        let rows = self.text_from(start);
        let order = |line: &str| line.split(',').next().unwrap_or_default().cmp(key);
        let from = partition_point(rows, |line| order(line).is_lt());
        let to = partition_point(rows, |line| order(line).is_le());
        Some((rows.get(from..to).filter(|rows| !rows.is_empty())?, start + from))
    }

    /// The line that begins at a place.
    pub(super) fn line_of(&self, start: usize) -> u64 {
        1 + self.text.get(..start).map_or(0, lines)
    }

    /// Calls `on_row` for each row of a part of the file, given with its first line.
    pub fn rows_within(
        &self,
        part: (&str, u64),
        body: &Body,
        header: &'static Header,
        problems: &mut Problems,
        mut on_row: impl FnMut(&DataRow<'_>) -> Result<(), Problem>,
    ) {
        self.read(part, body, header, problems, |row| on_row(row).map(|()| true));
    }

    /// Whether some row's first cell is `key`.
    pub fn has(&self, key: &str) -> bool {
        self.rows_of_key(key).is_some()
    }

    /// Where the rows start and their cells stand, if the header is as expected.
    pub fn body(&self, header: &'static Header, problems: &mut Problems) -> Option<Body> {
        let columns = header.columns;
        let first = self.first_line();
        let (start, first) = (first.len(), first.trim_end_matches(LINE_END));
        if first.split(',').eq(columns.iter().copied()) {
            return Some(Body::plain(start, header));
        }
        if let Some(body) = Body::of_names(start, header, first.split(',')) {
            return Some(body);
        }
        if let Some(message) = limits::header(first.split(',').count(), limits::MOST_COLUMNS) {
            problems.push(Problem::new(&*self.name, 1, message));
            return None;
        }
        let found = self.header();
        let is_beside = |name: &str| self.origin.is_user() && header.beside.contains(&name);
        let is_known = |name: &str| columns.contains(&name) || header.translation(name).is_some() || is_beside(name);
        let may_lack = |name: &str| self.origin.is_user() && header.optional.contains(&name);
        let expected = header.names();
        let twice = found.iter().enumerate().any(|(at, name)| found.iter().take(at).any(|before| before == name));
        let message = if let Some(column) = found.iter().find(|name| !is_known(name)) {
            let shown: String = column.chars().take(40).collect();
            say!(header_unknown_column, shown, expected)
        } else if let Some(column) =
            columns.iter().find(|column| !found.iter().any(|name| name == *column) && !may_lack(column))
        {
            say!(header_lacks_column, column = *column, expected)
        } else if twice || !self.origin.is_user() {
            let shown: String = first.chars().take(80).collect();
            say!(header_out_of_order, shown, expected)
        } else {
            return Some(Body::in_any_order(start, header, found));
        };
        problems.push(Problem::new(&*self.name, 1, message));
        None
    }

    /// Reads the rows of a part of the file, given with its first line, until `on_row` has enough.
    fn read(
        &self,
        (part, mut line): (&str, u64),
        body: &Body,
        header: &'static Header,
        problems: &mut Problems,
        mut on_row: impl FnMut(&DataRow<'_>) -> Result<bool, Problem>,
    ) {
        let mut rest = part;
        let mut buffer = Buffer::default();
        loop {
            let filled = rest.trim_start_matches(LINE_END);
            line += rest.get(..rest.len() - filled.len()).map_or(0, lines);
            rest = filled;
            let unread = rest;
            let Some(record) = buffer.read(&mut rest) else { return };
            let row = DataRow { file: self, header, body, record, line };
            let control = if self.is_bundled() { None } else { record.control_character() };
            let result = match control {
                Some((_, '\n' | '\r')) => Err(row.problem(say!(cell_holds_line_break))),
                Some((cell, control)) => {
                    let message = say!(cell_holds_control_character, control = format!("{:04X}", u32::from(control)));
                    Err(Problem { column: Some(cell + 1), ..row.problem(message) })
                }
                None if let Some((cell, message)) = record.too_long() => {
                    Err(Problem { column: Some(cell + 1), ..row.problem(message) })
                }
                None if record.len() == body.width => on_row(&row),
                None => {
                    let names = if body.names.is_empty() { header.names() } else { body.names.join(",") };
                    Err(row.problem(say!(
                        cells_expected_names,
                        count = record.len().to_string(),
                        width = body.width.to_string(),
                        names
                    )))
                }
            };
            match result {
                Ok(true) => {}
                Ok(false) => return,
                Err(problem) => problems.push(problem),
            }
            line += unread.get(..unread.len() - rest.len()).map_or(0, lines);
        }
    }
}

const LINE_END: [char; 2] = ['\r', '\n'];

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Where the first line begins for which `is_before` does not hold, in a text of lines of which it holds up to some line.
pub(super) fn partition_point(text: &str, is_before: impl Fn(&str) -> bool) -> usize {
    let (mut low, mut high) = (0, text.len());
    let bytes = text.as_bytes();
    while low < high {
        let within = |from: usize, to: usize| bytes.get(from..to).unwrap_or_default();
        let middle = low + (high - low) / 2;
        let start = memchr::memrchr(b'\n', within(low, middle)).map_or(low, |end| low + end + 1);
        let end = memchr::memchr(b'\n', within(middle, high)).map_or(high, |end| middle + end + 1);
        if text.get(start..end).is_some_and(&is_before) { low = end } else { high = start }
    }
    low
}

/// The line ends of a text.
pub(super) fn lines(text: &str) -> u64 {
    memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static COLUMNS: Header =
        Header { columns: &["key", "value"], optional: &["value"], beside: &["extra"], localized: &[] };

    fn read(text: &str, keys: Option<&[&str]>) -> (Vec<(u64, String)>, Vec<String>) {
        read_file(&TextFile::new("file.csv", text.to_owned()), keys)
    }

    fn read_file(file: &TextFile, keys: Option<&[&str]>) -> (Vec<(u64, String)>, Vec<String>) {
        let mut problems = Problems::default();
        let mut rows = Vec::new();
        let mut on_row = |row: &DataRow<'_>| {
            let [key, value] = row.cells();
            rows.push((row.line, format!("{}={}", key.text(), value.text())));
            Ok(())
        };
        match keys {
            None => file.rows(&COLUMNS, &mut problems, &mut on_row),
            Some(keys) => file.rows_of(keys.iter().copied(), &COLUMNS, &mut problems, &mut on_row),
        }
        (rows, problems.list().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn rows_of_a_key_are_found_without_the_others() {
        let text = "key,value\na,1\nab,2\nb,3\nb,4\nc,5\n";
        let (rows, problems) = read(text, Some(&["b", "nothing", "a"]));
        assert_eq!(problems, [""; 0]);
        assert_eq!(rows, [(4, "b=3".to_owned()), (5, "b=4".to_owned()), (2, "a=1".to_owned())]);
    }

    proptest! {
        #[test]
        fn no_text_panics_or_hangs(text in "[a-c,\"\\n\\r é]{0,80}") {
            read(&format!("key,value\n{text}"), None);
            read(&format!("key,value\n{text}"), Some(&["a", "b"]));
        }

        #[test]
        fn cells_of_any_length_are_read(cell in "[a-z元 ,\"]{0,2000}") {
            let quoted = cell.replace('"', "\"\"");
            let (rows, problems) = read(&format!("key,value\na,\"{quoted}\"\n"), None);
            prop_assert!(problems.is_empty());
            prop_assert_eq!(&rows[0].1, &format!("a={cell}"));
        }
    }
}
