//! The facts of one company's metric, by fiscal year, and paths through them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jiff::civil::Date;

use super::epoch::{self, Epoch, epochs};
use super::gap::Gap;
use super::working::Working;
use crate::model::{Company, Fact, FiscalCalendar, FiscalQuarter, MetricId, Sign, Span};

/// Points of a fiscal year: 0 is its start, 4 its end, the others its quarter ends.
type Point = u8;

/// What is known of one company's metric.
#[derive(Debug)]
pub struct Ledger {
    metric: MetricId,
    calendar: FiscalCalendar,
    years: BTreeMap<i16, Year>,
}

/// What is known of one fiscal year.
#[derive(Debug, Default)]
struct Year {
    known: Vec<Known>,
    /// Facts left out because they were published after the as-of date.
    unpublished: Vec<(Point, Point, Date)>,
}

/// A value between two points of a year, on one footing.
#[derive(Debug)]
struct Known {
    from: Point,
    to: Point,
    epoch: Epoch,
    restated: Option<Date>,
    working: Working,
}

/// Values that an identity gives to a ledger.
#[derive(Debug)]
pub struct Identity(Vec<(i16, Known)>);

/// A set of facts that should give one span's value twice over.
#[derive(Debug)]
pub struct Loop {
    /// The fact that closes the loop.
    pub fact: Fact,
    /// The same span, from other facts of the same footing.
    pub other: Working,
}

impl Ledger {
    /// Sorts facts into fiscal years and footings. Facts published after `as_of` are left out; facts that are not whole
    /// quarters of one fiscal year (a trailing-twelve-month column) are no part of any year and are ignored.
    pub fn new(company: &Company, metric: &MetricId, facts: Vec<Fact>, as_of: Option<Date>) -> Self {
        let mut grouped: BTreeMap<i16, Vec<(Point, Point, Fact)>> = BTreeMap::new();
        let mut years: BTreeMap<i16, Year> = BTreeMap::new();
        for fact in facts {
            let Some((year, from, to)) = place(company.calendar, fact.span) else { continue };
            if as_of.is_some_and(|day| fact.published > day) {
                years.entry(year).or_default().unpublished.push((from, to, fact.published));
            } else {
                grouped.entry(year).or_default().push((from, to, fact));
            }
        }
        for (year, mut facts) in grouped {
            facts.sort_by_key(|(_, _, fact)| (fact.published, fact.restated));
            let entries: Vec<_> = facts
                .iter()
                .map(|(from, to, fact)| epoch::Entry {
                    span: (*from, *to),
                    published: fact.published,
                    restated: fact.restated,
                })
                .collect();
            let epochs = epochs(&entries);
            let known = &mut years.entry(year).or_default().known;
            for ((from, to, fact), epoch) in facts.into_iter().zip(epochs) {
                let restated = fact.restated.then_some(fact.published);
                known.push(Known { from, to, epoch, restated, working: Working::filed(fact) });
            }
            years.entry(year).or_default().sort();
        }
        Self { metric: metric.clone(), calendar: company.calendar, years }
    }

    /// For each span that this ledger does not know, the sum of what other ledgers know over that span.
    pub fn by_identity(&self, parts: &[(Sign, &Self)]) -> Identity {
        let mut found = Vec::new();
        let years: BTreeSet<i16> = parts.iter().flat_map(|(_, ledger)| ledger.years.keys().copied()).collect();
        for year in years {
            let epoch = self.years.get(&year).map_or(0, Year::latest);
            // Longer spans first, so that quarters are worked out from what is printed where they can be.
            for (from, to) in [(0, 4), (0, 3), (0, 2), (2, 4), (0, 1), (1, 2), (2, 3), (3, 4)] {
                if self.years.get(&year).is_some_and(|known| known.settles(from, to)) {
                    continue;
                }
                let (first, count) = (FiscalQuarter::new(year, from + 1), to - from);
                let terms: Result<Vec<_>, Gap> =
                    parts.iter().map(|(sign, ledger)| Ok((*sign, ledger.value(first, count)?))).collect();
                let Ok(terms) = terms else { continue };
                let working = Working::sum(&self.metric, days(self.calendar, year, from, to), terms);
                found.push((year, Known { from, to, epoch, restated: None, working }));
            }
        }
        Identity(found)
    }

    /// Adds what an identity gave.
    pub fn add(&mut self, identity: Identity) {
        for (year, known) in identity.0 {
            let year = self.years.entry(year).or_default();
            year.known.push(known);
            year.sort();
        }
    }

    /// Whether any of its values rests on a user's row.
    pub fn is_users(&self) -> bool {
        self.years.values().flat_map(|year| &year.known).any(|known| known.working.of_user)
    }

    /// The last day of the last period with a value.
    pub fn end(&self) -> Option<Date> {
        let (&year, points) = self.years.iter().rev().find(|(_, year)| !year.known.is_empty())?;
        let last = points.known.iter().map(|known| known.to).max()?;
        Some(days(self.calendar, year, 0, last).end)
    }

    /// The first day of the first period with a value.
    pub fn start(&self) -> Option<Date> {
        let (&year, points) = self.years.iter().find(|(_, year)| !year.known.is_empty())?;
        let first = points.known.iter().map(|known| known.from).min()?;
        Some(days(self.calendar, year, first, 4).start)
    }

    /// The value over consecutive quarters of one fiscal year, on the latest footing that has it.
    ///
    /// A footing that has it is passed over if a later one restates a longer span around it: then the parts are stale.
    pub fn value(&self, first: FiscalQuarter, count: u8) -> Result<Working, Gap> {
        let (year, from, to) = points(first, count);
        let span = days(self.calendar, year, from, to);
        let Some(known) = self.years.get(&year) else { return Err(self.outside(span)) };
        for epoch in (0..=known.latest()).rev() {
            if let Some(working) = known.path(&self.metric, self.calendar, year, epoch, (from, to)) {
                return Ok(working);
            }
            let around = |known: &&Known| known.epoch == epoch && known.from <= from && to <= known.to;
            if let Some(on) = known.known.iter().filter(around).find_map(|known| known.restated) {
                let before = |epoch| known.path(&self.metric, self.calendar, year, epoch, (from, to)).is_some();
                return Err(Gap::Restated { on, earlier: (0..epoch).any(before) });
            }
        }
        let later = known.unpublished.iter().filter(|(a, b, _)| *a <= from && to <= *b).map(|(_, _, day)| *day).min();
        Err(later.map_or_else(|| self.outside(span), Gap::NotYetPublished))
    }

    /// The value over consecutive quarters of one fiscal year as first filed, whatever was restated since.
    pub fn first_value(&self, first: FiscalQuarter, count: u8) -> Result<Working, Gap> {
        let (year, from, to) = points(first, count);
        let known = self.years.get(&year).ok_or(Gap::Undisclosed)?;
        known.path(&self.metric, self.calendar, year, 0, (from, to)).ok_or(Gap::Undisclosed)
    }

    /// The value that a document prints for exactly these quarters, on the latest footing.
    pub fn printed(&self, first: FiscalQuarter, count: u8) -> Result<Working, Gap> {
        let (year, from, to) = points(first, count);
        let known = self.years.get(&year).and_then(|year| year.printed(from, to));
        known.map(|known| known.working.clone()).ok_or_else(|| self.outside(days(self.calendar, year, from, to)))
    }

    /// Every fact that other facts of its footing give a second time, with that second value: they must agree.
    pub fn loops(&self) -> Vec<Loop> {
        let mut loops = Vec::new();
        for known in self.years.values() {
            for (index, one) in known.known.iter().enumerate() {
                let others = || known.known.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, known)| known);
                let Some(fact) = one.working.fact() else { continue };
                if let Some(steps) = shortest_path(one.from, one.to, others().filter(|known| known.epoch == one.epoch))
                {
                    let other = Working::sum(&self.metric, fact.span, terms(steps));
                    loops.push(Loop { fact: fact.clone(), other });
                }
            }
        }
        loops
    }

    fn outside(&self, span: Span) -> Gap {
        match (self.start(), self.end()) {
            (Some(start), _) if span.start < start => Gap::BeforeData(start),
            (_, Some(end)) if span.end > end => Gap::AfterData(end),
            (None, None) => {
                let unpublished = self.years.values().flat_map(|year| &year.unpublished).map(|(_, _, day)| *day);
                unpublished.min().map_or(Gap::NotReported, Gap::NotYetPublished)
            }
            _ => Gap::Undisclosed,
        }
    }
}

impl Year {
    fn sort(&mut self) {
        self.known.sort_by_key(|known| (known.from, known.to, known.epoch));
    }

    fn latest(&self) -> Epoch {
        self.known.iter().map(|known| known.epoch).max().unwrap_or_default()
    }

    /// Whether a span has a value, or had one that a restatement made stale; without working it out.
    fn settles(&self, from: Point, to: Point) -> bool {
        (0..=self.latest()).any(|epoch| {
            let footing = || self.known.iter().filter(move |known| known.epoch == epoch);
            let restated = |known: &Known| known.restated.is_some() && known.from <= from && to <= known.to;
            footing().any(restated) || shortest_path(from, to, footing()).is_some()
        })
    }

    fn printed(&self, from: Point, to: Point) -> Option<&Known> {
        self.known.iter().filter(|known| (known.from, known.to) == (from, to)).max_by_key(|known| known.epoch)
    }

    /// The value between two points from one footing's values: as printed, else added up without subtracting, else from
    /// its quarters, else however it can be reached.
    fn path(
        &self,
        metric: &MetricId,
        calendar: FiscalCalendar,
        year: i16,
        epoch: Epoch,
        (from, to): (Point, Point),
    ) -> Option<Working> {
        let footing = || self.known.iter().filter(|known| known.epoch == epoch);
        let span = days(calendar, year, from, to);
        let forward = footing().filter(|known| known.from >= from && known.to <= to);
        if let Some(steps) = shortest_path(from, to, forward)
            && steps.iter().all(|(sign, _)| *sign == Sign::Plus)
        {
            return Some(Working::sum(metric, span, terms(steps)));
        }
        if to - from > 1 {
            let quarters: Option<Vec<_>> = (from..to)
                .map(|point| Some((Sign::Plus, self.path(metric, calendar, year, epoch, (point, point + 1))?)))
                .collect();
            if let Some(quarters) = quarters {
                return Some(Working::sum(metric, span, quarters));
            }
        }
        shortest_path(from, to, footing()).map(|steps| Working::sum(metric, span, terms(steps)))
    }
}

/// The fewest values that lead from one point to another, each walked forwards (added) or backwards (subtracted).
fn shortest_path<'k>(from: Point, to: Point, known: impl Iterator<Item = &'k Known>) -> Option<Vec<(Sign, &'k Known)>> {
    let known: Vec<&Known> = known.collect();
    let mut reached: [Option<(Sign, &Known)>; 5] = [None; 5];
    let mut queue = VecDeque::from([from]);
    while let Some(point) = queue.pop_front() {
        if point == to {
            break;
        }
        for step in &known {
            let (sign, next) = match point {
                _ if step.from == point => (Sign::Plus, step.to),
                _ if step.to == point => (Sign::Minus, step.from),
                _ => continue,
            };
            let slot = &mut reached[usize::from(next)];
            if next != from && slot.is_none() {
                *slot = Some((sign, step));
                queue.push_back(next);
            }
        }
    }
    let mut steps = Vec::new();
    let mut point = to;
    while point != from {
        let (sign, step) = reached[usize::from(point)]?;
        steps.push((sign, step));
        point = if sign == Sign::Plus { step.from } else { step.to };
    }
    Some(steps)
}

/// The steps of a path as the terms of a sum: what is added, then what is subtracted, both in the order of time.
fn terms(mut steps: Vec<(Sign, &Known)>) -> Vec<(Sign, Working)> {
    steps.sort_by_key(|(sign, step)| (*sign == Sign::Minus, step.from, step.to));
    steps.into_iter().map(|(sign, step)| (sign, step.working.clone())).collect()
}

/// The fiscal year and points between which a span lies, if it is whole quarters of one fiscal year.
fn place(calendar: FiscalCalendar, span: Span) -> Option<(i16, Point, Point)> {
    let (first, last) = calendar.quarters_of(span)?;
    Some((first.year(), first.number() - 1, last.number()))
}

fn points(first: FiscalQuarter, count: u8) -> (i16, Point, Point) {
    let from = first.number() - 1;
    debug_assert!(from + count <= 4, "the quarters are of one fiscal year");
    (first.year(), from, from + count)
}

fn days(calendar: FiscalCalendar, year: i16, from: Point, to: Point) -> Span {
    let start = calendar.span(FiscalQuarter::new(year, from + 1)).start;
    Span { start, end: calendar.span(FiscalQuarter::new(year, to)).end }
}
