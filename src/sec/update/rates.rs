//! The European Central Bank's `eurofxref-hist.zip`: one file, the history of its daily reference rates.

use std::io::Cursor;

use zip::ZipArchive;

use crate::data::{OpenError, Problem, Problems, not_utf8};
use crate::model::Words;
use crate::say;
use crate::sec::{read_limited, twice};

/// The only file in it.
const MEMBER: &str = "eurofxref-hist.csv";

/// The text of the history in a zip; `name` is for messages, `limit` the most bytes it may unpack to.
pub fn history(name: &str, zip: &[u8], limit: u64) -> Result<String, OpenError> {
    let refused = |message: Words| OpenError::Data(Problem::new(name, 1, message).into());
    let mut archive =
        ZipArchive::new(Cursor::new(zip)).map_err(|error| refused(say!(not_a_whole_zip, error = error.to_string())))?;
    if archive.has_duplicate_names() {
        return Err(refused(twice()));
    }
    let member = archive
        .by_name(MEMBER)
        .map_err(|error| refused(say!(cannot_read_member, member = MEMBER, error = error.to_string())))?;
    let mut bytes = Vec::new();
    let name = format!("{name}/{MEMBER}");
    read_limited(&name, member, limit, &mut bytes)?;
    String::from_utf8(bytes).map_err(|error| Problems::from(not_utf8(&name, &error)).into())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zip(name: &str, bytes: &[u8]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn the_one_file_is_read_and_nothing_else_is() {
        assert_eq!(history("z", &zip(MEMBER, b"Date,USD\n"), 100).unwrap(), "Date,USD\n");
        assert!(history("z", &zip("other.csv", b"x"), 100).is_err());
        assert!(history("z", &zip(MEMBER, &[b'x'; 101]), 100).is_err());
        assert!(history("z", b"<html>", 100).is_err());
        let whole = zip(MEMBER, b"Date,USD\n");
        assert!(history("z", whole.get(..whole.len() / 2).unwrap(), 100).is_err());
        let error = history("z", &zip(MEMBER, b"a\n\xff"), 100).unwrap_err();
        assert_eq!(error.to_string(), "z/eurofxref-hist.csv:2: not UTF-8 text");
    }
}
