//! Filings: their accession numbers and forms.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::model::Words;
use crate::say;

/// An accession number, `0001018724-25-000004`: filer, year, sequence. Its 18 digits as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Accession(u64);

/// A form whose statements count. Proxy statements, prospectuses and the rest repeat figures for other ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    name: &'static str,
    /// Annual, quarterly or current report.
    pub kind: FormKind,
    /// Whether it amends an earlier report (`/A`).
    pub amended: bool,
}

/// A filing, where its figures do not name it themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filing {
    /// Its accession number.
    pub accession: Accession,
    /// Its form.
    pub form: Form,
    /// The day it was filed.
    pub filed: Date,
}

/// A kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// A fiscal year.
    Annual,
    /// A quarter, and the year to date.
    Quarterly,
    /// Earlier statements recast, or the quarters of a foreign company.
    Current,
}

/// The forms that count: a year, a quarter and an event; of a transition period; of a foreign company; of a Canadian one.
const FORMS: [(&str, FormKind); 8] = [
    ("10-K", FormKind::Annual),
    ("10-Q", FormKind::Quarterly),
    ("8-K", FormKind::Current),
    ("10-KT", FormKind::Annual),
    ("10-QT", FormKind::Quarterly),
    ("20-F", FormKind::Annual),
    ("6-K", FormKind::Current),
    ("40-F", FormKind::Annual),
];

impl Accession {
    /// The digits without hyphens, as in addresses of documents.
    pub fn digits(self) -> String {
        format!("{:018}", self.0)
    }
}

impl FromStr for Accession {
    type Err = Words;

    fn from_str(word: &str) -> Result<Self, Words> {
        let bad = || say!(not_an_accession_number, text = word.chars().take(40).collect::<String>());
        let bytes = word.as_bytes();
        if bytes.len() != 20 {
            return Err(bad());
        }
        let mut number = 0;
        for (at, byte) in bytes.iter().enumerate() {
            match (at, byte) {
                (10 | 13, b'-') => {}
                (10 | 13, _) => return Err(bad()),
                (_, b'0'..=b'9') => number = number * 10 + u64::from(byte - b'0'),
                _ => return Err(bad()),
            }
        }
        Ok(Self(number))
    }
}

impl fmt::Display for Accession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (filer, rest) = (self.0 / 100_000_000, self.0 % 100_000_000);
        write!(f, "{filer:010}-{:02}-{:06}", rest / 1_000_000, rest % 1_000_000)
    }
}

impl Form {
    /// The form of a name such as `10-Q/A`, if its statements count.
    pub fn of(name: &str) -> Option<Self> {
        let (name, amended) = name.strip_suffix("/A").map_or((name, false), |name| (name, true));
        let (name, kind) = FORMS.into_iter().find(|(of, _)| *of == name)?;
        Some(Self { name, kind, amended })
    }

    /// All forms that count, but for amendments.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMS.into_iter().map(|(name, kind)| Self { name, kind, amended: false })
    }

    /// The same form, amending an earlier report.
    #[must_use]
    pub fn amending(self) -> Self {
        Self { amended: true, ..self }
    }

    /// The names of all forms that count.
    pub fn names() -> String {
        FORMS.map(|(name, _)| name).join(", ")
    }

    /// The word for it in identifiers of sources: `10-q`, `10-k-a`.
    pub fn id(self) -> String {
        let amended = if self.amended { "-a" } else { "" };
        format!("{}{amended}", self.name.to_lowercase())
    }
}

/// `10-Q/A`.
impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.name, if self.amended { "/A" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_that_count_are_known_by_name() {
        let amended = Form::of("10-K/A").unwrap();
        assert_eq!((amended.to_string(), amended.id()), ("10-K/A".to_owned(), "10-k-a".to_owned()));
        assert_eq!(Form::of("10-Q").unwrap().id(), "10-q");
        assert_eq!(Form::of("20-F/A").unwrap().to_string(), "20-F/A");
        for other in ["DEF 14A", "424B4", "S-1", "10-K405", "", "/A"] {
            assert_eq!(Form::of(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_no_accession_number_is_refused() {
        for bad in ["", "0001018724-25-00000", "0001018724-25-0000044", "0001018724_25_000004", "-001018724-25-000004"]
        {
            assert!(bad.parse::<Accession>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn an_accession_number_reads_back(filer in 0_u64..10_000_000_000, year in 0_u64..100, sequence in 0_u64..1_000_000) {
            let text = format!("{filer:010}-{year:02}-{sequence:06}");
            let accession: Accession = text.parse().unwrap();
            prop_assert_eq!(accession.to_string(), &text[..]);
            prop_assert_eq!(accession.digits(), text.replace('-', ""));
        }

        #[test]
        fn no_word_panics(word in "\\PC{0,24}") {
            let _ = word.parse::<Accession>();
        }
    }
}
