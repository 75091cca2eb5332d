//! Filings: their accession numbers and forms.

use std::fmt;
use std::str::FromStr;

/// An accession number, `0001018724-25-000004`: filer, year, sequence. Its 18 digits as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Accession(u64);

/// A word that is no accession number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no accession number, such as 0001018724-25-000004")]
pub struct BadAccession(String);

/// A form whose statements count. Proxy statements, prospectuses and the rest repeat figures for other ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// Annual, quarterly or current report.
    pub kind: FormKind,
    /// Whether it amends an earlier report (`/A`).
    pub amended: bool,
}

/// A kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// 10-K, and 10-KT for a transition period.
    Annual,
    /// 10-Q, and 10-QT for a transition period.
    Quarterly,
    /// 8-K: earlier statements recast.
    Current,
}

impl Accession {
    /// The digits without hyphens, as in addresses of documents.
    pub fn digits(self) -> String {
        format!("{:018}", self.0)
    }
}

impl FromStr for Accession {
    type Err = BadAccession;

    fn from_str(word: &str) -> Result<Self, BadAccession> {
        let bad = || BadAccession(word.chars().take(40).collect());
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
        let kind = match name {
            "10-K" | "10-KT" => FormKind::Annual,
            "10-Q" | "10-QT" => FormKind::Quarterly,
            "8-K" => FormKind::Current,
            _ => return None,
        };
        Some(Self { kind, amended })
    }

    /// The word for it in identifiers of sources: `10-q`, `10-k-a`.
    pub fn id(self) -> String {
        let amended = if self.amended { "-a" } else { "" };
        format!("{}{amended}", self.kind.name().to_lowercase())
    }
}

impl FormKind {
    fn name(self) -> &'static str {
        match self {
            Self::Annual => "10-K",
            Self::Quarterly => "10-Q",
            Self::Current => "8-K",
        }
    }
}

/// `10-Q/A`.
impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.kind.name(), if self.amended { "/A" } else { "" })
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
