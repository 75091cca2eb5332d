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

/// The times of a job.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// The middle one; of an even number, the later of the two in the middle.
    pub median: Duration,
    /// The shortest.
    pub least: Duration,
}

/// The times of each job, after some rounds that do not count.
///
/// The jobs are run in turn, so that whatever else the machine does falls on all alike, forwards and then backwards, so
/// that none always follows the same other.
pub fn in_turn<const JOBS: usize>(rounds: usize, jobs: &mut [Job<'_>; JOBS]) -> [Times; JOBS] {
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
    times.map(|mut times| {
        times.sort_unstable();
        Times { median: times[times.len() / 2], least: times[0] }
    })
}

impl Times {
    /// The median in milliseconds.
    pub fn ms(self) -> f64 {
        self.median.as_secs_f64() * 1e3
    }

    /// How many times as long as the other.
    pub fn ratio(self, other: Self) -> f64 {
        self.median.as_secs_f64() / other.median.as_secs_f64()
    }
}

/// Limits, those that were passed, and whether the machine was too busy to tell.
#[derive(Debug, Default)]
pub struct Limits {
    passed: Vec<String>,
    busy: Option<String>,
}

impl Limits {
    /// Prints a value beside the most it may be.
    pub fn hold(&mut self, what: &str, value: f64, limit: f64) {
        println!("- {what}: {value:.2}, limit {limit}");
        if value > limit {
            self.passed.push(format!("{what} is {value:.2}, above the limit of {limit}"));
        }
    }

    /// Times that must not vary much: on a busy machine a ratio comes out too high or, as often, too low.
    pub fn steady(&mut self, what: &str, times: Times) {
        const MOST: f64 = 1.5;
        let Times { median, least } = times;
        if self.busy.is_none() && median > least.mul_f64(MOST) {
            self.busy =
                Some(format!("{what} takes {median:.2?} and can take {least:.2?}: the machine is busy, try again"));
        }
    }

    /// A failure if a limit was passed or the machine was busy, unless `--report` asks for the figures alone.
    pub fn exit_code(self) -> ExitCode {
        let wrong: Vec<String> = self.passed.into_iter().chain(self.busy).collect();
        for wrong in &wrong {
            eprintln!("{wrong}");
        }
        let only_report = env::args().any(|argument| argument == "--report");
        if wrong.is_empty() || only_report { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
