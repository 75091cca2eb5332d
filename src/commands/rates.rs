//! `capex rates`: exchange rates of periods.

use rust_decimal::Decimal;

use super::args::Periods;
use super::{Context, Failure, conversion, reasons, words};
use crate::data::Dataset;
use crate::fx::{Average, Exchange, Missing, Quote, Rates};
use crate::model::{Currency, FiscalCalendar, Grain, Part, Period, Span, Stretch, Window};
use crate::report::{Cell, Column, Grid, Note, QueryValue, Report, Role, Value, Words};
use crate::say;

/// Exchange rates: what a currency was worth in another, over a period.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex rates                             the dollar in the last four quarters
  capex rates CNY -Y                      yuan for a dollar, by year
  capex rates USD/CNY EUR/USD -y 2024     any pair: how many of the second for one of the first
  capex rates USDJPY -Q -y 2024 -f csv    rates to ten digits, with days

An average is that of all days with a fixing, each pair divided day by day and then averaged.
Currencies: capex list currencies")]
pub struct Args {
    /// Pairs, USDCNY or USD/CNY, or one currency for dollars to it [default: USD to EUR, CNY, JPY, GBP]
    #[arg(value_name = "PAIR")]
    pub pairs: Vec<String>,
    /// Which periods [default: the last four]
    #[command(flatten)]
    pub periods: Periods,
}

const RECORDS: &[&str] = &[
    "base",
    "quote",
    "period",
    "average",
    "end",
    "low",
    "high",
    "low_date",
    "high_date",
    "days",
    "first",
    "last",
    "status",
    "source",
];

/// Decimals of a rate on a page.
const PLACES: u32 = 4;

/// Currencies whose rate to the dollar is asked for most.
const USUAL: [&str; 4] = ["EUR", "CNY", "JPY", "GBP"];

/// Two currencies: a rate is units of `quote` for one of `base`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pair {
    base: Currency,
    quote: Currency,
}

/// A pair's rates in a period, or why there are none.
type Outcome = Result<Found, Missing>;

struct Found {
    average: Average,
    end: Quote,
    low: Quote,
    high: Quote,
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let all = context.rates()?;
    let pairs = pairs(&all, &args.pairs, context)?;
    let rates = conversion::known(all, context.as_of)?;
    let periods = periods(args, context, &rates)?;
    let look_up = |&pair: &Pair| {
        let days = |period: Period| period.span(FiscalCalendar::CALENDAR_YEAR);
        let outcomes = periods.iter().map(|&period| Ok((period, found(&rates, pair, days(period))?)));
        Ok((pair, outcomes.collect::<Result<Vec<_>, Failure>>()?))
    };
    let tables: Vec<(Pair, Vec<(Period, Outcome)>)> = pairs.iter().map(look_up).collect::<Result<_, Failure>>()?;
    let outcomes = || tables.iter().flat_map(|(_, outcomes)| outcomes);
    if let Some((_, Err(missing))) = outcomes().next()
        && outcomes().all(|(_, outcome)| outcome.is_err())
    {
        let (periods, reason) = (of_periods(&periods), reasons::missing(missing));
        return Err(Failure::NoData(say!("no exchange rates for {periods}: {reason}", periods, reason)));
    }

    let mut records = Grid::of_records(RECORDS);
    for (pair, outcomes) in &tables {
        for (period, outcome) in outcomes {
            records.push(record(&rates, *pair, *period, outcome));
        }
    }
    let page = if periods.len() == 1 { by_pair(&tables) } else { by_period(&tables) };
    let mut title = vec![Words::from("Exchange rates"), of_periods(&periods)];
    title.extend(if let [pair] = pairs.as_slice() { Some(pair.words()) } else { None });
    Ok(Report {
        title: words::as_known(Words::commas(title), context.as_of),
        page,
        chart: None,
        records,
        notes: notes(&rates, &tables),
        sources: Vec::new(),
        query: vec![
            ("pairs", QueryValue::List(pairs.iter().map(|pair| format!("{}{}", pair.base, pair.quote)).collect())),
            ("periods", QueryValue::List(periods.iter().map(Period::to_string).collect())),
        ],
        as_of: context.as_of,
        data_version: Dataset::version().to_owned(),
    })
}

impl Pair {
    /// `CNY for 1 USD`
    fn words(self) -> Words {
        say!("{quote} for 1 {base}", quote = self.quote.code(), base = self.base.code())
    }

    fn read(word: &str, rates: &Rates<'_>) -> Result<Self, Failure> {
        let pair = |base, quote| Ok(Self { base: rates.currency(base)?, quote: rates.currency(quote)? });
        if let Some((base, quote)) = word.split_once('/') {
            return pair(base, quote);
        }
        let letters = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        match (rates.currency(word), word.split_at_checked(3)) {
            (Ok(quote), _) => Ok(Self { base: Currency::USD, quote }),
            (Err(_), Some((base, quote))) if letters(base) && letters(quote) => pair(base, quote),
            (Err(unknown), _) => Err(unknown.into()),
        }
    }
}

/// The pairs asked for, each once.
fn pairs(rates: &Rates<'_>, typed: &[String], context: &Context<'_>) -> Result<Vec<Pair>, Failure> {
    let known = |code: &&&str| rates.currencies().any(|currency| currency.code() == **code);
    let usual = || match context.exchange.map(Exchange::currency) {
        Some(currency) => vec![currency.code().to_owned()],
        None => USUAL.iter().filter(known).map(|code| (*code).to_owned()).collect(),
    };
    let typed = if typed.is_empty() { usual() } else { typed.to_vec() };
    let mut pairs = Vec::new();
    for word in &typed {
        let pair = Pair::read(word, rates)?;
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    Ok(pairs)
}

fn periods(args: &Args, context: &Context<'_>, rates: &Rates<'_>) -> Result<Vec<Period>, Failure> {
    let newest = rates.newest_quarter();
    let newest = || Ok(Period::Calendar(Stretch { year: newest.year(), part: Part::Quarter(newest.number()) }));
    let grain = args.periods.grain();
    let default = Window::last(4, if grain == Some(Grain::Years) { Grain::Years } else { Grain::Quarters });
    let window = args.periods.when.window().unwrap_or(&default);
    let periods = window.resolve::<Failure>(newest, context.fiscal, grain)?;
    match periods.iter().find(|period| period.is_fiscal()) {
        Some(period) => Err(Failure::Usage(say!(
            "`{period}` has no days without a company; name calendar periods (Microsoft's FY2025 is 2024Q3..2025Q2)",
            period = period.to_string()
        ))),
        None => Ok(periods),
    }
}

/// The periods in a heading: `calendar 2024`, `2023 to 2025`, `2024, 2026`.
fn of_periods(periods: &[Period]) -> Words {
    if periods.len() == 1 { words::periods(periods) } else { words::listed(periods) }
}

fn found(rates: &Rates<'_>, Pair { base, quote }: Pair, span: Span) -> Result<Outcome, Failure> {
    let average = rates.average(base, quote, span)?;
    let end = rates.end(base, quote, span)?;
    let range = rates.range(base, quote, span)?;
    Ok(average.and_then(|average| {
        let (low, high) = range?;
        Ok(Found { average, end: end?, low, high })
    }))
}

fn record(rates: &Rates<'_>, pair: Pair, period: Period, outcome: &Outcome) -> Vec<Cell> {
    let mut cells = vec![Cell::text(pair.base.code()), Cell::text(pair.quote.code()), Cell::text(period.to_string())];
    cells.extend(figures(outcome, PLACES));
    let [low, high, days, first, last] = days(outcome);
    let status = if outcome.is_ok() { "whole" } else { "missing" };
    // A currency's rate to itself is nobody's figure.
    let source = if days == Cell::BLANK { Cell::BLANK } else { Cell::text(rates.source()) };
    cells.extend([low, high, days, first, last, Cell::text(status), source]);
    cells
}

/// Average, end, low and high, with the decimals a page prints.
fn figures(outcome: &Outcome, places: u32) -> [Cell; 4] {
    match outcome {
        Ok(Found { average, end, low, high }) => {
            [average.rate, end.rate, low.rate, high.rate].map(|value| Value::Number { value, places }.into())
        }
        Err(missing) => std::array::from_fn(|_| Cell::missing(missing.to_string())),
    }
}

/// Days of the low and the high, number of fixings, first and last day; blank where there are none.
fn days(outcome: &Outcome) -> [Cell; 5] {
    match outcome {
        Ok(Found { average, low, high, .. }) if average.days > 0 => [
            low.day.into(),
            high.day.into(),
            Value::Number { value: average.days.into(), places: 0 }.into(),
            average.first.into(),
            average.last.into(),
        ],
        _ => std::array::from_fn(|_| Cell::BLANK),
    }
}

/// A row of the page, behind its name.
fn row(name: Words, outcome: &Outcome, places: u32) -> Vec<Cell> {
    let [average, end, low, high] = figures(outcome, places);
    let [low_day, high_day, days, first, last] = days(outcome);
    vec![Cell::say(name), average, end, low, low_day, high, high_day, days, first, last]
}

/// Decimals of a pair's rates on a page: as many more than [`PLACES`] as a rate below 0.1 begins with zeros.
fn places(outcomes: &[(Period, Outcome)]) -> u32 {
    let least = outcomes.iter().filter_map(|(_, outcome)| Some(outcome.as_ref().ok()?.low.rate)).min();
    let mut rate = least.unwrap_or(Decimal::ONE);
    let mut places = PLACES;
    while rate < Decimal::new(1, 1) {
        rate *= Decimal::TEN;
        places += 1;
    }
    places
}

fn page(heading: &'static str) -> Grid {
    let text = |label: &str| Column::text(label);
    let number = |label: &str| Column::number(label);
    let columns = vec![
        text(heading),
        number("Average"),
        number("End"),
        number("Low"),
        text("on"),
        number("High"),
        text("on"),
        number("Days"),
        text("First"),
        text("Last"),
    ];
    Grid { columns, rows: Vec::new() }
}

fn by_pair(tables: &[(Pair, Vec<(Period, Outcome)>)]) -> Grid {
    let mut grid = page("Rate");
    for (pair, outcomes) in tables {
        for (_, outcome) in outcomes {
            grid.push(row(pair.words(), outcome, places(outcomes)));
        }
    }
    grid
}

fn by_period(tables: &[(Pair, Vec<(Period, Outcome)>)]) -> Grid {
    let mut grid = page("Period");
    for (pair, outcomes) in tables {
        if tables.len() > 1 {
            grid.push_as(Role::Section, vec![Cell::say(pair.words())]);
        }
        for (period, outcome) in outcomes {
            grid.push(row(words::label(*period).into(), outcome, places(outcomes)));
        }
    }
    grid
}

/// Why rates are missing, whose they are, and how far they reach.
fn notes(rates: &Rates<'_>, tables: &[(Pair, Vec<(Period, Outcome)>)]) -> Vec<Note> {
    let mut gaps: Vec<(Missing, Vec<Period>)> = Vec::new();
    for (period, outcome) in tables.iter().flat_map(|(_, outcomes)| outcomes) {
        let Err(missing) = outcome else { continue };
        match gaps.iter_mut().find(|(known, _)| known == missing) {
            Some((_, periods)) if periods.contains(period) => {}
            Some((_, periods)) => periods.push(*period),
            None => gaps.push((*missing, vec![*period])),
        }
    }
    let note = |(missing, periods): &(Missing, Vec<Period>)| {
        let (periods, reason) = (words::listed(periods), reasons::missing(missing));
        Note::new("missing", say!("– {periods}: {reason}.", periods, reason))
    };
    let mut notes: Vec<Note> = gaps.iter().map(note).collect();
    let day = Words::Day(rates.last());
    let whose = if rates.source() == "ECB" {
        say!("European Central Bank, euro reference rates to {day}.", day)
    } else {
        say!("Rates of `{file}` to {day}.", file = rates.source(), day)
    };
    let how = say!(
        "Rates between other currencies, averages and ranges are own calculation: divided day by day, then averaged over the days with a fixing."
    );
    notes.push(Note::new("data", Words::sentences([whose, how])));
    notes
}
