//! The words that arguments take, from the data.
//!
//! A word is offered in the letters it was begun in: small ones, or the data's own spelling.

use std::collections::BTreeSet;
use std::ffi::OsStr;

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use super::super::{chart, help};
use crate::claims::REVISIONS;
use crate::data::Dataset;
use crate::fx::{self, Rates};
use crate::model::{Company, CompanyGroup, PeriodExpr};

/// A word that can be typed, and what it means.
type Word = (String, String);

/// From the word typed so far to the words that it may become.
type Complete = Box<dyn Fn(&str) -> Vec<Word> + Send + Sync>;

/// Opens the data that words come from; `None` if it cannot be read.
pub type Open = fn() -> Option<Dataset>;

/// The command line with words for each argument that takes some of the data's. Flags are offered once a dash is typed.
pub fn with_values(mut command: Command, open: Open) -> Command {
    // Puts --help in every command, which is a flag as others are.
    command.build();
    let commands: Vec<Word> = command.get_subcommands().map(described).collect();
    let of = |command: Command| {
        let name = command.get_name().to_owned();
        command.mut_args(|arg| with_words(&name, arg, &commands, open))
    };
    of(command).mut_subcommands(of)
}

fn described(command: &Command) -> Word {
    (command.get_name().to_owned(), command.get_about().map(ToString::to_string).unwrap_or_default())
}

fn with_words(command: &str, arg: Arg, commands: &[Word], open: Open) -> Arg {
    let of_data = |words: fn(&Dataset, &str) -> Vec<Word>| -> Option<Complete> {
        Some(Box::new(move |typed| open().map(|data| words(&data, typed)).unwrap_or_default()))
    };
    let complete: Option<Complete> = match (command, arg.get_id().as_str()) {
        ("check", "what" | "than") | (_, "companies" | "company") => of_data(companies),
        ("add", "words") => of_data(|data, typed| [companies(data, typed), metrics(data, typed)].concat()),
        ("chart", "words") => {
            of_data(|data, typed| [beginning(chart::kinds(), typed), companies(data, typed)].concat())
        }
        ("find", "metric") => {
            of_data(|data, typed| [metrics(data, typed), beginning(["guidance", "all"], typed)].concat())
        }
        ("check", "metric") => of_data(|data, typed| [metrics(data, typed), beginning(["guidance"], typed)].concat()),
        (_, "metric") => of_data(metrics),
        ("rates", "period" | "year") => Some(Box::new(|typed| periods(typed, &years_of_rates(), false))),
        ("guidance" | "chart", "period") => of_data(|data, typed| periods(typed, &years(data, true), true)),
        ("guidance" | "chart", "year") => of_data(|data, typed| beginning(years(data, true), typed)),
        (_, "period") | ("check", "from_period") => of_data(|data, typed| periods(typed, &years(data, false), true)),
        (_, "year") => of_data(|data, typed| beginning(years(data, false), typed)),
        (_, "currency") => Some(Box::new(currencies)),
        ("rates", "pairs") => Some(Box::new(pairs)),
        ("check", "record") => Some(Box::new(|typed| beginning(["value", "yoy", "increase"], typed))),
        ("check", "direction") => {
            Some(Box::new(|typed| beginning(["higher", "lower", "similar", "slower", "faster"], typed)))
        }
        ("check", "revision") => Some(Box::new(|typed| beginning(REVISIONS.iter().map(|(name, _)| name), typed))),
        ("check", "said_by") => Some(Box::new(|typed| beginning(["company", "press"], typed))),
        ("help" | "man", "word") => {
            let topics = help::topics().map(|(name, about)| (name.to_owned(), about.to_owned()));
            let words: Vec<Word> = topics.chain(commands.iter().cloned()).collect();
            Some(Box::new(move |typed| words.iter().filter(|(word, _)| word.starts_with(typed)).cloned().collect()))
        }
        (_, "columns") => {
            let command = command.to_owned();
            Some(Box::new(move |typed| open().map(|data| columns(&command, &data, typed)).unwrap_or_default()))
        }
        ("help", "of") => {
            let words = commands.to_vec();
            Some(Box::new(move |typed| words.iter().filter(|(word, _)| word.starts_with(typed)).cloned().collect()))
        }
        _ => None,
    };
    let arg = if arg.is_positional() { arg } else { arg.hide(true) };
    let Some(complete) = complete else { return arg };
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        // What is no text names nothing here.
        let words = typed.to_str().map(&complete).unwrap_or_default();
        words.into_iter().map(candidate).collect::<Vec<_>>()
    }))
}

fn candidate((word, meaning): Word) -> CompletionCandidate {
    CompletionCandidate::new(word).help((!meaning.is_empty()).then(|| meaning.into()))
}

/// Of the words a thing answers to, the first that what was typed may become: one word a thing, so that it is complete as
/// soon as no other thing is meant.
fn spelt(typed: &str, names: impl IntoIterator<Item = String>) -> Option<String> {
    names.into_iter().find(|name| name.starts_with(typed) && !name.contains(char::is_whitespace))
}

fn beginning<T: ToString>(words: impl IntoIterator<Item = T>, typed: &str) -> Vec<Word> {
    let words = words.into_iter().map(|word| (word.to_string(), String::new()));
    words.filter(|(word, _)| word.starts_with(typed)).collect()
}

/// Companies, by ticker, name or another name; small letters come first, which are quicker to type.
fn companies(data: &Dataset, typed: &str) -> Vec<Word> {
    let word = |company: &Company| {
        let as_written = [&*company.ticker, company.name.english()].map(str::to_owned);
        let word = spelt(typed, company.names().chain(as_written))?;
        Some((word, company.name.english().to_owned()))
    };
    let group = |group: &CompanyGroup| Some((spelt(typed, group.names())?, group.name.english().to_owned()));
    data.companies().iter().filter_map(word).chain(data.groups().iter().filter_map(group)).collect()
}

/// The columns of a command, after those that are typed.
fn columns(command: &str, data: &Dataset, typed: &str) -> Vec<Word> {
    let (before, last) = typed.rsplit_once(',').map_or(("", typed), |(before, last)| (before, last));
    let named: Vec<&str> = before.split(',').filter(|name| !name.is_empty()).collect();
    let all = help::column_meanings(command, data).unwrap_or_default();
    let fits = |(name, _): &Word| name.starts_with(last) && !named.contains(&&**name);
    let word = |(name, meaning): Word| (named.iter().copied().chain([&*name]).collect::<Vec<_>>().join(","), meaning);
    all.into_iter().filter(fits).map(word).collect()
}

fn metrics(data: &Dataset, typed: &str) -> Vec<Word> {
    let words = data.metrics().iter().map(|metric| (metric.flag.clone(), metric.name.english().to_owned()));
    words.filter(|(word, _)| word.starts_with(typed)).collect()
}

/// Currencies, by code or name; capitals come first, as codes are written.
fn currencies(typed: &str) -> Vec<Word> {
    let Ok(all) = fx::currencies() else { return Vec::new() };
    let word = |known: fx::CurrencyName| {
        let word = spelt(typed, [known.code.code().to_owned()].into_iter().chain(known.words()))?;
        Some((word, known.name.english().to_owned()))
    };
    all.into_iter().filter_map(word).collect()
}

/// Either currency of a pair such as `USD/CNY`.
fn pairs(typed: &str) -> Vec<Word> {
    match typed.rsplit_once('/') {
        Some((base, quote)) => after(&format!("{base}/"), currencies(quote)),
        None => currencies(typed),
    }
}

fn after(head: &str, words: Vec<Word>) -> Vec<Word> {
    words.into_iter().map(|(word, meaning)| (format!("{head}{word}"), meaning)).collect()
}

/// The years that facts are about, the newest first, and with `ahead` those that were spoken of.
fn years(data: &Dataset, ahead: bool) -> Vec<i16> {
    let mut years = BTreeSet::new();
    for company in data.companies() {
        let facts = data.all_facts(company).unwrap_or_default();
        years.extend(facts.iter().flat_map(|fact| [fact.span.start.year(), fact.span.end.year()]));
        if ahead {
            let statements = data.guidance(company).unwrap_or_default();
            years.extend(statements.iter().map(|statement| statement.period.part_of_year().year));
        }
    }
    years.into_iter().rev().collect()
}

fn years_of_rates() -> Vec<i16> {
    let Ok(rates) = Rates::bundled() else { return Vec::new() };
    (rates.first().year()..=rates.last().year()).rev().collect()
}

/// Periods of years; of a range or a list, what is typed last. Parts of a year are offered once the year is typed.
fn periods(typed: &str, years: &[i16], fiscal: bool) -> Vec<Word> {
    let head = [typed.rfind("..").map(|at| at + 2), typed.rfind(',').map(|at| at + 1)].into_iter().flatten().max();
    let (head, last) = typed.split_at(head.unwrap_or(0));
    let mut words: Vec<String> = Vec::new();
    if head.is_empty() {
        words.extend(["latest", "last4q", "last8q", "last12q", "last5y", "last10y"].map(str::to_owned));
    }
    for prefix in if fiscal { ["", "FY"].as_slice() } else { &[""] } {
        for year in years {
            let year = format!("{prefix}{year}");
            if last.starts_with(&year) {
                let parts = if prefix.is_empty() {
                    ["Q1", "Q2", "Q3", "Q4", "H1", "H2"].as_slice()
                } else {
                    &["Q1", "Q2", "Q3", "Q4"]
                };
                words.extend(parts.iter().map(|part| format!("{year}{part}")));
            }
            words.push(year);
        }
    }
    let mut offered = after(head, beginning(words, last));
    // A range that runs backwards is none.
    offered.retain(|(word, _)| word.parse::<PeriodExpr>().is_ok());
    offered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Period;

    fn only(words: Vec<Word>) -> Vec<String> {
        words.into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn a_company_is_completed_in_the_letters_it_was_begun_in() {
        let data = Dataset::bundled().unwrap();
        for (typed, completed) in [
            ("", ["amzn", "msft", "googl", "meta", "orcl", "big4", "big5", "clouds"].as_slice()),
            ("am", &["amzn"]),
            ("ama", &["amazon"]),
            ("Am", &["Amazon"]),
            ("AM", &["AMZN"]),
            ("fac", &["facebook"]),
            ("微", &["微软"]),
            ("m", &["msft", "meta"]),
            ("zz", &[]),
        ] {
            assert_eq!(only(companies(&data, typed)), completed, "{typed}");
        }
    }

    #[test]
    fn whatever_is_offered_is_understood() {
        let data = Dataset::bundled().unwrap();
        let rates = Rates::bundled().unwrap();
        for letter in ('a'..='z').chain('A'..='Z').map(String::from).chain([String::new()]) {
            for word in only(companies(&data, &letter)) {
                assert!(data.companies_named(&word).is_ok(), "{word}");
            }
            for word in only(metrics(&data, &letter)) {
                assert!(data.metric(&word).is_ok(), "{word}");
            }
            for word in only(currencies(&letter)) {
                assert!(rates.currency(&word).is_ok(), "{word}");
            }
        }
        for typed in ["", "2025", "FY2025", "2019..20", "2024,2025"] {
            let offered = only(periods(typed, &years(&data, true), true));
            assert!(!offered.is_empty() && offered.iter().all(|word| word.starts_with(typed)), "{typed}");
            for word in offered {
                assert!(word.parse::<PeriodExpr>().is_ok(), "{word}");
            }
        }
        assert!(only(periods("2025", &years(&data, false), true)).iter().all(|word| word.parse::<Period>().is_ok()));
        assert!(only(pairs("USD/C")).contains(&"USD/CNY".to_owned()));
        assert_eq!(only(columns("totals", &data, "company,va")), ["company,value"]);
        assert!(!only(columns("capex", &data, "company,")).contains(&"company,company".to_owned()));
        assert!(only(columns("man", &data, "")).is_empty());
    }

    /// An argument that takes a value is completed, or it is a number, a day, a text or the name of a file.
    #[test]
    fn every_argument_is_completed_or_free() {
        const FREE: &[&str] = &[
            "as_of",
            "fx_date",
            "fx_rate",
            "precision",
            "limit",
            "contact",
            "accession",
            "filed",
            "form",
            "since",
            "timeout",
            "sec_url",
            "today",
            "ecb_url",
            "number",
            "value",
            "total",
            "yoy",
            "qoq",
            "share",
            "run_rate",
            "low",
            "high",
            "from",
            "times",
            "by",
            "cagr",
            "ratio",
            "excess",
            "yoy_low",
            "yoy_high",
            "order",
            "yoy_order",
            "title",
            "size",
            "published",
            "at_least",
            "up_to",
            "note",
            "document",
            "source",
            "words",
        ];
        let command = with_values(crate::cli::Cli::tree(), || Dataset::bundled().ok());
        for of in std::iter::once(&command).chain(command.get_subcommands()) {
            for arg in of.get_arguments().filter(|arg| arg.get_action().takes_values()) {
                let is_file = arg.get_value_hint() == clap::ValueHint::AnyPath;
                let is_completed = arg.get::<ArgValueCompleter>().is_some() || !arg.get_possible_values().is_empty();
                let (of, arg) = (of.get_name(), arg.get_id().as_str());
                assert!(is_completed || is_file || FREE.contains(&arg), "{of} {arg}");
            }
        }
    }
}
