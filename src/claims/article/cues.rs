//! The words that articles are read by: a table for each language, and where its words stand in a text.
//!
//! What a word does is a row of `data/i18n/lexicon-*.csv`: its kind, its meaning, and the words. No word of a language
//! stands in the code; another language is another file.

use std::collections::{BTreeMap, HashMap};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use crate::data::Dataset;

/// Kind, meaning and words of each row of the tables.
const TABLES: &[&[(CueKind, &str, &str)]] = include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));

/// What a word of the lexicon tells of the figures near it; `data/README.md` says of each kind what.
#[rustfmt::skip]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum CueKind {
    Abbreviation, After, Ago, Among, Basis, Beat, Between, Bound, Call, Cloud, Company, Compare, Consensus,
    Counter, Currency, Digit, End, Ended, Fiscal, Former, Fraction, Growth, Group, Half, Idle, Joiner, Label, Letter, Link,
    Metric, Minus, Month, Months, Multiple, Outside, Over, Plan, Quarter, Quarters, Reach, Ratio, Respectively, Run,
    Scale, Season, Share, Sign, Since, Spent, Step, Tenth, This, To, Topic, Total, Ttm, Turn, Whole, Without, Year, Years,
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
    /// Letters that are read as others of as many bytes: traditional ones, and hyphens.
    letters: HashMap<char, char>,
    /// What each pattern means: a word can mean several things.
    meanings: Vec<Vec<(CueKind, String)>>,
    patterns: Vec<String>,
}

impl CueTable {
    /// The words of every language, and the names of the data's companies. `None` if there are more than can be looked for.
    pub fn new(data: &Dataset) -> Option<Self> {
        let rows = || TABLES.iter().copied().flatten();
        let pairs = rows().filter(|(kind, ..)| *kind == CueKind::Letter).flat_map(|(.., pairs)| pairs.split('|'));
        let letters: HashMap<char, char> =
            pairs.filter_map(|pair| pair.chars().next().zip(pair.chars().last())).collect();
        let mut words: BTreeMap<String, Vec<(CueKind, String)>> = BTreeMap::new();
        let mut add = |word: &str, kind, meaning: &str| {
            let meanings = words.entry(folded(&word.to_lowercase(), &letters)).or_default();
            if !word.is_empty() && !meanings.iter().any(|known| *known == (kind, meaning.to_owned())) {
                meanings.push((kind, meaning.to_owned()));
            }
        };
        for company in data.companies() {
            for name in company.names().filter(|name| name.chars().count() > 1) {
                add(&name, CueKind::Company, &company.ticker);
            }
        }
        for &(kind, meaning, words) in rows().filter(|(kind, ..)| *kind != CueKind::Letter) {
            words.split('|').for_each(|word| add(word, kind, meaning));
        }
        words.remove("");
        let (patterns, meanings): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        let automaton = AhoCorasickBuilder::new().match_kind(MatchKind::Standard).build(&patterns).ok()?;
        Some(Self { automaton, letters, meanings, patterns })
    }

    /// The words of a text in their order; of words that overlap, the one that begins first, and of those the longest. What
    /// a word means several times stands several times.
    pub fn find(&self, text: &str) -> Vec<Cue<'_>> {
        let mut found: Vec<(usize, usize, usize)> = Vec::new();
        for hit in self.automaton.find_overlapping_iter(&folded(text, &self.letters)) {
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
        let is_any = |kinds: &[CueKind]| {
            let meanings = self.meanings.get(pattern).map(Vec::as_slice).unwrap_or_default();
            meanings.iter().any(|(kind, _)| kinds.contains(kind))
        };
        let is_unit = || is_any(&[CueKind::Scale, CueKind::Currency]);
        // Chinese sets digits right behind a Latin name.
        let is_name = || is_any(&[CueKind::Company, CueKind::Cloud, CueKind::Metric]);
        let begins = !word.starts_with(|c: char| c.is_ascii_alphanumeric())
            || before.is_none_or(|c| !c.is_ascii_alphanumeric() || (c.is_ascii_digit() && is_unit()));
        let ends = !word.ends_with(|c: char| c.is_ascii_alphanumeric())
            || tail.chars().next().is_none_or(|c| !c.is_ascii_alphanumeric() || (c.is_ascii_digit() && is_name()));
        begins && ends
    }
}

/// A text with its letters as they are read, each of as many bytes: Latin ones small.
fn folded(text: &str, letters: &HashMap<char, char>) -> String {
    text.chars().map(|c| letters.get(&c).copied().unwrap_or(c.to_ascii_lowercase())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_read_and_found() {
        let data = Dataset::bundled().unwrap();
        let table = CueTable::new(&data).unwrap();
        let mut entries = 0;
        let rows = TABLES.iter().copied().flatten().filter(|(kind, ..)| *kind != CueKind::Letter);
        for &(kind, meaning, words) in rows {
            for word in words.split('|') {
                entries += 1;
                // A unit stands behind digits, and a word in a sentence.
                let text = format!("7{word} ");
                let is_unit = matches!(kind, CueKind::Scale | CueKind::Currency);
                let text = if is_unit { text } else { format!(" {word} ") };
                let found = table.find(&text);
                let hit = found.iter().find(|cue| cue.kind == kind && cue.meaning == meaning);
                let hit = hit.unwrap_or_else(|| panic!("{kind:?}: `{word}` is not found as {meaning}"));
                assert_eq!(hit.end - hit.start, word.len(), "{word}");
            }
        }
        assert!(entries > 1_000, "{entries}");
    }

    #[test]
    fn letters_are_read_as_others_of_as_many_bytes() {
        let table = CueTable::new(&Dataset::bundled().unwrap()).unwrap();
        assert!(table.letters.iter().all(|(from, to)| from.len_utf8() == to.len_utf8()));
        assert!(table.letters.values().all(|to| !table.letters.contains_key(to)));
    }

    #[test]
    fn no_row_and_no_word_of_a_row_stands_twice() {
        let table_of = CueTable::new(&Dataset::bundled().unwrap()).unwrap();
        for table in TABLES {
            let mut rows = std::collections::BTreeSet::new();
            for (kind, meaning, words) in table.iter().filter(|(kind, ..)| *kind != CueKind::Letter) {
                assert!(rows.insert((kind, meaning)), "{kind:?} {meaning} twice");
                let fold = |word: &str| folded(&word.to_lowercase(), &table_of.letters);
                let mut words: Vec<String> = words.split('|').map(fold).collect();
                assert!(words.iter().all(|word| !word.is_empty()), "{kind:?} {meaning}");
                words.sort();
                let count = words.len();
                words.dedup();
                assert_eq!(words.len(), count, "{kind:?} {meaning}");
            }
        }
    }
}
