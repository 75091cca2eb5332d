//! What an update brings and leaves: new figures, what is unchanged, what failed.

use super::server::{Server, answer};
use super::{ALPHABET, APPLE, CONTACT, Folder, LIST, META, RATES, as_ever, good_server, is_for_a_list, text, to_come};

const BOTH: &str = "--company googl --company meta";

#[test]
fn a_new_quarter_and_new_rates_are_written_and_told() {
    let (server, folder) = (good_server(), Folder::new());
    let page = folder.update(&server, "--company googl");
    assert!(page.contains(&to_come("Alphabet  new figures    1         0         0      1  2026-09-30")), "{page}");
    assert!(page.contains(&to_come("(0001652044-26-000999), is new")), "{page}");
    assert_eq!(
        folder.read("home/facts/GOOGL.csv").lines().skip(1).collect::<Vec<_>>(),
        [to_come("ppe_purchases,2026-01-01,2026-09-30,130598000000,USD,,2026-10-28,googl-2026-10-28-10-q,filing,,,")]
    );
    assert!(folder.read("home/sources.csv").contains(&to_come("0001652044-26-000999")));
    assert!(!folder.path("home/companies.csv").exists(), "the bundled data lists its own companies");

    let page = folder.update(&server, "--rates-only");
    assert!(page.contains("Exchange rates  new days    2"), "{page}");
    let rates = folder.read("home/fx/ecb.csv");
    assert_eq!(rates.lines().nth(1), Some(&*to_come("2026-11-02,1.11,7.43,,176,,,,,,,,,,,")));
    assert_eq!(rates.lines().count(), 3);
}

#[test]
fn what_has_not_changed_is_not_sent_again_and_nothing_is_written() {
    let (server, folder) = (good_server(), Folder::new());
    folder.update(&server, BOTH);
    folder.update(&server, "--rates-only");
    let before = folder.files("home");
    let page = folder.update(&server, BOTH) + &folder.update(&server, "--rates-only");
    assert_eq!(page.matches("unchanged").count(), 3, "{page}");
    assert!(page.contains("is up to date"), "{page}");
    assert!(folder.files("home") == before);
    let asked = server.requests().iter().filter(|request| request.header("if-none-match").is_some()).count();
    assert_eq!(asked, 3);

    // Without what was made of it, it is fetched again.
    std::fs::remove_file(folder.path("home/facts/GOOGL.csv")).unwrap();
    let page = folder.update(&server, BOTH);
    assert!(page.contains("Alphabet  new figures") && page.contains("Meta      unchanged"), "{page}");
    assert!(folder.files("home") == before);
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let (server, folder) = (good_server(), Folder::new());
    let dry = folder.update(&server, &format!("{BOTH} --dry-run -f csv"));
    assert_eq!(folder.files("home"), []);
    assert!(!folder.path("home").exists());
    assert_eq!(dry, folder.update(&server, &format!("{BOTH} -f csv")));
    let before = folder.files("home");
    folder.update(&server, "--company aapl --dry-run");
    assert!(folder.files("home") == before);
}

#[test]
fn machines_are_given_a_row_for_each_new_figure() {
    let (server, folder) = (good_server(), Folder::new());
    let csv = folder.update(&server, &format!("{BOTH} -f csv"));
    assert!(csv.starts_with("company,cik,metric,start,end,fiscal_period,currency,value,status,"), "{csv}");
    let row = "GOOGL,1652044,ppe_purchases,2026-01-01,2026-09-30,FY2026Q1..FY2026Q3,USD,130598000000,new,,2026-10-28,\
        0001652044-26-000999,10-Q,PaymentsToAcquirePropertyPlantAndEquipment,";
    assert!(csv.lines().any(|line| line.starts_with(&to_come(row))), "{csv}");
    let json = folder.update(&server, "--rates-only -f json");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["rows"][0]["metric"], "exchange_rates");
    assert_eq!(
        (json["rows"][0]["start"].as_str(), json["rows"][0]["end"].as_str()),
        (Some(&*to_come("2026-11-02")), Some(&*to_come("2026-11-03")))
    );
}

#[test]
fn a_company_is_found_by_ticker_name_and_key_and_kept_up_from_then_on() {
    for word in ["aapl", "Apple", "320193", "CIK0000320193"] {
        let (server, folder) = (good_server(), Folder::new());
        folder.update(&server, &format!("--company {word}"));
        assert_eq!(
            folder.read("home/companies.csv").lines().nth(1),
            Some("AAPL,Apple Inc.,Apple Inc.,,320193,~09-30,,")
        );
        assert_eq!(folder.read("home/facts/AAPL.csv").lines().count(), 21, "{word}");
        let asked = |path: &str| server.requests().iter().filter(|request| request.path == path).count();
        assert_eq!((asked(LIST), asked(APPLE)), (1, 1));

        // Known now: the list is not needed, and an update of everything is of it too.
        folder.update(&server, "--company aapl");
        assert_eq!((asked(LIST), asked(APPLE)), (1, 2));
        folder.run(&server, &format!("update --contact {CONTACT} --no-rates"));
        assert_eq!((asked(LIST), asked(APPLE)), (1, 3));
    }
    let (server, folder) = (good_server(), Folder::new());
    folder.update(&server, "--company MYAPPLE=320193");
    assert!(folder.path("home/facts/MYAPPLE.csv").exists());
    assert!(server.requests().iter().all(|request| request.path != LIST));
}

#[test]
fn a_group_is_its_companies_each_asked_for_once() {
    let (server, folder) = (good_server(), Folder::new());
    folder.run(&server, &format!("update --contact {CONTACT} --company clouds --company googl"));
    let requests = server.requests().into_iter().map(|request| request.path);
    let figures: Vec<String> = requests.filter(|path| path.starts_with("/api/xbrl/companyfacts/")).collect();
    let ciks = ["0001018724", "0000789019", "0001652044", "0001341439"];
    assert_eq!(figures, ciks.map(|cik| format!("/api/xbrl/companyfacts/CIK{cik}.json")));
}

#[test]
fn a_word_that_is_no_company_is_refused_with_advice() {
    let (server, folder) = (good_server(), Folder::new());
    let of = |words: &str, code| folder.fails(&server, words, code);
    assert_eq!(of("--company applle", 2), "capex: unknown company `applle`; did you mean `AAPL` (Apple Inc.)?\n");
    assert_eq!(
        of("--company zzzzqqq", 2),
        "capex: `zzzzqqq` is not in the SEC's list of tickers; give the CIK (https://www.sec.gov/search-filings)\n"
    );
    assert_eq!(
        of("--company applied", 2),
        "capex: `applied` begins the names of several companies; give the ticker of one: `../X` (Applied Paths), `APR` (Applied Roads)\n"
    );
    assert!(of("--company NVDA=x", 2).contains("`x` is not a CIK"));
    assert!(of("--company GOOG2=1652044", 2).contains("`GOOG2=1652044`: CIK 1652044 is already called `GOOGL`"));
    assert!(of("--company A=7 --company a=8", 2).contains("CIK 7 and CIK 8 cannot both be `A`"));
    assert!(of("--company ../x=7", 2).contains("is not a ticker"));
}

#[test]
fn what_the_list_calls_a_company_never_becomes_a_path() {
    let (server, folder) = (
        Server::start(|request, _, stream| match request.path.as_str() {
            "/api/xbrl/companyfacts/CIK0000000099.json" => {
                let mut file: serde_json::Value =
                    serde_json::from_slice(&super::fixture("apple-53-weeks.json")).unwrap();
                file["cik"] = 99.into();
                answer(stream, "200 OK", &[super::JSON], file.to_string().as_bytes());
            }
            _ => as_ever(request, stream),
        }),
        Folder::new(),
    );
    folder.update(&server, "--company 99");
    assert!(folder.path("home/facts/CIK0000000099.csv").exists());
}

#[test]
fn what_worked_is_kept_and_what_failed_is_named() {
    let server = Server::start(|request, _, stream| match request.path.as_str() {
        META => answer(stream, "403 Forbidden", &[("Content-Type", "text/html")], b"<html>"),
        _ => as_ever(request, stream),
    });
    let folder = Folder::new();
    let output = folder.run(&server, &format!("update --contact {CONTACT}"));
    assert_eq!(output.status.code(), Some(1));
    let page = text(&output.stdout);
    let said = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("Amazon could not be updated: the SEC has no XBRL figures of CIK 1018724 (404)"), "{page}");
    assert!(said.contains("Meta could not be updated") && said.contains("refused the request (403)"), "{page}");
    assert!(page.contains("Exchange rates  new days       2"), "{page}");
    assert!(folder.path("home/facts/GOOGL.csv").exists() && folder.path("home/fx/ecb.csv").exists());
    let output = folder.run(&server, &format!("update --contact {CONTACT} -f csv"));
    assert!(text(&output.stdout).lines().any(|line| line.starts_with("META,1326801,,,,,,,failed")));
}

#[test]
fn two_companies_of_one_name_are_told_apart_by_their_tickers() {
    let server = Server::start(|request, _, stream| {
        if is_for_a_list(request) {
            return as_ever(request, stream);
        }
        let mut file: serde_json::Value = serde_json::from_slice(&super::fixture("apple-53-weeks.json")).unwrap();
        let digits = request.path.trim_end_matches(".json").rsplit("CIK").next().unwrap_or_default();
        file["cik"] = digits.parse::<u64>().unwrap().into();
        answer(stream, "200 OK", &[super::JSON], file.to_string().as_bytes());
    });
    let folder = Folder::new();
    folder.update(&server, "--company ONE=101 --company TWO=102");
    let companies = folder.read("home/companies.csv");
    assert!(companies.contains("ONE,Apple Inc.,") && companies.contains("TWO,TWO,TWO,"), "{companies}");
    assert!(folder.run(&server, "list companies").status.success());
}

#[test]
fn what_a_user_added_stays() {
    let (server, folder) = (good_server(), Folder::new());
    folder.update(&server, "--company googl");
    let own = to_come("revenue,2026-07-01,2026-09-30,1000000000,USD,,2026-10-28,mine,company,,,\n");
    let mut facts = folder.read("home/facts/GOOGL.csv");
    facts.push_str(&own);
    std::fs::write(folder.path("home/facts/GOOGL.csv"), facts).unwrap();
    std::fs::remove_file(folder.path("home/update.json")).unwrap();
    folder.update(&server, "--company googl");
    assert!(folder.read("home/facts/GOOGL.csv").ends_with(&own));
}

#[test]
fn the_last_bundled_day_alone_brings_nothing() {
    let (server, folder) = (good_server(), Folder::new());
    let page = folder.update(&server, "--company meta");
    assert!(page.contains("Meta  nothing new    0"), "{page}");
    assert!(!folder.path("home/facts/META.csv").exists());
    let page = folder.update(&server, "--company meta");
    assert!(page.contains("Meta  unchanged"), "{page}");
    let asked = server.requests();
    assert!(asked.iter().all(|request| request.path != RATES && request.path != ALPHABET));
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_folder_as_it_was() {
    let (server, folder) = (good_server(), Folder::new());
    folder.update(&server, "--company googl");
    let before = folder.files("home");
    let program = env!("CARGO_BIN_EXE_capex");
    let output = std::process::Command::new("sh")
        .args(["-c", &format!("trap '' XFSZ; ulimit -f 1; exec {program} update --contact {CONTACT} --company aapl")])
        .env("CAPEX_HOME", folder.path("home"))
        .env("CAPEX_SEC_URL", &server.url)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(text(&output.stderr).starts_with("capex: cannot write `"), "{}", text(&output.stderr));
    assert!(folder.files("home") == before);
}

#[test]
fn a_key_that_is_text_is_a_key() {
    let server = Server::start(|request, _, stream| {
        if is_for_a_list(request) {
            return as_ever(request, stream);
        }
        let facts = r#"{"cik":"0000000099","entityName":"Text","facts":{"us-gaap":{"Revenues":{"units":{"USD":[{"start":"2024-01-01","end":"2024-12-31","val":7,"accn":"0000000099-25-000001","form":"10-K","filed":"2025-02-01"}]}}}}}"#;
        answer(stream, "200 OK", &[], facts.as_bytes());
    });
    let folder = Folder::new();
    folder.update(&server, "--company TXT=99");
    assert!(folder.read("home/facts/TXT.csv").contains("revenue,2024-01-01,2024-12-31,7,USD"));
}
