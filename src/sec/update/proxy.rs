//! The proxy that the environment names, through which other machines are reached.

use std::env;

use ureq::Proxy;
use ureq::http::Uri;

use crate::model::Words;
use crate::say;

/// Where a proxy is named, the first that is set before the others.
const VARIABLES: [&str; 6] = ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/// The proxy that the environment names, if it names any.
///
/// # Errors
/// One that cannot be used: without it, requests would go where they are not meant to.
pub fn proxy() -> Result<Option<Proxy>, Words> {
    let set = |name: &&'static str| env::var_os(name).filter(|value| !value.is_empty()).map(|value| (*name, value));
    let Some((variable, value)) = VARIABLES.iter().find_map(set) else { return Ok(None) };
    let typed = value.to_string_lossy().into_owned();
    if value.to_str().is_some_and(is_usable) {
        return Ok(Proxy::try_from_env());
    }
    // A password stands before the last `@`.
    let typed = typed.rsplit_once('@').map_or(typed.as_str(), |(_, host)| host);
    Err(say!(proxy_not_an_address, variable, typed))
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
