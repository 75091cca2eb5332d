//! Which periods a query is about: `2025`, `2019..2025`, `2024,2025`, `latest`, `last8q`.

mod read;

use super::period::{BadPeriod, Part, PartOfYear, Period};
use super::words::Words;
use crate::say;

/// A period expression as typed: a list of terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodExpr(Vec<Term>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Term {
    One(RangeEnd),
    /// Inclusive; an open end is the newest period, an open start the oldest one of the kind of the end.
    Range(Option<Period>, RangeEnd),
    /// The newest few; without a grain, of what the report is cut into.
    Last(u16, Option<Grain>),
    /// Every period there is, of what the report is cut into.
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RangeEnd {
    At(Period),
    /// The newest quarter.
    Latest,
    /// From the start of the year to the newest quarter.
    YearToDate,
    /// The twelve months to the newest quarter.
    TrailingYear,
}

/// What a period is cut into or widened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// Discrete quarters.
    Quarters,
    /// Whole years.
    Years,
    /// The trailing twelve months to the end of each quarter.
    TrailingYears,
}

/// A period expression that could not be read or resolved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub enum BadPeriodExpr {
    /// One of its periods.
    Period(#[from] BadPeriod),
    /// A range whose ends are of two kinds.
    Ends(Period, Period),
    /// A range that runs backwards.
    Backwards(Period, Period),
    /// Two periods with a hyphen between them, which may stand inside a period too.
    Hyphen(String),
    /// More periods than a report can hold.
    Long(String),
}

impl BadPeriodExpr {
    /// Whether periods were read, so that a period and nothing else was meant.
    pub fn names_periods(&self) -> bool {
        !matches!(self, Self::Period(BadPeriod::Shape(_)))
    }

    /// Why the expression gives no periods.
    pub fn words(&self) -> Words {
        match self {
            Self::Period(error) => error.words(),
            Self::Ends(first, last) => say!(ends_of_two_kinds, first = first.to_string(), last = last.to_string()),
            Self::Backwards(first, last) => say!(runs_backwards, first = first.to_string(), last = last.to_string()),
            Self::Hyphen(range) => say!(range_with_hyphen, range),
            Self::Long(typed) => say!(too_many_periods, typed),
        }
    }
}

/// The most periods a query may ask for: a century of quarters.
const MOST: u16 = 400;

impl RangeEnd {
    /// The period, where the newest quarter is known; an open end of a range is a period of the kind of its start.
    fn period(self, newest: Period, of_kind: u8) -> Period {
        let PartOfYear { year, part } = newest.part_of_year();
        match self {
            Self::At(period) => period,
            Self::Latest => newest_of(newest, of_kind),
            Self::TrailingYear => newest_of(newest, TRAILING_YEAR),
            Self::YearToDate => newest.with(match part.last_quarter() {
                2 => PartOfYear { year, part: Part::Half(1) },
                3 => PartOfYear { year, part: Part::NineMonths },
                4 => PartOfYear { year, part: Part::Year },
                _ => PartOfYear { year, part },
            }),
        }
    }
}

/// A rank that is equal for periods of equal length.
fn kind(period: Period) -> u8 {
    match period.part_of_year().part {
        Part::Year => YEAR,
        Part::Half(_) => 1,
        Part::Quarter(_) => QUARTER,
        Part::TrailingYear(_) => TRAILING_YEAR,
        Part::NineMonths => 4,
        Part::Run(..) => 5,
    }
}

const YEAR: u8 = 0;
const QUARTER: u8 = 2;
const TRAILING_YEAR: u8 = 3;

/// An end of the quarters that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownEnd {
    /// The first.
    Oldest,
    /// The last.
    Newest,
}

impl PeriodExpr {
    /// The newest quarter.
    pub fn latest() -> Self {
        Self(vec![Term::One(RangeEnd::Latest)])
    }

    /// The newest `count` quarters or years.
    pub fn last(count: u16, grain: Grain) -> Self {
        Self(vec![Term::Last(count, Some(grain))])
    }

    /// These periods, then others.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Reads what stands after `--year`, where `24` is a year too.
    pub fn of_years(typed: &str) -> Result<Self, BadPeriodExpr> {
        Self::with_full_years(typed).parse()
    }

    /// An expression with each year of two digits written in four: `22..24` is `2022..2024`.
    pub fn with_full_years(typed: &str) -> String {
        let is_short = |word: &&str| word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        let year =
            |word: &str| Some(word.trim()).filter(is_short).map_or_else(|| word.to_owned(), |word| format!("20{word}"));
        let terms = typed.split(',').map(|term| match term.split_once("..") {
            Some((start, end)) => format!("{}..{}", year(start), year(end)),
            None => year(term),
        });
        terms.collect::<Vec<_>>().join(",")
    }

    /// The periods meant, in the order asked for, each once. `known` tells the first or the last quarter that is known, in
    /// the calendar of the report, and is asked only where a term reaches to it; `fiscal` reads plain years as fiscal years.
    pub fn resolve<E: From<BadPeriodExpr>>(
        &self,
        known: impl Fn(KnownEnd) -> Result<Period, E>,
        fiscal: bool,
        grain: Option<Grain>,
    ) -> Result<Vec<Period>, E> {
        let own = |period: Period| if fiscal { period.fiscal() } else { period };
        let cut = match grain {
            Some(Grain::Quarters) => QUARTER,
            Some(Grain::TrailingYears) => TRAILING_YEAR,
            Some(Grain::Years) | None => YEAR,
        };
        let mut periods = Vec::new();
        for term in &self.0 {
            match *term {
                Term::One(RangeEnd::At(period)) => periods.push(own(period)),
                Term::One(end) => {
                    periods.push(
                        end.period(known(KnownEnd::Newest)?, if grain == Some(Grain::Years) { YEAR } else { QUARTER }),
                    );
                }
                Term::Range(Some(start), RangeEnd::At(end)) => extend(&mut periods, own(start), own(end))?,
                Term::Range(Some(start), end) => {
                    let start = own(start);
                    extend(&mut periods, start, end.period(known(KnownEnd::Newest)?, kind(start)))?;
                }
                Term::Range(None, end) => {
                    let (oldest, newest) = (known(KnownEnd::Oldest)?, known(KnownEnd::Newest)?);
                    let end = own(end.period(newest, cut));
                    // Before the first there is none; that is for the figure to say.
                    extend(&mut periods, oldest_of(oldest, kind(end)).min(end), end)?;
                }
                Term::Last(count, unit) => {
                    let of_years = unit == Some(Grain::Years) || (unit.is_none() && cut == YEAR);
                    let newest = newest_of(known(KnownEnd::Newest)?, if of_years { YEAR } else { QUARTER });
                    let first = (1..count).fold(newest, |period, _| period.previous());
                    extend(&mut periods, first, newest)?;
                }
                Term::All => {
                    let (oldest, newest) = (known(KnownEnd::Oldest)?, known(KnownEnd::Newest)?);
                    extend(&mut periods, oldest_of(oldest, cut), newest_of(newest, cut))?;
                }
            }
        }
        let mut cut: Vec<Period> = Vec::new();
        for period in periods {
            for piece in cut_to(period, grain) {
                if !cut.contains(&piece) {
                    cut.push(piece);
                }
            }
        }
        match cut.first() {
            Some(first) if cut.len() > usize::from(MOST) => Err(BadPeriodExpr::Long(format!("{first}..")).into()),
            _ => Ok(cut),
        }
    }
}

/// The newest whole period of a kind that ends no later than the newest quarter does.
fn newest_of(newest: Period, kind: u8) -> Period {
    let PartOfYear { year, part } = newest.part_of_year();
    let Part::Quarter(quarter) = part else { return newest };
    newest.with(match kind {
        YEAR => PartOfYear { year: if quarter == 4 { year } else { year - 1 }, part: Part::Year },
        1 if quarter == 4 => PartOfYear { year, part: Part::Half(2) },
        1 if quarter >= 2 => PartOfYear { year, part: Part::Half(1) },
        1 => PartOfYear { year: year - 1, part: Part::Half(2) },
        QUARTER => PartOfYear { year, part },
        TRAILING_YEAR => PartOfYear { year, part: Part::TrailingYear(quarter) },
        _ => PartOfYear { year: if quarter >= 3 { year } else { year - 1 }, part: Part::NineMonths },
    })
}

/// The first whole period of a kind that starts no earlier than the oldest quarter does.
fn oldest_of(oldest: Period, kind: u8) -> Period {
    let PartOfYear { year, part } = oldest.part_of_year();
    let Part::Quarter(quarter) = part else { return oldest };
    let in_next = |from: u8| if quarter > from { year + 1 } else { year };
    oldest.with(match kind {
        YEAR => PartOfYear { year: in_next(1), part: Part::Year },
        1 => match quarter {
            1 => PartOfYear { year, part: Part::Half(1) },
            2 | 3 => PartOfYear { year, part: Part::Half(2) },
            _ => PartOfYear { year: year + 1, part: Part::Half(1) },
        },
        QUARTER => PartOfYear { year, part },
        TRAILING_YEAR => match quarter {
            1 => PartOfYear { year, part: Part::TrailingYear(4) },
            _ => PartOfYear { year: year + 1, part: Part::TrailingYear(quarter - 1) },
        },
        _ => PartOfYear { year: in_next(1), part: Part::NineMonths },
    })
}

fn extend(periods: &mut Vec<Period>, start: Period, end: Period) -> Result<(), BadPeriodExpr> {
    let mut back = Vec::new();
    let mut period = end;
    while period >= start {
        back.push(period);
        if back.len() > usize::from(MOST) {
            return Err(BadPeriodExpr::Long(format!("{start}..{end}")));
        }
        period = period.previous();
    }
    periods.extend(back.into_iter().rev());
    Ok(())
}

fn cut_to(period: Period, grain: Option<Grain>) -> Vec<Period> {
    let PartOfYear { year, part } = period.part_of_year();
    let at = |part| period.with(PartOfYear { year, part });
    match grain {
        None => vec![period],
        Some(Grain::Years) => vec![at(Part::Year)],
        Some(Grain::TrailingYears) => vec![at(Part::TrailingYear(part.last_quarter()))],
        Some(Grain::Quarters) => {
            let newest = at(Part::Quarter(part.last_quarter()));
            let mut quarters: Vec<_> = std::iter::successors(Some(newest), |quarter| Some(quarter.previous()))
                .take(part.len_in_quarters())
                .collect();
            quarters.reverse();
            quarters
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn resolved(expression: &str, fiscal: bool, grain: Option<Grain>) -> String {
        let quarter = |word: &str| {
            let quarter: Period = word.parse().unwrap();
            if fiscal { quarter.fiscal() } else { quarter }
        };
        let known = |end| {
            Ok(match end {
                KnownEnd::Oldest => quarter("2023Q2"),
                KnownEnd::Newest => quarter("2026Q2"),
            })
        };
        let periods = expression.parse::<PeriodExpr>().and_then(|window| window.resolve(known, fiscal, grain));
        match periods {
            Ok(periods) => periods.iter().map(Period::to_string).collect::<Vec<_>>().join(" "),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn expressions_name_periods() {
        assert_eq!(resolved("2024,2025", false, None), "2024 2025");
        assert_eq!(resolved("2023..2025", false, None), "2023 2024 2025");
        assert_eq!(resolved("2025Q3..", false, None), "2025Q3 2025Q4 2026Q1 2026Q2");
        assert_eq!(resolved("2025H1..latest", false, None), "2025H1 2025H2 2026H1");
        assert_eq!(resolved("last3q", false, None), "2025Q4 2026Q1 2026Q2");
        assert_eq!(resolved("last2y", false, None), "2024 2025");
        assert_eq!(resolved("latest", false, None), "2026Q2");
        assert_eq!(resolved("latest,2026Q2", false, None), "2026Q2");
        assert_eq!(resolved("FY2024..FY2025", false, None), "FY2024 FY2025");
        for range in ["2023-2025", "2023:2025", "2023 to 2025", "2023–2025", "2023年至2025年"] {
            assert_eq!(resolved(range, false, None), "2023 2024 2025", "{range}");
        }
        assert_eq!(resolved("2025-Q3", false, None), "2025Q3");
        assert_eq!(resolved("ytd", false, None), "2026H1");
        for words in ["ttm", "last twelve months", "Trailing-12 months", "最近十二个月"] {
            assert_eq!(resolved(words, false, None), "TTM2026Q2", "{words}");
        }
        for words in ["year to date", "Year-to-date", "今年以来"] {
            assert_eq!(resolved(words, false, None), "2026H1", "{words}");
        }
        for words in ["last year", "latest year", "去年"] {
            assert_eq!(resolved(words, false, None), "2025", "{words}");
        }
        assert_eq!(resolved("last3", false, None), "2023 2024 2025");
        assert_eq!(resolved("last3", false, Some(Grain::Quarters)), "2025Q4 2026Q1 2026Q2");
        assert_eq!(resolved("all", false, None), "2024 2025");
        assert_eq!(resolved("all", true, Some(Grain::TrailingYears)).split(' ').next(), Some("TTMFY2024Q1"));
        assert_eq!(resolved("..2025H1", false, None), "2023H2 2024H1 2024H2 2025H1");
        assert_eq!(resolved("..2020", false, None), "2020");
        assert_eq!(resolved("9M2024..", false, None), "9M2024 9M2025");
    }

    #[test]
    fn a_grain_cuts_or_widens() {
        assert_eq!(resolved("2025", false, Some(Grain::Quarters)), "2025Q1 2025Q2 2025Q3 2025Q4");
        assert_eq!(resolved("latest", false, Some(Grain::TrailingYears)), "TTM2026Q2");
        assert_eq!(resolved("latest", false, Some(Grain::Years)), "2025");
        assert_eq!(resolved("2025Q1..2025Q4", false, Some(Grain::Years)), "2025");
        assert_eq!(resolved("2025", true, Some(Grain::Quarters)), "FY2025Q1 FY2025Q2 FY2025Q3 FY2025Q4");
    }

    #[test]
    fn what_cannot_be_meant_is_said() {
        assert_eq!(
            resolved("2025..2019", false, None),
            "error: `2025..2019` runs backwards; did you mean `2019..2025`?"
        );
        assert!(resolved("2019..2025Q1", false, None).contains("differ in kind"));
        assert!(resolved("2024Q1-2024Q4", false, None).contains("`2024Q1..2024Q4`"));
        assert!(resolved("FY2024 - FY25", false, None).contains("`FY2024..FY2025`"));
        assert!(resolved("last9999q", false, None).contains("too many periods"));
        assert!(resolved("1001..2025", false, None).contains("too many periods"));
        assert!(resolved("2024,,2025", false, None).contains("is not a period"));
        for range in ["..", ":", "2024Q1-2024Q4", "last0q", "last q"] {
            assert!(resolved(range, false, None).starts_with("error: "), "{range}");
        }
    }

    proptest! {
        #[test]
        fn no_expression_panics(expression in "[0-9FYQHTMlastoqyd年至 .,:-]{0,16}") {
            let _ = resolved(&expression, false, Some(Grain::Quarters));
        }
    }
}
