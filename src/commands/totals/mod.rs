//! `capex totals`: one figure per company and the total, with growth and share.

mod notes;
mod page;

use rust_decimal::Decimal;

use super::amounts::{HasAmount, conversion, rate_cell};
use super::args::{Selection, about_one};
use super::columns::{
    BASIS, COMPANY, CURRENCY, END, FISCAL_PERIOD, METRIC, PERIOD, PRIOR, PRIOR_RATE, PUBLISHED, QUARTERS, SOURCE,
    START, STATUS, VALUE, YOY, YOY_CONVERTED, totals,
};
use super::compared::ComparedFigure;
use super::draft::Draft;
use super::frame::{Column, grid_by};
use super::query::Query;
use super::{Context, Failure, words};
use crate::analysis::{Amount, Total, YearOnYear, money_of};
use crate::model::{Basis, Grain, Period, PeriodExpr};
use crate::report::{Cell, Chart, Derived, Quantity, Report, Role};
use crate::say;

/// One figure per company and the total, with growth and share.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex totals 2025                 each company on its own definition
  capex totals 2025 -b cash         all on cash purchases
  capex totals FY2025               fiscal years
  capex totals 2024 --as-of 2025-02-08
  capex totals latest -m revenue    any metric, any period
  capex totals 2022..2024 --sum     the three years together")]
pub struct Args {
    /// What it is about
    #[command(flatten)]
    pub about: Selection,
    /// One figure for all the periods together, which follow one another: 2022..2024
    #[arg(long)]
    pub sum: bool,
}

/// The figures of one period.
struct OfPeriod<'d> {
    period: Period,
    /// The companies': for people the largest first, unless another order is asked for.
    companies: Vec<YearOnYear<'d>>,
    /// Their total, where they add up to one.
    total: Option<Total<'d>>,
}

/// A company's figure or the total, and its part of the total.
pub(super) struct TotalsLine<'l, 'd> {
    figure: ComparedFigure<'l, 'd>,
    share: Cell,
}

/// The columns of the output contract, then what has been appended to them.
pub(super) fn records<'l, 'd>(context: &Context<'_>) -> Vec<Column<TotalsLine<'l, 'd>>> {
    let yoy = Derived::Change { of: "value", from: "prior" };
    let mut columns: Vec<Column<TotalsLine<'_, '_>>> = vec![
        Column::record(COMPANY, |line, _| line.figure.ticker()),
        Column::record(PERIOD, |line, _| line.figure.period.into()),
        Column::record(METRIC, |line, _| Cell::text(&*line.figure.metric.flag)),
        Column::record(BASIS, |line, _| words::basis_cell(line.figure.basis)),
        Column::record(CURRENCY, |line, context| context.currency_cell(line.figure.metric)),
        Column::record(VALUE, |line, _| line.figure.marked_value()),
        Column::record(PRIOR, |line, _| line.figure.marked_prior()),
        Column::derived(YOY, yoy, |line, _| line.figure.yoy()),
        Column::derived(totals::SHARE, Derived::Share { of: "value" }, |line, _| line.share.clone()),
        Column::record(QUARTERS, |line, _| Cell::text(format!("{}/{}", line.figure.quarters, line.figure.of()))),
        Column::record(STATUS, |line, _| Cell::text(line.figure.status.to_string())),
        Column::record(START, |line, _| {
            line.figure.days().filter(|days| !days.is_day()).map_or(Cell::BLANK, |days| days.start.into())
        }),
        Column::record(END, |line, _| line.figure.days().map_or(Cell::BLANK, |days| days.end.into())),
        Column::record(FISCAL_PERIOD, |line, _| {
            Cell::optional(line.figure.company.map(|company| words::fiscal_period(company, line.figure.period)))
        }),
        Column::record(PUBLISHED, |line, _| line.figure.published()),
        Column::record(SOURCE, |line, _| Cell::optional(line.figure.documents())),
    ];
    columns.extend(conversion(context));
    if context.exchange.is_some() {
        columns.push(Column::record(PRIOR_RATE, |line, _| rate_cell(&line.figure.prior)));
        columns.push(Column::derived(YOY_CONVERTED, yoy, |line, _| line.figure.converted_yoy()));
    }
    columns
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    made(args, context, &about_one(&args.about.periods), |query, lines| page::chart(lines, &query.context))
}

/// The same over time, with a chart of each company's part of the total.
pub fn shares(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let metric = args.about.metric(context.data)?;
    if !metric.kind.is_amount() {
        return Err(Failure::Usage(say!(not_an_amount, name = &metric.flag)));
    }
    let default = match args.about.periods.grain() {
        Some(Grain::Years) => PeriodExpr::last(6, Grain::Years),
        _ => PeriodExpr::last(8, Grain::Quarters),
    };
    let report = made(args, context, &default, page::shares)?;
    let title = if report.chart.is_some() { say!(title_shares, title = report.title) } else { report.title };
    Ok(Report { title, ..report })
}

fn made(
    args: &Args,
    context: &Context<'_>,
    default: &PeriodExpr,
    chart: fn(&Query<'_>, &[TotalsLine<'_, '_>]) -> Chart,
) -> Result<Report, Failure> {
    let metric = args.about.metric(context.data)?;
    let bases = [context.basis, Some(Basis::Cash), context.data.usual_basis(metric)];
    let mut query = Query::with_metrics(
        context,
        &args.about.words(context.data)?,
        metric,
        &[],
        &bases,
        &args.about.periods,
        default,
    )?;
    if args.sum {
        query.sum_periods()?;
    }
    let all: Vec<OfPeriod<'_>> = query.periods.iter().map(|&period| of_period(&query, query.basis, period)).collect();
    let observed = || all.iter().flat_map(|one| &one.companies).map(|one| &one.now);
    if observed().all(|one| one.figure.is_err()) {
        return Err(query.nothing());
    }
    let lines: Vec<TotalsLine<'_, '_>> = all.iter().flat_map(|one| one.lines(&query)).collect();
    let draft = Draft {
        title: query.title(),
        page: page::grid(&query, &lines),
        chart: context.is_drawn.then(|| chart(&query, &lines)),
        records: grid_by(&records(context), &lines, TotalsLine::role, context),
        ..Draft::default()
    };
    let notes = notes::notes(&query, &all);
    query.notes.extend(notes);
    query.report_on(draft, observed())
}

fn of_period<'d>(query: &Query<'d>, basis: Option<Basis>, period: Period) -> OfPeriod<'d> {
    let mut companies = query.compare_all(basis, period);
    // Only amounts add; a ratio or a stated rate has no total.
    let total = if query.metric.kind.is_amount() { Total::of(&companies) } else { None };
    if !query.context.machine && query.context.shape.sort.is_none() {
        companies.sort_by_key(|one| std::cmp::Reverse(one.now.figure.as_ref().ok().map(|figure| figure.working.value)));
    }
    OfPeriod { period, companies, total }
}

impl<'d> OfPeriod<'d> {
    /// A line for each company, and one for the total.
    fn lines<'l>(&'l self, query: &Query<'d>) -> Vec<TotalsLine<'l, 'd>> {
        let company = |one| TotalsLine { figure: ComparedFigure::of_company(one), share: self.share(one) };
        let total = self.total.as_ref().map(|total| TotalsLine {
            figure: ComparedFigure::of_total(query, self.period, Some(total)),
            share: self.whole_share(total),
        });
        self.companies.iter().map(company).chain(total.filter(|_| query.context.has_totals())).collect()
    }

    /// A company's part of the total, where the total adds like to like.
    fn share(&self, one: &YearOnYear<'_>) -> Cell {
        match (&self.total, &one.now.amount) {
            (Some(total), Ok(_)) if !total.is_like => Cell::missing(say!(companies_cover_other_quarters)),
            (Some(total), Ok(_)) if self.companies.len() > 1 && total.working.value > Decimal::ZERO => {
                let share = money_of(&one.now.amount).and_then(|part| {
                    let whole = money_of(&total.amount)?;
                    part.amount.checked_div(whole.amount).ok_or_else(|| say!(total_is_zero))
                });
                share.map_or_else(Cell::missing, |share| Quantity::Share(share).into())
            }
            _ => Cell::BLANK,
        }
    }

    /// The total's share of itself, where there are shares.
    fn whole_share(&self, total: &Total<'_>) -> Cell {
        let shared = total.is_like && self.companies.len() > 1 && money_of(&total.amount).is_ok();
        if shared { Quantity::Share(Decimal::ONE).into() } else { Cell::BLANK }
    }
}

impl TotalsLine<'_, '_> {
    fn role(&self) -> Role {
        self.figure.role()
    }
}

impl HasAmount for TotalsLine<'_, '_> {
    fn amount(&self) -> Option<Amount> {
        self.figure.amount()
    }
}
