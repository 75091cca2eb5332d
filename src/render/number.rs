//! The one place where a number becomes text and is rounded.
//!
//! Every rounding is half away from zero and happens once, on the exact decimal; no floating point. A number
//! that rounds to zero has no sign.

use rust_decimal::Decimal;

use crate::model::Money;

/// Decimals of a percentage on a page.
const PERCENT_PLACES: u32 = 1;

/// The most decimals of ratios in machine formats: further digits of a division carry no information.
const MACHINE_PLACES: u32 = 6;

/// Significant digits of a plain number in machine formats. Exchange rates are published with five or six, so ten
/// keep whatever a division or an average of them can mean, for yen and pounds alike.
const MACHINE_DIGITS: i64 = 10;

/// Money for a page: `amount` in units of 10^`power`, to `places` decimals, thousands grouped: `1,234.5`.
pub(super) fn money(amount: Decimal, power: u32, places: u32) -> String {
    Digits::of(amount, -i64::from(power), places).grouped()
}

/// A relative change for a page, given as a fraction: `+64.2%`, `-3.0%`, `0.0%`.
pub(super) fn change(fraction: Decimal) -> String {
    let digits = Digits::of(fraction, 2, PERCENT_PLACES);
    let plus = if digits.negative || digits.is_zero() { "" } else { "+" };
    format!("{plus}{}%", digits.grouped())
}

/// A tick of an axis, `value` × 10^`shift`, with just the decimals that a `step` from tick to tick needs: `50`, `2.5`.
pub(super) fn tick(value: Decimal, shift: i64, step: Decimal) -> String {
    let mut places = i64::from(step.scale()) - shift;
    let mut mantissa = step.mantissa();
    while places > 0 && mantissa % 10 == 0 {
        (mantissa, places) = (mantissa / 10, places - 1);
    }
    Digits::of(value, shift, u32::try_from(places).unwrap_or(0)).grouped()
}

/// A part of a whole or a ratio for a page, given as a fraction: `31.3%`.
pub(super) fn share(fraction: Decimal) -> String {
    format!("{}%", Digits::of(fraction, 2, PERCENT_PLACES).grouped())
}

/// A plain number for a page, to `places` decimals, thousands grouped: `7.1956`, `1,364.1200`.
pub(super) fn plain(value: Decimal, places: u32) -> String {
    Digits::of(value, 0, places).grouped()
}

/// Money for a machine: plain digits, in the smallest units the currency has, no zeros at the end.
pub(super) fn machine_money(money: Money) -> String {
    machine_to(money.amount, money.currency.minor_units())
}

/// Any number for a machine: plain digits, `.` before the decimals, at most six of them, no zeros at their end.
pub(super) fn machine(value: Decimal) -> String {
    machine_to(value, MACHINE_PLACES)
}

/// A plain number for a machine: like [`machine`], but to ten significant digits rather than six decimals. The digits
/// before the point are all kept.
pub(super) fn machine_plain(value: Decimal) -> String {
    let whole_digits = i64::from(value.mantissa().unsigned_abs().checked_ilog10().unwrap_or(0)) + 1;
    let places = MACHINE_DIGITS - (whole_digits - i64::from(value.scale()));
    machine_to(value, u32::try_from(places).unwrap_or(0))
}

fn machine_to(value: Decimal, places: u32) -> String {
    let mut digits = Digits::of(value, 0, places);
    digits.fraction.truncate(digits.fraction.trim_end_matches('0').len());
    let whole = std::mem::take(&mut digits.whole);
    digits.join(&whole)
}

/// A rounded number as its digits.
struct Digits {
    /// Never set on a zero.
    negative: bool,
    /// At least one digit.
    whole: String,
    /// As many digits as were asked for.
    fraction: String,
}

impl Digits {
    /// The digits of `value` × 10^`shift`, to `places` decimals.
    ///
    /// Works on the decimal's integer mantissa: shifting a `Decimal` itself would drop digits of a long one, and
    /// so round twice.
    fn of(value: Decimal, shift: i64, places: u32) -> Self {
        let surplus = i64::from(value.scale()) - shift - i64::from(places);
        let mantissa = value.mantissa().unsigned_abs();
        let mut digits = match usize::try_from(-surplus) {
            Ok(zeros) if mantissa != 0 => format!("{mantissa}{}", "0".repeat(zeros)),
            Ok(_) => "0".to_owned(),
            Err(_) => without_last_digits(mantissa, surplus).to_string(),
        };
        let negative = value.is_sign_negative() && digits != "0";
        let places = places as usize;
        if digits.len() <= places {
            digits.insert_str(0, &"0".repeat(places + 1 - digits.len()));
        }
        let fraction = digits.split_off(digits.len() - places);
        Self { negative, whole: digits, fraction }
    }

    fn is_zero(&self) -> bool {
        self.whole.bytes().chain(self.fraction.bytes()).all(|digit| digit == b'0')
    }

    /// With a comma before every third digit of the whole part.
    fn grouped(&self) -> String {
        let mut grouped = String::with_capacity(self.whole.len() * 4 / 3);
        for (index, digit) in self.whole.char_indices() {
            if index > 0 && (self.whole.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        self.join(&grouped)
    }

    fn join(&self, whole: &str) -> String {
        let sign = if self.negative { "-" } else { "" };
        let point = if self.fraction.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{}", self.fraction)
    }
}

/// `mantissa` / 10^`count`, rounded half up (the sign is kept elsewhere, so this is half away from zero).
fn without_last_digits(mantissa: u128, count: i64) -> u128 {
    let divisor = u32::try_from(count).ok().and_then(|count| 10_u128.checked_pow(count));
    // A divisor beyond u128 exceeds twice any 96-bit mantissa.
    divisor.map_or(0, |divisor| mantissa / divisor + u128::from(mantissa % divisor >= divisor.div_ceil(2)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn money_is_scaled_rounded_and_grouped() {
        let amount = decimal("128320000000");
        assert_eq!(money(amount, 9, 1), "128.3");
        assert_eq!(money(amount, 6, 0), "128,320");
        assert_eq!(money(amount, 12, 3), "0.128");
        assert_eq!(money(amount, 0, 0), "128,320,000,000");
        assert_eq!(money(amount, 8, 1), "1,283.2");
        assert_eq!(money(-amount, 6, 2), "-128,320.00");
    }

    #[test]
    fn halves_go_away_from_zero_and_no_rounding_is_done_twice() {
        assert_eq!(money(decimal("2500000"), 6, 0), "3");
        assert_eq!(money(decimal("-2500000"), 6, 0), "-3");
        assert_eq!(money(decimal("2449999.9"), 6, 1), "2.4");
        assert_eq!(money(decimal("0.4999999999999999999999999999"), 12, 0), "0");
    }

    #[test]
    fn changes_carry_a_sign_and_shares_only_a_minus() {
        assert_eq!(change(decimal("0.64148")), "+64.1%");
        assert_eq!(change(decimal("-0.03")), "-3.0%");
        assert_eq!(change(decimal("-0.0004")), "0.0%");
        assert_eq!(change(decimal("0")), "0.0%");
        assert_eq!(change(decimal("12.345")), "+1,234.5%");
        assert_eq!(share(decimal("0.313")), "31.3%");
        assert_eq!(share(decimal("1")), "100.0%");
        assert_eq!(share(decimal("-0.05")), "-5.0%");
    }

    #[test]
    fn ticks_have_the_decimals_of_their_step() {
        assert_eq!(tick(decimal("150000000000"), -9, decimal("50000000000")), "150");
        assert_eq!(tick(decimal("5000000000"), -9, decimal("2500000000")), "5.0");
        assert_eq!(tick(decimal("-0.25"), 2, decimal("0.25")), "-25");
        assert_eq!(tick(decimal("0.005"), 2, decimal("0.005")), "0.5");
        assert_eq!(tick(decimal("1500000000000"), -9, decimal("500000000000")), "1,500");
    }

    #[test]
    fn machine_numbers_are_plain() {
        assert_eq!(machine(decimal("128320000000")), "128320000000");
        assert_eq!(machine(decimal("128320000000.00")), "128320000000");
        assert_eq!(machine(decimal("0.642")), "0.642");
        assert_eq!(machine(decimal("0.6666666666666666666666666667")), "0.666667");
        assert_eq!(machine(decimal("-0.0000001")), "0");
        assert_eq!(machine(decimal("-0.5")), "-0.5");
    }

    #[test]
    fn plain_numbers_keep_ten_digits_for_machines() {
        assert_eq!(plain(decimal("7.195623456789"), 4), "7.1956");
        assert_eq!(plain(decimal("1364.12"), 4), "1,364.1200");
        assert_eq!(plain(decimal("63"), 0), "63");
        assert_eq!(machine_plain(decimal("7.195623456789")), "7.195623457");
        assert_eq!(machine_plain(decimal("0.00068975312345678")), "0.0006897531235");
        assert_eq!(machine_plain(decimal("1364.1200")), "1364.12");
        assert_eq!(machine_plain(decimal("12345678901.5")), "12345678902");
        assert_eq!(machine_plain(decimal("0.0000")), "0");
        assert_eq!(machine_plain(decimal("63")), "63");
    }

    prop_compose! {
        fn any_decimal()(mantissa in -10_i128.pow(27)..10_i128.pow(27), scale in 0_u32..=28) -> Decimal {
            Decimal::from_i128_with_scale(mantissa, scale)
        }
    }

    proptest! {
        #[test]
        fn the_machine_form_reads_back_as_the_rounded_value(value in any_decimal()) {
            let rounded = value.round_dp_with_strategy(MACHINE_PLACES, MidpointAwayFromZero);
            prop_assert_eq!(decimal(&machine(value)), rounded);
        }

        #[test]
        fn scaling_moves_the_point_and_grouping_adds_only_commas(
            mantissa in -10_i128.pow(20)..10_i128.pow(20), scale in 0_u32..=8, power in 0_u32..=12, places in 0_u32..=6,
        ) {
            let text = money(Decimal::from_i128_with_scale(mantissa, scale), power, places);
            let moved = Decimal::from_i128_with_scale(mantissa, scale + power);
            let rounded = moved.round_dp_with_strategy(places, MidpointAwayFromZero);
            prop_assert_eq!(decimal(&text.replace(',', "")), rounded);

            let whole = text.trim_start_matches('-').split('.').next().unwrap();
            let (head, rest) = whole.split_once(',').unwrap_or((whole, ""));
            prop_assert!((1..=3).contains(&head.len()));
            prop_assert!(rest.is_empty() || rest.split(',').all(|group| group.len() == 3));
        }

        #[test]
        fn zero_never_has_a_sign(value in any_decimal(), power in 0_u32..=12, places in 0_u32..=6) {
            for text in [money(value, power, places), change(value), share(value), machine(value)] {
                let zero = text.chars().all(|c| !c.is_ascii_digit() || c == '0');
                prop_assert!(!(zero && text.starts_with(['-', '+'])), "{text}");
            }
        }
    }
}
