//! What a company's facts of a metric cover, and how they compare with the bundled ones.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::derive::Ledger;
use crate::model::{Company, Fact, FiscalQuarter, MetricId};

/// What facts of a metric cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The metric.
    pub metric: MetricId,
    /// First and last day.
    pub days: (Date, Date),
    /// Quarters that are known, printed or worked out.
    pub quarters: usize,
    /// Fiscal years that are known; `None` of a balance, which is at days.
    pub years: Option<usize>,
}

/// A quarter of the bundled data, and the same from the file alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The metric.
    pub metric: MetricId,
    /// The quarter.
    pub quarter: FiscalQuarter,
    /// Its value in the bundled data, US dollars.
    pub bundled: Decimal,
    /// Its value from the file; `None` if the file does not give it.
    pub file: Option<Decimal>,
}

impl Compared {
    /// Whether the two are the same figure.
    pub fn is_reproduced(&self) -> bool {
        self.file == Some(self.bundled)
    }
}

/// What the facts of a metric cover, and each bundled quarter in that stretch beside the same from these facts alone.
pub fn compare(
    company: &Company,
    metric: &MetricId,
    known: &[&Fact],
    proven: Vec<Fact>,
) -> (Option<Covered>, Vec<Compared>) {
    let is_balance = proven.iter().all(|fact| fact.span.is_day());
    let first_day = proven.iter().map(|fact| fact.span.start).min();
    let last_day = proven.iter().map(|fact| fact.span.end).max();
    let Some(days) = first_day.zip(last_day) else { return (None, Vec::new()) };
    let of_file = Ledger::new(company, metric, proven, None);
    let bundled = Ledger::new(company, metric, known.iter().map(|&fact| fact.clone()).collect(), None);
    let calendar = company.calendar;
    let first = if is_balance { calendar.quarter_ending(days.0) } else { calendar.quarter_starting(days.0) };
    let ends = first.zip(calendar.quarter_ending(days.1));
    let years = (!is_balance).then_some(0);
    let mut covered = Covered { metric: metric.clone(), days, quarters: 0, years };
    let mut compared = Vec::new();
    let Some((first, last)) = ends else { return (Some(covered), compared) };
    for quarter in (0..=last.since(first)).map(|step| first.plus(step)) {
        let file = of_file.value(quarter, quarter).ok().map(|working| working.value);
        covered.quarters += usize::from(file.is_some());
        let is_year = || quarter.number() == 1 && of_file.value(quarter, quarter.plus(3)).is_ok();
        covered.years = covered.years.map(|years| years + usize::from(is_year()));
        if let Ok(bundled) = bundled.value(quarter, quarter) {
            compared.push(Compared { metric: metric.clone(), quarter, bundled: bundled.value, file });
        }
    }
    (Some(covered), compared)
}
