//! Amounts of money, which add only within a currency.

use std::fmt;
use std::str::FromStr;

use super::words::Words;
use crate::say;
use rust_decimal::Decimal;

use super::language::Language;

/// An ISO 4217 currency, such as `USD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency {
    code: [u8; 3],
}

/// Code, decimals and names of the currencies in `data/fx/currencies.csv`.
const CURRENCIES: &[([u8; 3], u32, [&str; Language::COUNT])] = include!(concat!(env!("OUT_DIR"), "/currencies.rs"));

/// An exact amount in whole units of a currency (dollars, not millions).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// Units of the currency; may be negative.
    pub amount: Decimal,
    /// The currency the amount is in.
    pub currency: Currency,
}

/// Two amounts in different currencies cannot be combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cannot add {right} to {left}: convert one of them first")]
pub struct CurrencyMismatch {
    /// Currency of the left operand.
    pub left: Currency,
    /// Currency of the right operand.
    pub right: Currency,
}

impl Currency {
    /// The United States dollar, in which all four companies report.
    pub const USD: Self = Self { code: *b"USD" };
    /// The euro, against which the European Central Bank publishes its rates.
    pub const EUR: Self = Self { code: *b"EUR" };

    /// The code, in capitals.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).unwrap_or("???")
    }

    /// Decimals in which amounts are written, after ISO 4217: 2 for dollars and cents, 0 for yen.
    pub fn minor_units(&self) -> u32 {
        self.known().map_or(2, |(_, decimals, _)| *decimals)
    }

    /// Its name in a language, if the data has one.
    pub fn name(&self, language: Language) -> Option<&'static str> {
        self.known().map(|(.., names)| *language.of(names)).filter(|name| !name.is_empty())
    }

    fn known(self) -> Option<&'static ([u8; 3], u32, [&'static str; Language::COUNT])> {
        CURRENCIES.iter().find(|(code, ..)| *code == self.code)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        match text.as_bytes() {
            &[a, b, c] if text.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                Ok(Self { code: [a, b, c].map(|byte| byte.to_ascii_uppercase()) })
            }
            _ => Err(say!(not_a_currency_code, word = text)),
        }
    }
}

impl Money {
    /// An amount of United States dollars.
    pub fn usd(amount: Decimal) -> Self {
        Self { amount, currency: Currency::USD }
    }

    /// The sum of two amounts of one currency.
    pub fn try_add(self, other: Self) -> Result<Self, CurrencyMismatch> {
        if self.currency == other.currency {
            Ok(Self { amount: self.amount + other.amount, currency: self.currency })
        } else {
            Err(CurrencyMismatch { left: self.currency, right: other.currency })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_of_two_currencies_do_not_add() {
        let yuan = Money { amount: Decimal::ONE, currency: "cny".parse().unwrap() };
        let error = Money::usd(Decimal::ONE).try_add(yuan).unwrap_err();
        assert_eq!(error.to_string(), "cannot add CNY to USD: convert one of them first");
    }

    #[test]
    fn yen_and_won_have_no_decimals_by_whichever_way_they_come() {
        for (code, decimals) in [("JPY", 0), ("jpy", 0), ("KRW", 0), ("CNY", 2), ("USD", 2), ("XYZ", 2)] {
            assert_eq!(code.parse::<Currency>().unwrap().minor_units(), decimals, "{code}");
        }
    }

    #[test]
    fn a_currency_code_is_three_letters() {
        for bad in ["", "US", "USDT", "U$D", "元元元"] {
            assert!(bad.parse::<Currency>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn sums_are_exact(a in -10_i64.pow(15)..10_i64.pow(15), b in -10_i64.pow(15)..10_i64.pow(15)) {
            let sum = Money::usd(a.into()).try_add(Money::usd(b.into())).unwrap();
            prop_assert_eq!(sum.amount, Decimal::from(a + b));
        }
    }
}
