//! `capex check article.md`: every figure of a text checked against the data.

use std::path::Path;
use std::rc::Rc;

use super::super::draft::Draft;
use super::super::frame::{heads, row};
use super::super::{Answer, Context, Failure};
use super::article_page::ResultCounts;
use super::{Args, ArticlePlace, CheckedClaim, article_page, example, records};
use crate::claims::{ArticleFigure, ArticleReader, ClaimField, Fields, Markup, Understood};
use crate::data::limits;
use crate::report::{Grid, QueryValue, Report, Role};

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
    let shows_all = args.reading.in_order || args.claims.is_some();
    let columns = records::records();
    let mut records = heads(&columns);
    let mut lines = Vec::new();
    let mut counts = ResultCounts::default();
    let (day, day_from) = reader.read(name, &bytes, markup, |figure| {
        let line = CheckedClaim::of_figure(figure, args.claims.is_some());
        let is_shown = counts.add(&line);
        if context.is_records {
            records.rows.push(row(&columns, Role::Plain, &line, context));
        }
        // Only what is shown is kept.
        lines.extend((shows_all || (is_shown && !context.is_records)).then_some(line));
    })?;
    let mut report = context.report(Draft {
        title: article_page::title(day, day_from),
        page: if context.is_records {
            Grid::default()
        } else {
            article_page::page(&lines, args.reading.in_order, context)
        },
        records: if context.is_records { records } else { Grid::default() },
        notes: article_page::notes(&lines, &counts, day, args.claims.as_deref(), context),
        query: vec![("claims", QueryValue::Text(name.to_owned()))],
        ..Draft::default()
    });
    report.as_of = Some(day);
    let answer = if counts.is_contradicted() { Answer::Contradicted(report) } else { Answer::Report(report) };
    Ok(match &args.claims {
        Some(file) => Answer::WithClaims(Box::new(answer), file.clone(), claims_file(&lines)),
        None => answer,
    })
}

/// The claims that an article was read as; those that are doubtful are marked.
fn claims_file(lines: &[CheckedClaim<'_>]) -> Report {
    let fields = |line: &CheckedClaim<'_>| {
        let place = line.place.as_deref()?;
        let mut fields = Fields::clone(place.fields.as_ref()?);
        let doubt = if place.understood == Understood::Yes { "" } else { "? " };
        fields.set(ClaimField::Id, format!("{doubt}{}", line.claim.id));
        fields.set(ClaimField::Statement, line.claim.statement.clone());
        Some(fields)
    };
    example::of_claims(lines.iter().filter_map(fields))
}

impl<'d> CheckedClaim<'d> {
    fn of_figure(figure: ArticleFigure<'d>, keeps_fields: bool) -> Self {
        let ArticleFigure { line, column, text, understood, fields, claim, judgement } = figure;
        let fields = keeps_fields.then(|| Box::new(fields));
        let place = ArticlePlace { line, column, text, understood, fields };
        Self { claim, judgement, beside: None, place: Some(Rc::new(place)) }.settled()
    }
}
