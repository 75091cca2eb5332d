//! `capex` alone: half a screen of where things stand.

use rust_decimal::Decimal;

use super::args::Periods;
use super::guidance::brief;
use super::query::{Query, documents, mark};
use super::{Context, Failure, words};
use crate::analysis::{Total, change, matched_period, standing, total, year_on_year};
use crate::derive::{Figure, Gap};
use crate::model::{Basis, Company, FiscalQuarter, MetricId, Money, Part, Period, Statement, Stretch, Window};
use crate::report::{Cell, Column, Grid, Mark, Note, Report, Role, Value};

const RECORDS: &[&str] = &[
    "company",
    "metric",
    "basis",
    "currency",
    "quarter",
    "value",
    "yoy",
    "ttm_period",
    "ttm",
    "ttm_yoy",
    "status",
    "published",
    "annualised",
    "guidance_period",
    "guidance_low",
    "guidance_high",
    "guidance_bound",
    "guidance_announced",
    "guidance_source",
];

/// The latest quarter times this is its pace for a year.
const QUARTERS_A_YEAR: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

struct Line<'d> {
    company: &'d Company,
    quarter: Period,
    figure: Result<Figure, Gap>,
    trailing: Result<Figure, Gap>,
    guidance: Option<Statement>,
}

/// The report.
pub fn report(context: &Context<'_>) -> Result<Report, Failure> {
    let capex = context.data.metric_by_id(&MetricId::capex());
    let bases = [context.basis];
    let mut query = Query::with_metrics(context, &[], capex, &[], &bases, &Periods::default(), &Window::latest())?;
    let mut lines: Vec<Line<'_>> = Vec::new();
    for &company in &query.companies {
        lines.extend(line(&query, company)?);
    }
    let newest = lines.iter().map(|line| line.quarter).max().ok_or_else(|| query.nothing())?;
    // One quarter for all stands in the title; quarters of their own stand beside the companies.
    let one_quarter = lines.iter().all(|line| line.quarter == newest);
    let mut page = Grid { columns: vec![Column::text("Company")], rows: Vec::new() };
    page.columns.extend((!one_quarter).then(|| Column::text("Quarter")));
    page.columns.extend(["Capex", "YoY", "12 months", "YoY", "Annualised"].map(Column::number));
    let year = year_ahead(newest);
    let one_year = lines.iter().all(|line| year_ahead(line.quarter) == year);
    let guided = lines.iter().any(|line| line.guidance.is_some());
    let heading = if one_year { format!("Guided for {year}") } else { "Guided".to_owned() };
    page.columns.push(Column::text(if guided { heading } else { String::new() }));
    let mut records = Grid::of_records(RECORDS);
    for line in &lines {
        page.push(row(&query, line, one_quarter));
        records.push(record(&query, line));
    }
    if one_quarter {
        page.rows.extend(total_row(&query, newest));
    }
    query.periods = vec![newest];
    let footing = if context.basis == Basis::Headline {
        "Each company's own definition, on which it guides (capex guidance)."
    } else {
        "Companies guide on their own definition, so no guidance stands beside this one (capex guidance)."
    };
    query.notes.push(Note::new(
        "basis",
        format!(
            "{footing} Annualised: the latest quarter times four, no forecast. \
             Next: capex totals -y 2025, capex show -Q, capex cloud, capex --help."
        ),
    ));
    query.notes.push(query.data_note(lines.iter().map(|line| &line.figure)));
    let figures = lines.iter().flat_map(|line| [&line.figure, &line.trailing]).flatten();
    let documents = documents(figures);
    let as_of = context.as_of.map_or_else(String::new, |day| format!(", as known on {day}"));
    let quarter = if one_quarter { words::label(newest) } else { "latest quarter".to_owned() };
    let title = format!("Capital expenditures, {quarter}, {}{as_of}", context.basis.words());
    query.report(title, page, records, &documents)
}

/// A company's newest quarter, which need not be another's.
fn line<'d>(query: &Query<'d>, company: &'d Company) -> Result<Option<Line<'d>>, Failure> {
    let end = query.engine.data_end(company, query.metric, query.context.basis);
    let Some(fiscal) = end.and_then(|end| company.calendar.quarter_ending(end)) else { return Ok(None) };
    let quarter = quarter(query, company, fiscal);
    let mut statements = query.context.data.guidance(company)?;
    statements.retain(|statement| query.context.as_of.is_none_or(|day| statement.announced <= day));
    let guidance = matched_period(&statements, company.calendar, year_ahead(quarter)).and_then(|period| {
        let on_period: Vec<&Statement> = statements.iter().filter(|statement| statement.period == period).collect();
        // Guidance beside actuals on another basis would be compared with them.
        standing(&on_period).filter(|statement| statement.basis == query.context.basis).cloned()
    });
    let trailing = query.figure(company, trailing_to(quarter));
    Ok(Some(Line { company, quarter, figure: query.figure(company, quarter), trailing, guidance }))
}

fn quarter(query: &Query<'_>, company: &Company, fiscal: FiscalQuarter) -> Period {
    let calendar = company.calendar.calendar_quarter(fiscal);
    if query.context.fiscal {
        Period::Fiscal(Stretch { year: fiscal.year(), part: Part::Quarter(fiscal.number()) })
    } else {
        Period::Calendar(Stretch { year: calendar.year(), part: Part::Quarter(calendar.number()) })
    }
}

/// The year not over at the end of a quarter.
fn year_ahead(quarter: Period) -> Period {
    let Stretch { year, part } = quarter.stretch();
    let year = if part.last_quarter() == 4 { year + 1 } else { year };
    quarter.with(Stretch { year, part: Part::Year })
}

fn trailing_to(quarter: Period) -> Period {
    let Stretch { year, part } = quarter.stretch();
    quarter.with(Stretch { year, part: Part::TrailingYear(part.last_quarter()) })
}

fn growth(query: &Query<'_>, company: &Company, outcome: &Result<Figure, Gap>) -> Cell {
    let figure = match outcome {
        Ok(figure) => figure,
        Err(gap) => return Cell::missing(gap.to_string()),
    };
    let prior = year_on_year(&query.engine, company, query.metric, query.context.basis, figure);
    match prior.and_then(|prior| change(prior.working.value, figure.working.value)) {
        Ok(change) => Value::Change(change).into(),
        Err(unlike) => Cell::missing(unlike.to_string()),
    }
}

/// The latest quarter's pace over a year.
fn annualised(outcome: &Result<Figure, Gap>) -> Cell {
    match outcome {
        Ok(figure) => Cell::from(Money::usd(figure.working.value * QUARTERS_A_YEAR)).marked(mark(figure)),
        Err(gap) => Cell::missing(gap.to_string()),
    }
}

fn row(query: &Query<'_>, line: &Line<'_>, one_quarter: bool) -> Vec<Cell> {
    let mut cells = vec![Cell::text(line.company.name.clone())];
    cells.extend((!one_quarter).then(|| Cell::text(words::label(line.quarter))));
    cells.extend([
        query.cell(&line.figure),
        growth(query, line.company, &line.figure),
        query.cell(&line.trailing),
        growth(query, line.company, &line.trailing),
        annualised(&line.figure),
        line.guidance.as_ref().map_or(Cell::BLANK, |statement| Value::Phrase(brief(statement)).into()),
    ]);
    cells
}

fn record(query: &Query<'_>, line: &Line<'_>) -> Vec<Cell> {
    let known = line.figure.as_ref().ok();
    let said = line.guidance.as_ref();
    let end = |end: Option<Decimal>| end.map_or(Cell::BLANK, |end| Money::usd(end).into());
    vec![
        Cell::text(line.company.ticker.clone()),
        Cell::text("capex"),
        query.basis_cell(),
        query.currency_cell(),
        Cell::text(line.quarter.to_string()),
        query.cell(&line.figure),
        growth(query, line.company, &line.figure),
        Cell::text(trailing_to(line.quarter).to_string()),
        query.cell(&line.trailing),
        growth(query, line.company, &line.trailing),
        Cell::text(known.map_or("missing".to_owned(), |figure| figure.status().to_string())),
        known.map_or(Cell::BLANK, |figure| Cell::from(figure.working.published())),
        annualised(&line.figure),
        said.map_or(Cell::BLANK, |said| Cell::text(said.period.to_string())),
        end(said.and_then(|said| said.low)),
        end(said.and_then(|said| said.high)),
        said.map_or(Cell::BLANK, |said| Cell::text(said.bound.to_string())),
        said.map_or(Cell::BLANK, |said| Cell::from(said.announced)),
        said.map_or(Cell::BLANK, |said| Cell::text(&*said.source)),
    ]
}

/// The total of one quarter, if it is whole.
fn total_row(query: &Query<'_>, quarter: Period) -> Option<crate::report::Row> {
    let whole = |period: Period| total(period, &query.figures(period)).filter(Total::is_whole);
    let mut cells = vec![Cell::text("Total")];
    for period in [quarter, trailing_to(quarter)] {
        let sum = whole(period)?;
        let mark = if sum.working.approximation.is_some() { Mark::Approximate } else { Mark::None };
        cells.push(Cell::from(Money::usd(sum.value())).marked(mark));
        cells.push(match whole(period.plus_years(-1)).map(|before| change(before.value(), sum.value())) {
            Some(Ok(change)) => Value::Change(change).into(),
            _ => Cell::missing("a company has no figure a year before"),
        });
    }
    cells.push(Money::usd(whole(quarter)?.value() * QUARTERS_A_YEAR).into());
    cells.push(Cell::BLANK);
    Some(crate::report::Row { role: Role::Total, cells })
}
