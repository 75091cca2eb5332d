//! The words that articles are read by: a table for each language, and where its words stand in a text.
//!
//! What a word does is a row of `data/i18n/lexicon-*.csv`: its kind, its meaning, and the words. No word of a language
//! stands in the code; another language is another file.

use std::str::FromStr;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use crate::data::Dataset;

/// The tables, with the unit separator between cells.
const TABLES: &[&str] = include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));

macro_rules! cue_kinds {
    ($($(#[doc = $doc:literal])* $kind:ident = $word:literal),+ $(,)?) => {
        /// What a word of the lexicon tells of the figures near it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum CueKind {
            $($(#[doc = $doc])* $kind),+
        }

        impl FromStr for CueKind {
            type Err = ();

            fn from_str(word: &str) -> Result<Self, ()> {
                match word {
                    $($word => Ok(Self::$kind),)+
                    _ => Err(()),
                }
            }
        }
    };
}

cue_kinds! {
    /// A full stop that ends no sentence.
    Abbreviation = "abbreviation",
    /// How a number before it is bounded.
    After = "after",
    /// A period as long ago as its meaning, in quarters.
    Ago = "ago",
    /// What counts as capital expenditures.
    Basis = "basis",
    /// That an expectation was met or not: what stands before is no expectation.
    Beat = "beat",
    /// The beginning of a range.
    Between = "between",
    /// How a number behind it is bounded.
    Bound = "bound",
    /// A part of a company: its cloud business.
    Cloud = "cloud",
    /// A company of the data, by its ticker.
    Company = "company",
    /// That a figure is set beside another.
    Compare = "compare",
    /// What others expect.
    Consensus = "consensus",
    /// That an amount in another currency follows.
    Conversion = "conversion",
    /// What a count is of.
    Counter = "counter",
    /// A currency, by its code.
    Currency = "currency",
    /// A digit in words.
    Digit = "digit",
    /// An end of a range.
    End = "end",
    /// A period that ends in the month behind.
    Ended = "ended",
    /// Fiscal years.
    Fiscal = "fiscal",
    /// That a plan behind it is an earlier one.
    Former = "former",
    /// A fraction in words.
    Fraction = "fraction",
    /// Of what a rate is the growth.
    Growth = "growth",
    /// Companies together.
    Group = "group",
    /// A half of a year.
    Half = "half",
    /// What joins companies to a list.
    Joiner = "joiner",
    /// What a column of a table holds.
    Label = "label",
    /// What ties a figure to what stands behind it.
    Link = "link",
    /// A metric.
    Metric = "metric",
    /// A month.
    Month = "month",
    /// The first months of a year.
    Months = "months",
    /// A multiple in words.
    Multiple = "multiple",
    /// Somebody whose figures the data does not hold.
    Outside = "outside",
    /// A plan.
    Plan = "plan",
    /// A quarter of a year.
    Quarter = "quarter",
    /// That a month before it is the last of a quarter.
    Quarters = "quarters",
    /// What a rate leads to: the amount behind it.
    Reach = "reach",
    /// That a rate is one metric over another.
    Ratio = "ratio",
    /// The pace of a year.
    Run = "run",
    /// What a number is counted in.
    Scale = "scale",
    /// A time of the year at which something was said, by a month of it.
    Season = "season",
    /// That a rate is a part of a sum.
    Share = "share",
    /// Up or down.
    Sign = "sign",
    /// That an amount is a difference.
    Step = "step",
    /// A tenth.
    Tenth = "tenth",
    /// A quarter, relative to the day.
    This = "this",
    /// What joins the ends of a range.
    To = "to",
    /// What is none of ours.
    Topic = "topic",
    /// A row of sums.
    Total = "total",
    /// Twelve months.
    Ttm = "ttm",
    /// A whole year.
    Whole = "whole",
    /// That a company is left out of a group.
    Without = "without",
    /// A year, relative to the day.
    Year = "year",
}

/// A word in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cue<'l> {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it tells.
    pub kind: CueKind,
    /// The meaning in the table.
    pub meaning: &'l str,
}

/// The words, ready to be looked for.
pub(super) struct CueTable {
    automaton: AhoCorasick,
    /// What each pattern means: a word can mean several things.
    meanings: Vec<Vec<(CueKind, String)>>,
    patterns: Vec<String>,
}

impl CueTable {
    /// The words of every language, and the names of the data's companies. `None` if there are more than can be looked for.
    pub fn new(data: &Dataset) -> Option<Self> {
        let mut words: std::collections::BTreeMap<String, Vec<(CueKind, String)>> = std::collections::BTreeMap::new();
        let mut add = |word: &str, kind, meaning: &str| {
            let meanings = words.entry(word.to_lowercase()).or_default();
            if !word.is_empty() && !meanings.iter().any(|known| *known == (kind, meaning.to_owned())) {
                meanings.push((kind, meaning.to_owned()));
            }
        };
        for company in data.companies() {
            for name in company.names().filter(|name| name.chars().count() > 1) {
                add(&name, CueKind::Company, &company.ticker);
            }
        }
        for (kind, meaning, word) in rows() {
            add(word, kind, meaning);
        }
        words.remove("");
        let (patterns, meanings): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        let automaton = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(&patterns)
            .ok()?;
        Some(Self { automaton, meanings, patterns })
    }

    /// The words of a text in their order; of words that overlap, the one that begins first, and of those the longest. What
    /// a word means several times stands several times.
    pub fn find(&self, text: &str) -> Vec<Cue<'_>> {
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for hit in self.automaton.find_overlapping_iter(text) {
            let pattern = hit.pattern().as_usize();
            if self.is_whole(text, hit.start(), hit.end(), pattern) {
                found.push((hit.start(), hit.end(), pattern));
            }
        }
        found.sort_unstable_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
        let mut cues = Vec::new();
        let mut from = 0;
        for (start, end, pattern) in found {
            if start < from {
                continue;
            }
            from = end;
            let meanings = self.meanings.get(pattern).map(Vec::as_slice).unwrap_or_default();
            cues.extend(meanings.iter().map(|(kind, meaning)| Cue { start, end, kind: *kind, meaning }));
        }
        cues
    }

    /// Whether a Latin word begins and ends where its letters do; a unit may follow digits.
    fn is_whole(&self, text: &str, start: usize, end: usize, pattern: usize) -> bool {
        let word = self.patterns.get(pattern).map(String::as_str).unwrap_or_default();
        let (head, tail) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
        let before = head.chars().next_back();
        let is_unit = || {
            let meanings = self.meanings.get(pattern).map(Vec::as_slice).unwrap_or_default();
            meanings.iter().any(|(kind, _)| matches!(kind, CueKind::Scale | CueKind::Currency))
        };
        let begins = !word.starts_with(|c: char| c.is_ascii_alphanumeric())
            || before.is_none_or(|c| !c.is_ascii_alphanumeric() || (c.is_ascii_digit() && is_unit()));
        let ends = !word.ends_with(|c: char| c.is_ascii_alphanumeric())
            || tail.chars().next().is_none_or(|c| !c.is_ascii_alphanumeric());
        begins && ends
    }
}

/// Kind, meaning and word of every row, a word each.
fn rows() -> impl Iterator<Item = (CueKind, &'static str, &'static str)> {
    TABLES.iter().flat_map(|table| table.lines().skip(1)).flat_map(|row| {
        let mut cells = row.split('\u{1f}');
        let kind = cells.next().and_then(|kind| kind.parse::<CueKind>().ok());
        let meaning = cells.next().unwrap_or_default();
        let words = kind.and(cells.next()).unwrap_or_default();
        words.split('|').filter_map(move |word| Some((kind?, meaning, word)))
    })
}
