//! Changes of definition, and which figures are on which side of one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::engine::Engine;
use super::working::Working;
use crate::model::{Basis, Company, Definition, Fact, MetricId};

impl<'d> Engine<'d> {
    /// The first definition since whose adoption figures are not like those before, of which one of two workings of a
    /// metric is on this side and the other on that.
    pub fn redefined(
        &self,
        company: &Company,
        metric: &MetricId,
        basis: Option<Basis>,
        one: &Working,
        other: &Working,
    ) -> Option<&'d Arc<Definition>> {
        let (own, others) = (one.facts(), other.facts());
        let mut metrics = vec![metric];
        for fact in own.iter().chain(&others) {
            if !metrics.contains(&&fact.metric) {
                metrics.push(&fact.metric);
            }
        }
        let defined = metrics.into_iter().filter(|id| self.data.is_defined(id));
        let mut changes = defined
            .flat_map(|id| self.data.definitions_of(company, id, basis))
            .filter(|definition| definition.change.is_some());
        changes.find(|definition| {
            let is_of = |fact: &&&Fact| definition.components().any(|id| *id == fact.metric);
            let sides =
                |facts: &[&Fact]| facts.iter().filter(is_of).map(|fact| definition.is_adopted_by(fact)).collect();
            let (own, others): (BTreeSet<bool>, BTreeSet<bool>) = (sides(&own), sides(&others));
            !own.is_empty() && !others.is_empty() && (own.len() > 1 || own != others)
        })
    }

    /// The definition that a working is on: that in force over its days, unless it was published before that one was adopted,
    /// or restates the figure to a later one.
    pub fn definition_behind(
        &self,
        company: &Company,
        in_force: &'d Arc<Definition>,
        working: &Working,
    ) -> &'d Arc<Definition> {
        let all: Vec<&Arc<Definition>> = self.data.definitions_of(company, &in_force.metric, in_force.basis).collect();
        let facts = working.facts();
        let is_behind = |definition: &Definition| {
            let of_it = |fact: &&Fact| definition.components().any(|id| *id == fact.metric);
            facts.iter().copied().filter(of_it).any(|fact| definition.is_adopted_by(fact))
        };
        let mut at = all.iter().position(|one| Arc::ptr_eq(one, in_force)).unwrap_or_default();
        while at > 0 && all.get(at).is_some_and(|one| one.change.is_some() && !is_behind(one)) {
            at -= 1;
        }
        while all.get(at + 1).is_some_and(|one| one.change.is_some() && is_behind(one)) {
            at += 1;
        }
        all.get(at).copied().unwrap_or(in_force)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use jiff::civil::Date;

    use super::*;
    use crate::data::Dataset;
    use crate::derive::{Gap, by_metric};
    use crate::model::{CalendarQuarter, Confidence, FiscalQuarter, Origin, Part, PartOfYear, Period, Span};

    /// The quarters of three years, each with a balance or without.
    fn balances() -> impl Strategy<Value = Vec<Option<i64>>> {
        proptest::collection::vec(proptest::option::of(1_i64..1_000_000), 12)
    }

    fn balance(metric: &MetricId, day: Date, value: i64, published: Date, restated: bool) -> Fact {
        Fact {
            metric: metric.clone(),
            span: Span::at(day),
            value: Decimal::from(value),
            currency: None,
            rounded_to: None,
            published,
            source: "document".into(),
            confidence: Confidence::Filing,
            restated,
            last_printed: None,
            note: String::new(),
            line: 1,
            origin: Origin::Bundled,
        }
    }

    proptest! {
        #[test]
        fn a_balance_is_that_at_the_end_of_a_period_and_never_a_sum(
            values in balances(), ticker in prop::sample::select(vec!["AMZN", "MSFT"]), restated in 0_usize..24,
        ) {
            let data = Dataset::bundled().unwrap();
            let (company, metric) = (data.company(ticker).unwrap(), data.metric("backlog").unwrap());
            let first = CalendarQuarter::new(2020, 1);
            let day = |at: usize| {
                let quarter = company.calendar.in_calendar_quarter(first.plus(i32::try_from(at).unwrap()));
                company.calendar.span(quarter).end
            };
            let mut facts = Vec::new();
            for (at, value) in values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))) {
                facts.push(balance(&metric.id, day(at), value, day(at).tomorrow().unwrap(), false));
            }
            // One of them printed anew, a year later.
            let mut newest = values;
            if let Some(Some(value)) = newest.get_mut(restated) {
                *value += 1;
                let published = day(restated + 4).tomorrow().unwrap();
                facts.push(balance(&metric.id, day(restated), *value, published, true));
            }
            let facts = by_metric(company, &[&metric.id], facts);
            let engine = Engine::of_facts(&data, None, company, &facts);
            for year in 2020_i16..=2022 {
                let parts = (1..=4).map(Part::Quarter).chain([Part::Year, Part::NineMonths, Part::Half(1), Part::Half(2)]);
                for part in parts {
                    let at = usize::try_from(year - 2020).unwrap() * 4 + usize::from(part.last_quarter()) - 1;
                    let figure = engine.figure(company, metric, None, Period::Calendar(PartOfYear { year, part }));
                    prop_assert_eq!(figure.as_ref().ok().map(|figure| figure.working.value), newest[at].map(Decimal::from));
                    if let Ok(figure) = figure {
                        prop_assert!(figure.is_whole() && figure.working.approximation.is_none());
                        prop_assert_eq!(figure.working.span, Span::at(day(at)));
                    }
                }
                for number in 1..=4 {
                    let trailing = PartOfYear { year, part: Part::TrailingYear(number) };
                    for period in [Period::Calendar(trailing), Period::Fiscal(trailing)] {
                        prop_assert_eq!(engine.figure(company, metric, None, period), Err(Gap::Balance));
                    }
                }
            }
        }

        #[test]
        fn two_balances_are_on_one_definition_only_on_one_side_of_its_change(
            one in 0_usize..16, other in 0_usize..16, anew in any::<(bool, bool)>(),
        ) {
            let data = Dataset::bundled().unwrap();
            let (company, metric) = (data.company("GOOGL").unwrap(), data.metric("google-cloud-backlog").unwrap());
            let quarter = |at: usize| FiscalQuarter::new(2024, 1).plus(i32::try_from(at).unwrap());
            // The definition changed with the first quarter of 2026, and a figure printed anew is on the new one.
            let working = |at: usize, anew: bool| {
                let day = company.calendar.span(quarter(at)).end;
                let published = if anew { Date::constant(2030, 1, 1) } else { day.checked_add(jiff::ToSpan::days(30)).unwrap() };
                Working::filed(Arc::new(balance(&metric.id, day, 1, published, anew)))
            };
            let engine = Engine::of_facts(&data, None, company, &Vec::new());
            let redefined = engine.redefined(company, &metric.id, None, &working(one, anew.0), &working(other, anew.1));
            let is_new = |at: usize, anew: bool| anew || at >= 8;
            prop_assert_eq!(redefined.is_some(), is_new(one, anew.0) != is_new(other, anew.1));
        }
    }
}
