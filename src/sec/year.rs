//! When a company's fiscal years end, told from its own figures: now, and before it changed.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::company_facts::CompanyFacts;
use super::filing::FormKind;
use crate::model::{FiscalCalendar, Span};

/// Days of a year, of 52 or 53 weeks too.
pub const YEAR: std::ops::RangeInclusive<i32> = 350..=380;
/// Days of nine months, and of half a year.
const NINE_MONTHS: std::ops::RangeInclusive<i32> = 260..=285;
const HALF_YEAR: std::ops::RangeInclusive<i32> = 170..=190;

/// Days by which two years that follow each other may overlap, by slips.
const WEEK: i32 = 7;

/// Days of a span, both ends included.
pub fn days(start: Date, end: Date) -> i32 {
    start.until(end).map_or(0, |span| span.get_days()) + 1
}

/// The company's fiscal calendar, told from its own figures, or else as a filing says; `None` if neither tells.
pub fn fiscal_calendar(facts: &CompanyFacts) -> Option<FiscalCalendar> {
    let mut eras = eras(&year_ends(facts), facts).into_iter().rev();
    let Some((mut calendar, _)) = eras.next() else {
        let said = facts.year_end?;
        let calendar = FiscalCalendar::ending_about(said)?;
        return Some(if said == said.last_of_month() { calendar.by_months() } else { calendar });
    };
    for (before, until) in eras.take(FiscalCalendar::MOST_CHANGES) {
        calendar = before.changing(until, calendar).ok()?;
    }
    Some(calendar)
}

/// A day on which a fiscal year ended.
struct EndOfYear {
    /// The end of the month it is near.
    of_month: Date,
    day: Date,
    /// How many figures say so.
    votes: usize,
}

impl EndOfYear {
    fn is_with_month(&self) -> bool {
        self.day == self.of_month
    }

    /// Whether it is a year before another.
    fn is_year_before(&self, next: &Self) -> bool {
        YEAR.contains(&(days(self.of_month, next.of_month) - 1))
    }
}

/// The days on which years ended, in order: of annual reports, and for years without one by where year-to-date figures start.
fn year_ends(facts: &CompanyFacts) -> Vec<EndOfYear> {
    let reported = || facts.tags.iter().flat_map(|(_, reported)| reported);
    let mut annual: BTreeMap<Span, usize> = BTreeMap::new();
    let mut to_date: BTreeMap<Span, usize> = BTreeMap::new();
    for reported in reported() {
        let length = days(reported.span.start, reported.span.end);
        if YEAR.contains(&length) && reported.form.kind == FormKind::Annual {
            *annual.entry(reported.span).or_default() += 1;
        } else if NINE_MONTHS.contains(&length) || HALF_YEAR.contains(&length) {
            *to_date.entry(reported.span).or_default() += 1;
        }
    }
    let annual = not_overlapping(annual);
    let mut ends: BTreeMap<Date, BTreeMap<Date, usize>> = BTreeMap::new();
    let mut vote = |day: Option<Date>, votes: usize| {
        if let Some((day, of_month)) = day.and_then(|day| Some((day, month_end(day)?))) {
            *ends.entry(of_month).or_default().entry(day).or_default() += votes;
        }
    };
    for (span, votes) in &annual {
        vote(Some(span.end), *votes);
        vote(span.start.yesterday().ok(), *votes);
    }
    let is_within_a_year = |day: Date| annual.iter().any(|(year, _)| year.start <= day && day < year.end);
    let mut starts: BTreeMap<Date, usize> = BTreeMap::new();
    for (span, _) in to_date.iter().filter(|(span, _)| !is_within_a_year(span.start)) {
        *starts.entry(span.start).or_default() += 1;
    }
    // One such figure can be a slip, unless it starts where years are known to.
    let months: Vec<i8> = annual.iter().filter_map(|(year, _)| Some(month_end(year.end)?.month())).collect();
    for (start, spans) in starts {
        let eve = start.yesterday().ok();
        let is_known = eve.and_then(month_end).is_some_and(|end| months.contains(&end.month()));
        if is_known || spans > 1 || annual.is_empty() {
            vote(eve, spans);
        }
    }
    let ends = ends.into_iter().filter_map(|(of_month, days)| {
        let votes = days.values().sum();
        let (day, _) = days.into_iter().max_by_key(|(day, votes)| (*votes, *day == of_month))?;
        Some(EndOfYear { of_month, day, votes })
    });
    let ends: Vec<EndOfYear> = ends.collect();
    if annual.is_empty() { of_commonest_month(ends) } else { ends }
}

/// The years of annual figures; of two that overlap, the one that more figures are of.
fn not_overlapping(years: BTreeMap<Span, usize>) -> Vec<(Span, usize)> {
    let mut months: BTreeMap<i8, usize> = BTreeMap::new();
    let month = |span: &Span| month_end(span.end).map(Date::month);
    for (span, votes) in &years {
        *months.entry(month(span).unwrap_or_default()).or_default() += votes;
    }
    let weight = |span: &Span| month(span).and_then(|month| months.get(&month)).copied().unwrap_or_default();
    let mut years: Vec<(Span, usize)> = years.into_iter().filter(|(span, _)| month(span).is_some()).collect();
    years.sort_by_key(|(span, votes)| std::cmp::Reverse((weight(span), *votes)));
    let mut kept: Vec<(Span, usize)> = Vec::new();
    for (span, votes) in years {
        let overlaps = |other: &Span| WEEK < days(span.start.max(other.start), span.end.min(other.end));
        let is_same = |other: &Span| month_end(other.end) == month_end(span.end);
        if kept.iter().all(|(other, _)| is_same(other) || !overlaps(other)) {
            kept.push((span, votes));
        }
    }
    kept
}

/// Those that end with the month which the most figures are for.
fn of_commonest_month(ends: Vec<EndOfYear>) -> Vec<EndOfYear> {
    let mut months: BTreeMap<i8, usize> = BTreeMap::new();
    for end in &ends {
        *months.entry(end.of_month.month()).or_default() += end.votes;
    }
    let most = months.into_iter().max_by_key(|(_, votes)| *votes).map(|(month, _)| month);
    ends.into_iter().filter(|end| Some(end.of_month.month()) == most).collect()
}

/// The ways in which years ended, the first one first, each with the last day on which one did.
fn eras(ends: &[EndOfYear], facts: &CompanyFacts) -> Vec<(FiscalCalendar, Date)> {
    let mut runs: Vec<&[EndOfYear]> =
        ends.chunk_by(|one, next| one.of_month.month() == next.of_month.month()).collect();
    // A year between others that ended in another month is a slip.
    let month = |run: &[EndOfYear]| run.first().map(|end| end.of_month.month());
    while let Some(slip) = runs.windows(3).position(|of| matches!(of, [a, [_], b] if month(a) == month(b))) {
        runs.remove(slip + 1);
    }
    let mut eras: Vec<(FiscalCalendar, Date)> = Vec::new();
    for run in runs {
        let Some(by_weeks) = run.first().and_then(|end| FiscalCalendar::ending_about(end.of_month)) else { continue };
        let told = told_by_weeks(run);
        let first = told.iter().flatten().next().copied().unwrap_or_else(|| is_by_weeks(by_weeks, facts));
        let mut weeks = first;
        for (end, told) in run.iter().zip(told) {
            weeks = told.unwrap_or(weeks);
            let calendar = if weeks { by_weeks } else { by_weeks.by_months() };
            match eras.last_mut() {
                Some((last, until)) if *last == calendar => *until = end.day,
                _ => eras.push((calendar, end.day)),
            }
        }
    }
    eras
}

/// Whether each year of a run was one of weeks, where that is certain. A year of weeks can end with its month, but no two of
/// them do so one after the other; of years of months, one that does not is a slip.
fn told_by_weeks(run: &[EndOfYear]) -> Vec<Option<bool>> {
    let with_month = |at: Option<usize>| at.and_then(|at| run.get(at)).filter(|end| end.is_with_month());
    let of = |(at, end): (usize, &EndOfYear)| {
        if !end.is_with_month() {
            return Some(true);
        }
        let before = with_month(at.checked_sub(1)).is_some_and(|before| before.is_year_before(end));
        let after = with_month(at.checked_add(1)).is_some_and(|after| end.is_year_before(after));
        (before || after).then_some(false)
    };
    let mut told: Vec<Option<bool>> = run.iter().enumerate().map(of).collect();
    let alone = |of: &[Option<bool>]| matches!(of, [Some(false), Some(true), Some(false)]);
    while let Some(slip) = told.windows(3).position(alone) {
        if let Some(told) = told.get_mut(slip + 1) {
            *told = Some(false);
        }
    }
    told
}

/// Whether most quarters end near the ends of months and not with them.
fn is_by_weeks(calendar: FiscalCalendar, facts: &CompanyFacts) -> bool {
    let spans = || facts.tags.iter().flat_map(|(_, reported)| reported).map(|reported| reported.span);
    let eves = spans().filter(|span| !span.is_day()).filter_map(|span| span.start.yesterday().ok());
    let ends = spans().map(|span| span.end).chain(eves);
    let mut ends: Vec<Date> = ends.filter(|end| calendar.quarter_ending(*end).is_some()).collect();
    ends.sort_unstable();
    ends.dedup();
    let with_month = ends.iter().filter(|end| **end == end.last_of_month()).count();
    with_month * 2 < ends.len()
}

/// The end of a month that a day is less than a week from.
fn month_end(day: Date) -> Option<Date> {
    let calendar = FiscalCalendar::ending_about(day)?;
    Some(calendar.span(calendar.quarter_ending(day)?).end)
}
