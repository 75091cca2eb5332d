//! What an update brought, as a report.

use std::path::Path;

use jiff::civil::Date;

use super::failures::{self, Failures};
use crate::commands::draft::Draft;
use crate::commands::frame::{Column, heads, row};
use crate::commands::import::figure::{self, ImportLine};
use crate::commands::import::repeated_notes::RepeatedNotes;
use crate::commands::{Answer, Context, Failure};
use crate::data::Dataset;
use crate::fx::Doubt;
use crate::model::{Fact, Source};
use crate::report::{Cell, Grid, Note, QueryValue, Role, Words};
use crate::say;
use crate::sec::update::{Filings, Unfetched, Wanted, called};
use crate::sec::{FigureStatus, FiledFigure, Filing, Import};

/// What an update brought of a company, or of exchange rates.
struct UpdateLine {
    name: Words,
    status: Words,
    /// None where nothing was read.
    counts: Option<Counts>,
}

struct Counts {
    new: usize,
    /// Rates are neither restated nor left out.
    restated: Option<usize>,
    left_out: Option<usize>,
    all: usize,
    /// The last day there is.
    to: Option<Date>,
}

fn page() -> Vec<Column<UpdateLine>> {
    vec![
        Column::text("", |line, _| Cell::say(&line.name)),
        Column::text("", |line, _| Cell::say(&line.status)),
        Column::number(say!(heading_new), |line, _| line.count(|counts| Some(counts.new))),
        Column::number(say!(heading_restated), |line, _| line.count(|counts| counts.restated)),
        Column::number(say!(heading_left_out), |line, _| line.count(|counts| counts.left_out)),
        Column::number(say!(heading_in_all), |line, _| line.count(|counts| Some(counts.all))),
        Column::text(say!(heading_to), |line, _| {
            line.counts.as_ref().and_then(|counts| counts.to).map_or(Cell::BLANK, Cell::from)
        }),
    ]
}

impl UpdateLine {
    fn count(&self, of: fn(&Counts) -> Option<usize>) -> Cell {
        self.counts.as_ref().and_then(of).map_or(Cell::BLANK, |count| Cell::count(count as u64))
    }
}

/// The report, while it is put together.
pub struct UpdateReport<'c> {
    context: &'c Context<'c>,
    data: &'c Dataset,
    is_dry_run: bool,
    page: Grid,
    records: Grid,
    sources: Vec<Source>,
    tickers: Vec<String>,
    notes: Vec<Note>,
    repeated: RepeatedNotes,
    failures: Failures,
    /// Things that did not fail.
    done: usize,
    has_changed: bool,
}

impl<'c> UpdateReport<'c> {
    /// An empty report.
    pub fn new(context: &'c Context<'c>, data: &'c Dataset, is_dry_run: bool) -> Self {
        Self {
            context,
            data,
            is_dry_run,
            page: heads(&page()),
            records: heads(&figure::records()),
            sources: Vec::new(),
            tickers: Vec::new(),
            notes: Vec::new(),
            repeated: RepeatedNotes::default(),
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
        let is_fresh = |figure: &FiledFigure<'_>, status: FigureStatus| {
            let same =
                |fact: &&&Fact| (&fact.metric, fact.span, fact.published) == (figure.metric, figure.span, figure.filed);
            matches!(status, FigureStatus::New | FigureStatus::Restated) && fresh.iter().any(|fact| same(&fact))
        };
        let left_out =
            |figure: &FiledFigure<'_>| figure.left_out.as_ref().is_some_and(|reason| !figure::is_aside(reason));
        let mut shown: Vec<&(FiledFigure<'_>, FigureStatus)> =
            import.figures.iter().filter(|(figure, status)| is_fresh(figure, *status) || left_out(figure)).collect();
        for (figure, status) in &shown {
            self.record(&ImportLine::new(&import.company, figure, *status));
        }
        if self.context.documents {
            let used = |source: &&Source| fresh.iter().any(|fact| *fact.source == *source.id);
            self.sources.extend(import.sources.iter().filter(used).cloned());
        }
        // The newest are what the update was for.
        shown.sort_by_key(|(figure, _)| std::cmp::Reverse((figure.span.end, figure.filed)));
        for (figure, status) in &shown {
            self.repeated.add(&mut self.notes, figure::note(self.data, &wanted.name, figure, *status));
        }
        let restated = fresh.iter().filter(|fact| fact.restated).count();
        let left_out = import.figures.iter().filter(|(figure, _)| left_out(figure)).count();
        let status = if fresh.is_empty() { say!(status_nothing_new) } else { say!(status_new_figures) };
        let to = facts.iter().map(|fact| fact.span.end).max();
        let counts =
            Counts { new: fresh.len(), restated: Some(restated), left_out: Some(left_out), all: facts.len(), to };
        self.row(wanted, status, Some(counts));
        self.has_changed |= !fresh.is_empty();
        self.done += 1;
    }

    /// Adds what the list of a company's filings tells.
    pub fn filings(&mut self, wanted: &Wanted, filings: &Filings) {
        self.notes.extend(filings.words(wanted).map(|words| Note::new("filings", words)));
    }

    /// Adds a report whose instance could not be read.
    pub fn instance_failed(&mut self, wanted: &Wanted, filing: &Filing, reason: &Unfetched) {
        let company = &wanted.name;
        self.failures.add(say!(instance_of_filing, company, filing = called(filing)), reason);
    }

    /// Adds a company whose file is what it was.
    pub fn unchanged(&mut self, wanted: &Wanted) {
        self.row(wanted, say!(status_unchanged), None);
        self.record(&ImportLine { status: "unchanged", ..of_company(wanted, &wanted.label()) });
        self.done += 1;
    }

    /// Adds a company that could not be fetched or read.
    pub fn failed(&mut self, wanted: &Wanted, reason: &Unfetched) {
        self.row(wanted, say!(status_failed), None);
        let words = reason.words();
        self.record(&ImportLine { status: "failed", reason: Some(&words), ..of_company(wanted, &wanted.label()) });
        self.failures.add(wanted.name.clone(), reason);
    }

    /// Adds exchange rates: all days after the bundled ones, and those that the folder had before.
    pub fn rates(&mut self, days: &[Date], old: &[Date]) {
        let fresh: Vec<Date> = days.iter().filter(|day| !old.contains(day)).copied().collect();
        let status = if fresh.is_empty() { say!(status_nothing_new) } else { say!(status_new_days) };
        let counts =
            Counts { new: fresh.len(), restated: None, left_out: None, all: days.len(), to: days.last().copied() };
        self.rates_row(status, Some(counts));
        if let (Some(first), Some(last)) = (fresh.first(), fresh.last()) {
            self.record(&ImportLine { status: "new", days: Some((*first, *last)), ..of_rates() });
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
        self.record(&ImportLine { status, days: Some((day, day)), reason: Some(&words), ..of_rates() });
        self.repeated.add(&mut self.notes, Note::new(kind, words));
    }

    /// Notes that the exchange rates are what they were.
    pub fn rates_unchanged(&mut self) {
        self.rates_row(say!(status_unchanged), None);
        self.record(&ImportLine { status: "unchanged", ..of_rates() });
        self.done += 1;
    }

    /// Notes that the exchange rates could not be fetched or read.
    pub fn rates_failed(&mut self, reason: &Unfetched) {
        self.rates_row(say!(status_failed), None);
        self.record(&ImportLine { status: "failed", reason: Some(&reason.words()), ..of_rates() });
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
        self.notes.extend(std::mem::take(&mut self.repeated).rest());
        let is_whole = self.failures.is_empty();
        for failure in self.failures.sentences(false) {
            self.notes.push(Note::new("failed", say!(failure_sentence, failure)));
        }
        let folder = home.display().to_string();
        let written = match (self.is_dry_run, self.has_changed) {
            (true, _) => say!(nothing_written_dry_run),
            (false, false) if is_whole => say!(folder_up_to_date, folder),
            (false, false) => say!(nothing_new_written, folder),
            (false, true) => {
                say!(update_wrote, folder)
            }
        };
        self.notes.push(Note::new("written", written));
        let report = self.context.report(Draft {
            title: if self.is_dry_run { say!(title_update_dry_run) } else { say!(title_update) },
            page: self.page,
            records: self.records,
            notes: self.notes,
            sources: self.sources,
            query: vec![("companies", QueryValue::List(self.tickers))],
            ..Draft::default()
        });
        if is_whole { Answer::Report(report) } else { Answer::Incomplete(report) }
    }

    fn row(&mut self, wanted: &Wanted, status: Words, counts: Option<Counts>) {
        self.tickers.push(wanted.label());
        self.line(&UpdateLine { name: wanted.name.clone(), status, counts });
    }

    fn rates_row(&mut self, status: Words, counts: Option<Counts>) {
        self.line(&UpdateLine { name: say!(title_rates), status, counts });
    }

    fn line(&mut self, line: &UpdateLine) {
        self.page.rows.push(row(&page(), Role::Plain, line, self.context));
    }

    fn record(&mut self, line: &ImportLine<'_>) {
        self.records.rows.push(row(&figure::records(), Role::Plain, line, self.context));
    }
}

/// The line for programs of a company as a whole.
fn of_company<'f>(wanted: &Wanted, label: &'f str) -> ImportLine<'f> {
    ImportLine { company: label, cik: Some(wanted.cik), ..ImportLine::default() }
}

/// The line for programs of exchange rates.
fn of_rates<'f>() -> ImportLine<'f> {
    ImportLine { item: Some("exchange_rates"), ..ImportLine::default() }
}
