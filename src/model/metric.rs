//! What is measured, and how one measure is made of others.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::basis::Basis;
use super::calendar::FiscalCalendar;
use super::language::Localized;
use super::money::Money;
use super::origin::Origin;
use super::period::Period;
use super::quarter::{FiscalQuarter, Span};
use super::words::{Quantity, Words};
use crate::say;

/// A metric: a line of a statement, a stated figure, or one computed from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metric {
    /// Identifier in data files, such as `cloud_revenue`.
    pub id: MetricId,
    /// The word for it on the command line and in reports' `metric` column, such as `cloud`.
    pub flag: String,
    /// Name for people.
    pub name: Localized,
    /// Name inside arithmetic, where the full name would be long.
    pub short: Option<Localized>,
    /// What kind of quantity it is.
    pub kind: Kind,
    /// How it is computed, if it is.
    pub formula: Option<Formula>,
    /// A sum that must give the same figure over the same span: a missing fact may be read off it.
    pub identity: Option<Vec<Component>>,
    /// The basis it is on where none is asked for; `None`: that of what it is made of, or its own definition.
    pub basis: Option<Basis>,
    /// Other words for it, in lower case.
    pub aliases: Vec<String>,
    /// What it is, in a sentence.
    pub words: Localized,
    /// Whose row it is.
    pub origin: Origin,
}

/// A metric's identifier in data files.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MetricId(Arc<str>);

/// What kind of quantity a metric is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An amount over a span; adds over spans and companies.
    Flow,
    /// An amount at a day; adds over companies, never over time.
    Balance,
    /// A stated relative change, as a fraction; adds over nothing.
    Growth,
    /// One amount divided by another.
    Ratio,
}

impl Kind {
    /// Whether it is an amount of money, over a span or at a day.
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Flow | Self::Balance)
    }

    /// The quarters of a period whose figures make up that of the period; a balance is that of the last.
    pub fn quarters_of(self, period: Period, calendar: FiscalCalendar) -> Vec<FiscalQuarter> {
        match period.ends(calendar) {
            (_, last) if self == Self::Balance => vec![last],
            _ => period.quarters(calendar),
        }
    }

    /// The days that a figure of a quarter is about; a balance is about the last.
    pub fn days_of(self, quarter: FiscalQuarter, calendar: FiscalCalendar) -> Span {
        let span = calendar.span(quarter);
        if self == Self::Balance { Span::at(span.end) } else { span }
    }

    /// A value of the kind: an amount in US dollars, a change or a share.
    pub fn quantity(self, value: Decimal) -> Quantity {
        match self {
            Self::Flow | Self::Balance => Quantity::Money(Money::usd(value)),
            Self::Growth => Quantity::Change(value),
            Self::Ratio => Quantity::Share(value),
        }
    }
}

/// How a figure is made of other metrics.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// A signed sum.
    Sum(Vec<Component>),
    /// One metric divided by another.
    Ratio(MetricId, MetricId),
}

/// A term of a signed sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// Added or subtracted.
    pub sign: Sign,
    /// The metric.
    pub metric: MetricId,
}

/// Added or subtracted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Added.
    Plus,
    /// Subtracted.
    Minus,
}

const CAPEX: &str = "capex";
const OPERATING_CASH_FLOW: &str = "operating_cash_flow";

impl MetricId {
    /// The id of capital expenditures, which have a definition per company and basis.
    pub fn capex() -> Self {
        Self(CAPEX.into())
    }

    /// The id of operating cash flow, which companies state for twelve months too.
    pub fn operating_cash_flow() -> Self {
        Self(OPERATING_CASH_FLOW.into())
    }

    /// Whether it is that of capital expenditures.
    pub fn is_capex(&self) -> bool {
        *self.0 == *CAPEX
    }

    /// The identifier, as in data files.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for MetricId {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl fmt::Display for MetricId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A metric is known by its identifier, which no other has.
impl Hash for Metric {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl Metric {
    /// Whether a word typed by a user names the metric: its flag, its identifier, its name in a language or another word for
    /// it; in any case, with `-` or `_`, with or without blanks around `/`.
    pub fn answers_to(&self, word: &str) -> bool {
        let word = word.trim().to_lowercase().replace('_', "-").replace(" / ", "/");
        let is_name = self.name.all().any(|name| name.to_lowercase() == word);
        word == self.flag || word == self.id.as_str().replace('_', "-") || is_name || self.aliases.contains(&word)
    }
}

/// A signed sum as text: `+ppe_purchases_net +finance_lease_principal`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum(pub Vec<Component>);

/// Reads `+operating_cash_flow -capex` or `capex / revenue`.
impl FromStr for Formula {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        match text.split_once('/') {
            None => text.parse().map(|Sum(components)| Self::Sum(components)),
            Some((over, under)) => match (over.trim(), under.trim()) {
                (over, under) if is_id(over) && is_id(under) => Ok(Self::Ratio(over.into(), under.into())),
                _ => Err(say!(not_a_formula, word = text)),
            },
        }
    }
}

impl Formula {
    /// The metrics it is made of.
    pub fn metrics(&self) -> Vec<&MetricId> {
        match self {
            Self::Sum(components) => components.iter().map(|component| &component.metric).collect(),
            Self::Ratio(over, under) => vec![over, under],
        }
    }
}

impl FromStr for Sum {
    type Err = Words;

    fn from_str(text: &str) -> Result<Self, Words> {
        let bad = || say!(not_a_formula, word = text);
        let component = |term: &str| {
            let (sign, id) = match term.split_at_checked(1) {
                Some(("+", rest)) => (Sign::Plus, rest),
                Some(("-", rest)) => (Sign::Minus, rest),
                _ => return Err(bad()),
            };
            if is_id(id) { Ok(Component { sign, metric: id.into() }) } else { Err(bad()) }
        };
        let components = text.split_ascii_whitespace().map(component).collect::<Result<Vec<_>, _>>()?;
        if components.is_empty() { Err(bad()) } else { Ok(Self(components)) }
    }
}

/// As data files write it.
impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.sign == Sign::Plus { "+" } else { "-" };
        write!(f, "{sign}{}", self.metric)
    }
}

/// As data files write it.
impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, component) in self.0.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { " " })?;
            component.fmt(f)?;
        }
        Ok(())
    }
}

/// As data files write it.
impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sum(components) => Sum(components.clone()).fmt(f),
            Self::Ratio(over, under) => write!(f, "{over} / {under}"),
        }
    }
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_a_signed_sum_or_a_ratio() {
        let Formula::Sum(terms) = "+operating_cash_flow -capex".parse().unwrap() else { panic!() };
        assert_eq!((terms[0].sign, terms[1].sign), (Sign::Plus, Sign::Minus));
        assert_eq!("capex / revenue".parse::<Formula>().unwrap().metrics(), [&"capex".into(), &"revenue".into()]);
    }

    #[test]
    fn a_formula_is_written_as_it_is_read() {
        for text in ["+operating_cash_flow -capex", "-a", "capex / revenue"] {
            assert_eq!(text.parse::<Formula>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn other_words_are_no_formula() {
        for text in ["", "capex", "+", "+a -", "a / ", "a/b/c", "+a * +b", "+Capex", "++a", "+a@first", "+资本"] {
            assert!(text.parse::<Formula>().is_err(), "{text}");
        }
    }
}
