//! Totals as a person reads them.

use super::super::amounts::amount_cell;
use super::super::query::Query;
use super::super::words;
use super::{Block, Sum, change_cell};
use crate::model::{Currency, Kind};
use crate::report::{Cell, Grid, Heading, Role};

/// One period: company, figure, figure a year before, growth, share, and the company's own name of the period.
pub fn of_one(query: &Query<'_>, block: &Block<'_>) -> Grid {
    let flow = query.metric.kind == Kind::Flow;
    let partial = block.is_partial();
    let names: Vec<Option<String>> =
        block.lines.iter().map(|line| words::other_name(line.company, block.period)).collect();
    let mut columns = vec![Heading::text("Company"), Heading::number(words::label(block.period))];
    columns.push(Heading::number(words::label(block.period.plus_years(-1))));
    let context = &query.context;
    if flow {
        columns.extend(yoy_columns(query));
        columns.push(Heading::number("Share"));
    }
    if partial {
        columns.push(Heading::number("Quarters"));
    }
    if names.iter().any(Option::is_some) {
        columns.push(Heading::text(""));
    }
    let mut grid = Grid { columns, rows: Vec::new() };
    for (line, name) in block.lines.iter().zip(names.iter().cloned()) {
        let mut cells =
            vec![Cell::say(words::company(line.company)), query.value_cell(&line.amount).marked(line.mark())];
        cells.push(query.value_cell(&line.prior_amount).marked(line.prior_mark()));
        if flow {
            cells.push(change_cell(line.change()));
            cells.extend(context.growth_differs().then(|| change_cell(line.converted_change())));
            cells.push(block.share(line));
        }
        if partial {
            let of = block.period.stretch().part.len_in_quarters();
            let present = line.outcome.as_ref().map_or(0, |figure| figure.quarters.len());
            cells.push(words::of(present, of));
        }
        if names.iter().any(Option::is_some) {
            cells.push(name.map_or(Cell::BLANK, Cell::text));
        }
        grid.push(cells);
    }
    if let Some(sum) = &block.sum
        && block.lines.len() > 1
    {
        let mut cells = vec![Cell::text("Total"), amount_cell(&sum.amount).marked(sum.mark())];
        cells.push(amount_cell(&sum.prior).marked(sum.prior_mark));
        cells.push(change_cell(sum.change()));
        cells.extend(context.growth_differs().then(|| change_cell(sum.converted_change())));
        cells.push(block.whole_share(sum));
        if partial {
            cells.push(words::of(sum.total.quarters, sum.total.of));
        }
        cells.resize(grid.columns.len(), Cell::BLANK);
        grid.push_as(Role::Total, cells);
    }
    grid
}

/// Growth in dollars, and beside it in the report's currency where that can differ.
fn yoy_columns(query: &Query<'_>) -> Vec<Heading> {
    if query.context.growth_differs() {
        let currency = query.context.currency();
        vec![Heading::number(words::yoy(Currency::USD)), Heading::number(words::yoy(currency))]
    } else {
        vec![Heading::number("YoY")]
    }
}

/// Several periods: a figure and its growth for each.
pub fn of_many(query: &Query<'_>, blocks: &[Block<'_>]) -> Grid {
    let flow = query.metric.kind == Kind::Flow;
    let mut grid = Grid { columns: vec![Heading::text("Company")], rows: Vec::new() };
    for block in blocks {
        grid.columns.push(Heading::number(words::label(block.period)));
        if flow {
            grid.columns.extend(yoy_columns(query));
        }
    }
    let Some(newest) = blocks.last() else { return grid };
    for company in newest.lines.iter().map(|line| line.company) {
        let mut cells = vec![Cell::say(words::company(company))];
        for line in blocks.iter().filter_map(|block| block.lines.iter().find(|line| line.company == company)) {
            cells.push(query.value_cell(&line.amount).marked(line.mark()));
            if flow {
                cells.push(change_cell(line.change()));
                cells.extend(query.context.growth_differs().then(|| change_cell(line.converted_change())));
            }
        }
        grid.push(cells);
    }
    if flow && newest.lines.len() > 1 {
        let mut cells = vec![Cell::text("Total")];
        for block in blocks {
            let cell = |of: &dyn Fn(&Sum<'_>) -> Cell| {
                block.sum.as_ref().map_or_else(|| Cell::missing("no company has a figure"), of)
            };
            cells.push(cell(&|sum| amount_cell(&sum.amount).marked(sum.mark())));
            cells.push(cell(&|sum| change_cell(sum.change())));
            let differs = query.context.growth_differs();
            cells.extend(differs.then(|| cell(&|sum| change_cell(sum.converted_change()))));
        }
        grid.push_as(Role::Total, cells);
    }
    grid
}
