//! Wrong readings of guidance that have been printed elsewhere.

use crate::program::{MILLION, Row, rows};

/// Billions, as a statement names them.
const BILLION: i64 = 1_000 * MILLION;

/// Whether a row names this amount at either end.
fn names(row: &Row, billions: i64) -> bool {
    [row.dollars("low"), row.dollars("high")].contains(&Some(billions * BILLION))
}

#[test]
fn microsofts_190_and_175_are_of_calendar_2026_and_never_of_fiscal_2026() {
    for mode in ["", "--history", "--progress", "--total"] {
        for arguments in ["-p FY2026", "-y 2026 --fiscal", "-p FY2026 --as-of 2026-05-01", "-p FY2027"] {
            // FY2027 has directions only, so that it may have no total.
            let rows = rows(&format!("guidance {mode} {arguments} msft"));
            assert!(rows.iter().all(|row| !names(row, 190) && !names(row, 175)), "{mode} {arguments}");
        }
    }
    let of_190: Vec<_> = rows("guidance --history -p 2026,FY2026,FY2027 msft")
        .iter()
        .filter(|row| names(row, 190) || names(row, 175))
        .map(|row| row.text("period").to_owned())
        .collect();
    assert_eq!(of_190, ["2026", "2026"]);
}

#[test]
fn microsofts_175_is_not_a_cut() {
    let rows = rows("guidance --history -p 2026 msft");
    let of_175 = rows.iter().find(|row| names(row, 175)).expect("the statement");
    assert_eq!((of_175.text("change"), of_175.text("comparable")), ("not comparable", "no"));
    assert!(rows.iter().all(|row| !row.text("change").contains("lowered")), "{rows:?}");
}

#[test]
fn alphabets_75_and_85_are_two_statements_and_never_a_range() {
    let said: Vec<_> = rows("guidance --history -p 2025 googl")
        .iter()
        .filter(|row| names(row, 75) || names(row, 85))
        .map(|row| (row.text("announced").to_owned(), row.dollars("low"), row.dollars("high")))
        .collect();
    let about = |day: &str, billions: i64| (day.to_owned(), Some(billions * BILLION), Some(billions * BILLION));
    assert_eq!(said, [about("2025-02-04", 75), about("2025-04-24", 75), about("2025-07-23", 85)]);
    for (day, billions) in [("2025-07-22", 75), ("2025-07-23", 85)] {
        let standing = rows(&format!("guidance -y 2025 --as-of {day} googl"));
        assert!(standing.len() == 1 && names(&standing[0], billions), "{day}");
    }
}

#[test]
fn metas_60_to_65_is_measured_against_2024_and_not_against_expectations() {
    let rows = rows("guidance -y 2025 --as-of 2025-02-08 meta");
    // 60 / 39.225 and 65 / 39.225.
    let growth = ["growth_low", "growth_high"].map(|column| rows[0].fraction(column).expect("growth").round_dp(3));
    assert_eq!(growth.map(|growth| growth.to_string()), ["0.530", "0.657"]);
}
