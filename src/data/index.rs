//! Where the rows of each company and metric stand in a user's file of facts.
//!
//! A file may hold a million facts, of which a report needs a few thousand. It is gone through once, a piece at a time, for
//! line ends and the two cells that tell rows apart; days and numbers are read only in the rows that are needed.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::io::{self, Read};
use std::ops::Range;

/// The rows of a file by company and metric.
#[derive(Debug)]
pub struct RowIndex {
    companies: Names,
    metrics: Names,
    /// By company and metric; those of one metric in file order.
    runs: Vec<RowRun>,
}

/// Rows of one company and metric that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRun {
    company: u32,
    metric: u32,
    /// Where they stand in the file.
    pub bytes: Range<u64>,
    /// Line of the first of them, from 1.
    pub line: u64,
}

/// Names, numbered in the order they occur.
#[derive(Debug, Default)]
struct Names {
    /// With the line of the first row that has it.
    all: Vec<(Box<str>, u64)>,
    numbers: HashMap<Box<str>, u32>,
}

impl Names {
    fn number(&mut self, name: &str, line: u64) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        // A file of four billion names does not fit into memory.
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push((name.into(), line));
        self.numbers.insert(name.into(), number);
        number
    }
}

/// Which cells tell rows apart.
#[derive(Debug, Clone, Copy)]
pub struct CellPlaces<'t> {
    /// The cell of the company; where there is none, all rows are of `ticker`.
    pub company: Option<usize>,
    /// The cell of the metric.
    pub metric: usize,
    /// The company of rows that do not name theirs.
    pub ticker: &'t str,
}

/// Why a file could not be gone through.
#[derive(Debug)]
pub enum NotIndexed {
    /// It could not be read.
    Io(io::Error),
    /// The line is not UTF-8.
    NotText(u64),
}

/// Bytes read at a time: they stay in a processor's cache while they are gone through.
const PIECE: usize = 1 << 18;

impl RowIndex {
    /// Goes through rows, the first of which is line 2 and stands at byte `start` of the file.
    pub fn read(rows: impl Read, start: u64, places: CellPlaces<'_>) -> Result<Self, NotIndexed> {
        Self::read_by(PIECE, rows, start, places)
    }

    /// The same, so many bytes at a time.
    fn read_by(bytes: usize, mut rows: impl Read, start: u64, places: CellPlaces<'_>) -> Result<Self, NotIndexed> {
        let mut builder = Builder { at: start, line: 2, ..Builder::default() };
        let mut piece = Vec::with_capacity(bytes);
        loop {
            // Of a line longer than that, as much again as there is: it is not gone through for each piece.
            let more = piece.len().max(bytes) as u64;
            let read = rows.by_ref().take(more).read_to_end(&mut piece).map_err(NotIndexed::Io)?;
            // Whole lines, and at the end of the file whatever is left.
            let whole = if read == 0 { piece.len() } else { memchr::memrchr(b'\n', &piece).map_or(0, |end| end + 1) };
            let (lines, _) = piece.split_at(whole);
            let text = std::str::from_utf8(lines).map_err(|error| {
                let good = memchr::memchr_iter(b'\n', lines).take_while(|at| *at < error.valid_up_to());
                NotIndexed::NotText(builder.line + good.count() as u64)
            })?;
            builder.add(text, places);
            if read == 0 {
                return Ok(builder.built());
            }
            piece.drain(..whole);
        }
    }

    /// Whether rows that belong together stand far apart, so that reading them one by one takes longer than the whole.
    pub fn is_scattered(&self) -> bool {
        const TOGETHER: usize = 16;
        self.runs.len() > TOGETHER * self.companies.all.len() * self.metrics.all.len().max(1)
    }

    /// The companies named, each with the line that names it first.
    pub fn companies(&self) -> &[(Box<str>, u64)] {
        &self.companies.all
    }

    /// The metrics named, each with the line that names it first.
    pub fn metrics(&self) -> &[(Box<str>, u64)] {
        &self.metrics.all
    }

    /// The number of a company, if the file names it.
    pub fn company(&self, ticker: &str) -> Option<u32> {
        self.companies.numbers.get(ticker).copied()
    }

    /// The rows of a company, of one metric or (`None`) of all.
    pub fn runs(&self, ticker: &str, metric: Option<&str>) -> &[RowRun] {
        let Some(company) = self.company(ticker) else { return &[] };
        let own = equal(&self.runs, |run| run.company.cmp(&company));
        let Some(metric) = metric else { return own };
        let Some(metric) = self.metrics.numbers.get(metric) else { return &[] };
        equal(own, |run| run.metric.cmp(metric))
    }
}

/// Those of sorted runs that are neither before nor after what is looked for.
fn equal(runs: &[RowRun], order: impl Fn(&RowRun) -> Ordering) -> &[RowRun] {
    let start = runs.partition_point(|run| order(run).is_lt());
    let end = runs.partition_point(|run| order(run).is_le());
    runs.get(start..end).unwrap_or_default()
}

/// An index in the making.
#[derive(Debug, Default)]
struct Builder {
    companies: Names,
    metrics: Names,
    runs: Vec<RowRun>,
    /// What a row begins with if it is of the same company and metric as the one before.
    lead: String,
    /// Where the next row stands.
    at: u64,
    line: u64,
}

impl Builder {
    /// Adds whole lines.
    fn add(&mut self, text: &str, places: CellPlaces<'_>) {
        let mut rest = text;
        while !rest.is_empty() {
            let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
            let (row, after) = rest.split_at(length);
            let end = self.at + length as u64;
            match self.runs.last_mut() {
                _ if row.trim_ascii().is_empty() => {}
                Some(run) if !self.lead.is_empty() && row.starts_with(&*self.lead) => run.bytes.end = end,
                _ => self.begin(row, end, places),
            }
            self.line += 1;
            self.at = end;
            rest = after;
        }
    }

    /// Adds a row that begins otherwise than the one before.
    fn begin(&mut self, row: &str, end: u64, places: CellPlaces<'_>) {
        let last = places.company.map_or(places.metric, |company| company.max(places.metric));
        let (cells, lead) = cells(row, last);
        let cell = |place: usize| cells.get(place).copied().unwrap_or_default();
        let company = self.companies.number(places.company.map_or(places.ticker, cell), self.line);
        let metric = self.metrics.number(cell(places.metric), self.line);
        match self.runs.last_mut() {
            Some(run) if (run.company, run.metric) == (company, metric) => run.bytes.end = end,
            _ => self.runs.push(RowRun { company, metric, bytes: self.at..end, line: self.line }),
        }
        self.lead.clear();
        self.lead.push_str(lead);
    }

    fn built(mut self) -> RowIndex {
        // Stable: the rows of one metric stay in file order.
        self.runs.sort_by_key(|run| (run.company, run.metric));
        RowIndex { companies: self.companies, metrics: self.metrics, runs: self.runs }
    }
}

/// The cells of a row up to the given one, without their quotes, and the row up to and with the comma after it. A cell that holds a quote itself keeps it doubled; no ticker and no metric does.
fn cells(row: &str, last: usize) -> (Vec<&str>, &str) {
    let mut cells = Vec::with_capacity(last + 1);
    let mut rest = row;
    while cells.len() <= last && !rest.is_empty() {
        let (cell, after) = if let Some(quoted) = rest.strip_prefix('"') {
            let (cell, after) = quoted.split_at_checked(closing_quote(quoted)).unwrap_or((quoted, ""));
            (cell, after.split_once(',').map_or("", |(_, after)| after))
        } else {
            let (cell, after) = rest.split_once(',').unwrap_or((rest, ""));
            (cell.trim_end_matches(['\r', '\n']), after)
        };
        cells.push(cell);
        rest = after;
    }
    (cells, row.strip_suffix(rest).unwrap_or(row))
}

/// Where the quote stands that closes a cell, doubled ones passed over.
fn closing_quote(text: &str) -> usize {
    let mut quotes = memchr::memchr_iter(b'"', text.as_bytes());
    while let Some(quote) = quotes.next() {
        if text.as_bytes().get(quote + 1) != Some(&b'"') {
            return quote;
        }
        quotes.next();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLACES: CellPlaces<'_> = CellPlaces { company: Some(0), metric: 1, ticker: "" };

    fn index(text: &str, places: CellPlaces<'_>) -> RowIndex {
        RowIndex::read(text.as_bytes(), 0, places).unwrap()
    }

    fn part(text: &str, run: &RowRun) -> String {
        let place = |at: u64| usize::try_from(at).unwrap();
        text[place(run.bytes.start)..place(run.bytes.end)].to_owned()
    }

    fn lines(text: &str, ticker: &str, metric: Option<&str>) -> Vec<(u64, String)> {
        index(text, PLACES).runs(ticker, metric).iter().map(|run| (run.line, part(text, run))).collect()
    }

    #[test]
    fn rows_are_found_by_company_and_metric_wherever_they_stand() {
        let text = "A,revenue,1\nA,revenue,2\nB,revenue,3\r\n\n\"A\",\"revenue\",4\nA,capex,5\nA,revenue2,6";
        let revenue = [(2, "A,revenue,1\nA,revenue,2\n".to_owned()), (6, "\"A\",\"revenue\",4\n".to_owned())];
        assert_eq!(lines(text, "A", Some("revenue")), revenue);
        assert_eq!(lines(text, "B", None), [(4, "B,revenue,3\r\n".to_owned())]);
        assert_eq!(lines(text, "A", Some("revenue2")), [(8, "A,revenue2,6".to_owned())]);
        assert_eq!(lines(text, "C", None), []);
    }

    #[test]
    fn without_a_column_all_rows_are_of_the_company_given() {
        let index = index("x,revenue\nx,capex\n", CellPlaces { company: None, metric: 1, ticker: "META" });
        assert_eq!(index.runs("META", None).len(), 2);
        assert_eq!(index.metrics(), [("revenue".into(), 2), ("capex".into(), 3)]);
    }

    #[test]
    fn what_is_no_text_is_found_with_its_line() {
        let bytes = b"A,revenue\nA,\xff\n";
        assert!(matches!(RowIndex::read(&bytes[..], 0, PLACES), Err(NotIndexed::NotText(3))));
    }

    proptest! {
        #[test]
        fn every_row_is_in_one_run_and_no_text_panics(text in "[ab,\"\n\r é]{0,60}") {
            let index = index(&text, PLACES);
            let runs = || index.companies().iter().flat_map(|(ticker, _)| index.runs(ticker, None));
            let mut runs: Vec<&RowRun> = runs().collect();
            runs.sort_by_key(|run| run.bytes.start);
            prop_assert!(runs.windows(2).all(|pair| pair[0].bytes.end <= pair[1].bytes.start));
            let covered: String = runs.into_iter().map(|run| part(&text, run)).collect();
            let rows = |text: &str| text.split('\n').filter(|row| !row.trim_ascii().is_empty()).count();
            prop_assert_eq!(rows(&covered), rows(&text));
        }

        #[test]
        fn pieces_make_no_difference(text in "[ab,\"\n é]{0,60}") {
            let whole = index(&text, PLACES);
            let dribbled = RowIndex::read_by(1, text.as_bytes(), 0, PLACES).unwrap();
            prop_assert_eq!(whole.runs, dribbled.runs);
        }
    }
}
