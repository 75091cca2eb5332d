//! `capex show`: companies by periods, for any metric.

use super::amounts::conversion;
use super::args::Selection;
use super::chart::over_time;
use super::compared::cell;
use super::draft::Draft;
use super::frame::{Column, grid};
use super::query::{Query, source_cell};
use super::{Context, Failure, words};
use crate::analysis::Observation;
use crate::model::{Grain, Kind, Period, PeriodExpr};
use crate::report::{Cell, Chart, Grid, Heading, Note, Report, Series};
use crate::say;

/// Companies by periods, for any metric.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex show last8q                 the last eight quarters
  capex show -m cloud -Y            cloud revenue by year
  capex show msft FY2026 -Q --fiscal
  capex show latest --ttm           trailing twelve months
  capex show 2019..2025 -m intensity    capital expenditures to revenue
  capex show msft last8q -m azure-growth

Default periods: the last eight quarters, or six years with -Y.")]
pub struct Args {
    /// What it is about
    #[command(flatten)]
    pub about: Selection,
}

/// The columns of the output contract, then what has been appended to them.
fn records<'d>(context: &Context<'_>) -> Vec<Column<Observation<'d>>> {
    let mut columns: Vec<Column<Observation<'_>>> = vec![
        Column::record("company", |line, _| Cell::text(&*line.company.ticker)),
        Column::record("metric", |line, _| Cell::text(&*line.metric.flag)),
        Column::record("basis", |line, _| words::basis_cell(line.basis)),
        Column::record("period", |line, _| Cell::text(line.period.to_string())),
        Column::record("start", |line, _| {
            let start = line.period.span(line.company.calendar).start;
            if line.metric.kind == Kind::Balance { Cell::BLANK } else { start.into() }
        }),
        Column::record("end", |line, _| line.period.span(line.company.calendar).end.into()),
        Column::record("fiscal_period", |line, _| Cell::text(words::fiscal_period(line.company, line.period))),
        Column::record("currency", |line, context| context.currency_cell(line.metric)),
        Column::record("value", |line, _| cell(line)),
        Column::record("status", |line, _| Cell::text(line.status().to_string())),
        Column::record("published", |line, _| line.published().map_or(Cell::BLANK, Cell::from)),
        Column::record("source", |line, _| line.figure.as_ref().map_or(Cell::BLANK, source_cell)),
        Column::record("quarters", |line, _| Cell::text(format!("{}/{}", line.quarters(), line.of()))),
        Column::record("note", |line, _| note(line)),
    ];
    columns.extend(conversion(context));
    columns
}

/// Why the figure is approximate or missing, else what its document says of it.
fn note(line: &Observation<'_>) -> Cell {
    match &line.figure {
        Ok(figure) => {
            let note = || Cell::optional(figure.working.fact().map(|fact| &*fact.note));
            figure.working.approximation.as_ref().map_or_else(note, |reason| Cell::say(reason.words()))
        }
        Err(gap) => Cell::say(gap),
    }
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let default = match args.about.periods.grain() {
        Some(Grain::Years) => PeriodExpr::last(6, Grain::Years),
        _ => PeriodExpr::last(8, Grain::Quarters),
    };
    let mut query = Query::new(context, &args.about, &default)?;
    let observe = |period| {
        let query = &query;
        query.companies.iter().map(move |company| query.observe(company, query.metric, query.basis, period))
    };
    let lines: Vec<Observation<'_>> = query.periods.iter().flat_map(|&period| observe(period)).collect();
    if lines.iter().all(|line| line.figure.is_err()) {
        return Err(query.nothing());
    }
    let by_company = (0..query.companies.len()).flat_map(|at| of_company(&query, &lines, at));
    let draft = Draft {
        title: query.title(),
        page: page(&query, &lines),
        chart: context.is_drawn.then(|| chart(&query, &lines)),
        records: grid(&records(context), by_company, context),
        ..Draft::default()
    };
    let notes = query.figure_notes(lines.iter().map(|line| (line.period, line.company, &line.figure)));
    if query.mixes_definitions() && query.companies.len() > 1 {
        query.notes.push(Note::new("basis", say!(own_definitions)));
    }
    query.notes.extend(notes);
    query.notes.extend(query.rates_used(lines.iter().map(|line| (line.period, &line.amount))));
    query.report_on(draft, lines.iter())
}

/// The lines of a company, by its place among the companies: each period has a line of each company, in their order.
fn of_company<'l, 'd>(
    query: &Query<'_>,
    lines: &'l [Observation<'d>],
    at: usize,
) -> impl Iterator<Item = &'l Observation<'d>> {
    lines.iter().skip(at).step_by(query.companies.len())
}

/// The longer dimension goes down the page.
fn page(query: &Query<'_>, lines: &[Observation<'_>]) -> Grid {
    if query.periods.len() >= query.companies.len() { by_period(query, lines) } else { by_company(query, lines) }
}

fn by_period(query: &Query<'_>, lines: &[Observation<'_>]) -> Grid {
    let foreign = query.companies.iter().find(|company| !company.calendar.is_calendar_year());
    let mut grid = Grid { columns: vec![Heading::text(say!(heading_period))], rows: Vec::new() };
    grid.columns.extend(query.companies.iter().map(|company| Heading::number(words::company(company))));
    grid.columns
        .extend(foreign.map(|company| Heading::text(say!(company_in_brackets, company = words::company(company)))));
    for (&period, lines) in query.periods.iter().zip(lines.chunks(query.companies.len())) {
        let mut cells = vec![Cell::text(words::label(period))];
        cells.extend(lines.iter().map(cell));
        cells.extend(foreign.map(|company| Cell::optional(words::other_name(company, period))));
        grid.push(cells);
    }
    grid
}

fn by_company(query: &Query<'_>, lines: &[Observation<'_>]) -> Grid {
    let mut grid = Grid { columns: vec![Heading::text(say!(heading_company))], rows: Vec::new() };
    grid.columns.extend(query.periods.iter().map(|&period| Heading::number(words::label(period))));
    let foreign = query.companies.iter().any(|company| !company.calendar.is_calendar_year());
    let named: Option<Period> = if let [period] = *query.periods { foreign.then_some(period) } else { None };
    grid.columns.extend(named.map(|_| Heading::text("")));
    for (at, company) in query.companies.iter().enumerate() {
        let mut cells = vec![Cell::say(words::company(company))];
        cells.extend(of_company(query, lines, at).map(cell));
        cells.extend(named.map(|period| Cell::optional(words::other_name(company, period))));
        grid.push(cells);
    }
    grid
}

/// Companies over time, stacked where they are amounts of money above zero; one period is a bar for each.
fn chart(query: &Query<'_>, lines: &[Observation<'_>]) -> Chart {
    let series = query.companies.iter().enumerate().map(|(at, company)| Series {
        name: words::company(company),
        color: query.context.color(company),
        figures: of_company(query, lines, at).map(cell).collect(),
    });
    over_time::stacked(&query.periods, series.collect())
}
