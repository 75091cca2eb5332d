//! Finds the figures that round to a printed number.

use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::claim::{Question, StatedReading, Subject};
use super::evaluated::Evaluated;
use super::filter::{Filter, Ranges};
use super::judge::{Judge, ReadingAnswer};
use super::printed::PrintedNumber;
use super::range::ValueRange;
use super::reading::Reading;
use super::vocabulary::Measure;
use crate::data::{Dataset, Problems};
use crate::fx::Rates;
use crate::model::{Company, Currency, FiscalQuarter, Kind, MetricId, Part, PartOfYear, Period};

/// What to look for, and where.
#[derive(Debug, Clone)]
pub struct Search<'d> {
    /// The number.
    pub printed: PrintedNumber,
    /// Its currency, if it is an amount.
    pub currency: Currency,
    /// The part of the reading that is stated, such as one exchange rate.
    pub stated: StatedReading,
    /// The companies; of more than one, their sum is looked for too.
    pub companies: Vec<&'d Company>,
    /// The metrics, and guidance.
    pub subjects: Vec<Subject<'d>>,
    /// The day up to which published data counts.
    pub known: Option<Date>,
    /// Rates to convert at in place of the bundled ones.
    pub rates: Option<Rates<'d>>,
}

/// A figure that rounds to the number, or is the nearest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<'d> {
    /// The question it answers.
    pub question: Question<'d>,
    /// The usual reading of the question.
    pub own: Reading<'d>,
    /// The reading that gives it.
    pub reading: Reading<'d>,
    /// The figure.
    pub value: Decimal,
    /// The answer it is from.
    pub evaluated: Evaluated<'d>,
}

/// The result of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits<'d> {
    /// Every figure that rounds to the number, the likeliest first.
    pub found: Vec<Hit<'d>>,
    /// The nearest figure, where there is none.
    pub nearest: Option<Hit<'d>>,
}

/// What makes two hits the same figure, such as a calendar and a fiscal year of the same quarters.
#[derive(PartialEq, Eq, Hash)]
struct HitKey<'d> {
    subject: Subject<'d>,
    measure: Measure,
    quarters: Vec<(&'d str, FiscalQuarter, FiscalQuarter)>,
    /// The reading but for its calendar.
    reading: Reading<'d>,
    value: Decimal,
}

impl<'d> HitKey<'d> {
    fn of(hit: &Hit<'d>) -> Self {
        let period = hit.reading.period(hit.question.periods.last());
        let quarters = |company: &&'d Company| {
            let (first, last) = period.ends(company.calendar);
            (company.ticker.as_str(), first, last)
        };
        Self {
            subject: hit.question.of,
            measure: hit.question.measure,
            quarters: hit.question.companies.iter().map(quarters).collect(),
            reading: Reading { calendar: None, ..hit.reading },
            value: hit.value,
        }
    }
}

/// The number, and the range of the figures that round to it.
struct Target {
    printed: PrintedNumber,
    value: Decimal,
    ends: ValueRange,
}

impl Target {
    fn of(printed: PrintedNumber) -> Self {
        let (low, high) = printed.ends();
        Self { printed, value: printed.value(), ends: ValueRange { low, high } }
    }

    /// The least distance of a figure from the number; zero if it may round to it.
    fn off(&self, figure: ValueRange) -> Decimal {
        // Whether the end itself rounds to the number is asked only where the ranges meet.
        if figure.high < self.ends.low || (figure.low <= self.ends.high && !self.printed.is_at_least(figure.high)) {
            self.value - figure.high
        } else if figure.low > self.ends.high || !self.printed.is_at_most(figure.low) {
            figure.low - self.value
        } else {
            Decimal::ZERO
        }
    }
}

/// A search under way, with what it has looked up.
struct Searcher<'d> {
    judge: Judge<'d>,
    filter: Filter,
}

/// The least distance of the answers of a reading from the number, whatever the day, and the reading.
type CandidateReading<'d> = (Decimal, Reading<'d>);

/// Years after the last fact that guidance may be about.
const YEARS_AHEAD: i16 = 2;

impl<'d> Search<'d> {
    /// Every reading of every question that gives the number; those that cannot give it are not evaluated.
    pub fn run(&self, data: &'d Dataset) -> Result<Hits<'d>, Problems> {
        self.search(&mut Searcher::new(self, data))
    }

    fn search(&self, searcher: &mut Searcher<'d>) -> Result<Hits<'d>, Problems> {
        let target = Target::of(self.printed);
        let mut found: Vec<(usize, Hit<'d>)> = Vec::new();
        let mut missed: Vec<(Decimal, usize, Question<'d>)> = Vec::new();
        for (place, question) in self.questions(&mut searcher.judge)?.into_iter().enumerate() {
            let (least, candidates) = searcher.candidates(&question, &target)?;
            if least == Some(Decimal::ZERO) {
                let hits = searcher.hits(&question, &candidates, Decimal::ZERO, |value| self.printed.is(value))?;
                found.extend(hits.into_iter().map(|hit| (place, hit)));
            }
            if let Some(least) = least.filter(|_| found.is_empty()) {
                missed.push((least, place, question));
            }
        }
        if found.is_empty() {
            return Ok(Hits { found: Vec::new(), nearest: searcher.nearest(missed, &target)? });
        }
        found.sort_by_key(|(place, hit)| (self.rank(hit), *place));
        Ok(Hits { found: by_plainest_name(found.into_iter().map(|(_, hit)| hit)), nearest: None })
    }

    /// Exact before rounded, rounded to the last digit before rounded to ten, the usual reading before others, then as often
    /// as such figures are printed: years before quarters, halves and twelve months, new before old.
    fn rank(&self, hit: &Hit<'_>) -> (bool, bool, usize, u8, Reverse<Period>, bool) {
        let departures = hit.reading.departures(&hit.own).count();
        let exact = hit.value == self.printed.value();
        (
            !exact,
            self.printed.is_only_in_tens(hit.value),
            departures,
            name_rank(hit),
            Reverse(hit.question.periods.last()),
            hit.question.companies.len() == 1,
        )
    }

    /// Every question that the number may answer.
    fn questions(&self, judge: &mut Judge<'d>) -> Result<Vec<Question<'d>>, Problems> {
        let data = judge.figures.data;
        let mut questions = Vec::new();
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
                for &measure in self.measures(subject, group.len()) {
                    let periods = (first..=last).flat_map(|year| periods(year, subject));
                    for period in periods.filter(|period| measure != Measure::Qoq || period.is_quarter()) {
                        questions.push(Question {
                            measure,
                            of: subject,
                            over: None,
                            companies: group.clone(),
                            than: Vec::new(),
                            periods: period.into(),
                            from_periods: period.previous().into(),
                            currency: self.currency,
                            ranks: Vec::new(),
                            stated: self.stated,
                        });
                    }
                }
            }
        }
        Ok(questions)
    }

    /// The measures that a number of this kind can be, of a company or of several.
    fn measures(&self, subject: Subject<'_>, companies: usize) -> &'static [Measure] {
        let of_money = self.printed.unit().is_of_money();
        let is_amount = match subject {
            Subject::Metric(metric) => metric.kind.is_amount(),
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

impl<'d> Searcher<'d> {
    fn new(search: &Search<'d>, data: &'d Dataset) -> Self {
        let capex = &data.metric_by_id(&MetricId::capex()).id;
        let metrics = search.subjects.iter().filter_map(|subject| match subject {
            Subject::Metric(metric) => Some(&metric.id),
            _ => None,
        });
        let metrics = std::iter::once(capex).chain(metrics).collect();
        let judge = Judge::of(data, metrics, search.known).converting_at(search.rates);
        Self { judge, filter: Filter::new(search.known) }
    }

    /// The readings of a question that have answers, and the least distance of any of them from the number.
    fn candidates(
        &mut self,
        question: &Question<'d>,
        target: &Target,
    ) -> Result<(Option<Decimal>, Vec<CandidateReading<'d>>), Problems> {
        let own = Reading::of(question, self.judge.figures.data, self.filter.known);
        // There is so little guidance that all its readings are evaluated.
        let others =
            if question.is_of_guidance() { Vec::new() } else { self.judge.choices(question, &own)?.readings(own) };
        let mut ranges = Ranges { filter: &mut self.filter, figures: &mut self.judge.figures, question };
        let mut candidates = Vec::new();
        for reading in std::iter::once(own).chain(others) {
            if let Some(range) = ranges.of(&reading)? {
                candidates.push((target.off(range), reading));
            }
        }
        Ok((candidates.iter().map(|(off, _)| *off).min(), candidates))
    }

    /// The wanted numbers that a question has under the candidates within a distance.
    fn hits(
        &mut self,
        question: &Question<'d>,
        candidates: &[CandidateReading<'d>],
        most: Decimal,
        is_wanted: impl Fn(Decimal) -> bool,
    ) -> Result<Vec<Hit<'d>>, Problems> {
        let (own, evaluated) = self.judge.own(question)?;
        let mut choices = self.judge.choices(question, &own)?;
        choices.days = self.judge.days(question, &own)?;
        let near: Vec<Reading<'d>> =
            candidates.iter().filter(|(off, _)| *off <= most).map(|(_, reading)| *reading).collect();
        if let Subject::Metric(metric) = question.of {
            choices.keep(&near);
            let mut ranges = Ranges { filter: &mut self.filter, figures: &mut self.judge.figures, question };
            choices.keep_days(&ranges.changes(metric, &near)?);
        }
        let near: HashSet<Reading<'d>> = near.into_iter().collect();
        let is_near = |reading: &Reading<'d>| {
            question.is_of_guidance() || near.contains(&Reading { as_of: own.as_of, ..*reading })
        };
        let is_wanted = |evaluated: &Evaluated<'d>| evaluated.found.number().is_some_and(&is_wanted);
        let mut readings = choices.readings(own);
        readings.retain(is_near);
        let others = self.judge.answers(question, own, &choices, readings, is_wanted)?;
        let first = ReadingAnswer::of(own, &evaluated).filter(|first| is_near(&own) && is_wanted(&first.evaluated));
        let all = first.into_iter().chain(others);
        let hit = |ReadingAnswer { reading, evaluated }| {
            let value = evaluated.found.number()?;
            Some(Hit { question: question.clone(), own, reading, value, evaluated })
        };
        Ok(all.filter_map(hit).collect())
    }

    /// The answer that is nearest to the number.
    fn nearest(
        &mut self,
        mut missed: Vec<(Decimal, usize, Question<'d>)>,
        target: &Target,
    ) -> Result<Option<Hit<'d>>, Problems> {
        missed.sort_by_key(|(off, place, _)| (*off, *place));
        let value = target.value;
        let mut nearest: Option<(Decimal, usize, Hit<'d>)> = None;
        for (off, place, question) in missed {
            let most = nearest.as_ref().map_or(Decimal::MAX, |(least, ..)| *least);
            if off > most {
                break;
            }
            let (_, candidates) = self.candidates(&question, target)?;
            for hit in self.hits(&question, &candidates, most, |number| (number - value).abs() <= most)? {
                let distance = (hit.value - value).abs();
                if nearest.as_ref().is_none_or(|(least, of, _)| (distance, place) < (*least, *of)) {
                    nearest = Some((distance, place, hit));
                }
            }
        }
        Ok(nearest.map(|(.., hit)| hit))
    }
}

/// Each figure once: the same quarters can have several names, of which the plainest is kept, in the place of the first.
fn by_plainest_name<'d>(hits: impl Iterator<Item = Hit<'d>>) -> Vec<Hit<'d>> {
    let mut places: HashMap<HitKey<'d>, usize> = HashMap::new();
    let mut plainest: Vec<Hit<'d>> = Vec::new();
    for hit in hits {
        match places.entry(HitKey::of(&hit)) {
            Entry::Vacant(place) => {
                place.insert(plainest.len());
                plainest.push(hit);
            }
            Entry::Occupied(place) => {
                if let Some(known) = plainest.get_mut(*place.get())
                    && name_rank(&hit) < name_rank(known)
                {
                    *known = hit;
                }
            }
        }
    }
    plainest
}

/// How often figures of such periods are printed, the most often first.
fn name_rank(hit: &Hit<'_>) -> u8 {
    match hit.question.periods.last().part_of_year().part {
        Part::Year => 0,
        Part::Quarter(_) => 1,
        Part::Half(_) => 2,
        Part::TrailingYear(_) => 3,
        Part::NineMonths => 4,
        Part::Run(..) => 5,
    }
}

/// The periods that end in a calendar year; guidance is never for trailing twelve months, and a balance is at the end of a
/// quarter.
fn periods(year: i16, subject: Subject<'_>) -> impl Iterator<Item = Period> {
    let is_balance = matches!(subject, Subject::Metric(metric) if metric.kind == Kind::Balance);
    let year_and_halves = [Part::Year, Part::Half(1), Part::Half(2)].into_iter().filter(move |_| !is_balance);
    let quarters = (1..=4).map(Part::Quarter);
    let trailing = (1..=3).map(Part::TrailingYear).filter(move |_| subject != Subject::Guidance && !is_balance);
    year_and_halves.chain(quarters).chain(trailing).map(move |part| Period::Calendar(PartOfYear { year, part }))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use jiff::ToSpan as _;
    use proptest::prelude::*;
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;

    use super::*;
    use crate::claims::{PrintedUnit, RateChoice};
    use crate::model::FiscalCalendar;

    /// What every reading of every question gives, nothing left out beforehand.
    fn everything<'d>(find: &Search<'d>, search: &mut Searcher<'d>) -> Vec<(usize, Hit<'d>)> {
        let mut all = Vec::new();
        for (place, question) in find.questions(&mut search.judge).unwrap().into_iter().enumerate() {
            let (own, evaluated) = search.judge.own(&question).unwrap();
            let others = search.judge.others(&question, own).unwrap();
            let own_answer = Result::as_ref(&evaluated)
                .ok()
                .map(|evaluated| ReadingAnswer { reading: own, evaluated: evaluated.clone() });
            for ReadingAnswer { reading, evaluated } in own_answer.into_iter().chain(others.iter().cloned()) {
                // Only claims are read so.
                if reading.trailing || reading.rest {
                    continue;
                }
                let Some(value) = evaluated.found.number() else { continue };
                all.push((place, Hit { question: question.clone(), own, reading, value, evaluated }));
            }
        }
        all
    }

    /// Of all that there is, what rounds to the number, or else what is nearest.
    fn unfiltered<'d>(find: &Search<'d>, all: &[(usize, Hit<'d>)]) -> Hits<'d> {
        let off = |hit: &Hit<'d>| (hit.value - find.printed.value()).abs();
        let mut found: Vec<_> = all.iter().filter(|(_, hit)| find.printed.is(hit.value)).cloned().collect();
        found.sort_by_key(|(place, hit)| (find.rank(hit), *place));
        let nearest = all.iter().min_by_key(|(_, hit)| off(hit)).filter(|_| found.is_empty());
        Hits {
            found: by_plainest_name(found.into_iter().map(|(_, hit)| hit)),
            nearest: nearest.map(|(_, hit)| hit.clone()),
        }
    }

    /// Searches for numbers printed to some digits, near figures that there are, agree with looking at everything.
    fn agrees(data: &Dataset, find: &Search<'_>, numbers: usize) {
        let mut search = Searcher::new(find, data);
        let all = everything(find, &mut search);
        assert!(all.len() > 1000, "{}", all.len());
        let unit = find.printed.unit();
        let near = (0..all.len(), 0_u32..4, -8_i64..=8).prop_map(|(at, places, off)| {
            let number = all[at].1.value / unit.size();
            (number + Decimal::new(off, places + 1)).round_dp(places)
        });
        let mut runner = TestRunner::deterministic();
        let mut found = 0;
        for _ in 0..numbers {
            let number = near.new_tree(&mut runner).unwrap().current();
            let find = Search { printed: PrintedNumber::new(number, unit).unwrap(), ..find.clone() };
            let hits = find.search(&mut search).unwrap();
            assert_eq!(hits, unfiltered(&find, &all), "{}", find.printed);
            found += usize::from(!hits.found.is_empty());
        }
        assert!(found > numbers / 5 && found < numbers, "{found} of {numbers}");
    }

    /// Capital expenditures and guidance of all companies, in billions of dollars.
    fn find(data: &Dataset, unit: PrintedUnit) -> Search<'_> {
        Search {
            printed: PrintedNumber::new(Decimal::ONE, unit).unwrap(),
            currency: Currency::USD,
            stated: StatedReading::default(),
            companies: data.companies().iter().collect(),
            subjects: vec![Subject::Metric(data.metric("capex").unwrap()), Subject::Guidance],
            known: None,
            rates: None,
        }
    }

    /// Two companies of one's own, one of them with a year that ends with May, and a restatement of each.
    fn own_data() -> Dataset {
        let companies = "ticker,name,fiscal_year_end\nONE,One,12-31\nTWO,Two,05-31\n";
        let definitions = "company,metric,basis,formula,words\n\
            ONE,capex,headline,+ppe_purchases,purchases\nTWO,capex,headline,+ppe_purchases -ppe_proceeds,net purchases\n";
        let mut facts = "company,metric,start,end,value,currency,published,restated\n".to_owned();
        let mut fact = |company: &str, metric: &str, first: FiscalQuarter, quarters: i32, value: i64, later: i64| {
            let calendar = FiscalCalendar::ending_in(if company == "ONE" { 12 } else { 5 }).unwrap();
            let (start, end) = (calendar.span(first).start, calendar.span(first.plus(quarters - 1)).end);
            let published = end.checked_add(later.days()).unwrap();
            let restated = if later > 100 { "yes" } else { "" };
            writeln!(facts, "{company},{metric},{start},{end},{value}000000,USD,{published},{restated}").unwrap();
        };
        for year in 2018..=2024_i16 {
            for (company, size) in [("ONE", 900), ("TWO", 350)] {
                for (metric, part) in [("ppe_purchases", 10), ("ppe_proceeds", 1)] {
                    let value = |quarters: i32| {
                        i64::from(quarters) * size * part / 10 * i64::from(year - 2010)
                            + i64::from(quarters * quarters) * 7
                    };
                    let first = FiscalQuarter::new(year, 1);
                    for quarters in 1..=4 {
                        fact(company, metric, first, quarters, value(quarters), 30);
                    }
                    if year % 3 == 0 {
                        fact(company, metric, first, 1, value(1) + 40, 395);
                        fact(company, metric, first, 4, value(4) + 90, 395);
                    }
                }
            }
        }
        let texts = [("companies.csv", companies), ("definitions.csv", definitions), ("facts.csv", &facts)];
        Dataset::with_texts(texts.map(|(name, text)| (name, text.to_owned()))).unwrap()
    }

    #[test]
    fn amounts_are_found_as_without_a_filter() {
        let data = Dataset::bundled().unwrap();
        agrees(&data, &find(&data, PrintedUnit::Bn), 150);
        let other = ["revenue", "net-income", "fcf"].map(|metric| Subject::Metric(data.metric(metric).unwrap()));
        let known = Some("2023-05-01".parse().unwrap());
        agrees(&data, &Search { subjects: other.to_vec(), known, ..find(&data, PrintedUnit::M) }, 50);
    }

    #[test]
    fn rates_are_found_as_without_a_filter() {
        let data = Dataset::bundled().unwrap();
        agrees(&data, &find(&data, PrintedUnit::Percent), 100);
    }

    #[test]
    fn figures_of_ones_own_are_found_as_without_a_filter() {
        let data = own_data();
        agrees(&data, &find(&data, PrintedUnit::Percent), 50);
        let yuan = "CNY".parse().unwrap();
        agrees(&data, &Search { currency: yuan, ..find(&data, PrintedUnit::Yi) }, 100);
        let stated = StatedReading { rate: Some(RateChoice::Fixed(Decimal::new(91, 2))), ..StatedReading::default() };
        agrees(&data, &Search { currency: Currency::EUR, stated, ..find(&data, PrintedUnit::M) }, 50);
    }
}
