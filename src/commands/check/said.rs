//! Readings and answers in words and figures, for pages, records and notes alike.

use rust_decimal::Decimal;

use super::super::words;
use crate::claims::{
    Answer, Calendar, Claim, Conversion, End, Found, Judgement, Measure, Question, Reading, SaidBy, Term, Unit,
};
use crate::data::Dataset;
use crate::model::Currency;
use crate::report::{Part, Value};

/// A reading of a question in words: `headline, calendar`, `net`, `cash, own years`; `own` is the question's usual one.
pub fn reading(question: &Question<'_>, own: &Reading<'_>, reading: &Reading<'_>, data: &Dataset) -> String {
    let mut said: Vec<String> = Vec::new();
    if question.is_on_a_basis(data) {
        said.push(reading.basis.name().to_owned());
    }
    if let Some((company, basis)) = reading.apart {
        said.push(format!("{} on {basis}", company.name));
    }
    let one = question.companies.len() == 1;
    match reading.calendar {
        Some(Calendar::Fiscal) if question.is_reckoned() => {
            said.push(if one { "own year" } else { "own years" }.to_owned());
        }
        Some(Calendar::Calendar) if question.is_reckoned() => said.push("calendar".to_owned()),
        _ => {}
    }
    if question.is_of_plans() {
        said.push(match reading.said_by {
            SaidBy::Company if one => "as the company said".to_owned(),
            SaidBy::Company => "as the companies said".to_owned(),
            SaidBy::Press => "as the press had it".to_owned(),
        });
    }
    match reading.end {
        End::One => {}
        End::Low => said.push("lower end".to_owned()),
        End::High => said.push("upper end".to_owned()),
        End::Middle => said.push("middle of the range".to_owned()),
    }
    if let (Some(day), true) = (reading.as_of, reading.as_of != own.as_of) {
        said.push(format!("as known on {day}"));
    }
    if question.currency != Currency::USD && question.is_of_money() {
        said.push(match reading.rate {
            Conversion::Policy if question.is_of_plans() => "at the rate of the announcement".to_owned(),
            Conversion::Policy => "at average rates".to_owned(),
            Conversion::Fixed(rate) => format!("at {rate}"),
            Conversion::Of(day) => format!("at the rate of {day}"),
        });
    }
    if said.is_empty() { "as reported".to_owned() } else { said.join(", ") }
}

/// Several readings, the nearest to the usual one first.
pub fn readings(question: &Question<'_>, own: &Reading<'_>, answers: &[Answer<'_>], data: &Dataset) -> String {
    let said: Vec<String> = answers.iter().map(|answer| reading(question, own, &answer.reading, data)).collect();
    said.join("; ")
}

/// The readings that give what a claim says; its own, if that does or none other does. Empty where no reading could.
pub fn readings_of(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> String {
    let (question, own) = (&claim.question, &judgement.own.0);
    match judgement.others.as_slice() {
        _ if question.is_beyond().is_some() => String::new(),
        [] => reading(question, own, own, data),
        others => readings(question, own, others, data),
    }
}

/// The bases of several readings that differ in nothing else: `headline`, `cash or net`.
pub fn bases(_: &Question<'_>, _: &Reading<'_>, answers: &[Answer<'_>], _: &Dataset) -> String {
    let name = |answer: &Answer<'_>| match answer.reading.apart {
        None => answer.reading.basis.name().to_owned(),
        Some((company, basis)) => format!("{} with {} on {basis}", answer.reading.basis, company.name),
    };
    answers.iter().map(name).collect::<Vec<_>>().join(" or ")
}

/// A number in a claim's own unit, with one more digit than the claim has: `245.6 bn`, `CNY 1.77 tn`, `63.7%`.
pub fn number(value: Decimal, unit: Unit, places: u32, currency: Currency) -> Vec<Part> {
    let mut parts = Vec::new();
    if unit.is_of_money() && (currency != Currency::USD || unit == Unit::Ones) {
        parts.push(Part::Text(format!("{currency} ")));
    }
    let value = value.checked_div(unit.size()).unwrap_or(value);
    parts.push(Part::Figure(Value::Number { value, places: places + 1 }));
    parts.push(Part::Text(unit.symbol().to_owned()));
    parts
}

/// An answer in words; numbers need a unit and are told by [`number`].
pub fn in_words(found: &Found<'_>, measure: Measure, default: &str) -> String {
    match found {
        Found::Record { is_one: true, .. } => "true".to_owned(),
        Found::Record { is_one: false, .. } => "false".to_owned(),
        Found::Course(course, _) => course.to_string(),
        Found::Order(order) => {
            let terms: Vec<String> = order.iter().map(|(term, _)| self::term(term, default)).collect();
            terms.join(" < ")
        }
        Found::Number(_) | Found::Change(..) => measure.name().to_owned(),
    }
}

/// A company in an order; its metric is named where it is not the claim's.
pub fn term(term: &Term<'_>, default: &str) -> String {
    if term.metric.flag == default {
        term.company.ticker.clone()
    } else {
        format!("{}:{}", term.company.ticker, term.metric.flag)
    }
}

/// What a question is about, for machines: `capex`, `cloud/revenue`, `guidance`.
pub fn metric(question: &Question<'_>) -> String {
    use crate::claims::Subject;
    let name = |subject: Subject<'_>| match subject {
        Subject::Metric(metric) => metric.flag.clone(),
        Subject::Guidance => "guidance".to_owned(),
        Subject::Consensus => "consensus".to_owned(),
        Subject::Other => "other".to_owned(),
    };
    let over = question.over.map_or_else(String::new, |over| format!("/{}", name(over)));
    name(question.of) + &over
}

/// A sentence's first letter as a capital.
pub fn sentence(text: &str) -> String {
    format!("{}.", words::capitalised(text))
}
