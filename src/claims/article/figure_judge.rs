//! Judges each figure once it is read, so that the words behind it are read by what the data says of it, and hands it on.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::claim::Claim;
use super::super::fields::{ClaimField, Fields};
use super::super::judge::Judge;
use super::super::verdict::Verdict;
use super::judged::{DEARER, Judged, fields, understood};
use super::numerals::PrintedFigure;
use super::passages::Passage;
use super::periods::Settled;
use super::scene::{Scene, Sense};
use super::senses::Outcome;
use super::{ArticleFigure, ArticleReader, Understood};
use crate::data::Problems;

/// A reading dearer than the nearest by more than this is none.
const FARTHEST: u32 = 8;

/// Where figures are judged and handed on.
pub(super) struct FigureJudge<'t, 'd> {
    reader: ArticleReader<'d>,
    day: Date,
    /// The newest quarter.
    newest: Option<Settled>,
    judge: Judge<'d>,
    /// The amount before, and how it can be read.
    before: Option<(PrintedFigure, Vec<Sense>)>,
    /// The rates that the text converts round amounts at.
    rates: Vec<(String, Decimal)>,
    /// The figures of a sentence, each with its place in the passage.
    judged: Vec<((usize, usize), Judged<'d>, Understood)>,
    places: TextPlace<'t>,
    each: &'t mut dyn FnMut(ArticleFigure<'d>),
}

impl<'t, 'd> FigureJudge<'t, 'd> {
    pub fn new(
        reader: ArticleReader<'d>,
        scene: &Scene<'_, 'd>,
        text: &'t str,
        each: &'t mut dyn FnMut(ArticleFigure<'d>),
    ) -> Self {
        let metrics = reader.data.metrics().iter().map(|metric| &metric.id).collect();
        Self {
            judge: Judge::of(reader.data, metrics, Some(scene.day)).converting_at(reader.rates),
            day: scene.day,
            newest: scene.moment(&[]).map(|moment| moment.quarter(0)),
            before: None,
            rates: Vec::new(),
            judged: Vec::new(),
            places: TextPlace { text, at: 0, line: 1, column: 1 },
            reader,
            each,
        }
    }

    /// Judges a figure of a sentence. Gives the reading that the data confirms.
    pub fn judge(
        &mut self,
        figure: &PrintedFigure,
        outcome: &Outcome,
        sentence: &str,
        is_in_table: bool,
    ) -> Result<Option<Sense>, Problems> {
        let unclear = self.newest.map(|newest| Sense::new(&[], "other", newest, Sense::UNCLEAR).of_unknown(figure));
        let mut senses = match outcome {
            Outcome::LeftOut => return Ok(None),
            Outcome::Unclear => Vec::new(),
            Outcome::Beyond(sense) => vec![sense.clone()],
            Outcome::Senses(senses) => senses.clone(),
        };
        if figure.is_money() {
            self.find_rate(figure, &senses);
            self.before = Some((figure.clone(), senses.clone()));
        } else {
            self.keep_to_given(&mut senses);
        }
        if !self.choose(figure, senses, sentence, is_in_table)? {
            // Nobody can tell what it is about.
            self.choose(figure, unclear.into_iter().collect(), sentence, is_in_table)?;
        }
        let last = self.judged.last().filter(|(_, one, _)| one.is_confirmed());
        Ok(last.map(|(_, one, _)| one.sense.clone()))
    }

    /// Growth that can be that of an amount which its sentence gives rightly is the growth of that one.
    fn keep_to_given(&self, senses: &mut Vec<Sense>) {
        let subject = |sense: &Sense| (sense.companies.clone(), sense.metric.clone(), sense.period);
        let given: Vec<_> = self
            .judged
            .iter()
            .filter(|(_, one, _)| one.is_confirmed())
            .map(|(_, one, _)| subject(&one.sense))
            .collect();
        let is_given = |sense: &Sense| given.contains(&subject(sense));
        if let Some(nearest) = senses.iter().filter(|sense| is_given(sense)).map(|sense| sense.cost).min() {
            senses.retain(|sense| sense.cost < nearest || is_given(sense));
        }
    }

    /// Judges readings until one holds, and takes that one, or else the nearest. Gives whether they make a claim.
    fn choose(
        &mut self,
        figure: &PrintedFigure,
        mut senses: Vec<Sense>,
        sentence: &str,
        is_in_table: bool,
    ) -> Result<bool, Problems> {
        let is_strict = self.reader.is_strict;
        senses.sort_by_key(|sense| sense.cost);
        let mut judged: Vec<Judged<'d>> = Vec::new();
        let mut nearest = 0;
        'all: for sense in senses {
            for (fields, cost) in self.rows(figure, &sense) {
                nearest = if judged.is_empty() { cost } else { nearest };
                if cost > nearest + if is_strict { DEARER } else { FARTHEST } {
                    break 'all;
                }
                let Ok(claim) = self.reader.lexicon.claim(&fields) else { continue };
                let claim = Claim { statement: sentence.to_owned(), ..claim };
                let mut asked = claim.clone();
                asked.question.stated.newest_plan = !sense.is_older;
                let judgement = self.judge.judge(&asked)?;
                judged.push(Judged { sense: sense.clone(), fields, claim, cost, judgement });
                if judged.last().is_some_and(Judged::is_confirmed) {
                    break 'all;
                }
            }
        }
        let rank = |one: &Judged<'_>| match one.judgement.verdict {
            Verdict::Confirmed => 0,
            Verdict::Close if one.cost <= nearest + DEARER => 1,
            _ => 2 + one.cost,
        };
        let Some(place) = (0..judged.len()).min_by_key(|at| judged.get(*at).map(rank)) else { return Ok(false) };
        let chosen = judged.swap_remove(place);
        let equal = judged.iter().filter(|one| one.cost <= nearest + u32::from(is_strict));
        let rivals: Vec<Decimal> = equal.filter_map(Judged::found).collect();
        let understood = understood(figure, &chosen, nearest, &rivals, (is_in_table, is_strict));
        self.judged.push(((figure.start, figure.end), chosen, understood));
        Ok(true)
    }

    /// What a reading says as rows of a claims file, each with how far the words are from it: an amount in another currency
    /// at the rate of the day, and at those of the text.
    fn rows(&self, figure: &PrintedFigure, sense: &Sense) -> Vec<(Fields<'static>, u32)> {
        let row = fields(figure, sense, self.day, self.reader.data);
        let Some(code) = figure.currency.as_ref().filter(|code| *code != "USD" && figure.is_money()) else {
            return vec![(row, sense.cost)];
        };
        let at_rate = |(rate, cost): (String, u32)| {
            let mut row = row.clone();
            row.set(ClaimField::Currency, code.clone());
            row.set(ClaimField::Rate, rate);
            (row, cost)
        };
        let stated = self.rates.iter().filter(|(of, _)| of == code);
        let stated = stated.map(|(_, rate)| (rate.to_string(), sense.cost + 1));
        std::iter::once((self.day.to_string(), sense.cost)).chain(stated).map(at_rate).collect()
    }

    /// The rate at which a text converts a round amount in dollars to the one behind it.
    fn find_rate(&mut self, figure: &PrintedFigure, senses: &[Sense]) {
        let Some((before, _)) = self.before.as_ref().filter(|(_, before)| before == senses) else { return };
        let digits = |figure: &PrintedFigure| {
            figure.number.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
        };
        let in_dollars = before.currency.as_deref().unwrap_or("USD") == "USD";
        if let Some(code) = figure.currency.as_ref().filter(|code| *code != "USD")
            && in_dollars
            && digits(before) <= 2
            && digits(figure) >= 3
            && !self.rates.iter().any(|(known, _)| known == code)
            && let Some(rate) =
                figure.value().zip(before.value()).and_then(|(value, dollars)| value.checked_div(dollars))
            && !rate.is_zero()
        {
            self.rates.push((code.clone(), rate.round_dp(6).normalize()));
        }
    }

    /// Hands on the figures of a sentence, which stands in a passage.
    pub fn hand_on(&mut self, passage: &Passage) {
        let mut judged = std::mem::take(&mut self.judged);
        judged.sort_by_key(|(place, ..)| *place);
        let right = judged.iter().filter(|(_, one, _)| one.is_confirmed());
        let said: Vec<_> = right.map(|(_, one, _)| one.claim.question.clone()).collect();
        for ((start, end), one, mut understood) in judged {
            // What a sentence has said rightly, another figure of it does not say anew: that one is read wrongly.
            if one.judgement.verdict == Verdict::Contradicted && said.contains(&one.claim.question) {
                understood = Understood::No;
            }
            let (start, end) = passage.in_file(start, end);
            let (line, column) = self.places.of(start);
            let id = format!("{line}:{column}");
            let mut fields = one.fields;
            fields.set(ClaimField::Id, id.clone());
            (self.each)(ArticleFigure {
                line,
                column,
                text: self.places.text.get(start..end).unwrap_or_default().to_owned(),
                understood,
                fields,
                claim: Claim { id, ..one.claim },
                judgement: one.judgement,
            });
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
