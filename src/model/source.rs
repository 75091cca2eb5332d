//! The documents figures were read in.

use jiff::civil::Date;

use super::origin::Origin;

/// A document: an SEC filing, a release, a call, or a third party's copy of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Identifier, such as `msft-2025-01-29-10-q`.
    pub id: String,
    /// Ticker of the company the document is about.
    pub company: String,
    /// What the document is, in words.
    pub document: String,
    /// The day it was published.
    pub published: Date,
    /// SEC accession number, where it has one.
    pub accession: Option<String>,
    /// Where the document stands at its issuer or at the SEC; never a third party's address.
    pub url: Option<String>,
    /// Where it was read, when that was a copy.
    pub read_at: Option<String>,
    /// Line in the file it was read from, for messages.
    pub line: u64,
    /// Whose row it is.
    pub origin: Origin,
}

impl Source {
    /// The host at which the document was read, when that was a copy.
    pub fn read_at_host(&self) -> Option<&str> {
        let (_, place) = self.read_at.as_deref()?.split_once("://")?;
        let host = place.split('/').next()?;
        Some(host.strip_prefix("www.").unwrap_or(host))
    }
}
