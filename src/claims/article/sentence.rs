//! A sentence: whom it names, what its lists say of whom, and the words around a figure.

use super::cues::CueKind;
use super::numerals::{PrintedFigure, RangePart};
use super::periods::{Stretch, When, WhichYear};
use super::scene::{Scene, Who};
use super::tokens::{Token, TokenKind};

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

impl ListedFigure<'_> {
    /// Whether nobody can tell what its list is told of.
    pub fn is_of_nothing(&self) -> bool {
        self.ticker.is_none() && self.period.is_none() && self.metric.is_none()
    }
}

/// A sentence with the scene it stands in.
pub(super) struct Sentence<'s, 'l> {
    pub text: &'s str,
    pub tokens: &'s [Token<'l>],
    pub figures: &'s [PrintedFigure],
    /// Who is named, and at which token.
    pub whos: Vec<(usize, Who<'l>)>,
    /// The figures of lists that are told of the items of others one by one.
    lists: Vec<ListedFigure<'l>>,
}

impl<'s, 'l> Sentence<'s, 'l> {
    pub fn new(text: &'s str, tokens: &'s [Token<'l>], figures: &'s [PrintedFigure], scene: &Scene<'l, '_>) -> Self {
        let mut sentence = Self { text, tokens, figures, whos: Vec::new(), lists: Vec::new() };
        sentence.whos = sentence.named(scene);
        sentence.lists = sentence.one_by_one(scene);
        sentence
    }

    /// Lists of names, periods or metrics whose figures follow in the same order.
    fn one_by_one(&self, scene: &Scene<'l, '_>) -> Vec<ListedFigure<'l>> {
        let is_said = self.first_word(0, self.tokens.len(), CueKind::Respectively).is_some();
        let mut runs: Vec<(u8, Vec<usize>)> = Vec::new();
        let mut last = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            let (kind, farthest) = match token.kind {
                TokenKind::Word(CueKind::Company | CueKind::Cloud | CueKind::Outside, _) => (0, 8),
                TokenKind::Period(when) if !matches!(when, When::Said(_)) => (1, 8),
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
            // Names that the sentences before have listed, where all of them are meant.
            let first = figures.first().copied().unwrap_or_default();
            let here: Vec<&'l str> = self.singles(first);
            let known = if here.is_empty() { &scene.order } else { &here };
            let order = known.len().checked_sub(figures.len()).and_then(|from| known.get(from..));
            let is_meant = |who: &Who<'l>| order.unwrap_or_default().iter().all(|one| who.tickers.contains(one));
            let is_of_listed = names.is_empty()
                && is_said
                && (here.len() == figures.len() || self.whos.iter().all(|(_, who)| is_meant(who)));
            let order = order.filter(|_| is_of_listed).unwrap_or_default();
            let periods = self.told_of(items(1), figures, scene, is_said && names.is_empty());
            if !is_said && names.is_empty() && periods.is_empty() {
                continue;
            }
            for (place, figure) in figures.iter().enumerate() {
                let name = names.get(place).and_then(|name| self.token(*name));
                let ticker =
                    name.map(|name| name.word(CueKind::Company).or(name.word(CueKind::Cloud)).unwrap_or_default());
                lists.push(ListedFigure {
                    figure: *figure,
                    first: figures.first().copied().unwrap_or_default(),
                    place: (place, figures.len()),
                    ticker: ticker.or_else(|| order.get(place).copied().filter(|_| periods.is_empty())),
                    period: periods.get(place).copied(),
                    metric: metrics.get(place).copied(),
                });
            }
        }
        lists
    }

    /// The companies that a sentence names before a token, in the order in which it named them last.
    pub fn singles(&self, to: usize) -> Vec<&'l str> {
        let mut order: Vec<&'l str> = Vec::new();
        for (_, who) in self.whos.iter().filter(|(at, who)| *at < to && !who.is_group) {
            order.retain(|one| !who.tickers.contains(one));
            order.extend(&who.tickers);
        }
        order
    }

    /// The periods that the figures of a list are told of: those of a list of as many, the years from one to another, the
    /// quarters of a year, or those of the list before.
    fn told_of(&self, listed: &[usize], figures: &[usize], scene: &Scene<'l, '_>, is_said: bool) -> Vec<When> {
        if !listed.is_empty() || !is_said {
            return listed.iter().flat_map(|at| self.periods(*at, at + 1)).map(|(_, when)| when).collect();
        }
        let mut before = self.periods(0, figures.first().copied().unwrap_or_default()).rev();
        let year = |when: When| match when {
            When::Named(Some(WhichYear::Number(year)), Stretch::Year, fiscal) => Some((year, fiscal)),
            _ => None,
        };
        let last = before.next();
        let (to, from) = (
            last.and_then(|(_, when)| year(when)),
            before.next().filter(|(from, _)| last.is_some_and(|(last, _)| self.gap(*from, last).len() <= 12)),
        );
        let named = |year, stretch, fiscal| When::Named(Some(WhichYear::Number(year)), stretch, fiscal);
        let periods: Vec<When> = match (from.and_then(|(_, when)| year(when)), to) {
            (Some((from, fiscal)), Some((to, _))) => (from..=to).map(|at| named(at, Stretch::Year, fiscal)).collect(),
            (None, Some((at, fiscal))) if self.whos.iter().all(|(_, who)| !who.is_group) => {
                (1..=4).map(|quarter| named(at, Stretch::Quarter(quarter), fiscal)).collect()
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
                is_comma || token.is_any(&[CueKind::Joiner, CueKind::Bound])
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

    /// Whether a name stands behind a figure as whose it is: so much at Amazon.
    pub fn is_attached(&self, name: usize) -> bool {
        let figure = self.segment(name).checked_sub(1);
        figure.is_some_and(|figure| {
            name < self.tail(figure)
                && self.gap(figure, name).len() <= 24
                && self.first_word(figure + 1, name, CueKind::Link).is_some()
        })
    }

    fn one(scene: &Scene<'l, '_>, ticker: &'l str) -> Who<'l> {
        let is_known = scene.data.company(ticker).is_ok();
        Who { tickers: if is_known { vec![ticker] } else { Vec::new() }, is_group: false, is_known: true }
    }

    /// The text between two tokens.
    pub fn gap(&self, before: usize, after: usize) -> &'s str {
        let end = self.tokens.get(before).map_or(0, |token| token.end);
        let start = self.tokens.get(after).map_or(end, |token| token.start);
        self.text.get(end..start).unwrap_or_default()
    }

    /// The periods that are named between two tokens, each with its token; a month of saying something is none.
    pub fn periods(&self, from: usize, to: usize) -> impl DoubleEndedIterator<Item = (usize, When)> {
        let tokens = self.tokens.get(from..to).unwrap_or_default();
        tokens.iter().enumerate().filter_map(move |(at, token)| match token.kind {
            TokenKind::Period(when) if !matches!(when, When::Said(_)) => Some((from + at, when)),
            _ => None,
        })
    }

    /// Whether a word of a kind stands between two tokens.
    pub fn has(&self, from: usize, to: usize, kind: CueKind) -> bool {
        self.first_word(from, to, kind).is_some()
    }

    /// Whether somebody is named between two tokens.
    pub fn names(&self, from: usize, to: usize) -> bool {
        self.whos.iter().any(|(place, _)| (from..to).contains(place))
    }

    fn token(&self, at: usize) -> Option<&'s Token<'l>> {
        self.tokens.get(at)
    }

    /// Everybody who is named: lists are one, and those left out of a group are taken from it.
    fn named(&self, scene: &Scene<'l, '_>) -> Vec<(usize, Who<'l>)> {
        let mut whos: Vec<(usize, Who<'l>)> = Vec::new();
        let mut left_out: Option<&'l str> = None;
        let mut last = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            let TokenKind::Word(kind, meaning) = token.kind else { continue };
            let who = match kind {
                CueKind::Company | CueKind::Cloud if meaning != "-" => Self::one(scene, meaning),
                CueKind::Group if meaning == "speaker" => match scene.speaker {
                    Some(speaker) => Self::one(scene, speaker),
                    None => continue,
                },
                // What a company has bet on is not what is spoken of.
                CueKind::Outside if !whos.is_empty() && self.is_right_before(at, CueKind::Link, 1) => continue,
                CueKind::Outside => Who { tickers: Vec::new(), is_group: false, is_known: false },
                CueKind::Group if self.is_of_them(at) => continue,
                CueKind::Group if let Ok(count) = meaning.parse::<usize>() => {
                    // The three: the last that were named.
                    let mut order = scene.order.clone();
                    for (_, who) in whos.iter().filter(|(_, who)| !who.is_group) {
                        order.retain(|one| !who.tickers.contains(one));
                        order.extend(&who.tickers);
                    }
                    let Some(last) = order.len().checked_sub(count).and_then(|from| order.get(from..)) else {
                        continue;
                    };
                    Who { tickers: last.to_vec(), is_group: true, is_known: true }
                }
                CueKind::Group if meaning == "rest" => {
                    let all = if scene.group.is_empty() { self.all(scene) } else { scene.group.clone() };
                    let without = left_out.or(scene.company);
                    let tickers = all.into_iter().filter(|one| Some(*one) != without).collect();
                    Who { tickers, is_group: true, is_known: true }
                }
                CueKind::Group if meaning == "same" => {
                    let is_one_by_one = scene.who.as_ref().is_some_and(|(who, _)| !who.is_group);
                    let is_said = self.tokens.get(at..).unwrap_or_default().iter().any(|next| {
                        next.word(CueKind::Metric).is_some() && (token.end..=token.end + 1).contains(&next.start)
                    });
                    let tickers = if scene.one_by_one.len() > 2 { &scene.one_by_one } else { &scene.group };
                    let is_of_one = scene.one_by_one.len() <= 2 && is_one_by_one && !is_said;
                    if !whos.is_empty() || is_of_one || tickers.is_empty() {
                        continue;
                    }
                    Who { tickers: tickers.clone(), is_group: true, is_known: true }
                }
                CueKind::Group => Who { tickers: meaning.split(' ').collect(), is_group: true, is_known: true },
                _ => continue,
            };
            let previous = at.checked_sub(1).and_then(|before| self.token(before));
            let is_left_out = kind == CueKind::Company
                && previous
                    .is_some_and(|before| before.word(CueKind::Without).is_some() && token.start - before.end <= 4);
            if is_left_out {
                left_out = Some(meaning);
                continue;
            }
            let is_listed = (kind == CueKind::Company || kind == CueKind::Cloud)
                && self.token(last).is_some_and(|before| before.is_any(&[kind]))
                && self.is_listed(last, at, 8);
            match whos.last_mut() {
                Some((_, before)) if is_listed && !before.tickers.is_empty() && !who.tickers.is_empty() => {
                    let new: Vec<&str> =
                        who.tickers.iter().filter(|one| !before.tickers.contains(one)).copied().collect();
                    before.is_group |= !new.is_empty();
                    before.tickers.extend(new);
                }
                _ => whos.push((at, who)),
            }
            last = at;
        }
        whos
    }

    /// Whether a word for a group only says whom something is one of: the smallest of the four.
    fn is_of_them(&self, at: usize) -> bool {
        let clause = self.clause(at);
        let of = self.last_word(clause, at, CueKind::Among).is_some_and(|(of, _)| self.gap(of, at).len() <= 5);
        of && self.first_word(clause, at, CueKind::Metric).is_none() && self.segment(at) <= clause
    }

    /// The companies that the group words of the lexicon name: all that the data has a group of.
    fn all(&self, scene: &Scene<'l, '_>) -> Vec<&'l str> {
        let named =
            self.tokens.iter().filter_map(|token| token.word(CueKind::Group)).find(|meaning| meaning.contains(' '));
        named.map_or_else(|| scene.group.clone(), |meaning| meaning.split(' ').collect())
    }

    /// Whether a border of a weight or more stands between two tokens.
    pub fn is_parted(&self, from: usize, to: usize, weight: u8) -> bool {
        let between = self.tokens.get(from..to).unwrap_or_default();
        between.iter().any(|token| token.border().is_some_and(|border| border >= weight))
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

    /// Who a figure is about, and how far the name is.
    pub fn who(&self, at: usize, scene: &Scene<'l, '_>) -> Option<(Who<'l>, u32)> {
        if let Some(ticker) = self.listed(at).and_then(|listed| listed.ticker) {
            return Some((Self::one(scene, ticker), 0));
        }
        let before = self.whos.iter().rev().find(|(place, _)| *place < at);
        let after = self.whos.iter().find(|(place, _)| *place > at);
        let is_near = before.is_some_and(|(place, _)| *place >= self.clause(at) && !self.is_attached(*place));
        if let Some((place, who)) = after
            && !is_near
            && *place < self.tail(at)
            && self.gap(at, *place).len() <= 24
            && self.first_word(at + 1, *place, CueKind::Link).is_some()
        {
            return Some((who.clone(), 0));
        }
        if let Some((_, who)) = before {
            return Some((who.clone(), 0));
        }
        match (&scene.who, after) {
            (Some((who, age)), _) => Some((who.clone(), 4 + (*age).min(4))),
            (None, Some((_, who))) => Some((who.clone(), 10)),
            (None, None) => None,
        }
    }
}
