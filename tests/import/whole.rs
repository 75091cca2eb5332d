//! The bundled data as the SEC would serve it: everything comes back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use capex::data::Dataset;
use capex::model::Confidence;

use super::Folder;

/// A companyfacts file of every bundled fact that was read from a filing, each under the tag that the filing used.
fn companyfacts(data: &Dataset, ticker: &str) -> String {
    let company = data.company(ticker).unwrap();
    let sources = data.all_sources().unwrap();
    let tags = data.tags().unwrap();
    let mut concepts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for fact in data.all_facts(company).unwrap().iter().filter(|fact| fact.confidence == Confidence::Filing) {
        let source = sources.iter().find(|source| source.id == *fact.source).unwrap();
        let Some(accession) = &source.accession else { continue };
        let own = |tag: &&capex::model::Tag| tag.metric == fact.metric && tag.covers(fact.published);
        let Some(tag) = tags.of_company(ticker).filter(own).find_map(|tag| tag.element.plain()) else { continue };
        let form = if source.document.starts_with("Form 10-K") { "10-K" } else { "10-Q" };
        // A balance has no first day.
        let start = if fact.span.is_day() { String::new() } else { format!(r#""start":"{}","#, fact.span.start) };
        concepts.entry(tag).or_default().push(format!(
            r#"{{{start}"end":"{}","val":{},"accn":"{accession}","fy":1,"fp":"FY","form":"{form}","filed":"{}"}}"#,
            fact.span.end, fact.value, fact.published
        ));
    }
    let mut file =
        format!(r#"{{"cik":{},"entityName":"{}","facts":{{"us-gaap":{{"#, company.cik.unwrap(), company.name.english());
    for (at, (name, facts)) in concepts.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        write!(file, r#"{comma}"{name}":{{"units":{{"USD":[{}]}}}}"#, facts.join(",")).unwrap();
    }
    file + "}}}"
}

#[test]
fn every_bundled_figure_of_a_filing_is_reproduced() {
    let data = Dataset::bundled().unwrap();
    let folder = Folder::new();
    for company in data.companies() {
        folder.write("file.json", companyfacts(&data, &company.ticker));
        let columns = ["status", "metric", "start", "end", "value", "published", "reason"];
        let rows = folder.records("file.json", &columns);
        let other: Vec<_> = rows.iter().filter(|row| !row.starts_with("reproduced")).collect();
        assert!(rows.len() > 150 && other.is_empty(), "{}: {other:#?}", company.ticker);
    }
}

#[test]
fn of_a_figure_that_does_not_add_up_and_its_neighbour_neither_is_taken() {
    let data = Dataset::bundled().unwrap();
    let folder = Folder::new();
    let file = companyfacts(&data, "META").replace("\"val\":42314000000", "\"val\":43314000000");
    folder.write("file.json", file);
    let rows = folder.records("file.json", &["status", "metric", "start", "end", "value"]);
    let other: Vec<_> = rows.iter().filter(|row| !row.starts_with("reproduced")).collect();
    // Half a year less either quarter is not the other; nine months less the third confirm the half year.
    assert_eq!(
        other,
        ["left_out revenue 2025-01-01 2025-03-31 43314000000", "left_out revenue 2025-04-01 2025-06-30 47516000000",]
    );
}
