//! Where a rendered report goes: standard output, a pager or a file; and what the terminal there can show.
//!
//! The only place that prints. It never looks into the text it is given.

use std::ffi::OsStr;
use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anstream::{AutoStream, ColorChoice};
use tempfile::NamedTempFile;
use terminal_size::{Height, Width, terminal_size_of};

use crate::hidden;
use crate::interruption::Interruption;
use crate::model::legible;
use crate::render::{Language, Rendered};
use crate::say;

/// Where the answer goes. Notes set aside always go to standard error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Standard output, through `PAGER` where that is set and the answer is longer than the terminal.
    Stdout,
    /// A file, replaced as a whole or not at all.
    File(PathBuf),
}

/// What the place an answer goes to can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Whether ANSI styles are wanted.
    pub color: bool,
    /// Columns of a line; `None` is no limit.
    pub width: Option<usize>,
}

/// What the destination can show.
///
/// `Auto` decides by `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR`, `TERM` and whether standard output is a terminal; a
/// file is never coloured unless `Always` asks for it. The width is `COLUMNS` where that is a positive number, else
/// the terminal's own.
pub fn screen(choice: ColorChoice, destination: &Destination) -> Screen {
    let to_stdout = *destination == Destination::Stdout;
    let color = match choice {
        ColorChoice::Auto => to_stdout && AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        ColorChoice::Always | ColorChoice::AlwaysAnsi => true,
        ColorChoice::Never => false,
    };
    let asked = std::env::var("COLUMNS").ok().as_deref().and_then(columns);
    let own = || terminal().filter(|_| to_stdout).map(|(Width(columns), _)| usize::from(columns));
    Screen { color, width: asked.or_else(own) }
}

/// Writes a report. A reader that closes the pipe early has seen what it wanted: that is success.
pub fn write(rendered: &Rendered, destination: &Destination) -> io::Result<()> {
    match destination {
        Destination::Stdout => unless_closed(show(&rendered.out))?,
        Destination::File(path) => {
            replace(path, &rendered.out).map_err(|error| {
                io::Error::new(error.kind(), say!(cannot_write_file, file = path.display().to_string(), error = &error))
            })?;
        }
    }
    // Nobody is left to tell when standard error is closed.
    let _ = io::stderr().lock().write_all(rendered.aside.as_bytes());
    Ok(())
}

/// The terminal's size, if standard output is one and knows it.
fn terminal() -> Option<(Width, Height)> {
    let stdout = io::stdout();
    terminal_size_of(&stdout).filter(|(Width(columns), _)| stdout.is_terminal() && *columns > 0)
}

/// The language of the user's locale, if there are pages in it.
pub fn language() -> Option<Language> {
    locale("LC_MESSAGES").as_deref().and_then(Language::of_locale)
}

/// Whether the user's locale writes UTF-8. Where none is set, as in many containers, it is taken to.
pub fn is_utf8() -> bool {
    locale("LC_CTYPE").is_none_or(|locale| writes_utf8(&locale))
}

fn writes_utf8(locale: &str) -> bool {
    let charset = locale.split_once('.').map(|(_, charset)| charset.split('@').next().unwrap_or_default());
    charset.is_some_and(|charset| charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8"))
}

/// The locale of a category: the first of `LC_ALL`, the category and `LANG` that is set decides, as POSIX has it.
fn locale(category: &str) -> Option<String> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", category, "LANG"].into_iter().find_map(set)
}

/// The language asked for on the command line, read where the rest of it cannot be.
pub fn language_asked_for() -> Option<Language> {
    let mut words = std::env::args_os().map(|word| word.to_string_lossy().into_owned());
    let named = words.find_map(|word| match word.strip_prefix("--lang")? {
        "" => Some(None),
        rest => rest.strip_prefix('=').map(|name| Some(name.to_owned())),
    })?;
    Language::of_locale(&named.or_else(|| words.next())?)
}

fn columns(text: &str) -> Option<usize> {
    text.trim().parse().ok().filter(|&columns| columns > 0)
}

fn unless_closed(result: io::Result<()>) -> io::Result<()> {
    result.or_else(|error| if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

fn show(bytes: &[u8]) -> io::Result<()> {
    let Ok(text) = std::str::from_utf8(bytes) else { return show_bytes(bytes) };
    let pager = std::env::var_os("PAGER").filter(|pager| !pager.is_empty());
    if let (Some(pager), Some((_, Height(rows)))) = (pager, terminal())
        && text.lines().count() >= usize::from(rows)
        && page(text, &pager)
    {
        return Ok(());
    }
    write_out(bytes)
}

/// What is no text goes into a file or a pipe, never to a terminal, which would obey it.
fn show_bytes(bytes: &[u8]) -> io::Result<()> {
    if io::stdout().is_terminal() {
        return Err(io::Error::new(ErrorKind::InvalidInput, say!(format_is_not_text)));
    }
    write_out(bytes)
}

fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// Shows the text in a pager, a shell command. False if the pager could not be started, and nothing was shown.
fn page(text: &str, pager: &OsStr) -> bool {
    let mut command = Command::new("sh");
    command.arg("-c").arg(pager).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        // Quit if it fits, pass colours on, leave the text on the screen: what git asks of less.
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut input) = child.stdin.take() {
        // A reader who quits early closes the pipe; anything worse shows in the exit status.
        let _ = input.write_all(text.as_bytes());
    }
    // By POSIX the shell exits with 126 or 127 for a command it cannot run or find.
    child.wait().is_ok_and(|status| !matches!(status.code(), Some(126 | 127)))
}

/// Puts the bytes in place of the file at `path`, or leaves everything as it was.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => Err(io::Error::new(ErrorKind::IsADirectory, say!(it_is_a_folder))),
        // A device or a named pipe is written to: a rename would put a plain file in its place. What /dev/stdout
        // leads to may be a plain file, but one that others are writing to as well.
        Ok(there) if !there.is_file() || path.starts_with("/dev") => {
            unless_closed(OpenOptions::new().append(true).open(path).and_then(|mut file| file.write_all(bytes)))
        }
        Ok(there) if there.permissions().readonly() => {
            Err(io::Error::new(ErrorKind::PermissionDenied, say!(it_is_read_only)))
        }
        // The file a link leads to, so that the link stays.
        Ok(there) => write_and_rename(&fs::canonicalize(path)?, bytes, Some(&there)),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let path = &end_of_links(path);
            match path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
                Some(folder) => Err(io::Error::new(
                    ErrorKind::NotFound,
                    say!(no_such_folder, folder = folder.display().to_string()),
                )),
                None => write_and_rename(path, bytes, None),
            }
        }
        Err(error) => Err(error),
    }
}

/// Where a path leads by links, though the last leads to nothing.
fn end_of_links(path: &Path) -> PathBuf {
    // As many as Linux follows.
    const MOST: usize = 40;
    let mut end = path.to_owned();
    for _ in 0..MOST {
        let Ok(to) = fs::read_link(&end) else { break };
        end = end.with_file_name("").join(to);
    }
    end
}

fn write_and_rename(path: &Path, bytes: &[u8], there: Option<&Metadata>) -> io::Result<()> {
    let interruption = Interruption::listen()?;
    write_unless(&interruption, path, bytes, there)
}

/// Writes, unless the program is asked to stop before the file is in place.
fn write_unless(interruption: &Interruption, path: &Path, bytes: &[u8], there: Option<&Metadata>) -> io::Result<()> {
    let mut file = hidden_beside(path, there.is_some())?;
    file.write_all(bytes)?;
    there.map_or(Ok(()), |there| file.as_file().set_permissions(there.permissions()))?;
    interruption.check()?;
    file.persist(path)?;
    Ok(())
}

/// A new hidden file in the folder of `path`: a rename is only atomic within one file system.
fn hidden_beside(path: &Path, is_private: bool) -> io::Result<NamedTempFile> {
    let name = path.file_name().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, say!(it_names_no_file)))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    hidden::file(folder, name, is_private)
}

/// A message without control characters, which may come from a file: a terminal would obey them. What deceives a reader is
/// written out.
pub fn harmless(message: &str) -> String {
    legible(message)
        .chars()
        .map(|letter| if letter.is_control() && letter != '\n' { '\u{fffd}' } else { letter })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;

    /// A folder of the test's own, removed with everything in it.
    struct Folder(PathBuf);

    impl Folder {
        fn new(test: &str) -> Self {
            let path = std::env::temp_dir().join(format!("capex-{test}-{}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn file(&self, name: &str) -> Destination {
            Destination::File(self.0.join(name))
        }

        fn names(&self) -> Vec<OsString> {
            let mut names: Vec<_> = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            names
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn rendered(out: &str) -> Rendered {
        Rendered { out: out.as_bytes().to_vec(), aside: String::new() }
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_outlive_a_replacement() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = Folder::new("keep");
        let path = folder.0.join("a.csv");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.csv", folder.0.join("link.csv")).unwrap();

        write(&rendered("new"), &folder.file("link.csv")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(folder.0.join("link.csv")).unwrap().is_symlink());
        assert_eq!(folder.names(), ["a.csv", "link.csv"]);
    }

    #[test]
    fn whoever_asks_to_stop_is_heard_and_finds_everything_as_it_was() {
        let folder = Folder::new("interrupted");
        let path = folder.0.join("a.csv");
        fs::write(&path, "kept").unwrap();
        let error = write_unless(&Interruption::heard(), &path, b"new", None).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Interrupted);
        assert_eq!((folder.names(), fs::read_to_string(&path).unwrap()), (vec!["a.csv".into()], "kept".to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn what_takes_the_place_of_a_file_is_private_until_it_does() {
        use std::os::unix::fs::PermissionsExt;

        let folder = Folder::new("private");
        let temporary = hidden_beside(&folder.0.join("a.csv"), true).unwrap();
        assert_eq!(fs::metadata(temporary).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays_a_device() {
        write(&rendered("x"), &Destination::File("/dev/null".into())).unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[cfg(unix)]
    #[test]
    fn a_pager_is_given_the_text_and_may_stop_reading() {
        let folder = Folder::new("pager");
        let path = folder.0.join("seen");
        assert!(page("a\nb\n", format!("head -n 1 > '{}'", path.display()).as_ref()));
        assert_eq!(fs::read_to_string(path).unwrap(), "a\n");
        assert!(page(&"long\n".repeat(100_000), "exec true".as_ref()));
    }

    #[cfg(unix)]
    #[test]
    fn a_pager_that_is_not_there_shows_nothing() {
        assert!(!page("text", "no-such-pager-anywhere 2> /dev/null".as_ref()));
    }

    #[test]
    fn a_locale_writes_utf_8_if_it_says_so() {
        for unicode in ["C.UTF-8", "en_US.utf8", "de_DE.UTF-8@euro"] {
            assert!(writes_utf8(unicode), "{unicode}");
        }
        for other in ["C", "POSIX", "en_US", "de_DE.ISO-8859-15@euro", "zh_CN.GB18030"] {
            assert!(!writes_utf8(other), "{other}");
        }
    }

    #[test]
    fn the_width_is_a_positive_number_or_not_set() {
        assert_eq!(columns("80"), Some(80));
        for unset in ["", "0", "-3", "wide"] {
            assert_eq!(columns(unset), None, "{unset}");
        }
    }
}
