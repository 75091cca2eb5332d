//! A small file of claims that explains itself: one claim of each kind, which says in words how to write it.

use crate::claims::ClaimField;
use crate::data::Dataset;
use crate::report::{Cell, ColumnId, Drawing, Grid, Heading, Report};
use crate::say;

use ClaimField::{
    AsOf, Basis, Calendar, Companies, Comparison, Currency, From, FromPeriod, Id, Measure, Metric, Period, Rate,
    SaidBy, Statement, Than, Unit, Value,
};

/// The fields of each claim; the others are empty.
const CLAIMS: &[&[(ClaimField, &str)]] = &[
    &[
        (Id, "value"),
        (Statement, "figure of one company; an empty metric means capex"),
        (Companies, "AMZN"),
        (Period, "2024Q4"),
        (Measure, "value"),
        (Value, "26.3"),
        (Unit, "bn"),
    ],
    &[
        (Id, "total"),
        (Statement, "sum over companies; no companies means all"),
        (Period, "2024"),
        (Measure, "total"),
        (Value, "246"),
        (Unit, "bn"),
    ],
    &[
        (Id, "other-reading"),
        (Statement, "no definition stated: the result names the one that gives it"),
        (Period, "2024"),
        (Measure, "total"),
        (Value, "228"),
        (Unit, "bn"),
    ],
    &[
        (Id, "stated"),
        (Statement, "stated definition: basis and calendar"),
        (Period, "2024"),
        (Measure, "total"),
        (Value, "223"),
        (Unit, "bn"),
        (Basis, "net"),
        (Calendar, "calendar"),
    ],
    &[
        (Id, "known"),
        (Statement, "as known on a date"),
        (Metric, "guidance"),
        (Companies, "GOOGL"),
        (Period, "2025"),
        (Measure, "value"),
        (Value, "75"),
        (Unit, "bn"),
        (AsOf, "2025-02-08"),
    ],
    &[
        (Id, "low"),
        (Statement, "lower end of a guided range; high is the upper end"),
        (Metric, "guidance"),
        (Companies, "META"),
        (Period, "2025"),
        (Measure, "low"),
        (Value, "60"),
        (Unit, "bn"),
        (AsOf, "2025-02-08"),
    ],
    &[
        (Id, "total-low"),
        (Statement, "sum of the lower ends of several companies; at least this much"),
        (Metric, "guidance"),
        (Companies, "MSFT GOOGL META"),
        (Period, "2025"),
        (Measure, "total_low"),
        (Value, "215"),
        (Unit, "bn"),
        (Comparison, "at_least"),
        (AsOf, "2025-02-08"),
    ],
    &[
        (Id, "yoy-low"),
        (Statement, "growth that these lower ends imply"),
        (Metric, "guidance"),
        (Companies, "MSFT GOOGL META"),
        (Period, "2025"),
        (Measure, "yoy_low"),
        (Value, "45"),
        (Unit, "percent"),
        (Comparison, "at_least"),
        (AsOf, "2025-02-08"),
    ],
    &[
        (Id, "press"),
        (Statement, "guidance as the press reported it"),
        (Metric, "guidance"),
        (Companies, "AMZN"),
        (Period, "2025"),
        (Measure, "value"),
        (Value, "100"),
        (Unit, "bn"),
        (AsOf, "2025-02-08"),
        (SaidBy, "press"),
    ],
    &[
        (Id, "yuan"),
        (Statement, "another currency, at average rates"),
        (Period, "2024"),
        (Measure, "total"),
        (Value, "1.8"),
        (Unit, "tn"),
        (Currency, "CNY"),
    ],
    &[
        (Id, "rate"),
        (Statement, "another currency at one rate; a date stands for the rate of that date"),
        (Companies, "AMZN"),
        (Period, "2024Q4"),
        (Measure, "value"),
        (Value, "1,919亿元"),
        (Rate, "7.295"),
    ],
    &[
        (Id, "yoy"),
        (Statement, "growth over the year before; the value can include the unit"),
        (Metric, "revenue"),
        (Companies, "AMZN"),
        (Period, "2024"),
        (Measure, "yoy"),
        (Value, "10.99%"),
    ],
    &[
        (Id, "qoq"),
        (Statement, "growth over the quarter before"),
        (Companies, "META"),
        (Period, "2025Q4"),
        (Measure, "qoq"),
        (Value, "14.3%"),
    ],
    &[
        (Id, "share"),
        (Statement, "share of all companies"),
        (Companies, "AMZN"),
        (Period, "2025"),
        (Measure, "share"),
        (Value, "31.3%"),
    ],
    &[
        (Id, "ratio"),
        (Statement, "one metric divided by another"),
        (Metric, "cloud / revenue"),
        (Companies, "AMZN"),
        (Period, "2024Q4"),
        (Measure, "ratio"),
        (Value, "15"),
        (Unit, "percent"),
    ],
    &[
        (Id, "run-rate"),
        (Statement, "annual run rate: a quarter times four"),
        (Companies, "AMZN"),
        (Period, "2024Q4"),
        (Measure, "run_rate"),
        (Value, "100"),
        (Unit, "bn"),
        (Comparison, "at_least"),
    ],
    &[
        (Id, "change"),
        (Statement, "from the quarter before to this one; from_period names another period"),
        (Companies, "MSFT"),
        (Period, "FY2026Q3"),
        (Measure, "change"),
        (Value, "31.9"),
        (Unit, "bn"),
        (From, "37.5"),
    ],
    &[
        (Id, "record"),
        (Statement, "true: no earlier quarter was as high"),
        (Companies, "AMZN"),
        (Period, "2024Q4"),
        (Measure, "record"),
        (Value, "true"),
    ],
    &[
        (Id, "direction"),
        (Statement, "higher, lower or similar; slower or faster"),
        (Metric, "guidance"),
        (Companies, "MSFT"),
        (Period, "FY2026"),
        (Measure, "direction"),
        (Value, "slower"),
        (AsOf, "2025-02-08"),
    ],
    &[
        (Id, "order"),
        (Statement, "companies by their figures, lowest first"),
        (Period, "2025"),
        (Measure, "order"),
        (Value, "META < GOOGL < MSFT < AMZN"),
    ],
    &[
        (Id, "yoy-order"),
        (Statement, "by growth; a colon adds another metric; companies without < between them may be in any order"),
        (Metric, "cloud"),
        (Period, "2024Q4"),
        (Measure, "yoy_order"),
        (Value, "AMZN < GOOGL MSFT:azure-growth"),
    ],
    &[
        (Id, "span"),
        (Statement, "several periods are added: a range, a list, ytd"),
        (Period, "2022..2024"),
        (Measure, "total"),
        (Value, "546"),
        (Unit, "bn"),
    ],
    &[
        (Id, "planned"),
        (Statement, "a year that is not over is checked against guidance"),
        (Companies, "AMZN"),
        (Period, "2026"),
        (Measure, "value"),
        (Value, "200"),
        (Unit, "bn"),
        (AsOf, "2026-03-01"),
    ],
    &[
        (Id, "guidance-change"),
        (Statement, "guidance from one range to another; the earlier one is the previous guidance"),
        (Metric, "guidance"),
        (Companies, "META"),
        (Period, "2025"),
        (Measure, "change"),
        (Value, "66..72"),
        (Unit, "bn"),
        (From, "64..72"),
        (AsOf, "2025-08-01"),
    ],
    &[
        (Id, "revision"),
        (Statement, "how guidance changed: raised, lowered, narrowed, low_end_raised"),
        (Metric, "guidance"),
        (Companies, "META"),
        (Period, "2026"),
        (Measure, "revision"),
        (Value, "raised"),
        (AsOf, "2026-05-01"),
    ],
    &[
        (Id, "raised-by"),
        (Statement, "by how much guidance rose"),
        (Metric, "guidance"),
        (Companies, "GOOGL"),
        (Period, "2025"),
        (Measure, "increase"),
        (Value, "10"),
        (Unit, "bn"),
        (AsOf, "2025-08-01"),
    ],
    &[
        (Id, "increase"),
        (Statement, "the rise in money over the year before"),
        (Companies, "AMZN"),
        (Period, "2025"),
        (Measure, "increase"),
        (Value, "50.1"),
        (Unit, "bn"),
    ],
    &[
        (Id, "multiple"),
        (Statement, "how many times as much as in an earlier period"),
        (Companies, "META"),
        (Period, "2025"),
        (Measure, "multiple"),
        (Value, "2.6"),
        (FromPeriod, "2023"),
    ],
    &[
        (Id, "cagr"),
        (Statement, "growth a year over several years"),
        (Companies, "GOOGL"),
        (Period, "2021..2025"),
        (Measure, "cagr"),
        (Value, "38.8%"),
    ],
    &[
        (Id, "excess"),
        (Statement, "by how much one company exceeds another"),
        (Companies, "MSFT"),
        (Period, "2025"),
        (Measure, "excess"),
        (Value, "63%"),
        (Than, "META"),
    ],
    &[
        (Id, "intensity"),
        (Statement, "a ratio of several companies is the ratio of their totals"),
        (Metric, "capex/revenue"),
        (Period, "2025"),
        (Measure, "ratio"),
        (Value, "25.2%"),
    ],
    &[
        (Id, "yoy-record"),
        (Statement, "true: the highest growth since a year; increase_record in money"),
        (Companies, "META"),
        (Period, "2025"),
        (Measure, "yoy_record"),
        (Value, "true"),
        (FromPeriod, "2021"),
    ],
    &[
        (Id, "twelve-months"),
        (Statement, "free cash flow of a quarter can be that of twelve months"),
        (Metric, "fcf"),
        (Companies, "AMZN"),
        (Period, "2026Q1"),
        (Measure, "value"),
        (Value, "1.2"),
        (Unit, "bn"),
    ],
    &[
        (Id, "unknown"),
        (Statement, "not in the data: consensus, or other"),
        (Metric, "consensus"),
        (Companies, "AMZN"),
        (Period, "2024Q4"),
        (Measure, "value"),
        (Value, "187.0"),
        (Unit, "bn"),
    ],
];

/// The columns of a claims file.
pub fn columns() -> Vec<Heading> {
    let column = |field: &ClaimField| Heading::record(ColumnId::text(field.name(), meaning(*field)));
    ClaimField::ALL.iter().map(column).collect()
}

/// What a field means, for help.
fn meaning(field: ClaimField) -> &'static str {
    match field {
        Id => "an identifier, unique in the file",
        Statement => "the sentence the claim comes from",
        Metric => {
            "capex if empty (`capex list metrics`); guidance; a ratio as `a / b`; not in the data: consensus, gdp, \
             market-share, segment, other"
        }
        Companies => "tickers, names or aliases, separated by `|`; all if empty",
        Period => "2024, 2024Q4, FY2025, TTM2025Q3; several are added: 2022..2024, `2022,2023`, ytd",
        Measure => "what the number is (`capex help claims`)",
        Value => "the number as printed, a range such as 66..72, or words",
        Unit => "usd, k, m, bn, tn, yi, wanyi; percent, fraction; times",
        Currency => "USD if empty",
        Comparison => "equal if empty, at_least, at_most, nearly, about",
        From => "the earlier value of a change",
        FromPeriod => "the earlier period of a change, a multiple, a rise, a growth rate or a record",
        AsOf => "the day of the claim",
        Basis => "the basis, where the claim states one",
        Calendar => "calendar or fiscal, where the claim states it",
        SaidBy => "company or press, where the claim states it",
        Rate => "the exchange rate, where the claim states one: a number, or the day of a reference rate",
        Than => "the companies whose figure a multiple or an excess is over",
    }
}

/// The file as a report, in any format.
pub fn report() -> Report {
    let text = |claim: &[(ClaimField, &str)], column: ClaimField| {
        claim.iter().find(|(of, _)| *of == column).map(|(_, text)| (*text).to_owned())
    };
    of_claims(CLAIMS.iter().map(|claim| move |column: ClaimField| text(claim, column)))
}

/// A claims file as a report: for each claim, the text of each field.
pub fn of_claims(claims: impl Iterator<Item = impl Fn(ClaimField) -> Option<String>>) -> Report {
    let mut grid = Grid { columns: columns(), rows: Vec::new() };
    for claim in claims {
        grid.push(ClaimField::ALL.iter().map(|column| claim(*column).map_or(Cell::BLANK, Cell::text)).collect());
    }
    Report {
        title: say!(title_claims_file),
        page: grid.clone(),
        chart: None,
        drawing: Drawing::default(),
        records: grid,
        notes: Vec::new(),
        sources: Vec::new(),
        query: Vec::new(),
        as_of: None,
        data_version: Dataset::version().to_owned(),
        names: Vec::new(),
    }
}
