//! The files a dataset is made of: those inside the program, a folder in their shape, or a user's.
//!
//! A user's file is told by the columns of its header, so it can have any name; here it is read and told apart, and no
//! more. What its rows mean is for the reader of each kind.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::bundled;
use super::damage::Damage;
use super::header::Header;
use super::limits;
use super::problem::{Problem, Problems};
use super::text::TextFile;
use super::{OpenError, definitions, entities, facts, groups, guidance, left_out, not_utf8, sources, tags};
use crate::model::Words;
use crate::say;

/// The list of companies that a folder adds.
pub const COMPANIES: &str = "companies.csv";
/// The list of documents of a folder.
pub const SOURCES: &str = "sources.csv";
/// The list of figures that imports left out.
pub const LEFT_OUT: &str = "left_out.csv";

/// Files by what they hold; a row of a later file replaces one of an earlier.
#[derive(Debug, Default)]
pub struct DataFiles {
    pub companies: Vec<TextFile>,
    pub groups: Vec<TextFile>,
    pub metrics: Vec<TextFile>,
    pub definitions: Vec<TextFile>,
    pub guidance: Vec<TextFile>,
    pub sources: Vec<TextFile>,
    pub tags: Vec<TextFile>,
    pub left_out: Vec<TextFile>,
    /// Ticker and file: facts of one company each, sorted by metric.
    pub facts: Vec<(String, TextFile)>,
    /// A user's facts.
    pub user_facts: Vec<UserFile>,
    /// The names of a user's files among all these, in the order given.
    pub of_user: Vec<String>,
    /// The folder of updates among all these, if there is anything in it.
    pub update: Option<String>,
    /// The folder of rows that a user added one by one among all these, if there is anything in it.
    pub own: Option<String>,
    /// What of that folder cannot be read.
    pub damage: Damage,
}

/// A user's file as it was opened.
#[derive(Debug)]
pub struct UserFile {
    /// The file; where its rows were left on the disk, its header alone.
    pub file: TextFile,
    /// The rows, after the header, where they were left on the disk.
    pub disk: Option<File>,
    /// The name without its extension: a ticker, should the rows not name their companies.
    pub stem: String,
    /// Whether it is of the folder of updates.
    pub is_of_update: bool,
}

const TAGS: &str = "tags.csv";

/// A file of facts of more bytes is left on the disk; any other kind is small.
const LARGE: u64 = 1 << 22;

/// What a user's file can hold, and the columns it is told by.
const KINDS: [(FileKind, &Header); 9] = [
    (FileKind::Facts, &facts::FACT),
    (FileKind::Guidance, &guidance::GUIDANCE),
    (FileKind::Definitions, &definitions::DEFINITION),
    (FileKind::Companies, &entities::COMPANY),
    (FileKind::Groups, &groups::GROUP),
    (FileKind::Sources, &sources::SOURCE),
    (FileKind::Metrics, &entities::METRIC),
    (FileKind::Tags, &tags::TAG),
    (FileKind::LeftOut, &left_out::LEFT_OUT),
];

#[derive(Debug, Clone, Copy)]
enum FileKind {
    Facts,
    Guidance,
    Definitions,
    Companies,
    Groups,
    Sources,
    Metrics,
    Tags,
    LeftOut,
}

impl DataFiles {
    /// The data inside the program.
    pub fn bundled() -> Self {
        let facts = bundled::FACTS
            .iter()
            .map(|&(ticker, text)| (ticker.to_owned(), TextFile::new(format!("data/facts/{ticker}.csv"), text)))
            .collect();
        Self {
            companies: vec![TextFile::new("data/companies.csv", bundled::COMPANIES)],
            groups: vec![TextFile::new("data/groups.csv", bundled::GROUPS)],
            metrics: vec![TextFile::new("data/metrics.csv", bundled::METRICS)],
            definitions: vec![TextFile::new("data/definitions.csv", bundled::DEFINITIONS)],
            guidance: vec![TextFile::new("data/guidance.csv", bundled::GUIDANCE)],
            sources: vec![TextFile::new("data/sources.csv", bundled::SOURCES)],
            tags: vec![TextFile::new("data/tags.csv", bundled::TAGS)],
            facts,
            ..Self::default()
        }
    }

    /// A folder in the shape of the bundled `data/`.
    pub fn of_folder(folder: &Path) -> Result<Self, OpenError> {
        let read = |path: &Path| Ok::<_, OpenError>(TextFile::new(name(path), Cow::Owned(text(path)?)));
        let file = |name: &str| Ok::<_, OpenError>(vec![read(&folder.join(name))?]);
        // What a set can do without.
        let optional = |name| if folder.join(name).exists() { file(name) } else { Ok(Vec::new()) };
        let facts = csv_files(&folder.join("facts"))?;
        let of_company = |path: &PathBuf| Ok((stem(path), read(path)?));
        Ok(Self {
            facts: facts.iter().map(of_company).collect::<Result<_, OpenError>>()?,
            companies: file(COMPANIES)?,
            groups: optional("groups.csv")?,
            metrics: file("metrics.csv")?,
            definitions: file("definitions.csv")?,
            guidance: file("guidance.csv")?,
            sources: file(SOURCES)?,
            tags: optional(TAGS)?,
            ..Self::default()
        })
    }

    /// Adds the folder that updates are kept in. What it holds beside data, such as exchange rates, is not read.
    pub fn add_update(&mut self, folder: &Path) -> Result<(), OpenError> {
        let mut problems = Problems::default();
        let files = csv_files_with_facts(folder)?;
        self.update = (!files.is_empty()).then(|| name(folder));
        let before = self.of_user.len();
        for path in files {
            let mut own = Problems::default();
            let opened = open(&path).map(|file| UserFile { is_of_update: true, ..file });
            let taken = opened.and_then(|file| self.take(file, &mut own));
            // What one command in ten needs does not keep the others from answering.
            let unreadable = match &taken {
                Err(OpenError::Data(problems)) => problems.clone(),
                Err(OpenError::Io(name, error)) => Problem::new(name, 1, say!(cannot_be_read, error)).into(),
                _ => own.clone(),
            };
            if unreadable.is_empty() {
                taken?;
            } else if path.starts_with(folder.join("facts")) {
                self.damage.add_facts(stem(&path), unreadable);
            } else if path.ends_with(SOURCES) || path.ends_with(LEFT_OUT) {
                self.damage.add_documents(unreadable);
            } else {
                taken?;
                problems.extend(own);
            }
        }
        // One name stands for all of them.
        self.of_user.truncate(before);
        Ok(problems.none()?)
    }

    /// Adds the folder of rows that a user added one by one; it need not be there.
    pub fn add_own(&mut self, folder: &Path) -> Result<(), OpenError> {
        if !folder.is_dir() {
            return Ok(());
        }
        let files = csv_files_with_facts(folder)?;
        let files = files.iter().map(|path| open(path)).collect::<Result<Vec<_>, _>>()?;
        self.take_own(folder, files)
    }

    /// Adds such rows as they are in memory: the name of each file and its text.
    pub fn add_own_texts(&mut self, folder: &Path, files: Vec<(String, String)>) -> Result<(), OpenError> {
        let file = |(name, text): (String, String)| {
            let stem = stem(Path::new(&name));
            UserFile { file: TextFile::of_user(name, text), disk: None, stem, is_of_update: false }
        };
        self.take_own(folder, files.into_iter().map(file).collect())
    }

    fn take_own(&mut self, folder: &Path, files: Vec<UserFile>) -> Result<(), OpenError> {
        if files.is_empty() {
            return Ok(());
        }
        let before = self.of_user.len();
        let mut problems = Problems::default();
        files.into_iter().try_for_each(|file| self.take(file, &mut problems))?;
        // One name stands for all of them.
        self.of_user.truncate(before);
        self.of_user.push(name(folder));
        self.own = Some(name(folder));
        Ok(problems.none()?)
    }

    /// Adds a user's files. Of a folder, every CSV file in it and in its `facts/` is taken.
    pub fn add_paths(&mut self, paths: &[PathBuf]) -> Result<(), OpenError> {
        let mut problems = Problems::default();
        for path in paths {
            if !path.is_dir() {
                self.take(open(path)?, &mut problems)?;
                continue;
            }
            let files = csv_files_with_facts(path)?;
            if files.is_empty() {
                return Err(OpenError::Empty(name(path)));
            }
            for file in files {
                self.take(open(&file)?, &mut problems)?;
            }
        }
        Ok(problems.none()?)
    }

    /// Adds a user's files that are in memory: a name and a text each.
    pub fn add_texts<'t>(&mut self, files: impl IntoIterator<Item = (&'t str, String)>) -> Result<(), Problems> {
        let mut problems = Problems::default();
        for (name, text) in files {
            let file = TextFile::of_user(name, text);
            let taken = self
                .take(UserFile { file, disk: None, stem: stem(Path::new(name)), is_of_update: false }, &mut problems);
            debug_assert!(taken.is_ok(), "nothing is left on a disk that could fail");
        }
        problems.none()
    }

    /// Puts a user's file with those of its kind.
    fn take(&mut self, file: UserFile, problems: &mut Problems) -> Result<(), OpenError> {
        self.of_user.push(file.file.name().to_owned());
        match kind(&file.file) {
            None => {
                let shown: String = file.file.header().join(",").chars().take(80).collect();
                let begins = |header: &Header| header.names().split(',').take(3).collect::<Vec<_>>().join(",");
                let written = KINDS.iter().filter(|(kind, _)| !matches!(kind, FileKind::LeftOut));
                let kinds = Words::items(written.map(|(_, header)| format!("`{},…`", begins(header))));
                let message = say!(header_of_no_data_file, shown, kinds);
                problems.push(Problem::new(file.file.name(), 1, message));
            }
            Some(FileKind::Facts) => self.user_facts.push(file),
            Some(FileKind::Guidance) => self.guidance.push(file.whole()?),
            Some(FileKind::Definitions) => self.definitions.push(file.whole()?),
            Some(FileKind::Companies) => self.companies.push(file.whole()?),
            Some(FileKind::Groups) => self.groups.push(file.whole()?),
            Some(FileKind::Sources) => self.sources.push(file.whole()?),
            Some(FileKind::Metrics) => self.metrics.push(file.whole()?),
            Some(FileKind::Tags) => self.tags.push(file.whole()?),
            Some(FileKind::LeftOut) => {
                // What is left out is part of no figure, and no figure rests on it.
                self.of_user.pop();
                self.left_out.push(file.whole()?);
            }
        }
        Ok(())
    }
}

impl UserFile {
    /// The file with its rows in memory.
    fn whole(self) -> Result<TextFile, OpenError> {
        let Some(disk) = self.disk else { return Ok(self.file) };
        let mut bytes = self.file.text().as_bytes().to_vec();
        limits::read_on(self.file.name(), disk, &mut bytes)?;
        Ok(TextFile::of_user(self.file.name(), utf8(self.file.name(), bytes)?))
    }
}

/// Opens a user's file; of a large one only the header is read. What is no plain file, such as a pipe, cannot be read a
/// second time and is read whole.
fn open(path: &Path) -> Result<UserFile, OpenError> {
    let io = |error| OpenError::Io(name(path), error);
    let mut disk = File::open(path).map_err(io)?;
    let there = disk.metadata().map_err(io)?;
    let whole = |bytes| {
        let file = TextFile::of_user(name(path), utf8(&name(path), bytes)?);
        Ok(UserFile { file, disk: None, stem: stem(path), is_of_update: false })
    };
    if there.is_file() && there.len() <= LARGE {
        return whole(limits::read_from(&name(path), disk)?);
    }
    let (mut rest, mut header) = (BufReader::new(&disk), Vec::new());
    rest.by_ref().take(limits::LONGEST_HEADER).read_until(b'\n', &mut header).map_err(io)?;
    if header.len() as u64 == limits::LONGEST_HEADER && !header.ends_with(b"\n") {
        let message = say!(header_without_line_end, longest_header = limits::LONGEST_HEADER.to_string());
        return Err(Problems::from(Problem::new(name(path), 1, message)).into());
    }
    if !there.is_file() {
        limits::read_on(&name(path), rest, &mut header)?;
        return whole(header);
    }
    disk.seek(SeekFrom::Start(header.len() as u64)).map_err(io)?;
    let file = TextFile::of_user(name(path), utf8(&name(path), header)?);
    Ok(UserFile { file, disk: Some(disk), stem: stem(path), is_of_update: false })
}

/// What a file holds: the kind of whose columns its header has the greatest part, and no fewer than half.
fn kind(file: &TextFile) -> Option<FileKind> {
    let found = file.header();
    let has = |column: &&&str| found.iter().any(|name| name == **column);
    let required = |header: &Header| header.columns.iter().filter(|column| !header.optional.contains(column)).count();
    let share = |header: &Header| {
        let there = header.columns.iter().filter(|column| !header.optional.contains(column)).filter(has).count();
        there * 100 / required(header)
    };
    let (kind, header) = KINDS.into_iter().rev().max_by_key(|(_, header)| share(header))?;
    (share(header) >= 50).then_some(kind)
}

fn text(path: &Path) -> Result<String, OpenError> {
    utf8(&name(path), limits::read(path)?)
}

/// The text of a file, if there is one.
pub fn text_if_there(path: &Path) -> Result<Option<String>, OpenError> {
    if path.exists() { text(path).map(Some) } else { Ok(None) }
}

fn utf8(name: &str, bytes: Vec<u8>) -> Result<String, OpenError> {
    String::from_utf8(bytes).map_err(|error| Problems::from(not_utf8(name, &error)).into())
}

/// The name of a file for messages and documents. A file can be called anything, but no name commands a terminal.
fn name(path: &Path) -> String {
    path.display().to_string().replace(char::is_control, "\u{fffd}")
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The CSV files of a folder and of its `facts/`, by name.
fn csv_files_with_facts(folder: &Path) -> Result<Vec<PathBuf>, OpenError> {
    let mut files = csv_files(folder)?;
    let facts = folder.join("facts");
    if facts.is_dir() {
        files.extend(csv_files(&facts)?);
    }
    Ok(files)
}

/// The CSV files of a folder, by name.
fn csv_files(folder: &Path) -> Result<Vec<PathBuf>, OpenError> {
    let io = |error| OpenError::Io(name(folder), error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(io)? {
        paths.push(entry.map_err(io)?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "csv"));
    paths.sort();
    Ok(paths)
}
