//! Four quarters make a year, for every company, metric and year that has them on one footing.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::{BASES, DEFINITIONS, FACTS, Fact, filed_metrics, text};
use crate::known::{FiscalYear, Known};
use crate::program::{MILLION, Row, rows};

/// Sums of quarters rounded to the million may miss the year by this much.
const ROUNDING: i64 = 2 * MILLION;

/// The years that have no four quarters on one footing: company, metric, fiscal year, the quarters missing.
/// data/README.md gives the reason for each.
const INCOMPLETE: &[(&str, &str, i32, &[usize])] = &[
    ("AMZN", "capex_headline", 2019, &[1, 2, 3, 4]),
    ("AMZN", "capex_headline", 2020, &[1, 2, 3, 4]),
    ("AMZN", "capex_headline", 2021, &[1, 2, 3, 4]),
    ("AMZN", "capex_headline", 2022, &[1, 2, 3, 4]),
    ("AMZN", "capex_headline", 2023, &[1, 2, 3, 4]),
    ("AMZN", "depreciation", 2018, &[1, 2, 3, 4]),
    ("AMZN", "depreciation", 2019, &[1, 2, 3, 4]),
    ("AMZN", "depreciation", 2020, &[1, 2, 3, 4]),
    ("AMZN", "depreciation", 2021, &[1, 2, 3, 4]),
    ("AMZN", "depreciation", 2022, &[1, 2, 3, 4]),
    ("AMZN", "depreciation", 2023, &[1, 2, 3, 4]),
    ("AMZN", "depreciation_and_amortization", 2018, &[1, 2, 3, 4]),
    ("AMZN", "finance_lease_principal", 2017, &[1, 2, 3, 4]),
    ("AMZN", "operating_cash_flow", 2015, &[4]),
    ("AMZN", "operating_cash_flow", 2016, &[4]),
    ("AMZN", "ppe_proceeds", 2015, &[1, 2, 3, 4]),
    ("AMZN", "ppe_proceeds", 2016, &[1, 2, 3, 4]),
    ("AMZN", "ppe_purchases", 2015, &[1, 2, 3, 4]),
    ("AMZN", "ppe_purchases", 2016, &[1, 2, 3, 4]),
    ("GOOGL", "cloud_operating_income", 2018, &[1, 2, 3, 4]),
    ("GOOGL", "cloud_revenue", 2017, &[1, 2, 3, 4]),
    ("GOOGL", "cloud_revenue", 2018, &[1, 2, 3]),
    ("GOOGL", "finance_lease_additions", 2022, &[1, 2, 3, 4]),
    ("GOOGL", "finance_lease_additions", 2023, &[1, 2, 3, 4]),
    ("GOOGL", "finance_lease_principal", 2022, &[1, 2, 3, 4]),
    ("GOOGL", "finance_lease_principal", 2023, &[1, 2, 3, 4]),
    ("GOOGL", "ppe_proceeds", 2015, &[1, 2]),
    ("GOOGL", "ppe_purchases", 2015, &[1, 2]),
    ("META", "depreciation", 2021, &[1, 2, 3, 4]),
    ("META", "depreciation", 2022, &[1, 2, 3, 4]),
    ("META", "depreciation_and_amortization", 2021, &[1, 2, 3, 4]),
    ("META", "depreciation_and_amortization", 2022, &[1, 2, 3, 4]),
    ("META", "finance_lease_additions", 2021, &[1, 2, 3, 4]),
    ("META", "finance_lease_additions", 2022, &[1, 2, 3, 4]),
    ("META", "finance_lease_additions", 2023, &[1, 2, 3, 4]),
    ("META", "finance_lease_additions", 2024, &[1, 2, 3, 4]),
    ("META", "finance_lease_principal", 2017, &[1, 2, 3, 4]),
    ("META", "operating_cash_flow", 2015, &[2, 3, 4]),
    ("META", "ppe_proceeds", 2020, &[1, 2, 3, 4]),
    ("META", "ppe_purchases", 2020, &[1, 2, 3, 4]),
    ("MSFT", "cloud_revenue", 2015, &[1, 2, 3, 4]),
    ("MSFT", "cloud_revenue", 2016, &[1, 2, 3, 4]),
    ("MSFT", "cloud_revenue", 2017, &[1, 2, 3, 4]),
    ("MSFT", "cloud_revenue", 2018, &[4]),
    ("MSFT", "depreciation", 2018, &[1, 2, 3, 4]),
    ("MSFT", "depreciation", 2019, &[1, 2, 3, 4]),
    ("MSFT", "depreciation", 2020, &[1, 2, 3, 4]),
    ("MSFT", "depreciation", 2021, &[1, 2, 3, 4]),
    ("MSFT", "depreciation", 2022, &[1, 2, 3, 4]),
    ("MSFT", "depreciation", 2023, &[1, 2, 3, 4]),
    ("MSFT", "depreciation", 2024, &[1, 2, 3, 4]),
    ("MSFT", "depreciation_and_amortization", 2018, &[1, 2, 3, 4]),
    ("MSFT", "depreciation_and_amortization", 2019, &[1, 2, 3, 4]),
    ("MSFT", "depreciation_and_amortization", 2020, &[1, 2]),
    ("MSFT", "depreciation_and_amortization", 2024, &[3, 4]),
    ("MSFT", "depreciation_and_amortization", 2025, &[2, 4]),
    ("MSFT", "depreciation_and_amortization", 2026, &[2]),
    ("MSFT", "finance_lease_additions", 2018, &[1, 2, 3, 4]),
    ("MSFT", "finance_lease_additions", 2019, &[1, 2, 3, 4]),
    ("MSFT", "finance_lease_additions", 2020, &[1, 2, 3, 4]),
    ("MSFT", "finance_lease_additions", 2021, &[1, 2, 3, 4]),
    ("MSFT", "finance_lease_additions", 2024, &[2, 3, 4]),
    ("MSFT", "finance_lease_additions", 2025, &[2, 3, 4]),
    ("MSFT", "finance_lease_additions", 2026, &[2, 3]),
    ("MSFT", "finance_lease_principal", 2016, &[1, 2, 3, 4]),
    ("MSFT", "finance_lease_principal", 2017, &[1, 2, 3, 4]),
    ("MSFT", "finance_lease_principal", 2018, &[1, 2, 3, 4]),
    ("MSFT", "finance_lease_principal", 2019, &[1, 2, 3, 4]),
    ("MSFT", "finance_lease_principal", 2020, &[1, 2, 3, 4]),
    ("MSFT", "finance_lease_principal", 2021, &[1, 2, 3, 4]),
    ("MSFT", "intelligent_cloud_operating_income", 2018, &[1, 2]),
    ("MSFT", "intelligent_cloud_revenue", 2015, &[1, 2, 3, 4]),
    ("ORCL", "cloud_revenue", 2021, &[1, 2, 3, 4]),
    ("ORCL", "depreciation", 2019, &[1, 2, 3, 4]),
    ("ORCL", "depreciation", 2020, &[1, 2, 3, 4]),
    ("ORCL", "depreciation", 2021, &[1, 2, 3, 4]),
    ("ORCL", "depreciation", 2022, &[1, 2, 3, 4]),
    ("ORCL", "depreciation", 2023, &[1, 2, 3, 4]),
    ("ORCL", "depreciation", 2026, &[1, 2, 3, 4]),
];

/// The figures of a report by company and period, such as `MSFT` and `FY2025Q4`.
fn by_period(arguments: &str) -> BTreeMap<(String, String), Row> {
    let key = |row: &Row| (row.text("company").to_owned(), row.text("period").to_owned());
    rows(arguments).into_iter().map(|row| (key(&row), row)).collect()
}

/// The four quarters of a year among the rows of a report.
fn quarters<'a>(report: &'a BTreeMap<(String, String), Row>, company: &str, year: &str) -> [Option<&'a Row>; 4] {
    [1, 2, 3, 4].map(|quarter| report.get(&(company.to_owned(), format!("{year}Q{quarter}"))))
}

/// Whether data/definitions.csv declares a stand-in for the metric and basis of this row.
fn has_stand_in(row: &Row, metric: &str) -> bool {
    let span = (row.text("start").to_owned(), row.text("end").to_owned());
    DEFINITIONS.iter().any(|definition| {
        definition.company == row.text("company")
            && definition.metric == metric
            && definition.basis == row.text("basis")
            && !definition.stand_in.is_empty()
            && definition.covers(&span)
    })
}

/// Whether the row is a printed figure, as last printed, and its note names the day on which a longer period was restated.
fn is_as_filed(row: &Row, metric: &str, year: FiscalYear) -> bool {
    let note = row.text("note");
    let Some((filed, day)) = note.rsplit_once(" was restated on ") else { return false };
    let of_metric = || FACTS.iter().filter(|fact| fact.company == year.company && fact.metric == metric);
    let (start, end) = (row.text("start"), row.text("end"));
    let printed = of_metric().filter(|fact| fact.start == start && fact.end == end);
    let Some(newest) = printed.max_by_key(|fact| (&fact.published, fact.restated)) else { return false };
    let is_longer =
        |fact: &&Fact| (&*fact.start, &*fact.end) != (start, end) && &*fact.start <= start && end <= &*fact.end;
    let restated = of_metric().filter(|fact| fact.restated && fact.published == day).find(is_longer);
    row.value() == Some(newest.value)
        && restated.is_some_and(|longer| {
            note.contains("the year") == (year.span(1, 4) == (longer.start.clone(), longer.end.clone()))
        })
        && filed.starts_with("as first filed") != newest.restated
}

/// The coarsest rounding stated for any figure of the metric in that year, or that of filings; twice that where four quarters
/// so rounded stand beside a year that is not.
fn rounding(metric: &str, year: FiscalYear) -> i64 {
    let (first, last) = year.span(1, 4);
    let in_year = FACTS.iter().filter(|fact| fact.company == year.company && fact.metric == metric);
    let in_year = in_year.filter(|fact| first <= fact.start && fact.end <= last);
    let (whole, parts): (Vec<_>, Vec<_>) = in_year.partition(|fact| (&fact.start, &fact.end) == (&first, &last));
    let coarsest = |facts: &[&Fact]| facts.iter().map(|fact| fact.rounded_to).max().unwrap_or_default();
    let (whole, parts) = (coarsest(&whole), coarsest(&parts));
    if parts > whole { 2 * parts } else { whole.max(parts) }.max(ROUNDING)
}

#[test]
fn quarters_add_up_to_the_newest_figure_of_the_year() {
    let known = Known::today();
    let mut incomplete = BTreeSet::new();
    for metric in filed_metrics() {
        let report = by_period(&format!("show big5 -m {} -Q --fiscal -p FY2015..FY2026", metric.flag));
        for year in FiscalYear::all() {
            let Some(whole) = known.figure(&metric.id, year, 1, 4) else { continue };
            let FiscalYear { company, year: number } = year;
            let quarters = quarters(&report, company, &format!("FY{number}"));
            let values = quarters.map(|row| row.and_then(Row::value));
            let missing: Vec<_> = (1..=4).filter(|quarter| values[quarter - 1].is_none()).collect();
            if !missing.is_empty() {
                incomplete.insert((company, &*metric.id, number, missing));
                continue;
            }
            let approximate: Vec<_> = quarters.into_iter().flatten().filter(|row| row.is("approximate")).collect();
            for row in &approximate {
                let is_declared = has_stand_in(row, &metric.id) || is_as_filed(row, &metric.id, year);
                assert!(is_declared, "approximate, and no reason holds: {row:?}");
            }
            if !approximate.is_empty() {
                continue;
            }
            let difference = values.into_iter().flatten().sum::<i64>() - whole;
            let rounding = rounding(&metric.id, year);
            assert!(difference.abs() <= rounding, "{company} {} FY{number}: off by {difference}", metric.id);
        }
    }
    let expected = INCOMPLETE.iter().map(|&(company, metric, year, missing)| (company, metric, year, missing.to_vec()));
    let expected: BTreeSet<_> = expected.collect();
    let surplus: Vec<_> = incomplete.difference(&expected).collect();
    let absent: Vec<_> = expected.difference(&incomplete).collect();
    assert!(surplus.is_empty() && absent.is_empty(), "missing but not expected: {surplus:?}; expected: {absent:?}");
}

#[test]
fn the_readme_names_every_year_whose_quarters_cannot_add_up() {
    let readme = text("README.md");
    let section = readme.split("## Years whose quarters cannot add up").nth(1).expect("the section");
    let section = section.split("\n## ").next().expect("its end");
    let lines: Vec<Vec<&str>> = section.lines().map(|line| line.split('|').map(str::trim).collect()).collect();
    let names = |company: &str, metric: &str, year: i32| {
        lines.iter().any(|cells| {
            cells.len() > 4
                && cells[1] == company
                && words(cells[2]).any(|word| word == metric)
                && years(cells[3]).contains(&year)
        })
    };
    let unnamed: Vec<_> =
        INCOMPLETE.iter().filter(|(company, metric, year, _)| !names(company, metric, *year)).collect();
    assert!(unnamed.is_empty(), "data/README.md does not name {unnamed:?}");
}

/// The metrics in a cell such as `ppe_purchases (gross), ppe_proceeds`.
fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
}

/// The years in a cell such as `FY2022, FY2024`, `2019–2023` or `2017; 2018`.
fn years(cell: &str) -> Vec<i32> {
    cell.split([',', ';'])
        .flat_map(|part| {
            let ends: Vec<i32> =
                part.split('–').map(|end| end.trim().trim_start_matches("FY").parse().expect(cell)).collect();
            ends[0]..=ends[ends.len() - 1]
        })
        .collect()
}

#[test]
fn quarters_of_capex_add_up_to_the_fiscal_year_on_every_basis() {
    for basis in BASES {
        let by_quarter = by_period(&format!("show -Q --fiscal -b {basis} -p FY2015..FY2026"));
        let by_year = by_period(&format!("show -Y --fiscal -b {basis} -p FY2015..FY2026"));
        let mut whole_years = 0;
        for ((company, year), whole) in &by_year {
            let rows: Vec<_> = quarters(&by_quarter, company, year).into_iter().flatten().collect();
            let values: Vec<_> = rows.iter().filter_map(|row| row.value()).collect();
            let difference = values.iter().sum::<i64>() - whole.value().unwrap_or_default();
            let stands_in = rows.iter().any(|row| row.is("approximate"));
            match values.len() {
                4 if stands_in => {
                    assert!(rows.iter().all(|row| has_stand_in(row, "capex")), "{company} {year} {basis}");
                }
                4 => {
                    assert!(difference.abs() <= ROUNDING, "{company} {year} {basis}: off by {difference}");
                    whole_years += 1;
                }
                found if whole.is("partial") => {
                    assert_eq!(difference, 0, "{company} {year} {basis}");
                    assert_eq!(whole.text("quarters"), format!("{found}/4"), "{company} {year} {basis}");
                }
                // A year filed whole, of quarters that were not.
                _ => {}
            }
        }
        assert!(whole_years > 15, "{basis}: {whole_years} years of four quarters");
    }
}

#[test]
fn a_calendar_year_of_microsoft_is_the_sum_of_its_quarters() {
    for basis in ["headline", "cash"] {
        let by_quarter = by_period(&format!("show msft -Q -b {basis} -p 2016..2025"));
        for whole in rows(&format!("show msft -Y -b {basis} -p 2016..2025")) {
            let quarters = quarters(&by_quarter, "MSFT", whole.text("period"));
            let sum: Option<i64> = quarters.into_iter().map(|row| row.and_then(Row::value)).sum();
            assert!(sum.is_some(), "{whole:?}: a quarter is missing");
            assert_eq!(whole.value(), sum, "{whole:?}");
        }
    }
}

#[test]
fn quarters_that_stand_in_fall_short_of_the_year_by_no_more_than_declared() {
    for (metric, company, year, short) in [
        ("capex", "AMZN", "FY2022", 299),
        ("capex", "AMZN", "FY2023", 310),
        ("cloud", "MSFT", "FY2022", 200),
        ("cloud", "MSFT", "FY2024", 300),
    ] {
        let sum: Option<i64> =
            rows(&format!("show {company} -m {metric} -Q --fiscal -p {year}")).iter().map(Row::value).sum();
        let whole = rows(&format!("show {company} -m {metric} -Y --fiscal -p {year}"))[0].value();
        assert_eq!(whole.expect("a year") - sum.expect("four quarters"), short * MILLION, "{company} {metric} {year}");
    }
}
