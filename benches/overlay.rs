//! How long a million facts of two thousand made-up companies take to be laid over the data and totalled, beside `DuckDB`
//! summing the same column of the same file.
//!
//! The two are run in turn, so that whatever else the machine does falls on both alike, and their medians are compared.
//! Without `duckdb` (`pip install duckdb-cli`; `CAPEX_BENCH_DUCKDB` names another) only the time and the memory of `capex`
//! are told. `CAPEX_BENCH_STRICT=1` makes a ratio above 1, or more memory than 300 MB, a failure. `CAPEX_BENCH_RUNS` sets
//! the number of runs.

use std::env;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const COMPANIES: u64 = 2000;
const METRICS: [&str; 10] = [
    "ppe_purchases",
    "ppe_proceeds",
    "ppe_purchases_net",
    "finance_lease_principal",
    "capex_headline",
    "revenue",
    "operating_cash_flow",
    "net_income",
    "cloud_revenue",
    "cloud_operating_income",
];
/// Fifty quarters, to the second of 2026: with the above, a million facts.
const FIRST_YEAR: u64 = 2014;
const QUARTERS: u64 = 50;
const LIMIT: f64 = 1.0;
const MOST_MEGABYTES: u64 = 300;
const RUNS: usize = 15;
const WARM_UP: usize = 2;
const SUMS: &str = "select company, sum(value) from 'facts.csv' where metric = 'ppe_purchases' and start >= '2025-01-01' \
                    and \"end\" <= '2025-12-31' group by company order by company";

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("overlay-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let outcome = compare(&folder);
    fs::remove_dir_all(&folder).expect("the folder is removed");
    outcome
}

fn compare(folder: &Path) -> ExitCode {
    let facts = write(folder).expect("the files");
    let runs = env::var("CAPEX_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(RUNS).max(1);
    let duckdb = duckdb(folder);
    let sums = agree(folder, duckdb.as_deref());
    let (mut of_capex, mut of_duckdb) = (Vec::with_capacity(runs), Vec::with_capacity(runs));
    for run in 0..WARM_UP + runs {
        let times = (time(&mut capex(folder)), duckdb.as_deref().map(|program| time(&mut summing(folder, program))));
        if run >= WARM_UP {
            of_capex.push(times.0);
            of_duckdb.extend(times.1);
        }
    }
    let megabytes = peak(folder);
    println!("overlay: {facts} facts of {COMPANIES} companies, medians of {runs} runs each, in turn");
    let capex = median(&mut of_capex);
    println!("  capex totals --data facts.csv {:>8.1} ms", capex.as_secs_f64() * 1e3);
    match megabytes {
        Some(megabytes) => println!("  most memory                   {megabytes:>8} MB, limit {MOST_MEGABYTES}"),
        None => println!("  most memory: skipped, this system does not tell"),
    }
    let mut failed = megabytes.is_some_and(|megabytes| megabytes > MOST_MEGABYTES);
    if of_duckdb.is_empty() {
        println!("  duckdb: skipped, there is none (pip install duckdb-cli)");
    } else {
        let duckdb = median(&mut of_duckdb);
        let ratio = capex.as_secs_f64() / duckdb.as_secs_f64();
        println!("  duckdb, the same {sums} sums      {:>8.1} ms", duckdb.as_secs_f64() * 1e3);
        println!("  ratio {ratio:.2}, limit {LIMIT}");
        failed |= ratio > LIMIT;
    }
    if failed && env::var("CAPEX_BENCH_STRICT").is_ok_and(|strict| strict == "1") {
        eprintln!("overlay: a limit is passed");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Writes the companies and the facts, in the columns of `capex export facts`; returns how many facts.
fn write(folder: &Path) -> std::io::Result<u64> {
    let mut companies = BufWriter::new(File::create(folder.join("companies.csv"))?);
    writeln!(companies, "ticker,name,fiscal_year_end")?;
    let mut facts = BufWriter::new(File::create(folder.join("facts.csv"))?);
    writeln!(facts, "company,metric,start,end,value,currency,confidence,published,accession,source,url,note")?;
    let (mut count, mut seed) = (0, 1_u64);
    for company in 0..COMPANIES {
        writeln!(companies, "C{company:04},Company {company:04},12-31")?;
        for metric in METRICS {
            for quarter in 0..QUARTERS {
                let (year, number) = (FIRST_YEAR + quarter / 4, quarter % 4);
                let (first, last) =
                    (3 * number + 1, ["03-31", "06-30", "09-30", "12-31"][usize::try_from(number).expect("below 4")]);
                let (next, month) = if number == 3 { (year + 1, 1) } else { (year, 3 * number + 4) };
                // Knuth's linear congruential generator: figures only have to differ.
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let millions = (seed >> 33) % 9000 + 1;
                writeln!(
                    facts,
                    "C{company:04},{metric},{year}-{first:02}-01,{year}-{last},{millions}000000,USD,filing,{next}-{month:02}-28,\
                     000{company:07}-{:02}-{count:06},c{company:04}-{next}-{month:02}-28-10-q,,",
                    next % 100,
                    count = count % 1_000_000,
                )?;
                count += 1;
            }
        }
    }
    companies.flush()?;
    facts.flush()?;
    Ok(count)
}

fn capex(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_capex"));
    command.args(["totals", "-y", "2025", "-b", "cash", "-f", "csv", "--data", "companies.csv", "--data", "facts.csv"]);
    command.current_dir(folder).env_remove("CAPEX_DATA").stdin(Stdio::null());
    command
}

fn summing(folder: &Path, duckdb: &Path) -> Command {
    let mut command = Command::new(duckdb);
    command.args(["-csv", "-c", SUMS]).current_dir(folder).stdin(Stdio::null());
    command
}

/// `DuckDB`, if it runs.
fn duckdb(folder: &Path) -> Option<PathBuf> {
    let program = PathBuf::from(env::var_os("CAPEX_BENCH_DUCKDB").unwrap_or_else(|| "duckdb".into()));
    let runs = Command::new(&program).args(["-csv", "-c", "select 1"]).current_dir(folder).output();
    runs.is_ok_and(|output| output.status.success()).then_some(program)
}

/// Both must give the same sums; returns how many.
fn agree(folder: &Path, duckdb: Option<&Path>) -> usize {
    let sums = |command: &mut Command, value: usize| -> Vec<(String, String)> {
        let output = command.stderr(Stdio::null()).output().expect("the program runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let rows = text.lines().filter(|row| row.starts_with('C') && row.as_bytes().get(5) == Some(&b','));
        let cell = |row: &str, place: usize| row.split(',').nth(place).unwrap_or_default().to_owned();
        let mut sums: Vec<_> = rows.map(|row| (cell(row, 0), cell(row, value))).collect();
        sums.sort();
        sums
    };
    let own = sums(&mut capex(folder), 5);
    assert_eq!(own.len() as u64, COMPANIES, "a sum for each company");
    if let Some(duckdb) = duckdb {
        assert!(sums(&mut summing(folder, duckdb), 1) == own, "the sums differ");
    }
    own.len()
}

/// One run of a program, from its start to its end.
fn time(command: &mut Command) -> Duration {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().expect("the program runs");
    let taken = start.elapsed();
    assert!(status.success(), "{command:?} failed");
    taken
}

/// The most memory a run has held, in megabytes, as the shell's `ulimit` cannot tell but GNU time can.
fn peak(folder: &Path) -> Option<u64> {
    let capex = capex(folder);
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "peak %M"]).arg(capex.get_program()).args(capex.get_args()).current_dir(folder);
    let output = timed.env_remove("CAPEX_DATA").stdin(Stdio::null()).stdout(Stdio::null()).output().ok()?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let kilobytes: u64 = told.lines().find_map(|line| line.strip_prefix("peak "))?.parse().ok()?;
    Some(kilobytes / 1024)
}

/// The middle of the times; of an even number, the later of the two in the middle.
fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
