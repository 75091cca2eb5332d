//! `capex cloud`: cloud revenue, its growth, and capital expenditures per dollar of it.

use rust_decimal::Decimal;

use super::amounts::{Known, amount_cell, converted_change};
use super::args::{Periods, about_one};
use super::query::{Outcome, Query, documents, mark};
use super::{Context, Failure, words};
use crate::analysis::{Amount, change, year_on_year};
use crate::derive::{Figure, Gap, Status};
use crate::model::{Company, Currency, MetricId, Part, Period, Stretch};
use crate::report::{Cell, Derived, Grid, Heading, Mark, Note, Quantity, Report, Role, Words};
use crate::say;

/// Cloud revenue, its growth, and capital expenditures per dollar of it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex cloud -y 2025                     the year
  capex cloud -Q -p last4q                the last four quarters
  capex cloud amzn -p 2016..2025          AWS since it was disclosed
  capex cloud -y 2025 -b cash             against cash purchases")]
pub struct Args {
    /// Companies: tickers, names or aliases [default: all with a cloud series]
    pub companies: Vec<String>,
    /// Periods
    #[command(flatten)]
    pub periods: Periods,
}

const RECORDS: &[&str] = &[
    "company",
    "series",
    "period",
    "basis",
    "currency",
    "cloud",
    "prior",
    "yoy",
    "share_of_revenue",
    "operating_income",
    "margin",
    "capex",
    "capex_per_cloud",
    "quarters",
    "status",
    "fiscal_period",
    "published",
];

/// The columns appended to records of converted amounts; the others are of cloud revenue.
const FX_RECORDS: &[&str] = &["yoy_converted", "operating_income_rate", "capex_rate"];

struct Line<'d> {
    company: &'d Company,
    period: Period,
    cloud: Outcome,
    revenue: Outcome,
    income: Outcome,
    capex: Outcome,
    /// In the report's currency: cloud revenue now and a year before, its operating income, capital expenditures.
    cloud_amount: Known,
    prior_amount: Known,
    income_amount: Known,
    capex_amount: Known,
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let data = context.data;
    let ids = ["revenue", "cloud_operating_income", "capex", "azure_growth"];
    let others = ids.map(|id| &data.metric_by_id(&MetricId::from(id)).id);
    let [revenue, income, capex, _] = others;
    let cloud = data.metric("cloud_revenue")?;
    let default = about_one(&args.periods);
    let mut query =
        Query::with_metrics(context, &args.companies, cloud, &others, &[context.basis], &args.periods, &default)?;
    let figure = |company: &Company, id: &MetricId, period| {
        query.engine.figure(company, data.metric_by_id(id), context.basis, period)
    };
    let mut lines = Vec::new();
    for &period in &query.periods {
        for &company in &query.companies {
            let cloud = query.figure(company, period);
            let amount = |id: &MetricId, outcome: &Outcome| -> Known {
                let figure = outcome.as_ref().map_err(Gap::words)?;
                Ok(query.amount_of(company, data.metric_by_id(id), context.basis, figure))
            };
            let prior = cloud.as_ref().map_err(Gap::words).and_then(|figure| {
                let prior =
                    year_on_year(&query.engine, company, query.metric, context.basis, figure, period.is_fiscal())?;
                Ok(query.amount(company, &prior))
            });
            let (income_of, capex_of) = (figure(company, income, period), figure(company, capex, period));
            lines.push(Line {
                company,
                period,
                cloud_amount: query.known(company, &cloud),
                prior_amount: prior,
                income_amount: amount(income, &income_of),
                capex_amount: amount(capex, &capex_of),
                cloud,
                revenue: figure(company, revenue, period),
                income: income_of,
                capex: capex_of,
            });
        }
    }
    if lines.iter().all(|line| line.cloud.is_err()) {
        return Err(query.nothing());
    }
    let converted: &[&str] = if context.exchange.is_some() { FX_RECORDS } else { &[] };
    let mut records = Grid::of_records(&[RECORDS, context.fx_records(), converted].concat()).deriving(&[
        ("yoy", Derived::Change { of: "cloud", from: "prior" }),
        ("yoy_converted", Derived::Change { of: "cloud", from: "prior" }),
        ("margin", Derived::Ratio { of: "operating_income", to: "cloud" }),
        ("capex_per_cloud", Derived::Ratio { of: "capex", to: "cloud" }),
    ]);
    for line in &lines {
        records.push(record(context, line));
    }
    let page = page(&query, &lines);
    let mut scope = vec![say!("Capex is the whole company's.")];
    if query.companies.len() > 1 {
        scope.insert(0, say!("The series differ in scope and are not added."));
    }
    let mut notes = vec![Note::new("scope", Words::sentences(scope))];
    notes.extend(query.figure_notes(lines.iter().map(|line| (line.period, line.company, &line.cloud))));
    let azure = |company: &&Company| azure_note(&query, company, *query.periods.last()?);
    notes.extend(query.companies.iter().filter_map(azure));
    if lines.iter().any(|line| line.cloud.as_ref().is_ok_and(|figure| !figure.is_whole())) {
        notes.push(Note::new("partial", "* Partial: growth compares the same quarters a year before."));
    }
    notes.extend(query.rates_used(lines.iter().map(|line| (line.period, &line.cloud_amount))));
    notes.push(query.data_note(lines.iter().map(|line| &line.cloud)));
    query.notes.extend(notes);
    let figures = lines.iter().flat_map(|line| [&line.cloud, &line.revenue, &line.income, &line.capex]);
    let documents = documents(figures.flatten());
    let title = Words::semicolons([query.title_of("Cloud revenue"), words::capex_on(context.capex_basis())]);
    query.report(title, page, records, &documents)
}

/// Azure's stated growth in the last quarter of a period, for a company that states it.
fn azure_note(query: &Query<'_>, company: &Company, period: Period) -> Option<Note> {
    let metric = query.context.data.metric("azure_growth").ok()?;
    let Stretch { year, part } = period.stretch();
    let quarter = period.with(Stretch { year, part: Part::Quarter(part.last_quarter()) });
    let figure = query.engine.figure(company, metric, None, quarter).ok()?;
    let name = words::other_name(company, quarter).map(|days| say!(" ({days})", days));
    let words = say!(
        "{company}, {quarter}: {metric} {growth}, as stated.",
        company = words::company(company),
        quarter = Words::from(words::label(quarter)).then(name),
        metric = words::metric_name(metric),
        growth = figure.working.value
    );
    Some(Note::new("azure", words))
}

/// One figure over another, if both cover the same quarters.
fn ratio(over: &Outcome, under: &Outcome) -> Result<Decimal, Words> {
    let (over, under) = (over.as_ref().map_err(Gap::words)?, under.as_ref().map_err(Gap::words)?);
    if over.quarters != under.quarters {
        return Err(Gap::Unlike.words());
    }
    over.working.value.checked_div(under.working.value).ok_or_else(|| say!("division by zero"))
}

fn money(outcome: &Outcome, amount: &Known) -> Cell {
    amount_cell(amount).marked(outcome.as_ref().map_or(Mark::None, mark))
}

fn fraction(fraction: Result<Decimal, Words>, figure: impl Fn(Decimal) -> Quantity) -> Cell {
    match fraction {
        Ok(fraction) => figure(fraction).into(),
        Err(reason) => Cell::missing(reason),
    }
}

impl Line<'_> {
    fn growth(&self) -> Result<Decimal, Words> {
        let figure = self.cloud.as_ref().map_err(Gap::words)?;
        Ok(change(self.prior_amount.clone()?.reported, figure.working.value)?)
    }
}

fn record(context: &Context<'_>, line: &Line<'_>) -> Vec<Cell> {
    let of = line.period.stretch().part.len_in_quarters();
    let present = line.cloud.as_ref().map_or(0, |figure| figure.quarters.len());
    let mut cells = vec![
        Cell::text(line.company.ticker.clone()),
        line.company.cloud_series.clone().map_or(Cell::BLANK, Cell::text),
        Cell::text(line.period.to_string()),
        Cell::text(context.capex_basis().name()),
        Cell::text(context.currency().code()),
        amount_cell(&line.cloud_amount),
        amount_cell(&line.prior_amount),
        fraction(line.growth(), Quantity::Change),
        fraction(ratio(&line.cloud, &line.revenue), Quantity::Share),
        amount_cell(&line.income_amount),
        fraction(ratio(&line.income, &line.cloud), Quantity::Share),
        amount_cell(&line.capex_amount),
        fraction(ratio(&line.capex, &line.cloud), Quantity::Share),
        Cell::text(format!("{present}/{of}")),
        Cell::text(line.cloud.as_ref().map_or(Status::Missing, Figure::status).to_string()),
        Cell::text(words::fiscal_period(line.company, line.period)),
        line.cloud.as_ref().map_or(Cell::BLANK, |figure| Cell::from(figure.working.published())),
    ];
    cells.extend(context.fx_cells(&line.cloud_amount));
    if context.exchange.is_some() {
        let rate = |amount: &Known| amount.as_ref().ok().and_then(Amount::rate).map_or(Cell::BLANK, Cell::rate);
        cells.push(fraction(converted_change(&line.prior_amount, &line.cloud_amount), Quantity::Change));
        cells.extend([rate(&line.income_amount), rate(&line.capex_amount)]);
    }
    cells
}

fn page(query: &Query<'_>, lines: &[Line<'_>]) -> Grid {
    let mut columns = vec![Heading::text("Company"), Heading::text("Series")];
    columns.push(Heading::number("Cloud"));
    let differs = query.context.growth_differs();
    columns.push(Heading::number(if differs { words::yoy(Currency::USD) } else { "YoY".into() }));
    columns.extend(differs.then(|| Heading::number(words::yoy(query.context.currency()))));
    columns.extend(["Op. income", "Margin", "Capex", "Capex/cloud"].map(Heading::number));
    let named = lines.iter().any(|line| !line.company.calendar.is_calendar_year());
    columns.extend(named.then(|| Heading::text("")));
    let mut grid = Grid { columns, rows: Vec::new() };
    for group in lines.chunk_by(|one, next| one.period == next.period) {
        if let Some(first) = group.first().filter(|_| query.periods.len() > 1) {
            grid.push_as(Role::Section, vec![Cell::text(words::label(first.period))]);
        }
        for line in group {
            let mut cells = vec![
                Cell::say(words::company(line.company)),
                line.company.cloud_series.clone().map_or(Cell::BLANK, Cell::text),
                money(&line.cloud, &line.cloud_amount),
                fraction(line.growth(), Quantity::Change),
            ];
            if differs {
                cells.push(fraction(converted_change(&line.prior_amount, &line.cloud_amount), Quantity::Change));
            }
            cells.extend([
                money(&line.income, &line.income_amount),
                fraction(ratio(&line.income, &line.cloud), Quantity::Share),
                money(&line.capex, &line.capex_amount),
                fraction(ratio(&line.capex, &line.cloud), Quantity::Share),
            ]);
            if named {
                cells.push(words::other_name(line.company, line.period).map_or(Cell::BLANK, Cell::text));
            }
            grid.push(cells);
        }
    }
    grid
}
