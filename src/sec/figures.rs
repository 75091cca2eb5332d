//! From reported amounts to facts: which tag counts, which spans are fiscal quarters, what repeats, what fails its proof.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::choice::chosen;
use super::company_facts::{CompanyFacts, Reported};
use super::filing::{Accession, Form, FormKind};
use super::proof::{Contradiction, ProofVerdict, Stated, prove};
use super::year::{YEAR, days};
use crate::derive::Point;
use crate::model::{Element, FiscalCalendar, FiscalQuarter, MetricId, Span, Tag, Why, Words};
use crate::say;

/// A figure of a company's filings: the first of its span, a later one that differs, or one that is left out.
#[derive(Debug, Clone)]
pub struct FiledFigure<'t> {
    /// What it measures.
    pub metric: &'t MetricId,
    /// What it was tagged as.
    pub element: &'t Element,
    /// The days it covers.
    pub span: Span,
    /// The first and last quarter it covers, if it is whole quarters of one fiscal year.
    pub quarters: Option<(FiscalQuarter, FiscalQuarter)>,
    /// US dollars.
    pub value: Decimal,
    /// The unit it is rounded to, where that is coarser than a million and told.
    pub rounded_to: Option<Decimal>,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A column of twelve months that begins within a fiscal year.
    TrailingYear,
    /// Other spans that quarters do not make up.
    NotQuarters,
    /// The facts of the data are whole dollars.
    Fraction,
    /// A slip in a date: nothing is filed before it is over.
    FiledEarly(jiff::civil::Date),
    /// Another tag holds the metric in that fiscal year.
    OtherTag,
    /// A zero that stands for nothing.
    Zero,
    /// The sign is the wrong way round.
    Negative,
    /// It fails its proof.
    Contradicted(Contradiction),
    /// The bundled data has another value that was published no earlier.
    Bundled {
        /// That value.
        value: Decimal,
        /// Its day.
        published: jiff::civil::Date,
    },
    /// It fails its proof against the bundled data.
    BundledSum(Decimal),
}

impl Reason {
    /// Why the figure is left out, with amounts to the dollar.
    pub fn words(&self) -> Words {
        match self {
            Self::TrailingYear => say!(left_out_trailing_year),
            Self::NotQuarters => say!(left_out_not_whole_quarters),
            Self::Fraction => say!(left_out_fraction),
            Self::FiledEarly(day) => say!(left_out_filed_early, day = *day),
            Self::OtherTag => say!(left_out_other_tag),
            Self::Zero => say!(left_out_zero),
            Self::Negative => say!(left_out_below_zero),
            Self::Contradicted(by) => say!(
                figures_do_not_add_up,
                other = by.other.normalize().to_string(),
                allowed = by.allowed.normalize().to_string()
            ),
            Self::Bundled { value, published } => {
                say!(left_out_bundled_value, value = value.to_string(), day = *published)
            }
            Self::BundledSum(sum) => {
                say!(left_out_bundled_sum, sum = sum.to_string())
            }
        }
    }

    /// The same for a note in the user's folder; `None` where the span is no period that a report could lack, or another
    /// figure stands for it.
    pub fn why(&self) -> Option<Why> {
        match self {
            Self::TrailingYear | Self::Bundled { .. } | Self::BundledSum(_) => None,
            Self::NotQuarters => Some(Why::NotQuarters),
            Self::Fraction => Some(Why::Fraction),
            Self::FiledEarly(_) => Some(Why::FiledEarly),
            Self::OtherTag => Some(Why::OtherTag),
            Self::Zero => Some(Why::Zero),
            Self::Negative => Some(Why::Negative),
            Self::Contradicted(_) => Some(Why::Contradicted),
        }
    }
}

/// More figures of one metric for one fiscal year than this are not what a company files.
const MOST: usize = 150;

/// A metric that has more figures for one fiscal year than any company files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub struct TooMany {
    metric: MetricId,
    year: i16,
    count: usize,
}

impl TooMany {
    /// How many figures there are.
    pub fn words(&self) -> Words {
        say!(
            too_many_figures,
            count = self.count.to_string(),
            metric = self.metric.as_str(),
            year = self.year.to_string()
        )
    }
}

/// An amount under a tag that holds a metric.
#[derive(Clone, Copy)]
pub(super) struct TaggedAmount<'t> {
    pub(super) tag: &'t Tag,
    pub(super) reported: Reported,
    quarters: (FiscalQuarter, FiscalQuarter),
}

impl TaggedAmount<'_> {
    /// The fiscal year.
    pub(super) fn year(&self) -> i16 {
        self.quarters.0.year()
    }

    /// The points of the year it lies between.
    pub(super) fn points(&self) -> (Point, Point) {
        (self.quarters.0.number() - 1, self.quarters.1.number())
    }

    /// The amount, which is in whole dollars.
    pub(super) fn dollars(&self) -> i64 {
        self.reported.value.to_i64().unwrap_or_default()
    }
}

/// The figures of a company, by metric, end, start and filing. `tags` are those that apply to it, the more telling first;
/// `elements` are what the file was
/// read for.
pub fn figures<'t>(
    facts: &CompanyFacts,
    calendar: FiscalCalendar,
    tags: &[&'t Tag],
    elements: &[Element],
) -> Result<Vec<FiledFigure<'t>>, TooMany> {
    let mut metrics: Vec<&'t MetricId> = tags.iter().map(|tag| &tag.metric).collect();
    metrics.sort_unstable();
    metrics.dedup();
    let units = units(facts);
    let mut figures = Vec::new();
    for metric in metrics {
        let (mut candidates, mut aside) = (Vec::new(), Vec::new());
        let first = figures.len();
        for tag in tags.iter().copied().filter(|tag| tag.metric == *metric) {
            let of_tag = facts.tags.iter().filter(|(index, _)| elements.get(*index) == Some(&tag.element));
            for &filed in of_tag.flat_map(|(_, reported)| reported).filter(|reported| tag.covers(reported.filed)) {
                let rounded_to = filed.rounded_to.or(tag.rounded_to);
                let reported = without_a_slip(calendar, Reported { rounded_to, ..filed });
                match place(calendar, tag, &reported) {
                    Ok(quarters) => candidates.push(TaggedAmount { tag, reported, quarters }),
                    Err(reason) => aside.push(figure(tag, reported, None, false, Some(reason))),
                }
            }
        }
        set_aside(&mut candidates, &mut aside);
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

/// Sets aside zeros that stand for nothing, and what is under tags that do not hold the metric.
fn set_aside<'t>(candidates: &mut Vec<TaggedAmount<'t>>, aside: &mut Vec<FiledFigure<'t>>) {
    let given: HashSet<_> = candidates.iter().filter(|one| one.dollars() != 0).map(|one| one.quarters).collect();
    let is_zero = |one: &TaggedAmount<'_>| one.tag.is_positive && one.dollars() == 0 && given.contains(&one.quarters);
    let mut leave = |reason: Reason, one: &TaggedAmount<'t>| {
        aside.push(figure(one.tag, one.reported, Some(one.quarters), false, Some(reason)));
    };
    candidates.retain(|one| {
        let is_zero = is_zero(one);
        if is_zero {
            leave(Reason::Zero, one);
        }
        !is_zero
    });
    let mut chosen = chosen(candidates).into_iter();
    candidates.retain(|one| {
        let is_chosen = chosen.next().unwrap_or(true);
        if !is_chosen {
            leave(Reason::OtherTag, one);
        }
        is_chosen
    });
}

/// Sorts out what filings repeat and what fails its proof, year by year.
fn judge<'t>(
    metric: &MetricId,
    mut candidates: Vec<TaggedAmount<'t>>,
    units: &HashMap<Accession, Decimal>,
    figures: &mut Vec<FiledFigure<'t>>,
) -> Result<(), TooMany> {
    // Stable: of one filing's amounts for a span under several tags, the one under the first tag comes first and stays,
    // and whatever that tag gives besides.
    candidates.sort_by_key(|of| (of.quarters.0.year(), of.reported.filed, of.reported.accession, of.quarters));
    candidates.dedup_by(|next, kept| {
        let same_place = (next.reported.accession, next.quarters) == (kept.reported.accession, kept.quarters);
        same_place && (next.tag.element != kept.tag.element || next.reported.value == kept.reported.value)
    });
    let is_positive = candidates.iter().all(|candidate| candidate.tag.is_positive);
    for year in candidates.chunk_by(|one, next| one.quarters.0.year() == next.quarters.0.year()) {
        let Some(number) = year.first().map(|candidate| candidate.quarters.0.year()) else { continue };
        if year.len() > MOST {
            return Err(TooMany { metric: metric.clone(), year: number, count: year.len() });
        }
        let stated: Vec<Stated> = year
            .iter()
            .map(|candidate| Stated {
                from: candidate.points().0,
                to: candidate.points().1,
                value: candidate.reported.value,
                unit: {
                    let of_filing = units.get(&candidate.reported.accession).copied().unwrap_or(Decimal::ONE);
                    candidate.reported.rounded_to.map_or(of_filing, |unit| unit.max(of_filing))
                },
                filed: candidate.reported.filed,
            })
            .collect();
        let mut spans: HashMap<(FiscalQuarter, FiscalQuarter), Span> = HashMap::new();
        for (candidate, verdict) in year.iter().zip(prove(&stated, is_positive)) {
            let (restated, last_printed, reason) = match verdict {
                ProofVerdict::Repeats => continue,
                ProofVerdict::Fact { restated, last_printed } => (restated, last_printed, None),
                ProofVerdict::Contradicted(contradiction) => {
                    (false, candidate.reported.filed, Some(Reason::Contradicted(contradiction)))
                }
            };
            let figure = figure(candidate.tag, candidate.reported, Some(candidate.quarters), restated, reason);
            let mut figure = FiledFigure { last_printed, ..figure };
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
) -> FiledFigure<'_> {
    FiledFigure {
        metric: &tag.metric,
        element: &tag.element,
        span: reported.span,
        quarters,
        value: reported.value,
        rounded_to: reported.rounded_to,
        accession: reported.accession,
        form: reported.form,
        filed: reported.filed,
        last_printed: reported.filed,
        restated,
        left_out,
    }
}

/// The quarters an amount covers, told by its days: what a filing calls its own year and period says nothing of them.
fn place(calendar: FiscalCalendar, tag: &Tag, reported: &Reported) -> Result<(FiscalQuarter, FiscalQuarter), Reason> {
    let span = reported.span;
    if reported.filed <= span.end {
        return Err(Reason::FiledEarly(reported.filed));
    }
    let Some(quarters) = calendar.quarters_of(span) else {
        // An annual report has no such columns: its twelve months are a year, if none that can be placed.
        let year = YEAR.contains(&days(span.start, span.end)) && reported.form.kind != FormKind::Annual;
        return Err(if year { Reason::TrailingYear } else { Reason::NotQuarters });
    };
    if tag.is_positive && reported.value.is_sign_negative() && !reported.value.is_zero() {
        return Err(Reason::Negative);
    }
    if reported.value.is_integer() { Ok(quarters) } else { Err(Reason::Fraction) }
}

/// The amount with the days of whole quarters, where its first or its last day is one off.
fn without_a_slip(calendar: FiscalCalendar, filed: Reported) -> Reported {
    let Span { start, end } = filed.span;
    let starts = [start.yesterday(), start.tomorrow()].into_iter().flatten().map(|start| Span { start, end });
    let ends = [end.yesterday(), end.tomorrow()].into_iter().flatten().map(|end| Span { start, end });
    let moved = starts.chain(ends).filter(|span| !span.is_day());
    let days = [end.yesterday(), end.tomorrow()].into_iter().flatten().map(Span::at);
    let others: Vec<Span> = if filed.span.is_day() { days.collect() } else { moved.collect() };
    let is_placed = |span: &Span| calendar.quarters_of(*span).is_some();
    let span = std::iter::once(filed.span).chain(others).find(is_placed).unwrap_or(filed.span);
    Reported { span, ..filed }
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
