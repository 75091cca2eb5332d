//! Looks up the words of claims in the data: metrics, companies, currencies.

use std::collections::HashMap;

use super::claim::Subject;
use super::unit::PrintedUnit;
use crate::data::Dataset;
use crate::fx::Rates;
use crate::model::{Company, Currency, Words};
use crate::say;

/// Looks up the words of claims in the data; each word once.
pub struct Lexicon<'d> {
    pub(super) data: &'d Dataset,
    /// Whether a number without a unit is in billions or percent; in a file it must say.
    pub usual_units: bool,
    /// What an amount without a unit is counted in, whatever is usual.
    pub amounts_in: Option<PrintedUnit>,
    /// What ¥ means where no other word tells: the yuan for readers of Chinese.
    pub yen_sign: Option<Currency>,
    subjects: HashMap<String, Result<Subject<'d>, Words>>,
    companies: HashMap<String, Result<Vec<&'d Company>, Words>>,
    currencies: HashMap<String, Result<Currency, Words>>,
    rates: Option<Rates<'d>>,
}

impl<'d> Lexicon<'d> {
    /// The lexicon of a set of data.
    pub fn new(data: &'d Dataset) -> Self {
        Self {
            data,
            usual_units: false,
            yen_sign: None,
            amounts_in: None,
            subjects: HashMap::new(),
            companies: HashMap::new(),
            currencies: HashMap::new(),
            rates: None,
        }
    }

    /// The same with the currencies of these rates in place of the bundled ones (`None`: those).
    #[must_use]
    pub fn converting_at(self, rates: Option<Rates<'d>>) -> Self {
        Self { rates, ..self }
    }

    /// The unit of a number that is typed without one, if there is a usual one.
    pub(super) fn unit(&self, of_money: bool) -> Option<PrintedUnit> {
        let usual = if of_money { PrintedUnit::Bn } else { PrintedUnit::Percent };
        self.amounts_in.filter(|_| of_money).or(self.usual_units.then_some(usual))
    }

    pub(super) fn subject(&mut self, word: &str) -> Result<Subject<'d>, Words> {
        if let Some(known) = self.subjects.get(word) {
            return known.clone();
        }
        let subject = match word.to_lowercase().as_str() {
            "guidance" => Ok(Subject::Guidance),
            "consensus" => Ok(Subject::Consensus),
            "other" => Ok(Subject::Other),
            _ => self.data.metric(word).map(Subject::Metric).map_err(|unknown| {
                let unknown = unknown.words();
                say!(unknown_metric_of_claim, unknown)
            }),
        };
        self.subjects.insert(word.to_owned(), subject.clone());
        subject
    }

    /// The companies of a list of words: a name may hold spaces, so the whole is tried as one first.
    pub(super) fn companies(&mut self, text: &str) -> Result<Vec<&'d Company>, Words> {
        if let Some(known) = self.companies.get(text) {
            return known.clone();
        }
        let mut companies: Vec<&Company> = Vec::new();
        let mut problem = None;
        let separators: &[char] = if text.contains(['|', ';', ',']) { &['|', ';', ','] } else { &[' '] };
        let parts: Vec<&str> = match self.data.company(text) {
            Ok(_) => vec![text],
            Err(_) => text.split(separators).map(str::trim).filter(|word| !word.is_empty()).collect(),
        };
        for word in parts {
            match self.data.company(word) {
                Ok(company) if companies.contains(&company) => {}
                Ok(company) => companies.push(company),
                Err(unknown) => problem = problem.or(Some(unknown.words())),
            }
        }
        let result = problem.map_or(Ok(companies), Err);
        self.companies.insert(text.to_owned(), result.clone());
        result
    }

    pub(super) fn currency(&mut self, word: &str) -> Result<Currency, Words> {
        if word.is_empty() || word.eq_ignore_ascii_case(Currency::USD.code()) {
            return Ok(Currency::USD);
        }
        if let Some(known) = self.currencies.get(word) {
            return known.clone();
        }
        let rates = self.rates.map_or_else(|| Rates::bundled().map_err(|problem| problem.words()), Ok);
        let currency = rates.and_then(|rates| rates.currency(word).map_err(|unknown| unknown.words()));
        self.currencies.insert(word.to_owned(), currency.clone());
        currency
    }
}
