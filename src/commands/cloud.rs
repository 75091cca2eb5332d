//! `capex cloud`: cloud revenue, its growth, and capital expenditures per dollar of it.

use rust_decimal::Decimal;

use super::amounts::{HasAmount, amount_cell, conversion, rate_cell};
use super::args::{Periods, about_one};
use super::columns::{
    BASIS, COMPANY, CURRENCY, FISCAL_PERIOD, PERIOD, PUBLISHED, QUARTERS, STATUS, YOY_CONVERTED, cloud,
};
use super::compared::{cell, change_cell, linked_cell};
use super::crossing::Crossing;
use super::draft::Draft;
use super::figure_notes::note_on;
use super::frame::{Column, grid, sections};
use super::query::Query;
use super::redefinition::series;
use super::{Context, Failure, words};
use crate::analysis::{Amount, Observation, YearOnYear, compare, converted_change, reported_change};
use crate::derive::{Gap, Status, Working};
use crate::model::{Company, MetricId, Part, PartOfYear, Period};
use crate::report::{Bar, Bars, Cell, Chart, Derived, Grid, Group, Mark, Note, Quantity, Report, SeriesColor, Words};
use crate::say;

/// Cloud revenue and growth, and capital expenditures per dollar of it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex cloud 2025
  capex cloud last4q -Q             the last four quarters
  capex cloud amzn 2016..2025       AWS since it was disclosed
  capex cloud 2025 -b cash          against cash purchases

Default period: the newest whole year, or the last four quarters with -Q.")]
pub struct Args {
    /// Companies: tickers, names or aliases [default: all with a cloud series]
    pub companies: Vec<String>,
    /// Periods
    #[command(flatten)]
    pub periods: Periods,
}

/// A company's cloud revenue, and beside it figures of the same period.
pub(super) struct CloudLine<'d> {
    cloud: YearOnYear<'d>,
    revenue: Observation<'d>,
    income: Observation<'d>,
    capex: Observation<'d>,
    /// At the end of the period.
    backlog: YearOnYear<'d>,
}

/// The columns of the output contract; those appended of converted amounts are of cloud revenue, unless they are named after
/// another.
pub(super) fn records<'d>(context: &Context<'_>) -> Vec<Column<CloudLine<'d>>> {
    let yoy = Derived::Change { of: "cloud", from: "prior" };
    let mut columns: Vec<Column<CloudLine<'_>>> = vec![
        Column::record(COMPANY, |line, _| Cell::text(&*line.company().ticker)),
        Column::record(cloud::SERIES, |line, _| line.series()),
        Column::record(PERIOD, |line, _| line.period().into()),
        Column::record(BASIS, |_, context| Cell::text(context.capex_basis().name())),
        Column::record(CURRENCY, |_, context| Cell::text(context.currency().code())),
        Column::record(cloud::CLOUD, |line, _| cell(&line.cloud.now)),
        Column::record(cloud::PRIOR, |line, _| amount_cell(&line.cloud.prior_amount)),
        Column::derived(cloud::YOY, yoy, |line, _| line.yoy()),
        Column::record(cloud::SHARE_OF_REVENUE, |line, _| ratio(&line.cloud.now, &line.revenue)),
        Column::record(cloud::OPERATING_INCOME, |line, _| cell(&line.income)),
        Column::derived(cloud::MARGIN, Derived::Ratio { of: "operating_income", to: "cloud" }, |line, _| line.margin()),
        Column::record(cloud::CAPEX, |line, _| cell(&line.capex)),
        Column::derived(cloud::CAPEX_PER_CLOUD, Derived::Ratio { of: "capex", to: "cloud" }, |line, _| {
            line.capex_per_cloud()
        }),
        Column::record(QUARTERS, |line, _| {
            Cell::text(format!("{}/{}", line.cloud.now.quarters(), line.period().part_of_year().part.len_in_quarters()))
        }),
        Column::record(STATUS, |line, _| Cell::text(line.cloud.now.status().to_string())),
        Column::record(FISCAL_PERIOD, |line, _| Cell::text(words::fiscal_period(line.company(), line.period()))),
        Column::record(PUBLISHED, |line, _| line.cloud.now.published().map_or(Cell::BLANK, Cell::from)),
        Column::record(cloud::BACKLOG, |line, _| cell(&line.backlog.now)),
        Column::record(cloud::BACKLOG_PRIOR, |line, _| amount_cell(&line.backlog.prior_amount)),
        Column::derived(cloud::BACKLOG_YOY, Derived::Change { of: "backlog", from: "backlog_prior" }, |line, _| {
            line.backlog_yoy()
        }),
    ];
    columns.extend(conversion(context));
    if context.exchange.is_some() {
        columns.extend([
            Column::derived(YOY_CONVERTED, yoy, |line: &CloudLine<'_>, _| line.converted_yoy()),
            Column::record(cloud::OPERATING_INCOME_RATE, |line, _| rate_cell(&line.income.amount)),
            Column::record(cloud::CAPEX_RATE, |line, _| rate_cell(&line.capex.amount)),
            Column::record(cloud::BACKLOG_RATE, |line, _| rate_cell(&line.backlog.now.amount)),
        ]);
    }
    columns
}

impl<'d> CloudLine<'d> {
    fn company(&self) -> &'d Company {
        self.cloud.now.company
    }

    fn period(&self) -> Period {
        self.cloud.now.period
    }

    /// What the company calls its cloud.
    fn series(&self) -> Cell {
        Cell::optional(self.company().cloud_series.as_deref())
    }

    fn yoy(&self) -> Cell {
        change_cell(reported_change(&self.cloud.prior_amount, &self.cloud.now.amount))
    }

    fn converted_yoy(&self) -> Cell {
        change_cell(converted_change(&self.cloud.prior_amount, &self.cloud.now.amount))
    }

    /// Growth of the backlog in dollars, marked where a change of definition lies between.
    fn backlog_yoy(&self) -> Cell {
        let mark = self.backlog.redefined.as_ref().map_or(Mark::None, |_| Mark::Approximate);
        change_cell(reported_change(&self.backlog.prior_amount, &self.backlog.now.amount)).marked(mark)
    }

    fn margin(&self) -> Cell {
        ratio(&self.income, &self.cloud.now)
    }

    fn capex_per_cloud(&self) -> Cell {
        ratio(&self.capex, &self.cloud.now)
    }

    fn observed(&self) -> [&Observation<'d>; 5] {
        [&self.cloud.now, &self.revenue, &self.income, &self.capex, &self.backlog.now]
    }

    fn other_name(&self) -> Option<String> {
        words::other_name(self.company(), self.period())
    }
}

impl HasAmount for CloudLine<'_> {
    fn amount(&self) -> Option<Amount> {
        self.cloud.now.amount()
    }
}

/// One figure over another, if both cover the same quarters.
fn ratio(over: &Observation<'_>, under: &Observation<'_>) -> Cell {
    let ratio = || -> Result<Decimal, Words> {
        let (over, under) = (over.figure.as_ref().map_err(Gap::words)?, under.figure.as_ref().map_err(Gap::words)?);
        if over.quarters != under.quarters {
            return Err(Gap::Unlike.words());
        }
        over.working.value.checked_div(under.working.value).ok_or_else(|| say!(division_by_zero))
    };
    ratio().map_or_else(Cell::missing, |ratio| Quantity::Share(ratio).into())
}

/// What figures rest on.
fn workings<'l>(figures: [&'l Observation<'_>; 2]) -> impl Iterator<Item = &'l Working> {
    figures.into_iter().filter_map(|one| Some(&one.figure.as_ref().ok()?.working))
}

/// A cell of growth, which leads to the documents of both its figures.
fn linked_growth(cell: Cell, one: &YearOnYear<'_>, context: &Context<'_>) -> Cell {
    let figures = one.now.figure.iter().chain(&one.prior);
    context.linked(cell, figures.map(|figure| &figure.working))
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let metric = |id: &str| context.data.metric_by_id(&MetricId::from(id));
    let [revenue, income, capex, backlog, azure] =
        ["revenue", "cloud_operating_income", "capex", "backlog", "azure_growth"].map(metric);
    let others = [revenue, income, capex, backlog, azure].map(|metric| &metric.id);
    let cloud = context.data.metric("cloud_revenue")?;
    let default = about_one(&args.periods);
    // What a company calls its cloud names the company here.
    let company = |word: &String| context.data.owner_of_series(word).map_or(word, |owner| &owner.ticker).clone();
    let words: Vec<String> = args.companies.iter().map(company).collect();
    let mut query = Query::with_metrics(context, &words, cloud, &others, &[context.basis], &args.periods, &default)?;
    let mut lines = Vec::new();
    for &period in &query.periods {
        lines.extend(query.companies.iter().map(|company| CloudLine {
            cloud: query.compare(company, context.basis, period),
            revenue: query.observe(company, revenue, context.basis, period),
            income: query.observe(company, income, context.basis, period),
            capex: query.observe(company, capex, context.basis, period),
            backlog: compare(&query.engine, context.exchange, company, backlog, None, period),
        }));
    }
    if lines.iter().all(|line| line.cloud.now.figure.is_err()) {
        return Err(query.nothing());
    }
    let draft = Draft {
        title: Words::semicolons([query.title_of(say!(title_cloud)), words::capex_on(context.capex_basis())]),
        page: page(&query, &lines),
        chart: context.is_drawn.then(|| chart(&query, &lines)),
        records: grid(&records(context), &lines, context),
        ..Draft::default()
    };
    let mut scope = vec![say!(capex_of_whole_company)];
    if query.companies.len() > 1 {
        scope.insert(0, say!(series_differ));
    }
    let mut notes = vec![Note::new("scope", Words::sentences(scope))];
    let observed = || lines.iter().map(|line| &line.cloud.now);
    notes.extend(query.figure_notes(observed().map(|one| (one.period, one.company, &one.figure))));
    let azure = |company: &&Company| azure_note(&query, company, *query.periods.last()?);
    notes.extend(query.companies.iter().filter_map(azure));
    if observed().any(|one| one.status() == Status::Partial) {
        notes.push(Note::new("partial", say!(partial_growth)));
    }
    notes.extend(query.rates_used(observed().map(|one| (one.period, &one.amount))));
    notes.extend(backlog_notes(&query, &lines));
    let redefined = query.redefinition_notes(series(lines.iter().map(|line| &line.capex)));
    notes.extend(redefined.into_iter().map(|note| note_on(capex, note)));
    query.notes.extend(notes);
    query.report_on(draft, lines.iter().flat_map(CloudLine::observed))
}

/// What each company's backlog counts, and where that has changed.
fn backlog_notes(query: &Query<'_>, lines: &[CloudLine<'_>]) -> Vec<Note> {
    let mut meant: Vec<Words> = Vec::new();
    for one in lines.iter().map(|line| &line.backlog.now) {
        let Ok(figure) = &one.figure else { continue };
        let definition = query.engine.definition(one.company, &one.metric.id, None, figure.working.span);
        let Ok(Some(definition)) = definition else { continue };
        let words = say!(company_and_words, company = words::company(one.company), words = &definition.words);
        if !meant.contains(&words) {
            meant.push(words);
        }
    }
    if meant.is_empty() {
        return Vec::new();
    }
    let scope = Words::sentences(std::iter::once(say!(backlog_at_end)).chain(meant));
    let crossings: Vec<Crossing<'_>> = lines.iter().filter_map(|line| Crossing::of_year(&line.backlog)).collect();
    std::iter::once(Note::new("backlog", scope)).chain(query.crossing_notes(&crossings)).collect()
}

/// Azure's stated growth in the last quarter of a period, for a company that states it.
fn azure_note(query: &Query<'_>, company: &Company, period: Period) -> Option<Note> {
    let metric = query.context.data.metric("azure_growth").ok()?;
    let PartOfYear { year, part } = period.part_of_year();
    let quarter = period.with(PartOfYear { year, part: Part::Quarter(part.last_quarter()) });
    let figure = query.engine.figure(company, metric, None, quarter).ok()?;
    let name = words::other_name(company, quarter).map(|days| say!(days_in_brackets, days));
    let words = say!(
        growth_as_stated,
        company = words::company(company),
        quarter = Words::from(quarter).then(name),
        metric = words::metric_name(metric),
        growth = figure.working.value
    );
    Some(Note::new("azure", words))
}

/// A row for each company, period by period.
fn page(query: &Query<'_>, lines: &[CloudLine<'_>]) -> Grid {
    let context = &query.context;
    let mut columns = vec![
        Column::text(say!(heading_company), |line: &CloudLine<'_>, _| Cell::say(words::company(line.company()))),
        Column::text(say!(heading_series), |line, _| line.series()),
        Column::number(say!(heading_cloud), |line, context| linked_cell(&line.cloud.now, context)),
        Column::number(context.growth_heading(), |line, context| linked_growth(line.yoy(), &line.cloud, context)),
    ];
    if context.growth_differs() {
        columns.push(Column::number(words::yoy(context.currency()), |line, context| {
            linked_growth(line.converted_yoy(), &line.cloud, context)
        }));
    }
    columns.extend([
        Column::number(say!(heading_operating_income), |line: &CloudLine<'_>, context| {
            linked_cell(&line.income, context)
        }),
        Column::number(say!(heading_margin), |line, context| {
            context.linked(line.margin(), workings([&line.income, &line.cloud.now]))
        }),
        Column::number(say!(heading_capex), |line, context| linked_cell(&line.capex, context)),
        Column::number(say!(heading_capex_to_cloud), |line, context| {
            context.linked(line.capex_per_cloud(), workings([&line.capex, &line.cloud.now]))
        }),
    ]);
    if lines.iter().any(|line| line.backlog.now.figure.is_ok()) {
        columns.push(Column::number(say!(heading_backlog), |line, context| linked_cell(&line.backlog.now, context)));
        columns.push(Column::number(context.growth_heading(), |line, context| {
            linked_growth(line.backlog_yoy(), &line.backlog, context)
        }));
    }
    if lines.iter().any(|line| line.other_name().is_some()) {
        columns.push(Column::text("", |line, _| Cell::optional(line.other_name())));
    }
    let heading = |lines: &[CloudLine<'_>]| {
        lines.first().filter(|_| query.periods.len() > 1).map(|line| line.period().label().into())
    };
    let periods = lines.chunks(query.companies.len());
    sections(&columns, periods.map(|lines| (heading(lines), lines)), context)
}

/// What a company's cloud earns beside what the company spends, period by period.
fn chart(query: &Query<'_>, lines: &[CloudLine<'_>]) -> Chart {
    let period = if let [period] = *query.periods { Some(period.label()) } else { None };
    let group = |line: &CloudLine<'_>| {
        let (company, label) = (words::company(line.company()), line.period().label());
        let cloud = Bar {
            name: line.company().cloud_series.as_deref().unwrap_or_default().into(),
            color: SeriesColor::Beside,
            figure: cell(&line.cloud.now),
            asides: vec![Cell::BLANK],
        };
        let capex = Bar {
            name: say!(heading_capex),
            color: query.context.color(line.company()),
            figure: amount_cell(&line.capex.amount),
            asides: vec![line.capex_per_cloud()],
        };
        let heading = if period.is_some() { company } else { Words::commas([company, label.into()]) };
        Group { heading, bars: vec![cloud, capex], total: None }
    };
    let groups = lines.iter().map(group).collect();
    let heading = period.map_or(Words::NONE, Words::from);
    Chart::Bars(Bars { headings: vec![heading, say!(heading_capex_to_cloud)], groups })
}
