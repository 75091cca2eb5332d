//! The pace of requests.

use std::thread;
use std::time::{Duration, Instant};

/// The SEC bars whoever asks more than ten times a second. Eight leaves room for what happens on the way.
const GAP: Duration = Duration::from_millis(125);

/// Holds requests apart.
#[derive(Debug, Default)]
pub struct RequestPace {
    last: Option<Instant>,
}

impl RequestPace {
    /// Waits until the next request may be sent.
    pub fn wait(&mut self) {
        let now = Instant::now();
        let left = self.last.and_then(|last| GAP.checked_sub(now.duration_since(last)));
        if let Some(left) = left {
            thread::sleep(left);
        }
        self.last = Some(Instant::now());
    }
}
