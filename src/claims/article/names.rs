//! Whom a sentence names: companies, groups, others, and which of them a figure is about.

use super::cues::CueKind;
use super::scene::{Scene, Who};
use super::sentence::Sentence;
use super::tokens::TokenKind;

impl<'l> Sentence<'_, 'l> {
    /// Everybody who is named: lists are one, and those left out of a group are taken from it.
    pub fn named(&self, scene: &Scene<'l, '_>) -> Vec<(usize, Who<'l>)> {
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
                CueKind::Outside
                    if !whos.is_empty()
                        && (self.is_right_before(at, CueKind::Link, 1)
                            || self.has(self.clause(at), at, CueKind::Metric)
                            || self.has(self.clause(at), at, CueKind::Company)) =>
                {
                    continue;
                }
                CueKind::Outside => Who { tickers: Vec::new(), is_group: false, is_known: false },
                CueKind::Group if self.is_of_them(at) => continue,
                CueKind::Group if let Ok(count) = meaning.parse::<usize>() => {
                    // The three: the last that were named.
                    let mut order = scene.order.clone();
                    for (_, who) in whos.iter().filter(|(at, _)| self.is_name(*at)) {
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
                    let tickers: Vec<&'l str> = all.into_iter().filter(|one| Some(*one) != without).collect();
                    if tickers.is_empty() {
                        continue;
                    }
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
            if previous.is_some_and(|before| before.word(CueKind::Without).is_some() && token.start - before.end <= 4) {
                left_out = Some(meaning);
                continue;
            }

            // Facebook's parent Meta is one.
            let is_same = whos.last().is_some_and(|(_, before)| before.tickers.ends_with(&who.tickers));
            if is_same && !who.tickers.is_empty() && !who.is_group && self.gap(last, at).len() <= 3 {
                last = at;
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
    pub fn is_of_them(&self, at: usize) -> bool {
        let clause = self.clause(at);
        let of = self.last_word(clause, at, CueKind::Among).is_some_and(|(of, _)| self.gap(of, at).len() <= 5);
        of && self.first_word(clause, at, CueKind::Metric).is_none() && self.segment(at) <= clause
    }

    /// The companies that the group words of the lexicon name: all that the data has a group of.
    pub fn all(&self, scene: &Scene<'l, '_>) -> Vec<&'l str> {
        let named =
            self.tokens.iter().filter_map(|token| token.word(CueKind::Group)).find(|meaning| meaning.contains(' '));
        named.map_or_else(|| scene.group.clone(), |meaning| meaning.split(' ').collect())
    }

    pub fn one(scene: &Scene<'l, '_>, ticker: &'l str) -> Who<'l> {
        let is_known = scene.data.company(ticker).is_ok();
        Who { tickers: if is_known { vec![ticker] } else { Vec::new() }, is_group: false, is_known: true }
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
            (None, None) => scene.subject.clone().map(|who| (who, 8)),
        }
    }

    /// Whether a token names companies themselves, and not a group.
    pub fn is_name(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.word(CueKind::Group).is_none())
    }

    /// Whether somebody is named between two tokens.
    pub fn names(&self, from: usize, to: usize) -> bool {
        self.whos.iter().any(|(place, _)| (from..to).contains(place))
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
}
