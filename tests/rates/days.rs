//! Known values, days without a fixing, and the days that the bundled rates do and do not reach.

use capex::fx::Missing;
use capex::model::Currency;
use rust_decimal::Decimal;

use crate::{bundled, code, day, found, missing, quarter, span, year};

fn to_places(rate: Decimal, places: u32) -> String {
    rate.round_dp(places).to_string()
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
    let last = rates.last();
    assert_eq!(found(rates.on(Currency::USD, code("CNY"), last.tomorrow().expect("a day"))).quote.day, last);
}

#[test]
fn beyond_the_data_there_is_no_rate() {
    let rates = bundled();
    let (usd, cny) = (Currency::USD, code("CNY"));
    let (first, last) = (day("2012-01-02"), rates.last());
    assert_eq!(rates.first(), first);
    for early in ["1990-01-01", "2011-12-30", "2012-01-01"] {
        let error = missing(rates.on(usd, cny, day(early)));
        assert_eq!((error, error.to_string()), (Missing::Before(first), "no rate before 2012-01-02".to_owned()));
    }
    for late in ["2099-01-01", "9999-12-31"] {
        let error = missing(rates.on(usd, cny, day(late)));
        assert_eq!((error, error.to_string()), (Missing::After(last), format!("no rate after {last}")));
    }
    assert_eq!(missing(rates.average(usd, cny, quarter(2099, 4))), Missing::After(last));
    assert_eq!(missing(rates.end(usd, cny, quarter(2099, 4))), Missing::After(last));
    assert_eq!(missing(rates.range(usd, cny, quarter(2099, 4))), Missing::After(last));
    assert_eq!(missing(rates.average(usd, cny, year(2099))), Missing::After(last));
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
    // 31 March 2024 was Easter Sunday: the last fixing of the quarter was on the 28th, and nothing was to follow.
    let easter = known("2024-03-31").expect("rates");
    assert_eq!((easter.last(), easter.newest_quarter().to_string()), (day("2024-03-28"), "2024Q1".to_owned()));
    assert_eq!(found(easter.average(usd, cny, quarter(2024, 1))), found(bundled().average(usd, cny, quarter(2024, 1))));
    assert_eq!(known("2010-01-01").expect_err("nothing yet"), Missing::Before(day("2012-01-02")));
    assert_eq!(known("9999-01-01").expect("rates").last(), bundled().last());
}
