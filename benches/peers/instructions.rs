//! Instructions that commands execute: a measure that other work on the machine does not change.

use super::asked::Asked;

/// The instructions of a run, in millions; `None` without `valgrind`.
///
/// # Panics
/// If the run fails, or `valgrind` does not say what it has counted.
pub fn millions(asked: &Asked) -> Option<f64> {
    const COUNTING: [&str; 4] = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"];
    let output = asked.under(&COUNTING).output().ok()?;
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{asked}: {told}");
    let count = told.lines().find_map(|line| line.split_once("refs:")).map(|(_, count)| count.trim().replace(',', ""));
    let count: f64 = count.and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("no count in {told}"));
    Some(count / 1e6)
}
