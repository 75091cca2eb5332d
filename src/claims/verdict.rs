//! Judges a claim by the answers under its readings.
//!
//! A claim is first read as it states, and as usual where it states nothing. If that does not give what it says, the
//! other readings are tried in their fixed order. A claim can be confirmed under another reading where it states none; a
//! reading that contradicts what it states is only named.

use std::rc::Rc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::claim::{Claim, Question, Subject};
use super::evaluate::evaluate;
use super::evaluated::{Evaluated, GuidedRange};
use super::fit::{Fit, ends, fit, nearest};
use super::guided_range::{RangeFit, guided_range};
use super::judge::{EvaluationResult, Judge, ReadingAnswer};
use super::near_misses::{OtherGroup, growth_between, other_groups};
use super::period_set::PeriodSet;
use super::reading::Reading;
use super::said_instead::{GuidanceOfOthers, SaidInstead, guidance_of_others, said_instead};
use super::unanswerable::{Unanswerable, separate_problems};
use super::vocabulary::{Comparison, Measure};
use crate::data::Problems;
use crate::model::{Basis, MetricId};

/// The verdict on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A reading that the claim allows gives what it says.
    Confirmed,
    /// A usual reading gives something within one percent of it (of a rate: one percentage point), or
    /// something that is as claimed within what the rounding of documents allows; and no other gives it.
    Close,
    /// Its reading gives something else.
    Contradicted,
    /// The data cannot say.
    Unknown,
}

impl Verdict {
    /// The word of the output contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Close => "close",
            Self::Contradicted => "contradicted",
            Self::Unknown => "unknown",
        }
    }
}

/// The verdict on a claim and what it is based on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement<'d> {
    /// The verdict.
    pub verdict: Verdict,
    /// The claim's own reading, which is the one it states, or the usual one where it states none; and its answer.
    pub own: (Reading<'d>, EvaluationResult<'d>),
    /// Other readings that it allows and that give what it says, the nearest to its own first; for a claim that is only
    /// close under another reading, that one. Empty where its own reading gives what it says.
    pub others: Vec<ReadingAnswer<'d>>,
    /// Readings that give what it says but contradict what it states of the reading.
    pub against: Vec<ReadingAnswer<'d>>,
    /// The nearest of all readings, where none gives what the claim says.
    pub nearest: Option<ReadingAnswer<'d>>,
    /// For a change that no reading gives: the readings that give its earlier and its later end.
    pub ends: Option<(Vec<ReadingAnswer<'d>>, Vec<ReadingAnswer<'d>>)>,
    /// For growth that no reading gives: figures on two bases between which it lies, the earlier first.
    pub growth_between: Option<[(Basis, Decimal); 2]>,
    /// The totals that are as claimed without one of the companies, or with one more.
    pub other_groups: Vec<OtherGroup<'d>>,
    /// The guided range that a claim of one figure is within, or outside of.
    pub guided: Option<GuidedRange>,
    /// The as-of day of the claim, and the day of the document its figure is from, where that is later.
    pub published_later: Option<(Date, Date)>,
    /// The earlier period of a change, if it is not the one right before and the claim does not name it.
    pub from_periods: Option<PeriodSet>,
    /// Whether a claim on capital expenditures is answered from guidance, since the period is not over.
    pub is_from_guidance: bool,
    /// What the other companies' guidance sums to, where some gave no figure.
    pub guidance_of_others: Option<GuidanceOfOthers<'d>>,
    /// What a company said instead of a figure for the period.
    pub said_instead: Vec<SaidInstead<'d>>,
    /// The answers of all other readings that were tried; empty where the claim's own gives what it says.
    pub readings: Rc<[ReadingAnswer<'d>]>,
    /// How many readings were tried, each with a figure of its own.
    pub tried: usize,
    /// How many of them give what the claim says.
    pub fits: usize,
}

impl<'d> Judgement<'d> {
    /// That a claim is confirmed by one answer, with nothing else to say.
    pub fn of(reading: Reading<'d>, answer: EvaluationResult<'d>) -> Self {
        Self {
            verdict: Verdict::Confirmed,
            own: (reading, answer),
            others: Vec::new(),
            against: Vec::new(),
            nearest: None,
            ends: None,
            growth_between: None,
            other_groups: Vec::new(),
            guided: None,
            published_later: None,
            from_periods: None,
            is_from_guidance: false,
            guidance_of_others: None,
            said_instead: Vec::new(),
            readings: Rc::from([]),
            tried: 1,
            fits: 0,
        }
    }

    /// The reading that the verdict is based on, and its answer.
    pub fn rests_on(&self) -> (Reading<'d>, Result<&Evaluated<'d>, &Unanswerable<'d>>) {
        match self.others.first() {
            Some(answer) => (answer.reading, Ok(&answer.evaluated)),
            None => (self.own.0, Result::as_ref(&self.own.1)),
        }
    }

    /// Whether the claim holds, or nearly, under another reading than its own.
    pub fn is_read_otherwise(&self) -> bool {
        !self.others.is_empty()
    }

    /// How well the claim fares, the best first; among equals the nearer one.
    fn rank(&self, claim: &Claim<'d>) -> (Rank, bool, Decimal) {
        let rank = match self.verdict {
            Verdict::Confirmed if self.is_read_otherwise() => Rank::Other,
            Verdict::Confirmed => Rank::Own,
            Verdict::Close => Rank::Close,
            Verdict::Contradicted => Rank::Contradicted,
            Verdict::Unknown => Rank::Unknown,
        };
        let off = self.rests_on().1.ok().and_then(|evaluated| claim.distance(evaluated));
        (rank, self.ends.is_none(), off.unwrap_or(Decimal::MAX))
    }
}

impl<'d> Judge<'d> {
    /// Judges a claim. One on capital expenditures of a period that is not over is answered from guidance.
    pub fn judge(&mut self, claim: &Claim<'d>) -> Result<Judgement<'d>, Problems> {
        let judgement = self.judge_from_periods(claim)?;
        let Some(question) = of_plans(&claim.question, &judgement) else { return Ok(judgement) };
        let of_plans = self.judge_from_periods(&Claim { question, ..claim.clone() })?;
        let is_said = of_plans.own.1.is_ok()
            || of_plans.guided.is_some()
            || of_plans.guidance_of_others.is_some()
            || !of_plans.others.is_empty()
            || of_plans.said_instead.iter().any(|said| said.is_on_period);
        Ok(if is_said { Judgement { is_from_guidance: true, ..of_plans } } else { judgement })
    }

    /// Judges a claim as asked; a change that names no earlier period is from the one right before, or from a year before.
    fn judge_from_periods(&mut self, claim: &Claim<'d>) -> Result<Judgement<'d>, Problems> {
        let mut judgement = self.judge_as_asked(claim)?;
        let question = &claim.question;
        let is_open = question.measure.compares_periods()
            && !question.stated.from_period
            && !(question.measure == Measure::Increase && question.is_of_guidance())
            && question.over.is_none()
            && question.than.is_empty();
        if !is_open {
            return Ok(judgement);
        }
        for periods in [question.periods.previous(), question.periods.year_before()] {
            let is_tried = periods == question.from_periods || judgement.from_periods.as_ref() == Some(&periods);
            let is_year = question.is_of_guidance() && periods != question.periods.year_before();
            if is_tried || is_year || judgement.rank(claim).0 == Rank::Own {
                continue;
            }
            let from = Question { from_periods: periods.clone(), ..question.clone() };
            let other = self.judge_as_asked(&Claim { question: from, ..claim.clone() })?;
            let tried = judgement.tried + other.tried;
            judgement = if other.rank(claim) < judgement.rank(claim) {
                Judgement { from_periods: Some(periods), tried, ..other }
            } else {
                Judgement { tried, ..judgement }
            };
        }
        Ok(judgement)
    }

    fn judge_as_asked(&mut self, claim: &Claim<'d>) -> Result<Judgement<'d>, Problems> {
        let question = &claim.question;
        let (mut reading, mut own) = self.own(question)?;
        let mut published_later = None;
        if let (Err(reason), Some(day)) = (&*own, reading.as_of)
            && let Some((later, result)) = self.later(question, &reading, reason)?
        {
            published_later = later.as_of.map(|published| (day, published));
            (reading, own) = (later, result);
        }
        let fit_of_own = Result::as_ref(&own).ok().map(|evaluated| fit(claim, evaluated));
        let mut judgement = Judgement {
            published_later,
            fits: usize::from(fit_of_own == Some(Fit::Same)),
            ..Judgement::of(reading, own)
        };
        if fit_of_own == Some(Fit::Same) && !claim.is_vague() {
            return Ok(judgement);
        }
        let others = self.printed_others(question, reading)?;
        judgement.readings = Rc::clone(&others);
        let (allowed, against): (Vec<_>, Vec<_>) =
            others.iter().partition(|answer| answer.reading.keeps_to(question, &reading));
        let gives = |answer: &&&ReadingAnswer<'d>| fit(claim, &answer.evaluated) == Fit::Same;
        judgement.tried += allowed.len();
        judgement.fits += allowed.iter().filter(gives).count();
        if fit_of_own == Some(Fit::Same) {
            return Ok(judgement);
        }
        judgement.against = against.iter().filter(gives).copied().cloned().collect();
        let guided =
            if question.is_of_guidance() { guided_range(&mut self.figures, question, &reading)? } else { None };
        let range_fit = guided.zip(claim.number()).map(|(guided, number)| guided.fit(number, claim.comparison));
        judgement.guided = guided.filter(|_| range_fit != Some(RangeFit::OfAll));
        judgement.others = confirming(claim, &allowed, &reading, fit_of_own, range_fit);
        if !judgement.others.is_empty() {
            judgement.guided = None;
            return Ok(judgement);
        }
        if judgement.against.is_empty() {
            judgement.nearest = nearest(claim, &others);
            judgement.ends = ends(claim, &others, &judgement.own);
        }
        judgement.verdict = if fit_of_own == Some(Fit::Close) {
            Verdict::Close
        } else if range_fit == Some(RangeFit::Within) {
            Verdict::Unknown
        } else if let Some(near) = near(claim, &allowed, &reading) {
            judgement.others = vec![near];
            Verdict::Close
        } else if fit_of_own.is_none() && range_fit.is_none() {
            self.without_figure(claim, &reading, &mut judgement)?
        } else {
            Verdict::Contradicted
        };
        let is_missed = matches!(judgement.verdict, Verdict::Contradicted | Verdict::Close);
        if is_missed && judgement.against.is_empty() {
            judgement.other_groups = other_groups(&mut self.figures, claim, &reading)?;
        }
        if judgement.verdict == Verdict::Contradicted && judgement.against.is_empty() {
            judgement.growth_between = growth_between(&mut self.figures, claim, &reading)?;
        }
        if let (Verdict::Contradicted, Some((guided, number)), Err(_)) =
            (judgement.verdict, guided.zip(claim.number()), &*judgement.own.1)
        {
            let reading = Reading { end: guided.nearest(number.value()), ..reading };
            judgement.own = (reading, Rc::new(evaluate(&mut self.figures, question, &reading)?));
        }
        Ok(judgement)
    }

    /// The verdict where a reading has no figure. For guidance: by what those companies that gave figures sum to, which the
    /// others can only add to; and with what a company said instead.
    fn without_figure(
        &mut self,
        claim: &Claim<'d>,
        reading: &Reading<'d>,
        judgement: &mut Judgement<'d>,
    ) -> Result<Verdict, Problems> {
        let question = &claim.question;
        if !question.is_of_guidance() || question.not_in_data().is_some() {
            return Ok(Verdict::Unknown);
        }
        judgement.guidance_of_others = guidance_of_others(&mut self.figures, question, reading)?;
        judgement.said_instead = said_instead(&mut self.figures, question, reading)?;
        let least = judgement.guidance_of_others.as_ref().and_then(|guidance_of_others| guidance_of_others.range.low);
        let Some((least, number)) = least.zip(claim.number()) else { return Ok(Verdict::Unknown) };
        Ok(match claim.comparison {
            Comparison::AtLeast if number.is_at_least(least) => Verdict::Confirmed,
            Comparison::AtLeast => Verdict::Unknown,
            _ if !number.is_at_most(least) => Verdict::Contradicted,
            _ => Verdict::Unknown,
        })
    }

    /// The answers under the other readings, but for the bases that count leases where no company counts them in its own
    /// figure: nobody prints that.
    fn printed_others(
        &mut self,
        question: &Question<'d>,
        own: Reading<'d>,
    ) -> Result<Rc<[ReadingAnswer<'d>]>, Problems> {
        let others = self.others(question, own)?;
        let adds_leases = |answer: &ReadingAnswer<'d>| {
            let counts_leases = matches!(answer.reading.basis, Some(Basis::Leases | Basis::Acquired));
            answer.reading.basis != own.basis && counts_leases
        };
        if !others.iter().any(adds_leases) {
            return Ok(others);
        }
        let figures = &mut self.figures;
        let capex = figures.data.metric_by_id(&MetricId::capex());
        let periods = own.periods(&question.periods);
        for &company in &question.companies {
            let mut on = |basis| separate_problems(figures.over(company, capex, Some(basis), &periods, own.as_of));
            let (headline, cash) = (on(Basis::Headline)?, on(Basis::Cash)?);
            if headline.map(|known| known.value).ok() != cash.map(|known| known.value).ok() {
                return Ok(others);
            }
        }
        Ok(others.iter().filter(|answer| !adds_leases(answer)).cloned().collect())
    }
}

/// The question on plans that a question on capital expenditures is, if their period was not over on the day.
fn of_plans<'d>(question: &Question<'d>, judgement: &Judgement<'d>) -> Option<Question<'d>> {
    let is_of_capex = matches!(question.of, Subject::Metric(metric) if metric.id.is_capex());
    let is_of_plans = match question.measure {
        Measure::Value | Measure::Total | Measure::Yoy => true,
        Measure::Multiple => question.over.is_none() && question.than.is_empty() && !question.stated.from_period,
        _ => false,
    };
    let is_guided_for = question.stated.basis.is_none_or(|basis| basis == Basis::Headline);
    let is_missing = matches!(*judgement.own.1, Err(Unanswerable::Missing(..) | Unanswerable::Partial { .. }));
    let is_single = question.periods.single().is_some();
    if !(is_of_capex && is_of_plans && is_guided_for && is_missing && is_single) {
        return None;
    }
    let is_open = match judgement.own.0.as_of {
        Some(day) => question.periods.is_open_on(day, &question.companies),
        None => true,
    };
    let of_plans = || Question { of: Subject::Guidance, ..question.clone() };
    is_open.then(of_plans)
}

/// The readings that confirm a claim, the nearest to its own first. One that is hardly printed confirms only where the
/// claim's own is far off. An end of a range does not confirm a bound on the whole of it.
fn confirming<'d>(
    claim: &Claim<'d>,
    allowed: &[&ReadingAnswer<'d>],
    own: &Reading<'d>,
    fit_of_own: Option<Fit>,
    range_fit: Option<RangeFit>,
) -> Vec<ReadingAnswer<'d>> {
    let of_part = claim.comparison.is_bound() && range_fit.is_some_and(|range_fit| range_fit != RangeFit::OfAll);
    let gives = |answer: &&&ReadingAnswer<'d>| {
        fit(claim, &answer.evaluated) == Fit::Same && !(of_part && answer.reading.end != own.end)
    };
    let is_far = fit_of_own != Some(Fit::Close);
    let confirms = |answer: &&&ReadingAnswer<'d>| is_far || answer.reading.is_usual(own);
    allowed.iter().filter(gives).filter(confirms).copied().cloned().collect()
}

/// The nearest of the usual readings that come close to what is claimed. Where none does, one company may be on purchases plus
/// assets acquired under finance leases: a scoreboard that is widely quoted has Amazon on them.
fn near<'d>(claim: &Claim<'d>, allowed: &[&ReadingAnswer<'d>], own: &Reading<'d>) -> Option<ReadingAnswer<'d>> {
    let is_near = |answer: &&&ReadingAnswer<'d>| {
        let is_plain = answer.reading.is_one_step(own) && answer.reading.one_company.is_none();
        is_plain && fit(claim, &answer.evaluated) == Fit::Close
    };
    let (usual, others): (Vec<_>, Vec<_>) =
        allowed.iter().filter(is_near).copied().cloned().partition(|answer| answer.reading.is_usual(own));
    let is_acquired = |answer: &ReadingAnswer<'d>| {
        answer.reading.basis == Some(Basis::Acquired) && claim.question.companies.len() == 1
    };
    let acquired: Vec<_> = others.into_iter().filter(is_acquired).collect();
    nearest(claim, &usual).or_else(|| nearest(claim, &acquired))
}

/// How well a claim fares, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Own,
    Other,
    Close,
    Contradicted,
    Unknown,
}
