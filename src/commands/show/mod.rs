//! `capex show`: companies by periods, for any metric.

mod several;

use super::amounts::conversion;
use super::args::{Selection, about_one};
use super::chart::over_time;
use super::columns::{
    BASIS, COMPANY, CURRENCY, END, FISCAL_PERIOD, METRIC, NOTE, PERIOD, PUBLISHED, QUARTERS, SOURCE, START, STATUS,
    VALUE,
};
use super::compared::{cell, linked_cell};
use super::draft::Draft;
use super::figure_notes::note_on;
use super::frame::{Column, grid};
use super::query::{Query, source_cell};
use super::redefinition::series;
use super::{Context, Failure, words};
use crate::analysis::Observation;
use crate::model::{Basis, Grain, Kind, Metric, Period, PeriodExpr};
use crate::report::{Cell, Chart, Grid, Heading, Note, QueryValue, Report, Series};
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
  capex show amzn 2025 -m capex,revenue,intensity    several side by side
  capex show msft last8q -m azure-growth

Default periods: the last eight quarters, or six years with -Y.")]
pub struct Args {
    /// What it is about
    #[command(flatten)]
    pub about: Selection,
}

/// The columns of the output contract, then what has been appended to them.
pub(super) fn records<'d>(context: &Context<'_>) -> Vec<Column<Observation<'d>>> {
    let mut columns: Vec<Column<Observation<'_>>> = vec![
        Column::record(COMPANY, |line, _| Cell::text(&*line.company.ticker)),
        Column::record(METRIC, |line, _| Cell::text(&*line.metric.flag)),
        Column::record(BASIS, |line, _| words::basis_cell(line.basis)),
        Column::record(PERIOD, |line, _| line.period.into()),
        Column::record(START, |line, _| {
            let start = line.period.span(line.company.calendar).start;
            if line.metric.kind == Kind::Balance { Cell::BLANK } else { start.into() }
        }),
        Column::record(END, |line, _| line.period.span(line.company.calendar).end.into()),
        Column::record(FISCAL_PERIOD, |line, _| Cell::text(words::fiscal_period(line.company, line.period))),
        Column::record(CURRENCY, |line, context| context.currency_cell(line.metric)),
        Column::record(VALUE, |line, _| cell(line)),
        Column::record(STATUS, |line, _| Cell::text(line.status().to_string())),
        Column::record(PUBLISHED, |line, _| line.published().map_or(Cell::BLANK, Cell::from)),
        Column::record(SOURCE, |line, _| line.figure.as_ref().map_or(Cell::BLANK, source_cell)),
        Column::record(QUARTERS, |line, _| Cell::text(format!("{}/{}", line.quarters(), line.of()))),
        Column::record(NOTE, |line, _| note(line)),
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

/// A metric's lines: each period has one of each company, in their order.
struct MetricLines<'d> {
    metric: &'d Metric,
    basis: Option<Basis>,
    lines: Vec<Observation<'d>>,
}

/// The report. Of several metrics, the first decides the companies and the periods.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let default = match args.about.periods.grain() {
        Some(Grain::Years) => PeriodExpr::last(6, Grain::Years),
        _ => PeriodExpr::last(8, Grain::Quarters),
    };
    made(args, context, &default)
}

/// Several metrics of the newest period, of which the second is drawn beside the first, and the third is the one over the other;
/// on cash purchases, as that is what is paid out of cash flow, unless another basis is asked for.
pub fn cash_flow(about: Selection, context: &Context<'_>) -> Result<Report, Failure> {
    let context = Context { basis: context.basis.or(Some(Basis::Cash)), ..*context };
    let newest = about_one(&about.periods);
    made(&Args { about }, &context, &newest)
}

fn made(args: &Args, context: &Context<'_>, default: &PeriodExpr) -> Result<Report, Failure> {
    let metrics = args.about.metrics(context.data)?;
    let mut query = Query::of_several(context, &args.about, &metrics, default)?;
    let (mut shown, mut notes, mut mixes_definitions) = (Vec::new(), Vec::new(), false);
    // Metrics made of capital expenditures are redefined together with them.
    let mut defined = Vec::new();
    for &metric in &metrics {
        query.turn_to(metric);
        mixes_definitions |= query.mixes_definitions();
        let one = MetricLines { metric, basis: query.basis, lines: lines(&query) };
        let of_figures = query.figure_notes(one.lines.iter().map(|line| (line.period, line.company, &line.figure)));
        let of_one = |note| if metrics.len() > 1 { note_on(metric, note) } else { note };
        notes.extend(of_figures.into_iter().map(of_one));
        if !defined.contains(&(query.defined(), query.basis)) {
            notes.extend(query.redefinition_notes(series(one.lines.iter())).into_iter().map(of_one));
            defined.push((query.defined(), query.basis));
        }
        shown.push(one);
    }
    if mixes_definitions && query.companies.len() > 1 {
        query.notes.push(Note::new("basis", words::own_definitions()));
    }
    // What is said of the whole is said of the first that there is a figure of.
    let is_known = |one: &&MetricLines<'_>| one.lines.iter().any(|line| line.figure.is_ok());
    if let Some(one) = shown.iter().find(is_known).or(shown.first()) {
        query.turn_to(one.metric);
    }
    let observed = || shown.iter().flat_map(|one| &one.lines);
    if observed().all(|line| line.figure.is_err()) {
        return Err(query.nothing());
    }
    let by_company = (0..query.companies.len())
        .flat_map(|at| shown.iter().flat_map(|one| of_company(&query, &one.lines, at)).collect::<Vec<_>>());
    let records = grid(&records(context), by_company, context);
    let draft = match shown.as_slice() {
        [one] => Draft {
            title: query.title(),
            page: page(&query, &one.lines),
            chart: context.is_drawn.then(|| chart(&query, &one.lines)),
            records,
            ..Draft::default()
        },
        several => Draft {
            title: query.title_of_metrics(&metrics),
            page: several::page(&query, several),
            chart: if context.is_drawn { several::chart(&query, several) } else { None },
            records,
            query: vec![("metrics", QueryValue::List(metrics.iter().map(|metric| metric.flag.clone()).collect()))],
            ..Draft::default()
        },
    };
    query.notes.extend(several::bases(&query, &shown));
    query.notes.extend(notes);
    // Amounts over a period and balances are converted at different rates.
    for one in [Kind::Flow, Kind::Balance].iter().filter_map(|kind| shown.iter().find(|one| one.metric.kind == *kind)) {
        let rates = query.rates_used_of(one.metric, one.lines.iter().map(|line| (line.period, &line.amount)));
        let new: Vec<Note> = rates.into_iter().filter(|note| !query.notes.contains(note)).collect();
        query.notes.extend(new);
    }
    query.report_on(draft, observed())
}

/// The lines of the query's metric, period by period.
fn lines<'d>(query: &Query<'d>) -> Vec<Observation<'d>> {
    let of_period =
        |&period| query.companies.iter().map(move |company| query.observe(company, query.metric, query.basis, period));
    query.periods.iter().flat_map(of_period).collect()
}

/// The lines of a company, by its place among the companies.
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
        let mut cells = vec![Cell::text(period.label())];
        cells.extend(lines.iter().map(|line| linked_cell(line, &query.context)));
        cells.extend(foreign.map(|company| Cell::optional(words::other_name(company, period))));
        grid.push(cells);
    }
    grid
}

fn by_company(query: &Query<'_>, lines: &[Observation<'_>]) -> Grid {
    let mut grid = Grid { columns: vec![Heading::text(say!(heading_company))], rows: Vec::new() };
    grid.columns.extend(query.periods.iter().map(|&period| Heading::number(period.label())));
    let foreign = query.companies.iter().any(|company| !company.calendar.is_calendar_year());
    let named: Option<Period> = if let [period] = *query.periods { foreign.then_some(period) } else { None };
    grid.columns.extend(named.map(|_| Heading::text("")));
    for (at, company) in query.companies.iter().enumerate() {
        let mut cells = vec![Cell::say(words::company(company))];
        cells.extend(of_company(query, lines, at).map(|line| linked_cell(line, &query.context)));
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
