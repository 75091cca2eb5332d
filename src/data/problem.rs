//! What is wrong with a data file, and where.

use std::fmt;
use std::io;
use std::string::FromUtf8Error;

use crate::model::Words;
use crate::say;

/// One problem in a data file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as a user would name it.
    pub file: String,
    /// The line, from 1.
    pub line: u64,
    /// Number of the column, from 1, where one cell is at fault.
    pub column: Option<usize>,
    /// What is wrong and what to try.
    pub message: Words,
}

impl Problem {
    /// A problem with a whole line.
    pub fn new(file: impl Into<String>, line: u64, message: impl Into<Words>) -> Self {
        Self { file: file.into(), line, column: None, message: message.into() }
    }

    /// A problem with what stands behind some bytes, which are those of the file up to there.
    pub fn after(file: impl Into<String>, before: &[u8], message: impl Into<Words>) -> Self {
        let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
        let column = before.len() - memchr::memrchr(b'\n', before).map_or(0, |at| at + 1) + 1;
        Self { column: Some(column), ..Self::new(file, line, message) }
    }

    /// What is wrong, behind its place: `facts/META.csv:7:3: unknown metric`.
    pub fn words(&self) -> Words {
        let Self { file, line, .. } = self;
        let column = self.column.map(|column| format!(":{column}")).unwrap_or_default();
        Words::run([format!("{file}:{line}{column}: ").into(), self.message.clone()])
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.words().fmt(f)
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
    pub fn advised(mut self, advice: impl Fn(&Problem) -> Option<Words>) -> Self {
        for problem in &mut self.list {
            if let Some(advice) = advice(problem) {
                problem.message = Words::run([problem.message.clone(), advice]);
            }
        }
        self
    }

    /// The problems by file and line, each once.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.list.sort_by_cached_key(|problem| {
            let Problem { file, line, column, message } = problem;
            (file.clone(), *line, *column, message.to_string())
        });
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

impl Problems {
    /// One problem a line; of many the first, those of whole files before all others, and how many more there are.
    pub fn lines(&self) -> Vec<Words> {
        let is_of_file = |problem: &&Problem| problem.line == 1 && self.list.len() > PRINTED;
        // What is wrong with a whole file is behind much of what is wrong in others.
        let first = self.list.iter().filter(is_of_file);
        let rest = self.list.iter().filter(|problem| !is_of_file(problem));
        let further = match (self.list.len().saturating_sub(PRINTED), self.has_more) {
            (0, _) => None,
            (1, false) => Some(say!(one_more_problem)),
            (more, false) => Some(say!(more_problems, more = more.to_string())),
            (more, true) => Some(say!(more_problems_than, more = more.to_string())),
        };
        first.chain(rest).take(PRINTED).map(Problem::words).chain(further).collect()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.lines().iter().map(Words::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// A dataset that could not be opened.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.lines().iter().map(Words::to_string).collect::<Vec<_>>().join("\n"))]
pub enum OpenError {
    /// A file could not be read.
    Io(String, io::Error),
    /// A file could not be written.
    Write(String, io::Error),
    /// A folder has no data file in it.
    Empty(String),
    /// A file could be read but not understood.
    Data(#[from] Problems),
}

impl OpenError {
    /// Why the dataset could not be opened, in lines.
    pub fn lines(&self) -> Vec<Words> {
        match self {
            Self::Io(file, error) => vec![say!(cannot_read_file, file, error)],
            Self::Write(file, error) => vec![say!(cannot_write_file, file, error)],
            Self::Empty(folder) => {
                vec![say!(folder_holds_no_csv, folder)]
            }
            Self::Data(problems) => problems.lines(),
        }
    }
}

/// The problem of a file that is no text, at the line where it ceases to be.
pub fn not_utf8(name: &str, error: &FromUtf8Error) -> Problem {
    let end = error.utf8_error().valid_up_to();
    let lines = memchr::memchr_iter(b'\n', error.as_bytes()).take_while(|at| *at < end).count();
    Problem::new(name, lines as u64 + 1, say!(not_utf8))
}
