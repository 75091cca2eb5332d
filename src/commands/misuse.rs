//! What clap finds wrong with a command line, in words that can be put into another language.
//!
//! English readers see clap's own message, which also draws the usage.

use std::error::Error as _;
use std::ffi::OsString;
use std::num::ParseIntError;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::data::{Advice, Dataset, typed};
use crate::model::{BadPeriodExpr, PeriodExpr};
use crate::report::Words;
use crate::say;

/// The error in words; `None` for help, the version, and what clap says rarely.
pub fn misuse(error: &clap::Error) -> Option<Words> {
    let context = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => words.first().cloned(),
        _ => None,
    };
    let several = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(word) => Some(word.into()),
        ContextValue::Strings(words) => (!words.is_empty()).then(|| Words::items(words)),
        _ => None,
    };
    let meant = |kind: ContextKind| match context(kind) {
        Some(word) => say!(or_did_you_mean, word),
        None => Words::NONE,
    };
    let argument = || context(ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => say!(
            unknown_command,
            typed = context(ContextKind::InvalidSubcommand)?,
            advice = meant(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::UnknownArgument => {
            say!(unknown_argument, typed = argument()?, advice = meant(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue => {
            let argument = argument()?;
            let typed = context(ContextKind::InvalidValue).filter(|typed| !typed.is_empty());
            match (typed, several(ContextKind::ValidValue)) {
                (Some(typed), values) => {
                    say!(not_a_choice, typed, argument, values = values?, advice = meant(ContextKind::SuggestedValue))
                }
                (None, Some(values)) => say!(argument_needs_choice, argument, values),
                (None, None) => say!(argument_needs_value, argument),
            }
        }
        ErrorKind::ValueValidation => {
            say!(bad_value, typed = context(ContextKind::InvalidValue)?, argument = argument()?, reason = reason(error))
        }
        ErrorKind::TooManyValues => say!(argument_takes_no_value, argument = argument()?),
        ErrorKind::ArgumentConflict if argument() == context(ContextKind::PriorArg) => {
            say!(argument_given_twice, argument = argument()?)
        }
        ErrorKind::ArgumentConflict => {
            say!(arguments_conflict, argument = argument()?, other = several(ContextKind::PriorArg)?)
        }
        ErrorKind::MissingRequiredArgument => say!(argument_missing, argument = several(ContextKind::InvalidArg)?),
        _ => return None,
    })
}

/// The command line that asks for a summary, where companies stand in the place of a command: exact names and tickers alone, as
/// a command may be typed wrong. `words` is the command line as typed, the program's name first.
pub fn of_summary(error: &clap::Error, words: &[OsString], data: &Dataset) -> Option<Vec<OsString>> {
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let at = words.iter().position(|word| word.to_str() == Some(typed))?;
    let is_of_companies = typed.split([',', '，', '、']).all(|word| data.companies_named(word).is_ok());
    let (before, after) = words.split_at_checked(at).filter(|_| is_of_companies)?;
    Some([before, &["summary".into()], after].concat())
}

/// The whole command line to type instead, where a company, a period or a word of other programs stands in the place of a
/// command. `words` is the command line as typed, the program's name first.
pub fn command_left_out(error: &clap::Error, words: &[OsString], data: &Dataset) -> Option<Words> {
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let instead = |command: &str| {
        let words = words.iter().skip(1).map(|word| word.to_string_lossy());
        let words = words.map(|word| if word == *typed { command.into() } else { word });
        format!("capex {}", words.collect::<Vec<_>>().join(" "))
    };
    let before = |command: &str| instead(&format!("{command} {typed}"));
    if let Some(command) = typed::meaning(typed::COMMAND, &typed.to_lowercase()) {
        return Some(say!(unknown_command_try, typed, command = instead(command)));
    }
    if let Some(Advice::DidYouMean(company)) = data.companies_named(typed).err().map(|unknown| unknown.advice)
        && error.get(ContextKind::SuggestedSubcommand).is_none()
    {
        return Some(say!(unknown_command_try, typed, command = instead(&company.word)));
    }
    typed.parse::<PeriodExpr>().ok()?;
    let command = before("totals");
    Some(say!(period_before_command, typed, command))
}

/// Why a value could not be read.
fn reason(error: &clap::Error) -> Words {
    let Some(source) = error.source() else { return Words::NONE };
    if let Some(window) = source.downcast_ref::<BadPeriodExpr>() {
        return window.words();
    }
    if let Some(words) = source.downcast_ref::<Words>() {
        return words.clone();
    }
    if source.is::<ParseIntError>() {
        return say!(write_whole_number);
    }
    let text = source.to_string();
    match text.split_once(" is not in ") {
        // clap's word on a number out of bounds.
        Some((typed, range)) => say!(not_in_range, typed, range),
        None => text.into(),
    }
}
