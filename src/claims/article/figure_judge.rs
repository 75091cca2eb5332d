//! Judges the figures that have been read, a batch at a time, and hands them on.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::claim::Claim;
use super::super::fields::ClaimField;
use super::super::judge::Judge;
use super::super::verdict::Verdict;
use super::judged::{Candidate, Chosen, candidates, choose};
use super::numerals::PrintedFigure;
use super::periods::Settled;
use super::scene::{Scene, Sense};
use super::senses::Outcome;
use super::{ArticleFigure, ArticleReader, Understood};
use crate::data::Problems;
use crate::model::Metric;

/// A figure with the sentence it stands in.
pub(super) struct ReadFigure {
    pub start: usize,
    pub end: usize,
    pub figure: PrintedFigure,
    pub outcome: Outcome,
    pub sentence: String,
    pub is_in_table: bool,
}

/// Where figures that have been read are judged and handed on.
pub(super) struct FigureJudge<'t, 'd, F> {
    reader: ArticleReader<'d>,
    day: Date,
    /// The newest quarter.
    newest: Option<Settled>,
    judge: Judge<'d>,
    /// The metrics that the judge has looked up.
    metrics: Vec<&'d Metric>,
    /// The rates that the text converts round amounts at.
    rates: Vec<(String, Decimal)>,
    places: TextPlace<'t>,
    each: F,
}

/// A sentence is held against itself over so many figures.
const REACH: usize = 12;

impl<'t, 'd, F: FnMut(ArticleFigure<'d>)> FigureJudge<'t, 'd, F> {
    pub fn new(reader: ArticleReader<'d>, scene: &Scene<'_, 'd>, text: &'t str, each: F) -> Self {
        let day = scene.day;
        Self {
            judge: Judge::new(reader.data, &[], Some(day)),
            metrics: Vec::new(),
            rates: Vec::new(),
            places: TextPlace { text, at: 0, line: 1, column: 1 },
            newest: scene.moment(&[]).map(|moment| moment.quarter(0)),
            reader,
            day,
            each,
        }
    }

    /// Judges figures, and hands on each that is one of ours.
    pub fn judge(&mut self, read: Vec<ReadFigure>) -> Result<(), Problems> {
        self.find_rates(&read);
        let (data, day) = (self.reader.data, self.day);
        let newest = self.newest;
        let mut pending = Vec::new();
        for ReadFigure { start, end, figure, outcome, sentence, is_in_table } in read {
            let unclear = || newest.map(|newest| Sense::new(&[], "other", newest, Sense::UNCLEAR).of_unknown(&figure));
            let senses = match outcome {
                Outcome::LeftOut => continue,
                Outcome::Unclear => Vec::new(),
                Outcome::Beyond(sense) => vec![sense],
                Outcome::Senses(senses) => senses,
            };
            let mut make = |senses: &[Sense]| {
                candidates(&figure, senses, (day, &sentence), &self.rates, &mut self.reader.lexicon, data)
            };
            let mut candidates = make(&senses);
            if candidates.is_empty() {
                candidates = make(unclear().as_slice());
            }
            pending.push((start, end, figure, is_in_table, candidates));
        }
        let claims = || pending.iter().flat_map(|(.., candidates)| candidates).map(|candidate| &candidate.claim);
        let mut metrics = self.metrics.clone();
        for metric in claims().flat_map(|claim| claim.question.metrics()) {
            if !metrics.iter().any(|known| known.id == metric.id) {
                metrics.push(metric);
            }
        }
        if metrics.len() > self.metrics.len() {
            let all = metrics.iter().map(|metric| &metric.id).collect();
            self.judge = Judge::of(data, all, Some(day)).converting_at(self.reader.rates);
            self.metrics = metrics;
        }
        let mut all = Vec::new();
        let (amounts, rates): (Vec<_>, Vec<_>) = pending.into_iter().partition(|(_, _, figure, ..)| figure.is_money());
        for (start, end, figure, is_in_table, mut candidates) in amounts.into_iter().chain(rates) {
            let how = (is_in_table, self.reader.is_strict);
            if !figure.is_money() {
                let is_before = |(amount, _, one): &(usize, usize, Chosen<'d>)| one.is_amount() && *amount < start;
                let next = all.partition_point(is_before);
                keep_to_amounts(&mut candidates, around(&all, next));
            }
            all.extend(choose(&figure, candidates, how, &mut self.judge)?.map(|chosen| (start, end, chosen)));
        }
        all.sort_by_key(|(start, ..)| *start);
        say_each_once(&mut all);
        for (start, end, chosen) in all {
            let (line, column) = self.places.of(start);
            let id = format!("{line}:{column}");
            let mut fields = chosen.candidate.fields;
            fields.set(ClaimField::Id, id.clone());
            (self.each)(ArticleFigure {
                line,
                column,
                text: self.places.text.get(start..end).unwrap_or_default().to_owned(),
                understood: chosen.understood,
                fields,
                claim: Claim { id, ..chosen.candidate.claim },
                judgement: chosen.judgement,
            });
        }
        Ok(())
    }

    fn find_rates(&mut self, read: &[ReadFigure]) {
        for pair in read.windows(2) {
            let [one, other] = pair else { continue };
            let code = other.figure.currency.clone().filter(|code| code != "USD");
            let is_pair = one.outcome == other.outcome && one.figure.currency.as_deref().unwrap_or("USD") == "USD";
            let value =
                |read: &ReadFigure| read.figure.value().filter(|value| read.figure.is_money() && !value.is_zero());
            let digits = |read: &ReadFigure| {
                read.figure.number.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
            };
            if let (Some(code), Some(dollars), Some(other_value)) = (code, value(one), value(other))
                && is_pair
                && digits(one) <= 2
                && digits(other) >= 3
                && let Some(rate) = other_value.checked_div(dollars)
                && !self.rates.iter().any(|(known, _)| *known == code)
            {
                self.rates.push((code, rate.round_dp(6).normalize()));
            }
        }
    }
}

/// What stands within reach of a place.
fn around<T>(all: &[T], at: usize) -> &[T] {
    all.get(at.saturating_sub(REACH)..all.len().min(at + REACH)).unwrap_or_default()
}

/// Growth that can be that of an amount which its sentence gives rightly is the growth of that one.
fn keep_to_amounts(candidates: &mut Vec<Candidate<'_>>, amounts: &[(usize, usize, Chosen<'_>)]) {
    const SUBJECT: [ClaimField; 3] = [ClaimField::Companies, ClaimField::Metric, ClaimField::Period];
    let is_of = |one: &Candidate<'_>, amount: &Chosen<'_>| {
        amount.judgement.verdict == Verdict::Confirmed
            && amount.candidate.claim.statement == one.claim.statement
            && SUBJECT.iter().all(|field| amount.candidate.fields.get(*field) == one.fields.get(*field))
    };
    let is_given = |one: &Candidate<'_>| amounts.iter().any(|(.., amount)| is_of(one, amount));
    if let Some(given) = candidates.iter().filter(|one| is_given(one)).map(|one| one.cost).min() {
        candidates.retain(|one| one.cost < given || is_given(one));
    }
}

/// What a sentence has said rightly, another figure of it does not say anew: that one is read wrongly.
fn say_each_once(all: &mut [(usize, usize, Chosen<'_>)]) {
    let of_sentence = |one: &Chosen<'_>, other: &Chosen<'_>| {
        let (one, other) = (&one.candidate.claim, &other.candidate.claim);
        one.statement == other.statement && one.question == other.question
    };
    let is_repeated = |at: usize, chosen: &Chosen<'_>| {
        around(all, at)
            .iter()
            .any(|(.., other)| other.judgement.verdict == Verdict::Confirmed && of_sentence(chosen, other))
    };
    let contradicted = all.iter().enumerate().filter(|(_, one)| one.2.judgement.verdict == Verdict::Contradicted);
    let repeated: Vec<usize> =
        contradicted.filter(|(at, (.., chosen))| is_repeated(*at, chosen)).map(|(at, _)| at).collect();
    for at in repeated {
        if let Some((.., chosen)) = all.get_mut(at) {
            chosen.understood = Understood::No;
        }
    }
}

/// Lines and columns of places in a text, asked for in rising order.
struct TextPlace<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    column: u64,
}

impl TextPlace<'_> {
    /// Line and column of a byte.
    fn of(&mut self, byte: usize) -> (u64, u64) {
        for c in self.text.get(self.at..byte).unwrap_or_default().chars() {
            if c == '\n' {
                (self.line, self.column) = (self.line + 1, 1);
            } else {
                self.column += 1;
            }
        }
        self.at = self.at.max(byte);
        (self.line, self.column)
    }
}
