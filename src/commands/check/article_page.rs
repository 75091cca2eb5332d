//! The figures of an article for people: what is wrong first, then what needs a second look.

use std::path::Path;

use jiff::civil::Date;

use super::super::frame::{Column, heads, row};
use super::super::{Context, words};
use super::{CheckedClaim, notes, wording};
use crate::claims::{Beyond, DayFrom, Measure, Question, Subject, Unanswerable, Understood, Verdict};
use crate::derive::Gap;
use crate::model::Language;
use crate::report::{Cell, Grid, Note, Role, Words};
use crate::say;

/// What became of a figure, in the order in which it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ArticleResult {
    Contradicted,
    Other,
    Close,
    Unknown,
    Unclear,
    Confirmed,
}

impl ArticleResult {
    const ALL: [Self; 6] =
        [Self::Contradicted, Self::Other, Self::Close, Self::Unknown, Self::Unclear, Self::Confirmed];

    fn of(line: &CheckedClaim<'_>) -> Self {
        let is_doubtful = line.place.as_ref().is_some_and(|place| place.understood == Understood::Doubtful);
        match line.judgement.verdict {
            _ if !line.is_understood() => Self::Unclear,
            Verdict::Confirmed if is_doubtful || line.judgement.is_read_otherwise() => Self::Other,
            Verdict::Confirmed => Self::Confirmed,
            Verdict::Close => Self::Close,
            Verdict::Contradicted => Self::Contradicted,
            Verdict::Unknown => Self::Unknown,
        }
    }

    fn heading(self) -> Words {
        match self {
            Self::Contradicted => say!(article_section_contradicted),
            Self::Other => say!(article_section_other),
            Self::Close => say!(article_section_close),
            Self::Unknown => say!(article_section_unknown),
            Self::Unclear => say!(article_section_unclear),
            Self::Confirmed => say!(article_section_confirmed),
        }
    }

    fn verdict(self) -> Words {
        match self {
            Self::Contradicted => say!(verdict_contradicted),
            Self::Other => say!(verdict_confirmed_otherwise),
            Self::Close => say!(verdict_close),
            Self::Unknown => say!(verdict_unknown),
            Self::Unclear => Words::NONE,
            Self::Confirmed => say!(verdict_confirmed),
        }
    }
}

/// How many figures there are of each result.
#[derive(Debug, Default)]
pub(super) struct ResultCounts([usize; ArticleResult::ALL.len()]);

impl ResultCounts {
    /// Counts a figure; whether it is shown where not all are.
    pub(super) fn add(&mut self, line: &CheckedClaim<'_>) -> bool {
        let result = ArticleResult::of(line);
        if let Some(count) = self.0.get_mut(result as usize) {
            *count += 1;
        }
        result != ArticleResult::Confirmed
    }

    fn of(&self, result: ArticleResult) -> usize {
        self.0.get(result as usize).copied().unwrap_or_default()
    }

    /// Whether a figure that was understood is contradicted.
    pub(super) fn is_contradicted(&self) -> bool {
        self.of(ArticleResult::Contradicted) > 0
    }
}

/// The title, which says the day and where it is from.
pub(super) fn title(day: Date, from: DayFrom) -> Words {
    let from = match from {
        DayFrom::Asked => say!(day_from_option),
        DayFrom::FrontMatter => say!(day_from_front_matter),
        DayFrom::FirstLines => say!(day_from_first_lines),
        DayFrom::Name => say!(day_from_file_name),
    };
    say!(title_article, day, from)
}

/// The figures in groups without those that are confirmed, or all of them in the order of the text.
pub(super) fn page(lines: &[CheckedClaim<'_>], in_order: bool, context: &Context<'_>) -> Grid {
    let mut columns: Vec<Column<CheckedClaim<'_>>> = vec![
        Column::text(say!(heading_line), |line, _| Cell::text(&*line.claim.id)),
        Column::text(say!(heading_printed_figure), |line, _| {
            Cell::optional(line.place.as_ref().map(|place| place.text.replace(['\n', '\r'], " ")))
        }),
        Column::number(say!(heading_found), |line, _| match line.evaluated() {
            Ok(evaluated) => Cell::say(wording::found(&line.claim, evaluated)).of_user(evaluated.caveats.of_user),
            Err(_) => Cell::BLANK,
        }),
    ];
    if in_order {
        columns.push(Column::text(say!(heading_verdict), |line, _| Cell::say(ArticleResult::of(line).verdict())));
    }
    columns.push(Column::text(say!(heading_read_as), |line, context| Cell::say(meaning(line, context))));
    let mut grid = heads(&columns);
    if in_order {
        grid.rows.extend(lines.iter().map(|line| row(&columns, Role::Plain, line, context)));
        return grid;
    }
    for result in ArticleResult::ALL.into_iter().filter(|result| *result != ArticleResult::Confirmed) {
        let mut of_result = lines.iter().filter(|line| ArticleResult::of(line) == result).peekable();
        if of_result.peek().is_some() {
            grid.push_as(Role::Section, vec![Cell::say(result.heading())]);
        }
        grid.rows.extend(of_result.map(|line| row(&columns, Role::Plain, line, context)));
    }
    grid
}

/// What a figure is taken to say: whose, what, when, and on which definition where that is not the usual one.
fn meaning(line: &CheckedClaim<'_>, context: &Context<'_>) -> Words {
    let question = line.question();
    let is_clear = line.is_understood();
    if !is_clear && question.of == Subject::Beyond(Beyond::Other) {
        return say!(article_meaning_unclear);
    }
    let company = match question.companies.as_slice() {
        [company] => words::company(company),
        companies => say!(article_companies, count = companies.len().to_string()),
    };
    let over = question.over.map(subject);
    let metric = match over {
        Some(over) => Words::run([subject(question.of), "/".into(), over]),
        None => subject(question.of),
    };
    let mut parts = vec![company, metric, words::listed(&question.periods.iter().collect::<Vec<_>>())];
    parts.extend(measure(question));
    if is_clear && let Some(other) = line.judgement.others.first() {
        parts.push(wording::reading(question, &line.judgement.own.0, &other.reading, context.data));
    }
    let is_doubtful = line.place.as_ref().is_some_and(|place| place.understood == Understood::Doubtful);
    parts.extend(is_doubtful.then(|| say!(article_doubtful)));
    let meaning = Words::commas(parts);
    if is_clear { meaning } else { say!(article_if_meant, meaning) }
}

/// A metric in a word: in English its flag, in other languages its name.
fn subject(of: Subject<'_>) -> Words {
    match of {
        Subject::Metric(metric) => Words::Each(Box::new(Language::ALL.map(|language| {
            if language == Language::En { metric.flag.as_str().into() } else { words::metric_name(metric) }
        }))),
        Subject::Guidance => say!(metric_guidance),
        Subject::Beyond(Beyond::Consensus) => say!(metric_consensus),
        Subject::Beyond(_) => say!(metric_not_in_data),
    }
}

/// What is asked of the figures, where that is more than the figure or the sum.
fn measure(question: &Question<'_>) -> Option<Words> {
    Some(match question.measure {
        Measure::Yoy => say!(measure_yoy),
        Measure::Qoq => say!(measure_qoq),
        Measure::Share => say!(measure_share),
        Measure::Low | Measure::TotalLow => say!(measure_low),
        Measure::High | Measure::TotalHigh => say!(measure_high),
        Measure::Increase => say!(measure_increase),
        Measure::RunRate => say!(measure_run_rate),
        Measure::Multiple => say!(measure_multiple),
        _ => return None,
    })
}

/// The sentences of what is contradicted, the count, and that a reader by rules can be wrong.
pub(super) fn notes(
    lines: &[CheckedClaim<'_>],
    counts: &ResultCounts,
    day: Date,
    file: Option<&Path>,
    context: &Context<'_>,
) -> Vec<Note> {
    let contradicted = lines.iter().filter(|line| ArticleResult::of(line) == ArticleResult::Contradicted);
    let quoted = |line: &CheckedClaim<'_>| {
        let (place, sentence) = (line.claim.id.as_str(), line.claim.statement.as_str());
        let remarks = Words::sentences(notes::note(line, context.data));
        Note::new("contradicted", say!(article_contradicted, place, sentence, words = remarks))
    };
    // For programs, each figure's note and sentence stand in its row.
    let mut all: Vec<Note> = if context.is_records { Vec::new() } else { contradicted.map(quoted).collect() };
    // What was not published by the article's day, once each.
    let reasons = lines.iter().filter(|_| !context.is_records).filter_map(|line| match line.evaluated() {
        Err(reason @ Unanswerable::Missing(_, Gap::NotYetPublished(_) | Gap::AfterData(_))) => Some(reason.words()),
        _ => None,
    });
    for words in reasons {
        let note = Note::new("unpublished", say!(sentence_of_reason, sentence = words.capitalised()));
        all.extend((!all.contains(&note)).then_some(note));
    }
    all.push(Note::new("verdicts", count(counts)));
    if let Some(file) = file {
        let file = Words::command(&file.display().to_string());
        all.push(Note::new("written", say!(article_claims_written, file, day = day.to_string())));
    }
    all.push(Note::new("reading", say!(article_by_rules)));
    all
}

fn count(counts: &ResultCounts) -> Words {
    let all: usize = counts.0.iter().sum();
    if all == 0 {
        return say!(article_without_figures);
    }
    let of = |result: ArticleResult| counts.of(result);
    let confirmed = match (of(ArticleResult::Confirmed), of(ArticleResult::Other)) {
        (usual, 0) => usual.to_string().into(),
        (usual, other) => {
            say!(confirmed_with_others, all = (usual + other).to_string(), other = other.to_string())
        }
    };
    say!(
        article_counted,
        all = all.to_string(),
        confirmed,
        close = of(ArticleResult::Close).to_string(),
        contradicted = of(ArticleResult::Contradicted).to_string(),
        unknown = of(ArticleResult::Unknown).to_string(),
        unclear = of(ArticleResult::Unclear).to_string()
    )
}
