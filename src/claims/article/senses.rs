//! How the figures of a sentence can be read: company, metric, period, measure and basis, the nearest words first.

use super::cues::CueKind;
use super::figure_judge::FigureJudge;
use super::numerals::PrintedFigure;
use super::periods::{Moment, When};
use super::scene::{CAPEX, Scene, Sense, Who};
use super::sentence::Sentence;
use super::tokens::{Token, TokenKind};
use crate::data::Problems;

/// A name that stands no farther behind the beginning of a sentence, in bytes, can be whom it is about.
const LEAD: usize = 16;

/// What became of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is none of ours.
    LeftOut,
    /// It is ours, or may be, and nobody can tell what of.
    Unclear,
    /// It is about what the data does not hold.
    Beyond(Sense),
    /// How it can be read, the nearest first.
    Senses(Vec<Sense>),
}

/// A figure that has been read, for those that stand beside it.
#[derive(Clone)]
pub(super) struct Done {
    pub token: usize,
    pub outcome: Outcome,
    /// The amount that growth beside it is the growth of.
    pub main: Option<Sense>,
    /// Whether it is what another is compared with, and how many quarters before.
    pub base: Option<i32>,
    /// Whether it is a rate or a multiple.
    pub is_rate: bool,
}

impl Done {
    /// An amount that nothing beside it rests on.
    pub fn new(token: usize, outcome: Outcome) -> Self {
        Self { token, outcome, main: None, base: None, is_rate: false }
    }
}

/// What a word says a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of<'l> {
    Metric(&'l str),
    Topic(&'l str),
}

/// Reads the figures of a sentence, has each judged, and moves the scene on. `shown` is the sentence as it is shown.
pub(super) fn read<'l>(
    sentence: &Sentence<'_, 'l>,
    shown: &str,
    scene: &mut Scene<'l, '_>,
    judge: &mut FigureJudge<'_, '_>,
) -> Result<(), Problems> {
    let mut reader = SentenceReader { sentence, scene, done: Vec::new() };
    for rates in [false, true] {
        for (at, token) in sentence.tokens.iter().enumerate() {
            let TokenKind::Figure(place) = token.kind else { continue };
            let Some(figure) = sentence.figures.get(place) else { continue };
            if (figure.is_rate() || figure.is_multiple()) == rates {
                let mut done = if rates { reader.rate(at, figure) } else { reader.amount(at, figure) };
                let confirmed = judge.judge(figure, &done.outcome, shown, false)?;
                // What follows rests on the reading that the data confirms.
                let is_main = |senses: &[Sense]| senses.first() == done.main.as_ref();
                if matches!(&done.outcome, Outcome::Senses(senses) if is_main(senses)) {
                    done.main = confirmed.or(done.main);
                }
                reader.done.push(done);
            }
        }
        reader.done.sort_by_key(|done| done.token);
    }
    let main = reader.done.iter().rev().find_map(|done| done.main.clone());
    move_on(sentence, scene, main);
    Ok(())
}

/// What the next sentence goes on with.
fn move_on<'l>(sentence: &Sentence<'_, 'l>, scene: &mut Scene<'l, '_>, main: Option<Sense>) {
    for (_, who) in sentence.whos.iter().filter(|(at, _)| sentence.is_name(*at)) {
        scene.order.retain(|one| !who.tickers.contains(one));
        scene.order.extend(&who.tickers);
    }
    let told_of = sentence.told_last();
    if !told_of.is_empty() {
        scene.told_of = told_of;
    }
    let all = sentence.tokens.len();
    let named = sentence.periods(0, all).map(|(_, when)| when).rfind(|when| !matches!(when, When::Ago(_)));
    scene.spoken_of = named.or(scene.spoken_of);
    let cloud = sentence.last_word(0, all, CueKind::Cloud);
    scene.is_of_cloud = match (cloud, sentence.whos.last()) {
        (Some((cloud, _)), Some((who, _))) => *who <= cloud,
        (Some(_), None) => true,
        (None, who) => scene.is_of_cloud && who.is_none(),
    };
    let of_capex = |token: &Token<'_>| token.word(CueKind::Metric) == Some(CAPEX);
    scene.is_on_capex |= sentence.tokens.iter().any(of_capex);
    if sentence.whos.iter().any(|(_, who)| who.is_group) {
        scene.one_by_one.clear();
    } else {
        let singles = sentence.singles(all);
        scene.one_by_one.retain(|one| !singles.contains(one));
        scene.one_by_one.extend(singles);
    }
    // Whom a sentence only speaks of in passing, the next is not about.
    let begins = |(at, _): &&(usize, Who<'_>)| sentence.before(*at).len() <= LEAD;
    let subject = sentence.whos.iter().rev().find(|(_, who)| who.is_known);
    let subject = subject.or(sentence.whos.first().filter(begins));
    if let Some((_, who)) = subject {
        match who.tickers.as_slice() {
            all if who.is_group => scene.group = all.to_vec(),
            [one] => scene.company = Some(one),
            _ => {}
        }
        scene.who = Some((who.clone(), 0));
        scene.subject.get_or_insert_with(|| who.clone());
    } else if let Some((_, age)) = &mut scene.who {
        *age += 1;
    }
    if main.is_some() {
        scene.whole = main.clone().filter(|main| main.count > 1).or(scene.whole.take());
        scene.main = main;
    }
}

pub(super) struct SentenceReader<'r, 's, 'l, 'd> {
    pub sentence: &'r Sentence<'s, 'l>,
    pub scene: &'r mut Scene<'l, 'd>,
    pub done: Vec<Done>,
}

impl SentenceReader<'_, '_, '_, '_> {
    pub(super) fn before(&self, at: usize) -> Option<&Done> {
        self.done.iter().filter(|done| done.token < at).max_by_key(|done| done.token)
    }

    /// The last amount before a token in this sentence, or else in those before.
    pub(super) fn main(&self, at: usize) -> Option<(Sense, u32)> {
        let here = self.done.iter().filter(|done| done.token < at && done.main.is_some()).max_by_key(|done| done.token);
        let here = here.and_then(|done| done.main.clone());
        here.map(|main| (main, 0)).or_else(|| self.scene.main.clone().map(|main| (main, 5)))
    }

    /// The calendar of the companies of a reading.
    pub(super) fn moment_of(&self, sense: &Sense) -> Option<Moment> {
        self.scene.moment(&sense.companies.split(' ').collect::<Vec<_>>())
    }

    pub(super) fn figure(&self, at: usize) -> Option<&PrintedFigure> {
        match self.sentence.tokens.get(at)?.kind {
            TokenKind::Figure(place) => self.sentence.figures.get(place),
            _ => None,
        }
    }
}
