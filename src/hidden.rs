//! Hidden names: where a file or folder is written before it is put in place, and the removal of what a killed run left there.
//!
//! A writer locks its hidden file or folder, so that one without a lock is a leftover.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::Path;

#[cfg(feature = "cli")]
use tempfile::NamedTempFile;
use tempfile::{Builder, TempDir};

/// The longest name of a file on common file systems, in bytes.
const LONGEST_NAME: usize = 255;

/// Stands for a name that would make a hidden name too long.
const SHORT: &str = "capex";

/// What stands between the name and the letters of chance in a hidden name: `.a.csv.capex-x3Fq9z.tmp`.
const MARK: &str = ".capex-";

const LETTERS: usize = 6;

const END: &str = ".tmp";

/// Makes a hidden file for what will be called `of`, and holds it. Where it will take the place of another, it is its user's
/// own until it has that one's permissions: what was private is so at every moment.
#[cfg(feature = "cli")]
pub fn file(folder: &Path, of: &OsStr, is_private: bool) -> io::Result<NamedTempFile> {
    sweep(folder, of);
    loop {
        let mode = if is_private { 0o600 } else { 0o666 };
        let file = builder(mode).prefix(&before(of)).tempfile_in(folder)?;
        if hold(file.as_file(), file.path()) {
            return Ok(file);
        }
    }
}

/// Makes a hidden folder in the same way; nobody but its user may enter a private one. Not every system opens folders, to
/// hold them.
pub fn folder(within: &Path, of: &OsStr, is_private: bool) -> io::Result<(TempDir, Option<File>)> {
    sweep(within, of);
    loop {
        let mode = if is_private { 0o700 } else { 0o777 };
        let folder = builder(mode).prefix(&before(of)).tempdir_in(within)?;
        match File::open(folder.path()) {
            Ok(lock) if !hold(&lock, folder.path()) => {}
            lock => return Ok((folder, lock.ok())),
        }
    }
}

/// Makes files and folders with hidden names; of a mode, less what the user's mask takes, where a system has such.
fn builder(mode: u32) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.suffix(END).rand_bytes(LETTERS);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    builder
}

/// What a hidden name begins with.
fn before(of: &OsStr) -> OsString {
    let hidden = |of: &OsStr| [OsStr::new("."), of, OsStr::new(MARK)].into_iter().collect::<OsString>();
    let long = hidden(of);
    if long.len() + LETTERS + END.len() <= LONGEST_NAME { long } else { hidden(SHORT.as_ref()) }
}

/// Locks a hidden file or folder that was just made. False if a sweep got hold of it first: then another name is needed.
fn hold(file: &File, path: &Path) -> bool {
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

/// Whether a name is a hidden one of what will be called `of`.
fn is_hidden(name: &OsStr, of: &OsStr) -> bool {
    let letters = |of: &OsStr| {
        let of = before(of);
        name.as_encoded_bytes().strip_prefix(of.as_encoded_bytes())?.strip_suffix(END.as_bytes())
    };
    letters(of).is_some_and(|letters| letters.len() == LETTERS && letters.iter().all(u8::is_ascii_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_recognized_and_never_too_long() {
        let long = "x".repeat(LONGEST_NAME);
        for of in ["a.csv", "mine", &long] {
            let hidden = file(&std::env::temp_dir(), of.as_ref(), true).unwrap();
            let name = hidden.path().file_name().unwrap();
            assert!(name.len() <= LONGEST_NAME && is_hidden(name, of.as_ref()), "{name:?}");
        }
        for other in
            ["a.csv", ".a.csv", ".a.csv.tmp", ".a.csv.backup.tmp", ".a.csv.capex-1.tmp", ".b.csv.capex-abcdef.tmp"]
        {
            assert!(!is_hidden(other.as_ref(), "a.csv".as_ref()), "{other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_nobody_holds_is_removed_and_nothing_else() {
        let folder = std::env::temp_dir().join(format!("capex-hidden-{}", std::process::id()));
        fs::create_dir_all(folder.join(".a.csv.capex-abcdef.tmp/below")).unwrap();
        fs::write(folder.join(".a.csv.capex-abcdeg.tmp"), "left").unwrap();
        fs::write(folder.join(".b.csv.capex-abcdef.tmp"), "of another").unwrap();
        let held = file(&folder, "a.csv".as_ref(), false).unwrap();
        sweep(&folder, "a.csv".as_ref());
        let mut left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        left.sort();
        assert_eq!(left, [held.path().to_owned(), folder.join(".b.csv.capex-abcdef.tmp")]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
