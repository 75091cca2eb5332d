//! `capex check article.md`: every figure of a text checked against the data.

use std::path::Path;
use std::rc::Rc;

use super::super::draft::Draft;
use super::super::frame::grid;
use super::super::{Answer, Context, Failure};
use super::{Args, ArticlePlace, CheckedClaim, article_page, example, records};
use crate::claims::{ArticleFigure, ArticleReader, ClaimField, Markup, Understood, Verdict};
use crate::data::limits;
use crate::report::{Grid, QueryValue, Report};

/// How files that are articles end, and how those are marked up.
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
    limits::within(name, &bytes, limits::LARGEST_ARTICLE)?;
    let begins_as_html = bytes.trim_ascii_start().first() == Some(&b'<');
    let markup = ending(file).unwrap_or(if begins_as_html { Markup::Html } else { Markup::Markdown });
    let reader = ArticleReader {
        data: context.data,
        lexicon: context.lexicon()?,
        rates: context.other_rates()?,
        day: context.as_of,
        is_strict: args.reading.strict,
    };
    let article = reader.read(name, &bytes, markup)?;
    let lines: Vec<CheckedClaim<'_>> = article.figures.into_iter().map(CheckedClaim::of_figure).collect();
    let is_contradicted =
        lines.iter().any(|line| line.is_understood() && line.judgement.verdict == Verdict::Contradicted);
    let mut report = context.report(Draft {
        title: article_page::title(article.day, article.day_from),
        page: if context.is_records {
            Grid::default()
        } else {
            article_page::page(&lines, args.reading.in_order, context)
        },
        records: if context.is_records { grid(&records(), &lines, context) } else { Grid::default() },
        notes: article_page::notes(&lines, article.day, args.claims.as_deref(), context),
        query: vec![("claims", QueryValue::Text(name.to_owned()))],
        ..Draft::default()
    });
    report.as_of = Some(article.day);
    let answer = if is_contradicted { Answer::Contradicted(report) } else { Answer::Report(report) };
    Ok(match &args.claims {
        Some(file) => Answer::WithClaims(Box::new(answer), file.clone(), claims_file(&lines)),
        None => answer,
    })
}

/// The claims that an article was read as; those that are doubtful are marked.
fn claims_file(lines: &[CheckedClaim<'_>]) -> Report {
    let fields = |place: &ArticlePlace| {
        let mut fields = place.fields.clone();
        if place.understood != Understood::Yes {
            let id = format!("? {}", fields.get(ClaimField::Id));
            fields.set(ClaimField::Id, id);
        }
        fields
    };
    example::of_claims(lines.iter().filter_map(|line| line.place.as_deref()).map(fields))
}

impl<'d> CheckedClaim<'d> {
    fn of_figure(figure: ArticleFigure<'d>) -> Self {
        let ArticleFigure { line, column, text, understood, fields, claim, judgement } = figure;
        let place = ArticlePlace { line, column, text, understood, fields };
        Self { claim, judgement, beside: None, place: Some(Rc::new(place)) }.settled()
    }
}
