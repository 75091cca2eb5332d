//! What is wrong with a data file, and where.

use std::fmt;
use std::string::FromUtf8Error;

/// One problem in a data file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as a user would name it.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// Number of the column, from 1, where one cell is at fault.
    pub column: Option<usize>,
    /// What is wrong and what to try.
    pub message: String,
}

impl Problem {
    /// A problem with a whole line.
    pub fn new(file: impl Into<String>, line: u64, message: impl Into<String>) -> Self {
        Self { file: file.into(), line, column: None, message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)?;
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Everything wrong with a set of data files; empty when nothing is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    /// The first of them.
    list: Vec<Problem>,
    /// Whether there are more.
    has_more: bool,
}

/// Problems that are kept: a file of a million slips has one cause or two.
const KEPT: usize = 10_000;

/// Problems that are printed: as many as a screen holds.
const PRINTED: usize = 20;

impl Problems {
    /// Adds a problem.
    pub fn push(&mut self, problem: Problem) {
        if self.list.len() < KEPT {
            self.list.push(problem);
        } else {
            self.has_more = true;
        }
    }

    /// `Ok` if there is none.
    pub fn none(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Adds the problems of another set.
    pub fn extend(&mut self, other: Self) {
        self.has_more |= other.has_more;
        other.list.into_iter().for_each(|problem| self.push(problem));
    }

    /// The problems, with what to try behind the messages of some.
    #[must_use]
    pub fn advised(mut self, advice: impl Fn(&Problem) -> Option<String>) -> Self {
        for problem in &mut self.list {
            if let Some(advice) = advice(problem) {
                problem.message += &advice;
            }
        }
        self
    }

    /// The problems by file and line, each once.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.list.sort();
        self.list.dedup();
        self
    }

    /// The problems; of very many the first.
    pub fn list(&self) -> &[Problem] {
        &self.list
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self { list: vec![problem], has_more: false }
    }
}

impl std::error::Error for Problems {}

/// One problem a line; of many the first, those of whole files before all others, and how many more there are.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_of_file = |problem: &&Problem| problem.line == 1 && self.list.len() > PRINTED;
        // What is wrong with a whole file is behind much of what is wrong in others.
        let first = self.list.iter().filter(is_of_file);
        let rest = self.list.iter().filter(|problem| !is_of_file(problem));
        for (index, problem) in first.chain(rest).take(PRINTED).enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        match (self.list.len().saturating_sub(PRINTED), self.has_more) {
            (0, _) => Ok(()),
            (1, false) => f.write_str("\nand one more problem"),
            (more, false) => write!(f, "\nand {more} more problems"),
            (more, true) => write!(f, "\nand more than {more} more problems"),
        }
    }
}

/// A dataset that could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A file could not be read.
    #[error("cannot read `{0}`")]
    Io(String, #[source] std::io::Error),
    /// A file could not be written.
    #[error("cannot write `{0}`")]
    Write(String, #[source] std::io::Error),
    /// A folder has no data file in it.
    #[error("`{0}` holds no CSV file; capex export shows what one looks like")]
    Empty(String),
    /// A file could be read but not understood.
    #[error("{0}")]
    Data(#[from] Problems),
}

/// The problem of a file that is no text, at the line where it ceases to be.
pub fn not_utf8(name: &str, error: &FromUtf8Error) -> Problem {
    let end = error.utf8_error().valid_up_to();
    let lines = memchr::memchr_iter(b'\n', error.as_bytes()).take_while(|at| *at < end).count();
    Problem::new(name, lines as u64 + 1, "not UTF-8 text")
}
