//! Which rate: of the end of a period, the newest, of a day, or one that is stated.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::arithmetic::{assert_converted, assert_same, pairs, span};
use crate::fixings::{FIXINGS, FOREIGN, Quoted, day, on, to_minor_units};
use crate::runs::rows;

/// Reports of different spans.
const REPORTS: [&str; 4] = [
    "show -Q -p 2024Q1..2026Q2",
    "show -Y -p 2019..2025",
    "show --fiscal -Y -p FY2021..FY2026",
    "show -b cash -p 2025H1",
];

/// Asserts that every figure of a report is converted at the rate a policy has for the last day of its span.
fn assert_policy(report: &str, flags: &str, code: &str, policy: &str, rate: impl Fn(Date) -> Quoted) {
    for (reported, converted) in pairs(rows(report), rows(&format!("{report} -x {code} {flags}"))) {
        let Some(dollars) = reported.fraction("value").filter(|_| !reported.is("partial")) else { continue };
        let rate = rate(span(&reported).1);
        assert_converted(&converted, code, dollars, dollars * rate.rate, rate, policy);
    }
}

/// The reports in turn, beside other things.
fn with_reports<T>(others: impl IntoIterator<Item = T>) -> impl Iterator<Item = (T, &'static str)> {
    others.into_iter().zip(REPORTS.into_iter().cycle())
}

#[test]
fn period_end_is_the_last_fixing_of_the_period() {
    for (code, report) in with_reports(FOREIGN) {
        assert_policy(report, "--fx period-end", code, "period-end", |end| on(code, end));
    }
}

#[test]
fn period_end_of_a_partial_year_is_that_of_its_last_known_quarter() {
    for (report, end) in
        [("show -p 2026 --as-of 2026-09-30", "2026-06-30"), ("show -p 2024 --as-of 2024-11-15", "2024-09-30")]
    {
        for (reported, converted) in pairs(rows(report), rows(&format!("{report} -x CNY --fx period-end"))) {
            assert!(reported.is("partial"), "{reported:?}");
            let (dollars, rate) = (reported.fraction("value").expect("dollars"), on("CNY", day(end)));
            assert_converted(&converted, "CNY", dollars, dollars * rate.rate, rate, "period-end");
        }
    }
}

#[test]
fn spot_is_the_newest_fixing() {
    let newest = FIXINGS.last().expect("a fixing").day;
    for (code, report) in with_reports(["CNY", "EUR", "JPY", "KRW"]) {
        assert_policy(report, "--fx spot", code, "spot", |_| on(code, newest));
    }
}

#[test]
fn spot_on_a_past_day_is_the_newest_then_known() {
    // A working day, a Saturday, Christmas, Easter Monday.
    for known in ["2025-02-07", "2025-02-08", "2025-12-25", "2024-04-01"] {
        let report = format!("show -y 2023 --as-of {known}");
        let rate = on("SEK", day(known));
        for (reported, converted) in pairs(rows(&report), rows(&format!("{report} -x SEK --fx spot"))) {
            let dollars = reported.fraction("value").expect("dollars");
            assert_converted(&converted, "SEK", dollars, dollars * rate.rate, rate, "spot");
        }
    }
}

#[test]
fn a_day_without_a_fixing_takes_the_one_before() {
    for ((asked, fixing), report) in with_reports([
        ("2025-02-07", "2025-02-07"),
        ("2025-02-08", "2025-02-07"),
        ("2025-02-09", "2025-02-07"),
        ("2025-12-28", "2025-12-24"),
        ("2024-04-01", "2024-03-28"),
    ]) {
        let rate = on("NOK", day(asked));
        assert_eq!(rate.from, day(fixing));
        assert_policy(report, &format!("--fx-date {asked}"), "NOK", "constant", |_| rate);
        assert_policy(REPORTS[3], &format!("--fx constant --fx-date {asked}"), "NOK", "constant", |_| rate);
    }
}

#[test]
fn a_stated_rate_multiplies_exactly() {
    // The last three have no rates here, and need none.
    for ((code, stated), report) in with_reports([
        ("CNY", "7.295"),
        ("JPY", "149.5"),
        ("KRW", "1391.25"),
        ("EUR", "0.9"),
        ("GBP", "0.123456789012345678"),
        ("TWD", "32"),
        ("CLF", "0.0243"),
        ("zar", "17.90123"),
    ]) {
        let rate: Decimal = stated.parse().expect("a number");
        for (reported, converted) in pairs(rows(report), rows(&format!("{report} -x {code} --fx-rate {stated}"))) {
            let Some(dollars) = reported.fraction("value") else { continue };
            let code = code.to_uppercase();
            assert_eq!(converted.text("currency"), code);
            assert_eq!(converted.fraction("value"), Some(to_minor_units(dollars * rate, &code)), "{converted:?}");
            let said = ["reported", "rate"].map(|column| converted.fraction(column));
            assert_eq!(said[0], Some(dollars));
            assert!((said[1].expect("a rate") - rate).abs() < Decimal::new(1, 9), "{converted:?}");
            let said = ["fx", "fx_from", "fx_to", "fx_source"].map(|column| converted.text(column));
            assert_eq!(said, ["constant", "", "", "stated"], "{converted:?}");
        }
    }
}

#[test]
fn one_rate_for_everything_leaves_growth_and_shares_alone() {
    for flags in ["--fx-rate 7.295", "--fx-date 2025-02-07", "--fx spot"] {
        for (reported, converted) in pairs(rows("totals -y 2025"), rows(&format!("totals -y 2025 -x CNY {flags}"))) {
            assert_same(&reported, &converted, &["yoy", "share", "quarters", "status"]);
            assert_eq!(converted.text("yoy"), converted.text("yoy_converted"), "{flags}: {converted:?}");
            assert_eq!(converted.text("rate"), converted.text("prior_rate"), "{flags}: {converted:?}");
        }
    }
}
