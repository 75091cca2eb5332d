//! Looks up figures, guidance and exchange rates, each once however many claims ask for it.
//!
//! An engine is made for each company and each day whose knowledge counts. Days between two publications of a company
//! know the same, so a file with a day of its own on each row needs no more engines than there were publications.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ptr::from_ref;
use std::rc::Rc;

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::history::History;
use super::known_figure::{Caveats, KnownFigure};
use super::period_set::PeriodSet;
use super::unanswerable::{EvaluationError, Unanswerable};
use crate::analysis::{Unlike, comparable};
use crate::data::{Dataset, Problems};
use crate::derive::{ANY_BASIS, ByMetric, Engine, Figure, Gap, Published, Working, by_metric, published, rests_on};
use crate::fx::{Missing, Rates};
use crate::model::{Basis, Company, Currency, Fact, FiscalQuarter, Kind, Metric, MetricId, Period, Span, Statement};

/// A company's facts of the metrics that are looked up and of their components, or of all metrics.
#[derive(Debug)]
struct PublishedFacts<'d> {
    /// The facts by metric.
    facts: ByMetric<'d>,
    /// The restated ones among all.
    restated: Vec<Fact>,
    /// The first and the last year that facts are about.
    years: Option<(i16, i16)>,
    /// Each day on which some were published, or printed again, in order.
    days: Vec<Date>,
}

/// A company's metric on a basis over a period, as known on a day. Companies and metrics are compared by their places in
/// memory, which is faster than by name.
type FigureKey = (*const Company, *const Metric, Option<Basis>, Period, Option<Date>);

/// What one run has looked up.
pub struct Figures<'d> {
    pub(super) data: &'d Dataset,
    /// Capital expenditures.
    pub(super) capex: &'d Metric,
    metrics: Vec<&'d MetricId>,
    engines: FxHashMap<*const Company, BTreeMap<Option<Date>, Engine<'d>>>,
    known: FxHashMap<FigureKey, Result<KnownFigure, Unanswerable<'d>>>,
    filed: FxHashMap<*const Company, Rc<PublishedFacts<'d>>>,
    reported: FxHashMap<*const Company, Vec<(Date, Date)>>,
    statements: FxHashMap<&'d str, Rc<[Statement]>>,
    pub(super) rates: Option<Rates<'d>>,
    averages: FxHashMap<(Currency, Span), Decimal>,
    on_days: FxHashMap<(Currency, Date), Result<Decimal, Missing>>,
    reporting: FxHashMap<&'d str, Rc<[&'d Company]>>,
    published: FxHashMap<(*const Company, *const Metric, Option<Basis>), Rc<Published>>,
}

impl<'d> Figures<'d> {
    /// Look-ups of the given metrics and their components.
    pub fn new(data: &'d Dataset, metrics: Vec<&'d MetricId>) -> Self {
        Self {
            data,
            capex: data.metric_by_id(&MetricId::capex()),
            metrics,
            engines: FxHashMap::default(),
            known: FxHashMap::default(),
            filed: FxHashMap::default(),
            reported: FxHashMap::default(),
            statements: FxHashMap::default(),
            rates: None,
            averages: FxHashMap::default(),
            on_days: FxHashMap::default(),
            reporting: FxHashMap::default(),
            published: FxHashMap::default(),
        }
    }

    /// A company's metric over a whole period.
    pub(super) fn known(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        basis: Option<Basis>,
        period: Period,
        as_of: Option<Date>,
    ) -> Result<KnownFigure, EvaluationError<'d>> {
        let as_of = self.last_publication(company, as_of)?;
        let key = (from_ref(company), from_ref(metric), basis, period, as_of);
        if let Some(known) = self.known.get(&key) {
            return known.clone().map_err(EvaluationError::Unanswerable);
        }
        let outcome = self.engine(company, as_of)?.figure(company, metric, basis, period);
        let known = whole(company, outcome);
        self.known.insert(key, known.clone());
        known.map_err(EvaluationError::Unanswerable)
    }

    /// A company's metric over several periods together.
    pub(super) fn over(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        basis: Option<Basis>,
        periods: &PeriodSet,
        as_of: Option<Date>,
    ) -> Result<KnownFigure, EvaluationError<'d>> {
        if let Some(period) = periods.single() {
            return self.known(company, metric, basis, period, as_of);
        }
        if metric.kind == Kind::Balance {
            return Err(Unanswerable::Missing(company, Gap::Balance).into());
        }
        let sum = periods.iter().try_fold(KnownFigure::zero(), |sum, period| {
            Ok(sum.plus(self.known(company, metric, basis, period, as_of)?))
        });
        for pair in periods.iter().zip(periods.iter().skip(1)) {
            self.on_one_definition(company, metric, basis, pair, as_of)?;
        }
        sum
    }

    /// A company's metric over some quarters.
    pub(super) fn over_quarters(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        basis: Option<Basis>,
        quarters: &[FiscalQuarter],
        as_of: Option<Date>,
    ) -> Result<KnownFigure, EvaluationError<'d>> {
        let as_of = self.last_publication(company, as_of)?;
        let figure = self.engine(company, as_of)?.over(company, metric, basis, quarters);
        Ok(whole(company, figure)?)
    }

    /// A company's metric over each quarter of a period, with the days of the quarter.
    pub(super) fn by_quarter(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        basis: Option<Basis>,
        periods: &PeriodSet,
        as_of: Option<Date>,
    ) -> Result<Vec<(Span, KnownFigure)>, EvaluationError<'d>> {
        let as_of = self.last_publication(company, as_of)?;
        let engine = self.engine(company, as_of)?;
        let quarter = |quarter| {
            let known = whole(company, engine.over(company, metric, basis, &[quarter]))?;
            Ok((metric.kind.days_of(quarter, company.calendar), known))
        };
        let of_periods = periods.iter().flat_map(|period| metric.kind.quarters_of(period, company.calendar));
        of_periods.map(quarter).collect::<Result<_, Unanswerable<'_>>>().map_err(EvaluationError::Unanswerable)
    }

    /// That between a company's figures of an earlier and a later period no definition changed by an unknown amount.
    pub(super) fn on_one_definition(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        basis: Option<Basis>,
        (earlier, later): (Period, Period),
        as_of: Option<Date>,
    ) -> Result<(), EvaluationError<'d>> {
        let as_of = self.last_publication(company, as_of)?;
        let engine = self.engine(company, as_of)?;
        let figure = |period| engine.figure(company, metric, basis, period).ok();
        let Some((one, other)) = figure(earlier).zip(figure(later)) else { return Ok(()) };
        match comparable(engine, company, metric, basis, &one, &other) {
            Err(unlike @ Unlike::Redefined(_)) => Err(Unanswerable::Unlike(unlike).into()),
            _ => Ok(()),
        }
    }

    /// The companies a metric is reported by.
    pub(super) fn reporting(&mut self, metric: &'d Metric) -> Rc<[&'d Company]> {
        let data = self.data;
        Rc::clone(self.reporting.entry(metric.id.as_str()).or_insert_with(|| data.reporting(metric).into()))
    }

    /// A company's statements on its plans up to a day, in order.
    pub(super) fn statements(&mut self, company: &'d Company) -> Result<Rc<[Statement]>, Problems> {
        if let Some(statements) = self.statements.get(company.ticker.as_str()) {
            return Ok(Rc::clone(statements));
        }
        let statements: Rc<[Statement]> = self.data.guidance(company)?.into();
        self.statements.insert(company.ticker.as_str(), Rc::clone(&statements));
        Ok(statements)
    }

    /// The days before restatements of a company's metric or its components, within a span: on each, it was last known as it
    /// was before.
    pub(super) fn days_before_restatements(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        span: Span,
    ) -> Result<Vec<Date>, Problems> {
        let filed = self.filed(company)?;
        let mut within =
            filed.restated.iter().filter(|fact| fact.span.start <= span.end && span.start <= fact.span.end).peekable();
        if within.peek().is_none() {
            return Ok(Vec::new());
        }
        let parts = rests_on(self.data, company, [&metric.id], &ANY_BASIS);
        let of_metric = within.filter(|fact| parts.contains(&&fact.metric));
        Ok(of_metric.filter_map(|fact| fact.published.yesterday().ok()).collect())
    }

    /// Whether a company had published any fact of a period by a day, given the period's last day, or had spoken of its
    /// results: what it said of its capital expenditures in the two days before the first document is of the same results.
    pub(super) fn has_reported(&mut self, company: &'d Company, end: Date, day: Date) -> Result<bool, Problems> {
        if !self.reported.contains_key(&from_ref(company)) {
            let facts = self.data.all_facts(company)?;
            let ends = facts.iter().map(|fact| (fact.span.end, fact.published)).collect();
            self.reported.insert(from_ref(company), ends);
        }
        let ends = self.reported.get(&from_ref(company)).into_iter().flatten();
        let Some(first) = ends.filter(|(of, _)| *of == end).map(|(_, published)| *published).min() else {
            return Ok(false);
        };
        let call = first.checked_sub(2.days()).unwrap_or(first);
        let is_call = |statement: &Statement| (call..=day).contains(&statement.announced);
        Ok(first <= day || (call <= day && self.data.guidance(company)?.iter().any(is_call)))
    }

    /// The days after a day on which something of a company was published.
    pub(super) fn days_after(&mut self, company: &'d Company, day: Date) -> Result<Vec<Date>, Problems> {
        let filed = self.filed(company)?;
        Ok(filed.days.iter().filter(|published| **published > day).copied().collect())
    }

    /// Units of a currency for a dollar, on average over a span; of one day, on that day.
    pub(super) fn average(&mut self, currency: Currency, span: Span) -> Result<Decimal, EvaluationError<'d>> {
        if span.is_day() {
            return self.rate_on(currency, span.end);
        }
        if let Some(rate) = self.averages.get(&(currency, span)) {
            return Ok(*rate);
        }
        let average = self.rates()?.average(Currency::USD, currency, span)?.map_err(Unanswerable::NoRate)?;
        self.averages.insert((currency, span), average.rate);
        Ok(average.rate)
    }

    /// Units of a currency for a dollar, on a day.
    pub(super) fn rate_on(&mut self, currency: Currency, day: Date) -> Result<Decimal, EvaluationError<'d>> {
        if let Some(rate) = self.on_days.get(&(currency, day)) {
            return rate.map_err(|missing| Unanswerable::NoRate(missing).into());
        }
        let rate = self.rates()?.on(Currency::USD, currency, day)?.map(|spot| spot.quote.rate);
        self.on_days.insert((currency, day), rate);
        Ok(rate.map_err(Unanswerable::NoRate)?)
    }

    fn rates(&mut self) -> Result<Rates<'d>, Problems> {
        if let Some(rates) = self.rates {
            return Ok(rates);
        }
        let rates = Rates::bundled()?;
        self.rates = Some(rates);
        Ok(rates)
    }

    fn engine(&mut self, company: &'d Company, as_of: Option<Date>) -> Result<&Engine<'d>, Problems> {
        // The engine of the last day on which facts were published serves for today too.
        let filed = self.filed.get(&from_ref(company));
        let as_of = as_of.or(filed.and_then(|filed| filed.days.last().copied()));
        Ok(match self.engines.entry(from_ref(company)).or_default().entry(as_of) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(match self.filed.get(&from_ref(company)) {
                Some(filed) => Engine::of_facts(self.data, as_of, company, &filed.facts),
                None => Engine::load(self.data, as_of, &[company], &self.metrics, &ANY_BASIS)?,
            }),
        })
    }

    /// The last day up to `as_of` on which something of the company was published: both days know the same.
    fn last_publication(&mut self, company: &'d Company, as_of: Option<Date>) -> Result<Option<Date>, Problems> {
        let Some(day) = as_of else { return Ok(None) };
        let filed = self.filed(company)?;
        let before = filed.days.partition_point(|published| *published <= day);
        Ok(match before.checked_sub(1).and_then(|last| filed.days.get(last)) {
            _ if before == filed.days.len() => None,
            Some(last) => Some(*last),
            None => as_of,
        })
    }

    /// The years of the first and the last day that a company's facts are about.
    pub(super) fn years(&mut self, company: &'d Company) -> Result<Option<(i16, i16)>, Problems> {
        if let Some(years) = self.data.years(company) {
            return Ok(Some(years));
        }
        Ok(self.filed(company)?.years)
    }

    /// A company's metric over some quarters, as it was known from day to day up to one.
    pub(super) fn history(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        basis: Option<Basis>,
        quarters: &[FiscalQuarter],
        known: Option<Date>,
    ) -> Result<History, Problems> {
        let known = self.last_publication(company, known)?;
        let on = |figures: &mut Self, day| -> Result<Option<Working>, Problems> {
            let figure = figures.engine(company, day)?.over(company, metric, basis, quarters).ok();
            Ok(figure.filter(Figure::is_whole).map(|figure| figure.working))
        };
        let newest = on(self, known)?;
        let published = self.publications(company, metric, basis)?;
        let mut years: Vec<i16> = quarters.iter().map(|quarter| quarter.year()).collect();
        years.dedup();
        let published = || years.iter().filter_map(|year| published.get(year)).flatten();
        let known_by = |day: Date| known.is_none_or(|known| day <= known);
        // Where nothing was restated, a figure is final as soon as all its facts are published.
        let is_restated = published().any(|(day, restated)| *restated && known_by(*day));
        let settled = newest.as_ref().filter(|_| !is_restated).map(Working::published);
        let mut history = History::default();
        if newest.is_some() || is_restated {
            // Its facts are published after its last day, which is within a week of the end of a month.
            let ended = quarters.last().map(|last| company.calendar.span(*last).end.saturating_sub(1.week()));
            let is_asked =
                |day: &Date| Some(*day) > ended && known_by(*day) && settled.is_none_or(|settled| *day < settled);
            let days: BTreeSet<Date> = published().map(|(day, _)| *day).filter(is_asked).collect();
            for day in days {
                history.add(day, on(self, Some(day))?.map(|working| working.value));
            }
        }
        if let Some((day, newest)) = settled.zip(newest) {
            history.add(day, Some(newest.value));
        }
        Ok(history)
    }

    /// The days on which facts of a company's metric or its components were published.
    fn publications(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        basis: Option<Basis>,
    ) -> Result<Rc<Published>, Problems> {
        let key = (from_ref(company), from_ref(metric), basis);
        if let Some(published) = self.published.get(&key) {
            return Ok(Rc::clone(published));
        }
        let parts = rests_on(self.data, company, [&metric.id], &[basis]);
        let published = Rc::new(published(&self.filed(company)?.facts, &parts));
        self.published.insert(key, Rc::clone(&published));
        Ok(published)
    }

    /// A company's facts.
    fn filed(&mut self, company: &'d Company) -> Result<Rc<PublishedFacts<'d>>, Problems> {
        if let Some(filed) = self.filed.get(&from_ref(company)) {
            return Ok(Rc::clone(filed));
        }
        let metrics = rests_on(self.data, company, self.metrics.iter().copied(), &ANY_BASIS);
        // A user's facts are read as a whole, so that every problem in them is reported whichever metric is asked for.
        let facts = if self.data.has_own_facts(company) {
            self.data.all_facts(company)?
        } else {
            self.data.facts(company, &metrics)?
        };
        let mut days: Vec<Date> =
            facts.iter().flat_map(|fact| [Some(fact.published), fact.last_printed]).flatten().collect();
        days.sort_unstable();
        days.dedup();
        let years = facts.iter().map(|fact| fact.span.start.year()).min();
        let years = years.zip(facts.iter().map(|fact| fact.span.end.year()).max());
        let restated = facts.iter().filter(|fact| fact.restated).cloned().collect();
        let filed = Rc::new(PublishedFacts { facts: by_metric(company, &metrics, facts), restated, years, days });
        self.filed.insert(from_ref(company), Rc::clone(&filed));
        Ok(filed)
    }
}

fn whole(company: &Company, outcome: Result<Figure, Gap>) -> Result<KnownFigure, Unanswerable<'_>> {
    let figure = outcome.map_err(|gap| Unanswerable::Missing(company, gap))?;
    if !figure.is_whole() {
        return Err(Unanswerable::Partial { company, has: figure.quarters.len(), of: figure.of });
    }
    Ok(KnownFigure {
        value: figure.working.value,
        rounding: figure.working.rounding(),
        caveats: Caveats { approximation: figure.working.approximation, of_user: figure.working.of_user },
    })
}
