//! The only place that knows file formats: the bundled text, reading it, and checking it.
//!
//! Files are parsed when a command first needs them, and of a company's facts only the metrics asked for.

mod bases;
mod batch;
mod bundled;
mod check;
mod damage;
mod definitions;
mod entities;
mod facts;
mod files;
mod folder;
mod groups;
mod guidance;
mod header;
mod index;
mod layered;
mod layers;
mod left_out;
pub mod limits;
mod lock;
mod lookup;
mod own;
mod problem;
mod row;
mod sources;
mod table;
mod tags;
mod text;
pub mod typed;
mod user_facts;
mod validate;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use batch::Batch;
pub use bundled::{CURRENCIES, RATES};
pub use definitions::DEFINITION;
pub use entities::{COMPANY, METRIC, RESERVED};
pub use facts::Unread;
pub use files::{COMPANIES, SOURCES};
pub use folder::{Damaged, Folder, facts_file};
pub use groups::GROUP;
pub use guidance::GUIDANCE;
pub use header::Header;
pub use lock::{Lock, NotLocked};
pub use lookup::{Advice, Meant, Unknown, nearest, unknown_currency};
pub use own::{AddedRow, OWN, OwnData, OwnRow};
pub use problem::{OpenError, Problem, Problems, not_utf8};
pub use row::LARGEST;
pub use sources::SOURCE;
pub use tags::Tags;
pub use text::TextFile;

use jiff::civil::Date;

use damage::Damage;
use definitions::Definitions;
use files::{DataFiles, UserFile};
use user_facts::UserFacts;

use crate::model::{Company, CompanyGroup, Definition, Fact, Kind, LeftOut, Metric, MetricId};

/// Companies, metrics, definitions, facts and documents, as one set.
///
/// A row of a user's file replaces the rows of its key, see `data/README.md`; each row knows whose it is.
#[derive(Debug)]
pub struct Dataset {
    companies: Vec<Company>,
    /// How many of them, the first, are not a user's.
    bundled_companies: usize,
    groups: Vec<CompanyGroup>,
    metrics: Vec<Metric>,
    definitions: Definitions,
    /// By ticker: sorted files of one company each.
    facts: Vec<(String, TextFile)>,
    user_facts: Vec<UserFacts>,
    /// The later replace rows of the earlier, as with sources.
    guidance: Vec<TextFile>,
    sources: Vec<TextFile>,
    tags: Vec<TextFile>,
    left_out: Vec<LeftOut>,
    user_files: Vec<String>,
    update: Option<String>,
    /// The folder of the rows that a user added, if there are any.
    own: Option<String>,
    damage: Damage,
    companies_file: String,
    definitions_file: String,
}

impl Dataset {
    /// The data inside the program.
    pub fn bundled() -> Result<Self, Problems> {
        Self::read(DataFiles::bundled())
    }

    /// The data inside the program, the folder that updates are kept in, and a user's files and folders; the rows of each
    /// replace those of the ones before.
    pub fn overlaid(update: Option<&Path>, paths: &[PathBuf]) -> Result<Self, OpenError> {
        let mut files = DataFiles::bundled();
        if let Some(folder) = update {
            files.add_update(folder)?;
            files.add_own(&folder.join(OWN))?;
        }
        files.add_paths(paths)?;
        Ok(Self::read(files)?)
    }

    /// The data inside the program, the folder of updates, and rows that a user added one by one, as they are in memory.
    pub fn with_own(update: Option<&Path>, own: &OwnData) -> Result<Self, OpenError> {
        let mut files = DataFiles::bundled();
        if let Some(folder) = update {
            files.add_update(folder)?;
        }
        files.add_own_texts(own.folder(), own.texts())?;
        Ok(Self::read(files)?)
    }

    /// The data inside the program and a user's files that are in memory: the name of each, for messages, and its text.
    pub fn with_texts<'t>(files: impl IntoIterator<Item = (&'t str, String)>) -> Result<Self, Problems> {
        let mut bundled = DataFiles::bundled();
        bundled.add_texts(files)?;
        Self::read(bundled)
    }

    /// The version of the bundled data, which is its year and the month of its newest document.
    pub fn version() -> &'static str {
        env!("CAPEX_DATA_VERSION")
    }

    /// SHA-256 of the bundled data, in hexadecimal: of the list `sha256sum` prints of the files of `data/`.
    pub fn checksum() -> &'static str {
        env!("CAPEX_DATA_CHECKSUM")
    }

    /// The files of `data/` that hold one table for all companies, and the columns of each; of `facts/`, the first stands
    /// for all.
    pub fn tables() -> impl Iterator<Item = (&'static str, String)> {
        let columns = |text: &str| text.lines().next().unwrap_or_default().to_owned();
        bundled::TABLES.iter().map(move |&(name, text)| (name, columns(text)))
    }

    /// A folder in the shape of the bundled `data/`.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        Ok(Self::read(DataFiles::of_folder(folder)?)?)
    }

    fn read(files: DataFiles) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let first = |files: &[TextFile]| files.first().map_or_else(String::new, |file| file.name().to_owned());
        let (companies_file, definitions_file) = (first(&files.companies), first(&files.definitions));
        let (mut companies, mut metrics, mut definitions) = (Vec::new(), Vec::new(), Definitions::default());
        let mut bundled_companies = 0;
        for file in &files.companies {
            entities::companies(file, &mut companies, &mut problems);
            if !file.origin().is_user() {
                bundled_companies = companies.len();
            }
        }
        let mut groups = Vec::new();
        // A company that cannot be read is in no group.
        let are_known = problems.is_empty();
        for file in files.groups.iter().filter(|_| are_known) {
            groups::groups(file, &companies, &mut groups, &mut problems);
        }
        for file in &files.metrics {
            entities::metrics(file, &mut metrics, &mut problems);
        }
        // Definitions and facts can only be read against companies and metrics that were.
        if !problems.is_empty() {
            return Err(problems);
        }
        for file in &files.definitions {
            definitions.add(definitions::definitions(file, &companies, &metrics, &mut problems));
        }
        if !files.definitions.iter().all(TextFile::is_bundled) {
            problems.extend(definitions.circles(&companies, &definitions_file));
        }
        let (mut user_facts, mut damage) = (Vec::new(), files.damage);
        for UserFile { file, disk, stem, is_of_update } in files.user_facts {
            let mut own = Problems::default();
            let facts = UserFacts::new(file, disk, &stem, &mut own);
            if let Some(facts) = &facts {
                facts.check_names(&companies, &metrics, &mut own);
            }
            if is_of_update && !own.is_empty() && companies.iter().any(|company| company.ticker == stem) {
                damage.add_facts(stem, own);
            } else {
                problems.extend(own);
                user_facts.extend(facts);
            }
        }
        for file in files.guidance.iter().filter(|file| file.origin().is_user()) {
            guidance::check_companies(file, &companies, &mut problems);
        }
        let left_out = left_out::of_files(&files.left_out, files.update.as_deref(), &mut damage, &mut problems);
        problems.none()?;
        let DataFiles { facts, guidance, sources, tags, of_user: user_files, update, own, .. } = files;
        Ok(Self {
            companies,
            bundled_companies,
            groups,
            metrics,
            definitions,
            facts,
            user_facts,
            guidance,
            sources,
            tags,
            left_out,
            user_files,
            update,
            own,
            damage,
            companies_file,
            definitions_file,
        })
    }

    /// The names of the user's files.
    pub fn user_files(&self) -> &[String] {
        &self.user_files
    }

    /// The folder of updates, if there is anything in it.
    pub fn update_folder(&self) -> Option<&str> {
        self.update.as_deref()
    }

    /// Whether part of that folder cannot be read.
    pub fn is_damaged(&self) -> bool {
        !self.damage.all().is_empty()
    }

    /// Whether there are rows beside the bundled ones.
    pub fn is_overlaid(&self) -> bool {
        self.update.is_some() || !self.user_files.is_empty()
    }

    /// Every problem that shows without arithmetic: references, order, duplicates, spans, dates, units.
    pub fn problems(&self) -> Problems {
        validate::problems(self)
    }

    /// The same of a user's files alone.
    pub fn user_problems(&self) -> Problems {
        validate::user_problems(self)
    }

    /// The figures of a company's metric that an import left out.
    pub fn left_out(&self, company: &Company, metric: &MetricId) -> impl Iterator<Item = &LeftOut> {
        let of = move |figure: &&LeftOut| figure.company == company.ticker && figure.metric == *metric;
        self.left_out.iter().filter(of)
    }

    /// Which tags of the SEC's data hold which metric.
    pub fn tags(&self) -> Result<Tags, Problems> {
        Tags::read(&self.tags)
    }

    /// All companies, in the order of the data.
    pub fn companies(&self) -> &[Company] {
        &self.companies
    }

    /// All metrics, in the order of the data.
    pub fn metrics(&self) -> &[Metric] {
        &self.metrics
    }

    /// All definitions.
    pub fn definitions(&self) -> impl Iterator<Item = &Definition> {
        self.definitions.all()
    }

    /// What a metric means for a company, on each basis by date: the company's own definitions, and on a basis that has
    /// none those of any company.
    pub fn definitions_for<'a>(
        &'a self,
        company: &Company,
        metric: &MetricId,
    ) -> impl Iterator<Item = &'a Arc<Definition>> {
        self.definitions.of(&company.ticker, metric)
    }

    /// The metric with an identifier that the data itself uses.
    ///
    /// # Panics
    /// If the identifier is unknown; identifiers inside the data are checked when it is read.
    #[expect(clippy::expect_used, reason = "an identifier of the data itself is known, and another is a slip of code")]
    pub fn metric_by_id(&self, id: &MetricId) -> &Metric {
        self.metrics.iter().find(|metric| metric.id == *id).expect("metric identifiers are checked on reading")
    }

    /// The years of the first and the last day that a company's facts are about, where all of them are of the program.
    pub fn years(&self, company: &Company) -> Option<(i16, i16)> {
        let (_, file) = self.facts.iter().find(|(ticker, _)| *ticker == company.ticker)?;
        if self.has_own_facts(company) { None } else { facts::years(file) }
    }

    /// Whether no fact of a company reaches to a day; false where that takes reading them all.
    pub fn ends_before(&self, company: &Company, day: Date) -> bool {
        let file = self.facts.iter().find(|(ticker, _)| *ticker == company.ticker);
        let newest = file.and_then(|(_, file)| facts::newest_day(file));
        !self.has_own_facts(company) && newest.is_none_or(|newest| *newest < *day.to_string())
    }

    /// Whether some of a company's facts are not of the program itself, and have to be held against each other.
    pub fn has_own_facts(&self, company: &Company) -> bool {
        let inside = self.facts.iter().find(|(ticker, file)| *ticker == company.ticker && file.is_bundled());
        let is_damaged = self.damage.of_facts(&company.ticker).is_some();
        is_damaged || inside.is_none() || self.user_facts.iter().any(|file| file.has_company(&company.ticker))
    }

    /// The file a company's fact was read from, for messages.
    pub fn file_of<'a>(&'a self, company: &Company, fact: &'a Fact) -> &'a str {
        let bundled = || self.facts.iter().find(|(ticker, _)| *ticker == company.ticker).map(|(_, file)| file.name());
        fact.origin.file().or_else(bundled).unwrap_or("data/facts")
    }

    /// Whether the data holds anything of a metric for a company, directly or through what it is made of.
    pub fn reports(&self, company: &Company, metric: &Metric) -> bool {
        if let Some(formula) = &metric.formula {
            return formula.metrics().into_iter().all(|id| self.reports(company, self.metric_by_id(id)));
        }
        if metric.id.is_capex() {
            let has_fact = |definition: &Arc<Definition>| definition.components().any(|id| self.has_fact(company, id));
            return self.definitions_for(company, &metric.id).any(has_fact);
        }
        metric.kind != Kind::Ratio && self.has_fact(company, &metric.id)
    }

    fn has_fact(&self, company: &Company, metric: &MetricId) -> bool {
        let mut bundled = self.facts.iter().filter(|(ticker, _)| *ticker == company.ticker);
        bundled.any(|(_, file)| facts::mentions(file, metric))
            || self.user_facts.iter().any(|file| file.has(&company.ticker, metric))
            // Whoever asks for them is told that they cannot be read.
            || self.damage.of_facts(&company.ticker).is_some()
    }
}
