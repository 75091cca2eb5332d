//! Readings, claims and answers in words, for pages, records and notes alike.

use rust_decimal::Decimal;

use super::super::{counted, words};
use super::CheckedClaim;
use crate::claims::{
    Calendar, Claim, Claimed, Comparison, Evaluated, FoundValue, GuidanceEnd, GuidedRange, Measure, NumberMatch,
    PeriodSet, PrintedUnit, Question, RankedCompany, RateChoice, Reading, ReadingAnswer, SaidBy, Subject,
};
use crate::data::Dataset;
use crate::model::Currency;
use crate::render::{Language, plain};
use crate::report::{Join, Words};
use crate::say;

/// A reading of a question in words: `headline, calendar`, `net`, `cash, own years`; `own` is the question's usual one.
pub fn reading(question: &Question<'_>, own: &Reading<'_>, reading: &Reading<'_>, data: &Dataset) -> Words {
    let mut parts: Vec<Words> = Vec::new();
    if question.is_on_a_basis(data) {
        parts.push(words::basis(reading.basis));
    }
    if let Some((company, basis)) = reading.one_company {
        parts.push(say!(company_on_basis, company = words::company(company), basis = basis.name()));
    }
    let one = question.companies.len() == 1;
    match reading.calendar {
        Some(Calendar::Fiscal) if question.depends_on_calendar() => {
            parts.push(if one { say!(in_fiscal_year) } else { say!(in_fiscal_years) });
        }
        Some(Calendar::Calendar) if question.depends_on_calendar() => parts.push(say!(in_calendar_years)),
        _ => {}
    }
    if reading.trailing {
        parts.push(say!(over_twelve_months));
    }
    if let Some(from) = from_periods(question) {
        parts.push(say!(from_period, period = from));
    }
    if reading.rest {
        parts.push(say!(spent_and_said_of_the_rest));
    }
    if question.is_of_guidance() {
        parts.push(match reading.said_by {
            SaidBy::Company if one => say!(company_guidance),
            SaidBy::Company => say!(companies_guidance),
            SaidBy::Press => say!(press_guidance),
        });
    }
    match reading.end {
        GuidanceEnd::One => {}
        GuidanceEnd::Low => parts.push(say!(lower_end)),
        GuidanceEnd::High => parts.push(say!(upper_end)),
        GuidanceEnd::Middle => parts.push(say!(middle_of_range)),
    }
    if let (Some(day), true) = (reading.as_of, reading.as_of != own.as_of) {
        parts.push(say!(known_on, day));
    }
    if question.currency != Currency::USD && question.is_of_money() {
        parts.push(match reading.rate {
            RateChoice::Policy if question.is_of_guidance() => say!(at_rate_of_announcement),
            RateChoice::Policy => say!(at_average_rates),
            RateChoice::Fixed(rate) => say!(at_stated_rate, rate = rate.to_string()),
            RateChoice::Of(day) => say!(at_rate_of_day, day),
        });
    }
    if parts.is_empty() { say!(as_reported) } else { Words::commas(parts) }
}

/// The earlier periods of a claim, where they are not the usual ones.
fn from_periods(question: &Question<'_>) -> Option<Words> {
    let usual = match question.measure {
        _ if question.is_of_guidance() || question.over.is_some() || !question.than.is_empty() => {
            question.periods.clone()
        }
        Measure::Change => question.periods.previous(),
        Measure::Multiple | Measure::Increase => question.periods.year_before(),
        Measure::Cagr => return Some(periods(&question.from_periods)),
        _ => return None,
    };
    (question.measure.takes_from_period() && question.from_periods != usual).then(|| periods(&question.from_periods))
}

/// Periods as a label: `2025Q3`, `2022..2024`.
pub fn periods(periods: &PeriodSet) -> Words {
    periods.single().map_or_else(|| periods.to_string().into(), Words::from)
}

/// Words as machine formats have them.
pub fn english(words: &Words) -> String {
    plain(words, Language::En)
}

/// Several readings, the nearest to the usual one first.
pub fn readings(question: &Question<'_>, own: &Reading<'_>, answers: &[ReadingAnswer<'_>], data: &Dataset) -> Words {
    Words::semicolons(answers.iter().map(|answer| reading(question, own, &answer.reading, data)))
}

/// The readings that give what a claim says; its own, if that does or none other does. Empty where no reading could.
pub(super) fn readings_of(line: &CheckedClaim<'_>, data: &Dataset) -> Words {
    let (question, own) = (line.question(), &line.judgement.own.0);
    match line.judgement.others.as_slice() {
        _ if question.not_in_data().is_some() => Words::NONE,
        [] => reading(question, line.beside.as_ref().unwrap_or(own), own, data),
        others => readings(question, own, others, data),
    }
}

/// The bases of several readings that differ in nothing else: `headline`, `cash or net`.
pub fn bases(answers: &[ReadingAnswer<'_>]) -> Words {
    let name = |answer: &ReadingAnswer<'_>| match answer.reading.one_company {
        None => words::basis(answer.reading.basis),
        Some((company, basis)) => say!(
            basis_but_company_on_other,
            basis = words::basis(answer.reading.basis),
            company = words::company(company),
            other = basis.name()
        ),
    };
    Words::List(Join::Or, answers.iter().map(name).collect())
}

/// What is claimed, to the digits that are printed.
pub fn claimed(claim: &Claim<'_>) -> Words {
    let currency = claim.question.currency;
    let bound = match claim.comparison {
        Comparison::Equal => "",
        Comparison::AtLeast => "≥ ",
        Comparison::AtMost => "≤ ",
        Comparison::Nearly | Comparison::About => "~ ",
    };
    match &claim.claimed {
        Claimed::Number(number) => Words::run([bound.into(), counted::printed(number, currency)]),
        Claimed::Change(from, to) => {
            Words::run([counted::printed(from, currency), " → ".into(), counted::printed(to, currency)])
        }
        Claimed::Range(range) => counted::printed_range(range, currency),
        Claimed::RangeChange(from, to) => {
            Words::run([counted::printed_range(from, currency), " → ".into(), counted::printed_range(to, currency)])
        }
        _ => claimed_words(claim).unwrap_or_default().into(),
    }
}

/// What is claimed, where it is words.
pub fn claimed_words(claim: &Claim<'_>) -> Option<String> {
    match &claim.claimed {
        Claimed::Number(_) | Claimed::Change(..) | Claimed::Range(_) | Claimed::RangeChange(..) => None,
        Claimed::Revision(change) => Some(english(&change.words())),
        Claimed::Truth(truth) => Some(truth.to_string()),
        Claimed::Trend(trend) => Some(trend.to_string()),
        Claimed::Order(groups) => Some(order(groups.iter().map(Vec::as_slice), &claim.question)),
    }
}

/// What was found, in the unit of the claim.
pub fn found(claim: &Claim<'_>, evaluated: &Evaluated<'_>) -> Words {
    let in_unit = |number: &NumberMatch<'_>| counted::number(number.figure, number.printed, claim.question.currency);
    if let Some(printed) = claim.claimed.later() {
        let range = |found| counted::range(found, printed, claim.question.currency);
        match evaluated.found {
            FoundValue::Range(found) => return range(found),
            FoundValue::RangeChange(from, to) => return Words::run([range(from), " → ".into(), range(to)]),
            _ => {}
        }
    }
    match claim.matches(evaluated).as_slice() {
        [] => found_words(&evaluated.found, &claim.question).unwrap_or_default().into(),
        [earlier, later] => Words::run([in_unit(earlier), " → ".into(), in_unit(later)]),
        numbers => Words::run(numbers.iter().map(in_unit)),
    }
}

/// What was found, where it is words.
pub fn found_words(found: &FoundValue<'_>, question: &Question<'_>) -> Option<String> {
    match found {
        FoundValue::Number(_) | FoundValue::Change(..) | FoundValue::Range(_) | FoundValue::RangeChange(..) => None,
        FoundValue::Revision(change, _) => Some(english(&change.words())),
        FoundValue::Record { is_one, .. } => Some(is_one.to_string()),
        FoundValue::Trend(trend, _) => Some(trend.to_string()),
        FoundValue::Order(companies) => {
            Some(order(companies.iter().map(|(company, ..)| std::slice::from_ref(company)), question))
        }
    }
}

/// Groups of companies in order, lowest first; the metric of a company is named where it is not the question's.
fn order<'c>(groups: impl Iterator<Item = &'c [RankedCompany<'c>]>, question: &Question<'_>) -> String {
    let usual = metric(question);
    let name = |RankedCompany { company, metric }: &RankedCompany<'_>| {
        if metric.flag == usual { company.ticker.clone() } else { format!("{}:{}", company.ticker, metric.flag) }
    };
    let group = |group: &[RankedCompany<'_>]| group.iter().map(name).collect::<Vec<_>>().join(" ");
    groups.map(group).collect::<Vec<_>>().join(" < ")
}

/// What a question is about: `capex`, `cloud/revenue`, `guidance`.
pub fn metric(question: &Question<'_>) -> String {
    let name = |subject: Subject<'_>| match subject {
        Subject::Metric(metric) => metric.flag.clone(),
        Subject::Guidance => "guidance".to_owned(),
        Subject::Beyond(beyond) => beyond.name().to_owned(),
    };
    let over = question.over.map_or_else(String::new, |over| format!("/{}", name(over)));
    name(question.of) + &over
}

impl CheckedClaim<'_> {
    /// A guided range beside the claim, in the unit of its number.
    pub fn range_of(&self, guided: GuidedRange) -> Words {
        counted::range_of(guided, self.claim.claimed.later(), self.question().currency)
    }

    /// An amount beside the claim, in the unit of its number.
    pub fn amount_of(&self, value: Decimal) -> Words {
        counted::amount_of(value, self.claim.claimed.later(), self.question().currency)
    }

    /// By how much the figure of a reading differs from the number claimed: `+2.4 bn`, `-1.5 points`.
    pub fn difference(&self) -> Option<Words> {
        let evaluated = self.evaluated().ok()?;
        let numbers = self.claim.matches(evaluated);
        let number = numbers.last()?;
        let off = number.figure - number.printed.value();
        let sign = if off.is_sign_negative() { "-" } else { "+" };
        let unit = number.printed.unit();
        let places = number.printed.places() + 1;
        let amount = counted::exact(off.abs(), unit, places, self.question().currency);
        Some(if unit == PrintedUnit::Percent {
            let points = counted::counted(off.abs(), unit, places, self.question().currency);
            say!(points_off, points = Words::run([sign.into(), points]))
        } else {
            Words::run([sign.into(), amount])
        })
    }
}
