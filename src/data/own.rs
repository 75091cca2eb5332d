//! The rows that a user added one by one: figures, guidance, and their documents, in a folder of ordinary data files.
//!
//! They replace rows of the bundled and fetched data, and the files that a user names replace them. One that says what the
//! data has come to say too is left out; one that says something else takes its place, and reports name it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::batch::Batch;
use super::files::{SOURCES, text_if_there};
use super::folder::facts_file;
use super::layers::{self, Layer};
use super::problem::Problems;
use super::text::TextFile;
use super::{Dataset, OpenError, facts, guidance, sources};
use crate::model::{Company, Fact, Source, Statement};

/// The folder of these rows, in the folder of updates.
pub const OWN: &str = "own";

const GUIDANCE: &str = "guidance.csv";

/// The rows, to be changed; nothing changes on the disk before [`write`](Self::write).
#[derive(Debug, Clone)]
pub struct OwnData {
    folder: PathBuf,
    /// By ticker.
    facts: BTreeMap<String, Vec<Fact>>,
    statements: Vec<Statement>,
    sources: Vec<Source>,
}

/// A row that a user added.
#[derive(Debug, Clone, PartialEq)]
pub enum AddedRow {
    /// A figure.
    Fact(Fact),
    /// Guidance.
    Statement(Statement),
}

/// A row that a user added, and what the data says beneath it.
#[derive(Debug, Clone)]
pub struct OwnRow<'d> {
    /// The company.
    pub company: &'d Company,
    /// The row.
    pub row: AddedRow,
    /// The row beneath of the same key, if there is one.
    pub beneath: Option<AddedRow>,
}

impl AddedRow {
    /// Whether another row says the same, as far as both say it.
    pub fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Fact(one), Self::Fact(other)) => one.agrees_with(other),
            (Self::Statement(one), Self::Statement(other)) => one.agrees_with(other),
            _ => false,
        }
    }

    /// Whether another row is about the same.
    pub fn is_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Fact(one), Self::Fact(other)) => one.is_of(other),
            (Self::Statement(one), Self::Statement(other)) => one.is_of(other),
            _ => false,
        }
    }

    /// Its document.
    pub fn source(&self) -> &str {
        match self {
            Self::Fact(fact) => &fact.source,
            Self::Statement(statement) => &statement.source,
        }
    }
}

impl OwnRow<'_> {
    /// Whether the data beneath says something else.
    pub fn is_contradicted(&self) -> bool {
        self.beneath.as_ref().is_some_and(|beneath| !beneath.agrees_with(&self.row))
    }
}

impl OwnData {
    /// Reads the rows in the folder of updates; there need not be any.
    ///
    /// # Errors
    /// A file that cannot be read or understood.
    pub fn open(home: &Path, companies: &[Company]) -> Result<Self, OpenError> {
        let folder = home.join(OWN);
        let mut problems = Problems::default();
        let read = |name: &Path| -> Result<Option<TextFile>, OpenError> {
            let path = folder.join(name);
            Ok(text_if_there(&path)?.map(|text| TextFile::of_user(path.display().to_string(), text)))
        };
        let mut of_companies = BTreeMap::new();
        for company in companies {
            if let Some(file) = read(&facts_file(&company.ticker))? {
                of_companies.insert(company.ticker.clone(), facts::all(&file, &mut problems));
            }
        }
        let statements = read(GUIDANCE.as_ref())?.map(|file| guidance::all(&file, &mut problems));
        let sources = read(SOURCES.as_ref())?.map(|file| sources::sources(&file, &mut problems));
        problems.none()?;
        Ok(Self {
            folder,
            facts: of_companies,
            statements: statements.unwrap_or_default(),
            sources: sources.unwrap_or_default(),
        })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The rows of a company.
    pub fn rows(&self, ticker: &str) -> Vec<AddedRow> {
        let facts = self.facts.get(ticker).into_iter().flatten().cloned().map(AddedRow::Fact);
        let of_company = self.statements.iter().filter(|statement| statement.company == ticker);
        facts.chain(of_company.cloned().map(AddedRow::Statement)).collect()
    }

    /// Adds a row, in the place of those about the same, and its document.
    pub fn put(&mut self, ticker: &str, row: AddedRow, source: Option<Source>) {
        self.remove(ticker, &row);
        match row {
            AddedRow::Fact(fact) => self.facts.entry(ticker.to_owned()).or_default().push(fact),
            AddedRow::Statement(statement) => self.statements.push(statement),
        }
        // The document of another row already, or gone with the row before.
        self.sources.retain(|one| source.as_ref().is_none_or(|source| source.id != one.id));
        self.sources.extend(source);
        self.tidy();
    }

    /// Removes the rows about the same as a row, and the documents that no row is left of.
    pub fn remove(&mut self, ticker: &str, row: &AddedRow) {
        if let Some(facts) = self.facts.get_mut(ticker) {
            facts.retain(|fact| !AddedRow::Fact(fact.clone()).is_of(row));
        }
        self.statements.retain(|one| one.company != ticker || !AddedRow::Statement(one.clone()).is_of(row));
        self.tidy();
    }

    fn tidy(&mut self) {
        for facts in self.facts.values_mut() {
            facts.sort_by(|one, other| layers::order(one).cmp(&layers::order(other)));
        }
        self.statements.sort_by_key(|one| (one.company.clone(), one.announced, one.period.to_string()));
        let used = |id: &str| {
            let mut facts = self.facts.values().flatten();
            facts.any(|fact| *fact.source == *id) || self.statements.iter().any(|one| *one.source == *id)
        };
        let kept: Vec<Source> = self.sources.iter().filter(|source| used(&source.id)).cloned().collect();
        self.sources = kept;
        self.sources.sort_by(|one, other| one.id.cmp(&other.id));
    }

    /// The documents.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Where a row and its document are written, and how: the name of each file, and the cells of the row that are not empty,
    /// each with its column: `metric=revenue, start=2025-01-01, …`.
    pub fn written(&self, ticker: &str, row: &AddedRow) -> Vec<(String, String)> {
        let (file, text) = match row {
            AddedRow::Fact(fact) => (facts_file(ticker), facts::text(std::slice::from_ref(fact))),
            AddedRow::Statement(statement) => (GUIDANCE.into(), guidance::text(std::slice::from_ref(statement))),
        };
        let source = self.sources.iter().find(|source| source.id == row.source());
        let source = source.map(|source| (PathBuf::from(SOURCES), sources::text(std::slice::from_ref(source))));
        let named = |(file, text): (PathBuf, String)| (self.folder.join(file).display().to_string(), cells(&text));
        [(file, text)].into_iter().chain(source).map(named).collect()
    }

    /// The files as they are to be, by their names in the folder; one that is to go has no text.
    fn files(&self) -> Vec<(PathBuf, Option<String>)> {
        let facts = self.facts.iter();
        let facts = facts.map(|(ticker, all)| (facts_file(ticker), (!all.is_empty()).then(|| facts::text(all))));
        let statements = (!self.statements.is_empty()).then(|| guidance::text(&self.statements));
        let sources = (!self.sources.is_empty()).then(|| sources::text(&self.sources));
        facts.chain([(GUIDANCE.into(), statements), (SOURCES.into(), sources)]).collect()
    }

    /// The files as they are to be, each with its name for messages and its text.
    pub fn texts(&self) -> Vec<(String, String)> {
        let named =
            |(name, text): (PathBuf, Option<String>)| Some((self.folder.join(name).display().to_string(), text?));
        self.files().into_iter().filter_map(named).collect()
    }

    /// Puts all of it in place, or nothing.
    ///
    /// # Errors
    /// A folder or file that cannot be written.
    pub fn write(&self) -> Result<(), OpenError> {
        let failed = |error| OpenError::Write(self.folder.display().to_string(), error);
        let mut batch = Batch::new(&self.folder).map_err(failed)?;
        for (name, text) in self.files() {
            match text {
                Some(text) => batch.add(&name, &text).map_err(failed)?,
                None if self.folder.join(&name).exists() => batch.remove(&name).map_err(failed)?,
                None => {}
            }
        }
        batch.commit().map_err(failed)
    }
}

impl Dataset {
    /// Whether any rows were added one by one.
    pub fn has_added_rows(&self) -> bool {
        self.own.is_some()
    }

    /// The rows that were added one by one, each with what the data says beneath it.
    ///
    /// # Errors
    /// Data that cannot be understood.
    pub fn added_rows(&self) -> Result<Vec<OwnRow<'_>>, Problems> {
        let mut rows = Vec::new();
        if self.own.is_none() {
            return Ok(rows);
        }
        for company in &self.companies {
            let (facts, statements) = (self.facts_in(company, Layer::Own)?, self.guidance_in(company, Layer::Own)?);
            if facts.is_empty() && statements.is_empty() {
                continue;
            }
            let under = self.facts_in(company, Layer::Beneath)?.into_iter().map(AddedRow::Fact);
            let said = self.guidance_in(company, Layer::Beneath)?.into_iter().map(AddedRow::Statement);
            let under: Vec<AddedRow> = under.chain(said).collect();
            let added = facts.into_iter().map(AddedRow::Fact).chain(statements.into_iter().map(AddedRow::Statement));
            rows.extend(added.map(|row| OwnRow { company, beneath: beneath(&row, &under), row }));
        }
        Ok(rows)
    }

    /// What the data says about the same as a row, but for rows that were added one by one.
    ///
    /// # Errors
    /// Data that cannot be understood.
    pub fn beneath(&self, company: &Company, row: &AddedRow) -> Result<Option<AddedRow>, Problems> {
        let facts = self.facts_in(company, Layer::Beneath)?.into_iter().map(AddedRow::Fact);
        let said = self.guidance_in(company, Layer::Beneath)?.into_iter().map(AddedRow::Statement);
        Ok(beneath(row, &facts.chain(said).collect::<Vec<_>>()))
    }
}

/// The cells of the one row of a file that are not empty, each with its column.
fn cells(text: &str) -> String {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().cloned().unwrap_or_default();
    let row = reader.records().flatten().next().unwrap_or_default();
    let cells = columns.iter().zip(&row).filter(|(_, cell)| !cell.is_empty());
    cells.map(|(column, cell)| format!("{column}={cell}")).collect::<Vec<_>>().join(", ")
}

/// Of the rows about the same as a row, one that agrees with it, else the last.
fn beneath(row: &AddedRow, all: &[AddedRow]) -> Option<AddedRow> {
    let mut same = all.iter().filter(|one| one.is_of(row));
    same.clone().find(|one| one.agrees_with(row)).or_else(|| same.next_back()).cloned()
}
