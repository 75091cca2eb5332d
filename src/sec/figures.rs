//! From reported amounts to facts: which tag counts, which spans are fiscal quarters, what repeats, what fails its proof.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::filing::{Accession, Form};
use super::json::{CompanyFacts, Reported};
use super::proof::{Contradiction, Stated, Verdict, prove};
use super::year::{YEAR, days};
use crate::model::{FiscalCalendar, FiscalQuarter, MetricId, Span, Tag};

/// A figure of a company's filings: the first of its span, a later one that differs, or one that is left out.
#[derive(Debug, Clone)]
pub struct Figure<'t> {
    /// What it measures.
    pub metric: &'t MetricId,
    /// The tag it was filed under.
    pub tag: &'t str,
    /// The days it covers.
    pub span: Span,
    /// The first and last quarter it covers, if it is whole quarters of one fiscal year.
    pub quarters: Option<(FiscalQuarter, FiscalQuarter)>,
    /// US dollars.
    pub value: Decimal,
    /// The filing it was first in.
    pub accession: Accession,
    /// The form of that filing.
    pub form: Form,
    /// The day of that filing.
    pub filed: jiff::civil::Date,
    /// The day of the last filing that repeats it.
    pub last_printed: jiff::civil::Date,
    /// Whether an earlier filing gave the span another value.
    pub restated: bool,
    /// Why it is left out; `None` if it is a fact.
    pub left_out: Option<Reason>,
}

/// Why a figure is left out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// A column of twelve months that begins within a fiscal year.
    #[error("a column of trailing twelve months, no fiscal year")]
    TrailingYear,
    /// Other spans that quarters do not make up.
    #[error("not whole quarters of one fiscal year")]
    NotQuarters,
    /// The facts of the data are whole dollars.
    #[error("not in whole dollars")]
    Fraction,
    /// A slip in a date: nothing is filed before it is over.
    #[error("filed on {0}, before the span ended")]
    FiledEarly(jiff::civil::Date),
    /// It fails its proof.
    #[error(transparent)]
    Contradicted(#[from] Contradiction),
    /// The bundled data has another value that was published no earlier.
    #[error("the bundled data has {value} for the span, published on {published}")]
    Bundled {
        /// That value.
        value: Decimal,
        /// Its day.
        published: jiff::civil::Date,
    },
    /// It fails its proof against the bundled data.
    #[error("the bundled figures around it give {0}: they do not add up")]
    BundledSum(Decimal),
}

impl std::error::Error for Contradiction {}

/// More figures of one metric for one fiscal year than this are not what a company files.
const MOST: usize = 150;

/// A metric that has more figures for one fiscal year than any company files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{count} figures of {metric} for fiscal {year}; a company files a few dozen")]
pub struct TooMany {
    metric: MetricId,
    year: i16,
    count: usize,
}

/// An amount under a tag that holds a metric.
#[derive(Clone, Copy)]
struct Candidate<'t> {
    tag: &'t Tag,
    reported: Reported,
    quarters: (FiscalQuarter, FiscalQuarter),
}

/// The figures of a company, by metric, end, start and filing. `tags` are those that apply to it, the more telling first;
/// `names` are the tags the file was read for.
pub fn figures<'t>(
    facts: &CompanyFacts,
    calendar: FiscalCalendar,
    tags: &[&'t Tag],
    names: &[String],
) -> Result<Vec<Figure<'t>>, TooMany> {
    let mut metrics: Vec<&'t MetricId> = tags.iter().map(|tag| &tag.metric).collect();
    metrics.sort_unstable();
    metrics.dedup();
    let units = units(facts);
    let mut figures = Vec::new();
    for metric in metrics {
        let (mut candidates, mut aside) = (Vec::new(), Vec::new());
        let first = figures.len();
        for tag in tags.iter().copied().filter(|tag| tag.metric == *metric) {
            let of_tag = facts.tags.iter().filter(|(index, _)| names.get(*index) == Some(&tag.name));
            for &reported in of_tag.flat_map(|(_, reported)| reported).filter(|reported| tag.covers(reported.filed)) {
                match place(calendar, &reported) {
                    Ok(quarters) => candidates.push(Candidate { tag, reported, quarters }),
                    Err(reason) => aside.push(figure(tag, reported, None, false, Some(reason))),
                }
            }
        }
        // A filing repeats such columns of earlier ones; one of each is enough to tell.
        aside.sort_by_key(|figure| (figure.span, figure.value, figure.filed, figure.accession));
        aside.dedup_by(|next, kept| (next.span, next.value) == (kept.span, kept.value));
        figures.append(&mut aside);
        judge(metric, candidates, &units, &mut figures)?;
        if let Some(own) = figures.get_mut(first..) {
            own.sort_by_key(|figure| (figure.span.end, figure.span.start, figure.filed, figure.accession));
        }
    }
    Ok(figures)
}

/// Sorts out what filings repeat and what fails its proof, year by year.
fn judge<'t>(
    metric: &MetricId,
    mut candidates: Vec<Candidate<'t>>,
    units: &HashMap<Accession, Decimal>,
    figures: &mut Vec<Figure<'t>>,
) -> Result<(), TooMany> {
    // Stable: of one filing's amounts for a span under several tags, the one under the first tag comes first and stays,
    // and whatever that tag gives besides.
    candidates.sort_by_key(|of| (of.quarters.0.year(), of.reported.filed, of.reported.accession, of.quarters));
    candidates.dedup_by(|next, kept| {
        let same_place = (next.reported.accession, next.quarters) == (kept.reported.accession, kept.quarters);
        same_place && (next.tag.name != kept.tag.name || next.reported.value == kept.reported.value)
    });
    for year in candidates.chunk_by(|one, next| one.quarters.0.year() == next.quarters.0.year()) {
        let Some(number) = year.first().map(|candidate| candidate.quarters.0.year()) else { continue };
        if year.len() > MOST {
            return Err(TooMany { metric: metric.clone(), year: number, count: year.len() });
        }
        let stated: Vec<Stated> = year
            .iter()
            .map(|candidate| Stated {
                from: candidate.quarters.0.number() - 1,
                to: candidate.quarters.1.number(),
                value: candidate.reported.value,
                unit: units.get(&candidate.reported.accession).copied().unwrap_or(Decimal::ONE),
                filed: candidate.reported.filed,
            })
            .collect();
        let mut spans: HashMap<(FiscalQuarter, FiscalQuarter), Span> = HashMap::new();
        for (candidate, verdict) in year.iter().zip(prove(&stated)) {
            let (restated, last_printed, reason) = match verdict {
                Verdict::Repeats => continue,
                Verdict::Fact { restated, last_printed } => (restated, last_printed, None),
                Verdict::Contradicted(contradiction) => (false, candidate.reported.filed, Some(contradiction.into())),
            };
            let figure = figure(candidate.tag, candidate.reported, Some(candidate.quarters), restated, reason);
            let mut figure = Figure { last_printed, ..figure };
            // Filings may differ by a day in where a quarter of a year of weeks begins; a fact keeps the days first given.
            if figure.left_out.is_none() {
                figure.span = *spans.entry(candidate.quarters).or_insert(figure.span);
            }
            figures.push(figure);
        }
    }
    Ok(())
}

fn figure(
    tag: &Tag,
    reported: Reported,
    quarters: Option<(FiscalQuarter, FiscalQuarter)>,
    restated: bool,
    left_out: Option<Reason>,
) -> Figure<'_> {
    Figure {
        metric: &tag.metric,
        tag: &tag.name,
        span: Span { start: reported.start, end: reported.end },
        quarters,
        value: reported.value,
        accession: reported.accession,
        form: reported.form,
        filed: reported.filed,
        last_printed: reported.filed,
        restated,
        left_out,
    }
}

/// The quarters an amount covers, told by its days: what a filing calls its own year and period says nothing of them.
fn place(calendar: FiscalCalendar, reported: &Reported) -> Result<(FiscalQuarter, FiscalQuarter), Reason> {
    if reported.filed <= reported.end {
        return Err(Reason::FiledEarly(reported.filed));
    }
    let span = Span { start: reported.start, end: reported.end };
    let Some(quarters) = calendar.quarters_of(span) else {
        let year = YEAR.contains(&days(span.start, span.end));
        return Err(if year { Reason::TrailingYear } else { Reason::NotQuarters });
    };
    if reported.value.is_integer() { Ok(quarters) } else { Err(Reason::Fraction) }
}

/// The unit each filing rounds to: the finest of a million, a thousand and one that any of its amounts needs.
fn units(facts: &CompanyFacts) -> HashMap<Accession, Decimal> {
    let mut units = HashMap::new();
    for reported in facts.tags.iter().flat_map(|(_, reported)| reported) {
        let digits = if reported.value.scale() == 0 { reported.value.mantissa() } else { 1 };
        let needed = [1_000_000, 1_000].into_iter().find(|unit| digits % unit == 0).unwrap_or(1);
        units.entry(reported.accession).and_modify(|unit: &mut i128| *unit = needed.min(*unit)).or_insert(needed);
    }
    units.into_iter().map(|(accession, unit)| (accession, Decimal::from(unit))).collect()
}
