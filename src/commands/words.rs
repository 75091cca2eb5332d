//! The words of headings, labels and notes that several commands share.

use jiff::civil::Date;

use crate::model::{Basis, Company, Confidence, Currency, FiscalQuarter, Metric, Part, Period, Stretch, capitalised};
use crate::report::{Cell, Words};
use crate::say;

pub use crate::analysis::of_company;

/// `calendar 2025`, `2025Q3`, `fiscal 2025`, `twelve months to 2026Q2`.
pub fn period(period: Period) -> Words {
    let Stretch { year, part } = period.stretch();
    let year = year.to_string();
    let with = |part| with(period, part).to_string();
    match (part, period.is_fiscal()) {
        (Part::Year, false) => say!("calendar {year}", year),
        (Part::Year, true) => say!("fiscal {year}", year),
        (Part::Half(1), _) => say!("first half of {year}", year = with(Part::Year)),
        (Part::Half(_), _) => say!("second half of {year}", year = with(Part::Year)),
        (Part::NineMonths, _) => say!("first nine months of {year}", year = with(Part::Year)),
        (Part::Quarter(_), _) => period.to_string().into(),
        (Part::TrailingYear(n), _) => say!("twelve months to {quarter}", quarter = with(Part::Quarter(n))),
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
pub fn periods(all: &[Period]) -> Words {
    match all {
        [] => Words::NONE,
        [one] => period(*one),
        [first, .., last] => range(label(*first), label(*last)),
    }
}

/// `2017 to 2019`, `60.0 to 65.0`.
pub fn range(first: impl Into<Words>, last: impl Into<Words>) -> Words {
    say!("{first} to {last}", first, last)
}

/// `2015, 2017 to 2019`: periods in order, runs of consecutive ones shortened.
pub fn listed(all: &[Period]) -> Words {
    let runs = all.chunk_by(|one, next| next.previous() == *one);
    let run = |run: &[Period]| match run {
        [first, .., last] => range(label(*first), label(*last)),
        one => Words::run(one.iter().map(|&period| label(period))),
    };
    Words::items(runs.map(run))
}

/// What a company calls a calendar period, or the calendar's name of its own period, where the two differ: `FY26 Q2`,
/// `FY25 Q3 – FY26 Q2`, `2024Q3 – 2025Q2`.
pub fn other_name(company: &Company, period: Period) -> Option<String> {
    if company.calendar.is_calendar_year() {
        return None;
    }
    let (first, last) = period.ends(company.calendar);
    let name = |quarter: FiscalQuarter| match period {
        Period::Calendar(_) => format!("FY{:02} Q{}", quarter.year().rem_euclid(100), quarter.number()),
        Period::Fiscal(_) => company.calendar.calendar_quarter(quarter).to_string(),
    };
    Some(match period {
        _ if first == last => name(first),
        Period::Calendar(_) if (first.number(), period.stretch().part.len_in_quarters()) == (1, 4) => {
            format!("FY{:02}", first.year().rem_euclid(100))
        }
        _ => format!("{} – {}", name(first), name(last)),
    })
}

/// A company's own name of a period, for machines: `FY2026Q2`, `FY2025`, `FY2025Q3..FY2026Q2`.
pub fn fiscal_period(company: &Company, period: Period) -> String {
    let (first, last) = period.ends(company.calendar);
    match (first.number(), period.stretch().part.len_in_quarters()) {
        (_, 1) => first.to_string(),
        (1, 4) => format!("FY{}", first.year()),
        _ => format!("{first}..{last}"),
    }
}

/// `Cloud revenue`, `Capital expenditures`.
pub fn metric(metric: &Metric) -> Words {
    Words::Name { en: capitalised(&metric.name), zh: metric.name_zh.clone() }
}

/// `cloud revenue`, inside a sentence.
pub fn metric_name(metric: &Metric) -> Words {
    Words::Name { en: metric.name.clone(), zh: metric.name_zh.clone() }
}

/// `net purchases`, where a metric stands among others; the whole name where it has no shorter one.
pub fn metric_short(metric: &Metric) -> Words {
    if metric.short == metric.name { metric_name(metric) } else { metric.short.as_str().into() }
}

/// `Amazon`.
pub fn company(company: &Company) -> Words {
    company.words()
}

/// `Amazon`, `Amazon and Meta`, `Amazon, Microsoft and Meta`; of more than six, four and how many more.
pub fn companies<'c>(companies: impl IntoIterator<Item = &'c Company>) -> Words {
    const MOST: usize = 6;
    let companies: Vec<&Company> = companies.into_iter().collect();
    match companies.as_slice() {
        [one, two, three, four, rest @ ..] if companies.len() > MOST => say!(
            "{companies} and {count} more",
            companies = Words::items([one, two, three, four].map(|one| company(one))),
            count = rest.len().to_string()
        ),
        few => Words::and(few.iter().map(|one| company(one))),
    }
}

/// `2 of 4`, as a cell.
pub fn of(present: usize, of: usize) -> Cell {
    Cell::say(say!("{present} of {of}", present = present.to_string(), of = of.to_string()))
}

/// `YoY CNY`: a heading where growth is shown in two currencies.
pub fn yoy(currency: Currency) -> Words {
    say!("YoY {currency}", currency = currency.code())
}

/// `QoQ CNY`: the same against the quarter before.
pub fn qoq(currency: Currency) -> Words {
    say!("QoQ {currency}", currency = currency.code())
}

/// `headline`; `as reported` of a metric that is as each company defines it.
pub fn basis(basis: Option<Basis>) -> Words {
    basis.map_or_else(|| say!("as reported"), |basis| basis.name().into())
}

/// A basis for machine formats; empty where none was asked for and none is usual.
pub fn basis_cell(basis: Option<Basis>) -> Cell {
    basis.map_or(Cell::BLANK, |basis| Cell::text(basis.name()))
}

/// `capital expenditures as each company reports them`, beside something else than capital expenditures.
pub fn capex_on(basis: Basis) -> Words {
    match basis {
        Basis::Headline => say!("capital expenditures {basis}", basis = basis.words()),
        Basis::Cash | Basis::Net | Basis::Leases => say!("capital expenditures: {basis}", basis = basis.words()),
    }
}

/// `, as known on 2025-02-08`, after a title; nothing where all is known.
pub fn as_known(words: Words, as_of: Option<Date>) -> Words {
    match as_of {
        Some(day) => say!("{words}, as known on {day}", words, day),
        None => words,
    }
}

/// How a figure is known, where it is not read from a filing.
pub fn confidence(confidence: Confidence) -> Option<Words> {
    match confidence {
        Confidence::Filing => None,
        Confidence::Company => Some("stated by the company".into()),
        Confidence::Secondary => Some("a third party's copy".into()),
        Confidence::Derived => Some("worked out from other figures".into()),
        Confidence::User => Some("a figure of your own".into()),
    }
}

/// `Two`, `Three`, `Four`, then digits.
pub fn count(n: usize) -> String {
    ["No", "One", "Two", "Three", "Four", "Five", "Six"].get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}
