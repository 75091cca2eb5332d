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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::ToSpan as _;
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    use super::super::ledger::Ledger;
    use super::*;
    use crate::model::{Company, Confidence, Fact, FiscalCalendar, FiscalQuarter, MetricId, Origin, Span};

    /// Points of a fiscal year, a value, and the days after its first on which it is published and was published anew.
    type Printed = ((Point, Point), i64, i32, bool);

    fn company() -> Company {
        Company {
            origin: Origin::Bundled,
            ticker: "T".to_owned(),
            name: "T".to_owned(),
            name_zh: String::new(),
            aliases: Vec::new(),
            cik: None,
            calendar: FiscalCalendar::CALENDAR_YEAR,
            cloud_series: None,
            sites: Vec::new(),
        }
    }

    fn days((from, to): (Point, Point)) -> Span {
        let calendar = FiscalCalendar::CALENDAR_YEAR;
        let start = calendar.span(FiscalQuarter::new(2024, from + 1)).start;
        Span { start, end: calendar.span(FiscalQuarter::new(2024, to)).end }
    }

    fn on(day: i32) -> Date {
        date(2024, 1, 1).checked_add(day.days()).unwrap()
    }

    fn fact(&(points, value, day, restated): &Printed) -> Fact {
        Fact {
            metric: MetricId::from("m"),
            span: days(points),
            value: value.into(),
            currency: None,
            rounded_to: None,
            published: on(day),
            source: Arc::from("s"),
            confidence: Confidence::Filing,
            restated,
            last_printed: None,
            note: String::new(),
            line: 2,
            origin: Origin::Bundled,
        }
    }

    fn points() -> impl Strategy<Value = (Point, Point)> {
        (0_u8..4).prop_flat_map(|from| (Just(from), from + 1..=4))
    }

    proptest! {
        #[test]
        fn whatever_was_known_on_a_day_lies_between(
            printed in prop::collection::vec((points(), -50_i64..50, 0_i32..40, any::<bool>()), 0..12),
            known in 0_i32..40,
            asked in points(),
        ) {
            let (company, metric) = (company(), MetricId::from("m"));
            let step = |&((from, to), value, ..): &Printed| Step { from, to, value: Range::at(value.into()) };
            let marks = Marks::of(&printed.iter().map(step).collect::<Vec<_>>());
            let ledger = Ledger::new(&company, &metric, printed.iter().map(fact).collect(), Some(on(known)));
            let (first, last) = (FiscalQuarter::new(2024, asked.0 + 1), FiscalQuarter::new(2024, asked.1));
            if let Ok(working) = ledger.value(first, last) {
                let range = marks.between(asked.0, asked.1);
                prop_assert!(range.is_some_and(|range| range.low <= working.value && working.value <= range.high));
            }
        }
    }

    #[test]
    fn facts_that_agree_leave_nothing_open() {
        let step = |from, to, value: i64| Step { from, to, value: Range::at(value.into()) };
        let marks = Marks::of(&[step(0, 4, 100), step(0, 3, 70), step(1, 2, 20), step(0, 1, 25)]);
        assert_eq!(marks.between(3, 4), Some(Range::at(30.into())));
        assert_eq!(marks.between(2, 3), Some(Range::at(25.into())));
        let apart = Marks::of(&[step(0, 1, 25), step(2, 3, 20)]);
        assert_eq!(apart.between(1, 2), None);
    }
}
