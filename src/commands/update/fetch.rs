//! Fetching one file at a time: of a company's figures, the exchange rates, the list of tickers.
//!
//! What comes back is checked whole before anybody hears of it. Nothing here writes.

use std::time::Duration;

use jiff::civil::Date;

use super::Args;
use super::failures::Unfetched;
use super::progress::Progress;
use super::reasons;
use crate::commands::Failure;
use crate::config::Config;
use crate::data::OpenError;
use crate::fx::Later;
use crate::report::Words;
use crate::say;
use crate::sec::LARGEST_FILE;
use crate::sec::update::{Client, Contact, FetchError, Limits, Reply, Site, State, Tickers, Validators, history};

/// The largest list of tickers that is read: thirty times the SEC's.
const LARGEST_LIST: u64 = 32 << 20;

/// The largest file of rates that is read, packed and unpacked: fifty times the bank's.
const LARGEST_RATES: u64 = 32 << 20;

/// An answer may take this many times the longest silence.
const WHOLE: u32 = 20;

/// The largest file of a filing that is read: ten times the largest instances of large companies.
const LARGEST_DOCUMENT: u64 = 64 << 20;

/// Why a file could not be fetched, and its address.
pub type Failed = (FetchError, String);

/// Whoever fetches, and from where.
pub struct Fetcher<'p> {
    client: Client,
    figures: Site,
    lists: Site,
    bank: Site,
    /// What is told how far it is.
    pub progress: &'p Progress,
    /// The day since which filings are read one by one.
    pub since: Option<Date>,
}

/// A file to fetch.
struct RemoteFile<'f> {
    path: &'f str,
    /// What it is called on the line of progress.
    label: &'f str,
    /// The most bytes that are read of it.
    limit: u64,
}

/// What became of a file.
pub enum Fetched<T> {
    /// The server says that it has not changed.
    Unchanged,
    /// It holds this, and its address is to be remembered with these.
    New { what: T, address: String, validators: Validators },
}

/// What is known of files that were fetched before.
#[derive(Clone, Copy)]
pub struct Memory<'m> {
    /// What servers said of them.
    pub state: &'m State,
    /// Whether what was made of one is there as it was written, by its name and checksum.
    pub is_there: &'m dyn Fn(&str, Option<u32>) -> bool,
    /// Whether files are to be sent even if they are what they were.
    pub is_anew: bool,
}

impl Memory<'_> {
    /// The same, for files that are to be sent even if they are what they were.
    #[must_use]
    pub fn anew(self) -> Self {
        Self { is_anew: true, ..self }
    }

    /// Whether a file that never changes was taken.
    pub fn has(&self, address: &str) -> bool {
        self.state.has(address)
    }
}

/// Why a file could not be fetched, in words.
fn unfetched((error, address): Failed) -> Unfetched {
    Unfetched::of(&error, &address)
}

/// The servers that are named, else the SEC's and the bank's own.
pub fn sites(args: &Args) -> Result<[Site; 3], Failure> {
    let named = |typed: Option<&String>| {
        let typed = typed.filter(|typed| !typed.is_empty());
        let site = typed.map(|typed| typed.parse().map_err(|error| Failure::Usage(reasons::site(error, typed))));
        site.transpose()
    };
    let (sec, bank): (Option<Site>, Option<Site>) = (named(args.sec_url.as_ref())?, named(args.ecb_url.as_ref())?);
    let figures = sec.clone().unwrap_or_else(Site::figures);
    Ok([figures, sec.unwrap_or_else(Site::lists), bank.unwrap_or_else(Site::bank)])
}

/// The contact, which must be given.
pub fn contact(args: &Args, config: &Config) -> Result<Contact, Failure> {
    let Some(typed) = args.contact.as_ref().or(config.contact.as_ref()).filter(|typed| !typed.trim().is_empty()) else {
        return Err(Failure::Usage(say!(contact_needed)));
    };
    typed.parse().map_err(|error| Failure::Usage(reasons::contact(error, typed)))
}

impl<'p> Fetcher<'p> {
    /// Somebody who fetches under a contact from the given servers.
    pub fn new(
        args: &Args,
        contact: &Contact,
        [figures, lists, bank]: [Site; 3],
        progress: &'p Progress,
    ) -> Result<Self, Failure> {
        let silence = Duration::from_secs(args.timeout);
        let limits = Limits { silence, whole: silence * WHOLE };
        let client = Client::new(contact, limits).map_err(|error| Failure::Usage(reasons::proxy(&error)))?;
        Ok(Self { client, figures, lists, bank, progress, since: args.since })
    }

    /// A file of the SEC's figures of companies.
    pub fn figures(&mut self, path: &str, label: &str, memory: Memory<'_>) -> Result<Fetched<Vec<u8>>, Failed> {
        let site = self.figures.clone();
        self.get(&site, RemoteFile { path, label, limit: LARGEST_FILE }, memory)
    }

    /// A file of a filing, which never changes; its address and its bytes.
    pub fn document(&mut self, path: &str, label: &str) -> Result<(String, Vec<u8>), Failed> {
        let site = self.lists.clone();
        let nothing = Memory { state: &State::new(""), is_there: &|_, _| false, is_anew: true };
        match self.get(&site, RemoteFile { path, label, limit: LARGEST_DOCUMENT }, nothing)? {
            Fetched::New { what, address, .. } => Ok((address, what)),
            // Nothing was known that could be unchanged.
            Fetched::Unchanged => Err((FetchError::Status(304), site.at(path))),
        }
    }

    /// The address of a file of a filing.
    pub fn address(&self, path: &str) -> String {
        self.lists.at(path)
    }

    /// The exchange rates after the bundled ones.
    pub fn rates(&mut self, memory: Memory<'_>, today: Date) -> Result<Fetched<Later>, Unfetched> {
        let site = self.bank.clone();
        let file = RemoteFile { path: "/stats/eurofxref/eurofxref-hist.zip", label: "ECB", limit: LARGEST_RATES };
        let fetched = self.get(&site, file, memory).map_err(unfetched)?;
        fetched.map(|address, bytes| {
            let text = history(address, bytes, LARGEST_RATES).map_err(|error| reasons::unopened(&error))?;
            Later::of_history(address, &text, today).map_err(|problems| reasons::unopened(&OpenError::Data(problems)))
        })
    }

    /// The SEC's list of tickers.
    pub fn tickers(&mut self) -> Result<Tickers, Failure> {
        let site = self.lists.clone();
        let nothing = Memory { state: &State::new(""), is_there: &|_, _| false, is_anew: true };
        let file = RemoteFile { path: "/files/company_tickers.json", label: "SEC", limit: LARGEST_LIST };
        let fetched = self.get(&site, file, nothing).map_err(unfetched);
        let list = fetched.and_then(|fetched| {
            fetched.map(|address, bytes| Tickers::read(address, bytes).map_err(|problem| problem.words()))
        });
        match list.map_err(|reason| Failure::Failed(say!(no_list_of_companies, reason = reason.words())))? {
            Fetched::New { what, .. } => Ok(what),
            // Nothing was known that could be unchanged.
            Fetched::Unchanged => Ok(Tickers::default()),
        }
    }

    fn get(
        &mut self,
        site: &Site,
        RemoteFile { path, label, limit }: RemoteFile<'_>,
        memory: Memory<'_>,
    ) -> Result<Fetched<Vec<u8>>, Failed> {
        let address = site.at(path);
        let known = if memory.is_anew { Validators::default() } else { memory.state.of(&address, memory.is_there) };
        self.progress.begin(label);
        let progress = self.progress;
        let answer = self.client.get(site, path, &known, limit, &mut |bytes| progress.bytes(label, bytes));
        progress.end();
        match answer {
            Ok(Reply::Unchanged) => Ok(Fetched::Unchanged),
            Ok(Reply::File(what, validators)) => Ok(Fetched::New { what, address, validators }),
            Err(error) => Err((error, address)),
        }
    }
}

impl Fetched<Vec<u8>> {
    /// What the bytes hold, which may be nothing good.
    fn map<T>(self, read: impl FnOnce(&str, &[u8]) -> Result<T, Words>) -> Result<Fetched<T>, Unfetched> {
        Ok(match self {
            Self::Unchanged => Fetched::Unchanged,
            Self::New { what, address, validators } => {
                let what = read(&address, &what)?;
                Fetched::New { what, address, validators }
            }
        })
    }
}
