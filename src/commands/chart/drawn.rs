//! What of a report's records is drawn, and how: a chart can show no figure that the records do not hold.

use rust_decimal::Decimal;

use super::super::{Context, words};
use crate::derive::Status;
use crate::model::{Currency, Money, Part, Period, Stretch};
use crate::report::{
    Bar, Bars, Cell, Chart, Grid, Group, Ink, Mark, Quantity, Role, Row, Series, Stop, Timeline, Value, Words,
};

/// Records read by the names of their columns.
struct Records<'r> {
    grid: &'r Grid,
    context: &'r Context<'r>,
}

impl<'r> Records<'r> {
    fn cell(&self, row: &'r Row, id: &str) -> &'r Cell {
        let at = self.grid.columns.iter().position(|column| column.id == id);
        at.map_or(&Cell::BLANK, |at| row.cell(at))
    }

    fn text(&self, row: &'r Row, id: &str) -> &'r str {
        match &self.cell(row, id).value {
            Value::Text(text) => text,
            _ => "",
        }
    }

    /// Whose row it is.
    fn whose(&self, row: &'r Row) -> (Words, Ink) {
        let ticker = self.text(row, "company");
        let mut all = self.context.data.companies().iter().enumerate();
        match all.find(|(_, company)| company.ticker == ticker) {
            Some((at, company)) => (words::company(company), Ink::Company(at)),
            None => ("Total".into(), Ink::Sum),
        }
    }

    fn period(&self, row: &'r Row) -> Option<Period> {
        self.text(row, "period").parse().ok()
    }

    /// A figure, marked by the status of its row.
    fn figure(&self, row: &'r Row, id: &str) -> Cell {
        let status = self.text(row, "status");
        let mark = if status == Status::Partial.to_string() {
            Mark::Partial
        } else if status == Status::Approximate.to_string() {
            Mark::Approximate
        } else {
            Mark::None
        };
        self.cell(row, id).clone().marked(mark)
    }

    fn rows_of(&self, ticker: &str) -> Vec<&'r Row> {
        self.grid.rows.iter().filter(|row| self.text(row, "company") == ticker).collect()
    }

    /// The companies, in the order of the records.
    fn tickers(&self) -> Vec<&'r str> {
        let mut tickers: Vec<&str> = Vec::new();
        for row in &self.grid.rows {
            let ticker = self.text(row, "company");
            if !tickers.contains(&ticker) {
                tickers.push(ticker);
            }
        }
        tickers
    }

    /// A series for each company, of the figures of its rows, over the periods of the first one.
    fn timeline(&self, figure: impl Fn(&'r Row) -> Cell) -> Timeline {
        let tickers = self.tickers();
        let first = tickers.first().map_or_else(Vec::new, |ticker| self.rows_of(ticker));
        let series = tickers.iter().filter_map(|ticker| {
            let rows = self.rows_of(ticker);
            let (name, ink) = self.whose(rows.first()?);
            Some(Series { name, ink, figures: rows.into_iter().map(&figure).collect() })
        });
        Timeline {
            stops: first.into_iter().filter_map(|row| self.period(row)).map(stop).collect(),
            series: series.collect(),
            sums: None,
        }
    }
}

/// A bar for each company, with growth and share, period by period.
pub fn totals(records: &Grid, context: &Context<'_>) -> Chart {
    let records = Records { grid: records, context };
    let has = |id: &str| records.grid.rows.iter().any(|row| records.cell(row, id).value != Value::Blank);
    // Growth is in dollars, which is worth a word where the amounts are not.
    let growth = if context.growth_differs() { words::yoy(Currency::USD) } else { "YoY".into() };
    let asides: Vec<(&str, Words)> =
        [("yoy", growth), ("share", "Share".into())].into_iter().filter(|(id, _)| has(id)).collect();
    let periods = records.grid.rows.chunk_by(|one, next| records.text(one, "period") == records.text(next, "period"));
    let labels: Vec<Words> = periods
        .clone()
        .map(|rows| rows.first().and_then(|row| records.period(row)).map_or(Words::NONE, |of| words::label(of).into()))
        .collect();
    let bar = |row: &Row| {
        let (name, ink) = records.whose(row);
        let asides = asides.iter().map(|(id, _)| records.cell(row, id).clone()).collect();
        Bar { name, ink, figure: records.figure(row, "value"), asides }
    };
    let (one, many) = match labels.as_slice() {
        [one] => (one.clone(), vec![Words::NONE]),
        _ => (Words::NONE, labels),
    };
    let groups = periods.zip(many).map(|(rows, heading)| {
        let companies: Vec<Bar> = rows.iter().filter(|row| row.role == Role::Plain).map(bar).collect();
        let total = rows.iter().find(|row| row.role == Role::Total && companies.len() > 1).map(bar);
        Group { heading, bars: companies, total }
    });
    let groups = groups.collect();
    let headings = std::iter::once(one).chain(asides.iter().map(|(_, heading)| heading.clone())).collect();
    Chart::Bars(Bars { headings, groups })
}

/// Companies over time, stacked where they are amounts of money above zero; one period is a bar for each.
pub fn trend(records: &Grid, context: &Context<'_>) -> Chart {
    let records = Records { grid: records, context };
    let mut timeline = records.timeline(|row| records.figure(row, "value"));
    let money = |cell: &Cell| matches!(cell.value, Value::Figure(Quantity::Money(_)) | Value::Missing(_));
    let figures = || timeline.series.iter().flat_map(|series| &series.figures);
    if figures().all(money) && timeline.series.len() > 1 {
        let sums = (0..timeline.stops.len()).map(|at| sum(&timeline.series, at)).collect();
        // Parts below zero would leave a stack higher than what it comes to.
        let below_zero =
            |cell: &Cell| matches!(cell.value, Value::Figure(Quantity::Money(money)) if money.amount < Decimal::ZERO);
        if timeline.stops.len() > 1 && figures().any(below_zero) {
            timeline.series.push(Series { name: "Total".into(), ink: Ink::Sum, figures: sums });
        } else {
            timeline.sums = Some(sums);
        }
    }
    if timeline.stops.len() == 1 { Chart::Bars(bars(timeline)) } else { Chart::Timeline(timeline) }
}

/// Growth over time of each company and of all; one period is a bar for each.
pub fn growth(records: &Grid, context: &Context<'_>) -> Chart {
    let records = Records { grid: records, context };
    // Growth is marked by itself: the year before may be less well known than the year.
    let timeline = records.timeline(|row| records.cell(row, "yoy").clone());
    if timeline.stops.len() == 1 { Chart::Bars(bars(timeline)) } else { Chart::Timeline(timeline) }
}

/// What a company's cloud earns beside what the company spends, period by period.
pub fn cloud(records: &Grid, context: &Context<'_>) -> Chart {
    let records = Records { grid: records, context };
    let rows = &records.grid.rows;
    let is_one = rows.iter().all(|row| records.period(row) == rows.first().and_then(|first| records.period(first)));
    let label = |row: &Row| records.period(row).map(words::label).unwrap_or_default();
    let groups = rows.iter().map(|row| {
        let (company, ink) = records.whose(row);
        let heading = if is_one { company } else { Words::commas([company, label(row).into()]) };
        let cloud = Bar {
            name: records.text(row, "series").into(),
            ink: Ink::Sum,
            figure: records.figure(row, "cloud"),
            asides: vec![Cell::BLANK],
        };
        let capex = Bar {
            name: "Capex".into(),
            ink,
            figure: records.cell(row, "capex").clone(),
            asides: vec![records.cell(row, "capex_per_cloud").clone()],
        };
        Group { heading, bars: vec![cloud, capex], total: None }
    });
    let heading = rows.first().filter(|_| is_one).map_or(Words::NONE, |row| label(row).into());
    Chart::Bars(Bars { headings: vec![heading, "Capex/cloud".into()], groups: groups.collect() })
}

/// The first figure of each series as a bar, and the first sum.
fn bars(timeline: Timeline) -> Bars {
    let heading = timeline.stops.first().map_or(Words::NONE, |stop| stop.label().into());
    let bar = |series: Series| {
        let figure = series.figures.into_iter().next().unwrap_or(Cell::BLANK);
        Bar { name: series.name, ink: series.ink, figure, asides: Vec::new() }
    };
    let sum = timeline.sums.and_then(|sums| sums.into_iter().next());
    let total = sum.map(|figure| Bar { name: "Total".into(), ink: Ink::Sum, figure, asides: Vec::new() });
    let bars = timeline.series.into_iter().map(bar).collect();
    Bars { headings: vec![heading], groups: vec![Group { heading: Words::NONE, bars, total }] }
}

/// The sum of the figures there are; without one of them it is partial, without any it is missing.
fn sum(series: &[Series], at: usize) -> Cell {
    let cells: Vec<&Cell> = series.iter().filter_map(|series| series.figures.get(at)).collect();
    let amounts: Vec<(Money, Mark)> = cells
        .iter()
        .filter_map(|cell| {
            if let Value::Figure(Quantity::Money(money)) = cell.value { Some((money, cell.mark)) } else { None }
        })
        .collect();
    let Some((first, _)) = amounts.first() else { return Cell::missing("no company has a figure") };
    let marked = |mark: Mark| amounts.iter().any(|(_, of)| *of == mark);
    let mark = if amounts.len() < cells.len() || marked(Mark::Partial) {
        Mark::Partial
    } else if marked(Mark::Approximate) {
        Mark::Approximate
    } else {
        Mark::None
    };
    let amount: Decimal = amounts.iter().map(|(money, _)| money.amount).sum();
    Cell::from(Money { amount, currency: first.currency }).marked(mark)
}

/// `2025` and `Q3`; `FY2025` and nothing.
fn stop(period: Period) -> Stop {
    let stretch = period.stretch();
    let year = period.with(Stretch { part: Part::Year, ..stretch }).to_string();
    let part = match stretch.part {
        Part::Year => String::new(),
        Part::Half(n) => format!("H{n}"),
        Part::Quarter(n) | Part::TrailingYear(n) => format!("Q{n}"),
    };
    Stop { year, part }
}
