//! `capex growth`: year on year, quarter on quarter, and compound.

mod page;

use std::sync::Arc;

use rust_decimal::Decimal;

use super::amounts::{HasAmount, conversion};
use super::args::Selection;
use super::columns::{BASIS, COMPANY, CURRENCY, METRIC, PERIOD, PRIOR, STATUS, VALUE, YOY, YOY_CONVERTED, growth};
use super::compared::{ComparedFigure, change_cell, without};
use super::crossing::Crossing;
use super::draft::Draft;
use super::frame::{Column, grid_by};
use super::query::{FigureOrGap, Query, mark_of};
use super::redefinition::years;
use super::{Context, Failure, words};
use crate::analysis::{
    Amount, Known, Total, Unlike, YearOnYear, annual_growth, change, comparable, money_of, of_company, previous, sum_of,
};
use crate::derive::Status;
use crate::model::{Basis, Definition, Grain, Period, PeriodExpr};
use crate::report::{Cell, Derived, Mark, Note, Report, Role, Words};
use crate::say;

/// Growth: year over year, quarter over quarter, CAGR.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex growth 2019..2025           year over year, and the CAGR of the range
  capex growth last8q -Q            year over year and quarter over quarter
  capex growth 2021..2025 -m cloud  any metric that is an amount
  capex growth meta FY2025

Default periods: the last six years, or eight quarters with -Q.")]
pub struct Args {
    /// What it is about
    #[command(flatten)]
    pub about: Selection,
}

/// A rate, or why there is none; blank where it does not apply.
type Rate = Option<Result<Decimal, Words>>;

/// The currency in which amounts are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    /// As reported.
    Dollars,
    /// The currency of the report.
    Currency,
}

/// A company or the total, in one period.
pub(super) struct GrowthLine<'l, 'd> {
    figure: ComparedFigure<'l, 'd>,
    /// A quarter before, of a quarter.
    before: Option<QuarterBefore>,
    /// Where the compound rate starts.
    first: Option<First>,
}

/// The amount of the quarter before a quarter.
struct QuarterBefore {
    amount: Known,
    /// Whether a change of definition of known size lies between.
    is_redefined: bool,
}

/// The first of a company's periods, seen from a later one of its kind.
#[derive(Clone)]
struct First {
    period: Period,
    amount: Known,
    status: Status,
    /// Years since, at least 1.
    years: u16,
}

/// The columns of the output contract, then what has been appended to them.
pub(super) fn records<'l, 'd>(context: &Context<'_>) -> Vec<Column<GrowthLine<'l, 'd>>> {
    let yoy = Derived::Change { of: "value", from: "prior" };
    let mut columns: Vec<Column<GrowthLine<'_, '_>>> = vec![
        Column::record(COMPANY, |line, _| line.figure.ticker()),
        Column::record(METRIC, |line, _| Cell::text(&*line.figure.metric.flag)),
        Column::record(BASIS, |line, _| words::basis_cell(line.figure.basis)),
        Column::record(PERIOD, |line, _| line.figure.period.into()),
        Column::record(CURRENCY, |line, context| context.currency_cell(line.figure.metric)),
        Column::record(VALUE, |line, _| line.figure.marked_value()),
        Column::record(growth::PRIOR_PERIOD, |line, _| line.figure.period.plus_years(-1).into()),
        Column::record(PRIOR, |line, _| line.figure.marked_prior()),
        Column::derived(YOY, yoy, |line, _| line.yoy(In::Dollars)),
        Column::record(growth::QOQ, |line, _| line.marked_qoq(In::Dollars)),
        Column::derived(growth::CAGR, Derived::Compound { of: "value", since: "cagr_from" }, |line, _| {
            line.cagr_cell(In::Dollars)
        }),
        Column::record(STATUS, |line, _| Cell::text(line.figure.status.to_string())),
        Column::record(growth::CAGR_FROM, |line, _| {
            line.first.as_ref().map_or(Cell::BLANK, |first| first.period.into())
        }),
    ];
    columns.extend(conversion(context));
    if context.exchange.is_some() {
        columns.extend([
            Column::derived(YOY_CONVERTED, yoy, |line: &GrowthLine<'_, '_>, _| line.figure.converted_yoy()),
            Column::record(growth::QOQ_CONVERTED, |line, _| line.marked_qoq(In::Currency)),
            Column::record(growth::CAGR_CONVERTED, |line, _| rate_cell(line.cagr(In::Currency))),
        ]);
    }
    columns
}

impl In {
    fn of(self, amount: &Known) -> Result<Decimal, Words> {
        match self {
            Self::Dollars => amount.as_ref().map(|amount| amount.reported).map_err(Clone::clone),
            Self::Currency => money_of(amount).map(|money| money.amount),
        }
    }
}

impl GrowthLine<'_, '_> {
    fn role(&self) -> Role {
        self.figure.role()
    }

    /// Growth on the year before, marked: it is no better known than the figures that it compares.
    fn yoy(&self, currency: In) -> Cell {
        let growth = match currency {
            In::Dollars => self.figure.yoy(),
            In::Currency => self.figure.converted_yoy(),
        };
        let mark = if self.figure.is_redefined { Mark::Approximate } else { Mark::None };
        growth.marked(match self.mark_from(self.figure.prior_status) {
            Mark::None => mark,
            known => known,
        })
    }

    fn qoq(&self, currency: In) -> Rate {
        let growth =
            |before: &QuarterBefore| Ok(change(currency.of(&before.amount)?, currency.of(&self.figure.amount)?)?);
        self.before.as_ref().map(growth)
    }

    fn qoq_cell(&self, currency: In) -> Cell {
        let is_redefined = self.before.as_ref().is_some_and(|before| before.is_redefined);
        rate_cell(self.qoq(currency)).marked(if is_redefined { Mark::Approximate } else { Mark::None })
    }

    /// Growth on the quarter before, marked as well where the figure itself is.
    fn marked_qoq(&self, currency: In) -> Cell {
        let cell = self.qoq_cell(currency);
        match self.mark() {
            Mark::None => cell,
            mark => cell.marked(mark),
        }
    }

    /// The compound yearly rate from the first period to this one, where both are whole and of one kind.
    fn cagr(&self, currency: In) -> Rate {
        let First { amount, years, .. } = self.first.as_ref()?;
        let whole = self.figure.status != Status::Partial;
        Some(match (currency.of(amount), currency.of(&self.figure.amount)) {
            (Ok(from), Ok(to)) if whole => annual_growth(from, to, *years).map_err(Words::from),
            _ => Err(say!(ends_missing_or_partial)),
        })
    }

    fn cagr_cell(&self, currency: In) -> Cell {
        let first = self.first.as_ref().map_or(Status::Missing, |first| first.status);
        rate_cell(self.cagr(currency)).marked(self.mark_from(first))
    }

    fn mark(&self) -> Mark {
        mark_of(self.figure.status)
    }

    /// The mark of growth from an earlier figure to this one.
    fn mark_from(&self, earlier: Status) -> Mark {
        match mark_of(self.figure.status) {
            Mark::None => mark_of(earlier),
            mark => mark,
        }
    }
}

impl HasAmount for GrowthLine<'_, '_> {
    fn amount(&self) -> Option<Amount> {
        self.figure.amount()
    }
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let default = match args.about.periods.grain() {
        Some(Grain::Quarters | Grain::TrailingYears) => PeriodExpr::last(8, Grain::Quarters),
        _ => PeriodExpr::last(6, Grain::Years),
    };
    let mut query = Query::new(context, &args.about, &default)?;
    if !query.metric.kind.is_amount() {
        let name = &query.metric.flag;
        return Err(Failure::Usage(say!(not_an_amount, name)));
    }
    let by_period: Vec<Vec<YearOnYear<'_>>> =
        query.periods.iter().map(|&period| query.compare_all(query.basis, period)).collect();
    let observed = || by_period.iter().flatten().map(|one| &one.now);
    if observed().all(|one| one.figure.is_err()) {
        return Err(query.nothing());
    }
    let is_summed = query.companies.len() > 1 && context.has_totals();
    let totals: Vec<Option<Total<'_>>> =
        if is_summed { by_period.iter().map(|of_period| Total::of(of_period)).collect() } else { Vec::new() };
    let mut lines = Vec::new();
    for at in 0..query.companies.len() {
        lines.extend(company_lines(&query, by_period.iter().filter_map(|of_period| of_period.get(at))));
    }
    lines.extend(total_lines(&query, &totals, &by_period));
    let draft = Draft {
        title: query.title_on_basis(title(&query)),
        page: page::grid(&query, &lines),
        chart: context.is_drawn.then(|| page::chart(&query, &lines)),
        records: grid_by(&records(context), &lines, GrowthLine::role, context),
        ..Draft::default()
    };
    let notes = query.compared_notes(by_period.iter().flatten());
    if observed().any(|one| one.status() == Status::Partial) {
        query.notes.push(Note::new("partial", say!(partial_growth)));
    }
    let sums = query.periods.iter().zip(&totals).filter_map(|(period, total)| Some((*period, total.as_ref()?)));
    let missing = without(sums);
    if !missing.is_empty() {
        query.notes.push(Note::new("partial", say!(starred, words = Words::sentences(missing))));
    }
    if query.mixes_definitions() {
        query.notes.push(Note::new(
            "basis",
            say!(own_definitions_over_time, cash = words::basis_option(Basis::Cash, "--basis cash")),
        ));
    }
    query.notes.extend(notes);
    let scopes = query.scopes_note(totals.iter().flatten());
    query.notes.extend(scopes);
    let all = || by_period.iter().flatten();
    let of_quarters =
        all().filter(|one| one.now.period.is_quarter()).filter_map(|one| crossing_of_quarter(&query, one));
    let crossings: Vec<Crossing<'_>> = all().filter_map(Crossing::of_year).chain(of_quarters).collect();
    let crossed = query.crossing_notes(&crossings);
    query.notes.extend(crossed);
    let redefined = query.redefinition_notes(years(all()));
    query.notes.extend(redefined);
    let of_companies = lines.iter().map(|line| &line.figure).filter(|figure| figure.company.is_some());
    query.notes.extend(query.rates_used(of_companies.map(|figure| (figure.period, &figure.amount))));
    query.report_on(draft, observed())
}

/// What the growth is of, and of which kind it is where only one is shown.
fn title(query: &Query<'_>) -> Words {
    let what = words::metric_name(query.metric);
    if query.periods.iter().any(|period| period.is_quarter()) {
        say!(title_growth_of, what)
    } else {
        say!(title_growth_over_years_of, what)
    }
}

/// A company's lines, in order of time.
fn company_lines<'l, 'd: 'l>(
    query: &Query<'_>,
    observed: impl Iterator<Item = &'l YearOnYear<'d>>,
) -> Vec<GrowthLine<'l, 'd>> {
    let mut lines: Vec<GrowthLine<'_, '_>> = Vec::new();
    let mut earliest = None;
    for one in observed {
        let (company, figure) = (one.now.company, one.now.figure.as_ref().ok());
        if lines.is_empty() {
            earliest = figure;
        }
        let first = first_of(&lines, one.now.period).map(|first| match earliest.zip(figure) {
            Some((one, other)) => {
                let unlike = comparable(&query.engine, company, query.metric, query.basis, one, other);
                First { amount: unlike.map_err(Words::from).and(first.amount), ..first }
            }
            None => first,
        });
        let before = one.now.period.is_quarter().then(|| quarter_before(query, one));
        lines.push(GrowthLine { figure: ComparedFigure::of_company(one), before, first });
    }
    lines
}

/// The quarter before.
fn quarter_before(query: &Query<'_>, one: &YearOnYear<'_>) -> QuarterBefore {
    let (before, redefined) = on_quarter(query, one);
    let amount = match redefined {
        Err(ref unlike) => Err(unlike.words()),
        Ok(_) => query.known(one.now.company, &before),
    };
    QuarterBefore { amount, is_redefined: matches!(redefined, Ok(Some(_))) }
}

/// The figure of the quarter before, and the definition since then, if that is another.
fn on_quarter(query: &Query<'_>, one: &YearOnYear<'_>) -> (FigureOrGap, Result<Option<Arc<Definition>>, Unlike>) {
    let company = one.now.company;
    let before = previous(&query.engine, company, query.metric, query.basis, one.now.period);
    let redefined = match (&before, &one.now.figure) {
        (Ok(before), Ok(figure)) => comparable(&query.engine, company, query.metric, query.basis, before, figure),
        _ => Ok(None),
    };
    (before, redefined)
}

/// Growth on a quarter before that is over a change of definition of known size.
fn crossing_of_quarter<'d>(query: &Query<'_>, one: &YearOnYear<'d>) -> Option<Crossing<'d>> {
    let (before, redefined) = on_quarter(query, one);
    Crossing::of_quarter(one, &before, redefined.ok()??)
}

/// The first of the lines before a period if it is of a year before and of the same kind; its amount must be whole.
fn first_of(lines: &[GrowthLine<'_, '_>], period: Period) -> Option<First> {
    let ComparedFigure { period: first, status, amount, .. } = &lines.first()?.figure;
    let (from, to) = (first.part_of_year(), period.part_of_year());
    let years = u16::try_from(to.year - from.year).ok().filter(|years| *years > 0 && from.part == to.part)?;
    let is_partial = *status == Status::Partial;
    let amount = if is_partial { Err(say!(first_is_partial)) } else { amount.clone() };
    Some(First { period: *first, amount, status: *status, years })
}

/// The lines of the total, in order of time.
fn total_lines<'l, 'd>(
    query: &Query<'d>,
    totals: &'l [Option<Total<'d>>],
    by_period: &[Vec<YearOnYear<'_>>],
) -> Vec<GrowthLine<'l, 'd>> {
    let mut lines: Vec<GrowthLine<'_, '_>> = Vec::new();
    for ((&period, total), observed) in query.periods.iter().zip(totals).zip(by_period) {
        // The quarter before is that of the companies added.
        let before = period.is_quarter().then(|| {
            let is_added =
                |one: &&YearOnYear<'_>| total.as_ref().is_some_and(|total| total.added.contains(&one.now.company));
            let before = |one| (one, quarter_before(query, one));
            let befores: Vec<(&YearOnYear<'_>, QuarterBefore)> = observed.iter().filter(is_added).map(before).collect();
            let is_redefined = befores.iter().any(|(_, before)| before.is_redefined);
            let amount = |(one, before): (&YearOnYear<'_>, QuarterBefore)| {
                before.amount.map_err(|reason| of_company(one.now.company, reason))
            };
            QuarterBefore { amount: sum_of(befores.into_iter().map(amount)), is_redefined }
        });
        let first = first_of(&lines, period);
        lines.push(GrowthLine { figure: ComparedFigure::of_total(query, period, total.as_ref()), before, first });
    }
    lines
}

fn rate_cell(rate: Rate) -> Cell {
    rate.map_or(Cell::BLANK, change_cell)
}
