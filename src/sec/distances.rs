//! Ways between the quarters of a fiscal year, over the figures of a vintage.

use rust_decimal::Decimal;

use super::proof::Stated;
use crate::derive::Point;

/// The distances of a vintage: for each pair of points the least and the greatest value given for it.
pub struct Distances {
    allowed: Decimal,
    known: Vec<(Point, Point, Decimal, Decimal)>,
}

impl Distances {
    /// The distances that figures give, of which two may be `allowed` apart for rounding.
    pub fn of(figures: &[(usize, &Stated)], allowed: Decimal) -> Self {
        let mut known: Vec<(Point, Point, Decimal, Decimal)> = Vec::new();
        for (_, figure) in figures {
            if let Some((.., least, greatest)) =
                known.iter_mut().find(|(from, to, ..)| (*from, *to) == (figure.from, figure.to))
            {
                *least = figure.value.min(*least);
                *greatest = figure.value.max(*greatest);
            } else {
                known.push((figure.from, figure.to, figure.value, figure.value));
            }
        }
        Self { allowed, known }
    }

    /// Another value given for the span of a figure, if one differs by more than rounding explains.
    pub fn rival(&self, figure: &Stated) -> Option<&Decimal> {
        let (.., least, greatest) =
            self.known.iter().find(|(from, to, ..)| (*from, *to) == (figure.from, figure.to))?;
        [least, greatest].into_iter().find(|value| (**value - figure.value).abs() > self.allowed)
    }

    /// What each way around a figure comes to: sums of other distances from its one end to the other. A distance that has
    /// rival values is no part of any way.
    pub fn without(&self, figure: &Stated) -> Vec<Decimal> {
        let certain = self.known.iter().filter(|(from, to, least, greatest)| {
            (*from, *to) != (figure.from, figure.to) && *greatest - *least <= self.allowed
        });
        let certain: Vec<(Point, Point, Decimal)> = certain.map(|(from, to, least, _)| (*from, *to, *least)).collect();
        let mut sums = Vec::new();
        walk(figure.from, figure.to, &certain, 1 << figure.from, Decimal::ZERO, &mut sums);
        sums
    }
}

/// Adds to `sums` what each way between two points comes to that meets no point twice; `met` has a bit for each point.
fn walk(at: Point, goal: Point, known: &[(Point, Point, Decimal)], met: u8, sum: Decimal, sums: &mut Vec<Decimal>) {
    if at == goal {
        sums.push(sum);
        return;
    }
    for (from, to, value) in known {
        let (next, sum) = match at {
            _ if *from == at => (*to, sum + value),
            _ if *to == at => (*from, sum - value),
            _ => continue,
        };
        if met & (1 << next) == 0 {
            walk(next, goal, known, met | (1 << next), sum, sums);
        }
    }
}
