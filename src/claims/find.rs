//! The way back: from a printed number to the figures it can be.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::claim::{Measure, Question, Stated, Subject};
use super::gauge::{Found, Gauged, reckoned};
use super::judge::Judge;
use super::number::Printed;
use super::reading::Reading;
use super::sieve::{Scope, Sieve};
use crate::data::{Dataset, Problems};
use crate::fx::Rates;
use crate::model::{Company, Currency, FiscalQuarter, Kind, MetricId, Part, Period, Stretch};

/// What to look for, and where.
#[derive(Debug, Clone)]
pub struct Find<'d> {
    /// The number.
    pub printed: Printed,
    /// Its currency, if it is an amount.
    pub currency: Currency,
    /// What is stated of the reading, such as one rate of exchange.
    pub stated: Stated,
    /// Whose figures; of more than one, their sum too.
    pub companies: Vec<&'d Company>,
    /// Figures of what.
    pub subjects: Vec<Subject<'d>>,
    /// The day whose knowledge counts.
    pub known: Option<Date>,
    /// Rates to convert at in place of the bundled ones.
    pub rates: Option<Rates<'d>>,
}

/// A figure that the number can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<'d> {
    /// What it answers.
    pub question: Question<'d>,
    /// The usual reading of the question.
    pub own: Reading<'d>,
    /// The reading that gives it.
    pub reading: Reading<'d>,
    /// The figure.
    pub value: Decimal,
    /// Why it is only approximate, if it is.
    pub gauged: Gauged<'d>,
}

/// What a search gave.
#[derive(Debug, Clone, Default)]
pub struct Hits<'d> {
    /// Every figure that the number can be, the likeliest first.
    pub found: Vec<Hit<'d>>,
    /// The nearest figure, where there is none.
    pub nearest: Option<Hit<'d>>,
}

/// What two hits have in common that are the same figure by two names.
#[derive(PartialEq, Eq)]
struct Same<'d> {
    subject: Subject<'d>,
    measure: Measure,
    quarters: Vec<(&'d str, Vec<FiscalQuarter>)>,
    /// The reading but for its calendar.
    reading: Reading<'d>,
    value: Decimal,
}

impl<'d> Same<'d> {
    fn of(hit: &Hit<'d>) -> Self {
        let period = reckoned(hit.question.period, hit.reading.calendar);
        let quarters = |company: &&'d Company| (company.ticker.as_str(), period.quarters(company.calendar));
        Self {
            subject: hit.question.of,
            measure: hit.question.measure,
            quarters: hit.question.companies.iter().map(quarters).collect(),
            reading: Reading { calendar: None, ..hit.reading },
            value: hit.value,
        }
    }
}

/// A question, and how far from the number its answers are at least.
struct Asked<'d> {
    question: Question<'d>,
    off: Decimal,
    scope: Rc<Scope<'d>>,
}

/// Years after the last fact that plans may be about.
const YEARS_AHEAD: i16 = 2;

impl<'d> Find<'d> {
    /// Every reading of every question there is that gives the number; those that cannot are told apart beforehand.
    pub fn run(&self, data: &'d Dataset) -> Result<Hits<'d>, Problems> {
        let capex = &data.metric_by_id(&MetricId::capex()).id;
        let metrics = self.subjects.iter().filter_map(|subject| match subject {
            Subject::Metric(metric) => Some(&metric.id),
            _ => None,
        });
        let metrics = std::iter::once(capex).chain(metrics).collect();
        let mut judge = Judge::of(data, metrics, self.known).converting_at(self.rates);
        let asked = self.questions(&mut judge, data)?;
        // Those that can come nearest first, among equals in their order.
        let mut next: BinaryHeap<_> =
            asked.iter().enumerate().map(|(place, asked)| Reverse((asked.off, place, false))).collect();
        let mut found: Vec<(usize, Hit<'d>)> = Vec::new();
        let mut nearest: Option<(Decimal, usize, Hit<'d>)> = None;
        while let Some(Reverse((off, place, is_exact))) = next.pop() {
            let is_nearer = nearest.as_ref().is_none_or(|(least, of, _)| (off, place) < (*least, *of));
            if !off.is_zero() && (!found.is_empty() || !is_nearer) {
                break;
            }
            let Some(Asked { question, scope, .. }) = asked.get(place) else { continue };
            if !is_exact {
                next.extend(scope.off_each(&mut judge.figures, question)?.map(|off| Reverse((off, place, true))));
                continue;
            }
            for hit in readings(&mut judge, question)? {
                let distance = (hit.value - self.printed.value()).abs();
                if nearest.as_ref().is_none_or(|(least, of, _)| (distance, place) < (*least, *of)) {
                    nearest = Some((distance, place, hit.clone()));
                }
                if self.printed.is(hit.value) {
                    found.push((place, hit));
                }
            }
        }
        found.sort_by_key(|(place, hit)| (self.rank(hit), *place));
        let mut hits = Hits { found: found.into_iter().map(|(_, hit)| hit).collect(), nearest: None };
        if hits.found.is_empty() {
            hits.nearest = nearest.map(|(.., hit)| hit);
        }
        // One stretch of quarters can go by several names; the likeliest is enough.
        let mut seen: Vec<_> = Vec::new();
        hits.found.retain(|hit| {
            let same = Same::of(hit);
            let is_new = !seen.contains(&same);
            seen.push(same);
            is_new
        });
        Ok(hits)
    }

    /// Exact before rounded, the usual reading before others, then as often as such figures are printed: years before
    /// quarters, halves and twelve months, new before old.
    fn rank(&self, hit: &Hit<'_>) -> (bool, usize, u8, Reverse<Period>, bool) {
        let departures = hit.reading.departures(&hit.own).count();
        let kind = match hit.question.period.stretch().part {
            Part::Year => 0,
            Part::Quarter(_) => 1,
            Part::Half(_) => 2,
            Part::TrailingYear(_) => 3,
        };
        let exact = hit.value == self.printed.value();
        (!exact, departures, kind, Reverse(hit.question.period), hit.question.companies.len() == 1)
    }

    /// The questions of which some reading may give a number.
    fn questions(&self, judge: &mut Judge<'d>, data: &'d Dataset) -> Result<Vec<Asked<'d>>, Problems> {
        let mut questions = Vec::new();
        let mut sieve = Sieve::new(data, &self.printed, self.known);
        for &subject in &self.subjects {
            let reports =
                |company: &&&Company| !matches!(subject, Subject::Metric(metric) if !data.reports(company, metric));
            let companies: Vec<&Company> = self.companies.iter().filter(reports).copied().collect();
            let mut years: Vec<i16> = Vec::new();
            for company in &companies {
                let Some((first, last)) = judge.figures.years(company)? else { continue };
                let ahead = if subject == Subject::Guidance { YEARS_AHEAD } else { 0 };
                years.extend([first, last + ahead]);
            }
            let (Some(first), Some(last)) = (years.iter().min().copied(), years.iter().max().copied()) else {
                continue;
            };
            let groups = companies.iter().map(|&company| vec![company]);
            let all = (companies.len() > 1).then(|| companies.clone());
            for group in groups.chain(all) {
                let measures = self.measures(subject, group.len());
                let scope = Rc::new(sieve.scope(&mut judge.figures, subject, &group, measures)?);
                for &measure in measures {
                    let periods = (first..=last).flat_map(|year| periods(year, subject));
                    let mut question = Question {
                        measure,
                        of: subject,
                        over: None,
                        companies: group.clone(),
                        period: Period::year(first),
                        from_period: Period::year(first),
                        currency: self.currency,
                        ranks: Vec::new(),
                        stated: self.stated,
                    };
                    for period in periods.filter(|period| measure != Measure::Qoq || is_quarter(*period)) {
                        (question.period, question.from_period) = (period, period.previous());
                        if let Some(off) = scope.off(&mut judge.figures, &question)? {
                            questions.push(Asked { question: question.clone(), off, scope: Rc::clone(&scope) });
                        }
                    }
                }
            }
        }
        Ok(questions)
    }

    /// What a number of this kind can be, of a company or of several.
    fn measures(&self, subject: Subject<'_>, companies: usize) -> &'static [Measure] {
        let of_money = self.printed.unit().is_of_money();
        let is_amount = match subject {
            Subject::Metric(metric) => metric.kind == Kind::Flow,
            _ => true,
        };
        match (is_amount, of_money, companies) {
            (true, true, 1) | (false, false, 1) => &[Measure::Value],
            (true, true, _) => &[Measure::Total],
            (true, false, _) if subject == Subject::Guidance => &[Measure::Yoy],
            (true, false, 1) => &[Measure::Yoy, Measure::Qoq, Measure::Share],
            (true, false, _) => &[Measure::Yoy, Measure::Qoq],
            _ => &[],
        }
    }
}

/// What each reading of a question gives, if it is a number.
fn readings<'d>(judge: &mut Judge<'d>, question: &Question<'d>) -> Result<Vec<Hit<'d>>, Problems> {
    let (own, gauged) = judge.own(question)?;
    let others = judge.others(question, own)?;
    let first = Result::as_ref(&gauged).ok().map(|gauged| (own, gauged));
    let all = first.into_iter().chain(others.iter().map(|other| (other.reading, &other.gauged)));
    let hit = |(reading, gauged): (Reading<'d>, &Gauged<'d>)| {
        let Found::Number(value) = gauged.found else { return None };
        Some(Hit { question: question.clone(), own, reading, value, gauged: gauged.clone() })
    };
    Ok(all.filter_map(hit).collect())
}

fn is_quarter(period: Period) -> bool {
    matches!(period.stretch().part, Part::Quarter(_))
}

/// The periods that end in a calendar year; plans are not about twelve months trailing.
fn periods(year: i16, subject: Subject<'_>) -> impl Iterator<Item = Period> {
    let year_and_halves = [Part::Year, Part::Half(1), Part::Half(2)];
    let quarters = (1..=4).map(Part::Quarter);
    let trailing = (1..=3).map(Part::TrailingYear).filter(move |_| subject != Subject::Guidance);
    year_and_halves
        .into_iter()
        .chain(quarters)
        .chain(trailing)
        .map(move |part| Period::Calendar(Stretch { year, part }))
}
