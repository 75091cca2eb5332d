//! Converted figures, checked by a second path.
//!
//! As in `second_path`, which runs the program for these tests too: its CSV is compared with what a plain reading of
//! `data/fx/ecb.csv` makes of the dollars it prints. Rates are divided day by day and averaged here once more; nothing
//! of the crate is imported, except in `api`, which is about its own properties.

mod api;
mod arithmetic;
mod cloud;
#[path = "../common/mod.rs"]
mod common;
#[allow(dead_code, reason = "shared with `second_path`, which uses all of it")]
#[path = "../second_path/data.rs"]
mod data;
mod dollars;
mod fixings;
mod growth;
#[path = "../said/json.rs"]
mod json;
mod missing;
mod policies;
#[allow(dead_code, reason = "shared with `second_path`, which uses all of it")]
#[path = "../second_path/program.rs"]
mod program;
mod quarters;
mod rates_broken;
mod rates_of_ones_own;
mod runs;
mod statements;
mod there_and_back;
mod totals;
mod years;
