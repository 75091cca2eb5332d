//! A sentence as a row of tokens: words of the lexicon, periods, figures, and the borders of clauses.

use super::cues::{Cue, CueKind};
use super::numerals::PrintedFigure;
use super::periods::{PeriodCue, When};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind<'l> {
    /// A word of the lexicon with its meaning.
    Word(CueKind, &'l str),
    /// The name of a period.
    Period(When),
    /// A figure, by its place among those of the passage.
    Figure(usize),
    /// The border of a clause: a comma or a bracket is 1, a colon 0, a semicolon 2.
    Border(u8),
}

/// A token of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'l> {
    /// Where it begins in the passage.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub kind: TokenKind<'l>,
}

impl<'l> Token<'l> {
    /// The meaning, of a word of a kind.
    pub fn word(&self, kind: CueKind) -> Option<&'l str> {
        match self.kind {
            TokenKind::Word(of, meaning) if of == kind => Some(meaning),
            _ => None,
        }
    }

    /// Whether it is a word of one of these kinds.
    pub fn is_any(&self, kinds: &[CueKind]) -> bool {
        matches!(self.kind, TokenKind::Word(kind, _) if kinds.contains(&kind))
    }

    /// The border's weight.
    pub fn border(&self) -> Option<u8> {
        if let TokenKind::Border(weight) = self.kind { Some(weight) } else { None }
    }
}

/// The most tokens of a sentence: a longer one is read in parts.
const LONGEST: usize = 240;

/// Words that the names of periods are made of.
const OF_PERIODS: &[CueKind] = &[
    CueKind::Quarter,
    CueKind::Half,
    CueKind::Months,
    CueKind::Year,
    CueKind::Years,
    CueKind::Whole,
    CueKind::Ttm,
    CueKind::This,
    CueKind::Ago,
    CueKind::Fiscal,
    CueKind::Season,
    CueKind::Quarters,
    CueKind::Ended,
];

/// The sentences of a passage. With each, where it begins and ends in the text.
pub(super) fn sentences<'l>(
    text: &str,
    cues: &[Cue<'l>],
    periods: &[PeriodCue],
    figures: &[PrintedFigure],
) -> Vec<(usize, usize, Vec<Token<'l>>)> {
    let mut tokens: Vec<Token<'l>> = Vec::new();
    let mut at_figure = figures.iter().peekable();
    let of_period = |cue: &Cue<'_>| periods.iter().any(|period| period.start < cue.end && cue.start < period.end);
    let is_word = |cue: &&Cue<'_>| !OF_PERIODS.contains(&cue.kind) && (cue.kind != CueKind::Month || !of_period(cue));
    for cue in cues.iter().filter(is_word) {
        while at_figure.peek().is_some_and(|figure| figure.end <= cue.start) {
            at_figure.next();
        }
        if at_figure.peek().is_none_or(|figure| figure.start >= cue.end || figure.start > cue.start) {
            let is_turn = cue.kind == CueKind::Turn;
            let kind = if is_turn { TokenKind::Border(1) } else { TokenKind::Word(cue.kind, cue.meaning) };
            tokens.push(Token { start: cue.start, end: cue.end, kind });
        }
    }
    tokens.extend(periods.iter().map(|period| Token {
        start: period.start,
        end: period.end,
        kind: TokenKind::Period(period.when),
    }));
    tokens.extend(figures.iter().enumerate().map(|(place, figure)| Token {
        start: figure.start,
        end: figure.end,
        kind: TokenKind::Figure(place),
    }));
    let mut ends = Vec::new();
    borders(text, cues, figures, &mut tokens, &mut ends);
    tokens.sort_by_key(|token| (token.start, token.end));
    ends.push(text.len());
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut rest = tokens.into_iter().peekable();
    for end in ends {
        let mut sentence: Vec<Token<'l>> = Vec::new();
        while let Some(token) = rest.next_if(|token| token.start < end) {
            if sentence.len() >= LONGEST && token.border().is_some() {
                sentences.push((start, token.start, std::mem::take(&mut sentence)));
                start = token.end;
            }
            sentence.push(token);
            if sentence.len() >= 2 * LONGEST {
                sentences.push((start, token.end, std::mem::take(&mut sentence)));
                start = token.end;
            }
        }
        sentences.push((start, end, sentence));
        start = end;
    }
    sentences
}

/// Finds the borders of clauses and the ends of sentences.
fn borders(
    text: &str,
    cues: &[Cue<'_>],
    figures: &[PrintedFigure],
    tokens: &mut Vec<Token<'_>>,
    ends: &mut Vec<usize>,
) {
    let mut figures = figures.iter().peekable();
    // A stop within a word of the lexicon ends no sentence.
    let mut abbreviations = cues
        .iter()
        .filter(|cue| {
            let word = text.get(cue.start..cue.end).unwrap_or_default();
            cue.kind == CueKind::Abbreviation || word.contains(". ")
        })
        .peekable();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        while figures.peek().is_some_and(|figure| figure.end <= at) {
            figures.next();
        }
        if figures.peek().is_some_and(|figure| figure.start <= at) {
            continue;
        }
        let next = || text.get(end..).and_then(|rest| rest.chars().next());
        let before = || text.get(..at).and_then(|head| head.chars().next_back());
        let is_between_digits = || {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            digit(next()) && digit(before())
        };
        let weight = match c {
            '。' | '！' | '？' => {
                ends.push(end);
                continue;
            }
            '.' | '!' | '?' if next().is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '”' | ')')) => {
                while abbreviations.peek().is_some_and(|cue| cue.end < end) {
                    abbreviations.next();
                }
                if abbreviations.peek().is_none_or(|cue| cue.start >= end) {
                    ends.push(end);
                }
                continue;
            }
            // Headlines in Chinese part their clauses by a blank.
            ' ' if !next().is_none_or(|c| c.is_ascii()) && !before().is_none_or(|c| c.is_ascii() && c != '%') => 1,
            ';' | '；' => 2,
            ',' if !is_between_digits() => 1,
            '，' | '(' | ')' | '（' | '）' | '—' | '\u{3000}' => 1,
            '–' | '-' if before().is_some_and(char::is_whitespace) && next().is_some_and(char::is_whitespace) => 1,
            ':' | '：' => 0,
            _ => continue,
        };
        tokens.push(Token { start: at, end, kind: TokenKind::Border(weight) });
    }
}
