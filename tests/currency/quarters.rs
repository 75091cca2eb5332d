//! Every quarter in every currency: the dollars reported, times the mean of that quarter's daily rates.

use rust_decimal::Decimal;

use crate::arithmetic::{assert_converted, assert_same, pairs, span};
use crate::fixings::{FOREIGN, between, day, mean, to_minor_units};
use crate::runs::rows;

/// Quarters of the reports below.
const PERIODS: &str = "-p 2019Q1..2026Q2";

fn assert_quarters(arguments: &str, code: &str) -> usize {
    let report = format!("show -Q {PERIODS} {arguments}");
    let mut checked = 0;
    for (reported, converted) in pairs(rows(&report), rows(&format!("{report} -x {code}"))) {
        assert_same(
            &reported,
            &converted,
            &["metric", "basis", "start", "end", "fiscal_period", "status", "published", "source", "quarters", "note"],
        );
        let Some(dollars) = reported.fraction("value") else {
            assert_eq!(converted.text("value"), "", "{converted:?}");
            continue;
        };
        let (start, end) = span(&reported);
        let rate = mean(code, start, end);
        assert_converted(&converted, code, dollars, dollars * rate.rate, rate, "average");
        checked += 1;
    }
    checked
}

#[test]
fn capital_expenditures_of_every_quarter_in_every_currency() {
    for code in FOREIGN {
        // Amazon's headline is not known by quarter before 2022.
        assert_eq!(assert_quarters("", code), 3 * 30 + 18, "{code}");
    }
}

#[test]
fn other_metrics_and_bases() {
    for (arguments, code) in [
        ("-b cash", "CNY"),
        ("-b net", "EUR"),
        ("-b leases", "JPY"),
        ("-m revenue", "KRW"),
        ("-m ocf", "GBP"),
        ("-m net-income", "BRL"),
        ("-m fcf -b cash", "INR"),
        ("-m cloud", "CHF"),
        ("-m cloud-income", "SEK"),
    ] {
        assert!(assert_quarters(arguments, code) > 40, "{arguments} {code}");
    }
}

#[test]
fn a_quarter_in_euro_is_the_mean_of_inverses_not_the_inverse_of_the_mean() {
    let row = &rows("show meta -p 2025Q2 -x EUR")[0];
    // 17,012 million dollars; 1 / USD per EUR, averaged over the 62 fixings from 2025-04-01 to 2025-06-30.
    let fixings = between(day("2025-04-01"), day("2025-06-30"));
    let mean: Decimal = fixings.iter().map(|fixing| Decimal::ONE / fixing.per_euro["USD"]).sum();
    let expected = Decimal::from(17_012_000_000_i64) * mean / Decimal::from(fixings.len());
    assert_eq!((fixings.len(), row.fraction("value")), (62, Some(to_minor_units(expected, "EUR"))));
}

#[test]
fn what_is_no_amount_is_not_converted() {
    for metric in ["intensity", "capex-to-ocf", "capex-to-cloud", "azure-growth"] {
        let report = format!("show -m {metric} -Q -p 2023Q1..2024Q4");
        for (reported, converted) in pairs(rows(&report), rows(&format!("{report} -x CNY"))) {
            assert_same(&reported, &converted, &["currency", "value", "status"]);
            assert_eq!((converted.text("currency"), converted.text("rate")), ("", ""), "{converted:?}");
        }
    }
}
