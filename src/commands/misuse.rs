//! What clap finds wrong with a command line, in words that can be put into another language.
//!
//! English readers see clap's own message, which also draws the usage.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::reasons;
use crate::model::BadWindow;
use crate::report::Words;
use crate::say;

/// The error in words; `None` for help, the version, and what clap says rarely.
pub fn misuse(error: &clap::Error) -> Option<Words> {
    let context = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => Some(words.join(", ")),
        _ => None,
    };
    let meant = |kind: ContextKind| match context(kind) {
        Some(word) => say!("; did you mean `{word}`?", word),
        None => Words::NONE,
    };
    let argument = context(ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => say!(
            "unknown command `{typed}`{advice}",
            typed = context(ContextKind::InvalidSubcommand)?,
            advice = meant(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::UnknownArgument => {
            say!("unknown argument `{typed}`{advice}", typed = argument?, advice = meant(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue => {
            let typed = context(ContextKind::InvalidValue).filter(|typed| !typed.is_empty());
            let values = context(ContextKind::ValidValue).unwrap_or_default();
            match typed {
                Some(typed) => say!(
                    "`{typed}` is no value of {argument}; it is one of {values}",
                    typed,
                    argument = argument?,
                    values
                ),
                None => say!("{argument} needs a value: one of {values}", argument = argument?, values),
            }
        }
        ErrorKind::ValueValidation => say!(
            "`{typed}` is no value of {argument}: {reason}",
            typed = context(ContextKind::InvalidValue)?,
            argument = argument?,
            reason = reason(error)
        ),
        ErrorKind::ArgumentConflict => say!(
            "{argument} cannot be used with {other}",
            argument = argument?,
            other = context(ContextKind::PriorArg)?
        ),
        ErrorKind::MissingRequiredArgument => say!("missing: {argument}", argument = argument?),
        _ => return None,
    })
}

/// Why a value could not be read.
fn reason(error: &clap::Error) -> Words {
    match error.source() {
        Some(source) => match source.downcast_ref::<BadWindow>() {
            Some(window) => reasons::bad_window(window),
            None => source.to_string().into(),
        },
        None => Words::NONE,
    }
}
