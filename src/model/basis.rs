//! What counts as capital expenditures.

use super::words::Words;
use super::{by_name, named};
use crate::say;

named! {
    /// A reading of capital expenditures. What it means for each company and date is data (`data/definitions.csv`).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum Basis {
        /// What each company itself calls its capital expenditures, and guides for.
        #[default]
        Headline = "headline",
        /// The cash-flow statement's purchases of property and equipment, gross where the company shows gross.
        Cash = "cash",
        /// Purchases less proceeds from sales and incentives.
        Net = "net",
        /// Net purchases plus principal payments on finance leases, for all companies alike.
        Leases = "leases",
        /// Purchases plus assets acquired under finance leases, counted in full when a lease begins, where a company prints them.
        Acquired = "acquired",
    }
}

impl Basis {
    /// What it means, as a phrase that follows "capital expenditures, ".
    pub fn words(self) -> Words {
        match self {
            Self::Headline => say!(as_each_company_reports),
            Self::Cash => say!(cash_purchases),
            Self::Net => say!(purchases_less_proceeds),
            Self::Leases => say!(net_purchases_plus_leases),
            Self::Acquired => say!(purchases_plus_assets_acquired),
        }
    }

    /// Its name among others, in a word or two.
    pub fn short(self) -> Words {
        match self {
            Self::Headline => say!(basis_as_reported),
            Self::Cash => say!(basis_cash),
            Self::Net => say!(basis_net),
            Self::Leases => say!(basis_leases),
            Self::Acquired => say!(basis_acquired),
        }
    }

    /// Whether companies print each quarter what it is made of. One that few do is not proposed in place of another.
    pub fn is_common(self) -> bool {
        self != Self::Acquired
    }

    /// Whether it counts, for every company, what took no cash.
    pub fn counts_non_cash(self) -> bool {
        self == Self::Acquired
    }
}

by_name!(Basis, Words, |word| say!(unknown_basis, word, bases = Words::items(Basis::ALL.map(Basis::name))));
