//! What a metric is on each basis, and where none is asked for.

use std::sync::Arc;

use super::Dataset;
use crate::model::{Basis, Company, Definition, Formula, Metric, MetricId};

impl Dataset {
    /// Whether a metric is defined for any company.
    pub fn is_defined(&self, metric: &MetricId) -> bool {
        self.definitions.defines(metric)
    }

    /// The definitions of a company's metric on a basis (`None`: the usual one), by date.
    pub fn definitions_of<'a>(
        &'a self,
        company: &Company,
        metric: &MetricId,
        basis: impl Into<Option<Basis>>,
    ) -> impl Iterator<Item = &'a Arc<Definition>> {
        let this = self.metric_by_id(metric);
        let basis = basis.into().or_else(|| self.usual_basis(this));
        let holds = move |of: Option<Basis>| of == basis || (of.is_none() && this.formula.is_none());
        self.definitions_for(company, metric).filter(move |definition| holds(definition.basis))
    }

    /// Whether a metric is something else on another basis: capital expenditures, and what is made of them.
    pub fn is_on_basis(&self, metric: &Metric) -> bool {
        let mut parts = metric.formula.iter().flat_map(Formula::metrics);
        metric.id.is_capex() || parts.any(|id| self.is_on_basis(self.metric_by_id(id)))
    }

    /// The basis a metric is on where none is asked for; `None` if it makes no difference, or if the metric is then as each
    /// company defines it and not computed on a basis.
    pub fn usual_basis(&self, metric: &Metric) -> Option<Basis> {
        let mut parts = metric.formula.iter().flat_map(Formula::metrics);
        let of_parts = || parts.find_map(|id| self.usual_basis(self.metric_by_id(id)));
        match metric.basis {
            None if metric.id.is_capex() => Some(Basis::default()),
            None if self.is_defined(&metric.id) => None,
            basis => basis.or_else(of_parts),
        }
    }

    /// What a metric can be read on, the usual first: the bases, and its own definition (`None`) where it has one beside.
    pub fn bases(&self, metric: &Metric) -> Vec<Option<Basis>> {
        let usual = self.usual_basis(metric);
        let others = Basis::ALL.into_iter().filter(|&basis| self.takes(metric, basis)).map(Some);
        std::iter::once(usual).chain(others.filter(|basis| *basis != usual)).collect()
    }

    /// Whether a metric can be read on a basis: one that is made of capital expenditures, but what took no cash is no part of
    /// a sum of cash flows.
    pub fn takes(&self, metric: &Metric, basis: Basis) -> bool {
        let is_sum = matches!(metric.formula, Some(Formula::Sum(_)));
        self.is_on_basis(metric) && !(is_sum && basis.counts_non_cash())
    }
}
