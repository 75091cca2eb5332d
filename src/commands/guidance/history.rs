//! Every statement on a period in order, and the outcome.

use super::super::query::source_cell;
use super::super::{Failure, words};
use super::said::{self, APPENDED, RECORDS, Said, Topic, end, manner};
use crate::analysis::{changes, landing};
use crate::derive::Figure;
use crate::model::{Money, Statement};
use crate::report::{Cell, Column, Grid, Report, Role};

pub fn report(said: Said<'_>) -> Result<Report, Failure> {
    let topics = said.all_topics();
    if topics.is_empty() {
        return Err(said.nothing());
    }
    let mut records = Grid::of_records(&[RECORDS, APPENDED].concat());
    let mut columns =
        vec![Column::text("Announced"), Column::text("For"), Column::number("Low"), Column::number("High")];
    columns.extend(["", "Change", "Source"].map(Column::text));
    let mut page = Grid { columns, rows: Vec::new() };
    let mut notes = said::matching(&said, &topics);
    for topic in &topics {
        let days = words::other_name(topic.company, topic.period).filter(|_| topic.period.is_fiscal());
        let days = days.map_or_else(String::new, |days| format!(" ({days})"));
        let heading = format!("{}, {}{days}", topic.company.name, words::label(topic.period));
        page.push_as(Role::Section, vec![Cell::text(heading)]);
        for (statement, change) in topic.statements.iter().zip(changes(&topic.statements)) {
            let role = if statement.is_the_companys() { "statement" } else { "beside" };
            let mut cells = Said::cells(topic, statement);
            cells.extend(said.appended(topic, statement, role));
            records.push(cells);
            page.push(vec![
                Cell::from(statement.announced),
                Cell::text(words::label(statement.period)),
                end(statement.low),
                end(statement.high),
                Cell::text(manner(statement)),
                Cell::text(change.map_or_else(|| "the press".to_owned(), |change| change.to_string())),
                Cell::text(&*statement.source),
            ]);
        }
        if let Some((on_page, record)) = outcome(&said, topic) {
            page.push_as(Role::Total, on_page);
            records.push_as(Role::Total, record);
        }
        notes.extend(said::remarks(topic, &topic.statements));
    }
    let title = said.title("Every statement on capital expenditures");
    drop(topics);
    said.report(title, page, records, notes)
}

/// What was spent, once the period is over, and where that fell against the last statement with a figure.
fn outcome(said: &Said<'_>, topic: &Topic<'_>) -> Option<(Vec<Cell>, Vec<Cell>)> {
    let last: &Statement = topic.standing();
    let figure = said.actual(topic.company, last).ok().filter(Figure::is_whole)?;
    let value = figure.working.value;
    let landed = landing(last, value).map_or_else(String::new, |landing| format!("{landing} the last"));
    let published = figure.working.published();
    let on_page = vec![
        Cell::from(published),
        Cell::text(words::label(topic.period)),
        Money::usd(value).into(),
        Money::usd(value).into(),
        Cell::text("outcome"),
        Cell::text(landed.clone()),
        Cell::text(match figure.working.fact() {
            Some(fact) => fact.source.to_string(),
            None => format!("capex explain {} {}", topic.company.ticker.to_lowercase(), topic.period),
        }),
    ];
    let mut record = vec![
        Cell::text(topic.company.ticker.clone()),
        Cell::text(topic.period.to_string()),
        Cell::from(published),
        Money::usd(value).into(),
        Money::usd(value).into(),
        Cell::text("outcome"),
        Cell::BLANK,
        Cell::text(landed),
        Cell::text(last.basis.name()),
        Cell::text("USD"),
        Cell::text(figure.status().to_string()),
        source_cell(&figure),
        Cell::text(topic.asked.to_string()),
        Cell::text("outcome"),
    ];
    record.resize(RECORDS.len() + APPENDED.len(), Cell::BLANK);
    Some((on_page, record))
}
