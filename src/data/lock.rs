//! One writer at a time in a user's folder.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::hidden;
use crate::model::Words;
use crate::say;

/// The file that is locked. It stays, empty, where the folder does: to remove it would let a third writer in.
const NAME: &str = ".lock";

/// The right to write to a folder, given back when it is dropped.
#[derive(Debug)]
pub struct Lock {
    folder: PathBuf,
    /// Held for its lock.
    _file: File,
    /// Whether the folder was made for it.
    made: bool,
}

/// Why there is no right to write.
#[derive(Debug, thiserror::Error)]
#[error("{}", Words::from(self))]
pub enum NotLocked {
    /// Another program has it.
    Busy(String),
    /// The folder cannot be made or written to.
    Io(String, io::Error),
}

impl From<&NotLocked> for Words {
    fn from(error: &NotLocked) -> Self {
        match error {
            NotLocked::Busy(folder) => {
                say!(folder_is_locked, folder)
            }
            NotLocked::Io(folder, error) => say!(cannot_write_file, file = folder, error),
        }
    }
}

impl Lock {
    /// Takes the right to write to a folder, which is made if it is not there, and removes what a killed run left in it. Never
    /// waits.
    pub fn take(folder: &Path) -> Result<Self, NotLocked> {
        let name = || folder.display().to_string();
        let io = |error| NotLocked::Io(name(), error);
        let made = !folder.exists();
        fs::create_dir_all(folder).map_err(io)?;
        let file = File::options().create(true).append(true).open(folder.join(NAME)).map_err(io)?;
        match file.try_lock() {
            Ok(()) => {
                hidden::sweep(folder, folder.file_name().unwrap_or_default());
                Ok(Self { folder: folder.to_owned(), _file: file, made })
            }
            Err(TryLockError::WouldBlock) => Err(NotLocked::Busy(name())),
            Err(TryLockError::Error(error)) => Err(io(error)),
        }
    }
}

/// A folder that was made and got nothing goes away again.
impl Drop for Lock {
    fn drop(&mut self) {
        let is_lock = |entry: io::Result<fs::DirEntry>| entry.is_ok_and(|entry| entry.file_name() == NAME);
        if self.made && fs::read_dir(&self.folder).is_ok_and(|mut entries| entries.all(is_lock)) {
            let _ = fs::remove_file(self.folder.join(NAME));
            let _ = fs::remove_dir(&self.folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_writer_and_an_empty_folder_does_not_stay() {
        let folder = std::env::temp_dir().join(format!("capex-lock-{}", std::process::id()));
        let lock = Lock::take(&folder).unwrap();
        assert!(matches!(Lock::take(&folder), Err(NotLocked::Busy(_))));
        drop(lock);
        assert!(!folder.exists());

        let lock = Lock::take(&folder).unwrap();
        fs::write(folder.join("a.csv"), "a").unwrap();
        drop(lock);
        assert!(folder.join("a.csv").exists());
        drop(Lock::take(&folder).unwrap());
        fs::remove_dir_all(&folder).unwrap();
    }
}
