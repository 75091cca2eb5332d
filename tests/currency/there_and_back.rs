//! From one currency to another and back, by the program's own rates.

use rust_decimal::Decimal;

use crate::fixings::{FOREIGN, day, mean, on, to_digits};
use crate::program::{Row, assert_close};
use crate::runs::{row, rows};

fn rate(row: &Row, column: &str) -> Decimal {
    row.fraction(column).unwrap_or_else(|| panic!("no {column} in {row:?}"))
}

#[test]
fn a_day_rate_and_its_inverse_make_one() {
    let mut codes = FOREIGN.to_vec();
    codes.push("USD");
    for (number, from) in codes.iter().enumerate() {
        let others: Vec<&str> = codes[..number].to_vec();
        let there: Vec<String> = others.iter().map(|to| format!("{from}/{to}")).collect();
        let back: Vec<String> = others.iter().map(|to| format!("{to}/{from}")).collect();
        if others.is_empty() {
            continue;
        }
        let rates = |pairs: &[String]| rows(&format!("rates {} -p 2024Q4", pairs.join(" ")));
        let (there, back) = (rates(&there), rates(&back));
        assert_eq!((there.len(), back.len()), (number, number), "{from}");
        for (there, back) in there.iter().zip(back) {
            assert_eq!((there.text("base"), there.text("quote")), (back.text("quote"), back.text("base")));
            assert_close(rate(there, "end") * rate(&back, "end"), Decimal::ONE, "0.000000001");
            // The lowest rate one way is the highest the other way, on the same day.
            assert_close(rate(there, "low") * rate(&back, "high"), Decimal::ONE, "0.000000001");
            assert_eq!(there.text("low_date"), back.text("high_date"), "{there:?}");
            // The mean of inverses is no less than the inverse of the mean.
            assert!(rate(there, "average") * rate(&back, "average") >= Decimal::new(999_999_999, 9), "{there:?}");
        }
    }
}

#[test]
fn an_amount_goes_there_and_comes_back() {
    for code in FOREIGN {
        let there = row(&format!("show meta -p 2025Q1 -x {code} --fx period-end"));
        let amount = rate(&there, "value");
        let back = rate(&row(&format!("rates {code}/USD -p 2025Q1")), "end");
        // Ten digits of the rate, on 14 billion dollars.
        assert_close(amount * back, rate(&there, "reported"), "10");
    }
}

#[test]
fn the_rates_command_gives_the_rates_used() {
    for code in FOREIGN {
        let (start, end) = (day("2025-07-01"), day("2025-09-30"));
        let rates = row(&format!("rates USD/{code} -p 2025Q3"));
        let figure = row(&format!("show googl -p 2025Q3 -x {code}"));
        let at_end = row(&format!("show googl -p 2025Q3 -x {code} --fx period-end"));
        assert_eq!(rates.text("average"), figure.text("rate"), "{code}");
        assert_eq!((rates.text("first"), rates.text("last")), (figure.text("fx_from"), figure.text("fx_to")));
        assert_eq!(rates.text("end"), at_end.text("rate"), "{code}");
        assert_eq!(rates.fraction("average"), Some(to_digits(mean(code, start, end).rate)), "{code}");
        assert_eq!(rates.fraction("end"), Some(to_digits(on(code, end).rate)), "{code}");
    }
}
