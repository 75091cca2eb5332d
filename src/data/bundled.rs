//! The text of `data/`, inside the program.

macro_rules! table {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/", $name))
    };
}

pub const COMPANIES: &str = table!("companies.csv");
pub const GROUPS: &str = table!("groups.csv");
pub const METRICS: &str = table!("metrics.csv");
pub const DEFINITIONS: &str = table!("definitions.csv");
pub const GUIDANCE: &str = table!("guidance.csv");
pub const TAGS: &str = table!("tags.csv");
pub const SOURCES: &str = table!("sources.csv");

/// Euro reference rates of the European Central Bank, as published.
pub const RATES: &str = table!("fx/ecb.csv");
/// Names of the currencies there are rates of.
pub const CURRENCIES: &str = table!("fx/currencies.csv");

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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::data::Dataset;

    #[test]
    fn the_bundled_files_stand_the_checks_of_any_others() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let data = Dataset::open(&folder).unwrap();
        assert!(data.problems().is_empty(), "{}", data.problems());
    }
}
