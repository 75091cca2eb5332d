//! Without a network, or with a proxy that is none: said once, and at once.

use std::net::TcpListener;
use std::process::Output;
use std::thread;
use std::time::{Duration, Instant};

use assert_cmd::Command;

use super::server::answer;
use super::{CONTACT, Folder, PATIENCE, as_ever, capex, text};

/// A place on this machine where nobody listens.
const NOBODY: &str = "http://127.0.0.1:9";

/// What Linux says of it.
const REFUSED: &str = "Connection refused (os error 111)";

/// Where the servers are, and what stands in the environment.
#[track_caller]
fn run(folder: &Folder, [sec, bank]: [&str; 2], proxies: &[(&str, &str)], words: &str) -> Output {
    let mut command = Command::from_std(capex());
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    let output = command
        .args(["update", "--contact", CONTACT])
        .args(words.split_whitespace())
        .env("CAPEX_HOME", folder.path("home"))
        .env("CAPEX_SEC_URL", sec)
        .env("CAPEX_ECB_URL", bank)
        .env("LC_ALL", "C.UTF-8")
        .envs(proxies.iter().copied())
        .timeout(PATIENCE)
        .output()
        .expect("a run");
    assert!(!text(&output.stderr).contains("panicked"), "{}", text(&output.stderr));
    output
}

/// The one line that a run complains in.
#[track_caller]
fn complaint(output: &Output, code: i32) -> String {
    let said = text(&output.stderr);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(code), String::new()), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

#[test]
fn no_network_is_said_once_and_at_once() {
    let folder = Folder::new();
    let begun = Instant::now();
    let said = complaint(&run(&folder, [NOBODY; 2], &[], ""), 1);
    assert_eq!(
        said.replace(REFUSED, "REFUSED"),
        format!(
            "capex: nothing could be updated: no connection to {NOBODY}: REFUSED (is there a network?)
"
        )
    );
    assert!(said.ends_with(" (is there a network?)\n") && said.matches(NOBODY).count() == 1, "{said}");
    let other = "http://127.0.0.2:9";
    let said = complaint(&run(&folder, [NOBODY, other], &[], ""), 1);
    assert!(said.contains(&format!("no connection to {NOBODY} and {other}: ")), "{said}");
    let said = complaint(&run(&folder, [NOBODY; 2], &[], "--company googl"), 1);
    assert!(said.starts_with(&format!("capex: Alphabet could not be updated: no connection to {NOBODY}: ")), "{said}");
    let said = complaint(&run(&folder, [NOBODY; 2], &[], "--company nvda"), 1);
    assert!(said.starts_with(&format!("capex: no list of companies: no connection to {NOBODY}: ")), "{said}");
    // No name ends in this (RFC 6761), with or without a network.
    let said = complaint(&run(&folder, ["https://sec.invalid", "https://bank.invalid"], &[], "--timeout 5"), 1);
    assert!(said.starts_with("capex: nothing could be updated: no connection to https://sec.invalid"), "{said}");
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    assert!(!folder.path("home").exists());
}

#[test]
fn what_another_server_has_comes_all_the_same() {
    let server = super::server::Server::start(|request, _, stream| as_ever(request, stream));
    let folder = Folder::new();
    let output = run(&folder, [NOBODY, &server.url], &[("COLUMNS", "400")], "");
    let page = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        page.contains("Amazon, Microsoft, Alphabet, Meta and Oracle could not be updated: no connection to"),
        "{page}"
    );
    assert!(page.contains("Exchange rates  new days") && page.matches("no connection").count() == 1, "{page}");
}

#[test]
fn a_server_that_fails_for_a_moment_is_asked_again() {
    // The connection is made, and broken off: that is no lack of a network.
    let server = super::server::Server::start(|request, before, stream| {
        if before > 0 {
            as_ever(request, stream);
        }
    });
    let folder = Folder::new();
    let output = run(&folder, [&server.url; 2], &[], "--company googl");
    assert!(output.status.success(), "{}", text(&output.stderr));
}

#[test]
fn a_proxy_that_refuses_is_named_as_the_proxy() {
    let far = ["https://sec.invalid", "https://bank.invalid"];
    for (variable, proxy) in [
        ("HTTPS_PROXY", "http://127.0.0.1:9"),
        ("https_proxy", "127.0.0.1:9"),
        ("ALL_PROXY", "http://jane:secret@127.0.0.1:9"),
    ] {
        let begun = Instant::now();
        let folder = Folder::new();
        let said = complaint(&run(&folder, far, &[(variable, proxy)], ""), 1);
        assert_eq!(
            said.replace(REFUSED, "REFUSED"),
            "capex: nothing could be updated: no connection through the proxy `127.0.0.1:9`: REFUSED; see `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`
"
        );
        assert!(begun.elapsed() < Duration::from_secs(3));
    }

    // One that is there, and lets nobody through.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let proxy = listener.local_addr().expect("an address").to_string();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            answer(&mut stream, "407 Proxy Authentication Required", &[], b"");
            thread::sleep(Duration::from_secs(1));
        }
    });
    let said = complaint(&run(&Folder::new(), far, &[("HTTPS_PROXY", &format!("http://{proxy}"))], ""), 1);
    assert!(said.contains(&format!("no connection through the proxy `{proxy}`: ")) && said.contains("407"), "{said}");

    // What needs no proxy does not ask one.
    let said = complaint(
        &run(&Folder::new(), far, &[("HTTPS_PROXY", "http://127.0.0.1:9"), ("NO_PROXY", "*")], "--timeout 5"),
        1,
    );
    assert!(said.contains("no connection to https://sec.invalid") && !said.contains("proxy"), "{said}");
}

#[test]
fn a_proxy_that_cannot_be_used_is_an_error() {
    for (variable, proxy, shown) in [
        ("HTTPS_PROXY", "a b", "a b"),
        ("https_proxy", "http://", "http://"),
        ("HTTPS_PROXY", "://", "://"),
        ("HTTPS_PROXY", "/x", "/x"),
        ("HTTPS_PROXY", "socks5://127.0.0.1:1080", "socks5://127.0.0.1:1080"),
        ("ALL_PROXY", "ftp://jane:secret@proxy", "proxy"),
    ] {
        let said = complaint(&run(&Folder::new(), ["https://sec.invalid", NOBODY], &[(variable, proxy)], ""), 2);
        assert_eq!(
            said,
            format!(
                "capex: `{variable}` is `{shown}`, which is not the address of an HTTP proxy; write one such as `http://proxy.example.com:8080`, or unset it\n"
            )
        );
    }
}
