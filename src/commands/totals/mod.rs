//! `capex totals`: one figure per company and the total, with growth and share.

mod notes;
mod page;

use rust_decimal::Decimal;

use super::amounts::{Known, amount_cell, converted_change, money_of};
use super::args::{Selection, about_one};
use super::compared::{Line, Sum};
use super::query::{Query, documents, source_cell};
use super::{Context, Failure, words};
use crate::analysis::Amount;
use crate::derive::{Figure, Status};
use crate::model::{Basis, Company, Kind, Period};
use crate::report::{Cell, Derived, Grid, Quantity, Report, Role, Words};
use crate::say;

/// One figure per company and the total.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex totals -y 2025                    each company on its own definition
  capex totals -y 2025 -b cash            all on cash purchases
  capex totals -p FY2025                  each company's own year
  capex totals -y 2024 --as-of 2025-02-08
  capex totals -m revenue -p latest       any metric, any period")]
pub struct Args {
    /// What it is about
    #[command(flatten)]
    pub about: Selection,
}

/// The columns of the output contract, then what has been appended to them.
const RECORDS: &[&str] = &[
    "company",
    "period",
    "metric",
    "basis",
    "currency",
    "value",
    "prior",
    "yoy",
    "share",
    "quarters",
    "status",
    "start",
    "end",
    "fiscal_period",
    "published",
    "source",
];

/// The figures of one period.
struct Block<'d> {
    period: Period,
    /// The largest first.
    lines: Vec<Line<'d>>,
    sum: Option<Sum<'d>>,
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let newest = about_one(&args.about.periods);
    let metric = context.data.metric(&args.about.metric)?;
    let bases = [context.basis, Some(Basis::Cash), context.data.usual_basis(metric)];
    let mut query =
        Query::with_metrics(context, &args.about.companies, metric, &[], &bases, &args.about.periods, &newest)?;
    let blocks: Vec<Block<'_>> = query.periods.iter().map(|&period| block(&query, query.basis, period)).collect();
    if blocks.iter().all(|block| block.lines.iter().all(|line| line.outcome.is_err())) {
        return Err(query.nothing());
    }
    let mut records = Grid::of_records(&[RECORDS, context.fx_records(), fx_growth(context)].concat()).deriving(&[
        ("yoy", Derived::Change { of: "value", from: "prior" }),
        ("yoy_converted", Derived::Change { of: "value", from: "prior" }),
        ("share", Derived::Share { of: "value" }),
    ]);
    for block in &blocks {
        record(&query, block, &mut records);
    }
    let page = match blocks.as_slice() {
        [block] => page::of_one(&query, block),
        blocks => page::of_many(&query, blocks),
    };
    let notes = notes::notes(&query, &blocks);
    query.notes.extend(notes);
    let figures = blocks.iter().flat_map(|block| block.lines.iter().filter_map(|line| line.outcome.as_ref().ok()));
    let documents = documents(figures);
    let title = query.title();
    query.report(title, page, records, &documents)
}

fn block<'d>(query: &Query<'d>, basis: Option<Basis>, period: Period) -> Block<'d> {
    let mut lines = query.compared(basis, period);
    // Only flows add; a ratio or a stated rate has no total.
    let sum = if query.metric.kind == Kind::Flow { Sum::of(period, &lines) } else { None };
    let size = |line: &Line<'_>| line.outcome.as_ref().ok().map(|figure| figure.working.value);
    lines.sort_by_key(|line| std::cmp::Reverse(size(line)));
    Block { period, lines, sum }
}

/// The columns of machine formats that compare converted amounts.
fn fx_growth(context: &Context<'_>) -> &'static [&'static str] {
    if context.exchange.is_some() { &["prior_rate", "yoy_converted"] } else { &[] }
}

impl<'d> Block<'d> {
    /// The companies in the total.
    fn added(&self) -> &[&'d Company] {
        self.sum.as_ref().map_or(&[], |sum| &sum.added)
    }

    /// A company's part of the total, where the total adds like to like.
    fn share(&self, line: &Line<'_>) -> Cell {
        match (&self.sum, &line.amount) {
            (Some(sum), Ok(_)) if !sum.total.like => {
                Cell::missing(say!("the companies do not cover the same quarters"))
            }
            (Some(sum), Ok(_)) if self.lines.len() > 1 && sum.total.value() > Decimal::ZERO => {
                let (part, whole) = (money_of(&line.amount), money_of(&sum.amount));
                let share = part.and_then(|part| {
                    part.amount.checked_div(whole?.amount).ok_or_else(|| say!("the total is nothing"))
                });
                share.map_or_else(Cell::missing, |share| Quantity::Share(share).into())
            }
            _ => Cell::BLANK,
        }
    }

    /// The total's share of itself, where there are shares.
    fn whole_share(&self, sum: &Sum<'_>) -> Cell {
        let shared = sum.total.like && self.lines.len() > 1 && money_of(&sum.amount).is_ok();
        if shared { Quantity::Share(Decimal::ONE).into() } else { Cell::BLANK }
    }

    fn is_partial(&self) -> bool {
        self.lines.iter().any(|line| line.outcome.as_ref().is_ok_and(|figure| !figure.is_whole()))
    }
}

/// `4/4`: quarters present out of those in the period.
fn quarters(present: usize, of: usize) -> Cell {
    Cell::text(format!("{present}/{of}"))
}

fn change_cell(change: Result<Decimal, impl Into<Words>>) -> Cell {
    match change {
        Ok(change) => Quantity::Change(change).into(),
        Err(reason) => Cell::missing(reason),
    }
}

fn record(query: &Query<'_>, block: &Block<'_>, records: &mut Grid) {
    let head = |company: &str| {
        let metric = Cell::text(query.metric.flag.clone());
        vec![
            Cell::text(company),
            Cell::text(block.period.to_string()),
            metric,
            query.basis_cell(),
            query.currency_cell(),
        ]
    };
    for line in &block.lines {
        let of = block.period.stretch().part.len_in_quarters();
        let mut cells = head(&line.company.ticker);
        cells.extend([query.value_cell(&line.amount), query.value_cell(&line.prior_amount)]);
        cells.push(if query.metric.kind == Kind::Flow { change_cell(line.change()) } else { Cell::BLANK });
        cells.push(block.share(line));
        let present = line.outcome.as_ref().map_or(0, |figure| figure.quarters.len());
        let status = line.outcome.as_ref().map_or(Status::Missing, Figure::status);
        cells.extend([quarters(present, of), Cell::text(status.to_string())]);
        let days = block.period.span(line.company.calendar);
        cells.extend([Cell::from(days.start), Cell::from(days.end)]);
        cells.push(Cell::text(words::fiscal_period(line.company, block.period)));
        let known = line.outcome.as_ref().ok();
        cells.push(known.map_or(Cell::BLANK, |figure| Cell::from(figure.working.published())));
        cells.push(known.map_or(Cell::BLANK, source_cell));
        cells.extend(fx_cells(query, &line.amount, &line.prior_amount));
        records.push(cells);
    }
    let Some(sum) = &block.sum else { return };
    let mut cells = head("TOTAL");
    cells.extend([amount_cell(&sum.amount), amount_cell(&sum.prior)]);
    cells.push(change_cell(sum.change()));
    cells.push(block.whole_share(sum));
    cells.push(quarters(sum.total.quarters, sum.total.of));
    cells.push(Cell::text(sum.status().to_string()));
    cells.extend([Cell::BLANK, Cell::BLANK, Cell::BLANK, Cell::from(sum.total.working.published()), Cell::BLANK]);
    cells.extend(fx_cells(query, &sum.amount, &sum.prior));
    records.push_as(Role::Total, cells);
}

/// How a converted amount and the one a year before came about; nothing without a conversion.
fn fx_cells(query: &Query<'_>, amount: &Known, prior: &Known) -> Vec<Cell> {
    let mut cells = query.fx_cells(amount);
    if query.context.exchange.is_some() {
        let rate = prior.as_ref().ok().and_then(Amount::rate);
        cells.push(rate.map_or(Cell::BLANK, Cell::rate));
        cells.push(if query.metric.kind == Kind::Flow {
            change_cell(converted_change(prior, amount))
        } else {
            Cell::BLANK
        });
    }
    cells
}

/// The basis a total is also given on: the one common definition, or as usual each company's own.
fn other_basis(query: &Query<'_>) -> Option<Basis> {
    if query.mixes_definitions() { Some(Basis::Cash) } else { query.context.data.usual_basis(query.metric) }
}
