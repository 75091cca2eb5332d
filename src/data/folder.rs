//! A user's folder in the shape of `data/`, to which figures of companies are added.
//!
//! What it holds already stays, but for facts read from filings (confidence `filing`) of a metric that the same company's
//! new facts speak of: those take their place.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::batch::Batch;
use super::problem::{Problem, Problems};
use super::text::TextFile;
use super::{OpenError, entities, facts, left_out, sources};
use crate::model::{Company, Confidence, Fact, LeftOut, Source};

const COMPANIES: &str = "companies.csv";
const SOURCES: &str = "sources.csv";
const LEFT_OUT: &str = "left_out.csv";

/// A folder with what is to be added to it; nothing changes before [`write`](Self::write).
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    companies: Vec<Company>,
    companies_changed: bool,
    sources: BTreeMap<String, Source>,
    sources_changed: bool,
    left_out: Vec<LeftOut>,
    left_out_changed: bool,
    batch: Batch,
}

impl Folder {
    /// Opens a folder, which need not be there.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let cannot_write = |error| OpenError::Write(path.display().to_string(), error);
        let batch = Batch::new(path).map_err(cannot_write)?;
        let mut problems = Problems::default();
        let mut companies = Vec::new();
        if let Some(file) = read(&path.join(COMPANIES))? {
            entities::companies(&file, &mut companies, &mut problems);
        }
        let sources = read(&path.join(SOURCES))?.map(|file| sources::sources(&file, &mut problems));
        let left_out = read(&path.join(LEFT_OUT))?.map(|file| left_out::left_out(&file, &mut problems));
        problems.none()?;
        let sources = sources.unwrap_or_default().into_iter().map(|source| (source.id.clone(), source)).collect();
        Ok(Self {
            path: path.to_owned(),
            companies,
            companies_changed: false,
            sources,
            sources_changed: false,
            left_out: left_out.unwrap_or_default(),
            left_out_changed: false,
            batch,
        })
    }

    /// Adds a company's facts and their documents; with `listed`, its row of `companies.csv` too. The ticker becomes a file
    /// name and must be fit to be one.
    pub fn add(
        &mut self,
        company: &Company,
        listed: bool,
        facts: &[Fact],
        sources: &[Source],
    ) -> Result<(), OpenError> {
        self.put_facts(company, listed, facts, sources, |old| facts.iter().any(|new| new.metric == old.metric))
    }

    /// Like [`add`](Self::add), but all facts read from filings that the company has here give way, whatever their metric.
    pub fn replace(
        &mut self,
        company: &Company,
        listed: bool,
        facts: &[Fact],
        sources: &[Source],
    ) -> Result<(), OpenError> {
        self.put_facts(company, listed, facts, sources, |_| true)
    }

    /// Notes the figures of a company that are left out, in the place of those noted before.
    pub fn note_left_out(&mut self, company: &Company, left_out: Vec<LeftOut>) {
        let before: Vec<&LeftOut> = self.left_out.iter().filter(|one| one.company == company.ticker).collect();
        if left_out.iter().eq(before) {
            return;
        }
        self.left_out_changed = true;
        self.left_out.retain(|one| one.company != company.ticker);
        self.left_out.extend(left_out);
        self.left_out.sort_by(|one, next| one.company.cmp(&next.company));
    }

    /// The companies that it lists.
    pub fn companies(&self) -> &[Company] {
        &self.companies
    }

    /// The facts that it has of a company, by the name of its file; none if there is no such file.
    pub fn facts(&self, ticker: &str) -> Result<Option<Vec<Fact>>, OpenError> {
        let mut problems = Problems::default();
        let facts = read(&self.path.join(facts_file(ticker)))?.map(|file| facts::all(&file, &mut problems));
        problems.none()?;
        Ok(facts)
    }

    /// The text of a file of another kind in it, if it is there.
    pub fn text(&self, name: &str) -> Result<Option<String>, OpenError> {
        read_text(&self.path.join(name))
    }

    /// Adds a file of another kind.
    pub fn add_file(&mut self, name: &str, text: &str) -> Result<(), OpenError> {
        self.put(Path::new(name), text)
    }

    /// Adds facts to those of a company that are not `replaced`.
    fn put_facts(
        &mut self,
        company: &Company,
        listed: bool,
        facts: &[Fact],
        sources: &[Source],
        replaced: impl Fn(&Fact) -> bool,
    ) -> Result<(), OpenError> {
        if listed {
            self.companies_changed = true;
            match self.companies.iter_mut().find(|known| known.ticker == company.ticker) {
                Some(known) => *known = company.clone(),
                None => self.companies.push(company.clone()),
            }
        }
        let name = facts_file(&company.ticker);
        let kept = self.facts(&company.ticker)?.unwrap_or_default();
        let key = |fact: &Fact| (fact.metric.clone(), fact.span.end, fact.span.start, fact.published);
        let mut all: Vec<Fact> = facts.to_vec();
        all.extend(kept.into_iter().filter(|old| {
            let gives_way = old.confidence == Confidence::Filing && replaced(old);
            !gives_way && !facts.iter().any(|new| key(new) == key(old))
        }));
        all.sort_by_cached_key(|fact| (key(fact), fact.restated));
        self.put(&name, &facts::text(&all))?;
        self.sources_changed |= !sources.is_empty();
        self.sources.extend(sources.iter().map(|source| (source.id.clone(), source.clone())));
        Ok(())
    }

    /// Writes everything that was added, or nothing.
    pub fn write(mut self) -> Result<(), OpenError> {
        if self.sources_changed {
            let sources: Vec<Source> = std::mem::take(&mut self.sources).into_values().collect();
            self.put(Path::new(SOURCES), &sources::text(&sources))?;
        }
        if self.companies_changed {
            let text = entities::companies_text(&self.companies);
            self.put(Path::new(COMPANIES), &text)?;
        }
        if self.left_out_changed {
            let text = left_out::text(&self.left_out);
            self.put(Path::new(LEFT_OUT), &text)?;
        }
        let name = self.path.display().to_string();
        self.batch.commit().map_err(|error| OpenError::Write(name, error))
    }

    fn put(&mut self, name: &Path, text: &str) -> Result<(), OpenError> {
        let path = self.path.join(name);
        self.batch.add(name, text).map_err(|error| OpenError::Write(path.display().to_string(), error))
    }
}

fn facts_file(ticker: &str) -> PathBuf {
    PathBuf::from("facts").join(format!("{ticker}.csv"))
}

/// A file of the folder, if it is there.
fn read(path: &Path) -> Result<Option<TextFile>, OpenError> {
    Ok(read_text(path)?.map(|text| TextFile::new(path.display().to_string(), Cow::Owned(text))))
}

/// The text of a file, if it is there.
fn read_text(path: &Path) -> Result<Option<String>, OpenError> {
    let name = path.display().to_string();
    match fs::read(path) {
        Ok(text) => match String::from_utf8(text) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(Problems::from(Problem::new(name, 1, "not UTF-8 text")).into()),
        },
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(OpenError::Io(name, error)),
    }
}
