//! What is done with any bytes: they are read and used as far as they can be. Nothing here may panic, hang or run out of
//! memory, whatever the bytes.
//!
//! Two things call these: the fuzz targets, for as long as one likes
//! (`cargo +nightly fuzz run --fuzz-dir tests/fuzz data -- -max_total_time=600`), and `tests/any_bytes.rs`, with the
//! corpus and changes to it that chance makes, in every run of the tests.

#[allow(dead_code, reason = "of the program's settings, their reading is tried")]
#[path = "../../../src/config.rs"]
mod config;

use std::path::Path;
use std::str;
use std::sync::LazyLock;

use capex::claims::{self, ArticleReader, Judge, Lexicon, Markup};
use capex::data::Dataset;
use capex::derive::{Engine, contradictions};
use capex::fx::{Rates, RatesFile};
use capex::model::{BadPeriodExpr, Basis, Currency, Grain, KnownEnd, Period, PeriodExpr};
use capex::sec::{Importer, KnownFiling};

use config::Config;

static BUNDLED: LazyLock<Dataset> = LazyLock::new(|| Dataset::bundled().expect("the bundled data"));

/// What is done with some bytes.
pub type Target = fn(&[u8]);

/// Every target, by name.
pub const TARGETS: [(&str, Target); 8] = [
    ("articles", articles),
    ("data", data),
    ("claims", claims),
    ("companyfacts", companyfacts),
    ("config", config),
    ("instances", instances),
    ("periods", periods),
    ("rates", rates),
];

/// A user's data file of any kind: laid over the bundled data, validated, and figures worked out from both.
pub fn data(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let data = match Dataset::with_texts([("own.csv", text.to_owned())]) {
        Ok(data) => data,
        Err(problems) => return assert!(!problems.to_string().is_empty()),
    };
    let _ = data.user_problems().to_string();
    let _ = data.tags();
    let metrics: Vec<_> = data.metrics().iter().map(|metric| &metric.id).collect();
    // The bundled companies are as they were, unless the file is about them.
    for company in data.companies().iter().filter(|company| text.contains(company.ticker.as_str())).take(4) {
        let _ = data.guidance(company).map(|statements| statements.len());
        let Ok(engine) = Engine::load(&data, None, &[company], &metrics, &Basis::ALL) else { continue };
        for period in ["2024", "FY2025", "FY2025Q3", "2025H1"] {
            let period: Period = period.parse().expect("a period");
            for metric in data.metrics() {
                for basis in Basis::ALL {
                    match engine.figure(company, metric, basis, period) {
                        Ok(figure) => assert!(!figure.working.facts().is_empty()),
                        Err(gap) => assert!(!gap.to_string().is_empty()),
                    }
                }
            }
        }
    }
    let _ = contradictions(&data, None).map(|problems| problems.to_string());
}

/// A claims file, CSV or JSON: read, and each claim judged.
pub fn claims(bytes: &[u8]) {
    match claims::read("claims.csv", bytes, Lexicon::new(&BUNDLED)) {
        Err(problems) => assert!(!problems.to_string().is_empty()),
        Ok(claims) => {
            let mut judge = Judge::new(&BUNDLED, &claims, None);
            for claim in claims.iter().take(8) {
                let _ = judge.judge(claim).map(|judgement| judgement.verdict.name());
            }
        }
    }
}

/// An article, Markdown or HTML: read, and its figures judged.
pub fn articles(bytes: &[u8]) {
    let markup = if bytes.first() == Some(&b'<') { Markup::Html } else { Markup::Markdown };
    for day in [None, "2025-10-31".parse().ok()] {
        let lexicon = Lexicon::new(&BUNDLED);
        let reader = ArticleReader { data: &BUNDLED, lexicon, rates: None, day, is_strict: false };
        let each = |figure: capex::claims::ArticleFigure<'_>| {
            assert!(figure.line > 0 && figure.column > 0 && !figure.text.is_empty(), "{figure:?}");
        };
        if let Err(problems) = reader.read("article.md", bytes, markup, each) {
            assert!(!problems.to_string().is_empty());
        }
    }
}

/// A companyfacts file of the SEC's: read and imported.
pub fn companyfacts(bytes: &[u8]) {
    let importer = Importer::new(&BUNDLED, None).expect("the bundled data");
    match importer.read("facts.json", bytes) {
        Err(problem) => assert!(!problem.to_string().is_empty()),
        Ok(file) => match importer.import(file, Some("ANY")) {
            Err(unusable) => assert!(!unusable.to_string().is_empty()),
            Ok(import) => {
                // What is written has held its proof, so it can be read and does add up.
                let _ = import.facts.len();
            }
        },
    }
}

/// A file of settings: read.
pub fn config(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    match Config::of_text(Path::new("config.toml"), text) {
        Err(bad) => assert!(bad.line > 0 && bad.to_string().starts_with("config.toml:")),
        Ok(config) => assert_eq!(config.clone().over(Config::default()), config),
    }
}

/// The instance of a filing: read, and imported as one of a made-up filing.
pub fn instances(bytes: &[u8]) {
    let importer = Importer::new(&BUNDLED, None).expect("the bundled data");
    let known =
        KnownFiling { accession: "0001018724-25-000004".parse().ok(), form: None, filed: "2025-02-07".parse().ok() };
    let instance = match importer.instance("i.xml", bytes) {
        Ok(instance) => instance,
        Err(problem) => return assert!(!problem.to_string().is_empty()),
    };
    match importer.of_filing(instance, known).map(|facts| importer.import(facts, Some("ANY"))) {
        Err(words) => assert!(!words.to_string().is_empty()),
        Ok(Err(unusable)) => assert!(!unusable.to_string().is_empty()),
        Ok(Ok(import)) => drop(import.facts),
    }
}

/// An expression for periods: read, resolved, and what it gives is printed and read again.
pub fn periods(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let [oldest, newest] = ["2012Q1", "2026Q2"].map(|quarter| quarter.parse().expect("a period"));
    let window: PeriodExpr = match text.parse() {
        Ok(window) => window,
        Err(bad) => return assert!(!bad.to_string().is_empty()),
    };
    for (fiscal, grain) in [(false, None), (true, Some(Grain::Quarters)), (false, Some(Grain::Years))] {
        match window.resolve::<BadPeriodExpr>(
            |end| Ok(if end == KnownEnd::Oldest { oldest } else { newest }),
            fiscal,
            grain,
        ) {
            Err(bad) => assert!(!bad.to_string().is_empty()),
            Ok(periods) => {
                for period in periods {
                    assert_eq!(period.to_string().parse::<Period>().as_ref(), Ok(&period), "{text}");
                }
            }
        }
    }
}

/// A file of rates of exchange: read, checked, and looked up in.
pub fn rates(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    if let Ok(rates) = Rates::open("ecb.csv", text) {
        let _ = rates.problems().to_string();
    }
    let file = match RatesFile::read("own.csv", text) {
        Err(problems) => return assert!(!problems.to_string().is_empty()),
        Ok(file) => file,
    };
    let Ok(rates) = file.rates() else { return };
    let currencies: Vec<Currency> = rates.currencies().take(3).collect();
    let year: Period = "2024".parse().expect("a period");
    let span = BUNDLED
        .companies()
        .iter()
        .flat_map(|company| year.quarters(company.calendar).into_iter().map(|quarter| company.calendar.span(quarter)));
    for span in span {
        for &currency in &currencies {
            let _ = rates.average(Currency::USD, currency, span);
            let _ = rates.end(currency, Currency::USD, span);
            let _ = rates.on(Currency::USD, currency, span.end);
            let _ = rates.range(Currency::USD, currency, span);
        }
    }
}
