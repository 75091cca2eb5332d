//! Totals as a person reads them.

use rust_decimal::Decimal;

use super::super::query::{Query, mark};
use super::super::words;
use super::{Block, change_cell, total_mark};
use crate::model::Kind;
use crate::report::{Cell, Column, Grid, Mark, Role, Value};

/// One period: company, figure, figure a year before, growth, share, and the company's own name of the period.
pub fn of_one(query: &Query<'_>, block: &Block<'_>) -> Grid {
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
pub fn of_many(query: &Query<'_>, blocks: &[Block<'_>]) -> Grid {
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
