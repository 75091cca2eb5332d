//! Years, halves and trailing twelve months: the sum of converted quarters.

use rust_decimal::Decimal;

use crate::arithmetic::{Quarters, assert_converted, assert_same, pairs, span};
use crate::data::{BASES, METRICS};
use crate::fixings::{FOREIGN, day, mean, to_minor_units};
use crate::json::notes;
use crate::program::{MILLION, of};
use crate::runs::{row, rows, rows_if_any};

/// The figure with half a year that is not the sum of its quarters: the fiscal year was restated and two of its quarters, and
/// the other two are known as first filed.
const OF_TWO_FOOTINGS: (&str, &str, &str) = ("MSFT", "intelligent-cloud", "2016");

/// Every amount the program can print: metric and basis, as flags.
fn amounts() -> Vec<String> {
    let flows = METRICS.iter().filter(|metric| metric.kind == "flow");
    let flags = flows.flat_map(|metric| {
        let depends = ["capex", "free_cash_flow"].contains(&&*metric.id);
        let bases =
            BASES[..if depends { BASES.len() } else { 1 }].iter().map(|basis| format!("-m {} -b {basis}", metric.flag));
        bases.chain([format!("-m {}", metric.flag)])
    });
    flags.collect()
}

/// Years of which a half is known and not its quarters: company, metric, period.
const OF_HALVES: [(&str, &str, &str); 4] = [
    ("AMZN", "depreciation-amortization", "2026"),
    ("MSFT", "depreciation-amortization", "2019"),
    ("MSFT", "depreciation-amortization", "2025"),
    ("MSFT", "intelligent-cloud-income", "2017"),
];

/// Asserts that a report of long spans is made of the quarters of another; the number of figures compared.
#[track_caller]
fn assert_made_of_quarters(arguments: &str, quarters: &Quarters, code: &str) -> usize {
    let report = format!("show {arguments}");
    let mut checked = 0;
    for (reported, converted) in pairs(rows(&report), rows(&format!("{report} -x {code}"))) {
        assert_same(&reported, &converted, &["metric", "basis", "start", "end", "status", "source", "quarters"]);
        let Some(dollars) = reported.fraction("value") else {
            assert_eq!(converted.text("value"), "", "{converted:?}");
            continue;
        };
        let Some(expected) = quarters.convert(&reported, code) else {
            let [company, metric, period] = ["company", "metric", "period"].map(|column| reported.text(column));
            let known = (company, metric, period);
            assert!(known == OF_TWO_FOOTINGS || OF_HALVES.contains(&known), "{known:?}");
            continue;
        };
        assert_converted(&converted, code, dollars, expected.amount, expected.rate, "average");
        checked += 1;
    }
    checked
}

#[test]
fn calendar_years_of_every_amount() {
    for (number, amount) in amounts().iter().enumerate() {
        let code = FOREIGN[number % FOREIGN.len()];
        let quarters = Quarters::of(&format!("{amount} --fiscal -p FY2015..FY2030"));
        assert!(assert_made_of_quarters(&format!("{amount} -Y -p 2015..2026"), &quarters, code) > 3, "{amount}");
    }
}

#[test]
fn microsofts_own_years_of_every_amount() {
    let (mut checked, mut undisclosed) = (0, Vec::new());
    for (number, amount) in amounts().iter().enumerate() {
        let code = FOREIGN[(number + 7) % FOREIGN.len()];
        let quarters = Quarters::of(&format!("{amount} --fiscal -p FY2015..FY2030"));
        let years = format!("msft {amount} --fiscal -Y -p FY2015..FY2026");
        if rows_if_any(&format!("show {years}")).is_empty() {
            undisclosed.push(amount.split(' ').nth(1).expect("a metric").to_owned());
            continue;
        }
        checked += assert_made_of_quarters(&years, &quarters, code);
    }
    assert!(checked > 150, "{checked}");
    undisclosed.dedup();
    assert_eq!(undisclosed, ["cloud-income", "oci", "oracle-saas", "ppe-proceeds", "ppe-purchases-net"]);
}

#[test]
fn years_in_every_currency() {
    let quarters = Quarters::of("-p 2021..2026");
    for code in FOREIGN {
        assert_eq!(assert_made_of_quarters("-Y -p 2021..2025", &quarters, code), 4 * 5, "{code}");
    }
}

#[test]
fn halves_and_trailing_twelve_months() {
    let quarters = Quarters::of("-p 2018..2026");
    for (arguments, code) in [
        ("-p 2019H1,2019H2,2022H2,2025H1,2026H1", "CNY"),
        ("--ttm -p 2023Q1..2026Q2", "GBP"),
        ("--ttm -p 2021Q4..2022Q4", "KRW"),
    ] {
        assert!(assert_made_of_quarters(arguments, &quarters, code) > 12, "{arguments}");
    }
}

#[test]
fn a_year_without_quarters_is_converted_at_its_own_average() {
    let years = rows("show amzn -Y -p 2019..2021 -x CNY");
    for (row, millions) in years.iter().zip([25_605, 44_148, 59_818]) {
        let (start, end) = span(row);
        let amount = Decimal::from(millions * MILLION) * mean("CNY", start, end).rate;
        assert_eq!(row.fraction("value"), Some(to_minor_units(amount, "CNY")), "{row:?}");
    }
    assert_eq!(years.len(), 3);
}

#[test]
fn what_quarters_leave_over_of_a_half_is_converted_at_the_average_of_the_half() {
    let (company, metric, period) = OF_TWO_FOOTINGS;
    let row = row(&format!("show {company} -m {metric} -Y -p {period} -x HKD"));
    let mean = |from, to| mean("HKD", day(from), day(to));
    // First filed 6,096, 6,711, 6,382 and 6,861; restated, the second half is 27,407 - 6,730 - 7,822 = 12,855.
    let parts = [
        (6_096, mean("2016-01-01", "2016-03-31")),
        (6_711, mean("2016-04-01", "2016-06-30")),
        (6_382, mean("2016-07-01", "2016-09-30")),
        (6_861, mean("2016-10-01", "2016-12-31")),
        (12_855 - 6_382 - 6_861, mean("2016-07-01", "2016-12-31")),
    ];
    let amount: Decimal = parts.iter().map(|(millions, quoted)| Decimal::from(millions * MILLION) * quoted.rate).sum();
    assert_eq!(row.fraction("reported"), Some(Decimal::from((6_096 + 6_711 + 12_855) * MILLION)));
    assert_eq!(row.fraction("value"), Some(to_minor_units(amount, "HKD")), "{row:?}");
}

#[test]
fn what_stated_quarters_leave_over_of_a_year_is_converted_at_its_average() {
    let quarters = rows("show amzn -Q -p 2022 -x CNY");
    let dollars: Decimal = quarters.iter().map(|row| row.fraction("reported").expect("dollars")).sum();
    let converted: Decimal = quarters.iter().map(|row| row.fraction("value").expect("an amount")).sum();
    let year = row("show amzn -Y -p 2022 -x CNY");
    let rest = year.fraction("reported").expect("dollars") - dollars;
    assert_eq!(rest, Decimal::from(299 * MILLION), "the stand-in's shortfall");
    let expected = converted + rest * mean("CNY", day("2022-01-01"), day("2022-12-31")).rate;
    let difference = (year.fraction("value").expect("an amount") - expected).abs();
    assert!(difference <= Decimal::new(3, 2), "{difference}: four quarters and a year, each rounded to the fen");
}

#[test]
fn microsofts_own_year_and_the_calendars_take_different_quarters() {
    let quarters = Quarters::of("msft -p 2023..2025");
    let sum = |starts: [&str; 4]| -> Decimal {
        let quarter = |start| {
            let start = day(start);
            quarters.get("MSFT", start).expect("dollars") * crate::arithmetic::quarter("JPY", start).rate
        };
        to_minor_units(starts.map(quarter).iter().sum(), "JPY")
    };
    let fiscal = row("show msft -p FY2025 -x JPY");
    let calendar = row("show msft -p 2025 -x JPY");
    assert_eq!(fiscal.fraction("value"), Some(sum(["2024-07-01", "2024-10-01", "2025-01-01", "2025-04-01"])));
    assert_eq!(calendar.fraction("value"), Some(sum(["2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01"])));
    assert_eq!((fiscal.text("fx_from"), fiscal.text("fx_to")), ("2024-07-01", "2025-06-30"));
    assert_eq!((calendar.text("fx_from"), calendar.text("fx_to")), ("2025-01-02", "2025-12-31"));
    let by_flag = rows("totals --fiscal -y 2025 -x JPY");
    assert_eq!(of(&by_flag, "MSFT").text("value"), fiscal.text("value"));
}

#[test]
fn nothing_spent_is_nothing_in_any_currency() {
    let row = row("show meta -m finance-lease-principal -p 2018 -x CNY");
    assert_eq!((row.text("reported"), row.text("value"), row.text("status")), ("0", "0", "reported"));
    assert_eq!(["rate", "fx_from", "fx_to"].map(|column| row.text(column)), [""; 3], "no rate was needed");
    let notes = notes("show meta -m finance-lease-principal -Y -p 2017..2019 -x CNY");
    assert!(notes.contains("Effective rate, CNY per USD: 6.9144 in 2019."), "{notes}");
}
