//! JSON Schema (draft 2020-12) of the JSON documents: what each holds, column by column.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::json::SCHEMA;
use crate::report::{AnswerColumns, Heading, Holds};

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A part of a schema, with its keys in order.
enum Node<'a> {
    Text(&'a str),
    List(Vec<Node<'a>>),
    Map(Vec<(&'a str, Node<'a>)>),
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

/// The schema of documents with the columns of one of some answers, ending with a newline; each answer has a definition under
/// what is typed for it.
///
/// # Errors
/// None in practice: memory takes every write.
pub fn schema(title: &str, answers: &[AnswerColumns]) -> anyhow::Result<String> {
    let references: Vec<String> = answers.iter().map(|answer| format!("#/$defs/{}", pointer(&answer.typed))).collect();
    let one_of = references.iter().map(|to| reference(to)).collect();
    let mut definitions: Vec<(&str, Node<'_>)> = vec![
        ("notes", list_of(vec![("kind", of_type("string")), ("text", of_type("string"))])),
        ("sources", list_of(sources())),
    ];
    definitions.extend(answers.iter().map(|answer| (answer.typed.as_str(), document(answer))));
    let whole = Node::Map(vec![
        ("$schema", Node::Text(DRAFT)),
        ("title", Node::Text(title)),
        ("anyOf", Node::List(one_of)),
        ("$defs", Node::Map(definitions)),
    ]);
    Ok(serde_json::to_string_pretty(&whole)? + "\n")
}

/// A name as a part of a reference in a URI.
fn pointer(name: &str) -> String {
    name.replace(' ', "%20")
}

fn reference(to: &str) -> Node<'_> {
    Node::Map(vec![("$ref", Node::Text(to))])
}

/// A document whose rows have the columns; `--columns` leaves out some, and columns may be added.
fn document(answer: &AnswerColumns) -> Node<'_> {
    let mut columns: Vec<(&str, Node<'_>)> = answer.all().map(|column| (column.id, cell(column))).collect();
    let reasons = "why values are null, by column; only where one is missing";
    columns.push((
        "missing",
        Node::Map(vec![
            ("type", Node::Text("object")),
            ("description", Node::Text(reasons)),
            ("additionalProperties", of_type("string")),
        ]),
    ));
    let row = object(columns, answer.usual.iter().map(|column| column.id).collect());
    let parts = vec![
        ("schema", Node::Map(vec![("const", Node::Text(SCHEMA))])),
        ("data_version", of_type("string")),
        ("as_of", day("day whose knowledge counts; null: everything known")),
        ("query", of_type("object")),
        ("rows", Node::Map(vec![("type", Node::Text("array")), ("items", row)])),
        ("notes", reference("#/$defs/notes")),
        ("sources", reference("#/$defs/sources")),
    ];
    let all = parts.iter().map(|(key, _)| *key).collect();
    object(parts, all)
}

fn object<'a>(properties: Vec<(&'a str, Node<'a>)>, required: Vec<&'a str>) -> Node<'a> {
    Node::Map(vec![
        ("type", Node::Text("object")),
        ("properties", Node::Map(properties)),
        ("required", Node::List(required.into_iter().map(Node::Text).collect())),
    ])
}

fn list_of<'a>(properties: Vec<(&'a str, Node<'a>)>) -> Node<'a> {
    let all = properties.iter().map(|(key, _)| *key).collect();
    Node::Map(vec![("type", Node::Text("array")), ("items", object(properties, all))])
}

/// What JSON says of a document.
fn sources<'a>() -> Vec<(&'a str, Node<'a>)> {
    let name = |key| (key, of_type("string"));
    let text = |key| (key, nullable("string", Vec::new()));
    let published = ("published", Node::Map(vec![("type", Node::Text("string")), ("format", Node::Text("date"))]));
    vec![
        name("id"),
        name("company"),
        name("document"),
        published,
        text("accession"),
        text("url"),
        text("read_at"),
        name("origin"),
    ]
}

fn of_type(name: &str) -> Node<'_> {
    Node::Map(vec![("type", Node::Text(name))])
}

/// Values of a type, or null.
fn nullable<'a>(name: &'a str, more: Vec<(&'a str, Node<'a>)>) -> Node<'a> {
    let types = Node::List(vec![Node::Text(name), Node::Text("null")]);
    Node::Map([("type", types)].into_iter().chain(more).collect())
}

fn day(description: &str) -> Node<'_> {
    nullable("string", vec![("format", Node::Text("date")), ("description", Node::Text(description))])
}

/// What a column holds. The unit of a number is an annotation of its own, which validators leave alone.
fn cell(column: &Heading) -> Node<'_> {
    let description = ("description", Node::Text(column.meaning));
    let unit = || ("unit", Node::Text(column.holds.words()));
    match column.holds {
        Holds::Name => Node::Map(vec![("type", Node::Text("string")), description]),
        Holds::Text => nullable("string", vec![description]),
        Holds::Date => day(column.meaning),
        Holds::Count => nullable("integer", vec![unit(), description]),
        Holds::Money | Holds::Dollars | Holds::Fraction | Holds::Figure | Holds::Number => {
            nullable("number", vec![unit(), description])
        }
    }
}
