//! What the switches of a page lead to, beside what it shows first.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde::Serialize;

use super::table::Table;
use crate::model::Source;
use crate::report::{Cell, Options, Switch};

/// Between two drawings.
const BETWEEN: char = '\u{1}';

/// Texts, tables and drawings, each once.
pub(super) struct Pack<'p> {
    choices: Vec<Options>,
    places: HashMap<&'p str, usize>,
    texts: Once,
    rows: Once,
    drawings: Once,
    documents: Once,
    tables: Vec<Table>,
    known_tables: HashMap<String, usize>,
    /// What is said first, by combination.
    pub findings: Vec<Option<usize>>,
    /// The drawing and the table of each section, by combination.
    pub sections: Vec<(Vec<Option<usize>>, Vec<Option<usize>>)>,
}

/// Texts, each once.
#[derive(Default)]
struct Once {
    all: Vec<String>,
    places: HashMap<String, usize>,
}

impl Once {
    fn add(&mut self, text: String) -> usize {
        if let Some(place) = self.places.get(&text) {
            return *place;
        }
        self.places.insert(text.clone(), self.all.len());
        self.all.push(text);
        self.all.len() - 1
    }

    fn at(&self, place: usize) -> &str {
        self.all.get(place).map_or("", String::as_str)
    }
}

/// As the page's script reads it.
#[derive(Serialize)]
struct Data<'d> {
    texts: &'d [String],
    rows: &'d [String],
    documents: Vec<Vec<usize>>,
    findings: &'d [Option<usize>],
    tables: &'d [Table],
    sections: Vec<[&'d [Option<usize>]; 2]>,
}

impl<'p> Pack<'p> {
    /// Of a page with these switches and documents.
    pub fn new(switches: &[Switch], sources: &'p [Source]) -> Self {
        let mut choices: Vec<Options> = vec![Vec::new()];
        for switch in switches {
            let with = |choice: &Options| -> Vec<Options> {
                let option = |value: &String| [choice.as_slice(), &[(switch.id, value.clone())]].concat();
                switch.options.iter().map(|one| option(&one.value)).collect()
            };
            choices = choices.iter().flat_map(with).collect();
        }
        Self {
            choices,
            places: sources.iter().enumerate().map(|(at, source)| (source.id.as_str(), at)).collect(),
            texts: Once::default(),
            rows: Once::default(),
            drawings: Once::default(),
            documents: Once::default(),
            tables: Vec::new(),
            known_tables: HashMap::new(),
            findings: Vec::new(),
            sections: Vec::new(),
        }
    }

    /// Something of each combination of options, in the order of the switches.
    pub fn each<T>(&self, of: impl Fn(&Options) -> T) -> Vec<T> {
        self.choices.iter().map(of).collect()
    }

    /// The place of a text, which is HTML.
    pub fn text(&mut self, html: String) -> usize {
        self.texts.add(html)
    }

    pub fn text_at(&self, place: usize) -> &str {
        self.texts.at(place)
    }

    /// The place of a table's row.
    pub fn row(&mut self, row: String) -> usize {
        self.rows.add(row)
    }

    pub fn row_at(&self, place: usize) -> &str {
        self.rows.at(place)
    }

    /// The place of a drawing, which is HTML.
    pub fn drawing(&mut self, html: String) -> usize {
        self.drawings.add(html)
    }

    pub fn drawing_at(&self, place: usize) -> &str {
        self.drawings.at(place)
    }

    /// The place of a table.
    pub fn table(&mut self, table: Table) -> anyhow::Result<usize> {
        let key = serde_json::to_string(&table)?;
        if let Some(place) = self.known_tables.get(&key) {
            return Ok(*place);
        }
        self.known_tables.insert(key, self.tables.len());
        self.tables.push(table);
        Ok(self.tables.len() - 1)
    }

    pub fn table_at(&self, place: usize) -> Table {
        self.tables.get(place).cloned().unwrap_or_default()
    }

    /// The first document behind a cell, by its place in the page, and the place of all of them.
    pub fn documents_of(&mut self, cell: &Cell) -> Option<(usize, usize)> {
        let place = |id: &Arc<str>| self.places.get(&**id).copied();
        let places: Vec<usize> = cell.documents.as_deref()?.iter().filter_map(place).collect();
        let first = *places.first()?;
        let all: Vec<String> = places.iter().map(usize::to_string).collect();
        Some((first, self.documents.add(all.join(","))))
    }

    /// The first document of a set of them.
    pub fn first_of(&self, set: usize) -> &str {
        self.documents.at(set).split(',').next().unwrap_or_default()
    }

    /// The data, for the end of the page: what a script reads and, packed, what it draws.
    pub fn write(&self) -> anyhow::Result<String> {
        let set = |set: &String| set.split(',').filter_map(|place| place.parse().ok()).collect();
        let data = Data {
            texts: &self.texts.all,
            rows: &self.rows.all,
            documents: self.documents.all.iter().map(set).collect(),
            findings: &self.findings,
            tables: &self.tables,
            sections: self.sections.iter().map(|(charts, tables)| [charts.as_slice(), tables.as_slice()]).collect(),
        };
        // Nothing in it ends the element that it stands in.
        let data = serde_json::to_string(&data)?.replace("</", "<\\/").replace("<!--", "<\\u0021--");
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(self.drawings.all.join(&BETWEEN.to_string()).as_bytes())?;
        let drawings = BASE64_STANDARD.encode(encoder.finish()?);
        Ok(format!(
            "<script type=\"application/json\" id=\"data\">{data}</script>\n\
             <script type=\"text/plain\" id=\"drawings\">{drawings}</script>\n"
        ))
    }
}
