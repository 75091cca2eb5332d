//! Oracle and groups with it: figures typed by hand from its documents, in millions unless said otherwise.

use rust_decimal::Decimal;

use crate::common::capex;
use crate::program::{MILLION, assert_close, assert_millions, of, row, rows};

/// Fiscal years 2018 to 2026, each to 31 May, as its 10-Ks print them; 2018 as restated in 2019.
const YEARS: [(&str, [i64; 9]); 4] = [
    ("-m ocf", [15_386, 14_551, 13_139, 15_887, 9_539, 17_165, 18_673, 20_821, 31_977]),
    ("-b cash", [1_736, 1_660, 1_564, 2_135, 4_511, 8_695, 6_866, 21_215, 55_663]),
    ("-m revenue", [39_383, 39_506, 39_068, 40_479, 42_440, 49_954, 52_961, 57_399, 67_357]),
    ("-m net-income", [3_587, 11_083, 10_135, 13_746, 6_717, 8_503, 10_467, 12_443, 17_087]),
];

/// Quarters from 2021Q3 (June to August 2021) to 2026Q3, in hundreds of millions, as its releases and calls print them: all cloud revenue, and
/// from 2022Q3 that of infrastructure and of applications.
const CLOUD: [(&str, &[i64]); 3] = [
    ("cloud", &[25, 27, 28, 29, 36, 38, 41, 44, 46, 48, 51, 53, 56, 59, 62, 67, 72, 80, 89, 99]),
    ("oci", &[9, 10, 12, 14, 15, 16, 18, 20, 22, 24, 27, 30, 33, 41, 49, 58]),
    ("oracle-saas", &[27, 28, 29, 30, 31, 32, 33, 33, 35, 35, 36, 37, 38, 39, 40, 41]),
];

/// Remaining performance obligations in hundreds of millions: at the end of fiscal years, then of quarters since August 2023.
const BACKLOG: [(&str, &[i64]); 2] = [
    ("-p FY2019..FY2023", &[362, 370, 413, 466, 679]),
    ("-Q -p FY2024Q1..FY2027Q1", &[650, 650, 800, 980, 990, 970, 1_300, 1_380, 4_550, 5_230, 5_530, 6_380, 6_640]),
];

fn values(arguments: &str) -> Vec<Option<i64>> {
    rows(arguments).iter().map(super::program::Row::value).collect()
}

#[test]
fn its_years_are_as_its_reports_print_them() {
    for (metric, expected) in YEARS {
        let expected: Vec<_> = expected.iter().map(|millions| Some(millions * MILLION)).collect();
        assert_eq!(values(&format!("show orcl -p FY2018..FY2026 {metric}")), expected, "{metric}");
    }
    // 31,977 less 55,663, and what the first quarter of fiscal 2027 brought: 23,103 less 28,499.
    assert_millions("show orcl -m fcf -p FY2026", -23_686);
    assert_millions("show orcl -m fcf -p FY2027Q1", -5_396);
}

#[test]
fn its_cloud_and_backlog_are_as_it_states_them() {
    for (metric, expected) in CLOUD {
        let first = if metric == "cloud" { "FY2022Q1" } else { "FY2023Q1" };
        let expected: Vec<_> = expected.iter().map(|tenths| Some(tenths * 100 * MILLION)).collect();
        assert_eq!(values(&format!("show orcl -Q -m {metric} -p {first}..FY2026Q4")), expected, "{metric}");
    }
    for (metric, quarter, year) in [("cloud", 11_607, 33_989), ("oci", 7_388, 18_101), ("oracle-saas", 4_219, 15_888)] {
        assert_millions(&format!("show orcl -m {metric} -p FY2027Q1"), quarter);
        assert_millions(&format!("show orcl -m {metric} -p FY2026"), year);
    }
    for (periods, expected) in BACKLOG {
        let expected: Vec<_> = expected.iter().map(|tenths| Some(tenths * 100 * MILLION)).collect();
        assert_eq!(values(&format!("show orcl -m backlog {periods}")), expected, "{periods}");
    }
    for (year, millions) in [(2019, 1_230), (2020, 1_382), (2021, 1_537), (2022, 1_972), (2023, 2_526), (2026, 7_623)] {
        assert_millions(&format!("show orcl -m depreciation -p FY{year}"), millions);
    }
}

/// Its release names 47.7 billion for the year, after what customers prepay.
#[test]
fn its_purchases_of_fiscal_2026_are_those_of_its_accounts() {
    for basis in ["headline", "cash", "net"] {
        assert_millions(&format!("show orcl -p FY2026 -b {basis}"), 55_663);
    }
    let run = |arguments: &str| {
        let run = capex().args(arguments.split_whitespace()).output().expect("run");
        (run.status.code(), String::from_utf8(run.stdout).expect("UTF-8"))
    };
    assert_eq!(run("check orcl --value 55.7 -p FY2026").0, Some(0));
    assert_eq!(run("check orcl --value 47.7 -p FY2026").0, Some(5));
    let (_, explained) = run("explain orcl FY2026");
    assert!(explained.contains("net cash outlay") && explained.contains("Form 10-K, fiscal year 2026"), "{explained}");
}

#[test]
fn its_guidance_stands_beside_the_outcome() {
    let said = |period: &str| -> Vec<[String; 4]> {
        let rows = rows(&format!("guidance orcl --history -p {period}"));
        rows.iter().map(|row| ["announced", "low", "high", "bound"].map(|column| row.text(column).to_owned())).collect()
    };
    let fifty = "50000000000";
    assert_eq!(
        said("FY2026")[..4],
        [
            ["2025-06-11", "25000000000", "", "at_least"],
            ["2025-09-09", "35000000000", "35000000000", "about"],
            ["2025-12-10", fifty, fifty, "about"],
            ["2026-03-10", fifty, fifty, "about"],
        ]
    );
    assert_eq!(said("FY2027").last().expect("a statement")[..3], ["2026-09-10", "90000000000", "95000000000"]);
    assert_eq!(said("FY2024").len() + said("FY2025").len(), 8, "six statements and two outcomes");
}

/// A calendar year is the quarters that end nearest to its own: to February, May, August and November.
#[test]
fn a_total_with_it_is_of_its_nearest_quarters_and_says_so() {
    // 12,135 − 6,273 + 21,215 − 12,135 + 20,535.
    let totals = rows("totals big5 -y 2025 -b cash");
    let oracle = of(&totals, "ORCL");
    assert_eq!((oracle.value(), oracle.text("status")), (Some(35_477 * MILLION), "approximate"));
    assert_eq!((oracle.text("start"), oracle.text("end")), ("2024-12-01", "2025-11-30"));
    let total = of(&totals, "TOTAL");
    assert_eq!((total.value(), total.text("status")), (Some((376_051 + 35_477) * MILLION), "approximate"));
    assert_close(total.fraction("share").expect("a share"), Decimal::ONE, "0");
    assert_eq!(of(&rows("totals big5 -p FY2026 -b cash"), "ORCL").text("status"), "reported");
    let check = |arguments: &str| row(&format!("check {arguments}"));
    assert_eq!(check("big5 -m ocf --total 602.83 -y 2025").text("verdict"), "confirmed");
    assert_eq!(check("hyperscalers --total 411.5 -y 2025 -b cash").text("verdict"), "confirmed");
}

/// Nothing that names no company is other than it was without it.
#[test]
fn it_is_outside_the_default() {
    for command in
        ["totals 2025", "show -p 2025", "growth 2025", "cloud 2025", "guidance", "summary", "show -m backlog"]
    {
        assert!(rows(command).iter().all(|row| row.text("company") != "ORCL"), "{command}");
    }
    for (group, members) in [
        ("big4", &["AMZN", "MSFT", "GOOGL", "META", "TOTAL"][..]),
        ("big5", &["AMZN", "MSFT", "GOOGL", "META", "ORCL", "TOTAL"]),
        ("clouds", &["AMZN", "MSFT", "GOOGL", "ORCL", "TOTAL"]),
    ] {
        let totals = rows(&format!("totals {group} 2025"));
        assert_eq!(totals.iter().map(|row| row.text("company")).collect::<Vec<_>>(), members, "{group}");
    }
    assert_eq!(crate::program::csv("totals big4 2025"), crate::program::csv("totals 2025"));
    let found = |arguments: &str| crate::program::rows_if_any(&format!("find {arguments}"));
    assert!(found("55.663").iter().all(|row| row.text("company") != "ORCL"));
    assert!(found("55.663 big5").iter().any(|row| row.text("company") == "ORCL"));
}
