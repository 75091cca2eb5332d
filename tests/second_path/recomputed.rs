//! Every discrete quarter worked out again from the filed figures, by subtraction on paper, and compared with the
//! program both ways: it prints what can be worked out, and nothing that cannot.

use std::collections::{HashMap, HashSet};

use crate::data::{BASES, COMPANIES, DEFINITIONS, Definition, FACTS, Fact, filed_metrics};
use crate::known::{FiscalYear, IDENTITIES, Known};
use crate::program::{self, MILLION, Row};

/// Filings print millions; two ways to one quarter may differ by this much.
const ROUNDING: i64 = 2 * MILLION;

/// The quarters of every year with a restatement, in millions, worked out by hand: only figures on one footing are
/// subtracted. A quarter that was printed and whose year alone was restated is as it was last printed.
const RESTATED: &[(&str, &str, i32, [Option<i64>; 4])] = &[
    ("AMZN", "operating_cash_flow", 2015, [Some(-1_499), Some(1_997), Some(2_610), None]),
    ("AMZN", "operating_cash_flow", 2016, [Some(-1_953), Some(3_578), Some(4_659), None]),
    ("AMZN", "operating_cash_flow", 2017, [Some(-1_619), Some(3_850), Some(3_777), Some(12_358)]),
    ("AMZN", "depreciation_and_amortization", 2020, [Some(5_362), Some(5_748), Some(6_523), Some(7_618)]),
    ("AMZN", "depreciation_and_amortization", 2021, [Some(7_508), Some(8_038), Some(8_948), Some(9_802)]),
    ("AMZN", "depreciation_and_amortization", 2022, [Some(9_193), Some(9_716), Some(10_327), Some(12_685)]),
    ("GOOGL", "cloud_operating_income", 2021, [Some(-974), Some(-591), Some(-644), Some(-890)]),
    ("GOOGL", "cloud_operating_income", 2022, [Some(-706), Some(-590), Some(-440), Some(-186)]),
    ("GOOGL", "depreciation", 2021, [Some(2_525), Some(2_730), Some(3_085), Some(3_215)]),
    ("GOOGL", "depreciation", 2022, [Some(3_591), Some(3_698), Some(3_933), Some(4_065)]),
    ("GOOGL", "depreciation", 2023, [Some(2_635), Some(2_824), Some(3_171), Some(3_316)]),
    ("GOOGL", "operating_cash_flow", 2015, [Some(6_722), Some(7_096), Some(6_145), Some(6_609)]),
    ("ORCL", "net_income", 2018, [Some(2_144), Some(2_214), Some(-4_047), Some(3_276)]),
    ("ORCL", "revenue", 2018, [Some(9_104), Some(9_589), Some(9_676), Some(11_014)]),
    ("META", "net_income", 2016, [Some(1_738), Some(2_283), Some(2_627), Some(3_569)]),
    ("META", "operating_cash_flow", 2015, [Some(1_700), None, None, None]),
    ("META", "operating_cash_flow", 2016, [Some(3_477), Some(3_665), Some(4_036), Some(4_930)]),
    ("MSFT", "cloud_revenue", 2017, [None; 4]),
    ("MSFT", "cloud_revenue", 2018, [Some(5_000), Some(5_300), Some(6_800), None]),
    ("MSFT", "cloud_revenue", 2022, [Some(20_700), Some(22_100), Some(23_400), Some(25_000)]),
    ("MSFT", "cloud_revenue", 2024, [Some(31_800), Some(33_700), Some(35_100), Some(36_800)]),
    ("MSFT", "depreciation_and_amortization", 2025, [Some(7_383), None, Some(7_734), None]),
    ("MSFT", "depreciation_and_amortization", 2026, [Some(13_061), None, Some(10_167), Some(11_022)]),
    ("MSFT", "intelligent_cloud_operating_income", 2022, [Some(7_681), Some(8_323), Some(8_391), Some(8_808)]),
    ("MSFT", "intelligent_cloud_operating_income", 2023, [Some(8_978), Some(8_904), Some(9_476), Some(10_526)]),
    ("MSFT", "intelligent_cloud_operating_income", 2024, [Some(11_751), Some(12_461), Some(12_513), Some(12_859)]),
    ("MSFT", "intelligent_cloud_revenue", 2015, [None; 4]),
    ("MSFT", "intelligent_cloud_revenue", 2016, [Some(5_892), Some(6_343), Some(6_096), Some(6_711)]),
    ("MSFT", "intelligent_cloud_revenue", 2017, [Some(6_382), Some(6_861), Some(6_730), Some(7_822)]),
    ("MSFT", "intelligent_cloud_revenue", 2021, [Some(12_986), Some(14_601), Some(15_118), Some(17_375)]),
    ("MSFT", "intelligent_cloud_revenue", 2022, [Some(16_912), Some(18_262), Some(18_987), Some(20_804)]),
    ("MSFT", "intelligent_cloud_revenue", 2023, [Some(20_325), Some(21_508), Some(22_081), Some(23_993)]),
    ("MSFT", "intelligent_cloud_revenue", 2024, [Some(20_013), Some(21_525), Some(22_141), Some(23_785)]),
    ("MSFT", "net_income", 2016, [Some(4_902), Some(5_018), Some(3_756), Some(3_122)]),
    ("MSFT", "net_income", 2017, [Some(5_667), Some(6_267), Some(5_486), Some(8_069)]),
    ("MSFT", "operating_cash_flow", 2015, [Some(8_354), Some(4_340), Some(9_601), Some(6_849)]),
    ("MSFT", "operating_cash_flow", 2016, [Some(8_876), Some(5_618), Some(10_367), Some(8_464)]),
    ("MSFT", "revenue", 2016, [Some(20_379), Some(23_796), Some(20_531), Some(20_614)]),
    ("MSFT", "revenue", 2017, [Some(21_928), Some(25_826), Some(23_212), Some(25_605)]),
];

/// A quarter by every way there is to it: as filed, by subtraction of year-to-date figures or of quarters.
fn by_subtraction(known: &Known, metric: &str, year: FiscalYear, quarter: usize) -> Vec<i64> {
    let alone = |quarter| known.figure(metric, year, quarter, quarter);
    let to_date = |quarter| if quarter == 0 { Some(0) } else { known.figure(metric, year, 1, quarter) };
    let sum = |quarters: &mut dyn Iterator<Item = usize>| quarters.map(alone).sum::<Option<i64>>();
    let less = |whole: Option<i64>, part: Option<i64>| Some(whole? - part?);
    [alone(quarter), less(to_date(quarter), to_date(quarter - 1)), less(to_date(quarter), sum(&mut (1..quarter)))]
        .into_iter()
        .chain(
            (quarter + 1..=4).map(|last| less(to_date(last), sum(&mut (1..=last).filter(|other| *other != quarter)))),
        )
        .flatten()
        .collect()
}

/// The same, and by an identity between quarters that were themselves worked out.
fn every_way(known: &Known, metric: &str, year: FiscalYear, quarter: usize) -> Vec<i64> {
    let mut ways = by_subtraction(known, metric, year, quarter);
    for (_, (one, sign), (other, other_sign)) in IDENTITIES.into_iter().filter(|(third, ..)| *third == metric) {
        for one in by_subtraction(known, one, year, quarter) {
            for other in by_subtraction(known, other, year, quarter) {
                ways.push(sign * one + other_sign * other);
            }
        }
    }
    ways
}

/// Capital expenditures of a quarter by the definition in force, or by its declared stand-in.
fn capex(known: &Known, basis: &str, year: FiscalYear, quarter: usize) -> Vec<i64> {
    let span = year.span(quarter, quarter);
    let of_basis = |row: &&_| is_capex_of(row, year.company, basis);
    let definition = DEFINITIONS.iter().filter(of_basis).find(|row| row.covers(&span)).expect("a definition");
    let total = |formula: &str| {
        let figure = |component: &str| every_way(known, component.strip_prefix('+')?, year, quarter).first().copied();
        formula.split_whitespace().map(figure).sum::<Option<i64>>()
    };
    let stated = total(&definition.formula);
    stated.or_else(|| (!definition.stand_in.is_empty()).then(|| total(&definition.stand_in))?).into_iter().collect()
}

fn is_capex_of(row: &Definition, company: &str, basis: &str) -> bool {
    row.company == company && row.metric == "capex" && row.basis == basis
}

/// The quarters the program prints, by company and first day.
fn printed(arguments: &str) -> HashMap<(String, String), Row> {
    let key = |row: &Row| (row.text("company").to_owned(), row.text("start").to_owned());
    let command = format!("show big5 -Q --fiscal -p FY2015..FY2027 {arguments}");
    program::rows_if_any(&command).into_iter().map(|row| (key(&row), row)).collect()
}

/// What the program prints for a quarter; a quarter it leaves out is missing.
fn value(printed: &HashMap<(String, String), Row>, year: FiscalYear, quarter: usize) -> Option<i64> {
    printed.get(&(year.company.to_owned(), year.span(quarter, quarter).0)).and_then(Row::value)
}

/// How far two ways to a quarter may differ: each of a company's figures of a metric is rounded by itself. Where quarters are
/// printed to a tenth of a billion and their year to the million, by half a tenth for each of five.
fn rounding(year: FiscalYear, metric: &str) -> i64 {
    let (first, last) = year.span(1, 4);
    let of_metric = FACTS.iter().filter(|fact| fact.company == year.company && fact.metric == metric);
    let whole = of_metric.clone().find(|fact| (&fact.start, &fact.end) == (&first, &last));
    let within = |fact: &&Fact| first <= fact.start && fact.end <= last && fact.rounded_to == 100 * MILLION;
    if whole.is_some_and(|fact| fact.rounded_to == MILLION) && of_metric.clone().any(|fact| within(&fact)) {
        return 250 * MILLION;
    }
    ROUNDING.max(of_metric.map(|fact| fact.rounded_to).filter(|unit| *unit < 100 * MILLION).max().unwrap_or(0))
}

/// Where the program and a second path disagree, in words; nothing when they agree.
fn disagreement(what: &str, year: FiscalYear, quarter: usize, printed: Option<i64>, ways: &[i64]) -> Option<String> {
    let rounding = rounding(year, what);
    let agree = match printed {
        Some(value) => !ways.is_empty() && ways.iter().all(|way| (way - value).abs() <= rounding),
        None => ways.is_empty(),
    };
    let FiscalYear { company, year } = year;
    (!agree).then(|| format!("{company} {what} FY{year}Q{quarter}: printed {printed:?}, worked out {ways:?}"))
}

fn disagreements_in_filed_metrics(day: Option<&str>) -> Vec<String> {
    let known = day.map_or_else(Known::today, Known::on);
    let as_of = day.map(|day| format!("--as-of {day}")).unwrap_or_default();
    let mut found = Vec::new();
    for metric in filed_metrics() {
        let printed = printed(&format!("-m {} {as_of}", metric.flag));
        for year in FiscalYear::all().filter(|year| !known.is_restated(&metric.id, *year)) {
            for quarter in 1..=4 {
                let ways = every_way(&known, &metric.id, year, quarter);
                found.extend(disagreement(&metric.id, year, quarter, value(&printed, year, quarter), &ways));
            }
        }
    }
    found
}

fn disagreements_in_capex(day: Option<&str>) -> Vec<String> {
    let known = day.map_or_else(Known::today, Known::on);
    let as_of = day.map(|day| format!("--as-of {day}")).unwrap_or_default();
    let mut found = Vec::new();
    for basis in BASES.into_iter().chain(["acquired"]) {
        let printed = printed(&format!("-b {basis} {as_of}"));
        for year in FiscalYear::all() {
            for quarter in 1..=4 {
                let ways = capex(&known, basis, year, quarter);
                found.extend(disagreement(basis, year, quarter, value(&printed, year, quarter), &ways));
            }
        }
    }
    found
}

fn ticker(company: &str) -> &'static str {
    COMPANIES.into_iter().find(|ticker| *ticker == company).expect("a company")
}

#[track_caller]
fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "{} disagreements:\n{}", found.len(), found.join("\n"));
}

#[test]
fn quarters_of_filed_metrics_follow_from_the_filings() {
    assert_none(&disagreements_in_filed_metrics(None));
}

#[test]
fn quarters_of_capex_follow_from_the_filings_on_every_basis() {
    assert_none(&disagreements_in_capex(None));
}

#[test]
fn quarters_of_filed_metrics_follow_from_what_was_known_on_a_day() {
    for day in ["2018-12-31", "2023-03-31"] {
        assert_none(&disagreements_in_filed_metrics(Some(day)));
    }
}

#[test]
fn quarters_of_capex_follow_from_what_was_known_on_a_day() {
    for day in ["2016-12-31", "2019-12-31", "2023-03-31", "2025-06-30"] {
        assert_none(&disagreements_in_capex(Some(day)));
    }
}

#[test]
fn quarters_of_restated_years_stand_on_one_footing() {
    for &(company, metric, year, expected) in RESTATED {
        let flag = &filed_metrics().find(|row| row.id == metric).expect("a metric").flag;
        let printed = printed(&format!("-m {flag} {company}"));
        let year = FiscalYear { company: ticker(company), year };
        let found = [1, 2, 3, 4].map(|quarter| value(&printed, year, quarter));
        assert_eq!(found, expected.map(|quarter| Some(quarter? * MILLION)), "{metric} of {year:?}");
    }
}

#[test]
fn the_restated_years_are_those_worked_out_by_hand() {
    let by_hand: HashSet<_> = RESTATED
        .iter()
        .map(|&(company, metric, year, _)| (metric, FiscalYear { company: ticker(company), year }))
        .collect();
    assert_eq!(*Known::today().restated(), by_hand);
}
