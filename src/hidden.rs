//! Hidden names: where a file or folder is written before it is put in place, and the removal of what a killed run left there.
//!
//! Whoever writes holds a lock on the hidden file or folder, so that what nobody holds is a leftover.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::path::Path;

/// The longest name of a file on common file systems, in bytes.
const LONGEST_NAME: usize = 255;

/// Stands for a name that would make a hidden name too long.
const SHORT: &str = "capex";

const END: &str = ".tmp";

/// The hidden name of what will be called `of`: `.a.csv.4711-0.tmp`, with the number of the process and one of ours.
pub fn name(of: &OsStr, number: u32) -> OsString {
    let hidden = |of: &OsStr| {
        let mut hidden = OsString::from(".");
        hidden.push(of);
        hidden.push(format!(".{}-{number}{END}", std::process::id()));
        hidden
    };
    let long = hidden(of);
    if long.len() <= LONGEST_NAME { long } else { hidden(SHORT.as_ref()) }
}

/// Locks a hidden file or folder that was just made. False if a sweep got hold of it first: then another name is needed.
pub fn hold(file: &File, path: &Path) -> bool {
    // A file system without locks has no sweeps either.
    !matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)) && path.exists()
}

/// Removes what killed runs left in a folder on their way to write `of`. What cannot be removed stays.
pub fn sweep(folder: &Path, of: &OsStr) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(|entry| is_hidden(&entry.file_name(), of)) {
        let path = entry.path();
        let Ok(file) = File::open(&path) else { continue };
        if file.try_lock().is_ok() {
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            let _ = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }
}

/// Whether a name is one that [`name`] gives.
fn is_hidden(name: &OsStr, of: &OsStr) -> bool {
    let rest = |of: &OsStr| {
        let rest = name.as_encoded_bytes().strip_prefix(b".")?.strip_prefix(of.as_encoded_bytes())?;
        rest.strip_prefix(b".")?.strip_suffix(END.as_bytes())
    };
    let is_number = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let is_ours = |rest: &[u8]| {
        let mut parts = rest.split(|byte| *byte == b'-');
        parts.next().is_some_and(is_number) && parts.next().is_some_and(is_number) && parts.next().is_none()
    };
    rest(of).or_else(|| rest(SHORT.as_ref())).is_some_and(is_ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_recognized_and_never_too_long() {
        let long = "x".repeat(LONGEST_NAME);
        for of in ["a.csv", "mine", &long] {
            let hidden = name(of.as_ref(), 3);
            assert!(hidden.len() <= LONGEST_NAME && is_hidden(&hidden, of.as_ref()), "{hidden:?}");
        }
        for other in
            ["a.csv", ".a.csv", ".a.csv.tmp", ".a.csv.1.tmp", ".a.csv.1-x.tmp", ".b.csv.1-0.tmp", ".a.csv.1-0-2.tmp"]
        {
            assert!(!is_hidden(other.as_ref(), "a.csv".as_ref()), "{other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_nobody_holds_is_removed_and_nothing_else() {
        let folder = std::env::temp_dir().join(format!("capex-hidden-{}", std::process::id()));
        fs::create_dir_all(folder.join(".a.csv.1-0.tmp/below")).unwrap();
        fs::write(folder.join(".a.csv.1-1.tmp"), "left").unwrap();
        fs::write(folder.join(".b.csv.1-1.tmp"), "of another").unwrap();
        let held = folder.join(name("a.csv".as_ref(), 0));
        let file = File::create(&held).unwrap();
        assert!(hold(&file, &held));
        sweep(&folder, "a.csv".as_ref());
        let mut left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        left.sort();
        assert_eq!(left, [held, folder.join(".b.csv.1-1.tmp")]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
