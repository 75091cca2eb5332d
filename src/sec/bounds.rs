//! Whether figures of a fiscal year can all be right.
//!
//! The ends of quarters are points of a line; a figure says how far one lies from another, within what it rounds to. A metric
//! that is never below zero says besides that no point lies before the one before it. Figures can all be right if the points
//! can be placed so, and what some of them leave open to another is a range.

use crate::derive::Point;

/// What a figure says: its points, its value in whole dollars, and how far rounding may put it off.
pub type Given = (Point, Point, i64, i64);

const POINTS: usize = 5;

/// How far each point lies from each other at the most; `None` is any distance.
#[derive(Debug)]
pub struct Bounds([[Option<i64>; POINTS]; POINTS]);

impl Bounds {
    /// The bounds that figures set.
    pub fn of(figures: impl IntoIterator<Item = Given>, is_positive: bool) -> Self {
        let mut bounds = Self([[None; POINTS]; POINTS]);
        for point in 0..POINTS {
            bounds.lower(point, point, 0);
            if is_positive && point > 0 {
                bounds.lower(point, point - 1, 0);
            }
        }
        for (from, to, value, slack) in figures {
            bounds.lower(from.into(), to.into(), value + slack);
            bounds.lower(to.into(), from.into(), slack - value);
        }
        for middle in 0..POINTS {
            for from in 0..POINTS {
                for to in 0..POINTS {
                    if let (Some(first), Some(second)) = (bounds.most(from, middle), bounds.most(middle, to)) {
                        bounds.lower(from, to, first + second);
                    }
                }
            }
        }
        bounds
    }

    /// Whether the points can be placed at all.
    pub fn is_possible(&self) -> bool {
        (0..POINTS).all(|point| self.most(point, point).is_none_or(|most| most >= 0))
    }

    /// The value nearest to the given one that the distance between two points can have; `None` if it can have that one.
    pub fn instead_of(&self, from: Point, to: Point, value: i64) -> Option<i64> {
        let most = self.most(from.into(), to.into()).filter(|most| *most < value);
        most.or_else(|| self.most(to.into(), from.into()).map(|least| -least).filter(|least| *least > value))
    }

    fn most(&self, from: usize, to: usize) -> Option<i64> {
        *self.0.get(from)?.get(to)?
    }

    fn lower(&mut self, from: usize, to: usize, most: i64) {
        if let Some(place) = self.0.get_mut(from).and_then(|row| row.get_mut(to))
            && place.is_none_or(|known| most < known)
        {
            *place = Some(most);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_not_more_than_the_whole_unless_something_is_below_zero() {
        let parts = [(0, 2, 188, 0), (3, 4, 390, 0), (0, 4, 390, 0)];
        assert!(!Bounds::of(parts, true).is_possible());
        assert!(Bounds::of(parts, false).is_possible());
        let rest = Bounds::of([(0, 2, 188, 0), (0, 3, 286, 0), (0, 4, 390, 0)], true);
        assert_eq!(rest.instead_of(3, 4, 390), Some(104));
        assert_eq!(rest.instead_of(1, 2, 188), None);
        assert_eq!(rest.instead_of(1, 2, 189), Some(188));
    }

    #[test]
    fn rounding_leaves_room() {
        assert!(Bounds::of([(0, 1, 10, 1), (1, 2, 10, 1), (0, 2, 23, 1)], true).is_possible());
        assert!(!Bounds::of([(0, 1, 10, 1), (1, 2, 10, 1), (0, 2, 24, 1)], true).is_possible());
    }
}
