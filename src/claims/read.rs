//! Reads a claims file: CSV or TSV with a header, or JSON objects with the same fields.
//!
//! All errors are reported at once, each with its line and column: in CSV the number of the cell, in JSON that of the byte.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::claim::Claim;
use super::fields::{COUNT, ClaimField, Fields, unknown_column};
use super::lexicon::Lexicon;
use crate::data::{Problem, Problems, limits};
use crate::model::Words;
use crate::say;

/// The claims of a file, in its order. `name` is for messages.
pub fn read<'d>(name: &str, bytes: &[u8], lexicon: Lexicon<'d>) -> Result<Vec<Claim<'d>>, Problems> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = 1 + lines(good);
            return Err(Problem::new(name, line, say!(save_as_utf8)).into());
        }
    };
    let mut file = ClaimsFile {
        name,
        text,
        line_starts: Vec::new(),
        lexicon,
        ids: HashMap::new(),
        claims: Vec::new(),
        problems: Problems::default(),
    };
    match text.trim_start().bytes().next() {
        None => {
            file.problem(1, None, say!(claims_file_is_empty));
        }
        Some(b'[' | b'{') => file.json(text),
        Some(_) => file.csv(text),
    }
    file.problems.sorted().none()?;
    Ok(file.claims)
}

/// The fields of each row of a claims file in CSV that belongs to the program; a test holds that every column is a field.
pub fn rows(text: &'static str) -> Vec<Fields<'static>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns: Vec<ClaimField> =
        reader.headers().into_iter().flatten().filter_map(|name| name.parse().ok()).collect();
    let fields = |row: csv::StringRecord| {
        let mut fields = Fields::default();
        for (column, text) in columns.iter().zip(&row) {
            fields.set(*column, text.to_owned());
        }
        fields
    };
    reader.records().filter_map(Result::ok).map(fields).collect()
}

fn lines(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

struct ClaimsFile<'f, 'd> {
    name: &'f str,
    text: &'f str,
    /// Where each line begins; used for JSON only.
    line_starts: Vec<usize>,
    lexicon: Lexicon<'d>,
    /// The position of each identifier.
    ids: HashMap<String, Position>,
    claims: Vec<Claim<'d>>,
    problems: Problems,
}

/// A position in a file.
#[derive(Debug, Clone, Copy)]
enum Position {
    /// A line, and a cell of it.
    Cell(u64, Option<usize>),
    /// A byte of the text.
    Byte(usize),
}

/// The position of each field of a claim; of a field that is not there, that of the claim.
type FieldPositions = [Position; COUNT];

impl ClaimsFile<'_, '_> {
    fn problem_at(&mut self, place: Position, message: impl Into<Words>) {
        let (line, column) = self.resolve(place);
        self.problem(line, column, message);
    }

    fn resolve(&self, place: Position) -> (u64, Option<usize>) {
        match place {
            Position::Cell(line, column) => (line, column),
            Position::Byte(at) => {
                let line = self.line_starts.partition_point(|start| *start <= at);
                let start = line.checked_sub(1).and_then(|before| self.line_starts.get(before)).copied().unwrap_or(0);
                (line as u64, Some(at - start + 1))
            }
        }
    }

    /// Where a part of the text begins.
    fn place_of(&self, part: &str) -> Position {
        Position::Byte((part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize))
    }

    fn problem(&mut self, line: u64, column: Option<usize>, message: impl Into<Words>) {
        self.problems.push(Problem { column, ..Problem::new(self.name, line, message) });
    }

    fn add(&mut self, fields: &Fields<'_>, places: &FieldPositions) {
        let place = |column: ClaimField| places.get(column as usize).copied().unwrap_or(Position::Byte(0));
        let (id, here) = (fields.get(ClaimField::Id), place(ClaimField::Id));
        if let Some(before) = self.ids.get(id).copied().filter(|_| !id.is_empty()) {
            let line = self.resolve(before).0.to_string();
            self.problem_at(here, say!(claim_id_twice, id, line));
        } else {
            self.ids.insert(id.to_owned(), here);
        }
        match self.lexicon.claim(fields) {
            Ok(claim) => self.claims.push(claim),
            Err(errors) => {
                for error in errors {
                    self.problem_at(place(error.field), error.message);
                }
            }
        }
    }

    fn csv(&mut self, text: &str) {
        let header = text.trim_start().lines().next().unwrap_or_default();
        let delimiter = if header.contains('\t') { b'\t' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut header: Option<Vec<ClaimField>> = None;
        let (mut at, mut line) = (0, 1);
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return,
                // The text is UTF-8 and in memory, and rows may have any length, so nothing else can go wrong.
                Err(error) => return self.problem(line, None, error.to_string()),
            }
            let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
            let raw = text.as_bytes().get(at..end).unwrap_or_default();
            // The reader skips empty lines before a row.
            let blank = raw.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let (skipped, row) = raw.split_at(blank);
            line += lines(skipped);
            match &header {
                None => match self.header(&record, line) {
                    Some(columns) => header = Some(columns),
                    None => return,
                },
                Some(columns) => self.csv_row(columns, &record, row, line),
            }
            line += lines(row);
            at = end;
        }
    }

    fn header(&mut self, record: &csv::StringRecord, line: u64) -> Option<Vec<ClaimField>> {
        if let Some(message) = limits::header(record.len(), COUNT) {
            self.problem(line, None, message);
            return None;
        }
        let mut columns: Vec<ClaimField> = Vec::new();
        let mut good = true;
        for (index, name) in record.iter().enumerate() {
            let message = match name.parse::<ClaimField>() {
                Ok(column) if columns.contains(&column) => {
                    say!(claims_column_twice, column = column.name())
                }
                Ok(column) => {
                    columns.push(column);
                    continue;
                }
                Err(_) => unknown_column(name),
            };
            self.problem(line, Some(index + 1), message);
            good = false;
        }
        for column in [ClaimField::Id, ClaimField::Period, ClaimField::Measure, ClaimField::Value] {
            if good && !columns.contains(&column) {
                self.problem(line, None, say!(claims_header_lacks_column, column = column.name()));
            }
        }
        // Without its columns no row can be read.
        self.problems.is_empty().then_some(columns)
    }

    fn csv_row(&mut self, columns: &[ClaimField], record: &csv::StringRecord, raw: &[u8], line: u64) {
        if !memchr::memchr_iter(b'"', raw).count().is_multiple_of(2) {
            return self.problem(line, None, say!(quote_not_closed));
        }
        if record.len() != columns.len() {
            let names = columns.iter().map(|column| column.name()).collect::<Vec<_>>().join(",");
            let (count, width) = (record.len().to_string(), columns.len().to_string());
            return self.problem(line, None, say!(cells_expected_names, count, width, names));
        }
        let mut fields = Fields::default();
        let mut places: FieldPositions = [Position::Cell(line, None); COUNT];
        for (index, (column, text)) in columns.iter().zip(record).enumerate() {
            if let Some(message) = limits::cell(text) {
                return self.problem(line, Some(index + 1), message);
            }
            fields.set(*column, text);
            if let Some(place) = places.get_mut(*column as usize) {
                *place = Position::Cell(line, Some(index + 1));
            }
        }
        self.add(&fields, &places);
    }

    /// A list of objects, an object that holds one under `claims` or `rows`, or one object after another.
    fn json(&mut self, text: &str) {
        self.line_starts =
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1)).collect();
        for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
            match value {
                Ok(value) => self.json_value(value),
                Err(error) => {
                    let (line, column) = (error.line() as u64, error.column());
                    return self.problem(line, Some(column), say!(not_json, message = without_place(&error)));
                }
            }
        }
    }

    fn json_value(&mut self, value: &RawValue) {
        if value.get().starts_with('[') {
            // The whole is valid JSON, so its items are.
            let items: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
            for item in items {
                self.json_claim(item);
            }
            return;
        }
        let list = serde_json::from_str::<JsonObject<'_>>(value.get()).ok().and_then(|object| {
            object.0.into_iter().find(|(key, _)| key == "claims" || key == "rows").map(|(_, list)| list)
        });
        match list {
            Some(list) if list.get().starts_with('[') => self.json_value(list),
            Some(other) => self.problem_at(self.place_of(other.get()), say!(claims_are_no_list)),
            None => self.json_claim(value),
        }
    }

    fn json_claim(&mut self, claim: &RawValue) {
        let here = self.place_of(claim.get());
        let Ok(JsonObject(entries)) = serde_json::from_str::<JsonObject<'_>>(claim.get()) else {
            let example = "{\"id\": \"a1\", …}";
            return self.problem_at(here, say!(claim_is_an_object, example));
        };
        let mut fields = Fields::default();
        let mut places: FieldPositions = [here; COUNT];
        let mut seen: Vec<ClaimField> = Vec::new();
        let mut good = true;
        for (key, value) in entries {
            let at = self.place_of(value.get());
            let message = match (key.parse::<ClaimField>(), json_text(value)) {
                (Err(_), _) => unknown_column(&key),
                (Ok(column), _) if seen.contains(&column) => {
                    say!(claims_key_twice, column = column.name())
                }
                (Ok(_), Some(value)) if limits::cell(&value).is_some() => limits::cell(&value).unwrap_or(Words::NONE),
                (Ok(column), Some(value)) => {
                    seen.push(column);
                    fields.set(column, value);
                    if let Some(place) = places.get_mut(column as usize) {
                        *place = at;
                    }
                    continue;
                }
                (Ok(column), None) => {
                    say!(claim_cell_of_no_kind, column = column.name())
                }
            };
            self.problem_at(at, message);
            good = false;
        }
        if good {
            self.add(&fields, &places);
        }
    }
}

/// The message of a JSON error without its position.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or_default().to_owned()
}

/// A value as a CSV cell would have it: numbers digit for digit, lists with `|` between; null is empty.
fn json_text(value: &RawValue) -> Option<Cow<'_, str>> {
    let raw = value.get();
    match raw.bytes().next()? {
        b'"' => serde_json::from_str(raw).ok().map(Cow::Owned),
        b'[' => Some(serde_json::from_str::<Vec<Cow<'_, str>>>(raw).ok()?.join("|").into()),
        b'{' => None,
        b'n' => Some("".into()),
        _ => Some(raw.into()),
    }
}

/// An object with its keys in order, repetitions included.
struct JsonObject<'o>(Vec<(Cow<'o, str>, &'o RawValue)>);

impl<'de> Deserialize<'de> for JsonObject<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ObjectVisitor;

        impl<'de> Visitor<'de> for ObjectVisitor {
            type Value = JsonObject<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonObject<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(key) = map.next_key::<String>()? {
                    if entries.len() > COUNT {
                        return Err(A::Error::custom("more keys than there are fields"));
                    }
                    entries.push((Cow::Owned(key), map.next_value()?));
                }
                Ok(JsonObject(entries))
            }
        }

        deserializer.deserialize_map(ObjectVisitor)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::claims::Judge;
    use crate::data::Dataset;
    use proptest::prelude::*;

    /// Reads a text and judges what it holds; only panics can go wrong.
    fn judged(text: &str) -> usize {
        let data = Dataset::bundled().expect("the bundled data");
        let Ok(claims) = read("file", text.as_bytes(), Lexicon::new(&data)) else { return 0 };
        let mut judge = Judge::new(&data, &claims, None);
        for claim in &claims {
            judge.judge(claim).expect("the bundled data");
        }
        claims.len()
    }

    /// A word of a field, mostly good ones.
    fn word(words: &'static [&'static str]) -> impl Strategy<Value = String> {
        prop_oneof![9 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => "[a-z0-9/:<%., ]{0,8}"]
    }

    fn row() -> impl Strategy<Value = [String; 9]> {
        [
            word(&[
                "",
                "capex",
                "revenue",
                "guidance",
                "azure-growth",
                "fcf",
                "intensity",
                "cloud / revenue",
                "consensus",
            ]),
            word(&["", "AMZN", "msft", "AMZN MSFT", "googl|meta"]),
            word(&["2024", "2025Q1", "FY2024", "2023H2", "TTM2024Q4", "9999", "0000Q1", "FY9999Q4", "0001", "2014"]),
            word(&[
                "value",
                "total",
                "yoy",
                "qoq",
                "share",
                "ratio",
                "excess",
                "run_rate",
                "record",
                "direction",
                "low",
                "total_high",
                "yoy_low",
                "order",
                "yoy_order",
            ]),
            word(&["1", "246", "-3.5", "0", "true", "higher", "AMZN < MSFT", "meta > googl:revenue amzn", "999999"]),
            word(&["", "bn", "percent", "fraction", "wanyi", "usd"]),
            word(&["", "", "CNY", "jpy", "EUR"]),
            word(&["", "", "2025-02-08", "2018-01-30", "9999-12-31", "0001-01-01"]),
            word(&["", "", "7.295", "2025-02-07", "1999-01-01", "0.000001", "1000000"]),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn no_claim_panics(rows in prop::collection::vec(row(), 1..4)) {
            let mut text = "id,metric,companies,period,measure,value,unit,currency,as_of,rate\n".to_owned();
            for (at, row) in rows.iter().enumerate() {
                let cells: Vec<String> = row.iter().map(|cell| format!("\"{cell}\"")).collect();
                writeln!(text, "c{at},{}", cells.join(",")).expect("memory");
            }
            judged(&text);
            for row in &rows {
                judged(&format!("{}\nc,{}\n", text.lines().next().unwrap_or_default(), row.join(",")));
            }
        }

        #[test]
        fn no_text_panics(text in "[a-z,\"\\n\\r{}\\[\\]:0-9 元é\u{feff}]{0,80}") {
            judged(&text);
            judged(&format!("id,period,measure,value\n{text}"));
            judged(&format!("[{text}]"));
            judged(&format!("{{\"id\": \"{text}"));
        }
    }

    #[test]
    fn the_places_of_json_are_found_across_lines() {
        let text = "[\n\n  {\"id\": \"a\",\n   \"measure\": \"valu\"}]";
        let data = Dataset::bundled().expect("the bundled data");
        let problems = read("f.json", text.as_bytes(), Lexicon::new(&data)).unwrap_err().to_string();
        assert!(problems.contains("f.json:4:15: `valu` is not a measure; did you mean `value`?"), "{problems}");
        assert!(problems.contains("f.json:3:3: period is empty"), "{problems}");
    }
}
