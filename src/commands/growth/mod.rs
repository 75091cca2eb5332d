//! `capex growth`: year on year, quarter on quarter, and compound.

mod page;

use rust_decimal::Decimal;

use super::amounts::{Known, amount_cell, money_of, no_figure, sum_of};
use super::args::Selection;
use super::compared::{Line, Sum, without};
use super::query::{Query, documents};
use super::{Context, Failure, words};
use crate::analysis::{annual_growth, change, comparable, previous};
use crate::derive::{Figure, Status};
use crate::model::{Company, Grain, Kind, Part, Period, Window};
use crate::report::{Cell, Derived, Grid, Mark, Note, Quantity, Report, Role, Words};
use crate::say;

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

/// The columns appended to records of converted amounts.
const FX_RECORDS: &[&str] = &["yoy_converted", "qoq_converted", "cagr_converted"];

/// A rate, or why there is none; blank where it does not apply.
type Rate = Option<Result<Decimal, Words>>;

/// The currency in which amounts are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    /// As reported.
    Dollars,
    /// The currency of the report.
    Currency,
}

/// One company or the total, in one period.
struct Point {
    period: Period,
    amount: Known,
    mark: Mark,
    status: Status,
    /// A year before.
    prior: Known,
    /// How that is marked.
    prior_mark: Mark,
    /// A quarter before, of a quarter.
    before: Option<Known>,
    /// Where the compound rate starts.
    first: Option<First>,
}

/// The first period of a series, seen from a later one of its kind.
struct First {
    period: Period,
    amount: Known,
    mark: Mark,
    /// Years since, at least 1.
    years: u16,
}

struct Series {
    ticker: String,
    name: Words,
    points: Vec<Point>,
}

impl In {
    fn of(self, amount: &Known) -> Result<Decimal, Words> {
        match self {
            Self::Dollars => amount.as_ref().map(|amount| amount.reported).map_err(Clone::clone),
            Self::Currency => money_of(amount).map(|money| money.amount),
        }
    }

    fn rate(self, from: &Known, to: &Known) -> Result<Decimal, Words> {
        Ok(change(self.of(from)?, self.of(to)?)?)
    }
}

impl Point {
    /// How growth on the year before is marked: it is no better known than the figures that it compares.
    fn yoy_mark(&self) -> Mark {
        if self.mark == Mark::None { self.prior_mark } else { self.mark }
    }

    fn yoy(&self, currency: In) -> Result<Decimal, Words> {
        currency.rate(&self.prior, &self.amount)
    }

    fn qoq(&self, currency: In) -> Rate {
        self.before.as_ref().map(|before| currency.rate(before, &self.amount))
    }

    /// The compound yearly rate from the first period to this one, where both are whole and of one kind.
    fn cagr(&self, currency: In) -> Rate {
        let First { amount, years, .. } = self.first.as_ref()?;
        let whole = self.status != Status::Partial;
        Some(match (currency.of(amount), currency.of(&self.amount)) {
            (Ok(from), Ok(to)) if whole => annual_growth(from, to, *years).map_err(Words::from),
            _ => Err(say!("the first or the last figure is missing or partial")),
        })
    }
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
        return Err(Failure::Usage(say!(
            "`{name}` is not an amount and has no growth; capex show -m {name} shows it",
            name
        )));
    }
    let lines: Vec<(Period, Vec<Line<'_>>)> =
        query.periods.iter().map(|&period| (period, query.compared(query.basis, period))).collect();
    let outcomes = || lines.iter().flat_map(|(_, of_period)| of_period.iter().map(|line| &line.outcome));
    if outcomes().all(Result::is_err) {
        return Err(query.nothing());
    }
    let companies = query.companies.iter().enumerate();
    let mut series: Vec<Series> =
        companies.map(|(at, company)| company_series(&query, company, column(&lines, at))).collect();
    let sums: Vec<(Period, Option<Sum<'_>>)> = if query.companies.len() > 1 {
        lines.iter().map(|(period, of_period)| (*period, Sum::of(*period, of_period))).collect()
    } else {
        Vec::new()
    };
    if !sums.is_empty() {
        series.push(total_series(&query, &sums, &lines));
    }
    let converted: &[&str] = if context.exchange.is_some() { FX_RECORDS } else { &[] };
    let change = Derived::Change { of: "value", from: "prior" };
    let mut records = Grid::of_records(&[RECORDS, context.fx_records(), converted].concat())
        .deriving(&[("yoy", change), ("yoy_converted", change)]);
    for one in &series {
        for point in &one.points {
            records.push_as(one.role(), record(&query, one, point));
        }
    }
    let page = match query.periods.as_slice() {
        &[period] => page::of_one(&query, period, &series),
        _ => page::of_many(&query, &series),
    };
    let each = lines.iter().flat_map(|(period, of_period)| of_period.iter().map(|line| (*period, line)));
    let notes = query.compared_notes(each);
    if outcomes().flatten().any(|figure| !figure.is_whole()) {
        query.notes.push(Note::new("partial", "* Partial: growth compares the same quarters a year before."));
    }
    let missing = without(sums.iter().filter_map(|(period, sum)| Some((*period, sum.as_ref()?))));
    if !missing.is_empty() {
        query.notes.push(Note::new("partial", say!("* {words}", words = Words::sentences(missing))));
    }
    if query.mixes_definitions() {
        query.notes.push(Note::new(
            "basis",
            "Each company's own definition at the time; where one changed, growth crosses the change \
             (capex list definitions, or --basis cash).",
        ));
    }
    query.notes.extend(notes);
    let amounts = series
        .iter()
        .filter(|one| one.ticker != "TOTAL")
        .flat_map(|one| one.points.iter().map(|point| (point.period, &point.amount)));
    query.notes.extend(query.rates_used(amounts));
    query.notes.push(query.data_note(outcomes()));
    let documents = documents(outcomes().flatten());
    let title = say!("Growth of {what}", what = query.title_on_basis(words::metric_name(query.metric)));
    query.report(title, page, records, &documents)
}

impl Series {
    fn role(&self) -> Role {
        if self.ticker == "TOTAL" { Role::Total } else { Role::Plain }
    }
}

/// A company's line in each period, by its place among the companies.
fn column<'l, 'd>(lines: &'l [(Period, Vec<Line<'d>>)], at: usize) -> impl Iterator<Item = (Period, &'l Line<'d>)> {
    lines.iter().filter_map(move |(period, of_period)| Some((*period, of_period.get(at)?)))
}

fn company_series<'l, 'd: 'l>(
    query: &Query<'_>,
    company: &Company,
    lines: impl Iterator<Item = (Period, &'l Line<'d>)>,
) -> Series {
    let mut points: Vec<Point> = Vec::new();
    let mut earliest: Option<&Figure> = None;
    for (period, line) in lines {
        let figure = line.outcome.as_ref().ok();
        if points.is_empty() {
            earliest = figure;
        }
        let first = first_of(&points, period).map(|first| match earliest.zip(figure) {
            Some((one, other)) => {
                let unlike = comparable(one, other).map_err(Words::from);
                First { amount: unlike.and(first.amount), ..first }
            }
            None => first,
        });
        points.push(Point {
            period,
            mark: line.mark(),
            status: line.outcome.as_ref().map_or(Status::Missing, Figure::status),
            before: is_quarter(period).then(|| quarter_before(query, line, period)),
            first,
            amount: line.amount.clone(),
            prior: line.prior_amount.clone(),
            prior_mark: line.prior_mark(),
        });
    }
    Series { ticker: company.ticker.clone(), name: words::company(company), points }
}

/// The amount of the quarter before.
fn quarter_before(query: &Query<'_>, line: &Line<'_>, period: Period) -> Known {
    let before = previous(&query.engine, line.company, query.metric, query.basis, period);
    if let (Ok(before), Ok(figure)) = (&before, &line.outcome) {
        comparable(before, figure)?;
    }
    query.known(line.company, &before)
}

/// The first of the points before a period if it is of a year before and of the same kind; its amount must be whole.
fn first_of(points: &[Point], period: Period) -> Option<First> {
    let first = points.first()?;
    let (from, to) = (first.period.stretch(), period.stretch());
    let years = u16::try_from(to.year - from.year).ok().filter(|years| *years > 0 && from.part == to.part)?;
    let is_partial = first.status == Status::Partial;
    let amount = if is_partial { Err(say!("the first figure is partial")) } else { first.amount.clone() };
    Some(First { period: first.period, amount, mark: first.mark, years })
}

fn total_series(query: &Query<'_>, sums: &[(Period, Option<Sum<'_>>)], lines: &[(Period, Vec<Line<'_>>)]) -> Series {
    let mut points: Vec<Point> = Vec::new();
    for ((period, sum), (_, of_period)) in sums.iter().zip(lines) {
        let period = *period;
        let none = || Err(no_figure());
        // The quarter before is that of the companies added.
        let before = is_quarter(period).then(|| {
            let is_added = |line: &&Line<'_>| sum.as_ref().is_some_and(|sum| sum.added.contains(&line.company));
            let before = |line: &Line<'_>| {
                let before = quarter_before(query, line, period);
                before.map_err(|reason| words::of_company(line.company, reason))
            };
            sum_of(of_period.iter().filter(is_added).map(before))
        });
        let first = first_of(&points, period);
        points.push(Point {
            period,
            amount: sum.as_ref().map_or_else(none, |sum| sum.amount.clone()),
            mark: sum.as_ref().map_or(Mark::None, Sum::mark),
            status: sum.as_ref().map_or(Status::Missing, Sum::status),
            prior: sum.as_ref().map_or_else(none, |sum| sum.prior.clone()),
            prior_mark: sum.as_ref().map_or(Mark::None, |sum| sum.prior_mark),
            before,
            first,
        });
    }
    Series { ticker: "TOTAL".to_owned(), name: "Total".into(), points }
}

fn is_quarter(period: Period) -> bool {
    matches!(period.stretch().part, Part::Quarter(_))
}

fn rate_cell(rate: &Rate) -> Cell {
    match rate {
        None => Cell::BLANK,
        Some(Ok(rate)) => Quantity::Change(*rate).into(),
        Some(Err(reason)) => Cell::missing(reason.clone()),
    }
}

fn record(query: &Query<'_>, series: &Series, point: &Point) -> Vec<Cell> {
    let mut cells = vec![
        Cell::text(series.ticker.clone()),
        Cell::text(query.metric.flag.clone()),
        query.basis_cell(),
        Cell::text(point.period.to_string()),
        query.currency_cell(),
        amount_cell(&point.amount),
        Cell::text(point.period.plus_years(-1).to_string()),
        amount_cell(&point.prior),
        rate_cell(&Some(point.yoy(In::Dollars))).marked(point.yoy_mark()),
        rate_cell(&point.qoq(In::Dollars)),
        rate_cell(&point.cagr(In::Dollars)),
        Cell::text(point.status.to_string()),
        point.first.as_ref().map_or(Cell::BLANK, |first| Cell::text(first.period.to_string())),
    ];
    cells.extend(query.context.fx_cells(&point.amount));
    if query.context.exchange.is_some() {
        let rates = [Some(point.yoy(In::Currency)), point.qoq(In::Currency), point.cagr(In::Currency)];
        cells.extend(rates.iter().map(rate_cell));
    }
    cells
}
