//! Figures that the data has only from a document later than the day as of which a claim is judged.
//!
//! Not every document of a day is in the data: a figure may be there only from a filing of the next morning, or from the
//! table of a later year. Where the company is known to have reported the period by the day, its figure is known too.

use std::rc::Rc;

use super::claim::{Question, Subject};
use super::evaluate::evaluate;
use super::judge::{EvaluationResult, Judge};
use super::reading::Reading;
use super::unanswerable::Unanswerable;
use super::vocabulary::Measure;
use crate::data::Problems;
use crate::model::Company;

impl<'d> Judge<'d> {
    /// The reading as of the first later day on which a question has an answer, where every company had reported something
    /// else of the period by the day asked for.
    pub(super) fn later(
        &mut self,
        question: &Question<'d>,
        reading: &Reading<'d>,
        reason: &Unanswerable<'d>,
    ) -> Result<Option<(Reading<'d>, EvaluationResult<'d>)>, Problems> {
        if let Some(known) = self.later.get(question) {
            return Ok(known.clone());
        }
        let is_of_figures = matches!(question.of, Subject::Metric(_));
        let is_unpublished = matches!(reason, Unanswerable::Missing(..) | Unanswerable::Partial { .. });
        let found = if is_of_figures && is_unpublished { self.look_later(question, reading)? } else { None };
        self.later.insert(question.clone(), found.clone());
        Ok(found)
    }

    fn look_later(
        &mut self,
        question: &Question<'d>,
        reading: &Reading<'d>,
    ) -> Result<Option<(Reading<'d>, EvaluationResult<'d>)>, Problems> {
        let Some(day) = reading.as_of else { return Ok(None) };
        if evaluate(&mut self.figures, question, &Reading { as_of: None, ..*reading })?.is_err() {
            return Ok(None);
        }
        let periods = reading.periods(&question.periods);
        let mut days = Vec::new();
        for company in self.companies(question) {
            if !self.figures.has_reported(company, periods.span(company.calendar).end, day)? {
                return Ok(None);
            }
            days.extend(self.figures.days_after(company, day)?);
        }
        days.sort_unstable();
        days.dedup();
        for day in days {
            let later = Reading { as_of: Some(day), ..*reading };
            let evaluated = evaluate(&mut self.figures, question, &later)?;
            if evaluated.is_ok() {
                return Ok(Some((later, Rc::new(evaluated))));
            }
        }
        Ok(None)
    }

    /// The companies whose figures an answer is based on.
    fn companies(&self, question: &Question<'d>) -> Vec<&'d Company> {
        if let (Measure::Share, Subject::Metric(metric)) = (question.measure, question.of) {
            let data = self.figures.data;
            return data.reporting(metric);
        }
        let ranked = question.ranks.iter().flatten().map(|term| term.company);
        question.companies.iter().copied().chain(ranked).collect()
    }
}
