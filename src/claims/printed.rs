//! Numbers as they were printed: the last digit says how precise they claim to be.
//!
//! A figure rounds to a printed number if it lies between two bounds, half a step below and above; so nothing is rounded.

use std::fmt;

use rust_decimal::Decimal;

use super::unit::PrintedUnit;
use crate::data::LARGEST;
use crate::model::Words;
use crate::say;

/// A number with its unit, digit for digit as printed: 78.0 is not 78.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedNumber {
    number: Decimal,
    unit: PrintedUnit,
}

/// A range as printed, its ends in one unit; a single number is a range of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedRange {
    /// The lower end.
    pub low: PrintedNumber,
    /// The upper end.
    pub high: PrintedNumber,
}

/// As printed: `66–72 bn`, `75 bn`.
impl fmt::Display for PrintedRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.low == self.high { self.low.fmt(f) } else { write!(f, "{}–{}", self.low.number, self.high) }
    }
}

/// The most decimals of a printed number.
const MOST_DECIMALS: u32 = 10;

impl PrintedNumber {
    /// A number in a unit; refused beyond a quadrillion whole units or ten decimals.
    pub fn new(number: Decimal, unit: PrintedUnit) -> Result<Self, Words> {
        let value = number.checked_mul(unit.size()).filter(|value| value.abs() < LARGEST);
        if value.is_none() || number.scale() > MOST_DECIMALS {
            return Err(say!(number_too_large, typed = number.to_string()));
        }
        Ok(Self { number, unit })
    }

    /// Its unit.
    pub fn unit(&self) -> PrintedUnit {
        self.unit
    }

    /// The number that is printed before the unit.
    pub fn number(&self) -> Decimal {
        self.number
    }

    /// Its decimals as printed.
    pub fn places(&self) -> u32 {
        self.number.scale()
    }

    /// What it says, in whole units of a currency or as a fraction.
    pub fn value(&self) -> Decimal {
        (self.number * self.unit.size()).normalize()
    }

    /// What its last digit counts: of 26.3 bn, a tenth of a billion. A number of 亿 that ends in 0 may be rounded to ten,
    /// as 2500亿美元 is for 250 billion dollars.
    pub fn step(&self) -> Decimal {
        // A multiple counts at least to a tenth: `doubled` is not 1.6 times.
        let least = u32::from(self.unit == PrintedUnit::Times);
        let step = self.unit.size() * Decimal::new(1, self.number.scale().max(least));
        self.in_billions().map_or(step, |_| PrintedUnit::Bn.size())
    }

    /// A number of 亿 that ends in 0, as billions.
    pub fn in_billions(&self) -> Option<Self> {
        let whole = self.unit == PrintedUnit::Yi && self.number.scale() == 0 && !self.number.is_zero();
        let number = (self.number / Decimal::TEN).normalize();
        (whole && number.scale() == 0).then_some(Self { number, unit: PrintedUnit::Bn })
    }

    /// Whether a figure rounds to the number only if the number is rounded to ten.
    pub fn is_only_in_tens(&self, figure: Decimal) -> bool {
        let half = self.unit.size() / Decimal::TWO;
        self.in_billions().is_some() && self.is(figure) && (figure - self.value()).abs() > half
    }

    /// Half a step of its last digit.
    fn half(&self) -> Decimal {
        self.step() / Decimal::TWO
    }

    /// The bounds of the figures that round to it; a bound itself may round to another number.
    pub fn ends(&self) -> (Decimal, Decimal) {
        (self.value() - self.half(), self.value() + self.half())
    }

    /// Whether a figure, rounded to the printed digits with halves away from zero, is the printed number: 63 is 62.5 and
    /// more and less than 63.5.
    pub fn is(&self, figure: Decimal) -> bool {
        self.is_at_least(figure) && self.is_at_most(figure)
    }

    /// Whether a figure, so rounded, is the printed number or more.
    pub fn is_at_least(&self, figure: Decimal) -> bool {
        let low = self.value() - self.half();
        if self.value() > Decimal::ZERO { figure >= low } else { figure > low }
    }

    /// Whether a figure, so rounded, is the printed number or less.
    pub fn is_at_most(&self, figure: Decimal) -> bool {
        let high = self.value() + self.half();
        if self.value() < Decimal::ZERO { figure <= high } else { figure < high }
    }

    /// Whether a figure is somewhat below the number and no more: by 5 percent, of a multiple by an eighth.
    pub fn is_nearly(&self, figure: Decimal) -> bool {
        let least = if self.unit == PrintedUnit::Times { Decimal::new(875, 3) } else { Decimal::new(95, 2) };
        let (value, figure) = (self.value().abs(), if self.value().is_sign_negative() { -figure } else { figure });
        figure <= value && figure >= value * least
    }

    /// Whether a figure is within 5 percent of the number; of a rate, within one percentage point at least.
    pub fn is_about(&self, figure: Decimal) -> bool {
        let allowed = self.value().abs() * Decimal::new(5, 2);
        let is_rate = matches!(self.unit, PrintedUnit::Percent | PrintedUnit::Fraction);
        let allowed = if is_rate { allowed.max(Decimal::new(1, 2)) } else { allowed };
        (figure - self.value()).abs() <= allowed
    }

    /// Whether a figure is within one percent of an amount, within one percentage point of a rate, or within a tenth of a
    /// multiple.
    pub fn is_close(&self, figure: Decimal) -> bool {
        if self.unit == PrintedUnit::Times {
            return (figure - self.value()).abs() <= Decimal::new(1, 1);
        }
        let base = if self.unit.is_of_money() { self.value().abs() } else { Decimal::ONE };
        let allowed = base * Decimal::new(1, 2);
        (figure - self.value()).abs() <= allowed
    }
}

/// As printed: `26.3 bn`, `63%`.
impl fmt::Display for PrintedNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.unit.symbol())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

    fn printed(text: &str, unit: PrintedUnit) -> PrintedNumber {
        PrintedNumber::new(text.parse().unwrap(), unit).unwrap()
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_digit_decides() {
        let sixty_three = printed("63", PrintedUnit::Percent);
        for (figure, is) in [("0.62499", false), ("0.625", true), ("0.6349", true), ("0.635", false)] {
            assert_eq!(sixty_three.is(decimal(figure)), is, "{figure}");
        }
        let revenue = printed("637.959", PrintedUnit::Bn);
        assert!(revenue.is(decimal("637959000000")) && !revenue.is(decimal("637960000000")));
        assert!(!printed("78.0", PrintedUnit::Bn).is(decimal("78200000000")));
        assert!(printed("78", PrintedUnit::Bn).is(decimal("78200000000")));
    }

    #[test]
    fn close_is_a_percent_of_an_amount_and_a_point_of_a_rate() {
        assert!(printed("151", PrintedUnit::Bn).is_close(decimal("149997000000")));
        assert!(!printed("300", PrintedUnit::Bn).is_close(decimal("296900000000")));
        assert!(printed("63", PrintedUnit::Percent).is_close(decimal("0.637")));
        assert!(!printed("15", PrintedUnit::Percent).is_close(decimal("0.1601")));
        assert!(printed("0.15", PrintedUnit::Fraction).is_close(decimal("0.153")));
        assert!(!printed("0.15", PrintedUnit::Fraction).is_close(decimal("0.1601")));
    }

    /// As in billions: 2500亿 is 2495 and more and less than 2505, and 2500.0亿 and 2505亿 are what they say.
    #[test]
    fn a_number_of_yi_that_ends_in_0_may_be_rounded_to_ten() {
        for (number, figure, is) in [
            ("2500", "250400000000", true),
            ("2500", "249500000000", true),
            ("2500", "250500000000", false),
            ("2500", "249499999999", false),
            ("2500.0", "250400000000", false),
            ("2504", "250400000000", true),
            ("2505", "250400000000", false),
            ("-20", "-2400000000", true),
            ("10", "1400000000", true),
            ("0", "400000000", false),
        ] {
            assert_eq!(printed(number, PrintedUnit::Yi).is(decimal(figure)), is, "{number} {figure}");
        }
        let number = printed("2500", PrintedUnit::Yi);
        assert!(number.is_only_in_tens(decimal("250400000000")) && !number.is_only_in_tens(decimal("250030000000")));
        assert_eq!(number.in_billions(), Some(printed("250", PrintedUnit::Bn)));
        assert_eq!(printed("250", PrintedUnit::Bn).in_billions(), None);
    }

    #[test]
    fn a_whole_multiple_counts_to_a_tenth() {
        let doubled = printed("2", PrintedUnit::Times);
        for (figure, is, is_close) in
            [("1.949", false, true), ("1.95", true, true), ("2.05", false, true), ("2.11", false, false)]
        {
            assert_eq!((doubled.is(decimal(figure)), doubled.is_close(decimal(figure))), (is, is_close), "{figure}");
        }
    }

    #[test]
    fn what_overflows_is_refused() {
        assert!(PrintedNumber::new(Decimal::from(1_000_000), PrintedUnit::Tn).is_err());
        assert!(PrintedNumber::new(decimal("0.00000000001"), PrintedUnit::Bn).is_err());
        assert!(PrintedNumber::new(Decimal::MAX, PrintedUnit::Tn).is_err());
    }

    /// Every unit but that of multiples, which count at least to a tenth.
    fn any_unit() -> impl Strategy<Value = PrintedUnit> {
        let units = PrintedUnit::all().filter(|unit| *unit != PrintedUnit::Times);
        prop::sample::select(units.collect::<Vec<_>>())
    }

    proptest! {
        /// The same as rounding the figure and comparing, which is how it would be printed.
        #[test]
        fn a_figure_is_what_it_rounds_to(
            mantissa in -100_000_i64..100_000, scale in 0_u32..4, unit in any_unit(), off in -3_000_i64..3_000,
        ) {
            let Ok(printed) = PrintedNumber::new(Decimal::new(mantissa, scale), unit) else { return Ok(()) };
            // A thousandth of the last digit at a time, so that the ends are met.
            let figure = printed.value() + unit.size() * Decimal::new(off, scale + 3);
            let in_tens = unit == PrintedUnit::Yi && scale == 0 && mantissa % 10 == 0 && mantissa != 0;
            let (step, scale) = if in_tens { (unit.size() * Decimal::TEN, 0) } else { (unit.size(), scale) };
            let rounded = (figure / step).round_dp_with_strategy(scale, MidpointAwayFromZero);
            let number = if in_tens { Decimal::from(mantissa / 10) } else { Decimal::new(mantissa, scale) };
            prop_assert_eq!(printed.is(figure), rounded == number);
            prop_assert_eq!(printed.is_at_least(figure), rounded >= number);
            prop_assert_eq!(printed.is_at_most(figure), rounded <= number);
        }

        #[test]
        fn a_printed_number_is_itself_and_close_to_itself(mantissa in -10_i64.pow(6)..10_i64.pow(6), scale in 0_u32..6, unit in any_unit()) {
            let Ok(printed) = PrintedNumber::new(Decimal::new(mantissa, scale), unit) else { return Ok(()) };
            prop_assert!(printed.is(printed.value()) && printed.is_close(printed.value()));
        }
    }
}
