//! What would make a claim right that no reading gives: figures on two bases, or other companies.

use rust_decimal::Decimal;

use super::claim::{Claim, Question, Subject};
use super::evaluate::number;
use super::figures::Figures;
use super::reading::Reading;
use super::vocabulary::Measure;
use crate::analysis::change;
use crate::data::Problems;
use crate::model::{Basis, Company, CompanyGroup, Metric};

/// A total over other companies than those of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherGroup<'d> {
    /// The companies.
    pub companies: OtherCompanies<'d>,
    /// The basis it is on, where that is not the one of the claim.
    pub basis: Option<Basis>,
    /// The total, in the question's currency.
    pub total: Decimal,
}

/// How companies differ from those of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherCompanies<'d> {
    /// One is left out.
    Without(&'d Company),
    /// One is added.
    With(&'d Company),
    /// They are those of a group of the data.
    Group(&'d CompanyGroup),
}

/// Figures on two bases between which growth is as claimed, the earlier first; `None` if there are none.
pub(super) fn growth_between<'d>(
    figures: &mut Figures<'d>,
    claim: &Claim<'d>,
    own: &Reading<'d>,
) -> Result<Option<[(Basis, Decimal); 2]>, Problems> {
    let question = &claim.question;
    let is_growth = matches!(question.measure, Measure::Yoy | Measure::Qoq) && question.over.is_none();
    let (Some(claimed), true, Subject::Metric(_)) = (claim.number(), is_growth, question.of) else { return Ok(None) };
    let before =
        if question.measure == Measure::Qoq { question.periods.previous() } else { question.periods.year_before() };
    let mut ends = Vec::new();
    for basis in question.bases(figures.data).into_iter().flatten().filter(|basis| *basis != Basis::Leases) {
        let reading = Reading { basis: Some(basis), ..*own };
        let mut on =
            |periods| number(figures, &Question { measure: Measure::Total, periods, ..question.clone() }, &reading);
        if let Some((earlier, later)) = on(before.clone())?.zip(on(question.periods.clone())?) {
            ends.push((basis, earlier, later));
        }
    }
    let pairs = ends.iter().flat_map(|from| ends.iter().map(move |to| (from, to)));
    let mut fits = pairs.filter(|((_, earlier, _), (_, _, later))| {
        change(*earlier, *later).is_ok_and(|growth| claim.comparison.holds(claimed, growth))
    });
    Ok(fits.next().map(|((basis, earlier, _), (other, _, later))| [(*basis, *earlier), (*other, *later)]))
}

/// The totals as claimed without one of the companies, with one more that is usually among them, and of the groups of the
/// data: on the claim's basis, and if none is, on cash.
pub(super) fn other_groups<'d>(
    figures: &mut Figures<'d>,
    claim: &Claim<'d>,
    own: &Reading<'d>,
) -> Result<Vec<OtherGroup<'d>>, Problems> {
    let question = &claim.question;
    let (Some(claimed), Measure::Total, Subject::Metric(metric)) = (claim.number(), question.measure, question.of)
    else {
        return Ok(Vec::new());
    };
    let candidates = candidates(figures, question, metric);
    let is_open = question.stated.basis.is_none() && question.bases(figures.data).contains(&Some(Basis::Cash));
    let cash = Reading { basis: Some(Basis::Cash), ..*own };
    let mut groups = Vec::new();
    for (reading, basis) in [(own, None), (&cash, Some(Basis::Cash).filter(|_| is_open))] {
        if (reading != own && basis.is_none()) || !groups.is_empty() {
            break;
        }
        for (companies, all) in &candidates {
            let other = Question { companies: all.clone(), ..question.clone() };
            let total = number(figures, &other, reading)?;
            let fits = total.filter(|total| claim.comparison.holds(claimed, *total));
            groups.extend(fits.map(|total| OtherGroup { companies: *companies, basis, total }));
        }
    }
    Ok(groups)
}

/// The other companies that a total can be meant of.
fn candidates<'d>(
    figures: &mut Figures<'d>,
    question: &Question<'d>,
    metric: &'d Metric,
) -> Vec<(OtherCompanies<'d>, Vec<&'d Company>)> {
    let (data, named) = (figures.data, &question.companies);
    let but = |one: &'d Company| named.iter().copied().filter(|other| *other != one).collect::<Vec<_>>();
    let mut all: Vec<(OtherCompanies<'_>, Vec<&Company>)> = Vec::new();
    if named.len() > 2 {
        all.extend(named.iter().map(|&one| (OtherCompanies::Without(one), but(one))));
    }
    let with = |one| (OtherCompanies::With(one), named.iter().copied().chain([one]).collect());
    all.extend(figures.reporting(metric).iter().filter(|one| !named.contains(one)).map(|&one| with(one)));
    let is_same = |one: &[&Company], other: &[&Company]| {
        one.len() == other.len() && one.iter().all(|company| other.contains(company))
    };
    for group in data.groups() {
        let members: Vec<&Company> = data.members(group).collect();
        let more: Vec<&Company> = members.iter().copied().filter(|one| !named.contains(one)).collect();
        let lacks = named.iter().any(|one| !members.contains(one));
        let candidate = match *more.as_slice() {
            [] if !lacks => continue,
            [one] if !lacks => with(one),
            _ => (OtherCompanies::Group(group), members),
        };
        if !all.iter().any(|(_, before)| is_same(before, &candidate.1)) {
            all.push(candidate);
        }
    }
    all
}
