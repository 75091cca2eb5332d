//! JSON is what `capex help output -f json` says it is, and every column has a meaning.

#![cfg(unix)]

#[path = "common/commands.rs"]
mod commands;
mod common;

use std::fs;
use std::path::Path;

use capex::commands::table::{COMMANDS, Formats};
use commands::{Example, examples, exports, inputs, lists, names};
use common::{Folder, capex, stdout};
use serde_json::{Value, json};

/// What is asked for beside the examples in the help: with every column that a conversion adds, and each set of data.
const OTHERS: &[&str] = &[
    "summary -x CNY",
    "totals 2025 -x CNY",
    "totals 2018",
    "show last4q -x EUR",
    "show 2025 -m capex,revenue,intensity,azure-growth",
    "growth 2023..2025 -x EUR",
    "growth last8q -Q -x JPY",
    "cloud 2024 -x CNY",
    "guidance 2026 -x CNY",
    "guidance --history -p 2025 -x CNY",
    "guidance 2025 --progress -x CNY",
    "guidance 2026 --total -x CNY",
    "explain msft 2025 -x CNY",
    "check examples/2025-02-08-big-four.csv",
    "find 118 -m all",
    "rates USDCNY 2024",
    "list",
    "export",
    "chart totals 2025",
    "chart growth 2025",
    "chart cloud 2025",
    "chart guidance 2025",
];

fn schema(of: &[&str]) -> Value {
    let text = stdout(capex().args(["help", "output"]).args(of).args(["-f", "json"]));
    serde_json::from_str(&text).expect("JSON")
}

/// The rows of an answer's definition.
fn row<'s>(schema: &'s Value, answer: &str) -> &'s Value {
    &schema["$defs"][answer]["properties"]["rows"]["items"]
}

/// The answers of a command.
fn answers<'s>(schema: &'s Value, command: &str) -> Vec<&'s str> {
    let definitions = schema["$defs"].as_object().expect("definitions");
    definitions.keys().map(String::as_str).filter(|answer| answer.split(' ').next() == Some(command)).collect()
}

/// A validator of one answer that takes no other column than those named.
fn validator(schema: &Value, answer: &str) -> jsonschema::Validator {
    let mut own = schema.clone();
    let reference = format!("#/$defs/{}", answer.replace(' ', "%20"));
    own["anyOf"] = json!([{ "$ref": reference }]);
    own["$defs"][answer]["properties"]["rows"]["items"]["additionalProperties"] = json!(false);
    jsonschema::options().should_validate_formats(true).build(&own).expect("a schema")
}

/// That a document is one of a command's answers.
fn complain(schema: &Value, command: &str, document: &Value) -> Option<String> {
    let mut wrong = Vec::new();
    for answer in answers(schema, command) {
        match validator(schema, answer).validate(document) {
            Ok(()) => return None,
            Err(error) => wrong.push(format!("{answer}, {}: {error}", error.instance_path())),
        }
    }
    Some(wrong.join("\n"))
}

fn command(example: &Example) -> &'static str {
    if example.traits.name.is_empty() { "summary" } else { example.traits.name }
}

/// The answer as JSON; none where there is no such data.
fn document(example: &Example, folder: &Folder) -> Value {
    let mut run = example.run(folder);
    if !example.has_format() {
        run.args(["-f", "json"]);
    }
    let output = run.output().expect("the program");
    assert!(matches!(output.status.code(), Some(0 | 5)), "{example}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn it_is_json_schema() {
    for of in [&[][..], &["totals"], &["list"]] {
        jsonschema::meta::validate(&schema(of)).unwrap_or_else(|error| panic!("{of:?}: {error}"));
    }
    assert_eq!(schema(&[])["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn every_column_of_every_command_has_a_meaning() {
    let schema = schema(&[]);
    let text = stdout(capex().args(["help", "output"]));
    for name in names() {
        let row_formats = COMMANDS.iter().find(|row| row.name == name).map(|row| row.formats);
        let has_rows = matches!(row_formats, Some(Formats::Any(_) | Formats::Pictures));
        assert_eq!(!answers(&schema, name).is_empty(), has_rows, "{name}");
        for answer in answers(&schema, name) {
            let columns = row(&schema, answer)["properties"].as_object().expect("columns");
            assert!(columns.len() > 2, "{answer}");
            for (column, of) in columns {
                let meaning = of["description"].as_str().unwrap_or_default();
                assert!(meaning.len() > 2 && !meaning.contains('\n'), "`{column}` of `{answer}` has no meaning");
                assert!(column == "missing" || text.contains(column.as_str()), "`{column}` of `{answer}`");
            }
        }
    }
}

#[test]
fn each_command_s_own_schema_is_part_of_the_whole() {
    let whole = schema(&[]);
    for name in names().into_iter().filter(|name| !answers(&whole, name).is_empty()) {
        let own = schema(&[name]);
        for answer in answers(&own, name) {
            assert_eq!(own["$defs"][answer], whole["$defs"][answer], "{answer}");
        }
        assert_eq!(own["title"], format!("capex {name}"));
    }
}

#[test]
fn the_json_of_every_command_is_as_the_schema_says() {
    let (schema, folder) = (schema(&[]), inputs());
    let all =
        [examples(), lists(), exports()].into_iter().flatten().chain(OTHERS.iter().map(|typed| Example::new(typed)));
    let mut wrong = Vec::new();
    for example in
        all.filter(Example::is_report).filter(|one| !one.words.iter().any(|word| word == "--csv" || word == "csv"))
    {
        let document = document(&example, &folder);
        assert!(document["rows"].as_array().is_some_and(|rows| !rows.is_empty()), "{example}");
        wrong.extend(complain(&schema, command(&example), &document).map(|why| format!("{example}: {why}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn columns_come_in_the_order_of_the_schema() {
    let (schema, folder) = (schema(&[]), inputs());
    for typed in ["totals 2025", "guidance 2025 --progress", "show last4q", "check --total 246 -y 2024", "list metrics"]
    {
        let example = Example::new(typed);
        let header = stdout(example.run(&folder).args(["-f", "csv"]));
        let columns: Value = header.lines().next().expect("a header").split(',').collect();
        let listed = |answer: &str| row(&schema, answer)["required"] == columns;
        assert!(answers(&schema, command(&example)).into_iter().any(listed), "{typed}: {header}");
    }
}

#[test]
fn what_is_not_as_the_schema_says_is_found() {
    let (schema, folder) = (schema(&[]), inputs());
    let good = document(&Example::new("totals 2025"), &folder);
    assert_eq!(complain(&schema, "totals", &good), None);
    let wrong: [(&str, Value); 6] = [
        ("value", json!("128.3")),
        ("company", json!(null)),
        ("published", json!("2025-02-30")),
        ("quarters", json!(4)),
        ("new_column", json!(1)),
        ("yoy", json!("64.1%")),
    ];
    for (column, value) in wrong {
        let mut bad = good.clone();
        bad["rows"][0][column] = value;
        assert!(complain(&schema, "totals", &bad).is_some(), "{column}");
    }
    let mut bad = good;
    bad["rows"][0].as_object_mut().expect("a row").remove("share");
    assert!(complain(&schema, "totals", &bad).is_some());
}

#[test]
fn the_json_shown_in_the_transcripts_is_as_the_schema_says() {
    let schema = schema(&[]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut shown = 0;
    for page in fs::read_dir(folder).expect("the transcripts") {
        let text = fs::read_to_string(page.expect("a page").path()).expect("text");
        for part in text.split("\n{\n  \"schema\": \"capex/1\"").skip(1) {
            let body = part.split("\n}\n").next().expect("a part");
            let Ok(mut document) = serde_json::from_str::<Value>(&format!("{{\n  \"schema\": \"capex/1\"{body}\n}}"))
            else {
                // Lines are left out.
                continue;
            };
            shown += 1;
            let command = names().into_iter().filter(|name| complain(&schema, name, &document).is_none());
            if command.count() == 0 {
                // Columns were chosen: what there is of them is as in one of the answers.
                let rows = document["rows"].as_array_mut().expect("rows").clone();
                let fits = |answer: &str| {
                    let row = row(&schema, answer);
                    rows.iter().all(|shown| {
                        shown.as_object().expect("a row").keys().all(|key| !row["properties"][key].is_null())
                    })
                };
                assert!(names().iter().flat_map(|name| answers(&schema, name)).any(fits), "{document:#}");
            }
        }
    }
    assert!(shown >= 5, "{shown} documents are shown whole");
}
