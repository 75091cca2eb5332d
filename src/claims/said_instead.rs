//! What companies did say, where one of them gave no figure for the period of a claim.

use rust_decimal::Decimal;

use super::claim::Question;
use super::evaluate::number;
use super::evaluated::GuidedRange;
use super::figures::Figures;
use super::guidance;
use super::reading::{GuidanceEnd, Reading};
use super::vocabulary::Measure;
use crate::data::Problems;
use crate::model::{Company, Statement};

/// What the other companies' guidance sums to, where some gave no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidanceOfOthers<'d> {
    /// The companies that gave no figure.
    pub silent: Vec<&'d Company>,
    /// The companies that did.
    pub others: Vec<&'d Company>,
    /// What theirs sums to, in the question's currency.
    pub range: GuidedRange,
}

/// A statement that a company made, where it gave no figure for the period asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidInstead<'d> {
    /// The company.
    pub company: &'d Company,
    /// The statement: on the period, without a figure, or on another period.
    pub statement: Statement,
    /// Whether it is on the period.
    pub is_on_period: bool,
}

/// The sum of the guidance of those companies that gave a figure; `None` if none or all did.
pub(super) fn guidance_of_others<'d>(
    figures: &mut Figures<'d>,
    question: &Question<'d>,
    reading: &Reading<'d>,
) -> Result<Option<GuidanceOfOthers<'d>>, Problems> {
    if question.companies.len() < 2 || !matches!(question.measure, Measure::Total | Measure::Range) {
        return Ok(None);
    }
    let (mut silent, mut others) = (Vec::new(), Vec::new());
    let mut range = GuidedRange { low: Some(Decimal::ZERO), high: Some(Decimal::ZERO) };
    for &company in &question.companies {
        let one = Question { companies: vec![company], measure: Measure::Total, ..question.clone() };
        let mut at = |end| number(figures, &one, &Reading { end, ..*reading });
        let (low, high) = (at(GuidanceEnd::Low)?, at(GuidanceEnd::High)?);
        if low.is_none() && high.is_none() {
            silent.push(company);
            continue;
        }
        others.push(company);
        range.low = range.low.zip(low).map(|(sum, low)| sum + low);
        range.high = range.high.zip(high).map(|(sum, high)| sum + high);
    }
    let is_some = !silent.is_empty() && !others.is_empty();
    Ok(is_some.then_some(GuidanceOfOthers { silent, others, range }))
}

/// What a company said instead of a figure for the period: its newest statement on the period, and its newest with a
/// figure on any other.
pub(super) fn said_instead<'d>(
    figures: &mut Figures<'d>,
    question: &Question<'d>,
    reading: &Reading<'d>,
) -> Result<Vec<SaidInstead<'d>>, Problems> {
    let [company] = question.companies.as_slice() else { return Ok(Vec::new()) };
    let quarters = guidance::possible_quarters(question.periods.last(), company);
    let statements = figures.statements(company)?;
    let is_known = |one: &Statement| reading.as_of.is_none_or(|day| one.announced <= day);
    let known = statements.iter().filter(|one| is_known(one) && one.is_the_companys());
    let (on, others): (Vec<&Statement>, Vec<&Statement>) =
        known.partition(|one| guidance::is_on(one, company, quarters));
    let newest = others.iter().filter(|one| one.has_figure()).map(|one| one.announced).max();
    let of_newest = others.into_iter().filter(|one| one.has_figure() && Some(one.announced) == newest);
    let said = on.last().map(|statement| (*statement, true)).into_iter();
    let said = said.chain(of_newest.map(|statement| (statement, false)));
    let said =
        said.map(|(statement, is_on_period)| SaidInstead { company, statement: statement.clone(), is_on_period });
    Ok(said.collect())
}
