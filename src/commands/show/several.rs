//! Several metrics side by side, as a person reads them.

use super::super::compared::cell;
use super::super::query::Query;
use super::super::words;
use super::{MetricLines, of_company};
use crate::model::{Company, Period};
use crate::report::{Bar, Bars, Cell, Chart, Grid, Group, Heading, Note, Role, SeriesColor, Words};
use crate::say;

/// A column for each metric: of one period the companies down the page, of several the periods of each company.
pub fn page(query: &Query<'_>, metrics: &[MetricLines<'_>]) -> Grid {
    let is_one = query.periods.len() == 1;
    let is_named = is_one && query.companies.iter().any(|company| !company.calendar.is_calendar_year());
    let first = if is_one { say!(heading_company) } else { say!(heading_period) };
    let mut grid = Grid { columns: vec![Heading::text(first)], rows: Vec::new() };
    grid.columns.extend(metrics.iter().map(|one| Heading::number(words::metric(one.metric))));
    grid.columns.extend(is_named.then(|| Heading::text("")));
    for (at, company) in query.companies.iter().enumerate() {
        if !is_one {
            grid.push_as(Role::Section, vec![Cell::say(words::company(company))]);
        }
        for (place, &period) in query.periods.iter().enumerate() {
            let own = words::other_name(company, period);
            let name = if is_one {
                Cell::say(words::company(company))
            } else {
                Cell::say(Words::from(period).then(own.clone().map(|own| say!(days_in_brackets, days = own))))
            };
            let figure = |one: &MetricLines<'_>| of_company(query, &one.lines, at).nth(place).map_or(Cell::BLANK, cell);
            let mut cells = vec![name];
            cells.extend(metrics.iter().map(figure));
            cells.extend(is_named.then(|| Cell::optional(own)));
            grid.push(cells);
        }
    }
    grid
}

/// The first two metrics beside each other, with the third, which is the one over the other.
pub fn chart(query: &Query<'_>, metrics: &[MetricLines<'_>]) -> Option<Chart> {
    let [first, second, third] = metrics else { return None };
    let is_one = query.periods.len() == 1;
    let group = |(at, company): (usize, &&Company)| {
        let of = |one: &MetricLines<'_>, place: usize| {
            of_company(query, &one.lines, at).nth(place).map_or(Cell::BLANK, cell)
        };
        let bars = |(place, period): (usize, &Period)| {
            let bar = |one: &MetricLines<'_>, color, aside| Bar {
                name: if one.metric.id.is_capex() {
                    say!(heading_capex)
                } else {
                    words::metric_short(one.metric).capitalised()
                },
                color,
                figure: of(one, place),
                asides: vec![aside],
            };
            let color = query.context.color(company);
            let bars = vec![bar(first, SeriesColor::Beside, Cell::BLANK), bar(second, color, of(third, place))];
            let name = words::company(company);
            let heading = if is_one { name } else { Words::commas([name, (*period).into()]) };
            Group { heading, bars, total: None }
        };
        query.periods.iter().enumerate().map(bars).collect::<Vec<_>>()
    };
    let groups = query.companies.iter().enumerate().flat_map(group).collect();
    let period = query.periods.first().filter(|_| is_one).map_or(Words::NONE, |period| (*period).into());
    let headings = vec![period, words::metric_short(third.metric).capitalised()];
    Some(Chart::Bars(Bars { headings, groups }))
}

/// The basis of each metric that has one, where they are not on the same.
pub fn bases(query: &Query<'_>, metrics: &[MetricLines<'_>]) -> Option<Note> {
    let on_basis = || metrics.iter().filter(|one| query.context.data.is_on_basis(one.metric));
    let first = on_basis().next()?;
    if on_basis().all(|one| one.basis == first.basis) {
        return None;
    }
    let words =
        on_basis().map(|one| say!(metric_and_note, metric = words::metric(one.metric), note = words::basis(one.basis)));
    Some(Note::new("basis", say!(metrics_on_bases, bases = Words::semicolons(words))))
}
