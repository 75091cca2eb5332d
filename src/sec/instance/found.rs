//! The facts of an instance that are looked for.

use quick_xml::events::BytesStart;
use rust_decimal::Decimal;

use super::xml::{Xml, shown};
use crate::data::Problem;
use crate::model::Span;
use crate::say;
use crate::sec::scalar::{NoAmount, amount};

/// A fact as it stands in the file.
#[derive(Debug)]
pub struct Found {
    /// The first element of its name, by its place.
    pub element: usize,
    /// The identifiers of its context and unit.
    pub context: String,
    /// The unit.
    pub unit: String,
    /// The number.
    pub value: Decimal,
    /// Decimal places to which it is exact; the most there are if it is exact.
    pub decimals: i32,
    /// Where it stands, in bytes.
    pub place: u64,
}

/// A number of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundAmount {
    /// First and last day; at a point in time that day.
    pub span: Span,
    /// In whole units of its currency.
    pub value: Decimal,
    /// Decimal places to which it is exact.
    pub decimals: i32,
}

/// What is exact.
const EXACT: i32 = i32::MAX;

/// The places of a million, to which statements are printed.
const MILLION: i32 = -6;

/// Values of one fact that are compared with each other, at most.
const MOST_VALUES: usize = 8;

/// The coarsest places there are: more than any figure has.
const COARSEST: i32 = -15;

impl Found {
    /// Reads a fact, of which the start has been read.
    pub fn read(xml: &mut Xml<'_>, start: &BytesStart<'_>, element: usize) -> Result<Self, Problem> {
        let context = xml.required(start, "contextRef")?;
        let unit = xml.required(start, "unitRef")?;
        let decimals = match xml.attribute(start, "decimals")?.as_deref() {
            None | Some("INF") => EXACT,
            Some(text) => {
                let places = text.parse().ok().filter(|places| (COARSEST..=i32::from(u8::MAX)).contains(places));
                places.ok_or_else(|| xml.problem(say!(instance_bad_decimals, word = shown(text))))?
            }
        };
        let text = xml.content()?;
        let value = amount(&text).map_err(|error| {
            let word = shown(&text);
            xml.problem(match error {
                NoAmount::Beyond => say!(instance_number_too_large, word),
                NoAmount::NoNumber => say!(instance_not_a_number, word),
            })
        })?;
        Ok(Self { element, context, unit, value, decimals, place: xml.place() })
    }
}

impl FoundAmount {
    /// The unit it is exact to.
    fn unit(&self) -> Decimal {
        let places = u32::try_from(self.decimals.saturating_neg()).unwrap_or(0);
        10_i64.checked_pow(places).map_or(Decimal::ONE, Decimal::from)
    }

    /// The unit it is rounded to, where that is coarser than a million.
    pub fn rounded_to(&self) -> Option<Decimal> {
        (self.decimals < MILLION).then(|| self.unit())
    }
}

/// Leaves of facts that a filing repeats the most precise. Amounts that rounding does not explain all stay: they contradict
/// each other.
pub fn once(amounts: &mut Vec<(usize, FoundAmount)>) {
    amounts.sort_by_key(|(element, amount)| {
        (*element, amount.span.end, amount.span.start, std::cmp::Reverse(amount.decimals))
    });
    let mut kept: Vec<(usize, FoundAmount)> = Vec::with_capacity(amounts.len());
    for &(element, amount) in &*amounts {
        let same_place =
            kept.iter().rev().take(MOST_VALUES).take_while(|(of, other)| (*of, other.span) == (element, amount.span));
        let mut same_place = same_place.peekable();
        let is_new = same_place.peek().is_none();
        let is_other = |(_, other): &(usize, FoundAmount)| {
            let apart = (other.value - amount.value).abs();
            !apart.is_zero() && (other.decimals == amount.decimals || apart >= amount.unit())
        };
        if is_new || same_place.all(is_other) {
            kept.push((element, amount));
        }
    }
    *amounts = kept;
}
