//! A figure of the SEC's files, as a row for programs and in words.

use rust_decimal::Decimal;

use crate::commands::words;
use crate::data::Dataset;
use crate::model::{Company, FiscalQuarter, Money, Part, Period, Stretch};
use crate::report::{Cell, Words};
use crate::say;
use crate::sec::{Contradiction, Figure, Reason, Status};

/// The columns of a row for programs.
pub const RECORDS: &[&str] = &[
    "company",
    "cik",
    "metric",
    "start",
    "end",
    "fiscal_period",
    "currency",
    "value",
    "status",
    "restated",
    "published",
    "accession",
    "form",
    "tag",
    "reason",
];

/// The row of a figure.
pub fn record(company: &Company, figure: &Figure<'_>, status: Status) -> Vec<Cell> {
    let restated = figure.restated || status == Status::Restated;
    vec![
        Cell::text(company.ticker.clone()),
        company.cik.map_or(Cell::BLANK, |cik| Cell::text(cik.to_string())),
        Cell::text(figure.metric.to_string()),
        figure.span.start.into(),
        figure.span.end.into(),
        figure.quarters.map_or(Cell::BLANK, |(first, last)| Cell::text(label(first, last))),
        Cell::text("USD"),
        Money::usd(figure.value).into(),
        Cell::text(status.name()),
        if restated { Cell::text("yes") } else { Cell::BLANK },
        figure.filed.into(),
        Cell::text(figure.accession.to_string()),
        Cell::text(figure.form.to_string()),
        Cell::text(figure.tag),
        figure.left_out.as_ref().map_or(Cell::BLANK, |reason| Cell::say(reason.words())),
    ]
}

/// A figure and its filing.
pub fn filed(data: &Dataset, company: &Words, figure: &Figure<'_>) -> Words {
    let amount = match &figure.left_out {
        Some(
            Reason::Contradicted(Contradiction { other, .. })
            | Reason::Bundled { value: other, .. }
            | Reason::BundledSum(other),
        ) => apart(figure.value, *other).0,
        _ => Money::usd(figure.value).into(),
    };
    say!(
        "{company}, {metric} of {days}: {amount}, filed on {day} ({accession})",
        company,
        metric = words::metric_name(data.metric_by_id(figure.metric)),
        days = words::range(figure.span.start, figure.span.end),
        amount,
        day = figure.filed,
        accession = figure.accession.to_string()
    )
}

/// Two amounts of dollars, in a unit in which they are not printed alike.
pub fn apart(one: Decimal, other: Decimal) -> (Words, Words) {
    let (one, other) = (Money::usd(one), Money::usd(other));
    (Words::Apart { amount: one, from: other }, Words::Apart { amount: other, from: one })
}

/// Why a figure of a value is left out, with amounts that can be told from it.
pub fn left_out(own: Decimal, reason: &Reason) -> Words {
    match reason {
        Reason::Contradicted(by) => {
            say!("the figures around it give {amount}, and they do not add up", amount = apart(own, by.other).1)
        }
        Reason::Bundled { value, published } => say!(
            "the bundled data has {value} for the span, published on {day}",
            value = apart(own, *value).1,
            day = *published
        ),
        Reason::BundledSum(sum) => {
            say!("the bundled figures around it give {sum}: they do not add up", sum = apart(own, *sum).1)
        }
        reason => reason.words(),
    }
}

/// Whether a figure was never a candidate, rather than one that failed.
pub fn is_aside(reason: &Reason) -> bool {
    matches!(reason, Reason::TrailingYear | Reason::NotQuarters | Reason::OtherTag | Reason::Zero)
}

/// `FY2025Q3`, `FY2025H1`, `FY2025`; `FY2025Q1..FY2025Q3` for what has no shorter name.
fn label(first: FiscalQuarter, last: FiscalQuarter) -> String {
    let part = match (first.number(), last.number()) {
        (1, 4) => Part::Year,
        (1, 2) => Part::Half(1),
        (3, 4) => Part::Half(2),
        (one, other) if one == other => Part::Quarter(one),
        _ => return format!("{first}..{last}"),
    };
    Period::Fiscal(Stretch { year: first.year(), part }).to_string()
}
