//! Readings of a claim: its own, as it states or by default, and the others, in a fixed order.

use std::collections::BTreeSet;
use std::ops::Bound;

use jiff::civil::Date;

use super::claim::{Question, RateChoice};
use super::period_set::PeriodSet;
use super::vocabulary::{Calendar, SaidBy};
use crate::data::Dataset;
use crate::model::{Basis, Company, Part, PartOfYear, Period};

/// One way of reading a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reading<'d> {
    /// What counts as capital expenditures; `None` where nothing depends on it, or for a metric as each company defines it.
    pub basis: Option<Basis>,
    /// One company on another basis than the others.
    pub one_company: Option<(&'d Company, Basis)>,
    /// Calendar or fiscal years. `None`, for guidance: the calendar year if the company spoke of it, else its fiscal year of
    /// that number.
    pub calendar: Option<Calendar>,
    /// Whether a quarter stands for the twelve months that end with it.
    pub trailing: bool,
    /// The day up to which published data counts; `None`: all data.
    pub as_of: Option<Date>,
    /// Whether guidance on a period that has begun is what was spent of it and what was said of the rest.
    pub rest: bool,
    /// Whose statement of guidance.
    pub said_by: SaidBy,
    /// Which figure of a range.
    pub end: GuidanceEnd,
    /// How dollars become the claim's currency.
    pub rate: RateChoice,
}

/// Which figure of a range stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GuidanceEnd {
    /// The one figure given; a range has none.
    One,
    /// The lower.
    Low,
    /// The upper.
    High,
    /// The middle, which nobody stated.
    Middle,
}

/// A way in which a reading departs from the default one, in the order in which they are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Departure {
    /// Another basis.
    Basis,
    /// One company on another basis.
    OneCompany,
    /// Another calendar.
    Calendar,
    /// Twelve months.
    Trailing,
    /// What was known earlier.
    Vintage,
    /// What was spent and what was said of the rest.
    Rest,
    /// What the press said.
    SaidBy,
    /// An end of a range.
    End,
    /// Another rate of exchange.
    Rate,
}

impl Departure {
    const ALL: [Self; 9] = [
        Self::Basis,
        Self::OneCompany,
        Self::Calendar,
        Self::Trailing,
        Self::Vintage,
        Self::Rest,
        Self::SaidBy,
        Self::End,
        Self::Rate,
    ];
}

/// The most departures of a reading from the default one: with more, some reading gives almost any figure.
const MOST_DEPARTURES: usize = 2;

impl Reading<'_> {
    /// The reading a question states, and the usual one where it states none. `known` is the as-of day of the
    /// whole file; a claim's own day may be earlier, not later.
    pub fn of(question: &Question<'_>, data: &Dataset, known: Option<Date>) -> Self {
        let stated = question.stated;
        let usual = if question.is_of_guidance() { None } else { Some(Calendar::Calendar) };
        Self {
            basis: stated.basis.or_else(|| question.bases(data).first().copied().flatten()),
            one_company: None,
            calendar: if question.periods.is_fiscal() { Some(Calendar::Fiscal) } else { stated.calendar.or(usual) },
            trailing: false,
            rest: false,
            as_of: stated.as_of.into_iter().chain(known).min(),
            said_by: stated.said_by.unwrap_or(SaidBy::Company),
            end: GuidanceEnd::One,
            rate: stated.rate.unwrap_or(RateChoice::Policy),
        }
    }

    /// A period in the calendar of the reading.
    pub fn period(&self, period: Period) -> Period {
        let PartOfYear { year, part } = period.part_of_year();
        let period = match part {
            Part::Quarter(number) if self.trailing => {
                period.with(PartOfYear { year, part: Part::TrailingYear(number) })
            }
            _ => period,
        };
        match self.calendar {
            Some(Calendar::Fiscal) => period.fiscal(),
            Some(Calendar::Calendar) => Period::Calendar(period.part_of_year()),
            None => period,
        }
    }

    /// Periods in the calendar of the reading.
    pub fn periods(&self, periods: &PeriodSet) -> PeriodSet {
        periods.map(|period| self.period(period))
    }

    /// The ways in which it differs from another.
    pub fn departures<'r>(&'r self, from: &'r Self) -> impl Iterator<Item = Departure> {
        Departure::ALL.into_iter().filter(move |departure| match departure {
            Departure::Basis => self.basis != from.basis,
            Departure::OneCompany => self.one_company != from.one_company,
            Departure::Calendar => self.calendar != from.calendar,
            Departure::Trailing => self.trailing != from.trailing,
            Departure::Vintage => self.as_of != from.as_of,
            Departure::Rest => self.rest != from.rest,
            Departure::SaidBy => self.said_by != from.said_by,
            Departure::End => self.end != from.end,
            Departure::Rate => self.rate != from.rate,
        })
    }

    /// The same with one departure from another reading undone.
    #[must_use]
    pub fn without(self, departure: Departure, from: &Self) -> Self {
        match departure {
            Departure::Basis => Self { basis: from.basis, ..self },
            Departure::OneCompany => Self { one_company: from.one_company, ..self },
            Departure::Calendar => Self { calendar: from.calendar, ..self },
            Departure::Trailing => Self { trailing: from.trailing, ..self },
            Departure::Vintage => Self { as_of: from.as_of, ..self },
            Departure::Rest => Self { rest: from.rest, ..self },
            Departure::SaidBy => Self { said_by: from.said_by, ..self },
            Departure::End => Self { end: from.end, ..self },
            Departure::Rate => Self { rate: from.rate, ..self },
        }
    }

    /// Whether such figures are printed at all: hardly anybody prints purchases with lease principal, or cash flow less
    /// capital expenditures that took no cash.
    pub fn is_usual(&self, default: &Self) -> bool {
        self.basis == default.basis
            || match self.basis {
                Some(Basis::Leases | Basis::Acquired) => false,
                Some(Basis::Headline) => default.basis.is_some(),
                _ => true,
            }
    }

    /// Whether it differs in at most one way, beside the exchange rate.
    pub fn is_one_step(&self, default: &Self) -> bool {
        self.departures(default).filter(|departure| *departure != Departure::Rate).count() <= 1
    }

    /// Whether it is tried: it has few departures, and one company on another basis, or a basis that is hardly printed, is
    /// combined with nothing but another exchange rate.
    fn is_tried(&self, default: &Self) -> bool {
        let stands_alone = self.one_company != default.one_company || !self.is_usual(default);
        let is_near = (1..=MOST_DEPARTURES).contains(&self.departures(default).count());
        is_near && (!stands_alone || self.is_one_step(default))
    }

    /// Whether it agrees with all that a question states.
    pub fn keeps_to(&self, question: &Question<'_>, default: &Self) -> bool {
        let stated = question.stated;
        let mut departures = self.departures(default);
        !departures.any(|departure| match departure {
            Departure::Basis | Departure::OneCompany => stated.basis.is_some(),
            // A year can mean the fiscal year of that number; quarters and halves say their months.
            Departure::Calendar => {
                let is_of_a_year = question.periods.is_of_years();
                stated.calendar.is_some() || question.periods.is_fiscal() || !is_of_a_year
            }
            // What was known on an earlier day was known on the stated one too.
            Departure::Vintage => stated.newest_plan && question.is_of_guidance(),
            Departure::Trailing | Departure::Rest | Departure::End => false,
            Departure::SaidBy => stated.said_by.is_some(),
            Departure::Rate => stated.rate.is_some(),
        })
    }

    /// The basis a company is counted on.
    pub fn basis_of(&self, company: &Company) -> Option<Basis> {
        self.one_company
            .filter(|(one_company, _)| one_company.ticker == company.ticker)
            .map_or(self.basis, |(_, basis)| Some(basis))
    }
}

/// The choices that a question leaves, the default first.
#[derive(Debug, Default)]
pub struct Choices<'d> {
    /// Bases.
    pub bases: Vec<Option<Basis>>,
    /// Single companies on another basis.
    pub one_company: Vec<(&'d Company, Basis)>,
    /// Calendars.
    pub calendars: Vec<Option<Calendar>>,
    /// A quarter, and the twelve months that end with it.
    pub trailing: Vec<bool>,
    /// Earlier days.
    pub days: Vec<Option<Date>>,
    /// A statement on the whole period, and one on the rest of it.
    pub rest: Vec<bool>,
    /// Who said it.
    pub said_by: Vec<SaidBy>,
    /// Ends of ranges.
    pub ends: Vec<GuidanceEnd>,
    /// Rates of exchange.
    pub rates: Vec<RateChoice>,
}

impl<'d> Choices<'d> {
    /// Every reading but the default one, those with fewer departures first; among equals in the order of [`Departure`].
    pub fn readings(&self, default: Reading<'d>) -> Vec<Reading<'d>> {
        let one_company =
            self.one_company.iter().map(|&one_company| Reading { one_company: Some(one_company), ..default });
        let by_basis: Vec<Reading<'d>> =
            self.bases.iter().map(|&basis| Reading { basis, ..default }).chain(one_company).collect();
        let mut all = vec![default];
        all = across(all, &self.rates, |reading, rate| Reading { rate, ..reading });
        all = across(all, &self.ends, |reading, end| Reading { end, ..reading });
        all = across(all, &self.said_by, |reading, said_by| Reading { said_by, ..reading });
        all = across(all, &self.rest, |reading, rest| Reading { rest, ..reading });
        all = across(all, &self.days, |reading, as_of| Reading { as_of, ..reading });
        all = across(all, &self.trailing, |reading, trailing| Reading { trailing, ..reading });
        all = across(all, &self.calendars, |reading, calendar| Reading { calendar, ..reading });
        all = across(all, &by_basis, |reading, of: Reading<'d>| Reading {
            basis: of.basis,
            one_company: of.one_company,
            ..reading
        });
        all.retain(|reading| reading.is_tried(&default));
        all.sort_by_cached_key(|reading| reading.departures(&default).count());
        all
    }

    /// Removes the choices, but for days, that none of some readings has.
    pub fn keep(&mut self, readings: &[Reading<'d>]) {
        self.bases.retain(|basis| readings.iter().any(|reading| reading.basis == *basis));
        self.one_company.retain(|one_company| readings.iter().any(|reading| reading.one_company == Some(*one_company)));
        self.calendars.retain(|calendar| readings.iter().any(|reading| reading.calendar == *calendar));
        self.rates.retain(|rate| readings.iter().any(|reading| reading.rate == *rate));
    }

    /// Removes earlier days between which and the next one tried nothing changed.
    pub fn keep_days(&mut self, changes: &BTreeSet<Date>) {
        let mut tried = None;
        self.days.retain(|&day| match (tried.replace(day), day) {
            (Some(next), Some(day)) => {
                let until = next.map_or(Bound::Unbounded, Bound::Included);
                changes.range((Bound::Excluded(day), until)).next().is_some()
            }
            _ => true,
        });
    }
}

/// The rates a question can be converted at, the reading's own first.
pub(super) fn rate_choices(question: &Question<'_>, own: &Reading<'_>) -> Vec<RateChoice> {
    let mut rates = vec![own.rate];
    let end = question.companies.first().map(|company| question.periods.span(company.calendar).end);
    let days = [own.as_of, end.filter(|_| !question.is_of_guidance())].into_iter().flatten();
    for rate in [RateChoice::Policy].into_iter().chain(question.stated.rate).chain(days.map(RateChoice::Of)) {
        if !rates.contains(&rate) {
            rates.push(rate);
        }
    }
    rates
}

/// Each reading with each choice, if there are any.
fn across<'d, T: Copy>(
    readings: Vec<Reading<'d>>,
    choices: &[T],
    with: impl Fn(Reading<'d>, T) -> Reading<'d>,
) -> Vec<Reading<'d>> {
    if choices.is_empty() {
        return readings;
    }
    readings
        .iter()
        .flat_map(|&reading| choices.iter().map(move |&choice| (reading, choice)))
        .map(|(r, c)| with(r, c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn default() -> Reading<'static> {
        Reading {
            basis: Some(Basis::Headline),
            one_company: None,
            calendar: Some(Calendar::Calendar),
            trailing: false,
            as_of: None,
            rest: false,
            said_by: SaidBy::Company,
            end: GuidanceEnd::One,
            rate: RateChoice::Policy,
        }
    }

    #[test]
    fn readings_come_with_few_departures_first_and_in_a_fixed_order() {
        let day: Date = "2025-02-08".parse().unwrap();
        let choices = Choices {
            bases: [Basis::Headline, Basis::Cash, Basis::Net].map(Some).into(),
            calendars: vec![Some(Calendar::Calendar), Some(Calendar::Fiscal)],
            days: vec![None, Some(day)],
            ..Choices::default()
        };
        let readings = choices.readings(default());
        let axes: Vec<Vec<Departure>> =
            readings.iter().map(|reading| reading.departures(&default()).collect()).collect();
        let one = [Departure::Basis, Departure::Basis, Departure::Calendar, Departure::Vintage]
            .map(|departure| vec![departure]);
        assert_eq!(axes[..4], one);
        // Three departures at once are not tried.
        assert!(axes.iter().all(|axes| (1..=MOST_DEPARTURES).contains(&axes.len())));
        assert_eq!(axes.len(), 4 + 2 + 2 + 1);
    }

    #[test]
    fn a_departure_undone_is_the_default_again() {
        let reading = Reading { basis: Some(Basis::Net), end: GuidanceEnd::High, ..default() };
        let without = reading.without(Departure::End, &default());
        assert_eq!(without.departures(&default()).collect::<Vec<_>>(), [Departure::Basis]);
        assert_eq!(without.without(Departure::Basis, &default()), default());
    }
}
