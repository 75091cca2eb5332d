//! Sums of guidance typed by hand, in millions.

use crate::json::notes;
use crate::program::{MILLION, Row, assert_close, of, rows};

/// Asserts the ends of a total and of the statements in it, in millions.
#[track_caller]
fn assert_ends(arguments: &str, expected: &[(&str, &str, Option<i64>, Option<i64>)]) {
    let rows = rows(&format!("guidance --total {arguments}"));
    for &(company, period, low, high) in expected {
        let row = of(&rows, company);
        let found = (row.text("period"), row.dollars("low"), row.dollars("high"));
        let dollars = |millions: Option<i64>| millions.map(|millions| millions * MILLION);
        assert_eq!(found, (period, dollars(low), dollars(high)), "guidance --total {arguments}: {company}");
    }
}

/// The row of the total.
fn total(arguments: &str) -> Row {
    of(&rows(&format!("guidance --total {arguments}")), "TOTAL").clone()
}

#[test]
fn guidance_for_2025_was_320_to_325_billion_on_8_february_2025() {
    let expected = [
        ("AMZN", "FY2025", Some(105_200), Some(105_200)),
        ("MSFT", "FY2025", Some(80_000), Some(80_000)),
        ("GOOGL", "FY2025", Some(75_000), Some(75_000)),
        ("META", "FY2025", Some(60_000), Some(65_000)),
        ("TOTAL", "2025", Some(320_200), Some(325_200)),
    ];
    assert_ends("-y 2025 --as-of 2025-02-08", &expected);
}

#[test]
fn the_statements_of_8_february_2025_are_named_with_their_age_and_document() {
    let rows = rows("guidance --total -y 2025 --as-of 2025-02-08");
    let named: Vec<_> = rows
        .iter()
        .map(|row| ["company", "announced", "bound", "age_days", "source", "role"].map(|column| row.text(column)))
        .collect();
    let expected = [
        ["AMZN", "2025-02-06", "run_rate", "2", "amzn-2025-02-06-call", "added"],
        ["AMZN", "2025-02-06", "about", "2", "amzn-2025-02-06-press", "beside"],
        ["MSFT", "2025-01-22", "about", "17", "msft-2025-01-22-press", "added"],
        ["GOOGL", "2025-02-04", "about", "4", "googl-2025-02-04-release", "added"],
        ["META", "2025-01-30", "range", "9", "meta-2025-01-30-10-k", "added"],
        ["TOTAL", "", "sum", "", "", "total"],
    ];
    assert_eq!(named, expected);
}

#[test]
fn amazons_105_2_is_four_times_its_quarter_and_the_100_of_the_press_stands_beside_it() {
    let rows = rows("guidance --total -y 2025 --as-of 2025-02-08 amzn");
    let ours = &rows[0];
    assert_eq!((ours.dollars("low"), ours.text("confidence")), (Some(4 * 26_300 * MILLION), "company"));
    assert!(ours.text("note").contains("four times"), "{ours:?}");
    let press = &rows[1];
    assert_eq!((press.dollars("low"), press.text("confidence")), (Some(100_000 * MILLION), "secondary"));
    assert_eq!(of(&rows, "TOTAL").dollars("low"), Some(105_200 * MILLION));
}

#[test]
fn microsoft_alphabet_and_meta_guided_45_8_percent_above_their_own_last_years() {
    let total = total("-y 2025 --as-of 2025-02-08 msft googl meta");
    assert_eq!((total.dollars("low"), total.dollars("high")), (Some(215_000 * MILLION), Some(220_000 * MILLION)));
    // Microsoft's fiscal 2024, Alphabet's and Meta's 2024.
    assert_eq!(total.dollars("prior"), Some((55_700 + 52_535 + 39_225) * MILLION));
    assert_close(total.fraction("growth_low").expect("growth"), "0.458".parse().unwrap(), "0.0005");
    assert_close(total.fraction("growth_high").expect("growth"), "0.492".parse().unwrap(), "0.0005");
}

#[test]
fn guidance_for_2026() {
    let expected = [
        ("AMZN", "FY2026", Some(220_000), Some(220_000)),
        ("MSFT", "2026", Some(175_000), Some(175_000)),
        ("GOOGL", "FY2026", Some(195_000), Some(205_000)),
        ("META", "FY2026", Some(130_000), Some(145_000)),
        ("TOTAL", "2026", Some(720_000), Some(745_000)),
    ];
    assert_ends("-y 2026 --as-of 2026-09-30", &expected);
}

#[test]
fn microsofts_175_for_2026_is_flagged_as_after_a_change_of_definition_from_190() {
    let rows = rows("guidance --total -y 2026 --as-of 2026-09-30");
    let row = of(&rows, "MSFT");
    assert_eq!((row.text("change"), row.text("comparable")), ("not comparable", "no"));
    assert!(row.text("note").contains("leases"), "{row:?}");
    let notes = notes("guidance --total -y 2026 --as-of 2026-09-30");
    assert!(notes.contains("190") && notes.contains("2026-04-29"), "{notes}");
    assert_ends("-y 2026 --as-of 2026-07-28", &[("MSFT", "2026", Some(190_000), Some(190_000))]);
}

#[test]
fn guidance_for_2026_stood_at_695_to_725_billion_on_1_june_2026() {
    assert_ends("-y 2026 --as-of 2026-06-01", &[("TOTAL", "2026", Some(695_000), Some(725_000))]);
}

#[test]
fn amazons_200_stood_while_its_plan_was_largely_unchanged() {
    assert_ends("-y 2026 --as-of 2026-05-15", &[("AMZN", "FY2026", Some(200_000), Some(200_000))]);
}

#[test]
fn what_was_not_yet_published_of_2024_on_31_january_2025_is_missing() {
    let known = rows("totals -y 2024 --as-of 2025-01-31");
    let expected = [
        // Three quarters of Amazon and Alphabet: 14.0 + 16.5 + 21.4 and 12.012 + 13.186 + 13.061.
        ("AMZN", 51_900, "3/4", "partial"),
        ("MSFT", 75_600, "4/4", "derived"),
        ("GOOGL", 38_259, "3/4", "partial"),
        ("META", 39_225, "4/4", "derived"),
        ("TOTAL", 204_984, "3/4", "partial"),
    ];
    for (company, millions, quarters, status) in expected {
        let row = of(&known, company);
        let found = (row.value(), row.text("quarters"), row.text("status"));
        assert_eq!(found, (Some(millions * MILLION), quarters, status), "{company}");
    }
    let fourth_quarter = rows("show -Q -p 2024Q4 --as-of 2025-01-31");
    let missing: Vec<_> =
        fourth_quarter.iter().filter(|row| row.is("missing")).map(|row| row.text("company")).collect();
    assert_eq!(missing, ["AMZN", "GOOGL"]);
}
