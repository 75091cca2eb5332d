//! How the servers are spoken to, and that no other command speaks to any.

use std::time::{Duration, Instant};

#[cfg(unix)]
use super::commands::{examples, examples_in, inputs};
use super::server::{Server, answer};
use super::{ALPHABET, CONTACT, Folder, JSON, alphabet, as_ever, good_server, is_for_a_list, text};

#[test]
fn every_request_names_its_user() {
    let (server, folder) = (good_server(), Folder::new());
    folder.update(&server, "--company googl --company aapl");
    folder.update(&server, "--rates-only");
    let requests = server.requests();
    // Of each company its list of filings and its figures.
    assert_eq!(requests.len(), 6);
    let agent = format!("capex/{} ({CONTACT})", env!("CARGO_PKG_VERSION"));
    for request in requests {
        assert_eq!(request.header("user-agent"), Some(&*agent), "{}", request.path);
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
    }
}

#[test]
fn without_a_contact_nothing_is_asked() {
    let (server, folder) = (good_server(), Folder::new());
    let complaint = |words: &str| {
        let output = folder.run(&server, words);
        assert_eq!((output.status.code(), &*output.stdout), (Some(2), &b""[..]), "{words}");
        text(&output.stderr)
    };
    let without = complaint("update");
    assert!(without.contains("the SEC refuses programs that do not say who runs them"), "{without}");
    for typed in ["jane", "jane@", "@example.com", "jane@localhost", "a@b@c.d", "jane@.com"] {
        let said = format!("`{typed}` is not an e-mail address");
        assert!(complaint(&format!("update --contact {typed}")).contains(&said), "{typed}");
    }
    let evil = complaint("update --contact jané@example.com");
    assert_eq!(
        evil,
        "capex: `jané@example.com` cannot be sent as a contact; write an e-mail address in plain letters, such as `jane@example.com`\n"
    );
    let long = format!("{}@example.com", "x".repeat(320));
    for typed in ["a@b.c\r\nHost:evil", "a@b.c)", "a@b.c\x7f", &long] {
        assert!(complaint(&format!("update --contact {typed}")).contains("cannot be sent as a contact"), "{typed}");
    }
    assert!(complaint("update --contact a@b.c --as-of 2026-01-01").contains("--as-of"));
    assert_eq!(server.requests().len(), 0);
    assert_eq!(folder.files("home"), []);
}

#[test]
fn at_most_ten_requests_are_made_a_second() {
    let (server, folder) = (good_server(), Folder::new());
    let companies: Vec<String> = (1001..=1012).map(|cik| format!("--company T{cik}={cik}")).collect();
    let begun = Instant::now();
    folder.fails(&server, &companies.join(" "), 1);
    assert!(begun.elapsed() > Duration::from_secs(1));
    let times: Vec<Instant> = server.requests().iter().map(|request| request.at).collect();
    assert_eq!(times.len(), 24);
    for pair in times.windows(11) {
        assert!(pair[10].duration_since(pair[0]) >= Duration::from_secs(1));
    }
}

#[test]
fn a_busy_server_is_asked_again_when_it_says() {
    for status in ["429 Too Many Requests", "503 Service Unavailable"] {
        let server = Server::start(move |request, before, stream| match before {
            0 => answer(stream, status, &[("Retry-After", "1")], b"later"),
            _ => as_ever(request, stream),
        });
        let folder = Folder::new();
        let page = folder.update(&server, "--company googl");
        assert!(page.contains("new figures"), "{page}");
        let times: Vec<Instant> = server.requests().iter().map(|request| request.at).collect();
        assert_eq!(times.len(), 4, "both files are asked for twice");
        assert!(times[1].duration_since(times[0]) >= Duration::from_secs(1));
    }
}

#[test]
fn pauses_grow_and_tries_end() {
    let server = Server::start(|_, _, stream| answer(stream, "503 Service Unavailable", &[], b""));
    let folder = Folder::new();
    let complaint = folder.fails(&server, "--company googl", 1);
    assert!(complaint.contains(".json is busy (status 503) after 4 tries; try again later"), "{complaint}");
    let times: Vec<Instant> = server.requests().iter().map(|request| request.at).collect();
    let pauses: Vec<Duration> = times.windows(2).map(|pair| pair[1].duration_since(pair[0])).collect();
    assert_eq!(pauses.len(), 3);
    assert!(pauses[0] >= Duration::from_millis(500) && pauses[1] >= Duration::from_secs(1));
    assert!(pauses[2] >= Duration::from_secs(2));
}

#[test]
fn a_server_that_wants_an_hour_is_left_alone() {
    let server = Server::start(|_, _, stream| answer(stream, "429 Too Many Requests", &[("Retry-After", "3600")], b""));
    let folder = Folder::new();
    let complaint = folder.fails(&server, "--company googl", 1);
    assert!(complaint.contains(".json is busy (status 429); it asks to try again in 3600 seconds"), "{complaint}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_packed_answer_is_unpacked() {
    let server = Server::start(|request, _, stream| match request.path.as_str() {
        ALPHABET => {
            let packed = super::refused::packed(&alphabet());
            answer(stream, "200 OK", &[JSON, ("Content-Encoding", "gzip")], &packed);
        }
        _ => as_ever(request, stream),
    });
    let folder = Folder::new();
    assert!(folder.update(&server, "--company googl").contains("new figures"));
}

#[test]
fn two_updates_do_not_write_at_once() {
    let server = Server::start(|request, _, stream| {
        std::thread::sleep(Duration::from_secs(2));
        as_ever(request, stream);
    });
    let folder = Folder::new();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| folder.update(&server, "--company googl"));
        std::thread::sleep(Duration::from_secs(1));
        let output = folder.run(&server, &format!("update --contact {CONTACT} --company meta"));
        assert_eq!(output.status.code(), Some(1));
        let home = folder.path("home");
        let said = format!("capex: another program is writing to `{}`; try again when it is done\n", home.display());
        assert_eq!(text(&output.stderr), said);
        assert!(first.join().expect("a run").contains("new figures"));
    });
}

#[cfg(unix)]
#[test]
fn no_other_command_opens_a_connection() {
    let (server, folder) = (good_server(), inputs());
    let examples = examples().into_iter().map(|example| example.to_string());
    for words in examples.chain(["--version", "update --help", "totals -y 2025 -x CNY"].map(str::to_owned)) {
        let output = folder.run(&server, &words);
        assert!(matches!(output.status.code(), Some(0 | 5)), "{words}: {}", text(&output.stderr));
    }
    assert_eq!(server.requests().len(), 0);
    // What `capex add` wrote, and its lock.
    let written = folder.files("home");
    assert!(written.iter().all(|(name, _)| name == ".lock" || name.starts_with("own/")), "{written:?}");
}

/// The examples of the help, run as they stand but for the place they fetch from.
#[cfg(unix)]
#[test]
fn every_example_in_the_help_runs() {
    let server = Server::start(|request, _, stream| {
        if is_for_a_list(request) {
            return as_ever(request, stream);
        }
        let (file, cik) = match request.path.rsplit('/').next().unwrap_or_default() {
            "CIK0001018724.json" => ("amazon-tags.json", 1_018_724),
            "CIK0000789019.json" => ("alphabet.json", 789_019),
            "CIK0001045810.json" => ("nvidia-tags.json", 1_045_810),
            _ => return as_ever(request, stream),
        };
        let mut file: serde_json::Value = serde_json::from_slice(&super::fixture(file)).expect("JSON");
        file["cik"] = cik.into();
        answer(stream, "200 OK", &[JSON], file.to_string().as_bytes());
    });
    let folder = Folder::new();
    let help = text(&folder.run(&server, "update --help").stdout);
    let examples = examples_in(&help);
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_capex")).parent().expect("a folder").display();
    for typed in &examples {
        let output = std::process::Command::new("sh")
            .args(["-c", typed])
            .current_dir(&folder.0)
            .env("PATH", format!("{program}:{}", std::env::var("PATH").unwrap_or_default()))
            .env("CAPEX_HOME", folder.path("home"))
            .env("CAPEX_SEC_URL", &server.url)
            .env("CAPEX_ECB_URL", &server.url)
            .output()
            .expect("sh");
        assert!(output.status.success(), "`{typed}`: {}{}", text(&output.stdout), text(&output.stderr));
    }
    assert_eq!(examples.len(), 5, "{help}");
}
