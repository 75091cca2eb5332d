//! Groups of companies.

use super::language::Localized;
use super::origin::Origin;
use super::words::Words;

/// Companies that are asked for with one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyGroup {
    /// The word for it, in lower case.
    pub id: String,
    /// Its name for people.
    pub name: Localized,
    /// Other words for it, in lower case.
    pub aliases: Vec<String>,
    /// The tickers of its companies.
    pub members: Vec<String>,
    /// Whose row it is.
    pub origin: Origin,
}

impl CompanyGroup {
    /// The name in a sentence.
    pub fn words(&self) -> Words {
        (&self.name).into()
    }

    /// Whether a word typed by a user names the group: identifier, name or alias, in any case.
    pub fn answers_to(&self, word: &str) -> bool {
        let word = word.trim().to_lowercase();
        self.names().any(|name| name == word)
    }

    /// Whether a row of the same identifier takes its place: not where it gives a group of the program other companies, as
    /// what is meant by default is one.
    pub fn may_become(&self, other: &Self) -> bool {
        self.origin.is_user() || self.members == other.members
    }

    /// Every word the group answers to, in lower case.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let names = std::iter::once(&*self.id).chain(self.name.all());
        names.chain(self.aliases.iter().map(String::as_str)).map(str::to_lowercase)
    }
}
