//! `capex rates`: exchange rates of periods.

use rust_decimal::Decimal;

use super::args::Periods;
use super::columns::{PERIOD, rates};
use super::draft::Draft;
use super::frame::{Column, grid, sections};
use super::shared_reasons::by_reason;
use super::{Context, Failure, conversion, words};
use crate::fx::{Average, Exchange, Missing, Quote, Rates};
use crate::model::{Currency, FiscalCalendar, Grain, KnownEnd, Period, PeriodExpr, Span};
use crate::report::{Cell, Grid, Note, Quantity, QueryValue, Report, Words};
use crate::say;

/// Exchange rates: average, end and range of a period.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex rates                       the dollar in the last four quarters
  capex rates CNY -Y                yuan per dollar, by year
  capex rates USD/CNY EUR/USD 2024  second currency per unit of the first
  capex rates USDJPY -Q 2024 -f csv  ten digits, with days

Default periods: the last four quarters, or years with -Y. An average covers all days with a published rate; \
a pair without the euro is divided day by day and then averaged. Currencies: capex list currencies")]
pub struct Args {
    /// Pairs (USDCNY or USD/CNY; one currency alone is paired with USD) and periods [default: USD to EUR, CNY, JPY, GBP]
    #[arg(value_name = "PAIR|PERIOD")]
    pub pairs: Vec<String>,
    /// Which periods [default: the last four]
    #[command(flatten)]
    pub periods: Periods,
}

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

/// A pair's rates in a period.
struct PairRates {
    average: Average,
    end: Quote,
    low: Quote,
    high: Quote,
}

/// A pair's rates in a period, or why there are none.
pub(super) struct RateLine<'r> {
    pair: Pair,
    period: Period,
    outcome: Result<PairRates, Missing>,
    /// Decimals of its rates on a page.
    places: u32,
    /// Whose rates they are.
    source: &'r str,
}

/// The columns of the output contract.
pub(super) fn records<'r>() -> Vec<Column<RateLine<'r>>> {
    vec![
        Column::record(rates::BASE, |line, _| Cell::text(line.pair.base.code())),
        Column::record(rates::QUOTE, |line, _| Cell::text(line.pair.quote.code())),
        Column::record(PERIOD, |line, _| line.period.into()),
        Column::record(rates::AVERAGE, |line, _| line.rate(PLACES, |found| found.average.rate)),
        Column::record(rates::END, |line, _| line.rate(PLACES, |found| found.end.rate)),
        Column::record(rates::LOW, |line, _| line.rate(PLACES, |found| found.low.rate)),
        Column::record(rates::HIGH, |line, _| line.rate(PLACES, |found| found.high.rate)),
        Column::record(rates::LOW_DATE, |line, _| line.fixing(|found| found.low.day.into())),
        Column::record(rates::HIGH_DATE, |line, _| line.fixing(|found| found.high.day.into())),
        Column::record(rates::DAYS, |line, _| line.fixing(|found| Cell::count(found.average.days))),
        Column::record(rates::FIRST, |line, _| line.fixing(|found| found.average.first.into())),
        Column::record(rates::LAST, |line, _| line.fixing(|found| found.average.last.into())),
        Column::record(rates::STATUS, |line, _| Cell::text(if line.outcome.is_ok() { "whole" } else { "missing" })),
        // A currency's rate to itself is nobody's figure.
        Column::record(rates::SOURCE, |line, _| line.fixing(|_| Cell::text(line.source))),
    ]
}

/// The columns of the page, behind a line's name.
fn page(name: Column<RateLine<'_>>) -> Vec<Column<RateLine<'_>>> {
    vec![
        name,
        Column::number(say!(heading_average), |line, _| line.rate(line.places, |found| found.average.rate)),
        Column::number(say!(heading_end), |line, _| line.rate(line.places, |found| found.end.rate)),
        Column::number(say!(heading_low), |line, _| line.rate(line.places, |found| found.low.rate)),
        Column::text(say!(heading_date_of), |line, _| line.fixing(|found| found.low.day.into())),
        Column::number(say!(heading_high), |line, _| line.rate(line.places, |found| found.high.rate)),
        Column::text(say!(heading_date_of), |line, _| line.fixing(|found| found.high.day.into())),
        Column::number(say!(heading_days), |line, _| line.fixing(|found| Cell::count(found.average.days))),
        Column::text(say!(heading_first), |line, _| line.fixing(|found| found.average.first.into())),
        Column::text(say!(heading_last), |line, _| line.fixing(|found| found.average.last.into())),
    ]
}

impl RateLine<'_> {
    fn rate(&self, places: u32, of: fn(&PairRates) -> Decimal) -> Cell {
        match &self.outcome {
            Ok(found) => Quantity::Number { value: of(found), places }.into(),
            Err(missing) => Cell::missing(missing.words()),
        }
    }

    /// What is known of the fixings; blank where there are none.
    fn fixing(&self, of: impl Fn(&PairRates) -> Cell) -> Cell {
        self.outcome.as_ref().ok().filter(|found| found.average.days > 0).map_or(Cell::BLANK, of)
    }
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let all = context.rates()?;
    let is_period = |word: &&String| Pair::read(word, &all).is_err() && word.parse::<PeriodExpr>().is_ok();
    let (typed, pairs): (Vec<&String>, Vec<&String>) = args.pairs.iter().partition(is_period);
    let pairs = self::pairs(&all, &pairs, context)?;
    let typed = typed.iter().filter_map(|word| word.parse::<PeriodExpr>().ok()).reduce(PeriodExpr::and);
    let rates = conversion::known(all, context.as_of)?;
    let periods = periods(args.periods.when.or(typed)?, args.periods.grain(), context, &rates)?;
    let mut lines = Vec::new();
    for &pair in &pairs {
        let days = |period: Period| period.span(FiscalCalendar::CALENDAR_YEAR);
        let outcomes = periods.iter().map(|&period| Ok((period, found(&rates, pair, days(period))?)));
        let outcomes = outcomes.collect::<Result<Vec<_>, Failure>>()?;
        let places = places(outcomes.iter().filter_map(|(_, outcome)| outcome.as_ref().ok()));
        lines.extend(outcomes.into_iter().map(|(period, outcome)| RateLine {
            pair,
            period,
            outcome,
            places,
            source: rates.source(),
        }));
    }
    if let Some(Err(missing)) = lines.first().map(|line| &line.outcome)
        && lines.iter().all(|line| line.outcome.is_err())
    {
        let (periods, reason) = (of_periods(&periods), missing.words());
        return Err(Failure::NoData(say!(no_rates_for_periods, periods, reason)));
    }
    let records = grid(&records(), &lines, context);
    let page = if periods.len() == 1 { by_pair(&lines, context) } else { by_period(&lines, context) };
    let mut title = vec![say!(title_rates), of_periods(&periods)];
    title.extend(if let [pair] = pairs.as_slice() { Some(pair.words()) } else { None });
    Ok(context.report(Draft {
        title: words::as_known(Words::commas(title), context.as_of),
        page,
        records,
        notes: notes(&rates, &lines),
        query: vec![
            ("pairs", QueryValue::List(pairs.iter().map(|pair| format!("{}{}", pair.base, pair.quote)).collect())),
            ("periods", QueryValue::List(periods.iter().map(Period::to_string).collect())),
        ],
        ..Draft::default()
    }))
}

impl Pair {
    /// `CNY per USD`
    fn words(self) -> Words {
        say!(quote_for_base, quote = self.quote, base = self.base)
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
fn pairs(rates: &Rates<'_>, typed: &[&String], context: &Context<'_>) -> Result<Vec<Pair>, Failure> {
    let known = |code: &&&str| rates.currencies().any(|currency| currency.code() == **code);
    let converted = context.exchange.map(Exchange::currency);
    let typed: Vec<&str> = match &converted {
        _ if !typed.is_empty() => typed.iter().map(|word| word.as_str()).collect(),
        Some(currency) => vec![currency.code()],
        None => USUAL.iter().filter(known).copied().collect(),
    };
    let mut pairs = Vec::new();
    for word in typed {
        let pair = Pair::read(word, rates)?;
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    Ok(pairs)
}

fn periods(
    asked: Option<PeriodExpr>,
    grain: Option<Grain>,
    context: &Context<'_>,
    rates: &Rates<'_>,
) -> Result<Vec<Period>, Failure> {
    let known = |end| {
        Ok(Period::from(match end {
            KnownEnd::Oldest => rates.oldest_quarter(),
            KnownEnd::Newest => rates.newest_quarter(),
        }))
    };
    let default = PeriodExpr::last(4, if grain == Some(Grain::Years) { Grain::Years } else { Grain::Quarters });
    let window = asked.unwrap_or(default);
    let periods = window.resolve::<Failure>(known, context.fiscal, grain)?;
    match periods.iter().find(|period| period.is_fiscal()) {
        Some(period) => Err(Failure::Usage(say!(fiscal_needs_company, period = period.to_string()))),
        None => Ok(periods),
    }
}

/// The periods in a heading: `calendar 2024`, `2023 to 2025`, `2024, 2026`.
fn of_periods(periods: &[Period]) -> Words {
    if periods.len() == 1 { words::periods(periods) } else { words::listed(periods) }
}

fn found(rates: &Rates<'_>, Pair { base, quote }: Pair, span: Span) -> Result<Result<PairRates, Missing>, Failure> {
    let average = rates.average(base, quote, span)?;
    let end = rates.end(base, quote, span)?;
    let range = rates.range(base, quote, span)?;
    Ok(average.and_then(|average| {
        let (low, high) = range?;
        Ok(PairRates { average, end: end?, low, high })
    }))
}

/// Decimals of a pair's rates on a page: as many more than [`PLACES`] as a rate below 0.1 begins with zeros.
fn places<'o>(found: impl Iterator<Item = &'o PairRates>) -> u32 {
    let least = found.map(|found| found.low.rate).min();
    let mut rate = least.unwrap_or(Decimal::ONE);
    let mut places = PLACES;
    while rate < Decimal::new(1, 1) {
        rate *= Decimal::TEN;
        places += 1;
    }
    places
}

fn by_pair(lines: &[RateLine<'_>], context: &Context<'_>) -> Grid {
    grid(&page(Column::text(say!(heading_rate), |line, _| Cell::say(line.pair.words()))), lines, context)
}

fn by_period(lines: &[RateLine<'_>], context: &Context<'_>) -> Grid {
    let columns = page(Column::text(say!(heading_period), |line, _| Cell::text(line.period.label())));
    let pairs = || lines.chunk_by(|one, next| one.pair == next.pair);
    let heading = |lines: &[RateLine<'_>]| Some(lines.first().filter(|_| pairs().nth(1).is_some())?.pair.words());
    sections(&columns, pairs().map(|lines| (heading(lines), lines)), context)
}

/// Why rates are missing, whose they are, and how far they reach.
fn notes(rates: &Rates<'_>, lines: &[RateLine<'_>]) -> Vec<Note> {
    let gaps = lines.iter().filter_map(|line| Some((*line.outcome.as_ref().err()?, line.period)));
    let note = |(missing, periods): (Missing, Vec<Period>)| {
        let (periods, reason) = (words::listed(&periods), missing.words());
        Note::new("missing", say!(periods_missing, periods, reason))
    };
    let mut notes: Vec<Note> = by_reason(gaps).into_iter().map(note).collect();
    let day = Words::Day(rates.last());
    let whose =
        if rates.source() == "ECB" { say!(ecb_rates_to, day) } else { say!(file_rates_to, file = rates.source(), day) };
    let how = say!(rates_calculated);
    notes.push(Note::new("data", Words::sentences([whose, how])));
    notes
}
