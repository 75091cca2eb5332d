//! A user's own files, laid over the bundled data with `--data` or `CAPEX_DATA`, through the program.

mod formulas;
mod keys;
mod large;
mod oracle;
mod refused;
mod round_trip;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::atomic::{AtomicUsize, Ordering};

use assert_cmd::Command;

/// A folder of the test's own, removed with everything in it.
struct Folder(PathBuf);

impl Folder {
    /// A folder with files of the given names and texts.
    fn with(files: &[(&str, &str)]) -> Self {
        static FOLDERS: AtomicUsize = AtomicUsize::new(0);
        let name = format!("overlay-{}-{}", std::process::id(), FOLDERS.fetch_add(1, Ordering::Relaxed));
        let folder = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        fs::create_dir_all(&folder.0).expect("a folder");
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Runs the program in the folder.
    fn run(&self, arguments: &str) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_capex"));
        program.env("CAPEX_HOME", "");
        program.args(arguments.split_whitespace()).current_dir(&self.0).env_remove("CAPEX_DATA");
        program.output().expect("run")
    }

    /// What it prints on standard output, in a run that succeeds.
    #[track_caller]
    fn answer(&self, arguments: &str) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// What it prints on standard error, in a run that ends with the given status and prints nothing else.
    #[track_caller]
    fn failure(&self, arguments: &str, status: i32) -> String {
        let output = self.run(arguments);
        let complaint = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(status), "{arguments}: {complaint}");
        assert!(output.stdout.is_empty(), "{arguments}: {}", String::from_utf8_lossy(&output.stdout));
        complaint
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The cells of a column, by name, of an answer in CSV without quotes.
#[track_caller]
fn column<'t>(answer: &'t str, name: &str) -> Vec<&'t str> {
    let place = answer.lines().next().and_then(|header| header.split(',').position(|column| column == name));
    let place = place.unwrap_or_else(|| panic!("a column `{name}`: {answer}"));
    answer.lines().skip(1).filter_map(|row| row.split(',').nth(place)).collect()
}
