//! `capex update`, through the binary, against a server on this machine.
//!
//! The newest quarter is made up (`to_come.rs`); the other figures are those of `tests/fixtures/companyfacts/`.

#![cfg(feature = "update")]

#[cfg(unix)]
#[path = "../common/commands.rs"]
mod commands;
#[path = "../common/mod.rs"]
mod common;
mod course;
mod filings;
mod healing;
mod manners;
#[cfg(target_os = "linux")]
mod offline;
mod overlay;
mod quarter;
mod refused;
mod server;
mod to_come;
mod trust;

use std::fs;
use std::io::{Cursor, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::Output;
use std::time::Duration;

use assert_cmd::Command;
use common::{Folder, capex, text};
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use server::{Request, Server, answer};
use to_come::to_come;

/// A run that takes longer hangs.
const PATIENCE: Duration = Duration::from_mins(1);

const CONTACT: &str = "test@example.com";

/// Updates go into `home` of the folder.
impl Folder {
    /// Runs `capex` here with a server at hand; the words are split at spaces.
    #[track_caller]
    fn run(&self, server: &Server, words: &str) -> Output {
        self.run_at(&server.url, words)
    }

    #[track_caller]
    fn run_at(&self, url: &str, words: &str) -> Output {
        let output = Command::from_std(capex())
            .args(to_come(words).split(' ').filter(|word| !word.is_empty()))
            .current_dir(&self.0)
            .env("CAPEX_HOME", self.path("home"))
            .env("CAPEX_SEC_URL", url)
            .env("CAPEX_ECB_URL", url)
            .env("CAPEX_TODAY", to_come("2026-11-30"))
            .env("LC_ALL", "C.UTF-8")
            .env("COLUMNS", "400")
            .timeout(PATIENCE)
            .output()
            .expect("a run");
        let complaint = text(&output.stderr);
        assert!(!complaint.contains("panicked"), "{complaint}");
        output
    }

    /// What an update prints; it must succeed.
    #[track_caller]
    fn update(&self, server: &Server, words: &str) -> String {
        let output = self.run(server, &format!("update --contact {CONTACT} {words}"));
        assert!(output.status.success(), "{words}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// Runs an update that must fail as a whole, printing nothing and leaving the folder as it was; the complaint.
    #[track_caller]
    fn fails(&self, server: &Server, words: &str, code: i32) -> String {
        let before = self.files("home");
        let output = self.run(server, &format!("update --contact {CONTACT} {words}"));
        assert_eq!(output.status.code(), Some(code), "{words}: {}", text(&output.stderr));
        assert_eq!(text(&output.stdout), "", "{words} fails, yet prints");
        assert!(self.files("home") == before, "{words} fails, yet changes the folder");
        text(&output.stderr)
    }
}

/// A file of the import's fixtures.
fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/companyfacts").join(name)).expect("a fixture")
}

/// Alphabet's file with a quarter to come: purchases of 50.0 bn, after 80.598 bn in the first half of 2026.
fn alphabet() -> Vec<u8> {
    let mut file: Value = serde_json::from_slice(&fixture("alphabet.json")).expect("JSON");
    let purchases = &mut file["facts"]["us-gaap"]["PaymentsToAcquirePropertyPlantAndEquipment"]["units"]["USD"];
    let new = json!({
        "start": "2026-01-01", "end": "2026-09-30", "val": 130_598_000_000_i64,
        "accn": "0001652044-26-000999", "form": "10-Q", "filed": "2026-10-28",
    });
    let new = serde_json::from_str(&to_come(&new.to_string())).expect("JSON");
    purchases.as_array_mut().expect("a list").push(new);
    file.to_string().into_bytes()
}

/// The bank's zip: the last bundled day, and two after it.
fn rates() -> Vec<u8> {
    zipped(
        "Date,USD,JPY,BGN,CNY,\n2026-11-03,1.12,176.1,N/A,7.44,\n2026-11-02,1.11,176,N/A,7.43,\n\
        2026-10-30,1.1172,175.68,N/A,7.4326,\n",
    )
}

/// A zip of the bank's one file.
fn zipped(text: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("eurofxref-hist.csv", SimpleFileOptions::default()).expect("a file");
    writer.write_all(to_come(text).as_bytes()).expect("memory");
    writer.finish().expect("memory").into_inner()
}

const TICKERS: &[u8] = br#"{"0":{"cik_str":320193,"ticker":"AAPL","title":"Apple Inc."},
    "1":{"cik_str":1045810,"ticker":"NVDA","title":"NVIDIA CORP"},
    "2":{"cik_str":1652044,"ticker":"GOOGL","title":"Alphabet Inc."},
    "3":{"cik_str":99,"ticker":"../X","title":"Applied Paths"},
    "4":{"cik_str":98,"ticker":"APR","title":"Applied Roads"}}"#;

const ALPHABET: &str = "/api/xbrl/companyfacts/CIK0001652044.json";
const META: &str = "/api/xbrl/companyfacts/CIK0001326801.json";
const APPLE: &str = "/api/xbrl/companyfacts/CIK0000320193.json";
const ORACLE: &str = "/api/xbrl/companyfacts/CIK0001341439.json";
/// What the bundled data has, so that there is nothing new.
const ORACLE_FACTS: &[u8] = br#"{"cik":1341439,"entityName":"ORACLE CORP","facts":{"us-gaap":{"NetIncomeLoss":{"units":{"USD":[
    {"start":"2025-06-01","end":"2026-05-31","val":17087000000,"accn":"0001193125-26-277521","form":"10-K","filed":"2026-06-22"}]}}}}}"#;
const RATES: &str = "/stats/eurofxref/eurofxref-hist.zip";
const LIST: &str = "/files/company_tickers.json";
const JSON: (&str, &str) = ("Content-Type", "application/json");

/// Answers as the SEC and the bank would; what has not changed since the version asked about is not sent again.
fn as_ever(request: &Request, stream: &mut TcpStream) {
    let body = match request.path.as_str() {
        ALPHABET => alphabet(),
        META => fixture("meta.json"),
        APPLE => fixture("apple-53-weeks.json"),
        ORACLE => ORACLE_FACTS.to_vec(),
        RATES => rates(),
        LIST => TICKERS.to_vec(),
        _ => return answer(stream, "404 Not Found", &[("Content-Type", "application/xml")], b"<Error/>"),
    };
    let etag = format!("\"{}-1\"", body.len());
    if request.header("if-none-match") == Some(&etag) {
        return answer(stream, "304 Not Modified", &[("ETag", &etag)], b"");
    }
    answer(stream, "200 OK", &[JSON, ("ETag", &etag)], &body);
}

/// Whether a request is for the list of a company's filings, of which most tests have none.
fn is_for_a_list(request: &Request) -> bool {
    request.path.starts_with("/submissions/")
}

/// A server that answers as ever.
fn good_server() -> Server {
    Server::start(|request, _, stream| as_ever(request, stream))
}
