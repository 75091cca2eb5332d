//! When a company's fiscal year ends, told from its own figures.

use jiff::civil::Date;

use super::filing::FormKind;
use super::json::{CompanyFacts, Reported};
use crate::model::FiscalCalendar;

/// Days of a year, of 52 or 53 weeks too.
pub const YEAR: std::ops::RangeInclusive<i32> = 350..=380;
/// Days of nine months, and of half a year.
const NINE_MONTHS: std::ops::RangeInclusive<i32> = 260..=285;
const HALF_YEAR: std::ops::RangeInclusive<i32> = 170..=190;

/// Days of a span, both ends included.
pub fn days(start: Date, end: Date) -> i32 {
    start.until(end).map_or(0, |span| span.get_days()) + 1
}

/// The company's fiscal calendar: its years end where most of its annual figures do. A company that has filed no annual
/// report yet shows it by where its year-to-date figures start. `None` if neither tells.
pub fn fiscal_calendar(facts: &CompanyFacts) -> Option<FiscalCalendar> {
    let reported = || facts.tags.iter().flat_map(|(_, reported)| reported);
    let of_length = |length: &std::ops::RangeInclusive<i32>, reported: &Reported| {
        length.contains(&days(reported.start, reported.end))
    };
    let annual = |reported: &&Reported| reported.form.kind == FormKind::Annual && of_length(&YEAR, reported);
    let year = commonest(reported().filter(annual).map(|reported| reported.end)).or_else(|| {
        [NINE_MONTHS, HALF_YEAR].iter().find_map(|length| {
            let eve = |reported: &Reported| reported.start.yesterday().ok();
            commonest(reported().filter(|reported| of_length(length, reported)).filter_map(eve))
        })
    })?;
    // A year of weeks ends with its month one year in seven; a slip of a filer is one date among many.
    let eves = || reported().filter_map(|reported| reported.start.yesterday().ok());
    let ends = reported().map(|reported| reported.end).chain(eves());
    let mut ends: Vec<Date> = ends.filter(|end| year.quarter_ending(*end).is_some()).collect();
    ends.sort_unstable();
    ends.dedup();
    let with_month = ends.iter().filter(|end| **end == end.last_of_month()).count();
    Some(if with_month * 2 < ends.len() { year } else { year.by_months() })
}

/// The calendar, of those of years that end near one of the days, that the most days speak for.
fn commonest(days: impl Iterator<Item = Date>) -> Option<FiscalCalendar> {
    let mut votes: Vec<(FiscalCalendar, usize)> = Vec::new();
    for calendar in days.filter_map(FiscalCalendar::ending_about) {
        match votes.iter_mut().find(|(of, _)| *of == calendar) {
            Some((_, count)) => *count += 1,
            None => votes.push((calendar, 1)),
        }
    }
    votes.into_iter().max_by_key(|(_, count)| *count).map(|(calendar, _)| calendar)
}
