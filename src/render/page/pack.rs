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

/// Between two drawings, and where drawings go in what stands around them.
const BETWEEN: char = '\u{1}';
const HERE: char = '\u{2}';

/// A chart: what stands around its drawings, the one for a screen and the one for a phone, each by its place among those of its
/// kind. Drawings of a kind lie together, for they resemble each other.
pub(super) type DrawnChart = [usize; 3];

/// Texts, tables and drawings, each once.
pub(super) struct Pack<'p> {
    choices: Vec<Options>,
    places: HashMap<&'p str, usize>,
    texts: Once,
    rows: Once,
    /// What stands around charts, drawings for a screen and for a phone, and those in lines of tables.
    drawings: [Once; 4],
    charts: Vec<DrawnChart>,
    documents: Once,
    tables: Vec<Table>,
    known_tables: HashMap<String, usize>,
    /// What is said first, by combination.
    pub findings: Vec<Option<usize>>,
    /// The drawing and the table of each section, by combination.
    pub sections: Vec<(ViewPlaces, ViewPlaces)>,
}

/// A place for each combination of options that has something.
type ViewPlaces = Vec<Option<usize>>;

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
    /// Drawings of each kind, by number.
    kinds: [usize; 4],
    charts: &'d [DrawnChart],
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
            drawings: Default::default(),
            charts: Vec::new(),
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

    /// The place of a chart: what stands before and behind its drawings, and the drawings.
    pub fn chart(&mut self, [before, behind]: [&str; 2], wide: String, narrow: String) -> usize {
        let [around, wides, narrows, _] = &mut self.drawings;
        let drawn = [around.add(format!("{before}{HERE}{behind}")), wides.add(wide), narrows.add(narrow)];
        if let Some(place) = self.charts.iter().position(|known| *known == drawn) {
            return place;
        }
        self.charts.push(drawn);
        self.charts.len() - 1
    }

    /// A chart as HTML.
    pub fn chart_at(&self, place: usize) -> String {
        let [around, wides, narrows, _] = &self.drawings;
        let drawn = self.charts.get(place).map(|[frame, wide, narrow]| {
            let drawings = [wides.at(*wide), narrows.at(*narrow)].concat();
            around.at(*frame).replace(HERE, &drawings)
        });
        drawn.unwrap_or_default()
    }

    /// The place of a drawing in a line of a table.
    pub fn line(&mut self, html: String) -> usize {
        let [.., lines] = &mut self.drawings;
        lines.add(html)
    }

    pub fn line_at(&self, place: usize) -> &str {
        let [.., lines] = &self.drawings;
        lines.at(place)
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
            kinds: self.drawings.each_ref().map(|kind| kind.all.len()),
            charts: &self.charts,
            sections: self.sections.iter().map(|(charts, tables)| [charts.as_slice(), tables.as_slice()]).collect(),
        };
        // Nothing in it ends the element that it stands in.
        let data = serde_json::to_string(&data)?.replace("</", "<\\/").replace("<!--", "<\\u0021--");
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        let drawings: Vec<&str> = self.drawings.iter().flat_map(|kind| &kind.all).map(String::as_str).collect();
        encoder.write_all(drawings.join(&BETWEEN.to_string()).as_bytes())?;
        let drawings = BASE64_STANDARD.encode(encoder.finish()?);
        Ok(format!(
            "<script type=\"application/json\" id=\"data\">{data}</script>\n\
             <script type=\"text/plain\" id=\"drawings\">{drawings}</script>\n"
        ))
    }
}
