//! The proxy that the environment names, through which other machines are reached.

use std::env;

use ureq::Proxy;
use ureq::http::Uri;

/// Where a proxy is named, the first that is set before the others.
const VARIABLES: [&str; 6] = ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/// A proxy that is named and cannot be used: without it, requests would go where they are not meant to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadProxy {
    /// The variable that names it.
    pub variable: &'static str,
    /// What stands there, without a password.
    pub typed: String,
}

/// The proxy that the environment names, if it names any.
pub fn proxy() -> Result<Option<Proxy>, BadProxy> {
    let set = |name: &&'static str| env::var_os(name).filter(|value| !value.is_empty()).map(|value| (*name, value));
    let Some((variable, value)) = VARIABLES.iter().find_map(set) else { return Ok(None) };
    let typed = value.to_string_lossy().into_owned();
    if value.to_str().is_some_and(is_usable) {
        return Ok(Proxy::try_from_env());
    }
    // A password stands before the last `@`.
    let typed = typed.rsplit_once('@').map_or(typed.as_str(), |(_, host)| host).to_owned();
    Err(BadProxy { variable, typed })
}

/// Whether it is the address of a proxy that speaks HTTP; others are not built in.
fn is_usable(typed: &str) -> bool {
    let has_host = |proxy: &Proxy| !proxy.host().is_empty() && !proxy.host().contains(char::is_whitespace);
    let speaks_http = |proxy: &Proxy| {
        let scheme = proxy.uri().scheme_str().unwrap_or("http");
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    };
    Proxy::new(typed).is_ok_and(|proxy| has_host(&proxy) && speaks_http(&proxy))
}

/// What a proxy is called: its host and port, without a password; none where an address is reached directly.
pub fn on_the_way(proxy: Option<&Proxy>, address: &str) -> Option<String> {
    let address: Uri = address.parse().ok()?;
    let proxy = proxy.filter(|proxy| !proxy.is_no_proxy(&address))?;
    Some(format!("{}:{}", proxy.host(), proxy.port()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_speaks_http_and_has_a_host() {
        for usable in ["http://127.0.0.1:8080", "https://proxy.example.com", "proxy:3128", "http://u:p@proxy:1"] {
            assert!(is_usable(usable), "{usable}");
        }
        for other in
            ["socks5://127.0.0.1:1080", "ftp://proxy", "http://", "://", "a b", "http://a b/", "\u{fffd}", "/x"]
        {
            assert!(!is_usable(other), "{other}");
        }
    }
}
