//! Statements as `data/guidance.csv` holds them, and the rule by which one of them stands for a year.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::data;
use crate::program::Row;

/// One line of `data/guidance.csv`, of the columns that a report repeats.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Statement {
    pub company: String,
    pub announced: String,
    pub period: String,
    pub low: String,
    pub high: String,
    pub bound: String,
    pub direction: String,
    pub source: String,
    pub confidence: String,
}

/// Every statement, in the order of the file: by company, then by day.
pub static STATEMENTS: LazyLock<Vec<Statement>> = LazyLock::new(|| {
    let text = data::text("guidance.csv");
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|line| line.expect("a statement")).collect()
});

impl Statement {
    /// The statement that a row of a report repeats.
    pub fn of(row: &Row) -> Self {
        let cell = |column: &str| row.text(column).to_owned();
        Self {
            company: cell("company"),
            announced: cell("announced"),
            period: cell("period"),
            low: cell("low"),
            high: cell("high"),
            bound: cell("bound"),
            direction: cell("direction"),
            source: cell("source"),
            confidence: cell("confidence"),
        }
    }

    /// Whether it names an amount.
    pub fn has_figure(&self) -> bool {
        !(self.low.is_empty() && self.high.is_empty())
    }

    /// The last day of the year it is about: Microsoft's own ends on 30 June, Oracle's on 31 May, any other on 31 December.
    pub fn last_day(&self) -> String {
        let year = self.period.trim_start_matches("FY");
        let is_own = year != self.period;
        let end = match &*self.company {
            "MSFT" if is_own => "06-30",
            "ORCL" if is_own => "05-31",
            _ => "12-31",
        };
        format!("{year}-{end}")
    }

    /// Whether it speaks of this year, of the calendar or of the company's own.
    pub fn is_on(&self, year: i32) -> bool {
        self.period == year.to_string() || self.period == format!("FY{year}")
    }
}

/// The company's statement that stands for a calendar year on a day.
///
/// One on the calendar year goes before those on the company's own year of that number. A figure stands until the
/// company gives another; a direction stands only where there is no figure.
pub fn standing(company: &str, year: i32, day: &str) -> Option<&'static Statement> {
    standing_by("company", company, year, day)
}

/// The same of what others say that the company said, which stands where the company's own documents say nothing.
pub fn copied(company: &str, year: i32, day: &str) -> Option<&'static Statement> {
    standing_by("secondary", company, year, day)
}

fn standing_by(confidence: &str, company: &str, year: i32, day: &str) -> Option<&'static Statement> {
    let of_period = |period: String| {
        let of_company = STATEMENTS.iter().filter(|said| said.company == company && said.confidence == confidence);
        of_company.filter(|said| said.announced.as_str() <= day && said.period == period).collect::<Vec<_>>()
    };
    let calendar = of_period(year.to_string());
    let said = if calendar.is_empty() { of_period(format!("FY{year}")) } else { calendar };
    said.iter().rfind(|said| said.has_figure()).or(said.last()).copied()
}

/// The days on which something was said of a year, and the day before the first of them.
pub fn days_of(year: i32) -> BTreeSet<String> {
    let said: BTreeSet<_> =
        STATEMENTS.iter().filter(|said| said.is_on(year)).map(|said| said.announced.clone()).collect();
    let before = said.first().map(|day| day_before(day));
    said.into_iter().chain(before).collect()
}

/// The day before one that is not the first of its month.
fn day_before(day: &str) -> String {
    let (month, date) = day.split_at("2025-02-".len());
    let date: u8 = date.parse().expect("a day of a month");
    assert!(date > 1, "{day}");
    format!("{month}{:02}", date - 1)
}
