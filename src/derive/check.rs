//! Whether facts agree with each other: quarters with years, year-to-date with quarters.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::ledger::Ledger;
use crate::data::{Dataset, Problem, Problems};
use crate::model::Kind;

/// Two figures that round separately may differ by this much.
const TOLERANCE: Decimal = Decimal::from_parts(2_000_000, 0, 0, false, 0);

/// Every fact that other facts of the same footing contradict by more than rounding explains.
/// With `as_of`, only facts published by then are held against each other.
pub fn contradictions(data: &Dataset, as_of: Option<Date>) -> Result<Problems, Problems> {
    let mut problems = Problems::default();
    let filed = || data.metrics().iter().filter(|metric| metric.kind == Kind::Flow && metric.formula.is_none());
    for company in data.companies() {
        for metric in filed() {
            let ledger = Ledger::new(company, &metric.id, data.facts(company, &[&metric.id])?, as_of);
            for closed in ledger.loops() {
                let off = (closed.fact.value - closed.other.value).abs();
                let allowed = (closed.other.rounding() + closed.fact.rounded_to.unwrap_or_default() / Decimal::TWO)
                    .max(TOLERANCE);
                if off > allowed {
                    let message = format!(
                        "{} of {} is {}, but the facts around it give {}: they do not add up (allowed for rounding: {})",
                        metric.id,
                        closed.fact.span,
                        closed.fact.value,
                        closed.other.value,
                        allowed.normalize()
                    );
                    problems.push(Problem::new(data.facts_file(company), closed.fact.line, message));
                }
            }
        }
    }
    Ok(problems)
}
