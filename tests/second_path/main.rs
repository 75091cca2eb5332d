//! The figures the program prints, checked by a second path.
//!
//! Everything here sees the program from outside: it runs the binary, reads its CSV, and compares with what simple
//! arithmetic on the files of `data/`, or a hand with a pencil, makes of the same documents. Nothing of the crate
//! is imported, so that a mistake in it cannot be made twice.

mod adding_up;
mod addresses;
mod as_known;
mod balances;
#[path = "../common/mod.rs"]
mod common;
mod data;
mod free_cash_flow;
mod imported;
mod known;
mod one_answer;
mod oracle;
mod program;
mod properties;
mod recomputed;
mod reports;
mod totals;
mod traps;
