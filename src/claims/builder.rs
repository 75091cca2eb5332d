//! Builds a claim from its fields, which are text, and reports every error in them, not only the first.

use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::claim::{Beyond, Claim, Claimed, Question, RankedCompany, RateChoice, StatedReading, Subject, Trend};
use super::consistency::inconsistencies;
use super::fields::{ClaimField, FieldError, Fields};
use super::lexicon::{Lexicon, Newest};
use super::printed::{PrintedNumber, PrintedRange};
use super::typed::{TypedNumber, multiple, split_range};
use super::unit::PrintedUnit;
use super::vocabulary::{Calendar, Comparison, Measure, revision};
use crate::model::{Basis, Company, Currency, MetricId, Words, iso_day};
use crate::say;

/// Exchange rates outside these bounds are errors; within them no product with an amount overflows.
const RATES: (Decimal, Decimal) =
    (Decimal::from_parts(1, 0, 0, false, 6), Decimal::from_parts(1_000_000, 0, 0, false, 0));

impl<'d> Lexicon<'d> {
    /// The claim that fields mean, or all that is wrong with them.
    pub fn claim(&mut self, fields: &Fields<'_>) -> Result<Claim<'d>, Vec<FieldError>> {
        let mut builder = ClaimBuilder { lexicon: self, fields, errors: Vec::new() };
        match builder.build() {
            Some(claim) if builder.errors.is_empty() => Ok(claim),
            _ => Err(builder.errors),
        }
    }
}

/// Builds one claim.
struct ClaimBuilder<'r, 'd> {
    lexicon: &'r mut Lexicon<'d>,
    fields: &'r Fields<'r>,
    errors: Vec<FieldError>,
}

impl<'d> ClaimBuilder<'_, 'd> {
    fn error(&mut self, field: ClaimField, message: Words) {
        self.errors.push(FieldError { field, message });
    }

    /// The value of a field if it is right; an error of the field if not.
    fn right<T>(&mut self, field: ClaimField, value: Result<T, Words>) -> Option<T> {
        value.map_err(|message| self.error(field, message)).ok()
    }

    /// The value of a field; `None` if it is empty or wrong, and an error if it is wrong.
    fn read<T>(&mut self, field: ClaimField, read: impl FnOnce(&str) -> Result<T, Words>) -> Option<T> {
        self.look_up(field, |_, text| read(text))
    }

    /// The same of a field whose words are looked up in the data.
    fn look_up<T>(
        &mut self,
        field: ClaimField,
        find: impl FnOnce(&mut Lexicon<'d>, &str) -> Result<T, Words>,
    ) -> Option<T> {
        let text = self.fields.get(field);
        if text.is_empty() {
            return None;
        }
        let found = find(self.lexicon, text);
        self.right(field, found)
    }

    fn word<T: FromStr<Err = Words>>(&mut self, field: ClaimField) -> Option<T> {
        self.read(field, str::parse)
    }

    fn required(&mut self, field: ClaimField) {
        if self.fields.get(field).is_empty() {
            self.error(field, say!(field_is_empty, field = field.name()));
        }
    }

    /// The claim, if there is enough to make one of; it is good if there are no errors.
    fn build(&mut self) -> Option<Claim<'d>> {
        for field in [ClaimField::Id, ClaimField::Period, ClaimField::Measure, ClaimField::Value] {
            self.required(field);
        }
        let measure: Option<Measure> = self.word(ClaimField::Measure);
        let subjects = self.subjects(measure);
        // The other fields are checked even if the metric is unknown.
        let of = subjects.map_or(Subject::Beyond(Beyond::Other), |(of, _)| of);
        let is_order = measure.is_some_and(Measure::is_order) && subjects.is_some();
        let ranks = if is_order { self.ranks(of) } else { Vec::new() };
        let companies = self.companies(of, &ranks);
        let than = self.look_up(ClaimField::Than, Lexicon::companies).unwrap_or_default();
        let stated = self.stated();
        let newest = Newest {
            companies: companies.as_deref().unwrap_or_default(),
            metric: if let Subject::Metric(metric) = of { Some(metric) } else { None },
            as_of: stated.as_of,
            is_fiscal: stated.calendar == Some(Calendar::Fiscal),
        };
        let periods = self.look_up(ClaimField::Period, |lexicon, text| lexicon.periods(text, newest));
        let from_periods = self.look_up(ClaimField::FromPeriod, |lexicon, text| lexicon.periods(text, newest));
        let comparison = self.word(ClaimField::Comparison).unwrap_or(Comparison::Equal);
        let currency = self.look_up(ClaimField::Currency, Lexicon::currency);
        let ((of, over), measure, periods, companies) = (subjects?, measure?, periods?, companies?);
        let measure = self.of_ranges(measure);
        // Nobody reports what was spent as a range.
        let is_capex = matches!(of, Subject::Metric(metric) if metric.id.is_capex());
        let is_range = matches!(measure, Measure::Range | Measure::RangeChange);
        let of = if is_capex && is_range { Subject::Guidance } else { of };
        let has_other_side = over.is_some() || !than.is_empty();
        let (periods, from_periods) = match from_periods {
            Some(from_periods) => (periods, from_periods),
            // The first and the last year of a span are the ends that growth a year lies between.
            None if measure == Measure::Cagr => (periods.last().into(), periods.first().into()),
            None => {
                let from_periods = match measure {
                    _ if of == Subject::Guidance || has_other_side => periods.clone(),
                    Measure::Multiple | Measure::Increase => periods.year_before(),
                    _ => periods.previous(),
                };
                (periods, from_periods)
            }
        };
        let mut question = Question {
            measure,
            of,
            over,
            companies,
            than,
            periods,
            from_periods,
            currency: currency.unwrap_or(Currency::USD),
            ranks,
            stated,
        };
        self.errors.extend(inconsistencies(&question, comparison, self.fields));
        let claimed = self.claimed(&mut question);
        if stated.rate.is_some() && question.currency == Currency::USD {
            self.error(ClaimField::Rate, say!(rate_needs_currency));
        }
        // The order itself is what is claimed; the question only names the companies.
        if measure.is_order() {
            let mut companies: Vec<RankedCompany<'d>> = question.ranks.iter().flatten().copied().collect();
            companies.sort_by(|one, other| {
                (&one.company.ticker, &one.metric.id).cmp(&(&other.company.ticker, &other.metric.id))
            });
            question.ranks = vec![companies];
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
        let two = measure.is_some_and(Measure::is_of_two) && self.fields.get(ClaimField::Than).is_empty();
        let takes_two = measure.is_none_or(Measure::has_other_side);
        if two && over.is_none() {
            self.error(ClaimField::Metric, say!(ratio_takes_two_metrics, text));
        } else if !takes_two && over.is_some() {
            self.error(ClaimField::Metric, say!(only_ratio_takes_two_metrics, text));
        }
        let mut subject = |word: String| {
            let subject = self.lexicon.subject(&word);
            self.right(ClaimField::Metric, subject)
        };
        let (of, over) = (subject(of), over.map(subject));
        match (of, over) {
            (Some(of), None) => Some((of, None)),
            (Some(of), Some(Some(over))) => Some((of, Some(over))),
            _ => None,
        }
    }

    /// The companies named, those ranked, or all that report the metric.
    fn companies(&mut self, of: Subject<'d>, ranks: &[Vec<RankedCompany<'d>>]) -> Option<Vec<&'d Company>> {
        let text = self.fields.get(ClaimField::Companies);
        let metrics = self.fields.get(ClaimField::Metric);
        let data = self.lexicon.data;
        // A metric that is one company's name for it, such as AWS, is of no other.
        let owner = metrics.split('/').find_map(|name| Some((name.trim(), data.owner_of_series(name)?)));
        if !text.is_empty() && !text.eq_ignore_ascii_case("all") {
            let companies = self.look_up(ClaimField::Companies, Lexicon::companies);
            if let (Some((series, owner)), Some(named)) = (owner, &companies)
                && *named != [owner]
            {
                self.error(ClaimField::Metric, say!(series_of_company, series, company = &owner.name));
            }
            return companies;
        }
        if let Some((_, owner)) = owner {
            return Some(vec![owner]);
        }
        let mut companies: Vec<&Company> = Vec::new();
        for ranked in ranks.iter().flatten() {
            if !companies.contains(&ranked.company) {
                companies.push(ranked.company);
            }
        }
        if companies.is_empty() {
            companies = match of {
                Subject::Metric(metric) => data.reporting(metric),
                _ => data.default_companies().collect(),
            };
        }
        Some(companies)
    }

    /// The measure of a claim that gives a range where another gives a number.
    fn of_ranges(&self, measure: Measure) -> Measure {
        let is_range = |field| split_range(self.fields.get(field)).is_some();
        match measure {
            Measure::Value | Measure::Total if is_range(ClaimField::Value) => Measure::Range,
            Measure::Change if is_range(ClaimField::Value) || is_range(ClaimField::From) => Measure::RangeChange,
            measure => measure,
        }
    }

    fn day(text: &str) -> Result<Date, Words> {
        iso_day(text).ok_or_else(|| say!(not_a_day_in_claim, text))
    }

    fn stated(&mut self) -> StatedReading {
        StatedReading {
            basis: self.read(ClaimField::Basis, |text| {
                text.to_lowercase().parse::<Basis>().map_err(|error| Words::from(&error))
            }),
            calendar: self.word::<Calendar>(ClaimField::Calendar),
            as_of: self.read(ClaimField::AsOf, Self::day),
            said_by: self.word(ClaimField::SaidBy),
            from_period: !self.fields.get(ClaimField::FromPeriod).is_empty(),
            newest_plan: false,
            rate: self.read(ClaimField::Rate, |text| {
                if let Ok(day) = Self::day(text) {
                    return Ok(RateChoice::Of(day));
                }
                let rate = Decimal::from_str_exact(text).ok().filter(|rate| (RATES.0..=RATES.1).contains(rate));
                let bad = || say!(neither_rate_nor_day, text);
                rate.map(|rate| RateChoice::Fixed(rate.normalize())).ok_or_else(bad)
            }),
        }
    }

    /// Companies in an order, with `<` or `>` between; a colon gives one a metric of its own.
    fn ranks(&mut self, of: Subject<'d>) -> Vec<Vec<RankedCompany<'d>>> {
        let text = self.fields.get(ClaimField::Value);
        let (lower_first, groups): (bool, Vec<&str>) =
            if text.contains('>') { (false, text.split('>').collect()) } else { (true, text.split('<').collect()) };
        if groups.len() < 2 || (text.contains('<') && text.contains('>')) {
            self.error(ClaimField::Value, say!(not_an_order, text));
            return Vec::new();
        }
        let mut ranks = Vec::new();
        for group in groups {
            let mut companies = Vec::new();
            for word in group.split_whitespace() {
                let company = self.ranked_company(word, of);
                companies.extend(self.right(ClaimField::Value, company));
            }
            ranks.push(companies);
        }
        if ranks.iter().any(Vec::is_empty) && self.errors.is_empty() {
            self.error(ClaimField::Value, say!(company_missing_beside_sign, text));
        }
        if !lower_first {
            ranks.reverse();
        }
        ranks
    }

    fn ranked_company(&mut self, word: &str, of: Subject<'d>) -> Result<RankedCompany<'d>, Words> {
        let (company, metric) = word.split_once(':').map_or((word, None), |(company, metric)| (company, Some(metric)));
        let company = self.lexicon.data.company(company).map_err(|unknown| unknown.words())?;
        let subject = metric.map_or(Ok(of), |metric| self.lexicon.subject(metric))?;
        match subject {
            Subject::Metric(metric) => Ok(RankedCompany { company, metric }),
            _ => Err(say!(ranked_by_metric, word)),
        }
    }

    fn claimed(&mut self, question: &mut Question<'d>) -> Option<Claimed<'d>> {
        match question.measure {
            Measure::Record | Measure::YoyRecord | Measure::IncreaseRecord => {
                self.read(ClaimField::Value, |text| match text.to_lowercase().as_str() {
                    "true" | "yes" => Ok(Claimed::Truth(true)),
                    "false" | "no" => Ok(Claimed::Truth(false)),
                    _ => Err(say!(neither_true_nor_false, text)),
                })
            }
            Measure::Revision => self.read(ClaimField::Value, revision).map(Claimed::Revision),
            Measure::Range => self.range(ClaimField::Value, question).map(Claimed::Range),
            Measure::RangeChange => {
                self.required(ClaimField::From);
                let (from, to) = (self.range(ClaimField::From, question), self.range(ClaimField::Value, question));
                Some(Claimed::RangeChange(from?, to?))
            }
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

    /// A range, or a number as a range of itself: the lower end is counted in the unit of the upper unless it has its own.
    fn range(&mut self, field: ClaimField, question: &mut Question<'d>) -> Option<PrintedRange> {
        let text = self.fields.get(field).to_owned();
        let Some((low, high)) = split_range(&text) else {
            let one = self.number(field, question)?;
            return Some(PrintedRange { low: one, high: one });
        };
        let yen_sign = self.lexicon.yen_sign;
        let high = self.right(field, TypedNumber::read(high, yen_sign))?;
        let low = self.right(field, TypedNumber::read(low, yen_sign))?;
        let low = TypedNumber { unit: low.unit.or(high.unit), currency: low.currency.or(high.currency), ..low };
        let high = TypedNumber { currency: high.currency.or(low.currency), ..high };
        let (low, high) = (self.printed(field, low, question)?, self.printed(field, high, question)?);
        if low.value() > high.value() {
            self.error(field, say!(range_runs_down, typed = text.as_str()));
        }
        Some(PrintedRange { low, high })
    }

    /// A number with its unit, from its own field or from those of unit and currency, which must not contradict it.
    fn number(&mut self, field: ClaimField, question: &mut Question<'d>) -> Option<PrintedNumber> {
        let yen_sign = self.lexicon.yen_sign;
        let is_multiple = question.measure == Measure::Multiple;
        let typed = self.read(field, |text| match multiple(text).filter(|_| is_multiple) {
            Some(number) => Ok(TypedNumber { number, unit: None, currency: None }),
            None => TypedNumber::read(text, yen_sign),
        })?;
        self.printed(field, typed, question)
    }

    fn printed(&mut self, field: ClaimField, typed: TypedNumber, question: &mut Question<'d>) -> Option<PrintedNumber> {
        let text = self.fields.get(field);
        if question.measure == Measure::Multiple {
            let is_bare = typed.currency.is_none() && matches!(typed.unit, None | Some(PrintedUnit::Times));
            if !is_bare {
                self.error(field, say!(not_a_multiple, text));
                return None;
            }
            return self.right(field, PrintedNumber::new(typed.number, PrintedUnit::Times));
        }
        if let Some(currency) = typed.currency {
            let named = !self.fields.get(ClaimField::Currency).is_empty();
            if named && currency != question.currency {
                let other = question.currency;
                self.error(field, say!(number_in_other_currency, text, currency, other));
            }
            question.currency = currency;
        }
        let of_money = question.is_of_money();
        let in_field: Option<PrintedUnit> = self.word(ClaimField::Unit);
        if let (Some(unit), Some(other)) = (typed.unit, in_field)
            && unit != other
        {
            let (unit, other) = (unit.name(), other.name());
            self.error(field, say!(number_in_other_unit, text, unit, other));
            return None;
        }
        let Some(unit) = in_field.or_else(|| typed.unit_or(self.lexicon.unit(of_money))) else {
            if self.fields.get(ClaimField::Unit).is_empty() {
                self.error(
                    ClaimField::Unit,
                    if of_money { say!(give_unit_of_amount, text) } else { say!(give_unit_of_rate, text) },
                );
            }
            return None;
        };
        if unit.is_of_money() != of_money {
            let (measure, unit) = (question.measure.name(), unit.name());
            self.error(
                ClaimField::Unit,
                if of_money { say!(measure_is_amount, measure, unit) } else { say!(measure_is_rate, measure, unit) },
            );
            return None;
        }
        if typed.currency.is_some() && !of_money {
            self.error(field, say!(number_of_rate_has_no_currency, text));
        }
        self.right(field, PrintedNumber::new(typed.number, unit))
    }
}
