//! Several periods in a row as one: 2022..2024.

use super::period::{Part, PartOfYear, Period};
use super::quarter::CalendarQuarter;

const QUARTERS_A_YEAR: i32 = 4;

impl Period {
    /// The same part of the year before; of several years, the same number of years before those.
    #[must_use]
    pub fn year_before(self) -> Self {
        self.plus_years(-self.part_of_year().part.years())
    }

    /// The last of the years or quarters that are one period; any other period is itself.
    #[must_use]
    pub fn last_of_run(self) -> Self {
        let PartOfYear { year, part } = self.part_of_year();
        part.ends_of_run(year).map_or(self, |[_, last]| self.with(last))
    }

    /// Whether it is longer than a year.
    pub fn exceeds_a_year(self) -> bool {
        self.part_of_year().part.years() > 1
    }

    /// Periods that follow one another, as one; `None` if they do not, or if there is none.
    pub fn run(periods: &[Self]) -> Option<Self> {
        let (first, last) = (periods.first()?, periods.last()?);
        let ends = |period: &Self| {
            let PartOfYear { year, part } = period.part_of_year();
            let (offset, count) = part.quarters();
            let start = i32::from(year) * QUARTERS_A_YEAR + offset;
            (start, start + count)
        };
        let follows = |pair: &[Self; 2]| {
            let [one, next] = pair;
            one.is_fiscal() == next.is_fiscal() && ends(one).1 == ends(next).0
        };
        let count = u16::try_from(ends(last).1 - ends(first).0).ok()?;
        let PartOfYear { year, part } = last.part_of_year();
        let part = match part.last_quarter() {
            4 if i32::from(count) == QUARTERS_A_YEAR => Part::Year,
            quarter => Part::Run(quarter, count),
        };
        let run = last.with(PartOfYear { year, part });
        periods.array_windows().all(follows).then_some(if periods.len() == 1 { *first } else { run })
    }
}

impl Part {
    /// How many years back a period of this length is compared with.
    fn years(self) -> i16 {
        i16::try_from(self.len_in_quarters().div_ceil(4)).unwrap_or(i16::MAX)
    }

    /// The first and the last of several years, or quarters, that are one period that ends in a year.
    pub fn ends_of_run(self, year: i16) -> Option<[PartOfYear; 2]> {
        let Self::Run(n, count) = self else { return None };
        let last = CalendarQuarter::new(year, n);
        let first = last.plus(1 - i32::from(count));
        let is_of_years = n == 4 && first.number() == 1;
        let end = |quarter: CalendarQuarter| PartOfYear {
            year: quarter.year(),
            part: if is_of_years { Self::Year } else { Self::Quarter(quarter.number()) },
        };
        Some([end(first), end(last)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(periods: &[&str]) -> Option<Period> {
        Period::run(&periods.iter().map(|period| period.parse().unwrap()).collect::<Vec<_>>())
    }

    #[test]
    fn periods_that_follow_one_another_are_one() {
        for (periods, name, quarters) in [
            (&["2022", "2023", "2024"][..], "2022..2024", 12),
            (&["FY2025", "FY2026"], "FY2025..FY2026", 8),
            (&["2025Q3", "2025Q4", "2026Q1"], "2025Q3..2026Q1", 3),
            (&["2024", "2025Q1"], "2024Q1..2025Q1", 5),
            (&["2025H1", "2025H2"], "2025", 4),
            (&["2025"], "2025", 4),
        ] {
            let run = run(periods).unwrap();
            let count = run.part_of_year().part.len_in_quarters();
            assert_eq!((run.to_string().as_str(), count), (name, quarters), "{periods:?}");
        }
        for periods in
            [&["2022", "2024"][..], &["2024", "FY2025"], &["2025Q1", "2025Q1"], &["TTM2025Q4", "TTM2026Q1"], &[]]
        {
            assert_eq!(run(periods), None, "{periods:?}");
        }
    }

    #[test]
    fn a_run_is_compared_with_as_many_years_before() {
        let run = run(&["2022", "2023", "2024"]).unwrap();
        assert_eq!(run.year_before().to_string(), "2019..2021");
        assert_eq!(run.last_of_run(), Period::year(2024));
        assert!(run.exceeds_a_year() && !Period::year(2024).exceeds_a_year());
        assert_eq!(Period::year(2024).year_before(), Period::year(2023));
    }
}
