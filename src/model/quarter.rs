//! Quarters: the company's own and the calendar's, as different types.

use std::fmt;

use jiff::civil::{Date, date};

/// Quarters are numbered from year 0 so that they can be stepped and compared: `4 × year + quarter − 1`.
type Index = i32;

macro_rules! quarter {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Index);

        impl $name {
            /// The quarter of a year; `number` is 1 to 4.
            ///
            /// # Panics
            /// If `number` is not 1 to 4.
            pub fn new(year: i16, number: u8) -> Self {
                assert!((1..=4).contains(&number), "a year has quarters 1 to 4, not {number}");
                Self(Index::from(year) * 4 + Index::from(number) - 1)
            }

            /// The year the quarter belongs to.
            pub fn year(self) -> i16 {
                i16::try_from(self.0.div_euclid(4)).expect("years are 16 bits wide")
            }

            /// 1 to 4.
            pub fn number(self) -> u8 {
                u8::try_from(self.0.rem_euclid(4)).expect("0 to 3") + 1
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

impl fmt::Display for CalendarQuarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Q{}", self.year(), self.number())
    }
}

impl fmt::Display for FiscalQuarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FY{}Q{}", self.year(), self.number())
    }
}

/// A stretch of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
}

impl Span {
    /// Whether every day of `other` is a day of `self`.
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.start, self.end)
    }
}

/// When a company's year ends: the last day of a month.
///
/// A fiscal year is named after the calendar year in which it ends: Microsoft's year to 30 June 2025 is FY2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FiscalCalendar {
    month: i8,
}

impl FiscalCalendar {
    /// The calendar of a company whose year ends with the given month (1 to 12).
    pub fn ending_in(month: i8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { month })
    }

    /// Whether the company's year is the calendar year.
    pub fn is_calendar_year(self) -> bool {
        self.month == 12
    }

    /// The days of a quarter of the company's year.
    pub fn span(self, quarter: FiscalQuarter) -> Span {
        Span { start: self.month_end(quarter.plus(-1)).tomorrow().expect("within years"), end: self.month_end(quarter) }
    }

    /// The company's quarter that ends in the given calendar quarter. Where the company's quarters end with calendar
    /// quarters, as with all four companies of the bundled data, the two are the same days.
    pub fn in_calendar_quarter(self, quarter: CalendarQuarter) -> FiscalQuarter {
        FiscalQuarter(quarter.0 - self.offset())
    }

    /// The calendar quarter in which a quarter of the company's year ends.
    pub fn calendar_quarter(self, quarter: FiscalQuarter) -> CalendarQuarter {
        CalendarQuarter(quarter.0 + self.offset())
    }

    /// The quarter of the company's year that ends on the given day.
    pub fn quarter_ending(self, end: Date) -> Option<FiscalQuarter> {
        let months = i32::from(end.year()) * 12 + i32::from(end.month()) + 9 - i32::from(self.month);
        (end.day() == end.days_in_month() && months % 3 == 0).then_some(FiscalQuarter(months / 3))
    }

    /// The quarter of the company's year that starts on the given day.
    pub fn quarter_starting(self, start: Date) -> Option<FiscalQuarter> {
        self.quarter_ending(start.yesterday().ok()?).map(|before| before.plus(1))
    }

    /// Calendar quarters that a company's quarter lies after the calendar quarter of the same number.
    fn offset(self) -> i32 {
        (i32::from(self.month) - 10).div_euclid(3)
    }

    fn month_end(self, quarter: FiscalQuarter) -> Date {
        let months = 3 * quarter.0 + i32::from(self.month) - 10;
        let year = i16::try_from(months.div_euclid(12)).expect("years are 16 bits wide");
        let month = i8::try_from(months.rem_euclid(12)).expect("0 to 11") + 1;
        date(year, month, 1).last_of_month()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const JUNE: FiscalCalendar = FiscalCalendar { month: 6 };
    const DECEMBER: FiscalCalendar = FiscalCalendar { month: 12 };
    const MAY: FiscalCalendar = FiscalCalendar { month: 5 };

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
    fn a_quarter_of_a_year_to_may_belongs_to_the_calendar_quarter_it_ends_in() {
        let quarter = FiscalQuarter::new(2026, 4);
        assert_eq!(MAY.span(quarter), days((2026, 3, 1), (2026, 5, 31)));
        assert_eq!(MAY.calendar_quarter(quarter), CalendarQuarter::new(2026, 2));
    }

    #[test]
    fn a_leap_day_belongs_to_the_first_quarter() {
        let february = FiscalCalendar { month: 2 };
        assert_eq!(february.span(FiscalQuarter::new(2024, 4)).end, date(2024, 2, 29));
        assert_eq!(DECEMBER.span(FiscalQuarter::new(2024, 1)), days((2024, 1, 1), (2024, 3, 31)));
    }

    proptest! {
        #[test]
        fn quarters_tile_the_days(month in 1_i8..=12, year in 1950_i16..2150, number in 1_u8..=4) {
            let calendar = FiscalCalendar::ending_in(month).unwrap();
            let quarter = FiscalQuarter::new(year, number);
            let span = calendar.span(quarter);
            prop_assert_eq!(span.end.tomorrow().unwrap(), calendar.span(quarter.plus(1)).start);
            prop_assert_eq!(calendar.quarter_ending(span.end), Some(quarter));
            prop_assert_eq!(calendar.quarter_starting(span.start), Some(quarter));
            prop_assert_eq!(calendar.in_calendar_quarter(calendar.calendar_quarter(quarter)), quarter);
            prop_assert_eq!((quarter.year(), quarter.number()), (year, number));
        }

        #[test]
        fn a_year_is_named_after_the_calendar_year_it_ends_in(month in 1_i8..=12, year in 1950_i16..2150) {
            let calendar = FiscalCalendar::ending_in(month).unwrap();
            let end = calendar.span(FiscalQuarter::new(year, 4)).end;
            prop_assert_eq!((end.year(), end.month()), (year, month));
        }
    }
}
