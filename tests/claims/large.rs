//! A hundred thousand claims.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::program::{HEADER, Row, rows, run};

const ROWS: usize = 100_000;

/// A release build takes less than a second; this one is neither optimised nor alone on the machine.
const PATIENCE: Duration = Duration::from_secs(50);

#[test]
fn a_hundred_thousand_claims_are_judged_in_order() {
    let mut file = format!("{HEADER}\n");
    let companies = ["AMZN", "MSFT", "GOOGL", "META"];
    for row in 0..ROWS {
        let (company, year, value) = (companies[row % 4], 2018 + row % 8, row / 8 % 140);
        writeln!(file, "c{row},capex,{company},{year},value,{value},bn,").unwrap();
    }
    let started = Instant::now();
    let answer = run(&["check", "-", "-f", "csv"], file);
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
    assert_eq!(answer.code, 5);
    let rows = rows(&answer);
    assert_eq!(rows.len(), ROWS);
    assert!(rows.iter().enumerate().all(|(at, row)| row.text("id") == format!("c{at}")));
    // Amazon's 2022: 58,620 headline, 63,645 cash, 58,321 net and 66,262 with lease principal.
    let of_amazon = |row: &&Row| row.text("companies") == "AMZN" && row.text("period") == "2022";
    let confirmed = |row: &Row| row.text("verdict") == "confirmed";
    let mut given: Vec<&str> =
        rows.iter().filter(of_amazon).filter(|row| confirmed(row)).map(|row| row.text("printed")).collect();
    given.sort_unstable();
    given.dedup();
    assert_eq!(given, ["58 bn", "59 bn", "64 bn", "66 bn"]);
}

#[test]
fn a_slip_far_down_is_told_with_its_line() {
    let mut file = format!("{HEADER}\n");
    for row in 0..ROWS {
        let company = if row == 77_777 { "NVDA" } else { "AMZN" };
        writeln!(file, "c{row},capex,{company},2024,value,78,bn,").unwrap();
    }
    let answer = run(&["check", "-"], file);
    assert_eq!((answer.code, answer.out.as_str()), (4, ""));
    assert!(answer.aside.starts_with("capex: standard input:77779:3: unknown company `NVDA`"), "{}", answer.aside);
}
