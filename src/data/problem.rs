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
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Adds a problem.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// `Ok` if there is none.
    pub fn none(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds the problems of another set.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The problems, with what to try behind the messages of some.
    #[must_use]
    pub fn advised(mut self, advice: impl Fn(&Problem) -> Option<String>) -> Self {
        for problem in &mut self.0 {
            if let Some(advice) = advice(problem) {
                problem.message += &advice;
            }
        }
        self
    }

    /// The problems by file and line, each once.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.sort();
        self.0.dedup();
        self
    }

    /// The problems.
    pub fn list(&self) -> &[Problem] {
        &self.0
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl std::error::Error for Problems {}

/// One problem a line.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
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
