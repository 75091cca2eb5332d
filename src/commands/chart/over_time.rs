//! Charts of figures over time.

use rust_decimal::Decimal;

use crate::analysis::no_figure;
use crate::model::{Money, Part, PartOfYear, Period};
use crate::report::{Bar, Bars, Cell, Chart, Group, Mark, Quantity, Series, SeriesColor, Stop, Timeline, Value, Words};
use crate::say;

/// Series that each stand by themselves; one period is a bar for each.
pub fn apart(periods: &[Period], series: Vec<Series>) -> Chart {
    chart(timeline(periods, series))
}

/// Series stacked on their sum, where they are amounts of money above zero; one period is a bar for each.
pub fn stacked(periods: &[Period], series: Vec<Series>) -> Chart {
    let mut timeline = timeline(periods, series);
    let money = |cell: &Cell| matches!(cell.value, Value::Figure(Quantity::Money(_)) | Value::Missing(_));
    let figures = || timeline.series.iter().flat_map(|series| &series.figures);
    if figures().all(money) && timeline.series.len() > 1 {
        let sums = (0..timeline.stops.len()).map(|at| sum(&timeline.series, at)).collect();
        // Parts below zero would leave a stack higher than what it comes to.
        let below_zero =
            |cell: &Cell| matches!(cell.value, Value::Figure(Quantity::Money(money)) if money.amount < Decimal::ZERO);
        if timeline.stops.len() > 1 && figures().any(below_zero) {
            timeline.series.push(Series { name: say!(total), color: SeriesColor::Sum, figures: sums });
        } else {
            timeline.sums = Some(sums);
        }
    }
    chart(timeline)
}

/// Parts of a whole on each other, up to what they come to.
pub fn parts(periods: &[Period], series: Vec<Series>, sums: Vec<Cell>) -> Chart {
    chart(Timeline { sums: Some(sums), ..timeline(periods, series) })
}

fn timeline(periods: &[Period], series: Vec<Series>) -> Timeline {
    Timeline { stops: periods.iter().map(|&period| stop(period)).collect(), series, sums: None }
}

fn chart(timeline: Timeline) -> Chart {
    if timeline.stops.len() == 1 { Chart::Bars(bars(timeline)) } else { Chart::Timeline(timeline) }
}

/// The first figure of each series as a bar, and the first sum.
fn bars(timeline: Timeline) -> Bars {
    let heading = timeline.stops.first().map_or(Words::NONE, |stop| stop.label().into());
    let bar = |series: Series| {
        let figure = series.figures.into_iter().next().unwrap_or(Cell::BLANK);
        Bar { name: series.name, color: series.color, figure, asides: Vec::new() }
    };
    let sum = timeline.sums.and_then(|sums| sums.into_iter().next());
    let total = sum.map(|figure| Bar { name: say!(total), color: SeriesColor::Sum, figure, asides: Vec::new() });
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
    let Some((first, _)) = amounts.first() else { return Cell::missing(no_figure()) };
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
    let stretch = period.part_of_year();
    let year = period.with(PartOfYear { part: Part::Year, ..stretch }).to_string();
    let part = match stretch.part {
        Part::Year => String::new(),
        Part::Half(n) => format!("H{n}"),
        Part::NineMonths => "9M".to_owned(),
        Part::Quarter(n) | Part::TrailingYear(n) | Part::Run(n, _) => format!("Q{n}"),
    };
    Stop { year, part }
}
