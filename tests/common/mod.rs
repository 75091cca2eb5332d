//! The program with nothing of its user's about it, and folders to run it in.

#![allow(dead_code, reason = "shared, and no test uses all of it")]

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a user may have set that changes an answer.
const SETTINGS: [&str; 18] = [
    "CAPEX_COLOR",
    "CAPEX_CONFIG",
    "CAPEX_CONTACT",
    "CAPEX_DATA",
    "CAPEX_LANG",
    "CAPEX_PRECISION",
    "CAPEX_UNIT",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "NO_COLOR",
    "PAGER",
    "TERM",
];

/// The program, without its user's data, updates and settings. It asks no server but on this machine, where none answers.
pub fn capex() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_capex"));
    command.env("CAPEX_HOME", "").env("CAPEX_SEC_URL", "http://127.0.0.1:9").env("CAPEX_ECB_URL", "http://127.0.0.1:9");
    for name in SETTINGS {
        command.env_remove(name);
    }
    command
}

/// Standard output of a command that succeeds.
#[track_caller]
pub fn stdout(command: &mut Command) -> String {
    let output = command.output().expect("the program");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    text(&output.stdout)
}

/// The length of a string literal of Rust, quotes included.
pub fn literal_end(literal: &str) -> usize {
    let mut escaped = false;
    for (at, c) in literal.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    literal.len()
}

/// Says that a test, or a part of one, is left out for want of something, on standard error itself: what a test prints by
/// `println!` nobody sees unless it fails. Where `CAPEX_TESTS_SKIP` is `nothing`, as in `.ci/run`, it fails instead.
pub fn skipped(missing: &str) {
    assert!(std::env::var("CAPEX_TESTS_SKIP").as_deref() != Ok("nothing"), "{missing} is not installed");
    let _ = writeln!(io::stderr(), "skipped: {missing} is not installed");
}

/// A folder of the test's own, removed with everything in it.
#[derive(Debug)]
pub struct Folder(pub PathBuf);

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        static FOLDERS: AtomicUsize = AtomicUsize::new(0);
        let name = format!("test-{}-{}", std::process::id(), FOLDERS.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    /// Where a file is, or would be.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file, in folders that are made for it.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        path
    }

    /// The text of a file that must be there.
    #[track_caller]
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Every file below a folder in here, hidden ones too, with its bytes; none if it is not there.
    pub fn files(&self, name: &str) -> Vec<(String, Vec<u8>)> {
        fn below(folder: &Path, root: &Path, files: &mut Vec<(String, Vec<u8>)>) {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    below(&path, root, files);
                } else {
                    let name = path.strip_prefix(root).expect("below").display().to_string();
                    files.push((name, fs::read(&path).expect("a file")));
                }
            }
        }
        let (root, mut files) = (self.path(name), Vec::new());
        if root.is_dir() {
            below(&root, &root, &mut files);
        }
        files.sort();
        files
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Text that the program printed.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}
