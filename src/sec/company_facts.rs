//! What the SEC's files say of a company: amounts by element, span and filing.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::filing::{Accession, Form};
use super::unread::Unread;

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
    pub unread: Unread,
    /// A day about which a fiscal year ends, where the file says so.
    pub year_end: Option<Date>,
    /// Whether it is of single filings, which hold a few of a company's quarters.
    pub is_of_filings: bool,
}

/// An amount that one filing gives for one span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
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
            let place = |one: &Reported| (one.accession, one.start, one.end);
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
