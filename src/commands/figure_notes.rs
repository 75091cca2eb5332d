//! Notes under figures that several commands share: why they are missing, partial or approximate, what they mean, and how
//! far they reach.

use jiff::civil::Date;

use super::query::{FigureOrGap, Query};
use super::shared_reasons::SharedReasons;
use super::{Context, words};
use crate::derive::{Engine, Gap};
use crate::fx::Missing;
use crate::model::{Basis, Company, Localized, Metric, Part, Period};
use crate::report::{Note, Words};
use crate::say;

/// Why a figure is missing, and the bases on which there is one.
fn with_bases(reason: Words, periods: &[Period], bases: Vec<Basis>) -> Words {
    if bases.is_empty() {
        return reason;
    }
    let bases = Words::commas(bases.into_iter().map(|basis| words::basis_option(basis, format!("-b {basis}"))));
    match periods.first().map(|period| period.part_of_year().part) {
        Some(Part::Quarter(_)) => say!(reason_but_quarters, reason, bases),
        Some(Part::Half(_)) => say!(reason_but_half_years, reason, bases),
        Some(Part::Year) => say!(reason_but_years, reason, bases),
        _ => say!(reason_but_trailing_years, reason, bases),
    }
}

/// What there is on another basis.
impl Query<'_> {
    /// What works out the metric of companies on every basis; `None` if it is the same on all, or there are no companies.
    pub fn on_other_bases<'c>(&self, companies: impl IntoIterator<Item = &'c Company>) -> Option<Engine<'_>> {
        let mut companies: Vec<&Company> = companies.into_iter().collect();
        companies.dedup_by_key(|company| &company.ticker);
        if companies.is_empty() || !self.on_basis() {
            return None;
        }
        let Context { data, as_of, engine, .. } = self.context;
        if let Some(engine) = engine {
            return Some(engine.clone());
        }
        Engine::load(data, as_of, &companies, &[&self.metric.id], &Basis::ALL).ok()
    }

    /// The bases on which a company has a figure of every one of some periods.
    fn bases_with(&self, engine: Option<&Engine<'_>>, company: &Company, periods: &[Period]) -> Vec<Basis> {
        let Some(engine) = engine else { return Vec::new() };
        let has = |&basis: &Basis| {
            let mut figures = periods.iter().map(|&period| engine.figure(company, self.metric, basis, period));
            self.basis != Some(basis) && figures.all(|figure| figure.is_ok_and(|figure| figure.is_whole()))
        };
        [Basis::Net, Basis::Cash, Basis::Leases, Basis::Headline].into_iter().filter(has).collect()
    }

    /// Why a company has no figure of some periods; and where it has one on another basis, what this one means.
    pub fn reason(
        &self,
        gap: &Gap,
        company: &Company,
        periods: &[Period],
        engine: Option<&Engine<'_>>,
    ) -> (Words, Option<(Basis, &Localized)>) {
        let others = self.bases_with(engine, company, periods);
        let meaning = || {
            let span = periods.first()?.span(company.calendar);
            let (basis, is_new) = (self.basis?, matches!(gap, Gap::BeforeData(_) | Gap::Undisclosed));
            let definition = self.engine.definition(company, self.defined(), Some(basis), span).ok()??;
            (is_new && !others.is_empty()).then_some((basis, &definition.words))
        };
        let meaning = meaning();
        (with_bases(gap.words_of(company), periods, others), meaning)
    }
}

/// Notes that several commands share.
impl Query<'_> {
    /// Why figures are missing, partial or approximate: one note per company and reason, naming the periods.
    pub fn figure_notes<'o>(
        &self,
        outcomes: impl Iterator<Item = (Period, &'o Company, &'o FigureOrGap)>,
    ) -> Vec<Note> {
        let outcomes: Vec<_> = outcomes.collect();
        let ends = outcomes.iter().filter_map(|(_, _, outcome)| outcome.as_ref().ok()).flat_map(|figure| &figure.gaps);
        let newest = ends.filter_map(|(_, gap)| if let Gap::AfterData(end) = gap { Some(*end) } else { None }).max();
        let mut shared = SharedReasons::default();
        let (mut awaited, mut unconverted) = (Vec::new(), Vec::<(Period, Missing)>::new());
        let mut meanings: Vec<Words> = Vec::new();
        let lacking = outcomes.iter().filter(|(_, _, outcome)| outcome.is_err()).map(|(_, company, _)| *company);
        let others = self.on_other_bases(lacking);
        for (period, company, outcome) in outcomes {
            match outcome {
                Err(gap) => {
                    let (reason, meaning) = self.reason(gap, company, &[period], others.as_ref());
                    shared.add("missing", reason, company, period);
                    awaited.extend(self.awaited(company, period));
                    let on_basis = |(basis, words): (Basis, &Localized)| {
                        say!(company_basis_and_words, company = words::company(company), basis = basis.name(), words)
                    };
                    meanings.extend(meaning.map(on_basis).filter(|meaning| !meanings.contains(meaning)));
                }
                Ok(figure) => {
                    if let Some(reason) = &figure.working.approximation {
                        shared.add("approximation", reason.words(), company, period);
                    }
                    // That a year is not over needs no reason; that one company is behind the others does.
                    let is_over = |gap: &Gap| !matches!(gap, Gap::AfterData(end) if Some(*end) == newest);
                    for (_, gap) in figure.gaps.iter().filter(|(_, gap)| is_over(gap)) {
                        let words = say!(quarters_are_missing, reason = gap.words_of(company));
                        shared.add("partial", words, company, period);
                    }
                    if let Err(missing) = self.amount(company, figure).money {
                        unconverted.push((period, missing));
                    }
                }
            }
        }
        let definitions = self.definition_notes();
        let meanings = (!meanings.is_empty()).then(|| Note::new("definition", Words::sentences(meanings)));
        let awaited = awaited.into_iter().map(|words| Note::new("awaited", words));
        let missing = shared.notes().chain(meanings).chain(awaited);
        definitions.into_iter().chain(missing).chain(self.context.unconverted(&unconverted)).collect()
    }

    /// What a metric other than capital expenditures means for each company, where that differs or has changed.
    fn definition_notes(&self) -> Option<Note> {
        let newest = *self.periods.last()?;
        let means = |company: &&Company| {
            let quarter = *newest.quarters(company.calendar).last()?;
            let span = company.calendar.span(quarter);
            let in_force = self.engine.definition(company, &self.metric.id, self.basis, span).ok()??;
            let figure = self.figure(company, newest);
            let definition =
                figure.map_or(in_force, |figure| self.engine.definition_behind(company, in_force, &figure.working));
            Some(say!(company_and_words, company = words::company(company), words = &definition.words))
        };
        let said: Vec<Words> = self.companies.iter().filter_map(means).collect();
        let is_shown = !self.metric.id.is_capex() && !said.is_empty();
        is_shown.then(|| Note::new("definition", Words::sentences(said)))
    }

    /// To which day the figures reach, and where the documents are.
    pub fn data_note<'o>(&self, outcomes: impl Iterator<Item = &'o FigureOrGap>) -> Note {
        let until = last_day(outcomes).map(|end| say!(figures_to, day = Words::Day(end)));
        Note::new("data", Words::sentences(until.into_iter().chain([self.explanation()])))
    }

    /// The command that explains a figure.
    pub fn explanation(&self) -> Words {
        say!(calculation_and_sources, command = self.pointer())
    }
}

/// A note on one metric of several.
pub fn note_on(metric: &Metric, note: Note) -> Note {
    Note { words: say!(metric_and_note, metric = words::metric(metric), note = note.words), ..note }
}

/// The last day of the figures' facts.
pub fn last_day<'o>(outcomes: impl Iterator<Item = &'o FigureOrGap>) -> Option<Date> {
    let ends = outcomes.filter_map(|outcome| {
        let figure = outcome.as_ref().ok()?;
        figure.working.facts().iter().map(|fact| fact.span.end).max()
    });
    ends.max()
}
