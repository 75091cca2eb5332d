//! Which companies an import is to take, and what they are called.

use super::Args;
use crate::commands::{Failure, words};
use crate::data::{Dataset, RESERVED};
use crate::model::Company;
use crate::say;

/// The companies asked for.
#[derive(Debug)]
pub struct Asked {
    /// By key, with the name a company that is not bundled is to have; empty means any.
    companies: Vec<(u64, Option<String>)>,
    /// The ticker and the name for the one company of the one file.
    of_the_file: Option<(String, Option<String>)>,
}

/// What has been found: key, ticker and file.
#[derive(Debug, Default)]
pub struct FoundCompanies(Vec<(u64, String, String)>);

impl Asked {
    /// Reads the words of `--company`.
    pub fn of(args: &Args, data: &Dataset) -> Result<Self, Failure> {
        let mut wanted = Self { companies: Vec::new(), of_the_file: None };
        for word in &args.company {
            let (name, key) = match word.split_once('=') {
                Some((name, key)) => (Some(ticker(name, data)?), key.trim_matches('"').trim()),
                None => (None, word.as_str()),
            };
            let of_the_file = |key: &str| wanted.is_of_one_file(args) && !key.is_empty();
            if let Some(cik) = cik(key) {
                let bundled = data.companies().iter().find(|company| company.cik == Some(cik));
                if let (Some(name), Some(company)) = (&name, bundled) {
                    return Err(cannot_be_called(company, name));
                }
                wanted.companies.push((cik, name));
            } else if let Some(ticker) = &name
                && of_the_file(key)
            {
                wanted.of_the_file = Some((ticker.clone(), Some(key.to_owned())));
            } else if name.is_some() {
                return Err(no_cik(word, key));
            } else {
                let keys = |companies: Vec<&Company>| companies.into_iter().filter_map(|company| company.cik).collect();
                match data.companies_named(word).map(keys) {
                    Ok(keys) if Vec::is_empty(&keys) => return Err(Failure::Usage(say!(company_without_cik, word))),
                    Ok(keys) => wanted.companies.extend(keys.into_iter().map(|cik| (cik, None))),
                    Err(_) if of_the_file(word) => wanted.of_the_file = Some((ticker(word, data)?, None)),
                    Err(unknown) => {
                        return Err(Failure::Usage(say!(unknown_company_needs_cik, unknown = unknown.words())));
                    }
                }
            }
        }
        Ok(wanted)
    }

    /// Whether a word that names no bundled company can be the name of the one that the only file is about.
    fn is_of_one_file(&self, args: &Args) -> bool {
        let [file] = args.files.as_slice() else { return false };
        let is_zip = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
        args.company.len() == 1 && self.companies.is_empty() && !file.is_dir() && !is_zip
    }

    /// Whether a company is asked for.
    pub fn has(&self, cik: u64) -> bool {
        self.companies.is_empty() || self.companies.iter().any(|(of, _)| *of == cik)
    }

    /// What a company is to be called, should the bundled data not have it.
    pub fn ticker(&self, cik: u64) -> Option<&str> {
        let own = self.companies.iter().find(|(of, _)| *of == cik).and_then(|(_, name)| name.as_deref());
        own.or(self.of_the_file.as_ref().map(|(ticker, _)| ticker.as_str()))
    }

    /// What a company is to be called in words, where that is said.
    pub fn name(&self) -> Option<&str> {
        self.of_the_file.as_ref().and_then(|(_, name)| name.as_deref())
    }

    /// The companies asked for by name; empty means any.
    pub fn keys(&self) -> impl Iterator<Item = u64> {
        self.companies.iter().map(|(cik, _)| *cik)
    }

    /// Whether all that were asked for were found.
    pub fn all_found(&self, found: &FoundCompanies) -> Result<(), Failure> {
        if found.0.is_empty() && self.companies.is_empty() {
            return Err(Failure::NoData(say!(no_companyfacts_file)));
        }
        match self.keys().find(|cik| !found.0.iter().any(|(of, ..)| of == cik)) {
            Some(cik) => Err(Failure::NoData(say!(cik_not_in_input, cik = cik.to_string()))),
            None => Ok(()),
        }
    }
}

impl FoundCompanies {
    /// Notes that a company was found in a file; it must be the only one, and its name must be its own.
    pub fn add(&mut self, company: &Company, file: &str, asked: &Asked) -> Result<(), Failure> {
        let cik = company.cik.unwrap_or_default();
        if let Some((ticker, name)) = asked.of_the_file.as_ref().filter(|(ticker, _)| *ticker != company.ticker) {
            return Err(match name {
                Some(name) => no_cik(&format!("{ticker}={name}"), name),
                None => cannot_be_called(company, ticker),
            });
        }
        if let Some((_, _, other)) = self.0.iter().find(|(of, ..)| *of == cik) {
            return Err(Failure::Usage(say!(two_files_of_cik, other, file, cik = cik.to_string())));
        }
        if let Some((other, ..)) = self.0.iter().find(|(_, ticker, _)| *ticker == company.ticker) {
            return Err(two_ciks(*other, cik, &company.ticker));
        }
        self.0.push((cik, company.ticker.clone(), file.to_owned()));
        Ok(())
    }
}

/// The refusal of another ticker for a company of the bundled data.
fn cannot_be_called(company: &Company, name: &str) -> Failure {
    Failure::Usage(say!(
        cik_has_bundled_ticker,
        cik = company.cik.unwrap_or_default().to_string(),
        ticker = &company.ticker,
        name
    ))
}

/// The refusal of a word that names a company by something else than its key.
fn no_cik(word: &str, key: &str) -> Failure {
    Failure::Usage(say!(not_a_cik, word, key))
}

/// The refusal of one ticker for two keys.
pub fn two_ciks(other: u64, cik: u64, ticker: &str) -> Failure {
    Failure::Usage(say!(two_ciks_of_ticker, other = other.to_string(), cik = cik.to_string(), ticker))
}

/// Gives a company that is called like another its ticker for a name: a name has one meaning. A ticker that is taken is
/// refused.
pub fn name_apart<'c>(company: &mut Company, known: impl Iterator<Item = &'c Company> + Clone) -> Result<(), Failure> {
    if let Some(other) = known.clone().find(|other| other.ticker == company.ticker && other.cik != company.cik)
        && let (Some(other), Some(cik)) = (other.cik, company.cik)
    {
        return Err(two_ciks(other, cik, &company.ticker));
    }
    let ticker = company.ticker.clone();
    let mut others = known.filter(|other| other.ticker != ticker);
    if let Some(other) = others.clone().find(|other| other.answers_to(&company.ticker)) {
        return Err(Failure::Usage(say!(word_means_company, word = &company.ticker, company = words::company(other))));
    }
    if others.any(|other| other.answers_to(company.name.english())) {
        company.name = company.ticker.as_str().into();
    }
    Ok(())
}

/// `1045810`, `CIK0001045810`.
pub fn cik(word: &str) -> Option<u64> {
    let digits = word.strip_prefix("CIK").or_else(|| word.strip_prefix("cik")).unwrap_or(word);
    let plain = !digits.is_empty() && digits.len() <= 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten().filter(|&cik| cik > 0)
}

/// A ticker that is free, and fit to be the name of a file.
pub fn ticker(word: &str, data: &Dataset) -> Result<String, Failure> {
    const LONGEST: usize = 12;
    let name = word.to_uppercase();
    let fit = name.len() <= LONGEST
        && name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.ends_with(|last: char| last.is_ascii_alphanumeric())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    if !fit {
        return Err(Failure::Usage(say!(not_a_ticker, word, longest = LONGEST.to_string())));
    }
    if RESERVED.contains(&&*name) {
        return Err(Failure::Usage(say!(word_means_all_companies, word)));
    }
    match data.company(&name) {
        Ok(company) => Err(Failure::Usage(say!(word_means_company, word, company = words::company(company)))),
        Err(_) => Ok(name),
    }
}
