//! Reads an article: every figure in its text becomes a claim, which is judged as any other.
//!
//! Passages are the text without its markup; numerals are its figures as printed; cues are the words of the lexicon, which
//! is data; senses are the ways in which a figure can be read. What cannot be read is said to be so, and is never a
//! contradiction. Nothing here knows a word of a language.

mod amounts;
mod cues;
mod day;
mod judged;
mod markup;
mod nearest;
mod numerals;
mod passages;
mod period_names;
mod periods;
mod rates;
mod scene;
mod senses;
mod tables;
mod tokens;

use jiff::civil::Date;
use rust_decimal::Decimal;

pub use day::DayFrom;

use self::cues::CueTable;
use self::judged::{Candidate, candidates, choose, unclear};
use self::numerals::PrintedFigure;
use self::passages::{Passage, PassageKind, Passages};
use self::scene::{Scene, Sentence};
use self::senses::Outcome;
use super::claim::Claim;
use super::fields::{ClaimField, Fields};
use super::judge::Judge;
use super::lexicon::Lexicon;
use super::verdict::Judgement;
use crate::data::{Dataset, Problem, Problems};
use crate::fx::Rates;
use crate::say;

/// How a file is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Markdown, or no markup.
    Markdown,
    /// HTML.
    Html,
}

/// Whether a figure of an article was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Understood {
    /// It was.
    Yes,
    /// It holds under a reading that is not the nearest one.
    Doubtful,
    /// It was not, and there is no verdict on it.
    No,
}

impl Understood {
    /// The word of the output contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Doubtful => "doubtful",
            Self::No => "no",
        }
    }
}

/// A figure of an article.
#[derive(Debug, Clone)]
pub struct ArticleFigure<'d> {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Its column, in characters, from 1.
    pub column: u64,
    /// The figure as it stands in the file.
    pub text: String,
    /// Whether it was understood.
    pub understood: Understood,
    /// What it is taken to say, as a row of a claims file.
    pub fields: Fields<'static>,
    /// The same as a claim; its statement is the sentence.
    pub claim: Claim<'d>,
    /// The verdict on that.
    pub judgement: Judgement<'d>,
}

/// An article that has been read.
#[derive(Debug, Clone)]
pub struct CheckedArticle<'d> {
    /// The day whose knowledge counts.
    pub day: Date,
    /// Where the day was found.
    pub day_from: DayFrom,
    /// Its figures, in the order of the text.
    pub figures: Vec<ArticleFigure<'d>>,
}

/// How an article is read.
pub struct ArticleReader<'d> {
    /// The data that it is judged by.
    pub data: &'d Dataset,
    /// The words of claims.
    pub lexicon: Lexicon<'d>,
    /// Other rates than the bundled ones.
    pub rates: Option<Rates<'d>>,
    /// The day asked for.
    pub day: Option<Date>,
    /// Whether less is contradicted and confirmed.
    pub is_strict: bool,
}

/// A figure before it is judged.
struct Pending<'d> {
    start: usize,
    end: usize,
    figure: PrintedFigure,
    is_in_table: bool,
    candidates: Vec<Candidate<'d>>,
}

/// A figure with the sentence it stands in.
struct Read {
    start: usize,
    end: usize,
    figure: PrintedFigure,
    outcome: Outcome,
    sentence: String,
    is_in_table: bool,
}

/// The longest sentence that is shown, in characters.
const LONGEST_SENTENCE: usize = 300;

impl<'d> ArticleReader<'d> {
    /// Reads an article and judges its figures. `name` is that of the file; its day may be in it.
    pub fn read(mut self, name: &str, bytes: &[u8], markup: Markup) -> Result<CheckedArticle<'d>, Problems> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
            Err(error) => {
                let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = 1 + memchr::memchr_iter(b'\n', good).count() as u64;
                return Err(Problem::new(name, line, say!(save_article_as_utf8)).into());
            }
        };
        let passages = match markup {
            Markup::Markdown => passages::of_markdown(text),
            Markup::Html => markup::of_html(text),
        };
        let Some(table) = CueTable::new(self.data) else {
            return Ok(CheckedArticle { day: Date::ZERO, day_from: DayFrom::Asked, figures: Vec::new() });
        };
        let asked = self.day.map(|day| (day, DayFrom::Asked));
        let Some((day, day_from)) = asked.or_else(|| day::find(name, &passages, &table)) else {
            return Err(Problem::new(name, 1, say!(article_has_no_day)).into());
        };
        let read = figures(&passages, &table, self.data, day);
        let figures = self.judged(text, day, read)?;
        Ok(CheckedArticle { day, day_from, figures })
    }

    fn judged(&mut self, text: &str, day: Date, read: Vec<Read>) -> Result<Vec<ArticleFigure<'d>>, Problems> {
        let rates = rates(&read);
        let mut pending: Vec<Pending<'d>> = Vec::new();
        for Read { start, end, figure, outcome, sentence, is_in_table } in read {
            let senses = match outcome {
                Outcome::LeftOut => continue,
                Outcome::Unclear => Vec::new(),
                Outcome::Beyond(sense) => vec![sense],
                Outcome::Senses(senses) => senses,
            };
            let of = (day, sentence.as_str());
            let mut candidates = candidates(&figure, &senses, of, &rates, &mut self.lexicon, self.data);
            if candidates.is_empty() {
                let newest = Scene::new(self.data, day).moment(&[]).map(|moment| moment.quarter(0));
                candidates.extend(newest.and_then(|newest| unclear(&figure, newest, &sentence, &mut self.lexicon)));
            }
            pending.push(Pending { start, end, figure, is_in_table, candidates });
        }
        let claims: Vec<Claim<'d>> =
            pending.iter().flat_map(|one| &one.candidates).map(|candidate| candidate.claim.clone()).collect();
        let mut judge = Judge::new(self.data, &claims, Some(day)).converting_at(self.rates);
        let mut places = Places { text, at: 0, line: 1, column: 1 };
        let mut figures = Vec::new();
        for Pending { start, end, figure, is_in_table, candidates } in pending {
            let Some(chosen) = choose(&figure, candidates, (is_in_table, self.is_strict), &mut judge)? else {
                continue;
            };
            let (line, column) = places.of(start);
            let mut fields = chosen.candidate.fields;
            fields.set(ClaimField::Id, format!("{line}:{column}"));
            let claim = Claim { id: format!("{line}:{column}"), ..chosen.candidate.claim };
            figures.push(ArticleFigure {
                line,
                column,
                text: text.get(start..end).unwrap_or_default().to_owned(),
                understood: chosen.understood,
                fields,
                claim,
                judgement: chosen.judgement,
            });
        }
        Ok(figures)
    }
}

/// The rates that the text converts round amounts at.
fn rates(read: &[Read]) -> Vec<(String, Decimal)> {
    let mut rates = Vec::new();
    for pair in read.windows(2) {
        let [one, other] = pair else { continue };
        let code = other.figure.currency.clone().filter(|code| code != "USD");
        let is_pair = one.outcome == other.outcome && one.figure.currency.as_deref().unwrap_or("USD") == "USD";
        let value = |read: &Read| read.figure.value().filter(|value| read.figure.is_money() && !value.is_zero());
        let digits = |read: &Read| {
            read.figure.number.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
        };
        if let (Some(code), Some(dollars), Some(other_value)) = (code, value(one), value(other))
            && is_pair
            && digits(one) <= 2
            && digits(other) >= 3
            && let Some(rate) = other_value.checked_div(dollars)
            && !rates.iter().any(|(known, _)| *known == code)
        {
            rates.push((code, rate.round_dp(6).normalize()));
        }
    }
    rates
}

/// Every figure of the passages, and what became of it.
fn figures(passages: &Passages, table: &CueTable, data: &Dataset, day: Date) -> Vec<Read> {
    let mut scene = Scene::new(data, day);
    let mut read = Vec::new();
    let mut at = 0;
    let mut before = String::new();
    while let Some(passage) = passages.all.get(at) {
        let rest = passages.all.get(at..).unwrap_or_default();
        if passage.kind == PassageKind::Row {
            let rows: Vec<&Passage> = rest.iter().take_while(|one| one.kind == PassageKind::Row).collect();
            for (row, figure, outcome) in tables::read(&rows, &before, table, &scene) {
                let Some(row) = rows.get(row) else { continue };
                let (start, end) = row.in_file(figure.start, figure.end);
                read.push(Read { start, end, figure, outcome, sentence: shown(&row.text), is_in_table: true });
            }
            at += rows.len();
            continue;
        }
        let is_heading = matches!(passage.kind, PassageKind::Heading(_));
        let joined = rest.get(1).filter(|next| is_heading && next.kind == PassageKind::Text);
        let joined = joined.and_then(|next| of_what_follows(passage, next, table));
        if is_heading && passage.kind != PassageKind::Heading(0) {
            scene.who = scene.who.take().filter(|(who, _)| who.is_group);
            (scene.main, scene.period, scene.cloud) = (None, None, false);
        }
        let is_joined = joined.is_some();
        if is_joined {
            scene.who = None;
        }
        let passage = joined.as_ref().unwrap_or(passage);
        of_passage(passage, is_heading, table, &mut scene, &mut read);
        before.clone_from(&passage.text);
        at += 1 + usize::from(is_joined);
    }
    read
}

/// A heading that holds a figure and no name, with the passage that says whose it is.
fn of_what_follows(heading: &Passage, next: &Passage, table: &CueTable) -> Option<Passage> {
    let cues = table.find(&heading.text);
    let is_name = |kind| matches!(kind, cues::CueKind::Company | cues::CueKind::Group | cues::CueKind::Cloud);
    let has_figure = numerals::figures(&heading.text, &cues).iter().any(|figure| figure.unit.is_some());
    if !has_figure || cues.iter().any(|cue| is_name(cue.kind)) {
        return None;
    }
    let mut joined = heading.clone();
    joined.push(' ', heading.end as usize, heading.end as usize);
    let start = joined.text.len();
    joined.text.push_str(&next.text);
    joined.origin.extend(&next.origin);
    joined.origin.resize(start + next.text.len(), next.end);
    joined.end = next.end;
    joined.kind = PassageKind::Text;
    Some(joined)
}

/// The figures of a passage, sentence by sentence.
fn of_passage<'l>(
    passage: &Passage,
    is_heading: bool,
    table: &'l CueTable,
    scene: &mut Scene<'l, '_>,
    read: &mut Vec<Read>,
) {
    let text = passage.text.as_str();
    let cues = table.find(text);
    let mut figures = numerals::figures(text, &cues);
    // A number of nothing is none of ours.
    figures.retain(|figure| figure.unit.is_some() || figure.currency.is_some());
    let periods = period_names::periods(text, &cues, &figures);
    let sentences = tokens::sentences(text, &cues, &periods, &figures);
    if !is_heading && passage.kind == PassageKind::Text {
        scene.main = None;
    }
    for (index, (start, end, tokens)) in sentences.iter().enumerate() {
        let sentence = Sentence::new(text, tokens, &figures, scene);
        if is_heading || (index == 0 && sentences.len() > 1) {
            let named = tokens.iter().find_map(|token| match token.kind {
                tokens::TokenKind::Period(when @ periods::When::Named(_, periods::Stretch::Quarter(_), _)) => {
                    Some(when)
                }
                _ => None,
            });
            let has_figures = tokens.iter().any(|token| matches!(token.kind, tokens::TokenKind::Figure(_)));
            if !has_figures {
                scene.period = named.or(scene.period);
            }
        }
        for (place, outcome) in senses::read(&sentence, scene) {
            let Some(figure) = figures.get(place) else { continue };
            let (from, to) = passage.in_file(figure.start, figure.end);
            let sentence = shown(text.get(*start..*end).unwrap_or_default());
            read.push(Read { start: from, end: to, figure: figure.clone(), outcome, sentence, is_in_table: false });
        }
    }
}

/// A sentence as it is shown: without blanks around it, and not too long.
fn shown(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(LONGEST_SENTENCE) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Lines and columns of places in a text, asked for in rising order.
struct Places<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    column: u64,
}

impl Places<'_> {
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
