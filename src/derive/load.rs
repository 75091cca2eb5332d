//! Reading what an engine needs, and no more.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use jiff::civil::Date;

use super::gap::Gap;
use super::ledger::{ByYear, Ledger, by_year};
use super::working::Working;
use crate::data::{Dataset, Problems};
use crate::model::{Basis, Company, Fact, FiscalQuarter, Formula, MetricId};

/// Ledgers by ticker.
pub type Ledgers = BTreeMap<String, OfCompany>;

/// The first and last quarter of a figure, its basis and its metric.
pub type OverQuarters = ((FiscalQuarter, FiscalQuarter), Option<Basis>, MetricId);

/// The ledgers of a company.
#[derive(Debug, Default)]
pub struct OfCompany {
    /// By metric; they are few.
    pub filed: Vec<(MetricId, Arc<Ledger>)>,
    /// What was worked out from them.
    pub worked_out: RefCell<BTreeMap<OverQuarters, Result<Working, Gap>>>,
}

/// The ledgers needed to work out `metrics` of `companies` on `bases` from facts published by `as_of` (`None`: all).
pub fn ledgers(
    data: &Dataset,
    as_of: Option<Date>,
    companies: &[&Company],
    metrics: &[&MetricId],
    bases: &[Option<Basis>],
) -> Result<Ledgers, Problems> {
    let load = |companies: &[&Company]| -> Result<Ledgers, Problems> {
        let mut all = Ledgers::new();
        for company in companies {
            let mut filed = Vec::new();
            for metric in metrics {
                filed_parts(data, company, metric, bases, &mut filed);
            }
            all.insert(company.ticker.clone(), of_company(data, as_of, company, &filed)?);
        }
        Ok(all)
    };
    if companies.len() < WORTH_A_THREAD {
        return load(companies);
    }
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let shares: Vec<_> = thread::scope(|scope| {
        let share = |companies| scope.spawn(move || load(companies));
        let workers: Vec<_> = companies.chunks(companies.len().div_ceil(workers)).map(share).collect();
        workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    let mut all = Ledgers::new();
    for share in shares {
        all.extend(share?);
    }
    Ok(all)
}

/// As many companies take longer to load than a thread to start.
const WORTH_A_THREAD: usize = 100;

/// The ledgers of a company's metrics that are filed under their own names.
fn of_company(
    data: &Dataset,
    as_of: Option<Date>,
    company: &Company,
    filed: &[&MetricId],
) -> Result<OfCompany, Problems> {
    let unread = |&metric: &&MetricId| {
        // What a day rules out, and in which year of 52 weeks a day lies, only the facts themselves say.
        let facts = data
            .unread_facts(company, metric)
            .filter(|_| as_of.is_none() && !company.calendar.counts_weeks() && company.calendar.never_changed())?;
        Some(Ledger::of_unread(facts, company, metric))
    };
    if let Some(ledgers) = filed.iter().map(unread).collect() {
        return Ok(completed(data, filed, ledgers));
    }
    Ok(of_facts(data, as_of, company, &by_metric(company, filed, data.facts(company, filed)?)))
}

/// A company's facts by metric, whenever they were published.
pub type ByMetric<'d> = Vec<(&'d MetricId, Arc<ByYear>)>;

/// Sorts a company's facts of some metrics; others are left out.
pub fn by_metric<'d>(company: &Company, metrics: &[&'d MetricId], facts: Vec<Fact>) -> ByMetric<'d> {
    let facts: Vec<Arc<Fact>> = facts.into_iter().map(Arc::new).collect();
    let of_metric = |&metric: &&'d MetricId| {
        let facts = facts.iter().filter(|fact| fact.metric == *metric).cloned();
        (metric, Arc::new(by_year(company, facts)))
    };
    metrics.iter().map(of_metric).collect()
}

/// The same ledgers, of facts that have been read.
pub fn of_facts(data: &Dataset, as_of: Option<Date>, company: &Company, facts: &ByMetric<'_>) -> OfCompany {
    let ledger = |(metric, facts): &(&MetricId, Arc<ByYear>)| {
        let left_out = data.left_out(company, metric).filter(|figure| as_of.is_none_or(|day| figure.filed <= day));
        Ledger::as_of(as_of, company, metric, facts).without_figures(left_out.cloned().collect())
    };
    let ledgers = facts.iter().map(ledger).collect();
    completed(data, &facts.iter().map(|(metric, _)| *metric).collect::<Vec<_>>(), ledgers)
}

/// Ledgers by metric, with what the identities of the metrics add to them.
fn completed(data: &Dataset, filed: &[&MetricId], ledgers: Vec<Ledger>) -> OfCompany {
    let own: Vec<(&MetricId, Arc<Ledger>)> = filed.iter().copied().zip(ledgers.into_iter().map(Arc::new)).collect();
    let of = |id: &MetricId| own.iter().find(|(metric, _)| *metric == id).map(|(_, ledger)| Arc::clone(ledger));
    let whole = |(metric, ledger): &(&MetricId, Arc<Ledger>)| {
        let identity = data.metric_by_id(metric).identity.iter();
        let mut parts =
            identity.map(|parts| parts.iter().map(|part| Some((part.sign, of(&part.metric)?))).collect::<Option<_>>());
        // An identity with a part that is not filed gives nothing.
        let whole = match parts.next().flatten() {
            Some(parts) => Arc::new(Ledger::by_identity(Arc::clone(ledger), parts)),
            None => Arc::clone(ledger),
        };
        ((*metric).clone(), whole)
    };
    OfCompany { filed: own.iter().map(whole).collect(), ..OfCompany::default() }
}

/// Every basis, and none.
pub const ANY_BASIS: [Option<Basis>; 6] =
    [None, Some(Basis::Headline), Some(Basis::Cash), Some(Basis::Net), Some(Basis::Leases), Some(Basis::Acquired)];

/// The metrics filed under their own names that some of a company's metrics can rest on, on some bases and any date.
pub fn rests_on<'d>(
    data: &'d Dataset,
    company: &Company,
    metrics: impl IntoIterator<Item = &'d MetricId>,
    bases: &[Option<Basis>],
) -> Vec<&'d MetricId> {
    let mut filed = Vec::new();
    for metric in metrics {
        filed_parts(data, company, metric, bases, &mut filed);
    }
    filed
}

/// The days on which something became known of a metric and whether anything was restated then, by the fiscal year it is of.
pub type Published = BTreeMap<i16, BTreeSet<(Date, bool)>>;

/// What was published of some metrics. A figure printed again beside restated ones is of their vintage from then on.
pub fn published(facts: &ByMetric<'_>, metrics: &[&MetricId]) -> Published {
    let mut published = Published::new();
    for (_, filed) in facts.iter().filter(|(metric, _)| metrics.contains(metric)) {
        for (&year, facts) in filed.iter() {
            let days = published.entry(year).or_default();
            for (.., fact) in facts {
                days.insert((fact.published, fact.restated));
                days.extend(fact.last_printed.map(|day| (day, false)));
            }
        }
    }
    published
}

/// Adds to `filed` the metrics filed under their own names that a company's metric can rest on, on any date.
fn filed_parts<'d>(
    data: &'d Dataset,
    company: &Company,
    metric: &'d MetricId,
    bases: &[Option<Basis>],
    filed: &mut Vec<&'d MetricId>,
) {
    if filed.contains(&metric) {
        return;
    }
    let this = data.metric_by_id(metric);
    if !metric.is_capex() && this.formula.is_none() {
        filed.push(&this.id);
    }
    let bases: Vec<Option<Basis>> = bases.iter().map(|basis| basis.or_else(|| data.usual_basis(this))).collect();
    let of_definitions = data
        .definitions_for(company, metric)
        .filter(|definition| definition.basis.is_none() || bases.contains(&definition.basis))
        .flat_map(|definition| definition.components());
    let components = of_definitions.chain(this.identity.iter().flatten().map(|component| &component.metric));
    for part in this.formula.iter().flat_map(Formula::metrics).chain(components) {
        if part != metric {
            filed_parts(data, company, part, &bases, filed);
        }
    }
}
