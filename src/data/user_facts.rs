//! A user's facts, of one company or of thousands.
//!
//! A large file is indexed and left where it is: the rows that a report needs are read from the disk. Only where those of
//! one company stand so far apart that reading them one by one would take longer is all of it held in memory.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use super::facts::{FACT, Shared, fact};
use super::header::Body;
use super::index::{CellPlaces, NotIndexed, RowIndex, RowRun};
use super::limits;
use super::lookup::{near_metric, near_ticker};
use super::problem::{Problem, Problems};
use super::text::TextFile;
use crate::model::{Company, Fact, Metric, MetricId, Words};
use crate::say;

/// A user's file of facts, and where each company's stand in it.
#[derive(Debug)]
pub struct UserFacts {
    file: TextFile,
    body: Body,
    index: RowIndex,
    store: Store,
}

/// Where the rows are.
#[derive(Debug)]
enum Store {
    /// All of them in the text of the file.
    Text,
    /// All of them, from the given byte of the file on.
    Memory(String, u64),
    /// On the disk.
    Disk(Mutex<File>),
}

impl UserFacts {
    /// Finds the rows of each company. Where the file has no column `company`, all are of the company given. With
    /// `disk`, the text is only the header and the rows are there.
    pub fn new(file: TextFile, disk: Option<File>, company: &str, problems: &mut Problems) -> Option<Self> {
        let body = file.body(&FACT, problems)?;
        let place = |name: &str| body.place(&FACT, name);
        let places = CellPlaces { company: place("company"), metric: place("metric")?, ticker: company };
        match Self::read(&file, &body, disk, places) {
            Ok((index, store)) => Some(Self { file, body, index, store }),
            Err(NotIndexed::NotText(line)) => {
                problems.push(Problem::new(file.name(), line, say!(not_utf8)));
                None
            }
            Err(NotIndexed::Io(error)) => {
                problems.push(Problem::new(file.name(), 1, say!(cannot_be_read, error = &error)));
                None
            }
        }
    }

    fn read(
        file: &TextFile,
        body: &Body,
        disk: Option<File>,
        places: CellPlaces<'_>,
    ) -> Result<(RowIndex, Store), NotIndexed> {
        let start = body.start() as u64;
        let Some(mut disk) = disk else {
            return Ok((RowIndex::read(file.below_header(body).as_bytes(), start, places)?, Store::Text));
        };
        // The text may lack a mark at the beginning that the file has.
        let start = start + disk.stream_position().map_err(NotIndexed::Io)? - file.text().len() as u64;
        disk.seek(SeekFrom::Start(start)).map_err(NotIndexed::Io)?;
        let index = RowIndex::read(&mut disk, start, places)?;
        if !index.is_scattered() {
            return Ok((index, Store::Disk(Mutex::new(disk))));
        }
        let mut rows = String::new();
        disk.seek(SeekFrom::Start(start)).and_then(|_| disk.read_to_string(&mut rows)).map_err(NotIndexed::Io)?;
        Ok((index, Store::Memory(rows, start)))
    }

    /// The name for messages.
    pub fn name(&self) -> &str {
        self.file.name()
    }

    /// Every company and metric that the file names and that there is not, where it first does.
    pub fn check_names(&self, companies: &[Company], metrics: &[Metric], problems: &mut Problems) {
        let at = |name: &str| self.body.place(&FACT, name).map(|place| place + 1);
        let mut complain = |line: u64, column: Option<usize>, message: Words| {
            problems.push(Problem { column, ..Problem::new(self.name(), line, message) });
        };
        let tickers: HashSet<&str> = companies.iter().map(|company| &*company.ticker).collect();
        for (ticker, line) in self.index.companies().iter().filter(|(ticker, _)| !tickers.contains(&**ticker)) {
            if let Some(message) = limits::name(ticker) {
                complain(*line, at("company"), message);
                continue;
            }
            let message = match (at("company"), near_ticker(ticker, companies)) {
                (Some(_), Some(near)) => {
                    say!(unknown_company_near, ticker = &**ticker, near)
                }
                (Some(_), None) => say!(unknown_company_add_row, ticker = &**ticker),
                (None, _) => say!(facts_without_company, ticker = &**ticker),
            };
            complain(*line, at("company"), message);
        }
        let known = |id: &str| metrics.iter().any(|metric| metric.id.as_str() == id);
        for (id, line) in self.index.metrics().iter().filter(|(id, _)| !known(id)) {
            let message = limits::name(id).unwrap_or_else(|| match near_metric(id, metrics) {
                Some(near) => say!(unknown_metric_near, id = &**id, near),
                None => say!(unknown_metric_export, id = &**id),
            });
            complain(*line, at("metric"), message);
        }
    }

    /// Whether it has a fact of a company.
    pub fn has_company(&self, ticker: &str) -> bool {
        self.index.company(ticker).is_some()
    }

    /// Whether it has a fact of a company's metric.
    pub fn has(&self, ticker: &str, metric: &MetricId) -> bool {
        !self.index.runs(ticker, Some(metric.as_str())).is_empty()
    }

    /// A company's facts, of some metrics or (`None`) of all.
    pub fn facts(&self, ticker: &str, metrics: Option<&[&MetricId]>, problems: &mut Problems) -> Vec<Fact> {
        /// Bytes of a short row.
        const ROW: u64 = 64;
        let runs: Vec<&RowRun> = match metrics {
            None => self.index.runs(ticker, None).iter().collect(),
            Some(ids) => ids.iter().flat_map(|id| self.index.runs(ticker, Some(id.as_str()))).collect(),
        };
        let bytes: u64 = runs.iter().map(|run| run.bytes.end - run.bytes.start).sum();
        let mut shared = Shared::default();
        let mut facts = Vec::with_capacity(usize::try_from(bytes / ROW + 1).unwrap_or_default());
        for run in runs {
            match self.part(&run.bytes) {
                Ok(part) => self.file.rows_within((&part, run.line), &self.body, &FACT, problems, |row| {
                    facts.push(fact(row, &mut shared)?);
                    Ok(())
                }),
                Err(error) => {
                    let message = say!(cannot_be_read_again, error = &error);
                    problems.push(Problem::new(self.name(), run.line, message));
                }
            }
        }
        facts
    }

    /// A part of the file.
    fn part(&self, bytes: &Range<u64>) -> io::Result<Cow<'_, str>> {
        match &self.store {
            Store::Text => within(self.file.text(), 0, bytes),
            Store::Memory(rows, start) => within(rows, *start, bytes),
            Store::Disk(file) => {
                let mut part = vec![0; usize::try_from(bytes.end - bytes.start).map_err(io::Error::other)?];
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(bytes.start))?;
                file.read_exact(&mut part)?;
                String::from_utf8(part).map(Cow::Owned).map_err(io::Error::other)
            }
        }
    }
}

/// The part of a file of which `text` is what stands from byte `start` on.
fn within<'t>(text: &'t str, start: u64, bytes: &Range<u64>) -> io::Result<Cow<'t, str>> {
    let place = |at: u64| usize::try_from(at.checked_sub(start)?).ok();
    let range = place(bytes.start).zip(place(bytes.end));
    let part = range.and_then(|(from, to)| text.get(from..to));
    part.map(Cow::Borrowed).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}
