//! Growth as a person reads it: a page, or a chart.

use super::{GrowthLine, In};
use crate::commands::chart::over_time;
use crate::commands::frame::{Column, grid_by};
use crate::commands::query::Query;
use crate::commands::words;
use crate::model::{Currency, Period};
use crate::report::{Cell, Chart, Grid, Heading, Role, Series};
use crate::say;

/// The page: of one period figures and rates side by side; of several the rates of each company down the page.
pub fn grid(query: &Query<'_>, lines: &[GrowthLine<'_, '_>]) -> Grid {
    match *query.periods {
        [period] => of_one(query, period, lines),
        _ => of_many(query, lines),
    }
}

fn of_one(query: &Query<'_>, period: Period, lines: &[GrowthLine<'_, '_>]) -> Grid {
    let context = &query.context;
    let differs = context.growth_differs();
    let before = period.plus_years(-1).label();
    let mut columns = vec![
        Column::text(say!(heading_company), |line: &GrowthLine<'_, '_>, _| Cell::say(line.figure.name())),
        Column::number(period.label(), |line, _| line.figure.marked_value()),
        Column::number(before, |line, _| line.figure.marked_prior()),
        Column::number(context.growth_heading(), |line, _| line.figure.yoy()),
    ];
    if differs {
        columns.push(Column::number(words::yoy(context.currency()), |line, _| line.figure.converted_yoy()));
    }
    if period.is_quarter() {
        let heading = if differs { words::qoq(Currency::USD) } else { say!(heading_qoq) };
        columns.push(Column::number(heading, |line, _| line.qoq_cell(In::Dollars)));
        if differs {
            columns.push(Column::number(words::qoq(context.currency()), |line, _| line.qoq_cell(In::Currency)));
        }
    }
    grid_by(&columns, lines, GrowthLine::role, context)
}

/// The lines of each company, then those of the total: each has one for every period.
fn series<'s, 'l, 'd>(
    query: &Query<'_>,
    lines: &'s [GrowthLine<'l, 'd>],
) -> impl Iterator<Item = &'s [GrowthLine<'l, 'd>]> {
    lines.chunks(query.periods.len())
}

fn of_many(query: &Query<'_>, lines: &[GrowthLine<'_, '_>]) -> Grid {
    let newest: Vec<&GrowthLine<'_, '_>> = series(query, lines).filter_map(|lines| lines.last()).collect();
    let mut grid = Grid { columns: vec![Heading::text(say!(heading_period))], rows: Vec::new() };
    grid.columns.extend(newest.iter().map(|line| Heading::number(line.figure.name())));
    let quarters = query.periods.iter().any(|period| period.is_quarter());
    let differs = query.context.growth_differs();
    let compound = newest.iter().find_map(|line| Some((line.first.as_ref()?.period, line.figure.period)));
    let mut currencies = vec![(In::Dollars, Currency::USD)];
    currencies.extend(differs.then(|| (In::Currency, query.context.currency())));
    for (currency, code) in currencies {
        if quarters || differs {
            let words = match (quarters, differs) {
                (true, true) => say!(heading_in_currency_yoy, currency = code),
                (true, false) => say!(heading_year_over_year),
                (false, _) => say!(heading_in_currency, currency = code),
            };
            grid.push_as(Role::Section, vec![Cell::say(words)]);
        }
        rates(&mut grid, query, lines, |line| line.yoy(currency));
        if quarters {
            let words = if differs {
                say!(heading_in_currency_qoq, currency = code)
            } else {
                say!(heading_quarter_over_quarter)
            };
            grid.push_as(Role::Section, vec![Cell::say(words)]);
            rates(&mut grid, query, lines, |line| line.marked_qoq(currency));
        }
        if let Some((first, last)) = compound {
            let (first, newest_year) = (first.part_of_year().year.to_string(), last.part_of_year().year.to_string());
            let mut cells = vec![Cell::say(say!(cagr_between, first, newest = newest_year))];
            cells.extend(newest.iter().map(|line| line.cagr_cell(currency)));
            grid.push_as(Role::Total, cells);
        }
    }
    grid
}

/// A row for each period, with a rate of each company.
fn rates(grid: &mut Grid, query: &Query<'_>, lines: &[GrowthLine<'_, '_>], rate: impl Fn(&GrowthLine<'_, '_>) -> Cell) {
    for (at, &period) in query.periods.iter().enumerate() {
        let mut cells = vec![Cell::text(period.label())];
        cells.extend(series(query, lines).filter_map(|lines| lines.get(at)).map(|line| {
            let of_user = line.figure.amount.as_ref().is_ok_and(|amount| amount.of_user);
            line.figure.linked_growth(rate(line).of_user(of_user), &query.context)
        }));
        grid.push(cells);
    }
}

/// Growth over time of each company and of all; one period is a bar for each.
pub fn chart(query: &Query<'_>, lines: &[GrowthLine<'_, '_>]) -> Chart {
    let series = series(query, lines).filter_map(|lines| {
        let figure = &lines.first()?.figure;
        let figures = lines.iter().map(|line| line.yoy(In::Dollars)).collect();
        Some(Series { name: figure.name(), color: figure.color(&query.context), figures })
    });
    over_time::apart(&query.periods, series.collect())
}
