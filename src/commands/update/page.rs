//! What an update brought, as a report.

use std::path::Path;

use jiff::civil::Date;

use super::failures::{self, Failures, Unfetched};
use super::wanted::Wanted;
use crate::commands::import::figure;
use crate::commands::import::told::Told;
use crate::commands::{Answer, Context, Failure};
use crate::data::Dataset;
use crate::fx::Doubt;
use crate::model::{Fact, Source};
use crate::report::{Cell, Grid, Heading, Note, QueryValue, Report, Role, Words};
use crate::say;
use crate::sec::{Figure, Import, Status};

/// The report, while it is put together.
pub struct Page<'c> {
    context: &'c Context<'c>,
    data: &'c Dataset,
    is_dry_run: bool,
    grid: Grid,
    records: Grid,
    sources: Vec<Source>,
    tickers: Vec<String>,
    notes: Vec<Note>,
    told: Told,
    failures: Failures,
    /// Things that did not fail.
    done: usize,
    has_changed: bool,
}

impl<'c> Page<'c> {
    /// An empty report.
    pub fn new(context: &'c Context<'c>, data: &'c Dataset, is_dry_run: bool) -> Self {
        let text = ["", ""].map(Heading::text);
        let counts = ["New", "Restated", "Left out", "In all"].map(Heading::number);
        let columns = text.into_iter().chain(counts).chain([Heading::text("To")]).collect();
        Self {
            context,
            data,
            is_dry_run,
            grid: Grid { columns, rows: Vec::new() },
            records: Grid::of_records(figure::RECORDS),
            sources: Vec::new(),
            tickers: Vec::new(),
            notes: Vec::new(),
            told: Told::default(),
            failures: Failures::default(),
            done: 0,
            has_changed: false,
        }
    }

    /// Adds a company whose file has changed. `facts` are those that the bundled data does not have, `old` those that the
    /// folder had before.
    pub fn company(&mut self, wanted: &Wanted, import: &Import<'_>, facts: &[Fact], old: &[Fact]) {
        let had = |fact: &Fact| {
            let key = |fact: &Fact| (fact.metric.clone(), fact.span, fact.published, fact.value);
            old.iter().any(|old| key(old) == key(fact))
        };
        let fresh: Vec<&Fact> = facts.iter().filter(|fact| !had(fact)).collect();
        let is_fresh = |figure: &Figure<'_>, status: Status| {
            let same =
                |fact: &&&Fact| (&fact.metric, fact.span, fact.published) == (figure.metric, figure.span, figure.filed);
            matches!(status, Status::New | Status::Restated) && fresh.iter().any(|fact| same(&fact))
        };
        let left_out = |figure: &Figure<'_>| figure.left_out.as_ref().is_some_and(|reason| !figure::is_aside(reason));
        let mut shown: Vec<&(Figure<'_>, Status)> =
            import.figures.iter().filter(|(figure, status)| is_fresh(figure, *status) || left_out(figure)).collect();
        for (figure, status) in &shown {
            self.records.push(figure::record(&import.company, figure, *status));
        }
        if self.context.documents {
            let used = |source: &&Source| fresh.iter().any(|fact| *fact.source == *source.id);
            self.sources.extend(import.sources.iter().filter(used).cloned());
        }
        // The newest are what the update was for.
        shown.sort_by_key(|(figure, _)| std::cmp::Reverse((figure.span.end, figure.filed)));
        for (figure, status) in &shown {
            self.figure(&wanted.name, figure, *status);
        }
        let restated = fresh.iter().filter(|fact| fact.restated).count();
        let left_out = import.figures.iter().filter(|(figure, _)| left_out(figure)).count();
        let status = if fresh.is_empty() { say!("nothing new") } else { say!("new figures") };
        self.row(
            wanted,
            status,
            vec![
                count(fresh.len()),
                count(restated),
                count(left_out),
                count(facts.len()),
                facts.iter().map(|fact| fact.span.end).max().map_or(Cell::BLANK, Cell::from),
            ],
        );
        self.has_changed |= !fresh.is_empty();
        self.done += 1;
    }

    /// Adds a company whose file is what it was.
    pub fn unchanged(&mut self, wanted: &Wanted) {
        self.row(wanted, say!("unchanged"), vec![Cell::BLANK; 5]);
        self.record(&wanted.label(), Some(wanted.cik), "unchanged", None, None);
        self.done += 1;
    }

    /// Adds a company that could not be fetched or read.
    pub fn failed(&mut self, wanted: &Wanted, reason: &Unfetched) {
        self.row(wanted, say!("failed"), vec![Cell::BLANK; 5]);
        self.record(&wanted.label(), Some(wanted.cik), "failed", None, Some(&reason.words()));
        self.failures.add(wanted.name.clone(), reason);
    }

    /// Adds exchange rates: all days after the bundled ones, and those that the folder had before.
    pub fn rates(&mut self, days: &[Date], old: &[Date]) {
        let fresh: Vec<Date> = days.iter().filter(|day| !old.contains(day)).copied().collect();
        let status = if fresh.is_empty() { say!("nothing new") } else { say!("new days") };
        self.grid.push_as(
            Role::Plain,
            vec![
                Cell::say(say!("Exchange rates")),
                Cell::say(status),
                count(fresh.len()),
                Cell::BLANK,
                Cell::BLANK,
                count(days.len()),
                days.last().copied().map_or(Cell::BLANK, Cell::from),
            ],
        );
        if let (Some(first), Some(last)) = (fresh.first(), fresh.last()) {
            self.record("", None, "new", Some((*first, *last)), None);
        }
        self.has_changed |= !fresh.is_empty();
        self.done += 1;
    }

    /// Notes what is doubtful about a fixing, unless there were many of its kind.
    pub fn doubt(&mut self, doubt: &Doubt) {
        let (kind, status, day) = match doubt {
            Doubt::Contradicts { day, .. } | Doubt::Weekend(day) | Doubt::Future(day) => {
                ("rates_left_out", "left_out", *day)
            }
            Doubt::Jump { day, .. } => ("rates_jump", "new", *day),
        };
        let words = doubt.words();
        self.record("", None, status, Some((day, day)), Some(&words));
        self.told.tell(&mut self.notes, Note::new(kind, words));
    }

    /// Notes that the exchange rates are what they were.
    pub fn rates_unchanged(&mut self) {
        self.rates_row(say!("unchanged"));
        self.record("", None, "unchanged", None, None);
        self.done += 1;
    }

    /// Notes that the exchange rates could not be fetched or read.
    pub fn rates_failed(&mut self, reason: &Unfetched) {
        self.rates_row(say!("failed"));
        self.record("", None, "failed", None, Some(&reason.words()));
        self.failures.add(failures::rates(), reason);
    }

    /// Notes that a file of the folder gives way.
    pub fn set_aside(&mut self, words: Words) {
        self.notes.push(Note::new("set_aside", words));
        self.has_changed = true;
    }

    /// Whether nothing at all was fetched.
    pub fn is_failure(&self) -> bool {
        self.done == 0 && !self.failures.is_empty()
    }

    /// What failed.
    pub fn failure(self) -> Failure {
        Failure::Failed(Words::semicolons(self.failures.sentences(true)))
    }

    /// The finished report, of what was done to a folder.
    pub fn answer(mut self, home: &Path) -> Answer {
        self.notes.extend(std::mem::take(&mut self.told).rest());
        let is_whole = self.failures.is_empty();
        for failure in self.failures.sentences(false) {
            self.notes.push(Note::new("failed", say!("{failure}.", failure)));
        }
        let folder = home.display().to_string();
        let written = match (self.is_dry_run, self.has_changed) {
            (true, _) => say!("Nothing was written: --dry-run."),
            (false, false) if is_whole => say!("Nothing new: `{folder}` is up to date.", folder),
            (false, false) => say!("Nothing new was written to `{folder}`.", folder),
            (false, true) => {
                say!("Written to `{folder}`, which every command reads; --no-update-data leaves it aside.", folder)
            }
        };
        self.notes.push(Note::new("written", written));
        let report = Report {
            chart: None,
            title: if self.is_dry_run {
                say!("What an update of your data would change")
            } else {
                say!("Your data, updated")
            },
            page: self.grid,
            records: self.records,
            notes: self.notes,
            sources: self.sources,
            query: vec![("companies", QueryValue::List(self.tickers))],
            as_of: None,
            data_version: Dataset::version().to_owned(),
        };
        if is_whole { Answer::Report(report) } else { Answer::Incomplete(report) }
    }

    fn row(&mut self, wanted: &Wanted, status: Words, cells: Vec<Cell>) {
        self.tickers.push(wanted.label());
        let head = [Cell::say(&wanted.name), Cell::say(status)];
        self.grid.push_as(Role::Plain, head.into_iter().chain(cells).collect());
    }

    fn rates_row(&mut self, status: Words) {
        let head = [Cell::say(say!("Exchange rates")), Cell::say(status)];
        self.grid.push_as(Role::Plain, head.into_iter().chain(vec![Cell::BLANK; 5]).collect());
    }

    /// A row for programs that is of no figure: of a company as a whole, or of exchange rates and their days.
    fn record(
        &mut self,
        company: &str,
        cik: Option<u64>,
        status: &'static str,
        days: Option<(Date, Date)>,
        reason: Option<&Words>,
    ) {
        let metric = if cik.is_none() { Cell::text("exchange_rates") } else { Cell::BLANK };
        let cell = |id: &str| match id {
            "company" if !company.is_empty() => Cell::text(company),
            "cik" => cik.map_or(Cell::BLANK, |cik| Cell::text(cik.to_string())),
            "metric" => metric.clone(),
            "start" => days.map_or(Cell::BLANK, |(first, _)| first.into()),
            "end" => days.map_or(Cell::BLANK, |(_, last)| last.into()),
            "status" => Cell::text(status),
            "reason" => reason.map_or(Cell::BLANK, Cell::say),
            _ => Cell::BLANK,
        };
        let row = figure::RECORDS.iter().map(|id| cell(id)).collect();
        self.records.push(row);
    }

    /// A note about one figure, unless there were many of its kind.
    fn figure(&mut self, company: &Words, figure: &Figure<'_>, status: Status) {
        let filed = figure::filed(self.data, company, figure);
        let (kind, words) = match (&figure.left_out, status) {
            (Some(reason), _) => (
                "left_out",
                say!("{filed}, is left out: {reason}.", filed, reason = figure::left_out(figure.value, reason)),
            ),
            (None, Status::Restated) => ("restated", say!("{filed}, restates what the bundled data has.", filed)),
            (None, _) => ("new", say!("{filed}, is new.", filed)),
        };
        self.told.tell(&mut self.notes, Note::new(kind, words));
    }
}

fn count(count: usize) -> Cell {
    Cell::count(count as u64)
}
