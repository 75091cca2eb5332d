//! Answers that are no good: each is named, and the folder stays as it was.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, Stream};

use super::server::{Request, Server, answer, head};
use super::{ALPHABET, CONTACT, Folder, JSON, LIST, RATES, alphabet, as_ever, good_server, text, zipped};

pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// The complaint about an answer to a request for Alphabet's figures, after an update that worked; the file's address is
/// `THE FILE`.
#[track_caller]
fn complaint(bad: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> String {
    let folder = Folder::new();
    folder.update(&good_server(), "--company meta --company aapl");
    let server = Server::start(move |request, _, stream| match request.path.as_str() {
        ALPHABET => bad(request, stream),
        _ => as_ever(request, stream),
    });
    let said = folder.fails(&server, "--company googl --timeout 1", 1);
    said.replace(&format!("{}{ALPHABET}", server.url), "THE FILE")
}

#[track_caller]
fn says(complaint: &str, words: &str) {
    assert_eq!(complaint, format!("capex: Alphabet could not be updated: {words}\n"));
}

#[test]
fn statuses_are_told_apart() {
    let status = |status: &'static str| complaint(move |_, stream| answer(stream, status, &[], b"<html>no</html>"));
    says(
        &status("403 Forbidden"),
        "THE FILE refused the request (403); the SEC requires an address it can reach (--contact) and blocks frequent requests: wait ten minutes",
    );
    says(&status("404 Not Found"), "the SEC has no XBRL figures of CIK 1652044 (404)");
    says(&status("418 I'm a teapot"), "THE FILE answers with status 418");
    says(&status("304 Not Modified"), "THE FILE answers with status 304");
    says(&status("206 Partial Content"), "THE FILE answers with status 206");
}

#[test]
fn redirects_are_not_followed() {
    for to in ["http://example.com/x.json", "https://example.com/x.json", "file:///etc/passwd"] {
        let said = complaint(move |_, stream| answer(stream, "302 Found", &[("Location", to)], b""));
        says(&said, &format!("THE FILE points to `{to}`, and capex follows no redirects"));
    }
}

#[test]
fn what_is_not_this_companys_json_is_refused() {
    let body = |kind: &'static str, body: &'static str| {
        complaint(move |_, stream| answer(stream, "200 OK", &[("Content-Type", kind)], body.as_bytes()))
    };
    says(&body("text/html; charset=utf-8", "<html></html>"), "THE FILE answers with a web page, not with data");
    says(
        &body("application/json", "<html></html>"),
        "THE FILE:1:1: a web page, not JSON (the SEC sends one when it refuses a request); fetch the file again",
    );
    says(&body("application/json", ""), "THE FILE:1:1: the file is empty");
    says(
        &body("application/json", "{\"cik\":1652044,"),
        "THE FILE:1:15: the file is cut off: EOF while parsing a value",
    );
    says(
        &body("application/json", "[1,2]"),
        "THE FILE:1:1: invalid type: sequence, expected a company's facts: an object with `cik`, `entityName` and `facts`",
    );
    says(&body("application/json", "\u{feff}nonsense"), "THE FILE:1:2: not JSON: expected ident");
    says(
        &body("application/json", "{\"cik\":1652044,\"entityName\":\"A\",\"facts\":{}}"),
        "THE FILE: the file has none of the tags that hold a metric (data/tags.csv lists them)",
    );
    let other = complaint(|_, stream| answer(stream, "200 OK", &[JSON], &super::fixture("meta.json")));
    says(&other, "THE FILE is for CIK 1326801, not 1652044");
    let bytes = complaint(|_, stream| answer(stream, "200 OK", &[JSON], b"{\"cik\":\xff}"));
    says(&bytes, "THE FILE:1:8: not UTF-8 text");
}

#[test]
fn an_answer_that_breaks_off_is_asked_for_again_and_then_refused() {
    let said = complaint(|_, stream| {
        head(stream, "200 OK", &[JSON], Some(1_000_000));
        let _ = stream.write_all(&alphabet());
    });
    says(&said, "the answer of THE FILE is cut off; try again");
    let said = complaint(|_, stream| {
        head(stream, "200 OK", &[JSON, ("Transfer-Encoding", "chunked")], None);
        let _ = stream.write_all(b"10\r\n{\"cik\":16520");
    });
    says(&said, "the answer of THE FILE is cut off; try again");
    let said = complaint(|_, stream| {
        let whole = packed(&alphabet());
        answer(stream, "200 OK", &[JSON, ("Content-Encoding", "gzip")], &whole[..whole.len() - 9]);
    });
    says(&said, "the answer of THE FILE is cut off; try again");
}

#[test]
fn an_answer_that_is_no_http_is_refused() {
    let said = complaint(|_, stream| {
        let _ = stream.write_all(b"220 mail.example.com ESMTP\r\n\r\n");
    });
    says(&said, "the connection to THE FILE failed: protocol: http parse fail: invalid HTTP version");
}

#[test]
fn a_slow_server_is_given_up() {
    let begun = Instant::now();
    let said = complaint(|_, _| thread::sleep(Duration::from_secs(20)));
    says(&said, "THE FILE does not answer in time; try again, or use a longer --timeout");
    let said = complaint(|_, stream| {
        head(stream, "200 OK", &[JSON], Some(1_000_000));
        let _ = stream.write_all(b"{\"cik\":");
        thread::sleep(Duration::from_secs(20));
    });
    says(&said, "THE FILE does not answer in time; try again, or use a longer --timeout");
    assert!(begun.elapsed() < Duration::from_secs(18));
}

#[test]
fn a_gigabyte_is_refused_before_it_is_read() {
    let said = complaint(|_, stream| {
        head(stream, "200 OK", &[JSON], Some(1 << 30));
        let megabyte = vec![b' '; 1 << 20];
        for _ in 0..1 << 10 {
            if stream.write_all(&megabyte).is_err() {
                return;
            }
        }
    });
    says(&said, "the answer of THE FILE is larger than 256 megabytes, the limit for such a file");
}

#[test]
fn a_body_without_end_is_refused_at_the_limit() {
    let said = complaint(|_, stream| {
        head(stream, "200 OK", &[JSON, ("Transfer-Encoding", "chunked")], None);
        let megabyte = vec![b' '; 1 << 20];
        let mut chunk = b"100000\r\n".to_vec();
        chunk.extend(&megabyte);
        chunk.extend(b"\r\n");
        while stream.write_all(&chunk).is_ok() {}
    });
    says(&said, "the answer of THE FILE is larger than 256 megabytes, the limit for such a file");
}

#[test]
fn a_bomb_does_not_go_off() {
    let bomb = packed(&vec![b' '; 32 << 20]);
    let said = complaint(move |_, stream| {
        answer(stream, "200 OK", &[JSON, ("Content-Encoding", "gzip")], &bomb);
    });
    says(&said, "the answer of THE FILE keeps growing when unpacked: a zip bomb?");
    let said = complaint(|_, stream| {
        answer(stream, "200 OK", &[JSON, ("Content-Encoding", "gzip")], b"{\"cik\":1652044,\"facts\":{}}");
    });
    says(&said, "the answer of THE FILE cannot be unpacked");
    let said = complaint(|_, stream| answer(stream, "200 OK", &[JSON, ("Content-Encoding", "br")], b"x"));
    says(&said, "THE FILE answers in the encoding `br`, which was not asked for");
}

#[test]
fn rates_that_are_none_are_refused() {
    let per_dollar = zipped("date,currency,per_usd\n2026-11-02,EUR,0.9\n");
    for (body, words) in [
        (b"<html>".to_vec(), "not a whole zip file"),
        (Vec::new(), "not a whole zip file"),
        (b"PK\x03\x04broken".to_vec(), "not a whole zip file"),
        (per_dollar, "not the history of the European Central Bank: no rates for one euro"),
    ] {
        let server = Server::start(move |_, _, stream| answer(stream, "200 OK", &[], &body));
        let folder = Folder::new();
        folder.update(&good_server(), "--rates-only");
        let said = folder.fails(&server, "--rates-only", 1);
        assert!(said.contains("Exchange rates could not be updated") && said.contains(words), "{said}");
        assert!(server.requests().iter().all(|request| request.path == RATES));
    }
}

#[test]
fn a_list_of_tickers_that_is_none_is_refused() {
    let said = |status: &'static str, body: &'static str| {
        let folder = Folder::new();
        let server = Server::start(move |_, _, stream| answer(stream, status, &[JSON], body.as_bytes()));
        folder.fails(&server, "--company aapl", 1).replace(&format!("{}{LIST}", server.url), "THE LIST")
    };
    assert_eq!(said("404 Not Found", ""), "capex: no list of companies: THE LIST has no such file (404)\n");
    assert_eq!(
        said("200 OK", "{\"0\":\n\"AAPL\"}"),
        "capex: no list of companies: THE LIST:2:6: invalid type: string \"AAPL\", expected a filer of the SEC's list of tickers: an object with `cik_str`, `ticker` and `title`\n"
    );
}

/// Only a certificate that a public authority has signed will do, and nothing is sent before it is seen.
#[test]
fn a_certificate_of_the_servers_own_making_is_refused() {
    let of_its_own = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::try_from(of_its_own.signing_key.serialize_der()).expect("a key");
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![of_its_own.cert.der().clone()], key)
        .map(Arc::new)
        .expect("a server's side of TLS");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("https://{}", listener.local_addr().expect("an address"));
    let received = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        let mut connection = ServerConnection::new(config).expect("a connection");
        let mut request = Vec::new();
        let ended = Stream::new(&mut connection, &mut stream).read_to_end(&mut request);
        (request, ended.is_err())
    });
    let folder = Folder::new();
    let output = folder.run_at(&url, &format!("update --contact {CONTACT} --company googl"));
    assert_eq!(
        text(&output.stderr).replace(&url, "SERVER"),
        format!(
            "capex: Alphabet could not be updated: the connection to SERVER/submissions/CIK0001652044.json is not secure: \
             invalid peer certificate: UnknownIssuer\n"
        )
    );
    assert_eq!(received.join().expect("the server"), (Vec::new(), true));
    assert_eq!((output.status.code(), folder.files("home")), (Some(1), Vec::new()));
}

#[test]
fn plain_http_to_another_machine_is_refused() {
    let folder = Folder::new();
    for url in [
        "http://data.sec.gov",
        "http://10.0.0.1",
        "http://192.0.2.1:80",
        "http://localhost.example.com",
        "http://127.0.0.1.nip.io",
    ] {
        let output = folder.run_at(url, &format!("update --contact {CONTACT}"));
        assert_eq!(output.status.code(), Some(2), "{url}");
        assert!(text(&output.stderr).contains("is plain HTTP, which is allowed for this machine only"), "{url}");
    }
    for url in [
        "nonsense",
        "ftp://127.0.0.1",
        "http://127.0.0.1@example.com",
        "https://a.b?c",
        "https://a.b#c",
        "file:///etc/passwd",
    ] {
        let output = folder.run_at(url, &format!("update --contact {CONTACT}"));
        assert_eq!(output.status.code(), Some(2), "{url}");
        let said =
            format!("capex: `{url}` is not an address to fetch from; write one such as `https://data.sec.gov`\n");
        assert_eq!(text(&output.stderr), said);
    }
    assert_eq!(folder.files("home"), []);
}
