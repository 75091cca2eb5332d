//! What servers said of their files, so that one that has not changed is not fetched again.
//!
//! A cache and no more: what cannot be read is forgotten, and everything is fetched anew.

use std::collections::BTreeMap;

use flate2::Crc;
use serde::{Deserialize, Serialize};
use ureq::http::HeaderValue;

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

impl Validators {
    /// Those of them that can be sent: what stands in the file may be anything.
    fn sound(self) -> Self {
        let is_sound = |value: &String| HeaderValue::from_str(value).is_ok();
        Self { etag: self.etag.filter(is_sound), last_modified: self.last_modified.filter(is_sound) }
    }
}

/// A file that was fetched and taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct FetchedFile {
    #[serde(flatten)]
    validators: Validators,
    /// The file that was made of it, if anything was: without that one, it has to be fetched again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made: Option<String>,
    /// Checksum of that file as it was written: another text has to be made again too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    checksum: Option<u32>,
}

/// The checksum of a text.
pub fn checksum(text: &str) -> u32 {
    let mut checksum = Crc::new();
    checksum.update(text.as_bytes());
    checksum.sum()
}

/// The validators of files that were fetched and taken, by address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The program that read the files, and the data they were held against: another one may make something else of them.
    read_by: String,
    files: BTreeMap<String, FetchedFile>,
}

impl State {
    /// Nothing known.
    pub fn new(read_by: &str) -> Self {
        Self { read_by: read_by.to_owned(), files: BTreeMap::new() }
    }

    /// The state in the bytes of a file, if it is one and of the same reader; nothing known otherwise.
    pub fn read(bytes: &[u8], read_by: &str) -> Self {
        let state = serde_json::from_slice(bytes).ok();
        state.filter(|state: &Self| state.read_by == read_by).unwrap_or_else(|| Self::new(read_by))
    }

    /// The state as a text.
    pub fn text(&self) -> String {
        // Strings under strings: there is nothing that could not be written.
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// What is known of a file; nothing, unless what was made of it `is_there` with its checksum.
    pub fn of(&self, address: &str, is_there: impl FnOnce(&str, Option<u32>) -> bool) -> Validators {
        let is_there = |known: &&FetchedFile| known.made.as_deref().is_none_or(|made| is_there(made, known.checksum));
        let known = self.files.get(address).filter(is_there);
        known.map(|known| known.validators.clone().sound()).unwrap_or_default()
    }

    /// The addresses of files, each with the file that was made of it.
    pub fn made(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(address, known)| Some((address.as_str(), known.made.as_deref()?)))
    }

    /// Notes what is known of a file, and the file that was made of it.
    pub fn set(&mut self, address: &str, validators: Validators, made: Option<String>) {
        if validators == Validators::default() {
            self.files.remove(address);
        } else {
            self.files.insert(address.to_owned(), FetchedFile { validators, made, checksum: None });
        }
    }

    /// Notes that a file which never changes was taken, and the file that was made of it.
    pub fn keep(&mut self, address: &str, made: Option<String>) {
        let known = FetchedFile { validators: Validators::default(), made, checksum: None };
        self.files.insert(address.to_owned(), known);
    }

    /// Whether a file was taken.
    pub fn has(&self, address: &str) -> bool {
        self.files.contains_key(address)
    }

    /// Notes the text of a file that was made.
    pub fn seal(&mut self, made: &str, text: &str) {
        for known in self.files.values_mut().filter(|known| known.made.as_deref() == Some(made)) {
            known.checksum = Some(checksum(text));
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
        let of = |reader: &str, there| State::read(state.text().as_bytes(), reader).of("https://a", |_, _| there);
        assert_eq!(of("0.1.0, 2026.8", true), validators);
        assert_eq!(of("0.1.0, 2026.8", false), Validators::default());
        assert_eq!(of("0.2.0, 2026.8", true), Validators::default());
    }
}
