//! What is said of guidance beside a verdict.

use super::super::{counted, words};
use super::{CheckedClaim, wording};
use crate::claims::{Evaluated, FoundValue, GuidedRange, RestOfPeriod, SaidInstead};
use crate::model::Currency;
use crate::report::Words;
use crate::say;

/// That guidance answers a claim on capital expenditures, and the command for it alone.
pub fn from_guidance(line: &CheckedClaim<'_>) -> Vec<Words> {
    if !line.judgement.is_from_guidance {
        return Vec::new();
    }
    let period = line.question().periods.last();
    let tickers = match line.question().companies.as_slice() {
        [company] => format!("{} ", company.ticker.to_lowercase()),
        _ => String::new(),
    };
    let total = if tickers.is_empty() { " --total" } else { "" };
    let day = line.judgement.own.0.as_of.map_or_else(String::new, |day| format!(" --as-of {day}"));
    let command = format!("capex guidance {tickers}-p {period}{total}{day}");
    vec![say!(answered_from_guidance, period, command)]
}

/// What the other companies' guidance sums to, where some gave no figure.
pub fn guidance_of_others(line: &CheckedClaim<'_>) -> Option<Words> {
    let guidance = line.judgement.guidance_of_others.as_ref()?;
    let range = line.range_of(guidance.range);
    let silent = words::companies(guidance.silent.iter().copied());
    let others = words::companies(guidance.others.iter().copied());
    Some(say!(others_sum_to, silent, others, range))
}

/// What a company said instead of a figure for the period.
pub fn said_instead(line: &CheckedClaim<'_>) -> Vec<Words> {
    let of = |said: &SaidInstead<'_>| {
        let statement = &said.statement;
        let range = GuidedRange { low: statement.low, high: statement.high };
        let what = if statement.has_figure() {
            counted::range_of(range, line.claim.claimed.later(), Currency::USD)
        } else {
            statement.manner()
        };
        let (company, period) = (words::company(said.company), statement.period);
        say!(company_said_instead, company, day = Words::Day(statement.announced), period, what)
    };
    line.judgement.said_instead.iter().map(of).collect()
}

/// That the earlier guidance of a change is of another period.
pub fn of_other_period(line: &CheckedClaim<'_>, evaluated: &Evaluated<'_>) -> Option<Words> {
    let question = line.question();
    let is_other = question.is_of_guidance() && question.from_periods != question.periods;
    let from = match &evaluated.found {
        FoundValue::RangeChange(from, _) => *from,
        FoundValue::Change(from, _) => GuidedRange { low: Some(*from), high: Some(*from) },
        _ => return None,
    };
    let range = line.range_of(from);
    let (period, asked) = (wording::periods(&question.from_periods), wording::periods(&question.periods));
    is_other.then(|| say!(said_of_other_period, range, period, asked))
}

/// What a company had spent of a period, and what it said of the rest.
pub fn rest(line: &CheckedClaim<'_>, rest: &RestOfPeriod<'_>) -> Words {
    let range = GuidedRange { low: rest.low, high: rest.high };
    say!(
        spent_and_rest,
        company = words::company(rest.company),
        spent = line.amount_of(rest.spent),
        range = line.range_of(range),
        period = rest.period,
        day = Words::Day(rest.announced)
    )
}
