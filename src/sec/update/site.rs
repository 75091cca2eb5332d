//! Where files are fetched from: an address that is encrypted, or on this very machine.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use ureq::http::Uri;

use crate::model::Words;
use crate::say;

/// The beginning of an address, to which a path is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    base: String,
    /// Whether it is plain HTTP, which only this machine may speak.
    plain: bool,
}

impl Site {
    /// The SEC's figures of companies.
    pub fn figures() -> Self {
        Self { base: "https://data.sec.gov".to_owned(), plain: false }
    }

    /// The SEC's lists of companies.
    pub fn lists() -> Self {
        Self { base: "https://www.sec.gov".to_owned(), plain: false }
    }

    /// The European Central Bank.
    pub fn bank() -> Self {
        Self { base: "https://www.ecb.europa.eu".to_owned(), plain: false }
    }

    /// The address of a file; `path` begins with a slash.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Whether it is plain HTTP on this machine.
    pub fn is_plain(&self) -> bool {
        self.plain
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

impl FromStr for Site {
    type Err = Words;

    fn from_str(typed: &str) -> Result<Self, Words> {
        let no_address = || say!(not_an_address_to_fetch, typed);
        let uri: Uri = typed.parse().map_err(|_| no_address())?;
        let authority = uri.authority().ok_or_else(no_address)?;
        // A name before the host can pass for the host: http://127.0.0.1@example.com
        if authority.as_str().contains('@') || uri.query().is_some() || typed.contains('#') {
            return Err(no_address());
        }
        let plain = match uri.scheme_str() {
            Some("https") => false,
            Some("http") if is_this_machine(authority.host()) => true,
            // Anybody on the way could read and change what is fetched.
            Some("http") => return Err(say!(address_is_plain_http, typed)),
            _ => return Err(no_address()),
        };
        Ok(Self { base: typed.trim_end_matches('/').to_owned(), plain })
    }
}

fn is_this_machine(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
