//! `capex totals`: one figure per company and the total, with growth and share.

use rust_decimal::Decimal;

use super::query::{Outcome, Query, documents, mark, source_cell};
use super::{Context, Failure, words};
use crate::analysis::{Total, Unlike, change, total, year_on_year};
use crate::cli::Periods;
use crate::derive::{Figure, Status};
use crate::model::{Basis, Company, Grain, Kind, Money, Period, Window};
use crate::report::{Cell, Column, Grid, Mark, Note, Report, Role, Value};

/// One figure per company and the total.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex totals -y 2025                    calendar 2025, each company on its own definition
  capex totals -y 2025 -b cash            all on the cash-flow statement's purchases
  capex totals -p FY2025                  each company's own year
  capex totals -y 2024 --as-of 2025-02-08 what a reader could know that day
  capex totals -m revenue -p latest       any metric, any period")]
pub struct Args {
    /// Companies: tickers, names or aliases [default: all that report the metric]
    pub companies: Vec<String>,
    /// What to total
    #[arg(short, long, value_name = "METRIC", default_value = "capex")]
    pub metric: String,
    /// Periods
    #[command(flatten)]
    pub periods: Periods,
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
    lines: Vec<Line<'d>>,
    total: Option<Total>,
    /// The total of the same quarters a year before.
    prior: Option<Decimal>,
}

struct Line<'d> {
    company: &'d Company,
    outcome: Outcome,
    prior: Result<Figure, Unlike>,
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let newest_year = Window::last(1, Grain::Years);
    let metric = context.data.metric(&args.metric)?;
    let bases = [context.basis, other_basis(context.basis)];
    let mut query = Query::with_metrics(context, &args.companies, metric, &[], &bases, &args.periods, &newest_year)?;
    let blocks: Vec<Block<'_>> = query.periods.iter().map(|&period| block(&query, context.basis, period)).collect();
    if blocks.iter().all(|block| block.lines.iter().all(|line| line.outcome.is_err())) {
        return Err(query.nothing());
    }
    let mut records = Grid::of_records(RECORDS);
    for block in &blocks {
        record(&query, block, &mut records);
    }
    let page = match blocks.as_slice() {
        [block] => page(&query, block),
        blocks => page_of_periods(&query, blocks),
    };
    let notes: Vec<Note> = blocks.iter().flat_map(|block| notes(&query, block)).collect();
    for note in notes {
        if !query.notes.contains(&note) {
            query.notes.push(note);
        }
    }
    let figures = blocks.iter().flat_map(|block| block.lines.iter().filter_map(|line| line.outcome.as_ref().ok()));
    let documents = documents(figures);
    let title = query.title();
    query.report(title, page, records, &documents)
}

fn block<'d>(query: &Query<'d>, basis: Basis, period: Period) -> Block<'d> {
    let figures: Vec<(&Company, Outcome)> = query
        .companies
        .iter()
        .map(|&company| (company, query.engine.figure(company, query.metric, basis, period)))
        .collect();
    // Only flows add; a ratio or a stated rate has no total.
    let total = if query.metric.kind == Kind::Flow { total(period, &figures) } else { None };
    let mut lines: Vec<Line<'d>> = figures
        .into_iter()
        .map(|(company, outcome)| {
            let prior = match &outcome {
                Ok(figure) => year_on_year(&query.engine, company, query.metric, basis, figure),
                Err(gap) => Err(Unlike::Missing(gap.clone())),
            };
            Line { company, outcome, prior }
        })
        .collect();
    let size = |line: &Line<'_>| line.outcome.as_ref().ok().map(|figure| figure.working.value);
    lines.sort_by_key(|line| std::cmp::Reverse(size(line)));
    let priors =
        lines.iter().filter(|line| line.outcome.is_ok()).map(|line| Some(line.prior.as_ref().ok()?.working.value));
    let prior = priors.sum();
    Block { period, lines, total, prior }
}

impl Line<'_> {
    fn change(&self) -> Result<Decimal, Unlike> {
        let figure = self.outcome.as_ref().map_err(|gap| Unlike::Missing(gap.clone()))?;
        change(self.prior.as_ref().map_err(Clone::clone)?.working.value, figure.working.value)
    }
}

impl Block<'_> {
    fn change(&self) -> Result<Decimal, String> {
        let total = self.total.as_ref().ok_or("there is no total")?;
        let prior = self.prior.ok_or("a company has no figure for the same quarters a year before")?;
        change(prior, total.value()).map_err(|unlike| unlike.to_string())
    }

    /// A company's part of the total, where the total adds like to like.
    fn share(&self, line: &Line<'_>) -> Cell {
        match (&self.total, &line.outcome) {
            (Some(total), Ok(figure)) if total.like && self.lines.len() > 1 && total.value() > Decimal::ZERO => {
                Value::Share(figure.working.value / total.value()).into()
            }
            (Some(total), Ok(_)) if !total.like => Cell::missing("the companies do not cover the same quarters"),
            _ => Cell::BLANK,
        }
    }

    fn is_partial(&self) -> bool {
        self.lines.iter().any(|line| line.outcome.as_ref().is_ok_and(|figure| !figure.is_whole()))
    }
}

/// `4/4`: quarters present out of those in the period.
fn quarters(present: usize, of: usize) -> Cell {
    Cell::text(format!("{present}/{of}"))
}

fn change_cell(change: Result<Decimal, impl ToString>) -> Cell {
    match change {
        Ok(change) => Value::Change(change).into(),
        Err(reason) => Cell::missing(reason.to_string()),
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
        cells.push(query.cell(&line.outcome));
        cells.push(match &line.prior {
            Ok(prior) => query.value(prior.working.value).into(),
            Err(unlike) => Cell::missing(unlike.to_string()),
        });
        cells.push(if query.metric.kind == Kind::Flow { change_cell(line.change()) } else { Cell::BLANK });
        cells.push(block.share(line));
        let present = line.outcome.as_ref().map_or(0, |figure| figure.quarters.len());
        let status = line.outcome.as_ref().map_or(Status::Missing, Figure::status);
        cells.extend([quarters(present, of), Cell::text(status.to_string())]);
        let days = words::days(line.company, block.period);
        cells.extend([Cell::from(days.start), Cell::from(days.end)]);
        cells.push(Cell::text(words::fiscal_period(line.company, block.period)));
        let known = line.outcome.as_ref().ok();
        cells.push(known.map_or(Cell::BLANK, |figure| Cell::from(figure.working.published())));
        cells.push(known.map_or(Cell::BLANK, source_cell));
        records.push(cells);
    }
    let Some(total) = &block.total else { return };
    let mut cells = head("TOTAL");
    cells.push(query.value(total.value()).into());
    cells.push(block.prior.map_or_else(
        || Cell::missing("a company has no figure for the same quarters a year before"),
        |prior| query.value(prior).into(),
    ));
    cells.push(change_cell(block.change()));
    cells.push(if total.like && block.lines.len() > 1 { Value::Share(Decimal::ONE).into() } else { Cell::BLANK });
    cells.push(quarters(total.quarters, total.of));
    cells.push(Cell::text(total_status(total).to_string()));
    cells.extend([Cell::BLANK, Cell::BLANK, Cell::BLANK, Cell::from(total.working.published()), Cell::BLANK]);
    records.push_as(Role::Total, cells);
}

fn total_status(total: &Total) -> Status {
    if !total.is_whole() {
        Status::Partial
    } else if total.working.approximation.is_some() {
        Status::Approximate
    } else {
        Status::Derived
    }
}

fn total_mark(total: &Total) -> Mark {
    match total_status(total) {
        Status::Partial => Mark::Partial,
        Status::Approximate => Mark::Approximate,
        _ => Mark::None,
    }
}

/// One period: company, figure, figure a year before, growth, share, and the company's own name of the period.
fn page(query: &Query<'_>, block: &Block<'_>) -> Grid {
    let flow = query.metric.kind == Kind::Flow;
    let partial = block.is_partial();
    let names: Vec<Option<String>> =
        block.lines.iter().map(|line| words::other_name(line.company, block.period)).collect();
    let mut columns = vec![Column::text("Company"), Column::number(words::label(block.period))];
    columns.push(Column::number(words::label(block.period.plus_years(-1))));
    if flow {
        columns.extend([Column::number("YoY"), Column::number("Share")]);
    }
    if partial {
        columns.push(Column::number("Quarters"));
    }
    if names.iter().any(Option::is_some) {
        columns.push(Column::text(""));
    }
    let mut grid = Grid { columns, rows: Vec::new() };
    for (line, name) in block.lines.iter().zip(names.iter().cloned()) {
        let mut cells = vec![Cell::text(line.company.name.clone()), query.cell(&line.outcome)];
        cells.push(match &line.prior {
            Ok(prior) => {
                // The figure a year before covers the same quarters, so it is partial where the figure is.
                let partial = line.outcome.as_ref().is_ok_and(|figure| !figure.is_whole());
                let mark = if partial { Mark::Partial } else { mark(prior) };
                Cell::from(query.value(prior.working.value)).marked(mark)
            }
            Err(unlike) => Cell::missing(unlike.to_string()),
        });
        if flow {
            cells.extend([change_cell(line.change()), block.share(line)]);
        }
        if partial {
            let of = block.period.stretch().part.len_in_quarters();
            let present = line.outcome.as_ref().map_or(0, |figure| figure.quarters.len());
            cells.push(Cell::text(format!("{present} of {of}")));
        }
        if names.iter().any(Option::is_some) {
            cells.push(name.map_or(Cell::BLANK, Cell::text));
        }
        grid.push(cells);
    }
    if let Some(total) = &block.total
        && block.lines.len() > 1
    {
        let mut cells = vec![Cell::text("Total"), Cell::from(query.value(total.value())).marked(total_mark(total))];
        cells.push(block.prior.map_or_else(
            || Cell::missing("a company has no figure for the same quarters a year before"),
            |prior| {
                let mark = if total.is_whole() { Mark::None } else { Mark::Partial };
                Cell::from(query.value(prior)).marked(mark)
            },
        ));
        let share = if total.like { Value::Share(Decimal::ONE).into() } else { Cell::BLANK };
        cells.extend([change_cell(block.change()), share]);
        if partial {
            cells.push(Cell::text(format!("{} of {}", total.quarters, total.of)));
        }
        cells.resize(grid.columns.len(), Cell::BLANK);
        grid.push_as(Role::Total, cells);
    }
    grid
}

/// Several periods: a figure and its growth for each.
fn page_of_periods(query: &Query<'_>, blocks: &[Block<'_>]) -> Grid {
    let flow = query.metric.kind == Kind::Flow;
    let mut grid = Grid { columns: vec![Column::text("Company")], rows: Vec::new() };
    for block in blocks {
        grid.columns.push(Column::number(words::label(block.period)));
        if flow {
            grid.columns.push(Column::number("YoY"));
        }
    }
    let newest = blocks.last().expect("there is a period");
    for company in newest.lines.iter().map(|line| line.company) {
        let mut cells = vec![Cell::text(company.name.clone())];
        for block in blocks {
            let line = block.lines.iter().find(|line| line.company == company).expect("every block has every company");
            cells.push(query.cell(&line.outcome));
            if flow {
                cells.push(change_cell(line.change()));
            }
        }
        grid.push(cells);
    }
    if flow && newest.lines.len() > 1 {
        let mut cells = vec![Cell::text("Total")];
        for block in blocks {
            cells.push(block.total.as_ref().map_or_else(
                || Cell::missing("no company has a figure"),
                |total| Cell::from(query.value(total.value())).marked(total_mark(total)),
            ));
            cells.push(change_cell(block.change()));
        }
        grid.push_as(Role::Total, cells);
    }
    grid
}

fn notes(query: &Query<'_>, block: &Block<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    notes.extend(partial_note(block));
    notes.extend(query.figure_notes(block.lines.iter().map(|line| (block.period, line.company, &line.outcome))));
    if query.on_basis() && query.metric.kind == Kind::Flow && block.lines.len() > 1 {
        notes.extend(basis_note(query, block));
    }
    if query.on_basis() && query.context.basis == Basis::Headline {
        notes.extend(block.lines.iter().filter_map(|line| change_note(query, block, line)));
    }
    notes.push(query.data_note(block.lines.iter().map(|line| &line.outcome)));
    notes
}

fn partial_note(block: &Block<'_>) -> Option<Note> {
    let total = block.total.as_ref();
    let without: Vec<&str> =
        block.lines.iter().filter(|line| line.outcome.is_err()).map(|line| line.company.name.as_str()).collect();
    let label = words::label(block.period);
    let mut sentences = Vec::new();
    if block.is_partial() {
        let last_year = words::label(block.period.plus_years(-1));
        sentences.push(format!("{label} is partial, and growth compares the same quarters of {last_year}."));
    }
    if total.is_some() && !without.is_empty() {
        sentences.push(format!("The total of {label} is without {}.", words::and(&without)));
    } else if total.is_some_and(|total| !total.like) {
        sentences.push("The companies do not cover the same quarters, so there are no shares.".to_owned());
    }
    (!sentences.is_empty()).then(|| Note::new("partial", format!("* {}", sentences.join(" "))))
}

/// The basis a total is also given on: the one common definition, or each company's own.
fn other_basis(basis: Basis) -> Basis {
    if basis == Basis::Headline { Basis::Cash } else { Basis::Headline }
}

/// The same total on the other basis.
fn basis_note(query: &Query<'_>, block: &Block<'_>) -> Option<Note> {
    let other_block = self::block(query, other_basis(query.context.basis), block.period);
    let total = other_block.total.as_ref()?;
    let mut note = if query.context.basis == Basis::Headline {
        let definitions = words::count(block.lines.len());
        Note::new("basis", format!("{definitions} definitions are added here (capex list definitions). "))
            .text("On one, cash purchases: ")
    } else {
        Note::new("basis", "As each company reports them (headline): ")
    };
    note = note.money(Money::usd(total.value()));
    if let Ok(change) = other_block.change() {
        note = note.text(", ").change(change);
    }
    let missing = other_block.lines.iter().filter(|line| line.outcome.is_err()).count();
    if missing > 0 {
        note = note.text(format!(" (without {missing} of the companies, which have no such figure)"));
    }
    Some(note.text("."))
}

/// Where the company's definition is another than a year before, what the earlier figure is on the new one.
fn change_note(query: &Query<'_>, block: &Block<'_>, line: &Line<'_>) -> Option<Note> {
    let (figure, prior) = (line.outcome.as_ref().ok()?, line.prior.as_ref().ok()?);
    let capex = crate::model::MetricId::capex();
    let now = query.engine.definition(line.company, &capex, query.context.basis, figure.working.span).ok()??;
    let before = query.engine.definition(line.company, &capex, query.context.basis, prior.working.span).ok()??;
    if now.formula == before.formula {
        return None;
    }
    let last_year = block.period.plus_years(-1);
    let mut note = Note::new(
        "definition",
        format!(
            "{}'s definition changed: {} is {}; {} is {}.",
            line.company.name,
            words::label(last_year),
            before.words,
            words::label(block.period),
            now.words
        ),
    );
    if query.metric.id == capex
        && let Ok(restated) = query.engine.on_definition(line.company, now, &prior.quarters)
        && let Ok(change) = change(restated.value, figure.working.value)
    {
        note = note
            .text(format!(" On the new one {} was ", words::label(last_year)))
            .money(Money::usd(restated.value))
            .text(" and growth is ")
            .change(change)
            .text(".");
    }
    Some(note)
}
