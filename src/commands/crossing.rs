//! Growth over a change of definition of known size: what it is of like for like, as far as the company says.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::query::{FigureOrGap, Query};
use super::words;
use crate::analysis::{YearOnYear, change};
use crate::derive::Figure;
use crate::model::{Company, Definition, Period};
use crate::report::{Note, Words};
use crate::say;

/// A company's growth from an earlier figure, on one definition, to a later one on the next.
pub struct Crossing<'d> {
    pub company: &'d Company,
    pub period: Period,
    /// The definition of the later figure.
    pub definition: Arc<Definition>,
    pub earlier: Figure,
    pub later: Figure,
    /// Whether the earlier figure is of a quarter before; else it is of a year before.
    pub on_quarter: bool,
}

impl<'d> Crossing<'d> {
    /// That of growth on a year before, if it is one.
    pub fn of_year(one: &YearOnYear<'d>) -> Option<Self> {
        let (definition, later) = (one.redefined.as_ref()?, one.now.figure.as_ref().ok()?);
        Some(Self {
            company: one.now.company,
            period: one.now.period,
            definition: Arc::clone(definition),
            earlier: one.prior.as_ref().ok()?.clone(),
            later: later.clone(),
            on_quarter: false,
        })
    }

    /// That of growth of a quarter on the one before.
    pub fn of_quarter(one: &YearOnYear<'d>, before: &FigureOrGap, definition: Arc<Definition>) -> Option<Self> {
        Some(Self {
            company: one.now.company,
            period: one.now.period,
            definition,
            earlier: before.as_ref().ok()?.clone(),
            later: one.now.figure.as_ref().ok()?.clone(),
            on_quarter: true,
        })
    }

    /// Growth without what the later definition newly counts; known of the first quarter of that definition only.
    fn like_for_like(&self) -> Option<Decimal> {
        let counted = self.definition.change?.newly_counted?;
        let first = self.company.calendar.quarter_starting(self.definition.from?)?;
        let is_first = self.later.quarters == [first];
        is_first.then(|| change(self.earlier.working.value, self.later.working.value - counted).ok())?
    }
}

impl Query<'_> {
    /// What was newly counted, a note for each company and definition.
    pub fn crossing_notes(&self, crossings: &[Crossing<'_>]) -> Vec<Note> {
        let mut notes: Vec<(&Crossing<'_>, Vec<Words>)> = Vec::new();
        for crossing in crossings {
            let period = Words::from(crossing.period);
            let growth = crossing.like_for_like().map(|growth| {
                if crossing.on_quarter {
                    say!(like_for_like_on_quarter, period, growth)
                } else {
                    say!(like_for_like_on_year, period, growth)
                }
            });
            let is_known = |(known, _): &&mut (&Crossing<'_>, Vec<Words>)| {
                known.company.ticker == crossing.company.ticker && known.definition == crossing.definition
            };
            match notes.iter_mut().find(is_known) {
                Some((_, sentences)) => sentences.extend(growth),
                None => notes.push((crossing, self.newly_counted(crossing).into_iter().chain(growth).collect())),
            }
        }
        notes.into_iter().map(|(_, sentences)| Note::new("definition", Words::sentences(sentences))).collect()
    }

    /// The definition, what it newly counts, and the day of which that is.
    fn newly_counted(&self, Crossing { company, definition, .. }: &Crossing<'_>) -> Option<Words> {
        let (change, from) = (definition.change?, definition.from?);
        let first = company.calendar.quarter_starting(from);
        let day = first.map_or(from, |quarter| company.calendar.span(quarter).end);
        let amount = self.context.on_day(change.newly_counted?, day).money.ok()?;
        Some(say!(growth_over_definition, company = words::company(company), words = &definition.words, amount, day))
    }
}
