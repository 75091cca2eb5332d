//! What clap finds wrong with a command line, in words that can be put into another language.
//!
//! English readers see clap's own message, which also draws the usage.

use std::error::Error as _;
use std::num::ParseIntError;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::data::Dataset;
use crate::model::{BadWindow, Window};
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

/// What to type instead, where a company or a period stands in the place of a command.
pub fn command_left_out(error: &clap::Error, data: &Dataset) -> Option<Words> {
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    if data.company(typed).is_ok() {
        return Some(say!(company_before_command, typed));
    }
    let is_period = typed.parse::<Window>().is_ok();
    is_period.then(|| say!(period_before_command, typed))
}

/// Why a value could not be read.
fn reason(error: &clap::Error) -> Words {
    let Some(source) = error.source() else { return Words::NONE };
    if let Some(window) = source.downcast_ref::<BadWindow>() {
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
