//! What reports on figures have lines of: a company's figure, or the total of all, beside that of a year before.

use rust_decimal::Decimal;

use super::amounts::{HasAmount, value_cell};
use super::query::{FigureOrGap, Query, mark_of};
use super::shape::SortFigures;
use super::shared_reasons::by_reason;
use super::{Context, words};
use crate::analysis::{
    Amount, Known, Observation, Total, Unlike, YearOnYear, compare, converted_change, money_of, no_figure, observe,
    quarters_in, reported_change,
};
use crate::derive::{Figure, Status, Working, documents};
use crate::model::{Basis, Company, Kind, Metric, Period, Span};
use crate::report::{Cell, Mark, Note, Quantity, Role, SeriesColor, Words};
use crate::say;

impl<'d> Query<'d> {
    /// A company's figure of a period, of any metric on any basis.
    pub fn observe(
        &self,
        company: &'d Company,
        metric: &'d Metric,
        basis: Option<Basis>,
        period: Period,
    ) -> Observation<'d> {
        observe(&self.engine, self.context.exchange, company, metric, basis, period)
    }

    /// A company's figure of a period, and that of a year before.
    pub fn compare(&self, company: &'d Company, basis: Option<Basis>, period: Period) -> YearOnYear<'d> {
        compare(&self.engine, self.context.exchange, company, self.metric, basis, period)
    }

    /// Every company's figure of a period, and that of a year before.
    pub fn compare_all(&self, basis: Option<Basis>, period: Period) -> Vec<YearOnYear<'d>> {
        self.companies.iter().map(|company| self.compare(company, basis, period)).collect()
    }
}

impl Query<'_> {
    /// Why figures are missing, partial or approximate, and why those of a year before are approximate where it is for
    /// another reason: growth is no better known than the figures that it compares.
    pub fn compared_notes<'l, 'd: 'l>(&self, all: impl Iterator<Item = &'l YearOnYear<'d>>) -> Vec<Note> {
        let all: Vec<&YearOnYear<'_>> = all.collect();
        let reason = |figure: &Figure| figure.working.approximation.clone();
        let approximate = |one: &&'l YearOnYear<'d>| {
            let said = one.now.figure.as_ref().ok().and_then(reason);
            let prior =
                one.prior.as_ref().ok().filter(|prior| reason(prior).is_some_and(|reason| said != Some(reason)))?;
            Some((one.now.period.year_before(), one.now.company, Ok(prior.clone())))
        };
        let priors: Vec<(Period, &Company, FigureOrGap)> = all.iter().filter_map(approximate).collect();
        let priors = priors.iter().map(|(period, company, outcome)| (*period, *company, outcome));
        let mut notes =
            self.figure_notes(all.iter().map(|one| (one.now.period, one.now.company, &one.now.figure)).chain(priors));
        let unlike = all.iter().filter_map(|one| match &one.prior {
            Err(unlike @ Unlike::Redefined(_)) => Some((unlike.words(), (one.now.company, one.now.period))),
            _ => None,
        });
        notes.extend(by_reason(unlike).into_iter().map(|(reason, of)| no_growth(reason, &of)));
        notes
    }
}

impl Query<'_> {
    /// That totals add figures which each company defines for itself, and which have no basis in common.
    pub fn scopes_note<'t, 'd: 't>(&self, mut totals: impl Iterator<Item = &'t Total<'d>>) -> Option<Note> {
        let is_own = self.context.data.is_defined(&self.metric.id) && !self.on_basis();
        let is_mixed = is_own && totals.any(|total| total.added.len() > 1);
        is_mixed.then(|| Note::new("scope", say!(total_adds_scopes)))
    }
}

/// A company's figure or the total of all, beside that of a year before.
#[derive(Debug, Clone)]
pub struct ComparedFigure<'l, 'd> {
    /// The company; `None` for the total.
    pub company: Option<&'d Company>,
    pub metric: &'d Metric,
    pub basis: Option<Basis>,
    pub period: Period,
    /// What the figure rests on, if there is one.
    pub working: Option<&'l Working>,
    /// What the figure a year before rests on, company by company.
    pub priors: Vec<&'l Working>,
    /// Quarters of the period that it covers.
    pub quarters: usize,
    pub amount: Known,
    pub status: Status,
    pub prior: Known,
    pub prior_status: Status,
    /// Whether growth is over a change of definition of known size.
    pub is_redefined: bool,
}

impl<'l, 'd> ComparedFigure<'l, 'd> {
    /// A company's line.
    pub fn of_company(one: &'l YearOnYear<'d>) -> Self {
        Self {
            company: Some(one.now.company),
            metric: one.now.metric,
            basis: one.now.basis,
            period: one.now.period,
            working: one.now.figure.as_ref().ok().map(|figure| &figure.working),
            priors: one.prior.iter().map(|figure| &figure.working).collect(),
            quarters: one.now.quarters(),
            amount: one.now.amount.clone(),
            status: one.now.status(),
            prior: one.prior_amount.clone(),
            prior_status: one.prior_status(),
            is_redefined: one.redefined.is_some(),
        }
    }

    /// The line of a total, if there is one.
    pub fn of_total(query: &Query<'d>, period: Period, total: Option<&'l Total<'d>>) -> Self {
        let none = || Err(no_figure());
        Self {
            company: None,
            metric: query.metric,
            basis: query.basis,
            period,
            working: total.map(|total| &total.working),
            priors: total.map_or_else(Vec::new, |total| total.priors.iter().collect()),
            quarters: total.map_or(0, |total| total.quarters),
            amount: total.map_or_else(none, |total| total.amount.clone()),
            status: total.map_or(Status::Missing, |total| total.status),
            prior: total.map_or_else(none, |total| total.prior_amount.clone()),
            prior_status: total.map_or(Status::Missing, |total| total.prior_status),
            is_redefined: total.is_some_and(|total| total.is_redefined),
        }
    }

    pub fn role(&self) -> Role {
        if self.company.is_some() { Role::Plain } else { Role::Total }
    }

    pub fn name(&self) -> Words {
        self.company.map_or_else(|| say!(total), words::company)
    }

    /// The ticker, or `TOTAL`.
    pub fn ticker(&self) -> Cell {
        Cell::text(self.company.map_or("TOTAL", |company| &company.ticker))
    }

    /// The quarters of the period.
    pub fn of(&self) -> usize {
        quarters_in(self.metric, self.period)
    }

    /// The days of the period in the company's year; of a balance the last of them.
    pub fn days(&self) -> Option<Span> {
        let days = self.period.span(self.company?.calendar);
        Some(if self.metric.kind == Kind::Balance { Span::at(days.end) } else { days })
    }

    /// The company's own name of the period, where it has one.
    pub fn other_name(&self) -> Option<String> {
        self.company.and_then(|company| words::other_name(company, self.period))
    }

    /// The day the figure was known.
    pub fn published(&self) -> Cell {
        self.working.map_or(Cell::BLANK, |working| working.published().into())
    }

    /// The documents behind a company's figure.
    pub fn documents(&self) -> Option<String> {
        self.company.and(self.working).map(|working| documents([working]).join(" "))
    }

    /// The colour of the line in a chart.
    pub fn color(&self, context: &Context<'_>) -> SeriesColor {
        self.company.map_or(SeriesColor::Sum, |company| context.color(company))
    }

    /// A cell of the figure itself, which leads to its documents.
    pub fn linked(&self, cell: Cell, context: &Context<'_>) -> Cell {
        context.linked(cell, self.working)
    }

    /// A cell of the figure beside that of a year before.
    pub fn linked_growth(&self, cell: Cell, context: &Context<'_>) -> Cell {
        context.linked(cell, self.working.into_iter().chain(self.priors.iter().copied()))
    }

    /// A cell of the figure of a year before.
    pub fn linked_prior(&self, cell: Cell, context: &Context<'_>) -> Cell {
        context.linked(cell, self.priors.iter().copied())
    }

    pub fn value(&self) -> Cell {
        value_cell(self.metric, &self.amount)
    }

    pub fn marked_value(&self) -> Cell {
        self.value().marked(mark_of(self.status))
    }

    pub fn prior_value(&self) -> Cell {
        value_cell(self.metric, &self.prior)
    }

    pub fn marked_prior(&self) -> Cell {
        self.prior_value().marked(mark_of(self.prior_status))
    }

    /// Growth in dollars; blank of what is no amount.
    pub fn yoy(&self) -> Cell {
        self.growth(reported_change)
    }

    /// Growth in the currency of the report, where it can differ from growth in dollars.
    pub fn converted_yoy(&self) -> Cell {
        self.growth(converted_change)
    }

    fn growth(&self, change: fn(&Known, &Known) -> Result<Decimal, Words>) -> Cell {
        if !self.metric.kind.is_amount() {
            return Cell::BLANK;
        }
        let cell = change_cell(change(&self.prior, &self.amount));
        if self.is_redefined { cell.marked(Mark::Approximate) } else { cell }
    }
}

impl YearOnYear<'_> {
    /// What it is sorted by.
    pub fn sort_figures(&self) -> SortFigures {
        let value = match self.now.metric.kind {
            Kind::Flow | Kind::Balance => money_of(&self.now.amount).ok().map(|money| money.amount),
            Kind::Growth | Kind::Ratio => self.now.amount.as_ref().ok().map(|amount| amount.reported),
        };
        SortFigures { value, yoy: reported_change(&self.prior_amount, &self.now.amount).ok() }
    }
}

impl HasAmount for Observation<'_> {
    fn amount(&self) -> Option<Amount> {
        self.amount.as_ref().ok().filter(|_| self.metric.kind.is_amount()).copied()
    }
}

impl HasAmount for ComparedFigure<'_, '_> {
    fn amount(&self) -> Option<Amount> {
        self.amount.as_ref().ok().filter(|_| self.metric.kind.is_amount()).copied()
    }
}

/// That there is no growth on a year before.
fn no_growth(reason: Words, of: &[(&Company, Period)]) -> Note {
    let mut companies: Vec<&Company> = of.iter().map(|(company, _)| *company).collect();
    companies.dedup();
    let mut periods: Vec<Period> = of.iter().map(|(_, period)| *period).collect();
    periods.dedup();
    let words = say!(no_growth_to, companies = words::companies(companies), periods = words::listed(&periods), reason);
    Note::new("definition", words)
}

/// A company's figure as a cell, marked, or the reason it is missing.
pub fn cell(one: &Observation<'_>) -> Cell {
    value_cell(one.metric, &one.amount).marked(mark_of(one.status()))
}

/// The same on a page, where it leads to its documents.
pub fn linked_cell(one: &Observation<'_>, context: &Context<'_>) -> Cell {
    context.linked(cell(one), one.figure.as_ref().ok().map(|figure| &figure.working))
}

/// A relative change as a cell, or the reason it is missing.
pub fn change_cell(change: Result<Decimal, Words>) -> Cell {
    change.map_or_else(Cell::missing, |change| Quantity::Change(change).into())
}

/// Which companies the totals of periods are without, in sentences.
pub fn without<'s, 'd: 's>(totals: impl IntoIterator<Item = (Period, &'s Total<'d>)>) -> Vec<Words> {
    let lacking = totals.into_iter().filter(|(_, total)| !total.without.is_empty());
    let sentence = |(companies, periods): (&[&Company], Vec<Period>)| {
        let companies = words::companies(companies.iter().copied());
        say!(total_excludes, period = words::listed(&periods), companies)
    };
    by_reason(lacking.map(|(period, total)| (&*total.without, period))).into_iter().map(sentence).collect()
}
