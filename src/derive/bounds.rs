//! Between what the figures of a company lie, whatever was known on which day: for a search that looks at thousands of
//! figures and shows a few.
//!
//! Bounds are of the figures an [`Engine`](super::Engine) works out of the same facts, or of those of them that an earlier
//! day knew. They leave out where a figure comes from and why there is none, and are never narrower than the figures are;
//! where facts agree with each other they are the figures.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;

use super::ledger::place;
use super::marks::{Marks, Step};
use super::range::Range;
use super::year::{Point, days};
use crate::data::Dataset;
use crate::model::{
    Basis, Company, Component, Definition, Fact, FiscalQuarter, Formula, Kind, Metric, MetricId, Sign, Span,
};

/// What is known of a company's metrics that are filed under their own names.
#[derive(Debug)]
pub struct Bounds<'d> {
    data: &'d Dataset,
    company: &'d Company,
    metrics: Vec<&'d MetricId>,
    years: BTreeMap<i16, Vec<Filed>>,
}

/// What is known of one metric in one year.
#[derive(Debug, Default)]
struct Filed {
    printed: Vec<Step>,
    /// What the facts give between each two points.
    spans: Spans,
}

/// Between what the figures of one metric lie, on a basis or on any of some.
#[derive(Debug)]
pub struct Series<'d> {
    bounds: Rc<Bounds<'d>>,
    figures: Figures<'d>,
}

#[derive(Debug)]
enum Figures<'d> {
    /// They add up over time. On each basis, how; a year is worked out when it is first asked for.
    Sums(Vec<Plan<'d>>, BTreeMap<i16, OnceCell<Box<Spans>>>),
    /// They stand for the very quarters they are printed for.
    Printed(usize),
    /// One over another.
    Quotient(Box<(Series<'d>, Series<'d>)>),
    /// There are none.
    Missing,
}

/// The spans between the points of a year.
type Spans = [Option<Range>; 16];

/// The spans, shorter ones first.
const SPANS: [(Point, Point); 10] = [(0, 1), (1, 2), (2, 3), (3, 4), (0, 2), (1, 3), (2, 4), (0, 3), (1, 4), (0, 4)];

impl Filed {
    fn of(printed: Vec<Step>) -> Self {
        let marks = Marks::of(&printed);
        let mut spans = Spans::default();
        for (from, to) in SPANS {
            set(&mut spans, from, to, marks.between(from, to));
        }
        Self { printed, spans }
    }
}

/// How a metric over a span within a year is made of what is filed.
#[derive(Debug)]
enum Plan<'d> {
    Filed(usize),
    Sum(Vec<(Sign, Plan<'d>)>),
    Defined(Vec<Defined<'d>>),
    Missing,
}

#[derive(Debug)]
struct Defined<'d> {
    definition: &'d Definition,
    formula: Plan<'d>,
    stand_in: Plan<'d>,
}

impl<'d> Bounds<'d> {
    /// Of the facts of a company that were published by `as_of` (`None`: all). `metrics` are those they can be of.
    pub fn new(
        data: &'d Dataset,
        company: &'d Company,
        metrics: &[&'d MetricId],
        facts: &[Arc<Fact>],
        as_of: Option<Date>,
    ) -> Self {
        let mut years: BTreeMap<i16, Vec<Filed>> = BTreeMap::new();
        for fact in facts.iter().filter(|fact| as_of.is_none_or(|day| fact.published <= day)) {
            let Some(metric) = metrics.iter().position(|metric| **metric == fact.metric) else { continue };
            let Some((year, from, to)) = place(company.calendar, fact.span) else { continue };
            let year = years.entry(year).or_insert_with(|| metrics.iter().map(|_| Filed::default()).collect());
            if let Some(filed) = year.get_mut(metric) {
                filed.printed.push(Step { from, to, value: Range::at(fact.value) });
            }
        }
        let bounds = Self { data, company, metrics: metrics.to_vec(), years: BTreeMap::new() };
        for year in years.values_mut() {
            for filed in year.iter_mut() {
                if !filed.printed.is_empty() {
                    *filed = Filed::of(std::mem::take(&mut filed.printed));
                }
            }
            for (metric, printed) in bounds.by_identities(year) {
                if let Some(filed) = year.get_mut(metric) {
                    *filed = Filed::of(printed);
                }
            }
        }
        Self { years, ..bounds }
    }

    /// What is known of metrics for which others add up where they are not filed themselves.
    fn by_identities(&self, year: &[Filed]) -> Vec<(usize, Vec<Step>)> {
        let known = |(metric, id): (usize, &&'d MetricId)| {
            let parts = self.data.metric_by_id(id).identity.as_ref()?;
            let parts: Vec<(Sign, &Spans)> = parts
                .iter()
                .map(|part| Some((part.sign, &year.get(self.filed(&part.metric)?)?.spans)))
                .collect::<Option<_>>()?;
            let step = |&(from, to): &(Point, Point)| {
                let mut terms = parts.iter().map(|(sign, spans)| Some((*sign, get(spans, from, to)?)));
                let value = terms.try_fold(NOTHING, |sum, term| {
                    let (sign, range) = term?;
                    Some(sum.plus(sign, range))
                });
                Some(Step { from, to, value: value? })
            };
            let mut added = SPANS.iter().filter_map(step).peekable();
            added.peek()?;
            Some((metric, year.get(metric)?.printed.iter().copied().chain(added).collect()))
        };
        self.metrics.iter().enumerate().filter_map(known).collect()
    }

    /// Between what the figures of a metric lie, on whichever of the bases.
    pub fn series(self: &Rc<Self>, metric: &'d Metric, bases: &[Option<Basis>]) -> Series<'d> {
        let figures = match (&metric.formula, metric.kind) {
            (Some(Formula::Ratio(over, under)), _) => {
                let side = |id| self.series(self.data.metric_by_id(id), bases);
                Figures::Quotient(Box::new((side(over), side(under))))
            }
            (_, Kind::Growth) => self.filed(&metric.id).map_or(Figures::Missing, Figures::Printed),
            _ => Figures::Sums(
                bases.iter().map(|&basis| self.plan(&metric.id, basis)).collect(),
                self.years.keys().map(|&year| (year, OnceCell::new())).collect(),
            ),
        };
        Series { bounds: Rc::clone(self), figures }
    }

    fn filed(&self, metric: &MetricId) -> Option<usize> {
        self.metrics.iter().position(|filed| *filed == metric)
    }

    fn plan(&self, metric: &'d MetricId, basis: Option<Basis>) -> Plan<'d> {
        let filed = || self.filed(metric).map_or(Plan::Missing, Plan::Filed);
        let term = |component: &'d Component| {
            let is_filed = component.metric == *metric;
            (component.sign, if is_filed { filed() } else { self.plan(&component.metric, basis) })
        };
        let sum = |components: &'d [Component]| Plan::Sum(components.iter().map(term).collect());
        let defined = |definition: &'d Arc<Definition>| Defined {
            definition,
            formula: sum(&definition.formula),
            stand_in: definition.stand_in.as_deref().map_or(Plan::Missing, sum),
        };
        let definitions: Vec<Defined<'d>> =
            self.data.definitions_of(self.company, metric, basis).map(defined).collect();
        if !definitions.is_empty() {
            return Plan::Defined(definitions);
        }
        match &self.data.metric_by_id(metric).formula {
            Some(Formula::Sum(components)) => sum(components),
            Some(Formula::Ratio(..)) => Plan::Missing,
            None => filed(),
        }
    }

    fn spans(&self, plans: &[Plan<'d>], number: i16) -> Box<Spans> {
        let year = self.years.get(&number).map_or(&[][..], Vec::as_slice);
        let calendar = self.company.calendar;
        let quarters: [Span; 4] = [0, 1, 2, 3].map(|point| days(calendar, number, point, point + 1));
        let (mut wholes, mut spans) = (Spans::default(), Spans::default());
        for (from, to) in SPANS {
            let ends = quarters.get(usize::from(from)).zip(quarters.get(usize::from(to) - 1));
            let whole = ends.and_then(|(first, last)| {
                let days = Span { start: first.start, end: last.end };
                plans.iter().filter_map(|plan| plan.over(year, days, (from, to))).reduce(Range::or)
            });
            // As a whole, or as runs of quarters that are known.
            let runs = (from + 1..to).filter_map(|point| {
                let (before, after) = (get(&spans, from, point)?, get(&wholes, point, to)?);
                Some(before.plus(Sign::Plus, after))
            });
            let span = runs.chain(whole).reduce(Range::or);
            set(&mut wholes, from, to, whole);
            set(&mut spans, from, to, span);
        }
        Box::new(spans)
    }
}

/// What no terms add up to.
const NOTHING: Range = Range { low: rust_decimal::Decimal::ZERO, high: rust_decimal::Decimal::ZERO };

impl Plan<'_> {
    /// Over a span of a year, given as days and as points.
    fn over(&self, year: &[Filed], days: Span, (from, to): (Point, Point)) -> Option<Range> {
        match self {
            Self::Filed(metric) => get(&year.get(*metric)?.spans, from, to),
            Self::Sum(terms) => {
                let (first, others) = terms.split_first()?;
                let over = |(sign, plan): &(Sign, Self)| Some((*sign, plan.over(year, days, (from, to))?));
                let first = match over(first)? {
                    (Sign::Plus, range) => range,
                    (Sign::Minus, range) => NOTHING.plus(Sign::Minus, range),
                };
                others.iter().try_fold(first, |sum, term| {
                    let (sign, range) = over(term)?;
                    Some(sum.plus(sign, range))
                })
            }
            Self::Defined(all) => {
                let one = all.iter().find(|one| one.definition.covers(&days))?;
                // The stand-in stood as long as the formula had no figure.
                let over = |plan: &Self| plan.over(year, days, (from, to));
                [over(&one.formula), over(&one.stand_in)].into_iter().flatten().reduce(Range::or)
            }
            Self::Missing => None,
        }
    }
}

fn index(from: Point, to: Point) -> usize {
    4 * usize::from(from) + usize::from(to) - 1
}

fn get(spans: &Spans, from: Point, to: Point) -> Option<Range> {
    spans.get(index(from, to)).copied().flatten()
}

fn set(spans: &mut Spans, from: Point, to: Point, range: Option<Range>) {
    if let Some(place) = spans.get_mut(index(from, to)) {
        *place = range;
    }
}

impl Series<'_> {
    /// The figure over the quarters from one to another, if there is one.
    pub fn over(&self, first: FiscalQuarter, last: FiscalQuarter) -> Option<Range> {
        let (year, from) = (first.year(), first.number() - 1);
        match &self.figures {
            Figures::Sums(plans, years) => {
                let spans = years.get(&year)?.get_or_init(|| self.bounds.spans(plans, year));
                if year == last.year() {
                    return get(spans, from, last.number());
                }
                let this = get(spans, from, 4)?;
                Some(this.plus(Sign::Plus, self.over(FiscalQuarter::new(year + 1, 1), last)?))
            }
            Figures::Printed(metric) => {
                let is_it = |step: &&Step| year == last.year() && (step.from, step.to) == (from, last.number());
                let filed = self.bounds.years.get(&year)?.get(*metric)?;
                filed.printed.iter().filter(is_it).map(|step| step.value).reduce(Range::or)
            }
            Figures::Quotient(sides) => sides.0.over(first, last)?.over(sides.1.over(first, last)?),
            Figures::Missing => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::{Engine, rests_on};
    use crate::model::{Part, Period, Stretch};

    /// The periods of some years, the company's own and the calendar's.
    fn periods() -> impl Iterator<Item = Period> {
        let parts = [Part::Year, Part::Half(1), Part::Half(2), Part::TrailingYear(1), Part::TrailingYear(3)];
        let parts: Vec<Part> = parts.into_iter().chain((1..=4).map(Part::Quarter)).collect();
        (2012..2027).flat_map(move |year| {
            let stretches: Vec<Stretch> = parts.iter().map(|&part| Stretch { year, part }).collect();
            stretches.into_iter().flat_map(|stretch| [Period::Calendar(stretch), Period::Fiscal(stretch)])
        })
    }

    #[test]
    fn every_figure_of_any_day_lies_within_the_bounds() {
        let data = Dataset::bundled().unwrap();
        let mut figures = 0;
        for company in data.companies() {
            let metrics = rests_on(&data, company, data.metrics().iter().map(|metric| &metric.id));
            let facts: Arc<[Arc<Fact>]> = data.facts(company, &metrics).unwrap().into_iter().map(Arc::new).collect();
            let bounds = Rc::new(Bounds::new(&data, company, &metrics, &facts, None));
            for as_of in [None, Some("2017-03-01"), Some("2019-01-15"), Some("2024-08-01")] {
                let as_of: Option<Date> = as_of.map(|day| day.parse().unwrap());
                let engine = Engine::of_facts(&data, as_of, company, &metrics, &facts);
                for metric in data.metrics() {
                    for basis in data.bases(metric) {
                        let series = bounds.series(metric, &[basis]);
                        for period in periods() {
                            let Ok(figure) = engine.figure(company, metric, basis, period) else { continue };
                            if !figure.is_whole() {
                                continue;
                            }
                            let (first, last) = period.ends(company.calendar);
                            let range = series.over(first, last);
                            let value = figure.working.value;
                            let is_within = range.is_some_and(|range| range.low <= value && value <= range.high);
                            assert!(
                                is_within,
                                "{} {} {basis:?} {period}: {value} {range:?}",
                                company.ticker, metric.id
                            );
                            figures += 1;
                        }
                    }
                }
            }
        }
        assert!(figures > 10_000, "{figures}");
    }
}
