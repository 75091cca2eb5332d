//! Figures in the currency asked for, and what has to be said about their conversion.

use rust_decimal::Decimal;

use super::query::{Outcome, Query, mark};
use super::{Context, words};
use crate::analysis::{Amount, Converted, change, convert, parts};
use crate::derive::{Figure, Working};
use crate::fx::{Exchange, Missing, Policy};
use crate::model::{Basis, Company, Currency, FiscalQuarter, Kind, Metric, Money, Period};
use crate::report::{Cell, Mark, Note, QueryValue, Value};

/// An amount, or why there is none.
pub type Known = Result<Amount, String>;

/// The columns appended to records of converted amounts: the amount as reported, the rate all in all, the policy, the
/// first and last day of the fixings, and where they are from.
pub const FX_RECORDS: [&str; 6] = ["reported", "rate", "fx", "fx_from", "fx_to", "fx_source"];

impl Context<'_> {
    /// The currency of a report's amounts.
    pub fn currency(&self) -> Currency {
        self.exchange.map_or(Currency::USD, Exchange::currency)
    }

    /// Whether growth in the report's currency can differ from growth in dollars.
    pub fn growth_differs(&self) -> bool {
        self.exchange.is_some_and(|exchange| !exchange.is_constant())
    }

    /// Dollars at the rate of a day.
    pub fn on_day(&self, dollars: Decimal, day: jiff::civil::Date) -> Known {
        match self.exchange {
            None => Ok(Amount::reported(dollars)),
            Some(exchange) => match exchange.on(day) {
                Ok(applied) => Ok(Amount::at(dollars, exchange.currency(), applied)),
                Err(missing) => Err(missing.to_string()),
            },
        }
    }

    /// A flow of a company over quarters; `over` gives the dollars of some of them.
    pub fn over_quarters(
        &self,
        company: &Company,
        quarters: &[FiscalQuarter],
        dollars: Decimal,
        over: impl Fn(&[FiscalQuarter]) -> Option<Decimal>,
    ) -> Result<Amount, Missing> {
        match self.exchange {
            None => Ok(Amount::reported(dollars)),
            Some(exchange) => convert(exchange, company, quarters, dollars, over),
        }
    }

    /// What JSON's query says of the conversion.
    pub fn fx_query(&self) -> Vec<(&'static str, QueryValue)> {
        let Some(exchange) = self.exchange else { return Vec::new() };
        let word = |word: &str| QueryValue::Text(word.to_owned());
        vec![("currency", word(exchange.currency().code())), ("fx", word(exchange.policy().name()))]
    }

    /// The columns of machine formats that say how amounts were converted; none without a conversion.
    pub fn fx_records(&self) -> &'static [&'static str] {
        if self.exchange.is_some() { &FX_RECORDS } else { &[] }
    }

    /// The cells under [`fx_records`](Self::fx_records).
    pub fn fx_cells(&self, amount: &Known) -> Vec<Cell> {
        let Some(exchange) = self.exchange else { return Vec::new() };
        let Ok(amount) = amount else { return vec![Cell::BLANK; FX_RECORDS.len()] };
        let day = |day: Option<jiff::civil::Date>| day.map_or(Cell::BLANK, Cell::from);
        vec![
            Money::usd(amount.reported).into(),
            amount.rate().map_or(Cell::BLANK, Cell::rate),
            Cell::text(exchange.policy().name()),
            day(amount.days.map(|days| days.0)),
            day(amount.days.map(|days| days.1)),
            Cell::text(exchange.source()),
        ]
    }

    /// Why figures of periods could not be converted, a note for each reason.
    pub fn unconverted(&self, periods: &[(Period, String)]) -> Vec<Note> {
        let mut reasons: Vec<(&str, Vec<Period>)> = Vec::new();
        for (period, reason) in periods {
            match reasons.iter_mut().find(|(known, _)| known == reason) {
                Some((_, periods)) if periods.contains(period) => {}
                Some((_, periods)) => periods.push(*period),
                None => reasons.push((reason, vec![*period])),
            }
        }
        let to = self.currency();
        let note = |(reason, periods): (&str, Vec<Period>)| {
            Note::new("missing", format!("– {} could not be converted into {to}: {reason}.", words::listed(&periods)))
        };
        reasons.into_iter().map(note).collect()
    }

    /// How amounts were converted, and a warning where a stated rate looks like its inverse on the day given.
    pub fn fx_notes(&self, amounts: &[(String, Amount)], day: jiff::civil::Date) -> Vec<Note> {
        let inverted = self.exchange.and_then(|exchange| {
            let (to, market) = (exchange.currency(), exchange.looks_inverted(day)?);
            let note = Note::new("warning", "The stated rate looks inverted: ").figure(Value::rate(market));
            Some(note.text(format!(" {to} were paid for 1 USD; --fx-rate is units of {to} for 1 USD.")))
        });
        inverted.into_iter().chain(self.fx_note(amounts)).collect()
    }

    /// How amounts were converted: the rate all in all, the policy, the days and the source. `amounts` come with their
    /// names, such as `2024`.
    fn fx_note(&self, amounts: &[(String, Amount)]) -> Option<Note> {
        let exchange = self.exchange.filter(|exchange| exchange.currency() != Currency::USD)?;
        let to = exchange.currency();
        if let Some((_, amount)) = amounts.first()
            && exchange.is_constant()
        {
            let note = Note::new("fx", "Converted at one rate, ").figure(Value::rate(amount.rate()?));
            let note = note.text(format!(" {to} for 1 USD, "));
            let growth = "; growth is therefore the same as in dollars.";
            return Some(match (amount.days, exchange.asked()) {
                (Some((day, _)), Some(asked)) if day != asked => {
                    note.text(format!("{} of {day}, the last before {asked}{growth}", source(exchange)))
                }
                (Some((day, _)), _) => note.text(format!("{} of {day}{growth}", source(exchange))),
                (None, _) => note.text(format!("as stated{growth}")),
            });
        }
        let first = amounts.iter().filter_map(|(_, amount)| amount.days).map(|days| days.0).min()?;
        let last = amounts.iter().filter_map(|(_, amount)| amount.days).map(|days| days.1).max()?;
        let how = match exchange.policy() {
            Policy::PeriodEnd => "at the rate of the last day of each period",
            _ => "at the average of the daily rates of each quarter",
        };
        let days = if first == last { first.to_string() } else { format!("{first} to {last}") };
        let text = format!("Converted {how}, {}, {days}. {to} for 1 USD, all in all: ", source(exchange));
        let mut note = Note::new("fx", text);
        let by_year = amounts.iter().any(|(_, amount)| amount.by_year);
        for (index, (name, amount)) in amounts.iter().enumerate() {
            let Some(rate) = amount.rate() else { continue };
            note = note.text(if index == 0 { "" } else { ", " }).figure(Value::rate(rate)).text(format!(" in {name}"));
        }
        if by_year {
            note = note.text(". Where a year's quarters are not known, the year converts at its own average");
        }
        Some(note.text(format!(". Growth is in dollars unless it says {to}. Rates: capex rates {to}")))
    }
}

/// The source of rates, for a sentence.
pub fn source(exchange: &Exchange<'_>) -> String {
    match exchange.source() {
        "ECB" => "euro reference rates of the European Central Bank".to_owned(),
        file => format!("rates of `{file}`"),
    }
}

impl Query<'_> {
    /// A company's figure in the currency asked for.
    pub fn amount(&self, company: &Company, figure: &Figure) -> Result<Amount, Missing> {
        self.amount_of(company, self.metric, self.context.basis, figure)
    }

    /// A figure of any metric on any basis in the currency asked for. What is no money stays as it is.
    pub fn amount_of(
        &self,
        company: &Company,
        metric: &Metric,
        basis: Basis,
        figure: &Figure,
    ) -> Result<Amount, Missing> {
        let dollars = figure.working.value;
        if metric.kind != Kind::Flow {
            return Ok(Amount::reported(dollars));
        }
        self.context.over_quarters(company, &figure.quarters, dollars, |quarters| {
            let figure = self.engine.over(company, metric, basis, quarters).ok()?;
            figure.is_whole().then_some(figure.working.value)
        })
    }

    /// The parts of a figure that convert at one rate each; none without a conversion.
    pub fn parts(&self, company: &Company, basis: Basis, figure: &Figure) -> Result<Vec<Converted>, Missing> {
        let Some(exchange) = self.context.exchange.filter(|_| self.metric.kind == Kind::Flow) else {
            return Ok(Vec::new());
        };
        parts(exchange, company, &figure.quarters, figure.working.value, |quarters| {
            let figure = self.engine.over(company, self.metric, basis, quarters).ok()?;
            figure.is_whole().then_some(figure.working.value)
        })
    }

    /// A figure's amount, or why there is none.
    pub fn known(&self, company: &Company, outcome: &Outcome) -> Known {
        let figure = outcome.as_ref().map_err(ToString::to_string)?;
        self.amount(company, figure).map_err(|missing| missing.to_string())
    }

    /// A working over the quarters of a figure in the currency asked for; `over` works out some of them.
    pub fn amount_over(
        &self,
        company: &Company,
        quarters: &[FiscalQuarter],
        working: &Working,
        over: impl Fn(&[FiscalQuarter]) -> Option<Working>,
    ) -> Result<Amount, Missing> {
        let over = |quarters: &[FiscalQuarter]| over(quarters).map(|working| working.value);
        self.context.over_quarters(company, quarters, working.value, over)
    }

    /// The cells that say how an amount was converted; empty where there was no money to convert.
    pub fn fx_cells(&self, amount: &Known) -> Vec<Cell> {
        match self.metric.kind {
            Kind::Flow => self.context.fx_cells(amount),
            Kind::Growth | Kind::Ratio => vec![Cell::BLANK; self.context.fx_records().len()],
        }
    }

    /// A figure as a cell in the currency asked for, marked, or the reason it is missing.
    pub fn cell(&self, company: &Company, outcome: &Outcome) -> Cell {
        let mark = outcome.as_ref().map_or(Mark::None, mark);
        self.value_cell(&self.known(company, outcome)).marked(mark)
    }

    /// A value of the query's metric as a cell, or the reason it is missing.
    pub fn value_cell(&self, amount: &Known) -> Cell {
        match amount {
            Ok(amount) => self.value(amount).into(),
            Err(reason) => Cell::missing(reason.clone()),
        }
    }

    /// Names of periods with the sum of their amounts, for a note on rates.
    pub fn rates_used<'a>(&self, amounts: impl Iterator<Item = (Period, &'a Known)>) -> Vec<Note> {
        let last = self.periods.last().zip(self.companies.first());
        let Some((period, company)) = last.filter(|_| self.metric.kind == Kind::Flow) else { return Vec::new() };
        let day = words::days(company, *period).end;
        let mut sums: Vec<(String, Amount)> = Vec::new();
        for (period, amount) in amounts {
            let Ok(amount) = amount else { continue };
            let name = words::label(period);
            match sums.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum = sum.plus(*amount),
                None => sums.push((name, *amount)),
            }
        }
        self.context.fx_notes(&sums, day)
    }
}

/// The relative change between two amounts in the report's currency.
pub fn converted_change(from: &Known, to: &Known) -> Result<Decimal, String> {
    let (from, to) = (from.as_ref().map_err(Clone::clone)?, to.as_ref().map_err(Clone::clone)?);
    change(from.money.amount, to.money.amount).map_err(|unlike| unlike.to_string())
}

/// An amount as a cell, or the reason it is missing.
pub fn amount_cell(amount: &Known) -> Cell {
    match amount {
        Ok(amount) => amount.money.into(),
        Err(reason) => Cell::missing(reason.clone()),
    }
}

/// The sum of amounts if all are known; there is none of no amounts.
pub fn sum_of(amounts: impl Iterator<Item = Known>) -> Known {
    let mut sum: Option<Amount> = None;
    for amount in amounts {
        let amount = amount?;
        sum = Some(sum.map_or(amount, |sum| sum.plus(amount)));
    }
    sum.ok_or_else(|| "no company has a figure".to_owned())
}
