//! Reports the renderers' tests share.

use rust_decimal::Decimal;

use crate::model::{Money, Source};
use crate::report::{Align, Cell, Drawing, Grid, Heading, Mark, Note, Quantity, QueryValue, Report, Role, Row, Words};
use crate::say;

/// A report without figures.
pub(super) fn empty() -> Report {
    Report {
        title: "Nothing".into(),
        page: Grid::default(),
        chart: None,
        drawing: Drawing::default(),
        records: Grid::default(),
        notes: Vec::new(),
        sources: Vec::new(),
        query: Vec::new(),
        as_of: None,
        data_version: "2026.3".to_owned(),
        names: Vec::new(),
    }
}

/// Calendar 2025 of three companies, one figure of each kind of mark, and a total.
pub(super) fn totals() -> Report {
    let mut page = Grid {
        columns: vec![
            Heading::text("Company"),
            Heading::number("2025"),
            Heading::number("2024"),
            Heading::number("YoY"),
            Heading::number("Share"),
            Heading::text(""),
        ],
        rows: Vec::new(),
    };
    page.push(vec![
        Cell::text("Amazon"),
        millions(128_320),
        millions(78_200).marked(Mark::Approximate),
        change("0.641"),
        share("0.313"),
        Cell::BLANK,
    ]);
    page.push(vec![
        Cell::text("Microsoft"),
        millions(118_000).marked(Mark::Partial),
        millions(75_600),
        change("0.561"),
        share("0.288"),
        Cell::text("FY25 Q3 – FY26 Q2"),
    ]);
    page.push(vec![
        Cell::text("Meta"),
        Cell::missing("not yet filed"),
        millions(39_200),
        Cell::missing("2025 is missing"),
        Cell::BLANK,
        Cell::BLANK,
    ]);
    page.push_as(
        Role::Total,
        vec![
            Cell::text("Total"),
            millions(246_320).marked(Mark::Partial),
            millions(193_000),
            change("-0.03"),
            share("1"),
            Cell::BLANK,
        ],
    );

    let mut records = Grid::of_records(&["company", "value", "yoy", "filed"]);
    records.push(vec![
        Cell::text("AMZN"),
        millions(128_320),
        change("0.6409207161125319693094629156"),
        jiff::civil::date(2026, 2, 6).into(),
    ]);
    records.push(vec![
        Cell::text("META"),
        Cell::missing("not yet filed"),
        Cell::missing("2025 is missing"),
        Cell::BLANK,
    ]);

    Report {
        title: "Capital expenditures, calendar 2025, as each company reports them".into(),
        page,
        chart: None,
        drawing: Drawing::default(),
        records,
        notes: vec![
            Note::new(
                "basis",
                say!(
                    definitions_are_mixed,
                    count = "four",
                    cash = "cash purchases",
                    totals = Words::commas([
                        Words::from(Money::usd(Decimal::from(376_104_000_000_i64))),
                        "0.647".parse::<Decimal>().unwrap().into()
                    ])
                ),
            ),
            Note::new("warning", "Meta's fourth quarter is not yet filed."),
        ],
        sources: vec![Source {
            id: "amzn-2026-02-06-10-k".to_owned(),
            company: "AMZN".to_owned(),
            document: "10-K 2025".to_owned(),
            published: jiff::civil::date(2026, 2, 6),
            accession: None,
            url: Some("https://www.sec.gov/".to_owned()),
            read_at: None,
            line: 2,
            origin: crate::model::Origin::Bundled,
        }],
        query: vec![
            ("metric", QueryValue::Text("capex".to_owned())),
            ("companies", QueryValue::List(vec!["AMZN".to_owned(), "META".to_owned()])),
        ],
        as_of: None,
        ..empty()
    }
}

/// A page whose columns are the given texts: the first line holds the headings, `>` before one aligns right.
pub(super) fn page(lines: &[&[&str]]) -> Grid {
    let columns = lines[0].iter().map(|label| match label.strip_prefix('>') {
        Some(label) => Heading::number(label),
        None => Heading::text(*label),
    });
    let rows = lines[1..].iter().map(|cells| Row {
        role: if cells.len() == 1 && lines[0].len() > 1 { Role::Section } else { Role::Plain },
        cells: cells.iter().map(|text| Cell::text(*text)).collect(),
    });
    let grid = Grid { columns: columns.collect(), rows: rows.collect() };
    assert!(grid.columns.iter().any(|column| column.align == Align::Left));
    grid
}

pub(super) fn millions(amount: i64) -> Cell {
    Money::usd(Decimal::from(amount * 1_000_000)).into()
}

pub(super) fn change(fraction: &str) -> Cell {
    Quantity::Change(fraction.parse().unwrap()).into()
}

pub(super) fn share(fraction: &str) -> Cell {
    Quantity::Share(fraction.parse().unwrap()).into()
}
