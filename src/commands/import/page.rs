//! What an import found, as a report.

use std::collections::BTreeMap;
use std::path::Path;

use super::Args;
use super::figure::{self, ImportLine};
use super::repeated_notes::RepeatedNotes;
use crate::commands::draft::Draft;
use crate::commands::frame::{Column, heads, row};
use crate::commands::{Context, words};
use crate::data::Problems;
use crate::model::{Fact, MetricId, Money, Source};
use crate::report::{Cell, Grid, Note, QueryValue, Report, Role, Words};
use crate::say;
use crate::sec::{Covered, FigureStatus, FiledFigure, Import, Instance};

/// What an import found of a company's metric.
struct MetricLine<'i> {
    import: &'i Import<'i>,
    /// Whether it is the company's first.
    is_first: bool,
    figures: &'i [(FiledFigure<'i>, FigureStatus)],
}

fn page<'i>() -> Vec<Column<MetricLine<'i>>> {
    vec![
        Column::text(say!(heading_company), |line, _| {
            if line.is_first { Cell::say(words::company(&line.import.company)) } else { Cell::BLANK }
        }),
        Column::text(say!(heading_metric), |line, context| {
            line.metric().map_or(Cell::BLANK, |id| Cell::say(words::metric(context.data.metric_by_id(id))))
        }),
        Column::number(say!(heading_quarters), |line, _| line.covered(|covered| Cell::count(covered.quarters as u64))),
        Column::number(say!(heading_years), |line, _| {
            line.covered(|covered| covered.years.map_or(Cell::BLANK, |years| Cell::count(years as u64)))
        }),
        Column::text(say!(heading_from), |line, _| line.covered(|covered| covered.days.0.into())),
        Column::text(say!(heading_to), |line, _| line.covered(|covered| covered.days.1.into())),
        Column::number(say!(heading_facts), |line, _| line.count(|_, status| status != FigureStatus::LeftOut)),
        Column::number(say!(heading_new), |line, _| {
            line.count(|_, status| matches!(status, FigureStatus::New | FigureStatus::Restated))
        }),
        Column::number(say!(heading_restated), |line, _| {
            line.count(|figure, status| {
                status != FigureStatus::LeftOut && (figure.restated || status == FigureStatus::Restated)
            })
        }),
        Column::number(say!(heading_left_out), |line, _| {
            line.count(|figure, _| figure.left_out.as_ref().is_some_and(|reason| !figure::is_aside(reason)))
        }),
        Column::number(say!(heading_bundled_quarters), |line, _| {
            let quarters = line.import.quarters.iter().filter(|compared| Some(&compared.metric) == line.metric());
            let of = quarters.clone().count();
            let reproduced = quarters.filter(|compared| compared.is_reproduced()).count();
            if of > 0 { words::of(reproduced, of) } else { Cell::BLANK }
        }),
    ]
}

impl MetricLine<'_> {
    fn metric(&self) -> Option<&MetricId> {
        self.figures.first().map(|(figure, _)| figure.metric)
    }

    /// What there is to say of the days its facts cover; blank where there are none.
    fn covered(&self, cell: fn(&Covered) -> Cell) -> Cell {
        let mut covered = self.import.covered.iter();
        covered.find(|covered| Some(&covered.metric) == self.metric()).map_or(Cell::BLANK, cell)
    }

    fn count(&self, is: fn(&FiledFigure<'_>, FigureStatus) -> bool) -> Cell {
        Cell::count(self.figures.iter().filter(|(figure, status)| is(figure, *status)).count() as u64)
    }
}

/// The report, while it is put together.
pub struct ImportReport<'c> {
    args: &'c Args,
    context: &'c Context<'c>,
    page: Grid,
    records: Grid,
    sources: Vec<Source>,
    tickers: Vec<String>,
    notes: Vec<Note>,
    repeated: RepeatedNotes,
    facts: usize,
    left_out: Vec<Words>,
    has_instances: bool,
}

impl<'c> ImportReport<'c> {
    /// An empty report.
    pub fn new(args: &'c Args, context: &'c Context<'c>) -> Self {
        Self {
            args,
            context,
            page: heads(&page()),
            records: heads(&figure::records()),
            sources: Vec::new(),
            tickers: Vec::new(),
            notes: Vec::new(),
            repeated: RepeatedNotes::default(),
            facts: 0,
            left_out: Vec::new(),
            has_instances: false,
        }
    }

    /// Notes that an instance of a filing is among the files.
    pub fn instance(&mut self, name: &str, instance: &Instance) {
        self.has_instances = true;
        if instance.has_no_units {
            self.notes.push(Note::new("units", say!(instance_has_no_units, file = name)));
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
        let columns = page();
        for (index, figures) in import.figures.chunk_by(|one, next| one.0.metric == next.0.metric).enumerate() {
            let line = MetricLine { import, is_first: index == 0, figures };
            self.page.rows.push(row(&columns, Role::Plain, &line, self.context));
        }
        if self.context.is_records {
            let lines = import.figures.iter().map(|(figure, status)| ImportLine::new(&import.company, figure, *status));
            let columns = figure::records();
            self.records.rows.extend(lines.map(|line| row(&columns, Role::Plain, &line, self.context)));
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
        self.notes.extend(self.repeated.rest());
        if let Some(first) = self.left_out.first() {
            let count = self.left_out.len().to_string();
            let words = say!(companies_not_readable, count, first);
            self.notes.push(Note::new("left_out", words));
        }
        let words = match self.args.folder.as_deref().map(Path::display) {
            None => say!(import_wrote_nothing),
            Some(folder) => say!(
                import_wrote,
                folder = folder.to_string(),
                facts = self.facts.to_string(),
                companies = self.tickers.len().to_string(),
            ),
        };
        self.notes.push(Note::new("written", words));
        let title = if self.has_instances { say!(title_import_filings) } else { say!(title_import) };
        let files = self.args.files.iter().map(|path| path.display().to_string()).collect();
        self.context.report(Draft {
            title: words::as_known(title, self.context.as_of),
            page: self.page,
            records: self.records,
            notes: self.notes,
            sources: self.sources,
            query: vec![("files", QueryValue::List(files)), ("companies", QueryValue::List(self.tickers))],
            ..Draft::default()
        })
    }

    /// How the bundled quarters compare.
    fn quarters(&mut self, import: &Import<'_>) {
        if import.is_of_filings && import.bundled {
            let taken = import.figures.iter().filter(|(_, status)| *status != FigureStatus::LeftOut);
            let of = taken.clone().count().to_string();
            let reproduced = taken.filter(|(_, status)| *status == FigureStatus::Reproduced).count().to_string();
            let words = say!(figures_reproduced, company = words::company(&import.company), reproduced, of);
            self.notes.push(Note::new("reproduced", words));
        }
        if import.quarters.is_empty() {
            return;
        }
        let company = words::company(&import.company);
        let of = import.quarters.len().to_string();
        let reproduced = import.quarters.iter().filter(|compared| compared.is_reproduced()).count().to_string();
        let words = say!(quarters_reproduced, company = &company, reproduced, of);
        self.notes.push(Note::new("reproduced", words));
        for compared in import.quarters.iter().filter(|compared| !compared.is_reproduced()) {
            let what = say!(
                company_metric_quarter,
                company = &company,
                metric = words::metric_name(self.context.data.metric_by_id(&compared.metric)),
                quarter = compared.quarter.to_string()
            );
            let note = if let Some(file) = compared.file {
                let (file, bundled) = figure::apart(file, compared.bundled);
                Note::new("differs", say!(file_differs_from_bundled, what, file, bundled))
            } else {
                let bundled = Money::usd(compared.bundled);
                Note::new("absent", say!(not_in_file_but_bundled, what, bundled))
            };
            self.note(note);
        }
    }

    /// What was left out, and what is restated beside the bundled data.
    fn figures(&mut self, import: &Import<'_>) {
        let company = words::company(&import.company);
        let mut aside = BTreeMap::new();
        for (figure, status) in &import.figures {
            match &figure.left_out {
                Some(reason) if figure::is_aside(reason) => {
                    aside
                        .entry(reason.words().to_string())
                        .or_insert_with(|| (figure::left_out(figure.value, reason), 0_usize))
                        .1 += 1;
                }
                None if *status != FigureStatus::Restated => {}
                _ => self.note(figure::note(self.context.data, &company, figure, *status)),
            }
        }
        for (reason, count) in aside.into_values() {
            let words = say!(figures_left_out, company = &company, reason, count = count.to_string());
            self.notes.push(Note::new("aside", words));
        }
    }

    fn note(&mut self, note: Note) {
        self.repeated.add(&mut self.notes, note);
    }
}
