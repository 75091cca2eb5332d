//! A CSV text whose lines are sorted by the day they begin with, searched where it lies.
//!
//! A look-up reads the lines it probes and the lines it returns, and no others. The days of those lines are checked
//! to be in order, since a search in an unsorted text would find nothing and not say so; [`RatesTable::all`] checks every
//! line.
//!
//! The searches are the portable ones of memchr. The others first ask the processor what it can do, and on a virtual
//! machine that takes longer than the search.

use jiff::civil::Date;
use memchr::arch::all::memchr::One;

use crate::data::Problem;
use crate::model::{Currency, Words, iso_day};
use crate::say;

/// The text below the header, up to the last day that may be known.
#[derive(Debug, Clone, Copy)]
pub(super) struct RatesTable<'t> {
    name: &'t str,
    text: &'t str,
    /// Byte at which the first line below the header starts.
    start: usize,
    /// Byte at which the last line that counts ends.
    end: usize,
}

/// A line of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct FixingLine<'t> {
    /// The day it begins with.
    pub day: Date,
    table: RatesTable<'t>,
    start: usize,
    text: &'t str,
}

impl<'t> RatesTable<'t> {
    /// The table below the first line of a text, and that line. A byte-order mark is skipped, line ends are LF or
    /// CR LF, and empty lines may stand at the end.
    pub(super) fn open(name: &'t str, text: &'t str) -> (Self, &'t str) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let header = text.split_inclusive('\n').next().unwrap_or_default();
        let start = header.len();
        let end = text.trim_ascii_end().len().max(start);
        (Self { name, text, start, end }, header.trim_ascii_end())
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// The part of the table up to a day.
    pub(super) fn until(self, day: Date) -> Result<Self, Problem> {
        Ok(Self { end: self.search(|of| of <= day)?, ..self })
    }

    pub(super) fn first(&self) -> Result<Option<FixingLine<'t>>, Problem> {
        self.lines(self.start).next().transpose()
    }

    pub(super) fn last(&self) -> Result<Option<FixingLine<'t>>, Problem> {
        self.lines_back(self.end).next().transpose()
    }

    /// All lines, first to last.
    pub(super) fn all(&self) -> impl Iterator<Item = Result<FixingLine<'t>, Problem>> {
        self.lines(self.start)
    }

    /// The lines from a day on, first to last.
    pub(super) fn since(&self, day: Date) -> Result<impl Iterator<Item = Result<FixingLine<'t>, Problem>>, Problem> {
        Ok(self.lines(self.search(|of| of < day)?))
    }

    /// The lines up to a day, last to first.
    pub(super) fn back_from(
        &self,
        day: Date,
    ) -> Result<impl Iterator<Item = Result<FixingLine<'t>, Problem>>, Problem> {
        Ok(self.lines_back(self.search(|of| of <= day)?))
    }

    /// Where the first line starts whose day is not `before`; the end if there is none.
    fn search(&self, before: impl Fn(Date) -> bool) -> Result<usize, Problem> {
        let (mut low, mut high) = (self.start, self.end);
        let (mut earlier, mut later) = (Date::MIN, Date::MAX);
        // Lines that start before `low` are before, those that start at `high` or later are not; both are line starts.
        while low < high {
            let middle = low.midpoint(high);
            let start = self.line_start(low, middle);
            let line = self.line_at(start)?;
            if line.day <= earlier || line.day >= later {
                return Err(line.unsorted());
            }
            if before(line.day) {
                earlier = line.day;
                low = (start + line.text.len() + 1).min(high);
            } else {
                later = line.day;
                high = start;
            }
        }
        Ok(low)
    }

    /// The lines from byte `at` on.
    fn lines(&self, mut at: usize) -> impl Iterator<Item = Result<FixingLine<'t>, Problem>> {
        let table = *self;
        let mut previous = Date::MIN;
        std::iter::from_fn(move || {
            (at < table.end).then(|| {
                let (start, text) = (at, table.text_at(at));
                at += text.len() + 1;
                let line = table.line(start, text)?;
                let sorted = line.day > previous;
                previous = line.day;
                if sorted { Ok(line) } else { Err(line.unsorted()) }
            })
        })
    }

    /// The lines before byte `end`, which is the start of a line or the end of the table, last to first.
    fn lines_back(&self, mut end: usize) -> impl Iterator<Item = Result<FixingLine<'t>, Problem>> {
        let table = *self;
        let mut next = Date::MAX;
        std::iter::from_fn(move || {
            (end > table.start).then(|| {
                // The byte before `end` may be the line's own end; skipping it is right in either case.
                end = table.line_start(table.start, end - 1);
                let line = table.line_at(end)?;
                let sorted = line.day < next;
                next = line.day;
                if sorted { Ok(line) } else { Err(line.unsorted()) }
            })
        })
    }

    /// Where the line starts that byte `at` is in or ends; `low` is the start of that line or of one before.
    fn line_start(&self, low: usize, at: usize) -> usize {
        let above = self.text.as_bytes().get(low..at).unwrap_or_default();
        line_end().rfind(above).map_or(low, |end| low + end + 1)
    }

    /// The line that starts at a byte. Where none starts it is empty, which is not a day.
    fn text_at(&self, start: usize) -> &'t str {
        let rest = self.text.get(start..self.end).unwrap_or_default();
        line_end().find(rest.as_bytes()).and_then(|end| rest.get(..end)).unwrap_or(rest)
    }

    fn line_at(&self, start: usize) -> Result<FixingLine<'t>, Problem> {
        self.line(start, self.text_at(start))
    }

    fn line(&self, start: usize, text: &'t str) -> Result<FixingLine<'t>, Problem> {
        let word = text.split_once(',').map_or(text, |(word, _)| word).trim_ascii();
        match iso_day(word) {
            Some(day) => Ok(FixingLine { day, table: *self, start, text }),
            None => Err(self.problem(start, Some(1), say!(not_a_day_in_rates, word))),
        }
    }

    fn problem(&self, start: usize, column: Option<usize>, message: Words) -> Problem {
        let line = line_end().iter(self.text.as_bytes()).take_while(|end| *end < start).count() as u64 + 1;
        Problem { column, ..Problem::new(self.name, line, message) }
    }
}

impl<'t> FixingLine<'t> {
    /// A cell, counted from 0, the day.
    pub(super) fn cell(&self, index: usize) -> Result<&'t str, Problem> {
        let comma = comma();
        let mut commas = comma.iter(self.text.as_bytes());
        let start = index.checked_sub(1).map_or(Some(0), |before| commas.nth(before).map(|comma| comma + 1));
        let cell = start.and_then(|start| self.text.get(start..commas.next().unwrap_or(self.text.len())));
        cell.map(str::trim_ascii).ok_or_else(|| {
            self.problem(
                None,
                say!(cells_expected_at_least, count = self.len().to_string(), index = (index + 1).to_string()),
            )
        })
    }

    /// Number of cells.
    pub(super) fn len(&self) -> usize {
        comma().count(self.text.as_bytes()) + 1
    }

    /// A problem with the line, or with one of its cells, counted from 0.
    pub(super) fn problem(&self, cell: Option<usize>, message: Words) -> Problem {
        self.table.problem(self.start, cell.map(|cell| cell + 1), message)
    }

    fn unsorted(&self) -> Problem {
        self.problem(Some(0), say!(day_out_of_order, day = self.day.to_string()))
    }
}

fn line_end() -> One {
    One::new(b'\n')
}

fn comma() -> One {
    One::new(b',')
}

/// The codes of a header, or what is wrong with it: `date,` and codes of other currencies than the base, each once.
pub(super) fn codes(header: &str, base: Currency) -> Result<&str, Words> {
    let codes = header.split_once(',').filter(|(date, _)| date.eq_ignore_ascii_case("date")).map(|(_, codes)| codes);
    let Some(codes) = codes else {
        return Err(say!(header_of_rates_expected, header));
    };
    for (at, code) in codes.split(',').enumerate() {
        if code.parse::<Currency>().map_or(true, |currency| currency.code() != code) {
            return Err(say!(not_a_code_of_rates, code));
        }
        if code == base.code() {
            return Err(say!(rates_take_no_column, code));
        }
        if codes.split(',').take(at).any(|before| before == code) {
            return Err(say!(rates_column_twice, code));
        }
    }
    Ok(codes)
}
