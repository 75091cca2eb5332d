//! What would make a claim right that no reading gives: figures on two bases, or other companies.

use rust_decimal::Decimal;

use super::claim::{Claim, Question, Subject};
use super::evaluate::evaluate;
use super::figures::Figures;
use super::reading::Reading;
use super::vocabulary::Measure;
use crate::analysis::change;
use crate::data::Problems;
use crate::model::{Basis, Company};

/// A total over other companies than those of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherGroup<'d> {
    /// The company left out or added.
    pub company: &'d Company,
    /// Whether it is added.
    pub is_added: bool,
    /// The total, in the question's currency.
    pub total: Decimal,
}

/// Figures on two bases between which growth is as claimed, the earlier first; `None` if there are none.
pub(super) fn growth_between<'d>(
    figures: &mut Figures<'d>,
    claim: &Claim<'d>,
    own: &Reading<'d>,
) -> Result<Option<[(Basis, Decimal); 2]>, Problems> {
    let question = &claim.question;
    let is_growth = matches!(question.measure, Measure::Yoy | Measure::Qoq) && question.over.is_none();
    let (Some(number), true, Subject::Metric(_)) = (claim.number(), is_growth, question.of) else { return Ok(None) };
    let before =
        if question.measure == Measure::Qoq { question.periods.previous() } else { question.periods.year_before() };
    let mut ends = Vec::new();
    for basis in question.bases(figures.data).into_iter().flatten().filter(|basis| *basis != Basis::Leases) {
        let reading = Reading { basis: Some(basis), ..*own };
        let mut on = |periods| -> Result<Option<Decimal>, Problems> {
            let one = Question { measure: Measure::Total, periods, ..question.clone() };
            Ok(evaluate(figures, &one, &reading)?.ok().and_then(|evaluated| evaluated.found.number()))
        };
        if let Some((earlier, later)) = on(before.clone())?.zip(on(question.periods.clone())?) {
            ends.push((basis, earlier, later));
        }
    }
    let pairs = ends.iter().flat_map(|from| ends.iter().map(move |to| (from, to)));
    let mut fits = pairs.filter(|((_, earlier, _), (_, _, later))| {
        change(*earlier, *later).is_ok_and(|growth| claim.comparison.holds(number, growth))
    });
    Ok(fits.next().map(|((basis, earlier, _), (other, _, later))| [(*basis, *earlier), (*other, *later)]))
}

/// The totals as claimed without one of the companies, or with one of the data that the claim does not name.
pub(super) fn other_groups<'d>(
    figures: &mut Figures<'d>,
    claim: &Claim<'d>,
    own: &Reading<'d>,
) -> Result<Vec<OtherGroup<'d>>, Problems> {
    let question = &claim.question;
    let (Some(number), Measure::Total, Subject::Metric(metric)) = (claim.number(), question.measure, question.of)
    else {
        return Ok(Vec::new());
    };
    let reporting = figures.reporting(metric);
    let left_out = question.companies.iter().filter(|_| question.companies.len() > 2).map(|&company| (company, false));
    let added =
        reporting.iter().filter(|company| !question.companies.contains(company)).map(|&company| (company, true));
    let mut groups = Vec::new();
    for (company, is_added) in left_out.chain(added).collect::<Vec<_>>() {
        let mut companies = question.companies.clone();
        companies.retain(|one| *one != company);
        companies.extend(is_added.then_some(company));
        let other = Question { companies, ..question.clone() };
        let found = evaluate(figures, &other, own)?.ok().and_then(|evaluated| evaluated.found.number());
        let fits = found.filter(|total| claim.comparison.holds(number, *total));
        groups.extend(fits.map(|total| OtherGroup { company, is_added, total }));
    }
    Ok(groups)
}
