//! A figure in another currency: each part at its rate. Documents stay in the currency they are printed in.

use super::super::amounts::amount_cell;
use super::super::query::Query;
use super::super::words;
use super::arithmetic::days_name;
use super::{Reading, name};
use crate::analysis::Converted;
use crate::model::{Company, Kind, Money, Period};
use crate::report::{Cell, Grid, Note, Quantity, Role, Words};
use crate::say;

/// A row for each basis: the converted figure and `Q1 4,400 × 7.1891 + …`.
pub fn rows(query: &Query<'_>, company: &Company, readings: &[Reading], page: &mut Grid) {
    if query.context.exchange.is_none() || query.metric.kind != Kind::Flow {
        return;
    }
    page.push_as(Role::Section, vec![Cell::say(say!("In {currency}", currency = query.context.currency()))]);
    for Reading { basis, outcome } in readings {
        let Ok(figure) = outcome else { continue };
        let amount = Ok(query.amount_of(company, query.metric, *basis, figure));
        let sum = match query.parts(company, *basis, figure) {
            Ok(parts) => Cell::say(sum(query, company, &parts)),
            Err(missing) => Cell::say(missing.words()),
        };
        page.push(vec![Cell::say(name(query, *basis)), amount_cell(&amount), sum]);
    }
}

fn sum(query: &Query<'_>, company: &Company, parts: &[Converted]) -> Words {
    let term = |part: &Converted| {
        say!(
            "{days} {amount} × {rate}",
            days = days_name(query, company, part.span),
            amount = Money::usd(part.dollars),
            rate = Quantity::rate(part.applied.rate)
        )
    };
    let terms = parts.iter().map(term).enumerate();
    Words::run(terms.flat_map(|(index, term)| (index > 0).then(|| " + ".into()).into_iter().chain([term])))
}

/// A record for each converted figure.
pub fn records(query: &Query<'_>, company: &Company, period: Period, readings: &[Reading], grid: &mut Grid) {
    if query.context.exchange.is_none() || query.metric.kind != Kind::Flow {
        return;
    }
    for Reading { basis, outcome } in readings {
        let Ok(figure) = outcome else { continue };
        let amount = Ok(query.amount_of(company, query.metric, *basis, figure));
        let mut cells = vec![
            Cell::text(company.ticker.clone()),
            Cell::text(query.metric.flag.clone()),
            words::basis_cell(*basis),
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
        .filter(|reading| reading.basis == query.basis)
        .map(|reading| query.known(company, &reading.outcome))
        .collect();
    query.rates_used(amounts.iter().map(|amount| (period, amount)))
}
