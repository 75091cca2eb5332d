//! The tables of the articles, and what the reader makes of a text.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use capex::claims::{ArticleReader, Lexicon, Markup, Understood};
use capex::data::Dataset;

pub static DATA: LazyLock<Dataset> = LazyLock::new(|| Dataset::bundled().expect("the bundled data"));

/// A number of an article, as worked out by hand.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Row {
    pub line: usize,
    pub col: usize,
    pub text: String,
    pub verdict: String,
    pub accept: String,
    pub note: String,
}

impl Row {
    pub fn is_right(&self) -> bool {
        matches!(self.verdict.as_str(), "confirmed" | "close")
    }

    fn accepts(&self, verdict: &str) -> bool {
        self.verdict == verdict || self.accept.split('|').any(|one| one == verdict)
    }

    /// The number that the note begins with: the truth, where the figure is wrong.
    fn truth(&self) -> Option<f64> {
        let number: String = self.note.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
        number.parse().ok()
    }

    /// Whether a wrong rate is so far off that a writer will hardly have written it.
    fn is_beyond_the_gate(&self) -> bool {
        let number: String = self.text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let is_rate = self.text.contains('%') || self.text.contains("cent");
        let off = self.truth().zip(number.parse::<f64>().ok()).map(|(truth, said)| (truth.abs() - said).abs());
        is_rate && off.is_some_and(|off| off > 20.0)
    }
}

/// A figure that the reader found.
#[derive(Debug, Clone)]
pub struct Found {
    pub line: usize,
    pub col: usize,
    pub text: String,
    /// Empty where it was not understood.
    pub verdict: &'static str,
}

/// An article with its rows.
pub struct Golden {
    pub name: &'static str,
    pub text: String,
    pub rows: Vec<Row>,
}

impl Golden {
    pub fn new(name: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/articles");
        let text = fs::read_to_string(folder.join(name)).expect("an article");
        let table = folder.join(name).with_extension("csv");
        let mut reader = csv::Reader::from_path(table).expect("the rows of an article");
        Self { name, text, rows: reader.deserialize().map(|row| row.expect("a row")).collect() }
    }
}

/// What the reader finds in a text under a name.
pub fn found(name: &str, text: &str) -> Vec<Found> {
    let markup = if name.ends_with("html") { Markup::Html } else { Markup::Markdown };
    let lexicon = Lexicon::new(&DATA);
    let reader = ArticleReader { data: &DATA, lexicon, rates: None, day: None, is_strict: false };
    let mut found = Vec::new();
    let each = |figure: capex::claims::ArticleFigure<'_>| {
        found.push(Found {
            line: usize::try_from(figure.line).expect("a line"),
            col: usize::try_from(figure.column).expect("a column"),
            verdict: if figure.understood == Understood::No { "" } else { figure.judgement.verdict.name() },
            text: figure.text,
        });
    };
    reader.read(name, text.as_bytes(), markup, each).expect("an article that is read");
    found
}

/// The figure found where a row has its own.
pub fn at<'f>(found: &'f [Found], row: &Row) -> Option<&'f Found> {
    let length = |text: &str| text.chars().count();
    found.iter().find(|one| {
        one.line == row.line && one.col < row.col + length(&row.text) && row.col < one.col + length(&one.text)
    })
}

/// How the reader fares.
#[derive(Debug, Default, Clone, Copy)]
pub struct Score {
    pub rows: usize,
    pub found: usize,
    pub right_verdict: usize,
    pub right: usize,
    pub right_contradicted: usize,
    pub wrong_confirmed: usize,
    pub ignored_judged: usize,
}

impl Score {
    pub fn of(golden: &Golden) -> Self {
        let found = found(golden.name, &golden.text);
        let mut score = Self::default();
        for row in &golden.rows {
            let one = at(&found, row);
            let verdict = one.map(|one| one.verdict);
            if row.verdict == "ignore" {
                score.ignored_judged +=
                    usize::from(verdict.is_some_and(|verdict| !verdict.is_empty() && !row.accepts(verdict)));
                continue;
            }
            score.rows += 1;
            score.found += usize::from(one.is_some() || row.accepts("ignore"));
            let is_wrong = row.verdict == "contradicted";
            let beyond = verdict == Some("") && is_wrong && row.is_beyond_the_gate();
            let is_so = match verdict {
                Some(verdict) => row.accepts(verdict) || beyond,
                None => row.accepts("ignore"),
            };
            score.right_verdict += usize::from(is_so);
            score.right += usize::from(row.is_right());
            score.right_contradicted += usize::from(row.is_right() && verdict == Some("contradicted"));
            score.wrong_confirmed += usize::from(is_wrong && verdict == Some("confirmed"));
        }
        score
    }

    pub fn and(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            found: self.found + other.found,
            right_verdict: self.right_verdict + other.right_verdict,
            right: self.right + other.right,
            right_contradicted: self.right_contradicted + other.right_contradicted,
            wrong_confirmed: self.wrong_confirmed + other.wrong_confirmed,
            ignored_judged: self.ignored_judged + other.ignored_judged,
        }
    }
}

/// A percentage of a count.
pub fn percent(part: usize, of: usize) -> usize {
    (part * 100).checked_div(of).unwrap_or(100)
}
