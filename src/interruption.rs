//! Being asked to stop (Ctrl-C, `kill`) while files are written.
//!
//! Nothing here removes a file or ends the program, but at the second asking: what writes files looks here and cleans up.

use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Exit code of a program that a signal ends, less the signal's number.
#[cfg(feature = "cli")]
const ENDED_BY_SIGNAL: i32 = 128;

/// Hears requests to stop from when it is made: the program then removes what it has begun to write, where it
/// would else end on the spot and leave it. Asked twice, it ends on the spot.
#[derive(Debug)]
pub struct Interruption(Arc<AtomicBool>);

impl Interruption {
    /// Begins to listen. In a library nothing is heard: signals are for the program that uses it.
    #[cfg_attr(not(feature = "cli"), expect(clippy::unnecessary_wraps, reason = "a program may fail to listen"))]
    pub fn listen() -> io::Result<Self> {
        let asked = Arc::new(AtomicBool::new(false));
        #[cfg(feature = "cli")]
        for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
            signal_hook::flag::register_conditional_shutdown(signal, ENDED_BY_SIGNAL + signal, Arc::clone(&asked))?;
            signal_hook::flag::register(signal, Arc::clone(&asked))?;
        }
        Ok(Self(asked))
    }

    /// One that has been heard already.
    #[cfg(test)]
    pub fn heard() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }

    /// An error of the kind `Interrupted` once the program is asked to stop.
    pub fn check(&self) -> io::Result<()> {
        if self.0.load(Ordering::Relaxed) {
            return Err(io::Error::new(ErrorKind::Interrupted, "interrupted"));
        }
        Ok(())
    }
}
