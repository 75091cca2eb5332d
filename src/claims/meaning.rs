//! From the fields of a claim, as text, to the claim they mean; every slip of a claim is told, not only the first.

use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::claim::{
    BadWord, Calendar, Claim, Claimed, Comparison, Course, Measure, Question, Rate, Stated, Subject, Term,
};
use super::fields::{Column, Fields, Slip, Understanding};
use super::number::{Printed, Typed, Unit};
use crate::model::{Basis, Company, Currency, MetricId, Period};

/// Rates of exchange beyond these are slips, and within them no product with an amount overflows.
const RATES: (Decimal, Decimal) =
    (Decimal::from_parts(1, 0, 0, false, 6), Decimal::from_parts(1_000_000, 0, 0, false, 0));

/// What the fields of one claim mean.
pub(super) struct Meaning<'r, 'd> {
    pub of: &'r mut Understanding<'d>,
    pub fields: &'r Fields<'r>,
    pub slips: &'r mut Vec<Slip>,
}

impl<'d> Meaning<'_, 'd> {
    pub(super) fn slip(&mut self, column: Column, message: impl Into<String>) {
        self.slips.push((column, message.into()));
    }

    /// What a field says; a slip is told, and an empty field says nothing.
    fn read<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let text = self.fields.get(column);
        if text.is_empty() {
            return None;
        }
        read(text).map_err(|message| self.slip(column, message)).ok()
    }

    fn word<T: FromStr<Err = BadWord>>(&mut self, column: Column) -> Option<T> {
        self.read(column, |text| text.parse().map_err(|error: BadWord| error.to_string()))
    }

    fn required(&mut self, column: Column) {
        if self.fields.get(column).is_empty() {
            self.slip(column, format!("{column} is empty"));
        }
    }

    /// The claim, if it can be made out at all; it is good if there are no slips.
    pub fn claim(mut self) -> Option<Claim<'d>> {
        for column in [Column::Id, Column::Period, Column::Measure, Column::Value] {
            self.required(column);
        }
        let measure: Option<Measure> = self.word(Column::Measure);
        let subjects = self.subjects(measure);
        // An unknown metric keeps nothing else from being looked at.
        let of = subjects.map_or(Subject::Other, |(of, _)| of);
        let is_order = measure.is_some_and(Measure::is_order) && subjects.is_some();
        let ranks = if is_order { self.ranks(of) } else { Vec::new() };
        let companies = self.companies(of, &ranks);
        let period = self.period(Column::Period);
        let from_period = self.period(Column::FromPeriod);
        let stated = self.stated();
        let comparison = self.word(Column::Comparison).unwrap_or(Comparison::Equal);
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
        self.check(&question, comparison);
        let claimed = self.claimed(&mut question);
        if stated.rate.is_some() && question.currency == Currency::USD {
            self.slip(Column::Rate, "a rate is for another currency than USD; name it under currency");
        }
        // The order itself is what is claimed; the question is only whom it is about.
        if measure.is_order() {
            let mut terms: Vec<Term<'d>> = question.ranks.iter().flatten().copied().collect();
            terms.sort_by(|one, other| {
                (&one.company.ticker, &one.metric.id).cmp(&(&other.company.ticker, &other.metric.id))
            });
            question.ranks = vec![terms];
        }
        Some(Claim {
            id: self.fields.get(Column::Id).to_owned(),
            statement: self.fields.get(Column::Statement).to_owned(),
            question,
            claimed: claimed?,
            comparison,
        })
    }

    fn subjects(&mut self, measure: Option<Measure>) -> Option<(Subject<'d>, Option<Subject<'d>>)> {
        let text = self.fields.get(Column::Metric);
        let (of, over) = match text.split_once('/') {
            None => (if text.is_empty() { MetricId::capex().as_str().to_owned() } else { text.to_owned() }, None),
            Some((of, over)) => (of.trim().to_owned(), Some(over.trim().to_owned())),
        };
        let two = measure.is_some_and(Measure::is_of_two);
        if two && over.is_none() {
            self.slip(
                Column::Metric,
                format!("`{text}`: a ratio or an excess takes two metrics, as `cloud / revenue`"),
            );
        } else if !two && over.is_some() && measure.is_some() {
            self.slip(Column::Metric, format!("`{text}`: only a ratio or an excess takes two metrics"));
        }
        let of = self.of.subject(&of).map_err(|message| self.slip(Column::Metric, message)).ok();
        let over = over.map(|over| self.of.subject(&over).map_err(|message| self.slip(Column::Metric, message)).ok());
        match (of, over) {
            (Some(of), None) => Some((of, None)),
            (Some(of), Some(Some(over))) => Some((of, Some(over))),
            _ => None,
        }
    }

    /// The companies named, those ranked, or all that report the metric.
    fn companies(&mut self, of: Subject<'d>, ranks: &[Vec<Term<'d>>]) -> Option<Vec<&'d Company>> {
        let text = self.fields.get(Column::Companies);
        if !text.is_empty() && !text.eq_ignore_ascii_case("all") {
            return self.of.companies(text).map_err(|message| self.slip(Column::Companies, message)).ok();
        }
        let mut companies: Vec<&Company> = Vec::new();
        for term in ranks.iter().flatten() {
            if !companies.contains(&term.company) {
                companies.push(term.company);
            }
        }
        if companies.is_empty() {
            let data = self.of.data;
            let reports = |company: &&Company| !matches!(of, Subject::Metric(metric) if !data.reports(company, metric));
            companies.extend(data.companies().iter().filter(reports));
        }
        Some(companies)
    }

    fn period(&mut self, column: Column) -> Option<Period> {
        self.read(column, |text| text.parse::<Period>().map_err(|error| error.to_string()))
    }

    fn day(text: &str) -> Result<Date, String> {
        let day = text.parse::<Date>().ok().filter(|day| day.to_string() == text);
        day.ok_or_else(|| format!("`{text}` is not a day; write it as 2025-02-08"))
    }

    fn stated(&mut self) -> Stated {
        Stated {
            basis: self
                .read(Column::Basis, |text| text.to_lowercase().parse::<Basis>().map_err(|error| error.to_string())),
            calendar: self.word::<Calendar>(Column::Calendar),
            as_of: self.read(Column::AsOf, Self::day),
            said_by: self.word(Column::SaidBy),
            from_period: !self.fields.get(Column::FromPeriod).is_empty(),
            rate: self.read(Column::Rate, |text| {
                if let Ok(day) = Self::day(text) {
                    return Ok(Rate::Of(day));
                }
                let rate = Decimal::from_str_exact(text).ok().filter(|rate| (RATES.0..=RATES.1).contains(rate));
                let bad =
                    || format!("`{text}` is neither a rate of exchange, as 7.295, nor the day of one, as 2025-02-07");
                rate.map(|rate| Rate::Fixed(rate.normalize())).ok_or_else(bad)
            }),
        }
    }

    fn read_currency(&mut self) -> Option<Currency> {
        let text = self.fields.get(Column::Currency);
        if text.is_empty() {
            return None;
        }
        self.of.currency(text).map_err(|message| self.slip(Column::Currency, message)).ok()
    }

    /// Companies in an order, with `<` or `>` between; a colon gives one a metric of its own.
    fn ranks(&mut self, of: Subject<'d>) -> Vec<Vec<Term<'d>>> {
        let text = self.fields.get(Column::Value);
        let (lower_first, groups): (bool, Vec<&str>) =
            if text.contains('>') { (false, text.split('>').collect()) } else { (true, text.split('<').collect()) };
        if groups.len() < 2 || (text.contains('<') && text.contains('>')) {
            self.slip(Column::Value, format!("`{text}` is no order; write AMZN < MSFT < GOOGL, or AMZN < MSFT GOOGL"));
            return Vec::new();
        }
        let mut ranks = Vec::new();
        for group in groups {
            let mut terms = Vec::new();
            for word in group.split_whitespace() {
                match self.term(word, of) {
                    Ok(term) => terms.push(term),
                    Err(message) => self.slip(Column::Value, message),
                }
            }
            ranks.push(terms);
        }
        if ranks.iter().any(Vec::is_empty) && self.slips.is_empty() {
            self.slip(Column::Value, format!("`{text}`: a company is missing beside a sign"));
        }
        if !lower_first {
            ranks.reverse();
        }
        ranks
    }

    fn term(&mut self, word: &str, of: Subject<'d>) -> Result<Term<'d>, String> {
        let (company, metric) = word.split_once(':').map_or((word, None), |(company, metric)| (company, Some(metric)));
        let company = self.of.data.company(company).map_err(|unknown| unknown.to_string())?;
        let subject = metric.map_or(Ok(of), |metric| self.of.subject(metric))?;
        match subject {
            Subject::Metric(metric) => Ok(Term { company, metric }),
            _ => Err(format!("`{word}`: companies are ranked by a metric of `capex list metrics`")),
        }
    }

    fn claimed(&mut self, question: &mut Question<'d>) -> Option<Claimed<'d>> {
        match question.measure {
            Measure::Record => self.read(Column::Value, |text| match text.to_lowercase().as_str() {
                "true" | "yes" => Ok(Claimed::Truth(true)),
                "false" | "no" => Ok(Claimed::Truth(false)),
                _ => Err(format!("`{text}` is neither true nor false")),
            }),
            Measure::Direction => self.word::<Course>(Column::Value).map(Claimed::Course),
            Measure::Order | Measure::YoyOrder => Some(Claimed::Order(question.ranks.clone())),
            Measure::Change => {
                self.required(Column::From);
                let (from, to) = (self.number(Column::From, question), self.number(Column::Value, question));
                Some(Claimed::Change(from?, to?))
            }
            _ => self.number(Column::Value, question).map(Claimed::Number),
        }
    }

    /// A number with its unit, from its own field or from those of unit and currency, which it must not gainsay.
    fn number(&mut self, column: Column, question: &mut Question<'d>) -> Option<Printed> {
        let typed: Typed = self.read(column, |text| text.parse::<Typed>().map_err(|error| error.to_string()))?;
        if let Some(currency) = typed.currency {
            let named = !self.fields.get(Column::Currency).is_empty();
            if named && currency != question.currency {
                self.slip(
                    column,
                    format!(
                        "`{}` is in {currency}, but the currency is {}",
                        self.fields.get(column),
                        question.currency
                    ),
                );
            }
            question.currency = currency;
        }
        let of_money = question.is_of_money();
        let in_field: Option<Unit> =
            self.read(Column::Unit, |text| text.parse::<Unit>().map_err(|error| error.to_string()));
        if let (Some(unit), Some(other)) = (typed.unit, in_field)
            && unit != other
        {
            self.slip(
                column,
                format!("`{}` is in {}, but the unit is {}", self.fields.get(column), unit.name(), other.name()),
            );
            return None;
        }
        let Some(unit) = typed.unit.or(in_field).or_else(|| self.of.unit(of_money)) else {
            if self.fields.get(Column::Unit).is_empty() {
                let usual = if of_money { "usd, k, m, bn, tn, yi, wanyi" } else { "percent or fraction" };
                self.slip(Column::Unit, format!("say what `{}` is counted in: {usual}", self.fields.get(column)));
            }
            return None;
        };
        if unit.is_of_money() != of_money {
            let expected = if of_money {
                "an amount, in usd, k, m, bn, tn, yi or wanyi"
            } else {
                "a rate, in percent or fraction"
            };
            self.slip(Column::Unit, format!("`{}` is {expected}, not in {}", question.measure, unit.name()));
            return None;
        }
        if typed.currency.is_some() && !of_money {
            self.slip(column, format!("`{}`: a rate has no currency", self.fields.get(column)));
        }
        Printed::new(typed.number, unit).map_err(|error| self.slip(column, error.to_string())).ok()
    }
}
