//! Figures in another currency, converted quarter by quarter.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::fx::{Applied, Exchange, Missing};
use crate::model::{Company, Currency, FiscalQuarter, Money, Span};

/// An amount as reported and in the currency asked for. The dollars are known whatever the rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// Dollars, as reported.
    pub reported: Decimal,
    /// Units of the currency asked for, or why there is no rate.
    pub money: Result<Money, Missing>,
    /// First and last day of the fixings its rates rest on; `None` for a stated rate and for dollars in dollars.
    pub days: Option<(Date, Date)>,
    /// Whether some of it converted at the average of more than a quarter, for want of its quarters' own figures.
    pub by_year: bool,
    /// Whether it rests on a user's own data.
    pub of_user: bool,
}

impl Amount {
    /// Dollars, left as they are.
    pub fn reported(dollars: Decimal) -> Self {
        Self { reported: dollars, money: Ok(Money::usd(dollars)), days: None, by_year: false, of_user: false }
    }

    /// Dollars at one rate.
    pub fn at(dollars: Decimal, to: Currency, applied: Applied) -> Self {
        let money = Money { amount: dollars * applied.rate, currency: to };
        Self { reported: dollars, money: Ok(money), days: applied.days, by_year: false, of_user: false }
    }

    /// Dollars at the rate of a day.
    pub fn on(dollars: Decimal, exchange: &Exchange<'_>, day: Date) -> Self {
        match exchange.on(day) {
            Ok(applied) => Self::at(dollars, exchange.currency(), applied),
            Err(missing) => Self::unconverted(dollars, missing),
        }
    }

    /// Dollars for which there is no rate.
    pub fn unconverted(dollars: Decimal, missing: Missing) -> Self {
        Self { reported: dollars, money: Err(missing), days: None, by_year: false, of_user: false }
    }

    /// Units of the currency for one dollar, all in all; `None` for an amount of nothing and without a rate.
    pub fn rate(&self) -> Option<Decimal> {
        self.money.ok()?.amount.checked_div(self.reported)
    }

    /// The sum of two amounts in one currency; without a rate if either is.
    ///
    /// # Panics
    /// If the currencies differ, which no report mixes.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a run has one exchange, and every amount is in its currency")]
    pub fn plus(self, other: Self) -> Self {
        let add = |one: Money, other: Money| one.try_add(other).expect("a report converts into one currency");
        let money = self.money.and_then(|one| other.money.map(|other| add(one, other)));
        let days = match (self.days, other.days) {
            (Some((first, last)), Some((from, to))) => Some((first.min(from), last.max(to))),
            (days, None) | (None, days) => days,
        };
        let by_year = self.by_year || other.by_year;
        let of_user = self.of_user || other.of_user;
        Self { reported: self.reported + other.reported, money, days, by_year, of_user }
    }

    /// The amount of a figure that rests on a user's own data, or does not.
    #[must_use]
    pub fn of_user(self, of_user: bool) -> Self {
        Self { of_user, ..self }
    }

    /// The amount times a whole number, at the same rate.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Self {
        let money = self.money.map(|money| Money { amount: money.amount * factor, ..money });
        Self { reported: self.reported * factor, money, ..self }
    }
}

/// A part of a figure that converts at one rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Converted {
    /// The days it covers.
    pub span: Span,
    /// The quarters it covers.
    pub quarters: usize,
    /// Dollars.
    pub dollars: Decimal,
    /// Its rate.
    pub applied: Applied,
}

/// Converts a flow over quarters of one company, given in dollars: the sum of its [`parts`].
pub fn convert(
    exchange: &Exchange<'_>,
    company: &Company,
    quarters: &[FiscalQuarter],
    dollars: Decimal,
    over: impl Fn(&[FiscalQuarter]) -> Option<Decimal>,
) -> Amount {
    let amount = |part: &Converted| Amount::at(part.dollars, exchange.currency(), part.applied);
    let parts = match parts(exchange, company, quarters, dollars, over) {
        Ok(parts) => parts,
        Err(missing) => return Amount::unconverted(dollars, missing),
    };
    // Quarters that miss their year by a rounding are still its quarters.
    let matters = |part: &Converted| part.dollars.abs() * Decimal::ONE_THOUSAND > dollars.abs();
    let by_year = exchange.is_average() && parts.iter().any(|part| part.quarters > 1 && matters(part));
    let sum = parts.iter().map(amount).reduce(Amount::plus).map(|sum| Amount { by_year, ..sum });
    // Only nothing has no parts.
    let nothing = Applied { rate: Decimal::ONE, days: None };
    sum.unwrap_or_else(|| Amount::at(dollars, exchange.currency(), nothing))
}

/// The parts of a flow that convert at one rate each; they add up to `dollars`.
///
/// At the average of each quarter where `over` knows the quarter's own figure. Where a fiscal year's figure is known and
/// its quarters' are not, or do not add up to it, what is left converts at the average of that year's days in the
/// period. `over` gives the figure of some of the quarters.
pub fn parts(
    exchange: &Exchange<'_>,
    company: &Company,
    quarters: &[FiscalQuarter],
    dollars: Decimal,
    over: impl Fn(&[FiscalQuarter]) -> Option<Decimal>,
) -> Result<Vec<Converted>, Missing> {
    let part = |quarters: &[FiscalQuarter], dollars: Decimal| {
        let (Some(first), Some(last)) = (quarters.first(), quarters.last()) else { return Ok(None) };
        let span = Span { start: company.calendar.span(*first).start, end: company.calendar.span(*last).end };
        let part = |applied| Some(Converted { span, quarters: quarters.len(), dollars, applied });
        if dollars.is_zero() { Ok(None) } else { exchange.over(span).map(part) }
    };
    if !exchange.is_average() {
        return Ok(part(quarters, dollars)?.into_iter().collect());
    }
    let mut parts = Vec::new();
    let mut left = dollars;
    for year in quarters.chunk_by(|one, next| one.year() == next.year() && next.since(*one) == 1) {
        let whole = if year.len() == quarters.len() { Some(dollars) } else { over(year) };
        let each: Option<Vec<Decimal>> = match (year, whole) {
            ([_], Some(whole)) => Some(vec![whole]),
            _ => year.iter().map(|&quarter| over(&[quarter])).collect(),
        };
        let each = each.unwrap_or_default();
        for (quarter, &value) in year.iter().zip(&each) {
            parts.extend(part(std::slice::from_ref(quarter), value)?);
        }
        let in_quarters: Decimal = each.iter().sum();
        let whole = whole.unwrap_or(in_quarters);
        parts.extend(part(year, whole - in_quarters)?);
        left -= whole;
    }
    parts.extend(part(quarters, left)?);
    Ok(parts)
}
