//! What the SEC's files say of a company: amounts by element, span and filing.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::filing::{Accession, Form};
use super::unread::NotRead;
use crate::model::Span;

/// What a companyfacts file says of the tags asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyFacts {
    /// Central Index Key.
    pub cik: u64,
    /// The name the SEC knows the company by.
    pub name: String,
    /// What has amounts in US dollars, by its place in the list of elements asked for.
    pub tags: Vec<(usize, Vec<Reported>)>,
    /// What it holds that is not read.
    pub unread: NotRead,
    /// A day about which a fiscal year ends, where the file says so.
    pub year_end: Option<Date>,
    /// Whether it is of single filings, which hold a few of a company's quarters.
    pub is_of_filings: bool,
}

/// An amount that one filing gives for one span, or at one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    /// First and last day; of a balance its one day.
    pub span: Span,
    /// US dollars, as written.
    pub value: Decimal,
    /// The unit it is rounded to, where that is coarser than a million and told.
    pub rounded_to: Option<Decimal>,
    /// The filing.
    pub accession: Accession,
    /// Its form.
    pub form: Form,
    /// The day it was filed.
    pub filed: Date,
}

impl CompanyFacts {
    /// The filings it has amounts of, each with its day.
    pub fn filings(&self) -> HashMap<Accession, Date> {
        let reported = self.tags.iter().flat_map(|(_, reported)| reported);
        reported.map(|reported| (reported.accession, reported.filed)).collect()
    }

    /// Leaves spans to the elements that hold flows, and days to those that hold balances. `is_balance` is by the place of
    /// the element in the list asked for.
    #[must_use]
    pub fn of_kinds(mut self, is_balance: impl Fn(usize) -> bool) -> Self {
        for (element, reported) in &mut self.tags {
            let is_balance = is_balance(*element);
            reported.retain(|one| one.span.is_day() == is_balance);
        }
        self
    }

    /// Drops amounts that their filing gives more precisely too: companyfacts do not say how precise one is, but rounded to
    /// the zeros at its end, the other is the same.
    pub(super) fn drop_rounded(&mut self) {
        for (_, reported) in &mut self.tags {
            let mut given: HashMap<(Accession, Span), Vec<Decimal>> = HashMap::new();
            for one in &*reported {
                given.entry((one.accession, one.span)).or_default().push(one.value);
            }
            reported.retain(|one| {
                let others = given.get(&(one.accession, one.span)).into_iter().flatten();
                !others.into_iter().any(|other| is_rounded(one.value, *other))
            });
        }
    }

    /// Adds what a filing's own instance says: for its spans of that filing it stands in place of what is here.
    /// How many of its amounts are not here is returned.
    pub fn add(&mut self, instance: Self) -> usize {
        let mut lacking = 0;
        for (element, added) in instance.tags {
            let Some((_, reported)) = self.tags.iter_mut().find(|(of, _)| *of == element) else {
                lacking += added.len();
                self.tags.push((element, added));
                continue;
            };
            let place = |one: &Reported| (one.accession, one.span);
            let places: HashSet<_> = added.iter().map(place).collect();
            let before = reported.len();
            reported.retain(|one| !places.contains(&place(one)));
            lacking += places.len().saturating_sub(before - reported.len());
            reported.extend(added);
        }
        if self.name.is_empty() {
            self.name = instance.name;
        }
        self.year_end = self.year_end.max(instance.year_end);
        lacking
    }
}

/// What the amounts of a filing are printed in at the coarsest; more zeros at the end of one are rounding.
const MILLION: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Whether an amount is another one rounded to more than a million.
fn is_rounded(one: Decimal, precise: Decimal) -> bool {
    let mut unit = MILLION;
    while !one.is_zero() && (one % (unit * Decimal::TEN)).is_zero() {
        unit *= Decimal::TEN;
    }
    unit > MILLION && one != precise && !(precise % unit).is_zero() && (one - precise).abs() * Decimal::TWO <= unit
}
