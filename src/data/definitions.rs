//! `definitions.csv`: what a metric meant for a company, by date.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::header::Header;
use super::problem::{Problem, Problems};
use super::row::DataRow;
use super::text::TextFile;
use crate::model::{Basis, Company, Definition, DefinitionChange, Formula, Metric, MetricId, Sum};
use crate::say;

/// The columns of a file of definitions.
pub static DEFINITION: Header = Header {
    columns: &["company", "metric", "basis", "from", "to", "formula", "stand_in", "words", "adopted", "newly_counted"],
    optional: &["basis", "from", "to", "stand_in", "adopted", "newly_counted"],
    beside: &["origin"],
    localized: &["words"],
};

/// What metrics meant, by company.
#[derive(Debug, Default)]
pub struct Definitions {
    /// The companies in the order of the data, each with its definitions.
    companies: Vec<(String, Vec<Arc<Definition>>)>,
    places: BTreeMap<String, usize>,
    /// The metrics that are defined for some company.
    metrics: Vec<MetricId>,
}

impl Definitions {
    /// Adds definitions: the rows of a company, metric and basis take the place of all that there were,
    /// because the ranges of one file together cover every date.
    pub fn add(&mut self, definitions: Vec<Definition>) {
        for one in &definitions {
            if !self.metrics.contains(&one.metric) {
                self.metrics.push(one.metric.clone());
            }
        }
        let series = |one: &Definition| (one.metric.clone(), one.basis);
        for (ticker, newer) in by_company(definitions) {
            if let Some((_, own)) = self.places.get(&ticker).and_then(|&place| self.companies.get_mut(place)) {
                own.retain(|one| !newer.iter().any(|other| series(other) == series(one)));
                own.extend(newer);
            } else {
                self.places.insert(ticker.clone(), self.companies.len());
                self.companies.push((ticker, newer));
            }
        }
    }

    /// Every definition, in the order of the data.
    pub fn all(&self) -> impl Iterator<Item = &Definition> {
        self.companies.iter().flat_map(|(_, definitions)| definitions).map(|definition| &**definition)
    }

    /// The rows of a company itself, or of any company (`*`).
    pub fn own(&self, ticker: &str) -> &[Arc<Definition>] {
        self.places.get(ticker).and_then(|&place| self.companies.get(place)).map_or(&[], |(_, own)| own)
    }

    /// The definitions by which a metric of a company is in the end made of itself; bundled ones are of the file given.
    pub fn circles(&self, companies: &[Company], bundled: &str) -> Problems {
        let mut problems = Problems::default();
        // capex alone has bases and is no part of its own definition, so that any circle goes through another metric.
        for definition in self.all().filter(|one| one.basis.is_none() && one.parts().next().is_some()) {
            let is_its = |company: &&Company| {
                definition.company == Definition::ANY_COMPANY || definition.company == company.ticker
            };
            if companies.iter().filter(is_its).any(|company| self.leads_back(&company.ticker, definition)) {
                let file = definition.origin.file().unwrap_or(bundled);
                let message = say!(made_of_itself, metric = definition.metric.as_str());
                problems.push(Problem::new(file, definition.line, message));
            }
        }
        problems
    }

    /// Whether what a definition is made of is for a company in turn made of the metric that it defines.
    fn leads_back(&self, ticker: &str, definition: &Definition) -> bool {
        let mut reached: BTreeSet<&MetricId> = BTreeSet::new();
        let mut next: Vec<&MetricId> = definition.parts().collect();
        while let Some(id) = next.pop() {
            if reached.insert(id) {
                next.extend(self.of(ticker, id).flat_map(|definition| definition.parts()));
            }
        }
        reached.contains(&definition.metric)
    }

    /// Whether a metric is defined for any company.
    pub fn defines(&self, metric: &MetricId) -> bool {
        self.metrics.contains(metric)
    }

    /// What a metric meant for a company: its own rows, and those of any company on a basis it has none of.
    pub fn of<'a>(&'a self, ticker: &str, metric: &MetricId) -> impl Iterator<Item = &'a Arc<Definition>> {
        let of_metric = |one: &&Arc<Definition>| one.metric == *metric;
        // Most metrics are defined for nobody.
        let rows = |ticker| if self.defines(metric) { self.own(ticker) } else { &[] };
        let own = rows(ticker);
        let has_own = move |basis: Option<Basis>| own.iter().filter(of_metric).any(|one| one.basis == basis);
        let any = rows(Definition::ANY_COMPANY).iter().filter(of_metric).filter(move |one| !has_own(one.basis));
        own.iter().filter(of_metric).chain(any)
    }
}

/// Rows by company, in the order of first appearance.
fn by_company(definitions: Vec<Definition>) -> Vec<(String, Vec<Arc<Definition>>)> {
    let mut companies: Vec<(String, Vec<Arc<Definition>>)> = Vec::new();
    for definition in definitions.into_iter().map(Arc::new) {
        match companies.last_mut() {
            Some((ticker, own)) if *ticker == definition.company => own.push(definition),
            _ => companies.push((definition.company.clone(), vec![definition])),
        }
    }
    companies
}

/// The definitions of a file, which speak of companies and metrics that there are.
pub fn definitions(
    file: &TextFile,
    companies: &[Company],
    metrics: &[Metric],
    problems: &mut Problems,
) -> Vec<Definition> {
    let mut definitions: Vec<Definition> = Vec::new();
    let tickers: BTreeSet<&str> =
        companies.iter().map(|company| &*company.ticker).chain([Definition::ANY_COMPANY]).collect();
    let mut begun = BTreeSet::new();
    file.rows(&DEFINITION, problems, |row| {
        let definition = definition(row)?;
        if file.is_bundled() {
            definitions.push(definition);
            return Ok(());
        }
        if !tickers.contains(&*definition.company) {
            return Err(row.problem(say!(unknown_company, company = &definition.company)));
        }
        let metric = |id: &MetricId| {
            metrics.iter().find(|metric| metric.id == *id).ok_or_else(|| say!(unknown_metric, metric = id.as_str()))
        };
        for id in definition.components() {
            if metric(id).map_err(|message| row.problem(message))?.formula.is_some() {
                return Err(row.problem(say!(definition_of_computed, id = id.as_str())));
            }
        }
        // A computed amount may be defined otherwise where no basis is asked for, as free cash flow is; a ratio may not.
        let defined = &definition.metric;
        if matches!(metric(defined).map_err(|message| row.problem(message))?.formula, Some(Formula::Ratio(..))) {
            return Err(row.problem(say!(ratio_not_definable, defined = defined.as_str())));
        }
        if definition.metric.is_capex() && definition.components().any(|id| *id == definition.metric) {
            return Err(row.problem(say!(capex_made_of_capex)));
        }
        if let (Some(from), Some(to)) = (definition.from, definition.to)
            && to < from
        {
            return Err(row.problem(say!(ends_before_it_starts, day = to)));
        }
        let follows = |before: &Definition| {
            before.to.and_then(|to| to.tomorrow().ok()).is_some_and(|next| definition.from == Some(next))
        };
        let slip = if let Some(before) = definitions.last().filter(|before| same_series(before, &definition)) {
            (!follows(before)).then(|| say!(definitions_do_not_follow))
        } else if definition.from.is_some() {
            Some(say!(first_definition_has_date))
        } else if !begun.insert((definition.company.clone(), definition.metric.clone(), definition.basis)) {
            Some(say!(definitions_not_together))
        } else {
            None
        };
        // Kept even where it does not follow, so that one slip is one problem.
        definitions.push(definition);
        if let Some(message) = slip {
            return Err(row.problem(message));
        }
        Ok(())
    });
    for (index, definition) in definitions.iter().enumerate() {
        let continues = definitions.get(index + 1).is_some_and(|next| same_series(next, definition));
        if !continues && let Some(to) = definition.to {
            let series = format!("{} {}", definition.company, definition.metric);
            problems.push(Problem::new(file.name(), index as u64 + 2, say!(no_definition_after, series, to)));
        }
    }
    definitions
}

fn same_series(one: &Definition, other: &Definition) -> bool {
    (&one.company, &one.metric, one.basis) == (&other.company, &other.metric, other.basis)
}

fn definition(row: &DataRow<'_>) -> Result<Definition, Problem> {
    let [company, metric, basis, from, to, formula, stand_in, words, adopted, newly_counted] = row.cells();
    let id: MetricId = metric.required()?.into();
    if id.is_capex() != basis.optional().is_some() {
        return Err(basis.problem(say!(capex_alone_has_basis)));
    }
    let counted = newly_counted.number_optional()?;
    let change = adopted.day_optional()?.map(|adopted| DefinitionChange { adopted, newly_counted: counted });
    if counted.is_some() && change.is_none() {
        return Err(newly_counted.problem(say!(newly_counted_without_adopted)));
    }
    if change.is_some() && from.optional().is_none() {
        return Err(adopted.problem(say!(adopted_without_from)));
    }
    Ok(Definition {
        company: company.required()?.to_owned(),
        metric: id,
        basis: basis.parse_optional()?,
        from: from.day_optional()?,
        to: to.day_optional()?,
        formula: formula.parse::<Sum>()?.0,
        stand_in: stand_in.parse_optional::<Sum>()?.map(|Sum(components)| components),
        words: words.required().and_then(|_| row.localized(words))?,
        change,
        origin: row.origin().clone(),
        line: row.line,
    })
}
