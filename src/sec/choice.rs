//! Which tag holds a metric, year by year.
//!
//! A company may file a metric under one tag, then under another, and use either besides for something else: a segment, a part,
//! a zero. Within a fiscal year one tag holds the metric: the one whose figures give the most of the year, that more filings
//! give, and that the years before and after are held by. Where all that tells nothing, the tag that comes first in `tags.csv`
//! does. Of the other tags, amounts count that say the same, that stood before the company went over to the tag, or that fill
//! what the tag leaves out and are of the same line.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive as _;

use super::bounds::Bounds;
use super::figures::TaggedAmount;
use crate::derive::Point;
use crate::model::Element;

/// What speaks against a tag in a year, by weight: each of the quarters and the year that it does not give; another line than
/// the year before; a line that cannot be compared with that of the year before; each tag that comes before it in `tags.csv`;
/// less than half of what another tag gives; a single filing where another tag has several; that the company has gone over to
/// another.
const MISSING: u32 = 100;
const OTHER_LINE: u32 = 200;
const UNKNOWN_LINE: u32 = 20;
const RANK: u32 = 90;
const PART: u32 = 120;
const SINGLE: u32 = 100;
const FORMER: u32 = 250;

/// Filers round to millions at the most.
const SLACK: i64 = 1_000_000;

/// Amounts of a span that filings give under a tag: the day and the value, in order.
type DatedAmounts = Vec<(Date, i64)>;

/// What a tag gives of a fiscal year.
#[derive(Debug, Default)]
struct Held(BTreeMap<(Point, Point), DatedAmounts>);

/// How the amounts of two tags compare where both have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Same,
    Other,
    Unknown,
}

/// The amounts of a metric by year, and within a year by tag.
struct TagsOfYear<'t> {
    elements: Vec<&'t Element>,
    years: BTreeMap<i16, Vec<Held>>,
    is_positive: bool,
    /// How two tags compare over all years.
    lines: BTreeMap<(usize, usize), Line>,
    /// The years with the filings on which the company went over from a tag to another.
    former: BTreeSet<(i16, usize, usize)>,
}

/// More amounts of one fiscal year than this are not what a company files, and are not worth a judgement.
const MOST: usize = 400;

/// Whether each amount is under a tag that counts for its span and filing.
pub fn chosen(candidates: &[TaggedAmount<'_>]) -> Vec<bool> {
    let mut elements: Vec<&Element> = Vec::new();
    for candidate in candidates {
        if !elements.contains(&&candidate.tag.element) {
            elements.push(&candidate.tag.element);
        }
    }
    // Rows of a company's own say what its tags hold.
    if elements.len() < 2 || candidates.iter().any(|candidate| candidate.tag.company.is_some()) {
        return vec![true; candidates.len()];
    }
    let tags = TagsOfYear::of(candidates, elements);
    if tags.years.values().any(|year| year.iter().map(|held| held.each().count()).sum::<usize>() > MOST) {
        return vec![true; candidates.len()];
    }
    let tags = tags.compared();
    let holders = tags.holders();
    candidates.iter().map(|candidate| tags.counts(candidate, &holders)).collect()
}

impl<'t> TagsOfYear<'t> {
    fn of(candidates: &[TaggedAmount<'_>], elements: Vec<&'t Element>) -> Self {
        let mut years: BTreeMap<i16, Vec<Held>> = BTreeMap::new();
        for candidate in candidates {
            let year =
                years.entry(candidate.year()).or_insert_with(|| elements.iter().map(|_| Held::default()).collect());
            let tag = elements.iter().position(|element| **element == candidate.tag.element);
            let Some(held) = tag.and_then(|tag| year.get_mut(tag)) else { continue };
            held.0.entry(candidate.points()).or_default().push((candidate.reported.filed, candidate.dollars()));
        }
        for amounts in years.values_mut().flatten().flat_map(|held| held.0.values_mut()) {
            amounts.sort_unstable();
        }
        let is_positive = candidates.iter().all(|candidate| candidate.tag.is_positive);
        Self { elements, years, is_positive, lines: BTreeMap::new(), former: BTreeSet::new() }
    }

    /// The same with each tag compared with each other.
    fn compared(mut self) -> Self {
        let tags = 0..self.elements.len();
        let pairs: Vec<(usize, usize)> =
            tags.clone().flat_map(|one| tags.clone().map(move |other| (one, other))).collect();
        let last = |tag: usize| self.years.values().filter_map(|year| year.get(tag)?.last()).max();
        let lasts: Vec<Option<Date>> = tags.map(last).collect();
        let lines = pairs.iter().map(|&(one, other)| ((one, other), self.compare(one, other))).collect();
        let mut former = BTreeSet::new();
        for &year in self.years.keys() {
            for &(one, other) in &pairs {
                let last = lasts.get(one).copied().flatten();
                if one != other && self.went_over(year, one, other, last) {
                    former.insert((year, one, other));
                }
            }
        }
        self.lines = lines;
        self.former = former;
        self
    }

    fn held(&self, year: i16, tag: usize) -> Option<&Held> {
        self.years.get(&year)?.get(tag).filter(|held| !held.0.is_empty())
    }

    /// How two tags compare over all years.
    fn line(&self, one: usize, other: usize) -> Line {
        self.lines.get(&(one, other)).copied().unwrap_or(Line::Unknown)
    }

    fn compare(&self, one: usize, other: usize) -> Line {
        if one == other {
            return Line::Same;
        }
        let (mut same, mut apart) = (0, 0);
        for year in self.years.values() {
            let (Some(one), Some(other)) = (year.get(one), year.get(other)) else { continue };
            for (span, amounts) in &one.0 {
                let Some(others) = other.0.get(span) else { continue };
                let is_same = amounts.iter().any(|(_, value)| others.iter().any(|(_, other)| other == value));
                *if is_same { &mut same } else { &mut apart } += 1;
            }
        }
        match (same, apart) {
            (0, 0) => Line::Unknown,
            _ if same >= apart => Line::Same,
            _ => Line::Other,
        }
    }

    /// Whether the company went over from a tag to another with the filings on a year: what the one says otherwise was filed
    /// before, and it is not used since.
    fn is_former(&self, year: i16, tag: usize, since: usize) -> bool {
        self.former.contains(&(year, tag, since))
    }

    fn went_over(&self, year: i16, tag: usize, since: usize, last_of_all: Option<Date>) -> bool {
        let (Some(old), Some(new)) = (self.held(year, tag), self.held(year, since)) else { return false };
        let apart = |held: &Held, other: &Held| -> Vec<Date> {
            let is_other = |(span, (_, value)): &(&(Point, Point), &(Date, i64))| {
                !other.0.get(*span).is_some_and(|amounts| amounts.iter().any(|(_, other)| other == value))
            };
            held.each().filter(is_other).map(|(_, (filed, _))| *filed).collect()
        };
        let (before, after) = (apart(old, new), apart(new, old));
        last_of_all < new.last() && before.iter().max() < after.iter().min()
    }

    /// What speaks against a tag in a year.
    fn cost(&self, year: i16, tag: usize) -> u32 {
        // A year of which the tag gives nothing speaks against it more than going over to another and back.
        const NOTHING: u32 = 9 * MISSING;
        let Some(held) = self.held(year, tag) else { return NOTHING };
        let mut missing = held.missing();
        let mut cost = RANK * tag.to_u32().unwrap_or_default();
        let others = (0..self.elements.len()).filter(|other| *other != tag);
        for (other, theirs) in others.filter_map(|other| Some((other, self.held(year, other)?))) {
            let is_restated = self.line(tag, other) == Line::Same || held.gives_more_than_the_year();
            if self.is_former(year, other, tag) && is_restated {
                missing = missing.min(theirs.missing());
            }
            if self.is_former(year, tag, other) {
                cost += FORMER;
            }
            cost += SINGLE * u32::from(held.filings() == 1 && theirs.filings() > 1);
            cost += PART * u32::from(self.is_positive && held.is_part_of(theirs));
        }
        cost + missing * MISSING
    }

    /// The tag that holds each year: the row of tags against which the least speaks in all.
    fn holders(&self) -> BTreeMap<i16, usize> {
        let tags: Vec<usize> = (0..self.elements.len()).collect();
        let step: Vec<Vec<u32>> = tags
            .iter()
            .map(|&from| {
                let step = |&to: &usize| match self.line(from, to) {
                    Line::Same => 0,
                    Line::Unknown => UNKNOWN_LINE,
                    Line::Other => OTHER_LINE,
                };
                tags.iter().map(step).collect()
            })
            .collect();
        // By tag of the last year so far, what speaks against it and the tags before; and for each year by tag, the tag before.
        let mut sums: Vec<u32> = Vec::new();
        let mut before: Vec<Vec<usize>> = Vec::new();
        for &year in self.years.keys() {
            let best = |tag: usize| {
                let from = sums.iter().zip(&step).enumerate();
                let from = from.filter_map(|(from, (sum, steps))| Some((sum.saturating_add(*steps.get(tag)?), from)));
                let (sum, from) = from.min().unwrap_or((0, tag));
                (sum.saturating_add(self.cost(year, tag)), from)
            };
            let row: Vec<(u32, usize)> = tags.iter().map(|&tag| best(tag)).collect();
            sums = row.iter().map(|(sum, _)| *sum).collect();
            before.push(row.into_iter().map(|(_, from)| from).collect());
        }
        let mut tag = sums.iter().enumerate().min_by_key(|(_, sum)| **sum).map(|(tag, _)| tag).unwrap_or_default();
        let mut holders = BTreeMap::new();
        for (&year, from) in self.years.keys().zip(&before).rev() {
            holders.insert(year, tag);
            tag = from.get(tag).copied().unwrap_or(tag);
        }
        holders
    }

    /// Whether an amount counts.
    fn counts(&self, candidate: &TaggedAmount<'_>, holders: &BTreeMap<i16, usize>) -> bool {
        let (year, span) = (candidate.year(), candidate.points());
        let Some(&holder) = holders.get(&year) else { return true };
        let Some(tag) = self.elements.iter().position(|element| **element == candidate.tag.element) else {
            return true;
        };
        let Some(held) = self.held(year, holder) else { return self.is_like_neighbours(year, tag, holders) };
        if tag == holder {
            return self.is_like_neighbours(year, tag, holders)
                && !self.others(year, holder).any(|other| held.is_corrected_by(other, span, self.is_positive));
        }
        let Some(own) = self.held(year, tag) else { return true };
        match held.0.get(&span) {
            Some(amounts) if amounts.iter().any(|(_, value)| *value == candidate.dollars()) => true,
            Some(_) => self.is_former(year, tag, holder) || held.is_corrected_by(own, span, self.is_positive),
            None => self.line(tag, holder) != Line::Other || self.is_former(year, tag, holder),
        }
    }

    fn others(&self, year: i16, holder: usize) -> impl Iterator<Item = &Held> {
        (0..self.elements.len()).filter(move |tag| *tag != holder).filter_map(move |tag| self.held(year, tag))
    }

    /// Whether a tag that is of another line than those of the years beside it at least gives amounts of their size.
    fn is_like_neighbours(&self, year: i16, tag: usize, holders: &BTreeMap<i16, usize>) -> bool {
        let Some(own) = self.held(year, tag).and_then(Held::size) else { return true };
        let beside = [year - 1, year + 1].into_iter().filter_map(|year| Some((year, *holders.get(&year)?)));
        let beside: Vec<(i16, usize)> = beside.collect();
        if !self.is_positive || beside.iter().any(|(_, holder)| self.line(tag, *holder) != Line::Other) {
            return true;
        }
        let mut sizes = beside.into_iter().filter_map(|(year, holder)| self.held(year, holder)?.size()).peekable();
        sizes.peek().is_none() || sizes.any(|size| own <= size * 2 && size <= own * 2)
    }
}

impl Held {
    /// Every amount with its span.
    fn each(&self) -> impl Iterator<Item = (&(Point, Point), &(Date, i64))> {
        self.0.iter().flat_map(|(span, amounts)| amounts.iter().map(move |amount| (span, amount)))
    }

    /// The day of the last filing.
    fn last(&self) -> Option<Date> {
        self.each().map(|(_, (filed, _))| *filed).max()
    }

    /// The days of filings.
    fn filings(&self) -> usize {
        self.each().map(|(_, (filed, _))| filed).collect::<BTreeSet<_>>().len()
    }

    fn gives_more_than_the_year(&self) -> bool {
        self.0.contains_key(&(0, 4)) && self.0.len() > 1
    }

    /// How many of the four quarters and the year cannot be known from it.
    fn missing(&self) -> u32 {
        // Points that a chain of spans joins have the least point of the chain in common.
        let mut joined: [Point; 5] = [0, 1, 2, 3, 4];
        for _ in 0..joined.len() {
            for &(from, to) in self.0.keys() {
                let of = |point: Point| joined.get(usize::from(point)).copied().unwrap_or(point);
                let least = of(from).min(of(to));
                for point in [from, to] {
                    if let Some(place) = joined.get_mut(usize::from(point)) {
                        *place = least;
                    }
                }
            }
        }
        let [start, first, half, third, end] = joined;
        [(start, first), (first, half), (half, third), (third, end), (start, end)]
            .into_iter()
            .map(|(one, other)| u32::from(one != other))
            .sum()
    }

    /// Whether it gives less than half of what another tag gives for the same spans.
    fn is_part_of(&self, other: &Self) -> bool {
        let last = |amounts: &DatedAmounts| amounts.last().map(|(_, value)| *value);
        let shared = self.0.iter().filter_map(|(span, own)| Some((last(own)?, last(other.0.get(span)?)?)));
        let (mut own, mut theirs) = (0, 0);
        for (one, other) in shared {
            own += one;
            theirs += other;
        }
        own * 2 < theirs
    }

    /// What a quarter comes to, by the longest span.
    fn size(&self) -> Option<i64> {
        let ((from, to), amounts) = self.0.iter().max_by_key(|((from, to), _)| to - from)?;
        Some(amounts.last()?.1 / i64::from((*to - *from).max(1)))
    }

    /// Whether the rest of its year, as first filed, contradicts its amount of a span and not that of another tag.
    fn is_corrected_by(&self, other: &Self, span: (Point, Point), is_positive: bool) -> bool {
        let first = |held: &Self| held.0.get(&span).and_then(|amounts| amounts.first()).map(|(_, value)| *value);
        let (Some(own), Some(theirs)) = (first(self), first(other)) else { return false };
        if own == theirs || self.0.len() < 3 {
            return false;
        }
        let is_possible = |value: Option<i64>| {
            let rest = self.0.iter().filter(|(of, _)| **of != span);
            let rest = rest.filter_map(|((from, to), amounts)| Some((*from, *to, amounts.first()?.1, SLACK)));
            let value = value.map(|value| (span.0, span.1, value, SLACK));
            Bounds::of(rest.chain(value), is_positive).is_possible()
        };
        !is_possible(Some(own)) && is_possible(Some(theirs))
    }
}
