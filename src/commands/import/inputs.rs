//! What an import reads: files, folders, the bulk zip, standard input; one file at a time, instances before the rest.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::wanted::Wanted;
use crate::commands::Failure;
use crate::data::{OpenError, Problem};
use crate::say;
use crate::sec::{Archive, LARGEST_FILE, begins_instance, is_xml, read_limited, unpacked};

/// The files that are still to be read.
pub struct Inputs {
    paths: VecDeque<PathBuf>,
    /// The zip that is open, and its companies that are still to be read.
    archive: Option<(Archive, VecDeque<u64>)>,
    all: bool,
    /// Memory of the last file, for the next.
    bytes: Vec<u8>,
}

impl Inputs {
    /// Everything under the given paths, instances of filings first: what they hold is added to companyfacts of the same
    /// company. Of a zip all companies only if `all`.
    pub fn new(paths: &[PathBuf], all: bool) -> Result<Self, Failure> {
        let mut files = Vec::new();
        for path in paths {
            if path.is_dir() { files.extend(files_in(path)?) } else { files.push(path.clone()) }
        }
        files.sort_by_cached_key(|path| if is_instance(path) { 0 } else { 1 + u8::from(path.as_os_str() != "-") });
        Ok(Self { paths: files.into(), archive: None, all, bytes: Vec::new() })
    }

    /// The next file: its name for messages, and its bytes.
    pub fn next(&mut self, wanted: &Wanted) -> Result<Option<(String, Vec<u8>)>, Failure> {
        loop {
            let mut bytes = std::mem::take(&mut self.bytes);
            if let Some((archive, left)) = &mut self.archive {
                if let Some(cik) = left.pop_front() {
                    archive.read(cik, &mut bytes)?;
                    return Ok(Some((archive.name_of(cik), bytes)));
                }
                self.archive = None;
            }
            let Some(path) = self.paths.pop_front() else { return Ok(None) };
            if path.as_os_str() == "-" {
                let name = "standard input".to_owned();
                read_limited(&name, io::stdin().lock(), LARGEST_FILE, &mut bytes)?;
                if is_zip(&bytes) {
                    let message = say!(zip_from_pipe);
                    return Err(Failure::Invalid(Problem::new(name, 1, message).into()));
                }
                let bytes = plain(&name, bytes)?;
                return Ok(Some((name, bytes)));
            }
            let name = path.display().to_string();
            let io = |error| OpenError::Io(name.clone(), error);
            let mut file = File::open(&path).map_err(io)?;
            let mut magic = Vec::new();
            (&mut file).take(4).read_to_end(&mut magic).map_err(io)?;
            if is_zip(&magic) {
                let archive = Archive::open(&name, File::open(&path).map_err(io)?)?;
                let companies = self.chosen(&name, &archive, wanted)?;
                self.archive = Some((archive, companies));
                self.bytes = bytes;
                continue;
            }
            read_limited(&name, magic.as_slice().chain(file), LARGEST_FILE, &mut bytes)?;
            let bytes = plain(&name, bytes)?;
            return Ok(Some((name, bytes)));
        }
    }

    /// Takes the memory of a file that has been worked through.
    pub fn take_back(&mut self, bytes: Vec<u8>) {
        self.bytes = bytes;
    }

    /// The companies to read of a zip.
    fn chosen(&self, name: &str, archive: &Archive, wanted: &Wanted) -> Result<VecDeque<u64>, Failure> {
        let there = archive.companies();
        let mut keys = wanted.keys().peekable();
        if keys.peek().is_some() {
            return Ok(keys.filter(|cik| there.contains(cik)).collect());
        }
        if self.all {
            return Ok(there.into());
        }
        Err(Failure::Usage(say!(archive_needs_names, name, count = there.len().to_string())))
    }
}

/// Bytes of a file that are looked at to tell what it is.
const BEGINNING: u64 = 1 << 14;

/// The files of a folder that are companyfacts or instances, by name: of a filing's own files the linkbases and lists are not.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let cannot_read = |error| OpenError::Io(folder.display().to_string(), error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot_read)? {
        let path = entry.map_err(cannot_read)?.path();
        let plain = if has_extension(&path, "gz") { path.with_extension("") } else { path.clone() };
        if (has_extension(&plain, "json") || is_instance(&path)) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|of| of == extension)
}

/// Whether a file is an instance, by its beginning; of a compressed one by its name. A pipe gives its bytes once, so nothing is
/// taken from it to look at.
fn is_instance(path: &Path) -> bool {
    if path.to_string_lossy().to_lowercase().ends_with("_htm.xml.gz") {
        return true;
    }
    if !path.is_file() {
        return false;
    }
    let mut beginning = Vec::new();
    let read = File::open(path).and_then(|file| file.take(BEGINNING).read_to_end(&mut beginning));
    read.is_ok() && is_xml(&beginning) && begins_instance(&beginning)
}

/// The bytes, unpacked if they are compressed with gzip.
fn plain(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
    if bytes.starts_with(b"\x1f\x8b") { Ok(unpacked(name, &bytes)?) } else { Ok(bytes) }
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}
