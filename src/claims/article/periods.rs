//! The periods that a passage names, and what they are on the article's day.

use jiff::civil::Date;

use crate::model::{CalendarQuarter, FiscalCalendar, FiscalQuarter, Period};

/// How much of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stretch {
    /// All of it.
    Year,
    /// A half, 1 or 2.
    Half(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// The first quarters, so many; 0 are those that are over.
    First(u8),
    /// The twelve months that end with a quarter.
    Twelve(u8),
    /// So many years, the last of which is the one named.
    Years(i16),
}

/// Which year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WhichYear {
    /// As written.
    Number(i16),
    /// So many years after the current one.
    Relative(i16),
}

/// A period as the words name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// A part of a year; where no year is named, the newest there is.
    Named(Option<WhichYear>, Stretch, bool),
    /// The year in question.
    Whole(bool),
    /// So many quarters after the newest one.
    FromNewest(i32),
    /// So many quarters before the period in question.
    Ago(i32),
    /// The twelve months to the newest quarter.
    Twelve,
}

/// A period named in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PeriodCue {
    /// Where the words begin.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// What they name.
    pub when: When,
}

/// A period that is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Settled {
    /// The year.
    pub year: i16,
    /// The part of it.
    pub stretch: Stretch,
    /// Whether the year is the company's own.
    pub fiscal: bool,
}

impl Settled {
    /// As a claims file writes it.
    pub fn text(self) -> String {
        let year = format!("{}{}", if self.fiscal { "FY" } else { "" }, self.year);
        match self.stretch {
            Stretch::Year => year,
            Stretch::Half(half) => format!("{year}H{half}"),
            Stretch::Quarter(quarter) => format!("{year}Q{quarter}"),
            Stretch::First(count) => {
                (1..=count).map(|quarter| format!("{year}Q{quarter}")).collect::<Vec<_>>().join(",")
            }
            Stretch::Twelve(quarter) => format!("TTM{year}Q{quarter}"),
            Stretch::Years(count) => (1 - count..=0)
                .map(|after| Self { year: self.year.saturating_add(after), stretch: Stretch::Year, ..self }.text())
                .collect::<Vec<_>>()
                .join(","),
        }
    }

    /// The same so many quarters before: of quarters any number, of others whole years.
    pub fn before(self, quarters: i32) -> Self {
        let years = i16::try_from((quarters + 3).div_euclid(4)).unwrap_or(0);
        match self.stretch {
            Stretch::Quarter(number) if quarters % 4 != 0 => {
                let at = i32::from(self.year) * 4 + i32::from(number) - 1 - quarters;
                let year = i16::try_from(at.div_euclid(4)).unwrap_or(self.year);
                Self { year, stretch: Stretch::Quarter(u8::try_from(at.rem_euclid(4) + 1).unwrap_or(1)), ..self }
            }
            _ => Self { year: self.year.saturating_sub(years), ..self },
        }
    }

    /// Its last day for a company; `None` where it is no period.
    pub fn end(self, calendar: FiscalCalendar) -> Option<Date> {
        let last = match self.stretch {
            Stretch::First(count) => Self { stretch: Stretch::Quarter(count), ..self },
            Stretch::Twelve(quarter) => Self { stretch: Stretch::Quarter(quarter), ..self },
            Stretch::Years(_) => Self { stretch: Stretch::Year, ..self },
            _ => self,
        };
        last.text().parse::<Period>().ok().map(|period| period.span(calendar).end)
    }
}

/// The day of an article, and the calendar of the company in question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    /// The article's day.
    pub day: Date,
    /// The calendar.
    pub calendar: FiscalCalendar,
}

impl Moment {
    /// The newest quarter that can have been reported: results take three weeks.
    fn newest(self) -> CalendarQuarter {
        let begun = self.day.day() <= 20 && self.day.month() % 3 == 1;
        CalendarQuarter::of(self.day).plus(if begun { -2 } else { -1 })
    }

    /// Whether a period has been reported to its end.
    pub fn is_reported(self, period: Settled) -> bool {
        let newest = self.quarter(0).end(self.calendar);
        period.end(self.calendar).zip(newest).is_none_or(|(end, newest)| end <= newest)
    }

    fn newest_fiscal(self) -> FiscalQuarter {
        self.calendar.in_calendar_quarter(self.newest())
    }

    /// The newest quarter, or one so many quarters after it.
    pub fn quarter(self, after: i32) -> Settled {
        let quarter = self.newest().plus(after);
        Settled { year: quarter.year(), stretch: Stretch::Quarter(quarter.number()), fiscal: false }
    }

    /// The year in question: for a plan the one that runs, else the one that is over, if one has just ended.
    pub fn year(self, is_plan: bool) -> Settled {
        let (newest, fiscal) = (self.newest(), self.newest_fiscal());
        let year = |year, fiscal| Settled { year, stretch: Stretch::Year, fiscal };
        if is_plan {
            year(self.day.year(), false)
        } else if newest.number() == 4 {
            year(newest.year(), false)
        } else if fiscal.number() == 4 {
            year(fiscal.year(), true)
        } else {
            year(self.day.year(), false)
        }
    }

    /// The quarters of the running year that are over; `None` if there are none.
    pub fn to_date(self) -> Option<Settled> {
        let year = self.day.year();
        let is_begun = self.newest().year() == year;
        is_begun.then(|| self.named(Some(WhichYear::Number(year)), Stretch::First(0), false, false))
    }

    /// What words name; `None` where they only relate to another period.
    pub fn settle(self, when: When, is_plan: bool) -> Option<Settled> {
        match when {
            When::FromNewest(after) => Some(self.quarter(after)),
            When::Twelve => {
                let newest = self.newest();
                Some(Settled { year: newest.year(), stretch: Stretch::Twelve(newest.number()), fiscal: false })
            }
            When::Whole(fiscal) => {
                let year = self.year(is_plan);
                Some(if fiscal && !is_plan && !year.fiscal && self.newest().number() != 4 {
                    Settled { year: self.newest_fiscal().year(), fiscal, ..year }
                } else {
                    Settled { fiscal: fiscal || year.fiscal, ..year }
                })
            }
            When::Named(None, Stretch::Twelve(number), _) => {
                let newest = self.newest();
                let last = if is_plan {
                    newest.plus(i32::from((number + 4 - newest.number()) % 4))
                } else {
                    newest.plus(-i32::from((newest.number() + 4 - number) % 4))
                };
                let own = self.calendar.in_calendar_quarter(last);
                let is_own = own.number() == 4;
                let stretch = if is_own { Stretch::Year } else { Stretch::Twelve(number) };
                let fiscal = is_own && !self.calendar.is_calendar_year();
                Some(Settled { year: if fiscal { own.year() } else { last.year() }, stretch, fiscal })
            }
            When::Named(year, stretch, fiscal) => Some(self.named(year, stretch, fiscal, is_plan)),
            When::Ago(_) => None,
        }
    }

    fn named(self, year: Option<WhichYear>, stretch: Stretch, fiscal: bool, is_plan: bool) -> Settled {
        let (newest, newest_fiscal) = (self.newest(), self.newest_fiscal());
        let stretch = match (stretch, newest.number()) {
            (Stretch::First(0), 1) => Stretch::Quarter(1),
            (Stretch::First(0), 2) => Stretch::Half(1),
            (Stretch::First(0), 4) => Stretch::Year,
            (Stretch::First(0), count) => Stretch::First(count),
            (stretch, _) => stretch,
        };
        let last = match stretch {
            Stretch::Year | Stretch::Years(_) => 4,
            Stretch::Half(half) => half * 2,
            Stretch::Quarter(quarter) | Stretch::First(quarter) | Stretch::Twelve(quarter) => quarter,
        };
        let current = if fiscal {
            self.calendar.in_calendar_quarter(CalendarQuarter::of(self.day)).year()
        } else {
            self.day.year()
        };
        // The quarter that is over and not reported yet is the one meant.
        let next = newest.plus(1);
        let next_fiscal = self.calendar.in_calendar_quarter(next);
        let number = if fiscal { next_fiscal.number() } else { next.number() };
        let is_next = stretch == Stretch::Quarter(number) && next != CalendarQuarter::of(self.day);
        let year_of_newest = |year: i16, number: u8| if last <= number || is_plan { year } else { year - 1 };
        match year {
            Some(WhichYear::Number(year)) => Settled { year, stretch, fiscal },
            Some(WhichYear::Relative(after)) => Settled { year: current.saturating_add(after), stretch, fiscal },
            None if is_next => Settled { year: if fiscal { next_fiscal.year() } else { next.year() }, stretch, fiscal },
            // Without a word on it, the quarter of a company that just reported it is its own.
            None if fiscal || (!is_plan && newest_fiscal.number() == last && newest.number() != last) => {
                Settled { year: year_of_newest(newest_fiscal.year(), newest_fiscal.number()), stretch, fiscal: true }
            }
            None => Settled { year: year_of_newest(newest.year(), newest.number()), stretch, fiscal },
        }
    }
}
