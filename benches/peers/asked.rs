//! A program and what it is asked.

use std::env;
use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::programs::program;

/// One run of a program, in a folder.
#[derive(Debug)]
pub struct Asked {
    folder: PathBuf,
    program: PathBuf,
    arguments: Vec<String>,
    /// The file of the folder that it reads on its standard input.
    input: Option<&'static str>,
}

impl Asked {
    /// A run of a program, given its words.
    pub fn new<'w>(folder: &Path, program: &Path, words: impl IntoIterator<Item = &'w str>) -> Self {
        let arguments = words.into_iter().map(str::to_owned).collect();
        Self { folder: folder.to_owned(), program: program.to_owned(), arguments, input: None }
    }

    /// A run of `capex`, as typed: of the build that `CAPEX_BENCH_CAPEX` names, else of cargo's.
    ///
    /// Of a copy, which is what installing makes: pages of a file just linked can lie in memory one by one, those of a copy
    /// lie together, and a third of the time of a short answer is to find them.
    pub fn capex(folder: &Path, typed: &str) -> Self {
        let installed = folder.join(format!("capex{}", env::consts::EXE_SUFFIX));
        if !installed.exists() {
            let built = env::var_os("CAPEX_BENCH_CAPEX").unwrap_or_else(|| env!("CARGO_BIN_EXE_capex").into());
            fs::copy(&built, &installed).unwrap_or_else(|error| panic!("{}: {error}", built.display()));
        }
        Self::new(folder, &installed, typed.split_whitespace())
    }

    /// The same with a file on its standard input.
    pub fn reading(self, input: Option<&'static str>) -> Self {
        Self { input, ..self }
    }

    /// The run.
    pub fn command(&self) -> Command {
        self.under(&[])
    }

    /// The run by another program, given with its own words; none is itself.
    pub fn under(&self, other: &[&str]) -> Command {
        let mut words = other.iter().map(Path::new).chain([&*self.program]);
        let mut command = program(words.next().expect("at least itself"), &self.folder);
        command.args(words).args(&self.arguments);
        if let Some(name) = self.input {
            command.stdin(File::open(self.folder.join(name)).expect("a file that was written"));
        }
        command
    }
}

/// As one types it.
impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.program.file_stem().unwrap_or_default().display())?;
        for word in &self.arguments {
            let plain = word.chars().all(|c| c.is_alphanumeric() || "-_,.=".contains(c));
            if plain { write!(f, " {word}") } else { write!(f, " '{word}'") }?;
        }
        self.input.map_or(Ok(()), |name| write!(f, " < {name}"))
    }
}
