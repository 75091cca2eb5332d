//! The other readings of a figure: what words farther off would make of it, where the nearest do not say all of it.

use super::super::vocabulary::Measure;
use super::cues::CueKind;
use super::numerals::PrintedFigure;
use super::periods::{Moment, Settled, Stretch, When};
use super::scene::{CAPEX, GUIDANCE, Sense, Who};
use super::senses::{Of, SentenceReader};

/// How far the words are that say whose a figure is, what it measures, and of which period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Distance {
    pub who: u32,
    pub metric: u32,
    pub period: u32,
}

/// Companies or a metric named no farther than this are those of the clause, if it names any.
const NEAR: u32 = 3;

/// What names something else in the sentence costs.
const IN_SENTENCE: u32 = 3;

/// What was spoken of before it costs.
const BEFORE: u32 = 4;

/// A reading that differs by more than this from the nearest is none.
const FARTHEST: u32 = 8;

/// The most readings of a figure.
const MOST: usize = 40;

impl<'l> SentenceReader<'_, '_, 'l, '_> {
    /// A reading, and those that differ from it in what no near word says, the nearest first.
    pub(super) fn readings(&self, at: usize, nearest: &Sense, distance: Distance, moment: Moment) -> Vec<Sense> {
        let mut all = vec![nearest.clone()];
        all.extend(self.of_other_words(at, nearest));
        all.extend(self.farther(at, nearest, distance, moment));
        all.sort_by_key(|reading| reading.cost);
        let mut readings: Vec<Sense> = Vec::new();
        for reading in all {
            let is_same = |known: &Sense| Sense { cost: reading.cost, ..known.clone() } == reading;
            if readings.len() < MOST && !readings.iter().any(is_same) {
                readings.push(reading);
            }
        }
        readings
    }

    /// Readings that certain words allow beside the nearest.
    fn of_other_words(&self, at: usize, nearest: &Sense) -> Vec<Sense> {
        let dearer = |by: u32, other: Sense| Sense { cost: nearest.cost + by, ..other };
        let mut others = vec![self.of_cloud(at, nearest)];
        // Guidance on a year that is over, whose figures may not be out.
        if nearest.metric == CAPEX && self.plan(at).is_some() {
            others.push(dearer(1, Sense { metric: GUIDANCE.to_owned(), basis: None, ..nearest.clone() }));
        }
        // The basis that an earlier clause speaks of need not be that of this one.
        if nearest.basis.is_some() && !self.is_direct(at, &[CueKind::Basis]) {
            others.push(dearer(IN_SENTENCE, Sense { basis: None, ..nearest.clone() }));
        }
        if nearest.metric == "backlog" {
            let of = |metric: &str| dearer(1, Sense { metric: metric.to_owned(), ..nearest.clone() });
            others.extend(["google-cloud-backlog", "commercial-backlog"].map(of));
        }
        others
    }

    /// Readings with other companies, metrics or periods, where no near word says which.
    fn farther(&self, at: usize, nearest: &Sense, distance: Distance, moment: Moment) -> Vec<Sense> {
        let whos = [(nearest.companies.clone(), 0)].into_iter().chain(self.other_whos(at, distance.who));
        let metrics: Vec<_> =
            [(nearest.metric.clone(), 0)].into_iter().chain(self.other_metrics(at, distance.metric)).collect();
        let periods: Vec<_> =
            [(nearest.period, 0)].into_iter().chain(self.other_periods(distance.period, moment)).collect();
        let mut readings = Vec::new();
        for (companies, far) in whos {
            let count = companies.split(' ').count();
            for (metric, farther) in &metrics {
                let is_same = *metric == nearest.metric;
                let of_metric = Sense {
                    companies: companies.clone(),
                    count,
                    metric: metric.clone(),
                    basis: nearest.basis.clone().filter(|_| is_same),
                    is_negative: if is_same { nearest.is_negative } else { self.is_minus(at, metric) },
                    measure: for_count(nearest.measure, count),
                    ..nearest.clone()
                };
                let near = periods.iter().filter(|(period, farthest)| {
                    // What is yet to be earned is told at the end of a quarter.
                    let is_told = !metric.ends_with("backlog") || matches!(period.stretch, Stretch::Quarter(_));
                    is_told && far + farther + farthest <= FARTHEST
                });
                readings.extend(near.map(|(period, farthest)| Sense {
                    period: *period,
                    cost: nearest.cost + far + farther + farthest,
                    ..of_metric.clone()
                }));
            }
        }
        readings
    }

    fn other_periods(&self, distance: u32, moment: Moment) -> Vec<(Settled, u32)> {
        if distance == 0 {
            return Vec::new();
        }
        let sentence = self.sentence;
        let settle = |when: When| moment.settle(when, false);
        let here = self.done.iter().filter_map(|done| done.main.as_ref()).map(|main| main.period);
        let named = sentence.periods(0, sentence.tokens.len()).filter_map(|(_, when)| settle(when));
        let main = self.scene.main.as_ref().map(|main| main.period);
        let spoken_of = self.scene.spoken_of.and_then(settle);
        let before = main.into_iter().chain(spoken_of).chain([moment.quarter(0), moment.year(false)]);
        here.chain(named).map(|period| (period, IN_SENTENCE)).chain(before.map(|period| (period, BEFORE))).collect()
    }

    /// Whether a word of these kinds stands in the clause before a figure, behind the amount before.
    fn is_direct(&self, at: usize, kinds: &[CueKind]) -> bool {
        let sentence = self.sentence;
        let amount = (0..at).rev().find(|place| self.figure(*place).is_some_and(PrintedFigure::is_money));
        let from = sentence.clause(at).max(amount.map_or(0, |amount| amount + 1));
        sentence.tokens.get(from..at).unwrap_or_default().iter().any(|token| token.is_any(kinds))
    }

    fn other_metrics(&self, at: usize, distance: u32) -> Vec<(String, u32)> {
        if distance <= NEAR && self.is_direct(at, &[CueKind::Metric]) {
            return Vec::new();
        }
        let words = self.sentence.tokens.iter().enumerate();
        let words = words.filter(|(_, token)| token.is_any(&[CueKind::Metric, CueKind::Cloud]));
        let named = words.filter_map(|(place, _)| match self.meaning(place, at.max(place))? {
            Of::Metric(metric) => Some((metric.trim_end_matches('-').to_owned(), IN_SENTENCE)),
            Of::Topic(_) => None,
        });
        let spoken_of = self.main(at).map(|(main, _)| (main.metric, IN_SENTENCE));
        let is_amount = |metric: &str| {
            !(metric.starts_with("azure")
                || metric.contains('/')
                || ["margin", "intensity", GUIDANCE].contains(&metric))
        };
        let is_money = self.figure(at).is_some_and(PrintedFigure::is_money);
        named.chain(spoken_of).filter(|(metric, _)| !is_money || is_amount(metric)).collect()
    }

    fn other_whos(&self, at: usize, distance: u32) -> Vec<(String, u32)> {
        if distance <= NEAR && self.is_direct(at, &[CueKind::Company, CueKind::Group, CueKind::Cloud]) {
            return Vec::new();
        }
        let named = self.sentence.whos.iter().map(|(_, who)| (who.tickers.join(" "), IN_SENTENCE));
        let is_money = self.figure(at).is_some_and(PrintedFigure::is_money);
        let group =
            std::iter::once((self.scene.group.join(" "), BEFORE)).filter(|_| is_money || self.sentence.whos.is_empty());
        named.chain(group).filter(|(tickers, _)| !tickers.is_empty()).collect()
    }

    /// What is said of the cloud business is of all of a company that has none.
    pub(super) fn of_whole<'m>(&self, metric: &'m str, who: &Who<'l>) -> &'m str {
        let has_cloud =
            |ticker: &&str| self.scene.data.company(ticker).is_ok_and(|company| company.cloud_series.is_some());
        if metric == "cloud" && !who.tickers.iter().any(has_cloud) { "revenue" } else { metric }
    }

    /// What is said of the cloud business can be said of all of the company, and the other way round.
    pub(super) fn of_cloud(&self, at: usize, sense: &Sense) -> Sense {
        let names = self.sentence.first_word(0, self.sentence.tokens.len(), CueKind::Cloud).is_some();
        let metric = match sense.metric.as_str() {
            "revenue" if names => "cloud".to_owned(),
            "cloud" if !self.sentence.has(0, at, CueKind::Cloud) => "revenue".to_owned(),
            _ => return sense.clone(),
        };
        Sense { metric, cost: sense.cost + 1, ..sense.clone() }
    }
}

/// The same measure for one company, or for several.
fn for_count(measure: Measure, count: usize) -> Measure {
    match (measure, count) {
        (Measure::Total, 1) => Measure::Value,
        (Measure::TotalLow, 1) => Measure::Low,
        (Measure::TotalHigh, 1) => Measure::High,
        (Measure::Value, 2..) => Measure::Total,
        (Measure::Low, 2..) => Measure::TotalLow,
        (Measure::High, 2..) => Measure::TotalHigh,
        (measure, _) => measure,
    }
}
