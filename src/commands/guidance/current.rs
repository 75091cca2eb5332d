//! What stands for each period asked about.

use super::super::{Failure, words};
use super::phrases::{self, manner_cell};
use super::said::{Said, Topic};
use crate::analysis::change;
use crate::model::Statement;
use crate::report::{Cell, Grid, Heading, Note, Quantity, Report, Role};
use crate::say;

/// The statements that stand, and beside each what others said since.
pub fn report(said: Said<'_>) -> Result<Report, Failure> {
    let topics = said.topics();
    if topics.is_empty() {
        return Err(said.nothing());
    }
    let mut records = said.columns(&[], &[]);
    let mut columns =
        vec![Heading::text("Company"), Heading::text("For"), Heading::number("Low"), Heading::number("High")];
    columns.extend(["", "Said", "Change", "Over the year before", "Source", "Confidence"].map(Heading::text));
    let mut page = Grid { columns, rows: Vec::new() };
    let mut notes = phrases::matching(&said, &topics);
    for group in topics.chunk_by(|one, next| one.asked == next.asked) {
        if let Some(topic) = group.first().filter(|_| said.periods.len() > 1) {
            page.push_as(Role::Section, vec![Cell::text(words::label(topic.asked))]);
        }
        for topic in group {
            let standing = topic.standing;
            let mut statements = vec![standing];
            statements.extend(topic.others());
            for &statement in &statements {
                let role = if std::ptr::eq(statement, standing) { "standing" } else { "beside" };
                let mut cells = said.cells(topic, statement);
                cells.extend(said.appended(topic, statement, role));
                cells.extend(said.fx_cells(topic, statement));
                records.push(cells);
                page.push(row(&said, topic, statement));
            }
            notes.extend(phrases::remarks(&said, topic, &statements));
        }
    }
    let shown: Vec<&Statement> =
        topics.iter().flat_map(|topic| topic.others().into_iter().chain([topic.standing])).collect();
    notes.extend(said.fx_notes(&shown));
    notes.push(Note::new(
        "guidance",
        "Every statement: capex guidance --history. Against actuals: --progress. Summed: --total.",
    ));
    let title = said.title("Guidance on capital expenditures");
    drop(topics);
    said.report(title, page, records, notes)
}

fn row(said: &Said<'_>, topic: &Topic<'_>, statement: &Statement) -> Vec<Cell> {
    let name = if statement.is_the_companys() {
        words::company(topic.company)
    } else {
        say!("{company} (press)", company = words::company(topic.company))
    };
    vec![
        Cell::say(name),
        Cell::text(words::label(statement.period)),
        said.end(statement, statement.low),
        said.end(statement, statement.high),
        manner_cell(statement),
        Cell::from(statement.announced),
        topic.change(statement).map_or(Cell::BLANK, |change| Cell::text(change.to_string())),
        growth(said, topic, statement),
        Cell::text(&*statement.source),
        Cell::text(statement.confidence.name()),
    ]
}

/// `+40.0% to +50.0%` over the year before on the statement's basis.
fn growth(said: &Said<'_>, topic: &Topic<'_>, statement: &Statement) -> Cell {
    let Ok(prior) = said.prior(topic.company, statement).map(|prior| prior.reported) else { return Cell::BLANK };
    let rate = |end: Option<rust_decimal::Decimal>| end.and_then(|end| change(prior, end).ok()).map(Quantity::Change);
    match (rate(statement.low), rate(statement.high)) {
        (Some(low), Some(high)) if low != high => Cell::say(words::range(low, high)),
        (Some(rate), _) | (None, Some(rate)) => rate.into(),
        (None, None) => Cell::BLANK,
    }
}
