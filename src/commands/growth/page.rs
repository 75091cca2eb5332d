//! Growth as a person reads it.

use super::super::amounts::amount_cell;
use super::super::query::Query;
use super::super::words;
use super::{In, Point, Rate, Series, is_quarter, rate_cell};
use crate::model::{Currency, Period};
use crate::report::{Cell, Grid, Heading, Mark, Role, Words};
use crate::say;

/// The currencies growth is shown in: dollars, and the report's where growth in it can differ.
fn currencies(query: &Query<'_>) -> Vec<(In, Currency)> {
    let mut all = vec![(In::Dollars, Currency::USD)];
    if query.context.growth_differs() {
        all.push((In::Currency, query.context.currency()));
    }
    all
}

/// One period: figures and rates side by side.
pub fn of_one(query: &Query<'_>, period: Period, series: &[Series]) -> Grid {
    let quarter = is_quarter(period);
    let mut columns = vec![
        Heading::text("Company"),
        Heading::number(words::label(period)),
        Heading::number(words::label(period.plus_years(-1))),
    ];
    let currencies = currencies(query);
    let heading = |one: &'static str, many: fn(Currency) -> Words| {
        let heading = move |(_, currency): &(In, Currency)| many(*currency);
        if query.context.growth_differs() { currencies.iter().map(heading).collect() } else { vec![one.into()] }
    };
    columns.extend(heading("YoY", words::yoy).into_iter().map(Heading::number));
    if quarter {
        columns.extend(heading("QoQ", words::qoq).into_iter().map(Heading::number));
    }
    let mut grid = Grid { columns, rows: Vec::new() };
    for (one, point) in series.iter().flat_map(|one| one.points.iter().map(move |point| (one, point))) {
        let mut cells = vec![Cell::say(one.name.clone()), amount_cell(&point.amount).marked(point.mark)];
        cells.push(amount_cell(&point.prior).marked(point.prior_mark));
        cells.extend(currencies.iter().map(|(currency, _)| rate_cell(&Some(point.yoy(*currency)))));
        if quarter {
            cells.extend(currencies.iter().map(|(currency, _)| rate_cell(&point.qoq(*currency))));
        }
        grid.push_as(one.role(), cells);
    }
    grid
}

/// Several periods: the rates of each company down the page, then the compound rate.
pub fn of_many(query: &Query<'_>, series: &[Series]) -> Grid {
    let mut grid = Grid { columns: vec![Heading::text("Period")], rows: Vec::new() };
    grid.columns.extend(series.iter().map(|one| Heading::number(one.name.clone())));
    let quarters = query.periods.iter().any(|&period| is_quarter(period));
    let differs = query.context.growth_differs();
    let newest: Vec<&Point> = series.iter().filter_map(|one| one.points.last()).collect();
    let compound = newest.iter().find_map(|point| Some((point.first.as_ref()?.period, point.period)));
    for (currency, code) in currencies(query) {
        let code = code.code();
        if quarters || differs {
            let words = match (quarters, differs) {
                (true, true) => say!("In {currency}, against the same quarter a year before", currency = code),
                (true, false) => say!("Against the same quarter a year before"),
                (false, _) => say!("In {currency}", currency = code),
            };
            grid.push_as(Role::Section, vec![Cell::say(words)]);
        }
        rates(&mut grid, query, series, |point| (Some(point.yoy(currency)), point.yoy_mark()));
        if quarters {
            let words = if differs {
                say!("In {currency}, against the quarter before", currency = code)
            } else {
                say!("Against the quarter before")
            };
            grid.push_as(Role::Section, vec![Cell::say(words)]);
            rates(&mut grid, query, series, |point| (point.qoq(currency), point.mark));
        }
        if let Some((first, last)) = compound {
            let (first, newest_year) = (first.stretch().year.to_string(), last.stretch().year.to_string());
            let mut cells = vec![Cell::say(say!("CAGR {first}–{newest}", first, newest = newest_year))];
            cells.extend(newest.iter().map(|point| {
                let first = point.first.as_ref().map_or(Mark::None, |first| first.mark);
                rate_cell(&point.cagr(currency)).marked(if point.mark == Mark::None { first } else { point.mark })
            }));
            grid.push_as(Role::Total, cells);
        }
    }
    grid
}

fn rates(grid: &mut Grid, query: &Query<'_>, series: &[Series], of: impl Fn(&Point) -> (Rate, Mark)) {
    for (at, &period) in query.periods.iter().enumerate() {
        let mut cells = vec![Cell::text(words::label(period))];
        cells.extend(series.iter().map(|one| {
            one.points.get(at).map_or(Cell::BLANK, |point| {
                let of_user = point.amount.as_ref().is_ok_and(|amount| amount.of_user);
                let (rate, mark) = of(point);
                rate_cell(&rate).marked(mark).of_user(of_user)
            })
        }));
        grid.push(cells);
    }
}
