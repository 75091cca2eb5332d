//! What an import reads: files, folders, the bulk zip, standard input; one file at a time, instances before the rest.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::wanted::Asked;
use crate::commands::Failure;
use crate::data::{OpenError, Problem};
use crate::say;
use crate::sec::{Archive, LARGEST_FILE, OpenArchive, begins_instance, is_xml, read_limited, unpacked};

/// Something to read.
#[derive(Debug)]
pub enum Input {
    /// A file, or standard input where its name is a hyphen.
    File(PathBuf),
    /// The member of a company of a zip.
    Member(Arc<Archive>, u64),
    /// What cannot be read, for the reason told.
    Unreadable(Failure),
}

impl Input {
    /// Everything under the given paths, instances of filings first: what they hold is added to companyfacts of the same
    /// company. Of a zip all companies only if `all`.
    pub fn of(paths: &[PathBuf], all: bool, asked: &Asked) -> Result<Vec<Self>, Failure> {
        let mut files = Vec::new();
        for path in paths {
            if path.is_dir() { files.extend(files_in(path)?) } else { files.push(path.clone()) }
        }
        files.sort_by_cached_key(|path| if is_instance(path) { 0 } else { 1 + u8::from(path.as_os_str() != "-") });
        let mut inputs = Vec::new();
        for path in files {
            if !path.is_file() || !is_zip(&beginning(&path, 4)) {
                inputs.push(Self::File(path));
                continue;
            }
            let members = Archive::of(&path).map_err(Failure::from).and_then(|archive| {
                let companies = chosen(&archive, all, asked)?;
                Ok((Arc::new(archive), companies))
            });
            match members {
                Ok((archive, companies)) => {
                    inputs.extend(companies.into_iter().map(|cik| Self::Member(Arc::clone(&archive), cik)));
                }
                Err(failure) => inputs.push(Self::Unreadable(failure)),
            }
        }
        Ok(inputs)
    }
}

/// What reads inputs one after the other: it keeps a zip open, and the memory of the last file for the next.
#[derive(Debug, Default)]
pub struct InputReader {
    open: Option<(Arc<Archive>, OpenArchive)>,
    bytes: Vec<u8>,
}

impl InputReader {
    /// The name of an input for messages, and its bytes.
    pub fn read(&mut self, input: Input) -> Result<(String, &[u8]), Failure> {
        let name = match input {
            Input::Unreadable(failure) => return Err(failure),
            Input::Member(archive, cik) => {
                let open = match self.open.take().filter(|(open, _)| Arc::ptr_eq(open, &archive)) {
                    Some((_, zip)) => zip,
                    None => archive.open()?,
                };
                let (archive, zip) = self.open.insert((archive, open));
                archive.read(zip, cik, &mut self.bytes)?
            }
            Input::File(path) if path.as_os_str() == "-" => {
                self.plain("standard input".to_owned(), io::stdin().lock())?
            }
            Input::File(path) => {
                let name = path.display().to_string();
                let file = File::open(&path).map_err(|error| OpenError::Io(name.clone(), error))?;
                self.plain(name, file)?
            }
        };
        Ok((name, &self.bytes))
    }

    /// Reads a file that is no zip, and unpacks it if it is compressed with gzip.
    fn plain(&mut self, name: String, file: impl Read) -> Result<String, Failure> {
        read_limited(&name, file, LARGEST_FILE, &mut self.bytes)?;
        if is_zip(&self.bytes) {
            return Err(Failure::Invalid(Problem::new(name, 1, say!(zip_from_pipe)).into()));
        }
        if self.bytes.starts_with(b"\x1f\x8b") {
            self.bytes = unpacked(&name, &self.bytes)?;
        }
        Ok(name)
    }
}

/// The companies to read of a zip.
fn chosen(archive: &Archive, all: bool, asked: &Asked) -> Result<Vec<u64>, Failure> {
    let there = archive.companies();
    let keys: Vec<u64> = asked.keys().collect();
    if !keys.is_empty() {
        return Ok(keys.into_iter().filter(|cik| there.contains(cik)).collect());
    }
    if all {
        return Ok(there);
    }
    let count = there.len().to_string();
    Err(Failure::Usage(say!(archive_needs_names, name = archive.name(), count)))
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
    let beginning = if path.is_file() { beginning(path, BEGINNING) } else { Vec::new() };
    is_xml(&beginning) && begins_instance(&beginning)
}

/// The first bytes of a file, as far as it can be read.
fn beginning(path: &Path, length: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = File::open(path).and_then(|file| file.take(length).read_to_end(&mut bytes));
    bytes
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}
