//! What a row of the program must say, given the same row in dollars.

use std::collections::{BTreeSet, HashMap};

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::fixings::{Quoted, day, mean, to_digits, to_minor_units};
use crate::program::Row;
use crate::runs::rows;

/// The dollars of discrete quarters, by company and first day.
pub struct Quarters(HashMap<(String, Date), Decimal>);

/// An amount in another currency before it is rounded, and the rate it comes to.
pub struct Converted {
    pub amount: Decimal,
    pub rate: Quoted,
}

impl Quarters {
    /// The quarters that `show -Q` prints for these arguments.
    pub fn of(arguments: &str) -> Self {
        let rows = rows(&format!("show -Q {arguments}"));
        let known = rows.iter().filter_map(|row| Some((key(row), row.fraction("value")?)));
        Self(known.collect())
    }

    /// A quarter's dollars.
    pub fn get(&self, company: &str, start: Date) -> Option<Decimal> {
        self.0.get(&(company.to_owned(), start)).copied()
    }

    /// The row of a longer span, converted: each of its quarters at its own average. What the quarters leave over of the
    /// whole, or all of it if some are not known, is converted at the average of the whole span; a span that is not
    /// over is the sum of its known quarters. Nothing is said of one whose quarters are known only together, or that lies in
    /// two fiscal years and is not the sum of its quarters.
    pub fn convert(&self, row: &Row, code: &str) -> Option<Converted> {
        let dollars = row.fraction("value").expect("an amount");
        let (start, end) = span(row);
        let known: Vec<(Date, Option<Decimal>)> =
            quarters_of(start, end).map(|start| (start, self.get(row.text("company"), start))).collect();
        let parts: Vec<(Date, Decimal)> = known.iter().filter_map(|(start, part)| Some((*start, (*part)?))).collect();
        let sum: Decimal = parts.iter().map(|(_, part)| *part).sum();
        let at_quarters = || parts.iter().map(|(start, part)| part * quarter(code, *start).rate).sum::<Decimal>();
        let whole = || mean(code, start, end);
        if row.is("partial") {
            if sum != dollars {
                return None;
            }
            let (first, last) = (parts.first().expect("a quarter").0, parts.last().expect("a quarter").0);
            return Some(Converted::new(at_quarters(), dollars, quarter(code, first).from, quarter(code, last).to));
        }
        let fiscal_years: BTreeSet<&str> = row.text("fiscal_period").split("..").map(|part| &part[..6]).collect();
        if parts.len() == known.len() && sum != dollars && fiscal_years.len() > 1 {
            return None;
        }
        let amount = if parts.len() == known.len() {
            at_quarters() + (dollars - sum) * whole().rate
        } else {
            dollars * whole().rate
        };
        Some(Converted::new(amount, dollars, whole().from, whole().to))
    }
}

impl Converted {
    fn new(amount: Decimal, dollars: Decimal, from: Date, to: Date) -> Self {
        let rate = if dollars.is_zero() { Decimal::ZERO } else { amount / dollars };
        Self { amount, rate: Quoted { rate, from, to } }
    }
}

/// Company and first day of a row.
fn key(row: &Row) -> (String, Date) {
    (row.text("company").to_owned(), day(row.text("start")))
}

/// First and last day of a row.
pub fn span(row: &Row) -> (Date, Date) {
    (day(row.text("start")), day(row.text("end")))
}

/// The first days of the quarters of a span.
pub fn quarters_of(start: Date, end: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(start), |start| Some(start.saturating_add(3.months()))).take_while(move |day| *day < end)
}

/// The average rate of the quarter that begins on a day.
pub fn quarter(code: &str, start: Date) -> Quoted {
    mean(code, start, start.saturating_add(2.months()).last_of_month())
}

/// Asserts that a row holds an amount and says at which rate, by which policy and of which days it was converted.
#[track_caller]
pub fn assert_converted(row: &Row, code: &str, dollars: Decimal, amount: Decimal, rate: Quoted, policy: &str) {
    assert_eq!(row.text("currency"), code, "{row:?}");
    assert_eq!(row.fraction("reported"), Some(dollars), "{row:?}");
    assert_eq!(row.fraction("value"), Some(to_minor_units(amount, code)), "{row:?}");
    // Nothing needs no rate.
    if !dollars.is_zero() {
        assert_eq!(row.fraction("rate"), Some(to_digits(rate.rate)), "{row:?}");
        assert_rate_of(row, rate, policy);
    }
}

/// Asserts policy, days and source of a row's rate.
#[track_caller]
pub fn assert_rate_of(row: &Row, rate: Quoted, policy: &str) {
    let said = ["fx", "fx_from", "fx_to", "fx_source"].map(|column| row.text(column).to_owned());
    let expected = [policy.to_owned(), rate.from.to_string(), rate.to.to_string(), "ECB".to_owned()];
    assert_eq!(said, expected, "{row:?}");
}

/// Pairs the rows of two runs, which must be about the same.
#[track_caller]
pub fn pairs(of: Vec<Row>, with: Vec<Row>) -> Vec<(Row, Row)> {
    let about = |rows: &[Row]| -> Vec<_> {
        rows.iter().map(|row| (row.text("company").to_owned(), row.text("period").to_owned())).collect()
    };
    assert_eq!(about(&of), about(&with));
    assert!(!of.is_empty(), "there is nothing to compare");
    of.into_iter().zip(with).collect()
}

/// Asserts that two rows say the same in these columns.
#[track_caller]
pub fn assert_same(one: &Row, other: &Row, columns: &[&str]) {
    for column in columns {
        assert_eq!(one.text(column), other.text(column), "{column}: {other:?}");
    }
}
