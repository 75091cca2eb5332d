//! Checked claims for people, each in its own unit.

use super::super::Context;
use super::super::frame::{Column, grid};
use super::{CheckedClaim, wording};
use crate::claims::Verdict;
use crate::report::{Cell, Grid};
use crate::say;

/// A row for each claim; the statements only where a claim has one.
pub fn page(lines: &[CheckedClaim<'_>], context: &Context<'_>) -> Grid {
    let mut columns = vec![Column::text(say!(heading_id), |line: &CheckedClaim<'_>, _| {
        if line.beside.is_some() { Cell::BLANK } else { Cell::text(&*line.claim.id) }
    })];
    if lines.iter().any(|line| !line.claim.statement.is_empty()) {
        columns.push(Column::text(say!(heading_claim), |line, _| {
            if line.beside.is_some() { Cell::BLANK } else { Cell::text(&*line.claim.statement) }
        }));
    }
    columns.append(&mut verdicts());
    grid(&columns, lines, context)
}

fn verdicts<'d>() -> Vec<Column<CheckedClaim<'d>>> {
    vec![
        Column::number(say!(heading_claimed), |line, _| {
            if line.beside.is_some() { Cell::BLANK } else { Cell::say(wording::claimed(&line.claim)) }
        }),
        Column::number(say!(heading_found), |line, _| match line.evaluated() {
            Ok(evaluated) => Cell::say(wording::found(&line.claim, evaluated)).of_user(evaluated.caveats.of_user),
            Err(reason) => Cell::missing(reason.words()),
        }),
        Column::text(say!(heading_verdict), |line, _| match line.judgement.verdict {
            _ if line.beside.is_some() => line.difference().map_or(Cell::BLANK, Cell::say),
            Verdict::Confirmed if line.judgement.is_read_otherwise() => Cell::say(say!(verdict_confirmed_otherwise)),
            Verdict::Confirmed => Cell::say(say!(verdict_confirmed)),
            Verdict::Close => Cell::say(say!(verdict_close)),
            Verdict::Contradicted => Cell::say(say!(verdict_contradicted)),
            Verdict::Unknown => Cell::say(say!(verdict_unknown)),
        }),
        Column::text(say!(heading_reading), |line, context| Cell::say(wording::readings_of(line, context.data))),
    ]
}
