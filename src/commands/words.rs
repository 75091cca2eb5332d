//! The words of headings, labels and notes that several commands share.

use jiff::civil::Date;

use crate::data::Dataset;
use crate::model::{
    Basis, Company, CompanyGroup, Confidence, Currency, FiscalQuarter, Metric, Part, PartOfYear, Period,
};
use crate::report::{Cell, NamedOption, Words};
use crate::say;

pub use crate::analysis::of_company;

/// `calendar 2025`, `2025Q3`, `fiscal 2025`, `twelve months to 2026Q2`.
pub fn period(period: Period) -> Words {
    let PartOfYear { year, part } = period.part_of_year();
    let year = year.to_string();
    let with = |part| with(period, part);
    match (part, period.is_fiscal()) {
        (Part::Year, false) => say!(calendar_year, year),
        (Part::Year, true) => say!(fiscal_year, year),
        (Part::Half(1), _) => say!(first_half_of, year = with(Part::Year)),
        (Part::Half(_), _) => say!(second_half_of, year = with(Part::Year)),
        (Part::NineMonths, _) => say!(first_nine_months_of, year = with(Part::Year)),
        (Part::Quarter(_), _) => period.into(),
        (Part::TrailingYear(n), _) => say!(twelve_months_to, quarter = with(Part::Quarter(n))),
        (Part::Run(..), _) => match part.ends_of_run(period.part_of_year().year) {
            Some([first, last]) => say!(periods_together, periods = from_to(period.with(first), period.with(last))),
            None => period.into(),
        },
    }
}

fn with(period: Period, part: Part) -> Period {
    period.with(PartOfYear { year: period.part_of_year().year, part })
}

/// `2019 to 2025`, or the one period.
pub fn periods(all: &[Period]) -> Words {
    match all {
        [] => Words::NONE,
        [one] => period(*one),
        [first, .., last] => from_to(*first, *last),
    }
}

/// `2019 to 2025`, `2025Q3 to 2026Q2`.
fn from_to(first: Period, last: Period) -> Words {
    let [one, other] = [first, last].map(Period::part_of_year);
    if first.is_fiscal() == last.is_fiscal() && (one.part, other.part) == (Part::Year, Part::Year) {
        let (first_year, last_year) = (one.year.to_string(), other.year.to_string());
        return if first.is_fiscal() {
            say!(fiscal_years_from_to, first = first_year, last = last_year)
        } else {
            say!(years_from_to, first = first_year, last = last_year)
        };
    }
    range(first, last)
}

/// `2017 to 2019`, `60.0 to 65.0`.
pub fn range(first: impl Into<Words>, last: impl Into<Words>) -> Words {
    say!(first_to_last, first, last)
}

/// `2015, 2017 to 2019`: periods in order, runs of consecutive ones shortened.
pub fn listed(all: &[Period]) -> Words {
    let runs = all.chunk_by(|one, next| next.previous() == *one);
    let run = |run: &[Period]| match run {
        [first, .., last] => from_to(*first, *last),
        one => Words::run(one.iter().copied()),
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
        Period::Calendar(_) if (first.number(), period.part_of_year().part.len_in_quarters()) == (1, 4) => {
            format!("FY{:02}", first.year().rem_euclid(100))
        }
        _ => format!("{} – {}", name(first), name(last)),
    })
}

/// A company's own name of a period, for machines: `FY2026Q2`, `FY2025`, `FY2025Q3..FY2026Q2`.
pub fn fiscal_period(company: &Company, period: Period) -> String {
    let (first, last) = period.ends(company.calendar);
    match (first.number(), period.part_of_year().part.len_in_quarters()) {
        (_, 1) => first.to_string(),
        (1, 4) => format!("FY{}", first.year()),
        _ => format!("{first}..{last}"),
    }
}

/// `Cloud revenue`, `Capital expenditures`.
pub fn metric(metric: &Metric) -> Words {
    Words::from(&metric.name).capitalised()
}

/// `cloud revenue`, inside a sentence.
pub fn metric_name(metric: &Metric) -> Words {
    (&metric.name).into()
}

/// `net purchases`, where a metric stands among others; the whole name where it has no shorter one.
pub fn metric_short(metric: &Metric) -> Words {
    metric.short.as_ref().unwrap_or(&metric.name).into()
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
            companies_and_more,
            companies = Words::items([one, two, three, four].map(|one| company(one))),
            count = rest.len().to_string()
        ),
        few => Words::and(few.iter().map(|one| company(one))),
    }
}

/// A heading, and after it the companies of each group that was asked for.
pub fn of_groups(title: Words, groups: &[&CompanyGroup], data: &Dataset) -> Words {
    let members = |group: &&CompanyGroup| {
        let companies = Words::and(data.members(group).map(company));
        say!(group_and_members, group = group.words(), companies)
    };
    Words::semicolons(std::iter::once(title).chain(groups.iter().map(members)))
}

/// `2 of 4`, as a cell.
pub fn of(present: usize, of: usize) -> Cell {
    Cell::say(say!(present_of_all, present = present.to_string(), of = of.to_string()))
}

/// `YoY CNY`: a heading where growth is shown in two currencies.
pub fn yoy(currency: Currency) -> Words {
    say!(heading_yoy_in, currency)
}

/// `QoQ CNY`: the same over the quarter before.
pub fn qoq(currency: Currency) -> Words {
    say!(heading_qoq_in, currency)
}

/// A basis that a reader can choose, and what is said of it where commands are typed.
pub fn basis_option(basis: Basis, typed: impl Into<Words>) -> Words {
    let (value, name) = (basis.name(), basis.short());
    Words::Option(Box::new(NamedOption { typed: typed.into(), switch: "basis", value, name }))
}

/// That each company is on a definition of its own, and which basis is one for all.
pub fn own_definitions() -> Words {
    say!(own_definitions, cash = basis_option(Basis::Cash, "--basis cash"))
}

/// `headline`; `as reported` of a metric that is as each company defines it.
pub fn basis(basis: Option<Basis>) -> Words {
    basis.map_or_else(|| say!(as_reported), |basis| basis.name().into())
}

/// A basis for machine formats; empty where none was asked for and none is usual.
pub fn basis_cell(basis: Option<Basis>) -> Cell {
    basis.map_or(Cell::BLANK, |basis| Cell::text(basis.name()))
}

/// `capital expenditures as each company reports them`, beside something else than capital expenditures.
pub fn capex_on(basis: Basis) -> Words {
    match basis {
        Basis::Headline => say!(capex_of_each, basis = basis.words()),
        Basis::Cash | Basis::Net | Basis::Leases | Basis::Acquired => say!(capex_by, basis = basis.words()),
    }
}

/// `, as known on 2025-02-08`, after a title; nothing where all is known.
pub fn as_known(words: Words, as_of: Option<Date>) -> Words {
    match as_of {
        Some(day) => say!(words_as_known_on, words, day),
        None => words,
    }
}

/// The word of data files for how a figure is known.
pub fn confidence_name(confidence: Confidence) -> Words {
    match confidence {
        Confidence::Filing => say!(confidence_filing),
        Confidence::Company => say!(confidence_company),
        Confidence::Secondary => say!(confidence_secondary),
        Confidence::Derived => say!(confidence_derived),
        Confidence::User => say!(confidence_user),
    }
}

/// How a figure is known, where it is not read from a filing.
pub fn confidence(confidence: Confidence) -> Option<Words> {
    match confidence {
        Confidence::Filing => None,
        Confidence::Company => Some(say!(stated_by_company)),
        Confidence::Secondary => Some(say!(copy_of_third_party)),
        Confidence::Derived => Some(say!(calculated_from_others)),
        Confidence::User => Some(say!(figure_of_your_data)),
    }
}

/// `Two`, `Three`, `Four`, then digits.
pub fn count(n: usize) -> Words {
    match n {
        0 => say!(count_none),
        1 => say!(count_one),
        2 => say!(count_two),
        3 => say!(count_three),
        4 => say!(count_four),
        5 => say!(count_five),
        6 => say!(count_six),
        _ => n.to_string().into(),
    }
}
