//! How long a million facts of two thousand made-up companies take to be laid over the data and totalled, beside `DuckDB`
//! summing the same column of the same file; and how much memory.
//!
//! The two are run in turn and their medians are compared. Without `duckdb` (`pip install duckdb-cli`;
//! `CAPEX_BENCH_DUCKDB` names another) only the time and the memory of `capex` are told. `--report` tells figures without
//! failing where a limit is passed; `CAPEX_BENCH_RUNS` sets the number of rounds.

mod common {
    pub mod programs;
    pub mod timing;
}

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use common::programs::{duckdb, folder, program, run};
use common::timing::{Limits, Times, in_turn, rounds};

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
const MOST_MEGABYTES: f64 = 300.0;
const ROUNDS: usize = 15;
const SUMS: &str = "select company, sum(value) from 'facts.csv' where metric = 'ppe_purchases' and start >= '2025-01-01' \
                    and \"end\" <= '2025-12-31' group by company order by company";

fn main() -> ExitCode {
    let folder = folder("overlay");
    let outcome = compare(&folder);
    fs::remove_dir_all(&folder).expect("the folder is removed");
    outcome
}

fn compare(folder: &Path) -> ExitCode {
    let facts = write(folder).expect("the files");
    let duckdb = duckdb();
    let sums = agree(folder, duckdb.as_deref());
    let capex = || run(&mut totals(folder));
    let rounds = rounds(ROUNDS);
    let mut limits = Limits::default();
    println!("{facts} facts of {COMPANIES} companies: medians of {rounds} rounds\n");
    println!("| | ms |\n|---|--:|");
    let row = |times: Times| println!("| capex totals --data facts.csv | {:.1} |", times.ms());
    if let Some(duckdb) = &duckdb {
        let [of_capex, of_duckdb] =
            in_turn(rounds, &mut [Box::new(capex), Box::new(|| run(&mut summing(folder, duckdb)))]);
        row(of_capex);
        println!("| DuckDB, the same {sums} sums | {:.1} |\n", of_duckdb.ms());
        limits.hold("capex to DuckDB", of_capex.ratio(of_duckdb), LIMIT);
        limits.steady("DuckDB", of_duckdb);
    } else {
        let [of_capex] = in_turn(rounds, &mut [Box::new(capex)]);
        row(of_capex);
        println!("\n- DuckDB: skipped, it is not installed (pip install duckdb-cli)");
    }
    match peak(folder) {
        Some(megabytes) => limits.hold("most memory of capex, MB", megabytes, MOST_MEGABYTES),
        None => println!("- most memory of capex: skipped, there is no /usr/bin/time"),
    }
    limits.exit_code()
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

fn totals(folder: &Path) -> Command {
    let mut command = program(Path::new(env!("CARGO_BIN_EXE_capex")), folder);
    command.args(["totals", "-y", "2025", "-b", "cash", "-f", "csv", "--data", "companies.csv", "--data", "facts.csv"]);
    command
}

fn summing(folder: &Path, duckdb: &Path) -> Command {
    let mut command = program(duckdb, folder);
    command.args(["-csv", "-c", SUMS]);
    command
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
    let own = sums(&mut totals(folder), 5);
    assert_eq!(own.len() as u64, COMPANIES, "a sum for each company");
    if let Some(duckdb) = duckdb {
        assert!(sums(&mut summing(folder, duckdb), 1) == own, "the sums differ");
    }
    own.len()
}

/// The most memory a run has held, in megabytes; `None` without GNU time.
fn peak(folder: &Path) -> Option<f64> {
    let totals = totals(folder);
    let mut timed = program(Path::new("/usr/bin/time"), folder);
    timed.args(["-f", "peak %M"]).arg(totals.get_program()).args(totals.get_args());
    let output = timed.stdout(Stdio::null()).output().ok()?;
    let told = String::from_utf8_lossy(&output.stderr);
    let kilobytes: f64 = told.lines().find_map(|line| line.strip_prefix("peak "))?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
