//! The course of an update: fetch everything, then put what came into the folder at once.

use super::Args;
use super::fetch::{Fetched, Fetcher, contact, sites};
use super::page::Page;
use super::progress::Progress;
use super::wanted::Known;
use crate::commands::import::wanted::name_apart;
use crate::commands::{Answer, Context, Failure, LATER_RATES};
use crate::data::{Dataset, Folder, Lock, OpenError};
use crate::fx::Later;
use crate::model::Fact;
use crate::say;
use crate::sec::update::State;
use crate::sec::{Import, Importer};

/// What servers said of the files that the folder was made from.
const STATE: &str = "update.json";

/// Fetches, writes what is new, and tells.
pub fn answer(args: &Args, context: &Context<'_>) -> Result<Answer, Failure> {
    let contact = contact(args)?;
    let sites = sites(args)?;
    if context.as_of.is_some() {
        return Err(Failure::Usage(say!(
            "`update` takes what is published by now; --as-of belongs to the commands that read it"
        )));
    }
    let Some(home) = context.home else {
        return Err(Failure::Usage(say!("there is no folder for your data; name one in `CAPEX_HOME`")));
    };
    // What an update brings is held against the bundled data alone, whatever is laid over it.
    let data = Dataset::bundled()?;
    let importer = Importer::new(&data, None)?;
    let lock = if args.dry_run { None } else { Some(Lock::take(home).map_err(anyhow::Error::from)?) };
    let mut folder = if home.exists() { Some(Folder::open(home)?) } else { None };
    let added = folder.as_ref().map(|folder| folder.companies().to_vec()).unwrap_or_default();
    let known = Known { data: &data, added: &added };
    let read_by = format!("capex {}, data {}", env!("CARGO_PKG_VERSION"), Dataset::version());
    let text = folder.as_ref().map(|folder| folder.text(STATE)).transpose()?.flatten().unwrap_or_default();
    let before = State::read(&text, &read_by);
    let mut state = before.clone();

    let progress = Progress::new();
    let mut fetcher = Fetcher::new(args, &contact, sites, &progress);
    let wanted = match args.company.as_slice() {
        _ if args.rates_only => Vec::new(),
        [] => known.all(),
        words => known.meant(words, || fetcher.tickers())?,
    };
    let has_rates = !args.no_rates && (args.company.is_empty() || args.rates_only);
    progress.expect(wanted.len() + usize::from(has_rates));
    let mut page = Page::new(context, &data, args.dry_run);
    let mut changes = Changes::default();
    for wanted in &wanted {
        match fetcher.company(wanted, &importer, &state, folder.as_ref()) {
            Ok(Fetched::Unchanged) => page.unchanged(wanted),
            Ok(Fetched::New { what: mut import, address, validators }) => {
                let others = changes.companies.iter().map(|(import, _)| &import.company);
                if !import.bundled {
                    name_apart(&mut import.company, known.companies().chain(others))?;
                }
                let facts = only_new(&import);
                let old = folder.as_ref().map(|folder| folder.facts(&import.company.ticker)).transpose()?.flatten();
                page.company(wanted, &import, &facts, old.as_deref().unwrap_or_default());
                let made = format!("facts/{}.csv", import.company.ticker);
                state.set(&address, validators, (!facts.is_empty()).then_some(made));
                if !facts.is_empty() || old.is_some() {
                    changes.companies.push((import, facts));
                }
            }
            Err(reason) => page.failed(wanted, reason),
        }
    }
    if has_rates {
        match fetcher.rates(&state, folder.as_ref()) {
            Ok(Fetched::Unchanged) => page.rates_unchanged(),
            Ok(Fetched::New { what: later, address, validators }) => {
                let old = folder.as_ref().map(|folder| folder.text(LATER_RATES)).transpose()?.flatten();
                // What cannot be read any more is replaced.
                let old = old.and_then(|text| Later::read(LATER_RATES, &text).ok());
                let old_days = old.map(|old| old.days).unwrap_or_default();
                if later.days.last() < old_days.last() {
                    page.rates_failed(say!("{address} ends before the rates that the folder has", address));
                } else {
                    page.rates(&later.days, &old_days);
                    state.set(&address, validators, (!later.days.is_empty()).then(|| LATER_RATES.to_owned()));
                    changes.rates = (later.days != old_days).then_some(later);
                }
            }
            Err(reason) => page.rates_failed(reason),
        }
    }
    drop(progress);
    if page.is_failure() {
        return Err(page.failure());
    }
    if let (Some(_), Some(folder)) = (&lock, folder.take()) {
        write(folder, &changes, (state != before).then_some(state))?;
    }
    Ok(page.answer(home))
}

/// What is to be written.
#[derive(Default)]
struct Changes<'i> {
    companies: Vec<(Import<'i>, Vec<Fact>)>,
    rates: Option<Later>,
}

/// Puts it all into the folder, or nothing.
fn write(mut folder: Folder, changes: &Changes<'_>, state: Option<State>) -> Result<(), OpenError> {
    // The first to be added is the last to be put in place: a crash on the way may have a file fetched again, never taken
    // for one that is here.
    if let Some(state) = state {
        folder.add_file(STATE, &state.text())?;
    }
    for (import, facts) in &changes.companies {
        let used = |id: &str| facts.iter().any(|fact| *fact.source == *id);
        let sources: Vec<_> = import.sources.iter().filter(|source| used(&source.id)).cloned().collect();
        folder.replace(&import.company, !import.bundled, facts, &sources)?;
        folder.note_left_out(&import.company, import.left_out());
    }
    if let Some(later) = &changes.rates {
        folder.add_file(LATER_RATES, &later.text)?;
    }
    folder.write()
}

/// The facts of a file that the bundled data does not have.
fn only_new(import: &Import<'_>) -> Vec<Fact> {
    import.facts.iter().filter(|fact| import.is_new(fact)).cloned().collect()
}
