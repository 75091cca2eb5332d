//! A Frictionless data package: tables as CSV, and a description of them that other programs read.

use serde_json::{Value, json};

use crate::report::{Heading, Holds};

/// A table of a package.
#[derive(Debug)]
pub struct PackageTable {
    /// Its name: lower-case letters and hyphens.
    pub name: &'static str,
    /// Its file, from the folder of the package.
    pub path: &'static str,
    /// What it holds.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Heading>,
    /// How many rows it has.
    pub rows: usize,
    /// Its text.
    pub text: String,
    /// The columns by which a row is known, if there are some.
    pub key: &'static [&'static str],
    /// Columns that name a row of another table: the column, the table and its column.
    pub references: &'static [(&'static str, &'static str, &'static str)],
}

/// The description's file.
pub const DESCRIPTION: &str = "datapackage.json";

/// The text of the description of a package.
///
/// # Errors
/// What cannot be written as JSON.
pub fn description(tables: &[PackageTable], version: &str, title: &str) -> anyhow::Result<String> {
    let description = json!({
        "profile": "tabular-data-package",
        "name": "capex-data",
        "id": format!("capex-data-{version}"),
        "title": title,
        "version": version,
        "licenses": [{"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}],
        "resources": tables.iter().map(resource).collect::<Vec<Value>>(),
    });
    Ok(serde_json::to_string_pretty(&description)? + "\n")
}

fn resource(table: &PackageTable) -> Value {
    let mut schema = json!({
        "fields": table.columns.iter().map(field).collect::<Vec<Value>>(),
        "missingValues": [""],
    });
    if let (false, Some(schema)) = (table.key.is_empty(), schema.as_object_mut()) {
        schema.insert("primaryKey".to_owned(), json!(table.key));
    }
    let references: Vec<Value> = table.references.iter().map(reference).collect();
    if let (false, Some(schema)) = (references.is_empty(), schema.as_object_mut()) {
        schema.insert("foreignKeys".to_owned(), Value::Array(references));
    }
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": table.path,
        "title": table.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn reference((column, table, of): &(&str, &str, &str)) -> Value {
    json!({"fields": [column], "reference": {"resource": table, "fields": [of]}})
}

fn field(column: &Heading) -> Value {
    let kind = match column.holds {
        Holds::Name | Holds::Text => "string",
        Holds::Date => "date",
        Holds::Money | Holds::Dollars | Holds::Fraction | Holds::Figure | Holds::Number => "number",
        Holds::Count => "integer",
    };
    let mut field = json!({"name": column.id, "type": kind, "description": column.meaning});
    if let (Holds::Name, Some(field)) = (column.holds, field.as_object_mut()) {
        field.insert("constraints".to_owned(), json!({"required": true}));
    }
    field
}
