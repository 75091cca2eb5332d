//! What of the folder an update has to put right: files that cannot be read, and companies that are no longer listed.

use crate::commands::LATER_RATES;
use crate::commands::import::wanted::{cik, ticker};
use crate::data::{Damaged, Dataset, Folder, OpenError, Problem, facts_file};
use crate::fx::Later;
use crate::model::Company;
use crate::sec::update::{State, Wanted, checksum};

use super::wanted::KnownCompanies;
use crate::say;

/// The name of a company's file in the folder, with a slash on any system.
pub fn facts_name(ticker: &str) -> String {
    facts_file(ticker).to_string_lossy().replace('\\', "/")
}

/// What is wrong with the facts that the folder has of a company, if anything is.
pub fn facts(folder: &Folder, data: &Dataset, company: Option<&Company>, ticker: &str) -> Option<Damaged> {
    let name = facts_name(ticker);
    match (folder.facts(ticker), company) {
        (Err(error), _) => Some(Damaged::by(&name, &error)),
        (Ok(Some(facts)), Some(company)) => {
            let refused = data.refused(company, facts).none();
            refused.err().map(|problems| Damaged::by(&name, &OpenError::Data(problems)))
        }
        (Ok(_), _) => None,
    }
}

/// What is wrong with the rates that the folder has, if anything is.
pub fn rates(folder: &Folder) -> Option<Damaged> {
    let read = folder.text(LATER_RATES).and_then(|text| match text {
        Some(text) => Later::read(LATER_RATES, &text).map(drop).map_err(OpenError::Data),
        None => Ok(()),
    });
    read.err().map(|error| Damaged::by(LATER_RATES, &error))
}

/// Whether a file that an update made is in the folder as it was written, with all that belongs to it.
pub fn is_intact(folder: &Folder, known: &KnownCompanies<'_>, name: &str, sum: Option<u32>) -> bool {
    let is_same = folder.text(name).is_ok_and(|text| text.is_some_and(|text| Some(checksum(&text)) == sum));
    let ticker = name.strip_prefix("facts/").and_then(|name| name.strip_suffix(".csv"));
    is_same
        && ticker.is_none_or(|ticker| {
            let facts = folder.facts(ticker).ok().flatten().unwrap_or_default();
            known.companies().any(|company| company.ticker == ticker) && folder.documents(&facts)
        })
}

/// Companies whose facts the folder has and that it no longer lists, by what servers said of their files.
pub fn unlisted(folder: &Folder, state: &State, known: &KnownCompanies<'_>) -> Vec<Wanted> {
    let with_facts = folder.companies_with_facts();
    let wanted = state.made().filter_map(|(address, made)| {
        let name = with_facts.iter().find(|name| facts_name(name) == made)?;
        let ticker = ticker(name, known.data).ok().filter(|ticker| ticker == name)?;
        let file = address.rsplit('/').next()?.strip_suffix(".json")?;
        let cik = cik(file)?;
        let is_listed = known.companies().any(|company| company.ticker == ticker || company.cik == Some(cik));
        let name = ticker.as_str().into();
        (!is_listed).then_some(Wanted { cik, ticker: Some(ticker), name })
    });
    wanted.collect()
}

/// Files of facts of no company that is listed or wanted.
pub fn orphans(folder: &Folder, known: &KnownCompanies<'_>, wanted: &[Wanted]) -> Vec<(String, Damaged)> {
    let mut tickers = folder.companies_with_facts();
    tickers.retain(|ticker| {
        let is_wanted = wanted.iter().any(|wanted| wanted.ticker.as_ref() == Some(ticker));
        !is_wanted && known.companies().all(|company| company.ticker != *ticker)
    });
    let damaged = |ticker: String| {
        let name = facts_name(&ticker);
        let problem = Problem::new(&*name, 1, say!(no_company_has_ticker, ticker = &ticker));
        (ticker, Damaged::by(&name, &OpenError::Data(problem.into())))
    };
    tickers.into_iter().map(damaged).collect()
}
