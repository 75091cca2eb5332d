//! How far an update is, on a terminal; nothing anywhere else.

use indicatif::{ProgressBar, ProgressStyle};

/// A line on standard error that is gone in the end.
pub struct Progress(ProgressBar);

impl Default for Progress {
    /// A line for one file. Where standard error is no terminal, none is drawn.
    fn default() -> Self {
        let bar = ProgressBar::new(1);
        // The template is a constant; were it broken, the usual line would do.
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        Self(bar)
    }
}

impl Progress {
    /// So many more files are to be fetched.
    pub fn expect(&self, files: usize) {
        self.0.set_length(self.0.position() + files as u64);
    }

    /// Another file is begun.
    pub fn begin(&self, name: &str) {
        self.0.set_message(name.to_owned());
    }

    /// So many bytes of it have come.
    pub fn bytes(&self, name: &str, bytes: u64) {
        self.0.set_message(format!("{name} {} KB", bytes >> 10));
    }

    /// It is done.
    pub fn end(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
