//! Looks up the words of claims in the data: metrics, companies, currencies.

use std::collections::HashMap;

use jiff::civil::Date;

use super::claim::{Beyond, Subject};
use super::period_set::PeriodSet;
use super::unit::PrintedUnit;
use crate::data::{Dataset, typed};
use crate::derive::{ANY_BASIS, Engine};
use crate::fx::Rates;
use crate::model::{BadPeriodExpr, Company, Currency, Metric, MetricId, Period, PeriodExpr, Words};
use crate::say;

/// Of whom, of what and on which day the newest quarter is meant.
#[derive(Clone, Copy)]
pub(super) struct Newest<'q, 'd> {
    pub companies: &'q [&'d Company],
    pub metric: Option<&'d Metric>,
    pub as_of: Option<Date>,
    pub is_fiscal: bool,
}

/// Why a period expression names no periods.
struct Unresolved(Words);

impl From<BadPeriodExpr> for Unresolved {
    fn from(error: BadPeriodExpr) -> Self {
        Self(error.words())
    }
}

impl Newest<'_, '_> {
    /// The newest quarter that all of the companies had reported.
    fn quarter(self, data: &Dataset, known: Option<Date>) -> Option<Period> {
        let metric = self.metric.unwrap_or_else(|| data.metric_by_id(&MetricId::capex()));
        let as_of = self.as_of.into_iter().chain(known).min();
        let engine = Engine::load(data, as_of, self.companies, &[&metric.id], &ANY_BASIS).ok()?;
        let quarter = |company: &&Company| {
            let end = engine.data_end(company, metric, data.usual_basis(metric))?;
            let quarter = company.calendar.quarter_ending(end)?;
            Some(Period::of_quarter(quarter, company.calendar, self.is_fiscal))
        };
        self.companies.iter().map(quarter).collect::<Option<Vec<_>>>()?.into_iter().min()
    }
}

/// Looks up the words of claims in the data; each word once.
pub struct Lexicon<'d> {
    pub(super) data: &'d Dataset,
    /// Whether a number without a unit is in billions or percent; in a file it must say.
    pub usual_units: bool,
    /// What an amount without a unit is counted in, whatever is usual.
    pub amounts_in: Option<PrintedUnit>,
    /// The day up to which published data counts, for `ytd` and the like.
    pub known: Option<Date>,
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
            known: None,
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
        let lower = word.to_lowercase();
        let name = typed::meaning(typed::SUBJECT, &lower).unwrap_or(&lower);
        let beyond = Beyond::ALL.into_iter().find(|beyond| beyond.name() == name);
        let subject = match beyond {
            Some(beyond) => Ok(Subject::Beyond(beyond)),
            None if name == "guidance" => Ok(Subject::Guidance),
            None => self.data.metric(word).map(Subject::Metric).map_err(|unknown| {
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
        let parts: Vec<&str> = match self.data.companies_named(text) {
            Ok(_) => vec![text],
            Err(_) => text.split(separators).map(str::trim).filter(|word| !word.is_empty()).collect(),
        };
        for word in parts {
            match self.data.companies_named(word) {
                Ok(named) => {
                    companies.extend(named.into_iter().filter(|one| !companies.contains(one)).collect::<Vec<_>>());
                }
                Err(unknown) => problem = problem.or(Some(unknown.words())),
            }
        }
        let result = problem.map_or(Ok(companies), Err);
        self.companies.insert(text.to_owned(), result.clone());
        result
    }

    /// The periods of an expression, such as `2022..2024` or `ytd`.
    pub(super) fn periods(&mut self, text: &str, newest: Newest<'_, 'd>) -> Result<PeriodSet, Words> {
        if let Ok(period) = text.parse::<Period>() {
            return Ok(period.into());
        }
        let expression = text.parse::<PeriodExpr>().map_err(|error| error.words())?;
        let periods = expression.resolve(
            |_| newest.quarter(self.data, self.known).ok_or_else(|| Unresolved(say!(no_newest_quarter, text))),
            false,
            None,
        );
        let periods = periods.map_err(|Unresolved(words)| words)?;
        PeriodSet::new(periods).ok_or_else(|| say!(no_newest_quarter, text))
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
