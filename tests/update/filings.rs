//! The list of a company's filings and their instances: a quarter that only the instance has, what companyfacts lack, and what
//! becomes of the rest where a file is not there, cut, or of another company.

use std::net::TcpStream;

use serde_json::json;

use super::server::{Request, Server, answer, head};
use super::{ALPHABET, APPLE, CONTACT, Folder, JSON, alphabet, as_ever, fixture, text, to_come};

const LIST: &str = "/submissions/CIK0001652044.json";
const FILING: &str = "/Archives/edgar/data/1652044/000165204426000999/";
const XML: (&str, &str) = ("Content-Type", "application/xml");

/// Alphabet's filings: a report to come, its results the day before, and the newest report that companyfacts have.
fn list() -> Vec<u8> {
    let list = json!({"cik": "0001652044", "name": "Alphabet Inc.", "filings": {"files": [], "recent": {
        "accessionNumber": ["0001652044-26-001001", "0001652044-26-000999", "0001652044-26-000998", "0001652044-26-000071"],
        "filingDate": ["2026-10-29", "2026-10-28", "2026-10-27", "2026-07-23"],
        "reportDate": ["2026-10-28", "2026-09-30", "2026-10-27", "2026-06-30"],
        "form": ["4", "10-Q", "8-K", "10-Q"],
        "items": ["", "", "2.02,9.01", ""],
        "primaryDocument": ["xslF345X05/form4.xml", "goog-20260930.htm", "goog-20261027.htm", "goog-20260630.htm"],
    }}});
    to_come(&list.to_string()).into_bytes()
}

/// The instance of the report to come. Made up: revenue 130.0 bn, Google Cloud 27.0 bn with 9.5 bn of income in the quarter, and
/// in nine months purchases of 130.598 bn, of which the quarter is 50.0 bn.
fn instance() -> String {
    let fact = |name: &str, context: &str, value: u64| {
        format!(r#"<us-gaap:{name} contextRef="{context}" unitRef="usd" decimals="-6">{value}</us-gaap:{name}>"#)
    };
    let context = |id: &str, start: &str, segment: &str| {
        format!(
            r#"<context id="{id}"><entity><identifier scheme="http://www.sec.gov/CIK">0001652044</identifier>{segment}</entity><period><startDate>{start}</startDate><endDate>2026-09-30</endDate></period></context>"#
        )
    };
    let member = |axis: &str, member: &str| {
        format!(r#"<xbrldi:explicitMember dimension="{axis}">{member}</xbrldi:explicitMember>"#)
    };
    let cloud = member("us-gaap:StatementBusinessSegmentsAxis", "goog:GoogleCloudMember");
    let operating = member("srt:ConsolidationItemsAxis", "us-gaap:OperatingSegmentsMember");
    let parts = [
        r#"<?xml version="1.0" encoding="UTF-8"?><xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:dei="http://xbrl.sec.gov/dei/2026" xmlns:srt="http://fasb.org/srt/2026" xmlns:us-gaap="http://fasb.org/us-gaap/2026" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:goog="http://www.google.com/20260930">"#.to_owned(),
        context("quarter", "2026-07-01", ""),
        context("months", "2026-01-01", ""),
        context("cloud", "2026-07-01", &format!("<segment>{cloud}</segment>")),
        context("income", "2026-07-01", &format!("<segment>{operating}{cloud}</segment>")),
        r#"<unit id="usd"><measure>iso4217:USD</measure></unit>"#.to_owned(),
        r#"<dei:DocumentType contextRef="months">10-Q</dei:DocumentType><dei:EntityCentralIndexKey contextRef="months">0001652044</dei:EntityCentralIndexKey>"#.to_owned(),
        fact("Revenues", "quarter", 130_000_000_000),
        fact("RevenueFromContractWithCustomerExcludingAssessedTax", "cloud", 27_000_000_000),
        fact("OperatingIncomeLoss", "income", 9_500_000_000),
        fact("PaymentsToAcquirePropertyPlantAndEquipment", "months", 130_598_000_000),
        "</xbrl>".to_owned(),
    ];
    to_come(&parts.concat())
}

/// Answers as the SEC does on the evening of the report: companyfacts do not have it yet.
fn evening(request: &Request, stream: &mut TcpStream) {
    let body = match request.path.strip_prefix(&to_come(FILING)) {
        Some(name) if name == to_come("goog-20260930_htm.xml") => {
            return answer(stream, "200 OK", &[XML], instance().as_bytes());
        }
        _ => match request.path.as_str() {
            ALPHABET => fixture("alphabet.json"),
            LIST => list(),
            _ => return as_ever(request, stream),
        },
    };
    let etag = format!("\"{}-2\"", body.len());
    if request.header("if-none-match") == Some(&etag) {
        return answer(stream, "304 Not Modified", &[("ETag", &etag)], b"");
    }
    answer(stream, "200 OK", &[JSON, ("ETag", &etag)], &body);
}

fn evening_server() -> Server {
    Server::start(|request, _, stream| evening(request, stream))
}

/// A page with its lines run together.
fn run_together(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn asked(server: &Server, path: &str) -> usize {
    server.requests().iter().filter(|request| request.path == path).count()
}

#[test]
fn a_quarter_that_only_the_instance_has_is_there_on_the_evening() {
    let (server, folder) = (evening_server(), Folder::new());
    let said = run_together(&folder.update(&server, "--company googl"));
    assert!(said.contains(&to_come("Alphabet new figures 4 0 0 4 2026-09-30")), "{said}");
    assert!(
        said.contains(&to_come(
            "Alphabet: newest filing 10-Q of 2026-10-28 (0001652044-26-000999). Companyfacts do not have it yet; figures from \
            XBRL instances that they lack: 4. Results release of 2026-10-27: \
            https://www.sec.gov/Archives/edgar/data/1652044/000165204426000998/0001652044-26-000998-index.htm"
        )),
        "{said}"
    );
    assert_eq!(
        folder.read("home/facts/GOOGL.csv").lines().skip(1).collect::<Vec<_>>(),
        [
            "cloud_operating_income,2026-07-01,2026-09-30,9500000000,USD,,2026-10-28,googl-2026-10-28-10-q,filing,,,",
            "cloud_revenue,2026-07-01,2026-09-30,27000000000,USD,,2026-10-28,googl-2026-10-28-10-q,filing,,,",
            "ppe_purchases,2026-01-01,2026-09-30,130598000000,USD,,2026-10-28,googl-2026-10-28-10-q,filing,,,",
            "revenue,2026-07-01,2026-09-30,130000000000,USD,,2026-10-28,googl-2026-10-28-10-q,filing,,,",
        ]
        .map(to_come)
    );

    let json = |words: &str| -> serde_json::Value {
        let output = folder.run(&server, &format!("{words} -f json"));
        assert!(output.status.success(), "{words}: {}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let totals = json("totals googl -p latest -Q");
    let row = &totals["rows"][0];
    assert_eq!(
        (row["period"].as_str(), row["value"].as_i64()),
        (Some(&*to_come("2026Q3")), Some(50_000_000_000)),
        "{totals}"
    );
    assert!(totals["sources"].to_string().contains(&to_come("0001652044-26-000999")), "{totals}");
    let cloud = json("show googl -m cloud -p 2026Q3");
    assert_eq!(cloud["rows"][0]["value"].as_i64(), Some(27_000_000_000), "{cloud}");
    assert!(cloud["rows"][0]["source"].to_string().contains(&to_come("googl-2026-10-28-10-q")), "{cloud}");
    let page = text(&folder.run(&server, "cloud googl -p latest").stdout);
    assert!(page.contains(&to_come("2026Q3")) && page.contains("27.0"), "{page}");
    let page = text(&folder.run(&server, "totals googl -p latest").stdout);
    assert!(page.contains("with updates"), "{page}");
}

#[test]
fn what_was_read_is_not_read_again_and_is_kept_when_companyfacts_follow() {
    let folder = Folder::new();
    let server = Server::start(|request, before, stream| match request.path.as_str() {
        // A third time companyfacts have the report.
        ALPHABET if before == 2 => answer(stream, "200 OK", &[JSON, ("ETag", "\"3\"")], &alphabet()),
        _ => evening(request, stream),
    });
    folder.update(&server, "--company googl");
    let before = folder.files("home");
    let page = folder.update(&server, "--company googl");
    assert!(page.contains("Alphabet  unchanged"), "{page}");
    let path = to_come(&format!("{FILING}goog-20260930_htm.xml"));
    assert_eq!((asked(&server, LIST), asked(&server, ALPHABET), asked(&server, &path)), (2, 2, 1));
    assert!(folder.files("home") == before);

    let said = run_together(&folder.update(&server, "--company googl"));
    assert!(said.contains(&to_come("Alphabet nothing new 0 0 0 4 2026-09-30")), "{said}");
    assert!(
        said.contains(&to_come("(0001652044-26-000999). Figures from XBRL instances that companyfacts lack: 3.")),
        "{said}"
    );
    assert_eq!(folder.read("home/facts/GOOGL.csv").lines().count(), 5);
}

#[test]
fn a_filing_that_is_not_in_the_list_by_its_usual_name_is_found_by_its_files() {
    let server = Server::start(|request, _, stream| match request.path.strip_prefix(&to_come(FILING)) {
        Some(name) if name == to_come("goog-20260930_htm.xml") => answer(stream, "404 Not Found", &[XML], b"<Error/>"),
        Some("index.json") => {
            let list =
                r#"{"directory":{"item":[{"name":"R1.htm"},{"name":"d123_lab.xml"},{"name":"d123d10q_htm.xml"}]}}"#;
            answer(stream, "200 OK", &[JSON], list.as_bytes());
        }
        Some("d123d10q_htm.xml") => answer(stream, "200 OK", &[XML], instance().as_bytes()),
        _ => evening(request, stream),
    });
    let folder = Folder::new();
    let said = run_together(&folder.update(&server, "--company googl"));
    assert!(said.contains("Alphabet new figures 4"), "{said}");
    assert!(folder.update(&server, "--company googl").contains("unchanged"));
}

/// What an update says where the instance is answered so, though companyfacts have the report; the figures of these are kept.
fn with_instance(respond: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> (Folder, String) {
    let server = Server::start(move |request, _, stream| match request.path.as_str() {
        path if path.starts_with(&to_come(FILING)) && path.ends_with("_htm.xml") => respond(stream),
        LIST => answer(stream, "200 OK", &[JSON, ("ETag", "\"l\"")], &list()),
        _ => as_ever(request, stream),
    });
    let folder = Folder::new();
    let output = folder.run(&server, &format!("update --contact {CONTACT} --company googl"));
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let said = run_together(&text(&output.stdout));
    assert!(said.contains(&to_come("Alphabet new figures 1 0 0 1 2026-09-30")), "{said}");
    assert_eq!(folder.read("home/facts/GOOGL.csv").lines().count(), 2);

    // It is asked for again, and what it brings is added.
    let server = Server::start(|request, _, stream| match request.path.as_str() {
        LIST => answer(stream, "200 OK", &[JSON, ("ETag", "\"l\"")], &list()),
        ALPHABET => as_ever(request, stream),
        _ => evening(request, stream),
    });
    folder.update(&server, "--company googl");
    assert_eq!(folder.read("home/facts/GOOGL.csv").lines().count(), 5);
    (folder, said)
}

#[test]
fn an_instance_that_cannot_be_read_is_named_and_asked_for_again() {
    let what = "Alphabet, XBRL instance of the 10-Q of 2026-10-28 could not be updated: ";
    let says = |said: String, words: &str| assert!(said.contains(&to_come(what)) && said.contains(words), "{said}");
    let whole =
        |status: &'static str, body: Vec<u8>| with_instance(move |stream| answer(stream, status, &[XML], &body)).1;
    says(whole("404 Not Found", b"<Error/>".to_vec()), "(404)");
    says(whole("403 Forbidden", b"<Error/>".to_vec()), "(403)");
    says(whole("200 OK", instance().into_bytes()[..2000].to_vec()), "the file is cut off");
    says(
        whole("200 OK", instance().replace("0001652044", "0001018724").into_bytes()),
        "is for CIK 1018724, not 1652044",
    );
    says(whole("200 OK", instance().replace(">10-Q<", ">10-K<").into_bytes()), "it is of form 10-K, not 10-Q");
    says(whole("200 OK", b"<!DOCTYPE x><xbrl/>".to_vec()), "a document type declaration");
    let cut = with_instance(|stream| {
        head(stream, "200 OK", &[XML], Some(9000));
    });
    says(cut.1, "is cut off");
}

#[test]
fn a_server_that_is_busy_for_long_is_not_waited_for() {
    let busy = |stream: &mut TcpStream| answer(stream, "429 Too Many Requests", &[("Retry-After", "600")], b"");
    let (_, said) = with_instance(busy);
    assert!(said.contains("429") && said.contains("600"), "{said}");
}

#[test]
fn an_instance_that_was_read_before_and_fails_now_leaves_the_company_as_it_is() {
    let folder = Folder::new();
    folder.update(&evening_server(), "--company googl");
    let before = folder.read("home/facts/GOOGL.csv");
    std::fs::remove_file(folder.path("home/sources.csv")).unwrap();
    let state = folder.read("home/update.json");
    let server = Server::start(|request, _, stream| match request.path.as_str() {
        path if path.starts_with(&to_come(FILING)) => answer(stream, "403 Forbidden", &[XML], b"<Error/>"),
        _ => evening(request, stream),
    });
    // The state is of another server's addresses; those are what the files are known by.
    let address = state.split('"').find(|word| word.ends_with("_htm.xml")).unwrap();
    let old = address.split("/Archives").next().unwrap();
    std::fs::write(folder.path("home/update.json"), state.replace(old, &server.url)).unwrap();
    let complaint = folder.fails(&server, "--company googl", 1);
    assert!(complaint.contains("(403)"), "{complaint}");
    assert_eq!(folder.read("home/facts/GOOGL.csv"), before);
}

#[test]
fn a_list_that_is_broken_or_of_another_company_fails_the_company() {
    let fails = |body: Vec<u8>| {
        let server = Server::start(move |request, _, stream| match request.path.as_str() {
            LIST => answer(stream, "200 OK", &[JSON], &body),
            _ => evening(request, stream),
        });
        Folder::new().fails(&server, "--company googl", 1)
    };
    let other = String::from_utf8(list()).unwrap().replace("0001652044\"", "0001018724\"").into_bytes();
    assert!(fails(other).contains("is for CIK 1018724, not 1652044"));
    assert!(fails(b"{\"cik\":1652044".to_vec()).contains("the file is cut off"));
    let uneven = String::from_utf8(list()).unwrap().replace(&to_come("\"2026-10-29\","), "").into_bytes();
    assert!(fails(uneven).contains("its lists of filings differ in length"));
}

#[test]
fn since_a_day_the_filings_of_a_new_company_are_read_one_by_one() {
    const FILINGS: &str = "/submissions/CIK0000320193.json";
    let server = Server::start(|request, _, stream| match request.path.as_str() {
        FILINGS => {
            let list = json!({"cik": "0000320193", "filings": {
                "files": [{"name": "CIK0000320193-submissions-001.json", "filingTo": "2024-12-31"}],
                "recent": {"accessionNumber": ["0000320193-25-000057"], "filingDate": ["2025-05-02"], "form": ["10-Q"],
                    "items": [""], "primaryDocument": ["aapl-20250329.htm"]}}});
            answer(stream, "200 OK", &[JSON], list.to_string().as_bytes());
        }
        "/submissions/CIK0000320193-submissions-001.json" => {
            let list = json!({"accessionNumber": ["0000320193-24-000001"], "filingDate": ["2024-02-02"], "form": ["10-Q"],
                "primaryDocument": ["aapl-20231230.htm"]});
            answer(stream, "200 OK", &[JSON], list.to_string().as_bytes());
        }
        "/Archives/edgar/data/320193/000032019325000057/aapl-20250329_htm.xml" => {
            answer(stream, "200 OK", &[XML], &fixture("../instances/aapl-20250329_htm.xml"));
        }
        _ => as_ever(request, stream),
    });
    let folder = Folder::new();
    let said = run_together(&folder.update(&server, "--company aapl --since 2025-01-01"));
    assert!(said.contains("newest filing 10-Q of 2025-05-02 (0000320193-25-000057)"), "{said}");
    assert!(folder.read("home/facts/AAPL.csv").contains("revenue,2024-12-29,2025-03-29,95359000000,USD,,2025-05-02,"));
    assert_eq!(asked(&server, "/submissions/CIK0000320193-submissions-001.json"), 0);

    // Without the day too: it is newer than what companyfacts have.
    let folder = Folder::new();
    folder.update(&server, "--company aapl");
    assert!(folder.read("home/facts/AAPL.csv").contains("95359000000"));

    // A report of before there were extracted instances, and whose files are not there either.
    let output = folder.run(&server, &format!("update --contact {CONTACT} --company aapl --since 2024-01-01"));
    assert_eq!(output.status.code(), Some(1));
    let said = run_together(&text(&output.stdout));
    assert!(said.contains("XBRL instance of the 10-Q of 2024-02-02 could not be updated"), "{said}");
    assert!(asked(&server, APPLE) >= 3);
    let refused = folder.run(&server, &format!("update --contact {CONTACT} --since 2024-01-01"));
    assert_eq!(refused.status.code(), Some(2));
}
