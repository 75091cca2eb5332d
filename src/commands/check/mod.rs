//! `capex check`: whether published claims agree with the data, and on which definition.

mod article;
mod article_page;
pub(super) mod cells;
mod example;
mod flags;
mod notes;
mod page;
mod plans;
mod records;
mod tried;
pub(super) mod wording;

pub(super) use example::columns as columns_of_example;
pub(super) use flags::parse_fields;
pub(super) use records::records;

use std::path::PathBuf;
use std::rc::Rc;

use super::args::FURTHER;
use super::draft::Draft;
use super::frame::grid;
use super::positional::Positional;
use super::table::{Formats, Traits};
use super::{Answer, Context, Failure, words};
use crate::claims::{
    self, Calendar, Claim, Evaluated, Fields, Judge, Judgement, Question, Reading, Subject, Unanswerable, Understood,
    Verdict,
};
use crate::data::{Dataset, limits};
use crate::model::Currency;
use crate::render::{Format, Language};
use crate::report::{Grid, Note, QueryValue, Report};
use crate::say;

/// Check published figures against the data.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex check --total 246 -y 2024   on which definition is it right?
  capex check msft FY2026Q3 --from 37.5 --value 30.9
  capex check --example > claims.csv    a claims file to start from
  capex check claims.csv            a file of claims; - is standard input
  capex check article.md            every figure of a text (capex help articles)

Amounts are in billions of dollars by default. Put '$246B' in quotes: a shell reads $2 as a variable. \
Exit code: 5 if a claim is contradicted, 4 if the file has an error. Rules, columns and measures: capex help claims")]
pub struct Args {
    /// A claims file (CSV, TSV or JSON; - is standard input), an article (.md, .txt, .html), or companies and a period
    #[arg(value_name = "FILE|COMPANY")]
    pub what: Vec<String>,
    /// Print a claims file to start from
    #[arg(long, conflicts_with = "claim")]
    pub example: bool,
    /// Print every definition tried, with its figure
    #[arg(long, conflicts_with = "example", help_heading = FURTHER)]
    pub readings: bool,
    /// An article whose figures to check; .md, .txt and .html files need no flag
    #[arg(long, value_hint = clap::ValueHint::AnyPath, value_name = "FILE", conflicts_with_all = ["claim", "what", "example"], help_heading = FURTHER)]
    pub text: Option<String>,
    /// Of an article: write the claims it was read as to a claims file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["claim", "example"], help_heading = FURTHER)]
    pub claims: Option<PathBuf>,
    /// How an article is read
    #[command(flatten)]
    pub reading: ArticleFlags,
    /// A claim in flags
    #[command(flatten)]
    pub flags: flags::Flags,
}

/// How an article is read and shown.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct ArticleFlags {
    /// Of an article: its figures in the order of the text
    #[arg(long, conflicts_with_all = ["claim", "example"], help_heading = FURTHER)]
    pub in_order: bool,
    /// Of an article: judge only what is clear
    #[arg(long, conflicts_with_all = ["claim", "example"], help_heading = FURTHER)]
    pub strict: bool,
}

impl Args {
    /// The article that is to be read, if one is.
    fn article(&self) -> Option<&str> {
        let named = match self.what.as_slice() {
            [file] if article::is_text(file) && !self.flags.is_claim() => Some(file.as_str()),
            _ => None,
        };
        self.text.as_deref().or(named)
    }

    /// How the command answers: the example is a data file, as its reader understands it, and rests on no data.
    pub fn traits(&self, usual: Traits) -> Traits {
        if !self.example {
            return usual;
        }
        Traits { formats: Formats::Any(Format::Csv), language: Some(Language::En), origin: false, ..usual }
    }
}

/// A claim and what became of it, or what one of the readings tried gives for it.
#[derive(Clone)]
pub(super) struct CheckedClaim<'d> {
    claim: Claim<'d>,
    judgement: Judgement<'d>,
    /// Of a reading tried, the usual one beside it.
    beside: Option<Reading<'d>>,
    /// Of a figure of an article, where it stands.
    place: Option<Rc<ArticlePlace>>,
}

/// Where a figure of an article stands.
struct ArticlePlace {
    line: u64,
    column: u64,
    text: String,
    understood: Understood,
    /// The claim as a row of a claims file, where one is written.
    fields: Option<Box<Fields<'static>>>,
}

impl CheckedClaim<'_> {
    /// The same with the claim as it was judged: from the periods, and of the guidance, that answer it.
    fn settled(mut self) -> Self {
        if let Some(periods) = &self.judgement.from_periods {
            self.claim.question.from_periods = periods.clone();
        }
        if self.judgement.is_from_guidance {
            self.claim.question.of = Subject::Guidance;
        }
        self
    }

    fn question(&self) -> &Question<'_> {
        &self.claim.question
    }

    /// Whether there is a verdict: of a figure of an article that was not understood there is none.
    fn is_understood(&self) -> bool {
        self.place.as_ref().is_none_or(|place| place.understood != Understood::No)
    }

    /// The reading that the verdict rests on.
    fn reading(&self) -> Reading<'_> {
        self.judgement.rests_on().0
    }

    /// What that reading gives.
    fn evaluated(&self) -> Result<&Evaluated<'_>, &Unanswerable<'_>> {
        self.judgement.rests_on().1
    }
}

/// The report, and whether a claim is contradicted.
pub fn answer(args: &Args, context: &Context<'_>) -> Result<Answer, Failure> {
    if args.example {
        return Ok(Answer::Report(example::report()));
    }
    if let Some(file) = args.article() {
        return article::answer(args, file, context);
    }
    let lines = lines(args, context)?;
    let is_contradicted = lines.iter().any(|line| line.judgement.verdict == Verdict::Contradicted);
    let shown = tried::with_readings(&lines, args, context.machine);
    let report = report(&lines, shown.as_deref().unwrap_or(&lines), args, context)?;
    Ok(if is_contradicted { Answer::Contradicted(report) } else { Answer::Report(report) })
}

fn lines<'d>(args: &Args, context: &Context<'d>) -> Result<Vec<CheckedClaim<'d>>, Failure> {
    let mut claims = match args.what.as_slice() {
        _ if args.flags.is_claim() => flags::claims(args, context)?,
        [file] => read(file, context)?,
        words => return Err(no_claim(words, context.data)),
    };
    for claim in &mut claims {
        let stated = &mut claim.question.stated;
        stated.basis = stated.basis.or(context.basis);
        stated.calendar = stated.calendar.or(context.fiscal.then_some(Calendar::Fiscal));
    }
    let mut judge = Judge::new(context.data, &claims, context.as_of).converting_at(context.other_rates()?);
    let check = |claim: Claim<'d>| {
        let judgement = judge.judge(&claim)?;
        Ok(CheckedClaim { claim, judgement, beside: None, place: None }.settled())
    };
    claims.into_iter().map(check).collect()
}

/// Words that are no claim: of a number among companies, periods and metrics it is not said what it is.
fn no_claim(words: &[String], data: &Dataset) -> Failure {
    let (mut names, mut numbers) = (Vec::new(), Vec::new());
    for word in words {
        if Positional::read(data, std::slice::from_ref(word)).is_ok() {
            names.push(word.clone());
        } else if data.metric(word).is_ok() {
            names.push(if word.contains(' ') { format!("-m '{word}'") } else { format!("-m {word}") });
        } else {
            numbers.push(word);
        }
    }
    let is_number = |word: &str| {
        let digits = word.trim_start_matches(['+', '-', '$', '€', '£', '¥']);
        digits.starts_with(|letter: char| letter.is_ascii_digit()) && !word.contains("..")
    };
    match numbers.as_slice() {
        [number] if !names.is_empty() && is_number(number) => {
            let flag = if number.ends_with('%') { "--yoy" } else { "--value" };
            Failure::Usage(say!(number_without_flag, number = number.as_str(), flag, names = names.join(" ")))
        }
        _ => Failure::Usage(say!(no_claim_given)),
    }
}

fn read<'d>(file: &str, context: &Context<'d>) -> Result<Vec<Claim<'d>>, Failure> {
    let name = if file == "-" { "standard input" } else { file };
    let bytes = match file {
        "-" => limits::read_from(name, std::io::stdin().lock())?,
        file => limits::read(file.as_ref())?,
    };
    Ok(claims::read(name, &bytes, context.lexicon()?)?)
}

/// The report on claims; those shown have readings tried among them.
fn report(
    lines: &[CheckedClaim<'_>],
    shown: &[CheckedClaim<'_>],
    args: &Args,
    context: &Context<'_>,
) -> Result<Report, Failure> {
    let is_of_flags = args.flags.is_claim();
    // For programs, each claim's note stands in its row.
    let mut notes = if context.is_records { Vec::new() } else { notes::of_each(lines, context.data) };
    if is_of_flags {
        notes.extend(notes::common_readings(lines, context.data));
    }
    notes.extend(notes::count(lines));
    let foreign = lines.iter().map(|line| line.question().currency).find(|currency| *currency != Currency::USD);
    notes.extend(foreign.map_or(Ok(None), |currency| context.note_on_rates(currency))?);
    notes.push(Note::new("data", say!(calculation_of_any_figure)));
    let groups = if is_of_flags { Positional::read(context.data, &args.what)?.groups } else { Vec::new() };
    let title = words::of_groups(say!(title_claim_check), &groups, context.data);
    Ok(context.report(Draft {
        title: words::as_known(title, context.as_of),
        page: if context.is_records { Grid::default() } else { page::page(shown, context) },
        records: if context.is_records { grid(&records(), shown, context) } else { Grid::default() },
        notes,
        query: vec![
            ("claims", QueryValue::Text(if is_of_flags { String::new() } else { args.what.join(", ") })),
            ("basis", QueryValue::Text(context.basis.unwrap_or_default().name().to_owned())),
            ("calendar", QueryValue::Text(if context.fiscal { "fiscal" } else { "calendar" }.to_owned())),
        ],
        ..Draft::default()
    }))
}
