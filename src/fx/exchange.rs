//! Which rate converts what: the policies, and the one rate that some of them come to.

use std::cell::RefCell;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::missing::{Error, Missing};
use super::rates::{Rates, Spot};
use crate::model::{Currency, Span, Words, by_name, named};

named! {
    /// How the rate of a figure is chosen.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Policy {
        /// A flow at the mean of the daily rates of each discrete quarter, a balance or a statement at the rate of its own day:
        /// what IAS 21 and ASC 830 ask for as a practical matter.
        #[default]
        Average = "average",
        /// A flow at the rate of the last day of its period, a balance or a statement at the rate of its own day.
        PeriodEnd = "period-end",
        /// Everything at the newest rate known.
        Spot = "spot",
        /// Everything at one rate: of one day, or as stated.
        Constant = "constant",
    }
}

impl Policy {}

by_name!(Policy, Words, |word| format!(
    "unknown policy `{word}`; the policies are average, period-end, spot and constant"
)
.into());

/// A rate that converts dollars, and the days it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// Units of the target currency for one dollar.
    pub rate: Decimal,
    /// First and last day of the fixings it rests on; `None` for a rate that was stated and for dollars in dollars.
    pub days: Option<(Date, Date)>,
}

/// Conversion of dollars into one currency under one policy.
#[derive(Debug)]
pub struct Exchange<'t> {
    to: Currency,
    policy: Policy,
    rule: Rule<'t>,
    /// Rates of spans that were looked up before: each quarter's is needed for many companies.
    known: RefCell<Vec<(Span, Result<Applied, Missing>)>>,
}

#[derive(Debug)]
enum Rule<'t> {
    /// A rate for each figure.
    Each(Rates<'t>),
    /// One rate for everything; its fixing may be of an earlier day than was asked for. `market` is what a stated
    /// rate can be held against.
    One { applied: Applied, asked: Option<Date>, source: &'t str, market: Option<Rates<'t>> },
}

impl<'t> Exchange<'t> {
    /// A rate for each figure: policies [`Average`](Policy::Average) and [`PeriodEnd`](Policy::PeriodEnd). Every rate
    /// of the table must have been checked.
    pub fn each(rates: Rates<'t>, to: Currency, policy: Policy) -> Self {
        if to == Currency::USD {
            return Self::identity(policy);
        }
        Self { to, policy, rule: Rule::Each(rates), known: RefCell::default() }
    }

    /// The rate of one day for everything.
    pub fn on_day(rates: Rates<'t>, to: Currency, policy: Policy, day: Date) -> Result<Result<Self, Missing>, Error> {
        if to == Currency::USD {
            return Ok(Ok(Self::identity(policy)));
        }
        let spot = rates.on(Currency::USD, to, day)?;
        Ok(spot.map(|Spot { asked, quote }| {
            let applied = Applied { rate: quote.rate, days: Some((quote.day, quote.day)) };
            let rule = Rule::One { applied, asked: Some(asked), source: rates.source(), market: None };
            Self { to, policy, rule, known: RefCell::default() }
        }))
    }

    /// A stated rate for everything: units of the currency for one dollar, positive. `market` is what it is held
    /// against to find one stated the wrong way round.
    pub fn stated(to: Currency, rate: Decimal, market: Rates<'t>) -> Self {
        let applied = Applied { rate, days: None };
        let rule = Rule::One { applied, asked: None, source: "stated", market: Some(market) };
        Self { to, policy: Policy::Constant, rule, known: RefCell::default() }
    }

    /// Dollars in dollars.
    fn identity(policy: Policy) -> Self {
        let applied = Applied { rate: Decimal::ONE, days: None };
        let rule = Rule::One { applied, asked: None, source: "", market: None };
        Self { to: Currency::USD, policy, rule, known: RefCell::default() }
    }

    /// The currency converted into.
    pub fn currency(&self) -> Currency {
        self.to
    }

    /// The policy.
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// Whether every figure converts at one rate, so that growth is the same in both currencies.
    pub fn is_constant(&self) -> bool {
        matches!(self.rule, Rule::One { .. })
    }

    /// Whether a flow converts quarter by quarter.
    pub fn is_average(&self) -> bool {
        self.policy == Policy::Average && !self.is_constant()
    }

    /// Where the rates are from, in a word: `ECB`, a file's name, `stated`; empty for dollars in dollars.
    pub fn source(&self) -> &'t str {
        match &self.rule {
            Rule::Each(rates) => rates.source(),
            Rule::One { source, .. } => source,
        }
    }

    /// The day a single rate was asked for, where it was.
    pub fn asked(&self) -> Option<Date> {
        match &self.rule {
            Rule::Each(_) => None,
            Rule::One { asked, .. } => *asked,
        }
    }

    /// The rate, where one was stated.
    pub fn stated_rate(&self) -> Option<Decimal> {
        match &self.rule {
            Rule::One { applied, market: Some(_), .. } => Some(applied.rate),
            _ => None,
        }
    }

    /// The rate of a day, or of the newest fixing before, if a stated rate is nearer to its inverse than to itself.
    pub fn looks_inverted(&self, day: Date) -> Option<Decimal> {
        let Rule::One { applied, market: Some(market), .. } = &self.rule else { return None };
        let market = market.on(Currency::USD, self.to, day.min(market.last())).ok()?.ok()?.quote.rate;
        // How many times one rate is the other, whichever is larger.
        let apart = |rate: Decimal| (rate / market).max(market / rate);
        (apart(Decimal::ONE / applied.rate) < apart(applied.rate)).then_some(market)
    }

    /// The rate of a flow over a span, which for the policy [`Average`](Policy::Average) should be no longer than a
    /// quarter where a quarter's figure is known.
    pub fn over(&self, span: Span) -> Result<Applied, Missing> {
        let rates = match &self.rule {
            Rule::One { applied, .. } => return Ok(*applied),
            Rule::Each(rates) => rates,
        };
        if let Some((_, applied)) = self.known.borrow().iter().find(|(known, _)| *known == span) {
            return *applied;
        }
        let looked = if self.policy == Policy::PeriodEnd {
            rates
                .end(Currency::USD, self.to, span)
                .map(|found| found.map(|quote| Applied { rate: quote.rate, days: Some((quote.day, quote.day)) }))
        } else {
            rates.average(Currency::USD, self.to, span).map(|found| {
                found.map(|average| Applied { rate: average.rate, days: Some((average.first, average.last)) })
            })
        };
        // Every rate was checked: one that cannot be read would be none.
        let applied = looked.unwrap_or(Err(Missing::Between(span.start, span.end)));
        self.known.borrow_mut().push((span, applied));
        applied
    }

    /// The rate of what was said on a day.
    pub fn on(&self, day: Date) -> Result<Applied, Missing> {
        match &self.rule {
            Rule::One { applied, .. } => Ok(*applied),
            Rule::Each(rates) => {
                let spot = rates.on(Currency::USD, self.to, day);
                spot.unwrap_or(Err(Missing::Between(day, day)))
                    .map(|Spot { quote, .. }| Applied { rate: quote.rate, days: Some((quote.day, quote.day)) })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const QUARTER: Span = Span { start: date(2024, 1, 1), end: date(2024, 3, 31) };

    fn yuan() -> Currency {
        "CNY".parse().unwrap()
    }

    #[test]
    fn a_span_is_looked_up_once() {
        let exchange = Exchange::each(Rates::bundled().unwrap(), yuan(), Policy::Average);
        let first = exchange.over(QUARTER).unwrap();
        assert_eq!(exchange.over(QUARTER).unwrap(), first);
        assert_eq!(exchange.known.borrow().len(), 1);
        assert_eq!(first.days, Some((date(2024, 1, 2), date(2024, 3, 28))));
    }
}
