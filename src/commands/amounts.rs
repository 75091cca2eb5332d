//! Figures in the currency asked for, and what has to be said about their conversion.

use super::columns::conversion;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::frame::Column;
use super::query::{FigureOrGap, Query};
use super::shared_reasons::by_reason;
use super::{Context, words};
use crate::analysis::{Amount, Converted, amount_of, convert, money_of, parts};
use crate::derive::{Figure, Gap, Working};
use crate::fx::{Exchange, Missing, Policy};
use crate::model::{Basis, Company, Currency, FiscalQuarter, Kind, Metric, Money, Period};
use crate::report::{Cell, Note, Quantity, QueryValue, SeriesColor, Words};
use crate::say;

pub use crate::analysis::Known;

impl Context<'_> {
    /// The colour of a company in a chart, which is that of its place in the data.
    pub fn color(&self, company: &Company) -> SeriesColor {
        let place = self.data.companies().iter().position(|one| one.ticker == company.ticker);
        place.map_or(SeriesColor::Sum, SeriesColor::Company)
    }

    /// The heading of growth, which is in dollars: a word on that where it can differ in the report's currency.
    pub fn growth_heading(&self) -> Words {
        if self.growth_differs() { words::yoy(Currency::USD) } else { say!(heading_yoy) }
    }

    /// The currency of a report's amounts.
    pub fn currency(&self) -> Currency {
        self.exchange.map_or(Currency::USD, Exchange::currency)
    }

    /// The currency of a metric for machine formats: blank for what is no money.
    pub fn currency_cell(&self, metric: &Metric) -> Cell {
        if metric.kind.is_amount() { Cell::text(self.currency().code()) } else { Cell::BLANK }
    }

    /// Whether growth in the report's currency can differ from growth in dollars.
    pub fn growth_differs(&self) -> bool {
        self.exchange.is_some_and(|exchange| !exchange.is_constant())
    }

    /// Dollars at the rate of a day.
    pub fn on_day(&self, dollars: Decimal, day: Date) -> Amount {
        self.exchange.map_or_else(|| Amount::reported(dollars), |exchange| Amount::on(dollars, exchange, day))
    }

    /// What JSON's query says of the conversion.
    pub fn fx_query(&self) -> Vec<(&'static str, QueryValue)> {
        let Some(exchange) = self.exchange else { return Vec::new() };
        let word = |word: &str| QueryValue::Text(word.to_owned());
        let mut query = vec![("currency", word(exchange.currency().code())), ("fx", word(exchange.policy().name()))];
        query.extend(exchange.asked().map(|day| ("fx_date", QueryValue::Text(day.to_string()))));
        query.extend(exchange.stated_rate().map(|rate| ("fx_rate", QueryValue::Text(rate.to_string()))));
        query
    }

    /// Why figures of periods could not be converted, a note for each reason.
    pub fn unconverted(&self, periods: &[(Period, Missing)]) -> Vec<Note> {
        let note = |(missing, periods): (Missing, Vec<Period>)| {
            let words = say!(
                periods_not_converted,
                periods = words::listed(&periods),
                currency = self.currency(),
                reason = missing.words()
            );
            Note::new("missing", words)
        };
        by_reason(periods.iter().map(|(period, missing)| (*missing, *period))).into_iter().map(note).collect()
    }

    /// How amounts were converted, and a warning where a stated rate looks like its inverse on the day given. `amounts`
    /// come with their names, such as `2024`, and are of one kind.
    pub fn fx_notes(&self, amounts: &[(Words, Amount)], day: Date, kind: Kind) -> Vec<Note> {
        let Some(exchange) = self.exchange.filter(|exchange| exchange.currency() != Currency::USD) else {
            return Vec::new();
        };
        let inverted = exchange.looks_inverted(day).map(|market| {
            Note::new(
                "warning",
                say!(rate_looks_inverted, rate = Quantity::rate(market), currency = exchange.currency()),
            )
        });
        let how =
            if exchange.is_constant() { one_rate(exchange, amounts) } else { many_rates(exchange, amounts, kind) };
        inverted.into_iter().chain(how.map(|words| Note::new("fx", words))).collect()
    }
}

/// The one rate, its day and its source.
fn one_rate(exchange: &Exchange<'_>, amounts: &[(Words, Amount)]) -> Option<Words> {
    let (_, amount) = amounts.first()?;
    let rate = Quantity::rate(amount.rate()?);
    let currency = exchange.currency();
    let source = source(exchange);
    Some(match (amount.days, exchange.asked()) {
        (Some((day, _)), Some(asked)) if day != asked => {
            say!(converted_at_rate_before, rate, currency, source, day, asked)
        }
        (Some((day, _)), _) => say!(converted_at_rate_of, rate, currency, source, day),
        (None, _) => say!(converted_at_stated_rate, rate, currency),
    })
}

/// The policy, the days, the source, and the rate of each amount all in all.
fn many_rates(exchange: &Exchange<'_>, amounts: &[(Words, Amount)], kind: Kind) -> Option<Words> {
    let currency = exchange.currency();
    let first = amounts.iter().filter_map(|(_, amount)| amount.days).map(|days| days.0).min()?;
    let last = amounts.iter().filter_map(|(_, amount)| amount.days).map(|days| days.1).max()?;
    let days = if first == last { Words::from(first) } else { words::range(first, last) };
    let source = source(exchange);
    let mut sentences = vec![match exchange.policy() {
        _ if kind == Kind::Balance => say!(converted_at_day_of_balance, source, days),
        Policy::PeriodEnd => {
            say!(converted_at_period_end, source, days)
        }
        _ => say!(converted_at_average, source, days),
    }];
    let each = amounts
        .iter()
        .filter_map(|(period, amount)| Some(say!(rate_in_period, rate = Quantity::rate(amount.rate()?), period)));
    let rates = Words::commas(each);
    sentences.push(match kind {
        Kind::Balance => say!(rates_of_days, currency, rates),
        _ => say!(effective_rates, currency, rates),
    });
    if amounts.iter().any(|(_, amount)| amount.by_year) {
        sentences.push(say!(year_at_own_average));
    }
    let command = Words::command(&format!("capex rates {currency}"));
    sentences.push(say!(growth_in_dollars, currency, command));
    Some(Words::sentences(sentences))
}

/// The source of rates, for a sentence.
pub fn source(exchange: &Exchange<'_>) -> Words {
    match exchange.source() {
        "ECB" => say!(rates_of_ecb),
        file => say!(rates_of_file, file),
    }
}

impl Query<'_> {
    /// A company's figure in the currency asked for.
    pub fn amount(&self, company: &Company, figure: &Figure) -> Amount {
        self.amount_of(company, self.metric, self.basis, figure)
    }

    /// A figure of any metric on any basis in the currency asked for. What is no money stays as it is.
    pub fn amount_of(&self, company: &Company, metric: &Metric, basis: Option<Basis>, figure: &Figure) -> Amount {
        amount_of(&self.engine, self.context.exchange, company, metric, basis, figure)
    }

    /// The parts of a figure that convert at one rate each; none without a conversion.
    pub fn parts(&self, company: &Company, basis: Option<Basis>, figure: &Figure) -> Result<Vec<Converted>, Missing> {
        let Some(exchange) = self.context.exchange.filter(|_| self.metric.kind.is_amount()) else {
            return Ok(Vec::new());
        };
        if self.metric.kind == Kind::Balance {
            let Working { span, value: dollars, .. } = figure.working;
            return Ok(vec![Converted { span, quarters: 1, dollars, applied: exchange.on(span.end)? }]);
        }
        parts(exchange, company, &figure.quarters, figure.working.value, |quarters| {
            let figure = self.engine.over(company, self.metric, basis, quarters).ok()?;
            figure.is_whole().then_some(figure.working.value)
        })
    }

    /// A figure's amount, or why there is none.
    pub fn known(&self, company: &Company, outcome: &FigureOrGap) -> Known {
        outcome.as_ref().map(|figure| self.amount(company, figure)).map_err(Gap::words)
    }

    /// A working over quarters in the currency asked for; `over` works out some of them.
    pub fn amount_over(
        &self,
        company: &Company,
        quarters: &[FiscalQuarter],
        working: &Working,
        over: impl Fn(&[FiscalQuarter]) -> Option<Working>,
    ) -> Amount {
        let dollars = |quarters: &[FiscalQuarter]| over(quarters).map(|working| working.value);
        match self.context.exchange {
            None => Amount::reported(working.value),
            Some(exchange) => convert(exchange, company, quarters, working.value, dollars),
        }
    }

    /// Names of periods with the sum of their amounts, for a note on rates.
    pub fn rates_used<'a>(&self, amounts: impl Iterator<Item = (Period, &'a Known)>) -> Vec<Note> {
        self.rates_used_of(self.metric, amounts)
    }

    /// The same of another metric.
    pub fn rates_used_of<'a>(&self, metric: &Metric, amounts: impl Iterator<Item = (Period, &'a Known)>) -> Vec<Note> {
        let last = self.periods.last().zip(self.companies.first());
        let Some((period, company)) = last.filter(|_| metric.kind.is_amount()) else { return Vec::new() };
        let day = period.span(company.calendar).end;
        let mut sums: Vec<(Words, Amount)> = Vec::new();
        for (period, amount) in amounts {
            let Some(amount) = amount.as_ref().ok().filter(|amount| amount.money.is_ok()) else { continue };
            let name = Words::from(period);
            match sums.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum = sum.plus(*amount),
                None => sums.push((name, *amount)),
            }
        }
        self.context.fx_notes(&sums, day, metric.kind)
    }
}

/// An amount as a cell, marked where it rests on a user's own data, or the reason it is missing.
pub fn amount_cell(amount: &Known) -> Cell {
    let of_user = amount.as_ref().is_ok_and(|amount| amount.of_user);
    money_of(amount).map_or_else(Cell::missing, Cell::from).of_user(of_user)
}

/// A value of a metric as a cell, or the reason it is missing.
pub fn value_cell(metric: &Metric, amount: &Known) -> Cell {
    match (metric.kind, amount) {
        (Kind::Flow | Kind::Balance, amount) => amount_cell(amount),
        (kind, Ok(amount)) => Cell::from(kind.quantity(amount.reported)).of_user(amount.of_user),
        (_, Err(reason)) => Cell::missing(reason),
    }
}

/// The rate of an amount all in all, as a cell; blank where it was not converted.
pub fn rate_cell(amount: &Known) -> Cell {
    amount.as_ref().ok().and_then(Amount::rate).map_or(Cell::BLANK, Cell::rate)
}

/// A line of one amount.
pub trait HasAmount {
    /// The amount, where there is one.
    fn amount(&self) -> Option<Amount>;
}

/// How amounts were converted, the columns appended to records: the amount as reported, the rate all in all, the policy,
/// the first and last day of the fixings, and where they are from. None without a conversion.
pub fn conversion<L: HasAmount>(context: &Context<'_>) -> Vec<Column<L>> {
    if context.exchange.is_none() {
        return Vec::new();
    }
    vec![
        Column::record(conversion::REPORTED, |line, _| {
            line.amount().map_or(Cell::BLANK, |one| Money::usd(one.reported).into())
        }),
        Column::record(conversion::RATE, |line, _| {
            line.amount().and_then(|one| one.rate()).map_or(Cell::BLANK, Cell::rate)
        }),
        Column::record(conversion::FX, |line, context| {
            fixing(line, context, |_, exchange| Cell::text(exchange.policy().name()))
        }),
        Column::record(conversion::FX_FROM, |line, context| {
            fixing(line, context, |one, _| one.days.map_or(Cell::BLANK, |days| days.0.into()))
        }),
        Column::record(conversion::FX_TO, |line, context| {
            fixing(line, context, |one, _| one.days.map_or(Cell::BLANK, |days| days.1.into()))
        }),
        Column::record(conversion::FX_SOURCE, |line, context| {
            fixing(line, context, |_, exchange| Cell::text(exchange.source()))
        }),
    ]
}

/// What is said of the rates of an amount; blank where it has none.
fn fixing(line: &impl HasAmount, context: &Context<'_>, say: fn(Amount, &Exchange<'_>) -> Cell) -> Cell {
    let converted = line.amount().filter(|amount| amount.money.is_ok()).zip(context.exchange);
    converted.map_or(Cell::BLANK, |(amount, exchange)| say(amount, exchange))
}
