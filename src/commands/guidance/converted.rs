//! How statements and the figures beside them were converted.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::amounts::{Known, source};
use super::said::{Said, Topic};
use crate::fx::{Missing, Policy};
use crate::model::{Currency, Money, Statement};
use crate::report::{Cell, Note, Quantity, Words};
use crate::say;

impl Said<'_> {
    /// How a statement's ends and the figure of the year before were converted; nothing without a conversion.
    pub fn fx_cells(&self, topic: &Topic<'_>, statement: &Statement) -> Vec<Cell> {
        if self.context.exchange.is_none() {
            return Vec::new();
        }
        let reported = |end: Option<Decimal>| end.map_or(Cell::BLANK, |end| Money::usd(end).into());
        let prior = self.prior(topic.company, statement).ok().and_then(|prior| prior.rate());
        let mut cells = vec![reported(statement.low), reported(statement.high)];
        let unit = self.context.on_day(Decimal::ONE, statement.announced);
        cells.extend(self.context.fx_cells(&Ok(unit)).into_iter().skip(1));
        cells.push(prior.map_or(Cell::BLANK, Cell::rate));
        cells
    }

    /// How the figure that a period came to was converted, in the same cells; nothing without a conversion.
    pub fn outcome_fx_cells(&self, amount: &Known) -> Vec<Cell> {
        let mut cells = self.context.fx_cells(amount);
        if let Some(reported) = cells.first().cloned() {
            cells.insert(0, reported);
            cells.push(Cell::BLANK);
        }
        cells
    }

    /// How statements were converted, and which could not be.
    pub fn fx_notes(&self, statements: &[&Statement]) -> Vec<Note> {
        let exchange = self.context.exchange.filter(|exchange| exchange.currency() != Currency::USD);
        let Some(exchange) = exchange else { return Vec::new() };
        if exchange.is_constant() {
            let unit = self.context.on_day(Decimal::ONE, self.today);
            return self.context.fx_notes(&[(String::new(), unit)], self.today);
        }
        let mut days: Vec<Date> = statements.iter().map(|statement| statement.announced).collect();
        days.sort();
        days.dedup();
        let has_figure = |day| statements.iter().any(|statement| statement.announced == day && statement.has_figure());
        let mut known: Vec<(Date, Decimal)> = Vec::new();
        let mut unknown: Vec<(Missing, Vec<Date>)> = Vec::new();
        for day in days {
            match exchange.on(day) {
                Ok(applied) => known.push((day, applied.rate)),
                Err(_) if !has_figure(day) => {}
                Err(missing) => match unknown.iter_mut().find(|(reason, _)| *reason == missing) {
                    Some((_, days)) => days.push(day),
                    None => unknown.push((missing, vec![day])),
                },
            }
        }
        let currency = exchange.currency();
        let unconverted = |(missing, days): (Missing, Vec<Date>)| {
            let words = say!(
                "– What was said on {days} could not be converted into {currency}: {reason}.",
                days = Words::and(days),
                currency,
                reason = missing.words()
            );
            Note::new("missing", words)
        };
        let mut notes: Vec<Note> = unknown.into_iter().map(unconverted).collect();
        if known.is_empty() {
            return notes;
        }
        let rates = known.into_iter().map(|(day, rate)| say!("{rate} on {day}", rate = Quantity::rate(rate), day));
        let source = source(exchange);
        let sentences = [
            say!(
                "Statements at the rate of their own day, {currency} for 1 USD: {rates}.",
                currency,
                rates = Words::commas(rates)
            ),
            match exchange.policy() {
                Policy::PeriodEnd => say!(
                    "Figures of the past at the rate of the last day of their period; {source}. Growth is in dollars.",
                    source
                ),
                _ => {
                    say!("Figures of the past at the average of each quarter; {source}. Growth is in dollars.", source)
                }
            },
        ];
        notes.push(Note::new("fx", Words::sentences(sentences)));
        notes
    }
}
