//! `capex chart`: a report to look at. The figures are those of the command it is named after, which machine formats print.

pub mod bounds;
pub mod over_time;

use clap::ValueEnum as _;

use super::args::{Periods, Selection};
use super::draft::explain_marks;
use super::positional::Positional;
use super::table::Traits;
use super::{Context, Failure, cloud, growth, guidance, show, totals};
use crate::data::Unknown;
use crate::model::PeriodExpr;
use crate::report::{Report, Words};
use crate::say;

/// A chart: in the terminal, or as a picture with -o chart.svg or -o chart.png.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Charts:
  trend       companies over time, stacked where they add up (the default)
  totals      a bar per company
  growth      growth over time, by company
  cloud       cloud revenue beside capital expenditures
  guidance    guidance as announced, and the outcome

Examples:
  capex chart last12q -Q            twelve quarters, stacked by company
  capex chart meta -m revenue -Y    any metric, any company
  capex chart totals 2025
  capex chart guidance meta 2025    Meta's guidance for 2025, and the outcome
  capex chart totals 2025 -o 2025.png")]
pub struct Args {
    /// Which chart (trend, totals, growth, cloud or guidance), then companies [default: trend, of all]
    #[arg(value_name = "CHART|COMPANY")]
    pub words: Vec<String>,
    /// The metric (capex list metrics) [default: capex]
    #[arg(short, long, value_name = "METRIC")]
    pub metric: Option<String>,
    /// Periods
    #[command(flatten)]
    pub periods: Periods,
}

/// What can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ChartKind {
    /// Companies over time.
    #[default]
    Trend,
    /// A bar per company.
    Totals,
    /// Growth over time.
    Growth,
    /// Cloud revenue beside capital expenditures.
    Cloud,
    /// Statements and outcomes.
    Guidance,
}

impl Args {
    /// Which chart, and the words after it.
    fn kind(&self) -> (ChartKind, &[String]) {
        let named =
            self.words.split_first().and_then(|(first, rest)| Some((ChartKind::from_str(first, true).ok()?, rest)));
        named.unwrap_or((ChartKind::default(), &self.words))
    }

    /// How the command answers: as the one it is named after does.
    pub fn traits(&self, usual: Traits) -> Traits {
        Traits { total: matches!(self.kind().0, ChartKind::Totals | ChartKind::Growth), ..usual }
    }
}

/// The words for what can be drawn.
pub fn kinds() -> Vec<String> {
    let value = |kind: &ChartKind| kind.to_possible_value().map(|value| value.get_name().to_owned());
    ChartKind::value_variants().iter().filter_map(value).collect()
}

/// The report, with its chart.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let (kind, companies) = args.kind();
    if let Err(failure) = Positional::read(context.data, companies) {
        let unknown = companies.iter().find_map(|word| {
            let unknown = context.data.companies_named(word).err()?;
            word.parse::<PeriodExpr>().is_err().then_some((unknown, word))
        });
        return Err(unknown.map_or(failure, |(unknown, word)| advised(unknown, word)));
    }
    let about = || Selection {
        companies: companies.to_vec(),
        metric: vec![args.metric.clone().unwrap_or_else(|| "capex".to_owned())],
        periods: args.periods.clone(),
    };
    about().metric(context.data)?;
    let context = &Context { is_drawn: true, ..*context };
    let report = match kind {
        ChartKind::Trend => show::report(&show::Args { about: about() }, context)?,
        ChartKind::Totals => totals::report(&totals::Args { about: about(), sum: false }, context)?,
        ChartKind::Growth => growth::report(&growth::Args { about: about() }, context)?,
        ChartKind::Cloud if args.metric.is_some() => {
            return Err(Failure::Usage(say!(cloud_chart_takes_no_metric)));
        }
        ChartKind::Cloud => {
            let args = cloud::Args { companies: companies.to_vec(), periods: args.periods.clone() };
            cloud::report(&args, context)?
        }
        ChartKind::Guidance => return of_guidance(args, companies, context),
    };
    drawable(report, context)
}

/// The report, unless its chart is to be drawn and shows too many companies.
fn drawable(report: Report, context: &Context<'_>) -> Result<Report, Failure> {
    let drawn = report.chart.as_ref().filter(|_| !context.machine);
    drawn.map_or(Ok(()), bounds::companies)?;
    Ok(report)
}

fn of_guidance(args: &Args, companies: &[String], context: &Context<'_>) -> Result<Report, Failure> {
    if args.metric.is_some() {
        return Err(Failure::Usage(say!(guidance_chart_takes_no_metric)));
    }
    if args.periods.grain().is_some() {
        return Err(Failure::Usage(say!(guidance_chart_has_no_quarters)));
    }
    let mut report = guidance::chart(companies, &args.periods.when, context)?;
    explain_marks(report.chart.as_ref(), &mut report.notes);
    drawable(report, context)
}

/// A word that is no company is perhaps a kind of chart, misspelt or in the wrong place.
fn advised(unknown: Unknown, typed: &str) -> Failure {
    const SLIPS: usize = 2;
    let near = kinds().into_iter().map(|name| (strsim::osa_distance(&typed.to_lowercase(), &name), name)).min();
    match near {
        Some((0, chart)) => Failure::Usage(say!(chart_kind_comes_first, chart)),
        Some((1..=SLIPS, chart)) => {
            let typed = Words::from(typed);
            Failure::Usage(say!(unknown_chart_or_company, typed, chart))
        }
        _ => unknown.into(),
    }
}
