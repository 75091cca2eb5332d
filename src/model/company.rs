//! Companies.

use std::hash::{Hash, Hasher};

use super::calendar::FiscalCalendar;
use super::language::Localized;
use super::origin::Origin;
use super::words::Words;

/// A company whose figures the data holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Exchange ticker, in capitals: the company's name in machine formats.
    pub ticker: String,
    /// Short name for people.
    pub name: Localized,
    /// Other words it is known by, in lower case.
    pub aliases: Vec<String>,
    /// The SEC's Central Index Key, without padding.
    pub cik: Option<u64>,
    /// When its year ends.
    pub calendar: FiscalCalendar,
    /// The name of its cloud series, if it reports one.
    pub cloud_series: Option<String>,
    /// Where it publishes: domains, and folders of its own on hosts that serve many.
    pub sites: Vec<String>,
    /// Whose row it is.
    pub origin: Origin,
}

/// A company is known by its ticker, which no other has.
impl Hash for Company {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.ticker.hash(state);
    }
}

impl Company {
    /// The name in a sentence.
    pub fn words(&self) -> Words {
        (&self.name).into()
    }

    /// Whether a word typed by a user names the company: ticker, name or alias, in any case.
    pub fn answers_to(&self, word: &str) -> bool {
        let word = word.trim().to_lowercase();
        self.names().any(|name| name == word)
    }

    /// Whether an address is one at which the company publishes.
    pub fn publishes_at(&self, address: &str) -> bool {
        let Some((_, place)) = address.split_once("://") else { return false };
        let host = place.split(['/', '?', '#']).next().unwrap_or_default();
        self.sites.iter().any(|site| match site.split_once('/') {
            None => host == site || host.strip_suffix(site.as_str()).is_some_and(|before| before.ends_with('.')),
            Some(_) => place.strip_prefix(site.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
        })
    }

    /// Every word the company answers to, in lower case.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let names = std::iter::once(&*self.ticker).chain(self.name.all());
        names.chain(self.aliases.iter().map(String::as_str)).map(str::to_lowercase)
    }
}
