//! The only place that knows file formats: the bundled text, reading it, and checking it.
//!
//! Files are parsed when a command first needs them, and of a company's facts only the metrics asked for.

mod batch;
mod bundled;
mod definitions;
mod entities;
mod facts;
mod folder;
mod guidance;
mod lookup;
mod problem;
mod sources;
mod table;
mod tags;
mod text;
mod validate;

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::string::FromUtf8Error;
use std::sync::Arc;

pub use bundled::{CURRENCIES, RATES};
pub use folder::Folder;
pub use guidance::STATEMENT;
pub use lookup::{Advice, Meant, Unknown, nearest, unknown_currency};
pub use problem::{Problem, Problems};
pub use tags::Tags;
pub use text::{LARGEST, TextFile};

use crate::model::{Basis, Company, Definition, Fact, Kind, Metric, MetricId, Source, Statement};

/// Companies, metrics, definitions, facts and documents, as one set.
#[derive(Debug)]
pub struct Dataset {
    companies: Vec<Company>,
    metrics: Vec<Metric>,
    definitions: Vec<Definition>,
    facts: Vec<(String, TextFile)>,
    guidance: TextFile,
    sources: TextFile,
    companies_file: String,
    definitions_file: String,
}

/// A dataset that could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A file could not be read.
    #[error("cannot read `{0}`")]
    Io(String, #[source] std::io::Error),
    /// A file could not be written.
    #[error("cannot write `{0}`")]
    Write(String, #[source] std::io::Error),
    /// A file could be read but not understood.
    #[error("{0}")]
    Data(#[from] Problems),
}

/// The problem of a file that is no text, at the line where it ceases to be.
pub fn not_utf8(name: &str, error: &FromUtf8Error) -> Problem {
    let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    Problem::new(name, memchr::memchr_iter(b'\n', good).count() as u64 + 1, "not UTF-8 text")
}

impl Dataset {
    /// The data inside the program.
    pub fn bundled() -> Result<Self, Problems> {
        let facts = bundled::FACTS
            .iter()
            .map(|&(ticker, text)| (ticker.to_owned(), TextFile::new(format!("data/facts/{ticker}.csv"), text)))
            .collect();
        Self::of_texts(
            &TextFile::new("data/companies.csv", bundled::COMPANIES),
            &TextFile::new("data/metrics.csv", bundled::METRICS),
            &TextFile::new("data/definitions.csv", bundled::DEFINITIONS),
            TextFile::new("data/guidance.csv", bundled::GUIDANCE),
            TextFile::new("data/sources.csv", bundled::SOURCES),
            facts,
        )
    }

    /// The version of the bundled data, which is its year and the month of its newest document.
    pub fn version() -> &'static str {
        env!("CAPEX_DATA_VERSION")
    }

    /// A folder in the shape of the bundled `data/`.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let read = |path: &Path| {
            let text = fs::read(path).map_err(|error| OpenError::Io(path.display().to_string(), error))?;
            let text = String::from_utf8(text)
                .map_err(|error| Problems::from(not_utf8(&path.display().to_string(), &error)))?;
            Ok::<_, OpenError>(TextFile::new(path.display().to_string(), Cow::Owned(text)))
        };
        let facts_folder = folder.join("facts");
        let io = |error| OpenError::Io(facts_folder.display().to_string(), error);
        let mut paths = Vec::new();
        for entry in fs::read_dir(&facts_folder).map_err(io)? {
            paths.push(entry.map_err(io)?.path());
        }
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "csv"));
        paths.sort();
        let facts = paths
            .iter()
            .map(|path| {
                let ticker = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                Ok((ticker, read(path)?))
            })
            .collect::<Result<_, OpenError>>()?;
        let file = |name: &str| read(&folder.join(name));
        let set = Self::of_texts(
            &file("companies.csv")?,
            &file("metrics.csv")?,
            &file("definitions.csv")?,
            file("guidance.csv")?,
            file("sources.csv")?,
            facts,
        )?;
        Ok(set)
    }

    fn of_texts(
        companies: &TextFile,
        metrics: &TextFile,
        definitions: &TextFile,
        guidance: TextFile,
        sources: TextFile,
        facts: Vec<(String, TextFile)>,
    ) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let (companies_file, definitions_file) = (companies.name().to_owned(), definitions.name().to_owned());
        let companies = entities::companies(companies, &mut problems);
        let metrics = entities::metrics(metrics, &mut problems);
        // A definition can only be read against companies and metrics that were.
        if problems.is_empty() {
            let definitions = definitions::definitions(definitions, &companies, &metrics, &mut problems);
            problems.none()?;
            return Ok(Self {
                companies,
                metrics,
                definitions,
                facts,
                guidance,
                sources,
                companies_file,
                definitions_file,
            });
        }
        Err(problems)
    }

    /// Every problem that shows without arithmetic: references, order, duplicates, spans, dates, units.
    pub fn problems(&self) -> Problems {
        validate::problems(self)
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
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// The company a user's word means.
    pub fn company(&self, word: &str) -> Result<&Company, Unknown> {
        self.companies
            .iter()
            .find(|company| company.answers_to(word))
            .ok_or_else(|| lookup::unknown_company(word, &self.companies))
    }

    /// The metric a user's word means.
    pub fn metric(&self, word: &str) -> Result<&Metric, Unknown> {
        self.metrics
            .iter()
            .find(|metric| metric.answers_to(word))
            .ok_or_else(|| lookup::unknown_metric(word, &self.metrics))
    }

    /// The metric with an identifier that the data itself uses.
    ///
    /// # Panics
    /// If the identifier is unknown; identifiers inside the data are checked when it is read.
    pub fn metric_by_id(&self, id: &MetricId) -> &Metric {
        self.metrics.iter().find(|metric| metric.id == *id).expect("metric identifiers are checked on reading")
    }

    /// The definitions of a company's metric on a basis, by date.
    pub fn definitions_of<'a>(
        &'a self,
        company: &'a Company,
        metric: &'a MetricId,
        basis: Basis,
    ) -> impl Iterator<Item = &'a Definition> {
        self.definitions.iter().filter(move |definition| {
            definition.company == company.ticker
                && definition.metric == *metric
                && definition.basis.is_none_or(|of| of == basis)
        })
    }

    /// The facts of a company's metrics, by metric, end, start and publication.
    pub fn facts(&self, company: &Company, metrics: &[&MetricId]) -> Result<Vec<Fact>, Problems> {
        let mut problems = Problems::default();
        let mut facts = Vec::new();
        for (_, file) in self.facts.iter().filter(|(ticker, _)| *ticker == company.ticker) {
            facts.extend(facts::of_metrics(file, metrics, &mut problems));
        }
        problems.none()?;
        Ok(facts)
    }

    /// Every fact of a company, in file order.
    pub fn all_facts(&self, company: &Company) -> Result<Vec<Fact>, Problems> {
        let mut problems = Problems::default();
        let mut facts = Vec::new();
        for (_, file) in self.facts.iter().filter(|(ticker, _)| *ticker == company.ticker) {
            facts.extend(facts::all(file, &mut problems));
        }
        problems.none()?;
        Ok(facts)
    }

    /// A company's statements, by day of announcement.
    pub fn guidance(&self, company: &Company) -> Result<Vec<Statement>, Problems> {
        let mut problems = Problems::default();
        let statements = guidance::of_company(&self.guidance, company, &mut problems);
        problems.none()?;
        Ok(statements)
    }

    /// The documents with the given identifiers, in the order given, each once.
    pub fn sources<'a>(&self, ids: impl IntoIterator<Item = &'a Arc<str>>) -> Result<Vec<Source>, Problems> {
        let all = self.all_sources()?;
        let mut found: Vec<Source> = Vec::new();
        for id in ids {
            if let Some(source) = all.iter().find(|source| *source.id == **id)
                && !found.contains(source)
            {
                found.push(source.clone());
            }
        }
        Ok(found)
    }

    /// Every document, in file order.
    pub fn all_sources(&self) -> Result<Vec<Source>, Problems> {
        let mut problems = Problems::default();
        let sources = sources::sources(&self.sources, &mut problems);
        problems.none()?;
        Ok(sources)
    }

    /// The name of a company's facts file, for messages.
    pub fn facts_file(&self, company: &Company) -> &str {
        self.facts.iter().find(|(ticker, _)| *ticker == company.ticker).map_or("data/facts", |(_, file)| file.name())
    }

    /// Whether a metric is defined per company and date rather than filed under its own name.
    pub fn is_defined(&self, company: &Company, metric: &Metric) -> bool {
        self.definitions.iter().any(|definition| definition.company == company.ticker && definition.metric == metric.id)
    }

    /// Whether the data holds anything of a metric for a company, directly or through what it is made of.
    pub fn reports(&self, company: &Company, metric: &Metric) -> bool {
        if let Some(formula) = &metric.formula {
            return formula.metrics().into_iter().all(|id| self.reports(company, self.metric_by_id(id)));
        }
        if metric.id == MetricId::capex() {
            return self.is_defined(company, metric);
        }
        let file = self.facts.iter().find(|(ticker, _)| *ticker == company.ticker);
        metric.kind != Kind::Ratio && file.is_some_and(|(_, file)| facts::mentions(file, &metric.id))
    }
}
