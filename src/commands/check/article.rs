//! `capex check article.md`: every figure in a text, held against the data.

use std::path::Path;
use std::rc::Rc;

use super::super::draft::Draft;
use super::super::frame::grid;
use super::super::{Answer, Context, Failure, words};
use super::{Args, CheckedClaim, Place, records};
use crate::claims::{ArticleReader, Markup, Verdict};
use crate::data::limits;
use crate::report::Grid;
use crate::say;

/// How files that are articles end, and whether they are HTML.
const ENDINGS: [(&str, Markup); 4] =
    [("md", Markup::Markdown), ("txt", Markup::Markdown), ("html", Markup::Html), ("htm", Markup::Html)];

fn ending(file: &str) -> Option<Markup> {
    let extension = Path::new(file).extension()?.to_str()?;
    ENDINGS.iter().find(|(ending, _)| ending.eq_ignore_ascii_case(extension)).map(|(_, markup)| *markup)
}

/// Whether a file is an article by its name.
pub(super) fn is_text(file: &str) -> bool {
    ending(file).is_some()
}

/// The report on an article, and whether a figure that was understood is contradicted.
pub(super) fn answer(args: &Args, file: &str, context: &Context<'_>) -> Result<Answer, Failure> {
    let name = if file == "-" { "standard input" } else { file };
    let bytes = match file {
        "-" => limits::read_from(name, std::io::stdin().lock())?,
        file => limits::read(file.as_ref())?,
    };
    let starts_as_html = bytes.trim_ascii_start().first() == Some(&b'<');
    let markup = ending(file).unwrap_or(if starts_as_html { Markup::Html } else { Markup::Markdown });
    let reader = ArticleReader {
        data: context.data,
        lexicon: context.lexicon()?,
        rates: context.other_rates()?,
        day: context.as_of,
        is_strict: args.strict,
    };
    let article = reader.read(name, &bytes, markup)?;
    let lines: Vec<CheckedClaim<'_>> = article
        .figures
        .into_iter()
        .map(|figure| CheckedClaim {
            claim: figure.claim,
            judgement: figure.judgement,
            beside: None,
            place: Some(Rc::new(Place {
                line: figure.line,
                column: figure.column,
                text: figure.text,
                understood: figure.understood,
            })),
        })
        .collect();
    let is_contradicted =
        lines.iter().any(|line| line.is_understood() && line.judgement.verdict == Verdict::Contradicted);
    let report = context.report(Draft {
        title: words::as_known(say!(title_claim_check), Some(article.day)),
        page: Grid::default(),
        records: grid(&records::records(), &lines, context),
        notes: Vec::new(),
        query: vec![],
        ..Draft::default()
    });
    Ok(if is_contradicted { Answer::Contradicted(report) } else { Answer::Report(report) })
}
