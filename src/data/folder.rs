//! A user's folder in the shape of `data/`, to which figures of companies are added.
//!
//! What it holds already stays, but for facts read from filings (confidence `filing`) of a metric that the same company's
//! new facts speak of: those take their place.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::batch::Batch;
use super::files::{COMPANIES, LEFT_OUT, SOURCES};
use super::limits;
use super::problem::Problems;
use super::text::TextFile;
use super::{OpenError, entities, facts, left_out, not_utf8, sources};
use crate::model::{Company, Confidence, Fact, LeftOut, Source, Words};
use crate::say;

const FACTS: &str = "facts";

/// Of a cache, no more is read: a thousand times what a usual one has.
const LARGEST_CACHE: u64 = 16 << 20;

/// A folder with what is to be added to it; nothing changes before [`write`](Self::write).
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    companies: Vec<Company>,
    sources: BTreeMap<String, Source>,
    left_out: Vec<LeftOut>,
    /// The lists that are to be written anew.
    changed: BTreeSet<&'static str>,
    batch: Batch,
    /// What is set aside, by its name from the folder: as good as gone.
    aside: BTreeSet<PathBuf>,
    /// Whether files are read as a user's are: in any order, with what can be left out left out.
    is_lenient: bool,
}

/// A file of a folder that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// Its name from the folder.
    pub name: String,
    /// What is wrong with it, with the line.
    pub reason: Words,
}

impl Damaged {
    fn new(name: impl Into<String>, reason: impl Into<Words>) -> Self {
        Self { name: name.into(), reason: reason.into() }
    }

    /// A file in which something is wrong; the first problem stands for all.
    pub fn by(name: &str, error: &OpenError) -> Self {
        let reason = match error {
            OpenError::Data(problems) => {
                let first = problems.list().first();
                first.map(|first| say!(line_and_problem, line = first.line.to_string(), problem = &first.message))
            }
            OpenError::Io(_, error) => Some(error.into()),
            _ => None,
        };
        Self::new(name, reason.unwrap_or_else(|| Words::sentences(error.lines())))
    }
}

impl Folder {
    /// Opens a folder, which need not be there.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let mut folder = Self::empty(path)?;
        let mut problems = Problems::default();
        if let Some(file) = folder.read(COMPANIES.as_ref())? {
            entities::companies(&file, &mut folder.companies, &mut problems);
        }
        let sources = folder.read(SOURCES.as_ref())?.map(|file| sources::sources(&file, &mut problems));
        let left_out = folder.read(LEFT_OUT.as_ref())?.map(|file| left_out::left_out(&file, &mut problems));
        problems.none()?;
        folder.left_out = left_out.unwrap_or_default();
        folder.know(sources.unwrap_or_default());
        Ok(folder)
    }

    /// Opens a folder of which parts may be damaged: those of its lists and folders that are, and of the lists the rows that
    /// can be read. To be replaced, what is damaged has to be [set aside](Self::set_aside).
    pub fn open_damaged(path: &Path) -> Result<(Self, Vec<Damaged>), OpenError> {
        let mut folder = Self { is_lenient: true, ..Self::empty(path)? };
        let mut damaged = Vec::new();
        for name in [FACTS, "fx"] {
            let path = path.join(name);
            if fs::symlink_metadata(&path).is_ok() && !path.is_dir() {
                damaged.push(Damaged::new(name, say!(it_is_not_a_folder)));
            }
        }
        let mut sources = Vec::new();
        for name in [COMPANIES, SOURCES, LEFT_OUT] {
            let file = folder.read(name.as_ref());
            damaged.extend(file.as_ref().err().map(|error| Damaged::by(name, error)));
            let Some(file) = file.unwrap_or_else(|_| salvaged(&path.join(name))) else { continue };
            let mut problems = Problems::default();
            match name {
                COMPANIES => entities::companies(&file, &mut folder.companies, &mut problems),
                SOURCES => sources = sources::sources(&file, &mut problems),
                _ => folder.left_out = left_out::left_out(&file, &mut problems),
            }
            let is_told = damaged.iter().any(|told| told.name == name);
            damaged
                .extend(problems.none().err().filter(|_| !is_told).map(|problems| Damaged::by(name, &problems.into())));
        }
        folder.know(sources);
        Ok((folder, damaged))
    }

    fn empty(path: &Path) -> Result<Self, OpenError> {
        let batch = Batch::new(path).map_err(|error| OpenError::Write(path.display().to_string(), error))?;
        Ok(Self {
            path: path.to_owned(),
            companies: Vec::new(),
            sources: BTreeMap::new(),
            left_out: Vec::new(),
            changed: BTreeSet::new(),
            batch,
            aside: BTreeSet::new(),
            is_lenient: false,
        })
    }

    fn know(&mut self, sources: Vec<Source>) {
        self.sources = sources.into_iter().map(|source| (source.id.clone(), source)).collect();
    }

    /// Has a file or folder kept under another name, which is returned; it is then as good as gone.
    pub fn set_aside(&mut self, name: &str) -> String {
        self.changed.extend([COMPANIES, SOURCES, LEFT_OUT].into_iter().filter(|list| *list == name));
        self.aside.insert(name.into());
        self.batch.set_aside(name).display().to_string()
    }

    /// Adds a company's facts and their documents; with `listed`, its row of `companies.csv` too. The ticker becomes a file
    /// name and must be fit to be one. Facts that are here and among those `known` do not give way: the new ones are only
    /// what those lack.
    pub fn add(
        &mut self,
        company: &Company,
        listed: bool,
        facts: &[Fact],
        sources: &[Source],
        known: &[Fact],
    ) -> Result<(), OpenError> {
        let same =
            |one: &Fact, old: &Fact| (&one.metric, one.span, one.published) == (&old.metric, old.span, old.published);
        self.put_facts(company, listed, facts, sources, |old| {
            facts.iter().any(|new| new.metric == old.metric) && !known.iter().any(|one| same(one, old))
        })?;
        Ok(())
    }

    /// Like [`add`](Self::add), but all facts read from filings that the company has here give way, whatever their metric.
    /// The text of the company's file is returned.
    pub fn replace(
        &mut self,
        company: &Company,
        listed: bool,
        facts: &[Fact],
        sources: &[Source],
    ) -> Result<String, OpenError> {
        self.put_facts(company, listed, facts, sources, |_| true)
    }

    /// Notes the figures of a company that are left out, in the place of those noted before.
    pub fn note_left_out(&mut self, company: &Company, left_out: Vec<LeftOut>) {
        let before: Vec<&LeftOut> = self.left_out.iter().filter(|one| one.company == company.ticker).collect();
        if left_out.iter().eq(before) {
            return;
        }
        self.changed.insert(LEFT_OUT);
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
        let facts = self.read(&facts_file(ticker))?.map(|file| facts::all(&file, &mut problems));
        problems.none()?;
        Ok(facts)
    }

    /// Whether it lists the documents of facts, as far as they were read from filings.
    pub fn documents(&self, facts: &[Fact]) -> bool {
        facts.iter().all(|fact| fact.confidence != Confidence::Filing || self.sources.contains_key(&*fact.source))
    }

    /// The companies that it has files of facts of, by the names of the files; not those whose rows name theirs.
    pub fn companies_with_facts(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path.join(FACTS)) else { return Vec::new() };
        let paths = entries.flatten().map(|entry| entry.path());
        let mut stems: Vec<String> = paths
            .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
            .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
            .collect();
        stems.sort();
        let is_of_one = |stem: &String| {
            self.read(&facts_file(stem))
                .is_ok_and(|file| file.is_some_and(|file| !file.header().iter().any(|name| name == "company")))
        };
        stems.retain(is_of_one);
        stems
    }

    /// The text of a file of another kind in it, if it is there.
    pub fn text(&self, name: &str) -> Result<Option<String>, OpenError> {
        if self.aside.contains(Path::new(name)) { Ok(None) } else { read_text(&self.path.join(name)) }
    }

    /// The bytes of a file that it can do without; none if they cannot be read.
    pub fn cache(&self, name: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let file = fs::File::open(self.path.join(name));
        match file.and_then(|file| file.take(LARGEST_CACHE).read_to_end(&mut bytes)) {
            Ok(_) => bytes,
            Err(_) => Vec::new(),
        }
    }

    /// Replaces such a file, after all others are in place.
    pub fn put_cache(&mut self, name: &str, text: &str) -> Result<(), OpenError> {
        let path = self.path.join(name);
        if path.is_dir() {
            self.set_aside(name);
        }
        self.batch.add_last(name, text).map_err(|error| OpenError::Write(path.display().to_string(), error))
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
    ) -> Result<String, OpenError> {
        if listed {
            self.changed.insert(COMPANIES);
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
        let text = facts::text(&all);
        self.put(&name, &text)?;
        self.changed.extend((!sources.is_empty()).then_some(SOURCES));
        self.sources.extend(sources.iter().map(|source| (source.id.clone(), source.clone())));
        Ok(text)
    }

    /// Writes everything that was added, or nothing.
    pub fn write(mut self) -> Result<(), OpenError> {
        if self.changed.contains(SOURCES) {
            let sources: Vec<Source> = std::mem::take(&mut self.sources).into_values().collect();
            self.put(Path::new(SOURCES), &sources::text(&sources))?;
        }
        if self.changed.contains(COMPANIES) {
            let text = entities::companies_text(&self.companies);
            self.put(Path::new(COMPANIES), &text)?;
        }
        if self.changed.contains(LEFT_OUT) {
            let text = left_out::text(&self.left_out);
            self.put(Path::new(LEFT_OUT), &text)?;
        }
        let name = self.path.display().to_string();
        self.batch.commit().map_err(|error| OpenError::Write(name, error))
    }

    /// A file of the folder, if it is there.
    fn read(&self, name: &Path) -> Result<Option<TextFile>, OpenError> {
        if self.aside.contains(name) {
            return Ok(None);
        }
        let path = self.path.join(name);
        let name = path.display().to_string();
        let file =
            |text| if self.is_lenient { TextFile::of_user(name, text) } else { TextFile::new(name, Cow::Owned(text)) };
        Ok(read_text(&path)?.map(file))
    }

    fn put(&mut self, name: &Path, text: &str) -> Result<(), OpenError> {
        let path = self.path.join(name);
        self.batch.add(name, text).map_err(|error| OpenError::Write(path.display().to_string(), error))
    }
}

/// The name of a company's file of facts from the folder.
pub fn facts_file(ticker: &str) -> PathBuf {
    Path::new(FACTS).join(format!("{ticker}.csv"))
}

/// What can be read of a damaged file: its lines that are UTF-8.
fn salvaged(path: &Path) -> Option<TextFile> {
    let bytes = limits::read(path).ok()?;
    let lines = bytes.split(|byte| *byte == b'\n').filter_map(|line| std::str::from_utf8(line).ok());
    Some(TextFile::of_user(path.display().to_string(), lines.collect::<Vec<_>>().join("\n")))
}

/// The text of a file, if it is there.
fn read_text(path: &Path) -> Result<Option<String>, OpenError> {
    let name = path.display().to_string();
    match limits::read(path) {
        Ok(text) => String::from_utf8(text).map(Some).map_err(|error| Problems::from(not_utf8(&name, &error)).into()),
        Err(OpenError::Io(_, error))
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
