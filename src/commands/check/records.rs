//! Checked claims for programs.

use rust_decimal::Decimal;

use super::super::columns::{AS_OF, BASIS, CALENDAR, CURRENCY, MEASURE, NOTE, PERIOD, RATE_OF_CLAIM, READING, SAID_BY};
use super::super::frame::Column;
use super::{CheckedClaim, cells, notes, wording};
use crate::claims::{FoundValue, PrintedNumber, Verdict};
use crate::report::{Cell, ColumnId, Words};

/// The columns of the output contract.
pub fn records<'d>() -> Vec<Column<CheckedClaim<'d>>> {
    let mut columns: Vec<Column<CheckedClaim<'d>>> = vec![
        Column::record(ColumnId::name("id", "identifier of the claim"), |line, _| Cell::text(&*line.claim.id)),
        Column::record(ColumnId::text("statement", "the claim in words"), |line, _| {
            Cell::optional(Some(&*line.claim.statement))
        }),
        Column::record(ColumnId::figure("claimed", "the number claimed"), |line, _| {
            line.number(line.claimed().map(PrintedNumber::value))
        }),
        Column::record(ColumnId::text("unit", "unit of the numbers: a currency, or fraction"), |line, _| {
            line.of_numbers(if line.is_of_money() { line.currency() } else { "fraction" })
        }),
        Column::record(ColumnId::figure("found", "the number in the data"), |line, _| line.found_number()),
        Column::record(ColumnId::figure("difference", "`found` less `claimed`"), |line, _| {
            let found = line.found().and_then(FoundValue::later);
            line.number(found.zip(line.claimed()).map(|(found, claimed)| found - claimed.value()))
        }),
        Column::record(
            ColumnId::text("verdict", "confirmed, close, contradicted, unknown (`capex help claims`)"),
            |line, _| {
                let is_tried = line.beside.is_some();
                if is_tried || !line.is_understood() { Cell::BLANK } else { Cell::text(line.judgement.verdict.name()) }
            },
        ),
        Column::record(READING, |line, context| {
            Cell::optional(Some(wording::english(&wording::readings_of(line, context.data))))
        }),
        Column::record(NOTE, |line, context| match notes::note(line, context.data) {
            sentences if sentences.is_empty() => Cell::BLANK,
            sentences => Cell::say(Words::sentences(sentences)),
        }),
        Column::record(
            ColumnId::name(
                "match",
                "definition that gives the number: own (as claimed), other, against (the claim states another), none; tried",
            ),
            |line, _| Cell::text(line.matched()),
        ),
        Column::record(ColumnId::name("metric", "metric, or guidance; of a ratio two"), |line, _| {
            // What was asked, whatever answers it.
            let metric =
                if line.judgement.is_from_guidance { "capex".to_owned() } else { wording::metric(line.question()) };
            Cell::text(metric)
        }),
        Column::record(MEASURE, |line, _| Cell::text(line.question().measure.name())),
        Column::record(ColumnId::text("companies", "tickers, separated by spaces"), |line, _| {
            let tickers: Vec<&str> = line.question().companies.iter().map(|company| company.ticker.as_str()).collect();
            Cell::optional(Some(tickers.join(" ")))
        }),
        Column::record(PERIOD, |line, _| {
            let periods = &line.question().periods;
            periods.single().map_or_else(|| Cell::text(periods.to_string()), Cell::from)
        }),
        Column::record(ColumnId::name("comparison", "equal, at_least, at_most, nearly, about"), |line, _| {
            Cell::text(line.claim.comparison.name())
        }),
        Column::record(CURRENCY, |line, _| line.of_numbers(if line.is_of_money() { line.currency() } else { "" })),
        Column::record(ColumnId::text("printed", "the number as the claim has it"), |line, _| {
            Cell::optional(line.claimed().map(PrintedNumber::to_string))
        }),
        Column::record(ColumnId::figure("claimed_from", "of a change: the earlier number claimed"), |line, _| {
            line.number(line.claim.claimed.earlier().map(PrintedNumber::value))
        }),
        Column::record(ColumnId::figure("found_from", "of a change: the earlier number in the data"), |line, _| {
            line.number(line.found().and_then(FoundValue::earlier))
        }),
        Column::record(ColumnId::text("claimed_words", "what is claimed in words, such as a direction"), |line, _| {
            Cell::optional(wording::claimed_words(&line.claim))
        }),
        Column::record(ColumnId::text("found_words", "the same of the data"), |line, _| {
            Cell::optional(line.found().and_then(|found| wording::found_words(found, line.question())))
        }),
        Column::record(BASIS, |line, context| cells::basis(line.question(), &line.reading(), context)),
        Column::record(CALENDAR, |line, _| cells::calendar(&line.reading())),
        Column::record(AS_OF, |line, _| cells::as_of(&line.reading())),
        Column::record(SAID_BY, |line, _| cells::said_by(line.question(), &line.reading())),
        Column::record(RATE_OF_CLAIM, |line, _| cells::rate(line.question(), &line.reading())),
    ];
    columns.extend(further());
    columns
}

/// Columns on guidance, ranges and what a claim is compared with.
fn further<'d>() -> Vec<Column<CheckedClaim<'d>>> {
    vec![
        Column::record(ColumnId::text("answered_from", "figures or guidance"), |line, _| {
            let of_guidance = line.question().is_of_guidance();
            Cell::optional(line.evaluated().is_ok().then_some(if of_guidance { "guidance" } else { "figures" }))
        }),
        Column::record(
            ColumnId::text("from_period", "the earlier period of a change, a multiple or a record"),
            |line, _| {
                let is_compared = line.question().measure.takes_from_period();
                Cell::optional(is_compared.then(|| line.question().from_periods.to_string()))
            },
        ),
        Column::record(
            ColumnId::text("than", "tickers of the companies that those of the claim are compared with"),
            |line, _| {
                let tickers: Vec<&str> = line.question().than.iter().map(|company| company.ticker.as_str()).collect();
                Cell::optional(Some(tickers.join(" ")))
            },
        ),
        Column::record(ColumnId::figure("claimed_high", "of a range: the upper end claimed"), |line, _| {
            line.number(line.claim.claimed.later_high().map(PrintedNumber::value))
        }),
        Column::record(ColumnId::figure("found_high", "of a range: the upper end in the data"), |line, _| {
            line.number(line.found().and_then(FoundValue::later_high))
        }),
        Column::record(
            ColumnId::figure("claimed_from_high", "of a change of ranges: the earlier upper end claimed"),
            |line, _| line.number(line.claim.claimed.earlier_high().map(PrintedNumber::value)),
        ),
        Column::record(
            ColumnId::figure("found_from_high", "of a change of ranges: the earlier upper end in the data"),
            |line, _| line.number(line.found().and_then(FoundValue::earlier_high)),
        ),
        Column::record(ColumnId::count("line", "of an article: the line of the figure"), |line, _| {
            line.place.as_ref().map_or(Cell::BLANK, |place| Cell::count(place.line))
        }),
        Column::record(
            ColumnId::count("column", "of an article: the column of the figure, in characters"),
            |line, _| line.place.as_ref().map_or(Cell::BLANK, |place| Cell::count(place.column)),
        ),
        Column::record(ColumnId::text("text", "of an article: the figure as it stands there"), |line, _| {
            Cell::optional(line.place.as_ref().map(|place| &*place.text))
        }),
        Column::record(
            ColumnId::text("understood", "of an article: yes, doubtful (a reading that is not the nearest), no"),
            |line, _| Cell::optional(line.place.as_ref().map(|place| place.understood.name())),
        ),
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
