//! The scalars of a companyfacts file: keys, days, accession numbers, forms, amounts.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::de::{Deserializer, Error as _, Visitor};
use serde::{Deserialize, de};
use serde_json::value::RawValue;

use super::filing::{Accession, Form};
use crate::data::LARGEST;
use crate::model::iso_day;

/// A key, borrowed unless it has escapes.
#[derive(Deserialize)]
#[serde(expecting = "a key")]
pub struct JsonKey<'k>(#[serde(borrow)] pub Cow<'k, str>);

macro_rules! read_from_text {
    ($(#[$doc:meta])* $name:ident($of:ty), $expected:literal, $read:expr) => {
        $(#[$doc])*
        pub struct $name(pub $of);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;

                impl Visitor<'_> for Text {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        $read(text).map($name).map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Text)
            }
        }
    };
}

read_from_text! {
    /// A day.
    Day(Date), "a day, such as \"2025-03-31\"", |text: &str| iso_day(text).ok_or_else(|| {
        format!("`{}` is not a date, such as 2025-03-31", text.chars().take(40).collect::<String>())
    })
}

read_from_text! {
    /// The number of a filing.
    AccessionNumber(Accession), "an accession number, such as \"0001018724-25-000004\"", str::parse::<Accession>
}

/// The form of a filing.
pub enum FormName {
    /// One whose statements count.
    Counts(Form),
    /// The name of another.
    Other(String),
}

impl<'de> Deserialize<'de> for FormName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl Visitor<'_> for Name {
            type Value = FormName;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a form, such as \"10-Q\"")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<FormName, E> {
                let other = || FormName::Other(text.chars().take(40).collect());
                Ok(Form::of(text).map_or_else(other, FormName::Counts))
            }
        }

        deserializer.deserialize_str(Name)
    }
}

/// A Central Index Key: a number, or the same as text with leading zeros, as the SEC writes it in either way.
pub struct Cik(pub u64);

impl<'de> Deserialize<'de> for Cik {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        impl Visitor<'_> for Number {
            type Value = Cik;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a Central Index Key, such as 1018724 or \"0001018724\"")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Cik, E> {
                if number == 0 {
                    return Err(E::invalid_value(de::Unexpected::Unsigned(number), &self));
                }
                Ok(Cik(number))
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Cik, E> {
                Err(E::invalid_value(de::Unexpected::Signed(number), &self))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Cik, E> {
                let is_plain = text.len() <= 10 && text.bytes().all(|byte| byte.is_ascii_digit());
                match text.parse() {
                    Ok(number) if is_plain && number > 0 => Ok(Cik(number)),
                    _ => {
                        let shown: String = text.chars().take(40).collect();
                        Err(E::invalid_value(de::Unexpected::Str(&shown), &self))
                    }
                }
            }
        }

        deserializer.deserialize_any(Number)
    }
}

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAmount {
    /// It is larger than anything a company reports, or finer than can be held exactly.
    Beyond,
    /// It is no number.
    NoNumber,
}

/// An amount, read from its digits: a binary number could not hold it exactly.
pub fn amount(text: &str) -> Result<Decimal, NoAmount> {
    match Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text)) {
        Ok(number) if number.abs() < LARGEST => Ok(number),
        _ if text.bytes().any(|byte| byte.is_ascii_digit())
            && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) =>
        {
            Err(NoAmount::Beyond)
        }
        _ => Err(NoAmount::NoNumber),
    }
}

/// An amount of a companyfacts file.
pub struct JsonAmount(pub Decimal);

impl<'de> Deserialize<'de> for JsonAmount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&RawValue>::deserialize(deserializer)?.get();
        amount(text).map(Self).map_err(|error| {
            let shown: String = text.chars().take(40).collect();
            D::Error::custom(match error {
                NoAmount::Beyond => format!("`{shown}` is more than a quadrillion or finer than can be held exactly"),
                NoAmount::NoNumber => format!("val is `{shown}`, not a number"),
            })
        })
    }
}
