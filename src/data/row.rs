//! A row of a data file and its cells, which know where they stand.
//!
//! A cell gives text, days, numbers and flags, or a problem with its file, line and column; what a row means is for the
//! readers of each kind of file.

use std::cell::RefCell;
use std::str::FromStr;

use csv_core::ReadRecordResult;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::header::{Body, Header};
use super::limits;
use super::problem::Problem;
use super::text::TextFile;
use crate::model::{Localized, Origin, Words, iso_day};
use crate::say;

/// A quadrillion: a thousand times any figure a company reports, and sums of many such are still exact.
pub const LARGEST: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

/// A row of a data file.
pub struct DataRow<'r> {
    pub(super) file: &'r TextFile,
    pub(super) header: &'static Header,
    pub(super) body: &'r Body,
    pub(super) record: Record<'r>,
    /// Line in the file, from 1.
    pub line: u64,
}

/// The cells of a row: their text, and where each ends.
#[derive(Clone, Copy)]
pub struct Record<'r> {
    text: &'r str,
    ends: &'r [usize],
    /// Bytes between a cell and the next: one, the comma, where the text is the line itself.
    gap: usize,
}

/// Where the rows of a text are made out, one after the other.
#[derive(Default)]
pub struct Buffer {
    text: Vec<u8>,
    ends: Vec<usize>,
}

thread_local! {
    /// Reset for each row rather than cloned: a clone of this reader loses its final states.
    static READER: RefCell<csv_core::Reader> = RefCell::new(csv_core::ReaderBuilder::new().build());
}

impl Buffer {
    /// The next row of `rest`, which is CSV and begins with a row; none at its end.
    pub fn read<'r, 't: 'r>(&'r mut self, rest: &mut &'t str) -> Option<Record<'r>> {
        if rest.is_empty() {
            return None;
        }
        match self.plain(rest) {
            Some(text) => Some(Record { text, ends: &self.ends, gap: 1 }),
            None => READER.with_borrow_mut(|reader| {
                reader.reset();
                self.quoted(reader, rest)
            }),
        }
    }

    /// The first line of `rest`, if it holds no quote, with the ends of its cells: most rows are such, and need no copy.
    fn plain<'t>(&mut self, rest: &mut &'t str) -> Option<&'t str> {
        self.ends.clear();
        for (at, byte) in rest.bytes().enumerate() {
            match byte {
                b',' => self.ends.push(at),
                b'\n' => {
                    self.ends.push(at);
                    let (line, below) = rest.split_at_checked(at)?;
                    *rest = below;
                    return Some(line);
                }
                b'"' | b'\r' => return None,
                _ => {}
            }
        }
        self.ends.push(rest.len());
        Some(std::mem::take(rest))
    }

    /// The next row of `rest`, whatever it holds.
    #[expect(clippy::indexing_slicing, reason = "the reader takes and gives no more than there is")]
    #[expect(clippy::string_slice, reason = "a row ends at a line end")]
    fn quoted(&mut self, reader: &mut csv_core::Reader, rest: &mut &str) -> Option<Record<'_>> {
        let (mut read, mut bytes, mut ends) = (0, 0, 0);
        self.ends.resize(self.ends.capacity(), 0);
        loop {
            let (text, cells) = (&mut self.text[bytes..], &mut self.ends[ends..]);
            let (result, taken, written, ended) = reader.read_record(&rest.as_bytes()[read..], text, cells);
            read += taken;
            bytes += written;
            ends += ended;
            match result {
                // At the end of the text, reading nothing tells the reader so.
                ReadRecordResult::InputEmpty => {}
                // Room for a usual row; doubled whenever a row needs more, and kept.
                ReadRecordResult::OutputFull => self.text.resize((self.text.len() * 2).max(256), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize((self.ends.len() * 2).max(16), 0),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => {
                    *rest = "";
                    return None;
                }
            }
        }
        *rest = &rest[read..];
        // Cells of a text are text: they are cut at ASCII characters.
        let text = std::str::from_utf8(&self.text[..bytes]).unwrap_or_default();
        Some(Record { text, ends: &self.ends[..ends], gap: 0 })
    }
}

impl<'r> Record<'r> {
    /// The number of cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell; empty if there is none.
    #[inline]
    pub fn get(&self, index: usize) -> &'r str {
        let before = index.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.map_or(0, |end| end + self.gap);
        self.ends.get(index).and_then(|&end| self.text.get(start..end)).unwrap_or_default()
    }

    /// What is wrong with the first cell that is too long, and the cell.
    pub fn too_long(&self) -> Option<(usize, Words)> {
        if self.text.len() <= limits::LONGEST_CELL {
            return None;
        }
        (0..self.ends.len()).find_map(|cell| Some((cell, limits::cell(self.get(cell))?)))
    }

    /// The first control character, which a terminal might obey, and the cell it stands in.
    pub fn control_character(&self) -> Option<(usize, char)> {
        // C2 begins the control characters beyond ASCII.
        if !self.text.bytes().any(|byte| matches!(byte, 0..b' ' | 0x7f | 0xc2)) {
            return None;
        }
        (0..self.ends.len()).find_map(|cell| Some((cell, self.get(cell).chars().find(|letter| letter.is_control())?)))
    }
}

impl DataRow<'_> {
    /// The cells, in the order of the columns.
    ///
    /// # Panics
    /// If the file does not have `N` columns.
    #[expect(clippy::indexing_slicing, reason = "there are as many columns as fields, and a place for each")]
    pub fn cells<const N: usize>(&self) -> [Field<'_>; N] {
        let columns = self.header.columns;
        assert_eq!(N, columns.len(), "a field for each column");
        match &self.body.places {
            None => std::array::from_fn(|index| self.cell(columns[index], Some(index))),
            Some(places) => std::array::from_fn(|index| self.cell(columns[index], places[index])),
        }
    }

    /// The cell of a column, by the column's place among those expected.
    pub fn field(&self, index: usize) -> Field<'_> {
        let place = self.body.places.as_ref().map_or(Some(index), |places| places.get(index).copied().flatten());
        self.cell(self.header.columns.get(index).copied().unwrap_or_default(), place)
    }

    /// A cell of a column beside those of the header; empty if the file has none.
    pub fn beside(&self, column: &'static str) -> Field<'_> {
        self.cell(column, self.body.names.iter().position(|name| name == column))
    }

    /// A cell and those of its column in other languages. In files that are not a user's none is empty whose column is
    /// there.
    pub fn localized(&self, english: Field<'_>) -> Result<Localized, Problem> {
        self.localized_if(english, |_| None)
    }

    /// The same of a name: not empty, and in no language longer than names are.
    pub fn names(&self, english: Field<'_>) -> Result<Localized, Problem> {
        english.name()?;
        self.localized_if(english, limits::name)
    }

    fn localized_if(&self, english: Field<'_>, fault: impl Fn(&str) -> Option<Words>) -> Result<Localized, Problem> {
        let mut texts = Localized::from(english.text());
        for (language, place) in self.body.translations(self.header, english.column) {
            let text = self.cell(english.column, Some(place));
            if text.optional().is_none() && english.optional().is_some() && !self.origin().is_user() {
                return Err(text.problem(say!(column_is_empty, column = format!("{}_{language}", english.column))));
            }
            if let Some(message) = fault(text.text()) {
                return Err(text.problem(message));
            }
            texts.set(language, text.text());
        }
        Ok(texts)
    }

    #[inline]
    fn cell(&self, column: &'static str, place: Option<usize>) -> Field<'_> {
        let text = place.map_or("", |place| self.record.get(place));
        let text = if self.file.origin().is_user() { disarmed(text) } else { text };
        Field { row: self, column, place, text }
    }

    /// Whose the row is.
    pub fn origin(&self) -> &Origin {
        self.file.origin()
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        self.file.name()
    }

    /// A problem with the whole row.
    pub fn problem(&self, message: impl Into<Words>) -> Problem {
        Problem::new(self.file.name(), self.line, message)
    }
}

/// A cell of a row, which knows where it stands.
#[derive(Clone, Copy)]
pub struct Field<'r> {
    row: &'r DataRow<'r>,
    column: &'static str,
    /// Its place in the row; none where a user's file leaves the column out.
    place: Option<usize>,
    text: &'r str,
}

impl<'r> Field<'r> {
    /// Its text.
    pub fn text(self) -> &'r str {
        self.text
    }

    /// Its text, if there is any.
    pub fn optional(self) -> Option<&'r str> {
        Some(self.text()).filter(|text| !text.is_empty())
    }

    /// Its text, which must not be empty.
    pub fn required(self) -> Result<&'r str, Problem> {
        self.optional().ok_or_else(|| self.problem(say!(column_is_empty, column = self.column)))
    }

    /// Its text, which is a name: not empty, and no longer than names are.
    pub fn name(self) -> Result<&'r str, Problem> {
        self.required().and_then(|name| limits::name(name).map_or(Ok(name), |message| Err(self.problem(message))))
    }

    /// The parts of a cell that holds several.
    pub fn several(self) -> impl Iterator<Item = &'r str> {
        self.text().split('|').filter(|part| !part.is_empty())
    }

    /// The same, each of them a name.
    pub fn names(self) -> Result<impl Iterator<Item = &'r str>, Problem> {
        self.several().find_map(limits::name).map_or_else(|| Ok(self.several()), |message| Err(self.problem(message)))
    }

    /// The same, if it is not empty.
    pub fn name_optional(self) -> Result<Option<&'r str>, Problem> {
        self.optional().map(|_| self.name()).transpose()
    }

    /// Its text for a message.
    fn shown(self) -> String {
        const MOST: usize = 80;
        match self.text.char_indices().nth(MOST) {
            Some((end, _)) => format!("{}…", self.text.get(..end).unwrap_or_default()),
            None => self.text.to_owned(),
        }
    }

    /// Its value; what cannot be read is a problem here.
    pub fn parse<T>(self) -> Result<T, Problem>
    where
        T: FromStr,
        Words: for<'e> From<&'e T::Err>,
    {
        self.text().parse().map_err(|error| {
            self.problem(say!(column_not_readable, column = self.column, shown = self.shown(), error = &error))
        })
    }

    /// Its value, if it is not empty.
    pub fn parse_optional<T>(self) -> Result<Option<T>, Problem>
    where
        T: FromStr,
        Words: for<'e> From<&'e T::Err>,
    {
        if self.text().is_empty() { Ok(None) } else { self.parse().map(Some) }
    }

    /// Its day, written as 2025-02-08 and in no other way.
    pub fn day(self) -> Result<Date, Problem> {
        if let Some(day) = iso_day(self.text()) {
            return Ok(day);
        }
        let day: Date = self.parse()?;
        if day.to_string() == self.text() {
            return Ok(day);
        }
        Err(self.problem(say!(column_not_a_day, column = self.column, shown = self.shown())))
    }

    /// Its day, if it is not empty.
    pub fn day_optional(self) -> Result<Option<Date>, Problem> {
        if self.text().is_empty() { Ok(None) } else { self.day().map(Some) }
    }

    /// Its number: digits, a sign and a point, of a size that sums of many can hold.
    pub fn number(self) -> Result<Decimal, Problem> {
        let text = self.text();
        if let Some(number) = whole_number(text) {
            return Ok(number);
        }
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'));
        match self.parse::<Decimal>() {
            Ok(number) if plain && number.abs() < LARGEST => Ok(number),
            Ok(_) if plain => Err(self.problem(say!(column_beyond_limit, column = self.column, text))),
            Ok(_) => Err(self.problem(say!(column_not_plain_digits, column = self.column, text))),
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
            _ => Err(self.problem(say!(column_not_yes, column = self.column, shown = self.shown()))),
        }
    }

    /// A problem with this cell.
    pub fn problem(self, message: impl Into<Words>) -> Problem {
        Problem { column: self.place.map(|place| place + 1), ..self.row.problem(message) }
    }
}

/// A number of at most 15 digits and no more, which is what nearly all figures are; any such is below the largest.
fn whole_number(text: &str) -> Option<Decimal> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    if !(1..=15).contains(&digits.len()) {
        return None;
    }
    let mut number = 0_i64;
    for byte in digits.bytes() {
        number = number * 10 + i64::from(byte.is_ascii_digit().then(|| byte - b'0')?);
    }
    Some(Decimal::from(sign * number))
}

/// The text without the `'` that the delimited formats put before what a spreadsheet would take for a formula.
fn disarmed(text: &str) -> &str {
    let is_formula = |rest: &&str| rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    text.strip_prefix('\'').filter(is_formula).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_whole_number_is_read_as_any_other(text in "-?[0-9]{1,18}") {
            let exact: Decimal = text.parse().unwrap();
            prop_assert!(whole_number(&text).is_none_or(|number| number == exact && exact.abs() < LARGEST));
        }
    }
}
