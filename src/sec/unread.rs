//! What of a companyfacts file is not read, for the reason why it gives no figures.

use std::collections::HashSet;

use super::company_facts::Reported;
use super::filing::Accession;
use crate::model::Span;

/// A span in a filing.
pub type StatedAt = (Accession, Span);

/// What of a file is not read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotRead {
    /// The currency that the company reports in, where the amounts in US dollars are translations of some of its figures.
    pub translated_from: Option<String>,
    /// The first tag asked for that has amounts in other units only, and the first of these.
    pub foreign: Option<(usize, String)>,
    /// The first form of amounts in US dollars that does not count.
    pub form: Option<String>,
    /// Whether it has figures under International Financial Reporting Standards.
    pub ifrs: bool,
}

impl NotRead {
    /// What it is of a file: the amounts in US dollars by tag, the spans of those in other units by tag and unit, the first form
    /// that does not count, and whether there are figures under IFRS.
    pub fn of(
        dollars: &[(usize, Vec<Reported>)],
        others: &[(usize, String, Vec<StatedAt>)],
        form: Option<String>,
        ifrs: bool,
    ) -> Self {
        let has_dollars = |tag: usize| dollars.iter().any(|(of, _)| *of == tag);
        let foreign = others.iter().find(|(tag, ..)| !has_dollars(*tag));
        Self {
            translated_from: translated_from(dollars, others),
            foreign: foreign.map(|(tag, unit, _)| (*tag, unit.clone())),
            form,
            ifrs,
        }
    }
}

/// A company that reports in another currency translates the last year or two into dollars, for convenience and at one rate:
/// next to all amounts in dollars stand beside the same in that currency, which has more.
fn translated_from(dollars: &[(usize, Vec<Reported>)], others: &[(usize, String, Vec<StatedAt>)]) -> Option<String> {
    let (mut all, mut translated, mut original) = (0, 0, 0);
    let mut currency = None;
    for (tag, reported) in dollars {
        all += reported.len();
        let Some((_, unit, places)) = others.iter().find(|(of, _, places)| of == tag && !places.is_empty()) else {
            continue;
        };
        let places: HashSet<&StatedAt> = places.iter().collect();
        translated += reported.iter().filter(|one| places.contains(&(one.accession, one.span))).count();
        original += places.len();
        currency.get_or_insert(unit);
    }
    currency.filter(|_| all > 0 && translated * 10 >= all * 9 && original > all).cloned()
}
