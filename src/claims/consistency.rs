//! Checks that the metric, measure, companies, period and comparison of a claim go together.

use super::claim::{Question, Subject};
use super::fields::{ClaimField, FieldError, Fields};
use super::vocabulary::{Comparison, Measure};
use crate::model::{Kind, Metric, Part};

/// Everything in a claim that does not go with the rest of it.
pub(super) fn inconsistencies(question: &Question<'_>, comparison: Comparison, fields: &Fields<'_>) -> Vec<FieldError> {
    let measure = question.measure;
    let mut errors = Vec::new();
    errors.extend(of_metric(question));
    errors.extend(of_second_metric(question));
    errors.extend(of_companies(question));
    errors.extend(of_period(question));
    if comparison != Comparison::Equal && (measure.is_in_words() || measure == Measure::Change) {
        errors.push((ClaimField::Comparison, format!("`{measure}` is so or not; leave the comparison empty")));
    }
    if measure != Measure::Change && !fields.get(ClaimField::From).is_empty() {
        errors.push((ClaimField::From, "only a `change` has an earlier value".to_owned()));
    }
    if measure != Measure::Change && !fields.get(ClaimField::FromPeriod).is_empty() {
        errors.push((ClaimField::FromPeriod, "only a `change` has an earlier period".to_owned()));
    }
    errors
}

fn of_metric(question: &Question<'_>) -> Option<FieldError> {
    let measure = question.measure;
    Some(match question.of {
        Subject::Metric(Metric { flag, .. }) if measure.is_of_guidance() => {
            (ClaimField::Measure, format!("`{measure}` is of guidance, not of `{flag}`"))
        }
        Subject::Metric(Metric { flag, kind, .. }) if *kind != Kind::Flow && !measure.takes_rates() => {
            (ClaimField::Measure, format!("`{flag}` is no amount, so it has no `{measure}`; its figure is a `value`"))
        }
        Subject::Guidance if !measure.takes_guidance() => (ClaimField::Measure, format!("guidance has no `{measure}`")),
        Subject::Guidance if measure.is_of_two() && question.not_in_data().is_none() => {
            let message = "guidance over another metric is not known; growth over the year before is `yoy`";
            (ClaimField::Metric, message.to_owned())
        }
        _ => return None,
    })
}

fn of_second_metric(question: &Question<'_>) -> Option<FieldError> {
    let message = match question.over? {
        Subject::Guidance if question.of != Subject::Guidance => {
            "guidance cannot be what another metric is set against".to_owned()
        }
        Subject::Metric(Metric { flag, kind, .. }) if *kind != Kind::Flow => {
            format!("`{flag}` is no amount to set another against")
        }
        _ => return None,
    };
    Some((ClaimField::Metric, message))
}

fn of_companies(question: &Question<'_>) -> Option<FieldError> {
    let (measure, named) = (question.measure, question.companies.len());
    let is_rate = matches!(question.of, Subject::Metric(metric) if metric.kind != Kind::Flow);
    if named == 1 || measure.is_order() || question.not_in_data().is_some() {
        return None;
    }
    let message = if measure.is_of_one_company() {
        format!("`{measure}` is of one company, and these are {named}; a sum is a `total`, `total_low` or `total_high`")
    } else if is_rate {
        format!("these are {named} companies, and what is no amount does not add; name one")
    } else {
        return None;
    };
    Some((ClaimField::Companies, message))
}

fn of_period(question: &Question<'_>) -> Option<FieldError> {
    let period = question.period;
    let message = match question.measure {
        Measure::Qoq if !question.is_of_a_quarter() => {
            format!("`{period}` is not a quarter, so it has no growth over the quarter before")
        }
        Measure::RunRate if matches!(period.stretch().part, Part::TrailingYear(_)) => {
            format!("`{period}` is a year already, so it has no run rate")
        }
        _ => return None,
    };
    Some((ClaimField::Period, message))
}
