//! Tags of XBRL filings: which element, with which dimensions, holds which metric.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::metric::MetricId;
use super::{Origin, Words};
use crate::say;

/// That a tag of XBRL filings holds a metric, in the filings of a range of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Ticker of the company; `None` for any that has no row of its own for the tag.
    pub company: Option<String>,
    /// The metric it holds.
    pub metric: MetricId,
    /// What is tagged.
    pub element: Element,
    /// First day of filings in which it does; `None` means since ever.
    pub from: Option<Date>,
    /// Last day of filings in which it does; `None` means to this day.
    pub to: Option<Date>,
    /// Whether its amounts are never below zero: revenue and payments, not income.
    pub is_positive: bool,
    /// The unit to which the company rounds it, where that is coarser than a million and the file does not say so.
    pub rounded_to: Option<Decimal>,
    /// What the tag holds, in words; may be empty in a user's file.
    pub words: String,
    /// Whose row it is.
    pub origin: Origin,
}

impl Tag {
    /// Whether it holds the metric in a filing of a day.
    pub fn covers(&self, filed: Date) -> bool {
        self.from.is_none_or(|from| from <= filed) && self.to.is_none_or(|to| filed <= to)
    }
}

/// An element of a taxonomy, and the dimensions a fact must have to be meant: exactly these.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Element {
    /// The element, such as `PaymentsToAcquirePropertyPlantAndEquipment`.
    pub name: XbrlName,
    /// Its dimensions, in order.
    pub dimensions: Dimensions,
}

impl Element {
    /// The name, if it is of a standard taxonomy and without dimensions: all that companyfacts have.
    pub fn plain(&self) -> Option<&str> {
        (self.name.prefix.is_none() && self.dimensions.0.is_empty()).then_some(&*self.name.local)
    }
}

/// A name of XBRL: of a standard taxonomy, whatever its year, or of a company's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct XbrlName {
    /// The name within its taxonomy.
    pub local: String,
    /// The prefix of a company's own taxonomy, such as `amzn`; `None` of standard ones.
    pub prefix: Option<String>,
}

/// The standard taxonomies by their usual prefixes.
const STANDARD: [&str; 12] =
    ["us-gaap", "srt", "dei", "country", "currency", "ecd", "exch", "ffd", "invest", "naics", "sic", "stpr"];

impl FromStr for XbrlName {
    type Err = Words;

    fn from_str(word: &str) -> Result<Self, Words> {
        let (prefix, local) = word.split_once(':').map_or((None, word), |(prefix, local)| (Some(prefix), local));
        let is_name = |part: &str| {
            let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
            part.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') && part.chars().all(letter)
        };
        if !is_name(local) || prefix.is_some_and(|prefix| !is_name(prefix)) {
            return Err(not_a_name(word));
        }
        let prefix = prefix.filter(|prefix| !STANDARD.contains(prefix));
        Ok(Self { local: local.to_owned(), prefix: prefix.map(str::to_owned) })
    }
}

fn not_a_name(word: &str) -> Words {
    say!(not_an_xbrl_name, word = word.chars().take(80).collect::<String>())
}

/// `Revenues`, `amzn:AmazonWebServicesSegmentMember`.
impl fmt::Display for XbrlName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.prefix {
            Some(prefix) => write!(f, "{prefix}:{}", self.local),
            None => f.write_str(&self.local),
        }
    }
}

/// Dimensions of a fact: axes, each with its member, or `None` of a typed axis, which may have any value. In order.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dimensions(pub Vec<(XbrlName, Option<XbrlName>)>);

/// How a typed axis is written behind its name.
const TYPED: &str = "*";

impl FromStr for Dimensions {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        let dimension = |part: &str| -> Result<_, Words> {
            let (axis, member) = part.split_once('=').ok_or_else(|| not_a_name(part))?;
            let member = if member == TYPED { None } else { Some(member.parse()?) };
            Ok((axis.parse()?, member))
        };
        let mut dimensions =
            text.split(';').filter(|_| !text.is_empty()).map(dimension).collect::<Result<Vec<_>, _>>()?;
        dimensions.sort();
        Ok(Self(dimensions))
    }
}

/// `StatementBusinessSegmentsAxis=amzn:AmazonWebServicesSegmentMember;…`.
impl fmt::Display for Dimensions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (axis, member)) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { ";" };
            match member {
                Some(member) => write!(f, "{separator}{axis}={member}")?,
                None => write!(f, "{separator}{axis}={TYPED}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_standard_prefix_says_nothing_and_one_of_a_companys_own_stays() {
        let name = |word: &str| word.parse::<XbrlName>().unwrap();
        assert_eq!(name("us-gaap:Revenues"), name("Revenues"));
        assert_eq!(name("srt:ConsolidationItemsAxis").to_string(), "ConsolidationItemsAxis");
        assert_eq!(name("amzn:X").to_string(), "amzn:X");
        assert_ne!(name("amzn:X"), name("X"));
        for bad in ["", ":X", "a:", "a b", "a:b:c", "1X", "X;Y", "é"] {
            assert!(bad.parse::<XbrlName>().is_err(), "{bad}");
        }
    }

    #[test]
    fn dimensions_have_no_order_and_read_back() {
        let of = |text: &str| text.parse::<Dimensions>().unwrap();
        assert_eq!(of("A=m:B;C=*"), of("us-gaap:C=*;A=m:B"));
        assert_eq!(of(""), Dimensions::default());
        assert_eq!(of("C=*;A=m:B").to_string(), "A=m:B;C=*");
        for bad in ["A", "A=", "=B", ";", "A=B;", "A=B=C"] {
            assert!(bad.parse::<Dimensions>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,30}") {
            let _ = text.parse::<Dimensions>();
        }
    }
}
