//! One currency in another, there and back, and the names of currencies.

use capex::fx::{CurrencyName, Error, currencies};
use capex::model::Currency;
use rust_decimal::Decimal;

use crate::{bundled, code, day, found, quarter, year};

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
    let mut words: Vec<String> = names.iter().flat_map(CurrencyName::words).collect();
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
