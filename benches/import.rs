//! How fast `capex import` reads the SEC's companyfacts, beside `serde_json` skipping the same bytes.
//!
//! The file is of the shape and size of a large company's: some five hundred concepts, each with sixty to a hundred figures
//! on one line of text. Both are given it in turn, in memory, and their medians are compared. Import does all its work but
//! for writing: reading, sorting out what repeats, proof. A companyfacts file given as an argument is taken instead of the
//! made-up one. `--report` tells figures without failing where the limit is passed; `CAPEX_BENCH_RUNS` sets the number of
//! rounds.

mod common {
    pub mod companyfacts;
    pub mod timing;
}

use std::env;
use std::fs;
use std::hint::black_box;
use std::process::ExitCode;

use capex::data::Dataset;
use capex::sec::Importer;
use common::companyfacts::made_up;
use common::timing::{Limits, Times, in_turn, rounds, time};
use serde::de::IgnoredAny;

const LIMIT: f64 = 2.0;
const ROUNDS: usize = 60;

fn main() -> ExitCode {
    let given = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let file = given.map_or_else(made_up, |path| fs::read_to_string(path).expect("the file given"));
    let data = Dataset::bundled().expect("the data");
    let importer = Importer::new(&data, None).expect("the tags");
    let import = || {
        let facts = importer.read("file", file.as_bytes()).expect("a good file");
        importer.import(facts, None).expect("figures").facts.len()
    };
    let skip = || serde_json::from_slice::<IgnoredAny>(black_box(file.as_bytes())).expect("JSON");
    let (rounds, facts) = (rounds(ROUNDS), import());
    let [of_import, of_skip] = in_turn(rounds, &mut [Box::new(|| time(import)), Box::new(|| time(skip))]);
    let bytes = f64::from(u32::try_from(file.len()).expect("less than four gigabytes"));
    let speed = |times: Times| bytes / 1e3 / times.ms();
    println!("{} bytes that hold {facts} facts: medians of {rounds} rounds\n", file.len());
    println!("| | ms | MB/s |\n|---|--:|--:|");
    println!("| capex import | {:.3} | {:.0} |", of_import.ms(), speed(of_import));
    println!("| serde_json, skipping | {:.3} | {:.0} |\n", of_skip.ms(), speed(of_skip));
    let mut limits = Limits::default();
    limits.hold("capex import to serde_json", of_import.ratio(of_skip), LIMIT);
    limits.steady("serde_json", of_skip);
    limits.exit_code()
}
