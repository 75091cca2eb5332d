//! Files put in place together: all of them or none.
//!
//! Each is first written to a hidden folder beside its place, to the last byte, so that a full disk or a folder that takes
//! no files shows while everything is still as it was. A new folder then appears by one rename. Into a folder that is there,
//! files are renamed one by one, what they replace is kept until the last, and a failure, or being asked to stop, puts it
//! back.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::TempDir;

use crate::hidden;
use crate::interruption::Interruption;
use crate::say;

/// Files that wait to be put into a folder.
#[derive(Debug)]
pub struct Batch {
    folder: PathBuf,
    /// Where they wait; none before the first.
    waiting: Option<TempDir>,
    /// Their names from the folder.
    names: Vec<PathBuf>,
    /// What gives way to them, and the name under which it is kept, both from the folder.
    aside: Vec<(PathBuf, PathBuf)>,
    /// What is removed, by its name from the folder.
    gone: Vec<PathBuf>,
    /// Listens since the first.
    interruption: Option<Interruption>,
    /// Held while files wait: see [`hidden`].
    lock: Option<File>,
}

/// Where files wait in a folder that is there, and, below it, what they replace.
const OLD: &str = ".replaced";

impl Batch {
    /// A batch for a folder, which need not be there; the one it is in must be.
    pub fn new(folder: &Path) -> io::Result<Self> {
        match fs::metadata(folder) {
            Ok(there) if !there.is_dir() => Err(io::Error::new(ErrorKind::NotADirectory, say!(it_is_not_a_folder))),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
                match parent.filter(|parent| !parent.is_dir()) {
                    Some(parent) => Err(io::Error::new(
                        ErrorKind::NotFound,
                        say!(no_such_folder, folder = parent.display().to_string()),
                    )),
                    None => Ok(Self::empty(folder)),
                }
            }
            Err(error) => Err(error),
            Ok(_) => Ok(Self::empty(folder)),
        }
    }

    fn empty(folder: &Path) -> Self {
        let folder = folder.to_owned();
        Self {
            folder,
            waiting: None,
            names: Vec::new(),
            aside: Vec::new(),
            gone: Vec::new(),
            interruption: None,
            lock: None,
        }
    }

    /// Adds a file, named from the folder.
    pub fn add(&mut self, name: impl AsRef<Path>, text: &str) -> io::Result<()> {
        let name = name.as_ref();
        self.write(name, text)?;
        self.names.push(name.to_owned());
        Ok(())
    }

    /// Adds a file that is put in place after all others.
    pub fn add_last(&mut self, name: impl AsRef<Path>, text: &str) -> io::Result<()> {
        let name = name.as_ref();
        self.write(name, text)?;
        self.names.insert(0, name.to_owned());
        Ok(())
    }

    /// Has a file or folder that is there kept under another name, which is returned; both are named from the folder.
    pub fn set_aside(&mut self, name: impl AsRef<Path>) -> PathBuf {
        let name = name.as_ref();
        let numbered = |number: u32| {
            let mut aside = name.as_os_str().to_owned();
            aside.push(if number == 1 { ".damaged".to_owned() } else { format!(".damaged-{number}") });
            PathBuf::from(aside)
        };
        let is_free = |aside: &PathBuf| fs::symlink_metadata(self.folder.join(aside)).is_err();
        // As good as without end, and the last stands for all further ones.
        let aside = (1..=u32::MAX).map(numbered).find(is_free).unwrap_or_else(|| numbered(u32::MAX));
        self.aside.push((name.to_owned(), aside.clone()));
        aside
    }

    /// Has a file that is there removed.
    pub fn remove(&mut self, name: impl AsRef<Path>) -> io::Result<()> {
        self.waiting()?;
        self.gone.push(name.as_ref().to_owned());
        Ok(())
    }

    fn write(&mut self, name: &Path, text: &str) -> io::Result<()> {
        self.check()?;
        let path = self.waiting()?.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        File::create(&path)?.write_all(text.as_bytes())
    }

    /// Brings the files to the disk, several at a time: a disk that is told of many at once is done with them sooner.
    fn sync(&self) -> io::Result<()> {
        const AT_ONCE: usize = 8;
        let Some(waiting) = self.waiting.as_ref().map(TempDir::path) else { return Ok(()) };
        let sync = &|name: &PathBuf| File::options().write(true).open(waiting.join(name))?.sync_all();
        thread::scope(|scope| {
            let shares = self.names.chunks(self.names.len().div_ceil(AT_ONCE).max(1));
            let threads: Vec<_> = shares.map(|names| scope.spawn(move || names.iter().try_for_each(sync))).collect();
            // A thread that panics passes it on.
            threads.into_iter().try_for_each(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
        })
    }

    /// Puts the files in place, the last added first: lists that name the others go last into a batch, so that even what is
    /// cut off by a crash leaves no file that another should have listed.
    pub fn commit(mut self) -> io::Result<()> {
        self.check()?;
        self.sync()?;
        if let Some(waiting) = self.waiting.take_if(|_| !self.folder.exists()) {
            fs::rename(waiting.path(), &self.folder)?;
            // It is the folder itself by now.
            let _ = waiting.keep();
            return Ok(());
        }
        let mut done: Vec<Undo> = Vec::new();
        let placed = self.place(&mut done);
        if placed.is_err() {
            done.into_iter().rev().for_each(Undo::undo);
        }
        placed
    }

    fn place(&self, done: &mut Vec<Undo>) -> io::Result<()> {
        for (name, aside) in &self.aside {
            let (place, kept) = (self.folder.join(name), self.folder.join(aside));
            fs::rename(&place, &kept)?;
            done.push(Undo::Restore { kept, place });
        }
        let Some(waiting) = self.waiting.as_ref().map(TempDir::path) else { return Ok(()) };
        for name in self.names.iter().rev() {
            self.check()?;
            place(waiting, &self.folder, name, done)?;
        }
        for name in &self.gone {
            let (place, kept) = (self.folder.join(name), kept(waiting, name)?);
            fs::rename(&place, &kept)?;
            done.push(Undo::Restore { kept, place });
        }
        Ok(())
    }

    /// An error if the program has been asked to stop since the first file.
    fn check(&self) -> io::Result<()> {
        self.interruption.as_ref().map_or(Ok(()), Interruption::check)
    }

    /// The hidden folder, made when it is first needed: beside a new folder, or in one that is there, where files may take
    /// the place of private ones.
    fn waiting(&mut self) -> io::Result<&Path> {
        if self.waiting.is_none() {
            self.interruption = Some(Interruption::listen()?);
            let name = self.folder.file_name().unwrap_or_default();
            let is_there = self.folder.is_dir();
            let within = if is_there { self.folder.clone() } else { self.folder.with_file_name("") };
            let within = if within.as_os_str().is_empty() { Path::new(".") } else { &within };
            let (waiting, lock) = hidden::folder(within, name, is_there)?;
            (self.waiting, self.lock) = (Some(waiting), lock);
        }
        self.waiting.as_ref().map(TempDir::path).ok_or_else(|| ErrorKind::NotFound.into())
    }
}

/// A step that can be taken back.
enum Undo {
    /// A file was put where there was none.
    Remove(PathBuf),
    /// A file was put in place of one that is kept.
    Restore { kept: PathBuf, place: PathBuf },
    /// A folder was made.
    RemoveFolder(PathBuf),
}

impl Undo {
    /// As far as possible: what went wrong is told already.
    fn undo(self) {
        let _ = match self {
            Self::Remove(path) => fs::remove_file(path),
            Self::Restore { kept, place } => fs::rename(kept, place),
            Self::RemoveFolder(path) => fs::remove_dir(path),
        };
    }
}

/// Where a file that gives way is kept until the last is in place.
fn kept(waiting: &Path, name: &Path) -> io::Result<PathBuf> {
    let kept = waiting.join(OLD).join(name);
    if let Some(parent) = kept.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(kept)
}

fn place(waiting: &Path, folder: &Path, name: &Path, done: &mut Vec<Undo>) -> io::Result<()> {
    let place = folder.join(name);
    if let Some(parent) = place.parent().filter(|parent| !parent.is_dir()) {
        fs::create_dir(parent)?;
        done.push(Undo::RemoveFolder(parent.to_owned()));
    }
    if place.exists() {
        let kept = kept(waiting, name)?;
        // A second name for the old file, so that its place is never empty; a file system without such names gets a copy.
        fs::hard_link(&place, &kept).or_else(|_| fs::copy(&place, &kept).map(|_| ()))?;
        let permissions = fs::metadata(&place)?.permissions();
        fs::set_permissions(waiting.join(name), permissions)?;
        fs::rename(waiting.join(name), &place)?;
        done.push(Undo::Restore { kept, place });
    } else {
        fs::rename(waiting.join(name), &place)?;
        done.push(Undo::Remove(place));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of the test's own, removed with everything in it.
    struct Folder(PathBuf);

    impl Folder {
        fn new(test: &str) -> Self {
            let path = std::env::temp_dir().join(format!("capex-batch-{test}-{}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        /// Every file below, hidden ones too, with its text.
        fn files(&self) -> Vec<(String, String)> {
            fn below(folder: &Path, root: &Path, files: &mut Vec<(String, String)>) {
                for entry in fs::read_dir(folder).unwrap() {
                    let path = entry.unwrap().path();
                    if path.is_dir() {
                        below(&path, root, files);
                    } else {
                        let name = path.strip_prefix(root).unwrap().display().to_string();
                        files.push((name, fs::read_to_string(&path).unwrap()));
                    }
                }
            }
            let mut files = Vec::new();
            below(&self.0, &self.0, &mut files);
            files.sort();
            files
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_new_folder_appears_whole_and_an_old_one_keeps_the_rest() {
        let root = Folder::new("whole");
        let mut batch = Batch::new(&root.0.join("mine")).unwrap();
        batch.add("sources.csv", "s").unwrap();
        batch.add("facts/A.csv", "a").unwrap();
        assert!(!root.0.join("mine").exists(), "nothing before the commit");
        batch.commit().unwrap();
        assert_eq!(root.files(), pairs(&[("mine/facts/A.csv", "a"), ("mine/sources.csv", "s")]));

        let mut batch = Batch::new(&root.0.join("mine")).unwrap();
        batch.add("sources.csv", "s2").unwrap();
        batch.add("facts/B.csv", "b").unwrap();
        batch.commit().unwrap();
        let all = [("mine/facts/A.csv", "a"), ("mine/facts/B.csv", "b"), ("mine/sources.csv", "s2")];
        assert_eq!(root.files(), pairs(&all));
    }

    #[test]
    fn a_file_is_removed_with_the_others_put_in_place_or_stays() {
        let root = Folder::new("removed");
        fs::write(root.0.join("a.csv"), "a").unwrap();
        let mut batch = Batch::new(&root.0).unwrap();
        batch.remove("a.csv").unwrap();
        batch.add("b.csv", "b").unwrap();
        assert_eq!(root.files().len(), 2, "nothing before the commit");
        batch.commit().unwrap();
        assert_eq!(root.files(), pairs(&[("b.csv", "b")]));

        let mut batch = Batch::new(&root.0).unwrap();
        batch.add("b.csv", "new").unwrap();
        batch.remove("none.csv").unwrap();
        assert!(batch.commit().is_err());
        assert_eq!(root.files(), pairs(&[("b.csv", "b")]));
    }

    #[test]
    fn a_batch_that_is_dropped_leaves_no_trace() {
        let root = Folder::new("dropped");
        let mut batch = Batch::new(&root.0.join("mine")).unwrap();
        batch.add("sources.csv", "s").unwrap();
        drop(batch);
        assert_eq!(root.files(), []);
    }

    #[cfg(unix)]
    #[test]
    fn what_waits_in_a_folder_that_is_there_is_private() {
        use std::os::unix::fs::PermissionsExt;

        let root = Folder::new("private");
        let mode = |folder: &Path| {
            let mut batch = Batch::new(folder).unwrap();
            batch.add("a.csv", "a").unwrap();
            fs::metadata(batch.waiting.as_ref().unwrap().path()).unwrap().permissions().mode() & 0o777
        };
        let usual = fs::metadata(&root.0).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&root.0), mode(&root.0.join("new"))), (0o700, usual));
    }

    #[test]
    fn whoever_asks_to_stop_finds_everything_as_it_was() {
        let root = Folder::new("asked");
        fs::write(root.0.join("a.csv"), "kept").unwrap();
        let before = root.files();
        let begun = || {
            let mut batch = Batch::new(&root.0).unwrap();
            batch.add("a.csv", "new").unwrap();
            batch.interruption = Some(Interruption::heard());
            batch
        };
        assert_eq!(begun().add("b.csv", "new").unwrap_err().kind(), ErrorKind::Interrupted);
        assert_eq!(begun().commit().unwrap_err().kind(), ErrorKind::Interrupted);
        assert_eq!(root.files(), before);
    }

    #[test]
    fn a_failure_half_way_puts_everything_back() {
        let root = Folder::new("back");
        fs::write(root.0.join("sources.csv"), "old").unwrap();
        // A file where a folder should go.
        fs::write(root.0.join("facts"), "in the way").unwrap();
        let mut batch = Batch::new(&root.0).unwrap();
        batch.add("companies.csv", "c").unwrap();
        batch.add("sources.csv", "new").unwrap();
        batch.add("facts/A.csv", "a").unwrap();
        assert!(batch.commit().is_err());
        assert_eq!(root.files(), pairs(&[("facts", "in the way"), ("sources.csv", "old")]));
    }

    #[test]
    fn a_file_is_no_folder_and_a_missing_parent_is_named() {
        let root = Folder::new("parent");
        fs::write(root.0.join("file"), "").unwrap();
        assert_eq!(Batch::new(&root.0.join("file")).unwrap_err().to_string(), "it is not a folder");
        let error = Batch::new(&root.0.join("no/mine")).unwrap_err();
        assert_eq!(error.to_string(), format!("there is no folder `{}`", root.0.join("no").display()));
    }
}
