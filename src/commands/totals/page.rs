//! Totals as a person reads them: a page, or a chart.

use super::super::query::Query;
use super::super::{Context, words};
use super::TotalsLine;
use crate::analysis::no_figure;
use crate::commands::chart::over_time;
use crate::commands::frame::{Column, grid_by, heads, row};
use crate::commands::query::mark_of;
use crate::derive::Status;
use crate::model::{Company, Period};
use crate::report::{Bar, Bars, Cell, Chart, Grid, Group, Heading, Role, Row, Series, Value, Words};
use crate::say;

/// The page: of one period with the year before, shares, and the companies' own names of it; of several, growth beside each.
pub fn grid(query: &Query<'_>, lines: &[TotalsLine<'_, '_>]) -> Grid {
    match query.periods.as_slice() {
        [_] => of_one(query, lines),
        _ => of_many(query, lines),
    }
}

fn of_one(query: &Query<'_>, lines: &[TotalsLine<'_, '_>]) -> Grid {
    let companies = || lines.iter().filter(|line| line.figure.company.is_some());
    let mut columns =
        vec![Column::text(say!(heading_company), |line: &TotalsLine<'_, '_>, _| Cell::say(line.figure.name()))];
    for &period in &query.periods {
        let before = period.year_before().label();
        columns.push(Column::number(period.label(), |line, context| {
            line.figure.linked(line.figure.marked_value(), context)
        }));
        columns.push(Column::number(before, |line, context| {
            line.figure.linked_prior(line.figure.marked_prior(), context)
        }));
    }
    if query.metric.kind.is_amount() {
        let mut changes = growth(&query.context);
        // Over other years than one, growth is not on the year.
        if let (Some(first), true) = (changes.first_mut(), query.periods.iter().any(|period| period.exceeds_a_year())) {
            *first = Column::number(say!(heading_change), |line, _| line.figure.yoy());
        }
        columns.extend(changes);
        columns
            .push(Column::number(say!(heading_share), |line, context| line.figure.linked(line.share.clone(), context)));
    }
    if companies().any(|line| line.figure.status == Status::Partial) {
        columns
            .push(Column::number(say!(heading_quarters), |line, _| words::of(line.figure.quarters, line.figure.of())));
    }
    if companies().any(|line| line.figure.other_name().is_some()) {
        columns.push(Column::text("", |line, _| Cell::optional(line.figure.other_name())));
    }
    let is_shown = |line: &&TotalsLine<'_, '_>| line.figure.company.is_some() || companies().nth(1).is_some();
    grid_by(&columns, lines.iter().filter(is_shown), TotalsLine::role, &query.context)
}

/// Growth in dollars, and beside it in the currency of the report where that can differ.
fn growth<'l, 'd>(context: &Context<'_>) -> Vec<Column<TotalsLine<'l, 'd>>> {
    let mut columns: Vec<Column<TotalsLine<'_, '_>>> =
        vec![Column::number(context.growth_heading(), |line, context| {
            line.figure.linked_growth(line.figure.yoy(), context)
        })];
    if context.growth_differs() {
        columns.push(Column::number(words::yoy(context.currency()), |line, context| {
            line.figure.linked_growth(line.figure.converted_yoy(), context)
        }));
    }
    columns
}

fn of_many(query: &Query<'_>, lines: &[TotalsLine<'_, '_>]) -> Grid {
    let is_amount = query.metric.kind.is_amount();
    let mut page = Grid { columns: vec![Heading::text(say!(heading_company))], rows: Vec::new() };
    let mut columns = Vec::new();
    for &period in &query.periods {
        columns = vec![Column::number(period.label(), |line: &TotalsLine<'_, '_>, _| line.figure.marked_value())];
        columns.extend(is_amount.then(|| growth(&query.context)).into_iter().flatten());
        page.columns.extend(heads(&columns).columns);
    }
    let periods = || lines.chunk_by(|one, next| one.figure.period == next.figure.period);
    // In the order of the newest period, the total last.
    let newest = periods().last().unwrap_or_default();
    let mut companies: Vec<Option<&Company>> = newest.iter().map(|line| line.figure.company).collect();
    companies.retain(Option::is_some);
    companies.extend((is_amount && companies.len() > 1 && query.context.has_totals()).then_some(None));
    for company in companies {
        let mut cells = vec![Cell::say(company.map_or_else(|| say!(total), words::company))];
        for lines in periods() {
            match lines.iter().find(|line| line.figure.company == company) {
                Some(line) => cells.extend(row(&columns, Role::Plain, line, &query.context).cells),
                None => cells.extend(columns.iter().map(|_| Cell::missing(no_figure()))),
            }
        }
        page.rows.push(Row { role: company.map_or(Role::Total, |_| Role::Plain), cells });
    }
    page
}

/// A bar for each company, with growth and share, period by period.
pub fn chart<'l, 'd>(lines: &[TotalsLine<'l, 'd>], context: &Context<'_>) -> Chart {
    let mut asides: Vec<Column<TotalsLine<'l, 'd>>> = Vec::new();
    if lines.iter().any(|line| line.figure.metric.kind.is_amount()) {
        asides.push(Column::number(context.growth_heading(), |line, _| line.figure.yoy()));
    }
    if lines.iter().any(|line| line.share.value != Value::Blank) {
        asides.push(Column::number(say!(heading_share), |line, _| line.share.clone()));
    }
    let bar = |line: &TotalsLine<'l, 'd>| Bar {
        name: line.figure.name(),
        color: line.figure.color(context),
        figure: line.figure.marked_value(),
        asides: row(&asides, Role::Plain, line, context).cells,
    };
    let periods: Vec<&[TotalsLine<'l, 'd>]> =
        lines.chunk_by(|one, next| one.figure.period == next.figure.period).collect();
    let label =
        |lines: &[TotalsLine<'_, '_>]| lines.first().map_or(Words::NONE, |line| line.figure.period.label().into());
    // One period is named over the figures, several over their bars.
    let is_one = periods.len() == 1;
    let group = |lines: &&[TotalsLine<'l, 'd>]| {
        let (companies, totals): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.figure.company.is_some());
        Group {
            heading: if is_one { Words::NONE } else { label(lines) },
            total: totals.first().filter(|_| companies.len() > 1).map(|line| bar(line)),
            bars: companies.into_iter().map(bar).collect(),
        }
    };
    let heading = if is_one { label(lines) } else { Words::NONE };
    let headings =
        std::iter::once(heading).chain(heads(&asides).columns.into_iter().map(|heading| heading.label)).collect();
    Chart::Bars(Bars { headings, groups: periods.iter().map(group).collect() })
}

/// Each company's part of the total over time; a period whose companies cover other quarters has none.
pub fn shares(query: &Query<'_>, lines: &[TotalsLine<'_, '_>]) -> Chart {
    let of = |company: Option<&Company>, period: Period| {
        let line = lines.iter().find(|line| line.figure.company == company && line.figure.period == period);
        let share = line.map(|line| line.share.clone().marked(mark_of(line.figure.status)));
        share.filter(|share| share.value != Value::Blank).unwrap_or_else(|| Cell::missing(no_figure()))
    };
    let parts = |company| query.periods.iter().map(|period| of(company, *period)).collect();
    let series = query.companies.iter().map(|company| Series {
        name: words::company(company),
        color: query.context.color(company),
        figures: parts(Some(company)),
    });
    over_time::parts(&query.periods, series.collect(), parts(None))
}
