//! The readings tried for a claim as lines beside it: on a miss the nearest usual ones, or all of them where asked for.

use std::rc::Rc;

use super::{Args, CheckedClaim};
use crate::claims::{Judgement, ReadingAnswer, Verdict};

/// The most readings that explain a miss.
const MOST: usize = 3;

/// The claims, each followed by readings tried for it; `None` where there are none to show. Machine formats have them only
/// where they are asked for.
pub fn with_readings<'d>(lines: &[CheckedClaim<'d>], args: &Args, machine: bool) -> Option<Vec<CheckedClaim<'d>>> {
    let is_missed = |line: &CheckedClaim<'_>| line.judgement.verdict == Verdict::Contradicted;
    let explains = !machine && args.flags.is_claim() && lines.len() == 1 && lines.iter().all(is_missed);
    if !args.readings && !explains {
        return None;
    }
    let mut shown = Vec::new();
    for line in lines {
        shown.push(line.clone());
        shown.extend(line.tried(args.readings));
    }
    Some(shown)
}

impl<'d> CheckedClaim<'d> {
    /// A line for each reading tried, the nearest first; without `all`, for a few that differ in one way from the usual one.
    fn tried(&self, all: bool) -> Vec<Self> {
        let usual = self.judgement.own.0;
        let is_shown = |answer: &&ReadingAnswer<'d>| {
            all || (answer.reading.is_usual(&usual) && answer.reading.is_one_step(&usual))
        };
        let mut answers: Vec<&ReadingAnswer<'d>> = self.judgement.readings.iter().filter(is_shown).collect();
        answers.sort_by_key(|answer| self.claim.distance(&answer.evaluated));
        let most = if all { answers.len() } else { MOST };
        answers.into_iter().take(most).map(|answer| self.of_reading(answer)).collect()
    }

    fn of_reading(&self, answer: &ReadingAnswer<'d>) -> Self {
        let evaluated = Rc::new(Ok(answer.evaluated.clone()));
        let judgement = Judgement {
            verdict: self.judgement.verdict,
            is_from_guidance: self.judgement.is_from_guidance,
            ..Judgement::of(answer.reading, evaluated)
        };
        Self { claim: self.claim.clone(), judgement, beside: Some(self.judgement.own.0), place: self.place.clone() }
    }
}
