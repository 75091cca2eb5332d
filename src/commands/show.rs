//! `capex show`: companies by periods, for any metric.

use super::amounts::Known;
use super::args::Selection;
use super::query::{Line, Outcome, Query, column, documents, source_cell};
use super::{Context, Failure, words};
use crate::derive::{Approximation, Figure, Status};
use crate::model::{Company, Grain, Period, Window};
use crate::report::{Cell, Grid, Heading, Note, Report, Words};
use crate::say;

/// Companies by periods, for any metric.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex show -Q -p last8q                 the last eight quarters
  capex show -m cloud -Y                  cloud revenue by year
  capex show msft -Q -p FY2026 --fiscal   Microsoft's own quarters
  capex show --ttm -p latest              trailing twelve months
  capex show -m intensity -p 2019..2025   capital expenditures to revenue
  capex show -m azure-growth msft -p last8q")]
pub struct Args {
    /// What it is about
    #[command(flatten)]
    pub about: Selection,
}

/// The columns of the output contract, then what has been appended to them.
const RECORDS: &[&str] = &[
    "company",
    "metric",
    "basis",
    "period",
    "start",
    "end",
    "fiscal_period",
    "currency",
    "value",
    "status",
    "published",
    "source",
    "quarters",
    "note",
];

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let default = match args.about.periods.grain() {
        Some(Grain::Years) => Window::last(6, Grain::Years),
        _ => Window::last(8, Grain::Quarters),
    };
    let mut query = Query::new(context, &args.about, &default)?;
    let lines = query.lines();
    let outcomes = || lines.iter().flat_map(|(_, figures)| figures.iter().map(|(_, outcome)| outcome));
    if outcomes().all(Result::is_err) {
        return Err(query.nothing());
    }
    let mut records = Grid::of_records(&[RECORDS, context.fx_records()].concat());
    for (at, company) in query.companies.iter().enumerate() {
        for (period, outcome) in column(&lines, at) {
            records.push(record(&query, company, period, outcome));
        }
    }
    let page = page(&query, &lines);
    let each = lines
        .iter()
        .flat_map(|(period, figures)| figures.iter().map(|(company, outcome)| (*period, *company, outcome)));
    let notes = query.figure_notes(each);
    if query.mixes_definitions() && query.companies.len() > 1 {
        query.notes.push(Note::new(
            "basis",
            "Each company's own definition; for one common definition: --basis cash (capex list definitions).",
        ));
    }
    query.notes.extend(notes);
    let amounts: Vec<(Period, Known)> = lines
        .iter()
        .flat_map(|(period, figures)| figures.iter().map(|(company, outcome)| (*period, query.known(company, outcome))))
        .collect();
    query.notes.extend(query.rates_used(amounts.iter().map(|(period, amount)| (*period, amount))));
    query.notes.push(query.data_note(outcomes()));
    let documents = documents(outcomes().flatten());
    let title = query.title();
    query.report(title, page, records, &documents)
}

fn record(query: &Query<'_>, company: &Company, period: Period, outcome: &Outcome) -> Vec<Cell> {
    let days = period.span(company.calendar);
    let status = outcome.as_ref().map_or(Status::Missing, Figure::status);
    let mut cells = vec![
        Cell::text(company.ticker.clone()),
        Cell::text(query.metric.flag.clone()),
        query.basis_cell(),
        Cell::text(period.to_string()),
        Cell::from(days.start),
        Cell::from(days.end),
        Cell::text(words::fiscal_period(company, period)),
        query.currency_cell(),
        query.cell(company, outcome),
        Cell::text(status.to_string()),
    ];
    match outcome {
        Ok(figure) => {
            let approximation = figure.working.approximation.as_ref().map(Approximation::words);
            let note = approximation.or_else(|| Some((&figure.working.fact()?.note).into()));
            cells.extend([Cell::from(figure.working.published()), source_cell(figure)]);
            cells.push(Cell::text(format!("{}/{}", figure.quarters.len(), figure.of)));
            cells.push(note.filter(|note| *note != Words::from("")).map_or(Cell::BLANK, Cell::say));
        }
        Err(gap) => {
            cells.extend([
                Cell::BLANK,
                Cell::BLANK,
                Cell::text(format!("0/{}", period.stretch().part.len_in_quarters())),
                Cell::say(gap),
            ]);
        }
    }
    cells.extend(query.fx_cells(&query.known(company, outcome)));
    cells
}

/// The longer dimension goes down the page.
fn page(query: &Query<'_>, lines: &[Line<'_>]) -> Grid {
    if lines.len() >= query.companies.len() { by_period(query, lines) } else { by_company(query, lines) }
}

fn by_period(query: &Query<'_>, lines: &[Line<'_>]) -> Grid {
    let foreign = query.companies.iter().find(|company| !company.calendar.is_calendar_year());
    let mut grid = Grid { columns: vec![Heading::text("Period")], rows: Vec::new() };
    grid.columns.extend(query.companies.iter().map(|company| Heading::number(words::company(company))));
    grid.columns.extend(foreign.map(|company| Heading::text(say!("({company})", company = words::company(company)))));
    for (period, figures) in lines {
        let mut cells = vec![Cell::text(words::label(*period))];
        cells.extend(figures.iter().map(|(company, outcome)| query.cell(company, outcome)));
        cells.extend(foreign.map(|company| words::other_name(company, *period).map_or(Cell::BLANK, Cell::text)));
        grid.push(cells);
    }
    grid
}

fn by_company(query: &Query<'_>, lines: &[Line<'_>]) -> Grid {
    let mut grid = Grid { columns: vec![Heading::text("Company")], rows: Vec::new() };
    grid.columns.extend(lines.iter().map(|(period, _)| Heading::number(words::label(*period))));
    let foreign = query.companies.iter().any(|company| !company.calendar.is_calendar_year());
    let named = if let [(period, _)] = lines { foreign.then_some(*period) } else { None };
    grid.columns.extend(named.map(|_| Heading::text("")));
    for (at, company) in query.companies.iter().enumerate() {
        let mut cells = vec![Cell::say(words::company(company))];
        cells.extend(column(lines, at).map(|(_, outcome)| query.cell(company, outcome)));
        cells.extend(named.map(|period| words::other_name(company, period).map_or(Cell::BLANK, Cell::text)));
        grid.push(cells);
    }
    grid
}
