//! Programs that are run from start to end.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::timing::time;

/// A folder of the benchmark's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A program in a folder, with nothing to read. Should it be `capex`, it has nothing but the data inside it.
pub fn program(program: &Path, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env_remove("CAPEX_DATA").env("CAPEX_HOME", "");
    command.stdin(Stdio::null());
    command
}

/// `DuckDB`, if it runs: what `CAPEX_BENCH_DUCKDB` names, else the program inside pip's package, else what is on the path.
///
/// What pip puts on the path is a script that starts Python, which starts the program: ten times the program's own time.
pub fn duckdb() -> Option<PathBuf> {
    const WHERE: &str = "import duckdb_cli, os; print(os.path.join(os.path.dirname(duckdb_cli.__file__), 'duckdb'))";
    let named = env::var_os("CAPEX_BENCH_DUCKDB").map(PathBuf::from);
    let in_package = Command::new("python3").args(["-c", WHERE]).output().ok();
    let in_package = in_package.filter(|output| output.status.success());
    let in_package = in_package.map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    let runs = |program: &PathBuf| Command::new(program).arg("--version").output().is_ok_and(|it| it.status.success());
    [named, in_package, Some("duckdb".into())].into_iter().flatten().find(runs)
}

/// How long a program runs, its output thrown away.
///
/// # Panics
/// If it fails: a failure may be fast.
pub fn run(command: &mut Command) -> Duration {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut status = None;
    let taken = time(|| status = Some(command.status()));
    let status = status.expect("it was run").expect("the program runs");
    assert!(status.success(), "{command:?} failed");
    taken
}
