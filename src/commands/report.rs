//! `capex report`: one page to look at, with everything on it and nothing outside it.

use super::args::{Periods, Selection, When};
use super::chart::bounds;
use super::{Context, Failure, cloud, growth, guidance, show, summary, totals, words};
use crate::fx::{Exchange, Policy};
use crate::model::{Basis, Currency, Grain, PeriodExpr};
use crate::report::{Chart, Page, Report, Section, Switch, View, Words};
use crate::say;

/// One page to look at, with everything on it and nothing outside it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex report -o capex.html        four companies, every basis, USD, EUR, CNY
  capex report -x GBP -o gbp.html   dollars and pounds
  capex report msft -o msft.html    one company
  capex report --lang zh -o capex.html
  capex report -o capex.xlsx        the whole as a workbook

The page makes no network requests. The address can set the switches: capex.html#basis=cash&grain=years")]
pub struct Args {
    /// Companies: tickers, names or aliases [default: all]
    pub companies: Vec<String>,
}

/// Currencies of a page that none was named for, beside dollars.
const USUAL: [&str; 2] = ["EUR", "CNY"];
/// Periods of a trend.
const QUARTERS: u16 = 12;
const YEARS: u16 = 8;

/// A combination of the page's switches.
struct Choice<'c> {
    basis: Basis,
    fiscal: bool,
    currency: (Currency, Option<&'c Exchange<'c>>),
    grain: Grain,
}

/// The page.
pub fn page(args: &Args, context: &Context<'_>) -> Result<Page, Failure> {
    bounds::page(context.companies(&args.companies)?.len())?;
    let rates = context.rates()?;
    let known = match context.as_of {
        None => Some(rates),
        Some(day) => rates.known_on(day)?.ok(),
    };
    let mut exchanges: Vec<Exchange<'_>> = Vec::new();
    if context.exchange.is_none()
        && let Some(rates) = known
    {
        for code in USUAL {
            let currency = rates.currency(code)?;
            exchanges.push(Exchange::each(rates, currency, Policy::Average));
        }
    }
    let mut currencies = vec![(Currency::USD, None)];
    currencies.extend(context.exchange.into_iter().chain(&exchanges).map(|one| (one.currency(), Some(one))));

    let switches = switches(context, &currencies);
    let mut choices = Vec::new();
    for basis in bases(context) {
        for fiscal in [context.fiscal, !context.fiscal] {
            for &currency in &currencies {
                choices.extend([Grain::Quarters, Grain::Years].map(|grain| Choice { basis, fiscal, currency, grain }));
            }
        }
    }
    let about = |metric: &str, grain: Grain| {
        let last = if grain == Grain::Quarters { QUARTERS } else { YEARS };
        let when = When { period: Some(PeriodExpr::last(last, grain)), year: None };
        let periods = Periods { when, ..Periods::default() };
        Selection { companies: args.companies.clone(), metric: vec![metric.to_owned()], periods }
    };
    let newest = |grain: Grain| {
        let when = When { period: Some(PeriodExpr::last(1, grain)), year: None };
        Periods { when, ..Periods::default() }
    };
    let section = |heading: Words, of: &dyn Fn(&Choice<'_>, &Context<'_>) -> Result<Report, Failure>| {
        section(heading, context, &choices, of)
    };
    let sections = vec![
        section(say!(section_summary), &|choice, context| {
            if choice.grain == Grain::Quarters && args.companies.is_empty() {
                return summary::report(&summary::Args::default(), context);
            }
            let about = Selection { periods: newest(choice.grain), ..about("capex", choice.grain) };
            totals::report(&totals::Args { about, sum: false }, context)
        })?,
        section(say!(section_trend), &|choice, context| {
            show::report(&show::Args { about: about("capex", choice.grain) }, &drawn(context))
        })?,
        section(say!(section_growth), &|choice, context| {
            growth::report(&growth::Args { about: about("capex", choice.grain) }, &drawn(context))
        })?,
        section(say!(section_progress), &|_, context| {
            guidance::progress_chart(&args.companies, &When::default(), context)
        })?,
        section(say!(section_guidance_and_outcome), &|_, context| {
            guidance::progress_chart(&args.companies, &newest(Grain::Years).when, context)
        })?,
        section(say!(section_cloud), &|choice, context| {
            let args = cloud::Args { companies: args.companies.clone(), periods: newest(choice.grain) };
            cloud::report(&args, &drawn(context))
        })?,
    ];
    let companies = words::companies(context.companies(&args.companies)?);
    let title = say!(title_report, companies);
    let title = words::as_known(title, context.as_of);
    Ok(Page { title, switches, sections })
}

/// The same for a command whose answer is to be a chart.
fn drawn<'d>(context: &Context<'d>) -> Context<'d> {
    Context { is_drawn: true, ..*context }
}

/// The bases, the one asked for first.
fn bases(context: &Context<'_>) -> Vec<Basis> {
    let mut bases = Basis::ALL.to_vec();
    bases.retain(|basis| basis.is_common() || *basis == context.capex_basis());
    bases.sort_by_key(|basis| *basis != context.capex_basis());
    bases
}

fn calendar_words(fiscal: bool) -> Words {
    if fiscal { say!(option_fiscal_years) } else { say!(option_calendar_years) }
}

fn switches(context: &Context<'_>, currencies: &[(Currency, Option<&Exchange<'_>>)]) -> Vec<Switch> {
    let calendar = ("calendar".to_owned(), calendar_words(false));
    let fiscal = ("fiscal".to_owned(), calendar_words(true));
    vec![
        Switch {
            id: "basis",
            label: say!(heading_basis),
            options: bases(context).into_iter().map(|basis| (basis.name().to_owned(), basis.words())).collect(),
        },
        Switch {
            id: "calendar",
            label: say!(switch_calendar),
            options: if context.fiscal { vec![fiscal, calendar] } else { vec![calendar, fiscal] },
        },
        Switch {
            id: "currency",
            label: say!(heading_currency),
            options: currencies.iter().map(|(code, _)| (code.to_string(), (*code).into())).collect(),
        },
        Switch {
            id: "grain",
            label: say!(switch_frequency),
            options: vec![("quarters".to_owned(), say!(option_quarters)), ("years".to_owned(), say!(option_years))],
        },
    ]
}

/// A section's report for each choice. One that no choice changes is made once for the choices that give the same.
fn section(
    heading: Words,
    context: &Context<'_>,
    choices: &[Choice<'_>],
    of: &dyn Fn(&Choice<'_>, &Context<'_>) -> Result<Report, Failure>,
) -> Result<Section, Failure> {
    let mut views = Vec::new();
    for choice in choices {
        let (code, exchange) = choice.currency;
        let own = Context { basis: Some(choice.basis), fiscal: choice.fiscal, exchange, ..*context };
        let report = match of(choice, &own) {
            Ok(report) => report,
            // A basis or a calendar under which there is nothing leaves its place empty.
            Err(Failure::NoData(_)) => continue,
            Err(failure) => return Err(failure),
        };
        let calendar = if choice.fiscal { "fiscal" } else { "calendar" };
        let grain = if choice.grain == Grain::Quarters { "quarters" } else { "years" };
        let options = vec![
            ("basis", choice.basis.name().to_owned()),
            ("calendar", calendar.to_owned()),
            ("currency", code.to_string()),
            ("grain", grain.to_owned()),
        ];
        // Growth is drawn in dollars whatever amounts are shown in.
        let is_of_growth = matches!(&report.chart, Some(Chart::Timeline(timeline)) if !timeline.is_of_money());
        let currency = if is_of_growth { Currency::USD } else { code };
        let reading = say!(calendar_and_currency, calendar = calendar_words(choice.fiscal), currency);
        views.push(View { options, reading, report });
    }
    Ok(Section { heading, otherwise: say!(no_data_for_choice), views })
}
