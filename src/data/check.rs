//! What is wrong with facts, one by one and beside each other; for a report on a user's facts as for `capex validate`.

use super::problem::{Problem, Problems};
use crate::model::{Company, Currency, Fact, Kind, Metric, Words};
use crate::say;

/// What keeps a user's facts, in order, from being used: a report on a figure that cannot be meant would say
/// nothing, and one on two values of a span could take either. The bundled facts are known to be sound.
pub fn check(company: &Company, metrics: &[Metric], facts: &[Fact], problems: &mut Problems) {
    let mut metric: Option<&Metric> = None;
    for fact in facts.iter().filter(|fact| fact.origin.is_user()) {
        if metric.is_none_or(|metric| metric.id != fact.metric) {
            metric = metrics.iter().find(|metric| metric.id == fact.metric);
        }
        for message in faults(company, metric, fact) {
            problems.push(problem(fact, message));
        }
    }
    for [before, fact] in facts.array_windows() {
        let second = before.metric == fact.metric && before.span == fact.span && before.value != fact.value;
        let beside_new = before.restated && before.published == fact.published;
        if second && !fact.restated && !beside_new && (before.origin.is_user() || fact.origin.is_user()) {
            if before.origin == fact.origin {
                let message = say!(
                    two_values_on_lines,
                    metric = fact.metric.as_str(),
                    span = fact.span,
                    value = fact.value.to_string(),
                    other = before.value.to_string(),
                    line = before.line.to_string()
                );
                problems.push(problem(fact, message));
                continue;
            }
            let other = if fact.origin.is_user() { before } else { fact };
            let this = if fact.origin.is_user() { fact } else { before };
            let message = say!(
                two_values_published,
                metric = this.metric.as_str(),
                span = this.span,
                value = this.value.to_string(),
                other = other.value.to_string(),
                published = other.published.to_string()
            );
            problems.push(problem(this, message));
        }
    }
}

fn problem(fact: &Fact, message: Words) -> Problem {
    Problem::new(fact.origin.file().unwrap_or_default(), fact.line, message)
}

/// What is wrong with a fact by itself, its document apart.
pub fn faults(company: &Company, metric: Option<&Metric>, fact: &Fact) -> Vec<Words> {
    let mut messages = Vec::new();
    match metric {
        None => messages.push(say!(unknown_metric, metric = fact.metric.as_str())),
        Some(metric) if metric.formula.is_some() || metric.id.is_capex() => {
            messages.push(say!(fact_is_computed, id = metric.id.as_str()));
        }
        Some(metric) if metric.kind.is_amount() => {
            if (metric.kind == Kind::Balance) != fact.span.is_day() {
                messages.push(if fact.span.is_day() {
                    say!(flow_needs_first_day, id = metric.id.as_str())
                } else {
                    say!(balance_has_no_first_day, id = metric.id.as_str())
                });
            }
            if !fact.value.fract().is_zero() {
                messages.push(say!(value_not_in_dollars, value = fact.value.to_string()));
            }
            if fact.currency != Some(Currency::USD) {
                let currency = fact.currency.map_or("missing".to_owned(), |currency| currency.to_string());
                messages.push(say!(currency_of_company, currency, ticker = &company.ticker));
            }
        }
        Some(_) if fact.currency.is_some() => messages.push(say!(rate_has_no_currency)),
        Some(_) => {}
    }
    match company.calendar.ends_of(fact.span) {
        None => messages.push(say!(not_fiscal_quarters, span = fact.span)),
        Some((first, last)) if first.year() != last.year() => {
            messages.push(say!(overlaps_two_years, span = fact.span));
        }
        Some(_) => {}
    }
    if fact.published <= fact.span.end {
        messages.push(say!(published_before_end, day = fact.published));
    }
    messages
}
