//! Between what the ends of companies' plans lie, whoever spoke of them and when.

use std::rc::Rc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::absent::Stop;
use super::claim::{Measure, Question};
use super::figured::Member;
use super::figures::Figures;
use super::judge::rates;
use super::reading::{Conversion, Reading};

use crate::data::Problems;
use crate::derive::Range;
use crate::model::{Company, Currency, FiscalQuarter, Period, Sign};

/// What each of some companies said.
pub(super) struct Promised(Vec<Vec<Said>>);

/// A figure that somebody gave of a company's plans.
struct Said {
    announced: Date,
    period: Period,
    /// The quarters of the period.
    quarters: (FiscalQuarter, FiscalQuarter),
    ends: Range,
}

impl Promised {
    /// What was said of the plans of some companies by a day.
    pub fn of<'d>(figures: &mut Figures<'d>, companies: &[&'d Company], known: Option<Date>) -> Result<Self, Problems> {
        let mut all = Vec::new();
        for company in companies {
            let statements = figures.statements(company)?;
            let by_then = statements.iter().filter(|said| known.is_none_or(|day| said.announced <= day));
            let said = by_then.filter_map(|said| {
                let ends = said.low.into_iter().chain(said.high).map(Range::at).reduce(Range::or)?;
                let quarters = said.period.ends(company.calendar);
                Some(Said { announced: said.announced, period: said.period, quarters, ends })
            });
            all.push(said.collect());
        }
        Ok(Self(all))
    }

    /// Between what the answers to a question lie, each somewhere between one of these.
    pub fn ranges<'d>(
        &self,
        figures: &mut Figures<'d>,
        question: &Question<'d>,
        spent: &[Rc<Member<'d>>],
        known: Option<Date>,
    ) -> Result<Vec<Range>, Stop> {
        let ([member], [said]) = (spent, self.0.as_slice()) else {
            return Ok(self.range(figures, question, spent, known)?.into_iter().collect());
        };
        // Of one company an answer is an end of a statement, or the middle, or its growth on one of the bases.
        let quarters = asked(question, member);
        let mut ranges = Vec::new();
        for said in said.iter().filter(|said| quarters.contains(&said.quarters)) {
            let Range { low, high } = said.ends;
            for figure in [low, high, (low + high) / Decimal::TWO].map(Range::at) {
                if question.measure == Measure::Yoy {
                    let (first, last) = said.year_before(member.company);
                    let spent = member.each.iter().filter_map(|series| series.over(first, last));
                    ranges.extend(spent.filter_map(|spent| Range::change(spent, figure)));
                } else {
                    ranges.extend(Said { ends: figure, ..*said }.in_currency(figures, question, known)?);
                }
            }
        }
        Ok(ranges)
    }

    /// The same for all companies together; `None` if there are none.
    fn range<'d>(
        &self,
        figures: &mut Figures<'d>,
        question: &Question<'d>,
        spent: &[Rc<Member<'d>>],
        known: Option<Date>,
    ) -> Result<Option<Range>, Stop> {
        let mut sums: Option<(Range, Range)> = None;
        for (member, said) in spent.iter().zip(&self.0) {
            let quarters = asked(question, member);
            let (mut ends, mut before): (Option<Range>, Option<Range>) = (None, None);
            for said in said.iter().filter(|said| quarters.contains(&said.quarters)) {
                if question.measure == Measure::Yoy {
                    let (first, last) = said.year_before(member.company);
                    before = member.any.over(first, last).into_iter().chain(before).reduce(Range::or);
                    ends = Some(ends.map_or(said.ends, |ends| ends.or(said.ends)));
                } else {
                    ends = said.in_currency(figures, question, known)?.into_iter().chain(ends).reduce(Range::or);
                }
            }
            let Some(ends) = ends else { return Ok(None) };
            let Some(before) = before.or((question.measure != Measure::Yoy).then(|| Range::at(Decimal::ONE))) else {
                return Ok(None);
            };
            sums =
                Some(sums.map_or((ends, before), |(plan, spent)| {
                    (plan.plus(Sign::Plus, ends), spent.plus(Sign::Plus, before))
                }));
        }
        Ok(sums.and_then(|(plan, spent)| match question.measure {
            Measure::Yoy => Range::change(spent, plan),
            _ => Some(plan),
        }))
    }
}

/// The quarters that a question is about, whoever's year is meant.
fn asked(question: &Question<'_>, member: &Member<'_>) -> [(FiscalQuarter, FiscalQuarter); 2] {
    [question.period, question.period.fiscal()].map(|period| period.ends(member.company.calendar))
}

impl Said {
    /// The quarters of the period a year before.
    fn year_before(&self, company: &Company) -> (FiscalQuarter, FiscalQuarter) {
        self.period.plus_years(-1).ends(company.calendar)
    }

    /// The ends in the currency of a question, at any rate that a reading of it takes.
    fn in_currency<'d>(
        &self,
        figures: &mut Figures<'d>,
        question: &Question<'d>,
        known: Option<Date>,
    ) -> Result<Option<Range>, Stop> {
        if question.currency == Currency::USD {
            return Ok(Some(self.ends));
        }
        let mut all = None;
        for rate in rates(question, &Reading::of(question, figures.data, known)) {
            let rate = match rate {
                Conversion::Policy => figures.rate_on(question.currency, self.announced),
                Conversion::Fixed(rate) => Ok(rate),
                Conversion::Of(day) => figures.rate_on(question.currency, day),
            };
            match rate {
                Ok(rate) => all = all.into_iter().chain([self.ends.times(rate)]).reduce(Range::or),
                Err(Stop::Absent(_)) => {}
                Err(broken) => return Err(broken),
            }
        }
        Ok(all)
    }
}
