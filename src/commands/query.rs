//! From what was typed to what is meant: companies, metric, periods, and the engine that knows their figures.

use std::sync::Arc;

use super::args::{Periods, Selection};
use super::draft::{Draft, explain_marks};
use super::positional::Positional;
use super::{Context, Failure, words};
use crate::analysis::Observation;
use crate::derive::{Engine, Figure, Gap, Status, documents};
use crate::model::{
    Basis, Company, CompanyGroup, FiscalQuarter, Grain, Kind, KnownEnd, Metric, MetricId, Part, Period, PeriodExpr,
};
use crate::report::{Cell, Mark, Note, QueryValue, Report, Words};
use crate::say;

/// A query as understood.
pub struct Query<'d> {
    pub context: Context<'d>,
    pub engine: Engine<'d>,
    pub companies: Vec<&'d Company>,
    pub metric: &'d Metric,
    /// The basis it is on; `None` if it makes no difference, or if the metric is as each company defines it.
    pub basis: Option<Basis>,
    pub periods: Vec<Period>,
    /// The groups that some of the companies were named by.
    pub groups: Vec<&'d CompanyGroup>,
    /// What had to be said about the query itself.
    pub notes: Vec<Note>,
}

/// A company's figure, or why there is none.
pub type FigureOrGap = Result<Figure, Gap>;

impl<'d> Query<'d> {
    /// Understands words for companies (none: all that report the metric), a word for the metric, and periods.
    pub fn new(context: &Context<'d>, about: &Selection, default: &PeriodExpr) -> Result<Self, Failure> {
        let metric = about.metric(context.data)?;
        Self::with_metrics(context, &about.words(context.data)?, metric, &[], &[context.basis], &about.periods, default)
    }

    /// The same on several metrics, of which the first decides the companies and the periods.
    pub fn of_several(
        context: &Context<'d>,
        about: &Selection,
        metrics: &[&'d Metric],
        default: &PeriodExpr,
    ) -> Result<Self, Failure> {
        let Some((first, others)) = metrics.split_first() else { return Self::new(context, about, default) };
        let others: Vec<&MetricId> = others.iter().map(|metric| &metric.id).collect();
        let usual = metrics.iter().map(|metric| context.data.usual_basis(metric));
        let bases: Vec<Option<Basis>> = std::iter::once(context.basis).chain(usual).collect();
        let words = about.words(context.data)?;
        let query = Self::with_metrics(context, &words, first, &others, &bases, &about.periods, default)?;
        metrics.iter().try_for_each(|metric| has_periods(metric, &query.periods))?;
        Ok(query)
    }

    /// Goes on with another of its metrics.
    pub fn turn_to(&mut self, metric: &'d Metric) {
        self.metric = metric;
        self.basis = basis_of(&self.context, metric);
    }

    /// Like [`new`](Self::new), with further metrics and bases that the report needs.
    pub fn with_metrics(
        context: &Context<'d>,
        companies: &[String],
        metric: &'d Metric,
        others: &[&'d MetricId],
        bases: &[Option<Basis>],
        periods: &Periods,
        default: &PeriodExpr,
    ) -> Result<Self, Failure> {
        let data = context.data;
        let mut notes = Vec::new();
        let Positional { companies, groups, periods: typed, .. } = Positional::read(data, companies)?;
        let window = periods.when.or(typed)?;
        let companies = if companies.is_empty() {
            let reporting = data.reporting(metric);
            let (heard, silent): (Vec<_>, Vec<_>) = data.default_companies().partition(|one| reporting.contains(one));
            // A metric of a company outside the default is its own.
            if !heard.is_empty() {
                notes.extend(silence(&silent, metric));
            }
            reporting
        } else {
            context.in_order(companies)
        };
        if let Some(basis) = context.basis.filter(|&basis| data.is_on_basis(metric) && !data.takes(metric, basis)) {
            return Err(Failure::Usage(say!(metric_not_on_basis, metric = &metric.flag, basis = basis.name())));
        }
        let metrics: Vec<&MetricId> = others.iter().copied().chain([&metric.id]).collect();
        let engine = match context.engine {
            Some(engine) => engine.clone(),
            None => Engine::load(data, context.as_of, &companies, &metrics, bases)?,
        };
        let mut query =
            Self { context: *context, engine, companies, metric, basis: None, periods: Vec::new(), groups, notes };
        query.turn_to(metric);
        query.notes.extend(query.warning());
        query.resolve(window.as_ref().unwrap_or(default), periods.grain())?;
        query.sort()?;
        Ok(query)
    }

    /// Goes on with the periods as one, of which the figures are sums.
    pub fn sum_periods(&mut self) -> Result<(), Failure> {
        if matches!(self.metric.kind, Kind::Balance | Kind::Growth) {
            return Err(Failure::Usage(say!(not_summed_over_time, metric = words::metric_name(self.metric))));
        }
        let run = Period::run(&self.periods);
        self.periods = vec![run.ok_or_else(|| Failure::Usage(say!(sum_needs_a_run)))?];
        self.sort()
    }

    /// Puts the companies in the order asked for, by their figures of the last period.
    fn sort(&mut self) -> Result<(), Failure> {
        let (Some(sort), Some(&last)) = (self.context.shape.sort, self.periods.last()) else { return Ok(()) };
        if sort.is_by_growth() && !self.metric.kind.is_amount() {
            let name = &self.metric.flag;
            return Err(Failure::Usage(say!(not_an_amount, name)));
        }
        let mut companies = std::mem::take(&mut self.companies);
        sort.order(
            &mut companies,
            |company| *company,
            |company| self.compare(company, self.basis, last).sort_figures(),
        );
        self.companies = companies;
        Ok(())
    }

    /// That a metric which is usually set against cash alone was asked for on what companies state.
    fn warning(&self) -> Option<Note> {
        let usual = self.context.data.usual_basis(self.metric);
        let metric = || words::metric_name(self.metric);
        let words = match self.basis? {
            Basis::Headline if usual != Some(Basis::Headline) => say!(capex_can_include_leases, metric = metric()),
            basis if basis.counts_non_cash() && usual == Some(Basis::Cash) => {
                say!(capex_includes_leases, metric = metric())
            }
            _ => return None,
        };
        Some(Note::new("warning", words))
    }

    fn resolve(&mut self, window: &PeriodExpr, grain: Option<Grain>) -> Result<(), Failure> {
        let newest = || self.newest().ok_or_else(|| self.nothing());
        let known = |end| match end {
            KnownEnd::Oldest => self.oldest().ok_or_else(|| self.nothing()),
            KnownEnd::Newest => newest(),
        };
        let asked = window.resolve(known, self.context.fiscal, grain)?;
        has_periods(self.metric, &asked)?;
        let (future, known): (Vec<_>, Vec<_>) = asked.into_iter().partition(|&period| {
            let gaps = |company: &&Company| matches!(self.figure(company, period), Err(Gap::AfterData(_)));
            self.companies.iter().all(gaps)
        });
        if known.is_empty() {
            return Err(Failure::NoData(say!(
                no_data_yet,
                periods = Words::items(future.iter().copied()),
                newest = newest()?
            )));
        }
        if let [first, .., last] | [first @ last] = future.as_slice() {
            let periods = if first == last { (*first).into() } else { words::periods(&future) };
            self.notes.push(Note::new("data", say!(not_reported_yet, periods)));
        }
        self.periods = known;
        Ok(())
    }

    /// The newest quarter that at least half of the companies have, and more than one of several, in the calendar of the
    /// query: one that has not published its figure yet does not keep the others back.
    pub fn newest(&self) -> Option<Period> {
        let newest = |company: &&Company| {
            let end = self.engine.data_end(company, self.metric, self.basis)?;
            Some(self.period_of(company, company.calendar.quarter_ending(end)?))
        };
        let mut quarters: Vec<Period> = self.companies.iter().copied().filter_map(|company| newest(&company)).collect();
        quarters.sort_unstable_by_key(|quarter| std::cmp::Reverse(*quarter));
        let have = quarters.len().div_ceil(2).max(2).min(quarters.len());
        quarters.get(have.checked_sub(1)?).copied()
    }

    /// The oldest quarter that one of the companies has reported, in the calendar of the query.
    fn oldest(&self) -> Option<Period> {
        let starts = self.companies.iter().filter_map(|company| {
            Some(self.period_of(company, self.engine.data_start(company, self.metric, self.basis)?))
        });
        starts.min()
    }

    /// A quarter of a company in the calendar of the query.
    pub fn period_of(&self, company: &Company, quarter: FiscalQuarter) -> Period {
        Period::of_quarter(quarter, company.calendar, self.context.fiscal)
    }

    /// The failure to have any figure at all.
    pub fn nothing(&self) -> Failure {
        let metric = words::metric_name(self.metric);
        let companies = words::companies(self.companies.iter().copied());
        let what = if self.periods.is_empty() {
            say!(no_metric_of_companies, metric, companies)
        } else {
            say!(no_metric_of_companies_in, metric, companies, periods = words::periods(&self.periods))
        };
        let gaps = self
            .periods
            .iter()
            .flat_map(|&period| self.figures(period))
            .filter_map(|(company, outcome)| Some((company, outcome.err()?)));
        let earliest = |one: (_, Gap), other: (_, Gap)| match (&one.1, &other.1) {
            (Gap::BeforeData(first), Gap::BeforeData(second)) if second < first => other,
            _ => one,
        };
        let (what, reason) = match (gaps.reduce(earliest), self.context.as_of) {
            (Some((company, gap)), day) => {
                let others = self.on_other_bases([company]);
                let (reason, meaning) = self.reason(&gap, company, &self.periods, others.as_ref());
                let meaning = meaning.map(|(basis, words)| say!(basis_and_words, basis = basis.name(), words));
                (words::as_known(what, day), Words::semicolons(std::iter::once(reason).chain(meaning)))
            }
            (None, Some(day)) => (what, say!(nothing_published_by, day)),
            (None, None) => return Failure::NoData(what),
        };
        Failure::NoData(say!(what_and_reason, what, reason))
    }

    /// A company's figure for a period.
    pub fn figure(&self, company: &Company, period: Period) -> FigureOrGap {
        self.engine.figure(company, self.metric, self.basis, period)
    }

    /// Every company's figure for a period.
    pub fn figures(&self, period: Period) -> Vec<(&'d Company, FigureOrGap)> {
        self.companies.iter().map(|&company| (company, self.figure(company, period))).collect()
    }

    /// Whether the metric means something else on another basis.
    pub fn on_basis(&self) -> bool {
        self.context.data.is_on_basis(self.metric)
    }

    /// Whether each company is on a definition of its own.
    pub fn mixes_definitions(&self) -> bool {
        self.on_basis() && matches!(self.basis, None | Some(Basis::Headline))
    }

    /// The metric whose definitions the metric rests on: itself, or capital expenditures.
    pub fn defined(&self) -> &'d MetricId {
        self.defined_of(self.metric, self.basis)
    }

    /// The same of any metric that means something else on another basis.
    pub fn defined_of(&self, metric: &'d Metric, basis: Option<Basis>) -> &'d MetricId {
        let is_defined = metric.id.is_capex() || (self.context.data.is_on_basis(metric) && basis.is_none());
        if is_defined { &metric.id } else { &self.context.data.metric_by_id(&MetricId::capex()).id }
    }

    /// The heading: metric, periods, basis, and the day whose knowledge counts.
    pub fn title(&self) -> Words {
        self.title_on_basis(words::metric(self.metric))
    }

    /// The heading of a report on something made of the metric, such as its growth.
    pub fn title_on_basis(&self, what: impl Into<Words>) -> Words {
        let of_periods = vec![what.into(), words::periods(&self.periods)];
        let title = match self.basis {
            Some(basis) if self.metric.id.is_capex() => Words::commas(of_periods.into_iter().chain([basis.words()])),
            // The basis is that of what is spent, and not of a metric computed from it.
            Some(basis) => Words::semicolons([Words::commas(of_periods), words::capex_on(basis)]),
            None if self.on_basis() => Words::commas(of_periods.into_iter().chain([say!(as_the_company_reports)])),
            None => Words::commas(of_periods),
        };
        self.known_title(title)
    }

    /// A heading with the companies of each group named, and the day whose knowledge counts.
    pub fn known_title(&self, title: Words) -> Words {
        words::as_known(words::of_groups(title, &self.groups, self.context.data), self.context.as_of)
    }

    /// The heading of a report on several metrics, with the basis where all that depend on one are on the same.
    pub fn title_of_metrics(&self, metrics: &[&Metric]) -> Words {
        let what = Words::and(metrics.iter().map(|metric| words::metric_name(metric))).capitalised();
        let on_basis = metrics.iter().filter(|metric| self.context.data.is_on_basis(metric));
        let mut bases: Vec<Option<Basis>> = on_basis.map(|metric| basis_of(&self.context, metric)).collect();
        bases.dedup();
        let capex = if let [one] = *bases { one.map(words::capex_on) } else { None };
        let of_periods = Words::commas([what, words::periods(&self.periods)]);
        self.known_title(Words::semicolons(std::iter::once(of_periods).chain(capex)))
    }

    /// The heading of a report that has no one basis.
    pub fn title_of(&self, what: impl Into<Words>) -> Words {
        self.known_title(Words::commas([what.into(), words::periods(&self.periods)]))
    }

    /// A report on observations: last it says to which day they reach, and it names their documents.
    pub fn report_on<'o>(
        mut self,
        draft: Draft,
        observed: impl Iterator<Item = &'o Observation<'o>> + Clone,
    ) -> Result<Report, Failure> {
        self.notes.push(self.data_note(observed.clone().map(|one| &one.figure)));
        self.report_noted(draft, observed)
    }

    /// A report on observations whose notes say themselves to which day they reach.
    pub fn report_noted<'o>(
        self,
        draft: Draft,
        observed: impl Iterator<Item = &'o Observation<'o>>,
    ) -> Result<Report, Failure> {
        let figures = observed.filter_map(|one| one.figure.as_ref().ok());
        let documents = documents(figures.map(|figure| &figure.working));
        self.report_from(draft, &documents)
    }

    /// A report that rests on documents.
    pub fn report_from(mut self, draft: Draft, documents: &[Arc<str>]) -> Result<Report, Failure> {
        explain_marks(draft.chart.as_ref(), &mut self.notes);
        let sources = if self.context.documents { self.context.data.sources(documents)? } else { Vec::new() };
        let words = |names: Vec<&str>| QueryValue::List(names.into_iter().map(str::to_owned).collect());
        // Where the basis makes no difference it is the usual one.
        let basis = match self.basis {
            None if self.on_basis() => "",
            basis => basis.or(self.context.basis).unwrap_or_default().name(),
        };
        let mut query = vec![
            ("metric", QueryValue::Text(self.metric.flag.clone())),
            ("companies", words(self.companies.iter().map(|company| company.ticker.as_str()).collect())),
            ("periods", QueryValue::List(self.periods.iter().map(Period::to_string).collect())),
            ("basis", QueryValue::Text(basis.to_owned())),
            ("calendar", QueryValue::Text(if self.context.fiscal { "fiscal" } else { "calendar" }.to_owned())),
        ];
        query.extend(self.context.fx_query());
        query.extend(draft.query);
        Ok(self.context.report(Draft { notes: self.notes, sources, query, ..draft }))
    }
}

/// That companies are left out, having nothing of a metric. What those that the user added report is not known.
fn silence(silent: &[&Company], metric: &Metric) -> Vec<Note> {
    let metric = words::metric_name(metric);
    let (added, bundled): (Vec<&Company>, Vec<&Company>) = silent.iter().partition(|company| company.origin.is_user());
    let reported = match bundled.as_slice() {
        [] => None,
        [one] => Some(say!(company_reports_no_metric, company = words::company(one), metric = metric.clone())),
        all => Some(say!(
            companies_report_no_metric,
            companies = words::companies(all.iter().copied()),
            metric = metric.clone()
        )),
    };
    let companies = words::companies(added.iter().copied());
    let held = (!added.is_empty()).then(|| say!(your_data_has_no_metric, metric, companies));
    reported.into_iter().chain(held).map(|words| Note::new("scope", words)).collect()
}

/// That a metric has figures of such periods: a balance has none of twelve months.
fn has_periods(metric: &Metric, periods: &[Period]) -> Result<(), Failure> {
    let is_trailing = |period: &Period| matches!(period.part_of_year().part, Part::TrailingYear(_));
    if metric.kind == Kind::Balance && periods.iter().any(is_trailing) {
        return Err(Failure::Usage(say!(balance_has_no_trailing_year, metric = &metric.flag)));
    }
    Ok(())
}

/// The basis a metric is on; `None` if it makes no difference, or if the metric is as each company defines it.
fn basis_of(context: &Context<'_>, metric: &Metric) -> Option<Basis> {
    let data = context.data;
    context.basis.or_else(|| data.usual_basis(metric)).filter(|_| data.is_on_basis(metric))
}

/// How a figure's cell is marked.
pub fn mark(figure: &Figure) -> Mark {
    mark_of(figure.status())
}

/// How the cell of a figure is marked that can be taken at its word so far.
pub fn mark_of(status: Status) -> Mark {
    match status {
        Status::Partial => Mark::Partial,
        Status::Approximate => Mark::Approximate,
        Status::Reported | Status::Derived | Status::Missing => Mark::None,
    }
}

/// The documents behind a figure, as a cell of identifiers.
pub fn source_cell(figure: &Figure) -> Cell {
    Cell::text(documents([&figure.working]).join(" "))
}
