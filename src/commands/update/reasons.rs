//! Why something could not be fetched, in words that can be put into another language.

use crate::data::OpenError;
use crate::report::Words;
use crate::say;
use crate::sec::update::{BadContact, BadProxy, BadSite, End, FetchError};

/// Why a file could not be fetched; the server is named by its address.
pub fn fetch(error: &FetchError, server: &str) -> Words {
    let megabytes = |bytes: u64| (bytes >> 20).to_string();
    match error {
        FetchError::Forbidden => say!(
            "{server} refuses (403); the SEC wants an address it can reach (--contact) and bars those who ask too often, so wait ten minutes",
            server
        ),
        FetchError::NotFound => say!("{server} has no such file (404)", server),
        FetchError::Busy { status, tries } => say!(
            "{server} is busy (status {status}) after {tries} tries; try again later",
            server,
            status = status.to_string(),
            tries = tries.to_string()
        ),
        FetchError::Wait { status, seconds } => say!(
            "{server} is busy (status {status}) and asks to come back in {seconds} seconds",
            server,
            status = status.to_string(),
            seconds = seconds.to_string()
        ),
        FetchError::Status(status) => {
            say!("{server} answers with status {status}", server, status = status.to_string())
        }
        FetchError::Redirect(to) => say!("{server} points to `{to}`, and capex follows no redirects", server, to),
        FetchError::WebPage => say!("{server} answers with a web page, not with data", server),
        FetchError::Encoding(name) => {
            say!("{server} answers in the encoding `{name}`, which was not asked for", server, name)
        }
        FetchError::TooLarge(limit) => say!(
            "the answer of {server} is larger than {megabytes} megabytes, the most that is read of such a file",
            server,
            megabytes = megabytes(*limit)
        ),
        FetchError::Bomb => say!("the answer of {server} unpacks without end: a zip bomb?", server),
        FetchError::NotGzip => say!("the answer of {server} cannot be unpacked", server),
        FetchError::Truncated => say!("the answer of {server} breaks off; try again", server),
        FetchError::TimedOut => say!("{server} does not answer in time; try again, or a longer --timeout", server),
        FetchError::Unreachable { end: End::Server(server), what } => unreachable(std::slice::from_ref(server), what),
        FetchError::Unreachable { end: End::Proxy(proxy), what } => say!(
            "no connection through the proxy `{proxy}`: {what}; see `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`",
            proxy,
            what
        ),
        FetchError::Insecure(what) => say!("the connection to {server} is not secure: {what}", server, what),
        FetchError::Connection(what) => say!("the connection to {server} failed: {what}", server, what),
    }
}

/// What is wrong with a contact.
pub fn contact(error: BadContact, typed: &str) -> Words {
    match error {
        BadContact::Character => say!(
            "`{typed}` cannot be sent as a contact; write an e-mail address in plain letters, such as `jane@example.com`",
            typed
        ),
        BadContact::NoAddress => {
            say!("`{typed}` is no e-mail address; the SEC wants one it can reach, such as `jane@example.com`", typed)
        }
    }
}

/// What is wrong with an address to fetch from.
pub fn site(error: BadSite, typed: &str) -> Words {
    match error {
        BadSite::NoAddress => {
            say!("`{typed}` is no address to fetch from; write one such as `https://data.sec.gov`", typed)
        }
        BadSite::Plain => {
            say!(
                "`{typed}` is plain HTTP, which is for this machine only (`127.0.0.1`, `localhost`); use `https`",
                typed
            )
        }
    }
}

/// What is wrong with a proxy.
pub fn proxy(error: &BadProxy) -> Words {
    say!(
        "`{variable}` is `{typed}`, which is not the address of an HTTP proxy; write one such as `http://proxy.example.com:8080`, or unset it",
        variable = error.variable,
        typed = &error.typed
    )
}

/// Why no connection could be made to some servers.
pub fn unreachable(servers: &[String], what: &str) -> Words {
    say!(
        "no connection to {server}: {what}; is there a network?",
        server = Words::and(servers.iter().map(String::as_str)),
        what
    )
}

/// Why a file could not be opened.
pub fn unopened(error: &OpenError) -> Words {
    Words::sentences(error.lines())
}
