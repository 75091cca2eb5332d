//! Statements as a chart: how far each reached, and the outcome they close on.

use super::super::amounts::amount_cell;
use super::super::words;
use super::phrases;
use super::said::{Said, Topic};
use crate::model::Statement;
use crate::report::{Chart, Fan, Ink, Reach, Words};
use crate::say;

/// A fan for each company and period that something was said about.
pub fn chart(said: &Said<'_>) -> Chart {
    Chart::Fans(said.all_topics().iter().map(|topic| fan(said, topic)).collect())
}

/// The same without what was said in words alone.
pub fn chart_of_figures(said: &Said<'_>) -> Chart {
    let topics = said.all_topics();
    let with_figures = topics.iter().filter(|topic| topic.statements.iter().any(|statement| statement.has_figure()));
    Chart::Fans(with_figures.map(|topic| fan(said, topic)).collect())
}

fn fan(said: &Said<'_>, topic: &Topic<'_>) -> Fan {
    let place = said.context.data.companies().iter().position(|company| company == topic.company);
    let standing = topic.standing;
    let outcome = said.actual(topic.company, standing).ok().map(|figure| {
        let amount = amount_cell(&Ok(said.amount(topic.company, standing, &figure)));
        (figure.working.published(), amount.marked(super::super::query::mark(&figure)))
    });
    Fan {
        heading: Words::commas([words::company(topic.company), words::label(topic.period).into()]),
        ink: place.map_or(Ink::Sum, Ink::Company),
        said: topic.statements.iter().map(|statement| reach(said, statement)).collect(),
        outcome,
    }
}

fn reach(said: &Said<'_>, statement: &Statement) -> Reach {
    let words = phrases::figure(&said.context, statement);
    let words = if statement.is_the_companys() { words } else { say!("{words} (press)", words) };
    Reach {
        day: statement.announced,
        low: said.end(statement, statement.low),
        high: said.end(statement, statement.high),
        words,
    }
}
