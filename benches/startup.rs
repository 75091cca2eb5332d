//! How long `capex` takes from start to end, beside a Rust program that prints one line.
//!
//! The two are run in turn, so that whatever else the machine does falls on both alike, and their medians are compared.
//! `CAPEX_BENCH_STRICT=1` makes a ratio above the limit a failure. `CAPEX_BENCH_RUNS` sets the number of runs.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const ANSWER: &[&str] = &["totals", "-y", "2025", "-f", "csv"];
const HELLO: &str = "fn main() { println!(\"hello, world\"); }\n";
const LIMIT: f64 = 2.5;
const RUNS: usize = 400;
const WARM_UP: usize = 20;

fn main() -> ExitCode {
    let Some(hello) = hello() else {
        println!("startup: skipped, no rustc to build a program to compare with");
        return ExitCode::SUCCESS;
    };
    let runs = env::var("CAPEX_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(RUNS).max(1);
    let (mut of_hello, mut of_capex) = (Vec::with_capacity(runs), Vec::with_capacity(runs));
    for run in 0..WARM_UP + runs {
        let (one, other) = (time(&hello, &[]), time(Path::new(env!("CARGO_BIN_EXE_capex")), ANSWER));
        if run >= WARM_UP {
            of_hello.push(one);
            of_capex.push(other);
        }
    }
    let (hello, capex) = (median(&mut of_hello), median(&mut of_capex));
    let ratio = capex.as_secs_f64() / hello.as_secs_f64();
    println!("startup: medians of {runs} runs each, in turn");
    println!("  hello, world                {:>7.3} ms", hello.as_secs_f64() * 1e3);
    println!("  capex {:<21} {:>7.3} ms", ANSWER.join(" "), capex.as_secs_f64() * 1e3);
    println!("  ratio {ratio:.2}, limit {LIMIT}");
    if ratio > LIMIT && env::var("CAPEX_BENCH_STRICT").is_ok_and(|strict| strict == "1") {
        eprintln!("startup: {ratio:.2} is above the limit of {LIMIT}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// A program that prints one line, built as `capex` is; none if there is no compiler.
fn hello() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, program) = (folder.join("hello.rs"), folder.join(format!("hello{}", env::consts::EXE_SUFFIX)));
    std::fs::write(&source, HELLO).expect("the source of the program to compare with");
    let compiler = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let flags =
        ["--edition=2024", "-Copt-level=3", "-Clto=fat", "-Ccodegen-units=1", "-Cpanic=abort", "-Cstrip=symbols"];
    let built = Command::new(compiler).args(flags).arg("-o").arg(&program).arg(&source).status();
    built.is_ok_and(|status| status.success()).then_some(program)
}

/// One run of a program, from its start to its end.
fn time(program: &Path, arguments: &[&str]) -> Duration {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().expect("the program runs");
    let taken = start.elapsed();
    assert!(status.success(), "{} failed", program.display());
    taken
}

/// The middle of the times; of an even number, the later of the two in the middle.
fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
