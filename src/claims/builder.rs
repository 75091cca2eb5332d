//! Builds a claim from its fields, which are text, and reports every error in them, not only the first.

use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::claim::{Claim, Claimed, Question, RankedCompany, StatedRate, StatedReading, Subject, Trend};
use super::consistency::inconsistencies;
use super::fields::{ClaimField, FieldError, Fields};
use super::lexicon::Lexicon;
use super::printed::PrintedNumber;
use super::typed::TypedNumber;
use super::unit::PrintedUnit;
use super::vocabulary::{BadWord, Calendar, Comparison, Measure};
use crate::model::{Basis, Company, Currency, MetricId, Period};

/// Exchange rates outside these bounds are errors; within them no product with an amount overflows.
const RATES: (Decimal, Decimal) =
    (Decimal::from_parts(1, 0, 0, false, 6), Decimal::from_parts(1_000_000, 0, 0, false, 0));

impl<'d> Lexicon<'d> {
    /// The claim that fields mean, or all that is wrong with them.
    pub fn claim(&mut self, fields: &Fields<'_>) -> Result<Claim<'d>, Vec<FieldError>> {
        let mut errors = Vec::new();
        let claim = ClaimBuilder { lexicon: self, fields, errors: &mut errors }.build();
        match claim {
            Some(claim) if errors.is_empty() => Ok(claim),
            _ => Err(errors),
        }
    }
}

/// Builds one claim.
pub(super) struct ClaimBuilder<'r, 'd> {
    pub lexicon: &'r mut Lexicon<'d>,
    pub fields: &'r Fields<'r>,
    pub errors: &'r mut Vec<FieldError>,
}

impl<'d> ClaimBuilder<'_, 'd> {
    pub(super) fn error(&mut self, field: ClaimField, message: impl Into<String>) {
        self.errors.push((field, message.into()));
    }

    /// The value of a field; `None` if it is empty or wrong, and an error if it is wrong.
    fn read<T>(&mut self, field: ClaimField, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let text = self.fields.get(field);
        if text.is_empty() {
            return None;
        }
        read(text).map_err(|message| self.error(field, message)).ok()
    }

    fn word<T: FromStr<Err = BadWord>>(&mut self, field: ClaimField) -> Option<T> {
        self.read(field, |text| text.parse().map_err(|error: BadWord| error.to_string()))
    }

    fn required(&mut self, field: ClaimField) {
        if self.fields.get(field).is_empty() {
            self.error(field, format!("{field} is empty"));
        }
    }

    /// The claim, if there is enough to make one of; it is good if there are no errors.
    pub fn build(mut self) -> Option<Claim<'d>> {
        for field in [ClaimField::Id, ClaimField::Period, ClaimField::Measure, ClaimField::Value] {
            self.required(field);
        }
        let measure: Option<Measure> = self.word(ClaimField::Measure);
        let subjects = self.subjects(measure);
        // The other fields are checked even if the metric is unknown.
        let of = subjects.map_or(Subject::Other, |(of, _)| of);
        let is_order = measure.is_some_and(Measure::is_order) && subjects.is_some();
        let ranks = if is_order { self.ranks(of) } else { Vec::new() };
        let companies = self.companies(of, &ranks);
        let period = self.period(ClaimField::Period);
        let from_period = self.period(ClaimField::FromPeriod);
        let stated = self.stated();
        let comparison = self.word(ClaimField::Comparison).unwrap_or(Comparison::Equal);
        let currency = self.read_currency();
        let ((of, over), measure, period, companies) = (subjects?, measure?, period?, companies?);
        let mut question = Question {
            measure,
            of,
            over,
            companies,
            period,
            from_period: from_period.unwrap_or_else(|| period.previous()),
            currency: currency.unwrap_or(Currency::USD),
            ranks,
            stated,
        };
        self.errors.extend(inconsistencies(&question, comparison, self.fields));
        let claimed = self.claimed(&mut question);
        if stated.rate.is_some() && question.currency == Currency::USD {
            self.error(ClaimField::Rate, "a rate is for another currency than USD; name it under currency");
        }
        // The order itself is what is claimed; the question only names the companies.
        if measure.is_order() {
            let mut terms: Vec<RankedCompany<'d>> = question.ranks.iter().flatten().copied().collect();
            terms.sort_by(|one, other| {
                (&one.company.ticker, &one.metric.id).cmp(&(&other.company.ticker, &other.metric.id))
            });
            question.ranks = vec![terms];
        }
        Some(Claim {
            id: self.fields.get(ClaimField::Id).to_owned(),
            statement: self.fields.get(ClaimField::Statement).to_owned(),
            question,
            claimed: claimed?,
            comparison,
        })
    }

    fn subjects(&mut self, measure: Option<Measure>) -> Option<(Subject<'d>, Option<Subject<'d>>)> {
        let text = self.fields.get(ClaimField::Metric);
        let (of, over) = match text.split_once('/') {
            None => (if text.is_empty() { MetricId::capex().as_str().to_owned() } else { text.to_owned() }, None),
            Some((of, over)) => (of.trim().to_owned(), Some(over.trim().to_owned())),
        };
        let two = measure.is_some_and(Measure::is_of_two);
        if two && over.is_none() {
            self.error(
                ClaimField::Metric,
                format!("`{text}`: a ratio or an excess takes two metrics, as `cloud / revenue`"),
            );
        } else if !two && over.is_some() && measure.is_some() {
            self.error(ClaimField::Metric, format!("`{text}`: only a ratio or an excess takes two metrics"));
        }
        let of = self.lexicon.subject(&of).map_err(|message| self.error(ClaimField::Metric, message)).ok();
        let over = over
            .map(|over| self.lexicon.subject(&over).map_err(|message| self.error(ClaimField::Metric, message)).ok());
        match (of, over) {
            (Some(of), None) => Some((of, None)),
            (Some(of), Some(Some(over))) => Some((of, Some(over))),
            _ => None,
        }
    }

    /// The companies named, those ranked, or all that report the metric.
    fn companies(&mut self, of: Subject<'d>, ranks: &[Vec<RankedCompany<'d>>]) -> Option<Vec<&'d Company>> {
        let text = self.fields.get(ClaimField::Companies);
        if !text.is_empty() && !text.eq_ignore_ascii_case("all") {
            return self.lexicon.companies(text).map_err(|message| self.error(ClaimField::Companies, message)).ok();
        }
        let mut companies: Vec<&Company> = Vec::new();
        for term in ranks.iter().flatten() {
            if !companies.contains(&term.company) {
                companies.push(term.company);
            }
        }
        if companies.is_empty() {
            let data = self.lexicon.data;
            let reports = |company: &&Company| !matches!(of, Subject::Metric(metric) if !data.reports(company, metric));
            companies.extend(data.companies().iter().filter(reports));
        }
        Some(companies)
    }

    fn period(&mut self, field: ClaimField) -> Option<Period> {
        self.read(field, |text| text.parse::<Period>().map_err(|error| error.to_string()))
    }

    fn day(text: &str) -> Result<Date, String> {
        let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
        day.ok_or_else(|| format!("`{text}` is not a day; write it as 2025-02-08"))
    }

    fn stated(&mut self) -> StatedReading {
        StatedReading {
            basis: self.read(ClaimField::Basis, |text| {
                text.to_lowercase().parse::<Basis>().map_err(|error| error.to_string())
            }),
            calendar: self.word::<Calendar>(ClaimField::Calendar),
            as_of: self.read(ClaimField::AsOf, Self::day),
            said_by: self.word(ClaimField::SaidBy),
            from_period: !self.fields.get(ClaimField::FromPeriod).is_empty(),
            rate: self.read(ClaimField::Rate, |text| {
                if let Ok(day) = Self::day(text) {
                    return Ok(StatedRate::Of(day));
                }
                let rate = Decimal::from_str_exact(text).ok().filter(|rate| (RATES.0..=RATES.1).contains(rate));
                let bad =
                    || format!("`{text}` is neither a rate of exchange, as 7.295, nor the day of one, as 2025-02-07");
                rate.map(|rate| StatedRate::Fixed(rate.normalize())).ok_or_else(bad)
            }),
        }
    }

    fn read_currency(&mut self) -> Option<Currency> {
        let text = self.fields.get(ClaimField::Currency);
        if text.is_empty() {
            return None;
        }
        self.lexicon.currency(text).map_err(|message| self.error(ClaimField::Currency, message)).ok()
    }

    /// Companies in an order, with `<` or `>` between; a colon gives one a metric of its own.
    fn ranks(&mut self, of: Subject<'d>) -> Vec<Vec<RankedCompany<'d>>> {
        let text = self.fields.get(ClaimField::Value);
        let (lower_first, groups): (bool, Vec<&str>) =
            if text.contains('>') { (false, text.split('>').collect()) } else { (true, text.split('<').collect()) };
        if groups.len() < 2 || (text.contains('<') && text.contains('>')) {
            self.error(
                ClaimField::Value,
                format!("`{text}` is no order; write AMZN < MSFT < GOOGL, or AMZN < MSFT GOOGL"),
            );
            return Vec::new();
        }
        let mut ranks = Vec::new();
        for group in groups {
            let mut terms = Vec::new();
            for word in group.split_whitespace() {
                match self.term(word, of) {
                    Ok(term) => terms.push(term),
                    Err(message) => self.error(ClaimField::Value, message),
                }
            }
            ranks.push(terms);
        }
        if ranks.iter().any(Vec::is_empty) && self.errors.is_empty() {
            self.error(ClaimField::Value, format!("`{text}`: a company is missing beside a sign"));
        }
        if !lower_first {
            ranks.reverse();
        }
        ranks
    }

    fn term(&mut self, word: &str, of: Subject<'d>) -> Result<RankedCompany<'d>, String> {
        let (company, metric) = word.split_once(':').map_or((word, None), |(company, metric)| (company, Some(metric)));
        let company = self.lexicon.data.company(company).map_err(|unknown| unknown.to_string())?;
        let subject = metric.map_or(Ok(of), |metric| self.lexicon.subject(metric))?;
        match subject {
            Subject::Metric(metric) => Ok(RankedCompany { company, metric }),
            _ => Err(format!("`{word}`: companies are ranked by a metric of `capex list metrics`")),
        }
    }

    fn claimed(&mut self, question: &mut Question<'d>) -> Option<Claimed<'d>> {
        match question.measure {
            Measure::Record => self.read(ClaimField::Value, |text| match text.to_lowercase().as_str() {
                "true" | "yes" => Ok(Claimed::Truth(true)),
                "false" | "no" => Ok(Claimed::Truth(false)),
                _ => Err(format!("`{text}` is neither true nor false")),
            }),
            Measure::Direction => self.word::<Trend>(ClaimField::Value).map(Claimed::Trend),
            Measure::Order | Measure::YoyOrder => Some(Claimed::Order(question.ranks.clone())),
            Measure::Change => {
                self.required(ClaimField::From);
                let (from, to) = (self.number(ClaimField::From, question), self.number(ClaimField::Value, question));
                Some(Claimed::Change(from?, to?))
            }
            _ => self.number(ClaimField::Value, question).map(Claimed::Number),
        }
    }

    /// A number with its unit, from its own field or from those of unit and currency, which must not contradict it.
    fn number(&mut self, field: ClaimField, question: &mut Question<'d>) -> Option<PrintedNumber> {
        let typed: TypedNumber =
            self.read(field, |text| text.parse::<TypedNumber>().map_err(|error| error.to_string()))?;
        if let Some(currency) = typed.currency {
            let named = !self.fields.get(ClaimField::Currency).is_empty();
            if named && currency != question.currency {
                self.error(
                    field,
                    format!("`{}` is in {currency}, but the currency is {}", self.fields.get(field), question.currency),
                );
            }
            question.currency = currency;
        }
        let of_money = question.is_of_money();
        let in_field: Option<PrintedUnit> =
            self.read(ClaimField::Unit, |text| text.parse::<PrintedUnit>().map_err(|error| error.to_string()));
        if let (Some(unit), Some(other)) = (typed.unit, in_field)
            && unit != other
        {
            self.error(
                field,
                format!("`{}` is in {}, but the unit is {}", self.fields.get(field), unit.name(), other.name()),
            );
            return None;
        }
        let Some(unit) = typed.unit.or(in_field).or_else(|| self.lexicon.unit(of_money)) else {
            if self.fields.get(ClaimField::Unit).is_empty() {
                let usual = if of_money { "usd, k, m, bn, tn, yi, wanyi" } else { "percent or fraction" };
                self.error(ClaimField::Unit, format!("say what `{}` is counted in: {usual}", self.fields.get(field)));
            }
            return None;
        };
        if unit.is_of_money() != of_money {
            let expected = if of_money {
                "an amount, in usd, k, m, bn, tn, yi or wanyi"
            } else {
                "a rate, in percent or fraction"
            };
            self.error(ClaimField::Unit, format!("`{}` is {expected}, not in {}", question.measure, unit.name()));
            return None;
        }
        if typed.currency.is_some() && !of_money {
            self.error(field, format!("`{}`: a rate has no currency", self.fields.get(field)));
        }
        PrintedNumber::new(typed.number, unit).map_err(|error| self.error(field, error.to_string())).ok()
    }
}
