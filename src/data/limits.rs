//! How much is read: what no good file comes near is a problem with its place, before it costs time or memory.

use std::fs::File;
use std::io::{Read, Take};
use std::path::Path;

use super::problem::{OpenError, Problem, Problems};
use crate::model::{Words, deceives};
use crate::say;

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

/// The most bytes of an article: a long book. Reading it takes two hundred times as much memory.
pub const LARGEST_ARTICLE: u64 = 1 << 24;

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
    within(name, bytes, LARGEST_FILE)
}

/// An error if there are more bytes than may be.
pub fn within(name: &str, bytes: &[u8], most: u64) -> Result<(), OpenError> {
    if bytes.len() as u64 <= most {
        return Ok(());
    }
    let megabytes = most >> 20;
    let message = say!(more_than_is_read, megabytes = megabytes.to_string());
    Err(Problems::from(Problem::new(name, 1, message)).into())
}

/// What is wrong with a header of so many columns.
pub fn header(columns: usize, most: usize) -> Option<Words> {
    (columns > most).then(|| say!(header_too_wide, columns = columns.to_string(), most = most.to_string()))
}

/// What is wrong with a cell.
pub fn cell(text: &str) -> Option<Words> {
    let length = text.len();
    (length > LONGEST_CELL)
        .then(|| say!(cell_too_long, length = length.to_string(), longest_cell = LONGEST_CELL.to_string()))
}

/// What is wrong with a name.
pub fn name(text: &str) -> Option<Words> {
    // Nearly every name is plain, and rows have many.
    if !text.is_ascii()
        && let Some(letter) = text.chars().find(|&letter| deceives(letter))
    {
        return Some(say!(name_with_invisible_character, letter = format!("{:04X}", u32::from(letter))));
    }
    let is_long = text.len() > LONGEST_NAME && text.chars().count() > LONGEST_NAME;
    is_long
        .then(|| say!(name_too_long, count = text.chars().count().to_string(), longest_name = LONGEST_NAME.to_string()))
}
