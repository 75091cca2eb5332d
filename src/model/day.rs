//! Days as they are written in files and on the command line.

use jiff::civil::Date;

/// `2025-02-08` as a day, written in no other way. Far quicker than a parser of all ways to write one, and most cells of a data
/// file are days.
pub fn iso_day(text: &str) -> Option<Date> {
    let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text.as_bytes() else { return None };
    let digit = |byte: u8| byte.is_ascii_digit().then(|| byte - b'0');
    let two = |tens, ones| Some(digit(tens)? * 10 + digit(ones)?);
    let year = i16::from(two(y0, y1)?) * 100 + i16::from(two(y2, y3)?);
    Date::new(year, two(m0, m1)?.cast_signed(), two(d0, d1)?.cast_signed()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_day_is_read_as_it_is_written(year in 0_i16..=9999, month in 1_i8..=12, day in 1_i8..=28) {
            let date = Date::new(year, month, day).unwrap();
            prop_assert_eq!(iso_day(&date.to_string()), Some(date));
        }

        #[test]
        fn what_is_no_day_is_none(text in "[0-9-]{9,11}") {
            prop_assert_eq!(iso_day(&text), text.parse::<Date>().ok().filter(|day| day.to_string() == text));
        }
    }
}
