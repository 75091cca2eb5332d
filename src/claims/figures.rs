//! Figures, plans and rates of exchange, looked up once each however many claims ask for them.
//!
//! An engine is made for each company and each day whose knowledge counts. Days between two publications of a company
//! know the same, so a file with a day of its own on each row needs no more engines than there were publications.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::absent::{Absent, Stop};
use crate::data::{Dataset, Problems};
use crate::derive::{Approximation, Engine, Figure, Gap, rests_on};
use crate::fx::Rates;
use crate::model::{Basis, Company, Currency, Fact, Metric, MetricId, Period, Span, Statement};

/// A figure over a whole period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// Whole dollars, or a fraction.
    pub value: Decimal,
    /// The most it can be off because documents round.
    pub rounding: Decimal,
    /// What it stands on.
    pub footing: Footing,
}

/// What metrics can rest on, and the facts of those.
type Filings<'d> = (Vec<&'d MetricId>, Arc<[Arc<Fact>]>);

/// What a figure stands on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Footing {
    /// Why it is only approximate, if it is.
    pub approximation: Option<Approximation>,
    /// Whether it rests on a user's rows.
    pub of_user: bool,
}

impl Footing {
    /// That of two figures together.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        let approximation = self.approximation.or(other.approximation);
        Self { approximation, of_user: self.of_user || other.of_user }
    }
}

/// A company's facts, of the metrics that are looked up and what those can rest on, or of all metrics.
#[derive(Debug)]
struct Filed<'d> {
    /// What the metrics can rest on.
    metrics: Vec<&'d MetricId>,
    /// The facts.
    facts: Arc<[Arc<Fact>]>,
    /// Each day on which some were published, in order.
    days: Vec<Date>,
}

/// A company's metric on a basis over a period, as known on a day.
type Key<'d> = (&'d str, &'d str, Option<Basis>, Period, Option<Date>);

/// The look-ups of one run.
pub struct Figures<'d> {
    pub(super) data: &'d Dataset,
    metrics: Vec<&'d MetricId>,
    engines: HashMap<(&'d str, Option<Date>), Engine<'d>>,
    known: HashMap<Key<'d>, Result<Known, Absent>>,
    filed: HashMap<&'d str, Rc<Filed<'d>>>,
    reported: HashMap<&'d str, Vec<(Date, Date)>>,
    statements: HashMap<&'d str, Rc<[Statement]>>,
    pub(super) rates: Option<Rates<'d>>,
    averages: HashMap<(Currency, Span), Decimal>,
}

impl<'d> Figures<'d> {
    /// Look-ups of the given metrics; what they are made of is found by itself.
    pub fn new(data: &'d Dataset, metrics: Vec<&'d MetricId>) -> Self {
        Self {
            data,
            metrics,
            engines: HashMap::new(),
            known: HashMap::new(),
            filed: HashMap::new(),
            reported: HashMap::new(),
            statements: HashMap::new(),
            rates: None,
            averages: HashMap::new(),
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
    ) -> Result<Known, Stop> {
        let as_of = self.settle(company, as_of)?;
        let key = (company.ticker.as_str(), metric.id.as_str(), basis, period, as_of);
        if let Some(known) = self.known.get(&key) {
            return known.clone().map_err(Stop::Absent);
        }
        let outcome = self.engine(company, as_of)?.figure(company, metric, basis, period);
        let known = whole(company, outcome);
        self.known.insert(key, known.clone());
        known.map_err(Stop::Absent)
    }

    /// A company's metric over each quarter of a period, with the days of the quarter.
    pub(super) fn by_quarter(
        &mut self,
        company: &'d Company,
        metric: &'d Metric,
        basis: Option<Basis>,
        period: Period,
        as_of: Option<Date>,
    ) -> Result<Vec<(Span, Known)>, Stop> {
        let as_of = self.settle(company, as_of)?;
        let engine = self.engine(company, as_of)?;
        let quarter = |quarter| {
            let known = whole(company, engine.over(company, metric, basis, &[quarter]))?;
            Ok((company.calendar.span(quarter), known))
        };
        period.quarters(company.calendar).into_iter().map(quarter).collect::<Result<_, Absent>>().map_err(Stop::Absent)
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

    /// The eves of restatements of what a company's metric rests on, within a span: the last days on which it was known as
    /// before.
    pub(super) fn eves(&mut self, company: &'d Company, metric: &'d Metric, span: Span) -> Result<Vec<Date>, Problems> {
        let filed = self.filed(company)?;
        let mut within = filed
            .facts
            .iter()
            .filter(|fact| fact.restated && fact.span.start <= span.end && span.start <= fact.span.end)
            .peekable();
        if within.peek().is_none() {
            return Ok(Vec::new());
        }
        let parts = rests_on(self.data, company, [&metric.id]);
        let of_metric = within.filter(|fact| parts.contains(&&fact.metric));
        Ok(of_metric.filter_map(|fact| fact.published.yesterday().ok()).collect())
    }

    /// Whether a company had published any fact of a period by a day, given the period's last day.
    pub(super) fn has_reported(&mut self, company: &'d Company, end: Date, day: Date) -> Result<bool, Problems> {
        if !self.reported.contains_key(company.ticker.as_str()) {
            let facts = self.data.all_facts(company)?;
            let ends = facts.iter().map(|fact| (fact.span.end, fact.published)).collect();
            self.reported.insert(company.ticker.as_str(), ends);
        }
        let mut ends = self.reported.get(company.ticker.as_str()).into_iter().flatten();
        Ok(ends.any(|(of, published)| *of == end && *published <= day))
    }

    /// The days after a day on which something of a company was published.
    pub(super) fn days_after(&mut self, company: &'d Company, day: Date) -> Result<Vec<Date>, Problems> {
        let filed = self.filed(company)?;
        Ok(filed.days.iter().filter(|published| **published > day).copied().collect())
    }

    /// Units of a currency for a dollar, on average over a span.
    pub(super) fn average(&mut self, currency: Currency, span: Span) -> Result<Decimal, Stop> {
        if let Some(rate) = self.averages.get(&(currency, span)) {
            return Ok(*rate);
        }
        let average = self.rates()?.average(Currency::USD, currency, span)?.map_err(Absent::Rate)?;
        self.averages.insert((currency, span), average.rate);
        Ok(average.rate)
    }

    /// Units of a currency for a dollar, on a day.
    pub(super) fn rate_on(&mut self, currency: Currency, day: Date) -> Result<Decimal, Stop> {
        Ok(self.rates()?.on(Currency::USD, currency, day)?.map_err(Absent::Rate)?.quote.rate)
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
        Ok(match self.engines.entry((company.ticker.as_str(), as_of)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(match self.filed.get(company.ticker.as_str()) {
                Some(filed) => Engine::of_facts(self.data, as_of, company, &filed.metrics, &filed.facts),
                None => Engine::load(self.data, as_of, &[company], &self.metrics, &Basis::ALL)?,
            }),
        })
    }

    /// The last day up to `as_of` on which something of the company was published: both days know the same.
    fn settle(&mut self, company: &'d Company, as_of: Option<Date>) -> Result<Option<Date>, Problems> {
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
        let filed = self.filed(company)?;
        let from = filed.facts.iter().map(|fact| fact.span.start.year()).min();
        Ok(from.zip(filed.facts.iter().map(|fact| fact.span.end.year()).max()))
    }

    /// A company's facts of the metrics that are looked up, and what those can rest on.
    pub(super) fn facts(&mut self, company: &'d Company) -> Result<Filings<'d>, Problems> {
        if self.data.has_own_facts(company) && !self.filed.contains_key(company.ticker.as_str()) {
            let metrics = rests_on(self.data, company, self.metrics.iter().copied());
            let facts = self.data.facts(company, &metrics)?.into_iter().map(Arc::new).collect();
            return Ok((metrics, facts));
        }
        let filed = self.filed(company)?;
        Ok((filed.metrics.clone(), Arc::clone(&filed.facts)))
    }

    /// A company's facts.
    fn filed(&mut self, company: &'d Company) -> Result<Rc<Filed<'d>>, Problems> {
        if let Some(filed) = self.filed.get(company.ticker.as_str()) {
            return Ok(Rc::clone(filed));
        }
        let metrics = rests_on(self.data, company, self.metrics.iter().copied());
        // All of a user's: what is wrong with any of them is told whichever is asked for.
        let facts = if self.data.has_own_facts(company) {
            self.data.all_facts(company)?
        } else {
            self.data.facts(company, &metrics)?
        };
        let mut days: Vec<Date> = facts.iter().map(|fact| fact.published).collect();
        days.sort_unstable();
        days.dedup();
        let filed = Rc::new(Filed { metrics, facts: facts.into_iter().map(Arc::new).collect(), days });
        self.filed.insert(company.ticker.as_str(), Rc::clone(&filed));
        Ok(filed)
    }
}

fn whole(company: &Company, outcome: Result<Figure, Gap>) -> Result<Known, Absent> {
    let figure = outcome.map_err(|gap| Absent::Figure { company: company.name.clone(), gap })?;
    if !figure.is_whole() {
        return Err(Absent::Partial { company: company.name.clone(), has: figure.quarters.len(), of: figure.of });
    }
    Ok(Known {
        value: figure.working.value,
        rounding: figure.working.rounding(),
        footing: Footing { approximation: figure.working.approximation, of_user: figure.working.of_user },
    })
}
