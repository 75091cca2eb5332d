//! Instances of filings: the figures that companyfacts lack, and what becomes of a fact that stands in both.
//!
//! The amounts were taken from the statements and notes of the filings, not from the program.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::{Folder, fixture, text, to_come};

/// A file of the instances, cut from filings of the SEC's or put together from lists of their facts.
fn instance(name: &str) -> String {
    fixture("../instances").join(name).display().to_string()
}

const APPLE: &str = "--company AAPL --accession 0000320193-25-000057 --filed 2025-05-02";

/// The values of a metric by its days.
#[track_caller]
fn values(words: &str, metric: &str) -> Vec<String> {
    let rows = Folder::new().records(words, &["metric", "start", "end", "value"]);
    rows.iter().filter_map(|row| row.strip_prefix(&format!("{metric} "))).map(str::to_owned).collect()
}

#[test]
fn segments_come_out_to_the_dollar() {
    let of = |file: &str, metric: &str| values(&instance(file), metric);
    assert_eq!(
        of("amzn-20221231_htm.xml", "cloud_revenue"),
        ["2020-01-01 2020-12-31 45370000000", "2021-01-01 2021-12-31 62202000000", "2022-01-01 2022-12-31 80096000000"]
    );
    assert_eq!(
        of("amzn-20221231_htm.xml", "cloud_operating_income"),
        ["2020-01-01 2020-12-31 13531000000", "2021-01-01 2021-12-31 18532000000", "2022-01-01 2022-12-31 22841000000"]
    );
    assert_eq!(of("amzn-20251231_htm.xml", "cloud_revenue").last().unwrap(), "2025-01-01 2025-12-31 128725000000");
    assert_eq!(
        of("amzn-20251231_htm.xml", "cloud_operating_income").last().unwrap(),
        "2025-01-01 2025-12-31 45606000000"
    );
    assert_eq!(
        of("msft-20260630_htm.xml", "intelligent_cloud_revenue"),
        [
            "2023-07-01 2024-06-30 87464000000",
            "2024-07-01 2025-06-30 106265000000",
            "2025-07-01 2026-06-30 137791000000"
        ]
    );
    // Of fiscal 2024 as recast, not the 49,584 first printed.
    assert_eq!(
        of("msft-20260630_htm.xml", "intelligent_cloud_operating_income"),
        ["2023-07-01 2024-06-30 37813000000", "2024-07-01 2025-06-30 44589000000", "2025-07-01 2026-06-30 56972000000"]
    );
    assert_eq!(
        of("goog-20241231_htm.xml", "cloud_revenue"),
        ["2022-01-01 2022-12-31 26280000000", "2023-01-01 2023-12-31 33088000000", "2024-01-01 2024-12-31 43229000000"]
    );
    assert_eq!(
        of("goog-20241231_htm.xml", "cloud_operating_income"),
        ["2022-01-01 2022-12-31 -1922000000", "2023-01-01 2023-12-31 1716000000", "2024-01-01 2024-12-31 6112000000"]
    );
}

#[test]
fn purchases_and_an_element_of_the_companys_own_come_from_one_file() {
    let file = instance("amzn-20221231_htm.xml");
    assert_eq!(
        values(&file, "ppe_purchases"),
        ["2020-01-01 2020-12-31 40140000000", "2021-01-01 2021-12-31 61053000000", "2022-01-01 2022-12-31 63645000000"]
    );
    assert_eq!(
        values(&file, "ppe_proceeds"),
        ["2020-01-01 2020-12-31 5096000000", "2021-01-01 2021-12-31 5657000000", "2022-01-01 2022-12-31 5324000000"]
    );
    let rows = Folder::new().records(&file, &["metric", "value", "tag", "dimensions"]);
    assert!(
        rows.contains(
            &"ppe_proceeds 5324000000 amzn:ProceedsFromPropertyPlantAndEquipmentSalesAndIncentives ".to_owned()
        )
    );
    assert!(rows.contains(
        &"cloud_operating_income 22841000000 OperatingIncomeLoss StatementBusinessSegmentsAxis=amzn:AmazonWebServicesSegmentMember"
            .to_owned()
    ));
    assert_eq!(
        values(&instance("meta-20241231_htm.xml"), "ppe_purchases_net"),
        ["2022-01-01 2022-12-31 31186000000", "2023-01-01 2023-12-31 27045000000", "2024-01-01 2024-12-31 37256000000"]
    );
}

#[test]
fn depreciation_and_leased_assets_come_out_to_the_dollar() {
    let of = |file: &str, metric: &str| -> Vec<String> {
        let values = values(&instance(file), metric);
        values.iter().map(|row| row.rsplit(' ').next().unwrap().trim_end_matches("000000").to_owned()).collect()
    };
    // Amazon tags each year twice, to the million and to a tenth of a billion: 24,900 is no other figure than 24,924.
    assert_eq!(of("amzn-20221231_htm.xml", "depreciation"), ["16239", "22909", "24924"]);
    assert_eq!(of("amzn-20221231_htm.xml", "depreciation_and_amortization"), ["25180", "34433", "41921"]);
    assert_eq!(of("amzn-20221231_htm.xml", "finance_lease_additions"), ["11588", "7061", "675"]);
    assert_eq!(of("goog-20241231_htm.xml", "depreciation"), ["13475", "11946", "15311"]);
    assert_eq!(of("goog-20241231_htm.xml", "finance_lease_additions"), ["577", "564", "313"]);
    assert_eq!(of("meta-20241231_htm.xml", "depreciation"), ["8500", "11020", "15290"]);
    assert_eq!(of("meta-20241231_htm.xml", "depreciation_and_amortization"), ["8686", "11178", "15498"]);
    assert_eq!(of("meta-20241231_htm.xml", "finance_lease_additions"), ["223", "588", "181"]);
}

#[test]
fn a_balance_is_taken_at_its_day_under_a_typed_axis() {
    assert_eq!(values(&instance("amzn-20221231_htm.xml"), "backlog"), [" 2022-12-31 110400000000"]);
    let page = Folder::new().prints(&instance("amzn-20221231_htm.xml"));
    let line = page.lines().find(|line| line.contains("Backlog")).unwrap();
    // One quarter and no year.
    let cells = line.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(cells, "Amazon Backlog 1 2022-12-31 2022-12-31 1 0 0 0 1 of 1", "{page}");
}

#[test]
fn a_company_that_is_not_bundled_needs_to_be_told_which_filing_it_is() {
    let file = instance("aapl-20250329_htm.xml");
    let folder = Folder::new();
    let output = folder.import(&file);
    assert_eq!(output.status.code(), Some(4));
    let complaint = text(&output.stderr);
    assert!(
        complaint.contains("neither the file nor the data says which filing it is of; add --accession")
            && complaint.contains("--filed"),
        "{complaint}"
    );
    let quarter = |metric: &str| values(&format!("{file} {APPLE}"), metric).pop().unwrap();
    assert_eq!(quarter("revenue"), "2024-12-29 2025-03-29 95359000000");
    assert_eq!(quarter("net_income"), "2024-12-29 2025-03-29 24780000000");
    assert_eq!(quarter("ppe_purchases"), "2024-09-29 2025-03-29 6011000000");
    assert_eq!(quarter("operating_cash_flow"), "2024-09-29 2025-03-29 53887000000");

    folder.prints(&format!("{file} {APPLE} -o mine"));
    assert!(folder.read("mine/companies.csv").contains("AAPL,Apple Inc.,Apple Inc.,,320193,~09-30,,"));
    let sources = folder.read("mine/sources.csv");
    assert!(
        sources.contains("aapl-2025-05-02-10-q,AAPL,\"Form 10-Q, quarter to 2025-03-29\",2025-05-02,"),
        "{sources}"
    );
}

#[test]
fn flags_that_contradict_the_file_or_stand_for_several_are_refused() {
    let folder = Folder::new();
    let fails = |words: &str, code: i32| {
        let output = folder.import(words);
        assert_eq!(output.status.code(), Some(code), "{words}");
        text(&output.stderr)
    };
    let (apple, amazon) = (instance("aapl-20250329_htm.xml"), instance("amzn-20221231_htm.xml"));
    assert!(fails(&format!("{apple} {APPLE} --form 10-K"), 4).contains("it is of form 10-Q, not 10-K"));
    assert!(
        fails(&format!("{apple} {amazon} --accession 0000320193-25-000057 --filed 2025-05-02"), 2)
            .contains("are of a single instance; 2 were read")
    );
    let json = fixture("alphabet.json").display().to_string();
    assert!(fails(&format!("{json} --form 10-K"), 2).contains("are of a single instance; 0 were read"));
    assert!(fails(&format!("{apple} --form DEF"), 2).contains("`DEF` is not a form whose figures count"));
    assert!(fails(&format!("{apple} --accession 17"), 2).contains("`17` is not an accession number"));
    assert!(fails(&format!("{apple} --filed soon"), 2).contains("--filed <DATE>"));
}

#[test]
fn one_fact_of_both_sources_is_one_fact() {
    let folder = Folder::new();
    folder.write(
        "facts.json",
        r#"{"cik":1018724,"entityName":"AMAZON COM INC","facts":{"us-gaap":{"PaymentsToAcquireProductiveAssets":{"units":{"USD":[
        {"start":"2022-01-01","end":"2022-12-31","val":63645000000,"accn":"0001018724-23-000004","fy":2022,"fp":"FY","form":"10-K","filed":"2023-02-03"},
        {"start":"2023-01-01","end":"2023-12-31","val":52729000000,"accn":"0001018724-24-000008","fy":2023,"fp":"FY","form":"10-K","filed":"2024-02-02"}
        ]}}}}}"#,
    );
    let both = format!("{} facts.json", instance("amzn-20221231_htm.xml"));
    let alone = folder.records("facts.json", &["metric", "end", "value", "accession"]);
    assert_eq!(alone.len(), 2);
    for words in [both.clone(), both.split(' ').rev().collect::<Vec<_>>().join(" ")] {
        let rows = folder.records(&words, &["metric", "end", "value", "accession"]);
        let purchases: Vec<_> = rows.iter().filter(|row| row.starts_with("ppe_purchases ")).collect();
        assert_eq!(
            purchases,
            [
                "ppe_purchases 2020-12-31 40140000000 0001018724-23-000004",
                "ppe_purchases 2021-12-31 61053000000 0001018724-23-000004",
                "ppe_purchases 2022-12-31 63645000000 0001018724-23-000004",
                "ppe_purchases 2023-12-31 52729000000 0001018724-24-000008",
            ]
        );
        assert!(rows.iter().any(|row| row.starts_with("cloud_revenue ")));
    }
}

#[test]
fn an_instance_is_read_compressed_from_a_folder_and_from_standard_input() {
    let folder = Folder::new();
    let bytes = std::fs::read(instance("amzn-20221231_htm.xml")).unwrap();
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&bytes).unwrap();
    let expected = folder.prints(&format!("{} -f csv", instance("amzn-20221231_htm.xml")));
    folder.write("filing/amzn-20221231_htm.xml.gz", packed.finish().unwrap());
    assert_eq!(folder.prints("filing/amzn-20221231_htm.xml.gz -f csv"), expected);
    assert_eq!(folder.prints("filing -f csv"), expected);
    let piped = folder.run("import - -f csv", &bytes);
    assert_eq!(text(&piped.stdout), expected);

    // Of the files of a filing, only the instance is one.
    folder.write("filing/amzn-20221231_lab.xml", r#"<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase"/>"#);
    folder.write("filing/amzn-20221231.xsd", "<schema/>");
    folder.write("filing/R1.htm", "<html></html>");
    assert_eq!(folder.prints("filing -f csv"), expected);
}

/// A small instance, with places for facts.
fn small(facts: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<i:xbrl xmlns:i="http://www.xbrl.org/2003/instance" xmlns:d="http://xbrl.org/2006/xbrldi" xmlns:g="http://fasb.org/us-gaap/2031" xmlns:dei="http://xbrl.sec.gov/dei/2031" xmlns:m="http://www.microsoft.com/20301231" xmlns:c="http://www.xbrl.org/2003/iso4217" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{facts}
<i:context id="year"><i:entity><i:identifier scheme="http://www.sec.gov/CIK">0000789019</i:identifier></i:entity><i:period><i:startDate>2023-07-01</i:startDate><i:endDate>2024-06-30</i:endDate></i:period></i:context>
<i:context id="day"><i:entity><i:identifier scheme="http://www.sec.gov/CIK">0000789019</i:identifier></i:entity><i:period><i:instant>2024-06-30</i:instant></i:period></i:context>
<i:context id="segment"><i:entity><i:identifier scheme="http://www.sec.gov/CIK">0000789019</i:identifier><i:segment><d:explicitMember dimension="g:StatementBusinessSegmentsAxis">m:IntelligentCloudMember</d:explicitMember></i:segment></i:entity><i:period><i:startDate>2023-07-01</i:startDate><i:endDate>2024-06-30</i:endDate></i:period></i:context>
<i:context id="more"><i:entity><i:identifier scheme="http://www.sec.gov/CIK">0000789019</i:identifier><i:segment><d:explicitMember dimension="g:StatementBusinessSegmentsAxis">m:IntelligentCloudMember</d:explicitMember><d:typedMember dimension="g:OtherAxis"><g:x>2024</g:x></d:typedMember></i:segment></i:entity><i:period><i:startDate>2023-07-01</i:startDate><i:endDate>2024-06-30</i:endDate></i:period></i:context>
<i:context id="scenario"><i:entity><i:identifier scheme="http://www.sec.gov/CIK">0000789019</i:identifier></i:entity><i:period><i:startDate>2023-07-01</i:startDate><i:endDate>2024-06-30</i:endDate></i:period><i:scenario><m:what>ever</m:what></i:scenario></i:context>
<i:context id="always"><i:entity><i:identifier scheme="http://www.sec.gov/CIK">0000789019</i:identifier></i:entity><i:period><i:forever/></i:period></i:context>
<i:unit id="usd"><i:measure>c:USD</i:measure></i:unit>
<i:unit id="eur"><i:measure>c:EUR</i:measure></i:unit>
<i:unit id="each"><i:divide><i:unitNumerator><i:measure>c:USD</i:measure></i:unitNumerator><i:unitDenominator><i:measure>i:shares</i:measure></i:unitDenominator></i:divide></i:unit>
</i:xbrl>
"#
    )
}

const FACT: &str = r#"<g:NetIncomeLoss contextRef="year" unitRef="usd" decimals="-6">88136000000</g:NetIncomeLoss>"#;

/// What an import takes of facts, as `metric value`.
#[track_caller]
fn taken(facts: &str) -> Vec<String> {
    let folder = Folder::new();
    folder.write("i.xml", small(facts));
    folder.records(
        "i.xml --accession 0000950170-24-087843 --form 10-K --filed 2024-07-30",
        &["metric", "value", "status"],
    )
}

#[test]
fn a_fact_is_taken_only_with_exactly_its_dimensions_in_dollars_and_of_a_span() {
    let revenue = |context: &str, unit: &str, value: u64| {
        let name = "g:RevenueFromContractWithCustomerExcludingAssessedTax";
        format!(r#"<{name} contextRef="{context}" unitRef="{unit}" decimals="-6">{value}</{name}>"#)
    };
    let facts = [
        revenue("segment", "usd", 105_362_000_000),
        revenue("more", "usd", 1_000_000),
        revenue("scenario", "usd", 2_000_000),
        revenue("always", "usd", 3_000_000),
        revenue("day", "usd", 4_000_000),
        revenue("year", "eur", 5_000_000),
        revenue("year", "each", 6_000_000),
        revenue("year", "usd", 245_122_000_000),
        // The name of an element is that of its taxonomy: this one is of the company's own.
        r#"<m:NetIncomeLoss contextRef="year" unitRef="usd" decimals="-6">7000000</m:NetIncomeLoss>"#.to_owned(),
        r#"<g:NetIncomeLoss contextRef="year" unitRef="usd" xsi:nil="true"/>"#.to_owned(),
        FACT.to_owned(),
    ];
    assert_eq!(
        taken(&facts.concat()),
        [
            "intelligent_cloud_revenue 105362000000 reproduced",
            "net_income 88136000000 reproduced",
            "revenue 245122000000 reproduced"
        ]
    );
}

#[test]
fn a_balance_has_its_dimensions_exactly_and_stands_at_the_end_of_a_quarter() {
    let contexts: String = [
        ("commercial", "2024-06-30", r#"<d:explicitMember dimension="s:MajorCustomersAxis">m:CommercialCustomersMember</d:explicitMember>"#),
        ("starting", "2024-06-30", r#"<d:typedMember dimension="g:StartAxis"><g:x>2024-07-01</g:x></d:typedMember>"#),
        ("midway", "2024-05-15", ""),
        ("early", "2024-03-30", ""),
    ]
    .map(|(id, day, dimension)| {
        let segment = if dimension.is_empty() { String::new() } else { format!("<i:segment>{dimension}</i:segment>") };
        format!(r#"<i:context id="{id}" xmlns:s="http://fasb.org/srt/2031"><i:entity><i:identifier scheme="http://www.sec.gov/CIK">0000789019</i:identifier>{segment}</i:entity><i:period><i:instant>{day}</i:instant></i:period></i:context>"#)
    })
    .concat();
    let backlog = |context: &str, billions: u32| {
        let name = "g:RevenueRemainingPerformanceObligation";
        format!(r#"<{name} contextRef="{context}" unitRef="usd" decimals="-9">{billions}000000000</{name}>"#)
    };
    let facts = [
        contexts,
        backlog("day", 275),
        backlog("commercial", 269),
        backlog("starting", 1),
        // A span is none, and a day within a quarter is that of no period.
        backlog("year", 2),
        backlog("midway", 3),
        // One day off the end of March: that is what is meant.
        backlog("early", 242),
    ];
    assert_eq!(
        taken(&facts.concat()),
        [
            "backlog 242000000000 reproduced",
            "backlog 3000000000 left_out",
            "backlog 275000000000 reproduced",
            "commercial_backlog 269000000000 reproduced",
        ]
    );
    let folder = Folder::new();
    folder.write("i.xml", small(&facts.concat()));
    folder.prints("i.xml --accession 0000950170-24-087843 --form 10-K --filed 2024-07-30 -o mine");
    assert!(
        folder.read("mine/facts/MSFT.csv").contains("\ncommercial_backlog,,2024-06-30,269000000000,USD,1000000000,")
    );
    assert!(
        folder
            .read("mine/left_out.csv")
            .contains("\nMSFT,backlog,2024-05-15,2024-05-15,3000000000,2024-07-30,not-quarters\n")
    );
}

#[test]
fn of_facts_that_repeat_the_more_precise_stands() {
    let fact = |decimals: &str, value: &str| {
        format!(r#"<g:NetIncomeLoss contextRef="year" unitRef="usd" decimals="{decimals}">{value}</g:NetIncomeLoss>"#)
    };
    let (exact, coarse) = (fact("-6", "88136000000"), fact("-8", "88100000000"));
    for facts in [[&exact, &coarse, &exact], [&coarse, &exact, &exact], [&coarse, &coarse, &exact]] {
        assert_eq!(taken(&facts.map(String::as_str).concat()), ["net_income 88136000000 reproduced"]);
    }
    // The same digits, and entities and blanks in them.
    assert_eq!(taken(&fact("INF", " 881&#51;6000000\n")), ["net_income 88136000000 reproduced"]);
    assert_eq!(taken(&fact("-6", "<![CDATA[88136000000]]>")), ["net_income 88136000000 reproduced"]);
    // What rounding does not explain contradicts.
    let rows = taken(&[fact("-6", "88136000000"), fact("-6", "99136000000")].concat());
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.ends_with("left_out")), "{rows:?}");
}

#[test]
fn an_amount_rounded_to_more_than_a_million_says_so() {
    let cloud = r#"<i:context id="cloud"><i:entity><i:identifier scheme="http://www.sec.gov/CIK">0000789019</i:identifier><i:segment><d:explicitMember dimension="m:ProductsOrServicesSecondaryCategorizationAxis">m:MicrosoftCloudMember</d:explicitMember></i:segment></i:entity><i:period><i:startDate>2029-07-01</i:startDate><i:endDate>2029-09-30</i:endDate></i:period></i:context>
<g:RevenueFromContractWithCustomerExcludingAssessedTax contextRef="cloud" unitRef="usd" decimals="-8">64100000000</g:RevenueFromContractWithCustomerExcludingAssessedTax>"#;
    let folder = Folder::new();
    folder.write("i.xml", small(&to_come(cloud)));
    folder.prints(&to_come("i.xml --accession 0001193125-29-900001 --form 10-Q --filed 2029-10-28 -o mine"));
    assert_eq!(
        folder.read("mine/facts/MSFT.csv").lines().nth(1),
        Some(&*to_come(
            "cloud_revenue,2029-07-01,2029-09-30,64100000000,USD,100000000,2029-10-28,msft-2029-10-28-10-q,filing,,,"
        ))
    );
}

/// Each kind of broken instance: where the complaint points and what it says.
#[rustfmt::skip]
fn kinds() -> Vec<(Vec<u8>, &'static str, &'static str)> {
    let good = small(FACT);
    let change = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1).into_bytes()
    };
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(good.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
    let other = good.replacen("0000789019", "0000000007", 1);
    vec![
        (utf16, ":1:1", "in UTF-16; only UTF-8 is read"),
        (change("88136000000", "88136\u{e9}").into_iter().filter(|byte| *byte != 0xc3).collect(), ":3:", "not UTF-8 text"),
        (change("encoding=\"utf-8\"?>", "encoding=\"ISO-8859-1\"?><!-- \u{e9} -->"), ":1:", "in ISO-8859-1; only UTF-8 is read"),
        (change("?>", &format!("?>{bomb}")), ":1:", "a document type declaration, which no instance has"),
        (change("88136000000", "&lol;"), ":3:", "unknown entity `lol`"),
        (change("88136000000", "&#xFFFFFFFF;"), ":3:", "not XML:"),
        (change(FACT, &"<g:a>".repeat(100_000)), ":3:", "elements nested more than 32 deep"),
        (good.as_bytes()[..900].to_vec(), ":", "the file is cut off"),
        (good.as_bytes()[..good.len() - 12].to_vec(), ":", "the file is cut off"),
        (good.as_bytes()[..30].to_vec(), ":1:", "the file is cut off"),
        (change("</g:NetIncomeLoss>", "</g:Net>"), ":3:", "expected `</g:NetIncomeLoss>`, but `</g:Net>` was found"),
        (change("</i:xbrl>", "</i:xbrl><i:xbrl/>"), ":", "text after the end of the document"),
        (change("</i:xbrl>", "</i:xbrl>more"), ":", "text after the end of the document"),
        (change("contextRef=\"year\"", "contextRef=\"year\" contextRef=\"day\""), ":3:", "not XML:"),
        (change("contextRef=\"year\"", ""), ":3:", "`g:NetIncomeLoss` has no `contextRef`"),
        (change("contextRef=\"year\"", "contextRef=\"never\""), ":3:", "there is no context `never`"),
        (change("unitRef=\"usd\"", "unitRef=\"gold\""), ":3:", "there is no unit `gold`"),
        (change("decimals=\"-6\"", "decimals=\"few\""), ":3:", "`decimals` is `few`: neither a whole number nor INF"),
        (change("88136000000", "88,136"), ":3:", "`88,136` is not a number"),
        (change("88136000000", ""), ":3:", "`` is not a number"),
        (change("88136000000", "NaN"), ":3:", "`NaN` is not a number"),
        (change("88136000000", "1e999"), ":3:", "`1e999` is beyond a quadrillion or finer than can be held exactly"),
        (change("88136000000", "<g:b/>"), ":3:", "element `g:b` where a value is expected"),
        (change("88136000000", &"8".repeat(5000)), ":3:", "a value longer than 4096 bytes"),
        (change("2023-07-01", "2023-02-30"), ":4:", "`2023-02-30` is not a date, such as 2025-03-31"),
        (change("2023-07-01", "yesterday"), ":4:", "`yesterday` is not a date"),
        (change("2023-07-01", "2025-07-01"), ":4:", "ends on 2024-06-30, before it starts"),
        (change("<i:endDate>2024-06-30</i:endDate>", ""), ":4:", "the context has no `endDate`"),
        (change("<i:identifier scheme=\"http://www.sec.gov/CIK\">0000789019</i:identifier>", ""), ":4:", "the context has no `identifier`"),
        (change("0000789019", "Oracle"), ":4:", "`Oracle` is not a CIK"),
        (change("id=\"day\"", "id=\"year\""), ":5:", "two contexts or units are called `year`"),
        (change("g:StatementBusinessSegmentsAxis", "h:StatementBusinessSegmentsAxis"), ":6:", "prefix `h` is not declared"),
        (other.into_bytes(), ":", "contexts of CIK 7 and of CIK 789019; the instance does not say which company files it"),
        (br#"<xbrl xmlns="http://www.xbrl.org/2003/instance"></xbrl>"#.to_vec(), ":1:", "no contexts"),
        (br#"<ix:html xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"/>"#.to_vec(), ":1:", "the root element is `ix:html`, not `xbrl`; take the filing's file whose name ends in `_htm.xml`"),
        (small("").into_bytes(), ":1", "none of the tags that hold a metric"),
        (small(&FACT.replace("usd", "eur")).into_bytes(), ":1", "`NetIncomeLoss` is in EUR; only figures in USD can be imported"),
        (small(&[r#"<dei:DocumentType contextRef="year">DEF 14A</dei:DocumentType>"#, FACT].concat()).into_bytes(), ":1", "its figures are in form DEF 14A"),
        (small(&[r#"<dei:EntityCentralIndexKey contextRef="year">x</dei:EntityCentralIndexKey>"#, FACT].concat()).into_bytes(), ":3:", "`x` is not a CIK"),
        (small(&[r#"<dei:DocumentPeriodEndDate contextRef="year">May</dei:DocumentPeriodEndDate>"#, FACT].concat()).into_bytes(), ":3:", "`May` is not a date"),
        (small(&format!(r#"<dei:EntityRegistrantName contextRef="year">{}</dei:EntityRegistrantName>{FACT}"#, "n".repeat(2000))).into_bytes(), ":3:", "`EntityRegistrantName`: "),
        (vec![0x1f, 0x8b, 8, 0], ":1", "the file is cut off: it cannot be unpacked to its end"),
        ([&[0x1f, 0x8b, 9, 0][..], &[7; 40]].concat(), ":1", "not a whole gzip file"),
        (packed(&vec![b' '; 64 << 20]), ":1", "it unpacks to far more than such files do: a zip bomb?"),
    ]
}

/// Bytes as gzip packs them.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn each_kind_of_broken_instance_is_refused_at_its_place() {
    let folder = Folder::new();
    for (at, (bytes, place, words)) in kinds().iter().enumerate() {
        folder.write("i.xml", bytes);
        let output = folder.import("i.xml --accession 0000950170-24-087843 --form 10-K --filed 2024-07-30 -o mine");
        let complaint = text(&output.stderr);
        assert!(matches!(output.status.code(), Some(4)), "kind {at} ({words}): {complaint}");
        assert!(complaint.starts_with(&format!("capex: i.xml{place}")), "kind {at} ({words}): {complaint}");
        assert!(complaint.contains(words), "kind {at} ({words}): {complaint}");
        assert!(complaint.chars().all(|letter| !letter.is_control() || letter == '\n'), "kind {at}: {complaint:?}");
        assert!(complaint.len() < 500, "kind {at}: {} bytes", complaint.len());
        assert!(!folder.path("mine").exists(), "kind {at} ({words})");
    }
}

#[test]
fn units_that_a_cut_copy_does_not_declare_are_told_by_their_names_and_it_is_said() {
    let page = Folder::new().prints(&instance("msft-20260630_htm.xml"));
    assert!(page.contains("declares no units"), "{page}");
    assert!(page.contains("Microsoft: 9 of 9 figures are those of the bundled data."), "{page}");
}
