//! Requests: one at a time, in the SEC's manner, and what becomes of them.
//!
//! Redirects are not followed, certificates are always checked, and nothing is read without limit. A proxy is used where
//! `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say so, never for this machine. Where no connection can be made to a server, it
//! is not tried again.

use std::io::{self, ErrorKind};
use std::thread;
use std::time::Duration;

use jiff::fmt::rfc2822::DateTimeParser;
use ureq::http::{HeaderMap, Response, StatusCode};
use ureq::{Agent, Body, Proxy, Timeout};

use super::contact::Contact;
use super::pace::RequestPace;
use super::proxy;
use super::site::Site;
use super::state::Validators;
use crate::model::Words;
use crate::say;
use crate::sec::body::{self, BodyError};

/// How long an answer is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest silence: while connecting, before the answer begins, and between its bytes.
    pub silence: Duration,
    /// All of an answer.
    pub whole: Duration,
}

/// What a server answers.
#[derive(Debug)]
pub enum Reply {
    /// The file is what it was.
    Unchanged,
    /// The file, and what to send along when it is asked for again.
    File(Vec<u8>, Validators),
}

/// Why a file could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchError {
    /// Status 403: what the SEC answers to those it does not know or who ask too often.
    Forbidden,
    /// Status 404.
    NotFound,
    /// Status 429, 500, 502, 503 or 504, at every try.
    Busy {
        /// The last status.
        status: u16,
        /// Requests made.
        tries: u32,
    },
    /// The server asks for patience beyond what is given.
    Wait {
        /// The status.
        status: u16,
        /// Seconds to wait.
        seconds: u64,
    },
    /// Any other status.
    Status(u16),
    /// Another address, which is not followed.
    Redirect(String),
    /// A page for people.
    WebPage,
    /// Packed in a way nobody asked for.
    Encoding(String),
    /// More bytes than are read of such a file.
    TooLarge(u64),
    /// It unpacks to far more than such files do.
    Bomb,
    /// It is not packed as it says.
    NotGzip,
    /// It ends before it is whole, at every try.
    Truncated,
    /// Nothing came for too long, or not all of it in time.
    TimedOut,
    /// No connection can be made: there is no network, no such host, or nobody listens there.
    Unreachable {
        /// Whose end it is: the server's address, or the proxy's.
        end: End,
        /// Why, in the words of the system.
        what: String,
    },
    /// The connection is not safe.
    Insecure(String),
    /// The connection failed at every try, in the words of the system.
    Connection(String),
}

impl FetchError {
    /// The reason in words; the server is named by its address.
    pub fn words(&self, server: &str) -> Words {
        match self {
            Self::Forbidden => say!(server_refuses, server),
            Self::NotFound => say!(server_has_no_file, server),
            Self::Busy { status, tries } => {
                say!(server_busy_after_tries, server, status = status.to_string(), tries = tries.to_string())
            }
            Self::Wait { status, seconds } => {
                say!(server_busy_for_seconds, server, status = status.to_string(), seconds = seconds.to_string())
            }
            Self::Status(status) => say!(server_answers_status, server, status = status.to_string()),
            Self::Redirect(to) => say!(server_redirects, server, to),
            Self::WebPage => say!(server_answers_web_page, server),
            Self::Encoding(name) => say!(server_answers_encoding, server, name),
            Self::TooLarge(limit) => say!(answer_too_large, server, megabytes = (limit >> 20).to_string()),
            Self::Bomb => say!(answer_unpacks_without_end, server),
            Self::NotGzip => say!(answer_not_unpackable, server),
            Self::Truncated => say!(answer_breaks_off, server),
            Self::TimedOut => say!(server_too_slow, server),
            Self::Unreachable { end: End::Server(server), what } => unreachable(std::slice::from_ref(server), what),
            Self::Unreachable { end: End::Proxy(proxy), what } => say!(no_connection_through_proxy, proxy, what),
            Self::Insecure(what) => say!(connection_not_secure, server, what),
            Self::Connection(what) => say!(connection_failed, server, what),
        }
    }
}

/// Why no connection could be made to some servers.
pub(super) fn unreachable(servers: &[String], what: &str) -> Words {
    say!(no_connection, server = Words::and(servers.iter().map(String::as_str)), what)
}

/// What no connection can be made to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// A server, by the beginning of its addresses.
    Server(String),
    /// The proxy on the way to it, by host and port.
    Proxy(String),
}

/// Requests for one file, at most.
const TRIES: u32 = 4;

/// The first pause after a failure; each further one is twice as long.
const PAUSE: Duration = Duration::from_millis(500);

/// The longest that a server can have us wait.
const PATIENCE: Duration = Duration::from_mins(1);

/// The largest heads of answers that are read.
const LARGEST_HEAD: usize = 1 << 16;

/// A validator of more characters is none.
const LONGEST_VALIDATOR: usize = 256;

/// What sends requests and reads answers.
#[derive(Debug)]
pub struct Client {
    /// For other machines.
    far: Agent,
    /// For this machine.
    near: Agent,
    /// What other machines are reached through.
    proxy: Option<Proxy>,
    /// Servers that no connection could be made to: they are not tried again.
    unreachable: Vec<(String, FetchError)>,
    pace: RequestPace,
}

/// A failure that another try may mend, or not.
enum Trouble {
    Passing { error: FetchError, after: Option<Duration> },
    Lasting(FetchError),
}

impl From<FetchError> for Trouble {
    fn from(error: FetchError) -> Self {
        Self::Lasting(error)
    }
}

impl Client {
    /// A client that names its user in every request.
    pub fn new(contact: &Contact, limits: Limits) -> Result<Self, Words> {
        let proxy = proxy::proxy()?;
        let config = || {
            Agent::config_builder()
                .user_agent(contact.user_agent())
                .accept_encoding("gzip")
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .max_response_header_size(LARGEST_HEAD)
                .timeout_resolve(Some(limits.silence))
                .timeout_connect(Some(limits.silence))
                .timeout_recv_response(Some(limits.silence))
                .timeout_per_read(Some(limits.silence))
                .timeout_per_write(Some(limits.silence))
                .timeout_global(Some(limits.whole))
        };
        let far = config().https_only(true).proxy(proxy.clone()).build().new_agent();
        let near = config().proxy(None).build().new_agent();
        Ok(Self { far, near, proxy, unreachable: Vec::new(), pace: RequestPace::default() })
    }

    /// Fetches a file, unless it is still the one that `known` is of. At most `limit` bytes are read, packed or unpacked;
    /// `on` is told how many have come.
    pub fn get(
        &mut self,
        site: &Site,
        path: &str,
        known: &Validators,
        limit: u64,
        on: &mut dyn FnMut(u64),
    ) -> Result<Reply, FetchError> {
        let server = site.to_string();
        if let Some((_, error)) = self.unreachable.iter().find(|(known, _)| *known == server) {
            return Err(error.clone());
        }
        let fetched = self.with_patience(site, path, known, limit, on);
        if let Err(error @ FetchError::Unreachable { .. }) = &fetched {
            self.unreachable.push((server, error.clone()));
        }
        fetched
    }

    fn with_patience(
        &mut self,
        site: &Site,
        path: &str,
        known: &Validators,
        limit: u64,
        on: &mut dyn FnMut(u64),
    ) -> Result<Reply, FetchError> {
        let mut pause = PAUSE;
        let mut tries = 0;
        loop {
            self.pace.wait();
            tries += 1;
            match self.once(site, path, known, limit, on) {
                Ok(answer) => return Ok(answer),
                Err(Trouble::Lasting(error)) => return Err(error),
                Err(Trouble::Passing { error: FetchError::Status(status), after: Some(after) }) if after > PATIENCE => {
                    return Err(FetchError::Wait { status, seconds: after.as_secs() });
                }
                Err(Trouble::Passing { error, .. }) if tries == TRIES => {
                    return Err(match error {
                        FetchError::Status(status) => FetchError::Busy { status, tries },
                        error => error,
                    });
                }
                Err(Trouble::Passing { after, .. }) => {
                    thread::sleep(after.unwrap_or(pause));
                    pause *= 2;
                }
            }
        }
    }

    fn once(
        &self,
        site: &Site,
        path: &str,
        known: &Validators,
        limit: u64,
        on: &mut dyn FnMut(u64),
    ) -> Result<Reply, Trouble> {
        let agent = if site.is_plain() { &self.near } else { &self.far };
        let mut request = agent.get(site.at(path));
        for (name, value) in [("If-None-Match", &known.etag), ("If-Modified-Since", &known.last_modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let response = request.call().map_err(|error| self.unconnected(error, site, path))?;
        let is_known = known.etag.is_some() || known.last_modified.is_some();
        match response.status() {
            StatusCode::OK => file(response, limit, on),
            StatusCode::NOT_MODIFIED if is_known => Ok(Reply::Unchanged),
            StatusCode::FORBIDDEN => Err(FetchError::Forbidden.into()),
            StatusCode::NOT_FOUND => Err(FetchError::NotFound.into()),
            StatusCode::TOO_MANY_REQUESTS
            | StatusCode::INTERNAL_SERVER_ERROR
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT => {
                let error = FetchError::Status(response.status().as_u16());
                Err(Trouble::Passing { error, after: retry_after(response.headers()) })
            }
            status if status.is_redirection() && status != StatusCode::NOT_MODIFIED => {
                let to = text(response.headers(), "location").unwrap_or_default();
                Err(FetchError::Redirect(to.to_owned()).into())
            }
            status => Err(FetchError::Status(status.as_u16()).into()),
        }
    }

    /// Why a request brought no answer.
    fn unconnected(&self, error: ureq::Error, site: &Site, path: &str) -> Trouble {
        let proxy = self.proxy.as_ref().filter(|_| !site.is_plain());
        let proxy = proxy::on_the_way(proxy, &site.at(path));
        let what = match (&error, &proxy) {
            (ureq::Error::ConnectProxyFailed(what), Some(_)) => what.clone(),
            (ureq::Error::HostNotFound, _) => NO_HOST.to_owned(),
            (ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect), _) => "it does not answer in time".to_owned(),
            (ureq::Error::Io(error), _) if is_of_connecting(error) => error.to_string(),
            _ => return connection(error),
        };
        let end = proxy.map_or_else(|| End::Server(site.to_string()), End::Proxy);
        FetchError::Unreachable { end, what }.into()
    }
}

const NO_HOST: &str = "there is no such host";

/// Whether no connection was made, rather than one broken: nobody listens, there is no way, or the name has no address.
fn is_of_connecting(error: &io::Error) -> bool {
    use ErrorKind::{AddrNotAvailable, ConnectionRefused, HostUnreachable, NetworkDown, NetworkUnreachable};
    let is_named = matches!(
        error.kind(),
        ConnectionRefused | HostUnreachable | NetworkUnreachable | NetworkDown | AddrNotAvailable
    );
    // What the standard library says of a name that the system cannot look up, which has no kind of its own.
    is_named || error.to_string().starts_with("failed to lookup address information")
}

/// The file that an answer holds.
fn file(response: Response<Body>, limit: u64, on: &mut dyn FnMut(u64)) -> Result<Reply, Trouble> {
    let headers = response.headers();
    if text(headers, "content-type").is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/html"))
    {
        return Err(FetchError::WebPage.into());
    }
    let is_packed = match text(headers, "content-encoding").map(str::trim) {
        None | Some("" | "identity") => false,
        Some("gzip" | "x-gzip") => true,
        Some(other) => return Err(FetchError::Encoding(other.to_owned()).into()),
    };
    if response.body().content_length().is_some_and(|length| length > limit) {
        return Err(FetchError::TooLarge(limit).into());
    }
    let validator = |name| text(headers, name).filter(|value| value.len() <= LONGEST_VALIDATOR).map(str::to_owned);
    let validators = Validators { etag: validator("etag"), last_modified: validator("last-modified") };
    let bytes = body::read(response.into_body().into_reader(), is_packed, limit, on).map_err(|error| match error {
        BodyError::TooLarge(limit) => FetchError::TooLarge(limit).into(),
        BodyError::Bomb => FetchError::Bomb.into(),
        BodyError::NotGzip => FetchError::NotGzip.into(),
        BodyError::Truncated => Trouble::Passing { error: FetchError::Truncated, after: None },
        BodyError::Io(error) => connection(unwrapped(error)),
    })?;
    Ok(Reply::File(bytes, validators))
}

/// The error of the client that stands behind one of reading.
fn unwrapped(error: io::Error) -> ureq::Error {
    error.downcast::<ureq::Error>().unwrap_or_else(ureq::Error::Io)
}

/// What a failed connection means.
fn connection(error: ureq::Error) -> Trouble {
    match error {
        ureq::Error::Timeout(_) => FetchError::TimedOut.into(),
        ureq::Error::Rustls(error) => FetchError::Insecure(error.to_string()).into(),
        ureq::Error::Tls(error) => FetchError::Insecure(error.to_owned()).into(),
        ureq::Error::RequireHttpsOnly(address) => FetchError::Insecure(address).into(),
        ureq::Error::Io(error) => match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => FetchError::TimedOut.into(),
            ErrorKind::UnexpectedEof => Trouble::Passing { error: FetchError::Truncated, after: None },
            // What rustls finds wrong with a certificate.
            ErrorKind::InvalidData => FetchError::Insecure(error.to_string()).into(),
            _ => Trouble::Passing { error: FetchError::Connection(error.to_string()), after: None },
        },
        error => Trouble::Passing { error: FetchError::Connection(error.to_string()), after: None },
    }
}

/// A header, if it is there and is text.
fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// `Retry-After`: seconds, or a day and time, which is held against the server's own clock.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let after = text(headers, "retry-after")?.trim();
    if let Ok(seconds) = after.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let parser = DateTimeParser::new();
    let time = |text: &str| parser.parse_timestamp(text).ok();
    let wait = time(after)?.duration_since(time(text(headers, "date")?)?);
    Some(Duration::try_from(wait).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_when_to_come_back_in_seconds_or_by_its_clock() {
        let wait = |pairs: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, value.parse().unwrap());
            }
            retry_after(&headers)
        };
        let now = ("date", "Mon, 23 Nov 2026 12:00:00 GMT");
        assert_eq!(wait(&[("retry-after", "7")]), Some(Duration::from_secs(7)));
        assert_eq!(wait(&[("retry-after", "Mon, 23 Nov 2026 12:00:30 GMT"), now]), Some(Duration::from_secs(30)));
        assert_eq!(wait(&[("retry-after", "Mon, 23 Nov 2026 11:00:00 GMT"), now]), Some(Duration::ZERO));
        for other in ["soon", "-1", ""] {
            assert_eq!(wait(&[("retry-after", other), now]), None, "{other}");
        }
        assert_eq!(wait(&[now]), None);
    }
}
