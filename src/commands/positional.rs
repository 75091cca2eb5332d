//! The words after a command: companies and periods, told apart by what they name.

use super::Failure;
use super::args::{LIST, PeriodArgs, Selection};
use crate::data::Dataset;
use crate::model::{Company, CompanyGroup, PeriodExpr};
use crate::say;

/// As many words in a row can be one company or one period, as in `Q1 2024 to Q2 2025`.
const LONGEST: usize = 5;

/// The companies, each once, and the periods among the words after a command.
#[derive(Debug, Default)]
pub struct Positional<'d> {
    /// The companies, in the order typed.
    pub companies: Vec<&'d Company>,
    /// The groups that some of them were named by.
    pub groups: Vec<&'d CompanyGroup>,
    /// The periods, if any are among the words.
    pub periods: Option<PeriodExpr>,
    /// The periods as typed.
    pub typed: Vec<String>,
}

impl<'d> Positional<'d> {
    /// Reads words; one that is both a company and a period is refused, as is one that is neither.
    pub fn read(data: &'d Dataset, words: &[String]) -> Result<Self, Failure> {
        let mut read = Self::default();
        let mut rest = words;
        while let [first, others @ ..] = rest {
            let together = |count: &usize| rest.get(..*count).map(|words| words.join(" "));
            let several = (2..=LONGEST).rev().find(|count| together(count).is_some_and(|word| names(data, &word)));
            if let Some((word, after)) = several.and_then(|count| together(&count).zip(rest.get(count..))) {
                read.add(data, &word)?;
                rest = after;
            } else {
                read.add_each(data, first)?;
                rest = others;
            }
        }
        Ok(read)
    }

    /// Adds what a word names, or each word of a list with commas.
    fn add_each(&mut self, data: &'d Dataset, word: &str) -> Result<(), Failure> {
        if names(data, word) {
            return self.add(data, word);
        }
        let mut parts = word.split(LIST).map(str::trim).filter(|part| !part.is_empty()).peekable();
        if parts.peek().is_none() {
            return self.add(data, word);
        }
        parts.try_for_each(|word| self.add(data, word))
    }

    fn add(&mut self, data: &'d Dataset, word: &str) -> Result<(), Failure> {
        match (data.companies_named(word), word.parse::<PeriodExpr>()) {
            (Ok(companies), Ok(_)) => return Err(both(word, &companies)),
            (Ok(companies), Err(_)) => {
                self.groups
                    .extend(data.group(word).filter(|group| companies.len() > 1 && !self.groups.contains(group)));
                for company in companies {
                    if !self.companies.contains(&company) {
                        self.companies.push(company);
                    }
                }
            }
            (Err(_), Ok(window)) => {
                self.typed.push(word.to_owned());
                self.periods = Some(match self.periods.take() {
                    Some(periods) => periods.and(window),
                    None => window,
                });
            }
            (Err(_), Err(error)) if error.names_periods() || begins_with_a_year(word) => return Err(error.into()),
            (Err(unknown), Err(_)) => {
                let metric = data.metric(word).map_err(|_| unknown)?;
                let name = data.owner_of_series(word).map_or(&*metric.flag, |_| word);
                return Err(Failure::Usage(say!(metric_as_company, typed = word, metric = name)));
            }
        }
        Ok(())
    }
}

/// The companies that words name, each once, where no period can stand among them.
pub fn companies<'d>(data: &'d Dataset, words: &[String]) -> Result<Vec<&'d Company>, Failure> {
    let Positional { companies, periods, .. } = Positional::read(data, words)?;
    match words.iter().find_map(|word| data.companies_named(word).err()).filter(|_| periods.is_some()) {
        Some(unknown) => Err(unknown.into()),
        None => Ok(companies),
    }
}

/// The words for companies and periods; with them the company whose name for it the metric is: `AWS` is Amazon's.
pub fn with_owner(words: &[String], metric: &[String], data: &Dataset) -> Result<Vec<String>, Failure> {
    let mut words = words.to_vec();
    for series in metric.iter().flat_map(|word| word.split(LIST)) {
        let Some(owner) = data.owner_of_series(series) else { continue };
        let companies = Positional::read(data, &words)?.companies;
        if companies.is_empty() {
            words.push(owner.ticker.clone());
        } else if companies != [owner] {
            return Err(Failure::Usage(say!(series_of_company, series, company = &owner.name)));
        }
    }
    Ok(words)
}

impl Selection {
    /// The words for companies and periods.
    pub fn words(&self, data: &Dataset) -> Result<Vec<String>, Failure> {
        with_owner(&self.companies, &self.metric, data)
    }
}

impl PeriodArgs {
    /// These periods, or those among the words after the command; not both.
    pub fn or(&self, typed: Option<PeriodExpr>) -> Result<Option<PeriodExpr>, Failure> {
        one_of_both(self.window().cloned(), typed)
    }
}

/// What an option says, or what the words after the command say.
pub fn one_of_both<T>(option: Option<T>, typed: Option<T>) -> Result<Option<T>, Failure> {
    if option.is_some() && typed.is_some() {
        return Err(Failure::Usage(say!(periods_named_twice)));
    }
    Ok(option.or(typed))
}

fn names(data: &Dataset, word: &str) -> bool {
    data.companies_named(word).is_ok() || word.parse::<PeriodExpr>().is_ok()
}

fn begins_with_a_year(word: &str) -> bool {
    word.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A word that is a company and a period.
fn both(word: &str, companies: &[&Company]) -> Failure {
    let mut names = companies.iter().flat_map(|company| company.names());
    let company = names.find(|name| name.parse::<PeriodExpr>().is_err()).unwrap_or_default();
    Failure::Usage(say!(company_and_period, word, company))
}
