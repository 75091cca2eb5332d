//! The range that companies gave, where a claim is about one figure.

use rust_decimal::Decimal;

use super::claim::Question;
use super::evaluate::number;
use super::evaluated::GuidedRange;
use super::figures::Figures;
use super::printed::PrintedNumber;
use super::reading::{GuidanceEnd, Reading};
use super::vocabulary::{Comparison, Measure};
use crate::data::Problems;

/// How a claim of one number fits a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RangeFit {
    /// It holds for the whole range.
    OfAll,
    /// It holds for a part of it.
    Within,
    /// It holds for nothing in the range.
    Outside,
}

impl GuidedRange {
    /// How a printed number fits the range.
    pub(super) fn fit(self, printed: &PrintedNumber, comparison: Comparison) -> RangeFit {
        let is_under = self.low.is_some_and(|low| !printed.is_at_most(low));
        let is_over = self.high.is_some_and(|high| !printed.is_at_least(high));
        let (of_all, outside) = match comparison {
            Comparison::Equal | Comparison::Nearly | Comparison::About => (false, is_under || is_over),
            Comparison::AtLeast => (self.low.is_some_and(|low| printed.is_at_least(low)), is_over),
            Comparison::AtMost => (self.high.is_some_and(|high| printed.is_at_most(high)), is_under),
        };
        match (of_all, outside) {
            (true, _) => RangeFit::OfAll,
            (_, true) => RangeFit::Outside,
            _ => RangeFit::Within,
        }
    }

    /// The end that comes nearest to a number.
    pub(super) fn nearest(self, number: Decimal) -> GuidanceEnd {
        let off = |end: Option<Decimal>| end.map_or(Decimal::MAX, |end| (end - number).abs());
        if off(self.low) <= off(self.high) { GuidanceEnd::Low } else { GuidanceEnd::High }
    }
}

/// The range that the companies gave, where a question and a reading ask for one figure.
pub(super) fn guided_range<'d>(
    figures: &mut Figures<'d>,
    question: &Question<'d>,
    reading: &Reading<'d>,
) -> Result<Option<GuidedRange>, Problems> {
    let is_of_one = matches!(question.measure, Measure::Value | Measure::Total | Measure::Yoy | Measure::Multiple);
    if !is_of_one || reading.end != GuidanceEnd::One {
        return Ok(None);
    }
    let mut at = |end| number(figures, question, &Reading { end, ..*reading });
    let (low, high) = (at(GuidanceEnd::Low)?, at(GuidanceEnd::High)?);
    Ok((low != high).then_some(GuidedRange { low, high }))
}
