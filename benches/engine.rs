//! How long the parts take that answers are made of, within one process: `cargo bench --bench engine -- NAME` runs some.

mod common {
    pub mod companyfacts;
}

use std::fmt::Write as _;
use std::hint::black_box;

use capex::analysis::{Total, compare};
use capex::claims::{self, Lexicon};
use capex::cli::Cli;
use capex::commands::{Context, Conversion, RowShape, show};
use capex::config::Config;
use capex::data::Dataset;
use capex::derive::Engine;
use capex::fx::{Exchange, Policy, Rates};
use capex::model::{
    BadPeriodExpr, Basis, CalendarQuarter, Company, FiscalCalendar, KnownEnd, MetricId, Part, PartOfYear, Period,
    PeriodExpr,
};
use capex::render::{Format, Style, render};
use capex::report::Report;
use capex::sec::Importer;
use clap::Parser as _;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const CLAIMS: u64 = 100_000;

criterion_group!(benches, data, derivation, periods, rates, reading, rendering);
criterion_main!(benches);

fn bundled() -> Dataset {
    Dataset::bundled().expect("the bundled data")
}

fn period(typed: &str) -> Period {
    typed.parse().expect("a period")
}

fn data(c: &mut Criterion) {
    c.bench_function("open the bundled data", |b| b.iter(bundled));
}

fn derivation(c: &mut Criterion) {
    let data = bundled();
    let companies: Vec<&Company> = data.companies().iter().collect();
    let (capex, year) = (data.metric("capex").expect("a metric"), period("2025"));
    c.bench_function("total a year", |b| {
        b.iter(|| {
            let engine = Engine::load(&data, None, &companies, &[&capex.id], &[Basis::Headline]).expect("good facts");
            let figure = |company| compare(&engine, None, company, capex, Some(Basis::Headline), year);
            Total::of(&companies.iter().copied().map(figure).collect::<Vec<_>>()).map(|total| total.working.value)
        });
    });

    let metrics: Vec<&MetricId> = data.metrics().iter().map(|metric| &metric.id).collect();
    let quarters: Vec<Period> = (2014..=2026_i16)
        .flat_map(|year| {
            (1..=4).map(move |quarter| Period::Calendar(PartOfYear { year, part: Part::Quarter(quarter) }))
        })
        .collect();
    let count = companies.len() * metrics.len() * quarters.len() * Basis::ALL.len();
    let mut group = c.benchmark_group("derive");
    group.throughput(Throughput::Elements(count as u64)).sample_size(20);
    group.bench_function("every quarter of every metric on every basis", |b| {
        b.iter(|| {
            let engine = Engine::load(&data, None, &companies, &metrics, &Basis::ALL).expect("good facts");
            let mut known = 0;
            for company in &companies {
                for metric in data.metrics() {
                    for basis in Basis::ALL {
                        let of = quarters.iter().map(|&quarter| engine.figure(company, metric, basis, quarter));
                        known += of.flatten().count();
                    }
                }
            }
            assert!(known > 1000, "{known} figures");
        });
    });
    group.finish();
}

fn periods(c: &mut Criterion) {
    let known = |end| Ok(period(if end == KnownEnd::Oldest { "2015Q1" } else { "2026Q2" }));
    c.bench_function("read and resolve an expression of periods", |b| {
        b.iter(|| {
            let window: PeriodExpr = black_box("2019..2025,last8q,FY2024Q2,2025H1").parse().expect("an expression");
            window.resolve::<BadPeriodExpr>(known, false, None).expect("few periods")
        });
    });
}

fn rates(c: &mut Criterion) {
    let first = CalendarQuarter::new(2015, 1);
    let calendar = FiscalCalendar::ending_in(12).expect("a month");
    let spans: Vec<_> =
        (0..44).map(|quarter| calendar.span(calendar.in_calendar_quarter(first.plus(quarter)))).collect();
    c.bench_function("average rates of 44 quarters", |b| {
        b.iter(|| {
            let yuan = "CNY".parse().expect("a currency");
            let exchange = Exchange::each(Rates::bundled().expect("the bundled rates"), yuan, Policy::Average);
            spans.iter().map(|&span| exchange.over(span).expect("a rate").rate).max()
        });
    });
}

fn reading(c: &mut Criterion) {
    let data = bundled();
    let mut claims = "id,metric,companies,period,measure,value,unit\n".to_owned();
    for row in 0..CLAIMS {
        let company = ["AMZN", "MSFT", "GOOGL", "META"][usize::try_from(row % 4).expect("below four")];
        writeln!(claims, "c{row},capex,{company},{},value,{},bn", 2018 + row % 8, row / 8 % 140).expect("memory");
    }
    let mut group = c.benchmark_group("read");
    group.throughput(Throughput::Elements(CLAIMS)).sample_size(10);
    group.bench_function("claims", |b| {
        b.iter(|| claims::read("claims.csv", claims.as_bytes(), Lexicon::new(&data)).expect("good claims"));
    });

    let file = common::companyfacts::made_up();
    let importer = Importer::new(&data, None).expect("the tags");
    group.throughput(Throughput::Bytes(file.len() as u64));
    group.bench_function("companyfacts", |b| b.iter(|| importer.read("file", file.as_bytes()).expect("a good file")));
    group.finish();
}

fn rendering(c: &mut Criterion) {
    let report = report();
    let rows = report.records.rows.len();
    assert_eq!(rows, 176, "four companies and forty-four quarters");
    let mut group = c.benchmark_group("render");
    group.throughput(Throughput::Elements(rows as u64));
    for format in [Format::Table, Format::Csv, Format::Json] {
        group.bench_function(format.name(), |b| {
            b.iter(|| render(&report, format, &Style::default()).expect("a text"));
        });
    }
    group.finish();
}

/// The report of `capex show -Q -p 2015..2025`.
fn report() -> Report {
    let cli = Cli::try_parse_from(["capex", "show", "-Q", "-p", "2015..2025"]).expect("a good command line");
    let Some(capex::cli::Command::Show(args)) = &cli.command else { unreachable!("the command is show") };
    let (data, conversion, config) = (bundled(), Conversion::default(), Config::default());
    let shape = RowShape::default();
    let context = Context { basis: Some(Basis::Headline), ..Context::bare(&data, &config, &conversion, &shape) };
    show::report(args, &context).expect("figures")
}
