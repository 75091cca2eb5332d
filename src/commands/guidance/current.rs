//! What stands for each period asked about.

use super::super::frame::{Column, sections};
use super::super::{Failure, words};
use super::line::{self, GuidanceLine, LineRole};
use super::statements::GuidanceQuery;
use super::{notes, phrases};
use crate::report::{Cell, Note, Report};
use crate::say;

fn page<'s>() -> Vec<Column<GuidanceLine<'s>>> {
    vec![
        Column::text(say!(heading_company), |line, context| match line.announcement.zip(line.company) {
            Some((one, company)) if !one.statement.is_the_companys() => {
                Cell::say(say!(company_by_press, company = words::company(company)))
            }
            _ => line::company(line, context),
        }),
        Column::text(say!(heading_period), line::period),
        Column::number(say!(heading_low), line::low),
        Column::number(say!(heading_high), line::high),
        Column::text("", line::bound),
        Column::text(say!(heading_announced), line::day),
        Column::text(say!(heading_change), line::changed),
        Column::text(say!(heading_yoy), |line, _| {
            let known = |end| line.growth(end).filter(Result::is_ok);
            phrases::growth(known(line.low.as_ref()), known(line.high.as_ref()))
        }),
        Column::text(say!(heading_source), line::source),
        Column::text(say!(heading_confidence), line::confidence),
    ]
}

/// The statements that stand, and beside each what others said since.
pub fn report(statements: &GuidanceQuery<'_>) -> Result<Report, Failure> {
    let (all, context) = (statements.matched()?, &statements.context);
    let mut notes = notes::matching(statements, &all);
    let mut lines = Vec::new();
    for guidance in &all {
        let standing = GuidanceLine::standing(statements, guidance, LineRole::Standing);
        notes.extend(notes::remarks(context, &standing));
        lines.extend(standing);
    }
    let heading = |lines: &[GuidanceLine<'_>]| {
        lines.first().filter(|_| statements.periods.len() > 1).map(|line| line.asked.label().into())
    };
    let on_period = lines.chunk_by(|one, next| one.asked == next.asked);
    let page = sections(&page(), on_period.map(|lines| (heading(lines), lines)), context);
    notes.extend(notes::conversion(statements, &lines));
    notes.push(Note::new("guidance", say!(guidance_options)));
    let records = line::records(context);
    statements.report(say!(title_guidance), page, &records, &lines, notes)
}
