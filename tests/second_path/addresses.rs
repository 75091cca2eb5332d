//! Where documents stand: a link leads to the issuer or to the SEC, and a copy is only where it was read.

use std::collections::HashMap;

use crate::common::{capex, stdout};
use crate::data;
use crate::program;

/// The rows of a file of `data/`, by column name.
fn file(name: &str) -> Vec<HashMap<String, String>> {
    let text = data::text(name);
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(|row| row.expect("a row")).collect()
}

/// The places at which each company publishes; all file at the SEC.
fn places() -> HashMap<String, Vec<String>> {
    let of = |row: &HashMap<String, String>| {
        let sites = row["sites"].split('|').map(str::to_owned);
        (row["ticker"].clone(), sites.chain(["sec.gov".to_owned()]).collect())
    };
    file("companies.csv").iter().map(of).collect()
}

/// Whether an address is at one of the places: a domain and its subdomains, or a folder of a host.
fn is_at(address: &str, places: &[String]) -> bool {
    let Some(rest) = address.strip_prefix("https://") else { return false };
    let host = rest.split('/').next().unwrap_or_default();
    places.iter().any(|place| match place.split_once('/') {
        Some(_) => rest.starts_with(&format!("{place}/")),
        None => host == place || host.ends_with(&format!(".{place}")),
    })
}

#[test]
fn a_link_of_the_data_leads_to_the_issuer_or_the_sec() {
    let places = places();
    for row in file("sources.csv") {
        let (url, read_at) = (&row["url"], &row["read_at"]);
        assert!(url.is_empty() || is_at(url, &places[&row["company"]]), "{}: {url}", row["id"]);
        assert!(url.is_empty() || url != read_at, "{}: read where it stands", row["id"]);
    }
}

#[test]
fn what_is_at_the_sec_links_to_its_folder() {
    let sources = file("sources.csv");
    for row in sources.iter().filter(|row| !row["accession"].is_empty()) {
        let accession = &row["accession"];
        let folder = format!("/{}/", accession.replace('-', ""));
        let at_the_sec = row["url"].starts_with("https://www.sec.gov/Archives/edgar/data/");
        assert!(at_the_sec && row["url"].contains(&folder), "{}: {}", row["id"], row["url"]);
    }
    // A copy of a filing has the filing's address.
    let summary = sources.iter().find(|row| row["id"] == "msft-2025-04-30-third-party").expect("a summary of a filing");
    assert_eq!(summary["accession"], "0000950170-25-061046");
}

#[test]
fn what_the_program_prints_as_an_address_is_never_a_third_partys() {
    let places = places();
    let all: Vec<String> = places.values().flatten().cloned().collect();
    let mut copies = 0;
    for arguments in [
        "export facts",
        "export guidance",
        "list sources",
        "explain amzn 2024",
        "explain msft FY2023",
        "explain meta 2022",
        "explain googl 2019 -m cloud",
    ] {
        for row in program::rows(arguments) {
            let url = row.text("url");
            assert!(url.is_empty() || is_at(url, &all), "capex {arguments}: {url}");
            copies += usize::from(!row.text("read_at").is_empty());
        }
    }
    assert!(copies > 300, "the copies are named: {copies}");
}

#[test]
fn a_page_links_the_issuer_and_names_the_copy() {
    let all: Vec<String> = places().into_values().flatten().collect();
    for arguments in
        [&["explain", "amzn", "2024Q4", "-f", "html"][..], &["report"], &["guidance", "--history", "-f", "html"]]
    {
        let page = stdout(capex().args(arguments));
        let items: Vec<&str> = page.lines().filter(|line| line.starts_with("<li id=\"")).collect();
        assert!(!items.is_empty(), "{arguments:?}");
        for item in items {
            let (document, copy) = item.split_once(" (read at ").unwrap_or((item, ""));
            if let Some((_, link)) = document.split_once("<a href=\"") {
                assert!(is_at(link.split('"').next().unwrap_or_default(), &all), "{item}");
            }
            assert!(copy.is_empty() || copy.contains("</a>)"), "{item}");
        }
    }
    let page = stdout(capex().args(["explain", "amzn", "2024Q4", "-f", "html"]));
    assert!(page.contains("<a href=\"https://ir.aboutamazon.com/"), "{page}");
    assert!(page.contains("(read at <a href=\"https://github.com/"), "{page}");
}

#[test]
fn figures_and_statements_that_were_missing_or_wrong() {
    let leases = program::row("show amzn -Q -p 2026Q2 -b leases");
    assert_eq!(leases.value(), Some((54_208 - 1_132 + 395) * program::MILLION));
    let half = program::row("show amzn -p 2026H1 -b leases");
    assert_eq!(half.value(), Some((44_203 - 969 + 54_208 - 1_132 + 863) * program::MILLION));

    let fourth: Vec<_> =
        program::rows("explain amzn 2024Q4").into_iter().filter(|row| row.text("role") == "fact").collect();
    let stated = fourth.iter().find(|row| row.text("item") == "capex_headline").expect("the stated figure");
    assert_eq!((stated.value(), stated.text("status")), (Some(26_300 * program::MILLION), "company"));

    let said = |arguments: &str| program::rows_if_any(&format!("guidance --history {arguments}"));
    assert!(said("meta -p FY2027").is_empty(), "asked on its call, Meta gave no outlook for 2027");
    let of = |rows: &[program::Row], day: &str| {
        let rows: Vec<_> = rows.iter().filter(|row| row.text("announced") == day).collect();
        assert_eq!(rows.len(), 1, "{day}");
        ["low", "high", "direction", "confidence"].map(|column| rows[0].text(column).to_owned())
    };
    assert_eq!(of(&said("googl -p FY2026"), "2026-06-01"), ["180000000000", "190000000000", "", "company"]);
    assert_eq!(of(&said("googl -p FY2027"), "2026-06-01"), ["", "", "higher", "company"]);
    assert_eq!(of(&said("googl -p FY2022"), "2022-07-26"), ["", "", "higher", "company"]);
}

#[test]
fn confidence_stands_beside_what_was_stated() {
    for (arguments, words) in [
        ("guidance", "company"),
        ("guidance --history -y 2025 amzn", "secondary"),
        ("guidance --progress", "company"),
        ("guidance --total -y 2025", "company"),
        ("explain amzn 2024Q4", "stated by the company"),
        ("explain amzn 2024Q3", "copy by a third party"),
    ] {
        let page = stdout(capex().args(arguments.split(' ')));
        assert!(page.contains(words), "{arguments}\n{page}");
        assert!(arguments.starts_with("explain") || page.contains("Confidence"), "{page}");
    }
    assert!(stdout(capex().arg("report")).contains(">Confidence</th>"));
}
