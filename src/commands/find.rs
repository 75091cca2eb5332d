//! `capex find`: which company, period and reading print a figure.

use rust_decimal::Decimal;

use super::args::one_metric;
use super::check::{cells, parse_fields, wording};
use super::columns::{AS_OF, BASIS, CALENDAR, COMPANY, CURRENCY, MEASURE, PERIOD, RATE, READING, SAID_BY, find};
use super::draft::Draft;
use super::frame::{Column, grid};
use super::positional::Positional;
use super::{Context, Failure, counted, words};
use crate::claims::{
    ClaimField, Fields, Hit, Hits, Measure, PrintedNumber, PrintedUnit, Question, Search, StatedReading, Subject,
    TypedNumber,
};
use crate::model::{Company, Currency, MetricId, Period};
use crate::report::{Cell, Note, QueryValue, Report, Words};
use crate::say;

/// Find the figures that round to a number.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex find 118                    in billions of dollars by default
  capex find 26.3bn amzn            of one company
  capex find 64.2%                  growth and shares
  capex find 637.959 -m revenue     another metric; -m all searches every one
  capex find '1,919亿元' --fx-rate 7.295

Every basis, calendar, period and date is searched, for capital expenditures and guidance. See also: capex help claims")]
pub struct Args {
    /// A number as printed: 118, 26.3bn, 1,919亿元, 64.2%
    #[arg(allow_hyphen_values = true)]
    pub number: String,
    /// Companies: tickers, names or aliases [default: all, and their sum]
    pub companies: Vec<String>,
    /// The metric (capex list metrics), guidance, or all [default: capex and guidance]
    #[arg(short, long, value_name = "METRIC")]
    pub metric: Option<String>,
    /// Maximum number of figures to show
    #[arg(short = 'n', long, value_name = "N", default_value = "20")]
    pub limit: usize,
}

/// A figure that the number can be.
pub(super) struct FoundFigure<'d> {
    printed: PrintedNumber,
    hit: Hit<'d>,
}

/// The columns of the output contract.
pub(super) fn records<'d>() -> Vec<Column<FoundFigure<'d>>> {
    vec![
        Column::record(COMPANY, |line, _| Cell::text(line.company().map_or("TOTAL", |company| &*company.ticker))),
        Column::record(find::METRIC, |line, _| Cell::text(wording::metric(line.question()))),
        Column::record(MEASURE, |line, _| Cell::text(line.question().measure.name())),
        Column::record(BASIS, |line, context| cells::basis(line.question(), &line.hit.reading, context)),
        Column::record(PERIOD, |line, _| period(&line.hit).into()),
        Column::record(CURRENCY, |line, _| {
            Cell::optional(line.question().is_of_money().then(|| line.question().currency.code()))
        }),
        Column::record(find::VALUE, |line, _| line.number(line.hit.value).of_user(line.hit.evaluated.caveats.of_user)),
        Column::record(find::DIFFERENCE, |line, _| line.number(line.difference())),
        Column::record(find::EXACT, |line, _| Cell::text(if line.difference().is_zero() { "yes" } else { "no" })),
        Column::record(READING, |line, context| Cell::text(wording::english(&reading(&line.hit, context)))),
        Column::record(CALENDAR, |line, _| cells::calendar(&line.hit.reading)),
        Column::record(AS_OF, |line, _| cells::as_of(&line.hit.reading)),
        Column::record(SAID_BY, |line, _| cells::said_by(line.question(), &line.hit.reading)),
        Column::record(RATE, |line, _| cells::rate(line.question(), &line.hit.reading)),
    ]
}

fn page<'d>() -> Vec<Column<FoundFigure<'d>>> {
    vec![
        Column::text(say!(heading_company), |line, _| {
            line.company().map_or(Cell::say(say!(total)), |one| Cell::say(words::company(one)))
        }),
        Column::text(say!(heading_metric), |line, _| Cell::text(wording::metric(line.question()))),
        Column::text(say!(heading_measure), |line, _| Cell::text(line.question().measure.name())),
        Column::text(say!(heading_period), |line, _| Cell::text(period(&line.hit).label())),
        Column::number(say!(heading_figure), |line, _| {
            let figure = counted::number(line.hit.value, &line.printed, line.question().currency);
            Cell::say(figure).of_user(line.hit.evaluated.caveats.of_user)
        }),
        Column::text(say!(heading_reading), |line, context| Cell::say(reading(&line.hit, context))),
    ]
}

impl FoundFigure<'_> {
    fn question(&self) -> &Question<'_> {
        &self.hit.question
    }

    /// Whose figure it is, if it is not a total.
    fn company(&self) -> Option<&Company> {
        company(&self.hit)
    }

    fn number(&self, number: Decimal) -> Cell {
        cells::number(self.question(), Some(number))
    }

    /// By how much it exceeds the number.
    fn difference(&self) -> Decimal {
        self.hit.value - self.printed.value()
    }
}

fn company<'d>(hit: &Hit<'d>) -> Option<&'d Company> {
    if let [one] = hit.question.companies.as_slice() { Some(one) } else { None }
}

/// The period in the calendar of the hit's reading.
fn period(hit: &Hit<'_>) -> Period {
    let period = hit.question.periods.last();
    if hit.question.depends_on_calendar() { hit.reading.period(period) } else { period }
}

fn reading(hit: &Hit<'_>, context: &Context<'_>) -> Words {
    wording::reading(&hit.question, &hit.own, &hit.reading, context.data)
}

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let search = search(args, context)?;
    let Hits { found, nearest } = search.run(context.data)?;
    let all = found.len();
    if all == 0 {
        return Err(nothing(&search, nearest.as_ref(), context));
    }
    let line = |hit| FoundFigure { printed: search.printed, hit };
    let lines: Vec<FoundFigure<'_>> = found.into_iter().take(args.limit).map(line).collect();
    let mut notes = Vec::new();
    if lines.iter().any(|line| line.printed.is_only_in_tens(line.hit.value)) {
        notes.extend(counted::in_tens(&search.printed, search.currency).map(|words| Note::new("rounding", words)));
    }
    if let rest @ 1.. = all - lines.len() {
        let (rest, all) = (rest.to_string(), all.to_string());
        notes.push(Note::new("rest", say!(more_figures_that_round, rest, all)));
    }
    notes.extend(context.note_on_rates(search.currency)?);
    notes.push(Note::new("data", say!(calculation_of_any_figure)));
    let groups = Positional::read(context.data, &args.companies)?.groups;
    let title = say!(title_figures_that_round, number = args.number.trim());
    Ok(context.report(Draft {
        title: words::as_known(words::of_groups(title, &groups, context.data), context.as_of),
        page: grid(&page(), &lines, context),
        records: grid(&records(), &lines, context),
        notes,
        query: vec![
            ("number", QueryValue::Text(args.number.clone())),
            ("companies", QueryValue::List(search.companies.iter().map(|company| company.ticker.clone()).collect())),
        ],
        ..Draft::default()
    }))
}

/// What to look for, and where.
fn search<'d>(args: &Args, context: &Context<'d>) -> Result<Search<'d>, Failure> {
    let data = context.data;
    let typed: TypedNumber = TypedNumber::read(&args.number, context.yen_sign()).map_err(Failure::Usage)?;
    if typed.unit == Some(PrintedUnit::Times) {
        return Err(Failure::Usage(say!(multiple_is_not_searched, typed = &*args.number)));
    }
    let printed = PrintedNumber::new(typed.number, typed.unit_or(Some(PrintedUnit::Bn)).unwrap_or(PrintedUnit::Bn))
        .map_err(Failure::Usage)?;
    let companies = context.companies(&args.companies)?;
    let metrics = || data.metrics().iter().map(Subject::Metric);
    let subjects = match args.metric.as_deref().map(str::to_lowercase).as_deref() {
        None => vec![Subject::Metric(data.metric_by_id(&MetricId::capex())), Subject::Guidance],
        Some("all") => metrics().chain([Subject::Guidance]).collect(),
        Some("guidance") => vec![Subject::Guidance],
        Some(word) => vec![Subject::Metric(one_metric(data, &[word.to_owned()])?)],
    };
    let (currency, stated) = if printed.unit().is_of_money() {
        money(args, &typed, context)?
    } else {
        (Currency::USD, StatedReading::default())
    };
    let rates = context.other_rates()?;
    Ok(Search { printed, currency, stated, companies, subjects, known: context.as_of, rates })
}

/// The currency and the rate, understood as those of a claim.
fn money(args: &Args, typed: &TypedNumber, context: &Context<'_>) -> Result<(Currency, StatedReading), Failure> {
    let mut fields = Fields::default();
    fields.set(ClaimField::Id, "find");
    fields.set(ClaimField::Measure, Measure::Total.name());
    fields.set(ClaimField::Period, "2024");
    fields.set(ClaimField::Value, args.number.as_str());
    fields.set(ClaimField::Currency, context.conversion.currency.as_deref().unwrap_or_default());
    fields.set(ClaimField::Rate, context.conversion.rate_or_day().unwrap_or_default());
    let mut lexicon = context.lexicon()?;
    lexicon.usual_units = true;
    let claim = parse_fields(&mut lexicon, &fields)?;
    Ok((typed.currency.unwrap_or(claim.question.currency), claim.question.stated))
}

/// The failure to find anything, with the nearest figure: exactly, as an error has no page to round it for.
fn nothing(search: &Search<'_>, nearest: Option<&Hit<'_>>, context: &Context<'_>) -> Failure {
    let typed = counted::printed(&search.printed, search.currency);
    let Some(hit) = nearest else { return Failure::NoData(say!(no_figure_rounds_to, typed)) };
    let question = &hit.question;
    let of = Words::commas([
        company(hit).map_or_else(|| say!(the_total), words::company),
        wording::metric(question).into(),
        question.measure.name().into(),
        period(hit).into(),
    ]);
    let reading = reading(hit, context);
    let unit = search.printed.unit();
    // Reported amounts are whole millions, so in dollars there is nothing to round.
    let number = hit.value.checked_div(unit.size()).filter(|_| search.currency == Currency::USD && unit.is_of_money());
    Failure::NoData(match number {
        Some(number) => {
            let number = counted::exact(hit.value, unit, number.normalize().scale(), search.currency);
            say!(no_figure_rounds_to_nearest, typed, number, of, reading)
        }
        None => say!(no_figure_rounds_to_nearest_of, typed, of, reading),
    })
}
