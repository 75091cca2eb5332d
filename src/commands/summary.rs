//! `capex` alone: half a screen of where things stand.

use rust_decimal::Decimal;

use super::amounts::{Known, amount_cell, converted_change};
use super::args::Periods;
use super::compared::{Sum, without};
use super::guidance::brief;
use super::query::{Query, documents, mark};
use super::{Context, Failure, words};
use crate::analysis::{Amount, change, matched_period, standing, year_on_year};
use crate::derive::{Figure, Gap};
use crate::model::{Basis, Company, FiscalQuarter, MetricId, Part, Period, Statement, Stretch, Window};
use crate::report::{Cell, Grid, Heading, Mark, Note, Quantity, Report, Role, Row, Value, Words};
use crate::say;

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

/// The columns appended to records of converted amounts.
const FX_RECORDS: &[&str] = &["yoy_converted", "ttm_rate", "ttm_yoy_converted", "guidance_rate"];

/// The latest quarter times this is its pace for a year.
const QUARTERS_A_YEAR: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

/// Quarters of a sparkline.
const SPARKLINE_QUARTERS: usize = 8;

struct Line<'d> {
    company: &'d Company,
    quarter: Period,
    figure: Result<Figure, Gap>,
    trailing: Result<Figure, Gap>,
    guidance: Option<Statement>,
    /// The figures in the report's currency, and those a year before.
    amount: Known,
    prior: Known,
    trailing_amount: Known,
    trailing_prior: Known,
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
    let mut page = Grid { columns: vec![Heading::text("Company")], rows: Vec::new() };
    page.columns.extend((!one_quarter).then(|| Heading::text("Quarter")));
    page.columns.extend(["Capex", "YoY"].map(Heading::number));
    page.columns.push(Heading::text("Quarters").spare());
    page.columns.extend(["TTM", "YoY", "Annualised"].map(Heading::number));
    let year = year_ahead(newest);
    let one_year = lines.iter().all(|line| year_ahead(line.quarter) == year);
    let guided = lines.iter().any(|line| line.guidance.is_some());
    page.columns.push(Heading::text(match (guided, one_year) {
        (false, _) => Words::NONE,
        (true, true) => say!("Guided for {year}", year = year.to_string()),
        (true, false) => "Guided".into(),
    }));
    let converted: &[&str] = if context.exchange.is_some() { FX_RECORDS } else { &[] };
    let mut records = Grid::of_records(&[RECORDS, context.fx_records(), converted].concat());
    for line in &lines {
        page.push(row(&query, line, one_quarter));
        records.push(record(&query, line));
    }
    if one_quarter && let Some((row, missing)) = total_row(&query, newest) {
        page.rows.push(row);
        if !missing.is_empty() {
            query.notes.push(Note::new("partial", say!("* {words}", words = Words::sentences(missing))));
        }
    }
    query.periods = vec![newest];
    let footing = if context.capex_basis() == Basis::Headline {
        say!("Each company's own definition, on which it guides (capex guidance).")
    } else {
        say!("Companies guide on their own definition, so no guidance stands beside this one (capex guidance).")
    };
    let sentences = [
        footing,
        say!("TTM: trailing twelve months. Annualised: the latest quarter times four, no forecast."),
        say!("Next: capex totals -y 2025, capex show -Q, capex cloud, capex --help."),
    ];
    query.notes.push(Note::new("basis", Words::sentences(sentences)));
    let amounts = lines
        .iter()
        .flat_map(|line| [(line.quarter, &line.amount), (trailing_to(line.quarter), &line.trailing_amount)]);
    query.notes.extend(query.rates_used(amounts));
    query.notes.push(query.data_note(lines.iter().map(|line| &line.figure)));
    let figures = lines.iter().flat_map(|line| [&line.figure, &line.trailing]).flatten();
    let documents = documents(figures);
    let quarter = if one_quarter { words::label(newest) } else { "latest quarter".to_owned() };
    let title = Words::commas([words::metric(capex), quarter.into(), context.capex_basis().words().into()]);
    let title = words::as_known(title, context.as_of);
    query.report(title, page, records, &documents)
}

/// A company's newest quarter, which need not be another's.
fn line<'d>(query: &Query<'d>, company: &'d Company) -> Result<Option<Line<'d>>, Failure> {
    let end = query.engine.data_end(company, query.metric, query.basis);
    let Some(fiscal) = end.and_then(|end| company.calendar.quarter_ending(end)) else { return Ok(None) };
    let quarter = quarter(query, company, fiscal);
    let mut statements = query.context.data.guidance(company)?;
    statements.retain(|statement| query.context.as_of.is_none_or(|day| statement.announced <= day));
    let guidance = matched_period(&statements, company.calendar, year_ahead(quarter)).and_then(|period| {
        let on_period: Vec<&Statement> = statements.iter().filter(|statement| statement.period == period).collect();
        // Guidance beside actuals on another basis would be compared with them.
        standing(&on_period).filter(|statement| Some(statement.basis) == query.basis).cloned()
    });
    let (figure, trailing) = (query.figure(company, quarter), query.figure(company, trailing_to(quarter)));
    Ok(Some(Line {
        company,
        quarter,
        amount: query.known(company, &figure),
        prior: prior(query, company, &figure),
        trailing_amount: query.known(company, &trailing),
        trailing_prior: prior(query, company, &trailing),
        figure,
        trailing,
        guidance,
    }))
}

/// The amount of the same quarters a year before.
fn prior(query: &Query<'_>, company: &Company, outcome: &Result<Figure, Gap>) -> Known {
    let figure = outcome.as_ref().map_err(Gap::words)?;
    let prior = year_on_year(&query.engine, company, query.metric, query.basis, figure, query.context.fiscal)?;
    Ok(query.amount(company, &prior))
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

/// Growth in dollars.
fn growth(prior: &Known, amount: &Known) -> Cell {
    let growth = || -> Result<Decimal, Words> {
        let (prior, amount) = (prior.as_ref().map_err(Clone::clone)?, amount.as_ref().map_err(Clone::clone)?);
        Ok(change(prior.reported, amount.reported)?)
    };
    rate_cell(growth())
}

fn rate_cell(rate: Result<Decimal, Words>) -> Cell {
    rate.map_or_else(Cell::missing, |rate| Quantity::Change(rate).into())
}

/// The latest quarter's pace over a year.
fn annualised(line: &Line<'_>) -> Cell {
    let mark = line.figure.as_ref().map_or(Mark::None, mark);
    amount_cell(&line.amount.clone().map(|amount| amount.times(QUARTERS_A_YEAR))).marked(mark)
}

/// The company's newest quarters, as a line.
fn quarters(query: &Query<'_>, line: &Line<'_>) -> Cell {
    let mut periods: Vec<Period> =
        std::iter::successors(Some(line.quarter), |period| Some(period.previous())).take(SPARKLINE_QUARTERS).collect();
    periods.reverse();
    let figure = |period| query.cell(line.company, &query.figure(line.company, period));
    Value::Sparkline(periods.into_iter().map(figure).collect()).into()
}

fn row(query: &Query<'_>, line: &Line<'_>, one_quarter: bool) -> Vec<Cell> {
    let mut cells = vec![Cell::say(words::company(line.company))];
    cells.extend((!one_quarter).then(|| Cell::text(words::label(line.quarter))));
    cells.extend([
        query.cell(line.company, &line.figure),
        growth(&line.prior, &line.amount),
        quarters(query, line),
        query.cell(line.company, &line.trailing),
        growth(&line.trailing_prior, &line.trailing_amount),
        annualised(line),
        line.guidance.as_ref().map_or(Cell::BLANK, |statement| Cell::say(brief(&query.context, statement))),
    ]);
    cells
}

fn record(query: &Query<'_>, line: &Line<'_>) -> Vec<Cell> {
    let known = line.figure.as_ref().ok();
    let said = line.guidance.as_ref();
    let end = |end: Option<Decimal>| match (said, end) {
        (Some(said), Some(end)) => amount_cell(&Ok(query.context.on_day(end, said.announced))),
        _ => Cell::BLANK,
    };
    let mut cells = vec![
        Cell::text(line.company.ticker.clone()),
        Cell::text("capex"),
        query.basis_cell(),
        query.currency_cell(),
        Cell::text(line.quarter.to_string()),
        query.cell(line.company, &line.figure),
        growth(&line.prior, &line.amount),
        Cell::text(trailing_to(line.quarter).to_string()),
        query.cell(line.company, &line.trailing),
        growth(&line.trailing_prior, &line.trailing_amount),
        Cell::text(known.map_or("missing".to_owned(), |figure| figure.status().to_string())),
        known.map_or(Cell::BLANK, |figure| Cell::from(figure.working.published())),
        annualised(line),
        said.map_or(Cell::BLANK, |said| Cell::text(said.period.to_string())),
        end(said.and_then(|said| said.low)),
        end(said.and_then(|said| said.high)),
        said.map_or(Cell::BLANK, |said| Cell::text(said.bound.to_string())),
        said.map_or(Cell::BLANK, |said| Cell::from(said.announced)),
        said.map_or(Cell::BLANK, |said| Cell::text(&*said.source)),
    ];
    cells.extend(query.fx_cells(&line.amount));
    if query.context.exchange.is_some() {
        let rate = |rate: Option<Decimal>| rate.map_or(Cell::BLANK, Cell::rate);
        let said = said.map(|said| query.context.on_day(Decimal::ONE, said.announced));
        cells.push(rate_cell(converted_change(&line.prior, &line.amount)));
        cells.push(rate(line.trailing_amount.as_ref().ok().and_then(Amount::rate)));
        cells.push(rate_cell(converted_change(&line.trailing_prior, &line.trailing_amount)));
        cells.push(rate(said.and_then(|said| said.rate())));
    }
    cells
}

/// The total of one quarter and of the twelve months to its end, and which companies it is without.
fn total_row(query: &Query<'_>, quarter: Period) -> Option<(Row, Vec<Words>)> {
    let mut cells = vec![Cell::text("Total")];
    let sum = |period| Sum::of(period, &query.compared(query.basis, period));
    let (newest, trailing) = (sum(quarter)?, sum(trailing_to(quarter)));
    let rates = |sum: &Sum<'_>| [amount_cell(&sum.amount).marked(sum.mark()), rate_cell(sum.change())];
    cells.extend(rates(&newest));
    cells.push(Cell::BLANK);
    cells.extend(trailing.as_ref().map_or([Cell::BLANK, Cell::BLANK], rates));
    let pace = newest.amount.clone().map(|sum| sum.times(QUARTERS_A_YEAR));
    cells.extend([amount_cell(&pace).marked(newest.mark()), Cell::BLANK]);
    let sums = [(quarter, Some(&newest)), (trailing_to(quarter), trailing.as_ref())];
    let missing = without(sums.into_iter().filter_map(|(period, sum)| Some((period, sum?))));
    Some((Row { role: Role::Total, cells }, missing))
}
