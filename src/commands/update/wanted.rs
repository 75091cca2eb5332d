//! Which companies an update is of: from words to Central Index Keys.

use crate::commands::import::wanted::{cik, ticker, two_ciks};
use crate::commands::{Failure, words};
use crate::data::{Advice, Dataset, Meant, Unknown, nearest};
use crate::model::{Company, Words};
use crate::say;
use crate::sec::update::{Filer, Tickers, Unfetched, Wanted};

/// The companies that are known without asking: the bundled ones, and those of the folder.
pub struct KnownCompanies<'d> {
    /// The bundled data.
    pub data: &'d Dataset,
    /// The companies that the folder lists.
    pub added: &'d [Company],
}

/// The company to fetch that one of the data is; `None` where its key is not known.
fn wanted(company: &Company) -> Option<Wanted> {
    let ticker = Some(company.ticker.clone());
    company.cik.map(|cik| Wanted { cik, ticker, name: words::company(company) })
}

impl KnownCompanies<'_> {
    /// The companies themselves.
    pub fn companies(&self) -> impl Iterator<Item = &Company> + Clone {
        self.data.companies().iter().chain(self.added)
    }

    /// All of them.
    pub fn all(&self) -> Vec<Wanted> {
        let mut all = Vec::new();
        for wanted in self.companies().filter_map(self::wanted) {
            push(&mut all, wanted);
        }
        all
    }

    /// The companies that words mean, among them those of groups. `tickers` is asked for the SEC's list, if a word needs it.
    pub fn meant(
        &self,
        typed: &[String],
        mut tickers: impl FnMut() -> Result<Tickers, Unfetched>,
    ) -> Result<Vec<Wanted>, Failure> {
        let mut list: Option<Tickers> = None;
        let mut all: Vec<Wanted> = Vec::new();
        for word in typed {
            if let Some(group) = self.data.group(word) {
                self.data.members(group).filter_map(self::wanted).for_each(|one| push(&mut all, one));
                continue;
            }
            let wanted = if let Some(wanted) = self.without_asking(word)? {
                wanted
            } else {
                let list = match &mut list {
                    Some(list) => list,
                    none => none.insert(tickers().map_err(|reason| no_list(&reason))?),
                };
                self.listed(word, list)?
            };
            let same_name = |other: &&Wanted| other.ticker.is_some() && other.ticker == wanted.ticker;
            if let Some(other) = all.iter().find(|other| other.cik != wanted.cik && same_name(other)) {
                return Err(two_ciks(other.cik, wanted.cik, &wanted.label()));
            }
            push(&mut all, wanted);
        }
        Ok(all)
    }

    /// The company that a word means, if that can be told without the SEC's list.
    fn without_asking(&self, word: &str) -> Result<Option<Wanted>, Failure> {
        if let Some((name, key)) = word.split_once('=') {
            let Some(cik) = cik(key) else {
                return Err(Failure::Usage(say!(not_a_cik, word, key)));
            };
            let ticker = ticker(name, self.data)?;
            let taken = |company: &&Company| (company.cik == Some(cik)) != (company.ticker == ticker);
            if let Some(other) = self.companies().find(taken) {
                return Err(Failure::Usage(say!(
                    cik_has_ticker,
                    word,
                    cik = other.cik.unwrap_or_default().to_string(),
                    ticker = &other.ticker
                )));
            }
            let name = ticker.as_str().into();
            return Ok(Some(Wanted { cik, ticker: Some(ticker), name }));
        }
        let known = match cik(word) {
            Some(cik) => self.companies().find(|company| company.cik == Some(cik)),
            None => self.companies().find(|company| company.answers_to(word)),
        };
        Ok(known.and_then(self::wanted))
    }

    /// The company that a word means in the SEC's list.
    fn listed(&self, word: &str, list: &Tickers) -> Result<Wanted, Failure> {
        if let Some(cik) = cik(word) {
            return Ok(self.called(cik, list.ticker(cik)));
        }
        match list.meant(word).as_slice() {
            [] => Err(unknown(word, list)),
            [one] => Ok(self
                .companies()
                .find(|company| company.cik == Some(one.cik))
                .and_then(self::wanted)
                .unwrap_or_else(|| self.called(one.cik, Some(&one.ticker)))),
            several => {
                const SHOWN: usize = 6;
                let name = |filer: &&Filer| say!(ticker_and_name, ticker = &filer.ticker, name = &filer.title);
                Err(Failure::Usage(say!(
                    several_companies_begin_so,
                    word,
                    names = Words::items(several.iter().take(SHOWN).map(name))
                )))
            }
        }
    }

    /// A company under its ticker, if that is free and fit to be the name of a file.
    fn called(&self, cik: u64, listed: Option<&str>) -> Wanted {
        let free = |ticker: &String| self.companies().all(|company| !company.answers_to(ticker));
        let ticker = listed.and_then(|word| ticker(word, self.data).ok()).filter(free);
        let name = ticker.clone().unwrap_or_else(|| format!("CIK {cik}"));
        Wanted { cik, ticker, name: name.into() }
    }
}

fn no_list(reason: &Unfetched) -> Failure {
    Failure::Failed(say!(no_list_of_companies, reason = reason.words()))
}

/// Adds a company, once.
pub fn push(all: &mut Vec<Wanted>, wanted: Wanted) {
    if all.iter().all(|known| known.cik != wanted.cik) {
        all.push(wanted);
    }
}

fn unknown(word: &str, list: &Tickers) -> Failure {
    let names = list.all().flat_map(|filer| [&filer.ticker, &filer.title].map(|name| (name.to_lowercase(), filer)));
    let advice = match nearest(word, names) {
        Some(near) => {
            Advice::DidYouMean(Box::new(Meant { word: near.ticker.clone(), name: Some(near.title.as_str().into()) }))
        }
        None => {
            return Failure::Usage(say!(not_in_ticker_list, word));
        }
    };
    Failure::Usage(Unknown { kind: say!(kind_company), typed: word.to_owned(), advice }.words())
}
