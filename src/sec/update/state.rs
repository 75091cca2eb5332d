//! What servers said of their files, so that one that has not changed is not fetched again.
//!
//! A cache and no more: what cannot be read is forgotten, and everything is fetched anew.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a server gave a version of a file, to be sent back to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// `ETag`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// `Last-Modified`, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// A file that was fetched and taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    #[serde(flatten)]
    validators: Validators,
    /// The file that was made of it, if anything was: without that one, it has to be fetched again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made: Option<String>,
}

/// The validators of files that were fetched and taken, by address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The program that read the files, and the data they were held against: another one may make something else of them.
    read_by: String,
    files: BTreeMap<String, Known>,
}

impl State {
    /// Nothing known.
    pub fn new(read_by: &str) -> Self {
        Self { read_by: read_by.to_owned(), files: BTreeMap::new() }
    }

    /// The state in a text, if it is one and of the same reader; nothing known otherwise.
    pub fn read(text: &str, read_by: &str) -> Self {
        let state = serde_json::from_str(text).ok();
        state.filter(|state: &Self| state.read_by == read_by).unwrap_or_else(|| Self::new(read_by))
    }

    /// The state as a text.
    pub fn text(&self) -> String {
        // Strings under strings: there is nothing that could not be written.
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// What is known of a file; nothing, unless what was made of it `is_there`.
    pub fn of(&self, address: &str, is_there: impl FnOnce(&str) -> bool) -> Validators {
        let known = self.files.get(address).filter(|known| known.made.as_deref().is_none_or(is_there));
        known.map(|known| known.validators.clone()).unwrap_or_default()
    }

    /// Notes what is known of a file, and the file that was made of it.
    pub fn set(&mut self, address: &str, validators: Validators, made: Option<String>) {
        if validators == Validators::default() {
            self.files.remove(address);
        } else {
            self.files.insert(address.to_owned(), Known { validators, made });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_by_the_same_reader_only() {
        let mut state = State::new("0.1.0, 2026.8");
        let validators = Validators { etag: Some("\"a\"".to_owned()), last_modified: None };
        state.set("https://a", validators.clone(), Some("facts/A.csv".to_owned()));
        let of = |reader: &str, there| State::read(&state.text(), reader).of("https://a", |_| there);
        assert_eq!(of("0.1.0, 2026.8", true), validators);
        assert_eq!(of("0.1.0, 2026.8", false), Validators::default());
        assert_eq!(of("0.2.0, 2026.8", true), Validators::default());
        assert_eq!(State::read("{", "0.1.0, 2026.8"), State::new("0.1.0, 2026.8"));
    }
}
