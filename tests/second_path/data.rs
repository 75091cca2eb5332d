//! Reads `data/` in the plainest way, as any reader of the CSV files would.

use std::collections::HashMap;
use std::fs;
use std::sync::LazyLock;

use serde::de::DeserializeOwned;

use crate::program::MILLION;

/// The companies of the dataset.
pub const COMPANIES: [&str; 5] = ["AMZN", "MSFT", "GOOGL", "META", "ORCL"];

/// The companies that are meant where none is named.
pub const DEFAULT: [&str; 4] = ["AMZN", "MSFT", "GOOGL", "META"];

/// The four readings of capital expenditures.
pub const BASES: [&str; 4] = ["headline", "cash", "net", "leases"];

/// The first and last fiscal years with whole quarters in the data.
pub const FISCAL_YEARS: std::ops::RangeInclusive<i32> = 2015..=2027;

/// One line of `data/facts/<TICKER>.csv`.
#[derive(Debug)]
pub struct Fact {
    pub company: String,
    pub metric: String,
    pub start: String,
    pub end: String,
    /// Whole dollars.
    pub value: i64,
    /// The unit the document rounded to, in dollars.
    pub rounded_to: i64,
    pub published: String,
    pub restated: bool,
}

/// One line of `data/metrics.csv`.
#[derive(Debug, serde::Deserialize)]
pub struct Metric {
    pub id: String,
    pub flag: String,
    pub kind: String,
    pub formula: String,
}

/// One line of `data/definitions.csv`.
#[derive(Debug, serde::Deserialize)]
pub struct Definition {
    pub company: String,
    pub metric: String,
    pub basis: String,
    from: String,
    to: String,
    pub formula: String,
    pub stand_in: String,
}

impl Definition {
    /// Whether the definition covers the whole span.
    pub fn covers(&self, (start, end): &(String, String)) -> bool {
        self.from <= *start && (self.to.is_empty() || *end <= self.to)
    }
}

/// Every fact in dollars. Rates of growth are not amounts and are left out.
pub static FACTS: LazyLock<Vec<Fact>> =
    LazyLock::new(|| COMPANIES.iter().flat_map(|company| facts_of(company)).collect());

/// The metrics.
pub static METRICS: LazyLock<Vec<Metric>> = LazyLock::new(|| table("metrics.csv"));

/// The definitions.
pub static DEFINITIONS: LazyLock<Vec<Definition>> = LazyLock::new(|| table("definitions.csv"));

/// The metrics that hold filed amounts: additive, and not computed from others.
pub fn filed_metrics() -> impl Iterator<Item = &'static Metric> {
    METRICS.iter().filter(|metric| metric.kind == "flow" && metric.formula.is_empty() && metric.id != "capex")
}

/// The text of a file in `data/`.
pub fn text(file: &str) -> String {
    let path = format!("{}/data/{file}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn table<T: DeserializeOwned>(file: &str) -> Vec<T> {
    csv::Reader::from_reader(text(file).as_bytes()).deserialize().map(|line| line.expect(file)).collect()
}

fn facts_of(company: &str) -> Vec<Fact> {
    table::<HashMap<String, String>>(&format!("facts/{company}.csv"))
        .into_iter()
        .filter(|line| line["currency"] == "USD")
        .map(|line| Fact {
            company: company.to_owned(),
            metric: line["metric"].clone(),
            start: line["start"].clone(),
            end: line["end"].clone(),
            value: line["value"].parse().expect("whole dollars"),
            rounded_to: if line["rounded_to"].is_empty() {
                MILLION
            } else {
                line["rounded_to"].parse().expect("dollars")
            },
            published: line["published"].clone(),
            restated: line["restated"] == "yes",
        })
        .collect()
}
