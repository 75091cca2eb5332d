//! Readings and answers in words and figures, for pages, records and notes alike.

use rust_decimal::Decimal;

use super::super::words;
use crate::claims::{
    Calendar, Claim, FoundValue, GuidanceEnd, GuidedRange, Judgement, Measure, PrintedNumber, PrintedUnit, Question,
    RankedCompany, RateChoice, Reading, ReadingAnswer, SaidBy, Subject,
};
use crate::data::Dataset;
use crate::model::Currency;
use crate::render::{Language, plain};
use crate::report::{Cell, Join, Quantity, Words};
use crate::say;

/// A reading of a question in words: `headline, calendar`, `net`, `cash, own years`; `own` is the question's usual one.
pub fn reading(question: &Question<'_>, own: &Reading<'_>, reading: &Reading<'_>, data: &Dataset) -> Words {
    let mut said: Vec<Words> = Vec::new();
    if question.is_on_a_basis(data) {
        said.push(words::basis(reading.basis));
    }
    if let Some((company, basis)) = reading.one_company {
        said.push(say!("{company} on {basis}", company = words::company(company), basis = basis.name()));
    }
    let one = question.companies.len() == 1;
    match reading.calendar {
        Some(Calendar::Fiscal) if question.depends_on_calendar() => {
            said.push(if one { "own year" } else { "own years" }.into());
        }
        Some(Calendar::Calendar) if question.depends_on_calendar() => said.push("calendar".into()),
        _ => {}
    }
    if question.measure == Measure::Change && question.from_period != question.period.previous() {
        said.push(say!("from {period}", period = words::label(question.from_period)));
    }
    if question.is_of_guidance() {
        said.push(match reading.said_by {
            SaidBy::Company if one => say!("as the company said"),
            SaidBy::Company => say!("as the companies said"),
            SaidBy::Press => say!("as the press had it"),
        });
    }
    match reading.end {
        GuidanceEnd::One => {}
        GuidanceEnd::Low => said.push(say!("lower end")),
        GuidanceEnd::High => said.push(say!("upper end")),
        GuidanceEnd::Middle => said.push(say!("middle of the range")),
    }
    if let (Some(day), true) = (reading.as_of, reading.as_of != own.as_of) {
        said.push(say!("as known on {day}", day));
    }
    if question.currency != Currency::USD && question.is_of_money() {
        said.push(match reading.rate {
            RateChoice::Policy if question.is_of_guidance() => say!("at the rate of the announcement"),
            RateChoice::Policy => say!("at average rates"),
            RateChoice::Fixed(rate) => say!("at {rate}", rate = rate.to_string()),
            RateChoice::Of(day) => say!("at the rate of {day}", day),
        });
    }
    if said.is_empty() { say!("as reported") } else { Words::commas(said) }
}

/// The rate of a reading for machines: `average`, the rate itself, or the day it is of.
pub fn rate_cell(rate: RateChoice) -> Cell {
    match rate {
        RateChoice::Policy => Cell::text("average"),
        RateChoice::Fixed(rate) => Cell::text(rate.to_string()),
        RateChoice::Of(day) => Cell::text(day.to_string()),
    }
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
pub fn readings_of(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Words {
    let (question, own) = (&claim.question, &judgement.own.0);
    match judgement.others.as_slice() {
        _ if question.not_in_data().is_some() => Words::NONE,
        [] => reading(question, own, own, data),
        others => readings(question, own, others, data),
    }
}

/// The bases of several readings that differ in nothing else: `headline`, `cash or net`.
pub fn bases(_: &Question<'_>, _: &Reading<'_>, answers: &[ReadingAnswer<'_>], _: &Dataset) -> Words {
    let name = |answer: &ReadingAnswer<'_>| match answer.reading.one_company {
        None => words::basis(answer.reading.basis),
        Some((company, basis)) => say!(
            "{basis} with {company} on {other}",
            basis = words::basis(answer.reading.basis),
            company = words::company(company),
            other = basis.name()
        ),
    };
    Words::List(Join::Or, answers.iter().map(name).collect())
}

/// A number in a claim's own unit, with one more digit than the claim has: `245.6 bn`, `CNY 1.77 tn`, `63.7%`.
pub fn number(value: Decimal, unit: PrintedUnit, places: u32, currency: Currency) -> Words {
    exact(value, unit, places + 1, currency)
}

/// A number in a claim's own unit, to so many digits.
pub fn exact(value: Decimal, unit: PrintedUnit, places: u32, currency: Currency) -> Words {
    amount(counted(value, unit, places, currency), unit, currency)
}

fn amount(number: Words, unit: PrintedUnit, currency: Currency) -> Words {
    Words::run([code(unit, currency).into(), number, unit.symbol().into()])
}

/// The code that stands before an amount that is not plainly one of dollars.
fn code(unit: PrintedUnit, currency: Currency) -> String {
    let is_told = unit.is_of_money() && (currency != Currency::USD || unit == PrintedUnit::Ones);
    if is_told { format!("{currency} ") } else { String::new() }
}

/// A figure counted in a unit; an amount has no digit of less than its currency is divided into.
fn counted(value: Decimal, unit: PrintedUnit, places: u32, currency: Currency) -> Words {
    let value = value.checked_div(unit.size()).unwrap_or(value);
    let power = unit.size().normalize().mantissa().unsigned_abs().checked_ilog10().unwrap_or(0);
    let most = if unit.is_of_money() { power + currency.minor_units() } else { places };
    Quantity::Number { value, places: places.min(most) }.into()
}

/// That a number of 亿 is read as one rounded to ten.
pub fn in_billions(printed: &PrintedNumber) -> Option<Words> {
    let (number, billions) = (printed.to_string(), printed.in_billions()?.to_string());
    Some(say!("A number of 亿 that ends in 0 may be rounded to ten: {number} is read as {billions}.", number, billions))
}

/// The ends of plans in a claim's own unit, with no more digits than they need: `130–145 bn`, `≥ 80 bn`.
pub fn range(guided: GuidedRange, unit: PrintedUnit, places: u32, currency: Currency) -> Words {
    let digits = |end: Decimal| end.checked_div(unit.size()).unwrap_or(end).normalize().scale();
    let ends = [guided.low, guided.high];
    let places = ends.into_iter().flatten().map(digits).max().unwrap_or(0).min(places + 1);
    let end = |end| counted(end, unit, places, currency);
    let one = |end| exact(end, unit, places, currency);
    match ends {
        [Some(low), Some(high)] => amount(Words::run([end(low), "–".into(), end(high)]), unit, currency),
        [Some(low), None] => Words::run(["≥ ".into(), one(low)]),
        [None, Some(high)] => Words::run(["≤ ".into(), one(high)]),
        [None, None] => Words::NONE,
    }
}

/// An answer in words; numbers need a unit and are told by [`number`].
pub fn in_words(found: &FoundValue<'_>, measure: Measure, default: &str) -> String {
    match found {
        FoundValue::Record { is_one: true, .. } => "true".to_owned(),
        FoundValue::Record { is_one: false, .. } => "false".to_owned(),
        FoundValue::Trend(trend, _) => trend.to_string(),
        FoundValue::Order(order) => {
            let terms: Vec<String> = order.iter().map(|(term, ..)| self::term(term, default)).collect();
            terms.join(" < ")
        }
        FoundValue::Number(_) | FoundValue::Change(..) => measure.name().to_owned(),
    }
}

/// A company in an order; its metric is named where it is not the claim's.
pub fn term(term: &RankedCompany<'_>, default: &str) -> String {
    if term.metric.flag == default {
        term.company.ticker.clone()
    } else {
        format!("{}:{}", term.company.ticker, term.metric.flag)
    }
}

/// What a question is about, for machines: `capex`, `cloud/revenue`, `guidance`.
pub fn metric(question: &Question<'_>) -> String {
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
