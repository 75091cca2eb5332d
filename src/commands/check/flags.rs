//! A claim made with flags: the same fields as in a file.

use std::convert::Infallible;

use super::super::args::FURTHER;
use super::super::positional::{Positional, one_of_both};
use super::super::{Context, Conversion, Failure};
use super::Args;
use crate::claims::{Claim, ClaimField, Fields, Lexicon, Measure};
use crate::model::PeriodExpr;
use crate::report::Words;
use crate::say;

/// A claim in flags.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("claim").multiple(true))]
pub struct Flags {
    /// The figure of one company: 26.3 (bn), 830m, 1,919亿元
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true, group = "claim", help_heading = "A claim")]
    pub value: Option<String>,
    /// The sum over companies
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true, group = "claim", help_heading = "A claim")]
    pub total: Option<String>,
    /// Growth over the year before, in percent
    #[arg(long, value_name = "PERCENT", group = "claim", allow_hyphen_values = true, help_heading = "A claim")]
    pub yoy: Option<String>,
    /// Growth over the quarter before, in percent
    #[arg(long, value_name = "PERCENT", group = "claim", allow_hyphen_values = true, help_heading = FURTHER)]
    pub qoq: Option<String>,
    /// Share of the total, in percent
    #[arg(long, value_name = "PERCENT", group = "claim", help_heading = FURTHER)]
    pub share: Option<String>,
    /// Annual run rate of the period
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true, group = "claim", help_heading = FURTHER)]
    pub run_rate: Option<String>,
    /// The lower end of guidance; of several companies, the sum
    #[arg(long, value_name = "NUMBER", group = "claim", help_heading = FURTHER)]
    pub low: Option<String>,
    /// The upper end of guidance; of several companies, the sum
    #[arg(long, value_name = "NUMBER", group = "claim", help_heading = FURTHER)]
    pub high: Option<String>,
    /// How many times as much: 2.5, doubled; than in the year before, in --from-period or of --than
    #[arg(long, value_name = "NUMBER", group = "claim", help_heading = FURTHER)]
    pub times: Option<String>,
    /// The increase in money from the year before or --from-period; of guidance, from the previous guidance
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true, group = "claim", help_heading = FURTHER)]
    pub by: Option<String>,
    /// Growth a year, in percent: -p 2021..2025
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true, group = "claim", help_heading = FURTHER)]
    pub cagr: Option<String>,
    /// One metric over another, in percent: -m 'capex / revenue'
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true, group = "claim", help_heading = FURTHER)]
    pub ratio: Option<String>,
    /// By how much one exceeds the other, in percent: -m 'a / b', or --than COMPANY
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true, group = "claim", help_heading = FURTHER)]
    pub excess: Option<String>,
    /// Growth that the lower ends of guidance imply, in percent
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true, group = "claim", help_heading = FURTHER)]
    pub yoy_low: Option<String>,
    /// Growth that the upper ends imply
    #[arg(long, value_name = "PERCENT", allow_hyphen_values = true, group = "claim", help_heading = FURTHER)]
    pub yoy_high: Option<String>,
    /// The highest figure ever, or since --from-period; of capex, of its growth in percent (yoy) or in money (increase)
    #[arg(long, value_name = "WHAT", num_args = 0..=1, default_missing_value = "value", group = "claim", help_heading = FURTHER)]
    pub record: Option<String>,
    /// The direction: higher, lower, similar; slower, faster
    #[arg(long, value_name = "WORD", group = "claim", help_heading = FURTHER)]
    pub direction: Option<String>,
    /// How guidance changed: raised, lowered, narrowed, low-end-raised
    #[arg(long, value_name = "WORD", group = "claim", help_heading = FURTHER)]
    pub revision: Option<String>,
    /// Companies by their figures: 'META < GOOGL < AMZN'
    #[arg(long, value_name = "ORDER", group = "claim", help_heading = FURTHER)]
    pub order: Option<String>,
    /// Companies by their growth
    #[arg(long, value_name = "ORDER", group = "claim", help_heading = FURTHER)]
    pub yoy_order: Option<String>,
    /// The companies that --times or --excess compares with
    #[arg(long, value_name = "COMPANY", requires = "claim", help_heading = FURTHER)]
    pub than: Option<String>,
    /// The earlier figure of a change to --value or --total
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true, help_heading = "A claim")]
    pub from: Option<String>,
    /// The period of that figure [default: the previous period, or the same period a year before]
    #[arg(long, value_name = "PERIOD", help_heading = FURTHER)]
    pub from_period: Option<String>,
    /// At least the number
    #[arg(long, requires = "claim", conflicts_with = "at_most", help_heading = "A claim")]
    pub at_least: bool,
    /// At most the number
    #[arg(long, requires = "claim", help_heading = FURTHER)]
    pub at_most: bool,
    /// The metric, or guidance [default: capex]
    #[arg(short, long, value_name = "METRIC", requires = "claim", help_heading = "A claim")]
    pub metric: Option<String>,
    /// The period: 2024, 2024Q4, FY2025, 2022..2024
    #[arg(short, long, value_name = "PERIOD", requires = "claim", help_heading = "A claim")]
    pub period: Option<String>,
    /// A year; the same as -p YEAR
    #[arg(short, long, value_name = "YEAR", value_parser = |typed: &str| Ok::<_, Infallible>(PeriodExpr::with_full_years(typed)), requires = "claim", conflicts_with = "period", help_heading = "A claim")]
    pub year: Option<String>,
    /// Source of guidance: company or press
    #[arg(long, value_name = "WHO", requires = "claim", help_heading = FURTHER)]
    pub said_by: Option<String>,
}

impl Flags {
    /// The measures claimed, with their numbers.
    fn measures(&self) -> Vec<(Measure, &str)> {
        let all = [
            (Measure::Value, &self.value),
            (Measure::Total, &self.total),
            (Measure::Yoy, &self.yoy),
            (Measure::Qoq, &self.qoq),
            (Measure::Share, &self.share),
            (Measure::RunRate, &self.run_rate),
            (Measure::Low, &self.low),
            (Measure::High, &self.high),
            (Measure::Multiple, &self.times),
            (Measure::Increase, &self.by),
            (Measure::Cagr, &self.cagr),
            (Measure::Ratio, &self.ratio),
            (Measure::Excess, &self.excess),
            (Measure::YoyLow, &self.yoy_low),
            (Measure::YoyHigh, &self.yoy_high),
            (Measure::Direction, &self.direction),
            (Measure::Revision, &self.revision),
            (Measure::Order, &self.order),
            (Measure::YoyOrder, &self.yoy_order),
            (Measure::Record, &self.record),
        ];
        all.into_iter().filter_map(|(measure, number)| Some((measure, number.as_deref()?))).collect()
    }

    /// Whether a claim is made with flags at all.
    pub fn is_claim(&self) -> bool {
        !self.measures().is_empty() || self.from.is_some()
    }
}

/// The claim of fields from the command line, or every error in them.
pub fn parse_fields<'d>(lexicon: &mut Lexicon<'d>, fields: &Fields) -> Result<Claim<'d>, Failure> {
    lexicon.claim(fields).map_err(|errors| {
        let messages = errors.into_iter().map(|error| error.message);
        let all = messages.reduce(|before, next| Words::run([before, "\n".into(), next]));
        Failure::Usage(all.unwrap_or(Words::NONE))
    })
}

/// The claims that flags make: one for each number.
pub fn claims<'d>(args: &Args, context: &Context<'d>) -> Result<Vec<Claim<'d>>, Failure> {
    let flags = &args.flags;
    let Positional { companies, typed, .. } = Positional::read(context.data, &args.what)?;
    let typed = (!typed.is_empty()).then(|| typed.join(","));
    let Some(period) = one_of_both(flags.period.clone().or_else(|| flags.year.clone()), typed)? else {
        return Err(Failure::Usage(say!(claim_needs_period)));
    };
    let measures = flags.measures();
    if flags.from.is_some() && !measures.iter().any(|(measure, _)| matches!(measure, Measure::Value | Measure::Total)) {
        return Err(Failure::Usage(say!(from_needs_value)));
    }
    let takes_period = |(measure, _): &(Measure, _)| measure.takes_from_period() || measure.has_other_side();
    if flags.from_period.is_some() && flags.from.is_none() && !measures.iter().any(takes_period) {
        return Err(Failure::Usage(say!(from_period_needs_change)));
    }
    let mut lexicon = context.lexicon()?;
    lexicon.usual_units = true;
    let several = companies.len() != 1;
    let companies = companies.iter().map(|company| &*company.ticker).collect::<Vec<_>>().join("|");
    let mut claims = Vec::new();
    for (measure, number) in measures {
        let (measure, number) = match (measure, number) {
            (Measure::Record, "value") => (measure, "true"),
            (Measure::Record, "yoy") => (Measure::YoyRecord, "true"),
            (Measure::Record, "increase") => (Measure::IncreaseRecord, "true"),
            (Measure::Record, other) => return Err(Failure::Usage(say!(record_of_what, typed = other))),
            other => other,
        };
        let of_ends = measure.is_of_guidance();
        let is_change = flags.from.is_some() && matches!(measure, Measure::Value | Measure::Total);
        let measure = match measure {
            _ if is_change => Measure::Change,
            Measure::Low if several => Measure::TotalLow,
            Measure::High if several => Measure::TotalHigh,
            measure => measure,
        };
        let comparison = match (flags.at_least, flags.at_most) {
            (true, _) => "at_least",
            (_, true) => "at_most",
            _ => "",
        };
        let has_from_period = is_change || measure.takes_from_period() || measure.has_other_side();
        let of_money = Some(context.conversion).filter(|_| measure.keeps_money());
        let rate = of_money.and_then(Conversion::rate_or_day);
        let given = [
            (ClaimField::Id, Some(measure.name())),
            (ClaimField::Measure, Some(measure.name())),
            (ClaimField::Value, Some(number)),
            (ClaimField::Metric, flags.metric.as_deref().or(of_ends.then_some("guidance"))),
            (ClaimField::Companies, Some(&*companies)),
            (ClaimField::Period, Some(&*period)),
            (ClaimField::Comparison, Some(comparison)),
            (ClaimField::From, flags.from.as_deref().filter(|_| is_change)),
            (ClaimField::FromPeriod, flags.from_period.as_deref().filter(|_| has_from_period)),
            (ClaimField::Than, flags.than.as_deref()),
            (ClaimField::SaidBy, flags.said_by.as_deref()),
            (ClaimField::Currency, of_money.and_then(|conversion| conversion.currency.as_deref())),
            (ClaimField::Rate, rate.as_deref()),
        ];
        let mut fields = Fields::default();
        for (field, text) in given {
            fields.set(field, text.unwrap_or_default());
        }
        claims.push(parse_fields(&mut lexicon, &fields)?);
    }
    Ok(claims)
}
