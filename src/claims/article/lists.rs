//! Lists in a sentence, whose figures are told of the items of other lists in their order: names, periods, metrics.

use super::cues::CueKind;
use super::numerals::RangePart;
use super::periods::{Stretch, When, WhichYear};
use super::scene::Scene;
use super::sentence::Sentence;
use super::tokens::TokenKind;

/// A figure of a list that is told, with the others in their order, of the items of other lists: names, periods, metrics.
#[derive(Debug, Clone, Default)]
pub(super) struct ListedFigure<'l> {
    /// Its token.
    pub figure: usize,
    /// The token of the first of its list.
    pub first: usize,
    /// Its place in the list, and how long that is.
    pub place: (usize, usize),
    /// The ticker of the name, which is none of the data's if empty.
    pub ticker: Option<&'l str>,
    /// The period.
    pub period: Option<When>,
    /// The token of the metric.
    pub metric: Option<usize>,
}

impl<'l> Sentence<'_, 'l> {
    /// Lists of names, periods or metrics whose figures follow in the same order.
    pub fn one_by_one(&self, scene: &Scene<'l, '_>) -> Vec<ListedFigure<'l>> {
        let is_said = self.first_word(0, self.tokens.len(), CueKind::Respectively).is_some();
        let mut runs: Vec<(u8, Vec<usize>)> = Vec::new();
        let mut last = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            let (kind, farthest) = match token.kind {
                TokenKind::Word(CueKind::Company | CueKind::Cloud | CueKind::Outside, _) => (0, 8),
                TokenKind::Period(_) => (1, 8),
                TokenKind::Word(CueKind::Metric, _) => (2, 8),
                TokenKind::Figure(place) => {
                    let Some(figure) = self.figures.get(place) else { continue };
                    if figure.range == Some(RangePart::High) {
                        last = at;
                        continue;
                    }
                    (if figure.is_money() { 3 } else { 4 }, 16)
                }
                _ => continue,
            };
            match runs.last_mut() {
                Some((of, run)) if *of == kind && self.is_listed(last, at, farthest) => run.push(at),
                _ => runs.push((kind, vec![at])),
            }
            last = at;
        }
        let mut lists = Vec::new();
        for (_, figures) in runs.iter().filter(|(kind, run)| *kind >= 3 && run.len() > 1) {
            let items = |kind: u8| {
                // Without a word on it, only the nearest list of a kind is told one by one.
                let of = |run: &&(u8, Vec<usize>)| run.0 == kind && (!is_said || run.1.len() == figures.len());
                let before = runs.iter().rev().filter(of).find(|run| run.1 < *figures);
                let run = before.or_else(|| runs.iter().find(of)).map(|(_, items)| items.as_slice());
                run.filter(|items| items.len() == figures.len()).unwrap_or_default()
            };
            let (names, metrics) = (items(0), if is_said { items(2) } else { &[] });
            let periods = self.told_of(items(1), figures, scene, is_said && names.is_empty());
            if !is_said && names.is_empty() && periods.is_empty() {
                continue;
            }
            for (place, figure) in figures.iter().enumerate() {
                let name = names.get(place).and_then(|name| self.token(*name));
                lists.push(ListedFigure {
                    figure: *figure,
                    first: figures.first().copied().unwrap_or_default(),
                    place: (place, figures.len()),
                    ticker: name
                        .map(|name| name.word(CueKind::Company).or(name.word(CueKind::Cloud)).unwrap_or_default()),
                    period: periods.get(place).copied(),
                    metric: metrics.get(place).copied(),
                });
            }
        }
        lists
    }

    /// The periods that the figures of a list are told of: those of a list of as many, the years from one to another, or
    /// those of the list before.
    pub fn told_of(&self, listed: &[usize], figures: &[usize], scene: &Scene<'l, '_>, is_said: bool) -> Vec<When> {
        if !listed.is_empty() || !is_said {
            return listed.iter().flat_map(|at| self.periods(*at, at + 1)).map(|(_, when)| when).collect();
        }
        let mut before = self.periods(0, figures.first().copied().unwrap_or_default()).rev();
        let periods: Vec<When> = match (before.next(), before.next()) {
            (
                Some((last, When::Named(Some(WhichYear::Number(to)), Stretch::Year, _))),
                Some((first, When::Named(Some(WhichYear::Number(from)), Stretch::Year, fiscal))),
            ) if self.gap(first, last).len() <= 12 => {
                (from..=to).map(|at| When::Named(Some(WhichYear::Number(at)), Stretch::Year, fiscal)).collect()
            }
            _ => Vec::new(),
        };
        [periods, scene.told_of.clone()].into_iter().find(|periods| periods.len() == figures.len()).unwrap_or_default()
    }

    /// Whether only what joins the items of a list stands between two of them.
    pub fn is_listed(&self, before: usize, after: usize, farthest: usize) -> bool {
        let between = self.tokens.get(before + 1..after).unwrap_or_default();
        let is_one_word = self.token(after).is_some_and(|token| token.start == token.end);
        (!between.is_empty() || is_one_word)
            && self.gap(before, after).len() <= farthest
            && between.iter().all(|token| {
                let is_comma =
                    token.border() == Some(1) && matches!(self.text.get(token.start..token.end), Some("," | "，"));
                // A word can join and compare.
                let mut here = between.iter().filter(|other| other.start == token.start);
                is_comma || here.any(|other| other.is_any(&[CueKind::Joiner, CueKind::Bound]))
            })
    }

    /// What a figure is told of by its place in a list.
    pub fn listed(&self, at: usize) -> Option<&ListedFigure<'l>> {
        self.lists.iter().find(|listed| listed.figure == at)
    }

    /// The periods that the figures of its last list are told of.
    pub fn told_last(&self) -> Vec<When> {
        let last = self.lists.last().map(|listed| listed.first);
        self.lists.iter().filter(|listed| Some(listed.first) == last).filter_map(|listed| listed.period).collect()
    }
}
