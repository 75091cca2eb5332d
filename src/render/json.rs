//! The JSON document of the output contract, and its rows alone as NDJSON.
//!
//! Numbers are written digit for digit as the number formatter gives them and never pass through floating point.
//! A missing figure is `null`, with its reason under the row's `missing`.

use std::fmt::Write as _;

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::cell;
use super::item_per_line::ItemPerLine;
use super::prose;
use crate::model::{Source, deceives};
use crate::report::{Cell, Grid, Heading, Note, Quantity, QueryValue, Report, Value};

/// Version of the document's shape. Keys and columns are only ever appended under the same version.
pub const SCHEMA: &str = "capex/1";

/// The whole report as one document, ending with a newline.
pub(super) fn document(report: &Report) -> anyhow::Result<String> {
    let document = Document {
        schema: SCHEMA,
        data_version: &report.data_version,
        as_of: report.as_of.map(|date| date.to_string()),
        query: QueryMap(&report.query),
        rows: rows(&report.records).collect(),
        notes: report.notes.iter().map(NoteItem::from).collect(),
        sources: report.sources.iter().map(SourceItem::from).collect(),
    };
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, ItemPerLine::default());
    document.serialize(&mut serializer)?;
    Ok(escaped(String::from_utf8(bytes)?) + "\n")
}

/// The rows alone, one object a line.
pub(super) fn lines(records: &Grid) -> anyhow::Result<String> {
    rows(records).map(|row| Ok(escaped(serde_json::to_string(&row)?) + "\n")).collect()
}

/// JSON must escape control characters up to 1F and may escape the rest, which a terminal would obey too, and what deceives
/// a reader. They can only stand in strings.
fn escaped(json: String) -> String {
    let high = |letter: char| matches!(letter, '\u{7f}'..='\u{9f}') || deceives(letter);
    if !json.contains(high) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        if high(letter) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    data_version: &'a str,
    as_of: Option<String>,
    query: QueryMap<'a>,
    rows: Vec<RowItem<'a>>,
    notes: Vec<NoteItem>,
    sources: Vec<SourceItem<'a>>,
}

/// The query's keys in the order the command gave them, which a map type would not keep.
struct QueryMap<'a>(&'a [(&'static str, QueryValue)]);

impl Serialize for QueryMap<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in self.0 {
            match value {
                QueryValue::Text(word) => map.serialize_entry(key, word)?,
                QueryValue::List(words) => map.serialize_entry(key, words)?,
            }
        }
        map.end()
    }
}

/// A row as an object keyed by column id, in column order; then `missing`, if a figure is.
struct RowItem<'a> {
    columns: &'a [Heading],
    cells: &'a [Cell],
}

fn rows(records: &Grid) -> impl Iterator<Item = RowItem<'_>> {
    records.rows.iter().map(|row| RowItem { columns: &records.columns, cells: &row.cells })
}

impl Serialize for RowItem<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut missing = Vec::new();
        for (column, cell) in self.columns.iter().zip(self.cells) {
            match &cell.value {
                Value::Blank | Value::Sparkline(..) => map.serialize_entry(column.id, &())?,
                Value::Missing(reason) => {
                    missing.push((column.id, prose::machine(reason)));
                    map.serialize_entry(column.id, &())?;
                }
                Value::Text(text) => map.serialize_entry(column.id, text)?,
                Value::Period(period) => map.serialize_entry(column.id, &period.to_string())?,
                Value::Phrase(words) => map.serialize_entry(column.id, &prose::machine(words))?,
                Value::Figure(Quantity::Date(date)) => map.serialize_entry(column.id, &date.to_string())?,
                Value::Figure(_) => map.serialize_entry(column.id, &number(&cell.value)?)?,
            }
        }
        if !missing.is_empty() {
            map.serialize_entry("missing", &Reasons(missing))?;
        }
        map.end()
    }
}

/// The number's own digits: a number type of JSON's would take them through floating point.
fn number<E: Error>(value: &Value) -> Result<Option<Box<RawValue>>, E> {
    cell::machine_number(value).map(RawValue::from_string).transpose().map_err(E::custom)
}

struct Reasons(Vec<(&'static str, String)>);

impl Serialize for Reasons {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(column, reason)| (column, reason)))
    }
}

#[derive(Serialize)]
struct NoteItem {
    kind: &'static str,
    text: String,
}

impl From<&Note> for NoteItem {
    fn from(note: &Note) -> Self {
        Self { kind: note.kind, text: prose::machine(&note.words) }
    }
}

#[derive(Serialize)]
struct SourceItem<'a> {
    id: &'a str,
    company: &'a str,
    document: &'a str,
    published: String,
    accession: Option<&'a str>,
    url: Option<&'a str>,
    read_at: Option<&'a str>,
    origin: String,
}

impl<'a> From<&'a Source> for SourceItem<'a> {
    fn from(source: &'a Source) -> Self {
        Self {
            id: &source.id,
            company: &source.company,
            document: &source.document,
            published: source.published.to_string(),
            accession: source.accession.as_deref(),
            url: source.url.as_deref(),
            read_at: source.read_at.as_deref(),
            origin: source.origin.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Money;
    use crate::render::fixture;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    #[test]
    fn a_document_says_what_it_is_and_has_a_row_a_line() {
        insta::assert_snapshot!(document(&fixture::totals()).unwrap(), @r#"
        {
          "schema": "capex/1",
          "data_version": "2026.3",
          "as_of": null,
          "query": {"metric":"capex","companies":["AMZN","META"]},
          "rows": [
            {"company":"AMZN","value":128320000000,"yoy":0.640921,"filed":"2026-02-06"},
            {"company":"META","value":null,"yoy":null,"filed":null,"missing":{"value":"not yet filed","yoy":"2025 is missing"}}
          ],
          "notes": [
            {"kind":"basis","text":"This total mixes four company definitions (capex list definitions). On one common definition (cash purchases): USD 376104000000, +64.7%."},
            {"kind":"warning","text":"Meta's fourth quarter is not yet filed."}
          ],
          "sources": [
            {"id":"amzn-2026-02-06-10-k","company":"AMZN","document":"10-K 2025","published":"2026-02-06","accession":null,"url":"https://www.sec.gov/","read_at":null,"origin":"bundled"}
          ]
        }
        "#);
    }

    #[test]
    fn an_empty_document_keeps_its_shape() {
        let mut report = fixture::empty();
        report.as_of = Some(jiff::civil::date(2025, 2, 7));
        insta::assert_snapshot!(document(&report).unwrap(), @r#"
        {
          "schema": "capex/1",
          "data_version": "2026.3",
          "as_of": "2025-02-07",
          "query": {},
          "rows": [],
          "notes": [],
          "sources": []
        }
        "#);
    }

    #[test]
    fn lines_are_the_rows_of_the_document() {
        let report = fixture::totals();
        let document = document(&report).unwrap();
        for line in lines(&report.records).unwrap().lines() {
            assert!(document.contains(line), "{line}");
        }
    }

    proptest! {
        #[test]
        fn every_digit_of_an_amount_arrives(amount in -10_i128.pow(18)..10_i128.pow(18), scale in 0_u32..=2) {
            let amount = Decimal::from_i128_with_scale(amount, scale);
            let mut records = Grid::of_records(&["value"]);
            records.push(vec![Money::usd(amount).into()]);
            let line = lines(&records).unwrap();
            let digits = line.trim_end().strip_prefix(r#"{"value":"#).and_then(|rest| rest.strip_suffix('}'));
            prop_assert_eq!(digits.unwrap().parse::<Decimal>().unwrap(), amount);
        }

        #[test]
        fn any_text_reads_back(text in ".{0,30}") {
            let mut records = Grid::of_records(&["text"]);
            records.push(vec![Cell::text(text.clone())]);
            let row: serde_json::Value = serde_json::from_str(&lines(&records).unwrap()).unwrap();
            prop_assert_eq!(row["text"].as_str(), Some(text.as_str()));
        }
    }
}
