//! A figure in another currency: each part at its rate. Documents stay in the currency they are printed in.

use super::super::amounts::amount_cell;
use super::super::query::Query;
use super::arithmetic::days_name;
use super::{Reading, name};
use crate::analysis::Converted;
use crate::model::{Company, Kind, Money, Period};
use crate::report::{Cell, Grid, Note, Part as Piece, Role, Value};

/// A row for each basis: the converted figure and `Q1 4,400 × 7.1891 + …`.
pub fn rows(query: &Query<'_>, company: &Company, readings: &[Reading], page: &mut Grid) {
    if query.context.exchange.is_none() || query.metric.kind != Kind::Flow {
        return;
    }
    page.push_as(Role::Section, vec![Cell::text(format!("In {}", query.context.currency()))]);
    for Reading { basis, outcome } in readings {
        let Ok(figure) = outcome else { continue };
        let amount = query.amount_of(company, query.metric, *basis, figure).map_err(|missing| missing.to_string());
        let sum = match query.parts(company, *basis, figure) {
            Ok(parts) => Value::Phrase(sum(query, company, &parts)).into(),
            Err(missing) => Cell::text(missing.to_string()),
        };
        page.push(vec![Cell::text(name(query, *basis)), amount_cell(&amount), sum]);
    }
}

fn sum(query: &Query<'_>, company: &Company, parts: &[Converted]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let plus = if index == 0 { "" } else { " + " };
        pieces.push(Piece::Text(format!("{plus}{} ", days_name(query, company, part.span))));
        pieces.push(Piece::Figure(Value::Money(Money::usd(part.dollars))));
        pieces.push(Piece::Text(" × ".to_owned()));
        pieces.push(Piece::Figure(Value::rate(part.applied.rate)));
    }
    pieces
}

/// A record for each converted figure, and one for each of its parts.
pub fn records(query: &Query<'_>, company: &Company, period: Period, readings: &[Reading], grid: &mut Grid) {
    if query.context.exchange.is_none() || query.metric.kind != Kind::Flow {
        return;
    }
    for Reading { basis, outcome } in readings {
        let Ok(figure) = outcome else { continue };
        let amount = query.amount_of(company, query.metric, *basis, figure).map_err(|missing| missing.to_string());
        let mut cells = vec![
            Cell::text(company.ticker.clone()),
            Cell::text(query.metric.flag.clone()),
            if query.on_basis() { Cell::text(basis.name()) } else { Cell::BLANK },
            Cell::text(period.to_string()),
            Cell::text("converted"),
            Cell::text(query.metric.id.to_string()),
            Cell::from(figure.working.span.start),
            Cell::from(figure.working.span.end),
            query.currency_cell(),
            amount_cell(&amount),
            Cell::text(figure.status().to_string()),
            Cell::from(figure.working.published()),
        ];
        let fx = query.fx_cells(&amount);
        cells.resize(grid.columns.len() - fx.len(), Cell::BLANK);
        cells.extend(fx);
        grid.push(cells);
    }
}

/// How the figure was converted.
pub fn notes(query: &Query<'_>, company: &Company, readings: &[Reading]) -> Vec<Note> {
    let Some(&period) = query.periods.first() else { return Vec::new() };
    let amounts: Vec<_> = readings
        .iter()
        .filter(|reading| reading.basis == query.context.basis)
        .map(|reading| query.known(company, &reading.outcome))
        .collect();
    query.rates_used(amounts.iter().map(|amount| (period, amount)))
}
