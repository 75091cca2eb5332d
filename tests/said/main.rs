//! What companies said they would spend, checked by a second path, and what was known on a day.
//!
//! As in `second_path`, which runs the program for these tests too: its CSV is compared with figures typed by hand and
//! with a plain reading of `data/guidance.csv`. Nothing of the crate is imported.

mod as_of;
mod carried;
mod changes;
#[path = "../common/mod.rs"]
mod common;
#[allow(dead_code, reason = "shared with `second_path`, which uses all of it")]
#[path = "../second_path/data.rs"]
mod data;
mod gaps;
mod json;
#[allow(dead_code, reason = "shared with `second_path`, which uses all of it")]
#[path = "../second_path/program.rs"]
mod program;
mod progress;
mod standing;
mod statement;
mod totals;
mod traps;
mod years;
