//! Balances: at a day, never over time; and what is beside capital expenditures, where it is known.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::common::capex;
use crate::data::{FACTS, METRICS, text};
use crate::program::{MILLION, Row, assert_close, row, rows, rows_if_any};

/// The metrics that are balances.
fn balances() -> impl Iterator<Item = (&'static str, &'static str)> {
    METRICS.iter().filter(|metric| metric.kind == "balance").map(|metric| (&*metric.id, &*metric.flag))
}

/// The value of each company on each day that the files of `data/` give, the newest of a day.
fn filed(metric: &str) -> BTreeMap<(String, String), i64> {
    let mut facts: Vec<_> = FACTS.iter().filter(|fact| fact.metric == metric).collect();
    facts.sort_by_key(|fact| &fact.published);
    facts.into_iter().map(|fact| ((fact.company.clone(), fact.end.clone()), fact.value)).collect()
}

#[test]
fn each_balance_is_shown_at_its_day_and_no_other_is() {
    for (metric, flag) in balances() {
        let shown: BTreeMap<_, _> = rows(&format!("show big5 -m {flag} -Q -p 2018..2026"))
            .iter()
            .filter_map(|row| Some(((row.text("company").to_owned(), row.text("end").to_owned()), row.value()?)))
            .collect();
        assert_eq!(shown, filed(metric), "{metric}");
    }
}

#[test]
fn a_year_and_a_half_have_the_balance_at_their_end() {
    for (metric, flag) in balances() {
        let filed = filed(metric);
        for calendar in ["", "--fiscal"] {
            let year = if calendar.is_empty() { "" } else { "FY" };
            for period in [format!("-Y {calendar} -p {year}2018..{year}2026"), format!("{calendar} -p {year}2025H1")] {
                for row in rows_if_any(&format!("show big5 -m {flag} {period}")) {
                    let day = (row.text("company").to_owned(), row.text("end").to_owned());
                    assert_eq!(row.value(), filed.get(&day).copied(), "{row:?}");
                    assert_eq!(row.text("start"), "", "{row:?}");
                    assert!(row.is("missing") || row.text("quarters") == "1/1", "{row:?}");
                }
            }
        }
    }
}

#[test]
fn a_balance_is_not_summed_over_twelve_months() {
    for (_, flag) in balances() {
        for command in ["show", "totals", "growth"] {
            for period in [&["--ttm"][..], &["-p", "TTM2026Q2"]] {
                let run = capex().args([command, "-m", flag]).args(period).output().expect("run");
                assert_eq!(run.status.code(), Some(2), "{command} {flag} {period:?}");
                let error = String::from_utf8(run.stderr).expect("UTF-8");
                assert!(error.contains("is a balance at a day"), "{error}");
            }
        }
    }
}

#[test]
fn a_balance_converts_at_the_rate_of_its_day() {
    // Units of the currency per dollar on the last fixing up to a day, from the text that the bank publishes.
    let table = text("fx/ecb.csv");
    let mut lines = table.lines();
    let columns: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let place = |code: &str| columns.iter().position(|column| *column == code).expect("a column");
    let (dollars, yuan) = (place("USD"), place("CNY"));
    let fixings: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let rate = |day: &str| -> Decimal {
        let fixing = fixings.iter().rev().find(|cells| cells[0] <= day).expect("a fixing");
        fixing[yuan].parse::<Decimal>().expect("a rate") / fixing[dollars].parse::<Decimal>().expect("a rate")
    };
    for (metric, flag) in balances() {
        let filed = filed(metric);
        for row in rows(&format!("show -m {flag} -Q -p 2024..2026 -x CNY")) {
            let day = (row.text("company").to_owned(), row.text("end").to_owned());
            let Some(value) = filed.get(&day) else { continue };
            assert_close(row.fraction("value").expect("an amount"), Decimal::from(*value) * rate(&day.1), "1000000");
        }
    }
}

#[test]
fn growth_of_alphabets_backlog_over_its_change_is_marked_with_its_size() {
    let growth = row("growth googl -m backlog -p 2026Q1");
    assert_close(growth.fraction("qoq").expect("growth"), "0.925864".parse().expect("a number"), "0.000001");
    let page = capex().args(["growth", "googl", "-m", "backlog", "-p", "2026Q1"]).output().expect("run");
    let page = String::from_utf8(page.stdout).expect("UTF-8");
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    // 467.6 less 7.3 over 92.4 and over 242.8.
    for said in
        ["≈+92.6%", "≈+406.1%", "2026-03-31: about 7.3.", "+398.2% year over year", "+89.6% quarter over quarter"]
    {
        assert!(words.contains(said), "{said}: {page}");
    }
    // A quarter later nobody says how much of it there is.
    assert!(row("growth googl -m backlog -p 2026Q2").fraction("yoy").is_some());
    // The amount in the part of Google Cloud is not stated.
    let part = row("growth googl -m google-cloud-backlog -p 2026Q1");
    assert_eq!((part.fraction("qoq"), part.value()), (None, Some(462_300 * MILLION)));
    assert!(row("growth googl -m google-cloud-backlog -p 2025Q4").fraction("qoq").is_some());
}

/// A figure and that of a year before, in millions, if they are on one definition.
type ByHand = Option<(i64, i64)>;

/// Company, metric, fiscal period, and what grew.
const OVER_CHANGES: [(&str, &str, &str, ByHand); 16] = [
    ("msft", "depreciation-amortization", "FY2025", Some((34_153, 22_287))),
    ("msft", "depreciation-amortization", "FY2026", None),
    ("msft", "depreciation-amortization", "FY2026Q1", Some((13_061, 7_383))),
    ("msft", "depreciation-amortization", "FY2026Q3", Some((10_167, 7_734))),
    ("amzn", "depreciation-amortization", "2020", None),
    ("amzn", "depreciation-amortization", "2022", Some((41_921, 34_433))),
    ("msft", "intelligent-cloud-income", "FY2021", Some((26_126, 18_324))),
    ("msft", "intelligent-cloud-income", "FY2022", None),
    ("msft", "intelligent-cloud-income", "FY2023", None),
    ("msft", "intelligent-cloud-income", "FY2024", Some((37_813, 28_411))),
    ("msft", "intelligent-cloud-income", "FY2025", Some((44_589, 37_813))),
    ("msft", "intelligent-cloud-income", "FY2025Q1", None),
    ("msft", "intelligent-cloud-income", "FY2026Q1", Some((13_391, 10_503))),
    ("googl", "depreciation", "2021", None),
    ("googl", "depreciation", "2022", Some((13_475, 10_273))),
    ("googl", "depreciation", "2024Q1", Some((3_413, 2_635))),
];

#[test]
fn growth_over_a_change_of_unknown_size_is_refused_with_the_reason() {
    for (company, metric, period, expected) in OVER_CHANGES {
        let growth = row(&format!("growth {company} -m {metric} -p {period}"));
        match (growth.fraction("yoy"), expected) {
            (Some(growth), Some((now, before))) => {
                let by_hand = Decimal::from(now) / Decimal::from(before) - Decimal::ONE;
                assert_close(growth, by_hand, "0.000001");
            }
            (None, None) => {
                let json = capex().args(["growth", company, "-m", metric, "-p", period, "-f", "json"]).output();
                let json = String::from_utf8(json.expect("run").stdout).expect("UTF-8");
                assert!(json.contains("\"yoy\":\"the earlier figure is on the definition before"), "{json}");
            }
            (found, _) => panic!("{company} {metric} {period}: {found:?}, by hand {expected:?}"),
        }
    }
}

#[test]
fn figures_on_two_definitions_are_not_added() {
    for (metric, period) in [("intelligent-cloud-income", "2024"), ("intelligent-cloud-income", "TTM2024Q3")] {
        let run = capex().args(["show", "msft", "-m", metric, "-p", period]).output().expect("run");
        assert_eq!(run.status.code(), Some(3), "{metric} {period}");
        let error = String::from_utf8(run.stderr).expect("UTF-8");
        assert!(error.contains("definition changed in between"), "{error}");
    }
    // Quarters of one definition on both sides of a fiscal year's end are.
    assert_eq!(
        row("show msft -m intelligent-cloud-income -p 2025").value(),
        Some((11_095 + 12_140 + 27_264) * MILLION)
    );
}

#[test]
fn capex_to_depreciation_is_the_one_over_the_other() {
    for (company, capex, depreciation) in
        [("amzn", 128_320, 41_860), ("googl", 91_447, 21_136), ("meta", 72_215, 18_000)]
    {
        let by_hand = Decimal::from(capex) / Decimal::from(depreciation);
        let ratio = row(&format!("show {company} -m capex-to-depreciation -p 2025"));
        assert_close(ratio.fraction("value").expect("a ratio"), by_hand, "0.0001");
    }
}

/// Calendar quarters from 2019 to 2026Q2, a letter each: `.` not known, `-` by subtraction, any other printed.
const COVERAGE: [(&str, &str, &str); 12] = [
    ("AMZN", "backlog", "...c .s.c ...c sscc cccc cccc cccs cc"),
    ("MSFT", "commercial-backlog", ".... .c.. .c.c cccc cccc cccc cccc cs"),
    ("MSFT", "backlog", ".c.. .c.. .c.. .ccc fcff ffff ffff ff"),
    ("GOOGL", "backlog", "...f ffff ffff ffff ffff ffff ffff ff"),
    ("GOOGL", "google-cloud-backlog", ".... .... .... .... .... .... .ccc ss"),
    ("AMZN", "depreciation-amortization", "d--- cccc cccc cccc cccc cccc cccc .."),
    ("MSFT", "depreciation-amortization", ".... cccc cccc cccc cccc ..c. f.c. f-"),
    ("GOOGL", "depreciation", ".... cccc cccc cccc cccc f--- f--- f-"),
    ("META", "depreciation-amortization", ".... .... .... .... f--- f--- f--- f."),
    ("AMZN", "finance-lease-additions", "dff- cccc cccc cccc cccc cccc cccc d-"),
    ("MSFT", "finance-lease-additions", ".... .... ..cc c-cc c-c. ..c. ..c. .-"),
    ("GOOGL", "finance-lease-additions", ".... .... .... .... .... fff- fff- f."),
];

/// The same of the operating income of Intelligent Cloud.
const INTELLIGENT_CLOUD: (&str, &str, &str) =
    ("MSFT", "intelligent-cloud-income", "sdss scss cccc cccc cccc ssss sscs s.");

/// Quarters that a document derives and the program subtracts itself, or that one prints only among the recast.
const OTHERWISE: [(&str, &str, &str); 5] = [
    ("AMZN", "finance-lease-additions", "2019Q1"),
    ("MSFT", "intelligent-cloud-income", "2019Q2"),
    ("GOOGL", "depreciation", "2023Q2"),
    ("GOOGL", "depreciation", "2023Q3"),
    ("MSFT", "intelligent-cloud-income", "2026Q2"),
];

#[test]
fn coverage_is_that_of_what_was_gathered() {
    for (company, metric, expected) in COVERAGE.into_iter().chain([INTELLIGENT_CLOUD]) {
        let shown = rows(&format!("show {company} -m {metric} -Q -p 2019..2026"));
        let by_period: BTreeMap<&str, &Row> = shown.iter().map(|row| (row.text("period"), row)).collect();
        let letters = expected.chars().filter(|letter| *letter != ' ').enumerate();
        for (at, letter) in letters {
            let period = format!("{}Q{}", 2019 + at / 4, at % 4 + 1);
            if OTHERWISE.contains(&(company, metric, &period)) {
                assert!(
                    by_period.get(&*period).is_some_and(|row| row.value().is_some()),
                    "{company} {metric} {period}"
                );
                continue;
            }
            let found = by_period.get(&*period).filter(|row| row.value().is_some());
            let is_as_expected = match letter {
                '.' => found.is_none(),
                '-' => found.is_some_and(|row| row.is("derived")),
                _ => found.is_some_and(|row| row.is("reported") || row.is("approximate")),
            };
            assert!(is_as_expected, "{company} {metric} {period}: `{letter}`, {found:?}");
        }
    }
}

#[test]
fn years_that_have_no_quarters_are_there() {
    let years = |arguments: &str| -> BTreeSet<String> {
        let rows = rows(&format!("show {arguments} -Y --fiscal -p FY2018..FY2026"));
        rows.iter().filter(|row| row.is("reported")).map(|row| row.text("period")[2..].to_owned()).collect()
    };
    let all =
        |range: std::ops::RangeInclusive<i32>| -> BTreeSet<String> { range.map(|year| year.to_string()).collect() };
    assert_eq!(years("amzn -m depreciation-amortization"), all(2018..=2025));
    assert_eq!(years("msft -m depreciation-amortization"), all(2018..=2026));
    assert_eq!(years("googl -m depreciation"), all(2020..=2025));
    assert_eq!(years("meta -m depreciation-amortization"), all(2021..=2025));
    assert_eq!(years("amzn -m finance-lease-additions"), all(2018..=2025));
    assert_eq!(years("msft -m finance-lease-additions"), all(2018..=2026));
    assert_eq!(years("googl -m finance-lease-additions"), all(2022..=2025));
    assert_eq!(years("meta -m finance-lease-additions"), all(2021..=2024));
    assert_eq!(years("msft -m intelligent-cloud-income"), all(2018..=2026));
}

#[test]
fn purchases_and_finance_lease_additions_are_added_where_both_are_printed() {
    // Amazon 2024 and 2025, Microsoft's fiscal years, Alphabet 2025, Meta 2023, by hand from the statements.
    for (arguments, purchases, additions) in [
        ("amzn -p 2024", 82_999, 854),
        ("amzn -p 2025", 131_819, 2_911),
        ("amzn -p 2025Q2", 32_183, 937),
        ("msft -p FY2022", 23_886, 4_234),
        ("msft -p FY2026", 115_948, 24_608),
        ("msft -p FY2026Q4", 35_802, 5_122),
        ("googl -p 2025", 91_447, 1_606),
        ("meta -p 2023", 27_266, 588),
    ] {
        let row = row(&format!("show {arguments} -b acquired"));
        assert_eq!(row.value(), Some((purchases + additions) * MILLION), "{arguments}");
    }
}

#[test]
fn a_total_on_acquired_is_partial_and_says_which_company_it_lacks() {
    let total = rows("totals -y 2025 -b acquired").pop().expect("a total");
    assert!(total.is("partial"), "{total:?}");
    // Amazon, Alphabet, and the one quarter that Microsoft printed: 19,394 and 9,147.
    assert_eq!(total.value(), Some((134_730 + 93_053 + 19_394 + 9_147) * MILLION));
    let page = capex().args(["totals", "-y", "2025", "-b", "acquired"]).output().expect("run");
    assert!(String::from_utf8(page.stdout).expect("UTF-8").contains("The total of 2025 excludes Meta."));
}

#[test]
fn free_cash_flow_is_refused_on_what_took_no_cash() {
    for command in ["totals", "show", "growth", "explain amzn"] {
        let arguments = command.split(' ').chain(["-m", "fcf", "-p", "2025", "-b", "acquired"]);
        let arguments: Vec<&str> =
            arguments.filter(|word| !(command.starts_with("explain") && *word == "-p")).collect();
        let run = capex().args(&arguments).output().expect("run");
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8(run.stderr).expect("UTF-8").contains("no cash was paid"), "{arguments:?}");
    }
}

#[test]
fn the_widely_printed_totals_have_amazon_on_acquired_and_the_others_on_headline() {
    // 134.73 + 118.0 + 91.447 + 72.215, and 83.853 + 75.6 + 52.535 + 39.225.
    for (total, year) in [("416.4", "2025"), ("251.2", "2024")] {
        let row = row(&format!("check --total {total} -y {year}"));
        assert!(row.text("verdict").starts_with("confirmed"), "{row:?}");
        assert!(row.text("reading").contains("Amazon on acquired"), "{row:?}");
    }
    let row = row("check amzn --value 134.7 -y 2025");
    assert!(row.text("verdict").starts_with("confirmed") && row.text("reading") == "acquired", "{row:?}");
}
