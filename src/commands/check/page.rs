//! Judged claims as a person reads them, each in its own unit.

use super::records::claimed_words;
use super::{Checked, wording};
use crate::claims::{Claim, Claimed, Comparison, FoundValue, PrintedNumber, Verdict};
use crate::model::Currency;
use crate::report::{Cell, Grid, Heading, Words};

/// A row for each claim; what is claimed in words only where a claim has them.
pub fn grid(checked: &[Checked<'_>]) -> Grid {
    let stated = checked.iter().any(|checked| !checked.claim.statement.is_empty());
    let mut columns = vec![Heading::text("Id")];
    columns.extend(stated.then(|| Heading::text("Claim")));
    columns.extend(["Claimed", "Found"].map(Heading::number));
    columns.extend(["Verdict", "Reading"].map(Heading::text));
    let mut grid = Grid { columns, rows: Vec::new() };
    for checked in checked {
        let Checked { claim, judgement, .. } = checked;
        let mut cells = vec![Cell::text(claim.id.clone())];
        cells.extend(stated.then(|| Cell::text(claim.statement.clone())));
        cells.push(Cell::text(claimed(claim)));
        cells.push(match judgement.rests_on().1 {
            Ok(evaluated) => Cell::say(found(claim, &evaluated.found)).of_user(evaluated.caveats.of_user),
            Err(absent) => Cell::missing(absent.to_string()),
        });
        let verdict = if judgement.verdict == Verdict::Confirmed && judgement.is_read_otherwise() {
            "confirmed, other reading"
        } else {
            judgement.verdict.name()
        };
        cells.push(Cell::text(verdict));
        cells.push(Cell::say(checked.readings.clone()));
        grid.push(cells);
    }
    grid
}

/// What is claimed, as printed.
fn claimed(claim: &Claim<'_>) -> String {
    let question = &claim.question;
    let currency = if question.currency == Currency::USD || !question.is_of_money() {
        String::new()
    } else {
        format!("{} ", question.currency)
    };
    let bound = match claim.comparison {
        Comparison::Equal => "",
        Comparison::AtLeast => "≥ ",
        Comparison::AtMost => "≤ ",
    };
    match &claim.claimed {
        Claimed::Number(printed) => format!("{bound}{currency}{printed}"),
        Claimed::Change(from, to) => format!("{currency}{from} → {to}"),
        words => claimed_words(words, &wording::metric(question)),
    }
}

/// An answer, in the unit of the claim.
pub fn found(claim: &Claim<'_>, found: &FoundValue<'_>) -> Words {
    let question = &claim.question;
    let in_unit_of =
        |printed: &PrintedNumber, value| wording::number(value, printed.unit(), printed.places(), question.currency);
    match (found, &claim.claimed) {
        (FoundValue::Number(value), Claimed::Number(printed)) => in_unit_of(printed, *value),
        (FoundValue::Change(earlier, later), Claimed::Change(from, to)) => {
            Words::run([in_unit_of(from, *earlier), " → ".into(), in_unit_of(to, *later)])
        }
        (found, _) => wording::in_words(found, question.measure, &wording::metric(question)).into(),
    }
}
