//! Judges the figures that have been read, a batch at a time, and hands them on.

use std::collections::HashMap;

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
        let mut pending = Vec::new();
        for mut one in read {
            let senses = match std::mem::replace(&mut one.outcome, Outcome::LeftOut) {
                Outcome::LeftOut => continue,
                Outcome::Unclear => Vec::new(),
                Outcome::Beyond(sense) => vec![sense],
                Outcome::Senses(senses) => senses,
            };
            pending.push((one, senses));
        }
        self.look_up_metrics(&pending);
        let mut all = Vec::new();
        let (amounts, rates): (Vec<_>, Vec<_>) = pending.into_iter().partition(|(one, _)| one.figure.is_money());
        for (one, senses) in amounts {
            let how = (one.is_in_table, self.reader.is_strict);
            // Most hold as the nearest words say: the other readings are claims only where they do not.
            let nearest = senses.iter().map(|sense| sense.cost).min();
            let near: Vec<Sense> = senses.iter().filter(|sense| Some(sense.cost) == nearest).cloned().collect();
            let claims = self.claims(&one, &near);
            let mut chosen = choose(&one.figure, claims, how, &mut self.judge)?;
            let holds = chosen.as_ref().is_some_and(|chosen| chosen.judgement.verdict == Verdict::Confirmed);
            if !holds && near.len() < senses.len() {
                let claims = self.claims(&one, &senses);
                chosen = choose(&one.figure, claims, how, &mut self.judge)?;
            }
            all.extend(chosen.map(|chosen| (one.start, one.end, chosen)));
        }
        let count = all.len();
        for (one, senses) in rates {
            let how = (one.is_in_table, self.reader.is_strict);
            let mut claims = self.claims(&one, &senses);
            let amounts = all.get(..count).unwrap_or_default();
            let next = amounts.partition_point(|(amount, ..)| *amount < one.start);
            keep_to_amounts(&mut claims, around(amounts, next));
            let chosen = choose(&one.figure, claims, how, &mut self.judge)?;
            all.extend(chosen.map(|chosen| (one.start, one.end, chosen)));
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

    /// The claims that readings of a figure make; of none, that nobody can tell what it is about.
    fn claims(&mut self, one: &ReadFigure, senses: &[Sense]) -> Vec<Candidate<'d>> {
        let (data, day) = (self.reader.data, self.day);
        let lexicon = &mut self.reader.lexicon;
        let mut make =
            |senses: &[Sense]| candidates(&one.figure, senses, (day, &one.sentence), &self.rates, lexicon, data);
        let claims = make(senses);
        if !claims.is_empty() {
            return claims;
        }
        let unclear = self.newest.map(|newest| Sense::new(&[], "other", newest, Sense::UNCLEAR));
        make(unclear.map(|sense| sense.of_unknown(&one.figure)).as_slice())
    }

    /// Has the judge look up the metrics of figures that it does not know yet.
    fn look_up_metrics(&mut self, pending: &[(ReadFigure, Vec<Sense>)]) {
        let mut named: HashMap<(&str, &str), (&ReadFigure, &Sense)> = HashMap::new();
        for (one, senses) in pending {
            for sense in senses {
                named.entry((&sense.metric, sense.measure.name())).or_insert((one, sense));
            }
        }
        let mut metrics = self.metrics.clone();
        for (one, sense) in named.into_values() {
            for metric in
                self.claims(one, std::slice::from_ref(sense)).iter().flat_map(|one| one.claim.question.metrics())
            {
                if !metrics.iter().any(|known| known.id == metric.id) {
                    metrics.push(metric);
                }
            }
        }
        if metrics.len() > self.metrics.len() {
            metrics.sort_by(|one, other| one.id.cmp(&other.id));
            let all = metrics.iter().map(|metric| &metric.id).collect();
            self.judge = Judge::of(self.reader.data, all, Some(self.day)).converting_at(self.reader.rates);
            self.metrics = metrics;
        }
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
