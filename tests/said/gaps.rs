//! No figure is made up: what a company did not say is empty, and is seen to be.

use crate::data::COMPANIES;
use crate::program::{of, rows, rows_if_any};
use crate::statement::days_of;

#[test]
fn a_direction_has_no_amount_and_no_end_is_ever_zero() {
    for mode in ["", "--history", "--progress"] {
        for row in rows(&format!("guidance {mode} -p FY2020..FY2027")) {
            if row.text("bound") == "direction" {
                assert!(row.text("low").is_empty() && row.text("high").is_empty(), "{row:?}");
            }
            for column in ["low", "high"] {
                assert_ne!(row.text(column), "0", "{row:?}");
            }
        }
    }
}

#[test]
fn a_company_that_gave_only_a_direction_is_in_the_total_without_an_amount() {
    let mut directions = 0;
    for day in days_of(2026) {
        let rows = rows_if_any(&format!("guidance --total -y 2026 --as-of {day}"));
        for row in rows.iter().filter(|row| row.text("role") == "no figure") {
            assert!(row.text("low").is_empty() && row.text("high").is_empty(), "{day}: {row:?}");
            assert!(!row.text("announced").is_empty() && !row.text("source").is_empty(), "{day}: {row:?}");
            directions += 1;
        }
    }
    assert!(directions > 0, "no company gave only a direction");
}

#[test]
fn a_total_has_no_high_end_while_one_company_said_at_least() {
    let rows = rows("guidance --total -y 2025 --as-of 2025-03-01");
    for company in ["MSFT", "TOTAL"] {
        assert!(of(&rows, company).dollars("low").is_some(), "{company}");
        assert_eq!(of(&rows, company).dollars("high"), None, "{company}");
        assert_eq!(of(&rows, company).fraction("growth_high"), None, "{company}");
    }
    assert_eq!(of(&rows, "TOTAL").dollars("low"), Some(320_200_000_000));
}

#[test]
fn a_total_has_a_row_for_every_company_it_was_asked_about() {
    for (year, day) in [(2020, "2020-07-31"), (2022, "2022-12-31"), (2023, "2023-09-01"), (2025, "2025-02-08")] {
        let rows = rows(&format!("guidance big5 --total -y {year} --as-of {day}"));
        for company in COMPANIES {
            assert!(rows.iter().any(|row| row.text("company") == company), "{company} is not in {year} on {day}");
        }
    }
}

#[test]
fn growth_is_measured_only_over_the_companies_that_gave_a_figure() {
    // Microsoft had only given a direction for its own 2026.
    let rows = rows("guidance --total -y 2026 --as-of 2026-03-01");
    assert_eq!(of(&rows, "MSFT").text("role"), "no figure");
    assert_eq!(of(&rows, "TOTAL").dollars("prior"), Some((128_320 + 91_447 + 72_215) * 1_000_000));
}

#[test]
fn no_growth_is_given_over_years_that_were_not_known() {
    // Alphabet reported 2024 on 4 February 2025, Amazon on the 6th.
    let rows = rows("guidance --total -y 2025 --as-of 2025-02-03");
    let unknown: Vec<_> = rows.iter().filter(|row| row.text("prior").is_empty()).collect();
    assert!(unknown.iter().any(|row| row.text("company") == "AMZN"), "{rows:?}");
    for row in unknown {
        assert!(row.text("growth_low").is_empty() && row.text("growth_high").is_empty(), "{row:?}");
    }
}

#[test]
fn directions_are_not_taken_for_silence() {
    // Two companies said that 2027 will be higher; there is nothing to add, but it is not true that nobody spoke.
    assert_eq!(rows("guidance -y 2027").len(), 2);
    let sum = rows("guidance --total -y 2027");
    let told: Vec<_> = sum.iter().map(|row| ["company", "role", "bound"].map(|column| row.text(column))).collect();
    assert_eq!(
        told,
        [
            ["AMZN", "silent", ""],
            ["MSFT", "no figure", "direction"],
            ["GOOGL", "no figure", "direction"],
            ["META", "silent", ""],
            ["TOTAL", "total", "sum"],
        ]
    );
    assert_eq!((sum[4].text("low"), sum[4].text("high")), ("", ""));
}

#[test]
fn a_plan_for_a_year_that_is_over_is_not_added_to_plans_that_run() {
    // Microsoft's fiscal 2025 ended on 30 June 2025.
    let rows = rows("guidance --total -y 2025 --as-of 2025-11-01");
    assert_eq!(of(&rows, "MSFT").text("role"), "over");
    let total = of(&rows, "TOTAL");
    assert_eq!(total.dollars("low"), Some((125 + 91 + 70) * 1_000_000_000));
    assert_eq!(total.dollars("high"), Some((125 + 93 + 72) * 1_000_000_000));
    assert_eq!(total.dollars("prior"), Some((78_200 + 52_535 + 39_225) * 1_000_000));
    // The day before the year ended it was still a plan.
    for (day, role) in [("2025-06-30", "added"), ("2025-07-01", "over")] {
        let rows = crate::program::rows(&format!("guidance --total -y 2025 --as-of {day}"));
        assert_eq!(of(&rows, "MSFT").text("role"), role, "{day}");
    }
    // Once all are over, none is a plan any longer, and the sum is of what they had said.
    let rows = crate::program::rows("guidance --total -y 2025 --as-of 2026-01-15");
    assert!(rows.iter().all(|row| row.text("role") != "over"), "{rows:?}");
}
