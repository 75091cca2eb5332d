//! Every statement on a period in order, and the outcome.

use super::super::amounts::amount_cell;
use super::super::query::source_cell;
use super::super::{Failure, words};
use super::phrases::{self, manner_cell};
use super::said::{Said, Topic};
use crate::analysis::{Landing, changes, landing};
use crate::derive::Figure;
use crate::model::Statement;
use crate::report::{Cell, Grid, Heading, Report, Role, Words};
use crate::say;

/// Every statement on the periods asked about, a section for each company and period.
pub fn report(said: Said<'_>) -> Result<Report, Failure> {
    let topics = said.all_topics();
    if topics.is_empty() {
        return Err(said.nothing());
    }
    let mut records = said.columns(&[], &[]);
    let mut columns =
        vec![Heading::text("Announced"), Heading::text("For"), Heading::number("Low"), Heading::number("High")];
    columns.extend(["", "Change", "Source", "Confidence"].map(Heading::text));
    let mut page = Grid { columns, rows: Vec::new() };
    let mut notes = phrases::matching(&said, &topics);
    for topic in &topics {
        let days = words::other_name(topic.company, topic.period).filter(|_| topic.period.is_fiscal());
        let days = days.map(|days| say!(" ({days})", days));
        let period = Words::from(words::label(topic.period)).then(days);
        page.push_as(Role::Section, vec![Cell::say(Words::commas([words::company(topic.company), period]))]);
        for (statement, change) in topic.statements.iter().zip(changes(&topic.statements)) {
            let role = if statement.is_the_companys() { "statement" } else { "beside" };
            let mut cells = said.cells(topic, statement);
            cells.extend(said.appended(topic, statement, role));
            cells.extend(said.fx_cells(topic, statement));
            records.push(cells);
            page.push(vec![
                Cell::from(statement.announced),
                Cell::text(words::label(statement.period)),
                said.end(statement, statement.low),
                said.end(statement, statement.high),
                manner_cell(statement),
                Cell::text(change.map_or_else(|| "the press".to_owned(), |change| change.to_string())),
                Cell::text(&*statement.source),
                Cell::text(statement.confidence.name()),
            ]);
        }
        if let Some((on_page, record)) = outcome(&said, topic, records.columns.len()) {
            page.push_as(Role::Total, on_page);
            records.push_as(Role::Total, record);
        }
        notes.extend(phrases::remarks(&said, topic, &topic.statements));
    }
    let shown: Vec<&Statement> = topics.iter().flat_map(|topic| topic.statements.clone()).collect();
    notes.extend(said.fx_notes(&shown));
    let title = said.title("Every statement on capital expenditures");
    drop(topics);
    said.report(title, page, records, notes)
}

/// What was spent, once the period is over, and where that fell against the last statement with a figure.
fn outcome(said: &Said<'_>, topic: &Topic<'_>, width: usize) -> Option<(Vec<Cell>, Vec<Cell>)> {
    let last: &Statement = topic.standing;
    let figure = said.actual(topic.company, last).ok().filter(Figure::is_whole)?;
    let value = figure.working.value;
    let landed = landing(last, value).map_or("", |landing| match landing {
        Landing::Below => "below the last",
        Landing::Within => "within the last",
        Landing::Above => "above the last",
    });
    let converted = Ok(said.amount(topic.company, last, &figure));
    let amount = amount_cell(&converted);
    let published = figure.working.published();
    let on_page = vec![
        Cell::from(published),
        Cell::text(words::label(topic.period)),
        amount.clone(),
        amount.clone(),
        Cell::text("outcome"),
        Cell::text(landed),
        Cell::text(match figure.working.fact() {
            Some(fact) => fact.source.to_string(),
            None => format!("capex explain {} {}", topic.company.ticker.to_lowercase(), topic.period),
        }),
        figure.working.fact().map_or(Cell::BLANK, |fact| Cell::text(fact.confidence.name())),
    ];
    let mut record = vec![
        Cell::text(topic.company.ticker.clone()),
        Cell::text(topic.period.to_string()),
        Cell::from(published),
        amount.clone(),
        amount.clone(),
        Cell::text("outcome"),
        Cell::BLANK,
        Cell::text(landed),
        Cell::text(last.basis.name()),
        Cell::text(said.context.currency().code()),
        Cell::text(figure.status().to_string()),
        source_cell(&figure),
        Cell::text(topic.asked.to_string()),
        Cell::text("outcome"),
    ];
    let fx = said.outcome_fx_cells(&converted);
    record.resize(width - fx.len(), Cell::BLANK);
    record.extend(fx);
    Some((on_page, record))
}
