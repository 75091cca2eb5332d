//! Arguments that take one of a fixed set of words.

use std::ffi::OsStr;
use std::marker::PhantomData;
use std::str::FromStr;

use clap::Arg;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue};

/// One of a fixed set of words, in any case. A slip of the finger gets a suggestion, also where clap finds the word too short
/// for one.
#[derive(Debug, Clone)]
pub struct OneOf<T> {
    names: Vec<&'static str>,
    /// Other words in lower case, and the names they stand for; help does not list them.
    aliases: &'static [(&'static str, &'static str)],
    of: PhantomData<T>,
}

/// A parser for one of the words given.
pub fn one_of<T>(names: impl IntoIterator<Item = &'static str>) -> OneOf<T> {
    OneOf { names: names.into_iter().collect(), aliases: &[], of: PhantomData }
}

impl<T> OneOf<T> {
    /// Takes other words too, given in lower case with the names they stand for.
    #[must_use]
    pub fn or(self, aliases: &'static [(&'static str, &'static str)]) -> Self {
        Self { aliases, ..self }
    }

    /// The name that a word stands for.
    fn name(&self, word: &str) -> Option<&'static str> {
        let word = word.trim().to_lowercase();
        let alias = self.aliases.iter().find(|(alias, _)| *alias == word).map(|(_, name)| *name);
        alias.or_else(|| self.names.iter().copied().find(|name| *name == word))
    }
}

impl<T: FromStr> OneOf<T> {
    /// The value that a word stands for.
    pub fn read(&self, word: &str) -> Option<T> {
        self.name(word)?.parse().ok()
    }
}

impl<T> TypedValueParser for OneOf<T>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static> + Clone + Send + Sync + 'static,
{
    type Value = T;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        const SLIPS: usize = 2;
        if let Some(value) = value.to_str().and_then(|word| self.read(word)) {
            return Ok(value);
        }
        let parser = PossibleValuesParser::new(&self.names).try_map(|word| word.parse::<T>());
        parser.parse_ref(command, arg, value).map_err(|mut error| {
            let typed = value.to_string_lossy();
            let near = self.names.iter().min_by_key(|name| strsim::osa_distance(&typed, name));
            let near = near.filter(|name| strsim::osa_distance(&typed, name) <= SLIPS.min(name.len() / 2));
            if let (Some(name), None) = (near, error.get(ContextKind::SuggestedValue)) {
                error.insert(ContextKind::SuggestedValue, ContextValue::String((*name).to_owned()));
            }
            error
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.names.iter().map(PossibleValue::new)))
    }
}
