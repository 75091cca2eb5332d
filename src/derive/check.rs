//! Whether facts agree with each other: quarters with years, year-to-date with quarters.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::ledger::{Ledger, Loop};
use crate::data::{Dataset, Problem, Problems};
use crate::model::Kind;
use crate::say;

/// Two figures that round separately may differ by this much.
const TOLERANCE: Decimal = Decimal::from_parts(2_000_000, 0, 0, false, 0);

/// Every fact that other facts of the same vintage contradict by more than rounding explains, and every year that its quarters
/// do not add up to after a restatement of a part of it.
/// With `as_of`, only facts published by then are held against each other.
pub fn contradictions(data: &Dataset, as_of: Option<Date>) -> Result<Problems, Problems> {
    let mut problems = Problems::default();
    let filed = || data.metrics().iter().filter(|metric| metric.kind == Kind::Flow && metric.formula.is_none());
    for company in data.companies() {
        for metric in filed() {
            let ledger = Ledger::new(company, &metric.id, data.facts(company, &[&metric.id])?, as_of);
            for closed in contradicted(&ledger) {
                let message = say!(
                    facts_do_not_add_up,
                    id = metric.id.as_str(),
                    span = closed.fact.span,
                    value = closed.fact.value.to_string(),
                    other = closed.other.value.to_string(),
                    allowed = allowed(&closed).normalize().to_string()
                );
                problems.push(Problem::new(data.file_of(company, &closed.fact), closed.fact.line, message));
            }
            for (last, year, quarters) in ledger.apart() {
                let message = say!(
                    part_of_year_restated,
                    id = metric.id.as_str(),
                    span = year.span,
                    value = year.value.to_string(),
                    quarters = quarters.to_string()
                );
                problems.push(Problem::new(data.file_of(company, last), last.line, message));
            }
        }
    }
    Ok(problems)
}

/// The facts of a ledger that others of the same vintage contradict by more than rounding explains, with what those give.
pub fn contradicted(ledger: &Ledger) -> Vec<Loop> {
    let mut loops = ledger.loops();
    loops.retain(|closed| (closed.fact.value - closed.other.value).abs() > allowed(closed));
    loops
}

/// How far rounding alone can put a fact and the facts around it apart.
fn allowed(closed: &Loop) -> Decimal {
    (closed.other.rounding() + closed.fact.rounded_to.unwrap_or_default() / Decimal::TWO).max(TOLERANCE)
}
