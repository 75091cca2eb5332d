//! The rows of a company, those of a user's files in the place of the bundled ones they replace.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::layers::{self, Layer};
use super::{Dataset, Problems, TextFile, Unread, check, facts, guidance, sources};
use crate::model::{Company, Fact, MetricId, Source, Statement};

impl Dataset {
    /// The facts of a company's metrics, by metric, end, start and publication.
    pub fn facts(&self, company: &Company, metrics: &[&MetricId]) -> Result<Vec<Fact>, Problems> {
        self.facts_of(company, Some(metrics))
    }

    /// Every fact of a company, in the same order.
    pub fn all_facts(&self, company: &Company) -> Result<Vec<Fact>, Problems> {
        self.facts_of(company, None)
    }

    /// The facts of a company's metric, not read yet; `None` if any of the company's are a user's, which are held against
    /// each other before any of them is used.
    pub fn unread_facts(&self, company: &Company, metric: &MetricId) -> Option<Unread> {
        let (_, file) = self.facts.iter().find(|(ticker, _)| *ticker == company.ticker)?;
        (!self.has_own_facts(company)).then(|| Unread::of_metric(file, metric))
    }

    fn facts_of(&self, company: &Company, metrics: Option<&[&MetricId]>) -> Result<Vec<Fact>, Problems> {
        self.facts_of_layer(company, metrics, Layer::All)
    }

    /// Every fact of a company in one layer.
    pub(super) fn facts_in(&self, company: &Company, layer: Layer) -> Result<Vec<Fact>, Problems> {
        self.facts_of_layer(company, None, layer)
    }

    fn facts_of_layer(
        &self,
        company: &Company,
        metrics: Option<&[&MetricId]>,
        layer: Layer,
    ) -> Result<Vec<Fact>, Problems> {
        let mut problems = self.damage.of_facts(&company.ticker).cloned().unwrap_or_default();
        let file = self.facts.iter().find(|(ticker, _)| *ticker == company.ticker && layer != Layer::Own);
        let mut facts = file.map_or_else(Vec::new, |(_, file)| match metrics {
            Some(metrics) => facts::of_metrics(file, metrics, &mut problems),
            None => facts::all(file, &mut problems),
        });
        for newer in self.user_facts.iter().filter(|file| file.has_company(&company.ticker)) {
            if !self.is_in(newer.name(), layer) {
                continue;
            }
            let rows = newer.facts(&company.ticker, metrics, &mut problems);
            if self.is_own(newer.name()) {
                layers::own_facts(&mut facts, rows);
            } else {
                layers::facts(&mut facts, rows);
            }
        }
        if layer == Layer::All {
            check::check(company, &self.metrics, &facts, &mut problems);
        }
        problems.none()?;
        Ok(facts)
    }

    /// Whether a file holds rows that a user added one by one.
    fn is_own(&self, file: &str) -> bool {
        self.own.as_ref().is_some_and(|own| Path::new(file).starts_with(own))
    }

    /// Whether a user's file is of a layer.
    fn is_in(&self, file: &str, layer: Layer) -> bool {
        match layer {
            Layer::All => true,
            Layer::Own => self.is_own(file),
            Layer::Beneath => {
                self.update.as_ref().is_some_and(|update| Path::new(file).starts_with(update)) && !self.is_own(file)
            }
        }
    }

    /// What would be wrong with the facts of a company if these were added.
    pub fn refused(&self, company: &Company, facts: Vec<Fact>) -> Problems {
        let mut all = self.facts_of(company, None).unwrap_or_default();
        layers::facts(&mut all, facts);
        let mut problems = Problems::default();
        check::check(company, &self.metrics, &all, &mut problems);
        problems
    }

    /// A company's statements, by day of announcement.
    pub fn guidance(&self, company: &Company) -> Result<Vec<Statement>, Problems> {
        self.guidance_in(company, Layer::All)
    }

    /// A company's statements in one layer.
    pub(super) fn guidance_in(&self, company: &Company, layer: Layer) -> Result<Vec<Statement>, Problems> {
        let mut problems = Problems::default();
        let mut statements = Vec::new();
        for file in &self.guidance {
            let is_read = if file.origin().is_user() { self.is_in(file.name(), layer) } else { layer != Layer::Own };
            if !is_read {
                continue;
            }
            let rows = guidance::of_company(file, company, &mut problems);
            if self.is_own(file.name()) {
                layers::own_statements(&mut statements, rows);
            } else {
                layers::statements(&mut statements, rows);
            }
        }
        problems.none()?;
        Ok(statements)
    }

    /// The documents with the given identifiers, in the order given, each once.
    pub fn sources<'a>(&self, ids: impl IntoIterator<Item = &'a Arc<str>>) -> Result<Vec<Source>, Problems> {
        let ids: Vec<&Arc<str>> = ids.into_iter().collect();
        let asked: BTreeSet<&str> = ids.iter().map(|id| &***id).collect();
        let all = self.sources_by(|file, problems| sources::of_ids(file, &asked, problems))?;
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

    /// Every document, by identifier.
    pub fn all_sources(&self) -> Result<Vec<Source>, Problems> {
        self.sources_by(sources::sources)
    }

    fn sources_by(&self, read: impl Fn(&TextFile, &mut Problems) -> Vec<Source>) -> Result<Vec<Source>, Problems> {
        let mut problems = self.damage.of_documents().clone();
        let mut sources = Vec::new();
        for file in &self.sources {
            let newer = read(file, &mut problems);
            layers::sources(&mut sources, newer);
        }
        problems.none()?;
        Ok(sources)
    }
}
