//! Words that mean nothing here, and the words that were perhaps meant.

use super::Dataset;
use crate::model::{Company, CompanyGroup, Currency, Localized, Metric, Words};
use crate::say;

/// A word that names nothing of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub struct Unknown {
    /// What was expected: a company.
    pub kind: Words,
    /// The word as typed.
    pub typed: String,
    /// What was perhaps meant.
    pub advice: Advice,
}

/// What was perhaps meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// One word, near enough to be it.
    DidYouMean(Box<Meant>),
    /// The words that would do.
    OneOf(Vec<Meant>),
}

/// A word that would do, and the name behind it where the word does not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// The word.
    pub word: String,
    /// The name.
    pub name: Option<Localized>,
}

impl Unknown {
    /// That the word is unknown, and what was perhaps meant.
    pub fn words(&self) -> Words {
        let Self { kind, typed, advice } = self;
        let advice = match advice {
            Advice::DidYouMean(one) => say!(did_you_mean, word = one.words()),
            Advice::OneOf(all) => say!(one_of_these, words = Words::items(all.iter().map(Meant::words))),
        };
        say!(unknown_word, kind, typed, advice)
    }
}

impl Meant {
    fn words(&self) -> Words {
        match &self.name {
            Some(name) => say!(word_and_name, word = &self.word, name),
            None => say!(word_alone, word = &self.word),
        }
    }
}

impl Dataset {
    /// The company a user's word means.
    pub fn company(&self, word: &str) -> Result<&Company, Unknown> {
        self.companies
            .iter()
            .find(|company| company.answers_to(word))
            .ok_or_else(|| unknown_company(word, &self.companies, &[]))
    }

    /// The metric a user's word means.
    pub fn metric(&self, word: &str) -> Result<&Metric, Unknown> {
        let named = |word: &str| self.metrics.iter().find(|metric| metric.answers_to(word));
        // `AWS operating income` is cloud operating income, of Amazon.
        let of_cloud = || {
            let (_, rest) = self.series(word)?;
            named(&format!("cloud{rest}")).filter(|metric| metric.id.as_str().starts_with("cloud_"))
        };
        named(word).or_else(of_cloud).ok_or_else(|| unknown_metric(word, &self.metrics))
    }

    /// The company whose own name for its cloud a metric begins with: `AWS` is Amazon's, and of no other company.
    pub fn owner_of_series(&self, word: &str) -> Option<&Company> {
        self.series(word).map(|(company, _)| company)
    }

    /// The company whose own name for its cloud a word begins with, and the rest of the word.
    fn series<'w>(&self, word: &'w str) -> Option<(&Company, &'w str)> {
        let word = word.trim();
        self.companies.iter().find_map(|company| {
            let (series, rest) = word.split_at_checked(company.cloud_series.as_ref()?.len())?;
            let is_name = company.cloud_series.as_ref()?.eq_ignore_ascii_case(series);
            (is_name && (rest.is_empty() || rest.starts_with(' '))).then_some((company, rest))
        })
    }
}

/// A word that names no company, nor any of some groups, where these would do.
pub fn unknown_company(typed: &str, companies: &[Company], groups: &[CompanyGroup]) -> Unknown {
    let meant = |word: &str, name: &Localized| Meant { word: word.to_owned(), name: Some(name.clone()) };
    let company = |company: &Company| meant(&company.ticker, &company.name);
    let group = |group: &CompanyGroup| meant(&group.id, &group.name);
    let names = companies.iter().flat_map(|one| one.names().map(move |name| (name, company(one))));
    let names = names.chain(groups.iter().flat_map(|one| one.names().map(move |name| (name, group(one)))));
    let advice = nearest(typed, names).map_or_else(
        || Advice::OneOf(companies.iter().map(company).chain(groups.iter().map(group)).collect()),
        |one| Advice::DidYouMean(Box::new(one)),
    );
    Unknown { kind: say!(kind_company), typed: typed.to_owned(), advice }
}

/// The ticker that was perhaps meant by one that there is not.
pub fn near_ticker<'a>(typed: &str, companies: &'a [Company]) -> Option<&'a str> {
    nearest(typed, companies.iter().map(|company| (company.ticker.to_lowercase(), &*company.ticker)))
}

/// The identifier that was perhaps meant by one that there is not.
pub fn near_metric<'a>(typed: &str, metrics: &'a [Metric]) -> Option<&'a str> {
    nearest(typed, metrics.iter().map(|metric| (metric.id.to_string(), metric.id.as_str())))
}

pub fn unknown_metric(typed: &str, metrics: &[Metric]) -> Unknown {
    let words = metrics.iter().flat_map(|metric| {
        let names = [metric.flag.clone(), metric.id.to_string(), metric.name.english().to_lowercase()];
        names.into_iter().chain(metric.aliases.iter().cloned()).map(move |word| (word, metric))
    });
    let meant = |metric: &Metric| Meant { word: metric.flag.clone(), name: None };
    let near = nearest(typed, words);
    let advice = near.map_or_else(
        || Advice::OneOf(metrics.iter().map(meant).collect()),
        |one| Advice::DidYouMean(Box::new(meant(one))),
    );
    Unknown { kind: say!(kind_metric), typed: typed.to_owned(), advice }
}

/// A word that names none of the currencies, which are given by name and code.
pub fn unknown_currency(typed: &str, names: &[(String, Currency)]) -> Unknown {
    let meant = |code: Currency| Meant { word: code.to_string(), name: None };
    let mut codes: Vec<Currency> = Vec::new();
    for (_, code) in names {
        if !codes.contains(code) {
            codes.push(*code);
        }
    }
    let near = nearest(typed, names.iter().cloned());
    let advice = near.map_or_else(
        || Advice::OneOf(codes.into_iter().map(meant).collect()),
        |one| Advice::DidYouMean(Box::new(meant(one))),
    );
    Unknown { kind: say!(kind_currency), typed: typed.to_owned(), advice }
}

/// The thing whose name is nearest to a word, if one is near enough to be a slip of the finger.
pub fn nearest<T>(typed: &str, names: impl Iterator<Item = (String, T)>) -> Option<T> {
    const NEAR: f64 = 0.75;
    let typed = typed.to_lowercase();
    names
        .map(|(name, thing)| (strsim::jaro_winkler(&typed, &name), thing))
        .filter(|(similarity, _)| *similarity >= NEAR)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, thing)| thing)
}
