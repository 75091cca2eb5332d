//! A company's fiscal years over time.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::quarter::{CalendarQuarter, FiscalQuarter, Span, YearEnd};
use super::words::Words;
use crate::say;

/// When a company's years end: now, and before it changed.
///
/// After the last day of a year that ended in the old way the company reports by the new one, at first for a transition
/// period of less than a year. Its quarters are those of the new year that the period would have been part of, if that year
/// is not one of the old: of a change from December to September 2023, January to September are the second to the fourth
/// quarter of fiscal 2023, which has no first. If it is, they are quarters of no fiscal year, though of a calendar one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FiscalCalendar {
    now: YearEnd,
    /// How years ended before, the last change first.
    before: [Option<Before>; FiscalCalendar::MOST_CHANGES],
}

/// How years ended up to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Before {
    ends: YearEnd,
    /// The last day of the last such year.
    until: Date,
}

/// A time in which a company's years end in one way.
#[derive(Clone, Copy)]
struct Era {
    ends: YearEnd,
    until: Option<Date>,
    /// The era before.
    after: Option<Before>,
}

impl FiscalCalendar {
    /// Changes of a fiscal year that a calendar holds.
    pub const MOST_CHANGES: usize = 4;

    /// That of a company whose year is the calendar year.
    pub const CALENDAR_YEAR: Self = Self::unchanging(YearEnd::CALENDAR_YEAR);

    const fn unchanging(now: YearEnd) -> Self {
        Self { now, before: [None; Self::MOST_CHANGES] }
    }

    /// The calendar of a company whose year ends with the given month (1 to 12).
    pub fn ending_in(month: i8) -> Option<Self> {
        YearEnd::ending_in(month).map(Self::unchanging)
    }

    /// The calendar of a company whose year has 52 or 53 weeks and ends within a week of the end of the given month (1 to 12).
    pub fn ending_near(month: i8) -> Option<Self> {
        YearEnd::ending_near(month).map(Self::unchanging)
    }

    /// The calendar of a company whose year ends within a week of the month end that a day is near; `None` if it is near none.
    pub fn ending_about(day: Date) -> Option<Self> {
        YearEnd::ending_about(day).map(Self::unchanging)
    }

    /// The calendar of the same month whose years end with it, of a company that never changed.
    #[must_use]
    pub fn by_months(self) -> Self {
        Self::unchanging(self.now.by_months())
    }

    /// The calendar of a company that went over to another one's years after the last day of a year of its own.
    pub fn changing(self, until: Date, to: Self) -> Result<Self, Words> {
        let change = || say!(year_end_out_of_order, until, ends = self.now.to_string());
        let ends_a_year = self.now.quarter_ending(until).is_some_and(|quarter| quarter.number() == 4);
        let in_order = self.before.iter().flatten().all(|before| before.until < until);
        let is_last = to.before.iter().flatten().all(|before| until < before.until);
        if !(ends_a_year && in_order && is_last) {
            return Err(change());
        }
        let own = Before { ends: self.now, until };
        let mut all = to.before.iter().flatten().copied().chain([own]).chain(self.before.iter().flatten().copied());
        let calendar = Self { now: to.now, before: std::array::from_fn(|_| all.next()) };
        if all.next().is_some() {
            Err(say!(year_end_changes_too_often, most = Self::MOST_CHANGES.to_string()))
        } else {
            Ok(calendar)
        }
    }

    /// Whether its years have always ended in one way.
    pub fn never_changed(self) -> bool {
        matches!(self.before, [None, ..])
    }

    /// Whether some years have 52 or 53 weeks, so that their quarters end near the ends of months and not with them.
    pub fn counts_weeks(self) -> bool {
        self.ends().any(YearEnd::counts_weeks)
    }

    /// Whether the company's quarters end with the calendar's, so that any calendar period is a sum of them.
    pub fn has_calendar_quarters(self) -> bool {
        self.ends().all(YearEnd::has_calendar_quarters)
    }

    /// Whether the company's year is, and has always been, the calendar year.
    pub fn is_calendar_year(self) -> bool {
        self.ends().all(YearEnd::is_calendar_year)
    }

    /// The days of a quarter of the company's year. Of a year of 52 or 53 weeks these are the months nearest to the
    /// quarter: which days it had, only the facts say. Days stop at 31 December 9999. A quarter that a change of the year
    /// leaves out has no days; the first day after the change stands for them.
    pub fn span(self, quarter: FiscalQuarter) -> Span {
        let era = self.era_of(quarter);
        let span = era.ends.span(quarter.out_of_transition());
        match era.after.and_then(|before| before.until.tomorrow().ok()) {
            Some(first) if span.start < first => Span { start: first, end: span.end.max(first) },
            _ => span,
        }
    }

    /// The day on which the company's year changed, of a quarter that the change leaves out.
    pub fn left_out_by_change(self, quarter: FiscalQuarter) -> Option<Date> {
        let era = self.era_of(quarter);
        let until = era.after?.until;
        let nominal = era.ends.span(quarter.out_of_transition());
        (nominal.end <= until).then_some(until)
    }

    /// Whether a quarter is of a transition period: shorter than a year, because the end of the year changed.
    pub fn is_in_transition(self, quarter: FiscalQuarter) -> bool {
        let first = quarter.plus(1 - i32::from(quarter.number()));
        quarter.is_of_transition() || self.left_out_by_change(first).is_some()
    }

    /// The company's quarter that has most of its days in the given calendar quarter. Where the company's quarters end
    /// with calendar quarters, as with all four companies of the bundled data, the two are the same days.
    pub fn in_calendar_quarter(self, quarter: CalendarQuarter) -> FiscalQuarter {
        let middle = Date::new(quarter.year(), 3 * i8::try_from(quarter.number()).unwrap_or(1) - 1, 15);
        let era = middle.map_or_else(|_| self.present(), |day| self.era_at(day));
        era.numbered(era.ends.in_calendar_quarter(quarter))
    }

    /// The calendar quarter that holds most of the days of a quarter of the company's year: two of its three months, if
    /// not all three.
    pub fn calendar_quarter(self, quarter: FiscalQuarter) -> CalendarQuarter {
        self.era_of(quarter).ends.calendar_quarter(quarter.out_of_transition())
    }

    /// The quarter that many quarters later in time (earlier if negative), whatever its number.
    #[must_use]
    pub fn later(self, quarter: FiscalQuarter, quarters: i32) -> FiscalQuarter {
        let by_number = quarter.plus(quarters);
        if self.never_changed() {
            return by_number;
        }
        self.in_calendar_quarter(self.calendar_quarter(quarter).plus(quarters))
    }

    /// The day after which the company's year changed, if quarters so many apart in number are not so in time.
    pub fn changed_within(self, quarter: FiscalQuarter, quarters: i32) -> Option<Date> {
        let (one, other) = (quarter.plus(quarters), self.later(quarter, quarters));
        let last = if quarters < 0 { quarter } else { one };
        if one == other { None } else { Some(self.era_of(last).after?.until) }
    }

    /// The quarter of the company's year that ends on the given day; of a year of 52 or 53 weeks, the one whose last month
    /// ends within a week of that day.
    pub fn quarter_ending(self, end: Date) -> Option<FiscalQuarter> {
        let era = self.era_at(end);
        era.ends.quarter_ending(end).map(|quarter| era.numbered(quarter))
    }

    /// The quarter of the company's year that starts on the given day.
    pub fn quarter_starting(self, start: Date) -> Option<FiscalQuarter> {
        let era = self.era_at(start);
        era.ends.quarter_starting(start).map(|quarter| era.numbered(quarter))
    }

    /// The quarter in which a span starts with its first day and the one in which it ends with its last; of one day, the
    /// quarter that ends on it.
    pub fn ends_of(self, span: Span) -> Option<(FiscalQuarter, FiscalQuarter)> {
        let last = self.quarter_ending(span.end)?;
        if span.is_day() { Some((last, last)) } else { Some((self.quarter_starting(span.start)?, last)) }
    }

    /// The first and the last quarter of a span that is whole quarters of one fiscal year; of one day that ends a quarter,
    /// that quarter.
    pub fn quarters_of(self, span: Span) -> Option<(FiscalQuarter, FiscalQuarter)> {
        let (first, last) = self.ends_of(span)?;
        (first <= last && first.year() == last.year()).then_some((first, last))
    }

    fn ends(self) -> impl Iterator<Item = YearEnd> {
        self.before.into_iter().flatten().map(|before| before.ends).chain([self.now])
    }

    fn present(self) -> Era {
        Era { ends: self.now, until: None, after: self.before.first().copied().flatten() }
    }

    /// The eras, the first one first.
    fn eras(self) -> impl Iterator<Item = Era> {
        let before = self.before.into_iter().flatten();
        let after = self.before.into_iter().skip(1).chain([None]);
        let of = |(Before { ends, until }, after)| Era { ends, until: Some(until), after };
        let mut eras: Vec<Era> = before.zip(after).map(of).collect();
        eras.reverse();
        eras.into_iter().chain([self.present()])
    }

    fn era_at(self, day: Date) -> Era {
        if self.never_changed() {
            return self.present();
        }
        self.eras().find(|era| era.until.is_none_or(|until| day <= until)).unwrap_or_else(|| self.present())
    }

    fn era_of(self, quarter: FiscalQuarter) -> Era {
        if self.never_changed() {
            return self.present();
        }
        let number = quarter.out_of_transition();
        let holds = |era: &Era| {
            if quarter.is_of_transition() {
                era.is_taken(number) && era.after.is_some_and(|before| before.until < era.ends.span(number).end)
            } else {
                era.last().is_none_or(|last| number <= last)
            }
        };
        self.eras().find(holds).unwrap_or_else(|| self.present())
    }
}

impl Era {
    /// The last quarter of its last year.
    fn last(&self) -> Option<FiscalQuarter> {
        self.ends.quarter_ending(self.until?)
    }

    /// Whether the era before has a quarter of this number.
    fn is_taken(&self, quarter: FiscalQuarter) -> bool {
        let last = self.after.and_then(|before| before.ends.quarter_ending(before.until));
        last.is_some_and(|last| quarter <= last)
    }

    /// The number of a quarter of the era.
    fn numbered(&self, quarter: FiscalQuarter) -> FiscalQuarter {
        if self.is_taken(quarter) { quarter.in_transition() } else { quarter }
    }
}

/// As in `companies.csv`: `06-30`, `~09-30` of a year of 52 or 53 weeks, `09-30|12-31 to 2022-12-31` of a year that changed.
impl fmt::Display for FiscalCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.now)?;
        self.before.iter().flatten().try_for_each(|Before { ends, until }| write!(f, "|{ends} to {until}"))
    }
}

impl FromStr for FiscalCalendar {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        let mut parts = text.split('|');
        let mut calendar = year_end(parts.next().unwrap_or_default()).map(Self::unchanging)?;
        for part in parts {
            let shape = || say!(not_a_year_end, word = part);
            let (ends, until) = part.split_once(" to ").ok_or_else(shape)?;
            let before = Self::unchanging(year_end(ends)?);
            calendar = before.changing(until.parse().map_err(|_| shape())?, calendar)?;
        }
        Ok(calendar)
    }
}

/// `12-31`, `06-30`: the last day of a month (`02-28` for February); `~09-30`: within a week of it.
fn year_end(text: &str) -> Result<YearEnd, Words> {
    let (near, day) = text.strip_prefix('~').map_or((false, text), |day| (true, day));
    let month = day.split('-').next().and_then(|month| month.parse().ok());
    month
        .and_then(|month| if near { YearEnd::ending_near(month) } else { YearEnd::ending_in(month) })
        .filter(|ends| ends.to_string() == text)
        .ok_or_else(|| say!(not_a_year_end, word = text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn calendar(text: &str) -> FiscalCalendar {
        text.parse().unwrap()
    }

    fn days(start: (i16, i8, i8), end: (i16, i8, i8)) -> Span {
        Span { start: date(start.0, start.1, start.2), end: date(end.0, end.1, end.2) }
    }

    /// The first and the last quarter of a span; empty where it has none.
    fn quarters(calendar: FiscalCalendar, start: (i16, i8, i8), end: (i16, i8, i8)) -> String {
        calendar.quarters_of(days(start, end)).map_or_else(String::new, |(first, last)| format!("{first} {last}"))
    }

    #[test]
    fn a_year_that_comes_to_end_earlier_leaves_quarters_out() {
        let calendar = calendar("09-30|12-31 to 2022-12-31");
        assert_eq!(quarters(calendar, (2022, 1, 1), (2022, 12, 31)), "FY2022Q1 FY2022Q4");
        assert_eq!(quarters(calendar, (2023, 1, 1), (2023, 9, 30)), "FY2023Q2 FY2023Q4");
        assert_eq!(quarters(calendar, (2023, 10, 1), (2024, 9, 30)), "FY2024Q1 FY2024Q4");
        assert_eq!(quarters(calendar, (2022, 10, 1), (2023, 9, 30)), "", "across the change");
        let left_out = FiscalQuarter::new(2023, 1);
        assert_eq!(calendar.left_out_by_change(left_out), Some(date(2022, 12, 31)));
        assert_eq!(calendar.left_out_by_change(left_out.plus(1)), None);
        let year = Span { start: calendar.span(left_out).start, end: calendar.span(left_out.plus(3)).end };
        assert_eq!(year, days((2023, 1, 1), (2023, 9, 30)));
        let of_2022 = calendar.in_calendar_quarter(CalendarQuarter::new(2022, 4));
        let of_2023 = calendar.in_calendar_quarter(CalendarQuarter::new(2023, 1));
        assert_eq!((of_2022.to_string(), of_2023.to_string()), ("FY2022Q4".to_owned(), "FY2023Q2".to_owned()));
    }

    #[test]
    fn a_year_that_comes_to_end_later_has_quarters_between() {
        let calendar = calendar("12-31|06-30 to 2023-06-30");
        assert_eq!(quarters(calendar, (2022, 7, 1), (2023, 6, 30)), "FY2023Q1 FY2023Q4");
        assert_eq!(quarters(calendar, (2023, 7, 1), (2023, 12, 31)), "FY2023TQ3 FY2023TQ4");
        assert_eq!(quarters(calendar, (2024, 1, 1), (2024, 12, 31)), "FY2024Q1 FY2024Q4");
        let fourth = calendar.in_calendar_quarter(CalendarQuarter::new(2023, 4));
        assert!(fourth.is_of_transition());
        assert_eq!(calendar.span(fourth), days((2023, 10, 1), (2023, 12, 31)));
        assert_eq!(calendar.calendar_quarter(fourth), CalendarQuarter::new(2023, 4));
        assert_eq!(calendar.in_calendar_quarter(CalendarQuarter::new(2023, 2)), FiscalQuarter::new(2023, 4));
        assert!(!calendar.is_calendar_year() && calendar.has_calendar_quarters());
    }

    #[test]
    fn a_year_may_go_over_to_weeks() {
        let deere = calendar("~10-31|10-31 to 2015-10-31");
        assert_eq!(quarters(deere, (2014, 11, 1), (2015, 10, 31)), "FY2015Q1 FY2015Q4");
        assert_eq!(quarters(deere, (2014, 11, 1), (2015, 10, 30)), "", "a year of months takes no other day");
        assert_eq!(quarters(deere, (2018, 10, 29), (2019, 11, 3)), "FY2019Q1 FY2019Q4");
        assert!(deere.counts_weeks() && !deere.never_changed());
    }

    #[test]
    fn what_is_no_calendar_is_refused() {
        for bad in [
            "",
            "13-31",
            "09-29",
            "09-30|",
            "09-30|12-31",
            "09-30|12-31 to 2022",
            "09-30|12-31 to 2022-09-30",
            "09-30|12-31 to 2020-12-31|06-30 to 2022-06-30",
            "12-31|09-30 to 2022-09-30|12-31 to 2021-12-31|09-30 to 2020-09-30|12-31 to 2019-12-31|09-30 to 2018-09-30",
        ] {
            assert!(bad.parse::<FiscalCalendar>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_calendar_quarter_has_a_quarter_of_its_own_days(
            before in 1_i8..=4, now in 1_i8..=4, changed in 2000_i16..2020, year in 1990_i16..2030, number in 1_u8..=4,
        ) {
            let before = FiscalCalendar::ending_in(3 * before).unwrap();
            let until = before.span(FiscalQuarter::new(changed, 4)).end;
            let calendar = before.changing(until, FiscalCalendar::ending_in(3 * now).unwrap()).unwrap();
            prop_assert_eq!(calendar.to_string().parse::<FiscalCalendar>().unwrap(), calendar);
            let quarter = CalendarQuarter::new(year, number);
            let own = calendar.in_calendar_quarter(quarter);
            let span = calendar.span(own);
            prop_assert_eq!(FiscalCalendar::CALENDAR_YEAR.span(FiscalQuarter::new(year, number)), span);
            prop_assert_eq!(calendar.calendar_quarter(own), quarter);
            prop_assert_eq!(calendar.quarter_ending(span.end), Some(own));
            prop_assert_eq!(calendar.quarter_starting(span.start), Some(own));
            prop_assert_eq!(calendar.left_out_by_change(own), None);
        }
    }
}
