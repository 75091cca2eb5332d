//! Why something could not be fetched, in words that can be put into another language.

use crate::data::OpenError;
use crate::report::Words;
use crate::say;
use crate::sec::update::{BadContact, BadProxy, BadSite, End, FetchError};

/// Why a file could not be fetched; the server is named by its address.
pub fn fetch(error: &FetchError, server: &str) -> Words {
    let megabytes = |bytes: u64| (bytes >> 20).to_string();
    match error {
        FetchError::Forbidden => say!(server_refuses, server),
        FetchError::NotFound => say!(server_has_no_file, server),
        FetchError::Busy { status, tries } => {
            say!(server_busy_after_tries, server, status = status.to_string(), tries = tries.to_string())
        }
        FetchError::Wait { status, seconds } => {
            say!(server_busy_for_seconds, server, status = status.to_string(), seconds = seconds.to_string())
        }
        FetchError::Status(status) => {
            say!(server_answers_status, server, status = status.to_string())
        }
        FetchError::Redirect(to) => say!(server_redirects, server, to),
        FetchError::WebPage => say!(server_answers_web_page, server),
        FetchError::Encoding(name) => {
            say!(server_answers_encoding, server, name)
        }
        FetchError::TooLarge(limit) => say!(answer_too_large, server, megabytes = megabytes(*limit)),
        FetchError::Bomb => say!(answer_unpacks_without_end, server),
        FetchError::NotGzip => say!(answer_not_unpackable, server),
        FetchError::Truncated => say!(answer_breaks_off, server),
        FetchError::TimedOut => say!(server_too_slow, server),
        FetchError::Unreachable { end: End::Server(server), what } => unreachable(std::slice::from_ref(server), what),
        FetchError::Unreachable { end: End::Proxy(proxy), what } => say!(no_connection_through_proxy, proxy, what),
        FetchError::Insecure(what) => say!(connection_not_secure, server, what),
        FetchError::Connection(what) => say!(connection_failed, server, what),
    }
}

/// What is wrong with a contact.
pub fn contact(error: BadContact, typed: &str) -> Words {
    match error {
        BadContact::Character => say!(contact_not_sendable, typed),
        BadContact::NoAddress => {
            say!(contact_not_an_address, typed)
        }
    }
}

/// What is wrong with an address to fetch from.
pub fn site(error: BadSite, typed: &str) -> Words {
    match error {
        BadSite::NoAddress => {
            say!(not_an_address_to_fetch, typed)
        }
        BadSite::Plain => {
            say!(address_is_plain_http, typed)
        }
    }
}

/// What is wrong with a proxy.
pub fn proxy(error: &BadProxy) -> Words {
    say!(proxy_not_an_address, variable = error.variable, typed = &error.typed)
}

/// Why no connection could be made to some servers.
pub fn unreachable(servers: &[String], what: &str) -> Words {
    say!(no_connection, server = Words::and(servers.iter().map(String::as_str)), what)
}

/// Why a file could not be opened.
pub fn unopened(error: &OpenError) -> Words {
    Words::sentences(error.lines())
}
