//! What is known of one fiscal year of a company's metric, and paths through it.

use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::vintage::{self, Vintage, vintages_of};
use super::working::{Approximation, Filed, Recast, Working};
use crate::model::{Fact, FiscalCalendar, FiscalQuarter, MetricId, Sign, Span};

/// Points of a fiscal year: 0 is its start, 4 its end, the others its quarter ends.
pub type Point = u8;

/// What is known of one fiscal year.
#[derive(Debug)]
pub struct Year {
    of: SeriesYear,
    known: Vec<KnownValue>,
    sums: OnceLock<Sums>,
    /// What was worked out between two points: each is asked for by itself and as part of others.
    worked_out: [OnceLock<Box<OfOneVintage>>; SPANS],
}

/// A value of the latest vintage that has it, and that vintage.
type OfOneVintage = Result<(Working, Vintage), Option<Stale>>;

/// As many as there are pairs of points, the earlier before the later, and some that are not.
const SPANS: usize = 16;

/// Which metric and year it is.
#[derive(Debug, Clone)]
pub struct SeriesYear {
    pub metric: MetricId,
    pub calendar: FiscalCalendar,
    pub year: i16,
}

/// A value between two points of a year, and the vintages it belongs to.
#[derive(Debug, Clone)]
pub struct KnownValue {
    pub from: Point,
    pub to: Point,
    /// The vintage on which it was published.
    pub vintage: Vintage,
    /// The last vintage on which a document printed it.
    pub until: Vintage,
    /// The day on which it restated an earlier value.
    pub restated: Option<Date>,
    /// Whether no later value of its span took its place.
    pub stands: bool,
    pub working: Working,
}

/// Whether the quarters of a year add up to it.
#[derive(Debug, Clone, Copy)]
enum Sums {
    /// They do, or one of them or the year is not known.
    Hold,
    /// They do not, because some are as filed before a restatement of others.
    Mixed,
    /// They do not, and all are of one vintage.
    Fail,
}

/// Why there is no value between two points, where there was one before.
#[derive(Debug, Clone, Copy)]
pub struct Stale {
    /// The day of the restatement.
    pub on: Date,
    /// Whether it restated a part of the year; else a longer span around the one asked for.
    pub part: bool,
    /// Whether the span has a value in what was known the day before.
    pub earlier: bool,
}

impl Year {
    /// Sorts facts into vintages, as known on a day.
    pub fn of_facts(
        of: SeriesYear,
        facts: impl Iterator<Item = (Point, Point, Arc<Fact>)>,
        as_of: Option<Date>,
    ) -> Self {
        let mut facts: Vec<_> = facts.collect();
        facts.sort_by_key(|(_, _, fact)| (fact.published, fact.restated));
        let entry = |(from, to, fact): &(Point, Point, Arc<Fact>)| vintage::Entry {
            span: (*from, *to),
            published: fact.published,
            // Of the days on which it was printed again only the last is known.
            last_printed: fact.last_printed.filter(|day| as_of.is_none_or(|as_of| *day <= as_of)),
            restated: fact.restated,
        };
        let entries: Vec<_> = facts.iter().map(entry).collect();
        let known = facts.into_iter().zip(vintages_of(&entries)).map(|((from, to, fact), vintages)| {
            let restated = fact.restated.then_some(fact.published);
            let (vintage, until) = vintages.into_inner();
            KnownValue { from, to, vintage, until, restated, stands: true, working: Working::filed(fact) }
        });
        let mut year = Self::of_known(of, known.collect());
        year.leave_what_contradicts();
        year
    }

    /// A year of which these values are known.
    pub fn of_known(of: SeriesYear, mut known: Vec<KnownValue>) -> Self {
        known.sort_by_key(|known| (known.from, known.to, known.vintage));
        let spans: Vec<(Point, Point)> = known.iter().map(|known| (known.from, known.to)).collect();
        for (known, next) in known.iter_mut().zip(spans.iter().skip(1)) {
            known.stands = (known.from, known.to) != *next;
        }
        Self { of, known, sums: OnceLock::new(), worked_out: [const { OnceLock::new() }; SPANS] }
    }

    /// A value that was printed again beside restated ones belongs with them, unless they say otherwise.
    fn leave_what_contradicts(&mut self) {
        for vintage in 1..=self.latest() {
            let is_own = |known: &&KnownValue| known.stands && known.vintage == vintage;
            let mut together: Vec<KnownValue> = self.known.iter().filter(is_own).cloned().collect();
            for known in
                self.known.iter_mut().filter(|known| known.stands && known.vintage < vintage && vintage <= known.until)
            {
                let other = shortest_path(known.from, known.to, together.iter())
                    .map(|steps| self.of.sum(known.from, known.to, steps));
                if other.is_some_and(|other| differ(&other, &[&known.working])) {
                    known.until = vintage - 1;
                } else {
                    together.push(known.clone());
                }
            }
        }
    }

    /// Every value, by its points and vintage.
    pub fn known(&self) -> &[KnownValue] {
        &self.known
    }

    /// The last vintage.
    pub fn latest(&self) -> Vintage {
        self.known.iter().map(|known| known.vintage).max().unwrap_or_default()
    }

    /// Whether a span has a value, or had one that a restatement made stale; without working it out.
    pub fn settles(&self, from: Point, to: Point) -> bool {
        (0..=self.latest()).any(|vintage| {
            self.restated_around(from, to, vintage).is_some()
                || shortest_path(from, to, self.values_of(vintage)).is_some()
        })
    }

    /// The values of a vintage that stand for themselves: none that is only approximate, and none that a later one replaced.
    fn values_of(&self, vintage: Vintage) -> impl Iterator<Item = &KnownValue> + Clone {
        self.known.iter().filter(move |known| {
            known.stands && known.vintage <= vintage && vintage <= known.until && known.working.approximation.is_none()
        })
    }

    /// A value that opens a vintage or joins it and restates a span around the one from one point to another, and the day
    /// it does.
    fn restated_around(&self, from: Point, to: Point, vintage: Vintage) -> Option<(&KnownValue, Date)> {
        let mut around =
            self.values_of(vintage).filter(|known| known.vintage == vintage && known.from <= from && to <= known.to);
        around.find_map(|known| Some((known, known.restated?)))
    }

    /// The value that a document prints for a span, of the latest vintage.
    pub fn printed(&self, from: Point, to: Point) -> Option<&KnownValue> {
        self.known.iter().find(|known| known.stands && (known.from, known.to) == (from, to))
    }

    /// The value between two points of the latest vintage that has it.
    ///
    /// A vintage that has it is passed over if a later one restates a longer span around it: then the parts are stale, and
    /// what a document prints for the very span is all that is known of it. Where the quarters of the year do not add up to
    /// it, those as filed before a restatement of others are approximate.
    pub fn value(&self, from: Point, to: Point) -> Result<Working, Option<Stale>> {
        let (working, vintage) = self.of_one_vintage(from, to)?;
        // Balances of a year are no parts of one.
        if to - from == 4 || working.span.is_day() {
            return Ok(working);
        }
        Ok(match *self.sums.get_or_init(|| self.sums()) {
            Sums::Mixed if let Some(on) = self.restated_after(vintage) => {
                let filed = if working.fact().is_some() { Filed::of(working.is_restated()) } else { Filed::WorkedOut };
                working.approximately(Approximation::AsFiled(filed, Recast::Beside, on))
            }
            Sums::Fail => working.approximately(Approximation::Apart),
            _ => working,
        })
    }

    /// The year and the sum of its quarters, if they do not add up to it because part of it was restated and the rest was
    /// not.
    pub fn apart(&self) -> Option<(Working, Decimal)> {
        let Sums::Mixed = self.sums.get_or_init(|| self.sums()) else { return None };
        let (year, _) = self.of_one_vintage(0, 4).ok()?;
        let quarters = (0..4).map(|point| Some(self.of_one_vintage(point, point + 1).ok()?.0.value));
        Some((year, quarters.sum::<Option<Decimal>>()?))
    }

    /// The day of the first restatement of a vintage after one.
    fn restated_after(&self, vintage: Vintage) -> Option<Date> {
        self.known.iter().filter(|known| known.vintage > vintage).filter_map(|known| known.restated).min()
    }

    fn sums(&self) -> Sums {
        let quarter = |point| self.of_one_vintage(point, point + 1);
        let (Ok((year, _)), Ok(first), Ok(second), Ok(third), Ok(fourth)) =
            (self.of_one_vintage(0, 4), quarter(0), quarter(1), quarter(2), quarter(3))
        else {
            return Sums::Hold;
        };
        let quarters = [first, second, third, fourth];
        if year.approximation.is_some() || quarters.iter().any(|(quarter, _)| quarter.approximation.is_some()) {
            return Sums::Hold;
        }
        if !differ(&year, &quarters.each_ref().map(|(quarter, _)| quarter)) {
            Sums::Hold
        } else if quarters.iter().any(|(_, vintage)| self.restated_after(*vintage).is_some()) {
            Sums::Mixed
        } else {
            Sums::Fail
        }
    }

    fn of_one_vintage(&self, from: Point, to: Point) -> OfOneVintage {
        let place = self.worked_out.get(usize::from(4 * from + to) - 1);
        let outcome = place.map(|place| place.get_or_init(|| Box::new(self.of_latest_vintage(from, to))));
        outcome.map_or(Err(None), |outcome| (**outcome).clone())
    }

    fn of_latest_vintage(&self, from: Point, to: Point) -> OfOneVintage {
        for vintage in (0..=self.latest()).rev() {
            if let Some(working) = self.path(vintage, (from, to)) {
                return Ok((working, vintage));
            }
            if let Some((around, on)) = self.restated_around(from, to, vintage) {
                let recast = if (around.from, around.to) == (0, 4) { Recast::Year } else { Recast::Around };
                let as_filed = |printed: &KnownValue| {
                    let reason = Approximation::AsFiled(Filed::of(printed.restated.is_some()), recast, on);
                    (printed.working.clone().approximately(reason), printed.vintage)
                };
                let stale = || Some(Stale { on, part: false, earlier: self.was_known(on, from, to) });
                return self.printed(from, to).map(as_filed).ok_or_else(stale);
            }
        }
        // What an identity gives from figures as filed before a restatement is no part of any sum.
        if let Some(known) = self.printed(from, to) {
            return Ok((known.working.clone(), known.vintage));
        }
        let mut days: Vec<Date> = self.known.iter().filter_map(|known| known.restated).collect();
        days.sort_unstable();
        let stale = days.into_iter().rev().find(|&on| self.was_known(on, from, to));
        Err(stale.map(|on| Stale { on, part: true, earlier: true }))
    }

    /// Whether there was a value between two points the day before a restatement.
    fn was_known(&self, on: Date, from: Point, to: Point) -> bool {
        let before = self.known.iter().filter(|known| known.working.published() < on);
        let facts = before.filter_map(|known| Some((known.from, known.to, known.working.shared_fact()?)));
        Self::of_facts(self.of.clone(), facts, on.yesterday().ok()).of_one_vintage(from, to).is_ok()
    }

    /// The value between two points from one vintage's values: as printed, else added up without subtracting, else from
    /// its quarters, else however it can be reached.
    fn path(&self, vintage: Vintage, (from, to): (Point, Point)) -> Option<Working> {
        let values = || self.values_of(vintage);
        if let Some(printed) = values().find(|known| (known.from, known.to) == (from, to)) {
            return Some(printed.working.clone());
        }
        let forward = values().filter(|known| known.from >= from && known.to <= to);
        if let Some(steps) = shortest_path(from, to, forward)
            && steps.iter().all(|(sign, _)| *sign == Sign::Plus)
        {
            return Some(self.of.sum(from, to, steps));
        }
        if to - from > 1 {
            let quarter = |point| Some((Sign::Plus, self.path(vintage, (point, point + 1))?));
            if let Some(quarters) = (from..to).map(quarter).collect() {
                return Some(Working::sum(&self.of.metric, self.of.days(from, to), quarters));
            }
        }
        shortest_path(from, to, values()).map(|steps| self.of.sum(from, to, steps))
    }
}

impl SeriesYear {
    /// The days between two points.
    pub fn days(&self, from: Point, to: Point) -> Span {
        days(self.calendar, self.year, from, to)
    }

    /// What a path between two points comes to.
    pub fn sum(&self, from: Point, to: Point, steps: Vec<(Sign, &KnownValue)>) -> Working {
        if let [(Sign::Plus, whole)] = steps.as_slice() {
            return whole.working.clone();
        }
        Working::sum(&self.metric, self.days(from, to), terms(steps))
    }
}

/// Whether a value and the sum of others are further apart than a five hundredth of it and what rounding explains.
fn differ(whole: &Working, parts: &[&Working]) -> bool {
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    let facts = parts.iter().flat_map(|part| part.facts()).chain(whole.facts());
    let rounding = facts.map(Fact::unit).max().unwrap_or_default() * Decimal::TWO;
    (whole.value - sum).abs() > rounding.max(whole.value.abs() * PART)
}

/// Quarters that are not further from their year than this part of it are taken to add up.
const PART: Decimal = Decimal::from_parts(2, 0, 0, false, 3);

/// The fewest values that lead from one point to another, each walked forwards (added) or backwards (subtracted).
pub fn shortest_path<'k>(
    from: Point,
    to: Point,
    known: impl Iterator<Item = &'k KnownValue> + Clone,
) -> Option<Vec<(Sign, &'k KnownValue)>> {
    if let Some(whole) = known.clone().find(|known| (known.from, known.to) == (from, to)) {
        return Some(vec![(Sign::Plus, whole)]);
    }
    let known: Vec<&KnownValue> = known.collect();
    let mut reached: [Option<(Sign, &KnownValue)>; 5] = [None; 5];
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
fn terms(mut steps: Vec<(Sign, &KnownValue)>) -> Vec<(Sign, Working)> {
    steps.sort_by_key(|(sign, step)| (*sign == Sign::Minus, step.from, step.to));
    steps.into_iter().map(|(sign, step)| (sign, step.working.clone())).collect()
}

/// The days between two points of a year.
pub fn days(calendar: FiscalCalendar, year: i16, from: Point, to: Point) -> Span {
    let start = calendar.span(FiscalQuarter::new(year, from + 1)).start;
    Span { start, end: calendar.span(FiscalQuarter::new(year, to)).end }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Confidence, Origin};

    /// Points, a value in millions, the days after its first on which it was published and printed again, and whether it
    /// restates.
    type Printed = ((Point, Point), i64, i32, i32, bool);

    fn on(day: i32) -> Date {
        date(2025, 1, 1).checked_add(day.days()).unwrap()
    }

    fn year(printed: &[Printed], as_of: Option<Date>) -> Year {
        let of = SeriesYear { metric: "m".into(), calendar: FiscalCalendar::CALENDAR_YEAR, year: 2024 };
        let fact = |&((from, to), value, day, again, restated): &Printed| {
            let fact = Fact {
                metric: of.metric.clone(),
                span: of.days(from, to),
                value: Decimal::from(value * 1_000_000),
                currency: None,
                rounded_to: None,
                published: on(day),
                source: Arc::from("s"),
                confidence: Confidence::Filing,
                restated,
                last_printed: Some(on(day + again)),
                note: String::new(),
                line: 2,
                origin: Origin::Bundled,
            };
            (from, to, Arc::new(fact))
        };
        let known = printed.iter().map(fact).filter(|(.., fact)| as_of.is_none_or(|as_of| fact.published <= as_of));
        Year::of_facts(of.clone(), known, as_of)
    }

    fn points() -> impl Strategy<Value = (Point, Point)> {
        (0_u8..4).prop_flat_map(|from| (Just(from), from + 1..=4))
    }

    fn printed() -> impl Strategy<Value = Vec<Printed>> {
        prop::collection::vec((points(), 90_i64..110, 0_i32..6, 0_i32..6, any::<bool>()), 0..14)
    }

    proptest! {
        #[test]
        fn what_was_printed_is_never_missing(printed in printed(), day in 0_i32..6) {
            for as_of in [None, Some(on(day))] {
                let year = year(&printed, as_of);
                for ((from, to), _, published, ..) in &printed {
                    let is_known = as_of.is_none_or(|as_of| on(*published) <= as_of);
                    prop_assert!(!is_known || year.value(*from, *to).is_ok(), "{from} to {to} on {as_of:?}");
                }
            }
        }

        #[test]
        fn quarters_add_up_to_the_year_or_are_marked(printed in printed()) {
            let year = year(&printed, None);
            let quarters: Vec<Working> = (0..4).filter_map(|point| year.value(point, point + 1).ok()).collect();
            let Ok(whole) = year.value(0, 4) else { return Ok(()) };
            if quarters.len() == 4 && quarters.iter().chain([&whole]).all(|working| working.approximation.is_none()) {
                let sum: Decimal = quarters.iter().map(|quarter| quarter.value).sum();
                prop_assert!((sum - whole.value).abs() <= Decimal::from(2_000_000).max(whole.value.abs() * PART));
            }
        }

        #[test]
        fn nothing_is_subtracted_from_what_a_later_value_replaced(printed in printed(), asked in points()) {
            let year = year(&printed, None);
            let Ok(working) = year.value(asked.0, asked.1) else { return Ok(()) };
            for fact in working.facts().into_iter().filter(|_| working.fact().is_none()) {
                let newest = year.known().iter().filter_map(|known| known.working.fact());
                let newest = newest.filter(|other| other.span == fact.span).map(|other| other.published).max();
                prop_assert_eq!(newest, Some(fact.published));
            }
        }
    }
}
