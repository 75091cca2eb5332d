//! What was known of a fiscal year on a day: the newest figure of every span.

use std::collections::{HashMap, HashSet};

use crate::data::{COMPANIES, FACTS, FISCAL_YEARS, Fact};

/// A metric and the sign with which it counts.
pub type Term = (&'static str, i64);

/// Net purchases are purchases less proceeds: two of them give the third, as a sum with these signs.
pub const IDENTITIES: [(&str, Term, Term); 3] = [
    ("ppe_purchases_net", ("ppe_purchases", 1), ("ppe_proceeds", -1)),
    ("ppe_purchases", ("ppe_purchases_net", 1), ("ppe_proceeds", 1)),
    ("ppe_proceeds", ("ppe_purchases", 1), ("ppe_purchases_net", -1)),
];

/// A company's own year. Microsoft's ends on 30 June, Oracle's on 31 May, the others' on 31 December.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FiscalYear {
    pub company: &'static str,
    pub year: i32,
}

impl FiscalYear {
    /// Every fiscal year of every company.
    pub fn all() -> impl Iterator<Item = Self> {
        COMPANIES.into_iter().flat_map(|company| FISCAL_YEARS.map(move |year| Self { company, year }))
    }

    /// First and last day of the quarters `first` to `last`, counted from 1.
    pub fn span(self, first: usize, last: usize) -> (String, String) {
        let days = match self.company {
            "MSFT" => [(-1, "07-01", "09-30"), (-1, "10-01", "12-31"), (0, "01-01", "03-31"), (0, "04-01", "06-30")],
            "ORCL" => [(-1, "06-01", "08-31"), (-1, "09-01", "11-30"), (-1, "12-01", ""), (0, "03-01", "05-31")],
            _ => [(0, "01-01", "03-31"), (0, "04-01", "06-30"), (0, "07-01", "09-30"), (0, "10-01", "12-31")],
        };
        let (years_before, start, _) = days[first - 1];
        let (years_before_end, _, end) = days[last - 1];
        // Oracle's third quarter begins in the year before that in which it ends, on the last day of February.
        let (years_before_end, end) = match (self.company, last) {
            ("ORCL", 3) if self.year % 4 == 0 => (0, "02-29"),
            ("ORCL", 3) => (0, "02-28"),
            _ => (years_before_end, end),
        };
        (format!("{}-{start}", self.year + years_before), format!("{}-{end}", self.year + years_before_end))
    }
}

/// The newest value of every span, among the facts published by a day.
pub struct Known {
    newest: HashMap<(&'static str, &'static str, &'static str, &'static str), &'static Fact>,
    restated: HashSet<(&'static str, FiscalYear)>,
}

impl Known {
    /// Everything in the data.
    pub fn today() -> Self {
        Self::on("9999-12-31")
    }

    /// What had been published by the end of a day.
    pub fn on(day: &str) -> Self {
        let known = || FACTS.iter().filter(|fact| fact.published.as_str() <= day);
        let mut newest: HashMap<_, &Fact> = HashMap::new();
        for fact in known() {
            let slot = newest.entry((&*fact.company, &*fact.metric, &*fact.start, &*fact.end)).or_insert(fact);
            if fact.published >= slot.published {
                *slot = fact;
            }
        }
        let restated = FiscalYear::all()
            .flat_map(|year| {
                let (first, last) = year.span(1, 4);
                known()
                    .filter(move |fact| fact.restated && fact.company == year.company)
                    .filter(move |fact| first <= fact.start && fact.end <= last)
                    .map(move |fact| (&*fact.metric, year))
            })
            .collect();
        Self { newest, restated }
    }

    /// The fact of the quarters `first` to `last` of a year.
    fn fact(&self, metric: &str, year: FiscalYear, first: usize, last: usize) -> Option<&'static Fact> {
        let (start, end) = year.span(first, last);
        self.newest.get(&(year.company, metric, &*start, &*end)).copied()
    }

    /// A figure as filed, or by an identity from two others filed for the same quarters.
    pub fn figure(&self, metric: &str, year: FiscalYear, first: usize, last: usize) -> Option<i64> {
        let filed = |metric| self.fact(metric, year, first, last).map(|fact| fact.value);
        filed(metric).or_else(|| {
            let (_, (one, sign), (other, other_sign)) = IDENTITIES.into_iter().find(|(third, ..)| *third == metric)?;
            Some(sign * filed(one)? + other_sign * filed(other)?)
        })
    }

    /// Whether any figure of the metric in that year is a restatement.
    pub fn is_restated(&self, metric: &str, year: FiscalYear) -> bool {
        self.restated.iter().any(|(restated, of)| *restated == metric && *of == year)
    }

    /// The metrics and years with a restatement.
    pub fn restated(&self) -> &HashSet<(&'static str, FiscalYear)> {
        &self.restated
    }
}
