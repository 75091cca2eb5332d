//! Quarters: the company's own and the calendar's, as different types.

use std::fmt;

use jiff::civil::{Date, date};

use super::words::Words;
use crate::say;

/// Quarters are numbered from year 0 so that they can be stepped and compared: `4 × year + quarter − 1`.
type QuarterIndex = i32;

macro_rules! quarter {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(QuarterIndex);

        impl $name {
            /// The quarter of a year; `number` is 1 to 4.
            ///
            /// # Panics
            /// If `number` is not 1 to 4.
            pub fn new(year: i16, number: u8) -> Self {
                assert!((1..=4).contains(&number), "a year has quarters 1 to 4, not {number}");
                Self(QuarterIndex::from(year) * 4 + QuarterIndex::from(number) - 1)
            }

            /// The year the quarter belongs to.
            pub fn year(self) -> i16 {
                // Quarters are made from such years and stepped by centuries at most.
                i16::try_from(self.0.div_euclid(4)).expect("years are 16 bits wide")
            }

            /// 1 to 4.
            pub fn number(self) -> u8 {
                match self.0.rem_euclid(4) {
                    0 => 1,
                    1 => 2,
                    2 => 3,
                    _ => 4,
                }
            }

            /// The quarter `n` quarters later (earlier if negative).
            #[must_use]
            pub fn plus(self, n: i32) -> Self {
                Self(self.0 + n)
            }

            /// How many quarters later `self` is than `other`.
            pub fn since(self, other: Self) -> i32 {
                self.0 - other.0
            }
        }
    };
}

quarter! {
    /// A quarter of the calendar year: `2025Q3` is July to September 2025.
    CalendarQuarter
}

quarter! {
    /// A quarter of a company's own year: `FY2026Q1` of a company whose year ends in June 2026 is July to September 2025.
    FiscalQuarter
}

impl CalendarQuarter {
    /// The quarter that a day is in.
    pub fn of(day: Date) -> Self {
        Self(QuarterIndex::from(day.year()) * 4 + (QuarterIndex::from(day.month()) - 1) / 3)
    }
}

impl fmt::Display for CalendarQuarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Q{}", self.year(), self.number())
    }
}

impl FiscalQuarter {
    /// Where quarters of transition periods are numbered from, so that none is taken for a quarter of a fiscal year.
    const TRANSITION: i16 = 20_000;

    /// The same quarter as one of a transition period.
    pub(super) fn in_transition(self) -> Self {
        self.plus(4 * QuarterIndex::from(Self::TRANSITION))
    }

    /// Whether it is a quarter of a transition period: after one fiscal year and before the next, of neither.
    pub fn is_of_transition(self) -> bool {
        self.year() >= Self::TRANSITION
    }

    /// The number it would have, were its transition period a fiscal year.
    pub(super) fn out_of_transition(self) -> Self {
        if self.is_of_transition() { self.plus(-4 * QuarterIndex::from(Self::TRANSITION)) } else { self }
    }
}

/// `FY2026Q1`; of a transition period `FY2023TQ4`.
impl fmt::Display for FiscalQuarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let transition = if self.is_of_transition() { "T" } else { "" };
        write!(f, "FY{}{transition}Q{}", self.out_of_transition().year(), self.number())
    }
}

/// Days from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl Span {
    /// One day, which a balance is at.
    pub fn at(day: Date) -> Self {
        Self { start: day, end: day }
    }

    /// Whether it is one day only.
    pub fn is_day(&self) -> bool {
        self.start == self.end
    }

    /// Whether every day of `other` is a day of `self`.
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// The first and the last day, or the one day.
impl From<Span> for Words {
    fn from(span: Span) -> Self {
        if span.is_day() {
            return span.end.into();
        }
        say!(first_to_last, first = span.start, last = span.end)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_day() { write!(f, "{}", self.end) } else { write!(f, "{} to {}", self.start, self.end) }
    }
}

/// When a company's years end, as long as nothing changes: the last day of a month, or, in a year of 52 or 53 weeks, a weekday within a week of it.
///
/// A fiscal year is named after the calendar year in which its month ends: Microsoft's year to 30 June 2025 is FY2025,
/// and a year to 2 January 2027 that ends near December is FY2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct YearEnd {
    month: i8,
    weeks: bool,
}

/// A quarter of a year of 52 or 53 weeks ends less than this many days from the end of its month, on either side: the last
/// Saturday of September is at most six days before the 30th, the Saturday nearest to it at most three days away.
const WEEK: i8 = 7;

impl YearEnd {
    /// That of a company whose year is the calendar year.
    pub(super) const CALENDAR_YEAR: Self = Self { month: 12, weeks: false };

    /// The calendar of a company whose year ends with the given month (1 to 12).
    pub(super) fn ending_in(month: i8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { month, weeks: false })
    }

    /// The calendar of a company whose year has 52 or 53 weeks and ends within a week of the end of the given month (1 to 12).
    pub(super) fn ending_near(month: i8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { month, weeks: true })
    }

    /// Whether the year has 52 or 53 weeks, so that its quarters end near the ends of months and not with them.
    pub(super) fn counts_weeks(self) -> bool {
        self.weeks
    }

    /// The calendar of a company whose year ends within a week of the month end that a day is near; `None` if it is near none.
    pub(super) fn ending_about(day: Date) -> Option<Self> {
        Self::ending_near(month_end_near(day)?.month())
    }

    /// The calendar of the same month whose years end with it.
    #[must_use]
    pub(super) fn by_months(self) -> Self {
        Self { weeks: false, ..self }
    }

    /// Whether the company's quarters end with the calendar's, so that any calendar period is a sum of them.
    pub(super) fn has_calendar_quarters(self) -> bool {
        self.month % 3 == 0 && !self.weeks
    }

    /// Whether the company's year is the calendar year.
    pub(super) fn is_calendar_year(self) -> bool {
        self.month == 12
    }

    /// The days of a quarter of the company's year. Of a year of 52 or 53 weeks these are the months nearest to the
    /// quarter: which days it had, only the facts say. Days stop at 31 December 9999.
    pub(super) fn span(self, quarter: FiscalQuarter) -> Span {
        let start = self.month_end(quarter.plus(-1)).tomorrow().unwrap_or(Date::MAX);
        Span { start, end: self.month_end(quarter) }
    }

    /// The company's quarter that has most of its days in the given calendar quarter. Where the company's quarters end
    /// with calendar quarters, as with all four companies of the bundled data, the two are the same days.
    pub(super) fn in_calendar_quarter(self, quarter: CalendarQuarter) -> FiscalQuarter {
        FiscalQuarter(quarter.0 - self.offset())
    }

    /// The calendar quarter that holds most of the days of a quarter of the company's year: two of its three months, if
    /// not all three.
    pub(super) fn calendar_quarter(self, quarter: FiscalQuarter) -> CalendarQuarter {
        CalendarQuarter(quarter.0 + self.offset())
    }

    /// The quarter of the company's year that ends on the given day; of a year of 52 or 53 weeks, the one whose last month
    /// ends within a week of that day.
    pub(super) fn quarter_ending(self, end: Date) -> Option<FiscalQuarter> {
        let end = if self.weeks { month_end_near(end)? } else { end };
        let months = i32::from(end.year()) * 12 + i32::from(end.month()) + 9 - i32::from(self.month);
        (end.day() == end.days_in_month() && months % 3 == 0).then_some(FiscalQuarter(months / 3))
    }

    /// The quarter of the company's year that starts on the given day.
    pub(super) fn quarter_starting(self, start: Date) -> Option<FiscalQuarter> {
        self.quarter_ending(start.yesterday().ok()?).map(|before| before.plus(1))
    }

    /// Calendar quarters that a company's quarter lies after the calendar quarter of the same number.
    fn offset(self) -> i32 {
        (i32::from(self.month) - 11).div_euclid(3)
    }

    /// The last day of the quarter's last month.
    fn month_end(self, quarter: FiscalQuarter) -> Date {
        let months_left = match quarter.number() {
            1 => 9,
            2 => 6,
            3 => 3,
            _ => 0,
        };
        let (year, month) = match self.month - months_left {
            month @ 1.. => (quarter.year(), month),
            month => (quarter.year() - 1, month + 12),
        };
        let no_such_year = if year < 0 { Date::MIN } else { Date::MAX };
        Date::new(year, month, 1).map_or(no_such_year, Date::last_of_month)
    }
}

/// The end of a month less than a week from a day.
fn month_end_near(day: Date) -> Option<Date> {
    if day.days_in_month() - day.day() < WEEK {
        return Some(day.last_of_month());
    }
    if day.day() < WEEK { day.first_of_month().yesterday().ok() } else { None }
}

/// As in `companies.csv`: `06-30`, or `~09-30` of a year of 52 or 53 weeks.
impl fmt::Display for YearEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let near = if self.weeks { "~" } else { "" };
        // A common year: the last day of February is written as the 28th.
        write!(f, "{near}{:02}-{:02}", self.month, date(2025, self.month, 1).days_in_month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const JUNE: YearEnd = YearEnd { month: 6, weeks: false };
    const DECEMBER: YearEnd = YearEnd { month: 12, weeks: false };
    const MAY: YearEnd = YearEnd { month: 5, weeks: false };

    fn days(start: (i16, i8, i8), end: (i16, i8, i8)) -> Span {
        Span { start: date(start.0, start.1, start.2), end: date(end.0, end.1, end.2) }
    }

    #[test]
    fn the_second_quarter_of_a_year_to_june_2025_is_october_to_december_2024() {
        let quarter = FiscalQuarter::new(2025, 2);
        assert_eq!(JUNE.span(quarter), days((2024, 10, 1), (2024, 12, 31)));
        assert_eq!(JUNE.calendar_quarter(quarter), CalendarQuarter::new(2024, 4));
        assert_eq!(JUNE.in_calendar_quarter(CalendarQuarter::new(2024, 4)), quarter);
    }

    #[test]
    fn a_quarter_belongs_to_the_calendar_quarter_with_most_of_its_days() {
        let quarter = FiscalQuarter::new(2026, 4);
        assert_eq!(MAY.span(quarter), days((2026, 3, 1), (2026, 5, 31)));
        assert_eq!(MAY.calendar_quarter(quarter), CalendarQuarter::new(2026, 2));
        let january = YearEnd { month: 1, weeks: false };
        assert_eq!(january.span(quarter), days((2025, 11, 1), (2026, 1, 31)));
        assert_eq!(january.calendar_quarter(quarter), CalendarQuarter::new(2025, 4));
    }

    #[test]
    fn days_stop_with_the_year_9999() {
        let january = YearEnd { month: 1, weeks: false };
        let last = january.in_calendar_quarter(CalendarQuarter::new(9999, 4));
        assert_eq!(last, FiscalQuarter::new(10_000, 4));
        assert_eq!(january.span(last), days((9999, 11, 1), (9999, 12, 31)));
        assert_eq!(january.span(last.plus(1)), days((9999, 12, 31), (9999, 12, 31)));
    }

    #[test]
    fn a_leap_day_belongs_to_the_first_quarter() {
        let february = YearEnd { month: 2, weeks: false };
        assert_eq!(february.span(FiscalQuarter::new(2024, 4)).end, date(2024, 2, 29));
        assert_eq!(DECEMBER.span(FiscalQuarter::new(2024, 1)), days((2024, 1, 1), (2024, 3, 31)));
    }

    #[test]
    fn a_quarter_of_a_year_of_53_weeks_is_told_by_the_month_it_ends_near() {
        // Apple's fiscal 2023 had 53 weeks, the first quarter 14 of them.
        let apple = YearEnd::ending_near(9).unwrap();
        assert_eq!(apple.quarter_starting(date(2022, 9, 25)), Some(FiscalQuarter::new(2023, 1)));
        assert_eq!(apple.quarter_ending(date(2022, 12, 31)), Some(FiscalQuarter::new(2023, 1)));
        assert_eq!(apple.quarter_ending(date(2023, 7, 1)), Some(FiscalQuarter::new(2023, 3)));
        assert_eq!(apple.quarter_ending(date(2023, 9, 30)), Some(FiscalQuarter::new(2023, 4)));
        // NVIDIA's fiscal 2026 ended on the last Sunday of January.
        let nvidia = YearEnd::ending_near(1).unwrap();
        assert_eq!(nvidia.quarter_ending(date(2026, 1, 25)), Some(FiscalQuarter::new(2026, 4)));
        assert_eq!(nvidia.quarter_ending(date(2026, 1, 20)), None);
        assert_eq!(apple.quarter_ending(date(2023, 8, 31)), None, "a month end, but of no quarter");
    }

    #[test]
    fn a_year_that_ends_with_a_month_takes_no_other_day() {
        assert_eq!(JUNE.quarter_ending(date(2025, 6, 29)), None);
        assert_eq!(JUNE.quarter_starting(date(2025, 7, 2)), None);
    }

    #[test]
    fn a_calendar_is_written_as_in_the_data() {
        assert_eq!(JUNE.to_string(), "06-30");
        assert_eq!(YearEnd::ending_near(2).unwrap().to_string(), "~02-28");
    }

    proptest! {
        #[test]
        fn a_day_near_the_end_of_a_quarter_ends_that_quarter(
            month in 1_i8..=12, year in 1950_i16..2150, number in 1_u8..=4, off in -6_i32..=6,
        ) {
            let calendar = YearEnd::ending_near(month).unwrap();
            let quarter = FiscalQuarter::new(year, number);
            let end = calendar.span(quarter).end.checked_add(jiff::ToSpan::days(off)).unwrap();
            prop_assert_eq!(calendar.quarter_ending(end), Some(quarter));
        }

        #[test]
        fn quarters_tile_the_days(month in 1_i8..=12, year in 1950_i16..2150, number in 1_u8..=4) {
            let calendar = YearEnd::ending_in(month).unwrap();
            let quarter = FiscalQuarter::new(year, number);
            let span = calendar.span(quarter);
            prop_assert_eq!(span.end.tomorrow().unwrap(), calendar.span(quarter.plus(1)).start);
            prop_assert_eq!(calendar.quarter_ending(span.end), Some(quarter));
            prop_assert_eq!(calendar.quarter_starting(span.start), Some(quarter));
            prop_assert_eq!(calendar.in_calendar_quarter(calendar.calendar_quarter(quarter)), quarter);
            prop_assert_eq!((quarter.year(), quarter.number()), (year, number));
            let aligned = YearEnd::ending_in(12).unwrap();
            let nearest = calendar.calendar_quarter(quarter);
            let middle = span.start.checked_add(jiff::ToSpan::days(45)).unwrap();
            let of_calendar = aligned.span(FiscalQuarter::new(nearest.year(), nearest.number()));
            prop_assert!(of_calendar.start <= middle && middle <= of_calendar.end);
            prop_assert_eq!(of_calendar == span, calendar.has_calendar_quarters());
        }

        #[test]
        fn a_year_is_named_after_the_calendar_year_it_ends_in(month in 1_i8..=12, year in 1950_i16..2150) {
            let calendar = YearEnd::ending_in(month).unwrap();
            let end = calendar.span(FiscalQuarter::new(year, 4)).end;
            prop_assert_eq!((end.year(), end.month()), (year, month));
        }
    }
}
