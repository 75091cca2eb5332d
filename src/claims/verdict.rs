//! Judges a claim by the answers under its readings.
//!
//! A claim is first read as it states, and as usual where it states nothing. If that does not give what it says, the
//! other readings are tried in their fixed order. A claim can be confirmed under another reading where it states none; a
//! reading that contradicts what it states is only named.

use std::rc::Rc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::claim::{Claim, Question};
use super::evaluate::evaluate;
use super::evaluated::Evaluated;
use super::fit::{Fit, ends, fit, nearest};
use super::guided_range::{GuidedRange, RangeFit, guided_range};
use super::judge::{EvaluationResult, Judge, ReadingAnswer};
use super::reading::Reading;
use super::unanswerable::{Unanswerable, separate_problems};
use super::vocabulary::{Comparison, Measure};
use crate::data::Problems;
use crate::model::{Basis, MetricId, Period};

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
    /// The guided range that a claim of one figure is within, or outside of.
    pub guided: Option<GuidedRange>,
    /// The as-of day of the claim, and the day of the document its figure is from, where that is later.
    pub published_later: Option<(Date, Date)>,
    /// The earlier period of a change, if it is not the one right before and the claim does not name it.
    pub from_period: Option<Period>,
    /// How many readings were tried, each with a figure of its own.
    pub tried: usize,
    /// How many of them give what the claim says.
    pub fits: usize,
}

impl<'d> Judgement<'d> {
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
    /// Judges a claim. A change that names no earlier period is from the one right before, or from a year before.
    pub fn judge(&mut self, claim: &Claim<'d>) -> Result<Judgement<'d>, Problems> {
        let judgement = self.judge_as_asked(claim)?;
        let question = &claim.question;
        let year_before = question.period.plus_years(-1);
        let is_open = question.measure == Measure::Change && !question.stated.from_period;
        if !is_open || year_before == question.from_period || judgement.rank(claim).0 == Rank::Own {
            return Ok(judgement);
        }
        let from_year_before = Question { from_period: year_before, ..question.clone() };
        let other = self.judge_as_asked(&Claim { question: from_year_before, ..claim.clone() })?;
        let tried = judgement.tried + other.tried;
        Ok(if other.rank(claim) < judgement.rank(claim) {
            Judgement { from_period: Some(year_before), tried, ..other }
        } else {
            Judgement { tried, ..judgement }
        })
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
            verdict: Verdict::Confirmed,
            own: (reading, own),
            others: Vec::new(),
            against: Vec::new(),
            nearest: None,
            ends: None,
            guided: None,
            published_later,
            from_period: None,
            tried: 1,
            fits: usize::from(fit_of_own == Some(Fit::Same)),
        };
        if fit_of_own == Some(Fit::Same) && !claim.is_vague() {
            return Ok(judgement);
        }
        let others = self.printed_others(question, reading)?;
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
            Verdict::Unknown
        } else {
            Verdict::Contradicted
        };
        if let (Verdict::Contradicted, Some((guided, number)), Err(_)) =
            (judgement.verdict, guided.zip(claim.number()), &*judgement.own.1)
        {
            let reading = Reading { end: guided.nearest(number.value()), ..reading };
            judgement.own = (reading, Rc::new(evaluate(&mut self.figures, question, &reading)?));
        }
        Ok(judgement)
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
        let period = own.period(question.period);
        for &company in &question.companies {
            let mut on = |basis| separate_problems(figures.known(company, capex, Some(basis), period, own.as_of));
            let (headline, cash) = (on(Basis::Headline)?, on(Basis::Cash)?);
            if headline.map(|known| known.value).ok() != cash.map(|known| known.value).ok() {
                return Ok(others);
            }
        }
        Ok(others.iter().filter(|answer| !adds_leases(answer)).cloned().collect())
    }
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
    let of_part =
        claim.comparison != Comparison::Equal && range_fit.is_some_and(|range_fit| range_fit != RangeFit::OfAll);
    let gives = |answer: &&&ReadingAnswer<'d>| {
        fit(claim, &answer.evaluated) == Fit::Same && !(of_part && answer.reading.end != own.end)
    };
    let is_far = fit_of_own != Some(Fit::Close);
    let confirms = |answer: &&&ReadingAnswer<'d>| is_far || answer.reading.is_usual(own);
    allowed.iter().filter(gives).filter(confirms).copied().cloned().collect()
}

/// The nearest of the usual readings that come close to what is claimed.
fn near<'d>(claim: &Claim<'d>, allowed: &[&ReadingAnswer<'d>], own: &Reading<'d>) -> Option<ReadingAnswer<'d>> {
    let is_used = |answer: &&&ReadingAnswer<'d>| {
        answer.reading.is_usual(own) && answer.reading.is_one_step(own) && answer.reading.one_company.is_none()
    };
    let is_near = |answer: &&&ReadingAnswer<'d>| fit(claim, &answer.evaluated) == Fit::Close;
    let near: Vec<ReadingAnswer<'d>> = allowed.iter().filter(is_used).filter(is_near).copied().cloned().collect();
    nearest(claim, &near)
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
