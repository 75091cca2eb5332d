//! Checked claims for programs.

use rust_decimal::Decimal;

use super::super::columns::{AS_OF, BASIS, CALENDAR, CURRENCY, MEASURE, NOTE, PERIOD, RATE, READING, SAID_BY, check};
use super::super::frame::Column;
use super::{CheckedClaim, cells, notes, wording};
use crate::claims::{FoundValue, PrintedNumber, Verdict};
use crate::report::{Cell, Words};

/// The columns of the output contract.
pub fn records<'d>() -> Vec<Column<CheckedClaim<'d>>> {
    let mut columns: Vec<Column<CheckedClaim<'d>>> = vec![
        Column::record(check::ID, |line, _| Cell::text(&*line.claim.id)),
        Column::record(check::STATEMENT, |line, _| Cell::optional(Some(&*line.claim.statement))),
        Column::record(check::CLAIMED, |line, _| line.number(line.claimed().map(PrintedNumber::value))),
        Column::record(check::UNIT, |line, _| {
            line.of_numbers(if line.is_of_money() { line.currency() } else { "fraction" })
        }),
        Column::record(check::FOUND, |line, _| line.found_number()),
        Column::record(check::DIFFERENCE, |line, _| {
            let found = line.found().and_then(FoundValue::later);
            line.number(found.zip(line.claimed()).map(|(found, claimed)| found - claimed.value()))
        }),
        Column::record(check::VERDICT, |line, _| {
            let is_tried = line.beside.is_some();
            if is_tried || !line.is_understood() { Cell::BLANK } else { Cell::text(line.judgement.verdict.name()) }
        }),
        Column::record(READING, |line, context| {
            Cell::optional(Some(wording::english(&wording::readings_of(line, context.data))))
        }),
        Column::record(NOTE, |line, context| match notes::note(line, context.data) {
            sentences if sentences.is_empty() => Cell::BLANK,
            sentences => Cell::say(Words::sentences(sentences)),
        }),
        Column::record(check::MATCH, |line, _| Cell::text(line.matched())),
        Column::record(check::METRIC, |line, _| {
            // What was asked, whatever answers it.
            let metric =
                if line.judgement.is_from_guidance { "capex".to_owned() } else { wording::metric(line.question()) };
            Cell::text(metric)
        }),
        Column::record(MEASURE, |line, _| Cell::text(line.question().measure.name())),
        Column::record(check::COMPANIES, |line, _| {
            let tickers: Vec<&str> = line.question().companies.iter().map(|company| company.ticker.as_str()).collect();
            Cell::optional(Some(tickers.join(" ")))
        }),
        Column::record(PERIOD, |line, _| {
            let periods = &line.question().periods;
            periods.single().map_or_else(|| Cell::text(periods.to_string()), Cell::from)
        }),
        Column::record(check::COMPARISON, |line, _| Cell::text(line.claim.comparison.name())),
        Column::record(CURRENCY, |line, _| line.of_numbers(if line.is_of_money() { line.currency() } else { "" })),
        Column::record(check::PRINTED, |line, _| Cell::optional(line.claimed().map(PrintedNumber::to_string))),
        Column::record(check::CLAIMED_FROM, |line, _| {
            line.number(line.claim.claimed.earlier().map(PrintedNumber::value))
        }),
        Column::record(check::FOUND_FROM, |line, _| line.number(line.found().and_then(FoundValue::earlier))),
        Column::record(check::CLAIMED_WORDS, |line, _| Cell::optional(wording::claimed_words(&line.claim))),
        Column::record(check::FOUND_WORDS, |line, _| {
            Cell::optional(line.found().and_then(|found| wording::found_words(found, line.question())))
        }),
        Column::record(BASIS, |line, context| cells::basis(line.question(), &line.reading(), context)),
        Column::record(CALENDAR, |line, _| cells::calendar(&line.reading())),
        Column::record(AS_OF, |line, _| cells::as_of(&line.reading())),
        Column::record(SAID_BY, |line, _| cells::said_by(line.question(), &line.reading())),
        Column::record(RATE, |line, _| cells::rate(line.question(), &line.reading())),
    ];
    columns.extend(further());
    columns
}

/// Columns on guidance, ranges and what a claim is compared with.
fn further<'d>() -> Vec<Column<CheckedClaim<'d>>> {
    vec![
        Column::record(check::ANSWERED_FROM, |line, _| {
            let of_guidance = line.question().is_of_guidance();
            Cell::optional(line.evaluated().is_ok().then_some(if of_guidance { "guidance" } else { "figures" }))
        }),
        Column::record(check::FROM_PERIOD, |line, _| {
            let is_compared = line.question().measure.takes_from_period();
            Cell::optional(is_compared.then(|| line.question().from_periods.to_string()))
        }),
        Column::record(check::THAN, |line, _| {
            let tickers: Vec<&str> = line.question().than.iter().map(|company| company.ticker.as_str()).collect();
            Cell::optional(Some(tickers.join(" ")))
        }),
        Column::record(check::CLAIMED_HIGH, |line, _| {
            line.number(line.claim.claimed.later_high().map(PrintedNumber::value))
        }),
        Column::record(check::FOUND_HIGH, |line, _| line.number(line.found().and_then(FoundValue::later_high))),
        Column::record(check::CLAIMED_FROM_HIGH, |line, _| {
            line.number(line.claim.claimed.earlier_high().map(PrintedNumber::value))
        }),
        Column::record(check::FOUND_FROM_HIGH, |line, _| line.number(line.found().and_then(FoundValue::earlier_high))),
        Column::record(check::LINE, |line, _| line.place.as_ref().map_or(Cell::BLANK, |place| Cell::count(place.line))),
        Column::record(check::COLUMN, |line, _| {
            line.place.as_ref().map_or(Cell::BLANK, |place| Cell::count(place.column))
        }),
        Column::record(check::TEXT, |line, _| Cell::optional(line.place.as_ref().map(|place| &*place.text))),
        Column::record(check::UNDERSTOOD, |line, _| {
            Cell::optional(line.place.as_ref().map(|place| place.understood.name()))
        }),
    ]
}

impl CheckedClaim<'_> {
    /// The number claimed, the later one of a change.
    fn claimed(&self) -> Option<&PrintedNumber> {
        self.claim.claimed.later()
    }

    /// What was found, if anything.
    fn found(&self) -> Option<&FoundValue<'_>> {
        self.evaluated().ok().map(|evaluated| &evaluated.found)
    }

    fn is_of_money(&self) -> bool {
        self.question().is_of_money()
    }

    fn currency(&self) -> &str {
        self.question().currency.code()
    }

    /// A text on the numbers claimed; blank where words are.
    fn of_numbers(&self, text: &str) -> Cell {
        Cell::optional(self.claimed().map(|_| text))
    }

    fn number(&self, number: Option<Decimal>) -> Cell {
        cells::number(self.question(), number)
    }

    /// The number found, or why there is none where one is claimed.
    fn found_number(&self) -> Cell {
        match self.evaluated() {
            Ok(evaluated) => self.number(evaluated.found.later()).of_user(evaluated.caveats.of_user),
            Err(reason) if self.claimed().is_some() => Cell::missing(reason.words()),
            Err(_) => Cell::BLANK,
        }
    }

    /// Which reading gives what is claimed: its own, another, only one against its word, or none.
    fn matched(&self) -> &'static str {
        match self.judgement.verdict {
            _ if self.beside.is_some() => "tried",
            Verdict::Confirmed if self.judgement.is_read_otherwise() => "other",
            Verdict::Confirmed => "own",
            _ if !self.judgement.against.is_empty() => "against",
            _ => "none",
        }
    }
}
