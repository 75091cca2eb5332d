//! The sum of the ends over companies, statement by statement.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::frame::{Column, grid_by};
use super::super::{Context, Failure, words};
use super::line::{self, GuidanceLine, LineRole, amount};
use super::notes;
use super::phrases::figure;
use super::statements::GuidanceQuery;
use crate::analysis::{Announcement, Known, PeriodGuidance, is_over_beside, sum_of};
use crate::model::{Basis, Company, Period};
use crate::report::{Cell, Note, Report, Words};
use crate::say;

fn page<'s>() -> Vec<Column<GuidanceLine<'s>>> {
    vec![
        Column::text(say!(heading_company), line::company),
        Column::text(say!(heading_period), line::period),
        Column::number(say!(heading_low), |line, _| end(line, line.low.as_ref())),
        Column::number(say!(heading_high), |line, _| end(line, line.high.as_ref())),
        Column::text("", line::bound),
        Column::text(say!(heading_announced), line::day),
        Column::number(say!(heading_days_old), line::age),
        Column::text(say!(heading_basis), |line, _| line.of_statement(|one| Cell::text(one.basis.name()))),
        Column::text(say!(heading_source), line::source),
        Column::text(say!(heading_confidence), line::confidence),
    ]
}

/// An end, or that the company gave none.
fn end(line: &GuidanceLine<'_>, end: Option<&Known>) -> Cell {
    match line.announcement {
        Some(one) if end.is_none() && !one.statement.has_figure() => Cell::missing(say!(no_figure_given)),
        Some(_) if end.is_none() => Cell::missing(say!(no_such_figure_given)),
        _ => amount(end),
    }
}

/// The standing statements of one period and the sums of their ends.
pub fn report(statements: &GuidanceQuery<'_>) -> Result<Report, Failure> {
    let [asked] = *statements.periods.as_slice() else {
        return Err(Failure::Usage(say!(total_takes_one_period)));
    };
    let (all, context) = (statements.matched()?, &statements.context);
    let mut notes = notes::matching(statements, &all);
    let mut lines = lines(statements, &all, asked);
    notes.extend(lines.iter().flat_map(|line| remarks(context, line)));
    let of_role = |role| lines.iter().filter(move |line: &&GuidanceLine<'_>| line.role == role);
    let sum = sum(asked, &of_role(LineRole::Added).collect::<Vec<_>>());
    if of_role(LineRole::Over).next().is_some() {
        let companies = words::companies(of_role(LineRole::Added).filter_map(|line| line.company));
        notes.push(Note::new("scope", say!(total_includes, companies)));
    }
    notes.extend(growth_note(&sum).filter(|_| context.has_totals()));
    notes.extend(notes::conversion(statements, of_role(LineRole::Added).chain(of_role(LineRole::Over))));
    if context.has_totals() {
        lines.push(sum);
    }
    if context.as_of.is_none() {
        let day = Words::Day(statements.today);
        notes.push(Note::new("data", say!(days_counted_to, day)));
    }
    let shown = lines.iter().filter(|line| line.role != LineRole::Beside);
    let page = grid_by(&page(), shown, GuidanceLine::row_role, context);
    let records = line::records(context);
    statements.report(say!(title_guidance_total), page, &records, &lines, notes)
}

/// What stands for a period, company by company, and what others said since; companies that gave none are silent.
fn lines<'s>(statements: &GuidanceQuery<'s>, all: &[PeriodGuidance<'s>], asked: Period) -> Vec<GuidanceLine<'s>> {
    let last = all.iter().filter(|guidance| guidance.standing.statement.has_figure()).map(end_of).max();
    let mut all = all.iter().peekable();
    let of_company = |(company, _): &(&'s Company, _)| match all.next_if(|guidance| guidance.company == *company) {
        Some(guidance) => GuidanceLine::standing(statements, guidance, role(guidance, last, statements.today)),
        None => vec![silent(company, asked)],
    };
    statements.by_company.iter().flat_map(of_company).collect()
}

/// The sum of what companies guide to for a period.
pub struct GuidanceSum {
    /// The sum of the low ends.
    pub low: Known,
    /// The sum of the high ends.
    pub high: Known,
    /// The companies whose statements are added.
    pub added: Vec<Words>,
    /// Those whose statements are not.
    pub without: Vec<Words>,
    /// The basis, where all that is added is on one.
    pub basis: Option<Basis>,
    /// Periods that differ from the one asked about.
    pub notes: Vec<Note>,
    /// The documents of the statements.
    pub documents: Vec<Arc<str>>,
}

/// The sum for the one period that is asked about.
pub fn sum_ahead(statements: &GuidanceQuery<'_>) -> Result<GuidanceSum, Failure> {
    let [asked] = *statements.periods.as_slice() else {
        return Err(Failure::Usage(say!(total_takes_one_period)));
    };
    let all = statements.matched()?;
    let lines = lines(statements, &all, asked);
    let added: Vec<&GuidanceLine<'_>> = lines.iter().filter(|line| line.role == LineRole::Added).collect();
    let name = |line: &GuidanceLine<'_>| line.company.map(words::company);
    let is_without = |line: &&GuidanceLine<'_>| !matches!(line.role, LineRole::Added | LineRole::Beside);
    let mut all_bases = added.iter().filter_map(|line| Some(line.announcement?.statement.basis));
    let basis = all_bases.next().filter(|first| all_bases.all(|other| other == *first));
    let sum = sum(asked, &added);
    let none = || Err(say!(no_company_gave_figure));
    let mut notes = notes::matching(statements, &all);
    notes.retain(|note| note.kind == "calendar");
    Ok(GuidanceSum {
        low: sum.low.unwrap_or_else(none),
        high: sum.high.unwrap_or_else(none),
        added: added.iter().filter_map(|line| name(line)).collect(),
        without: lines.iter().filter(is_without).filter_map(name).collect(),
        basis,
        notes,
        documents: added.iter().flat_map(|line| line.documents()).collect(),
    })
}

/// The part a company's statement plays in the sum, beside others of which the last is about a period to a day.
fn role(guidance: &PeriodGuidance<'_>, last: Option<Date>, today: Date) -> LineRole {
    match guidance.standing.statement.has_figure() {
        false => LineRole::NoFigure,
        true if is_over_beside(end_of(guidance), last, today) => LineRole::Over,
        true => LineRole::Added,
    }
}

/// The last day of the period that the statement which stands is about.
fn end_of(guidance: &PeriodGuidance<'_>) -> Date {
    guidance.standing.statement.period.span(guidance.company.calendar).end
}

/// A company that gave no guidance.
fn silent(company: &Company, asked: Period) -> GuidanceLine<'_> {
    let gap = || Some(Err(say!(no_guidance_given)));
    GuidanceLine { low: gap(), high: gap(), ..GuidanceLine::bare(LineRole::Silent, Some(company), asked) }
}

/// The ends summed, each only if every company that gave a figure gave that end, and the same companies' own years before.
fn sum<'s>(asked: Period, added: &[&GuidanceLine<'s>]) -> GuidanceLine<'s> {
    let sum = |of: fn(&GuidanceLine<'s>, &Company) -> Option<Known>| {
        let amounts = added.iter().filter_map(|line| of(line, line.company?));
        if added.is_empty() { Err(say!(no_company_gave_figure)) } else { sum_of(amounts) }
    };
    let low = sum(|line, company| {
        let none = || Some(Err(say!(company_gave_no_lower_end, company = words::company(company))));
        line.low.clone().or_else(none)
    });
    let high = sum(|line, company| {
        let none = || Some(Err(say!(company_gave_no_upper_end, company = words::company(company))));
        line.high.clone().or_else(none)
    });
    let prior = sum(|line, company| Some(line.prior.clone()?.map_err(|reason| words::of_company(company, reason))));
    GuidanceLine {
        converted: low.as_ref().or(high.as_ref()).ok().copied(),
        low: Some(low),
        high: Some(high),
        prior: Some(prior),
        ..GuidanceLine::bare(LineRole::Total, None, asked)
    }
}

/// A line's own remark, and why it is not added where it is not.
fn remarks(context: &Context<'_>, line: &GuidanceLine<'_>) -> Vec<Note> {
    let remark = notes::remark(context, line);
    match (line.role, line.announcement.zip(line.company)) {
        (LineRole::Beside, Some((one, company))) => {
            vec![not_added(context, company, one, (&one.statement.note).into())]
        }
        (LineRole::Over, Some((one, company))) => {
            let day = Words::Day(line.period.span(company.calendar).end);
            let over = say!(period_was_over, period = line.period, day);
            [not_added(context, company, one, over)].into_iter().chain(remark).collect()
        }
        _ => remark.into_iter().collect(),
    }
}

fn not_added(context: &Context<'_>, company: &Company, announcement: Announcement<'_>, remark: Words) -> Note {
    let words = say!(
        not_added_remark,
        company = words::company(company),
        amount = figure(context, announcement.statement),
        day = announcement.statement.announced,
        remark
    );
    Note::new("beside", words)
}

/// What the total is over the same companies' own years before.
fn growth_note(sum: &GuidanceLine<'_>) -> Option<Note> {
    let prior = sum.prior.as_ref()?.as_ref().ok()?.money.ok()?;
    let growth = match (sum.growth(sum.low.as_ref())?, sum.growth(sum.high.as_ref())?) {
        (Ok(low), Ok(high)) if low != high => words::range(low, high),
        (Ok(low), Err(_)) => say!(at_least_growth, growth = low),
        (_, Ok(rate)) => rate.into(),
        (Err(_), Err(_)) => return None,
    };
    let words = say!(growth_over_previous_years, prior, growth);
    Some(Note::new("growth", words))
}
