//! A company's figures from the SEC: its list of filings, its companyfacts, and the instances of filings that these lack.

use std::collections::HashSet;

use super::client::FetchError;
use super::fetcher::{Failed, Fetched, Fetcher, Memory};
use super::state::Validators;
use super::submissions::{FiledReport, Submissions, called};
use super::unfetched::Unfetched;
use crate::model::Words;
use crate::say;
use crate::sec::{Accession, CompanyFacts, Filing, Import, Importer, KnownFiling};

/// A company to fetch.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Central Index Key.
    pub cik: u64,
    /// What it is called in the data; `None` where it is known by its key alone.
    pub ticker: Option<String>,
    /// What it is called on a page.
    pub name: Words,
}

impl Wanted {
    /// What it is called where only plain text will do.
    pub fn label(&self) -> String {
        self.ticker.clone().unwrap_or_else(|| format!("CIK{:010}", self.cik))
    }
}

/// What became of a company.
pub enum FetchedCompany<'i> {
    /// Nothing has changed.
    Unchanged,
    /// It was read anew.
    New(Box<Brought<'i>>),
}

/// What an update brought of a company.
pub struct Brought<'i> {
    /// Its figures.
    pub import: Import<'i>,
    /// Its filings; `None` where the SEC has no list.
    pub filings: Option<Filings>,
    /// Reports whose instance could not be read, and why.
    pub failed: Vec<(Filing, Unfetched)>,
    /// Addresses of files that can change, and what to send along when they are asked for again.
    pub remembered: Vec<(String, Validators)>,
    /// Addresses of instances, which never change.
    pub kept: Vec<String>,
}

/// What the list of filings tells.
pub struct Filings {
    /// The newest report.
    pub newest: Option<Filing>,
    /// Whether companyfacts have it.
    pub is_in_companyfacts: bool,
    /// The newest release of results.
    pub results: Option<Filing>,
    /// Amounts that came from instances and are not in companyfacts.
    pub lacking: usize,
}

/// More instances than these are not read of a company at once.
const MOST_INSTANCES: usize = 80;

impl Fetcher<'_> {
    /// A company's figures, held against the bundled data.
    pub fn company<'i>(
        &mut self,
        wanted: &Wanted,
        importer: &'i Importer<'_>,
        memory: Memory<'_>,
    ) -> Result<FetchedCompany<'i>, Unfetched> {
        let mut list = self.list(wanted, memory)?;
        let mut facts = self.companyfacts(wanted, memory)?;
        let is_complete = match &list {
            Some(Fetched::New { what, .. }) => {
                let is_seen = |report: &FiledReport| memory.has(&self.address(&report.list(wanted.cik)));
                let needed = self.needed(wanted, what, None, importer, memory);
                what.reports.first().is_none_or(is_seen)
                    && needed.iter().all(|report| self.usual(wanted, report).is_some_and(|at| memory.has(&at)))
            }
            _ => self.since.is_none(),
        };
        if matches!(facts, Fetched::Unchanged) {
            if is_complete {
                return Ok(FetchedCompany::Unchanged);
            }
            facts = self.companyfacts(wanted, memory.anew())?;
        }
        if matches!(list, Some(Fetched::Unchanged)) {
            list = self.list(wanted, memory.anew())?;
        }
        let Fetched::New { what: bytes, address, validators } = facts else { return Ok(FetchedCompany::Unchanged) };
        let mut file = importer.read(&address, &bytes)?;
        drop(bytes);
        is_of(wanted, &address, file.cik)?;
        let mut remembered = vec![(address.clone(), validators)];
        let (mut failed, mut kept, mut filings) = (Vec::new(), Vec::new(), None);
        if let Some(Fetched::New { what: list, address, validators }) = list {
            let in_companyfacts = file.filings();
            let needed = self.needed(wanted, &list, Some(&file), importer, memory);
            let newest = list.reports.first().map(|report| report.filing);
            let is_in_companyfacts = newest.is_some_and(|newest| in_companyfacts.contains_key(&newest.accession));
            let mut lacking = 0;
            self.progress.expect(needed.len());
            for report in needed {
                match self.instance(wanted, report, importer) {
                    Ok((address, instance)) => {
                        lacking += file.add(instance);
                        kept.push(address);
                    }
                    // What it brought before is not to be lost.
                    Err(reason) if self.usual(wanted, report).is_some_and(|at| memory.has(&at)) => return Err(reason),
                    Err(reason) => failed.push((report.filing, reason)),
                }
            }
            if failed.is_empty() {
                remembered.push((address, validators));
                // That it was looked at: of the list of its files, nothing is read unless its instance has another name.
                kept.extend(list.reports.first().map(|report| self.address(&report.list(wanted.cik))));
            }
            filings = Some(Filings { newest, is_in_companyfacts, results: list.results, lacking });
        }
        let import = importer.import(file, wanted.ticker.as_deref());
        let import = import.map_err(|error| say!(address_and_reason, address, reason = error.to_string()))?;
        Ok(FetchedCompany::New(Box::new(Brought { import, filings, failed, remembered, kept })))
    }

    /// The list of a company's filings, with the older ones if they are asked for; `None` if the SEC has none.
    fn list(&mut self, wanted: &Wanted, memory: Memory<'_>) -> Result<Option<Fetched<Submissions>>, Unfetched> {
        let path = format!("/submissions/CIK{:010}.json", wanted.cik);
        let answered = match self.figures(&path, &wanted.label(), memory) {
            Ok(answered) => answered,
            Err((FetchError::NotFound, _)) => return Ok(None),
            Err(failed) => return Err(failed.into()),
        };
        let Fetched::New { what, address, validators } = answered else { return Ok(Some(Fetched::Unchanged)) };
        let mut list = Submissions::read(&address, &what)?;
        is_of(wanted, &address, list.cik)?;
        let since = self.since;
        let older = std::mem::take(&mut list.older);
        for (name, _) in older.into_iter().filter(|(_, last)| since.is_some_and(|since| since <= *last)) {
            let older = self.figures(&format!("/submissions/{name}"), &wanted.label(), memory.anew())?;
            if let Fetched::New { what, address, .. } = older {
                list.add_older(&address, &what)?;
            }
        }
        Ok(Some(Fetched::New { what: list, address, validators }))
    }

    /// A company's companyfacts, not looked into yet.
    fn companyfacts(&mut self, wanted: &Wanted, memory: Memory<'_>) -> Result<Fetched<Vec<u8>>, Unfetched> {
        let path = format!("/api/xbrl/companyfacts/CIK{:010}.json", wanted.cik);
        self.figures(&path, &wanted.label(), memory).map_err(|failed| match failed {
            (FetchError::NotFound, _) => say!(sec_has_no_figures, cik = wanted.cik.to_string()).into(),
            failed => failed.into(),
        })
    }

    /// The reports whose instances are to be read: those after the newest one that the data has, where it has figures that
    /// companyfacts lack; those after the newest one of companyfacts; those since the day asked for; those read before.
    fn needed<'l>(
        &self,
        wanted: &Wanted,
        list: &'l Submissions,
        file: Option<&CompanyFacts>,
        importer: &Importer<'_>,
        memory: Memory<'_>,
    ) -> Vec<&'l FiledReport> {
        let known = importer.known_filings(wanted.cik);
        let has = |accessions: &HashSet<Accession>| {
            let known = list.reports.iter().map(|report| report.filing);
            known.filter(|filing| accessions.contains(&filing.accession)).map(|filing| filing.filed).max()
        };
        let newest_held = known.as_ref().filter(|(_, is_in_instances)| *is_in_instances).and_then(|(of, _)| has(of));
        let in_companyfacts = file.map(CompanyFacts::filings).unwrap_or_default();
        let newest_in_companyfacts = in_companyfacts.values().max().copied();
        let is_needed = |report: &&FiledReport| {
            let filing = report.filing;
            let is_later = newest_held.is_some_and(|day| day < filing.filed);
            let is_lacking = newest_in_companyfacts
                .is_some_and(|day| day <= filing.filed && !in_companyfacts.contains_key(&filing.accession));
            let is_asked_for = self.since.is_some_and(|since| since <= filing.filed);
            let was_read = self.usual(wanted, report).is_some_and(|address| memory.state.has(&address));
            is_later || is_lacking || is_asked_for || was_read
        };
        list.reports.iter().filter(is_needed).take(MOST_INSTANCES).collect()
    }

    /// The address of a report's instance, by the usual name.
    fn usual(&self, wanted: &Wanted, report: &FiledReport) -> Option<String> {
        report.instance(wanted.cik).map(|path| self.address(&path))
    }

    /// The instance of a report, and the address that it usually has.
    fn instance(
        &mut self,
        wanted: &Wanted,
        report: &FiledReport,
        importer: &Importer<'_>,
    ) -> Result<(String, CompanyFacts), Unfetched> {
        let (address, bytes) = self.instance_file(wanted, report)?;
        let instance = importer.instance(&address, &bytes)?;
        is_of(wanted, &address, instance.cik)?;
        let Filing { accession, form, filed } = report.filing;
        let known = KnownFiling { accession: Some(accession), form: Some(form), filed: Some(filed) };
        let facts = importer
            .of_filing(instance, known)
            .map_err(|reason| say!(address_and_reason, address = &address, reason))?;
        Ok((self.usual(wanted, report).unwrap_or(address), facts))
    }

    /// The address of the instance of a report, and its bytes. It can have another name than the usual one; the list of the
    /// filing's files tells.
    fn instance_file(&mut self, wanted: &Wanted, report: &FiledReport) -> Result<(String, Vec<u8>), Unfetched> {
        let label = wanted.label();
        let usual = report.instance(wanted.cik);
        let fetched: Result<_, Failed> = match &usual {
            Some(path) => self.document(path, &label),
            None => Err((FetchError::NotFound, self.address(&report.list(wanted.cik)))),
        };
        let Err((FetchError::NotFound, address)) = fetched else { return Ok(fetched?) };
        let list = self.document(&report.list(wanted.cik), &label);
        let (at, bytes) = list.map_err(|(error, _)| (error, address.clone()))?;
        match report.instance_in(wanted.cik, &at, &bytes)? {
            Some(path) if Some(&path) != usual.as_ref() => Ok(self.document(&path, &label)?),
            _ => Err((FetchError::NotFound, address).into()),
        }
    }
}

/// That a file is of the company that was asked for.
fn is_of(wanted: &Wanted, address: &str, found: u64) -> Result<(), Unfetched> {
    if found == wanted.cik {
        return Ok(());
    }
    let (found, wanted) = (found.to_string(), wanted.cik.to_string());
    Err(say!(file_of_other_cik, address, found, wanted).into())
}

impl Filings {
    /// What it tells of a company, in sentences.
    pub fn words(&self, of: &Wanted) -> Option<Words> {
        let newest = self.newest?;
        let accession = newest.accession.to_string();
        let mut sentences = vec![say!(newest_filing, company = &of.name, filing = called(&newest), accession)];
        if self.lacking > 0 {
            let count = self.lacking.to_string();
            sentences.push(if self.is_in_companyfacts {
                say!(amounts_from_instances, count)
            } else {
                say!(newest_filing_not_in_companyfacts, count)
            });
        }
        if let Some(results) = self.results {
            let (cik, digits, accession) = (of.cik, results.accession.digits(), results.accession.to_string());
            let url = format!("https://www.sec.gov/Archives/edgar/data/{cik}/{digits}/{accession}-index.htm");
            sentences.push(say!(results_release, day = results.filed, url));
        }
        Some(Words::sentences(sentences))
    }
}
