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
        Some(word) => say!("; did you mean `{word}`?", word),
        None => Words::NONE,
    };
    let argument = || context(ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => say!(
            "unknown command `{typed}`{advice}",
            typed = context(ContextKind::InvalidSubcommand)?,
            advice = meant(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::UnknownArgument => {
            say!("unknown argument `{typed}`{advice}", typed = argument()?, advice = meant(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue => {
            let argument = argument()?;
            let typed = context(ContextKind::InvalidValue).filter(|typed| !typed.is_empty());
            match (typed, several(ContextKind::ValidValue)) {
                (Some(typed), values) => say!(
                    "`{typed}` is no value of {argument}; it is one of {values}{advice}",
                    typed,
                    argument,
                    values = values?,
                    advice = meant(ContextKind::SuggestedValue)
                ),
                (None, Some(values)) => say!("{argument} needs a value: one of {values}", argument, values),
                (None, None) => say!("{argument} needs a value", argument),
            }
        }
        ErrorKind::ValueValidation => say!(
            "`{typed}` is no value of {argument}: {reason}",
            typed = context(ContextKind::InvalidValue)?,
            argument = argument()?,
            reason = reason(error)
        ),
        ErrorKind::TooManyValues => say!("{argument} takes no value", argument = argument()?),
        ErrorKind::ArgumentConflict if argument() == context(ContextKind::PriorArg) => {
            say!("{argument} is given more than once", argument = argument()?)
        }
        ErrorKind::ArgumentConflict => say!(
            "{argument} cannot be used with {other}",
            argument = argument()?,
            other = several(ContextKind::PriorArg)?
        ),
        ErrorKind::MissingRequiredArgument => say!("missing: {argument}", argument = several(ContextKind::InvalidArg)?),
        _ => return None,
    })
}

/// What to type instead, where a company or a period stands in the place of a command.
pub fn command_left_out(error: &clap::Error, data: &Dataset) -> Option<Words> {
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    if data.company(typed).is_ok() {
        return Some(say!("`{typed}` is a company, and a command comes first; try capex totals {typed}", typed));
    }
    let is_period = typed.parse::<Window>().is_ok();
    is_period.then(|| say!("`{typed}` is a period, and a command comes first; try capex totals -p {typed}", typed))
}

/// Why a value could not be read.
fn reason(error: &clap::Error) -> Words {
    let Some(source) = error.source() else { return Words::NONE };
    if let Some(window) = source.downcast_ref::<BadWindow>() {
        return window.words();
    }
    if source.is::<ParseIntError>() {
        return say!("write a whole number");
    }
    let text = source.to_string();
    match text.split_once(" is not in ") {
        // clap's word on a number out of bounds.
        Some((typed, range)) => say!("{typed} is not in {range}", typed, range),
        None => text.into(),
    }
}
