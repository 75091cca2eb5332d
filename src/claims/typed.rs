//! Numbers as they are typed: digits, a unit, a currency.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::unit::{PrintedUnit, split_unit};
use crate::data::typed;
use crate::fx::Rates;
use crate::model::{Currency, Words};
use crate::say;

/// An amount or a rate as typed: `26.3bn`, `1,919亿元`, `64.2%`, `CNY 2.3 tn`, `246`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedNumber {
    /// The digits, with the sign.
    pub number: Decimal,
    /// The unit, if it was typed.
    pub unit: Option<PrintedUnit>,
    /// The currency, if it was typed.
    pub currency: Option<Currency>,
}

impl FromStr for TypedNumber {
    type Err = Words;

    fn from_str(typed: &str) -> Result<Self, Words> {
        Self::read(typed, None)
    }
}

impl TypedNumber {
    /// What a number without a unit is counted in: whole units of the currency from a million on, else as usual.
    pub fn unit_or(&self, usual: Option<PrintedUnit>) -> Option<PrintedUnit> {
        let is_whole = self.number.scale() == 0 && self.number.abs() >= Decimal::from(1_000_000);
        self.unit.or(usual.map(|usual| if is_whole && usual.is_of_money() { PrintedUnit::Ones } else { usual }))
    }

    /// Reads a number as typed; `yen_sign` is what ¥ means where no other word tells.
    pub fn read(typed: &str, yen_sign: Option<Currency>) -> Result<Self, Words> {
        let text = typed.trim();
        let shape = || say!(not_a_number, typed = text);
        let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let start = text.find(is_of_number).ok_or_else(shape)?;
        let (before, rest) = text.split_at(start);
        let (digits, after) = rest.split_at(rest.find(|c| !is_of_number(c)).unwrap_or(rest.len()));
        let (negative, before) = sign(before);
        let number: Decimal = if digits.contains(',') {
            let comma = || say!(comma_groups_thousands, typed = text);
            Decimal::from_str_exact(&ungrouped(digits).ok_or_else(comma)?)
        } else {
            Decimal::from_str_exact(digits)
        }
        .map_err(|_| shape())?;
        if digits.ends_with('.') || digits.starts_with('.') {
            return Err(shape());
        }
        let (unit, after) = split_unit(after);
        let words = [before, after].map(str::trim);
        let is_yen_sign = |word: &&str| matches!(*word, "¥" | "￥");
        let mut currency = None;
        for word in words.into_iter().filter(|word| !word.is_empty() && !is_yen_sign(word)) {
            let found = currency_of(word).filter(|found| currency.is_none_or(|other| other == *found));
            let unknown = || say!(neither_unit_nor_currency, typed = text, rest = word, units = PrintedUnit::names());
            currency = Some(found.ok_or_else(unknown)?);
        }
        if words.iter().any(is_yen_sign) {
            let of_sign = ["JPY", "CNY"].map(str::parse::<Currency>);
            currency = match currency.or(yen_sign) {
                Some(currency) if of_sign.contains(&Ok(currency)) => Some(currency),
                _ => return Err(say!(yen_or_yuan_in_number, typed = text)),
            };
        }
        Ok(Self { number: if negative { -number } else { number }, unit, currency })
    }
}

/// Takes a sign off what stands before the digits, at either end.
fn sign(before: &str) -> (bool, &str) {
    let before = before.trim();
    for (mark, negative) in [('-', true), ('−', true), ('+', false)] {
        if let Some(rest) = before.strip_prefix(mark).or_else(|| before.strip_suffix(mark)) {
            return (negative, rest.trim());
        }
    }
    (false, before)
}

/// The digits without the commas that group them; none if one stands elsewhere.
fn ungrouped(digits: &str) -> Option<String> {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()));
    let good = first.is_some() && groups.all(|group| group.len() == 3) && !fraction.is_some_and(|f| f.contains(','));
    good.then(|| digits.replace(',', ""))
}

/// The currency a word means; the dollar's is known without the table.
fn currency_of(word: &str) -> Option<Currency> {
    if word == "$" || word.eq_ignore_ascii_case(Currency::USD.code()) {
        return Some(Currency::USD);
    }
    Rates::bundled().ok()?.currency(word).ok()
}

/// The two ends of a range as typed: `64..72`, `64–72`, `64 to 72 bn`, `$64-$72bn`, `640亿至720亿美元`. A hyphen counts
/// only between two numbers.
pub(super) fn split_range(text: &str) -> Option<(&str, &str)> {
    let is_number = |part: &&str| part.chars().any(|c| c.is_ascii_digit());
    ["..", "–", "—", " to ", " and ", "至", "到", "~", "～", "-", "−"].iter().find_map(|mark| {
        let (low, high) = text.split_once(mark)?;
        let low = low.trim().strip_prefix("between ").unwrap_or(low).trim();
        Some((low, high.trim())).filter(|(low, high)| is_number(low) && is_number(high))
    })
}

/// The number of a multiple that is said in a word.
pub(super) fn multiple(text: &str) -> Option<Decimal> {
    typed::meaning(typed::MULTIPLE, &text.trim().to_lowercase())?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::PrintedNumber;
    use proptest::prelude::*;

    fn typed(text: &str) -> String {
        match text.parse::<TypedNumber>() {
            Ok(TypedNumber { number, unit, currency }) => {
                let unit = unit.map_or("-", PrintedUnit::name);
                format!("{number} {unit} {}", currency.map_or("-".to_owned(), |currency| currency.to_string()))
            }
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn numbers_are_read_as_the_press_writes_them() {
        for (text, expected) in [
            ("246", "246 - -"),
            ("26.3bn", "26.3 bn -"),
            ("$26.30 billion", "26.30 bn USD"),
            ("US$ 1.8tn", "1.8 tn USD"),
            ("1,919亿元", "1919 yi CNY"),
            ("2.3万亿元人民币", "2.3 wanyi CNY"),
            ("2.3万亿元人民", "`2.3万亿元人民`: `元人民` is neither a unit"),
            ("1.8 万亿 人民币", "1.8 wanyi CNY"),
            ("CNY 191.9bn", "191.9 bn CNY"),
            ("191.9bn cny", "191.9 bn CNY"),
            ("2.3 tn yuan", "2.3 tn CNY"),
            ("5 mxn", "5 - MXN"),
            ("64.2%", "64.2 percent -"),
            ("-3.0%", "-3.0 percent -"),
            ("+63 percent", "63 percent -"),
            ("-$1bn", "-1 bn USD"),
            ("1,234,567.5", "1234567.5 - -"),
            ("$410B", "410 bn USD"),
            ("37.5b", "37.5 bn -"),
            ("€157bn", "157 bn EUR"),
            ("157 Mrd. Euro", "157 bn EUR"),
            ("157 Milliarden €", "157 bn EUR"),
            ("0.185T", "0.185 tn -"),
            ("1,282億ドル", "1282 yi USD"),
            ("19兆円", "19 wanyi JPY"),
            ("1282억 달러", "1282 yi USD"),
            ("178조원", "178 wanyi KRW"),
            ("¥19兆円", "19 wanyi JPY"),
            ("¥9191亿元", "9191 yi CNY"),
            ("¥919.1bn CNY", "919.1 bn CNY"),
            ("$26.3bn USD", "26.3 bn USD"),
            ("HK$320bn", "320 bn HKD"),
        ] {
            assert!(typed(text).starts_with(expected), "{text}: {}", typed(text));
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        assert_eq!(typed("¥5tn"), "`¥5tn`: ¥ can mean yen or yuan; write JPY or CNY instead");
        assert_eq!(TypedNumber::read("¥5tn", "CNY".parse().ok()).unwrap().currency, "CNY".parse().ok());
        assert!(typed("¥5tn EUR").contains("yen or yuan"));
        for text in ["", "bn", "1.2.3", "26.", ".5", "--", "1,2,3.", "NaN", "1e9x"] {
            assert!(text.parse::<TypedNumber>().is_err(), "{text}");
        }
        assert_eq!(typed("26,3bn"), "`26,3bn`: a comma separates thousands; write decimals after a point");
        assert!(typed("26.3bm").starts_with("`26.3bm`: `bm` is neither a unit (usd, k, "), "{}", typed("26.3bm"));
    }

    proptest! {
        #[test]
        fn a_printed_number_reads_back(mantissa in -10_i64.pow(6)..10_i64.pow(6), scale in 0_u32..6, unit in prop::sample::select(PrintedUnit::all().collect::<Vec<_>>())) {
            let Ok(printed) = PrintedNumber::new(Decimal::new(mantissa, scale), unit) else { return Ok(()) };
            let typed: TypedNumber = printed.to_string().parse().unwrap();
            prop_assert_eq!(typed.number, Decimal::new(mantissa, scale));
            prop_assert_eq!(typed.number.scale(), scale);
            if !matches!(unit, PrintedUnit::Ones | PrintedUnit::Fraction) {
                prop_assert_eq!(typed.unit, Some(unit));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = text.parse::<TypedNumber>();
            let _ = text.parse::<PrintedUnit>();
        }
    }
}
