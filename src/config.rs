//! Defaults for display, from a file of settings: the user's own, in TOML.
//!
//! Nothing in it changes which figure is meant: basis, calendar, as-of day, currency and rates are flags alone.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};

/// What the file may hold; each is what the flag of its name takes, and a flag or a variable counts before it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Language of pages and messages.
    pub lang: Option<String>,
    /// Unit of money on a page.
    pub unit: Option<String>,
    /// Decimals of money on a page, 0 to 9, as typed; a number in the file.
    #[serde(default, deserialize_with = "number_as_text")]
    pub precision: Option<String>,
    /// When to use colour.
    pub color: Option<String>,
    /// Who fetches: the contact of `capex update`.
    pub contact: Option<String>,
    /// The user's own data, below that of `CAPEX_DATA` and `--data`; relative to the folder of the file.
    #[serde(default)]
    pub data: Vec<PathBuf>,
}

/// A file of settings that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {reason}", path.display())]
pub struct BadConfig {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in the words of the TOML reader.
    pub reason: String,
}

/// The largest file that is read, in bytes: a thousand times what anybody writes.
const LARGEST: u64 = 1 << 20;

impl Config {
    /// These settings, and where they say nothing those below.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        Self {
            lang: self.lang.or(below.lang),
            unit: self.unit.or(below.unit),
            precision: self.precision.or(below.precision),
            color: self.color.or(below.color),
            contact: self.contact.or(below.contact),
            data: [below.data, self.data].concat(),
        }
    }

    /// Reads a file; one that is not there is empty.
    ///
    /// # Errors
    /// A file that cannot be read, is no TOML, or holds a setting that there is not.
    pub fn read(path: &Path) -> Result<Self, BadConfig> {
        let bad = |line, reason| BadConfig { path: path.to_owned(), line, reason };
        match fs::metadata(path) {
            Err(_) => return Ok(Self::default()),
            Ok(metadata) if !metadata.is_file() => return Err(bad(1, "not a file".to_owned())),
            Ok(metadata) if metadata.len() > LARGEST => return Err(bad(1, "larger than a mebibyte".to_owned())),
            Ok(_) => {}
        }
        let text = fs::read_to_string(path).map_err(|error| bad(1, error.to_string()))?;
        Self::of_text(path, &text)
    }

    /// The settings of a file's text.
    ///
    /// # Errors
    /// A text that is no TOML, or holds a setting that there is not.
    pub fn of_text(path: &Path, text: &str) -> Result<Self, BadConfig> {
        let mut config: Self = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line = before.lines().count().max(1) + usize::from(before.ends_with('\n'));
            BadConfig { path: path.to_owned(), line, reason: error.message().to_owned() }
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        config.data = config.data.into_iter().map(|data| folder.join(data)).collect();
        Ok(config)
    }
}

fn number_as_text<'de, D: Deserializer<'de>>(file: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<u32>::deserialize(file)?.map(|number| number.to_string()))
}
