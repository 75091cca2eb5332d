//! Figures: a company's metric over a period, on a basis, as known on a day.

use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;

use super::figure::Figure;
use super::gap::Gap;
use super::ledger::Ledger;
use super::load::{ByMetric, Ledgers, ledgers, of_facts};
use super::working::{Approximation, Working};
use crate::data::{Dataset, Problems};
use crate::model::{
    Basis, Company, Component, Definition, FiscalQuarter, Formula, Kind, Metric, MetricId, Part, Period, Sign, Span,
};

/// Works out figures of the companies and metrics it was loaded with. A copy shares what was read and worked out.
#[derive(Debug, Clone)]
pub struct Engine<'d> {
    pub(super) data: &'d Dataset,
    ledgers: Rc<Ledgers>,
}

impl<'d> Engine<'d> {
    /// Reads what is needed to work out `metrics` of `companies` on `bases` from facts published by `as_of` (`None`: all).
    pub fn load(
        data: &'d Dataset,
        as_of: Option<Date>,
        companies: &[&Company],
        metrics: &[&MetricId],
        bases: &[impl Into<Option<Basis>> + Copy],
    ) -> Result<Self, Problems> {
        let bases: Vec<Option<Basis>> = bases.iter().map(|&basis| basis.into()).collect();
        Ok(Self { data, ledgers: Rc::new(ledgers(data, as_of, companies, metrics, &bases)?) })
    }

    /// Works out figures of one company from facts that have been read.
    pub(crate) fn of_facts(data: &'d Dataset, as_of: Option<Date>, company: &Company, facts: &ByMetric<'_>) -> Self {
        let ledgers = Ledgers::from([(company.ticker.clone(), of_facts(data, as_of, company, facts))]);
        Self { data, ledgers: Rc::new(ledgers) }
    }

    /// A company's metric over a period. `basis` says what counts as capital expenditures (`None`: the metric's usual basis,
    /// or its own definition); metrics that do not depend on it ignore it.
    pub fn figure(
        &self,
        company: &Company,
        metric: &Metric,
        basis: impl Into<Option<Basis>>,
        period: Period,
    ) -> Result<Figure, Gap> {
        let is_trailing = matches!(period.part_of_year().part, Part::TrailingYear(_));
        if is_trailing && metric.kind == Kind::Balance {
            return Err(Gap::Balance);
        }
        let quarters = period.quarters(company.calendar);
        let of = quarters.len();
        let mut figure = self.over(company, metric, basis, &quarters)?;
        if !period.is_fiscal() && !company.calendar.has_calendar_quarters() {
            figure = figure.standing_for_calendar();
        }
        // Twelve months that lack a quarter are not twelve months.
        if figure.quarters.len() < of && is_trailing {
            return Err(figure.gaps.into_iter().next().map_or(Gap::Undisclosed, |(_, gap)| gap));
        }
        Ok(figure)
    }

    /// A company's metric over the given quarters, which are in order; of a balance, that at the end of the last.
    pub fn over(
        &self,
        company: &Company,
        metric: &Metric,
        basis: impl Into<Option<Basis>>,
        quarters: &[FiscalQuarter],
    ) -> Result<Figure, Gap> {
        let basis = basis.into().or_else(|| self.data.usual_basis(metric));
        let figure = match (&metric.formula, metric.kind) {
            (Some(Formula::Ratio(over, under)), _) => self.ratio(company, metric, (over, under), basis, quarters),
            (_, Kind::Growth) => self.stated(company, metric, quarters),
            (_, Kind::Balance) => self.flow(company, metric, basis, last_of(quarters)),
            _ => self.flow(company, metric, basis, quarters),
        }?;
        let working = figure.working.resting_on(&company.origin).resting_on(&metric.origin);
        Ok(Figure { working, ..figure })
    }

    /// The last day for which a company's metric has a value.
    pub fn data_end(&self, company: &Company, metric: &Metric, basis: Option<Basis>) -> Option<Date> {
        let end = self.parts(company, &metric.id, basis).iter().filter_map(|ledger| ledger.end()).max()?;
        let newest = company.calendar.quarter_ending(end)?;
        // What a figure is made of need not all be published on one day; where only years are, no quarter is known.
        let known = (0..20)
            .map(|back| newest.plus(-back))
            .find(|&quarter| self.over(company, metric, basis, &[quarter]).is_ok());
        Some(company.calendar.span(known.unwrap_or(newest)).end)
    }

    /// The first quarter for which a company's metric has a value, or of the first year where no quarter of it does.
    pub fn data_start(&self, company: &Company, metric: &Metric, basis: Option<Basis>) -> Option<FiscalQuarter> {
        let start = self.parts(company, &metric.id, basis).iter().filter_map(|ledger| ledger.start()).min()?;
        let end = company.calendar.quarter_ending(self.data_end(company, metric, basis)?)?;
        let is_known = |quarters: &[FiscalQuarter]| self.over(company, metric, basis, quarters).is_ok();
        let years = company.calendar.quarter_starting(start)?.year()..=end.year();
        years.map(|year| [1, 2, 3, 4].map(|number| FiscalQuarter::new(year, number))).find_map(|year| {
            let first = year.into_iter().find(|quarter| is_known(&[*quarter]));
            first.or_else(|| year.first().copied().filter(|_| is_known(&year)))
        })
    }

    fn flow(
        &self,
        company: &Company,
        metric: &Metric,
        basis: Option<Basis>,
        quarters: &[FiscalQuarter],
    ) -> Result<Figure, Gap> {
        let mut groups = runs(quarters);
        if let (Some(run), None) = (groups.next(), groups.next())
            && let Ok(working) = self.within_year(company, &metric.id, basis, run)
        {
            return Ok(Figure::whole(working, quarters));
        }
        let mut terms = Vec::new();
        let mut present = Vec::new();
        let mut gaps = Vec::new();
        for group in runs(quarters) {
            // As a whole, or the longest runs of quarters that are known.
            let mut rest = group;
            let mut len = rest.len();
            while let Some((run, after)) = rest.split_at_checked(len).filter(|(run, _)| !run.is_empty()) {
                match self.within_year(company, &metric.id, basis, run) {
                    Ok(working) => {
                        terms.push((Sign::Plus, working));
                        present.extend_from_slice(run);
                    }
                    Err(gap) if let &[quarter] = run => gaps.push((quarter, gap)),
                    Err(_) => {
                        len -= 1;
                        continue;
                    }
                }
                (rest, len) = (after, after.len());
            }
        }
        if terms.is_empty() {
            return Err(gaps.into_iter().next().map_or(Gap::Undisclosed, |(_, gap)| gap));
        }
        let span = span_of(company, quarters)?;
        for ((_, earlier), (_, later)) in terms.iter().zip(terms.iter().skip(1)) {
            if let Some(definition) = self.redefined(company, &metric.id, basis, earlier, later)
                && definition.change.is_some_and(|change| change.newly_counted.is_none())
            {
                return Err(Gap::Redefined(Arc::clone(definition)));
            }
        }
        let mixed = is_mixed(&terms);
        let mut working = Working::sum(&metric.id, span, terms);
        if mixed {
            working = working.approximately(Approximation::Mixed);
        }
        Ok(Figure { working, quarters: present, of: quarters.len(), gaps, stands_for_calendar: false })
    }

    fn ratio(
        &self,
        company: &Company,
        metric: &Metric,
        (over, under): (&MetricId, &MetricId),
        basis: Option<Basis>,
        quarters: &[FiscalQuarter],
    ) -> Result<Figure, Gap> {
        let side = |id| self.over(company, self.data.metric_by_id(id), basis, quarters);
        let (over, under) = match (side(over), side(under)) {
            (Ok(over), Ok(under)) => (over, under),
            (over, under) => {
                let gaps = [over.err(), under.err()].into_iter().flatten();
                return Err(Gap::telling(gaps).unwrap_or(Gap::Undisclosed));
            }
        };
        if over.quarters != under.quarters {
            return Err(Gap::Unlike);
        }
        let working = Working::quotient(&metric.id, over.working, under.working).ok_or(Gap::Unlike)?;
        Ok(Figure { working, ..over })
    }

    /// A stated rate: only for the very span a document states it for.
    fn stated(&self, company: &Company, metric: &Metric, quarters: &[FiscalQuarter]) -> Result<Figure, Gap> {
        let ledger = self.ledger(company, &metric.id).filter(|ledger| !ledger.is_empty()).ok_or(Gap::NotReported)?;
        let mut runs = runs(quarters);
        let (Some(run), None) = (runs.next(), runs.next()) else { return Err(Gap::NotAdditive) };
        let (first, last) = ends(run)?;
        let working = ledger.printed(first, last).map_err(|gap| if first == last { gap } else { Gap::NotAdditive })?;
        Ok(Figure::whole(working, quarters))
    }

    /// A flow over consecutive quarters of one fiscal year. A half is asked for by itself and as part of longer periods.
    fn within_year(
        &self,
        company: &Company,
        metric: &MetricId,
        basis: Option<Basis>,
        quarters: &[FiscalQuarter],
    ) -> Result<Working, Gap> {
        let key = (ends(quarters)?, basis, metric.clone());
        let worked_out = &self.ledgers.get(&company.ticker).ok_or(Gap::NotReported)?.worked_out;
        if let Some(known) = worked_out.borrow().get(&key) {
            return known.clone();
        }
        let outcome = self.work_out(company, metric, basis, quarters, span_of(company, quarters)?);
        worked_out.borrow_mut().insert(key, outcome.clone());
        outcome
    }

    fn work_out(
        &self,
        company: &Company,
        metric: &MetricId,
        basis: Option<Basis>,
        quarters: &[FiscalQuarter],
        span: Span,
    ) -> Result<Working, Gap> {
        let (first, last) = ends(quarters)?;
        let part = |component: &Component| {
            if component.metric == *metric {
                self.filed(company, metric).and_then(|ledger| ledger.value(first, last))
            } else {
                self.work_out(company, &component.metric, basis, quarters, span)
            }
        };
        let sum = |components: &[Component]| -> Result<Working, Gap> {
            if let [one @ Component { sign: Sign::Plus, .. }] = components {
                return part(one);
            }
            let mut terms = Vec::new();
            let mut gaps = Vec::new();
            for component in components {
                match part(component) {
                    Ok(working) => terms.push((component.sign, working)),
                    Err(gap) => gaps.push(gap),
                }
            }
            Gap::telling(gaps).map_or_else(|| Ok(Working::sum(metric, span, terms)), Err)
        };
        if let Some(definition) = self.definition(company, metric, basis, span)? {
            let working = sum(&definition.formula).or_else(|gap| {
                let stand_in = definition.stand_in.as_ref().ok_or(gap)?;
                let working = sum(stand_in)?;
                Ok(Working { approximation: Some(Approximation::StandIn(Arc::clone(definition))), ..working })
            });
            return working.map(|working| working.resting_on(&definition.origin));
        }
        match &self.data.metric_by_id(metric).formula {
            Some(Formula::Sum(_)) if basis.is_some_and(|basis| is_no_cash_flow(self.data, metric, basis)) => {
                Err(Gap::NonCash)
            }
            Some(Formula::Sum(components)) => sum(components),
            Some(Formula::Ratio(..)) => Err(Gap::NotAdditive),
            None => self.filed(company, metric)?.value(first, last),
        }
    }

    /// The definition in force over a span; `None` if the metric needs none.
    pub fn definition(
        &self,
        company: &Company,
        metric: &MetricId,
        basis: impl Into<Option<Basis>>,
        span: Span,
    ) -> Result<Option<&'d Arc<Definition>>, Gap> {
        if !self.data.is_defined(metric) {
            return if metric.is_capex() { Err(Gap::NotReported) } else { Ok(None) };
        }
        let mut defined = false;
        let mut touched = false;
        for definition in self.data.definitions_of(company, metric, basis) {
            if definition.covers(&span) {
                return Ok(Some(definition));
            }
            defined = true;
            touched |= definition.touches(&span);
        }
        match (defined, touched) {
            (true, true) => Err(Gap::TwoDefinitions),
            (true, false) => Err(Gap::Undefined),
            (false, _) if metric.is_capex() => Err(Gap::NotReported),
            (false, _) => Ok(None),
        }
    }

    /// A company's metric over the given quarters on a definition of another time.
    pub fn on_definition(
        &self,
        company: &Company,
        definition: &Definition,
        quarters: &[FiscalQuarter],
    ) -> Result<Working, Gap> {
        let basis = definition.basis;
        let mut terms = Vec::new();
        for group in runs(quarters) {
            for component in &definition.formula {
                terms.push((component.sign, self.within_year(company, &component.metric, basis, group)?));
            }
        }
        Ok(Working::sum(&definition.metric, span_of(company, quarters)?, terms))
    }

    fn filed(&self, company: &Company, metric: &MetricId) -> Result<&Ledger, Gap> {
        self.ledger(company, metric).ok_or(Gap::NotReported)
    }

    /// What is known of a metric that is filed under its own name.
    pub fn ledger(&self, company: &Company, metric: &MetricId) -> Option<&Ledger> {
        let mut of_company = self.ledgers.get(&company.ticker)?.filed.iter();
        of_company.find(|(id, _)| id == metric).map(|(_, ledger)| &**ledger)
    }
}

impl Engine<'_> {
    /// The ledgers a metric rests on, by any of its definitions.
    fn parts(&self, company: &Company, metric: &MetricId, basis: Option<Basis>) -> Vec<&Ledger> {
        if let Some(ledger) = self.ledger(company, metric) {
            return vec![ledger];
        }
        let definitions = self.data.definitions_of(company, metric, basis);
        let mut parts: Vec<&MetricId> =
            definitions.flat_map(|definition| definition.components()).filter(|part| *part != metric).collect();
        if parts.is_empty() {
            parts = self.data.metric_by_id(metric).formula.iter().flat_map(Formula::metrics).collect();
        }
        parts.into_iter().flat_map(|part| self.parts(company, part, basis)).collect()
    }
}

/// Whether a later term rests on a restatement that an earlier one does not have: two fiscal years of two vintages. Within
/// a fiscal year this cannot happen; across two it can on a day between the restatement of one and of the other.
fn is_mixed(terms: &[(Sign, Working)]) -> bool {
    !terms.is_sorted_by(|(_, one), (_, next)| one.is_restated() || !next.is_restated())
}

/// The quarters cut where a fiscal year ends or one is left out. A flow over all of them is the sum of what it is over each.
pub(crate) fn runs(quarters: &[FiscalQuarter]) -> impl Iterator<Item = &[FiscalQuarter]> {
    quarters.chunk_by(|one, next| one.year() == next.year() && next.since(*one) == 1)
}

/// Whether a metric is a sum of cash flows to which a basis would add what took no cash.
fn is_no_cash_flow(data: &Dataset, metric: &MetricId, basis: Basis) -> bool {
    let metric = data.metric_by_id(metric);
    data.is_on_basis(metric) && !data.takes(metric, basis)
}

/// The last of the quarters.
fn last_of(quarters: &[FiscalQuarter]) -> &[FiscalQuarter] {
    quarters.last().map_or(&[], std::slice::from_ref)
}

/// The days from the first of the quarters to the last.
fn span_of(company: &Company, quarters: &[FiscalQuarter]) -> Result<Span, Gap> {
    let (first, last) = ends(quarters)?;
    Ok(Span { start: company.calendar.span(first).start, end: company.calendar.span(last).end })
}

/// The first and the last of the quarters; over none, nothing is known.
fn ends(quarters: &[FiscalQuarter]) -> Result<(FiscalQuarter, FiscalQuarter), Gap> {
    quarters.first().copied().zip(quarters.last().copied()).ok_or(Gap::Undisclosed)
}
