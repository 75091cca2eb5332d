//! How fast `capex import` reads the SEC's companyfacts, beside `serde_json` skipping the same bytes.
//!
//! The file is of the shape and size of a large company's: some five hundred concepts, each with sixty to a hundred figures
//! on one line of text. Both are given it in turn, in memory, and their medians are compared. Import does all its work but
//! for writing: reading, sorting out what repeats, proof. `CAPEX_BENCH_STRICT=1` makes a ratio above the limit a failure;
//! `CAPEX_BENCH_RUNS` sets the number of runs. A companyfacts file given as an argument is taken instead of the made-up one.

use std::env;
use std::fmt::Write as _;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use capex::data::Dataset;
use capex::sec::Importer;
use serde::de::IgnoredAny;

const LIMIT: f64 = 2.0;
const RUNS: usize = 60;
const WARM_UP: usize = 5;

fn main() -> ExitCode {
    let given = env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let file = given.map_or_else(made_up, |path| std::fs::read_to_string(path).expect("the file given"));
    let data = Dataset::bundled().expect("the data");
    let importer = Importer::new(&data, None).expect("the tags");
    let import = || {
        let facts = importer.read("file", file.as_bytes()).expect("a good file");
        importer.import(facts, None).expect("figures").facts.len()
    };
    let skip = || serde_json::from_slice::<IgnoredAny>(black_box(file.as_bytes())).expect("JSON");
    let runs = env::var("CAPEX_BENCH_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(RUNS).max(1);
    let (mut of_import, mut of_skip) = (Vec::with_capacity(runs), Vec::with_capacity(runs));
    let facts = import();
    for run in 0..WARM_UP + runs {
        let (one, other) = (time(import), time(skip));
        if run >= WARM_UP {
            of_import.push(one);
            of_skip.push(other);
        }
    }
    let (import, skip) = (median(&mut of_import), median(&mut of_skip));
    let ratio = import.as_secs_f64() / skip.as_secs_f64();
    let bytes = f64::from(u32::try_from(file.len()).expect("less than four gigabytes"));
    let speed = |taken: Duration| bytes / 1e6 / taken.as_secs_f64();
    println!("import: medians of {runs} runs each, in turn, on {} bytes that hold {facts} facts", file.len());
    println!("  capex import          {:>8.3} ms  {:>6.0} MB/s", import.as_secs_f64() * 1e3, speed(import));
    println!("  serde_json, skipping  {:>8.3} ms  {:>6.0} MB/s", skip.as_secs_f64() * 1e3, speed(skip));
    println!("  ratio {ratio:.2}, limit {LIMIT}");
    if ratio > LIMIT && env::var("CAPEX_BENCH_STRICT").is_ok_and(|strict| strict == "1") {
        eprintln!("import: {ratio:.2} is above the limit of {LIMIT}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// A file of a company that has filed for seventeen years: five hundred concepts that hold no metric, and those that do.
fn made_up() -> String {
    let metrics = [
        "FinanceLeasePrincipalPayments",
        "NetCashProvidedByUsedInOperatingActivities",
        "NetIncomeLoss",
        "PaymentsToAcquirePropertyPlantAndEquipment",
        "Revenues",
    ];
    let others = (0..500).map(|number| format!("OtherConceptOfTheTaxonomyNumber{number}"));
    let mut names: Vec<String> = metrics.into_iter().map(str::to_owned).chain(others).collect();
    names.sort();
    let mut file = r#"{"cik":1234567,"entityName":"MADE-UP CORP","facts":{"us-gaap":{"#.to_owned();
    for (at, name) in names.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let label = "a sentence or two on what the concept means, as the taxonomy has them for each of its concepts. ";
        write!(file, r#"{comma}"{name}":{{"label":"{name}","description":"{}","units":{{"USD":["#, label.repeat(3))
            .expect("a string");
        facts(&mut file, at);
        file.push_str("]}}");
    }
    file.push_str("}}}");
    file
}

/// Quarterly and annual reports with this year's figures and last year's, quarters and year-to-date.
fn facts(file: &mut String, at: usize) {
    let mut first = true;
    for year in 2009..2026 {
        for quarter in 1..=4 {
            let (form, period, filed) = match quarter {
                1 => ("10-Q", "Q1", format!("{year}-04-25")),
                2 => ("10-Q", "Q2", format!("{year}-07-25")),
                3 => ("10-Q", "Q3", format!("{year}-10-25")),
                _ => ("10-K", "FY", format!("{}-02-01", year + 1)),
            };
            for of in [year - 1, year] {
                let starts = if quarter == 4 { vec![1] } else { vec![1, quarter] };
                for start in starts.into_iter().take(if quarter == 1 { 1 } else { 2 }) {
                    let amount: usize = (start..=quarter)
                        .map(|quarter: usize| {
                            1_000 + at * 7 + (usize::try_from(of).unwrap_or(0) - 2000) * 31 + quarter * 13
                        })
                        .sum();
                    let begin = ["01-01", "04-01", "07-01", "10-01"][start - 1];
                    let end = ["03-31", "06-30", "09-30", "12-31"][quarter - 1];
                    let comma = if first { "" } else { "," };
                    first = false;
                    write!(
                        file,
                        r#"{comma}{{"start":"{of}-{begin}","end":"{of}-{end}","val":{amount}000000,"accn":"0001234567-{:02}-{:06}","fy":{year},"fp":"{period}","form":"{form}","filed":"{filed}","frame":"CY{of}Q{quarter}"}}"#,
                        year - 2000,
                        year * 10 + i32::try_from(quarter).unwrap_or(0)
                    )
                    .expect("a string");
                }
            }
        }
    }
}

/// One run.
fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// The middle of the times; of an even number, the later of the two in the middle.
fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
