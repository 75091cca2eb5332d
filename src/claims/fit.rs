//! How well an answer fits what a claim says.

use rust_decimal::Decimal;

use super::claim::{Claim, Claimed};
use super::evaluated::{Evaluated, FoundValue, GuidedRange, Rounding};
use super::judge::{EvaluationResult, ReadingAnswer};
use super::printed::{PrintedNumber, PrintedRange};
use super::reading::Reading;
use super::unit::PrintedUnit;
use super::vocabulary::Comparison;
use crate::model::Direction;

/// A number claimed, beside the figure found for it.
#[derive(Debug, Clone, Copy)]
pub struct NumberMatch<'c> {
    /// The number claimed.
    pub printed: &'c PrintedNumber,
    /// The figure.
    pub figure: Decimal,
    /// How far off the figure can be because documents round.
    pub rounding: Rounding,
    comparison: Comparison,
}

impl NumberMatch<'_> {
    /// Whether the figure is as claimed.
    pub fn is_as_claimed(&self) -> bool {
        self.comparison.holds(self.printed, self.figure)
    }

    /// Whether the exact figure may be as claimed, since documents print a rounded one.
    pub fn may_be_as_claimed(&self) -> bool {
        let (least, most) = self.rounding.ends(self.figure);
        least < most
            && match self.comparison {
                Comparison::Equal => self.printed.is_at_least(most) && self.printed.is_at_most(least),
                Comparison::AtLeast => self.printed.is_at_least(most),
                Comparison::AtMost => self.printed.is_at_most(least),
                Comparison::Nearly | Comparison::About => {
                    self.comparison.holds(self.printed, least) || self.comparison.holds(self.printed, most)
                }
            }
    }

    fn distance(&self) -> Decimal {
        (self.figure - self.printed.value()).abs()
    }
}

impl Claim<'_> {
    /// The one number claimed.
    pub fn number(&self) -> Option<&PrintedNumber> {
        match &self.claimed {
            Claimed::Number(printed) => Some(printed),
            _ => None,
        }
    }

    /// Whether it is a whole number of billions, or coarser: many figures round to such an amount. Plans are always given in
    /// such amounts.
    pub fn is_vague(&self) -> bool {
        let is_coarse =
            |printed: &PrintedNumber| printed.unit().is_of_money() && printed.step() >= PrintedUnit::Bn.size();
        self.comparison == Comparison::Equal && !self.question.is_of_guidance() && self.number().is_some_and(is_coarse)
    }

    /// The numbers claimed beside the figures found for them, the earlier of a change first; none where either is words.
    pub fn matches(&self, evaluated: &Evaluated<'_>) -> Vec<NumberMatch<'_>> {
        let Evaluated { rounding, rounding_before, .. } = *evaluated;
        let number = |printed, figure, rounding| NumberMatch { printed, figure, rounding, comparison: self.comparison };
        match (&self.claimed, &evaluated.found) {
            (Claimed::Number(printed), FoundValue::Number(figure)) => vec![number(printed, *figure, rounding)],
            (Claimed::Change(from, to), FoundValue::Change(earlier, later)) => {
                vec![number(from, *earlier, rounding_before), number(to, *later, rounding)]
            }
            (Claimed::Range(range), FoundValue::Range(found)) => self.of_ranges(&[(range, found)]).unwrap_or_default(),
            (Claimed::RangeChange(from, to), FoundValue::RangeChange(earlier, later)) => {
                self.of_ranges(&[(from, earlier), (to, later)]).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// The ends of ranges beside those found; `None` where one of those is open.
    fn of_ranges<'c>(&self, ranges: &[(&'c PrintedRange, &GuidedRange)]) -> Option<Vec<NumberMatch<'c>>> {
        let comparison = self.comparison;
        let number = |printed, figure| NumberMatch { printed, figure, rounding: Rounding::default(), comparison };
        let ends = ranges.iter().flat_map(|(range, found)| [(&range.low, found.low), (&range.high, found.high)]);
        ends.map(|(printed, figure)| Some(number(printed, figure?))).collect()
    }

    /// How far an answer is from what is claimed, in units of the currency or as a fraction; of a change, both numbers
    /// together. `None` where either is words.
    pub fn distance(&self, evaluated: &Evaluated<'_>) -> Option<Decimal> {
        self.matches(evaluated).iter().map(NumberMatch::distance).reduce(|sum, distance| sum + distance)
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

impl Fit {
    fn of(is_so: bool, may_be_so: bool) -> Self {
        match (is_so, may_be_so) {
            (true, _) => Self::Same,
            (_, true) => Self::Close,
            _ => Self::Off,
        }
    }
}

/// How well an answer fits.
pub(super) fn fit(claim: &Claim<'_>, evaluated: &Evaluated<'_>) -> Fit {
    let is_close = |number: &NumberMatch<'_>| number.printed.is_close(number.figure) || number.may_be_as_claimed();
    match (&claim.claimed, &evaluated.found) {
        (Claimed::Truth(claimed), FoundValue::Record { is_one, .. }) => Fit::of(claimed == is_one, evaluated.is_open),
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
            Fit::of(way && pace, (way || may_go) && (pace || evaluated.is_open))
        }
        (Claimed::Revision(claimed), FoundValue::Revision(change, _)) => Fit::of(change.is_kind_of(*claimed), false),
        (Claimed::Order(groups), FoundValue::Order(found)) => {
            let is_so = |rounded: bool| {
                let mut most = None;
                groups.iter().all(|group| {
                    let ends = group.iter().filter_map(|company| {
                        let (_, value, rounding) = found.iter().find(|(of, ..)| of == company)?;
                        Some(if rounded { rounding.ends(*value) } else { (*value, *value) })
                    });
                    let ends: Vec<(Decimal, Decimal)> = ends.collect();
                    let follow =
                        ends.len() == group.len() && ends.iter().all(|(_, high)| most.is_none_or(|most| *high > most));
                    most = ends.iter().map(|(low, _)| *low).chain(most).max();
                    follow
                })
            };
            Fit::of(is_so(false), is_so(true))
        }
        _ => match claim.matches(evaluated).as_slice() {
            [] => Fit::Off,
            numbers => Fit::of(numbers.iter().all(NumberMatch::is_as_claimed), numbers.iter().all(is_close)),
        },
    }
}

/// Of answers that are numbers, the one that comes nearest.
pub(super) fn nearest<'d>(claim: &Claim<'d>, others: &[ReadingAnswer<'d>]) -> Option<ReadingAnswer<'d>> {
    let measured = others.iter().filter_map(|answer| Some((claim.distance(&answer.evaluated)?, answer)));
    measured.min_by_key(|(distance, _)| *distance).map(|(_, answer)| answer.clone())
}

/// The readings that give one end of a change each, where there are any for both.
pub(super) fn ends<'d>(
    claim: &Claim<'d>,
    others: &[ReadingAnswer<'d>],
    (reading, own): &(Reading<'d>, EvaluationResult<'d>),
) -> Option<(Vec<ReadingAnswer<'d>>, Vec<ReadingAnswer<'d>>)> {
    let own = ReadingAnswer::of(*reading, own);
    let (mut of_earlier, mut of_later) = (Vec::new(), Vec::new());
    for answer in own.iter().chain(others) {
        if let [earlier, later] = claim.matches(&answer.evaluated).as_slice() {
            of_earlier.extend(earlier.is_as_claimed().then(|| answer.clone()));
            of_later.extend(later.is_as_claimed().then(|| answer.clone()));
        }
    }
    (!of_earlier.is_empty() && !of_later.is_empty()).then_some((of_earlier, of_later))
}
