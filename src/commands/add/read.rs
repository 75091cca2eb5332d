//! What is typed after `capex add`, as a row.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::{Context, Failure, words};
use super::document::document;
use super::{AddKind, Args};
use crate::claims::{PrintedNumber, PrintedUnit, TypedNumber};
use crate::data::{AddedRow, OwnData};
use crate::model::{
    Basis, Bound, Company, Comparable, Confidence, Currency, Definition, Fact, Kind, Localized, Metric, MetricId,
    Origin, Part, Period, Source, Span, Statement,
};
use crate::report::Words;
use crate::say;

/// What a row is about.
#[derive(Debug)]
pub enum About<'d> {
    /// A figure: of a company, of a metric, of days; and the value as typed.
    Fact { company: &'d Company, metric: &'d Metric, period: Period, span: Span, value: Option<String> },
    /// Guidance of a company for a period.
    Guidance { company: &'d Company, period: Period },
}

impl<'d> About<'d> {
    /// The company.
    pub fn company(&self) -> &'d Company {
        match self {
            Self::Fact { company, .. } | Self::Guidance { company, .. } => company,
        }
    }

    /// Whether a row is the one meant; `published` tells several on one period apart.
    pub fn means(&self, row: &AddedRow, published: Option<Date>) -> bool {
        match (self, row) {
            (Self::Fact { metric, span, .. }, AddedRow::Fact(fact)) => fact.metric == metric.id && fact.span == *span,
            (Self::Guidance { company, period }, AddedRow::Statement(said)) => {
                said.period.is_same(*period, company.calendar) && published.is_none_or(|day| day == said.announced)
            }
            _ => false,
        }
    }

    /// What it is about, in words.
    pub fn words(&self) -> Words {
        match self {
            Self::Fact { company, metric, period, .. } => {
                Words::commas([words::company(company), words::metric_name(metric), (*period).into()])
            }
            Self::Guidance { company, period } => {
                Words::commas([words::company(company), say!(guidance_for, period = *period)])
            }
        }
    }
}

/// Reads the words after `add fact` and `add guidance`.
pub fn about<'d>(args: &Args, context: &Context<'d>) -> Result<About<'d>, Failure> {
    let data = context.data;
    let words = args.words.iter().map(String::as_str).collect::<Vec<_>>();
    match (args.what, words.as_slice()) {
        (AddKind::Fact, [company, metric, period, value @ ..]) if value.len() == usize::from(!args.remove) => {
            let (company, metric) = (data.company(company)?, data.metric(metric)?);
            refuse_ends(args)?;
            let period = period_of(period, context)?;
            if metric.id.is_capex() || metric.formula.is_some() {
                return Err(computed(company, metric, period, context));
            }
            let value = value.first().map(|value| (*value).to_owned());
            Ok(About::Fact { company, metric, period, span: span(company, metric, period)?, value })
        }
        (AddKind::Guidance, [company, period]) => {
            let company = data.company(company)?;
            let period = period_of(period, context)?;
            let fiscal = period.fiscal();
            // Where both years are one, the data has guidance under the fiscal one.
            let period = if period.is_same(fiscal, company.calendar) { fiscal } else { period };
            Ok(About::Guidance { company, period })
        }
        (AddKind::Fact, _) if args.remove => Err(Failure::Usage(say!(write_fact_to_remove))),
        (AddKind::Fact, _) => Err(Failure::Usage(say!(write_fact_so))),
        (AddKind::Guidance, _) => Err(Failure::Usage(say!(write_guidance_so))),
    }
}

/// The row, and its document where that is new.
pub fn row(
    args: &Args,
    context: &Context<'_>,
    about: &About<'_>,
    own: &OwnData,
) -> Result<(AddedRow, Option<Source>), Failure> {
    let (Some(published), Some(typed)) = (args.published, &args.source) else {
        return Err(Failure::Usage(say!(write_fact_so)));
    };
    let company = about.company();
    let (source, new) = document(company, published, typed, args.document.as_deref(), context.data, own)?;
    let note = args.note.as_deref().unwrap_or_default();
    let row = match about {
        About::Fact { metric, span, value, .. } => {
            let printed = number(value.as_deref().unwrap_or_default(), metric.kind, context)?;
            AddedRow::Fact(fact(metric, *span, printed, published, source, note))
        }
        About::Guidance { period, .. } => {
            let statement = Statement {
                announced: published,
                period: *period,
                source,
                note: Localized::from(note),
                ..statement(args, company, context)?
            };
            AddedRow::Statement(statement)
        }
    };
    Ok((row, new))
}

fn fact(metric: &Metric, span: Span, printed: PrintedNumber, published: Date, source: Arc<str>, note: &str) -> Fact {
    // Empty means millions, as filings print.
    let is_usual = metric.kind.is_amount() && printed.step() == PrintedUnit::M.size();
    Fact {
        metric: metric.id.clone(),
        span,
        value: printed.value(),
        currency: metric.kind.is_amount().then_some(Currency::USD),
        rounded_to: (!is_usual).then(|| printed.step().normalize()),
        published,
        source,
        confidence: Confidence::User,
        restated: false,
        last_printed: None,
        note: note.to_owned(),
        line: 0,
        origin: Origin::Bundled,
    }
}

/// Guidance as its options give it, without its day and document.
fn statement(args: &Args, company: &Company, context: &Context<'_>) -> Result<Statement, Failure> {
    let amount = |typed: &Option<String>| -> Result<Option<Decimal>, Failure> {
        let read = |typed: &String| number(typed, Kind::Flow, context).map(|printed| printed.value());
        typed.as_ref().map(read).transpose()
    };
    let one = amount(&args.value)?;
    let pace = amount(&args.run_rate)?;
    let (bound, low, high) = match (amount(&args.low)?, amount(&args.high)?) {
        (Some(low), Some(high)) if low == high => (Bound::About, Some(low), Some(high)),
        (Some(low), Some(high)) if low > high => return Err(Failure::Usage(say!(low_above_high))),
        (Some(low), Some(high)) => (Bound::Range, Some(low), Some(high)),
        _ if one.is_some() => (Bound::About, one, one),
        _ if pace.is_some() => (Bound::RunRate, pace, pace),
        _ => match (amount(&args.at_least)?, amount(&args.up_to)?) {
            (Some(low), _) => (Bound::AtLeast, Some(low), None),
            (_, Some(high)) => (Bound::UpTo, None, Some(high)),
            _ if args.direction.is_some() => (Bound::Direction, None, None),
            _ => return Err(Failure::Usage(say!(guidance_without_figure))),
        },
    };
    Ok(Statement {
        company: company.ticker.clone(),
        announced: Date::default(),
        period: Period::year(0),
        low,
        high,
        bound,
        direction: args.direction,
        pace: args.pace,
        versus: args.versus,
        basis: context.basis.unwrap_or(Basis::Headline),
        comparable: args.comparable.unwrap_or(Comparable::Yes),
        source: "".into(),
        confidence: Confidence::User,
        note: Localized::default(),
        line: 0,
        origin: Origin::Bundled,
    })
}

/// A number as printed: an amount in billions of dollars unless it has a unit, a rate in percent.
fn number(typed: &str, kind: Kind, context: &Context<'_>) -> Result<PrintedNumber, Failure> {
    let read = TypedNumber::read(typed, context.yen_sign()).map_err(Failure::Usage)?;
    let usual = kind.is_amount().then_some(PrintedUnit::Bn);
    let unit = read
        .unit_or(usual)
        .filter(|unit| if kind.is_amount() { unit.is_of_money() } else { *unit == PrintedUnit::Percent });
    let Some(unit) = unit else {
        return Err(Failure::Usage(if kind.is_amount() {
            say!(write_an_amount, typed)
        } else {
            say!(write_growth, typed)
        }));
    };
    if let Some(other) = read.currency.filter(|currency| *currency != Currency::USD) {
        return Err(Failure::Usage(say!(own_amount_in_dollars, typed, currency = other.to_string())));
    }
    PrintedNumber::new(read.number, unit).map_err(Failure::Usage)
}

/// A period as typed, in fiscal years where those are asked for.
fn period_of(typed: &str, context: &Context<'_>) -> Result<Period, Failure> {
    let period: Period = typed.parse()?;
    Ok(if context.fiscal { period.fiscal() } else { period })
}

/// The days of a figure: what one document prints, which is part of one fiscal year.
fn span(company: &Company, metric: &Metric, period: Period) -> Result<Span, Failure> {
    if matches!(period.part_of_year().part, Part::TrailingYear(_)) {
        return Err(Failure::Usage(say!(figure_of_trailing_year, period)));
    }
    if !period.is_fiscal() && !company.calendar.has_calendar_quarters() {
        let (first, last) = period.ends(company.calendar);
        let fiscal = if first == last { format!("{last}") } else { format!("{first}..{last}") };
        return Err(Failure::Usage(say!(write_fiscal_period, company = words::company(company), period, fiscal)));
    }
    let span = period.span(company.calendar);
    Ok(if metric.kind == Kind::Balance { Span::at(span.end) } else { span })
}

/// Refuses the options of guidance with a figure, which has its value among the words.
fn refuse_ends(args: &Args) -> Result<(), Failure> {
    let ends = [
        ("--low", args.low.is_some()),
        ("--value", args.value.is_some()),
        ("--at-least", args.at_least.is_some()),
        ("--up-to", args.up_to.is_some()),
        ("--run-rate", args.run_rate.is_some()),
        ("--direction", args.direction.is_some()),
        ("--pace", args.pace.is_some()),
        ("--comparable", args.comparable.is_some()),
    ];
    match ends.into_iter().find(|(_, is_given)| *is_given) {
        Some((flag, _)) => Err(Failure::Usage(say!(option_of_guidance, flag))),
        None => Ok(()),
    }
}

/// The refusal of a figure that is calculated, with the metrics that it is calculated from.
fn computed(company: &Company, metric: &Metric, period: Period, context: &Context<'_>) -> Failure {
    let flags = calculated_from(company, metric, period.span(company.calendar), context);
    Failure::Usage(say!(add_what_it_is_made_of, metric = &metric.flag, company = words::company(company), flags))
}

/// The metrics that a company's figure of some days is calculated from.
fn calculated_from(company: &Company, metric: &Metric, days: Span, context: &Context<'_>) -> Words {
    let data = context.data;
    let basis = context.basis.or_else(|| data.usual_basis(metric));
    let in_force = data.definitions_of(company, &metric.id, basis).find(|definition| definition.covers(&days));
    let parts: Vec<&MetricId> = match in_force {
        Some(definition) => definition.formula.iter().map(|part| &part.metric).collect(),
        None => metric.formula.iter().flat_map(|formula| formula.metrics()).collect(),
    };
    Words::items(parts.into_iter().map(|id| data.metric_by_id(id).flag.as_str()))
}

/// That a figure does not count towards what other companies' figures of the metric do, by the definitions of the company.
pub fn unused(company: &Company, fact: &Fact, context: &Context<'_>) -> Option<Words> {
    let data = context.data;
    let counts = |definition: &Definition| definition.components().any(|id| *id == fact.metric);
    let of_any = data.definitions().find(|definition| definition.metric != fact.metric && counts(definition))?;
    let metric = data.metric_by_id(&of_any.metric);
    let mut in_force = data.definitions_for(company, &metric.id).filter(|definition| definition.covers(&fact.span));
    if in_force.any(|definition| counts(definition)) {
        return None;
    }
    let flags = calculated_from(company, metric, fact.span, context);
    Some(say!(own_row_unused, metric = words::metric_name(metric), company = words::company(company), flags))
}
