//! The course of an update: fetch everything, then put what came into the folder at once.

use std::time::Duration;

use jiff::civil::Date;

use super::Args;
use super::healing::{self, facts_name};
use super::page::UpdateReport;
use super::wanted::{KnownCompanies, push};
use crate::commands::import::figure;
use crate::commands::import::wanted::name_apart;
use crate::commands::{Answer, Context, Failure, LATER_RATES};
use crate::config::Config;
use crate::data::{Damaged, Dataset, Folder, Lock, OpenError};
use crate::fx::Later;
use crate::model::Fact;
use crate::say;
use crate::sec::update::{
    Brought, Contact, Fetched, FetchedCompany, Fetcher, Memory, Progress, Site, State, Wanted, today,
};
use crate::sec::{Import, Importer};

/// What servers said of the files that the folder was made from.
const STATE: &str = "update.json";

/// Fetches, writes what is new, and tells.
pub fn answer(args: &Args, context: &Context<'_>) -> Result<Answer, Failure> {
    context.check_columns(&figure::records())?;
    let contact = contact(args, context.config)?;
    let sites = sites(args)?;
    if context.as_of.is_some() {
        return Err(Failure::Usage(say!(update_takes_no_as_of)));
    }
    let Some(home) = context.home else {
        return Err(Failure::Usage(say!(no_folder_for_data)));
    };
    // What an update brings is checked against the bundled data alone.
    let data = Dataset::bundled()?;
    let importer = Importer::new(&data, None)?;
    let today = args.today.unwrap_or_else(today);
    let lock =
        if args.dry_run { None } else { Some(Lock::take(home).map_err(|error| Failure::Failed((&error).into()))?) };
    let (mut folder, damaged) = if home.exists() {
        let (folder, damaged) = Folder::open_damaged(home)?;
        (Some(folder), damaged)
    } else {
        (None, Vec::new())
    };
    let added = folder.as_ref().map(|folder| folder.companies().to_vec()).unwrap_or_default();
    let known = KnownCompanies { data: &data, added: &added };
    let read_by = format!("capex {}, data {}", env!("CARGO_PKG_VERSION"), Dataset::version());
    let before = State::read(&folder.as_ref().map(|folder| folder.cache(STATE)).unwrap_or_default(), &read_by);
    let mut state = before.clone();

    let progress = Progress::default();
    let silence = Duration::from_secs(args.timeout);
    let mut fetcher = Fetcher::new(&contact, sites, silence, args.since, &progress).map_err(Failure::Usage)?;
    let mut wanted = match args.company.as_slice() {
        _ if args.rates_only => Vec::new(),
        [] => known.all(),
        words => known.meant(words, || fetcher.tickers())?,
    };
    let mut page = UpdateReport::new(context, &data, args.dry_run);
    if let Some(folder) = &mut folder {
        heal(folder, &damaged, &known, &state, args, &mut wanted, &mut page);
    }
    let has_rates = !args.no_rates && (args.company.is_empty() || args.rates_only);
    // Of each company its list of filings and its figures.
    progress.expect(2 * wanted.len() + usize::from(has_rates));
    let mut changes = Changes::default();
    for wanted in &wanted {
        let is_there = |name: &str, sum| {
            let of = |folder: &Folder| healing::is_intact(folder, &known, name, sum);
            folder.as_ref().is_some_and(of)
        };
        let ticker = wanted.label();
        let company = known.companies().find(|company| company.ticker == ticker);
        let damaged = folder.as_ref().and_then(|folder| healing::facts(folder, &data, company, &ticker));
        let is_sound = |name: &str, sum| damaged.is_none() && is_there(name, sum);
        let memory = Memory { state: &state, is_there: &is_sound, is_anew: false };
        match fetcher.company(wanted, &importer, memory) {
            Ok(FetchedCompany::Unchanged) => page.unchanged(wanted),
            Ok(FetchedCompany::New(brought)) => {
                let Brought { mut import, filings, failed, remembered, kept } = *brought;
                let others = changes.companies.iter().map(|(import, _)| &import.company);
                if !import.bundled {
                    name_apart(&mut import.company, known.companies().chain(others))?;
                }
                set_aside(folder.as_mut(), damaged, &mut page);
                let facts = only_new(&import);
                let old = folder.as_ref().map(|folder| folder.facts(&import.company.ticker)).transpose()?.flatten();
                page.company(wanted, &import, &facts, old.as_deref().unwrap_or_default());
                let made = facts_name(&import.company.ticker);
                let made = (!facts.is_empty()).then_some(made);
                for (address, validators) in remembered {
                    state.set(&address, validators, made.clone());
                }
                for address in kept {
                    state.keep(&address, made.clone());
                }
                if let Some(filings) = &filings {
                    page.filings(wanted, filings);
                }
                for (filing, reason) in &failed {
                    page.instance_failed(wanted, filing, reason);
                }
                if !facts.is_empty() || old.is_some() {
                    changes.companies.push((import, facts));
                }
            }
            Err(reason) => page.failed(wanted, &reason),
        }
    }
    if has_rates {
        update_rates(&mut fetcher, today, folder.as_mut(), &known, &mut state, &mut changes, &mut page);
    }
    drop(progress);
    if page.is_failure() {
        return Err(page.failure());
    }
    if let (Some(_), Some(folder)) = (&lock, folder.take()) {
        write(folder, &changes, state, &before)?;
    }
    Ok(page.answer(home))
}

/// The servers that are named, else the SEC's and the bank's own.
fn sites(args: &Args) -> Result<[Site; 3], Failure> {
    let named = |typed: Option<&String>| {
        let site = typed.filter(|typed| !typed.is_empty()).map(|typed| typed.parse().map_err(Failure::Usage));
        site.transpose()
    };
    let (sec, bank): (Option<Site>, Option<Site>) = (named(args.sec_url.as_ref())?, named(args.ecb_url.as_ref())?);
    let figures = sec.clone().unwrap_or_else(Site::figures);
    Ok([figures, sec.unwrap_or_else(Site::lists), bank.unwrap_or_else(Site::bank)])
}

/// The contact, which must be given.
fn contact(args: &Args, config: &Config) -> Result<Contact, Failure> {
    match args.contact.as_ref().or(config.contact.as_ref()).filter(|typed| !typed.trim().is_empty()) {
        Some(typed) => typed.parse().map_err(Failure::Usage),
        None => Err(Failure::Usage(say!(contact_needed))),
    }
}

/// Has what is damaged set aside, and all fetched that it was made from.
fn heal(
    folder: &mut Folder,
    damaged: &[Damaged],
    known: &KnownCompanies<'_>,
    state: &State,
    args: &Args,
    wanted: &mut Vec<Wanted>,
    page: &mut UpdateReport<'_>,
) {
    let is_of_rates = |damaged: &&Damaged| damaged.name == "fx";
    for damaged in damaged.iter().filter(|damaged| !args.rates_only || is_of_rates(damaged)) {
        set_aside(Some(folder), Some(damaged.clone()), page);
    }
    if args.rates_only {
        return;
    }
    for one in healing::unlisted(folder, state, known) {
        push(wanted, one);
    }
    if damaged.iter().any(|damaged| !is_of_rates(&damaged)) {
        // Of any company a row may be lost.
        let with_facts = folder.companies_with_facts();
        let has_facts = |one: &Wanted| one.ticker.as_ref().is_some_and(|ticker| with_facts.contains(ticker));
        for one in known.all().into_iter().filter(has_facts) {
            push(wanted, one);
        }
    }
    for (ticker, damaged) in healing::orphans(folder, known, wanted) {
        let aside = folder.set_aside(&damaged.name);
        page.set_aside(say!(
            unlisted_file_renamed,
            file = damaged.name,
            aside,
            command = format!("capex update --company {ticker}")
        ));
    }
}

/// Has a damaged file set aside, since it is fetched again.
fn set_aside(folder: Option<&mut Folder>, damaged: Option<Damaged>, page: &mut UpdateReport<'_>) {
    if let (Some(folder), Some(damaged)) = (folder, damaged) {
        let aside = folder.set_aside(&damaged.name);
        page.set_aside(say!(damaged_file_fetched_again, file = damaged.name, reason = damaged.reason, aside));
    }
}

/// Fetches the exchange rates.
fn update_rates(
    fetcher: &mut Fetcher<'_>,
    today: Date,
    mut folder: Option<&mut Folder>,
    known: &KnownCompanies<'_>,
    state: &mut State,
    changes: &mut Changes<'_>,
    page: &mut UpdateReport<'_>,
) {
    let damaged = folder.as_ref().and_then(|folder| healing::rates(folder));
    let is_there = |name: &str, sum| {
        damaged.is_none() && folder.as_ref().is_some_and(|folder| healing::is_intact(folder, known, name, sum))
    };
    match fetcher.rates(Memory { state, is_there: &is_there, is_anew: false }, today) {
        Ok(Fetched::Unchanged) => page.rates_unchanged(),
        Ok(Fetched::New { what: later, address, validators }) => {
            set_aside(folder.as_deref_mut(), damaged, page);
            let old = folder.as_ref().and_then(|folder| folder.text(LATER_RATES).ok().flatten());
            let old = old.and_then(|text| Later::read(LATER_RATES, &text).ok());
            let old_days = old.map(|old| old.days).unwrap_or_default();
            if later.days.last() < old_days.last() {
                page.rates_failed(&say!(rates_end_too_early, address).into());
            } else {
                page.rates(&later.days, &old_days);
                later.doubts.iter().for_each(|doubt| page.doubt(doubt));
                state.set(&address, validators, (!later.days.is_empty()).then(|| LATER_RATES.to_owned()));
                changes.rates = (later.days != old_days).then_some(later);
            }
        }
        Err(reason) => page.rates_failed(&reason),
    }
}

/// What is to be written.
#[derive(Default)]
struct Changes<'i> {
    companies: Vec<(Import<'i>, Vec<Fact>)>,
    rates: Option<Later>,
}

/// Puts it all into the folder, or nothing.
fn write(mut folder: Folder, changes: &Changes<'_>, mut state: State, before: &State) -> Result<(), OpenError> {
    for (import, facts) in &changes.companies {
        let used = |id: &str| facts.iter().any(|fact| *fact.source == *id);
        let sources: Vec<_> = import.sources.iter().filter(|source| used(&source.id)).cloned().collect();
        let text = folder.replace(&import.company, !import.bundled, facts, &sources)?;
        state.seal(&facts_name(&import.company.ticker), &text);
        folder.note_left_out(&import.company, import.left_out());
    }
    if let Some(later) = &changes.rates {
        folder.add_file(LATER_RATES, &later.text)?;
        state.seal(LATER_RATES, &later.text);
    }
    // Put in place last: a crash on the way may have a file fetched again, never taken for one that is here.
    if state != *before {
        folder.put_cache(STATE, &state.text())?;
    }
    folder.write()
}

/// The facts of a file that the bundled data does not have.
fn only_new(import: &Import<'_>) -> Vec<Fact> {
    import.facts.iter().filter(|fact| import.is_new(fact)).cloned().collect()
}
