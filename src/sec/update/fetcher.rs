//! Fetching one file at a time: of a company's figures, the exchange rates, the list of tickers.
//!
//! What comes back is checked whole before anybody hears of it.

use std::time::Duration;

use jiff::civil::Date;

use super::client::{Client, FetchError, Limits, Reply};
use super::contact::Contact;
use super::progress::Progress;
use super::rates::history;
use super::site::Site;
use super::state::{State, Validators};
use super::tickers::Tickers;
use super::unfetched::Unfetched;
use crate::data::OpenError;
use crate::fx::Later;
use crate::model::Words;
use crate::sec::LARGEST_FILE;

/// The largest list of tickers that is read: thirty times the SEC's.
const LARGEST_LIST: u64 = 32 << 20;

/// The largest file of rates that is read, packed and unpacked: fifty times the bank's.
const LARGEST_RATES: u64 = 32 << 20;

/// An answer may take this many times the longest silence.
const WHOLE: u32 = 20;

/// The largest file of a filing that is read: ten times the largest instances of large companies.
const LARGEST_DOCUMENT: u64 = 64 << 20;

/// Why a file could not be fetched, and its address.
pub(super) type Failed = (FetchError, String);

/// A client and the servers it fetches from.
pub struct Fetcher<'p> {
    client: Client,
    figures: Site,
    lists: Site,
    bank: Site,
    /// What is told how far it is.
    pub(super) progress: &'p Progress,
    /// The day since which filings are read one by one.
    pub(super) since: Option<Date>,
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
    /// It is new, or asked for anew.
    New {
        /// What it holds.
        what: T,
        /// Its address, which is to be remembered with the validators.
        address: String,
        /// What to send along when it is asked for again.
        validators: Validators,
    },
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
    pub(super) fn anew(self) -> Self {
        Self { is_anew: true, ..self }
    }

    /// Whether a file that never changes was taken.
    pub(super) fn has(&self, address: &str) -> bool {
        self.state.has(address)
    }
}

impl<'p> Fetcher<'p> {
    /// A fetcher that gives a contact: figures and lists of the SEC and rates of the bank from the given servers.
    /// `silence` is the longest that a server may be silent; filings `since` a day are read one by one.
    ///
    /// # Errors
    /// A proxy that cannot be used.
    pub fn new(
        contact: &Contact,
        [figures, lists, bank]: [Site; 3],
        silence: Duration,
        since: Option<Date>,
        progress: &'p Progress,
    ) -> Result<Self, Words> {
        let client = Client::new(contact, Limits { silence, whole: silence * WHOLE })?;
        Ok(Self { client, figures, lists, bank, progress, since })
    }

    /// A file of the SEC's figures of companies.
    pub(super) fn figures(&mut self, path: &str, label: &str, memory: Memory<'_>) -> Result<Fetched<Vec<u8>>, Failed> {
        let site = self.figures.clone();
        self.get_changed(&site, &RemoteFile { path, label, limit: LARGEST_FILE }, memory)
    }

    /// A file of a filing, which never changes; its address and its bytes.
    pub(super) fn document(&mut self, path: &str, label: &str) -> Result<(String, Vec<u8>), Failed> {
        let site = self.lists.clone();
        self.get_anew(&site, &RemoteFile { path, label, limit: LARGEST_DOCUMENT })
    }

    /// The address of a file of a filing.
    pub(super) fn address(&self, path: &str) -> String {
        self.lists.at(path)
    }

    /// The exchange rates after the bundled ones.
    pub fn rates(&mut self, memory: Memory<'_>, today: Date) -> Result<Fetched<Later>, Unfetched> {
        let site = self.bank.clone();
        let file = RemoteFile { path: "/stats/eurofxref/eurofxref-hist.zip", label: "ECB", limit: LARGEST_RATES };
        Ok(match self.get_changed(&site, &file, memory)? {
            Fetched::Unchanged => Fetched::Unchanged,
            Fetched::New { what: bytes, address, validators } => {
                let text = history(&address, &bytes, LARGEST_RATES)?;
                let what = Later::of_history(&address, &text, today).map_err(OpenError::Data)?;
                Fetched::New { what, address, validators }
            }
        })
    }

    /// The SEC's list of tickers.
    pub fn tickers(&mut self) -> Result<Tickers, Unfetched> {
        let site = self.lists.clone();
        let file = RemoteFile { path: "/files/company_tickers.json", label: "SEC", limit: LARGEST_LIST };
        let (address, bytes) = self.get_anew(&site, &file)?;
        Ok(Tickers::read(&address, &bytes)?)
    }

    /// A file, unless it is the one that is remembered.
    fn get_changed(
        &mut self,
        site: &Site,
        file: &RemoteFile<'_>,
        memory: Memory<'_>,
    ) -> Result<Fetched<Vec<u8>>, Failed> {
        let address = site.at(file.path);
        let known = if memory.is_anew { Validators::default() } else { memory.state.of(&address, memory.is_there) };
        Ok(match self.get(site, file, &known)? {
            Reply::Unchanged => Fetched::Unchanged,
            Reply::File(what, validators) => Fetched::New { what, address, validators },
        })
    }

    /// The address of a file of which nothing is remembered, and its bytes.
    fn get_anew(&mut self, site: &Site, file: &RemoteFile<'_>) -> Result<(String, Vec<u8>), Failed> {
        let address = site.at(file.path);
        match self.get(site, file, &Validators::default())? {
            Reply::File(bytes, _) => Ok((address, bytes)),
            // Nothing was known that could be unchanged.
            Reply::Unchanged => Err((FetchError::Status(304), address)),
        }
    }

    fn get(&mut self, site: &Site, file: &RemoteFile<'_>, known: &Validators) -> Result<Reply, Failed> {
        let RemoteFile { path, label, limit } = *file;
        let progress = self.progress;
        progress.begin(label);
        let answer = self.client.get(site, path, known, limit, &mut |bytes| progress.bytes(label, bytes));
        progress.end();
        answer.map_err(|error| (error, site.at(path)))
    }
}
