//! Checks that the metric, measure, companies, period and comparison of a claim go together.

use super::claim::{Question, Subject};
use super::fields::{ClaimField, FieldError, Fields};
use super::vocabulary::{Comparison, Measure};
use crate::model::{Kind, Metric, Part, Period};
use crate::say;

/// Everything in a claim that does not go with the rest of it.
pub(super) fn inconsistencies(question: &Question<'_>, comparison: Comparison, fields: &Fields<'_>) -> Vec<FieldError> {
    let measure = question.measure;
    let mut errors = Vec::new();
    errors.extend(of_metric(question));
    errors.extend(of_second_metric(question));
    errors.extend(of_companies(question));
    errors.extend(of_period(question));
    if comparison != Comparison::Equal
        && (measure.is_in_words() || matches!(measure, Measure::Change | Measure::Range | Measure::RangeChange))
    {
        let message = say!(measure_takes_no_comparison, measure = measure.name());
        errors.push(FieldError { field: ClaimField::Comparison, message });
    }
    let is_change = matches!(measure, Measure::Change | Measure::RangeChange);
    if !is_change && !fields.get(ClaimField::From).is_empty() {
        errors.push(FieldError { field: ClaimField::From, message: say!(only_change_has_earlier_value) });
    }
    if !measure.has_other_side() && !measure.takes_from_period() && !fields.get(ClaimField::FromPeriod).is_empty() {
        errors.push(FieldError { field: ClaimField::FromPeriod, message: say!(only_change_has_earlier_period) });
    }
    if !measure.has_other_side() && !fields.get(ClaimField::Than).is_empty() {
        let message = say!(measure_takes_no_other_company, measure = measure.name());
        errors.push(FieldError { field: ClaimField::Than, message });
    }
    errors
}

fn of_metric(question: &Question<'_>) -> Option<FieldError> {
    let measure = question.measure;
    let (field, message) = match question.of {
        Subject::Metric(Metric { flag, .. }) if measure.is_of_guidance() => {
            (ClaimField::Measure, say!(measure_applies_to_guidance, measure = measure.name(), metric = flag))
        }
        Subject::Metric(Metric { flag, kind, .. })
            if *kind == Kind::Growth && !measure.takes_rates() || *kind == Kind::Ratio && !measure.takes_ratios() =>
        {
            (ClaimField::Measure, say!(metric_has_no_measure, metric = flag, measure = measure.name()))
        }
        Subject::Metric(Metric { kind: Kind::Balance, .. }) if measure == Measure::RunRate => {
            (ClaimField::Measure, say!(balance_not_summed))
        }
        Subject::Guidance if !measure.takes_guidance() => {
            (ClaimField::Measure, say!(guidance_has_no_measure, measure = measure.name()))
        }
        Subject::Guidance if question.periods.single().is_none() => {
            (ClaimField::Period, say!(guidance_is_of_one_period, period = question.periods.to_string()))
        }
        Subject::Guidance if measure.is_of_two() && question.not_in_data().is_none() => {
            (ClaimField::Metric, say!(guidance_over_metric))
        }
        _ => return None,
    };
    Some(FieldError { field, message })
}

fn of_second_metric(question: &Question<'_>) -> Option<FieldError> {
    let message = match question.over? {
        Subject::Guidance if question.of != Subject::Guidance => {
            say!(guidance_as_denominator)
        }
        Subject::Metric(Metric { flag, kind, .. }) if !kind.is_amount() => {
            say!(metric_not_a_denominator, metric = flag)
        }
        _ => return None,
    };
    Some(FieldError { field: ClaimField::Metric, message })
}

fn of_companies(question: &Question<'_>) -> Option<FieldError> {
    let (measure, count) = (question.measure, question.companies.len());
    // The ratio of several companies is the ratio of their sums; stated rates have none.
    let is_rate = matches!(question.of, Subject::Metric(metric) if metric.kind == Kind::Growth);
    if count == 1 || measure.is_order() || question.not_in_data().is_some() {
        return None;
    }
    let count = count.to_string();
    let message = if measure.is_of_one_company() {
        say!(measure_of_one_company, measure = measure.name(), count)
    } else if is_rate {
        say!(companies_do_not_add, count)
    } else {
        return None;
    };
    Some(FieldError { field: ClaimField::Companies, message })
}

fn of_period(question: &Question<'_>) -> Option<FieldError> {
    let period = question.periods.to_string();
    let is_of = |kind| matches!(question.of, Subject::Metric(metric) if metric.kind == kind);
    let is_trailing = |period: Period| matches!(period.part_of_year().part, Part::TrailingYear(_));
    let message = match question.measure {
        _ if question.companies.iter().any(|company| question.periods.overlaps(company)) => {
            say!(periods_overlap, period)
        }
        _ if is_of(Kind::Growth) && question.periods.single().is_none() => say!(rates_do_not_add, period),
        _ if is_of(Kind::Balance) && question.periods.single().is_none() => say!(balance_not_summed),
        Measure::Cagr if question.from_periods >= question.periods => say!(cagr_needs_two_years, period),
        Measure::Cagr if !question.periods.is_of_years() || !question.from_periods.is_of_years() => {
            say!(cagr_needs_two_years, period)
        }
        Measure::Qoq if !question.is_of_a_quarter() => {
            say!(not_a_quarter, period)
        }
        Measure::RunRate if question.periods.iter().any(is_trailing) => {
            say!(year_has_no_run_rate, period)
        }
        _ => return None,
    };
    Some(FieldError { field: ClaimField::Period, message })
}
