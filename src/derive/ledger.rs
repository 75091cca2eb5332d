//! The facts of one company's metric, by fiscal year, and paths through them.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::gap::Gap;
use super::working::Working;
use super::year::{KnownValue, Point, SeriesYear, Stale, Year, days, shortest_path};
use crate::data::Unread;
use crate::model::{Company, Fact, FiscalCalendar, FiscalQuarter, LeftOut, MetricId, Sign, Span};

/// What is known of one company's metric. A year is worked out when it is first asked for: most reports are about a few.
#[derive(Debug)]
pub struct Ledger {
    metric: MetricId,
    calendar: FiscalCalendar,
    years: BTreeMap<i16, OnceLock<Box<Year>>>,
    /// Figures that an import left out.
    left_out: Vec<LeftOut>,
    from: LedgerSource,
}

/// Facts of one company's metric, whenever they were published, between the points of fiscal years.
pub type ByYear = BTreeMap<i16, Vec<(Point, Point, Arc<Fact>)>>;

/// What the values of a ledger come from.
#[derive(Debug)]
enum LedgerSource {
    /// Facts, of which those are known that were published by a day (`None`: all).
    Facts(Arc<ByYear>, Option<Date>),
    /// Facts that are read when a year is asked for.
    Unread(Unread),
    /// The metric's own facts, and the terms of a sum that stands for what they do not give.
    Identity(Arc<Ledger>, Vec<(Sign, Arc<Ledger>)>),
}

/// A set of facts that should give one span's value twice over.
#[derive(Debug)]
pub struct Loop {
    /// The fact that closes the loop.
    pub fact: Fact,
    /// The same span, from other facts of the same vintage.
    pub other: Working,
}

impl Ledger {
    /// Sorts facts into fiscal years. Facts published after `as_of` are left out; facts that are not whole quarters of one
    /// fiscal year (a trailing-twelve-month column) are no part of any year and are ignored.
    pub fn new(company: &Company, metric: &MetricId, facts: Vec<Fact>, as_of: Option<Date>) -> Self {
        let facts = facts.into_iter().filter(|fact| fact.metric == *metric).map(Arc::new);
        Self::as_of(as_of, company, metric, &Arc::new(by_year(company, facts)))
    }

    /// The same of facts that have been sorted.
    pub(super) fn as_of(day: Option<Date>, company: &Company, metric: &MetricId, facts: &Arc<ByYear>) -> Self {
        let is_known = |facts: &Vec<(Point, Point, Arc<Fact>)>| facts.iter().any(|(.., fact)| is_published(fact, day));
        let years = facts.iter().filter(|(_, facts)| is_known(facts)).map(|(&year, _)| (year, OnceLock::new()));
        let from = LedgerSource::Facts(Arc::clone(facts), day);
        let (metric, calendar) = (metric.clone(), company.calendar);
        Self { metric, calendar, years: years.collect(), left_out: Vec::new(), from }
    }

    /// The same of facts that are not read yet, whenever they were published, of a company whose years end with a month.
    pub(super) fn of_unread(facts: Unread, company: &Company, metric: &MetricId) -> Self {
        let calendar = company.calendar;
        // The days of a calendar year lie in the fiscal year of the same number and, unless they are the same, the next.
        let years = |year: i16| year..=year + i16::from(!calendar.is_calendar_year());
        let years = facts.years().flat_map(years).map(|year| (year, OnceLock::new())).collect();
        Self { metric: metric.clone(), calendar, years, left_out: Vec::new(), from: LedgerSource::Unread(facts) }
    }

    /// The same with the figures that an import left out, for the reason why a value is missing.
    pub(super) fn without_figures(self, left_out: Vec<LeftOut>) -> Self {
        Self { left_out, ..self }
    }

    /// A ledger that knows, over each span that its own facts do not give, the sum of what other ledgers know over it.
    pub fn by_identity(own: Arc<Self>, parts: Vec<(Sign, Arc<Self>)>) -> Self {
        let known = parts.iter().map(|(_, part)| part).chain([&own]);
        Self {
            metric: own.metric.clone(),
            calendar: own.calendar,
            years: known.flat_map(|ledger| ledger.years.keys()).map(|&year| (year, OnceLock::new())).collect(),
            left_out: own.left_out.clone(),
            from: LedgerSource::Identity(own, parts),
        }
    }

    fn year(&self, year: i16) -> Option<&Year> {
        let known = || {
            let of = SeriesYear { metric: self.metric.clone(), calendar: self.calendar, year };
            match &self.from {
                LedgerSource::Facts(facts, as_of) => {
                    let facts = facts.get(&year).into_iter().flatten();
                    Year::of_facts(of, facts.filter(|(.., fact)| is_published(fact, *as_of)).cloned(), *as_of)
                }
                LedgerSource::Unread(facts) => {
                    let facts = facts.ending_within(of.days(0, 4)).into_iter();
                    let of_year = |fact: Fact| {
                        let (of, from, to) = place(self.calendar, fact.span)?;
                        (of == year).then(|| (from, to, Arc::new(fact)))
                    };
                    Year::of_facts(of, facts.filter_map(of_year), None)
                }
                LedgerSource::Identity(own, parts) => {
                    let mut known = own.year(year).map_or_else(Vec::new, |own| own.known().to_vec());
                    known.extend(own.by_parts(parts, year));
                    Year::of_known(of, known)
                }
            }
        };
        Some(self.years.get(&year)?.get_or_init(|| Box::new(known())))
    }

    /// The values of a year that the terms of an identity give and this ledger does not.
    fn by_parts(&self, parts: &[(Sign, Arc<Self>)], year: i16) -> Vec<KnownValue> {
        let own = self.year(year);
        let vintage = own.map_or(0, Year::latest);
        // Longer spans first, so that quarters are worked out from what is printed where they can be.
        let spans = [(0, 4), (0, 3), (0, 2), (2, 4), (0, 1), (1, 2), (2, 3), (3, 4)];
        let unknown = spans.into_iter().filter(|&(from, to)| !own.is_some_and(|own| own.settles(from, to)));
        let known = unknown.filter_map(|(from, to)| {
            let term = |(sign, ledger): &(Sign, Arc<Self>)| Some((*sign, ledger.between(year, from, to).ok()?));
            let terms = parts.iter().map(term).collect::<Option<_>>()?;
            let working = Working::sum(&self.metric, days(self.calendar, year, from, to), terms);
            Some(KnownValue { from, to, vintage, until: vintage, restated: None, stands: true, working })
        });
        known.collect()
    }

    /// Every year with a value, in order; each is worked out only when it is reached.
    fn known_years(&self) -> impl DoubleEndedIterator<Item = (i16, &Year)> {
        let years = self.years.keys().filter_map(|&year| Some((year, self.year(year)?)));
        years.filter(|(_, year)| !year.known().is_empty())
    }

    /// Whether it was made of no facts at all, not even of such as were published later.
    pub fn is_empty(&self) -> bool {
        self.years.is_empty() && self.unpublished().next().is_none()
    }

    /// The own facts left out because they were published after the as-of date, with their days.
    fn unpublished(&self) -> impl Iterator<Item = (i16, Point, Point, Date)> {
        let own = match &self.from {
            LedgerSource::Identity(own, _) => &own.from,
            from => from,
        };
        let (facts, as_of) =
            if let LedgerSource::Facts(facts, as_of) = own { (Some(facts), *as_of) } else { (None, None) };
        let all = facts.into_iter().flat_map(|facts| facts.iter());
        all.flat_map(|(&year, facts)| facts.iter().map(move |(from, to, fact)| (year, *from, *to, fact)))
            .filter(move |(.., fact)| !is_published(fact, as_of))
            .map(|(year, from, to, fact)| (year, from, to, fact.published))
    }

    /// Whether any of its values rests on a user's row.
    pub fn is_users(&self) -> bool {
        let is_bundled = match &self.from {
            LedgerSource::Facts(facts, _) => !facts.values().flatten().any(|(.., fact)| fact.origin.is_user()),
            LedgerSource::Unread(_) => true,
            LedgerSource::Identity(own, parts) => !own.is_users() && !parts.iter().any(|(_, part)| part.is_users()),
        };
        !is_bundled && self.known_years().flat_map(|(_, year)| year.known()).any(|known| known.working.of_user)
    }

    /// The last day of the last period with a value.
    pub fn end(&self) -> Option<Date> {
        // Transition periods are numbered past all years.
        let is_a_year = |(year, _): &(i16, &Year)| !FiscalQuarter::new(*year, 1).is_of_transition();
        let (year, points) = self.known_years().rev().find(is_a_year)?;
        let last = points.known().iter().map(|known| known.to).max()?;
        Some(days(self.calendar, year, 0, last).end)
    }

    /// The first day of the first period with a value.
    pub fn start(&self) -> Option<Date> {
        let (year, points) = self.known_years().next()?;
        let first = points.known().iter().map(|known| known.from).min()?;
        Some(days(self.calendar, year, first, 4).start)
    }

    /// The value over the quarters of one fiscal year from one to another, of the latest vintage that has it.
    pub fn value(&self, first: FiscalQuarter, last: FiscalQuarter) -> Result<Working, Gap> {
        let (year, from, to) = points(first, last)?;
        self.between(year, from, to).map_err(|stale| match stale {
            Some(Stale { on, part, earlier }) => Gap::Restated { on, part, earlier },
            None => self.without(year, from, to),
        })
    }

    /// The same between two points of a year, without a reason where there is none but for what made it stale.
    fn between(&self, year: i16, from: Point, to: Point) -> Result<Working, Option<Stale>> {
        self.year(year).ok_or(None)?.value(from, to)
    }

    /// Why there is no value between two points of a year, where none was made stale.
    fn without(&self, year: i16, from: Point, to: Point) -> Gap {
        let around = self.unpublished().filter(|(of, a, b, _)| *of == year && *a <= from && to <= *b);
        let later = around.map(|(.., day)| day).min();
        if let Some(day) =
            (to - from == 1).then(|| self.calendar.left_out_by_change(FiscalQuarter::new(year, to))).flatten()
        {
            return Gap::YearChanged(day);
        }
        let outside = || {
            let left_out = self.left_out_between(year, from, to);
            left_out.unwrap_or_else(|| self.outside(days(self.calendar, year, from, to)))
        };
        later.map_or_else(outside, Gap::NotYetPublished)
    }

    /// The figure that was left out and without which the value between two points of a year is not known.
    fn left_out_between(&self, year: i16, from: Point, to: Point) -> Option<Gap> {
        // With it, known spans would join the two points.
        let known = || self.year(year).into_iter().flat_map(Year::known).map(|known| (known.from, known.to));
        let joins = |figure: &&LeftOut| {
            let place = self.place_of(figure.span, year);
            place.is_some_and(|place| are_joined(&known().chain([place]).collect::<Vec<_>>(), from, to))
        };
        self.left_out.iter().find(joins).map(|figure| Gap::LeftOut { filed: figure.filed, why: figure.why })
    }

    /// The points of a year that a span lies between, give or take a week.
    fn place_of(&self, span: Span, year: i16) -> Option<(Point, Point)> {
        let near = |one: Date, other: Date| one.until(other).is_ok_and(|apart| apart.get_days().abs() <= 7);
        let points = (0..4).flat_map(|from| (from + 1..=4).map(move |to| (from, to)));
        points.into_iter().find(|&(from, to)| {
            let of = days(self.calendar, year, from, to);
            let starts = if span.is_day() { to - from == 1 } else { near(of.start, span.start) };
            starts && near(of.end, span.end)
        })
    }

    /// The value that a document prints for exactly these quarters, of the latest vintage.
    pub fn printed(&self, first: FiscalQuarter, last: FiscalQuarter) -> Result<Working, Gap> {
        let (year, from, to) = points(first, last)?;
        let known = self.year(year).and_then(|year| year.printed(from, to));
        known.map(|known| known.working.clone()).ok_or_else(|| self.outside(days(self.calendar, year, from, to)))
    }

    /// Every fact that other facts of its vintage give a second time, with that second value: they must agree.
    pub fn loops(&self) -> Vec<Loop> {
        let mut loops = Vec::new();
        for (number, year) in self.known_years() {
            for (index, one) in year.known().iter().enumerate() {
                let others = || year.known().iter().enumerate().filter(|(at, _)| *at != index).map(|(_, known)| known);
                let Some(fact) = one.working.fact() else { continue };
                if let Some(steps) =
                    shortest_path(one.from, one.to, others().filter(|known| known.vintage == one.vintage))
                {
                    let of = SeriesYear { metric: self.metric.clone(), calendar: self.calendar, year: number };
                    let other = of.sum(one.from, one.to, steps);
                    loops.push(Loop { fact: fact.clone(), other });
                }
            }
        }
        loops
    }

    /// Every year that its quarters do not add up to because part of it was restated and the rest was not: the last fact of
    /// it, the year, and the sum of the quarters.
    pub fn apart(&self) -> impl Iterator<Item = (&Fact, Working, Decimal)> {
        self.known_years().filter_map(|(_, year)| {
            let (whole, quarters) = year.apart()?;
            let facts = year.known().iter().filter_map(|known| known.working.fact());
            Some((facts.max_by_key(|fact| fact.published)?, whole, quarters))
        })
    }

    fn outside(&self, span: Span) -> Gap {
        match (self.start(), self.end()) {
            (Some(start), _) if span.start < start => Gap::BeforeData(start),
            (_, Some(end)) if span.end > end => Gap::AfterData(end),
            (None, None) => {
                let unpublished = self.unpublished().map(|(.., day)| day);
                unpublished.min().map_or(Gap::NotReported, Gap::NotYetPublished)
            }
            _ => Gap::Undisclosed,
        }
    }
}

/// Sorts facts of a metric into fiscal years; one that is not whole quarters of one fiscal year is left out.
pub fn by_year(company: &Company, facts: impl Iterator<Item = Arc<Fact>>) -> ByYear {
    let mut years = ByYear::new();
    for fact in facts {
        if let Some((year, from, to)) = place(company.calendar, fact.span) {
            years.entry(year).or_default().push((from, to, fact));
        }
    }
    years
}

fn is_published(fact: &Fact, as_of: Option<Date>) -> bool {
    as_of.is_none_or(|day| fact.published <= day)
}

/// The fiscal year and points between which a span lies, if it is whole quarters of one fiscal year.
fn place(calendar: FiscalCalendar, span: Span) -> Option<(i16, Point, Point)> {
    let (first, last) = calendar.quarters_of(span)?;
    Some((first.year(), first.number() - 1, last.number()))
}

/// Whether spans join two points of a year.
fn are_joined(spans: &[(Point, Point)], from: Point, to: Point) -> bool {
    let mut reached = vec![from];
    loop {
        let next = spans.iter().find_map(|&(one, other)| match (reached.contains(&one), reached.contains(&other)) {
            (true, false) => Some(other),
            (false, true) => Some(one),
            _ => None,
        });
        match next {
            Some(point) => reached.push(point),
            None => return reached.contains(&to),
        }
    }
}

/// The points between which quarters lie; those of more than one fiscal year do not lie between any.
fn points(first: FiscalQuarter, last: FiscalQuarter) -> Result<(i16, Point, Point), Gap> {
    let is_run = first <= last && first.year() == last.year();
    is_run.then(|| (first.year(), first.number() - 1, last.number())).ok_or(Gap::NotAdditive)
}
