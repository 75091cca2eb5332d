//! Reads an article: every figure in its text becomes a claim, which is judged as any other.
//!
//! Passages are the text without its markup; numerals are its figures as printed; cues are the words of the lexicon, which
//! is data; senses are the ways in which a figure can be read. What cannot be read is said to be so, and is never a
//! contradiction. Nothing here knows a word of a language.

mod alternatives;
mod amounts;
mod cues;
mod day;
mod figure_judge;
mod judged;
mod lists;
mod markup;
mod names;
mod nearest;
mod numerals;
mod passages;
mod period_names;
mod periods;
mod rates;
mod ratios;
mod scene;
mod senses;
mod sentence;
mod tables;
mod tokens;

use jiff::civil::Date;

pub use day::DayFrom;

use self::cues::{Cue, CueKind, CueTable};
use self::figure_judge::FigureJudge;
use self::numerals::PrintedFigure;
use self::passages::{Passage, PassageKind, Passages};
use self::scene::Scene;
use self::sentence::Sentence;
use super::claim::Claim;
use super::fields::Fields;
use super::lexicon::Lexicon;
use super::unit::PrintedUnit;
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

/// The longest sentence that is shown, in characters.
const LONGEST_SENTENCE: usize = 300;

impl<'d> ArticleReader<'d> {
    /// Reads an article, judges its figures, and hands on each in the order of the text. `name` is that of the file; its day
    /// may be in it. Gives the day whose knowledge counts, and where it was found.
    pub fn read(
        self,
        name: &str,
        bytes: &[u8],
        markup: Markup,
        mut each: impl FnMut(ArticleFigure<'d>),
    ) -> Result<(Date, DayFrom), Problems> {
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
        let Some(table) = CueTable::new(self.data) else { return Ok((Date::ZERO, DayFrom::Asked)) };
        let asked = self.day.map(|day| (day, DayFrom::Asked));
        let Some((day, day_from)) = asked.or_else(|| day::find(name, &passages, &table)) else {
            return Err(Problem::new(name, 1, say!(article_has_no_day)).into());
        };
        let mut scene = Scene::new(self.data, day);
        scene.speaker = speaker(&passages, &table);
        let mut judge = FigureJudge::new(self, &scene, text, &mut each);
        let mut rest = passages.all.as_slice();
        while !rest.is_empty() {
            let taken = of_passages(rest, &table, &mut scene, &mut judge)?;
            rest = rest.get(taken..).unwrap_or_default();
        }
        Ok((day, day_from))
    }
}

/// Reads and judges the figures of the first passages that belong together, and gives how many those are.
fn of_passages<'l>(
    rest: &[Passage],
    table: &'l CueTable,
    scene: &mut Scene<'l, '_>,
    judge: &mut FigureJudge<'_, '_>,
) -> Result<usize, Problems> {
    let Some(passage) = rest.first() else { return Ok(0) };
    if passage.kind == PassageKind::Row {
        let rows: Vec<&Passage> = rest.iter().take_while(|one| one.kind == PassageKind::Row).collect();
        let mut figures = tables::read(&rows, table, scene).into_iter().peekable();
        for (place, row) in rows.iter().enumerate() {
            while let Some((_, figure, outcome)) = figures.next_if(|(of, ..)| *of == place) {
                judge.judge(&figure, &outcome, &shown(&row.text), true)?;
            }
            judge.hand_on(row);
        }
        return Ok(rows.len());
    }
    let is_heading = matches!(passage.kind, PassageKind::Heading(_));
    let joined = rest.get(1).filter(|next| {
        is_heading
            && matches!(next.kind, PassageKind::Text | PassageKind::Item)
            && is_explained_behind(&passage.text, table)
    });
    if is_heading && passage.kind != PassageKind::Heading(0) {
        scene.who = scene.who.take().filter(|(who, _)| who.is_group);
        scene.main = None;
        scene.one_by_one.clear();
    }
    let joined = joined.map(|next| passage.joined(next));
    if joined.is_some() {
        scene.who = None;
    }
    let taken = 1 + usize::from(joined.is_some());
    let passage = joined.as_ref().unwrap_or(passage);
    scene.in_list = passage.kind == PassageKind::Item;
    of_passage(passage, table, scene, judge)?;
    if passage.kind != PassageKind::Item {
        scene.head = tables::Head::of(&passage.text, table);
    }
    Ok(taken)
}

/// The company that speaks in a text: the one that a call or a letter is from.
fn speaker<'l>(passages: &Passages, table: &'l CueTable) -> Option<&'l str> {
    let cues = passages.all.iter().take(day::FIRST).flat_map(|passage| table.find(&passage.text)).collect::<Vec<_>>();
    let company = cues.iter().find(|cue| cue.kind == CueKind::Company);
    company.filter(|_| cues.iter().any(|cue| cue.kind == CueKind::Call)).map(|cue| cue.meaning)
}

/// Whether a heading holds a figure and no name, so that what follows says whose it is.
fn is_explained_behind(heading: &str, table: &CueTable) -> bool {
    let cues = table.find(heading);
    let is_name = |kind| matches!(kind, CueKind::Company | CueKind::Group | CueKind::Cloud);
    let has_figure = numerals::figures(heading, &cues).iter().any(|figure| figure.unit.is_some());
    has_figure && !cues.iter().any(|cue| is_name(cue.kind))
}

/// The figures of a passage, sentence by sentence.
fn of_passage<'l>(
    passage: &Passage,
    table: &'l CueTable,
    scene: &mut Scene<'l, '_>,
    judge: &mut FigureJudge<'_, '_>,
) -> Result<(), Problems> {
    let text = passage.text.as_str();
    let cues = table.find(text);
    let mut figures = numerals::figures(text, &cues);
    let periods = period_names::periods(text, &cues, &figures);
    let is_free =
        |figure: &PrintedFigure| periods.iter().all(|period| period.end <= figure.start || period.start >= figure.end);
    let unit = scene.head.unit.filter(|_| scene.in_list);
    let given = unit_given(text, &cues);
    figures.retain_mut(|figure| {
        if figure.unit.is_none() && figure.currency.is_none() && is_free(figure) {
            figure.unit = unit.or(given.filter(|(from, _)| *from <= figure.start).map(|(_, unit)| unit));
        }
        figure.unit.is_some() || figure.currency.is_some()
    });
    let sentences = tokens::sentences(text, &cues, &periods, &figures);
    if matches!(passage.kind, PassageKind::Text | PassageKind::Item) {
        (scene.main, scene.is_of_cloud) = (None, false);
    }
    for (start, end, tokens) in &sentences {
        let sentence = Sentence::new((text, *start), tokens, &figures, scene);
        senses::read(&sentence, &shown(text.get(*start..*end).unwrap_or_default()), scene, judge)?;
        judge.hand_on(passage);
    }
    Ok(())
}

/// The unit that a passage gives for the numbers behind a colon, and where they begin: so much (in billion dollars): 20, 30.
fn unit_given(text: &str, cues: &[Cue<'_>]) -> Option<(usize, PrintedUnit)> {
    let currency = |cue: &Cue<'_>| cue.kind == CueKind::Currency;
    let (at, unit) = cues.windows(3).find_map(|near| {
        let [before, scale, after] = near else { return None };
        let is_loose = scale.kind == CueKind::Scale && (currency(before) || currency(after));
        is_loose.then_some((scale.end, scale.meaning))
    })?;
    let colon = text.get(at..)?.find([':', '：'])?;
    Some((at + colon, unit.parse().ok()?))
}

/// A sentence as it is shown: without blanks around it, and not too long.
fn shown(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(LONGEST_SENTENCE) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
