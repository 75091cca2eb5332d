//! Who and what a figure of a sentence is about: the words nearest to it, and what the sentences before were about.

use super::super::vocabulary::Measure;
use super::cues::CueKind;
use super::numerals::{PrintedFigure, RangePart};
use super::periods::{Moment, Settled, When};
use super::tables::Head;
use super::tokens::{Token, TokenKind};
use crate::data::Dataset;

/// The flag of capital expenditures, which figures without a word on them are.
pub(super) const CAPEX: &str = "capex";

/// The metric of plans in a claims file.
pub(super) const GUIDANCE: &str = "guidance";

/// Companies that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Who<'l> {
    /// Their tickers; none where one of them is not in the data.
    pub tickers: Vec<&'l str>,
    /// Whether they are one group.
    pub is_group: bool,
    /// Whether the lexicon has a ticker for them.
    pub is_known: bool,
}

/// One way of reading a figure, as a claims file states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sense {
    /// Tickers, parted by blanks.
    pub companies: String,
    /// How many they are.
    pub count: usize,
    /// Metric, or two of a ratio.
    pub metric: String,
    /// The period.
    pub period: Settled,
    /// What is asked of the figures.
    pub measure: Measure,
    /// The period before, where it is named.
    pub from_period: Option<Settled>,
    /// The basis the text states.
    pub basis: Option<String>,
    /// Which statement of a plan is meant.
    pub statement: Statements,
    /// How far the words are from saying so: tens, the nearest 0.
    pub cost: u32,
    /// Whether the quantity is one that the words give without a minus.
    pub is_negative: bool,
}

impl Sense {
    /// The cost of a reading that says only that nobody can tell what a figure is about.
    pub const UNCLEAR: u32 = u32::MAX;

    /// The plain figure of companies.
    pub fn new(tickers: &[&str], metric: &str, period: Settled, cost: u32) -> Self {
        Self {
            companies: tickers.join(" "),
            count: tickers.len(),
            metric: metric.to_owned(),
            period,
            measure: if tickers.len() == 1 { Measure::Value } else { Measure::Total },
            from_period: None,
            basis: None,
            statement: Statements::Newest,
            cost,
            is_negative: false,
        }
    }

    /// The same of a figure that the data does not hold: its measure is that of its unit.
    pub fn of_unknown(self, figure: &PrintedFigure) -> Self {
        let measure = match figure {
            figure if figure.is_multiple() => Measure::Multiple,
            figure if figure.is_rate() => Measure::Yoy,
            _ => self.measure,
        };
        Self { measure, ..self }
    }
}

/// Which statement of a plan is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Statements {
    /// The newest one.
    Newest,
    /// The one before.
    Former,
    /// The one that stood at the end of a month.
    InMonth(i8),
}

/// What has been spoken of so far.
pub(super) struct Scene<'l, 'd> {
    pub data: &'d Dataset,
    /// The article's day.
    pub day: jiff::civil::Date,
    /// Whom the text is about, and for how many sentences it has not said so.
    pub who: Option<(Who<'l>, u32)>,
    /// The last group.
    pub group: Vec<&'l str>,
    /// The last company alone.
    pub company: Option<&'l str>,
    /// The period that a heading names.
    pub period: Option<When>,
    /// How the last amount was read.
    pub main: Option<Sense>,
    /// How the last amount of a group was.
    pub whole: Option<Sense>,
    /// What the text before a list or a table says of it.
    pub head: Head<'l>,
    /// Whether an item of a list is read.
    pub in_list: bool,
    /// The company that speaks, in a call or a letter.
    pub host: Option<&'l str>,
}

impl<'d> Scene<'_, 'd> {
    pub fn new(data: &'d Dataset, day: jiff::civil::Date) -> Self {
        Self {
            data,
            day,
            who: None,
            group: Vec::new(),
            company: None,
            period: None,
            main: None,
            whole: None,
            head: Head::default(),
            in_list: false,
            host: None,
        }
    }

    /// The calendar that periods of these companies are named in.
    pub fn moment(&self, tickers: &[&str]) -> Option<Moment> {
        let company = match tickers {
            [one] => self.data.company(one).ok(),
            _ => None,
        };
        let calendar = company.or_else(|| self.data.companies().iter().find(|one| one.calendar.is_calendar_year()))?;
        Some(Moment { day: self.day, calendar: calendar.calendar })
    }
}

/// A sentence with the scene it stands in.
pub(super) struct Sentence<'s, 'l> {
    pub text: &'s str,
    pub tokens: &'s [Token<'l>],
    pub figures: &'s [PrintedFigure],
    /// Who is named, and at which token.
    pub whos: Vec<(usize, Who<'l>)>,
    /// The figures of lists that are told of others one by one: the token of the figure, and that of what it is told of.
    told: Vec<(usize, usize)>,
}

impl<'s, 'l> Sentence<'s, 'l> {
    pub fn new(text: &'s str, tokens: &'s [Token<'l>], figures: &'s [PrintedFigure], scene: &Scene<'l, '_>) -> Self {
        let mut sentence = Self { text, tokens, figures, whos: Vec::new(), told: Vec::new() };
        sentence.whos = sentence.named(scene);
        sentence.told = sentence.one_by_one();
        sentence
    }

    /// Lists of names, periods or metrics whose figures follow in the same order.
    fn one_by_one(&self) -> Vec<(usize, usize)> {
        if self.first_word(0, self.tokens.len(), CueKind::Respectively).is_none() {
            return Vec::new();
        }
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
        let mut told = Vec::new();
        for (_, figures) in runs.iter().filter(|(kind, run)| *kind >= 3 && run.len() > 1) {
            for kind in 0..3 {
                let of = |run: &&(u8, Vec<usize>)| run.0 == kind && run.1.len() == figures.len();
                let before = runs.iter().rev().filter(of).find(|run| run.1 < *figures);
                if let Some((_, items)) = before.or_else(|| runs.iter().find(of)) {
                    told.extend(figures.iter().copied().zip(items.iter().copied()));
                }
            }
        }
        told
    }

    /// Whether only what joins the items of a list stands between two of them.
    pub fn is_listed(&self, before: usize, after: usize, farthest: usize) -> bool {
        let between = self.tokens.get(before + 1..after).unwrap_or_default();
        !between.is_empty()
            && self.gap(before, after).len() <= farthest
            && between.iter().all(|token| {
                let is_comma =
                    token.border() == Some(1) && matches!(self.text.get(token.start..token.end), Some("," | "，"));
                is_comma || token.is_any(&[CueKind::Joiner, CueKind::Bound])
            })
    }

    /// What a figure is told of by its place in a list, of a kind.
    pub fn told(&self, at: usize, is_kind: impl Fn(&Token<'l>) -> bool) -> Option<usize> {
        let mut items = self.told.iter().filter(|(figure, _)| *figure == at).map(|(_, item)| *item);
        items.find(|item| self.token(*item).is_some_and(&is_kind))
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
                CueKind::Group if meaning == "host" => match scene.host {
                    Some(host) => Self::one(scene, host),
                    None => continue,
                },
                CueKind::Outside => Who { tickers: Vec::new(), is_group: false, is_known: false },
                CueKind::Group if meaning == "rest" => {
                    let all = if scene.group.is_empty() { self.all(scene) } else { scene.group.clone() };
                    let without = left_out.or(scene.company);
                    let tickers = all.into_iter().filter(|one| Some(*one) != without).collect();
                    Who { tickers, is_group: true, is_known: true }
                }
                CueKind::Group if meaning == "same" => {
                    if !whos.is_empty() || scene.who.is_some() || scene.group.is_empty() {
                        continue;
                    }
                    Who { tickers: scene.group.clone(), is_group: true, is_known: true }
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
        let names = [CueKind::Company, CueKind::Cloud, CueKind::Outside];
        if let Some(token) = self.told(at, |token| token.is_any(&names)).and_then(|told| self.token(told)) {
            let ticker = token.word(CueKind::Company).or(token.word(CueKind::Cloud)).unwrap_or_default();
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
