//! `capex explain`: one figure, every basis, its arithmetic and its documents.

mod arithmetic;
mod line;

use std::sync::Arc;

use arithmetic::children;
pub(super) use line::records;
use line::{ExplainLine, Explained};

use super::args::{Periods, one_metric};
use super::draft::Draft;
use super::frame::{grid, sections};
use super::positional::with_owner;
use super::query::Query;
use super::{Context, Failure, words};
use crate::analysis::{Converted, Observation};
use crate::derive::{Approximation, Figure, Working};
use crate::fx::Missing;
use crate::model::{Basis, Company, Fact, Localized, MetricId, Part, Period, PeriodExpr};
use crate::report::{Join, Note, Report, Words};
use crate::say;

/// One figure: calculation, sources, every basis.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex explain meta 2022Q4         gross and net, and why they differ
  capex explain msft 2025           calendar and fiscal year, on every basis
  capex explain meta 2016Q4 -m net-income   a quarter of a restated year")]
pub struct Args {
    /// The company: ticker, name or alias
    pub company: String,
    /// The period [default: the newest quarter]
    pub period: Vec<String>,
    /// What to explain
    #[arg(short, long, value_name = "METRIC", default_value = "capex")]
    pub metric: String,
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let words: Vec<String> = std::iter::once(&args.company).chain(&args.period).cloned().collect();
    let metric = std::slice::from_ref(&args.metric);
    let words = with_owner(&words, metric, context.data)?;
    let metric = one_metric(context.data, metric)?;
    let mut bases = context.data.bases(metric);
    let mut query =
        Query::with_metrics(context, &words, metric, &[], &bases, &Periods::default(), &PeriodExpr::latest())?;
    let (&[company], &[period]) = (query.companies.as_slice(), query.periods.as_slice()) else {
        return Err(Failure::Usage(say!(explain_takes_one_period)));
    };
    // A basis that few companies print is shown where the whole period is known on it, or where it is asked for.
    let is_shown = |&basis: &Option<Basis>| {
        let known = || query.engine.figure(company, metric, basis, period).is_ok_and(|figure| figure.is_whole());
        basis == context.basis || basis.is_none_or(Basis::is_common) || known()
    };
    bases.retain(is_shown);
    let observe = |period| -> Vec<Observation<'_>> {
        bases.iter().map(|&basis| query.observe(company, metric, basis, period)).collect()
    };
    let (own_year, figures) = (own_year(company, period), observe(period));
    let of_own_year = own_year.map(observe).unwrap_or_default();
    if figures.iter().all(|one| one.figure.is_err()) {
        return Err(query.nothing());
    }
    let parts = parts(&query, &figures);
    let facts = facts(figures.iter().filter_map(|one| one.figure.as_ref().ok()));
    let others = other_values(context, company, &facts)?;
    let ids: Vec<Arc<str>> = facts.iter().map(|fact| Arc::clone(&fact.source)).collect();
    let sources = context.data.sources(ids.iter().chain(others.iter().map(|fact| &fact.source)))?;

    let line = |basis, explained| ExplainLine { company, metric, period, basis, explained };
    let fact = |fact| line(None, Explained::Fact(fact, sources.iter().find(|source| *source.id == *fact.source)));
    let of_own_year = of_own_year.iter().map(|one| line(one.basis, Explained::Figure(one))).collect();
    let figures: Vec<ExplainLine<'_>> = figures.iter().map(|one| line(one.basis, Explained::Figure(one))).collect();
    let converted: Vec<ExplainLine<'_>> =
        parts.iter().map(|(one, parts)| line(one.basis, Explained::Converted(one, parts))).collect();
    let facts: Vec<ExplainLine<'_>> = facts.into_iter().map(fact).collect();
    let others = others.iter().map(fact).collect();

    let all: Vec<ExplainLine<'_>> = [&figures, &converted, &facts].into_iter().flatten().copied().collect();
    let records = grid(&records(context), &all, context);
    let mut notes = notes(&query, &figures, own_year);
    let amounts =
        converted.iter().filter(|line| line.basis == query.basis).filter_map(|line| Some((period, line.known()?)));
    notes.extend(query.rates_used(amounts));
    let in_currency = say!(heading_in_currency, currency = context.currency());
    let own_year = own_year.map(|own| {
        let days = words::other_name(company, own).unwrap_or_default();
        say!(fiscal_year_and_days, own, days)
    });
    let parts_of_page = [
        (None, with_steps(&figures)),
        (own_year, of_own_year),
        (Some(in_currency), converted),
        (Some(say!(title_documents)), facts),
        (Some(say!(other_values_published)), others),
    ];
    let shown = parts_of_page.iter().filter(|(_, lines)| !lines.is_empty());
    let page = sections(&line::page(), shown.map(|(heading, lines)| (heading.clone(), lines.as_slice())), context);
    let title = Words::commas([words::company(company), query.title_of(words::metric_name(metric))]);
    query.notes.extend(notes);
    query.report_from(Draft { title, page, records, ..Draft::default() }, &ids)
}

/// Figures, and after each the steps of its arithmetic that are themselves worked out, each step once.
fn with_steps<'q>(figures: &[ExplainLine<'q>]) -> Vec<ExplainLine<'q>> {
    let mut lines = Vec::new();
    for line in figures {
        lines.push(*line);
        if let Some(figure) = line.figure() {
            add_steps(line, &figure.working, &mut lines);
        }
    }
    lines
}

fn add_steps<'q>(line: &ExplainLine<'q>, of: &'q Working, lines: &mut Vec<ExplainLine<'q>>) {
    for step in children(of).into_iter().filter(|child| child.fact().is_none()) {
        let is_step =
            |one: &ExplainLine<'_>| matches!(one.explained, Explained::Step { step: known, .. } if known == step);
        if !lines.iter().any(is_step) {
            lines.push(ExplainLine { explained: Explained::Step { step, of }, ..*line });
            add_steps(line, step, lines);
        }
    }
}

/// A figure, and the parts of it that convert at one rate each.
type InParts<'o> = (&'o Observation<'o>, Result<Vec<Converted>, Missing>);

/// The parts of figures that convert at one rate each; none without a conversion, and of what is no money.
fn parts<'o>(query: &Query<'_>, figures: &'o [Observation<'o>]) -> Vec<InParts<'o>> {
    if query.context.exchange.is_none() || !query.metric.kind.is_amount() {
        return Vec::new();
    }
    let parts = |one: &'o Observation<'o>| Some((one, query.parts(one.company, one.basis, one.figure.as_ref().ok()?)));
    figures.iter().filter_map(parts).collect()
}

/// The company's own year of the same number, where it is another.
fn own_year(company: &Company, period: Period) -> Option<Period> {
    let yearly = period.part_of_year().part == Part::Year && !period.is_fiscal();
    (yearly && !company.calendar.is_calendar_year()).then(|| period.fiscal())
}

/// Every fact the figures rest on, each once, by metric and days.
fn facts<'f>(figures: impl Iterator<Item = &'f Figure>) -> Vec<&'f Fact> {
    let mut facts: Vec<&Fact> = Vec::new();
    for fact in figures.flat_map(|figure| figure.working.facts()) {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts
}

/// Values that other documents give for the very days of the facts used.
fn other_values(context: &Context<'_>, company: &Company, used: &[&Fact]) -> Result<Vec<Fact>, Failure> {
    let mut metrics: Vec<&MetricId> = used.iter().map(|fact| &fact.metric).collect();
    metrics.dedup();
    let mut others: Vec<Fact> = Vec::new();
    for metric in metrics {
        for fact in context.data.facts(company, &[metric])? {
            let known = context.as_of.is_none_or(|day| fact.published <= day);
            let same_days = used.iter().any(|one| one.metric == fact.metric && one.span == fact.span);
            if known && same_days && !used.contains(&&fact) && !others.contains(&fact) {
                others.push(fact);
            }
        }
    }
    Ok(others)
}

/// What each basis means for the company at the time, and why calendar and fiscal years differ.
fn notes(query: &Query<'_>, figures: &[ExplainLine<'_>], own_year: Option<Period>) -> Vec<Note> {
    let mut notes: Vec<Note> = figures.iter().flat_map(|line| figure_notes(query, line)).collect();
    let Some(&ExplainLine { company, metric, period, .. }) = figures.first() else { return notes };
    if query.on_basis() && !metric.id.is_capex() {
        let capex = query.context.data.metric_by_id(&MetricId::capex());
        let command = query.context.pointer(&company.ticker, capex, period);
        notes.push(Note::new("basis", say!(capex_on_each_basis, command)));
    }
    notes.extend(own_year.map(|own| years_note(company, period, own)));
    notes
}

/// What a figure's basis means for the company at the time, and what the figure lacks.
fn figure_notes(query: &Query<'_>, line: &ExplainLine<'_>) -> Vec<Note> {
    let (company, name) = (line.company, line.name(&query.context));
    let spans = line.period.quarters(company.calendar).into_iter().map(|quarter| company.calendar.span(quarter));
    let in_force = |span| query.engine.definition(company, &line.metric.id, line.basis, span).ok()?;
    let definitions = spans.filter_map(in_force).map(|definition| match line.figure() {
        Some(figure) => query.engine.definition_behind(company, definition, &figure.working),
        None => definition,
    });
    let mut meanings: Vec<&Localized> = Vec::new();
    for definition in definitions {
        if !meanings.contains(&&definition.words) {
            meanings.push(&definition.words);
        }
    }
    let mut notes = Vec::new();
    if !meanings.is_empty() {
        let words = Words::List(Join::Then, meanings.iter().map(|&words| words.into()).collect());
        notes.push(Note::new("definition", say!(name_and_words, name = &name, words)));
    }
    let Some(figure) = line.figure() else { return notes };
    if let Some(reason) = &figure.working.approximation {
        let reason = match reason {
            Approximation::StandIn(definition) if meanings.contains(&&definition.words) => {
                say!(replaced_by_similar_figure)
            }
            reason => reason.words(),
        };
        notes.push(Note::new("approximation", say!(approximate_because, name = &name, reason)));
    }
    for (quarter, gap) in &figure.gaps {
        let (quarter, reason) = (quarter.to_string(), gap.words_of(company));
        notes.push(Note::new("missing", say!(missing_because, name = &name, quarter, reason)));
    }
    notes
}

/// How a calendar year and the company's own year of its number differ.
fn years_note(company: &Company, calendar: Period, own: Period) -> Note {
    let of_own = own.quarters(company.calendar);
    let shared = calendar.quarters(company.calendar).iter().filter(|quarter| of_own.contains(quarter)).count();
    let words = say!(
        calendar_and_fiscal_year,
        year = calendar.part_of_year().year.to_string(),
        calendar = words::other_name(company, calendar).unwrap_or_default(),
        own = words::other_name(company, own).unwrap_or_default(),
        shared = match shared {
            0 => say!(share_no_quarter),
            1 => say!(share_one_quarter),
            2 => say!(share_two_quarters),
            3 => say!(share_three_quarters),
            _ => say!(share_all_quarters),
        }
    );
    Note::new("calendar", words)
}
