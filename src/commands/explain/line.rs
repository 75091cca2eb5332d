//! A line of an explanation, and its columns.

use super::super::amounts::{HasAmount, amount_cell, conversion};
use super::super::columns::{
    ACCESSION, BASIS, COMPANY, CURRENCY, METRIC, NOTE, PERIOD, PUBLISHED, READ_AT, SOURCE, URL, explain,
};
use super::super::frame::Column;
use super::super::query::{mark, source_cell};
use super::super::{Context, words};
use super::arithmetic::{conversion_phrase, days_name, phrase, step_name, value};
use crate::analysis::{Amount, Converted, Known, Observation};
use crate::derive::{Figure, Status, Working};
use crate::fx::Missing;
use crate::model::{Basis, Company, Currency, Fact, Metric, Period, Source, Span};
use crate::report::{Cell, Words};
use crate::say;

/// A figure, or what it was worked out from.
#[derive(Clone, Copy)]
pub struct ExplainLine<'q> {
    pub company: &'q Company,
    /// The metric and the period to explain.
    pub metric: &'q Metric,
    pub period: Period,
    /// The basis of a figure. A fact has none: it can be part of figures on several.
    pub basis: Option<Basis>,
    pub explained: Explained<'q>,
}

/// What a line is about.
#[derive(Clone, Copy)]
pub enum Explained<'q> {
    /// A figure on a basis, or why there is none.
    Figure(&'q Observation<'q>),
    /// A step of the arithmetic that is itself worked out, and what it is a part of.
    Step { step: &'q Working, of: &'q Working },
    /// A figure in the report's currency, and the parts of it that convert at one rate each.
    Converted(&'q Observation<'q>, &'q Result<Vec<Converted>, Missing>),
    /// What a document prints.
    Fact(&'q Fact, Option<&'q Source>),
}

/// The columns of the output contract.
pub fn records<'q>(context: &Context<'_>) -> Vec<Column<ExplainLine<'q>>> {
    let mut columns: Vec<Column<ExplainLine<'_>>> = vec![
        Column::record(COMPANY, |line, _| Cell::text(&*line.company.ticker)),
        Column::record(METRIC, |line, _| Cell::text(&*line.metric.flag)),
        Column::record(BASIS, |line, _| words::basis_cell(line.basis)),
        Column::record(PERIOD, |line, _| line.period.into()),
        Column::record(explain::ROLE, |line, _| Cell::text(line.role())),
        Column::record(explain::ITEM, |line, _| {
            Cell::text(line.fact().map_or(&line.metric.id, |fact| &fact.metric).to_string())
        }),
        Column::record(explain::START, |line, _| {
            line.span().filter(|span| !span.is_day()).map_or(Cell::BLANK, |span| span.start.into())
        }),
        Column::record(explain::END, |line, _| line.span().map_or(Cell::BLANK, |span| span.end.into())),
        Column::record(CURRENCY, |line, context| match line.explained {
            Explained::Fact(fact, _) => Cell::optional(fact.currency.as_ref().map(Currency::code)),
            Explained::Converted(..) => Cell::text(context.currency().code()),
            _ => Cell::optional(line.metric.kind.is_amount().then_some("USD")),
        }),
        Column::record(explain::VALUE, figure),
        Column::record(explain::STATUS, |line, _| match (line.fact(), line.figure()) {
            (Some(fact), _) => Cell::text(fact.confidence.name()),
            (None, figure) => Cell::text(figure.map_or(Status::Missing, Figure::status).to_string()),
        }),
        Column::record(PUBLISHED, |line, _| {
            let of_figure = line.figure().map(|figure| figure.working.published());
            line.fact().map(|fact| fact.published).or(of_figure).map_or(Cell::BLANK, Cell::from)
        }),
        Column::record(SOURCE, |line, _| match line.explained {
            Explained::Figure(Observation { figure: Ok(figure), .. }) => source_cell(figure),
            Explained::Fact(fact, _) => Cell::text(&*fact.source),
            _ => Cell::BLANK,
        }),
        Column::record(ACCESSION, |line, _| {
            Cell::optional(line.source().and_then(|source| source.accession.as_deref()))
        }),
        Column::record(URL, |line, _| Cell::optional(line.source().and_then(|source| source.url.as_deref()))),
        Column::record(NOTE, |line, _| match line.explained {
            Explained::Figure(Observation { figure: Ok(figure), .. }) => {
                figure.working.approximation.as_ref().map_or(Cell::BLANK, |reason| Cell::say(reason.words()))
            }
            Explained::Fact(fact, _) => Cell::optional(Some(&*fact.note)),
            _ => Cell::BLANK,
        }),
        Column::record(READ_AT, |line, _| Cell::optional(line.source().and_then(|source| source.read_at.as_deref()))),
    ];
    columns.extend(conversion(context));
    columns
}

/// The columns of the page.
pub fn page<'q>() -> Vec<Column<ExplainLine<'q>>> {
    vec![Column::text("", name), Column::number("", figure), Column::text("", explanation)]
}

impl HasAmount for ExplainLine<'_> {
    fn amount(&self) -> Option<Amount> {
        self.known()?.as_ref().ok().copied()
    }
}

impl<'q> ExplainLine<'q> {
    /// What a row is called: the basis, or the metric where bases make no difference.
    pub fn name(&self, context: &Context<'_>) -> Words {
        let is_on_basis = context.data.is_on_basis(self.metric);
        if is_on_basis { words::basis(self.basis) } else { self.metric.flag.as_str().into() }
    }

    fn role(&self) -> &'static str {
        match self.explained {
            Explained::Figure(_) => "figure",
            Explained::Step { .. } => "step",
            Explained::Converted(..) => "converted",
            Explained::Fact(..) => "fact",
        }
    }

    /// The figure, where there is one.
    pub fn figure(&self) -> Option<&'q Figure> {
        match self.explained {
            Explained::Figure(one) | Explained::Converted(one, _) => one.figure.as_ref().ok(),
            Explained::Step { .. } | Explained::Fact(..) => None,
        }
    }

    /// The amount of a figure in the report's currency.
    pub fn known(&self) -> Option<&'q Known> {
        if let Explained::Converted(one, _) = self.explained { Some(&one.amount) } else { None }
    }

    fn fact(&self) -> Option<&'q Fact> {
        if let Explained::Fact(fact, _) = self.explained { Some(fact) } else { None }
    }

    fn source(&self) -> Option<&'q Source> {
        if let Explained::Fact(_, source) = self.explained { source } else { None }
    }

    fn span(&self) -> Option<Span> {
        self.fact().map(|fact| fact.span).or_else(|| Some(self.figure()?.working.span))
    }
}

fn name(line: &ExplainLine<'_>, context: &Context<'_>) -> Cell {
    Cell::say(match line.explained {
        Explained::Figure(_) | Explained::Converted(..) => line.name(context),
        Explained::Step { step, of } => say!(step_indented, step = step_name(line, of, step, context)),
        Explained::Fact(fact, _) => words::metric_short(context.data.metric_by_id(&fact.metric)),
    })
}

/// The figure as its documents give it, or in the report's currency.
fn figure(line: &ExplainLine<'_>, context: &Context<'_>) -> Cell {
    match line.explained {
        Explained::Figure(one) => match &one.figure {
            Ok(figure) => value(&figure.working, context).marked(mark(figure)),
            Err(gap) => Cell::missing(gap),
        },
        Explained::Step { step, .. } => value(step, context),
        Explained::Converted(one, _) => amount_cell(&one.amount),
        Explained::Fact(fact, _) => {
            let kind = context.data.metric_by_id(&fact.metric).kind;
            Cell::from(kind.quantity(fact.value)).of_user(fact.origin.is_user())
        }
    }
}

/// The arithmetic of a figure, or its document.
fn explanation(line: &ExplainLine<'_>, context: &Context<'_>) -> Cell {
    Cell::say(match line.explained {
        Explained::Figure(one) => match &one.figure {
            Ok(figure) => phrase(line, &figure.working, context),
            Err(gap) => gap.words_of(line.company),
        },
        Explained::Step { step, .. } => phrase(line, step, context),
        Explained::Converted(_, Ok(parts)) => conversion_phrase(line, parts),
        Explained::Converted(_, Err(missing)) => missing.words(),
        Explained::Fact(fact, source) => {
            say!(days_and_document, days = days_name(line, fact.span), document = document(fact, source))
        }
    })
}

/// The document that prints a fact, and how it was read.
fn document(fact: &Fact, source: Option<&Source>) -> Words {
    let name = source.map_or_else(|| fact.source.to_string(), |source| source.document.clone());
    let accession = source.and_then(|source| source.accession.as_deref()).map(Words::from);
    let document = Words::commas([Words::from(name), fact.published.into()].into_iter().chain(accession));
    let copy = source.and_then(Source::read_at_host).map(|host| say!(read_at_host, host = host.to_owned()));
    let read: Vec<Words> = words::confidence(fact.confidence).into_iter().chain(copy).collect();
    if read.is_empty() { document } else { say!(document_and_confidence, document, told = Words::commas(read)) }
}
