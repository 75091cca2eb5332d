//! `capex growth`: year on year, quarter on quarter, and compound.

use rust_decimal::Decimal;

use super::args::Selection;
use super::query::{Outcome, Query, documents, mark};
use super::{Context, Failure, words};
use crate::analysis::{Total, Unlike, annual_growth, change, total, year_on_year};
use crate::derive::{Figure, Status};
use crate::model::{Company, Grain, Kind, Part, Period, Window};
use crate::report::{Cell, Column, Grid, Mark, Note, Report, Role, Value};

/// Growth year on year, quarter on quarter, and compound.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex growth -p 2019..2025              year by year, and the compound yearly rate over the range
  capex growth -Q -p last8q               quarters against the year before and the quarter before
  capex growth -m cloud -p 2021..2025     any metric that is an amount
  capex growth meta -p FY2025")]
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
    "currency",
    "value",
    "prior_period",
    "prior",
    "yoy",
    "qoq",
    "cagr",
    "status",
    "cagr_from",
];

/// A rate, or why there is none; blank where it does not apply.
type Rate = Option<Result<Decimal, String>>;

/// One company or the total, in one period.
struct Point {
    value: Result<Decimal, String>,
    mark: Mark,
    status: Status,
    prior: Result<Decimal, String>,
    yoy: Rate,
    qoq: Rate,
    cagr: Rate,
}

struct Series {
    ticker: String,
    name: String,
    points: Vec<Point>,
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let default = match args.about.periods.grain() {
        Some(Grain::Quarters | Grain::TrailingYears) => Window::last(8, Grain::Quarters),
        _ => Window::last(6, Grain::Years),
    };
    let mut query = Query::new(context, &args.about, &default)?;
    if query.metric.kind != Kind::Flow {
        let name = &query.metric.flag;
        return Err(Failure::Usage(format!(
            "`{name}` is not an amount and has no growth; capex show -m {name} shows it"
        )));
    }
    let figures: Vec<Vec<(&Company, Outcome)>> = query.periods.iter().map(|&period| query.figures(period)).collect();
    if figures.iter().flatten().all(|(_, outcome)| outcome.is_err()) {
        return Err(query.nothing());
    }
    let mut series: Vec<Series> = (0..query.companies.len()).map(|at| company_series(&query, &figures, at)).collect();
    if query.companies.len() > 1 {
        series.push(total_series(&query, &figures));
    }
    let mut records = Grid::of_records(RECORDS);
    for one in &series {
        for (at, point) in one.points.iter().enumerate() {
            let role = if one.ticker == "TOTAL" { Role::Total } else { Role::Plain };
            records.push_as(role, record(&query, one, at, point));
        }
    }
    let page = if query.periods.len() == 1 { page_of_one(&query, &series) } else { page(&query, &series) };
    let each = query
        .periods
        .iter()
        .zip(&figures)
        .flat_map(|(&period, figures)| figures.iter().map(move |(company, outcome)| (period, *company, outcome)));
    let notes = query.figure_notes(each);
    if figures.iter().flatten().any(|(_, outcome)| outcome.as_ref().is_ok_and(|figure| !figure.is_whole())) {
        query.notes.push(Note::new("partial", "* Partial: growth compares the same quarters a year before."));
    }
    if query.on_basis() && query.context.basis == crate::model::Basis::Headline {
        query.notes.push(Note::new(
            "basis",
            "Each company's own definition at the time; where one changed, growth crosses the change \
             (capex list definitions, or --basis cash).",
        ));
    }
    query.notes.extend(notes);
    query.notes.push(query.data_note(figures.iter().flatten().map(|(_, outcome)| outcome)));
    let documents = documents(figures.iter().flatten().filter_map(|(_, outcome)| outcome.as_ref().ok()));
    let title = format!("Growth of {}", query.title_of(&query.metric.name, query.on_basis()));
    query.report(title, page, records, &documents)
}

fn company_series(query: &Query<'_>, figures: &[Vec<(&Company, Outcome)>], at: usize) -> Series {
    let company = query.companies[at];
    let mut points = Vec::new();
    for (index, period) in query.periods.iter().enumerate() {
        let outcome = &figures[index][at].1;
        let prior: Result<Figure, Unlike> = match outcome {
            Ok(figure) => year_on_year(&query.engine, company, query.metric, query.context.basis, figure),
            Err(gap) => Err(Unlike::Missing(gap.clone())),
        };
        let value = outcome.as_ref().map(|figure| figure.working.value).map_err(ToString::to_string);
        let prior = prior.map(|figure| figure.working.value).map_err(|unlike| unlike.to_string());
        let before = is_quarter(*period).then(|| {
            let before = query.figure(company, period.previous()).map_err(|gap| gap.to_string());
            before.map(|figure| figure.working.value)
        });
        let whole = |index: usize| {
            let figure = figures[index][at].1.as_ref().ok().filter(|figure| figure.is_whole());
            figure.map(|figure| figure.working.value)
        };
        points.push(Point {
            mark: outcome.as_ref().map_or(Mark::None, mark),
            status: outcome.as_ref().map_or(Status::Missing, Figure::status),
            yoy: Some(rate(&prior, &value)),
            qoq: before.map(|before| rate(&before, &value)),
            cagr: compound(query, index, whole),
            value,
            prior,
        });
    }
    Series { ticker: company.ticker.clone(), name: company.name.clone(), points }
}

fn total_series(query: &Query<'_>, figures: &[Vec<(&Company, Outcome)>]) -> Series {
    let whole_total = |period: Period, figures: &[(&Company, Outcome)]| {
        total(period, figures).filter(|total| total.like).ok_or("the companies do not cover the same quarters")
    };
    let sum = |period: Period| whole_total(period, &query.figures(period)).map(|total| total.value());
    let mut points = Vec::new();
    for (index, &period) in query.periods.iter().enumerate() {
        let total = whole_total(period, &figures[index]);
        let prior = figures[index]
            .iter()
            .map(|(company, outcome)| {
                let figure = outcome.as_ref().map_err(ToString::to_string)?;
                let prior = year_on_year(&query.engine, company, query.metric, query.context.basis, figure);
                prior.map(|prior| prior.working.value).map_err(|unlike| format!("{}: {unlike}", company.name))
            })
            .sum::<Result<Decimal, String>>();
        let value = total.as_ref().map(Total::value).map_err(|reason| (*reason).to_owned());
        let qoq = is_quarter(period).then(|| rate(&sum(period.previous()).map_err(str::to_owned), &value));
        let whole = |index: usize| {
            let total = whole_total(query.periods[index], &figures[index]).ok()?;
            total.is_whole().then(|| total.value())
        };
        let (status, mark) = match &total {
            Err(_) => (Status::Missing, Mark::None),
            Ok(total) if !total.is_whole() => (Status::Partial, Mark::Partial),
            Ok(total) if total.working.approximation.is_some() => (Status::Approximate, Mark::Approximate),
            Ok(_) => (Status::Derived, Mark::None),
        };
        let yoy = Some(rate(&prior, &value));
        points.push(Point { mark, status, yoy, qoq, cagr: compound(query, index, whole), value, prior });
    }
    Series { ticker: "TOTAL".to_owned(), name: "Total".to_owned(), points }
}

fn is_quarter(period: Period) -> bool {
    matches!(period.stretch().part, Part::Quarter(_))
}

fn rate(from: &Result<Decimal, String>, to: &Result<Decimal, String>) -> Result<Decimal, String> {
    let (from, to) = (from.as_ref().map_err(Clone::clone)?, to.as_ref().map_err(Clone::clone)?);
    change(*from, *to).map_err(|unlike| unlike.to_string())
}

/// The compound yearly rate from the first period to this one, where both are whole and of one kind.
fn compound(query: &Query<'_>, index: usize, value: impl Fn(usize) -> Option<Decimal>) -> Rate {
    let (first, this) = (query.periods[0].stretch(), query.periods[index].stretch());
    let years = u16::try_from(this.year - first.year).ok().filter(|years| *years > 0 && first.part == this.part)?;
    let rate = value(0)
        .zip(value(index))
        .ok_or("the first or the last figure is missing or partial".to_owned())
        .and_then(|(from, to)| annual_growth(from, to, years).map_err(|unlike| unlike.to_string()));
    Some(rate)
}

fn rate_cell(rate: &Rate) -> Cell {
    match rate {
        None => Cell::BLANK,
        Some(Ok(rate)) => Value::Change(*rate).into(),
        Some(Err(reason)) => Cell::missing(reason.clone()),
    }
}

fn value_cell(query: &Query<'_>, value: &Result<Decimal, String>) -> Cell {
    match value {
        Ok(value) => query.value(*value).into(),
        Err(reason) => Cell::missing(reason.clone()),
    }
}

fn record(query: &Query<'_>, series: &Series, at: usize, point: &Point) -> Vec<Cell> {
    let period = query.periods[at];
    vec![
        Cell::text(series.ticker.clone()),
        Cell::text(query.metric.flag.clone()),
        query.basis_cell(),
        Cell::text(period.to_string()),
        query.currency_cell(),
        value_cell(query, &point.value),
        Cell::text(period.plus_years(-1).to_string()),
        value_cell(query, &point.prior),
        rate_cell(&point.yoy),
        rate_cell(&point.qoq),
        rate_cell(&point.cagr),
        Cell::text(point.status.to_string()),
        if point.cagr.is_some() { Cell::text(query.periods[0].to_string()) } else { Cell::BLANK },
    ]
}

/// One period: figures and rates side by side.
fn page_of_one(query: &Query<'_>, series: &[Series]) -> Grid {
    let period = query.periods[0];
    let quarter = is_quarter(period);
    let mut columns = vec![
        Column::text("Company"),
        Column::number(words::label(period)),
        Column::number(words::label(period.plus_years(-1))),
        Column::number("YoY"),
    ];
    columns.extend(quarter.then(|| Column::number("QoQ")));
    let mut grid = Grid { columns, rows: Vec::new() };
    for one in series {
        let point = &one.points[0];
        let mut cells = vec![Cell::text(one.name.clone()), value_cell(query, &point.value).marked(point.mark)];
        cells.push(value_cell(query, &point.prior));
        cells.push(rate_cell(&point.yoy));
        cells.extend(quarter.then(|| rate_cell(&point.qoq)));
        grid.push_as(if one.ticker == "TOTAL" { Role::Total } else { Role::Plain }, cells);
    }
    grid
}

/// Several periods: the rates of each company down the page, then the compound rate.
fn page(query: &Query<'_>, series: &[Series]) -> Grid {
    let mut grid = Grid { columns: vec![Column::text("Period")], rows: Vec::new() };
    grid.columns.extend(series.iter().map(|one| Column::number(one.name.clone())));
    let quarters = query.periods.iter().any(|&period| is_quarter(period));
    let section = |grid: &mut Grid, title: &str| {
        if quarters {
            grid.push_as(Role::Section, vec![Cell::text(title)]);
        }
    };
    section(&mut grid, "Against the same quarter a year before");
    rates(&mut grid, query, series, |point| &point.yoy);
    if quarters {
        section(&mut grid, "Against the quarter before");
        rates(&mut grid, query, series, |point| &point.qoq);
    }
    let last = query.periods.len() - 1;
    if series.iter().any(|one| one.points[last].cagr.is_some()) {
        let (first, newest) = (query.periods[0].stretch().year, query.periods[last].stretch().year);
        let mut cells = vec![Cell::text(format!("CAGR {first}–{newest}"))];
        cells.extend(series.iter().map(|one| rate_cell(&one.points[last].cagr)));
        grid.push_as(Role::Total, cells);
    }
    grid
}

fn rates(grid: &mut Grid, query: &Query<'_>, series: &[Series], of: impl Fn(&Point) -> &Rate) {
    for (at, &period) in query.periods.iter().enumerate() {
        let mut cells = vec![Cell::text(words::label(period))];
        cells.extend(series.iter().map(|one| rate_cell(of(&one.points[at])).marked(one.points[at].mark)));
        grid.push(cells);
    }
}
