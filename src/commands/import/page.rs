//! What an import found, as a report.

use std::collections::BTreeMap;
use std::path::Path;

use super::told::Told;
use super::{Args, figure};
use crate::commands::{Context, words};
use crate::data::{Dataset, Problems};
use crate::model::{Fact, Metric, MetricId, Money, Source};
use crate::report::{Cell, Grid, Heading, Note, QueryValue, Report, Role, Words};
use crate::say;
use crate::sec::{Figure, Import, Status};

/// The report, while it is put together.
pub struct Page<'c> {
    args: &'c Args,
    context: &'c Context<'c>,
    grid: Grid,
    records: Grid,
    sources: Vec<Source>,
    tickers: Vec<String>,
    notes: Vec<Note>,
    told: Told,
    facts: usize,
    left_out: Vec<Words>,
}

impl<'c> Page<'c> {
    /// An empty report.
    pub fn new(args: &'c Args, context: &'c Context<'c>) -> Self {
        let text = ["Company", "Metric"].map(Heading::text);
        let numbers = ["Quarters", "Years"].map(Heading::number);
        let days = ["From", "To"].map(Heading::text);
        let counts = ["Facts", "New", "Restated", "Left out", "Bundled quarters"].map(Heading::number);
        let columns = text.into_iter().chain(numbers).chain(days).chain(counts).collect();
        Self {
            args,
            context,
            grid: Grid { columns, rows: Vec::new() },
            records: Grid::of_records(figure::RECORDS),
            sources: Vec::new(),
            tickers: Vec::new(),
            notes: Vec::new(),
            told: Told::default(),
            facts: 0,
            left_out: Vec::new(),
        }
    }

    /// Adds a company.
    pub fn add(&mut self, import: &Import<'_>) {
        self.tickers.push(import.company.ticker.clone());
        let taken = |fact: &&Fact| !self.args.only_new || import.is_new(fact);
        self.facts += import.facts.iter().filter(taken).count();
        if self.context.documents {
            self.sources.extend(import.sources.iter().cloned());
        }
        for (index, of_metric) in import.figures.chunk_by(|one, next| one.0.metric == next.0.metric).enumerate() {
            self.row(import, of_metric, index == 0);
        }
        if self.context.machine {
            for (figure, status) in &import.figures {
                self.records.push(figure::record(&import.company, figure, *status));
            }
        }
        self.quarters(import);
        self.figures(import);
    }

    /// Notes a company that could not be read.
    pub fn leave_out(&mut self, problems: &Problems) {
        self.left_out.push(Words::sentences(problems.lines()));
    }

    /// The finished report.
    pub fn report(mut self) -> Report {
        self.notes.extend(self.told.rest());
        if let Some(first) = self.left_out.first() {
            let count = self.left_out.len().to_string();
            let words =
                say!("Companies left out because they could not be read: {count}; the first: {first}", count, first);
            self.notes.push(Note::new("left_out", words));
        }
        let words = match self.args.folder.as_deref().map(Path::display) {
            None => say!("Nothing was written; -o FOLDER writes the facts, in the shape of data/."),
            Some(folder) => say!(
                "Written to `{folder}`, in the shape of data/ (facts: {facts}; companies: {companies}).",
                folder = folder.to_string(),
                facts = self.facts.to_string(),
                companies = self.tickers.len().to_string(),
            ),
        };
        self.notes.push(Note::new("written", words));
        let files = self.args.files.iter().map(|path| path.display().to_string()).collect();
        Report {
            chart: None,
            title: words::as_known(say!("Read from the SEC's companyfacts"), self.context.as_of),
            page: self.grid,
            records: self.records,
            notes: self.notes,
            sources: self.sources,
            query: vec![("files", QueryValue::List(files)), ("companies", QueryValue::List(self.tickers))],
            as_of: self.context.as_of,
            data_version: Dataset::version().to_owned(),
        }
    }

    fn metric(&self, id: &MetricId) -> &'c Metric {
        self.context.data.metric_by_id(id)
    }

    /// A metric of a company.
    fn row(&mut self, import: &Import<'_>, figures: &[(Figure<'_>, Status)], first: bool) {
        let Some((one, _)) = figures.first() else { return };
        let count = |is: &dyn Fn(&Figure<'_>, Status) -> bool| {
            Cell::count(figures.iter().filter(|(figure, status)| is(figure, *status)).count() as u64)
        };
        let covered = import.covered.iter().find(|covered| covered.metric == *one.metric);
        let compared = import.quarters.iter().filter(|compared| compared.metric == *one.metric);
        let reproduced = compared.clone().filter(|compared| compared.is_reproduced()).count();
        let of = compared.count();
        let metric = self.metric(one.metric);
        self.grid.push_as(
            Role::Plain,
            vec![
                if first { Cell::say(words::company(&import.company)) } else { Cell::BLANK },
                Cell::say(words::metric(metric)),
                covered.map_or(Cell::BLANK, |covered| Cell::count(covered.quarters as u64)),
                covered.map_or(Cell::BLANK, |covered| Cell::count(covered.years as u64)),
                covered.map_or(Cell::BLANK, |covered| covered.days.0.into()),
                covered.map_or(Cell::BLANK, |covered| covered.days.1.into()),
                count(&|_, status| status != Status::LeftOut),
                count(&|_, status| matches!(status, Status::New | Status::Restated)),
                count(&|figure, status| status != Status::LeftOut && (figure.restated || status == Status::Restated)),
                count(&|figure, _| figure.left_out.as_ref().is_some_and(|reason| !figure::is_aside(reason))),
                if of > 0 { words::of(reproduced, of) } else { Cell::BLANK },
            ],
        );
    }

    /// How the bundled quarters compare.
    fn quarters(&mut self, import: &Import<'_>) {
        if import.quarters.is_empty() {
            return;
        }
        let company = words::company(&import.company);
        let of = import.quarters.len().to_string();
        let reproduced = import.quarters.iter().filter(|compared| compared.is_reproduced()).count().to_string();
        let words = say!(
            "{company}: {reproduced} of {of} bundled quarters reproduced, figure for figure.",
            company = &company,
            reproduced,
            of
        );
        self.notes.push(Note::new("reproduced", words));
        for compared in import.quarters.iter().filter(|compared| !compared.is_reproduced()) {
            let what = say!(
                "{company}, {metric}, {quarter}",
                company = &company,
                metric = words::metric_name(self.metric(&compared.metric)),
                quarter = compared.quarter.to_string()
            );
            let note = if let Some(file) = compared.file {
                let (file, bundled) = figure::apart(file, compared.bundled);
                Note::new(
                    "differs",
                    say!("{what}: {file} by the file, {bundled} in the bundled data.", what, file, bundled),
                )
            } else {
                let bundled = Money::usd(compared.bundled);
                Note::new("absent", say!("{what}: not in the file, {bundled} in the bundled data.", what, bundled))
            };
            self.tell(note);
        }
    }

    /// What was left out, and what is restated beside the bundled data.
    fn figures(&mut self, import: &Import<'_>) {
        let company = words::company(&import.company);
        let mut aside = BTreeMap::new();
        for (figure, status) in &import.figures {
            let is_restated = *status == Status::Restated;
            match &figure.left_out {
                Some(reason) if figure::is_aside(reason) => {
                    aside
                        .entry(reason.words().to_string())
                        .or_insert_with(|| (figure::left_out(figure.value, reason), 0_usize))
                        .1 += 1;
                }
                Some(reason) => {
                    let (filed, reason) =
                        (figure::filed(self.context.data, &company, figure), figure::left_out(figure.value, reason));
                    self.tell(Note::new("left_out", say!("{filed}, is left out: {reason}.", filed, reason)));
                }
                None if is_restated => {
                    let filed = figure::filed(self.context.data, &company, figure);
                    self.tell(Note::new("restated", say!("{filed}, restates what the bundled data has.", filed)));
                }
                None => {}
            }
        }
        for (reason, count) in aside.into_values() {
            let words = say!(
                "{company}, figures set aside as {reason}: {count}.",
                company = &company,
                reason,
                count = count.to_string()
            );
            self.notes.push(Note::new("aside", words));
        }
    }

    fn tell(&mut self, note: Note) {
        self.told.tell(&mut self.notes, note);
    }
}
