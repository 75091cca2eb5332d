//! How a figure compares with an earlier one.

use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};

use crate::derive::{Engine, Figure, Gap};
use crate::model::{Basis, Company, Definition, FiscalQuarter, Metric, Period, Words};
use crate::say;

/// Why two figures cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub enum Unlike {
    /// The figure itself is missing.
    NoFigure(Gap),
    /// The earlier figure is missing.
    Missing(Gap),
    /// The earlier figure lacks quarters that the later one has.
    Partial {
        /// Quarters the earlier figure has.
        has: usize,
        /// Quarters the later figure has.
        of: usize,
    },
    /// The one was restated and the other was not.
    Restated,
    /// The later one is on a definition, this one, that the company does not reconcile with the one before.
    Redefined(Arc<Definition>),
    /// Growth from nothing or from a loss says nothing.
    NotPositive,
}

impl Unlike {
    /// Why the two cannot be compared.
    pub fn words(&self) -> Words {
        match self {
            Self::NoFigure(gap) => gap.words(),
            Self::Missing(gap) => say!(earlier_is_missing, gap = gap.words()),
            Self::Partial { has, of } => say!(earlier_covers_some_quarters, has = has.to_string(), of = of.to_string()),
            Self::Restated => say!(one_figure_restated),
            Self::Redefined(definition) => say!(earlier_on_other_definition, words = &definition.words),
            Self::NotPositive => say!(earlier_not_positive),
        }
    }
}

/// Why it is missing, in words.
impl From<&Unlike> for Words {
    fn from(reason: &Unlike) -> Self {
        reason.words()
    }
}

impl From<Unlike> for Words {
    fn from(reason: Unlike) -> Self {
        reason.words()
    }
}

/// The figure of the same quarters a year before: of a partial year, the same quarters only; of several years, of the same
/// number of years before those. Where the company's fiscal year
/// changed in between, quarters of its own years (`fiscal`) have none of the same number a year before.
pub fn year_on_year(
    engine: &Engine<'_>,
    company: &Company,
    metric: &Metric,
    basis: impl Into<Option<Basis>>,
    figure: &Figure,
    fiscal: bool,
) -> Result<Figure, Unlike> {
    let basis = basis.into();
    let back = -i32::try_from(figure.of.div_ceil(4) * 4).unwrap_or(i32::MAX);
    let changed = figure.quarters.iter().find_map(|quarter| company.calendar.changed_within(*quarter, back));
    if let Some(day) = changed.filter(|_| fiscal) {
        return Err(Unlike::Missing(Gap::YearChanged(day)));
    }
    let before: Vec<FiscalQuarter> =
        figure.quarters.iter().map(|quarter| company.calendar.later(*quarter, back)).collect();
    let mut prior = engine.over(company, metric, basis, &before).map_err(Unlike::Missing)?;
    if figure.stands_for_calendar {
        prior = prior.standing_for_calendar();
    }
    if prior.quarters != before {
        return Err(Unlike::Partial { has: prior.quarters.len(), of: before.len() });
    }
    comparable(engine, company, metric, basis, &prior, figure)?;
    Ok(prior)
}

/// The figure of the period before. A quarter of the company's own year has none where its year changed in between.
pub fn previous(
    engine: &Engine<'_>,
    company: &Company,
    metric: &Metric,
    basis: impl Into<Option<Basis>>,
    period: Period,
) -> Result<Figure, Gap> {
    let (first, _) = period.ends(company.calendar);
    match company.calendar.changed_within(first, -1).filter(|_| period.is_fiscal()) {
        Some(day) => Err(Gap::YearChanged(day)),
        None => engine.figure(company, metric, basis, period.previous()),
    }
}

/// That neither of two figures of a metric is as filed before a restatement that the other one has, and that no change of
/// definition of unknown size lies between them. Returns the change of known size that does, if any.
pub fn comparable(
    engine: &Engine<'_>,
    company: &Company,
    metric: &Metric,
    basis: Option<Basis>,
    one: &Figure,
    other: &Figure,
) -> Result<Option<Arc<Definition>>, Unlike> {
    if one.working.is_restated_beside(&other.working) {
        return Err(Unlike::Restated);
    }
    let Some(definition) = engine.redefined(company, &metric.id, basis, &one.working, &other.working) else {
        return Ok(None);
    };
    match definition.change.and_then(|change| change.newly_counted) {
        Some(_) => Ok(Some(Arc::clone(definition))),
        None => Err(Unlike::Redefined(Arc::clone(definition))),
    }
}

/// The relative change from `from` to `to`, as an exact fraction of 28 digits: 0.5 is half as much again. There is none
/// ([`Unlike::NotPositive`]) from nothing or from a loss.
pub fn change(from: Decimal, to: Decimal) -> Result<Decimal, Unlike> {
    if from > Decimal::ZERO { Ok(to / from - Decimal::ONE) } else { Err(Unlike::NotPositive) }
}

/// The constant yearly change that leads from `from` to `to` in `years` years, as a fraction rounded to ten decimals.
///
/// The only figure that is worked out in floating point, because a root needs it; it is good to those ten decimals. There is
/// none ([`Unlike::NotPositive`]) where either figure is not above zero, or no year lies between them.
pub fn annual_growth(from: Decimal, to: Decimal, years: u16) -> Result<Decimal, Unlike> {
    if from <= Decimal::ZERO || to <= Decimal::ZERO || years == 0 {
        return Err(Unlike::NotPositive);
    }
    let ratio = (to / from).to_f64().ok_or(Unlike::NotPositive)?;
    let rate = ratio.powf(1.0 / f64::from(years)) - 1.0;
    Decimal::from_f64(rate).map(|rate| rate.round_dp(10)).ok_or(Unlike::NotPositive)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn growth_from_a_loss_is_no_growth() {
        assert_eq!(change(Decimal::NEGATIVE_ONE, Decimal::ONE), Err(Unlike::NotPositive));
        assert_eq!(change(Decimal::ZERO, Decimal::ONE), Err(Unlike::NotPositive));
        assert_eq!(change(Decimal::TEN, Decimal::from(15)), Ok(Decimal::new(5, 1)));
    }

    proptest! {
        #[test]
        fn yearly_growth_compounds_back(from in 1_i64..1_000_000, factor in 1_i64..50, years in 1_u16..20) {
            let (from, to) = (Decimal::from(from), Decimal::from(from * factor));
            let rate = annual_growth(from, to, years).unwrap() + Decimal::ONE;
            let back = (0..years).fold(from, |value, _| value * rate);
            prop_assert!((back - to).abs() / to < Decimal::new(1, 6), "{back} {to}");
        }
    }
}
