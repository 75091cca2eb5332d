//! The SEC's bulk file, `companyfacts.zip`: more than ten thousand companies, a member each.
//!
//! Members are unpacked one at a time, into memory and up to a limit. Their names only tell which company they are of; they
//! are never used as paths.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use super::body::{self, BodyError};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::data::{OpenError, Problem, Problems};
use crate::model::Words;
use crate::say;

/// The largest file that is read: ten times the largest the SEC has.
pub const LARGEST_FILE: u64 = 256 << 20;

/// A member may unpack to this many times its size. Companyfacts shrink to a twentieth or a thirtieth; a zip bomb to less
/// than a thousandth.
const LARGEST_RATIO: u64 = 200;

/// What is wrong with a zip of which one reader takes one member, and another reader another.
pub fn twice() -> Words {
    say!(members_of_one_name)
}

/// A bulk file: its list of members.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    members: BTreeMap<u64, (usize, String)>,
}

/// A bulk file that is open, to unpack its members one after the other.
pub type OpenArchive = ZipArchive<BufReader<File>>;

impl Archive {
    /// Reads the list of members.
    pub fn of(path: &Path) -> Result<Self, OpenError> {
        let mut archive = Self { path: path.to_owned(), members: BTreeMap::new() };
        let (name, mut zip) = (archive.name(), archive.open()?);
        if zip.has_duplicate_names() {
            return Err(refused(&name, twice()));
        }
        for index in 0..zip.len() {
            let member = zip.by_index_raw(index).map_err(|error| trouble(&name, error))?;
            let path = member.name().map_err(|error| trouble(&name, error))?.into_owned();
            if path.starts_with('/')
                || path.split(['/', '\\']).any(|part| part == "..")
                || path.contains(['\\', '\0', ':'])
            {
                return Err(refused(&name, say!(member_leads_out, path)));
            }
            let Some(cik) = member_cik(&path) else { continue };
            if let Some((_, other)) = archive.members.insert(cik, (index, path.clone())) {
                return Err(refused(&name, say!(members_of_one_company, other, path)));
            }
        }
        if archive.members.is_empty() {
            return Err(refused(&name, say!(no_member_named_so)));
        }
        Ok(archive)
    }

    /// What messages call it.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Opens the file.
    pub fn open(&self) -> Result<OpenArchive, OpenError> {
        let file = File::open(&self.path).map_err(|error| OpenError::Io(self.name(), error))?;
        ZipArchive::new(BufReader::new(file)).map_err(|error| trouble(&self.name(), error))
    }

    /// The companies in it, by Central Index Key.
    pub fn companies(&self) -> Vec<u64> {
        self.members.keys().copied().collect()
    }

    /// Unpacks the member of a company into `bytes`, which there is; returns what messages call it: the file and the member.
    pub fn read(&self, open: &mut OpenArchive, cik: u64, bytes: &mut Vec<u8>) -> Result<String, OpenError> {
        let Some((index, member)) = self.members.get(&cik) else { return Ok(self.name()) };
        let name = format!("{}/{member}", self.name());
        let member = open.by_index(*index).map_err(|error| trouble(&name, error))?;
        let limit = member.compressed_size().saturating_mul(LARGEST_RATIO).min(LARGEST_FILE);
        // A header may lie about the size; the limit is on what comes out.
        if member.size() > limit {
            return Err(too_large(&name, limit));
        }
        read_limited(&name, member, limit, bytes)?;
        Ok(name)
    }
}

/// Reads all of a file into `bytes`, up to a limit.
pub fn read_limited(name: &str, reader: impl Read, limit: u64, bytes: &mut Vec<u8>) -> Result<(), OpenError> {
    bytes.clear();
    let read = reader.take(limit + 1).read_to_end(bytes);
    if bytes.len() as u64 > limit {
        return Err(too_large(name, limit));
    }
    match read {
        Ok(_) => Ok(()),
        // What the unpacking of a zip finds wrong comes as an error of input.
        Err(error) if matches!(error.kind(), std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput) => {
            Err(OpenError::Data(Problem::after(name, bytes, say!(cannot_be_unpacked, error = &error)).into()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            Err(OpenError::Data(Problem::after(name, bytes, say!(ends_before_unpacked)).into()))
        }
        Err(error) => Err(OpenError::Io(name.to_owned(), error)),
    }
}

/// The contents of a file that is compressed with gzip, up to a limit and a ratio.
pub fn unpacked(name: &str, packed: &[u8]) -> Result<Vec<u8>, OpenError> {
    body::read(packed, true, LARGEST_FILE, &mut |_| {}).map_err(|error| match error {
        BodyError::TooLarge(limit) => too_large(name, limit),
        BodyError::Bomb => refused(name, say!(gzip_unpacks_without_end)),
        BodyError::Truncated => refused(name, say!(ends_before_unpacked)),
        BodyError::NotGzip => refused(name, say!(gzip_not_whole)),
        BodyError::Io(error) => OpenError::Io(name.to_owned(), error),
    })
}

/// `companyfacts/CIK0001018724.json`: the key in the last part of a name.
fn member_cik(path: &str) -> Option<u64> {
    let name = path.rsplit('/').next()?;
    let digits = name.strip_prefix("CIK")?.strip_suffix(".json")?;
    (digits.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

fn too_large(name: &str, limit: u64) -> OpenError {
    let megabytes = limit >> 20;
    let message = if megabytes == 0 {
        say!(member_too_large, limit = limit.to_string())
    } else {
        say!(larger_than, megabytes = megabytes.to_string())
    };
    refused(name, message)
}

fn trouble(name: &str, error: ZipError) -> OpenError {
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
            OpenError::Io(name.to_owned(), error)
        }
        error => refused(name, say!(not_a_whole_zip, error = error.to_string())),
    }
}

fn refused(name: &str, message: Words) -> OpenError {
    OpenError::Data(Problems::from(Problem::new(name, 1, message)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_known_by_its_name_alone() {
        assert_eq!(member_cik("CIK0001018724.json"), Some(1_018_724));
        assert_eq!(member_cik("companyfacts/CIK0000000001.json"), Some(1));
        for other in ["CIK1018724.json", "CIK0001018724.txt", "CIK000101872x.json", "README", "", "CIK+001018724.json"]
        {
            assert_eq!(member_cik(other), None, "{other}");
        }
    }

    #[test]
    fn no_more_than_the_limit_is_read() {
        let mut bytes = Vec::new();
        assert!(read_limited("f", &b"12345"[..], 5, &mut bytes).is_ok());
        let error = read_limited("f", std::io::repeat(b'x'), 5, &mut bytes).unwrap_err();
        assert_eq!(error.to_string(), "f:1: larger than 5 bytes, the limit for a member this small: a zip bomb?");
        assert!(bytes.len() <= 6);
    }
}
