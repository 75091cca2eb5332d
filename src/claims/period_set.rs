//! The periods whose figures a claim adds.

use std::fmt;

use jiff::civil::Date;

use crate::model::{Company, FiscalCalendar, FiscalQuarter, Part, Period, Span};

/// One period, or several of which the figures are added: `2025Q3`, `2022..2024`, `2022,2024`. It is never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodSet {
    first: Period,
    others: Vec<Period>,
}

impl From<Period> for PeriodSet {
    fn from(first: Period) -> Self {
        Self { first, others: Vec::new() }
    }
}

impl PeriodSet {
    /// Some periods, in order; `None` for none.
    pub fn new(mut periods: Vec<Period>) -> Option<Self> {
        periods.sort_unstable();
        periods.dedup();
        let mut periods = periods.into_iter();
        Some(Self { first: periods.next()?, others: periods.collect() })
    }

    /// The periods, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Period> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    /// The first period.
    pub fn first(&self) -> Period {
        self.first
    }

    /// The last period.
    pub fn last(&self) -> Period {
        self.others.last().copied().unwrap_or(self.first)
    }

    /// The period, if there is one only.
    pub fn single(&self) -> Option<Period> {
        self.others.is_empty().then_some(self.first)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        1 + self.others.len()
    }

    /// The set with each period changed.
    #[must_use]
    pub fn map(&self, change: impl Fn(Period) -> Period) -> Self {
        Self { first: change(self.first), others: self.others.iter().map(|period| change(*period)).collect() }
    }

    /// Whether one of them is a fiscal period.
    pub fn is_fiscal(&self) -> bool {
        self.iter().any(Period::is_fiscal)
    }

    /// Whether all are whole years.
    pub fn is_of_years(&self) -> bool {
        self.iter().all(|period| period.part_of_year().part == Part::Year)
    }

    /// The same periods, some years later (earlier if negative).
    #[must_use]
    pub fn plus_years(&self, years: i16) -> Self {
        self.map(|period| period.plus_years(years))
    }

    /// The same part of the year before; of several years, the same number of years before those.
    #[must_use]
    pub fn year_before(&self) -> Self {
        let years = i16::try_from(self.len_in_quarters().div_ceil(4)).unwrap_or(1);
        self.plus_years(-years.max(1))
    }

    /// The periods right before: as many, of the same length.
    #[must_use]
    pub fn previous(&self) -> Self {
        let steps = self.count();
        self.map(|period| (0..steps).fold(period, |period, _| period.previous()))
    }

    /// Their quarters in a company's year, in order of the periods.
    pub fn quarters(&self, calendar: FiscalCalendar) -> Vec<FiscalQuarter> {
        self.iter().flat_map(|period| period.quarters(calendar)).collect()
    }

    /// How many quarters they have.
    pub fn len_in_quarters(&self) -> usize {
        self.iter().map(|period| period.part_of_year().part.len_in_quarters()).sum()
    }

    /// The days from the start of the first to the end of the last in a company's year.
    pub fn span(&self, calendar: FiscalCalendar) -> Span {
        Span { start: self.first.span(calendar).start, end: self.last().span(calendar).end }
    }

    /// Whether a company's quarter is in two of them.
    pub fn overlaps(&self, company: &Company) -> bool {
        let mut quarters = self.quarters(company.calendar);
        let all = quarters.len();
        quarters.sort_unstable();
        quarters.dedup();
        quarters.len() < all
    }

    /// Whether the last day for one of the companies comes after a day.
    pub fn is_open_on(&self, day: Date, companies: &[&Company]) -> bool {
        companies.iter().any(|company| self.span(company.calendar).end > day)
    }
}

/// `2025Q3`, `2022..2024` for consecutive periods, else `2022,2024`.
impl fmt::Display for PeriodSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<Period> = self.iter().collect();
        let is_run = all.is_sorted_by(|one, next| next.previous() == *one);
        match all.as_slice() {
            [first, .., last] if is_run => write!(f, "{first}..{last}"),
            all => f.write_str(&all.iter().map(Period::to_string).collect::<Vec<_>>().join(",")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(periods: &[&str]) -> PeriodSet {
        PeriodSet::new(periods.iter().map(|period| period.parse().unwrap()).collect()).unwrap()
    }

    #[test]
    fn a_set_is_written_as_a_range_where_it_is_one() {
        assert_eq!(set(&["2023", "2022", "2024"]).to_string(), "2022..2024");
        assert_eq!(set(&["2022", "2024"]).to_string(), "2022,2024");
        assert_eq!(set(&["2024Q4"]).to_string(), "2024Q4");
        assert_eq!(set(&["2023Q4", "2024Q1"]).to_string(), "2023Q4..2024Q1");
        assert_eq!(PeriodSet::new(Vec::new()), None);
    }

    #[test]
    fn what_comes_before_is_as_long() {
        assert_eq!(set(&["2022", "2023", "2024"]).previous(), set(&["2019", "2020", "2021"]));
        assert_eq!(set(&["2022", "2023"]).year_before(), set(&["2020", "2021"]));
        assert_eq!(set(&["2024Q1", "2024Q2", "2024Q3"]).year_before(), set(&["2023Q1", "2023Q2", "2023Q3"]));
        assert_eq!(set(&["2024Q1", "2024Q2"]).previous(), set(&["2023Q3", "2023Q4"]));
    }
}
