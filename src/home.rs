//! Where a user's own folder of data is: what `capex update` writes and every command reads.
//!
//! Nothing here looks at the folder; it may not be there.

use std::env;
use std::path::PathBuf;

use etcetera::base_strategy::{BaseStrategy as _, choose_native_strategy};

/// The variable that names the folder; set and empty, there is none.
pub const VARIABLE: &str = "CAPEX_HOME";

/// The folder that `CAPEX_HOME` names, else `capex` in the system's place for users' data: `$XDG_DATA_HOME` or
/// `~/.local/share` on Unix, `~/Library/Application Support` on macOS, `%APPDATA%` on Windows. `None` if there is none.
pub fn folder() -> Option<PathBuf> {
    match env::var_os(VARIABLE) {
        Some(named) => (!named.is_empty()).then(|| named.into()),
        None => choose_native_strategy().ok().map(|system| system.data_dir().join("capex")),
    }
}
