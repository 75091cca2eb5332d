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
use crate::report::{Chart, Drawing, Report, Theme, Words};
use crate::say;

/// Charts in the terminal, as SVG or as PNG.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Charts:
  trend              companies over time, stacked where they add up (default)
  lines, share       companies over time as lines, as shares of the total
  totals, growth     a bar per company; growth over time
  cash-flow, cloud   capex beside operating cash flow, beside cloud revenue
  backlog, guidance  contracted revenue; guidance as announced, and the outcome

Examples:
  capex chart last12q -Q            twelve quarters, stacked by company
  capex chart guidance meta 2025    Meta's guidance for 2025, and the outcome
  capex chart totals 2025 -o 2025.png --size 1200x675")]
pub struct Args {
    /// Which chart, then companies [default: trend, of all]
    #[arg(value_name = "CHART|COMPANY")]
    pub words: Vec<String>,
    /// The metric (capex list metrics) [default: capex]
    #[arg(short, long, value_name = "METRIC")]
    pub metric: Option<String>,
    /// Periods
    #[command(flatten)]
    pub periods: Periods,
    /// A title for the picture; its own then stands below it
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Pixels of the picture, such as 1200x675
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub size: Option<(u32, u32)>,
    /// The ground of the picture: light or dark [default: light]
    #[arg(long, value_name = "THEME", value_parser = ["light", "dark"], hide_possible_values = true)]
    pub theme: Option<String>,
}

/// The least and the most pixels of a side.
const SIDES: std::ops::RangeInclusive<u32> = 200..=8000;

/// Reads `1200x675`.
fn size(typed: &str) -> Result<(u32, u32), Words> {
    let sides = typed.split_once(['x', 'X', '×']);
    let sides = sides.and_then(|(across, down)| Some((across.trim().parse().ok()?, down.trim().parse().ok()?)));
    sides
        .filter(|(across, down)| SIDES.contains(across) && SIDES.contains(down))
        .ok_or_else(|| say!(not_a_size, least = SIDES.start().to_string(), most = SIDES.end().to_string()))
}

/// What can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ChartKind {
    /// Companies over time.
    #[default]
    Trend,
    /// The same, each a line.
    Lines,
    /// Each company's share of the total over time.
    Share,
    /// A bar per company.
    Totals,
    /// Growth over time.
    Growth,
    /// Capital expenditures beside operating cash flow.
    CashFlow,
    /// Cloud revenue beside capital expenditures.
    Cloud,
    /// Contracted revenue not yet recognised, by company.
    Backlog,
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
        Traits { total: matches!(self.kind().0, ChartKind::Totals | ChartKind::Share | ChartKind::Growth), ..usual }
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
    let about = |metric: &str| Selection {
        companies: companies.to_vec(),
        metric: vec![metric.to_owned()],
        periods: args.periods.clone(),
    };
    let asked = about(args.metric.as_deref().unwrap_or("capex"));
    asked.metric(context.data)?;
    if let Some(fixed) = kind.has_own_metrics().filter(|_| args.metric.is_some()) {
        return Err(Failure::Usage(fixed));
    }
    let context = &Context { is_drawn: true, ..*context };
    let report = match kind {
        ChartKind::Trend => show::report(&show::Args { about: asked }, context)?,
        ChartKind::Lines => as_lines(show::report(&show::Args { about: asked }, context)?),
        ChartKind::Backlog => as_lines(show::report(&show::Args { about: about("backlog") }, context)?),
        ChartKind::Share => totals::shares(&totals::Args { about: asked, sum: false }, context)?,
        ChartKind::Totals => totals::report(&totals::Args { about: asked, sum: false }, context)?,
        ChartKind::Growth => growth::report(&growth::Args { about: asked }, context)?,
        ChartKind::CashFlow => show::cash_flow(about("ocf,capex,capex-to-ocf"), context)?,
        ChartKind::Cloud => {
            let args = cloud::Args { companies: companies.to_vec(), periods: args.periods.clone() };
            cloud::report(&args, context)?
        }
        ChartKind::Guidance => of_guidance(args, companies, context)?,
    };
    drawable(report, args, context)
}

impl ChartKind {
    /// That it has metrics of its own, where it has.
    fn has_own_metrics(self) -> Option<Words> {
        match self {
            Self::CashFlow => Some(say!(chart_takes_no_metric, chart = "cash-flow")),
            Self::Backlog => Some(say!(chart_takes_no_metric, chart = "backlog")),
            Self::Cloud => Some(say!(cloud_chart_takes_no_metric)),
            Self::Guidance => Some(say!(guidance_chart_takes_no_metric)),
            Self::Trend | Self::Lines | Self::Share | Self::Totals | Self::Growth => None,
        }
    }
}

/// Series that each stand by themselves.
fn as_lines(mut report: Report) -> Report {
    if let Some(Chart::Timeline(timeline)) = &mut report.chart {
        timeline.sums = None;
    }
    report
}

/// The report as its picture is asked for, unless its chart is to be drawn and shows too many companies.
fn drawable(report: Report, args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let drawn = report.chart.as_ref().filter(|_| !context.machine);
    drawn.map_or(Ok(()), bounds::companies)?;
    let theme = if args.theme.as_deref() == Some("dark") { Theme::Dark } else { Theme::Light };
    Ok(Report { drawing: Drawing { title: args.title.clone(), size: args.size, theme }, ..report })
}

fn of_guidance(args: &Args, companies: &[String], context: &Context<'_>) -> Result<Report, Failure> {
    if args.periods.grain().is_some() {
        return Err(Failure::Usage(say!(guidance_chart_has_no_quarters)));
    }
    let mut report = guidance::chart(companies, &args.periods.when, context)?;
    explain_marks(report.chart.as_ref(), &mut report.notes);
    Ok(report)
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
