//! `capex find`: which company, period and reading print a figure.

use super::check::{understood, wording};
use super::{Context, Failure, words};
use crate::claims::{
    Calendar, ClaimField, Fields, Hit, Measure, PrintedNumber, PrintedUnit, Search, StatedReading, Subject, TypedNumber,
};
use crate::data::Dataset;
use crate::model::{Currency, MetricId, Money, Period};
use crate::report::{Cell, Grid, Heading, Note, Quantity, QueryValue, Report, Words};
use crate::say;

/// Figures that a printed number can be.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex find 118                          billions of dollars, unless it says otherwise
  capex find 26.3bn amzn                  of one company
  capex find 64.2%                        growth and shares
  capex find 637.959 -m revenue           another metric; -m all looks at every one
  capex find '1,919亿元' --fx-rate 7.295  another currency, at one rate

Every basis, calendar, period and day is looked at, and guidance with capital expenditures, so --basis
and --fiscal have no say; --as-of has. A figure is found if it rounds to the number as given; a number of
亿 that ends in 0 may be rounded to ten, so 2500亿 is 250 bn. Exact ones come first, then those of the
usual reading (capex check --help), years before quarters, new before old.")]
pub struct Args {
    /// A number as printed: 118, 26.3bn, 1,919亿元, 64.2%
    #[arg(allow_hyphen_values = true)]
    pub number: String,
    /// Companies: tickers, names or aliases [default: all, and their sum]
    pub companies: Vec<String>,
    /// The metric (capex list metrics), guidance, or all [default: capex and guidance]
    #[arg(short, long, value_name = "METRIC")]
    pub metric: Option<String>,
    /// The most figures to show
    #[arg(short = 'n', long, value_name = "N", default_value = "20")]
    pub limit: usize,
}

const RECORDS: &[&str] = &[
    "company",
    "metric",
    "measure",
    "basis",
    "period",
    "currency",
    "value",
    "difference",
    "exact",
    "reading",
    "calendar",
    "as_of",
    "said_by",
    "rate",
];

/// The report.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let find = find(args, context)?;
    let hits = find.run(context.data)?;
    if hits.found.is_empty() {
        return Err(nothing(&find, hits.nearest.as_ref(), context.data));
    }
    let shown = hits.found.get(..args.limit).unwrap_or(&hits.found);
    let mut records = Grid::of_records(RECORDS);
    let mut columns = ["Company", "Metric", "Measure", "Period"].map(Heading::text).to_vec();
    columns.extend([Heading::number("Figure"), Heading::text("Reading")]);
    let mut page = Grid { columns, rows: Vec::new() };
    for hit in shown {
        records.push(record(&find, hit, context.data));
        let reading = wording::reading(&hit.question, &hit.own, &hit.reading, context.data);
        let (unit, places) = (find.printed.unit(), find.printed.places());
        page.push(vec![
            match hit.question.companies.as_slice() {
                [one] => Cell::say(words::company(one)),
                _ => Cell::text("Total"),
            },
            Cell::text(wording::metric(&hit.question)),
            Cell::text(hit.question.measure.name()),
            Cell::text(words::label(period(hit))),
            Cell::say(wording::number(hit.value, unit, places, find.currency)).of_user(hit.evaluated.caveats.of_user),
            Cell::say(reading),
        ]);
    }
    let mut notes = Vec::new();
    if shown.iter().any(|hit| find.printed.is_only_in_tens(hit.value)) {
        notes.extend(wording::in_billions(&find.printed).map(|words| Note::new("rounding", words)));
    }
    let rest = hits.found.len() - shown.len();
    if rest > 0 {
        notes.push(Note::new(
            "rest",
            say!(
                "More figures that round to it: {rest}. To see them: --limit {all}",
                rest = rest.to_string(),
                all = hits.found.len().to_string()
            ),
        ));
    }
    notes.extend(context.note_on_rates(find.currency)?);
    notes.push(Note::new("data", "Arithmetic and documents of a figure: capex explain COMPANY PERIOD"));
    Ok(Report {
        title: words::as_known(say!("Figures that round to {number}", number = args.number.trim()), context.as_of),
        page,
        chart: None,
        records,
        notes,
        sources: Vec::new(),
        query: vec![
            ("number", QueryValue::Text(args.number.clone())),
            ("companies", QueryValue::List(find.companies.iter().map(|company| company.ticker.clone()).collect())),
        ],
        as_of: context.as_of,
        data_version: Dataset::version().to_owned(),
    })
}

fn find<'d>(args: &Args, context: &Context<'d>) -> Result<Search<'d>, Failure> {
    let data = context.data;
    let usage = |error: &dyn ToString| Failure::Usage(error.to_string().into());
    let typed: TypedNumber = args.number.parse().map_err(|error| usage(&error))?;
    let printed =
        PrintedNumber::new(typed.number, typed.unit.unwrap_or(PrintedUnit::Bn)).map_err(|error| usage(&error))?;
    let companies = context.companies(&args.companies)?;
    let metrics = || data.metrics().iter().map(Subject::Metric);
    let subjects = match args.metric.as_deref().map(str::to_lowercase).as_deref() {
        None => vec![Subject::Metric(data.metric_by_id(&MetricId::capex())), Subject::Guidance],
        Some("all") => metrics().chain([Subject::Guidance]).collect(),
        Some("guidance") => vec![Subject::Guidance],
        Some(word) => vec![Subject::Metric(data.metric(word)?)],
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
    let claim = understood(&mut lexicon, &fields)?;
    Ok((typed.currency.unwrap_or(claim.question.currency), claim.question.stated))
}

/// The period as the hit's reading reckons it.
fn period(hit: &Hit<'_>) -> Period {
    let is_own = hit.reading.calendar == Some(Calendar::Fiscal) && hit.question.depends_on_calendar();
    if is_own { hit.question.period.fiscal() } else { hit.question.period }
}

fn record(find: &Search<'_>, hit: &Hit<'_>, data: &Dataset) -> Vec<Cell> {
    let question = &hit.question;
    let of_money = question.is_of_money();
    let figure = |value| -> Cell {
        if of_money { Money { amount: value, currency: find.currency }.into() } else { Quantity::Change(value).into() }
    };
    let difference = hit.value - find.printed.value();
    vec![
        Cell::text(if let [one] = question.companies.as_slice() { one.ticker.as_str() } else { "TOTAL" }),
        Cell::text(wording::metric(question)),
        Cell::text(question.measure.name()),
        words::basis_cell(hit.reading.basis.filter(|_| question.is_on_a_basis(data))),
        Cell::text(period(hit).to_string()),
        if of_money { Cell::text(find.currency.code()) } else { Cell::BLANK },
        figure(hit.value).of_user(hit.evaluated.caveats.of_user),
        figure(difference),
        Cell::text(if difference.is_zero() { "yes" } else { "no" }),
        Cell::text(wording::english(&wording::reading(question, &hit.own, &hit.reading, data))),
        hit.reading.calendar.map_or(Cell::BLANK, |calendar| Cell::text(calendar.name())),
        hit.reading.as_of.map_or(Cell::BLANK, Cell::from),
        if question.is_of_guidance() { Cell::text(hit.reading.said_by.name()) } else { Cell::BLANK },
        if find.currency == Currency::USD || !of_money { Cell::BLANK } else { wording::rate_cell(hit.reading.rate) },
    ]
}

/// The failure to find anything, with the nearest figure: exactly, as an error has no page to round it for.
fn nothing(find: &Search<'_>, nearest: Option<&Hit<'_>>, data: &Dataset) -> Failure {
    let typed = find.printed.to_string();
    let Some(hit) = nearest else { return Failure::NoData(say!("no figure rounds to {typed}", typed)) };
    let question = &hit.question;
    let of = Words::commas([
        if let [one] = question.companies.as_slice() { words::company(one) } else { say!("the total") },
        wording::metric(question).into(),
        question.measure.name().into(),
        words::label(period(hit)).into(),
    ]);
    let reading = wording::reading(question, &hit.own, &hit.reading, data);
    let unit = find.printed.unit();
    // Reported amounts are whole millions, so in dollars there is nothing to round.
    let number = hit.value.checked_div(unit.size()).filter(|_| find.currency == Currency::USD && unit.is_of_money());
    Failure::NoData(match number {
        Some(number) => say!(
            "no figure rounds to {typed}; the nearest is {number}: {of} ({reading})",
            typed,
            number = format!("{}{}", number.normalize(), unit.symbol()),
            of,
            reading
        ),
        None => say!("no figure rounds to {typed}; the nearest is that of {of} ({reading})", typed, of, reading),
    })
}
