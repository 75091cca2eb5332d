//! The words of headings, labels and notes, in English.

use crate::model::{Company, FiscalQuarter, Metric, Part, Period, Span, Stretch};

/// `calendar 2025`, `2025Q3`, `fiscal 2025`, `twelve months to 2026Q2`.
pub fn period(period: Period) -> String {
    let Stretch { year, part } = period.stretch();
    match (part, period.is_fiscal()) {
        (Part::Year, false) => format!("calendar {year}"),
        (Part::Year, true) => format!("fiscal {year}"),
        (Part::Half(1), _) => format!("first half of {}", with(period, Part::Year)),
        (Part::Half(_), _) => format!("second half of {}", with(period, Part::Year)),
        (Part::Quarter(_), _) => period.to_string(),
        (Part::TrailingYear(n), _) => format!("twelve months to {}", with(period, Part::Quarter(n))),
    }
}

/// `2025`, `2025Q3`, `TTM 2026Q2`: the heading of a column or row.
pub fn label(period: Period) -> String {
    match period.stretch().part {
        Part::TrailingYear(n) => format!("TTM {}", with(period, Part::Quarter(n))),
        _ => period.to_string(),
    }
}

fn with(period: Period, part: Part) -> Period {
    period.with(Stretch { year: period.stretch().year, part })
}

/// `2019 to 2025`, or the one period.
pub fn periods(all: &[Period]) -> String {
    match all {
        [] => String::new(),
        [one] => period(*one),
        [first, .., last] => format!("{} to {}", label(*first), label(*last)),
    }
}

/// `2015, 2017 to 2019`: periods in order, runs of consecutive ones shortened.
pub fn listed(all: &[Period]) -> String {
    let runs = all.chunk_by(|one, next| next.previous() == *one);
    let run = |run: &[Period]| match run {
        [first, .., last] => format!("{} to {}", label(*first), label(*last)),
        one => one.iter().map(|&period| label(period)).collect(),
    };
    runs.map(run).collect::<Vec<_>>().join(", ")
}

/// What a company calls a calendar period, or the calendar's name of its own period, where the two differ: `FY26 Q2`,
/// `FY25 Q3 – FY26 Q2`, `2024Q3 – 2025Q2`.
pub fn other_name(company: &Company, period: Period) -> Option<String> {
    if company.calendar.is_calendar_year() {
        return None;
    }
    let quarters = period.quarters(company.calendar);
    let (first, last) = (*quarters.first()?, *quarters.last()?);
    let name = |quarter: FiscalQuarter| match period {
        Period::Calendar(_) => format!("FY{:02} Q{}", quarter.year().rem_euclid(100), quarter.number()),
        Period::Fiscal(_) => company.calendar.calendar_quarter(quarter).to_string(),
    };
    Some(match period {
        _ if first == last => name(first),
        Period::Calendar(_) if (first.number(), quarters.len()) == (1, 4) => {
            format!("FY{:02}", first.year().rem_euclid(100))
        }
        _ => format!("{} – {}", name(first), name(last)),
    })
}

/// A company's own name of a period, for machines: `FY2026Q2`, `FY2025`, `FY2025Q3..FY2026Q2`.
pub fn fiscal_period(company: &Company, period: Period) -> String {
    let quarters = period.quarters(company.calendar);
    let (first, last) = (quarters[0], quarters[quarters.len() - 1]);
    match (first.number(), quarters.len()) {
        (_, 1) => first.to_string(),
        (1, 4) => format!("FY{}", first.year()),
        _ => format!("{first}..{last}"),
    }
}

/// The days of a company's period.
pub fn days(company: &Company, period: Period) -> Span {
    let quarters = period.quarters(company.calendar);
    let days = |quarter: FiscalQuarter| company.calendar.span(quarter);
    Span { start: days(quarters[0]).start, end: days(quarters[quarters.len() - 1]).end }
}

/// A name as the first words of a heading.
pub fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `Cloud revenue`, `Capital expenditures`.
pub fn metric(metric: &Metric) -> String {
    capitalised(&metric.name)
}

/// `Amazon`, `Amazon and Meta`, `Amazon, Microsoft and Meta`.
pub fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// `Two`, `Three`, `Four`, then digits.
pub fn count(n: usize) -> String {
    ["No", "One", "Two", "Three", "Four", "Five", "Six"].get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// `30 June 2026`.
pub fn day(day: jiff::civil::Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(day.month() - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"");
    format!("{} {month} {}", day.day(), day.year())
}
