//! Answers that are no good: each is named, and the folder stays as it was.

use std::io::Write as _;
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::server::{Request, Server, answer, head};
use super::{ALPHABET, CONTACT, Folder, JSON, RATES, alphabet, as_ever, good_server, text};

pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// The complaint about an answer to a request for Alphabet's figures, after an update that worked.
#[track_caller]
fn complaint(bad: impl Fn(&Request, &mut TcpStream) + Send + Sync + 'static) -> String {
    let folder = Folder::new();
    folder.update(&good_server(), "--company meta --company aapl");
    let server = Server::start(move |request, _, stream| match request.path.as_str() {
        ALPHABET => bad(request, stream),
        _ => as_ever(request, stream),
    });
    folder.fails(&server, "--company googl --timeout 1", 1)
}

#[track_caller]
fn says(complaint: &str, words: &str) {
    assert!(complaint.starts_with("capex: Alphabet could not be updated: "), "{complaint}");
    assert!(complaint.contains(words), "{complaint}");
}

#[test]
fn statuses_are_told_apart() {
    let status = |status: &'static str| complaint(move |_, stream| answer(stream, status, &[], b"<html>no</html>"));
    says(&status("403 Forbidden"), "refuses (403); the SEC wants an address it can reach (--contact)");
    says(&status("404 Not Found"), "the SEC has no XBRL figures of CIK 1652044 (404)");
    says(&status("418 I'm a teapot"), "answers with status 418");
    says(&status("304 Not Modified"), "answers with status 304");
    says(&status("206 Partial Content"), "answers with status 206");
}

#[test]
fn redirects_are_not_followed() {
    for to in ["http://example.com/x.json", "https://example.com/x.json", "file:///etc/passwd"] {
        let said = complaint(move |_, stream| answer(stream, "302 Found", &[("Location", to)], b""));
        says(&said, &format!("points to `{to}`"));
    }
}

#[test]
fn what_is_not_this_companys_json_is_refused() {
    let body = |kind: &'static str, body: &'static str| {
        complaint(move |_, stream| answer(stream, "200 OK", &[("Content-Type", kind)], body.as_bytes()))
    };
    says(&body("text/html; charset=utf-8", "<html></html>"), "a web page, not with data");
    says(&body("application/json", "<html></html>"), "a web page, not JSON");
    says(&body("application/json", ""), "the file is empty");
    says(&body("application/json", "{\"cik\":1652044,"), "the file ends too early");
    says(&body("application/json", "[1,2]"), "a company's facts");
    says(&body("application/json", "\u{feff}nonsense"), "not JSON");
    says(&body("application/json", "{\"cik\":1652044,\"entityName\":\"A\",\"facts\":{}}"), "none of the tags");
    let other = complaint(|_, stream| answer(stream, "200 OK", &[JSON], &super::fixture("meta.json")));
    says(&other, "is of CIK 1326801, not 1652044");
    let bytes = complaint(|_, stream| answer(stream, "200 OK", &[JSON], b"{\"cik\":\xff}"));
    says(&bytes, "not UTF-8 text");
}

#[test]
fn an_answer_that_breaks_off_is_asked_for_again_and_then_refused() {
    let said = complaint(|_, stream| {
        head(stream, "200 OK", &[JSON], Some(1_000_000));
        let _ = stream.write_all(&alphabet());
    });
    says(&said, "breaks off");
    let said = complaint(|_, stream| {
        head(stream, "200 OK", &[JSON, ("Transfer-Encoding", "chunked")], None);
        let _ = stream.write_all(b"10\r\n{\"cik\":16520");
    });
    says(&said, "breaks off");
    let said = complaint(|_, stream| {
        let whole = packed(&alphabet());
        answer(stream, "200 OK", &[JSON, ("Content-Encoding", "gzip")], &whole[..whole.len() - 9]);
    });
    says(&said, "breaks off");
}

#[test]
fn a_slow_server_is_given_up() {
    let begun = Instant::now();
    let said = complaint(|_, _| thread::sleep(Duration::from_secs(20)));
    says(&said, "does not answer in time");
    let said = complaint(|_, stream| {
        head(stream, "200 OK", &[JSON], Some(1_000_000));
        let _ = stream.write_all(b"{\"cik\":");
        thread::sleep(Duration::from_secs(20));
    });
    says(&said, "does not answer in time");
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
    says(&said, "larger than 256 megabytes");
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
    says(&said, "larger than 256 megabytes");
}

#[test]
fn a_bomb_does_not_go_off() {
    let bomb = packed(&vec![b' '; 32 << 20]);
    let said = complaint(move |_, stream| {
        answer(stream, "200 OK", &[JSON, ("Content-Encoding", "gzip")], &bomb);
    });
    says(&said, "unpacks without end");
    let said = complaint(|_, stream| {
        answer(stream, "200 OK", &[JSON, ("Content-Encoding", "gzip")], b"{\"cik\":1652044,\"facts\":{}}");
    });
    says(&said, "cannot be unpacked");
    let said = complaint(|_, stream| answer(stream, "200 OK", &[JSON, ("Content-Encoding", "br")], b"x"));
    says(&said, "the encoding `br`");
}

#[test]
fn rates_that_are_none_are_refused() {
    for (body, words) in [
        (&b"<html>"[..], "not a whole zip file"),
        (b"", "not a whole zip file"),
        (b"PK\x03\x04broken", "not a whole zip file"),
    ] {
        let server = Server::start(move |_, _, stream| answer(stream, "200 OK", &[], body));
        let folder = Folder::new();
        folder.update(&good_server(), "--rates-only");
        let said = folder.fails(&server, "--rates-only", 1);
        assert!(said.contains("Exchange rates could not be updated") && said.contains(words), "{said}");
        assert!(server.requests().iter().all(|request| request.path == RATES));
    }
}

#[test]
fn nobody_there_is_told() {
    let folder = Folder::new();
    let output = folder.run_at("http://127.0.0.1:9", &format!("update --contact {CONTACT} --company googl"));
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("the connection to http://127.0.0.1:9/"), "{}", text(&output.stderr));
    assert_eq!(folder.files(), []);
    assert!(!folder.home("").exists());
}

#[test]
fn plain_http_to_another_machine_is_refused() {
    let folder = Folder::new();
    for url in ["http://data.sec.gov", "http://192.0.2.1:80", "http://localhost.example.com"] {
        let output = folder.run_at(url, &format!("update --contact {CONTACT}"));
        assert_eq!(output.status.code(), Some(2), "{url}");
        assert!(text(&output.stderr).contains("is plain HTTP, which is for this machine only"), "{url}");
    }
    for url in ["nonsense", "ftp://127.0.0.1", "http://127.0.0.1@example.com"] {
        let output = folder.run_at(url, &format!("update --contact {CONTACT}"));
        assert_eq!(output.status.code(), Some(2), "{url}");
        assert!(text(&output.stderr).contains("is no address to fetch from"), "{url}");
    }
    assert_eq!(folder.files(), []);
}
