//! The text of `data/`, inside the program.

pub const COMPANIES: &str = include_str!("../../data/companies.csv");
pub const METRICS: &str = include_str!("../../data/metrics.csv");
pub const DEFINITIONS: &str = include_str!("../../data/definitions.csv");
pub const GUIDANCE: &str = include_str!("../../data/guidance.csv");
pub const TAGS: &str = include_str!("../../data/tags.csv");
pub const SOURCES: &str = include_str!("../../data/sources.csv");

/// Euro reference rates of the European Central Bank, as published.
pub const RATES: &str = include_str!("../../data/fx/ecb.csv");
/// Names of the currencies there are rates of.
pub const CURRENCIES: &str = include_str!("../../data/fx/currencies.csv");

/// Ticker and text of each file in `data/facts/`, in alphabetical order.
pub const FACTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/facts.rs"));

/// The tables that a reader finds in `data/`, by file name; of `facts/`, one for all.
pub const TABLES: &[(&str, &str)] = &[
    ("companies.csv", COMPANIES),
    ("metrics.csv", METRICS),
    ("definitions.csv", DEFINITIONS),
    ("facts/TICKER.csv", first_facts()),
    ("guidance.csv", GUIDANCE),
    ("sources.csv", SOURCES),
    ("tags.csv", TAGS),
    ("fx/currencies.csv", CURRENCIES),
    ("fx/ecb.csv", RATES),
];

const fn first_facts() -> &'static str {
    match FACTS {
        [(_, text), ..] => text,
        [] => "",
    }
}
