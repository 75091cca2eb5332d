//! CSV text with named columns, read a row at a time.
//!
//! On the engine of the csv crate rather than its `Reader`: a `Reader` builds its tables anew for each file, which took
//! longer than reading the rows a command needs. Here they are built once.

use std::borrow::Cow;
use std::cell::RefCell;
use std::str::FromStr;

use csv_core::ReadRecordResult;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::problem::{Problem, Problems};

/// A data file: its name for messages, and its text.
#[derive(Debug, Clone)]
pub struct TextFile {
    name: String,
    text: Cow<'static, str>,
}

/// A quadrillion: a thousand times any figure a company reports, and sums of many such are still exact.
pub const LARGEST: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

/// A row of a data file.
pub struct Row<'r> {
    file: &'r str,
    columns: &'r [&'static str],
    record: &'r Record,
    /// Line in the file, from 1.
    pub line: u64,
}

/// The cells of a row: their bytes, and where each ends.
#[derive(Default)]
struct Record {
    bytes: Vec<u8>,
    ends: Vec<usize>,
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
        mut on_row: impl FnMut(&Row<'_>) -> Result<(), Problem>,
    ) {
        if let Some(body) = self.body(columns, problems) {
            self.read(body, columns, problems, |row| on_row(row).map(|()| true));
        }
    }

    /// Calls `on_row` for each row whose first cell is one of `keys`, in a file sorted by its first column.
    pub fn rows_of<'k>(
        &self,
        keys: impl IntoIterator<Item = &'k str>,
        columns: &[&'static str],
        problems: &mut Problems,
        mut on_row: impl FnMut(&Row<'_>) -> Result<(), Problem>,
    ) {
        let Some(body) = self.body(columns, problems) else { return };
        for key in keys {
            let Some(start) = find_key(&self.text[body..], key) else { continue };
            self.read(body + start, columns, problems, |row| {
                if row.record.get(0) == key { on_row(row).map(|()| true) } else { Ok(false) }
            });
        }
    }

    /// Whether some row's first cell is `key`.
    pub fn has(&self, key: &str) -> bool {
        find_key(&self.text, key).is_some()
    }

    /// Where the text below the header starts, if the header is as expected.
    fn body(&self, columns: &[&'static str], problems: &mut Problems) -> Option<usize> {
        let end = self.text.find('\n').unwrap_or(self.text.len());
        let header = self.text[..end].trim_end_matches('\r');
        if header.split(',').eq(columns.iter().copied()) {
            return Some((end + 1).min(self.text.len()));
        }
        let found: Vec<&str> = header.split(',').collect();
        let expected = columns.join(",");
        let message = if let Some(column) = found.iter().find(|column| !columns.contains(column)) {
            let shown: String = column.chars().take(40).collect();
            format!("the header has an unknown column `{shown}`; the columns are {expected}")
        } else if let Some(column) = columns.iter().find(|column| !found.contains(column)) {
            format!("the header lacks the column `{column}`; the columns are {expected}")
        } else {
            let shown: String = header.chars().take(80).collect();
            format!("the header `{shown}` is out of order or repeats itself; the columns are {expected}")
        };
        problems.push(Problem::new(&self.name, 1, message));
        None
    }

    /// Reads the rows that start at byte `from`, until `on_row` has enough.
    fn read(
        &self,
        from: usize,
        columns: &[&'static str],
        problems: &mut Problems,
        on_row: impl FnMut(&Row<'_>) -> Result<bool, Problem>,
    ) {
        READER.with_borrow_mut(|reader| {
            reader.reset();
            self.read_with(reader, from, columns, problems, on_row);
        });
    }

    fn read_with(
        &self,
        reader: &mut csv_core::Reader,
        from: usize,
        columns: &[&'static str],
        problems: &mut Problems,
        mut on_row: impl FnMut(&Row<'_>) -> Result<bool, Problem>,
    ) {
        let (before, mut rest) = self.text.as_bytes().split_at(from);
        let mut line = 1 + lines(before);
        let mut record = Record::default();
        loop {
            let blank = rest.iter().take_while(|&&byte| matches!(byte, b'\r' | b'\n')).count();
            line += lines(&rest[..blank]);
            rest = &rest[blank..];
            let unread = rest;
            if !record.read(reader, &mut rest) {
                return;
            }
            let row = Row { file: &self.name, columns, record: &record, line };
            let result = if memchr::memchr2(b'\n', b'\r', &record.bytes).is_some() {
                Err(row.problem("a cell holds a line break; is a quote not closed?"))
            } else if record.ends.len() == columns.len() {
                on_row(&row)
            } else {
                let message =
                    format!("{} cells; expected {} ({})", record.ends.len(), columns.len(), columns.join(","));
                Err(Problem::new(&self.name, line, message))
            };
            match result {
                Ok(true) => {}
                Ok(false) => return,
                Err(problem) => problems.push(problem),
            }
            line += lines(&unread[..unread.len() - rest.len()]);
        }
    }
}

fn lines(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

thread_local! {
    /// Reset for each reading rather than cloned: a clone of this reader loses its final states.
    static READER: RefCell<csv_core::Reader> = RefCell::new(csv_core::ReaderBuilder::new().build());
}

impl Record {
    /// Reads the next row of `rest`; false at its end.
    fn read(&mut self, reader: &mut csv_core::Reader, rest: &mut &[u8]) -> bool {
        let (mut bytes, mut ends) = (0, 0);
        // Room for a usual row; doubled whenever a row needs more.
        self.bytes.resize(self.bytes.capacity().max(256), 0);
        self.ends.resize(self.ends.capacity().max(16), 0);
        loop {
            let (result, read, written, ended) =
                reader.read_record(rest, &mut self.bytes[bytes..], &mut self.ends[ends..]);
            *rest = &rest[read..];
            bytes += written;
            ends += ended;
            match result {
                // At the end of the text, reading nothing tells the reader so.
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => {
                    self.bytes.truncate(bytes);
                    self.ends.truncate(ends);
                    return true;
                }
                ReadRecordResult::End => return false,
            }
        }
    }

    /// A cell; empty if there is none. Cells of a text are text: they are cut at ASCII characters.
    fn get(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.ends.get(index - 1).copied().unwrap_or_default() };
        let cell = self.ends.get(index).map_or(&[][..], |&end| &self.bytes[start..end]);
        std::str::from_utf8(cell).unwrap_or_default()
    }
}

impl Row<'_> {
    /// The cells, in the order of the columns.
    ///
    /// # Panics
    /// If the file does not have `N` columns.
    pub fn cells<const N: usize>(&self) -> [Field<'_>; N] {
        assert_eq!(N, self.columns.len(), "a field for each column");
        std::array::from_fn(|index| Field { row: self, index })
    }

    /// A problem with the whole row.
    pub fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::new(self.file, self.line, message)
    }
}

/// A cell of a row, which knows where it stands.
#[derive(Clone, Copy)]
pub struct Field<'r> {
    row: &'r Row<'r>,
    index: usize,
}

impl<'r> Field<'r> {
    /// Its text.
    pub fn text(self) -> &'r str {
        self.row.record.get(self.index)
    }

    /// Its text, if there is any.
    pub fn optional(self) -> Option<&'r str> {
        Some(self.text()).filter(|text| !text.is_empty())
    }

    /// Its text, which must not be empty.
    pub fn required(self) -> Result<&'r str, Problem> {
        self.optional().ok_or_else(|| self.problem(format!("{} is empty", self.column())))
    }

    /// Its value; what cannot be read is a problem here.
    pub fn parse<T>(self) -> Result<T, Problem>
    where
        T: FromStr<Err: std::fmt::Display>,
    {
        let text = self.text();
        text.parse().map_err(|error| self.problem(format!("{} `{text}`: {error}", self.column())))
    }

    /// Its value, if it is not empty.
    pub fn parse_optional<T>(self) -> Result<Option<T>, Problem>
    where
        T: FromStr<Err: std::fmt::Display>,
    {
        if self.text().is_empty() { Ok(None) } else { self.parse().map(Some) }
    }

    /// Its day, written as 2025-02-08 and in no other way.
    pub fn day(self) -> Result<Date, Problem> {
        let day: Date = self.parse()?;
        if day.to_string() == self.text() {
            return Ok(day);
        }
        Err(self.problem(format!("{} `{}`: write a day as 2025-02-08", self.column(), self.text())))
    }

    /// Its day, if it is not empty.
    pub fn day_optional(self) -> Result<Option<Date>, Problem> {
        if self.text().is_empty() { Ok(None) } else { self.day().map(Some) }
    }

    /// Its number: digits, a sign and a point, of a size that sums of many can hold.
    pub fn number(self) -> Result<Decimal, Problem> {
        let text = self.text();
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
        match self.parse::<Decimal>() {
            Ok(number) if plain && number.abs() < LARGEST => Ok(number),
            Ok(_) if plain => Err(self.problem(format!("{} `{text}` is beyond a quadrillion", self.column()))),
            Ok(_) => Err(self.problem(format!("{} `{text}`: write plain digits", self.column()))),
            Err(problem) => Err(problem),
        }
    }

    /// Its number, if it is not empty.
    pub fn number_optional(self) -> Result<Option<Decimal>, Problem> {
        if self.text().is_empty() { Ok(None) } else { self.number().map(Some) }
    }

    /// Whether it says `yes`; it may also be empty.
    pub fn flag(self) -> Result<bool, Problem> {
        match self.text() {
            "" => Ok(false),
            "yes" => Ok(true),
            other => Err(self.problem(format!("{} is `{other}`; write yes or nothing", self.column()))),
        }
    }

    /// A problem with this cell.
    pub fn problem(self, message: impl Into<String>) -> Problem {
        Problem { column: Some(self.index + 1), ..self.row.problem(message) }
    }

    fn column(self) -> &'static str {
        self.row.columns[self.index]
    }
}

fn has_key(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|rest| rest.starts_with(','))
}

fn find_key(text: &str, key: &str) -> Option<usize> {
    if has_key(text, key) {
        return Some(0);
    }
    memchr::memmem::find(text.as_bytes(), format!("\n{key},").as_bytes()).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COLUMNS: &[&str] = &["key", "value"];

    fn read(text: &str, keys: Option<&[&str]>) -> (Vec<(u64, String)>, Vec<String>) {
        let file = TextFile::new("file.csv", text.to_owned());
        let mut problems = Problems::default();
        let mut rows = Vec::new();
        let mut on_row = |row: &Row<'_>| {
            let [key, value] = row.cells();
            rows.push((row.line, format!("{}={}", key.text(), value.text())));
            Ok(())
        };
        match keys {
            None => file.rows(COLUMNS, &mut problems, &mut on_row),
            Some(keys) => file.rows_of(keys.iter().copied(), COLUMNS, &mut problems, &mut on_row),
        }
        (rows, problems.list().iter().map(ToString::to_string).collect())
    }

    #[test]
    fn rows_know_their_lines() {
        let (rows, problems) = read("\u{feff}key,value\na,1\n\nb,\"two\nlines\"\r\nc,3", None);
        assert_eq!(problems, ["file.csv:4: a cell holds a line break; is a quote not closed?"]);
        assert_eq!(rows, [(2, "a=1".to_owned()), (6, "c=3".to_owned())]);
    }

    #[test]
    fn rows_of_a_key_are_found_without_the_others() {
        let text = "key,value\na,1\nab,2\nb,3\nb,4\nc,5\n";
        let (rows, problems) = read(text, Some(&["b", "nothing", "a"]));
        assert_eq!(problems, [""; 0]);
        assert_eq!(rows, [(4, "b=3".to_owned()), (5, "b=4".to_owned()), (2, "a=1".to_owned())]);
    }

    #[test]
    fn a_wrong_header_or_a_short_row_is_a_problem_with_its_line() {
        let (_, problems) = read("key,worth\na,1\n", None);
        assert_eq!(problems, ["file.csv:1: the header has an unknown column `worth`; the columns are key,value"]);
        let (rows, problems) = read("key,value\na\nb,2\n", None);
        assert_eq!(problems, ["file.csv:2: 1 cells; expected 2 (key,value)"]);
        assert_eq!(rows.len(), 1);
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
