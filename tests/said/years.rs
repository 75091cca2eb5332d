//! Whose year a statement is on: the calendar's if the company spoke of it, else its own of that number.

use crate::json::notes;
use crate::program::{MILLION, Row, of, row, rows};

/// The period of which a company's statement speaks.
fn period(arguments: &str, company: &str) -> String {
    of(&rows(&format!("guidance {arguments}")), company).text("period").to_owned()
}

#[test]
fn microsofts_2026_is_the_calendars_and_its_other_years_are_its_own() {
    for (year, expected) in [(2024, "FY2024"), (2025, "FY2025"), (2026, "2026"), (2027, "FY2027")] {
        assert_eq!(period(&format!("-y {year}"), "MSFT"), expected);
    }
}

#[test]
fn until_microsoft_spoke_of_calendar_2026_its_own_year_stood() {
    assert_eq!(period("-y 2026 --as-of 2026-04-28", "MSFT"), "FY2026");
    assert_eq!(period("-y 2026 --as-of 2026-04-29", "MSFT"), "2026");
}

#[test]
fn in_fiscal_years_microsofts_2026_is_a_direction_and_adds_nothing() {
    for arguments in ["-y 2026 --fiscal --as-of 2026-09-30", "-p FY2026 --as-of 2026-09-30"] {
        let rows = rows(&format!("guidance --total {arguments}"));
        let microsoft = of(&rows, "MSFT");
        let found = ["period", "bound", "direction", "low", "high", "role"].map(|column| microsoft.text(column));
        assert_eq!(found, ["FY2026", "direction", "higher", "", "", "no figure"], "{arguments}");
        let total = of(&rows, "TOTAL");
        assert_eq!(total.dollars("low"), Some((220 + 195 + 130) * 1_000 * MILLION), "{arguments}");
        assert_eq!(total.dollars("high"), Some((220 + 205 + 145) * 1_000 * MILLION), "{arguments}");
    }
}

#[test]
fn the_match_of_years_is_printed() {
    for mode in ["", "--history", "--progress", "--total"] {
        let printed = notes(&format!("guidance {mode} -y 2025"));
        assert!(
            printed.contains(
                "Microsoft's guidance is for its fiscal year FY2025 (2024Q3 – 2025Q2), not for calendar 2025"
            ),
            "{mode}"
        );
    }
}

#[test]
fn a_year_is_compared_with_the_same_companys_year_before() {
    let rows_of_2025 = rows("guidance -y 2025");
    let rows_of_2026 = rows("guidance -y 2026");
    // Fiscal 2024, calendar 2025.
    assert_eq!(of(&rows_of_2025, "MSFT").dollars("prior"), Some(55_700 * MILLION));
    assert_eq!(of(&rows_of_2026, "MSFT").dollars("prior"), Some(118_000 * MILLION));
}

#[test]
fn microsofts_fiscal_quarter_is_found_under_both_of_its_names() {
    for period in ["FY2026Q1", "2025Q3"] {
        let row = row(&format!("guidance -p {period}"));
        let found = ["company", "period", "announced", "bound", "high"].map(|column| row.text(column));
        assert_eq!(found, ["MSFT", "FY2026Q1", "2025-07-30", "at_least", ""], "{period}");
        assert_eq!(row.dollars("low"), Some(30_000 * MILLION), "{period}");
    }
}

#[test]
fn a_calendar_quarter_and_a_fiscal_quarter_of_one_name_are_two_quarters_of_microsoft() {
    assert_eq!(period("-p 2025Q1", "MSFT"), "FY2025Q3");
    assert_eq!(period("-p FY2025Q1", "MSFT"), "FY2025Q1");
    assert_eq!(period("-p 2025Q1", "GOOGL"), "FY2025Q1");
}

#[test]
fn a_half_is_not_a_year() {
    let half = row("guidance -p 2025H2");
    assert_eq!((half.text("period"), half.dollars("low")), ("FY2025H2", Some(62_800 * MILLION)));
    let of_year: Vec<_> = rows("guidance --history -y 2025 amzn").iter().filter_map(|row| row.dollars("low")).collect();
    assert!(!of_year.contains(&(62_800 * MILLION)));
}

#[test]
fn the_outcome_of_a_fiscal_quarter_stands_in_its_history() {
    let history = rows("guidance --history -p FY2026Q1 msft");
    let outcome: &Row = history.last().expect("an outcome");
    let found = ["announced", "bound", "change"].map(|column| outcome.text(column));
    assert_eq!(found, ["2025-10-29", "outcome", "within the last"]);
    assert_eq!(outcome.dollars("low"), Some(34_900 * MILLION));
}
