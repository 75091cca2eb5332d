//! `capex report`: one page to look at, with everything on it and nothing outside it.

mod finding;

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::args::{PeriodArgs, Periods, Selection};
use super::chart::bounds;
use super::{Context, Failure, cloud, growth, guidance, show, summary, totals, words};
use crate::data::Dataset;
use crate::derive::Engine;
use crate::fx::{Exchange, Policy};
use crate::model::{Basis, Currency, Grain, MetricId, PeriodExpr};
use crate::report::{Chart, FindingView, Options, Page, Report, Section, Switch, SwitchOption, View, Words};
use crate::say;

/// One interactive HTML page with charts and tables.
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
/// What the page's figures are of.
const METRICS: [&str; 6] = ["capex", "cloud_revenue", "revenue", "cloud_operating_income", "backlog", "azure_growth"];
/// Periods of a trend.
const QUARTERS: u16 = 12;
const YEARS: u16 = 8;

/// The switches.
const BASIS: &str = "basis";
const CALENDAR: &str = "calendar";
const CURRENCY: &str = "currency";
const GRAIN: &str = "grain";

/// A combination of the page's switches.
#[derive(Clone, Copy)]
struct Combination<'c> {
    basis: Basis,
    fiscal: bool,
    currency: (Currency, Option<&'c Exchange<'c>>),
    grain: Grain,
}

impl<'c> Combination<'c> {
    /// What it is of some switches.
    fn options(&self, switches: &[&'static str]) -> Options {
        let calendar = if self.fiscal { "fiscal" } else { "calendar" };
        let grain = if self.grain == Grain::Quarters { "quarters" } else { "years" };
        let all = [
            (BASIS, self.basis.name().to_owned()),
            (CALENDAR, calendar.to_owned()),
            (CURRENCY, self.currency.0.to_string()),
            (GRAIN, grain.to_owned()),
        ];
        all.into_iter().filter(|(switch, _)| switches.contains(switch)).collect()
    }

    /// What commands are given under it.
    fn context<'d>(&self, context: &Context<'d>) -> Context<'d>
    where
        'c: 'd,
    {
        let (basis, exchange) = (Some(self.basis), self.currency.1);
        // The documents of the page are read once, and not for each of its reports.
        Context { basis, fiscal: self.fiscal, exchange, documents: false, links: true, ..*context }
    }
}

/// The page.
pub fn page(args: &Args, context: &Context<'_>) -> Result<Page, Failure> {
    let companies = context.companies(&args.companies)?;
    bounds::page(companies.len())?;
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
    let mut choices = Vec::new();
    for basis in bases(context) {
        for fiscal in [context.fiscal, !context.fiscal] {
            for &currency in &currencies {
                choices.extend([Grain::Quarters, Grain::Years].map(|grain| Combination {
                    basis,
                    fiscal,
                    currency,
                    grain,
                }));
            }
        }
    }
    let metrics = METRICS.map(|metric| &context.data.metric_by_id(&MetricId::from(metric)).id);
    let engine = Engine::load(context.data, context.as_of, &companies, &metrics, &Basis::ALL)?;
    let context = &Context { engine: Some(&engine), ..*context };
    let (findings, until) = findings(&args.companies, companies.len() == 1, context, &choices)?;
    let title =
        words::as_known(say!(title_report, companies = words::companies(companies.iter().copied())), context.as_of);
    let mut page = Page {
        title,
        about: about(until, context),
        findings,
        switches: switches(context, &currencies),
        sections: sections(&args.companies, context, &choices)?,
        sources: Vec::new(),
        method: vec![say!(page_method), say!(page_calendar), say!(page_conversion)],
        terms: terms(context),
    };
    page.sources = context.data.sources(&page.documents())?;
    Ok(page)
}

/// What is said first, for each combination it depends on, and the day the figures reach to.
fn findings(
    companies: &[String],
    is_one: bool,
    context: &Context<'_>,
    choices: &[Combination<'_>],
) -> Result<(Vec<FindingView>, Option<Date>), Failure> {
    // Fiscal quarters of several companies end on days of their own, and have no sum.
    let switches: &[&str] = if is_one { &[BASIS, CALENDAR, CURRENCY] } else { &[BASIS, CURRENCY] };
    let mut until = None;
    let mut findings = Vec::new();
    for (options, choice) in distinct(choices, switches) {
        let own = Context { fiscal: is_one && choice.fiscal, ..choice.context(context) };
        if let Some((finding, day)) = unless_empty(finding::finding(companies, &own))? {
            until = until.max(Some(day));
            findings.push(FindingView { options, finding });
        }
    }
    Ok((findings, until))
}

/// One choice for each combination of some switches.
fn distinct<'s, 'c>(
    choices: &'s [Combination<'c>],
    switches: &'s [&'static str],
) -> impl Iterator<Item = (Options, Combination<'c>)> + use<'s, 'c> {
    let mut seen = BTreeSet::new();
    choices.iter().filter_map(move |choice| {
        let options = choice.options(switches);
        seen.insert(options.clone()).then_some((options, *choice))
    })
}

/// An answer, or none where there is no data: a basis or a calendar under which there is nothing leaves its place empty.
fn unless_empty<T>(answer: Result<T, Failure>) -> Result<Option<T>, Failure> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(Failure::NoData(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

fn about(until: Option<Date>, context: &Context<'_>) -> Words {
    let day = until.map(|day| match context.as_of {
        Some(as_of) => say!(figures_to_as_published_by, day = Words::Day(day), as_of),
        None => say!(figures_to, day = Words::Day(day)),
    });
    let version = say!(page_version, program = env!("CARGO_PKG_VERSION"), data = Dataset::version());
    Words::sentences(day.into_iter().chain([version]))
}

/// The words and marks of the page.
fn terms(context: &Context<'_>) -> Vec<(Words, Words)> {
    let bases = bases(context).into_iter().map(|basis| (basis.short().capitalised(), basis.words().capitalised()));
    let others = [
        ("TTM".into(), say!(term_ttm)),
        (say!(heading_yoy), say!(term_yoy)),
        (say!(heading_qoq), say!(term_qoq)),
        (say!(heading_cagr), say!(term_cagr)),
        (say!(heading_annualised), say!(term_annualised)),
        ("≈".into(), say!(term_approximate)),
        ("*".into(), say!(term_partial)),
        ("†".into(), say!(term_of_user)),
        ("–".into(), say!(term_missing)),
    ];
    bases.chain(others).collect()
}

/// A trend or a newest period of a metric.
fn about_capex(companies: &[String], periods: Periods) -> Selection {
    Selection { companies: companies.to_vec(), metric: vec!["capex".to_owned()], periods }
}

fn last(count: u16, grain: Grain) -> Periods {
    let when = PeriodArgs { period: Some(PeriodExpr::last(count, grain)), year: None };
    Periods { when, ..Periods::default() }
}

fn trend(grain: Grain) -> Periods {
    last(if grain == Grain::Quarters { QUARTERS } else { YEARS }, grain)
}

fn sections(companies: &[String], context: &Context<'_>, choices: &[Combination<'_>]) -> Result<Vec<Section>, Failure> {
    const ALL: &[&str] = &[BASIS, CALENDAR, CURRENCY, GRAIN];
    const GUIDED: &[&str] = &[CALENDAR, CURRENCY];
    let section = |id, heading, switches, of: &dyn Fn(&Combination<'_>, &Context<'_>) -> Result<Report, Failure>| {
        let views = views(context, choices, switches, of)?;
        Ok::<Section, Failure>(Section { id, heading, otherwise: say!(no_data_for_choice), views })
    };
    Ok(vec![
        section("trend", say!(section_trend), ALL, &|choice, context| {
            let about = about_capex(companies, trend(choice.grain));
            show::report(&show::Args { about }, &drawn(context))
        })?,
        section("companies", say!(section_companies), ALL, &|choice, context| {
            if choice.grain == Grain::Quarters {
                return summary::report(&summary::Args { companies: companies.to_vec() }, context);
            }
            let about = about_capex(companies, last(1, choice.grain));
            totals::report(&totals::Args { about, sum: false }, context)
        })?,
        section("growth", say!(section_growth), ALL, &|choice, context| {
            let about = about_capex(companies, trend(choice.grain));
            growth::report(&growth::Args { about }, &drawn(context))
        })?,
        section("progress", say!(section_progress), GUIDED, &|_, context| {
            guidance::progress_chart(companies, &PeriodArgs::default(), context)
        })?,
        section("outcome", say!(section_guidance_and_outcome), GUIDED, &|_, context| {
            guidance::progress_chart(companies, &last(1, Grain::Years).when, context)
        })?,
        section("cloud", say!(section_cloud), ALL, &|choice, context| {
            let args = cloud::Args { companies: companies.to_vec(), periods: last(1, choice.grain) };
            cloud::report(&args, &drawn(context))
        })?,
    ])
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
    let option = |value: &str, name: Words, help: Words| SwitchOption { value: value.to_owned(), name, help };
    let basis = |basis: Basis| option(basis.name(), basis.short().capitalised(), basis.words());
    let mut calendars = vec![
        option("calendar", say!(option_calendar), calendar_words(false)),
        option("fiscal", say!(option_fiscal), calendar_words(true)),
    ];
    if context.fiscal {
        calendars.reverse();
    }
    let currency = |(code, exchange): &(Currency, Option<&Exchange<'_>>)| {
        let help = exchange.map_or_else(|| say!(help_as_reported), |_| say!(help_converted, currency = *code));
        option(code.code(), (*code).into(), help)
    };
    vec![
        Switch { id: BASIS, label: say!(heading_basis), options: bases(context).into_iter().map(basis).collect() },
        Switch { id: CALENDAR, label: say!(switch_calendar), options: calendars },
        Switch { id: CURRENCY, label: say!(heading_currency), options: currencies.iter().map(currency).collect() },
        Switch {
            id: GRAIN,
            label: say!(switch_frequency),
            options: vec![
                option("quarters", say!(option_quarters).capitalised(), Words::NONE),
                option("years", say!(option_years).capitalised(), Words::NONE),
            ],
        },
    ]
}

/// The reports of a section, one for each combination of the switches it depends on.
fn views(
    context: &Context<'_>,
    choices: &[Combination<'_>],
    switches: &[&'static str],
    of: &dyn Fn(&Combination<'_>, &Context<'_>) -> Result<Report, Failure>,
) -> Result<Vec<View>, Failure> {
    let mut views = Vec::new();
    for (options, choice) in distinct(choices, switches) {
        let Some(mut report) = unless_empty(of(&choice, &choice.context(context)))? else { continue };
        report.notes.retain(|note| !matches!(note.kind, "next" | "data"));
        // Growth is drawn in dollars whatever amounts are shown in.
        let is_of_growth = matches!(&report.chart, Some(Chart::Timeline(timeline)) if !timeline.is_of_money());
        let currency = if is_of_growth { Currency::USD } else { choice.currency.0 };
        let reading = say!(calendar_and_currency, calendar = calendar_words(choice.fiscal), currency);
        views.push(View { options, reading, report });
    }
    Ok(views)
}
