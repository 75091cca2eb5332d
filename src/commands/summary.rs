//! `capex` alone: the latest quarter, trailing twelve months and guidance.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::amounts::{HasAmount, amount_cell, conversion, rate_cell};
use super::args::Periods;
use super::columns::{BASIS, COMPANY, CURRENCY, METRIC, PUBLISHED, STATUS, YOY, YOY_CONVERTED, summary};
use super::compared::{ComparedFigure, cell, without};
use super::draft::Draft;
use super::figure_notes::last_day;
use super::frame::{Column, grid, grid_by};
use super::guidance::brief;
use super::positional::Positional;
use super::query::{Query, mark_of};
use super::redefinition::years;
use super::{Context, Failure, words};
use crate::analysis::{Amount, Total, YearOnYear, matched_period, standing};
use crate::model::{Basis, Company, MetricId, Part, PartOfYear, Period, PeriodExpr, Statement};
use crate::report::{Cell, Grid, Note, Report, Role, Value, Words};
use crate::say;

/// The latest quarter times this is its pace for a year.
const QUARTERS_A_YEAR: Decimal = Decimal::from_parts(4, 0, 0, false, 0);

/// Quarters of a sparkline.
const SPARKLINE_QUARTERS: usize = 8;

/// Where a company stands.
struct Stand<'d> {
    latest: YearOnYear<'d>,
    trailing: YearOnYear<'d>,
    /// The quarter after the latest, of which something may be known.
    next: Period,
    /// Its newest quarters, oldest first.
    quarters: Vec<Cell>,
    guidance: Option<Statement>,
}

/// Where a company, or all of one quarter together, stand.
pub(super) struct SummaryLine<'l, 'd> {
    latest: ComparedFigure<'l, 'd>,
    trailing: Option<ComparedFigure<'l, 'd>>,
    quarters: &'l [Cell],
    guidance: Option<&'l Statement>,
    /// Of a total that lacks companies, how many are in it, and of how many.
    added: Option<(usize, usize)>,
}

/// The columns of the output contract.
pub(super) fn records<'l, 'd>(context: &Context<'_>) -> Vec<Column<SummaryLine<'l, 'd>>> {
    let mut columns: Vec<Column<SummaryLine<'_, '_>>> = vec![
        Column::record(COMPANY, |line, _| line.latest.ticker()),
        Column::record(METRIC, |line, _| Cell::text(&*line.latest.metric.flag)),
        Column::record(BASIS, |line, _| words::basis_cell(line.latest.basis)),
        Column::record(CURRENCY, |line, context| context.currency_cell(line.latest.metric)),
        Column::record(summary::QUARTER, |line, _| line.latest.period.into()),
        Column::record(summary::VALUE, |line, _| line.latest.marked_value()),
        Column::record(YOY, |line, _| line.latest.yoy()),
        Column::record(summary::TTM_PERIOD, |line, _| {
            line.trailing(|trailing| Cell::text(trailing.period.to_string()))
        }),
        Column::record(summary::TTM, |line, _| line.trailing(ComparedFigure::marked_value)),
        Column::record(summary::TTM_YOY, |line, _| line.trailing(ComparedFigure::yoy)),
        Column::record(STATUS, |line, _| Cell::text(line.latest.status.to_string())),
        Column::record(PUBLISHED, |line, _| line.latest.published()),
        Column::record(summary::ANNUALISED, |line, _| line.annualised()),
        Column::record(summary::GUIDANCE_PERIOD, |line, _| line.guided(|said| Cell::text(said.period.to_string()))),
        Column::record(summary::GUIDANCE_LOW, |line, context| line.guided(|said| end(said, said.low, context))),
        Column::record(summary::GUIDANCE_HIGH, |line, context| line.guided(|said| end(said, said.high, context))),
        Column::record(summary::GUIDANCE_BOUND, |line, _| line.guided(|said| Cell::text(said.bound.to_string()))),
        Column::record(summary::GUIDANCE_ANNOUNCED, |line, _| line.guided(|said| said.announced.into())),
        Column::record(summary::GUIDANCE_SOURCE, |line, _| line.guided(|said| Cell::text(&*said.source))),
    ];
    columns.extend(conversion(context));
    if context.exchange.is_some() {
        columns.extend([
            Column::record(YOY_CONVERTED, |line: &SummaryLine<'_, '_>, _| line.latest.converted_yoy()),
            Column::record(summary::TTM_RATE, |line, _| line.trailing(|trailing| rate_cell(&trailing.amount))),
            Column::record(summary::TTM_YOY_CONVERTED, |line, _| line.trailing(ComparedFigure::converted_yoy)),
            Column::record(summary::GUIDANCE_RATE, |line, context| {
                line.guided(|said| rate_cell(&Ok(context.on_day(Decimal::ONE, said.announced))))
            }),
        ]);
    }
    columns
}

/// An end of a statement at the rate of its day.
fn end(said: &Statement, end: Option<Decimal>, context: &Context<'_>) -> Cell {
    end.map_or(Cell::BLANK, |end| amount_cell(&Ok(context.on_day(end, said.announced))))
}

impl<'l, 'd> SummaryLine<'l, 'd> {
    fn role(&self) -> Role {
        self.latest.role()
    }

    /// The company, or the total and of how many companies it is.
    fn name(&self) -> Words {
        match self.added {
            Some((added, of)) => say!(total_of_companies, added = added.to_string(), of = of.to_string()),
            None => self.latest.name(),
        }
    }

    fn trailing(&self, cell: impl Fn(&ComparedFigure<'l, 'd>) -> Cell) -> Cell {
        self.trailing.as_ref().map_or(Cell::BLANK, cell)
    }

    fn guided(&self, cell: impl Fn(&Statement) -> Cell) -> Cell {
        self.guidance.map_or(Cell::BLANK, |said| cell(said).of_user(said.origin.is_user()))
    }

    /// The latest quarter's pace over a year.
    fn annualised(&self) -> Cell {
        let pace = self.latest.amount.clone().map(|amount| amount.times(QUARTERS_A_YEAR));
        amount_cell(&pace).marked(mark_of(self.latest.status))
    }

    fn sparkline(&self, context: &Context<'_>) -> Cell {
        let sparkline = || Value::Sparkline(self.latest.color(context), self.quarters.to_vec()).into();
        if self.quarters.is_empty() { Cell::BLANK } else { sparkline() }
    }
}

impl HasAmount for SummaryLine<'_, '_> {
    fn amount(&self) -> Option<Amount> {
        self.latest.amount()
    }
}

/// Latest quarter, trailing twelve months, guidance.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "\
Examples:
  capex                             all companies; the same as capex summary
  capex amazon                      one company
  capex summary amzn msft -x EUR")]
pub struct Args {
    /// Companies: tickers, names or aliases [default: all]
    #[arg(value_name = "COMPANY")]
    pub companies: Vec<String>,
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let capex = context.data.metric_by_id(&MetricId::capex());
    let (companies, bases) = (&args.companies, [context.basis]);
    if Positional::read(context.data, companies)?.periods.is_some() {
        let words = companies.join(" ");
        return Err(Failure::Usage(say!(summary_of_newest_quarter, words)));
    }
    let mut query =
        Query::with_metrics(context, companies, capex, &[], &bases, &Periods::default(), &PeriodExpr::latest())?;
    let mut stands: Vec<Stand<'_>> = Vec::new();
    for &company in &query.companies {
        stands.extend(stand(&query, company)?);
    }
    let quarters = || stands.iter().map(|stand| stand.latest.now.period);
    let newest = quarters().max().ok_or_else(|| query.nothing())?;
    let mut lines: Vec<SummaryLine<'_, '_>> = stands.iter().map(Stand::line).collect();
    let records = grid(&records(context), &lines, context);
    // One quarter for all stands in the title; quarters of their own stand beside the companies.
    let one_quarter = quarters().all(|quarter| quarter == newest);
    // Where few have the newest quarter, a total of them says nothing.
    let is_added = query.newest() == Some(newest) && stands.len() > 1 && context.has_totals();
    let total = |period| Total::of(&query.compare_all(query.basis, period)).filter(|_| is_added);
    let totals = (total(newest), total(trailing_to(newest)));
    if let Some(latest) = &totals.0 {
        lines.push(SummaryLine {
            latest: ComparedFigure::of_total(&query, newest, Some(latest)),
            trailing: totals.1.as_ref().map(|total| ComparedFigure::of_total(&query, trailing_to(newest), Some(total))),
            quarters: &[],
            guidance: None,
            added: (!latest.without.is_empty()).then_some((latest.added.len(), query.companies.len())),
        });
        let totals = [(newest, Some(latest)), (trailing_to(newest), totals.1.as_ref())];
        let missing = without(totals.into_iter().filter_map(|(period, total)| Some((period, total?))));
        if !missing.is_empty() {
            query.notes.push(Note::new("partial", say!(starred, words = Words::sentences(missing))));
        }
    }
    query.periods = vec![newest];
    let awaited = stands.iter().filter_map(|stand| query.awaited(stand.latest.now.company, stand.next));
    let awaited: Vec<Note> = awaited.map(|words| Note::new("awaited", words)).collect();
    query.notes.extend(awaited);
    let words = if context.capex_basis() == Basis::Headline {
        say!(own_definitions_guided)
    } else {
        say!(guidance_on_own_definition_only)
    };
    let sentences = [words, say!(annualised_explained)];
    query.notes.push(Note::new("basis", Words::sentences(sentences)));
    let redefined = query.redefinition_notes(years(stands.iter().flat_map(|stand| [&stand.latest, &stand.trailing])));
    query.notes.extend(redefined);
    let observed = || stands.iter().flat_map(|stand| [&stand.latest.now, &stand.trailing.now]);
    query.notes.extend(query.rates_used(observed().map(|one| (one.period, &one.amount))));
    let quarter = if one_quarter { newest.into() } else { say!(latest_quarter) };
    let title = Words::commas([words::metric(capex), quarter, context.capex_basis().words()]);
    let title = query.known_title(title);
    let draft = Draft { title, page: page(&lines, newest, context), records, ..Draft::default() };
    query.notes.push(Note::new("next", Words::sentences([say!(next_commands), query.explanation()])));
    query.notes.extend(last_day(observed().map(|one| &one.figure)).map(|day| Note::new("data", until(day, context))));
    query.report_noted(draft, observed())
}

/// To which day the figures reach, and where there are newer ones.
fn until(day: Date, context: &Context<'_>) -> Words {
    let day = Words::Day(day);
    match (context.as_of, context.data.update_folder()) {
        (Some(as_of), _) => say!(figures_to_as_published_by, day, as_of),
        (None, Some(_)) => say!(figures_to_with_updates, day),
        (None, None) => say!(figures_to_newer, day),
    }
}

/// A company's newest quarter, which need not be another's, and what it guides to beyond it.
fn stand<'d>(query: &Query<'d>, company: &'d Company) -> Result<Option<Stand<'d>>, Failure> {
    let end = query.engine.data_end(company, query.metric, query.basis);
    let Some(fiscal) = end.and_then(|end| company.calendar.quarter_ending(end)) else { return Ok(None) };
    let latest = query.period_of(company, fiscal);
    let mut statements = query.context.data.guidance(company)?;
    statements.retain(|statement| query.context.as_of.is_none_or(|day| statement.announced <= day));
    let guidance = matched_period(&statements, company.calendar, year_ahead(latest)).and_then(|period| {
        let on_period: Vec<&Statement> = statements.iter().filter(|statement| statement.period == period).collect();
        // Guidance beside actuals on another basis would be compared with them.
        standing(&on_period).filter(|statement| Some(statement.basis) == query.basis).cloned()
    });
    let mut periods: Vec<Period> =
        std::iter::successors(Some(latest), |period| Some(period.previous())).take(SPARKLINE_QUARTERS).collect();
    periods.reverse();
    let figure = |period| cell(&query.observe(company, query.metric, query.basis, period));
    Ok(Some(Stand {
        latest: query.compare(company, query.basis, latest),
        trailing: query.compare(company, query.basis, trailing_to(latest)),
        next: query.period_of(company, company.calendar.later(fiscal, 1)),
        quarters: periods.into_iter().map(figure).collect(),
        guidance,
    }))
}

impl<'d> Stand<'d> {
    fn line(&self) -> SummaryLine<'_, 'd> {
        SummaryLine {
            latest: ComparedFigure::of_company(&self.latest),
            trailing: Some(ComparedFigure::of_company(&self.trailing)),
            quarters: &self.quarters,
            guidance: self.guidance.as_ref(),
            added: None,
        }
    }
}

/// The year not over at the end of a quarter.
pub(super) fn year_ahead(quarter: Period) -> Period {
    let PartOfYear { year, part } = quarter.part_of_year();
    let year = if part.last_quarter() == 4 { year + 1 } else { year };
    quarter.with(PartOfYear { year, part: Part::Year })
}

pub(super) fn trailing_to(quarter: Period) -> Period {
    let PartOfYear { year, part } = quarter.part_of_year();
    quarter.with(PartOfYear { year, part: Part::TrailingYear(part.last_quarter()) })
}

fn page(lines: &[SummaryLine<'_, '_>], newest: Period, context: &Context<'_>) -> Grid {
    let mut columns = vec![Column::text(say!(heading_company), |line: &SummaryLine<'_, '_>, _| Cell::say(line.name()))];
    if lines.iter().any(|line| line.latest.period != newest) {
        columns.push(Column::text(say!(heading_quarter), |line, _| Cell::text(line.latest.period.label())));
    }
    let year = year_ahead(newest);
    let one_year = lines.iter().all(|line| year_ahead(line.latest.period) == year);
    let guided = lines.iter().any(|line| line.guidance.is_some());
    let ahead = match (guided, one_year) {
        (false, _) => Words::NONE,
        (true, true) => say!(heading_guided_for, year = year.to_string()),
        (true, false) => say!(heading_guided),
    };
    columns.extend([
        Column::number(say!(heading_capex_of_quarter), |line: &SummaryLine<'_, '_>, context| {
            line.latest.linked(line.latest.marked_value(), context)
        }),
        Column::number(say!(heading_yoy), |line, context| line.latest.linked_growth(line.latest.yoy(), context)),
        Column::spare(say!(heading_quarters), SummaryLine::sparkline),
        Column::number("TTM", |line, context| line.trailing(|one| one.linked(one.marked_value(), context))),
        Column::number(say!(heading_yoy), |line, context| line.trailing(|one| one.linked_growth(one.yoy(), context))),
        Column::number(say!(heading_annualised), |line, context| line.latest.linked(line.annualised(), context)),
        Column::text(ahead, |line, context| line.guided(|said| Cell::say(brief(context, said)))),
    ]);
    grid_by(&columns, lines, SummaryLine::role, context)
}
