//! What an import reads: files, folders, the bulk zip, standard input; one company's file at a time.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::wanted::Wanted;
use crate::commands::Failure;
use crate::data::{OpenError, Problem};
use crate::say;
use crate::sec::{Archive, LARGEST_FILE, read_limited};

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
    /// Everything under the given paths; of a zip all companies only if `all`.
    pub fn new(paths: &[PathBuf], all: bool) -> Self {
        Self { paths: paths.iter().cloned().collect(), archive: None, all, bytes: Vec::new() }
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
                return Ok(Some((name, bytes)));
            }
            let name = path.display().to_string();
            if path.is_dir() {
                for file in json_files(&path)?.into_iter().rev() {
                    self.paths.push_front(file);
                }
                self.bytes = bytes;
                continue;
            }
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

/// The JSON files of a folder, by name.
fn json_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let cannot_read = |error| OpenError::Io(folder.display().to_string(), error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot_read)? {
        let path = entry.map_err(cannot_read)?.path();
        if path.extension().is_some_and(|extension| extension == "json") && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}
