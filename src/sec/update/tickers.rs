//! The SEC's `company_tickers.json`: which ticker and name belong to which Central Index Key.

use std::collections::HashMap;

use serde::{Deserialize, Deserializer};

use crate::data::Problem;
use crate::sec::json;
use crate::sec::scalar::Cik;

/// A company that files with the SEC and has a ticker.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(expecting = "a filer of the SEC's list of tickers: an object with `cik_str`, `ticker` and `title`")]
pub struct Filer {
    /// Central Index Key.
    #[serde(rename = "cik_str", deserialize_with = "cik")]
    pub cik: u64,
    /// Ticker, in capitals.
    pub ticker: String,
    /// Name, mostly in capitals.
    pub title: String,
}

fn cik<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    Cik::deserialize(deserializer).map(|Cik(number)| number)
}

/// All of them, the largest first, as the SEC has them.
#[derive(Debug, Default)]
pub struct Tickers(Vec<Filer>);

impl Tickers {
    /// Reads the file, an object of filers by rank; `name` is for messages.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Problem> {
        let by_rank: HashMap<u32, Filer> =
            serde_json::from_slice(bytes).map_err(|error| json::problem(name, &error))?;
        let mut ranked: Vec<(u32, Filer)> = by_rank.into_iter().collect();
        ranked.sort_unstable_by_key(|(rank, _)| *rank);
        Ok(Self(ranked.into_iter().map(|(_, filer)| filer).collect()))
    }

    /// The filers that a word can mean: the one of that ticker, else those of that name, else those whose names begin with
    /// it. Of a filer with several tickers the first stands.
    pub fn meant(&self, word: &str) -> Vec<&Filer> {
        let word = word.to_lowercase();
        let by = |is: &dyn Fn(&Filer) -> bool| {
            let mut found: Vec<&Filer> = Vec::new();
            for filer in self.0.iter().filter(|filer| is(filer)) {
                if found.iter().all(|known| known.cik != filer.cik) {
                    found.push(filer);
                }
            }
            found
        };
        let begins = |filer: &Filer| {
            let title = filer.title.to_lowercase();
            title.strip_prefix(&word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        let ticker = by(&|filer| filer.ticker.to_lowercase() == word);
        let named = by(&|filer| filer.title.to_lowercase() == word);
        [ticker, named].into_iter().find(|found| !found.is_empty()).unwrap_or_else(|| by(&begins))
    }

    /// The first ticker of a company.
    pub fn ticker(&self, cik: u64) -> Option<&str> {
        self.0.iter().find(|filer| filer.cik == cik).map(|filer| filer.ticker.as_str())
    }

    /// Every ticker, for advice on a word that is none.
    pub fn all(&self) -> impl Iterator<Item = &Filer> {
        self.0.iter()
    }
}
