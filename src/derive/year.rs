//! What is known of one fiscal year of a company's metric, and paths through it.

use std::collections::VecDeque;
use std::sync::Arc;

use jiff::civil::Date;

use super::epoch::{self, Epoch, epochs};
use super::working::Working;
use crate::model::{Fact, FiscalCalendar, FiscalQuarter, MetricId, Sign, Span};

/// Points of a fiscal year: 0 is its start, 4 its end, the others its quarter ends.
pub type Point = u8;

/// What is known of one fiscal year.
#[derive(Debug, Default)]
pub struct Year {
    known: Vec<Known>,
}

/// A value between two points of a year, on one footing.
#[derive(Debug, Clone)]
pub struct Known {
    pub from: Point,
    pub to: Point,
    pub epoch: Epoch,
    pub restated: Option<Date>,
    pub working: Working,
}

impl Year {
    /// Sorts facts into footings.
    pub fn of_facts(facts: impl Iterator<Item = (Point, Point, Arc<Fact>)>) -> Self {
        let mut facts: Vec<_> = facts.collect();
        facts.sort_by_key(|(_, _, fact)| (fact.published, fact.restated));
        let entry = |(from, to, fact): &(Point, Point, Arc<Fact>)| epoch::Entry {
            span: (*from, *to),
            published: fact.published,
            restated: fact.restated,
        };
        let epochs = epochs(&facts.iter().map(entry).collect::<Vec<_>>());
        let known = facts.into_iter().zip(epochs).map(|((from, to, fact), epoch)| {
            let restated = fact.restated.then_some(fact.published);
            Known { from, to, epoch, restated, working: Working::filed(fact) }
        });
        Self::of_known(known.collect())
    }

    /// A year of which these values are known.
    pub fn of_known(mut known: Vec<Known>) -> Self {
        known.sort_by_key(|known| (known.from, known.to, known.epoch));
        Self { known }
    }

    /// Every value, by its points and footing.
    pub fn known(&self) -> &[Known] {
        &self.known
    }

    /// The last footing.
    pub fn latest(&self) -> Epoch {
        self.known.iter().map(|known| known.epoch).max().unwrap_or_default()
    }

    /// Whether a span has a value, or had one that a restatement made stale; without working it out.
    pub fn settles(&self, from: Point, to: Point) -> bool {
        (0..=self.latest()).any(|epoch| {
            self.restated_around(from, to, epoch).is_some() || shortest_path(from, to, self.footing(epoch)).is_some()
        })
    }

    /// The values of a footing that stand for themselves: none that is only approximate.
    fn footing(&self, epoch: Epoch) -> impl Iterator<Item = &Known> {
        self.known.iter().filter(move |known| known.epoch == epoch && known.working.approximation.is_none())
    }

    /// A value of a footing that restates a span around the one from one point to another, and the day it does.
    pub fn restated_around(&self, from: Point, to: Point, epoch: Epoch) -> Option<(&Known, Date)> {
        let mut around = self.footing(epoch).filter(|known| known.from <= from && to <= known.to);
        around.find_map(|known| Some((known, known.restated?)))
    }

    /// The value that a document prints for a span, on the latest footing.
    pub fn printed(&self, from: Point, to: Point) -> Option<&Known> {
        self.known.iter().filter(|known| (known.from, known.to) == (from, to)).max_by_key(|known| known.epoch)
    }

    /// The value between two points from one footing's values: as printed, else added up without subtracting, else from
    /// its quarters, else however it can be reached.
    pub fn path(
        &self,
        metric: &MetricId,
        calendar: FiscalCalendar,
        year: i16,
        epoch: Epoch,
        (from, to): (Point, Point),
    ) -> Option<Working> {
        let footing = || self.footing(epoch);
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
pub fn shortest_path<'k>(
    from: Point,
    to: Point,
    known: impl Iterator<Item = &'k Known>,
) -> Option<Vec<(Sign, &'k Known)>> {
    let known: Vec<&Known> = known.collect();
    if let Some(whole) = known.iter().find(|known| (known.from, known.to) == (from, to)) {
        return Some(vec![(Sign::Plus, whole)]);
    }
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
            if let Some(slot @ None) = reached.get_mut(usize::from(next))
                && next != from
            {
                *slot = Some((sign, step));
                queue.push_back(next);
            }
        }
    }
    let mut steps = Vec::new();
    let mut point = to;
    while point != from {
        let (sign, step) = (*reached.get(usize::from(point))?)?;
        steps.push((sign, step));
        point = if sign == Sign::Plus { step.from } else { step.to };
    }
    Some(steps)
}

/// The steps of a path as the terms of a sum: what is added, then what is subtracted, both in the order of time.
pub fn terms(mut steps: Vec<(Sign, &Known)>) -> Vec<(Sign, Working)> {
    steps.sort_by_key(|(sign, step)| (*sign == Sign::Minus, step.from, step.to));
    steps.into_iter().map(|(sign, step)| (sign, step.working.clone())).collect()
}

/// The days between two points of a year.
pub fn days(calendar: FiscalCalendar, year: i16, from: Point, to: Point) -> Span {
    let start = calendar.span(FiscalQuarter::new(year, from + 1)).start;
    Span { start, end: calendar.span(FiscalQuarter::new(year, to)).end }
}
