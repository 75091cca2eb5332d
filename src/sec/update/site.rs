//! Where files are fetched from: an address that is encrypted, or on this very machine.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use ureq::http::Uri;

/// The beginning of an address, to which a path is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    base: String,
    /// Whether it is plain HTTP, which only this machine may speak.
    plain: bool,
}

/// Why an address is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadSite {
    /// It is no address, or more than one.
    NoAddress,
    /// Anybody on the way could read and change what is fetched.
    Plain,
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
    type Err = BadSite;

    fn from_str(text: &str) -> Result<Self, BadSite> {
        let uri: Uri = text.parse().map_err(|_| BadSite::NoAddress)?;
        let authority = uri.authority().ok_or(BadSite::NoAddress)?;
        // A name before the host can pass for the host: http://127.0.0.1@example.com
        if authority.as_str().contains('@') || uri.query().is_some() || text.contains('#') {
            return Err(BadSite::NoAddress);
        }
        let plain = match uri.scheme_str() {
            Some("https") => false,
            Some("http") if is_this_machine(authority.host()) => true,
            Some("http") => return Err(BadSite::Plain),
            _ => return Err(BadSite::NoAddress),
        };
        Ok(Self { base: text.trim_end_matches('/').to_owned(), plain })
    }
}

fn is_this_machine(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_this_machine_only() {
        for plain in ["http://127.0.0.1:8080", "http://127.9.9.9/", "http://[::1]:1", "http://localhost:80/base"] {
            assert!(plain.parse::<Site>().is_ok_and(|site| site.is_plain()), "{plain}");
        }
        for other in
            ["http://data.sec.gov", "http://10.0.0.1", "http://localhost.example.com", "http://127.0.0.1.nip.io"]
        {
            assert_eq!(other.parse::<Site>(), Err(BadSite::Plain), "{other}");
        }
        assert!("https://mirror.example.com/sec".parse::<Site>().is_ok_and(|site| !site.is_plain()));
    }

    #[test]
    fn what_is_no_plain_address_is_refused() {
        for text in [
            "",
            "data.sec.gov",
            "ftp://127.0.0.1",
            "http://127.0.0.1@example.com",
            "https://a.b?c",
            "https://a.b#c",
            "file:///etc/passwd",
        ] {
            assert_eq!(text.parse::<Site>(), Err(BadSite::NoAddress), "{text}");
        }
    }

    #[test]
    fn a_path_follows_one_slash() {
        let site: Site = "http://127.0.0.1:8080/base//".parse().unwrap();
        assert_eq!(site.at("/api/x.json"), "http://127.0.0.1:8080/base/api/x.json");
        for own in [Site::figures(), Site::lists(), Site::bank()] {
            assert_eq!(own.to_string().parse(), Ok(own));
        }
    }
}
