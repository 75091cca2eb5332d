//! Where a user's own data is: the folder that `capex update` writes, and the files that every command reads too.
//!
//! Nothing here looks at them; they may not be there.

use std::env;
use std::path::PathBuf;

use etcetera::base_strategy::{BaseStrategy as _, choose_native_strategy};

use crate::config::Config;

/// The folder that `CAPEX_HOME` names, else `capex` in the system's place for users' data: `$XDG_DATA_HOME` or
/// `~/.local/share` on Unix, `~/Library/Application Support` on macOS, `%APPDATA%` on Windows. `None` if there is none, or if
/// the variable is set and empty.
pub fn folder() -> Option<PathBuf> {
    match env::var_os("CAPEX_HOME") {
        Some(named) => (!named.is_empty()).then(|| named.into()),
        None => choose_native_strategy().ok().map(|system| system.data_dir().join("capex")),
    }
}

/// The file of settings: the one that `CAPEX_CONFIG` names, else `capex/config.toml` in the system's place for settings:
/// `$XDG_CONFIG_HOME` or `~/.config` on Unix, `~/Library/Preferences` on macOS, `%APPDATA%` on Windows. `None` if there is none,
/// or if that variable or `CAPEX_HOME` is set and empty.
pub fn config() -> Option<PathBuf> {
    match (env::var_os("CAPEX_CONFIG"), env::var_os("CAPEX_HOME")) {
        (Some(named), _) => (!named.is_empty()).then(|| named.into()),
        (None, Some(home)) if home.is_empty() => None,
        _ => choose_native_strategy().ok().map(|system| system.config_dir().join("capex").join("config.toml")),
    }
}

/// The settings that variables make: `CAPEX_LANG`, `CAPEX_UNIT`, `CAPEX_PRECISION` and `CAPEX_COLOR`, as far as they are set.
pub fn settings() -> Config {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    Config {
        lang: set("CAPEX_LANG"),
        unit: set("CAPEX_UNIT"),
        precision: set("CAPEX_PRECISION"),
        color: set("CAPEX_COLOR"),
        ..Config::default()
    }
}

/// The files and folders of `CAPEX_DATA`, separated as in `PATH`, that every command reads.
pub fn standing() -> Vec<PathBuf> {
    let named = env::var_os("CAPEX_DATA").unwrap_or_default();
    env::split_paths(&named).filter(|path| !path.as_os_str().is_empty()).collect()
}
