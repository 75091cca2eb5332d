//! The document of a row: one that the data has, or a new one.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::Failure;
use crate::data::{Dataset, OwnData};
use crate::model::{Company, Origin, Source};
use crate::say;

/// At the SEC.
const SEC: &str = "https://www.sec.gov/";

/// The identifier of a document, and its row where it is new: named by an identifier of the data, by an address, or by a title.
///
/// # Errors
/// An identifier of a document of another company or day.
pub fn document(
    company: &Company,
    published: Date,
    typed: &str,
    title: Option<&str>,
    data: &Dataset,
    own: &OwnData,
) -> Result<(Arc<str>, Option<Source>), Failure> {
    let known = data.all_sources()?;
    let is_own = |source: &&Source| own.sources().iter().any(|one| one.id == source.id);
    if let Some(source) = known.iter().find(|source| source.id == typed) {
        if source.company != company.ticker || source.published != published {
            let (id, of, day) = (typed, &source.company, source.published);
            return Err(Failure::Usage(say!(document_of_other, id, of, day)));
        }
        return Ok((typed.into(), Some(source).filter(is_own).cloned()));
    }
    let is_address = typed.contains("://");
    let document = title.unwrap_or(typed).trim().to_owned();
    let is_same = |source: &&Source| {
        let addresses = [source.url.as_deref(), source.read_at.as_deref()];
        let is_named = if is_address { addresses.contains(&Some(typed)) } else { source.document == document };
        is_named && source.company == company.ticker && source.published == published
    };
    if let Some(source) = known.iter().find(is_same) {
        return Ok((source.id.as_str().into(), Some(source).filter(is_own).cloned()));
    }
    let is_issuers = typed.starts_with(SEC) || company.publishes_at(typed);
    let address = is_address.then(|| typed.to_owned());
    let source = Source {
        id: free_id(company, published, &known),
        company: company.ticker.clone(),
        document,
        published,
        accession: None,
        url: address.clone().filter(|_| is_issuers),
        read_at: address.filter(|_| !is_issuers),
        line: 0,
        origin: Origin::Bundled,
    };
    Ok((source.id.as_str().into(), Some(source)))
}

/// `msft-2026-10-28-own`, with a number where it is taken.
fn free_id(company: &Company, published: Date, known: &[Source]) -> String {
    let id = format!("{}-{published}-own", company.ticker.to_lowercase());
    let is_free = |id: &String| known.iter().all(|source| source.id != *id);
    let numbered = (2..=u32::MAX).map(|number| format!("{id}-{number}"));
    std::iter::once(id.clone()).chain(numbered).find(is_free).unwrap_or(id)
}
