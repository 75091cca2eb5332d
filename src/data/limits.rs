//! How much is read: what no good file comes near is a problem with its place, before it costs time or memory.

use std::fs::File;
use std::io::{Read, Take};
use std::path::Path;

use super::problem::{OpenError, Problem, Problems};
use crate::model::deceives;

/// The longest text of a cell, in bytes: thirty times the longest of the bundled data.
pub const LONGEST_CELL: usize = 10_000;

/// The longest name of a company, metric or document, in characters: the SEC's own have at most 150.
pub const LONGEST_NAME: usize = 200;

/// The most columns of a header: four times those of the widest table.
pub const MOST_COLUMNS: usize = 60;

/// The longest first line of a data file, in bytes. What has none, such as a device, is known by it.
pub const LONGEST_HEADER: u64 = 1 << 16;

/// The most bytes of a file that is read into memory: two million facts. A larger file of facts is left on the disk.
pub const LARGEST_FILE: u64 = 1 << 28;

/// The bytes of a file that is read whole: as large as that and no larger.
pub fn read(path: &Path) -> Result<Vec<u8>, OpenError> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| OpenError::Io(name.clone(), error))?;
    read_from(&name, file)
}

/// The same of what is open already.
pub fn read_from(name: &str, reader: impl Read) -> Result<Vec<u8>, OpenError> {
    let mut bytes = Vec::new();
    read_on(name, reader, &mut bytes)?;
    Ok(bytes)
}

/// Reads on, after what has been read.
pub fn read_on(name: &str, reader: impl Read, bytes: &mut Vec<u8>) -> Result<(), OpenError> {
    let left = LARGEST_FILE.saturating_sub(bytes.len() as u64);
    let mut reader: Take<_> = reader.take(left + 1);
    reader.read_to_end(bytes).map_err(|error| OpenError::Io(name.to_owned(), error))?;
    if bytes.len() as u64 <= LARGEST_FILE {
        return Ok(());
    }
    let megabytes = LARGEST_FILE >> 20;
    let message = format!("more than {megabytes} megabytes, the most that is read of such a file");
    Err(Problems::from(Problem::new(name, 1, message)).into())
}

/// What is wrong with a header of so many columns.
pub fn header(columns: usize, most: usize) -> Option<String> {
    (columns > most).then(|| format!("the header has {columns} columns; such a file has at most {most}"))
}

/// What is wrong with a cell.
pub fn cell(text: &str) -> Option<String> {
    let length = text.len();
    (length > LONGEST_CELL).then(|| format!("a cell of {length} bytes; the longest may have {LONGEST_CELL}"))
}

/// What is wrong with a name.
pub fn name(text: &str) -> Option<String> {
    if let Some(letter) = text.chars().find(|&letter| deceives(letter)) {
        return Some(format!("a name with the invisible character U+{:04X}; take it out", u32::from(letter)));
    }
    let is_long = text.len() > LONGEST_NAME && text.chars().count() > LONGEST_NAME;
    is_long.then(|| format!("a name of {} characters; the longest may have {LONGEST_NAME}", text.chars().count()))
}
