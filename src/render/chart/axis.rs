//! The scale of a chart: round numbers, zero among them, and where a figure falls between them.
//!
//! Exact throughout: a place is a whole number of cells, or of eighths of one, and only that is rounded.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// A scale between two round numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct Axis {
    /// Its lower end, at most zero unless it was cut.
    pub low: Decimal,
    /// Its upper end.
    pub high: Decimal,
    /// From one tick to the next.
    pub step: Decimal,
}

/// A range of positions has this part of the scale to itself at least, or the scale is cut.
const CUT: Decimal = Decimal::TWO;

impl Axis {
    /// A scale that holds every figure, and zero, in at most `steps` steps (one more where figures are on both sides of
    /// zero).
    pub fn over(figures: &[Decimal], steps: u32) -> Self {
        let low = figures.iter().copied().min().unwrap_or_default().min(Decimal::ZERO);
        let high = figures.iter().copied().max().unwrap_or_default().max(Decimal::ZERO);
        Self::between(low, high, steps)
    }

    /// A scale for positions rather than lengths: where they all lie far from zero, it leaves out what is below them.
    pub fn around(figures: &[Decimal], steps: u32) -> Self {
        let (low, high) = (figures.iter().copied().min(), figures.iter().copied().max());
        match (low, high) {
            (Some(low), Some(high)) if low > Decimal::ZERO && low > high / CUT => Self::between(low, high, steps),
            _ => Self::over(figures, steps),
        }
    }

    fn between(low: Decimal, high: Decimal, steps: u32) -> Self {
        let span = high.checked_sub(low).filter(|span| *span > Decimal::ZERO);
        // Without a span any scale will do; one step above what there is.
        let step = round_step(span.unwrap_or(if high.is_zero() { Decimal::ONE } else { high.abs() }), steps);
        let (from, to) = ((low / step).floor() * step, (high / step).ceil() * step);
        Self { low: from, high: if to > from { to } else { from + step }, step }
    }

    /// Whether zero lies outside.
    pub fn is_cut(&self) -> bool {
        self.low > Decimal::ZERO
    }

    /// The round numbers, from the lowest.
    pub fn ticks(&self) -> Vec<Decimal> {
        (0..=self.steps()).map(|step| self.low + self.step * Decimal::from(step)).collect()
    }

    /// Steps from end to end.
    pub fn steps(&self) -> usize {
        ((self.high - self.low) / self.step).round().to_usize().unwrap_or(1).max(1)
    }

    /// How many of `cells` between the ends lie below a figure; within the scale whatever the figure.
    pub fn place(&self, figure: Decimal, cells: usize) -> usize {
        let part = (figure.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        (part * Decimal::from(cells)).round().to_usize().unwrap_or(0).min(cells)
    }
}

/// 1, 2, 2.5 or 5 times a power of ten: the smallest that covers a span in so many steps.
fn round_step(span: Decimal, steps: u32) -> Decimal {
    const ROUND: [Decimal; 5] = [
        Decimal::ONE,
        Decimal::TWO,
        Decimal::from_parts(25, 0, 0, false, 1),
        Decimal::from_parts(5, 0, 0, false, 0),
        Decimal::TEN,
    ];
    let least = span / Decimal::from(steps.max(1));
    let mut power = Decimal::ONE;
    while power < least
        && let Some(next) = power.checked_mul(Decimal::TEN)
    {
        power = next;
    }
    while power > least && power.scale() < Decimal::MAX_SCALE - 2 {
        power /= Decimal::TEN;
    }
    let step = ROUND.iter().filter_map(|round| power.checked_mul(*round)).find(|step| *step >= least);
    step.unwrap_or(least).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn axis(figures: &[i64]) -> (i64, i64, usize) {
        let figures: Vec<Decimal> = figures.iter().copied().map(Decimal::from).collect();
        let axis = Axis::over(&figures, 5);
        (axis.low.to_i64().unwrap(), axis.high.to_i64().unwrap(), axis.steps())
    }

    #[test]
    fn scales_begin_at_zero_and_end_on_round_numbers() {
        assert_eq!(axis(&[128, 72]), (0, 150, 3));
        assert_eq!(axis(&[170]), (0, 200, 4));
        assert_eq!(axis(&[-17, 84]), (-25, 100, 5));
        assert_eq!(axis(&[-10, -20]), (-20, 0, 4));
    }

    #[test]
    fn without_a_span_there_is_one_step() {
        for figures in [&[][..], &[Decimal::ZERO]] {
            let axis = Axis::over(figures, 5);
            assert_eq!((axis.low, axis.steps()), (Decimal::ZERO, 1));
            assert!(axis.high > Decimal::ZERO);
        }
    }

    #[test]
    fn only_positions_far_from_zero_cut_the_scale() {
        let around = |figures: &[i64]| Axis::around(&figures.iter().copied().map(Decimal::from).collect::<Vec<_>>(), 5);
        assert_eq!(around(&[60, 72]).low, Decimal::from(60));
        assert!(around(&[60, 72]).is_cut());
        assert!(!around(&[30, 72]).is_cut());
        assert!(around(&[70]).high > Decimal::from(70) || around(&[70]).low < Decimal::from(70));
    }

    proptest! {
        #[test]
        fn every_figure_has_a_place_in_its_order(
            mut figures in prop::collection::vec((-10_i128.pow(24)..10_i128.pow(24), 0_u32..12), 1..8),
            cells in 1_usize..300,
            steps in 2_u32..7,
        ) {
            figures.sort_by_key(|(mantissa, scale)| Decimal::from_i128_with_scale(*mantissa, *scale));
            let figures: Vec<Decimal> =
                figures.into_iter().map(|(mantissa, scale)| Decimal::from_i128_with_scale(mantissa, scale)).collect();
            for axis in [Axis::over(&figures, steps), Axis::around(&figures, steps)] {
                prop_assert!(axis.steps() <= steps as usize + 2, "{axis:?}");
                prop_assert!(axis.low <= figures[0] && *figures.last().unwrap() <= axis.high, "{axis:?}");
                let places: Vec<usize> = figures.iter().map(|figure| axis.place(*figure, cells)).collect();
                prop_assert!(places.is_sorted() && places.iter().all(|place| *place <= cells));
            }
        }
    }
}
