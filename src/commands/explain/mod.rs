//! `capex explain`: one figure, every basis, its arithmetic and its documents.

mod arithmetic;
mod converted;

use std::sync::Arc;

use arithmetic::{children, days_name, phrase, step_name, sum_phrase, value};

use super::args::{Periods, When};
use super::query::{Query, mark};
use super::{Context, Failure, words};
use crate::derive::{Approximation, Figure, Gap, Status, Working};
use crate::model::{Basis, Company, Fact, Kind, MetricId, Part, Period, Source, Stretch, Window};
use crate::report::{Cell, Grid, Heading, Join, Note, Report, Role, Words};
use crate::say;

/// One figure: every basis, its arithmetic and its documents.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex explain meta 2022Q4               gross and net of one quarter, and why they differ
  capex explain msft 2025                 calendar and fiscal, on all four bases
  capex explain meta 2016Q4 -m net-income  a quarter of a restated year")]
pub struct Args {
    /// The company: ticker, name or alias
    pub company: String,
    /// The period [default: the newest quarter]
    #[arg(value_parser = <Window as std::str::FromStr>::from_str)]
    pub period: Option<Window>,
    /// What to explain
    #[arg(short, long, value_name = "METRIC", default_value = "capex")]
    pub metric: String,
}

const RECORDS: &[&str] = &[
    "company",
    "metric",
    "basis",
    "period",
    "role",
    "item",
    "start",
    "end",
    "currency",
    "value",
    "status",
    "published",
    "source",
    "accession",
    "url",
    "note",
    "read_at",
];

/// One reading of the figure.
struct Reading {
    basis: Option<Basis>,
    outcome: Result<Figure, Gap>,
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let when = When { period: args.period.clone(), year: None };
    let periods = Periods { when, ..Periods::default() };
    let companies = [args.company.clone()];
    let metric = context.data.metric(&args.metric)?;
    let bases = context.data.bases(metric);
    let mut query = Query::with_metrics(context, &companies, metric, &[], &bases, &periods, &Window::latest())?;
    let (&[company], &[period]) = (query.companies.as_slice(), query.periods.as_slice()) else {
        return Err(Failure::Usage(say!("explain takes one period; show takes many")));
    };
    let read = |period: Period| -> Vec<Reading> {
        let reading = |&basis: &Option<Basis>| Reading {
            basis,
            outcome: query.engine.figure(company, query.metric, basis, period),
        };
        bases.iter().map(reading).collect()
    };
    let readings = read(period);
    if readings.iter().all(|reading| reading.outcome.is_err()) {
        return Err(query.nothing());
    }
    let own_year = own_year(company, period).map(|own| (own, read(own)));

    let figures: Vec<&Figure> = readings.iter().filter_map(|reading| reading.outcome.as_ref().ok()).collect();
    let facts = facts(&figures);
    let ids: Vec<Arc<str>> = facts.iter().map(|fact| Arc::clone(&fact.source)).collect();
    let sources = context.data.sources(&ids)?;
    let source = |fact: &Fact| sources.iter().find(|source| *source.id == *fact.source);
    let others = other_values(&query, company, &facts)?;

    let mut page = Grid { columns: vec![Heading::text(""), Heading::number(""), Heading::text("")], rows: Vec::new() };
    reading_rows(&query, company, &readings, &mut page);
    if let Some((own, readings)) = &own_year {
        let days = words::other_name(company, *own).unwrap_or_default();
        page.push_as(
            Role::Section,
            vec![Cell::say(say!("{own}, the company's own year ({days})", own = own.to_string(), days))],
        );
        for Reading { basis, outcome } in readings {
            page.push(vec![
                Cell::say(name(&query, *basis)),
                dollars(&query, outcome),
                sum_phrase(&query, company, outcome),
            ]);
        }
    }
    converted::rows(&query, company, &readings, &mut page);
    page.push_as(Role::Section, vec![Cell::text("Documents")]);
    for fact in &facts {
        page.push(fact_row(&query, company, fact, source(fact)));
    }
    if !others.is_empty() {
        page.push_as(Role::Section, vec![Cell::text("Other values published for the same days, not used here")]);
        let ids: Vec<Arc<str>> = others.iter().map(|fact| Arc::clone(&fact.source)).collect();
        let sources = context.data.sources(&ids)?;
        for fact in &others {
            page.push(fact_row(&query, company, fact, sources.iter().find(|source| *source.id == *fact.source)));
        }
    }
    let records = records(&query, company, period, &readings, &facts, &sources);
    let mut notes = notes(&query, company, period, &readings, own_year.is_some());
    notes.extend(converted::notes(&query, company, &readings));
    let metric = words::metric_name(query.metric);
    let title = Words::commas([words::company(company), query.title_of(metric)]);
    query.notes.extend(notes);
    query.report(title, page, records, &ids)
}

/// The company's own year of the same number, where it is another.
fn own_year(company: &Company, period: Period) -> Option<Period> {
    let yearly = period.stretch().part == Part::Year && !period.is_fiscal();
    (yearly && !company.calendar.is_calendar_year()).then(|| period.fiscal())
}

/// Every fact the figures rest on, each once, by metric and days.
fn facts<'f>(figures: &[&'f Figure]) -> Vec<&'f Fact> {
    let mut facts: Vec<&Fact> = Vec::new();
    for fact in figures.iter().flat_map(|figure| figure.working.facts()) {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts
}

/// Values that other documents give for the very days of the facts used.
fn other_values(query: &Query<'_>, company: &Company, used: &[&Fact]) -> Result<Vec<Fact>, Failure> {
    let mut metrics: Vec<&MetricId> = used.iter().map(|fact| &fact.metric).collect();
    metrics.dedup();
    let mut others: Vec<Fact> = Vec::new();
    for metric in metrics {
        for fact in query.context.data.facts(company, &[metric])? {
            let known = query.context.as_of.is_none_or(|day| fact.published <= day);
            let same_days = used.iter().any(|one| one.metric == fact.metric && one.span == fact.span);
            if known && same_days && !used.contains(&&fact) && !others.contains(&fact) {
                others.push(fact);
            }
        }
    }
    Ok(others)
}

/// What a row is called: the basis, or the metric where bases make no difference.
fn name(query: &Query<'_>, basis: Option<Basis>) -> Words {
    if query.on_basis() { words::basis(basis) } else { query.metric.flag.as_str().into() }
}

/// A figure in dollars, as its documents give it.
fn dollars(query: &Query<'_>, outcome: &Result<Figure, Gap>) -> Cell {
    match outcome {
        Ok(figure) => value(query, &figure.working).marked(mark(figure)),
        Err(gap) => Cell::missing(gap),
    }
}

/// A row a basis, then, indented, a row for each step that is itself worked out.
fn reading_rows(query: &Query<'_>, company: &Company, readings: &[Reading], page: &mut Grid) {
    let mut shown: Vec<&Working> = Vec::new();
    for Reading { basis, outcome } in readings {
        let sum = sum_phrase(query, company, outcome);
        page.push(vec![Cell::say(name(query, *basis)), dollars(query, outcome), sum]);
        if let Ok(figure) = outcome {
            step_rows(query, company, &figure.working, &mut shown, page);
        }
    }
}

fn step_rows<'w>(
    query: &Query<'_>,
    company: &Company,
    working: &'w Working,
    shown: &mut Vec<&'w Working>,
    page: &mut Grid,
) {
    for child in children(working) {
        if child.fact().is_none() && !shown.contains(&child) {
            shown.push(child);
            let label = say!("  {step}", step = step_name(query, company, working, child));
            page.push(vec![Cell::say(label), value(query, child), phrase(query, company, child)]);
            step_rows(query, company, child, shown, page);
        }
    }
}

/// What a document prints: metric and days, value, document.
fn fact_row(query: &Query<'_>, company: &Company, fact: &Fact, source: Option<&Source>) -> Vec<Cell> {
    let metric = query.context.data.metric_by_id(&fact.metric);
    let amount = Cell::from(metric.kind.quantity(fact.value)).of_user(fact.origin.is_user());
    let document = source.map_or_else(|| fact.source.to_string(), |source| source.document.clone());
    let mut parts = vec![Words::from(document), fact.published.into()];
    parts.extend(source.and_then(|source| source.accession.as_deref()).map(Words::from));
    let mut document = Words::commas(parts);
    let copy = source.and_then(Source::read_at_host).map(|host| say!("read at {host}", host = host.to_owned()));
    let told: Vec<Words> = words::confidence(fact.confidence).into_iter().chain(copy).collect();
    if !told.is_empty() {
        document = say!("{document} ({told})", document, told = Words::commas(told));
    }
    let document = say!("{days}: {document}", days = days_name(query, company, fact.span), document);
    vec![Cell::say(words::metric_short(metric)), amount, Cell::say(document)]
}

fn records(
    query: &Query<'_>,
    company: &Company,
    period: Period,
    readings: &[Reading],
    facts: &[&Fact],
    sources: &[Source],
) -> Grid {
    let mut grid = Grid::of_records(&[RECORDS, query.context.fx_records()].concat());
    let width = grid.columns.len();
    let text = |text: Option<&String>| text.filter(|text| !text.is_empty()).map_or(Cell::BLANK, Cell::text);
    for Reading { basis, outcome } in readings {
        let known = outcome.as_ref().ok();
        let status = known.map_or(Status::Missing, Figure::status);
        let note = known.and_then(|figure| figure.working.approximation.as_ref());
        let mut cells = vec![
            Cell::text(company.ticker.clone()),
            Cell::text(query.metric.flag.clone()),
            words::basis_cell(*basis),
            Cell::text(period.to_string()),
            Cell::text("figure"),
            Cell::text(query.metric.id.to_string()),
            known.map_or(Cell::BLANK, |figure| Cell::from(figure.working.span.start)),
            known.map_or(Cell::BLANK, |figure| Cell::from(figure.working.span.end)),
            if query.metric.kind == Kind::Flow { Cell::text("USD") } else { Cell::BLANK },
            dollars(query, outcome),
            Cell::text(status.to_string()),
            known.map_or(Cell::BLANK, |figure| Cell::from(figure.working.published())),
            known.map_or(Cell::BLANK, super::query::source_cell),
            Cell::BLANK,
            Cell::BLANK,
            note.map_or(Cell::BLANK, |note| Cell::say(note.words())),
        ];
        cells.resize(width, Cell::BLANK);
        grid.push(cells);
    }
    converted::records(query, company, period, readings, &mut grid);
    for fact in facts {
        let source = sources.iter().find(|source| *source.id == *fact.source);
        let mut row = fact_row(query, company, fact, source);
        let mut cells = vec![
            Cell::text(company.ticker.clone()),
            Cell::text(query.metric.flag.clone()),
            Cell::BLANK,
            Cell::text(period.to_string()),
            Cell::text("fact"),
            Cell::text(fact.metric.to_string()),
            Cell::from(fact.span.start),
            Cell::from(fact.span.end),
            fact.currency.map_or(Cell::BLANK, |currency| Cell::text(currency.code())),
            row.swap_remove(1),
            Cell::text(fact.confidence.name()),
            Cell::from(fact.published),
            Cell::text(&*fact.source),
            text(source.and_then(|source| source.accession.as_ref())),
            text(source.and_then(|source| source.url.as_ref())),
            text(Some(&fact.note)),
            text(source.and_then(|source| source.read_at.as_ref())),
        ];
        cells.resize(width, Cell::BLANK);
        grid.push(cells);
    }
    grid
}

/// What each basis means for the company at the time, and why calendar and fiscal years differ.
fn notes(query: &Query<'_>, company: &Company, period: Period, readings: &[Reading], two_years: bool) -> Vec<Note> {
    let mut notes = Vec::new();
    let quarters = period.quarters(company.calendar);
    for Reading { basis, outcome } in readings {
        let mut said: Vec<&str> = Vec::new();
        for &quarter in &quarters {
            let span = company.calendar.span(quarter);
            if let Ok(Some(definition)) = query.engine.definition(company, &query.metric.id, *basis, span)
                && !said.contains(&definition.words.as_str())
            {
                said.push(&definition.words);
            }
        }
        if !said.is_empty() {
            let words = Words::List(Join::Then, said.iter().map(|&words| words.into()).collect());
            notes.push(Note::new("definition", say!("{name}: {words}.", name = name(query, *basis), words)));
        }
        if let Ok(figure) = outcome {
            if let Some(reason) = &figure.working.approximation {
                let reason = match reason {
                    Approximation::StandIn(definition) if said.contains(&definition.words.as_str()) => {
                        say!("a declared stand-in, see its definition")
                    }
                    reason => reason.words(),
                };
                let words = say!("≈ {name}: {reason}.", name = name(query, *basis), reason);
                notes.push(Note::new("approximation", words));
            }
            for (quarter, gap) in &figure.gaps {
                let words = say!(
                    "– {name}, {quarter}: {reason}.",
                    name = name(query, *basis),
                    quarter = quarter.to_string(),
                    reason = gap.words_of(company)
                );
                notes.push(Note::new("missing", words));
            }
        }
    }
    if query.on_basis() && !query.metric.id.is_capex() {
        let capex = query.context.data.metric_by_id(&MetricId::capex());
        notes.push(Note::new(
            "basis",
            say!(
                "What capex means on each basis: {command}",
                command = query.context.pointer(&company.ticker, capex, period)
            ),
        ));
    }
    if two_years {
        let Stretch { year, .. } = period.stretch();
        let own = words::other_name(company, period.fiscal()).unwrap_or_default();
        let calendar = words::other_name(company, period).unwrap_or_default();
        let of_own = period.fiscal().quarters(company.calendar);
        let shared = match quarters.iter().filter(|quarter| of_own.contains(quarter)).count() {
            0 => say!("no quarter"),
            1 => say!("only one quarter"),
            2 => say!("only two quarters"),
            3 => say!("three quarters"),
            _ => say!("all quarters"),
        };
        notes.push(Note::new(
            "calendar",
            say!(
                "Calendar {year} is {calendar}; FY{year} is {own}. The two share {shared}.",
                year = year.to_string(),
                calendar,
                own,
                shared
            ),
        ));
    }
    notes
}
