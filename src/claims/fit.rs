//! How well an answer fits what a claim says.

use rust_decimal::Decimal;

use super::claim::{Claim, Claimed, Term};
use super::gauge::Found;
use super::judge::{Answer, Outcome};
use super::reading::Reading;
use crate::model::Direction;

/// How well an answer fits a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// As claimed.
    Same,
    /// Within one percent, or a percentage point.
    Close,
    /// Something else.
    Off,
}

/// How well an answer fits.
pub(super) fn fit(claim: &Claim<'_>, found: &Found<'_>) -> Fit {
    let same = |is: bool| if is { Fit::Same } else { Fit::Off };
    match (&claim.claimed, found) {
        (Claimed::Number(printed), Found::Number(figure)) => {
            if claim.comparison.holds(printed, *figure) {
                Fit::Same
            } else if printed.is_close(*figure) {
                Fit::Close
            } else {
                Fit::Off
            }
        }
        (Claimed::Change(from, to), Found::Change(earlier, later)) => {
            if from.is(*earlier) && to.is(*later) {
                Fit::Same
            } else if from.is_close(*earlier) && to.is_close(*later) {
                Fit::Close
            } else {
                Fit::Off
            }
        }
        (Claimed::Truth(claimed), Found::Record { is_one, .. }) => same(claimed == is_one),
        (Claimed::Course(claimed), Found::Course(course, growth)) => {
            let way = claimed.direction.is_none_or(|direction| match (direction, growth) {
                (Direction::Similar, Some(growth)) => growth.abs() <= Decimal::new(1, 2),
                _ => course.direction == Some(direction),
            });
            same(way && (claimed.pace.is_none() || claimed.pace == course.pace))
        }
        (Claimed::Order(groups), Found::Order(found)) => {
            let value = |term: &Term<'_>| found.iter().find(|(of, _)| of == term).map(|(_, value)| *value);
            let ends = |group: &Vec<Term<'_>>| {
                let values: Option<Vec<Decimal>> = group.iter().map(value).collect();
                let values = values?;
                Some((values.iter().min().copied()?, values.iter().max().copied()?))
            };
            let ends: Option<Vec<_>> = groups.iter().map(ends).collect();
            same(ends.is_some_and(|ends| ends.array_windows().all(|[(_, most), (least, _)]| most < least)))
        }
        _ => Fit::Off,
    }
}

/// How far an answer is from what is claimed, in units of the currency or as a fraction; of a change, both ends together.
/// `None` where either is words.
pub fn distance(claim: &Claim<'_>, found: &Found<'_>) -> Option<Decimal> {
    match (&claim.claimed, found) {
        (Claimed::Number(printed), Found::Number(figure)) => Some((*figure - printed.value()).abs()),
        (Claimed::Change(from, to), Found::Change(earlier, later)) => {
            Some((*earlier - from.value()).abs() + (*later - to.value()).abs())
        }
        _ => None,
    }
}

/// Of answers that are numbers, the one that comes nearest.
pub(super) fn nearest<'d>(claim: &Claim<'d>, others: &[Answer<'d>]) -> Option<Answer<'d>> {
    let measured = others.iter().filter_map(|answer| Some((distance(claim, &answer.gauged.found)?, answer)));
    measured.min_by_key(|(distance, _)| *distance).map(|(_, answer)| answer.clone())
}

/// The readings that give one end of a change each, where there are any for both.
pub(super) fn ends<'d>(
    claim: &Claim<'d>,
    others: &[Answer<'d>],
    (reading, own): &(Reading<'d>, Outcome<'d>),
) -> Option<(Vec<Answer<'d>>, Vec<Answer<'d>>)> {
    let Claimed::Change(from, to) = &claim.claimed else { return None };
    let own = Result::as_ref(own).ok().map(|gauged| Answer { reading: *reading, gauged: gauged.clone() });
    let all: Vec<Answer<'d>> = own.into_iter().chain(others.iter().cloned()).collect();
    let given = |is: &dyn Fn(Decimal, Decimal) -> bool| -> Vec<Answer<'d>> {
        let gives =
            |answer: &&Answer<'d>| matches!(answer.gauged.found, Found::Change(earlier, later) if is(earlier, later));
        all.iter().filter(gives).cloned().collect()
    };
    let (earlier, later) = (given(&|earlier, _| from.is(earlier)), given(&|_, later| to.is(later)));
    (!earlier.is_empty() && !later.is_empty()).then_some((earlier, later))
}
