//! A sentence: whom it names, what its lists say of whom, and the words around a figure.

use super::cues::CueKind;
use super::lists::ListedFigure;
use super::numerals::PrintedFigure;
use super::periods::{When, WhichYear};
use super::scene::{Scene, Who};
use super::tokens::{Token, TokenKind};

/// A sentence with the scene it stands in.
pub(super) struct Sentence<'s, 'l> {
    /// The text of the passage.
    pub text: &'s str,
    /// Where in it the sentence begins.
    start: usize,
    pub tokens: &'s [Token<'l>],
    pub figures: &'s [PrintedFigure],
    /// Who is named, and at which token.
    pub whos: Vec<(usize, Who<'l>)>,
    /// The figures of lists that are told of the items of others one by one.
    pub lists: Vec<ListedFigure<'l>>,
}

impl<'s, 'l> Sentence<'s, 'l> {
    pub fn new(
        (text, start): (&'s str, usize),
        tokens: &'s [Token<'l>],
        figures: &'s [PrintedFigure],
        scene: &Scene<'l, '_>,
    ) -> Self {
        let mut sentence = Self { text, start, tokens, figures, whos: Vec::new(), lists: Vec::new() };
        sentence.whos = sentence.named(scene);
        sentence.lists = sentence.one_by_one(scene);
        sentence
    }

    /// What the sentence says before a token.
    pub fn before(&self, at: usize) -> &'s str {
        let end = self.tokens.get(at).map_or(self.start, |token| token.start);
        self.text.get(self.start..end).unwrap_or_default().trim_start()
    }

    /// The text between two tokens.
    pub fn gap(&self, before: usize, after: usize) -> &'s str {
        let end = self.tokens.get(before).map_or(0, |token| token.end);
        let start = self.tokens.get(after).map_or(end, |token| token.start);
        self.text.get(end..start).unwrap_or_default()
    }

    /// The periods that are named between two tokens, each with its token.
    pub fn periods(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = (usize, When)> {
        let tokens = self.tokens.get(from..to).unwrap_or_default();
        tokens.iter().enumerate().filter_map(move |(at, token)| match token.kind {
            TokenKind::Period(when) => Some((from + at, when)),
            _ => None,
        })
    }

    /// Whether a word of a kind stands between two tokens.
    pub fn has(&self, from: usize, to: usize, kind: CueKind) -> bool {
        self.first_word(from, to, kind).is_some()
    }

    pub fn token(&self, at: usize) -> Option<&'s Token<'l>> {
        self.tokens.get(at)
    }

    /// Whether a border of a weight or more stands between two tokens.
    pub fn is_parted(&self, from: usize, to: usize, weight: u8) -> bool {
        let between = self.tokens.get(from..to).unwrap_or_default();
        between.iter().any(|token| token.border().is_some_and(|border| border >= weight))
    }

    /// Whether a token stands in quotation marks.
    pub fn is_quoted(&self, at: usize) -> bool {
        let head = self.token(at).and_then(|token| self.text.get(..token.start)).unwrap_or_default();
        let opened = head.rfind(['“', '「']);
        head.matches('"').count() % 2 == 1
            || opened.is_some_and(|opened| head.rfind(['”', '」']).is_none_or(|end| end < opened))
    }

    /// The token behind the figure before, or the first.
    pub fn segment(&self, at: usize) -> usize {
        let head = self.tokens.get(..at).unwrap_or_default();
        head.iter().rposition(|token| matches!(token.kind, TokenKind::Figure(_))).map_or(0, |figure| figure + 1)
    }

    /// The first token behind the last border before one.
    pub fn clause(&self, at: usize) -> usize {
        let head = self.tokens.get(..at).unwrap_or_default();
        head.iter().rposition(|token| token.border().is_some_and(|border| border >= 1)).map_or(0, |border| border + 1)
    }

    /// The end of what belongs to a figure behind it: the next figure or border.
    pub fn tail(&self, at: usize) -> usize {
        let rest = self.tokens.get(at + 1..).unwrap_or_default();
        let is_end = |token: &Token<'_>| {
            matches!(token.kind, TokenKind::Figure(_)) || token.border().is_some_and(|border| border >= 1)
        };
        rest.iter().position(is_end).map_or(self.tokens.len(), |end| at + 1 + end)
    }

    /// Whether words beside a figure date it: a month, a year ago.
    pub fn is_of_past(&self, at: usize) -> bool {
        let beside = self.tokens.get(self.segment(at)..self.tail(at)).unwrap_or_default();
        beside.iter().any(|token| {
            let is_past = |when| {
                matches!(when, When::Ago(_) | When::FromNewest(..0) | When::Named(Some(WhichYear::Relative(..0)), ..))
            };
            token.word(CueKind::Month).is_some() || matches!(token.kind, TokenKind::Period(when) if is_past(when))
        })
    }

    /// The last token of a range that is a word of a kind, with its meaning.
    pub fn last_word(&self, from: usize, to: usize, kind: CueKind) -> Option<(usize, &'l str)> {
        let tokens = self.tokens.get(from..to).unwrap_or_default();
        let mut found = tokens.iter().enumerate().rev();
        found.find_map(|(at, token)| Some((from + at, token.word(kind)?)))
    }

    /// The first one.
    pub fn first_word(&self, from: usize, to: usize, kind: CueKind) -> Option<(usize, &'l str)> {
        let tokens = self.tokens.get(from..to).unwrap_or_default();
        tokens.iter().enumerate().find_map(|(at, token)| Some((from + at, token.word(kind)?)))
    }

    /// Whether a word of a kind stands right before a token, within so many bytes.
    pub fn is_right_before(&self, at: usize, kind: CueKind, bytes: usize) -> bool {
        let first = at.saturating_sub(5);
        (first..at).any(|place| {
            let is_kind = self.token(place).is_some_and(|token| token.word(kind).is_some());
            is_kind && self.gap(place, at).len() <= bytes && !self.is_parted(place, at, 1)
        })
    }
}
