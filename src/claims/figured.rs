//! Between what the figures of several companies lie over one period, and their sums.

use std::rc::Rc;

use rust_decimal::Decimal;

use super::absent::Stop;
use super::figures::Figures;
use super::reading::Conversion;
use crate::derive::{Range, Series};
use crate::model::{Company, Currency, Period, Sign};

/// A company's figures.
pub(super) struct Member<'d> {
    /// The company.
    pub company: &'d Company,
    /// On any of the bases.
    pub any: Rc<Series<'d>>,
    /// On each of them.
    pub each: Vec<Rc<Series<'d>>>,
}

/// Whether figures are told apart by basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bases {
    /// They lie between what they are on one basis or another.
    Any,
    /// They are told apart.
    Each,
}

/// Of each of some companies, its figures over a period, told apart by basis or not.
pub(super) struct Figured {
    period: Period,
    bases: Bases,
    figures: Vec<Vec<Option<Range>>>,
}

impl<'d> Member<'d> {
    fn series(&self, bases: Bases) -> &[Rc<Series<'d>>] {
        match bases {
            Bases::Any => std::slice::from_ref(&self.any),
            Bases::Each => &self.each,
        }
    }

    /// The sum over some companies, on whichever bases.
    pub fn sum(companies: &[Rc<Self>], period: Period) -> Option<Range> {
        let mut figures = companies.iter().map(|member| {
            let (first, last) = period.ends(member.company.calendar);
            member.any.over(first, last)
        });
        let first = figures.next()??;
        figures.try_fold(first, |sum, figure| Some(sum.plus(Sign::Plus, figure?)))
    }
}

impl Figured {
    /// The figures of some companies over a period.
    pub fn of(companies: &[Rc<Member<'_>>], period: Period, bases: Bases) -> Self {
        let of_company = |member: &Rc<Member<'_>>| {
            let (first, last) = period.ends(member.company.calendar);
            member.series(bases).iter().map(|series| series.over(first, last)).collect()
        };
        Self { period, bases, figures: companies.iter().map(of_company).collect() }
    }

    /// Calls `on_sum` with the sum over the companies on each basis, and with those in which one company is on another of
    /// the bases `apart`; beside each, the like sum of other figures.
    pub fn each_sum(&self, under: Option<&Self>, apart: &[usize], mut on_sum: impl FnMut(Range, Option<Range>)) {
        let bases = self.figures.first().map_or(0, Vec::len);
        for basis in 0..bases {
            let one = (0..self.figures.len()).flat_map(|company| apart.iter().map(move |&basis| (company, basis)));
            for apart in std::iter::once(None).chain(one.map(Some)) {
                let Some(over) = self.sum(basis, apart) else { continue };
                match under {
                    None => on_sum(over, None),
                    Some(under) => {
                        if let Some(under) = under.sum(basis, apart) {
                            on_sum(over, Some(under));
                        }
                    }
                }
            }
        }
    }

    fn sum(&self, basis: usize, apart: Option<(usize, usize)>) -> Option<Range> {
        let basis_of = |company: usize| apart.filter(|(of, _)| *of == company).map_or(basis, |(_, basis)| basis);
        let mut figures = self.figures.iter().enumerate().map(|(company, bases)| *bases.get(basis_of(company))?);
        let first = figures.next()??;
        figures.try_fold(first, |sum, figure| Some(sum.plus(Sign::Plus, figure?)))
    }

    /// The same in another currency.
    pub fn converted(
        &self,
        companies: &[Rc<Member<'_>>],
        look_ups: &mut Figures<'_>,
        currency: Currency,
        rate: Conversion,
    ) -> Result<Self, Stop> {
        let rate = match rate {
            Conversion::Fixed(rate) => rate,
            Conversion::Of(day) => look_ups.rate_on(currency, day)?,
            Conversion::Policy => return self.at_averages(companies, look_ups, currency),
        };
        let times = |figure: &Option<Range>| figure.map(|figure| figure.times(rate));
        let figures = self.figures.iter().map(|bases| bases.iter().map(times).collect()).collect();
        Ok(Self { figures, ..*self })
    }

    /// Each quarter at its average rate.
    fn at_averages(
        &self,
        companies: &[Rc<Member<'_>>],
        look_ups: &mut Figures<'_>,
        currency: Currency,
    ) -> Result<Self, Stop> {
        let mut figures = Vec::new();
        for (member, wholes) in companies.iter().zip(&self.figures) {
            let calendar = member.company.calendar;
            let mut sums: Vec<Option<Range>> =
                wholes.iter().map(|whole| whole.map(|_| Range::at(Decimal::ZERO))).collect();
            if sums.iter().any(Option::is_some) {
                for quarter in self.period.quarters(calendar) {
                    let rate = look_ups.average(currency, calendar.span(quarter))?;
                    for (sum, series) in sums.iter_mut().zip(member.series(self.bases)) {
                        let figure = series.over(quarter, quarter).map(|figure| figure.times(rate));
                        *sum = sum.zip(figure).map(|(sum, figure)| sum.plus(Sign::Plus, figure));
                    }
                }
            }
            figures.push(sums);
        }
        Ok(Self { figures, ..*self })
    }
}
