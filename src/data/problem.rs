//! What is wrong with a data file, and where.

use std::fmt;

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
    pub fn advised(mut self, is_of: impl Fn(&Problem) -> bool, advice: &str) -> Self {
        for problem in self.0.iter_mut().filter(|problem| is_of(problem)) {
            problem.message.push_str(advice);
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
