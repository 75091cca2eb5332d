//! Which metrics, measures, companies, periods and comparisons go together in a claim.

use super::claim::{Comparison, Measure, Question, Subject};
use super::fields::Column;
use super::meaning::Meaning;
use crate::model::{Kind, Metric, Part};

impl Meaning<'_, '_> {
    /// Tells of everything in a claim that does not go with the rest of it.
    pub(super) fn check(&mut self, question: &Question<'_>, comparison: Comparison) {
        self.check_metrics(question);
        self.check_companies(question);
        self.check_period(question);
        let measure = question.measure;
        if comparison != Comparison::Equal && (measure.is_in_words() || measure == Measure::Change) {
            self.slip(Column::Comparison, format!("`{measure}` is so or not; leave the comparison empty"));
        }
        if measure != Measure::Change && !self.fields.get(Column::From).is_empty() {
            self.slip(Column::From, "only a `change` has an earlier value");
        }
        if measure != Measure::Change && !self.fields.get(Column::FromPeriod).is_empty() {
            self.slip(Column::FromPeriod, "only a `change` has an earlier period");
        }
    }

    fn check_metrics(&mut self, question: &Question<'_>) {
        let measure = question.measure;
        match question.of {
            Subject::Metric(Metric { flag, .. }) if measure.is_of_plans() => {
                self.slip(Column::Measure, format!("`{measure}` is of guidance, not of `{flag}`"));
            }
            Subject::Metric(Metric { flag, kind, .. }) if *kind != Kind::Flow && !measure.takes_rates() => {
                self.slip(
                    Column::Measure,
                    format!("`{flag}` is no amount, so it has no `{measure}`; its figure is a `value`"),
                );
            }
            Subject::Guidance if !measure.takes_plans() => {
                self.slip(Column::Measure, format!("guidance has no `{measure}`"));
            }
            Subject::Guidance if measure.is_of_two() && question.is_beyond().is_none() => {
                self.slip(
                    Column::Metric,
                    "guidance over another metric is not known; growth over the year before is `yoy`",
                );
            }
            _ => {}
        }
        match question.over {
            Some(Subject::Guidance) if question.of != Subject::Guidance => {
                self.slip(Column::Metric, "guidance cannot be what another metric is set against");
            }
            Some(Subject::Metric(Metric { flag, kind, .. })) if *kind != Kind::Flow => {
                self.slip(Column::Metric, format!("`{flag}` is no amount to set another against"));
            }
            _ => {}
        }
    }

    fn check_companies(&mut self, question: &Question<'_>) {
        let (measure, named) = (question.measure, question.companies.len());
        let is_rate = matches!(question.of, Subject::Metric(metric) if metric.kind != Kind::Flow);
        if named == 1 || measure.is_order() || question.is_beyond().is_some() {
            return;
        }
        if measure.is_of_one_company() {
            self.slip(
                Column::Companies,
                format!("`{measure}` is of one company, and these are {named}; a sum is a `total`, `total_low` or `total_high`"),
            );
        } else if is_rate {
            self.slip(
                Column::Companies,
                format!("these are {named} companies, and what is no amount does not add; name one"),
            );
        }
    }

    fn check_period(&mut self, question: &Question<'_>) {
        let (measure, period) = (question.measure, question.period);
        if measure == Measure::Qoq && !question.is_of_a_quarter() {
            self.slip(
                Column::Period,
                format!("`{period}` is not a quarter, so it has no growth over the quarter before"),
            );
        }
        if measure == Measure::RunRate && matches!(period.stretch().part, Part::TrailingYear(_)) {
            self.slip(Column::Period, format!("`{period}` is a year already, so it has no run rate"));
        }
    }
}
