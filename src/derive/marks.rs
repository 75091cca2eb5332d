//! Quarter ends of a fiscal year as marks along a line, and facts as distances between them.
//!
//! Where facts agree, as they nearly always do, the marks give every sum and difference of them at once. Where they do not,
//! as after a restatement, they give it but for as much as the facts disagree.

use rust_decimal::Decimal;

use super::range::Range;
use super::year::Point;
use crate::model::Sign;

/// What is known between two points of a year.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The earlier point.
    pub from: Point,
    /// The later.
    pub to: Point,
    /// The value from one to the other.
    pub value: Range,
}

/// The points of a year that facts reach.
#[derive(Debug, Default)]
pub struct Marks {
    /// How far each point is from the first of those that facts connect it with, and which that is.
    at: [Option<(Point, Decimal)>; POINTS],
    /// The most that a figure can be off.
    slack: Decimal,
}

const POINTS: usize = 5;

/// A figure goes over each fact once, or is the sum of so many quarters that each do.
const MOST_QUARTERS: i64 = 4;

impl Marks {
    /// The points that some steps reach.
    pub fn of(steps: &[Step]) -> Self {
        let mut marks = Self::default();
        for root in steps.iter().map(|step| step.from) {
            if marks.get(root).is_none() {
                marks.set(root, (root, Decimal::ZERO));
                while steps.iter().any(|step| marks.take(step)) {}
            }
        }
        // Of facts over the same quarters a figure uses one.
        let mut off: Vec<(Point, Point, Decimal)> = Vec::new();
        for step in steps {
            let Some(marked) = marks.between(step.from, step.to) else { continue };
            let most = (step.value.high - marked.low).abs().max((step.value.low - marked.low).abs());
            if most.is_zero() {
                continue;
            }
            match off.iter_mut().find(|(from, to, _)| (*from, *to) == (step.from, step.to)) {
                Some((.., other)) => *other = most.max(*other),
                None => off.push((step.from, step.to, most)),
            }
        }
        marks.slack = off.iter().map(|(.., off)| *off).sum::<Decimal>() * Decimal::from(MOST_QUARTERS);
        marks
    }

    /// Between what every figure from one point to another lies, whichever facts it is worked out from; `None` if no facts
    /// lead there.
    pub fn between(&self, from: Point, to: Point) -> Option<Range> {
        let ((root, start), (of, end)) = (self.get(from)?, self.get(to)?);
        let value = Range::at(end - start);
        let slack = Range { low: -self.slack, high: self.slack };
        (root == of).then(|| if self.slack.is_zero() { value } else { value.plus(Sign::Plus, slack) })
    }

    /// Marks the other end of a step that begins or ends at a mark; whether there was one to mark.
    fn take(&mut self, step: &Step) -> bool {
        match (self.get(step.from), self.get(step.to)) {
            (Some((root, start)), None) => self.set(step.to, (root, start + step.value.low)),
            (None, Some((root, end))) => self.set(step.from, (root, end - step.value.low)),
            _ => return false,
        }
        true
    }

    fn get(&self, point: Point) -> Option<(Point, Decimal)> {
        self.at.get(usize::from(point)).copied().flatten()
    }

    fn set(&mut self, point: Point, mark: (Point, Decimal)) {
        if let Some(place) = self.at.get_mut(usize::from(point)) {
            *place = Some(mark);
        }
    }
}
