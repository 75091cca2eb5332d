//! Times of what is run in turn, their medians, and limits on the ratio of two.

use std::env;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Work to be timed once, which tells how long it took.
pub type Job<'j> = Box<dyn FnMut() -> Duration + 'j>;

/// How long a piece of work takes.
pub fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// The number of rounds: `CAPEX_BENCH_RUNS`, or as many as are usual.
pub fn rounds(usual: usize) -> usize {
    env::var("CAPEX_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(usual).max(1)
}

/// The median time of each job, after some rounds that do not count.
///
/// The jobs are run in turn, so that whatever else the machine does falls on all alike, forwards and then backwards, so
/// that none always follows the same other.
pub fn medians<const JOBS: usize>(rounds: usize, jobs: &mut [Job<'_>; JOBS]) -> [Duration; JOBS] {
    let warm_up = rounds.div_ceil(10);
    let mut times = [const { Vec::new() }; JOBS];
    for round in 0..warm_up + rounds {
        for turn in 0..JOBS {
            let job = if round % 2 == 0 { turn } else { JOBS - 1 - turn };
            let taken = jobs[job]();
            if round >= warm_up {
                times[job].push(taken);
            }
        }
    }
    times.map(median)
}

/// The middle of the times; of an even number, the later of the two in the middle.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Milliseconds.
pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// How many times as long one takes as the other.
pub fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// Limits, and whether all were kept.
#[derive(Debug, Default)]
pub struct Limits {
    passed: Vec<String>,
}

impl Limits {
    /// Prints a value beside the most it may be.
    pub fn hold(&mut self, what: &str, value: f64, limit: f64) {
        println!("- {what}: {value:.2}, limit {limit}");
        if value > limit {
            self.passed.push(format!("{what} is {value:.2}, above the limit of {limit}"));
        }
    }

    /// A failure if a limit was passed, unless `--report` asks for the figures alone.
    pub fn exit_code(self) -> ExitCode {
        for passed in &self.passed {
            eprintln!("{passed}");
        }
        let only_report = env::args().any(|argument| argument == "--report");
        if self.passed.is_empty() || only_report { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
