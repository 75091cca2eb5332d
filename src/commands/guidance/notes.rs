//! What must be said beside statements: silence, other years, remarks, and how they were converted.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::amounts::source;
use super::super::shared_reasons::by_reason;
use super::super::{Context, words};
use super::line::GuidanceLine;
use super::phrases::figure;
use super::statements::GuidanceQuery;
use crate::analysis::PeriodGuidance;
use crate::fx::{Missing, Policy};
use crate::model::{Comparable, Currency, Kind};
use crate::report::{Note, Quantity, Words};
use crate::say;

/// Notes on years matched by a company's own, and on companies that said nothing.
pub fn matching(statements: &GuidanceQuery<'_>, all: &[PeriodGuidance<'_>]) -> Vec<Note> {
    let mut notes = Vec::new();
    for meant in all.chunk_by(|one, next| one.asked == next.asked && one.company == next.company) {
        if meant.iter().any(|one| one.period.is_same(one.asked, one.company.calendar)) {
            continue;
        }
        notes.extend(meant.iter().map(|one| {
            let words = say!(
                guidance_for_fiscal_year,
                company = words::company(one.company),
                own = one.period,
                quarters = words::other_name(one.company, one.period).unwrap_or_default(),
                asked = one.asked
            );
            Note::new("calendar", words)
        }));
    }
    for &asked in &statements.periods {
        let silent = statements.silent(asked);
        if !silent.is_empty() {
            let companies = words::companies(silent);
            let words = say!(gave_no_guidance, companies, period = asked);
            notes.push(Note::new("missing", words));
        }
    }
    notes
}

/// A note for each statement that does not compare with the one before, or has something to say; the lines are in order of
/// announcement.
pub fn remarks(context: &Context<'_>, lines: &[GuidanceLine<'_>]) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for of_day in lines.chunk_by(|one, next| one.day() == next.day()) {
        let earlier = notes.len();
        for note in of_day.iter().filter_map(|line| remark(context, line)) {
            if !notes.iter().skip(earlier).any(|known| *known == note) {
                notes.push(note);
            }
        }
    }
    notes
}

/// What a line's statement has to say beside its figures.
pub fn remark(context: &Context<'_>, line: &GuidanceLine<'_>) -> Option<Note> {
    let (company, announcement) = (line.company?, line.announcement?);
    let statement = announcement.statement;
    let which = Words::commas([words::company(company), statement.period.into(), statement.announced.into()]);
    let remark = &statement.note;
    let (kind, words) = match (statement.comparable, announcement.before) {
        (Comparable::Yes, _) if remark.is_empty() => return None,
        (Comparable::Yes, _) => ("remark", say!(which_and_remark, which, remark)),
        (Comparable::Partly, _) => ("comparable", say!(partly_comparable, which, remark)),
        (Comparable::No, None) => ("comparable", say!(not_comparable_with_previous, which, remark)),
        (Comparable::No, Some(before)) => (
            "comparable",
            say!(not_comparable_with, which, before = figure(context, before), day = before.announced, remark),
        ),
    };
    Some(Note::new(kind, words))
}

/// How the statements of lines were converted, and which could not be.
pub fn conversion<'l, 's: 'l>(
    statements: &GuidanceQuery<'_>,
    lines: impl IntoIterator<Item = &'l GuidanceLine<'s>>,
) -> Vec<Note> {
    let context = &statements.context;
    let exchange = context.exchange.filter(|exchange| exchange.currency() != Currency::USD);
    let Some(exchange) = exchange else { return Vec::new() };
    if exchange.is_constant() {
        let unit = context.on_day(Decimal::ONE, statements.today);
        return context.fx_notes(&[(Words::NONE, unit)], statements.today, Kind::Flow);
    }
    // Days of announcements, and whether there was a figure to convert.
    let mut days: BTreeMap<Date, bool> = BTreeMap::new();
    for announcement in lines.into_iter().filter_map(|line| line.announcement) {
        *days.entry(announcement.statement.announced).or_default() |= announcement.statement.has_figure();
    }
    let mut known: Vec<Words> = Vec::new();
    let mut unknown: Vec<(Missing, Date)> = Vec::new();
    for (day, has_figure) in days {
        match exchange.on(day) {
            Ok(applied) => known.push(say!(rate_on_day, rate = Quantity::rate(applied.rate), day)),
            Err(missing) => unknown.extend(has_figure.then_some((missing, day))),
        }
    }
    let currency = exchange.currency();
    let unconverted = |(missing, days): (Missing, Vec<Date>)| {
        let words = say!(guidance_not_converted, days = Words::and(days), currency, reason = missing.words());
        Note::new("missing", words)
    };
    let mut notes: Vec<Note> = by_reason(unknown).into_iter().map(unconverted).collect();
    if known.is_empty() {
        return notes;
    }
    let source = source(exchange);
    let sentences = [
        say!(guidance_at_own_rates, currency, rates = Words::commas(known)),
        match exchange.policy() {
            Policy::PeriodEnd => say!(actuals_at_period_end, source),
            _ => say!(actuals_at_average, source),
        },
    ];
    notes.push(Note::new("fx", Words::sentences(sentences)));
    notes
}
