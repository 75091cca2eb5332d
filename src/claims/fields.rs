//! The fields of a claim, and the words in them: metrics, companies, currencies, each looked up once.

use std::borrow::Cow;
use std::collections::HashMap;

use super::claim::{BadWord, Claim, Subject, bad_word, words};
use super::meaning::Meaning;
use super::number::Unit;
use crate::data::Dataset;
use crate::fx::Rates;
use crate::model::{Company, Currency};

words! {
    /// A field of a claim: a column of a CSV file, a key of a JSON object.
    Column, "a column of a claims file", {
        /// The claim's identifier, of which a file holds no two.
        Id = "id",
        /// The claim in words.
        Statement = "statement",
        /// A metric of `capex list metrics`, `guidance`, `consensus` or `other`; for a ratio or an excess two, as `cloud / revenue`.
        Metric = "metric",
        /// Tickers or names, several with spaces or `|` between; none means all.
        Companies = "companies",
        /// 2024, 2024Q4, 2024H2, FY2025, TTM2024Q4.
        Period = "period",
        /// What is asked of the figures.
        Measure = "measure",
        /// What the claim says: a number as printed, or words.
        Value = "value",
        /// What the number is counted in.
        Unit = "unit",
        /// The currency of an amount; USD if empty.
        Currency = "currency",
        /// equal if empty, `at_least` or `at_most`.
        Comparison = "comparison",
        /// The earlier value of a change.
        From = "from",
        /// The period of the earlier value; if empty, the one right before, or the same a year before.
        FromPeriod = "from_period",
        /// The day whose knowledge counts.
        AsOf = "as_of",
        /// The basis the claim states, if it does.
        Basis = "basis",
        /// calendar or fiscal, if it states which.
        Calendar = "calendar",
        /// company or press, if it states whose plan.
        SaidBy = "said_by",
        /// The rate it states: units of the currency for a dollar, or the day of a reference rate.
        Rate = "rate",
    }
}

/// Every column, in the usual order.
pub const COLUMNS: &[Column] = Column::ALL;

/// Number of columns.
pub(super) const COUNT: usize = 17;

/// The fields of one claim, as text.
#[derive(Debug, Clone, Default)]
pub struct Fields<'t>([Cow<'t, str>; COUNT]);

/// What is wrong with a field.
pub type Slip = (Column, String);

/// Understands claims, remembering words it has met.
pub struct Understanding<'d> {
    pub(super) data: &'d Dataset,
    /// Whether a number without a unit is in billions or percent; in a file it must say.
    pub usual_units: bool,
    /// What an amount without a unit is counted in, whatever is usual.
    pub amounts_in: Option<Unit>,
    subjects: HashMap<String, Result<Subject<'d>, String>>,
    companies: HashMap<String, Result<Vec<&'d Company>, String>>,
    currencies: HashMap<String, Result<Currency, String>>,
    rates: Option<Rates<'d>>,
}

impl<'t> Fields<'t> {
    /// The text of a field; empty if there is none.
    pub fn get(&self, column: Column) -> &str {
        self.0.get(column as usize).map_or("", |text| text.trim())
    }

    /// Sets the text of a field.
    pub fn set(&mut self, column: Column, text: impl Into<Cow<'t, str>>) {
        if let Some(field) = self.0.get_mut(column as usize) {
            *field = text.into();
        }
    }
}

impl<'d> Understanding<'d> {
    /// An understanding of claims on a set of data.
    pub fn new(data: &'d Dataset) -> Self {
        Self {
            data,
            usual_units: false,
            amounts_in: None,
            subjects: HashMap::new(),
            companies: HashMap::new(),
            currencies: HashMap::new(),
            rates: None,
        }
    }

    /// The same, which knows the currencies of these rates in place of the bundled ones (`None`: of those).
    #[must_use]
    pub fn converting_at(self, rates: Option<Rates<'d>>) -> Self {
        Self { rates, ..self }
    }

    /// What a number without a unit is counted in, if that is known.
    pub(super) fn unit(&self, of_money: bool) -> Option<Unit> {
        let usual = if of_money { Unit::Bn } else { Unit::Percent };
        self.amounts_in.filter(|_| of_money).or(self.usual_units.then_some(usual))
    }

    /// The claim that fields mean, or all that is wrong with them.
    pub fn claim(&mut self, fields: &Fields<'_>) -> Result<Claim<'d>, Vec<Slip>> {
        let mut slips = Vec::new();
        let claim = Meaning { of: self, fields, slips: &mut slips }.claim();
        match claim {
            Some(claim) if slips.is_empty() => Ok(claim),
            _ => Err(slips),
        }
    }

    pub(super) fn subject(&mut self, word: &str) -> Result<Subject<'d>, String> {
        if let Some(known) = self.subjects.get(word) {
            return known.clone();
        }
        let subject = match word.to_lowercase().as_str() {
            "guidance" => Ok(Subject::Guidance),
            "consensus" => Ok(Subject::Consensus),
            "other" => Ok(Subject::Other),
            _ => self.data.metric(word).map(Subject::Metric).map_err(|unknown| {
                format!("{unknown} (or guidance, consensus, or other for what the data does not hold)")
            }),
        };
        self.subjects.insert(word.to_owned(), subject.clone());
        subject
    }

    /// The companies of a list of words: a name may hold spaces, so the whole is tried as one first.
    pub(super) fn companies(&mut self, text: &str) -> Result<Vec<&'d Company>, String> {
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
                Err(unknown) => problem = problem.or(Some(unknown.to_string())),
            }
        }
        let result = problem.map_or(Ok(companies), Err);
        self.companies.insert(text.to_owned(), result.clone());
        result
    }

    pub(super) fn currency(&mut self, word: &str) -> Result<Currency, String> {
        if word.is_empty() || word.eq_ignore_ascii_case(Currency::USD.code()) {
            return Ok(Currency::USD);
        }
        if let Some(known) = self.currencies.get(word) {
            return known.clone();
        }
        let rates = self.rates.map_or_else(|| Rates::bundled().map_err(|problem| problem.to_string()), Ok);
        let currency = rates.and_then(|rates| rates.currency(word).map_err(|unknown| unknown.to_string()));
        self.currencies.insert(word.to_owned(), currency.clone());
        currency
    }
}

/// The error for a column that there is not.
pub(super) fn unknown_column(name: &str) -> BadWord {
    let shown: String = name.chars().take(40).collect();
    bad_word(&shown, "a column of a claims file", Column::ALL.iter().map(|column| column.name()))
}
