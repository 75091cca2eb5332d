//! Exchange rates against a second computation from the file itself, against known values, and on made-up files.

mod common;

use std::collections::BTreeMap;
use std::process::Output;

use capex::fx::{Error, Looked, Missing, Rates, currencies};
use capex::model::{Currency, Span};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/fx/ecb.csv");

fn code(code: &str) -> Currency {
    code.parse().expect("a code")
}

fn day(day: &str) -> Date {
    day.parse().expect("a day")
}

fn span(start: &str, end: &str) -> Span {
    Span { start: day(start), end: day(end) }
}

fn year(year: i16) -> Span {
    Span { start: date(year, 1, 1), end: date(year, 12, 31) }
}

fn quarter(year: i16, number: i8) -> Span {
    let start = date(year, 3 * number - 2, 1);
    Span { start, end: start.saturating_add(2.months()).last_of_month() }
}

fn bundled() -> Rates<'static> {
    Rates::bundled().expect("the bundled rates")
}

/// A rate that must be there.
fn found<T>(looked: Looked<T>) -> T {
    looked.expect("a file without mistakes").expect("a rate")
}

fn missing<T: std::fmt::Debug>(looked: Looked<T>) -> Missing {
    looked.expect("a file without mistakes").expect_err("no rate")
}

fn to_places(rate: Decimal, places: u32) -> String {
    rate.round_dp(places).to_string()
}

/// The second computation: whole numbers only, rates in units of 10^-6, quotients in units of 10^-20.
mod second {
    use super::*;

    pub const UNIT: i128 = 10_i128.pow(20);

    /// Day by day, units of each currency for one euro.
    pub struct File {
        pub codes: Vec<String>,
        pub days: BTreeMap<String, Vec<i128>>,
    }

    pub fn file() -> File {
        let text = std::fs::read_to_string(FILE).expect("the file");
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
        let mut codes: Vec<String> = header[1..].iter().map(|code| (*code).to_owned()).collect();
        codes.push("EUR".to_owned());
        let days = lines.map(|line| {
            let (day, cells) = line.split_once(',').expect("a day and cells");
            let mut rates: Vec<i128> = cells.split(',').map(millionths).collect();
            rates.push(1_000_000);
            assert_eq!(rates.len(), codes.len(), "{day}");
            (day.to_owned(), rates)
        });
        let days = days.collect();
        File { codes, days }
    }

    fn millionths(cell: &str) -> i128 {
        let (whole, fraction) = cell.split_once('.').unwrap_or((cell, ""));
        format!("{whole}{fraction:0<6}").parse().expect("digits")
    }

    /// Rates on the days of a span, each in units of 10^-20.
    pub fn crossed(file: &File, from: usize, to: usize, span: Span) -> Vec<(String, i128)> {
        let days = file.days.range(span.start.to_string()..=span.end.to_string());
        days.map(|(day, rates)| (day.clone(), rates[to] * UNIT / rates[from])).collect()
    }
}

fn assert_near(rate: Decimal, units: i128, what: &str) {
    let other = Decimal::from_i128_with_scale(units, 20);
    // The second computation cuts each quotient off after its twentieth decimal.
    assert!((rate - other).abs() < Decimal::new(1, 18), "{what}: {rate}, not {other}");
}

#[test]
fn quarters_of_every_pair_equal_a_second_computation() {
    let (rates, file) = (bundled(), second::file());
    let quarters = [(2012, 1), (2015, 3), (2020, 2), (2024, 1), (2024, 4), (2026, 3)].map(|(y, q)| quarter(y, q));
    for span in quarters {
        for (a, from) in file.codes.iter().enumerate() {
            for (b, to) in file.codes.iter().enumerate().filter(|(b, _)| *b != a) {
                let what = format!("{from} to {to}, {span}");
                let expected = second::crossed(&file, a, b, span);
                let average = found(rates.average(code(from), code(to), span));
                let sum: i128 = expected.iter().map(|(_, units)| units).sum();
                assert_near(average.rate, sum / i128::try_from(expected.len()).unwrap(), &what);
                assert_eq!(average.days as usize, expected.len(), "{what}");
                assert_eq!(average.first.to_string(), expected[0].0, "{what}");
                let (last_day, last) = expected.last().expect("a day");
                assert_eq!(average.last.to_string(), *last_day, "{what}");

                let end = found(rates.end(code(from), code(to), span));
                assert_eq!(end.day.to_string(), *last_day, "{what}");
                assert_near(end.rate, *last, &what);

                let (low, high) = found(rates.range(code(from), code(to), span));
                assert_near(low.rate, expected.iter().map(|(_, units)| *units).min().unwrap(), &what);
                assert_near(high.rate, expected.iter().map(|(_, units)| *units).max().unwrap(), &what);
                let on = |day: Date| expected.iter().find(|(of, _)| *of == day.to_string()).expect("a fixing").1;
                assert_near(low.rate, on(low.day), &what);
                assert_near(high.rate, on(high.day), &what);
            }
        }
    }
}

#[test]
fn every_quarter_of_the_dollar_equals_a_second_computation() {
    let (rates, file) = (bundled(), second::file());
    let usd = file.codes.iter().position(|code| code == "USD").expect("the dollar");
    let all = (2012..=2026).flat_map(|year| (1..=4).map(move |number| (year, number)));
    let mut checked = 0;
    for (year, number) in all.filter(|at| *at <= (2026, 3)) {
        let span = quarter(year, number);
        for (b, to) in file.codes.iter().enumerate().filter(|(b, _)| *b != usd) {
            let expected = second::crossed(&file, usd, b, span);
            let sum: i128 = expected.iter().map(|(_, units)| units).sum();
            let average = found(rates.average(Currency::USD, code(to), span));
            assert_near(average.rate, sum / i128::try_from(expected.len()).unwrap(), to);
            checked += 1;
        }
    }
    assert_eq!(checked, 59 * 15);
}

#[test]
fn known_values() {
    let rates = bundled();
    let cny = |span| to_places(found(rates.average(Currency::USD, code("CNY"), span)).rate, 4);
    assert_eq!([2023, 2024, 2025].map(|of| cny(year(of))), ["7.0846", "7.1956", "7.1874"]);
    assert_eq!(cny(quarter(2024, 4)), "7.1875");
    let on = |of: &str| found(rates.on(Currency::USD, code("CNY"), day(of)));
    assert_eq!(to_places(on("2025-02-06").quote.rate, 4), "7.2887");
    assert_eq!(to_places(on("2025-02-07").quote.rate, 4), "7.2886");
}

#[test]
fn a_day_without_a_fixing_takes_the_one_before_and_says_so() {
    let rates = bundled();
    let on = |of: &str| found(rates.on(Currency::USD, code("CNY"), day(of)));
    let saturday = on("2025-02-08");
    assert_eq!((saturday.asked, saturday.quote.day), (day("2025-02-08"), day("2025-02-07")));
    assert_eq!(saturday.quote, on("2025-02-07").quote);
    for holiday in ["2025-12-25", "2025-12-26", "2025-12-27", "2025-12-28"] {
        assert_eq!(on(holiday).quote.day, day("2025-12-24"), "{holiday}");
    }
    assert_eq!(on("2024-04-01").quote.day, day("2024-03-28"), "Easter Monday");
    assert_eq!(on("2026-11-01").quote.day, day("2026-10-30"), "the Sunday after the last fixing");
}

#[test]
fn beyond_the_data_there_is_no_rate() {
    let rates = bundled();
    let (usd, cny) = (Currency::USD, code("CNY"));
    let (first, last) = (day("2012-01-02"), day("2026-10-30"));
    assert_eq!((rates.first(), rates.last()), (first, last));
    for early in ["1990-01-01", "2011-12-30", "2012-01-01"] {
        let error = missing(rates.on(usd, cny, day(early)));
        assert_eq!((error, error.to_string()), (Missing::Before(first), "no rate before 2012-01-02".to_owned()));
    }
    for late in ["2026-11-02", "2026-11-30", "9999-12-31"] {
        let error = missing(rates.on(usd, cny, day(late)));
        assert_eq!((error, error.to_string()), (Missing::After(last), "no rate after 2026-10-30".to_owned()));
    }
    assert_eq!(missing(rates.average(usd, cny, quarter(2026, 4))), Missing::After(last));
    assert_eq!(missing(rates.end(usd, cny, quarter(2026, 4))), Missing::After(last));
    assert_eq!(missing(rates.range(usd, cny, quarter(2026, 4))), Missing::After(last));
    assert_eq!(missing(rates.average(usd, cny, year(2026))), Missing::After(last));
    assert_eq!(missing(rates.average(usd, cny, quarter(2011, 4))), Missing::Before(first));
    assert_eq!(missing(rates.average(usd, cny, span("2025-02-08", "2025-02-09"))).to_string(), {
        "no rate between 2025-02-08 and 2025-02-09"
    });
    assert_eq!(
        found(rates.average(usd, cny, span("2026-10-01", "2026-10-31"))).days,
        22,
        "a month that ends on a Saturday"
    );
}

#[test]
fn a_past_day_knows_only_the_fixings_to_it() {
    let (usd, cny) = (Currency::USD, code("CNY"));
    let known = |of: &str| bundled().known_on(day(of)).expect("a good file");
    let rates = known("2024-12-30").expect("rates");
    assert_eq!(rates.last(), day("2024-12-30"));
    assert_eq!(missing(rates.average(usd, cny, quarter(2024, 4))), Missing::After(day("2024-12-30")));
    assert_eq!(missing(rates.on(usd, cny, day("2024-12-31"))), Missing::After(day("2024-12-30")));
    assert_eq!(found(rates.average(usd, cny, quarter(2024, 3))), found(bundled().average(usd, cny, quarter(2024, 3))));
    assert_eq!(rates.newest_quarter().to_string(), "2024Q3");
    assert_eq!(bundled().newest_quarter().to_string(), "2026Q3");
    // 31 March 2024 was Easter Sunday: the last fixing of the quarter was on the 28th, and nothing was to follow.
    let easter = known("2024-03-31").expect("rates");
    assert_eq!((easter.last(), easter.newest_quarter().to_string()), (day("2024-03-28"), "2024Q1".to_owned()));
    assert_eq!(found(easter.average(usd, cny, quarter(2024, 1))), found(bundled().average(usd, cny, quarter(2024, 1))));
    assert_eq!(known("2010-01-01").expect_err("nothing yet"), Missing::Before(day("2012-01-02")));
    assert_eq!(known("2030-01-01").expect("rates").last(), day("2026-10-30"));
}

#[test]
fn there_and_back_is_where_one_started() {
    let (rates, day) = (bundled(), day("2025-02-07"));
    let all: Vec<Currency> = rates.currencies().collect();
    assert_eq!(all.len(), 16);
    for &from in &all {
        for &to in &all {
            let there = found(rates.on(from, to, day)).quote.rate;
            let back = found(rates.on(to, from, day)).quote.rate;
            // Each division keeps 28 digits; the product of the two is out by no more than the larger rate's share.
            assert!((there * back - Decimal::ONE).abs() < Decimal::new(1, 20), "{from} {to}: {there} × {back}");
        }
    }
}

#[test]
fn a_currency_is_worth_itself_whatever_the_data_holds() {
    let rates = bundled();
    for currency in [Currency::USD, code("EUR"), code("XYZ")] {
        let average = found(rates.average(currency, currency, quarter(1850, 1)));
        assert_eq!((average.rate, average.days), (Decimal::ONE, 0));
        assert_eq!(found(rates.end(currency, currency, year(2030))).rate, Decimal::ONE);
        assert_eq!(found(rates.on(currency, currency, day("2100-01-01"))).quote.rate, Decimal::ONE);
        let (low, high) = found(rates.range(currency, currency, year(2030)));
        assert_eq!((low.rate, high.rate), (Decimal::ONE, Decimal::ONE));
    }
}

#[test]
fn the_euro_is_the_base_and_its_rates_are_as_published() {
    let rates = bundled();
    let on = |from: &str, to: &str| found(rates.on(code(from), code(to), day("2025-02-07"))).quote.rate;
    assert_eq!(on("EUR", "USD").to_string(), "1.0377");
    assert_eq!(on("USD", "EUR"), Decimal::ONE / on("EUR", "USD"));
    assert_eq!(on("USD", "CNY"), on("EUR", "CNY") / on("EUR", "USD"));
}

#[test]
fn the_bundled_file_has_no_mistakes_and_a_name_for_each_currency() {
    assert_eq!(bundled().problems().to_string(), "");
    let names = currencies().expect("the names");
    let sorted = |mut all: Vec<Currency>| {
        all.sort();
        all
    };
    assert_eq!(sorted(names.iter().map(|name| name.code).collect()), sorted(bundled().currencies().collect()));
    let mut words: Vec<String> = names.iter().flat_map(capex::fx::CurrencyName::words).collect();
    let count = words.len();
    words.sort();
    words.dedup();
    assert_eq!(words.len(), count, "a word means one currency");
    for word in words {
        assert!(bundled().currency(&word).is_ok(), "{word}");
    }
}

#[test]
fn unknown_currencies_are_named_with_a_way_out() {
    let rates = bundled();
    let unknown = |word: &str| rates.currency(word).expect_err(word).to_string();
    assert_eq!(
        unknown("XYZ"),
        "unknown currency `XYZ`; it is one of `EUR`, `USD`, `CNY`, `GBP`, `JPY`, `CHF`, `CAD`, `AUD`, `INR`, `KRW`, `HKD`, `SGD`, `BRL`, `MXN`, `SEK`, `NOK`"
    );
    assert_eq!(unknown("CNH"), "unknown currency `CNH`; did you mean `CNY`?");
    assert_eq!(unknown("sterlin"), "unknown currency `sterlin`; did you mean `GBP`?");
    assert!(matches!(rates.average(code("XYZ"), Currency::USD, year(2024)), Err(Error::Unknown(_))));
    for word in ["usd", " USD ", "Dollar", "美元"] {
        assert_eq!(rates.currency(word), Ok(Currency::USD), "{word}");
    }
}

/// What a text is refused for.
fn refused(text: &str) -> String {
    Rates::open("my.csv", text).expect_err(text).to_string()
}

#[test]
fn a_broken_file_is_refused_with_file_and_line() {
    assert!(refused("").starts_with("my.csv:1: the header is ``; expected "));
    assert!(refused("date\n2025-01-02\n").starts_with("my.csv:1: the header is `date`"));
    assert!(refused("date,USD\n").contains("no rates below the header"));
    assert!(refused("date,usd\n2025-01-02,1\n").contains("`usd` is not a currency code"));
    assert!(refused("date,USD,CNY,USD\n2025-01-02,1,1,1\n").contains("`USD` has two columns"));
    assert!(refused("date,EUR\n2025-01-02,1\n").contains("`EUR` has no column"));
    assert_eq!(
        refused("date,USD\n2025-01-02,1\n\n2025-01-03,1\n"),
        "my.csv:3:1: `` is not a day; write it as 2025-02-07"
    );
    assert!(refused("date,USD\n2025-02-30,1\n").starts_with("my.csv:2:1: `2025-02-30` is not a day"));
    assert!(refused("date,USD\n2025-01-02,1\n02/01/2025,1\n").starts_with("my.csv:3:1: `02/01/2025` is not a day"));
    for unsorted in ["2025-01-03,1\n2025-01-02,1\n2025-01-06,1", "2025-01-03,1\n2025-01-03,1"] {
        assert!(refused(&format!("date,USD\n{unsorted}\n")).starts_with("my.csv:3:1: "), "{unsorted}");
    }
}

#[test]
fn a_cell_that_is_no_rate_is_a_problem_when_it_is_needed() {
    for cell in ["x", "0", "-1", "1e3", "1,1", "99999999999", "0.0000000000000001", "N/A"] {
        let text = format!("date,USD,CNY\n2025-01-02,1.1,7.5\n2025-01-03,1.2,{cell}\n");
        let rates = Rates::open("my.csv", &text).expect("lines in order");
        if cell == "1,1" {
            assert_eq!(rates.problems().to_string(), "my.csv:3: 4 cells; expected 3");
            continue;
        }
        let message = format!("my.csv:3:3: `{cell}` is not a rate of exchange");
        let on = |to: &str| rates.on(code("EUR"), code(to), day("2025-01-03"));
        assert!(on("USD").is_ok(), "{cell}");
        assert_eq!(on("CNY").expect_err(cell).to_string(), message);
        assert_eq!(rates.problems().to_string(), message);
    }
    let short = Rates::open("my.csv", "date,USD,CNY\n2025-01-03,1.2\n").expect("a line");
    let error = short.on(Currency::USD, code("CNY"), day("2025-01-03")).expect_err("a short line");
    assert_eq!(error.to_string(), "my.csv:2: 2 cells; expected at least 3");
}

#[test]
fn a_file_of_one_line_is_a_file() {
    for text in
        ["date,USD\n2025-01-03,1.25", "\u{feff}date,USD\r\n2025-01-03, 1.25 \r\n\r\n", "Date,USD\n2025-01-03,1.25\n\n"]
    {
        let rates = Rates::open("my.csv", text).expect(text);
        let (eur, usd) = (code("EUR"), Currency::USD);
        assert_eq!(found(rates.on(eur, usd, day("2025-01-05"))).quote.rate.to_string(), "1.25");
        assert_eq!(found(rates.on(usd, eur, day("2025-01-03"))).quote.rate.to_string(), "0.8");
        let average = found(rates.average(eur, usd, span("2025-01-03", "2025-01-05")));
        assert_eq!((average.rate.to_string(), average.days), ("1.25".to_owned(), 1));
        assert_eq!(missing(rates.on(eur, usd, day("2025-01-06"))), Missing::After(day("2025-01-03")));
        assert_eq!(rates.source(), "my.csv");
    }
}

#[test]
fn a_currency_that_ends_before_the_file_has_no_average() {
    let line = |at: Date| format!("{at},1.1,{}", if at < day("2025-06-10") { "90" } else { "" });
    let lines: Vec<String> = (0..26).map(|n| line(day("2025-06-02").saturating_add(n.days()))).collect();
    let text = format!("date,USD,RUB\n{}\n", lines.join("\n"));
    let rates = Rates::open("my.csv", &text).expect("rates");
    let june = span("2025-06-02", "2025-06-27");
    let looked = rates.average(Currency::USD, code("RUB"), june);
    assert_eq!(missing(looked), Missing::Between(day("2025-06-09"), day("2025-06-27")));
    assert_eq!(
        missing(rates.end(Currency::USD, code("RUB"), june)),
        Missing::Between(day("2025-06-19"), day("2025-06-27"))
    );
    assert!(rates.on(Currency::USD, code("RUB"), day("2025-06-16")).expect("a good file").is_ok());
    assert!(rates.on(Currency::USD, code("RUB"), day("2025-06-17")).expect("a good file").is_err());
}

/// A made-up file: for each day, rates of two currencies, some of them missing.
#[derive(Debug, Clone)]
struct Made {
    days: Vec<(Date, Option<u32>, Option<u32>)>,
    line_end: &'static str,
    mark: &'static str,
    tail: &'static str,
}

impl Made {
    fn lines(&self) -> Vec<String> {
        let cell = |rate: Option<u32>| rate.map_or_else(String::new, |rate| Decimal::new(rate.into(), 4).to_string());
        self.days.iter().map(|(day, a, b)| format!("{day},{},{}", cell(*a), cell(*b))).collect()
    }

    fn text(&self) -> String {
        self.of(&self.lines())
    }

    fn of(&self, lines: &[String]) -> String {
        let Self { line_end, mark, tail, .. } = self;
        format!("{mark}date,AAA,BBB{line_end}{}{tail}", lines.join(line_end))
    }

    /// Rates from AAA to BBB, by day.
    fn quotes(&self) -> Vec<(Date, Decimal)> {
        let both =
            |(day, a, b): &(Date, Option<u32>, Option<u32>)| Some((*day, Decimal::from((*b)?) / Decimal::from((*a)?)));
        self.days.iter().filter_map(both).collect()
    }

    /// The days of which all is known: those of the file, and weekends beside it.
    fn known(&self) -> Span {
        let weekend = |day: &Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let (mut start, mut end) = (self.days[0].0, self.days[self.days.len() - 1].0);
        while let Some(before) = start.yesterday().ok().filter(weekend) {
            start = before;
        }
        while let Some(after) = end.tomorrow().ok().filter(weekend) {
            end = after;
        }
        Span { start, end }
    }

    /// The rates of a span, if it is whole.
    fn inside(&self, span: Span) -> Option<Vec<(Date, Decimal)>> {
        let known = self.known();
        let inside: Vec<_> =
            self.quotes().into_iter().filter(|(day, _)| (span.start..=span.end).contains(day)).collect();
        let marks: Vec<Date> =
            [span.start].into_iter().chain(inside.iter().map(|(day, _)| *day)).chain([span.end]).collect();
        let whole = known.contains(&span) && marks.windows(2).all(|pair| apart(pair[0], pair[1]) <= 7);
        (whole && !inside.is_empty()).then_some(inside)
    }
}

fn apart(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

prop_compose! {
    fn rate()(rate in prop_oneof![8 => (1_u32..10_000_000).prop_map(Some), 1 => Just(None)]) -> Option<u32> { rate }
}

prop_compose! {
    /// Between February and April, where the calendar has no fixed holiday.
    fn made()(
        first in 0_i32..20,
        steps in prop::collection::vec((prop_oneof![12 => 1_i32..=4, 1 => 5_i32..12], rate(), rate()), 1..24),
        line_end in prop::sample::select(vec!["\n", "\r\n"]),
        mark in prop::sample::select(vec!["", "\u{feff}"]),
        tail in prop::sample::select(vec!["", "\n", "\r\n", "\n\n"]),
    ) -> Made {
        let mut day = date(2025, 2, 1).saturating_add(first.days());
        let mut days = Vec::new();
        for (step, a, b) in steps {
            days.push((day, a, b));
            day = day.saturating_add(step.days());
        }
        days.retain(|(day, ..)| *day < date(2025, 4, 30));
        Made { days, line_end, mark, tail }
    }
}

fn ab() -> (Currency, Currency) {
    (code("AAA"), code("BBB"))
}

proptest! {
    #[test]
    fn averages_ends_and_ranges_are_those_of_a_plain_reading(made in made(), start in -5_i32..95, length in 0_i32..60) {
        let text = made.text();
        let rates = Rates::open("made.csv", &text).expect("a good file");
        prop_assert!(rates.problems().is_empty());
        let start = date(2025, 2, 1).saturating_add(start.days());
        let span = Span { start, end: start.saturating_add(length.days()) };
        let (a, b) = ab();
        let average = rates.average(a, b, span).expect("a good file");
        let range = rates.range(a, b, span).expect("a good file");
        match made.inside(span) {
            None => {
                let missing = average.expect_err("no average");
                prop_assert_eq!(range.expect_err("no range"), missing);
                let known = made.known();
                prop_assert_eq!(matches!(missing, Missing::Before(_)), span.start < known.start);
                prop_assert_eq!(matches!(missing, Missing::After(_)), span.start >= known.start && span.end > known.end);
            }
            Some(inside) => {
                let average = average.expect("an average");
                let sum: Decimal = inside.iter().map(|(_, rate)| *rate).sum();
                prop_assert_eq!(average.rate, sum / Decimal::from(inside.len()));
                let (first, last) = (inside[0], inside[inside.len() - 1]);
                prop_assert_eq!((average.first, average.last, average.days as usize), (first.0, last.0, inside.len()));
                let end = rates.end(a, b, span).expect("a good file").expect("an end");
                prop_assert_eq!((end.day, end.rate), last);
                let (low, high) = range.expect("a range");
                let least = inside.iter().min_by_key(|(day, rate)| (*rate, *day)).expect("a rate");
                let most = inside.iter().max_by_key(|(day, rate)| (*rate, std::cmp::Reverse(*day))).expect("a rate");
                prop_assert_eq!(((low.day, low.rate), (high.day, high.rate)), (*least, *most));
            }
        }
    }

    #[test]
    fn a_day_has_the_last_rate_of_seven_days(made in made(), day in -5_i32..100) {
        let text = made.text();
        let rates = Rates::open("made.csv", &text).expect("a good file");
        let day = date(2025, 2, 1).saturating_add(day.days());
        let (a, b) = ab();
        let known = made.known();
        let last = made.quotes().into_iter().rfind(|(of, _)| *of <= day);
        let expected = last.filter(|(of, _)| apart(*of, day) <= 7 && known.start <= day && day <= known.end);
        let spot = rates.on(a, b, day).expect("a good file");
        prop_assert_eq!(spot.ok().map(|spot| (spot.quote.day, spot.quote.rate)), expected);
        prop_assert!(spot.is_err() || spot.unwrap().asked == day);
    }

    #[test]
    fn what_is_known_on_a_day_is_the_file_up_to_it(made in made(), day in 0_i32..95) {
        let (text, day) = (made.text(), date(2025, 2, 1).saturating_add(day.days()));
        let (a, b) = ab();
        let shorter = Made { days: made.days.iter().copied().filter(|(of, ..)| *of <= day).collect(), ..made.clone() };
        let known = Rates::open("made.csv", &text).expect("a good file").known_on(day).expect("a good file");
        prop_assert_eq!(known.is_err(), shorter.days.is_empty());
        if let Ok(known) = known {
            let text = shorter.text();
            let alone = Rates::open("made.csv", &text).expect("a good file");
            prop_assert_eq!((known.first(), known.last()), (alone.first(), alone.last()));
            let span = Span { start: alone.first(), end: alone.last() };
            prop_assert_eq!(known.average(a, b, span), alone.average(a, b, span));
            prop_assert_eq!(known.on(a, b, alone.last()), alone.on(a, b, alone.last()));
        }
    }

    #[test]
    fn lines_out_of_order_are_refused(made in made(), one in any::<prop::sample::Index>(), other in any::<prop::sample::Index>()) {
        let mut lines = made.lines();
        let (one, other) = (one.index(lines.len()), other.index(lines.len()));
        prop_assume!(one != other);
        lines.swap(one, other);
        let text = made.of(&lines);
        let problem = Rates::open("made.csv", &text).expect_err("out of order").to_string();
        // The first line that is not after the one above it.
        let line = (1..lines.len()).find(|&at| lines[at] < lines[at - 1]).expect("a line") + 2;
        prop_assert!(problem.starts_with(&format!("made.csv:{line}:1: ")), "{}", problem);
        prop_assert!(problem.contains("out of order"), "{}", problem);
    }

    #[test]
    fn no_text_panics_or_hangs(body in "(2025-0[1-3]-[0-3][0-9],?[0-9.x,]{0,6}\r?\n?){0,8}", day in 0_i32..90) {
        let text = format!("date,AAA,BBB\n{body}");
        let day = date(2025, 1, 1).saturating_add(day.days());
        let (a, b) = ab();
        if let Ok(rates) = Rates::open("made.csv", &text) {
            let span = Span { start: day, end: day.saturating_add(31.days()) };
            let _ = (rates.average(a, b, span), rates.end(b, a, span), rates.range(a, b, span), rates.on(a, b, day));
            let _ = (rates.problems(), rates.known_on(day));
        }
    }
}

/// The program's answer to `capex rates` and some arguments.
fn rates(arguments: &[&str]) -> Output {
    common::capex().arg("rates").args(arguments).env("LC_ALL", "C").output().expect("the program")
}

fn printed(arguments: &[&str]) -> String {
    let output = rates(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn refusal(arguments: &[&str], exit: i32) -> String {
    let output = rates(arguments);
    assert_eq!(output.status.code(), Some(exit), "{arguments:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{arguments:?}");
    String::from_utf8(output.stderr).expect("UTF-8").trim_end().to_owned()
}

#[test]
fn the_command_prints_ten_digits_for_a_program() {
    assert_eq!(
        printed(&["USDCNY", "-p", "2024Q4,2026", "-f", "csv"]),
        "base,quote,period,average,end,low,high,low_date,high_date,days,first,last,status,source\n\
         USD,CNY,2024Q4,7.187485687,7.299355087,7.018479935,7.299377096,2024-10-03,2024-12-27,64,2024-10-01,2024-12-31,whole,ECB\n\
         USD,CNY,2026,,,,,,,,,,missing,\n"
    );
    let json = printed(&["JPY/USD", "-y", "2024,2026", "-f", "json"]);
    assert!(json.contains(r#""missing":{"average":"no rate after 2026-10-30","#), "{json}");
    assert!(json.contains(r#""average":0.00661"#), "{json}");
}

#[test]
fn the_command_takes_pairs_in_any_form() {
    let by = |pair: &str| printed(&[pair, "-y", "2024", "-f", "csv"]);
    for same in ["USD/CNY", "usdcny", "CNY", "cny", "yuan", "人民币", "dollar/rmb"] {
        assert_eq!(by(same), by("USDCNY"), "{same}");
    }
    assert!(by("EURUSD").contains("\nEUR,USD,2024,1.08"));
    assert!(by("USDUSD").contains("\nUSD,USD,2024,1,1,1,1,,,,,,whole,\n"));
    assert_eq!(printed(&["CNY", "USDCNY", "-y", "2024", "-f", "csv"]), by("CNY"), "each pair once");
}

#[test]
fn the_page_names_pair_periods_and_day() {
    let first = |arguments: &[&str]| printed(arguments).lines().next().expect("a title").to_owned();
    assert_eq!(first(&["-y", "2024"]), "Exchange rates, calendar 2024");
    assert_eq!(first(&["CNY"]), "Exchange rates, 2025Q4 to 2026Q3, CNY for 1 USD");
    assert_eq!(
        first(&["CNY", "--as-of", "2025-02-08"]),
        "Exchange rates, 2024Q1 to 2024Q4, CNY for 1 USD, as known on 2025-02-08"
    );
    let page = printed(&["JPY/USD", "CNY", "-y", "2024"]);
    assert!(page.contains(" 0.006611 "), "small rates have more decimals: {page}");
    assert!(page.contains(" 7.1956 "), "{page}");
    assert!(page.contains("European Central Bank"), "{page}");
}

#[test]
fn what_the_command_cannot_answer_it_says() {
    assert!(refusal(&["XYZ"], 2).starts_with("capex: unknown currency `XYZ`; it is one of `EUR`, `USD`, `CNY`"));
    assert_eq!(refusal(&["USDCNH"], 2), "capex: unknown currency `CNH`; did you mean `CNY`?");
    assert_eq!(refusal(&["-p", "1990"], 3), "capex: no exchange rates for calendar 1990: no rate before 2012-01-02");
    assert_eq!(refusal(&["-p", "2026Q4"], 3), "capex: no exchange rates for 2026Q4: no rate after 2026-10-30");
    assert_eq!(refusal(&["--as-of", "2010-01-01"], 3), "capex: no exchange rates: no rate before 2012-01-02");
    assert!(refusal(&["-p", "FY2025"], 2).contains("`FY2025` has no days without a company"));
    assert!(refusal(&["--fiscal", "-y", "2025"], 2).contains("`FY2025` has no days without a company"));
}
