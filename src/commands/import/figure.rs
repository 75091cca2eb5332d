//! A figure of the SEC's files: its line for programs, and its words.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::commands::columns::{CURRENCY, FISCAL_PERIOD, import};
use crate::commands::frame::Column;
use crate::commands::words;
use crate::data::Dataset;
use crate::model::{Company, FiscalQuarter, Money, Part, PartOfYear, Period};
use crate::report::{Cell, Note, Words};
use crate::say;
use crate::sec::{Contradiction, FigureStatus, FiledFigure, Reason};

/// A line for programs: of a figure, of a company as a whole, or of exchange rates.
#[derive(Debug, Clone, Copy, Default)]
pub struct ImportLine<'f> {
    /// Its ticker; empty of exchange rates.
    pub company: &'f str,
    pub cik: Option<u64>,
    /// What it is of, where it is not of a company as a whole.
    pub item: Option<&'f str>,
    pub days: Option<(Date, Date)>,
    /// What became of it.
    pub status: &'static str,
    pub figure: Option<&'f FiledFigure<'f>>,
    /// Why it failed or is left out.
    pub reason: Option<&'f Words>,
}

/// The columns of the output contract.
pub fn records<'f>() -> Vec<Column<ImportLine<'f>>> {
    vec![
        Column::record(import::COMPANY, |line, _| Cell::optional(Some(line.company))),
        Column::record(import::CIK, |line, _| Cell::optional(line.cik.map(|cik| cik.to_string()))),
        Column::record(import::METRIC, |line, _| Cell::optional(line.item)),
        Column::record(import::START, |line, _| {
            let is_balance = line.figure.is_some_and(|figure| figure.span.is_day());
            line.days.filter(|_| !is_balance).map_or(Cell::BLANK, |(first, _)| first.into())
        }),
        Column::record(import::END, |line, _| line.days.map_or(Cell::BLANK, |(_, last)| last.into())),
        Column::record(FISCAL_PERIOD, |line, _| {
            let quarters = line.figure.and_then(|figure| figure.quarters);
            Cell::optional(quarters.map(|(first, last)| label(first, last)))
        }),
        Column::record(CURRENCY, |line, _| line.figure(|_| Cell::text("USD"))),
        Column::record(import::VALUE, |line, _| line.figure(|figure| Money::usd(figure.value).into())),
        Column::record(import::STATUS, |line, _| Cell::text(line.status)),
        Column::record(import::RESTATED, |line, _| {
            let is_restated =
                |figure: &FiledFigure<'_>| figure.restated || line.status == FigureStatus::Restated.name();
            Cell::optional(line.figure.is_some_and(is_restated).then_some("yes"))
        }),
        Column::record(import::PUBLISHED, |line, _| line.figure(|figure| figure.filed.into())),
        Column::record(import::ACCESSION, |line, _| line.figure(|figure| Cell::text(figure.accession.to_string()))),
        Column::record(import::FORM, |line, _| line.figure(|figure| Cell::text(figure.form.to_string()))),
        Column::record(import::TAG, |line, _| line.figure(|figure| Cell::text(figure.element.name.to_string()))),
        Column::record(import::REASON, |line, _| match line.figure.and_then(|figure| figure.left_out.as_ref()) {
            Some(reason) => Cell::say(reason.words()),
            None => line.reason.map_or(Cell::BLANK, Cell::say),
        }),
        Column::record(import::DIMENSIONS, |line, _| {
            line.figure(|figure| Cell::optional(Some(figure.element.dimensions.to_string())))
        }),
    ]
}

impl<'f> ImportLine<'f> {
    /// The line of a figure.
    pub fn new(company: &'f Company, figure: &'f FiledFigure<'f>, status: FigureStatus) -> Self {
        Self {
            company: &company.ticker,
            cik: company.cik,
            item: Some(figure.metric.as_str()),
            days: Some((figure.span.start, figure.span.end)),
            status: status.name(),
            figure: Some(figure),
            reason: None,
        }
    }

    /// What there is to say of its figure; blank where it is of none.
    fn figure(&self, cell: fn(&FiledFigure<'_>) -> Cell) -> Cell {
        self.figure.map_or(Cell::BLANK, cell)
    }
}

/// A note about a figure: that it is new, restates another, or is left out.
pub fn note(data: &Dataset, company: &Words, figure: &FiledFigure<'_>, status: FigureStatus) -> Note {
    let filed = filed(data, company, figure);
    let (kind, words) = match (&figure.left_out, status) {
        (Some(reason), _) => ("left_out", say!(filed_is_left_out, filed, reason = left_out(figure.value, reason))),
        (None, FigureStatus::Restated) => ("restated", say!(filed_restates, filed)),
        (None, _) => ("new", say!(filed_is_new, filed)),
    };
    Note::new(kind, words)
}

/// A figure and its filing.
fn filed(data: &Dataset, company: &Words, figure: &FiledFigure<'_>) -> Words {
    let amount = match &figure.left_out {
        Some(
            Reason::Contradicted(Contradiction { other, .. })
            | Reason::Bundled { value: other, .. }
            | Reason::BundledSum(other),
        ) => apart(figure.value, *other).0,
        _ => Money::usd(figure.value).into(),
    };
    say!(
        filed_figure,
        company,
        metric = words::metric_name(data.metric_by_id(figure.metric)),
        days = figure.span,
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
            say!(left_out_does_not_add_up, amount = apart(own, by.other).1)
        }
        Reason::Bundled { value, published } => {
            say!(left_out_bundled_value, value = apart(own, *value).1, day = *published)
        }
        Reason::BundledSum(sum) => {
            say!(left_out_bundled_sum, sum = apart(own, *sum).1)
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
    Period::Fiscal(PartOfYear { year: first.year(), part }).to_string()
}
