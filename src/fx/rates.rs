//! Rates against one currency, as published, and the cross rates that follow from them.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::currencies::{CurrencyName, currencies};
use super::days::{closed, days, opened};
use super::missing::{Looked, Missing, no_rates};
use super::table::{FixingLine, RatesTable, codes};
use crate::data::{self, Problem, Problems, Unknown};
use crate::model::{CalendarQuarter, Currency, Span};
use crate::say;

/// Rates of exchange against a base, the euro in the bundled table, a fixing a line: `date,USD,CNY,…`, units of each
/// currency for one of the base.
///
/// A rate from one currency to another is the number of units of the second for one of the first, exact but for the
/// 28 digits of a division. A currency's rate to itself is 1 and needs no fixing.
#[derive(Debug, Clone, Copy)]
pub struct Rates<'t> {
    source: &'t str,
    /// The currency all rates in the table are counted in.
    base: Currency,
    /// The header's cells below which rates stand.
    codes: &'t str,
    table: RatesTable<'t>,
    first: Date,
    last: Date,
    /// The days, both included, between which every fixing there was is in the table.
    whole: Span,
}

/// The European Central Bank, in a word.
pub(super) const BANK: &str = "ECB";

/// A rate and its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// The day of the fixing.
    pub day: Date,
    /// Units of the second currency for one of the first.
    pub rate: Decimal,
}

/// The rate that held on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The day asked for.
    pub asked: Date,
    /// The fixing of that day or, where it had none, of the last day before that had.
    pub quote: Quote,
}

/// The mean of the rates of a span's fixings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Average {
    /// Units of the second currency for one of the first, divided day by day and then averaged.
    pub rate: Decimal,
    /// Day of the first fixing; of a currency's rate to itself, the span's first day.
    pub first: Date,
    /// Day of the last fixing; of a currency's rate to itself, the span's last day.
    pub last: Date,
    /// Number of fixings; 0 for a currency's rate to itself.
    pub days: u32,
}

/// Rates outside these bounds are slips; within them no sum of cross rates can overflow, and no amount converted at one:
/// 10^14 times trillions of dollars stays below 10^28.
const SANE: RangeInclusive<Decimal> =
    Decimal::from_parts(1, 0, 0, false, 7)..=Decimal::from_parts(10_000_000, 0, 0, false, 0);

/// Where a currency's rate against the euro stands in a line.
#[derive(Clone, Copy)]
enum RateColumn {
    /// Nowhere: it is what rates are counted in.
    Base,
    /// In a cell, counted from 0.
    Cell(usize),
}

/// The places of a pair.
#[derive(Clone, Copy)]
struct Cross {
    from: RateColumn,
    to: RateColumn,
}

impl Rates<'static> {
    /// The euro reference rates of the European Central Bank inside the program. Their order is tested, not checked.
    pub fn bundled() -> Result<Self, Problem> {
        Ok(Self { source: BANK, ..Self::read(Currency::EUR, "data/fx/ecb.csv", data::RATES)? })
    }
}

impl<'t> Rates<'t> {
    /// Days for which a fixing stands where none follows: weekends and the longest holidays are shorter.
    pub const HELD: i64 = 7;

    /// Rates against the euro in a text, with its name for messages. Its lines must be in order; a cell that is no rate is reported by
    /// the look-up that needs it, and by [`problems`](Self::problems).
    pub fn open(name: &'t str, text: &'t str) -> Result<Self, Problem> {
        Self::open_against(Currency::EUR, name, text)
    }

    /// Like [`open`](Self::open), with rates that are units of a currency for one of `base`.
    pub fn open_against(base: Currency, name: &'t str, text: &'t str) -> Result<Self, Problem> {
        let rates = Self::read(base, name, text)?;
        rates.table.all().try_for_each(|line| line.map(drop))?;
        Ok(rates)
    }

    /// Reads the header, the first and the last line.
    fn read(base: Currency, name: &'t str, text: &'t str) -> Result<Self, Problem> {
        let (table, header) = RatesTable::open(name, text);
        let on_header = |message| Problem::new(name, 1, message);
        let codes = codes(header, base).map_err(on_header)?;
        let (Some(first), Some(last)) = (table.first()?, table.last()?) else {
            return Err(on_header(no_rates()));
        };
        let (first, last) = (first.day, last.day);
        Ok(Self {
            source: name,
            base,
            codes,
            table,
            first,
            last,
            whole: Span { start: opened(first), end: closed(last) },
        })
    }

    /// The rates that were known on a day.
    pub fn known_on(self, day: Date) -> Looked<Self> {
        if day >= self.last {
            return Ok(Ok(self));
        }
        if day < self.first {
            return Ok(Err(Missing::Before(self.first)));
        }
        let table = self.table.until(day)?;
        let last = table.last()?.map_or(self.first, |line| line.day);
        // A fixing follows in the file, so the days up to this one had no others.
        Ok(Ok(Self { table, last, whole: Span { end: closed(day), ..self.whole }, ..self }))
    }

    /// Where the rates are from, in a word.
    pub fn source(&self) -> &'t str {
        self.source
    }

    /// Day of the first fixing.
    pub fn first(&self) -> Date {
        self.first
    }

    /// Day of the last fixing that is known.
    pub fn last(&self) -> Date {
        self.last
    }

    /// The newest calendar quarter whose every fixing is known.
    pub fn newest_quarter(&self) -> CalendarQuarter {
        let end = self.whole.end;
        end.tomorrow().map_or(CalendarQuarter::of(end), |next| CalendarQuarter::of(next).plus(-1))
    }

    /// The oldest calendar quarter the rates cover in full.
    pub fn oldest_quarter(&self) -> CalendarQuarter {
        let start = self.whole.start;
        start.yesterday().map_or(CalendarQuarter::of(start), |before| CalendarQuarter::of(before).plus(1))
    }

    /// The currencies there are rates of: the base, then those of the header in its order.
    pub fn currencies(&self) -> impl Iterator<Item = Currency> {
        // They were checked on opening.
        std::iter::once(self.base).chain(self.codes.split(',').filter_map(|code| code.parse().ok()))
    }

    /// The currency all rates in the table are counted in.
    pub fn base(&self) -> Currency {
        self.base
    }

    /// The text they are in: a line a day, of which the first cell is the day, under the codes of the currencies.
    pub fn text(&self) -> &'t str {
        self.table.text()
    }

    /// A rate of exchange in a text, if it is a sane one.
    pub fn parse(text: &str) -> Option<Decimal> {
        Decimal::from_str_exact(text).ok().filter(|rate| SANE.contains(rate))
    }

    /// The currency that a word means: a code, or one of the bundled names, in any case.
    pub fn currency(&self, word: &str) -> Result<Currency, Unknown> {
        let word = word.trim();
        if let Some(currency) = self.currencies().find(|currency| currency.code().eq_ignore_ascii_case(word)) {
            return Ok(currency);
        }
        let typed = word.to_lowercase();
        let named = self.names().into_iter().find(|named| named.words().any(|name| name == typed));
        named.map(|named| named.code).ok_or_else(|| self.unknown(word))
    }

    /// The names of the currencies.
    fn names(&self) -> Vec<CurrencyName> {
        // The bundled names are tested; were they broken, codes would still do.
        let mut names = currencies().unwrap_or_default();
        names.retain(|named| self.currencies().any(|currency| currency == named.code));
        names
    }

    /// The error of a word that means no currency.
    fn unknown(&self, word: &str) -> Unknown {
        let names = self.names();
        let codes = self.currencies().map(|currency| (currency.code().to_lowercase(), currency));
        let names = names.iter().flat_map(|named| named.words().map(|name| (name, named.code)));
        data::unknown_currency(word, &codes.chain(names).collect::<Vec<_>>())
    }

    /// The mean of the rates of all fixings in a span. Missing unless every fixing of the span is in the data: an
    /// average is never that of a part.
    pub fn average(&self, from: Currency, to: Currency, span: Span) -> Looked<Average> {
        if from == to {
            return Ok(Ok(Average { rate: Decimal::ONE, first: span.start, last: span.end, days: 0 }));
        }
        let (mut sum, mut days) = (Decimal::ZERO, 0);
        let (mut first, mut last) = (span.start, span.start);
        let walked = self.each(from, to, span, |quote| {
            first = if days == 0 { quote.day } else { first };
            last = quote.day;
            sum += quote.rate;
            days += 1;
        })?;
        Ok(walked.map(|()| Average { rate: sum / Decimal::from(days), first, last, days }))
    }

    /// The rate of the last fixing in a span, if the data reaches the span's end.
    pub fn end(&self, from: Currency, to: Currency, span: Span) -> Looked<Quote> {
        if from == to {
            return Ok(Ok(Quote { day: span.end, rate: Decimal::ONE }));
        }
        let found = self.last_until(self.cross(from, to)?, span.end)?;
        Ok(match found {
            Ok(quote) if quote.day < span.start => Err(Missing::Between(quote.day, span.end)),
            found => found,
        })
    }

    /// The lowest and the highest rate of a span's fixings, each with the first day it was reached.
    pub fn range(&self, from: Currency, to: Currency, span: Span) -> Looked<(Quote, Quote)> {
        if from == to {
            let quote = |day| Quote { day, rate: Decimal::ONE };
            return Ok(Ok((quote(span.start), quote(span.start))));
        }
        let mut ends: Option<(Quote, Quote)> = None;
        let walked = self.each(from, to, span, |quote| {
            let (low, high) = ends.get_or_insert((quote, quote));
            if quote.rate < low.rate {
                *low = quote;
            }
            if quote.rate > high.rate {
                *high = quote;
            }
        })?;
        Ok(walked.and_then(|()| ends.ok_or(Missing::Between(span.start, span.end))))
    }

    /// The rate of a day: of its fixing or, on a weekend or holiday, of the one before, at most [`HELD`](Self::HELD)
    /// days earlier.
    pub fn on(&self, from: Currency, to: Currency, day: Date) -> Looked<Spot> {
        if from == to {
            return Ok(Ok(Spot { asked: day, quote: Quote { day, rate: Decimal::ONE } }));
        }
        let found = self.last_until(self.cross(from, to)?, day)?;
        Ok(found.map(|quote| Spot { asked: day, quote }))
    }

    /// Everything wrong with the lines: days, their order, numbers of cells, rates.
    pub fn problems(&self) -> Problems {
        let mut problems = Problems::default();
        let cells = self.codes.split(',').count() + 1;
        for line in self.table.all() {
            let line = match line {
                Ok(line) if line.len() == cells => line,
                Ok(line) => {
                    problems.push(line.problem(
                        None,
                        say!(cells_expected, count = line.len().to_string(), cells = cells.to_string()),
                    ));
                    continue;
                }
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            for cell in 1..cells {
                if let Err(problem) = RateColumn::Cell(cell).per_base(&line) {
                    problems.push(problem);
                }
            }
        }
        problems
    }

    /// Calls `on` with the pair's rate on each day of the span that has one, and says whether that was every fixing.
    fn each(&self, from: Currency, to: Currency, span: Span, mut on: impl FnMut(Quote)) -> Looked<()> {
        let cross = self.cross(from, to)?;
        if let Err(missing) = self.reaches(span.start, span.end) {
            return Ok(Err(missing));
        }
        let (mut before, mut any) = (span.start, false);
        for line in self.table.since(span.start)? {
            let line = line?;
            if line.day > span.end {
                break;
            }
            let Some(rate) = cross.rate(&line)? else { continue };
            if days(before, line.day) > Self::HELD {
                return Ok(Err(Missing::Between(before, line.day)));
            }
            on(Quote { day: line.day, rate });
            (before, any) = (line.day, true);
        }
        if !any || days(before, span.end) > Self::HELD {
            return Ok(Err(Missing::Between(before, span.end)));
        }
        Ok(Ok(()))
    }

    /// The last rate on or before a day.
    fn last_until(&self, cross: Cross, day: Date) -> Looked<Quote> {
        if let Err(missing) = self.reaches(day, day) {
            return Ok(Err(missing));
        }
        for line in self.table.back_from(day)? {
            let line = line?;
            if days(line.day, day) > Self::HELD {
                return Ok(Err(Missing::Between(line.day, day)));
            }
            if let Some(rate) = cross.rate(&line)? {
                return Ok(Ok(Quote { day: line.day, rate }));
            }
        }
        Ok(Err(Missing::Before(self.first)))
    }

    /// Whether the table holds every fixing there was from one day to another.
    fn reaches(&self, start: Date, end: Date) -> Result<(), Missing> {
        if start < self.whole.start {
            Err(Missing::Before(self.first))
        } else if end > self.whole.end {
            Err(Missing::After(self.last))
        } else {
            Ok(())
        }
    }

    fn cross(&self, from: Currency, to: Currency) -> Result<Cross, Unknown> {
        Ok(Cross { from: self.place(from)?, to: self.place(to)? })
    }

    fn place(&self, currency: Currency) -> Result<RateColumn, Unknown> {
        if currency == self.base {
            return Ok(RateColumn::Base);
        }
        match self.codes.split(',').position(|code| code == currency.code()) {
            Some(at) => Ok(RateColumn::Cell(at + 1)),
            None => Err(self.unknown(currency.code())),
        }
    }
}

impl Cross {
    /// The pair's rate in a line; none if a cell is empty. From the base it is as published.
    fn rate(self, line: &FixingLine<'_>) -> Result<Option<Decimal>, Problem> {
        let (Some(from), Some(to)) = (self.from.per_base(line)?, self.to.per_base(line)?) else { return Ok(None) };
        Ok(Some(if from == Decimal::ONE { to } else { to / from }))
    }
}

impl RateColumn {
    /// Units of the currency for one of the base; none if the cell is empty.
    fn per_base(self, line: &FixingLine<'_>) -> Result<Option<Decimal>, Problem> {
        let Self::Cell(at) = self else { return Ok(Some(Decimal::ONE)) };
        let text = line.cell(at)?;
        if text.is_empty() {
            return Ok(None);
        }
        match Rates::parse(text) {
            Some(rate) => Ok(Some(rate)),
            None => Err(line.problem(Some(at), say!(not_a_rate, text))),
        }
    }
}
