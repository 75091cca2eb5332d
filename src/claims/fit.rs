//! How well an answer fits what a claim says.

use rust_decimal::Decimal;

use super::claim::{Claim, Claimed};
use super::evaluated::{Evaluated, FoundValue, Rounding};
use super::judge::{EvaluationResult, ReadingAnswer};
use super::printed::PrintedNumber;
use super::reading::Reading;
use super::unit::PrintedUnit;
use super::vocabulary::Comparison;
use crate::model::Direction;

impl Claim<'_> {
    /// The one number claimed.
    pub fn number(&self) -> Option<&PrintedNumber> {
        match &self.claimed {
            Claimed::Number(printed) => Some(printed),
            _ => None,
        }
    }

    /// Whether it is a whole number of billions, or coarser: of such an amount many figures may be meant. GuidanceEvaluator are always
    /// spoken of so.
    pub fn is_vague(&self) -> bool {
        let is_coarse =
            |printed: &PrintedNumber| printed.unit().is_of_money() && printed.step() >= PrintedUnit::Bn.size();
        self.comparison == Comparison::Equal && !self.question.is_of_guidance() && self.number().is_some_and(is_coarse)
    }
}

/// How well an answer fits a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// As claimed.
    Same,
    /// Within one percent, or a percentage point; or within what the rounding of documents allows.
    Close,
    /// Something else.
    Off,
}

/// How well an answer fits.
pub(super) fn fit(claim: &Claim<'_>, evaluated: &Evaluated<'_>) -> Fit {
    let found = &evaluated.found;
    match (&claim.claimed, found) {
        (Claimed::Number(printed), FoundValue::Number(figure)) => {
            if claim.comparison.holds(printed, *figure) {
                Fit::Same
            } else if printed.is_close(*figure) || may_hold(claim.comparison, printed, *figure, evaluated.rounding) {
                Fit::Close
            } else {
                Fit::Off
            }
        }
        (Claimed::Change(from, to), FoundValue::Change(earlier, later)) => {
            if from.is(*earlier) && to.is(*later) {
                Fit::Same
            } else if (from.is_close(*earlier)
                || may_hold(Comparison::Equal, from, *earlier, evaluated.rounding_before))
                && (to.is_close(*later) || may_hold(Comparison::Equal, to, *later, evaluated.rounding))
            {
                Fit::Close
            } else {
                Fit::Off
            }
        }
        (Claimed::Truth(claimed), FoundValue::Record { is_one, .. }) => in_words(claimed == is_one, evaluated.is_open),
        (Claimed::Trend(claimed), FoundValue::Trend(trend, growth)) => {
            let way = claimed.direction.is_none_or(|direction| match (direction, growth) {
                (Direction::Similar, Some(growth)) => growth.abs() <= Decimal::new(1, 2),
                _ => trend.direction == Some(direction),
            });
            let may_go = claimed.direction.is_none_or(|direction| {
                growth.map(|growth| evaluated.rounding.ends(growth)).is_some_and(|(low, high)| match direction {
                    Direction::Higher => high > Decimal::ZERO,
                    Direction::Lower => low < Decimal::ZERO,
                    Direction::Similar => low <= Decimal::new(1, 2) && high >= Decimal::new(-1, 2),
                })
            });
            let pace = claimed.pace.is_none() || claimed.pace == trend.pace;
            in_words(way && pace, (way || may_go) && (pace || evaluated.is_open))
        }
        (Claimed::Order(groups), FoundValue::Order(found)) => {
            let is_so = |rounded: bool| {
                let mut most = None;
                groups.iter().all(|group| {
                    let ends = group.iter().filter_map(|term| {
                        let (_, value, rounding) = found.iter().find(|(of, ..)| of == term)?;
                        Some(if rounded { rounding.ends(*value) } else { (*value, *value) })
                    });
                    let ends: Vec<(Decimal, Decimal)> = ends.collect();
                    let follow =
                        ends.len() == group.len() && ends.iter().all(|(_, high)| most.is_none_or(|most| *high > most));
                    most = ends.iter().map(|(low, _)| *low).chain(most).max();
                    follow
                })
            };
            in_words(is_so(false), is_so(true))
        }
        _ => Fit::Off,
    }
}

/// How an answer in words fits that is so, or may be so as documents round.
fn in_words(is_so: bool, may_be_so: bool) -> Fit {
    match (is_so, may_be_so) {
        (true, _) => Fit::Same,
        (_, true) => Fit::Close,
        _ => Fit::Off,
    }
}

/// Whether a printed number is one that the exact figure may round to, since documents print a rounded one.
pub fn may_hold(comparison: Comparison, printed: &PrintedNumber, figure: Decimal, rounding: Rounding) -> bool {
    let (least, most) = rounding.ends(figure);
    least < most
        && match comparison {
            Comparison::Equal => printed.is_at_least(most) && printed.is_at_most(least),
            Comparison::AtLeast => printed.is_at_least(most),
            Comparison::AtMost => printed.is_at_most(least),
        }
}

/// How far an answer is from what is claimed, in units of the currency or as a fraction; of a change, both ends together.
/// `None` where either is words.
pub fn distance(claim: &Claim<'_>, found: &FoundValue<'_>) -> Option<Decimal> {
    match (&claim.claimed, found) {
        (Claimed::Number(printed), FoundValue::Number(figure)) => Some((*figure - printed.value()).abs()),
        (Claimed::Change(from, to), FoundValue::Change(earlier, later)) => {
            Some((*earlier - from.value()).abs() + (*later - to.value()).abs())
        }
        _ => None,
    }
}

/// Of answers that are numbers, the one that comes nearest.
pub(super) fn nearest<'d>(claim: &Claim<'d>, others: &[ReadingAnswer<'d>]) -> Option<ReadingAnswer<'d>> {
    let measured = others.iter().filter_map(|answer| Some((distance(claim, &answer.evaluated.found)?, answer)));
    measured.min_by_key(|(distance, _)| *distance).map(|(_, answer)| answer.clone())
}

/// The readings that give one end of a change each, where there are any for both.
pub(super) fn ends<'d>(
    claim: &Claim<'d>,
    others: &[ReadingAnswer<'d>],
    (reading, own): &(Reading<'d>, EvaluationResult<'d>),
) -> Option<(Vec<ReadingAnswer<'d>>, Vec<ReadingAnswer<'d>>)> {
    let Claimed::Change(from, to) = &claim.claimed else { return None };
    let own =
        Result::as_ref(own).ok().map(|evaluated| ReadingAnswer { reading: *reading, evaluated: evaluated.clone() });
    let all: Vec<ReadingAnswer<'d>> = own.into_iter().chain(others.iter().cloned()).collect();
    let given = |is: &dyn Fn(Decimal, Decimal) -> bool| -> Vec<ReadingAnswer<'d>> {
        let gives = |answer: &&ReadingAnswer<'d>| matches!(answer.evaluated.found, FoundValue::Change(earlier, later) if is(earlier, later));
        all.iter().filter(gives).cloned().collect()
    };
    let (earlier, later) = (given(&|earlier, _| from.is(earlier)), given(&|_, later| to.is(later)));
    (!earlier.is_empty() && !later.is_empty()).then_some((earlier, later))
}
