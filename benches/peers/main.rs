//! How long `capex` takes from start to end, beside other tools that answer the same question and a Rust program that prints
//! one line; and how long its common commands take.
//!
//! The question is the capital expenditures of calendar 2025, by company and in total. The others are given the sixteen
//! quarterly figures it is made of, as `capex show -Q -y 2025 -f csv` writes them (`hledger` as a journal), so that they need
//! neither find, derive nor select anything; each is asked in its fastest plain form, which is printed. All must print the
//! same sums, to the digit, before any is timed. A tool that is not installed is named and left out. On a busy machine
//! nothing is told by times, and the run fails.
//!
//! `--report` tells figures without failing where a limit is passed; `--instructions` counts the instructions of the common
//! commands instead (`valgrind`), which another run repeats; `CAPEX_BENCH_RUNS` sets the number of rounds, and
//! `CAPEX_BENCH_CAPEX` names another build.

mod asked;
#[path = "../common"]
mod common {
    pub mod programs;
    pub mod timing;
}
mod instructions;
mod tools;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use asked::Asked;
use common::programs::{folder, run};
use common::timing::{Job, Limits, in_turn, rounds};
use instructions::millions;
use tools::Tool;

const ROUNDS: usize = 100;

/// What the same question may take, against the time of others.
const MOST_OF: [(&str, f64); 3] = [("hello, world", 2.2), ("datamash", 0.6), ("DuckDB", 0.1)];

/// What the slowest common command may take, against a program that prints one line; and what a search may, which works out
/// every figure on every definition.
const MOST_OF_HELLO: f64 = 4.0;
const SEARCH_OF_HELLO: f64 = 15.0;

/// The commands in common use, as typed.
const COMMANDS: [&str; 13] = [
    "",
    "totals -y 2025",
    "totals -y 2025 -x EUR",
    "show -Q -p last8q",
    "growth -p 2019..2025",
    "cloud -y 2025",
    "guidance",
    "chart -Q -p last12q",
    "explain meta 2022Q4",
    "check --total 246 -y 2024",
    "find 118",
    "rates -y 2025",
    "list companies",
];

fn main() -> ExitCode {
    let folder = folder("peers");
    let hello = Tool::hello(&folder);
    let commands = COMMANDS.map(|typed| Asked::capex(&folder, typed));
    let outcome = if env::args().any(|argument| argument == "--instructions") {
        count(&hello, &Tool::capex(&folder), &commands)
    } else {
        let mut limits = Limits::default();
        against_others(&folder, &hello, &mut limits);
        against_hello(&hello, &commands, &mut limits);
        limits.exit_code()
    };
    fs::remove_dir_all(&folder).expect("the folder is removed");
    outcome
}

/// The same question to every tool that is installed. Each takes turns with `capex` and the least program alone: what one
/// leaves in the processor's caches, another has to clear away.
fn against_others(folder: &Path, hello: &Tool, limits: &mut Limits) {
    let own = Tool::capex(folder);
    let sums = own.sums();
    assert_eq!(sums.len(), 5, "four companies and the total: {sums:?}");
    let (others, missing) = Tool::others(folder);
    for tool in &others {
        assert_eq!(tool.sums(), sums, "{} prints other sums than capex", tool.name);
    }
    let rounds = rounds(ROUNDS);
    let turns = |tool: &Tool| {
        let mut jobs: [Job<'_>; 3] = [Box::new(|| tool.time()), Box::new(|| own.time()), Box::new(|| hello.time())];
        in_turn(rounds, &mut jobs)
    };
    println!("The question, {} dollars in all: medians of {rounds} rounds\n", sums["TOTAL"]);
    println!("| tool | version | ms | to capex | to hello |\n|---|---|--:|--:|--:|");
    let mut ratios = BTreeMap::new();
    for tool in [&own, hello].into_iter().chain(&others) {
        let [of_tool, of_capex, of_hello] = turns(tool);
        let (to_capex, to_hello) = (of_tool.ratio(of_capex), of_tool.ratio(of_hello));
        println!("| {} | {} | {:.2} | {to_capex:.2} | {to_hello:.2} |", tool.name, tool.version, of_tool.ms());
        ratios.insert(tool.name, of_capex.ratio(of_tool));
        limits.steady(hello.name, of_hello);
    }
    println!();
    for tool in [&own, hello].into_iter().chain(&others) {
        println!("- {}: `{}`", tool.name, tool.typed());
    }
    for name in missing {
        println!("- {name}: skipped, it is not installed");
    }
    for (name, most) in MOST_OF {
        match ratios.get(name) {
            Some(&ratio) => limits.hold(&format!("capex to {name}"), ratio, most),
            None => println!("- capex to {name}: not known, limit {most}"),
        }
    }
}

/// The common commands, each in turn with the least program.
fn against_hello(hello: &Tool, commands: &[Asked], limits: &mut Limits) {
    let rounds = rounds(ROUNDS);
    println!("\nCommon commands: medians of {rounds} rounds\n");
    println!("| command | ms | to hello |\n|---|--:|--:|");
    let mut slowest = (String::new(), 0.0);
    for asked in commands {
        let mut jobs: [Job<'_>; 2] = [Box::new(|| run(&mut asked.command())), Box::new(|| hello.time())];
        let [of_capex, of_hello] = in_turn(rounds, &mut jobs);
        let to_hello = of_capex.ratio(of_hello);
        println!("| `{asked}` | {:.2} | {to_hello:.2} |", of_capex.ms());
        limits.steady(hello.name, of_hello);
        if asked.to_string().contains(" find ") {
            limits.hold(&format!("`{asked}`, to {}", hello.name), to_hello, SEARCH_OF_HELLO);
        } else if to_hello > slowest.1 {
            slowest = (format!("the slowest, `{asked}`, to {}", hello.name), to_hello);
        }
    }
    println!();
    limits.hold(&slowest.0, slowest.1, MOST_OF_HELLO);
}

/// The instructions of the same question and of the common commands.
fn count(hello: &Tool, own: &Tool, commands: &[Asked]) -> ExitCode {
    let Some(of_hello) = millions(&hello.asked[0]) else {
        eprintln!("valgrind, which counts instructions, is not installed");
        return ExitCode::FAILURE;
    };
    println!("| command | million instructions | to hello |\n|---|--:|--:|");
    println!("| {} | {of_hello:.3} | 1.0 |", hello.name);
    for asked in own.asked.iter().chain(commands) {
        let millions = millions(asked).expect("valgrind is there");
        println!("| `{asked}` | {millions:.3} | {:.1} |", millions / of_hello);
    }
    ExitCode::SUCCESS
}
