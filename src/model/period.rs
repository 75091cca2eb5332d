//! Periods a figure can be about, of the calendar year or of each company's fiscal year.

use std::fmt;
use std::str::FromStr;

use super::calendar::FiscalCalendar;
use super::quarter::{CalendarQuarter, FiscalQuarter, Span};
use super::words::Words;
use crate::say;

/// A period: of the calendar year, or of each company's own year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// `2025`, `2025Q3`: the same days for every company.
    Calendar(PartOfYear),
    /// `FY2025`, `FY2025Q3`: the company's own year, other days for each.
    Fiscal(PartOfYear),
}

/// A year or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartOfYear {
    /// The year; for the trailing twelve months, the year of the last quarter.
    pub year: i16,
    /// Which part of it.
    pub part: Part,
}

/// A part of a year, as whole quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Four quarters.
    Year,
    /// The first (1) or second (2) two quarters.
    Half(u8),
    /// The first three quarters.
    NineMonths,
    /// One quarter, 1 to 4.
    Quarter(u8),
    /// The trailing twelve months: four quarters ending with the one named, 1 to 4.
    TrailingYear(u8),
    /// As many quarters in a row as the second number says, ending with the one named, 1 to 4: several periods as one.
    Run(u8, u16),
}

/// A period that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub enum BadPeriod {
    /// The word has no known shape.
    Shape(String),
    /// A quarter past the fourth, or a half past the second.
    Part {
        /// The word as typed.
        typed: String,
        /// What a year has.
        parts: Words,
        /// The nearest period that exists.
        suggestion: String,
    },
}

impl BadPeriod {
    /// What is wrong with the word, and what would do.
    pub fn words(&self) -> Words {
        match self {
            Self::Shape(typed) => say!(not_a_period, typed),
            Self::Part { typed, parts, suggestion } => say!(not_a_part_of_year, typed, parts, suggestion),
        }
    }
}

impl From<&BadPeriod> for Words {
    fn from(error: &BadPeriod) -> Self {
        error.words()
    }
}

impl Period {
    /// A calendar year.
    pub fn year(year: i16) -> Self {
        Self::Calendar(PartOfYear { year, part: Part::Year })
    }

    /// A company's quarter, in its own years or in the calendar's.
    pub fn of_quarter(quarter: FiscalQuarter, calendar: FiscalCalendar, is_fiscal: bool) -> Self {
        if is_fiscal { quarter.into() } else { calendar.calendar_quarter(quarter).into() }
    }

    /// Whether it is one quarter.
    pub fn is_quarter(self) -> bool {
        matches!(self.part_of_year().part, Part::Quarter(_))
    }

    /// The year or part of a year, whoever's year it is.
    pub fn part_of_year(self) -> PartOfYear {
        match self {
            Self::Calendar(of_year) | Self::Fiscal(of_year) => of_year,
        }
    }

    /// `2025`, `2025Q3`, `TTM 2026Q2`: the heading of a column or row.
    pub fn label(self) -> String {
        let PartOfYear { year, part } = self.part_of_year();
        match part {
            Part::TrailingYear(n) => format!("TTM {}", self.with(PartOfYear { year, part: Part::Quarter(n) })),
            _ => self.to_string(),
        }
    }

    /// The same part of the fiscal year of the same number.
    #[must_use]
    pub fn fiscal(self) -> Self {
        Self::Fiscal(self.part_of_year())
    }

    /// Whether it is a fiscal period.
    pub fn is_fiscal(self) -> bool {
        matches!(self, Self::Fiscal(_))
    }

    /// The same part, `years` later (earlier if negative); years are 16 bits wide, and typed ones lie between 1000 and 9999.
    #[must_use]
    pub fn plus_years(self, years: i16) -> Self {
        let PartOfYear { year, part } = self.part_of_year();
        self.with(PartOfYear { year: year + years, part })
    }

    /// The period of the same length right before this one; of nine months, those of the year before.
    #[must_use]
    pub fn previous(self) -> Self {
        let PartOfYear { year, part } = self.part_of_year();
        self.with(match part {
            // Nine months do not tile a year; those of the year before are what they are held against.
            Part::Year | Part::NineMonths => PartOfYear { year: year - 1, part },
            Part::Half(1) => PartOfYear { year: year - 1, part: Part::Half(2) },
            Part::Half(_) => PartOfYear { year, part: Part::Half(1) },
            Part::Quarter(1) => PartOfYear { year: year - 1, part: Part::Quarter(4) },
            Part::Quarter(n) => PartOfYear { year, part: Part::Quarter(n - 1) },
            Part::TrailingYear(1) => PartOfYear { year: year - 1, part: Part::TrailingYear(4) },
            Part::TrailingYear(n) => PartOfYear { year, part: Part::TrailingYear(n - 1) },
            Part::Run(..) => return self.year_before(),
        })
    }

    /// Another part of a year, in the same calendar.
    #[must_use]
    pub fn with(self, of_year: PartOfYear) -> Self {
        match self {
            Self::Calendar(_) => Self::Calendar(of_year),
            Self::Fiscal(_) => Self::Fiscal(of_year),
        }
    }

    /// The first and the last of the quarters of a company's year that make up the period.
    pub fn ends(self, calendar: FiscalCalendar) -> (FiscalQuarter, FiscalQuarter) {
        let PartOfYear { year, part } = self.part_of_year();
        let (offset, count) = part.quarters();
        match self {
            Self::Fiscal(PartOfYear { part: Part::TrailingYear(number), .. }) => {
                let last = FiscalQuarter::new(year, number);
                (calendar.later(last, 1 - count), last)
            }
            Self::Fiscal(_) => {
                let first = FiscalQuarter::new(year, 1).plus(offset);
                (first, first.plus(count - 1))
            }
            Self::Calendar(_) => {
                let first = CalendarQuarter::new(year, 1).plus(offset);
                (calendar.in_calendar_quarter(first), calendar.in_calendar_quarter(first.plus(count - 1)))
            }
        }
    }

    /// The quarters of a company's year that make up the period, in order.
    pub fn quarters(self, calendar: FiscalCalendar) -> Vec<FiscalQuarter> {
        let PartOfYear { year, part } = self.part_of_year();
        let (offset, count) = part.quarters();
        let steps = offset..offset + count;
        match self {
            Self::Fiscal(PartOfYear { part: Part::TrailingYear(number), .. }) => {
                let last = FiscalQuarter::new(year, number);
                (1 - count..=0).map(|step| calendar.later(last, step)).collect()
            }
            Self::Fiscal(_) => steps.map(|step| FiscalQuarter::new(year, 1).plus(step)).collect(),
            Self::Calendar(_) => {
                steps.map(|step| calendar.in_calendar_quarter(CalendarQuarter::new(year, 1).plus(step))).collect()
            }
        }
    }

    /// Whether two periods are the same quarters of a company's year, by whichever names.
    pub fn is_same(self, other: Self, calendar: FiscalCalendar) -> bool {
        self.ends(calendar) == other.ends(calendar)
    }

    /// The days of the period in a company's year, as [`FiscalCalendar::span`] has those of its quarters.
    pub fn span(self, calendar: FiscalCalendar) -> Span {
        let (first, last) = self.ends(calendar);
        Span { start: calendar.span(first).start, end: calendar.span(last).end }
    }
}

impl Part {
    /// Offset of the first quarter from the first quarter of the year, and the number of quarters.
    pub(super) fn quarters(self) -> (i32, i32) {
        match self {
            Self::Year => (0, 4),
            Self::Half(n) => (2 * i32::from(n) - 2, 2),
            Self::NineMonths => (0, 3),
            Self::Quarter(n) => (i32::from(n) - 1, 1),
            Self::TrailingYear(n) => (i32::from(n) - 4, 4),
            Self::Run(n, count) => (i32::from(n) - i32::from(count), count.into()),
        }
    }

    /// Quarters the part is made of.
    pub fn len_in_quarters(self) -> usize {
        match self {
            Self::Quarter(_) => 1,
            Self::Half(_) => 2,
            Self::NineMonths => 3,
            Self::Year | Self::TrailingYear(_) => 4,
            Self::Run(_, count) => count.into(),
        }
    }

    /// The last quarter of the part, 1 to 4.
    pub fn last_quarter(self) -> u8 {
        match self {
            Self::Year => 4,
            Self::Half(n) => 2 * n,
            Self::NineMonths => 3,
            Self::Quarter(n) | Self::TrailingYear(n) | Self::Run(n, _) => n,
        }
    }
}

/// `2025`, `2025H1`, `2025Q3`, `9M2025`, `TTM2026Q2`, `2022..2024`; with `FY` before a fiscal year: `FY2025Q2`, `TTMFY2026Q2`.
impl From<CalendarQuarter> for Period {
    fn from(quarter: CalendarQuarter) -> Self {
        Self::Calendar(PartOfYear { year: quarter.year(), part: Part::Quarter(quarter.number()) })
    }
}

impl From<FiscalQuarter> for Period {
    fn from(quarter: FiscalQuarter) -> Self {
        Self::Fiscal(PartOfYear { year: quarter.year(), part: Part::Quarter(quarter.number()) })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PartOfYear { year, part } = self.part_of_year();
        let fiscal = if self.is_fiscal() { "FY" } else { "" };
        match part {
            Part::Year => write!(f, "{fiscal}{year}"),
            Part::Half(n) => write!(f, "{fiscal}{year}H{n}"),
            Part::NineMonths => write!(f, "9M{fiscal}{year}"),
            Part::Quarter(n) => write!(f, "{fiscal}{year}Q{n}"),
            Part::TrailingYear(n) => write!(f, "TTM{fiscal}{year}Q{n}"),
            Part::Run(..) => {
                let [first, last] =
                    part.ends_of_run(year).unwrap_or([self.part_of_year(); 2]).map(|end| self.with(end));
                write!(f, "{first}..{last}")
            }
        }
    }
}

/// Reads what [`Display`](fmt::Display) writes of anything but a run, in any case, and the ways the field writes the same: `FY25`, `Q3 2025`, `3Q25`, `2025-Q3`,
/// `FY25 Q2`, `LTM 2025Q3`, `2024年四季度`, `2024财年`.
impl FromStr for Period {
    type Err = BadPeriod;

    fn from_str(typed: &str) -> Result<Self, BadPeriod> {
        let shape = || BadPeriod::Shape(typed.to_owned());
        let word = in_latin(typed);
        let (trailing, word) = match word.strip_prefix("TTM").or_else(|| word.strip_prefix("LTM")) {
            Some(rest) => (true, rest),
            None => (false, word.as_str()),
        };
        let (part, word) = split_part(word).ok_or_else(shape)?;
        let (fiscal, digits) = match word.strip_prefix("FY").or_else(|| word.strip_prefix("CY")) {
            Some(rest) => (word.starts_with('F'), rest),
            None => (false, word.as_str()),
        };
        let named = word.len() > digits.len();
        // A number's reader takes `+202` and `0202` for years that nothing prints that way.
        let number = digits.parse::<i16>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let year = match (digits.len(), number) {
            (4, Some(year @ 1000..)) => year,
            (2, Some(year)) if named || part.is_some() => 2000 + year,
            _ => return Err(shape()),
        };
        let part = match part {
            None => Part::Year,
            Some(('Q', n @ 1..=4)) => Part::Quarter(n),
            Some(('H', n @ 1..=2)) => Part::Half(n),
            Some(('M', 9)) => Part::NineMonths,
            Some(('M', _)) => return Err(shape()),
            Some((letter, n)) => {
                let (most, parts) =
                    if letter == 'Q' { (4, say!(parts_are_quarters)) } else { (2, say!(parts_are_halves)) };
                let prefix = if fiscal { "FY" } else { "" };
                let suggestion = format!("{prefix}{year}{letter}{}", n.clamp(1, most));
                return Err(BadPeriod::Part { typed: typed.to_owned(), parts, suggestion });
            }
        };
        let part = match (trailing, part) {
            (false, part) => part,
            (true, Part::Quarter(n)) => Part::TrailingYear(n),
            (true, _) => return Err(shape()),
        };
        let of_year = PartOfYear { year, part };
        Ok(if fiscal { Self::Fiscal(of_year) } else { Self::Calendar(of_year) })
    }
}

/// Parts of a year in Chinese, without 第 and 度.
const PARTS_IN_CHINESE: &[(&str, &str)] = &[
    ("前三季", "9M"),
    ("前9个月", "9M"),
    ("前九个月", "9M"),
    ("上半年", "H1"),
    ("下半年", "H2"),
    ("一季", "Q1"),
    ("二季", "Q2"),
    ("三季", "Q3"),
    ("四季", "Q4"),
    ("1季", "Q1"),
    ("2季", "Q2"),
    ("3季", "Q3"),
    ("4季", "Q4"),
];

/// A word for a period in capitals, without spaces, hyphens and apostrophes, and with Latin letters for what Chinese says:
/// `2024财年第二季度` is `FY2024Q2`.
fn in_latin(typed: &str) -> String {
    let close = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\'' | '’');
    let mut word: String = typed.chars().filter(close).map(|c| c.to_ascii_uppercase()).collect();
    if word.is_ascii() {
        return word;
    }
    word = word
        .replace(['第', '度'], "")
        .replace('財', "财")
        .replace('個', "个")
        .replace("全年", "年")
        .replace("年年", "年");
    for (chinese, latin) in PARTS_IN_CHINESE {
        word = word.replace(chinese, latin);
    }
    let year = |mark, prefix| word.split_once(mark).map(|(year, part)| format!("{prefix}{year}{part}"));
    year("财年", "FY").or_else(|| year("年", "CY")).unwrap_or(word)
}

/// Takes `Q3` or `H1` off either end of a word, or the `3Q` of `3Q25` and the `9M` of `9M2025` off either.
fn split_part(word: &str) -> Option<(Option<(char, u8)>, String)> {
    let letters: Vec<char> = word.chars().collect();
    let part = |letter: char, digit: char| {
        let number = digit.to_digit(10).and_then(|n| u8::try_from(n).ok())?;
        matches!(letter, 'Q' | 'H').then_some((letter, number))
    };
    Some(match *letters.as_slice() {
        [ref year @ .., '9', 'M'] | ['9', 'M', ref year @ ..] => (Some(('M', 9)), String::from_iter(year)),
        [ref year @ .., letter, digit] if part(letter, digit).is_some() => {
            (part(letter, digit), String::from_iter(year))
        }
        [letter, digit, ref year @ ..] | [digit, letter, ref year @ ..] if part(letter, digit).is_some() => {
            (part(letter, digit), String::from_iter(year))
        }
        [] => return None,
        _ => (None, word.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn the_field_writes_one_quarter_in_many_ways() {
        for text in ["2025Q3", "2025q3", "2025-Q3", "Q3 2025", "3Q25", "3Q2025", "Q3 25", "CY2025Q3", "Q3'25", "Q3 ’25"]
        {
            assert_eq!(period(text), Period::Calendar(PartOfYear { year: 2025, part: Part::Quarter(3) }), "{text}");
        }
        for text in ["FY2026Q1", "FY26Q1", "fy26 q1", "Q1 FY26", "1QFY26"] {
            assert_eq!(period(text), Period::Fiscal(PartOfYear { year: 2026, part: Part::Quarter(1) }), "{text}");
        }
    }

    #[test]
    fn words_that_are_no_period_say_what_would_be() {
        for text in [
            "",
            "25",
            "20255",
            "2025Q",
            "Q3",
            "FY",
            "FY2",
            "TTM2025",
            "2025M3",
            "last",
            "２０２５",
            "-2025Q1x",
            "+202",
            "0202",
            "+2Q1",
        ] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
        let error = "2025Q5".parse::<Period>().unwrap_err();
        assert_eq!(error.to_string(), "`2025Q5` is not a period: a year has quarters Q1 to Q4; did you mean `2025Q4`?");
        assert!("FY2025H0".parse::<Period>().unwrap_err().to_string().ends_with("did you mean `FY2025H1`?"));
    }

    #[test]
    fn calendar_2025_of_a_year_to_june_is_two_halves_of_two_years() {
        let june = FiscalCalendar::ending_in(6).unwrap();
        let quarters = period("2025").quarters(june);
        assert_eq!(quarters.first(), Some(&FiscalQuarter::new(2025, 3)));
        assert_eq!(quarters.last(), Some(&FiscalQuarter::new(2026, 2)));
        assert_eq!(period("FY2025").quarters(june).first(), Some(&FiscalQuarter::new(2025, 1)));
        assert_eq!(period("TTM2026Q2").quarters(june), period("FY2026").quarters(june));
    }

    fn any_period() -> impl Strategy<Value = Period> {
        let part = prop_oneof![
            Just(Part::Year),
            (1_u8..=2).prop_map(Part::Half),
            Just(Part::NineMonths),
            (1_u8..=4).prop_map(Part::Quarter),
            (1_u8..=4).prop_map(Part::TrailingYear),
        ];
        (1990_i16..2100, part, any::<bool>()).prop_map(|(year, part, fiscal)| {
            let of_year = PartOfYear { year, part };
            if fiscal { Period::Fiscal(of_year) } else { Period::Calendar(of_year) }
        })
    }

    proptest! {
        #[test]
        fn a_printed_period_reads_back(period in any_period()) {
            prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
        }

        #[test]
        fn no_word_panics(word in "\\PC{0,12}") {
            let _ = word.parse::<Period>();
        }

        #[test]
        fn the_previous_period_ends_where_this_one_starts(period in any_period(), month in 1_i8..=12) {
            prop_assume!(!matches!(period.part_of_year().part, Part::TrailingYear(_) | Part::NineMonths));
            let calendar = FiscalCalendar::ending_in(month).unwrap();
            let before = period.previous().quarters(calendar);
            prop_assert_eq!(before.last().unwrap().plus(1), period.quarters(calendar)[0]);
        }

        #[test]
        fn a_year_later_is_four_quarters_later(period in any_period(), month in 1_i8..=12) {
            let calendar = FiscalCalendar::ending_in(month).unwrap();
            let later: Vec<_> = period.quarters(calendar).iter().map(|quarter| quarter.plus(4)).collect();
            prop_assert_eq!(period.plus_years(1).quarters(calendar), later);
        }
    }
}
