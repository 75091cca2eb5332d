//! Tools that answer the same question, and how each is asked.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::asked::Asked;
use crate::common::programs::{duckdb, run};

/// A tool and what it is asked.
#[derive(Debug)]
pub struct Tool {
    /// Its name in the table.
    pub name: &'static str,
    /// Its version.
    pub version: String,
    /// What is run, one after another and without a shell: what cannot give sums and their total in one go is run twice.
    pub asked: Vec<Asked>,
}

/// Another tool, should it be installed.
struct Other {
    name: &'static str,
    program: &'static str,
    /// The words of each run.
    asked: &'static [&'static [&'static str]],
    /// What it reads on standard input, if it opens no files.
    input: Option<&'static str>,
}

/// The quarterly figures as CSV, as `capex` writes them.
const FIGURES: &str = "figures.csv";
/// The same as a journal.
const JOURNAL: &str = "figures.journal";

const OTHERS: [Other; 5] = [
    Other {
        name: "datamash",
        program: "datamash",
        asked: &[&["-t,", "--header-in", "-g", "company", "sum", "value"], &["-t,", "--header-in", "sum", "value"]],
        input: Some(FIGURES),
    },
    Other {
        name: "Miller",
        program: "mlr",
        asked: &[
            &["--icsv", "--ocsv", "stats1", "-a", "sum", "-f", "value", "-g", "company", FIGURES],
            &["--icsv", "--ocsv", "stats1", "-a", "sum", "-f", "value", FIGURES],
        ],
        input: None,
    },
    Other {
        name: "xan",
        program: "xan",
        asked: &[&["groupby", "company", "sum(value)", FIGURES], &["agg", "sum(value)", FIGURES]],
        input: None,
    },
    Other {
        name: "hledger",
        program: "hledger",
        asked: &[&["-f", JOURNAL, "balance", "capex", "--layout=bare", "-O", "csv"]],
        input: None,
    },
    Other {
        name: "DuckDB",
        program: "duckdb",
        asked: &[&["-csv", "-c", "select company, sum(value) from \"figures.csv\" group by rollup (company)"]],
        input: None,
    },
];

impl Tool {
    /// `capex` itself.
    pub fn capex(folder: &Path) -> Self {
        let asked = vec![Asked::capex(folder, "totals -y 2025 -f csv")];
        Self { name: "capex", version: env!("CARGO_PKG_VERSION").to_owned(), asked }
    }

    /// A Rust program that prints one line, built as `capex` is: the least that one takes.
    ///
    /// # Panics
    /// Without the compiler that has built this.
    pub fn hello(folder: &Path) -> Self {
        const SOURCE: &str = "fn main() { println!(\"hello, world\"); }\n";
        const FLAGS: [&str; 6] =
            ["--edition=2024", "-Copt-level=3", "-Clto=fat", "-Ccodegen-units=1", "-Cpanic=abort", "-Cstrip=symbols"];
        let (source, program) = (folder.join("hello.rs"), folder.join(format!("hello{}", env::consts::EXE_SUFFIX)));
        fs::write(&source, SOURCE).expect("the source");
        let compiler = PathBuf::from(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        let built = Command::new(&compiler).args(FLAGS).arg("-o").arg(&program).arg(&source).status();
        assert!(built.is_ok_and(|status| status.success()), "{} builds nothing", compiler.display());
        let version = format!("rustc {}", version(&compiler).expect("a version"));
        Self { name: "hello, world", version, asked: vec![Asked::new(folder, &program, [])] }
    }

    /// The other tools that are installed, with their figures in the folder; and the names of those that are not.
    pub fn others(folder: &Path) -> (Vec<Self>, Vec<&'static str>) {
        write_figures(folder);
        let (mut found, mut missing) = (Vec::new(), Vec::new());
        for Other { name, program, asked, input } in OTHERS {
            let program = if program == "duckdb" { duckdb() } else { Some(program.into()) };
            let Some((version, program)) = program.and_then(|program| Some((version(&program)?, program))) else {
                missing.push(name);
                continue;
            };
            let asked = asked.iter().map(|words| Asked::new(folder, &program, words.iter().copied()).reading(input));
            found.push(Self { name, version, asked: asked.collect() });
        }
        (found, missing)
    }

    /// How long an answer takes.
    pub fn time(&self) -> Duration {
        self.asked.iter().map(|asked| run(&mut asked.command())).sum()
    }

    /// What one types for it.
    pub fn typed(&self) -> String {
        self.asked.iter().map(Asked::to_string).collect::<Vec<_>>().join("; ")
    }

    /// The sums it prints, digit for digit, by ticker and `TOTAL`.
    ///
    /// # Panics
    /// If it fails, or prints two sums of one company.
    pub fn sums(&self) -> BTreeMap<String, String> {
        let mut sums = BTreeMap::new();
        for asked in &self.asked {
            let output = asked.command().output().expect("the program runs");
            assert!(output.status.success(), "{asked}: {}", String::from_utf8_lossy(&output.stderr));
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            for (name, sum) in text.lines().filter_map(sum) {
                let before = sums.insert(name.to_owned(), sum.to_owned());
                assert_eq!(before, None, "{asked} prints two sums of {name}");
            }
        }
        sums
    }
}

/// The name and the sum in a row of an answer, which is the first amount in it; `None` in a header. The total has no name,
/// or one of those that tools give it.
fn sum(row: &str) -> Option<(&str, &str)> {
    let mut cells = row.split(',').map(|cell| cell.trim_matches('"'));
    let is_amount = |cell: &str| cell.len() > 4 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let first = cells.next()?;
    let sum = if is_amount(first) { first } else { cells.find(|cell| is_amount(cell))? };
    match first.trim_start_matches("capex:") {
        "" | "NULL" | "total" => Some(("TOTAL", sum)),
        name => Some((if name == sum { "TOTAL" } else { name }, sum)),
    }
}

/// The first word that `--version` prints with a digit in front; `None` if the program does not run.
fn version(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok().filter(|_| output.status.success())?;
    let mut words = text.split([' ', '\n', ',']).map(|word| word.trim_start_matches('v'));
    words.find(|word| word.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned)
}

/// Writes the sixteen figures as CSV and as a journal.
fn write_figures(folder: &Path) {
    let output = Asked::capex(folder, "show -Q -y 2025 -f csv").command().output().expect("capex runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut rows = text.lines().map(|row| row.split(',').collect::<Vec<_>>());
    let header = rows.next().expect("a header");
    let place = |name: &str| header.iter().position(|column| *column == name).expect("a column of the output contract");
    let (company, end, value) = (place("company"), place("end"), place("value"));
    let mut journal = String::new();
    for row in rows {
        let (company, end, value) = (row[company], row[end], row[value]);
        write!(journal, "{end} {company}\n    capex:{company}  {value} USD\n    cash\n\n").expect("memory");
    }
    fs::write(folder.join(FIGURES), &text).expect("the figures");
    fs::write(folder.join(JOURNAL), journal).expect("the journal");
}
