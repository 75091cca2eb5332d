//! Columns of the output contract that several commands have: one name, one meaning. A command's own stand with their cells.

use crate::report::ColumnId;

pub const COMPANY: ColumnId = ColumnId::name("company", "ticker; TOTAL in the row of a total");
pub const METRIC: ColumnId = ColumnId::name("metric", "metric (`capex list metrics`)");
pub const BASIS: ColumnId = ColumnId::text("basis", "basis (`capex help bases`); empty where the metric has none");
pub const PERIOD: ColumnId = ColumnId::name("period", "2025, 2025Q3, FY2025 (`capex help periods`)");
pub const START: ColumnId = ColumnId::date("start", "first day of the period; empty for a balance");
pub const END: ColumnId = ColumnId::date("end", "last day of the period");
pub const FISCAL_PERIOD: ColumnId =
    ColumnId::text("fiscal_period", "the period in the company's fiscal years: FY2025Q3..FY2026Q2");
pub const CURRENCY: ColumnId = ColumnId::text("currency", "currency of the amounts; empty where there are none");
pub const VALUE: ColumnId = ColumnId::figure("value", "the figure");
pub const PRIOR: ColumnId =
    ColumnId::figure("prior", "the figure of the year before; beside a partial year, of the same quarters");
pub const YOY: ColumnId = ColumnId::fraction("yoy", "growth over the year before, in dollars");
pub const QUARTERS: ColumnId = ColumnId::name("quarters", "quarters with a figure, out of those in the period: 3/4");
pub const STATUS: ColumnId = ColumnId::name(
    "status",
    "reported (printed in one document), derived (calculated from several figures), approximate, partial, missing",
);
pub const PUBLISHED: ColumnId = ColumnId::date("published", "day from which the figure is known");
pub const SOURCE: ColumnId = ColumnId::text("source", "its documents (`capex list sources`), separated by spaces");
pub const CONFIDENCE: ColumnId =
    ColumnId::text("confidence", "how it was read: filing, company, secondary; of an outcome, its status");
pub const NOTE: ColumnId = ColumnId::text("note", "what else to know");
pub const ACCESSION: ColumnId = ColumnId::text("accession", "SEC accession number of the document");
pub const URL: ColumnId = ColumnId::text("url", "address of the document at the SEC or the company");
pub const READ_AT: ColumnId = ColumnId::text("read_at", "where it was read, if at another place");
pub const ORIGIN: ColumnId = ColumnId::name("origin", "bundled, or user where your own or fetched data is used");
pub const PRIOR_RATE: ColumnId = ColumnId::number("prior_rate", "exchange rate of `prior`");
pub const YOY_CONVERTED: ColumnId = ColumnId::fraction("yoy_converted", "growth over the year before, in `currency`");
pub const MEASURE: ColumnId = ColumnId::name("measure", "what the number is: total, yoy, share (`capex help claims`)");
pub const READING: ColumnId = ColumnId::text("reading", "the definition that gives it, in words");
pub const CALENDAR: ColumnId = ColumnId::text("calendar", "calendar or fiscal, where it makes a difference");
pub const AS_OF: ColumnId = ColumnId::date("as_of", "day whose knowledge counts; empty: everything known");
pub const SAID_BY: ColumnId = ColumnId::text("said_by", "of guidance: company or press");
pub const RATE_OF_CLAIM: ColumnId =
    ColumnId::text("rate", "exchange rate: average, a number, or the day of a reference rate");
pub const WORDS: ColumnId = ColumnId::text("words", "what it is");
pub const NAME: ColumnId = ColumnId::name("name", "English name");
pub const NAME_ZH: ColumnId = ColumnId::text("name_zh", "Chinese name");
