//! The next quarter of all four on the evening of their reports: companyfacts do not have it yet, the instances have.
//!
//! Every figure of the quarter is made up; the sums beside them were worked out by hand from these and the bundled ones.

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::net::TcpStream;

use serde_json::{Value, json};

use super::server::{Request, Server, answer};
use super::{Folder, JSON, as_ever, text, to_come};

const XML: (&str, &str) = ("Content-Type", "application/xml");

/// Element, first day (empty: at a day), dimensions, decimals, millions.
type Fact = (&'static str, &'static str, &'static [(&'static str, &'static str)], i8, i64);

/// A report to come: the company's key, the sequence of its filing, its taxonomy and the facts of its instance.
struct Report {
    cik: u32,
    name: &'static str,
    prefix: &'static str,
    /// Net income of the first quarter of 2024, which is bundled, in millions.
    income: i64,
    facts: &'static [Fact],
}

const QUARTER: &str = "2026-07-01";
const MONTHS: &str = "2026-01-01";
const AT_DAY: &str = "";
const NONE: &[(&str, &str)] = &[];
const SEGMENTS: &str = "us-gaap:StatementBusinessSegmentsAxis";
const REVENUE: &str = "us-gaap:RevenueFromContractWithCustomerExcludingAssessedTax";
const INCOME: &str = "us-gaap:OperatingIncomeLoss";
const BACKLOG: &str = "us-gaap:RevenueRemainingPerformanceObligation";
/// A typed axis, whose member is a day.
const START: &str = "us-gaap:RevenueRemainingPerformanceObligationExpectedTimingOfSatisfactionStartDateAxis";

const REPORTS: [Report; 4] = [
    Report {
        cik: 1_018_724,
        name: "Amazon.com, Inc.",
        prefix: "amzn",
        income: 10_431,
        facts: &[
            ("us-gaap:PaymentsToAcquireProductiveAssets", QUARTER, NONE, -6, 60_000),
            ("amzn:ProceedsFromPropertyPlantAndEquipmentSalesAndIncentives", QUARTER, NONE, -6, 1_000),
            ("us-gaap:RightOfUseAssetObtainedInExchangeForFinanceLeaseLiability", QUARTER, NONE, -6, 900),
            (REVENUE, QUARTER, NONE, -6, 210_000),
            (REVENUE, QUARTER, &[(SEGMENTS, "amzn:AmazonWebServicesSegmentMember")], -6, 46_000),
            (INCOME, QUARTER, &[(SEGMENTS, "amzn:AmazonWebServicesSegmentMember")], -6, 18_000),
            (BACKLOG, AT_DAY, &[(START, "2026-10-01")], -9, 550_000),
        ],
    },
    Report {
        cik: 789_019,
        name: "MICROSOFT CORP",
        prefix: "msft",
        income: 21_939,
        facts: &[
            ("us-gaap:PaymentsToAcquirePropertyPlantAndEquipment", QUARTER, NONE, -6, 38_000),
            (REVENUE, QUARTER, NONE, -6, 92_000),
            (
                REVENUE,
                QUARTER,
                &[("msft:ProductsOrServicesSecondaryCategorizationAxis", "msft:MicrosoftCloudMember")],
                -8,
                64_100,
            ),
            (REVENUE, QUARTER, &[(SEGMENTS, "msft:IntelligentCloudMember")], -6, 42_000),
            (INCOME, QUARTER, &[(SEGMENTS, "msft:IntelligentCloudMember")], -6, 17_000),
            (BACKLOG, AT_DAY, NONE, -9, 700_000),
            (BACKLOG, AT_DAY, &[("srt:MajorCustomersAxis", "msft:CommercialCustomersMember")], -9, 694_000),
        ],
    },
    Report {
        cik: 1_652_044,
        name: "Alphabet Inc.",
        prefix: "goog",
        income: 23_662,
        facts: &[
            // With 80.598 bn in the first half: 50.0 bn.
            ("us-gaap:PaymentsToAcquirePropertyPlantAndEquipment", MONTHS, NONE, -6, 130_598),
            // With 13.586 bn in the first half: 8.0 bn.
            ("us-gaap:Depreciation", MONTHS, NONE, -6, 21_586),
            ("us-gaap:Revenues", QUARTER, NONE, -6, 130_000),
            (REVENUE, QUARTER, &[(SEGMENTS, "goog:GoogleCloudMember")], -6, 27_000),
            (
                INCOME,
                QUARTER,
                &[
                    ("srt:ConsolidationItemsAxis", "us-gaap:OperatingSegmentsMember"),
                    (SEGMENTS, "goog:GoogleCloudMember"),
                ],
                -6,
                9_500,
            ),
            (BACKLOG, AT_DAY, NONE, -8, 560_000),
            (BACKLOG, AT_DAY, &[(SEGMENTS, "goog:GoogleCloudMember")], -8, 554_000),
        ],
    },
    Report {
        cik: 1_326_801,
        name: "Meta Platforms, Inc.",
        prefix: "meta",
        income: 12_369,
        facts: &[
            ("us-gaap:PaymentsToAcquirePropertyPlantAndEquipment", QUARTER, NONE, -6, 33_000),
            ("us-gaap:FinanceLeasePrincipalPayments", QUARTER, NONE, -6, 1_000),
            (REVENUE, QUARTER, NONE, -6, 64_000),
        ],
    },
];

impl Report {
    fn accession(&self) -> String {
        to_come(&format!("{:010}-26-000999", self.cik))
    }

    fn file(&self) -> String {
        to_come(&format!("{}-20260930", self.prefix))
    }

    /// The company's filings: the report to come, its results a day before.
    fn list(&self) -> Value {
        let list = json!({"cik": format!("{:010}", self.cik), "name": self.name, "filings": {"files": [], "recent": {
            "accessionNumber": [self.accession(), format!("{:010}-26-000998", self.cik)],
            "filingDate": ["2026-10-29", "2026-10-28"],
            "reportDate": ["2026-09-30", "2026-10-28"],
            "form": ["10-Q", "8-K"],
            "items": ["", "2.02,9.01"],
            "primaryDocument": [format!("{}.htm", self.file()), "results.htm"],
        }}});
        serde_json::from_str(&to_come(&list.to_string())).expect("JSON")
    }

    /// What companyfacts have of the company that evening: a figure of the past.
    fn facts(&self) -> Value {
        json!({"cik": self.cik, "entityName": self.name, "facts": {"us-gaap": {"Revenues": {"units": {"USD": []}},
            "NetIncomeLoss": {"units": {"USD": [{"start": "2024-01-01", "end": "2024-03-31", "val": self.income * 1_000_000,
                "accn": format!("{:010}-24-000500", self.cik), "form": "10-Q", "filed": "2024-04-30"}]}}}}})
    }

    fn instance(&self) -> String {
        let mut text = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:dei="http://xbrl.sec.gov/dei/2026" xmlns:srt="http://fasb.org/srt/2026" xmlns:us-gaap="http://fasb.org/us-gaap/2026" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:{0}="http://www.{0}.com/20260930"><unit id="usd"><measure>iso4217:USD</measure></unit>"#,
            self.prefix
        );
        for (at, (element, start, dimensions, decimals, millions)) in self.facts.iter().enumerate() {
            let member = |(axis, member): &(&str, &str)| {
                if *axis == START {
                    format!(
                        r#"<xbrldi:typedMember dimension="{axis}"><{axis}.domain>{member}</{axis}.domain></xbrldi:typedMember>"#
                    )
                } else {
                    format!(r#"<xbrldi:explicitMember dimension="{axis}">{member}</xbrldi:explicitMember>"#)
                }
            };
            let segment: String = dimensions.iter().map(member).collect();
            let segment = if segment.is_empty() { segment } else { format!("<segment>{segment}</segment>") };
            let period = if start.is_empty() {
                "<instant>2026-09-30</instant>".to_owned()
            } else {
                format!("<startDate>{start}</startDate><endDate>2026-09-30</endDate>")
            };
            let cik = self.cik;
            let _ = write!(
                text,
                r#"<context id="c{at}"><entity><identifier scheme="http://www.sec.gov/CIK">{cik:010}</identifier>{segment}</entity><period>{period}</period></context><{element} contextRef="c{at}" unitRef="usd" decimals="{decimals}">{millions}000000</{element}>"#
            );
        }
        let cik = self.cik;
        let _ = write!(
            text,
            r#"<context id="all"><entity><identifier scheme="http://www.sec.gov/CIK">{cik:010}</identifier></entity><period><startDate>{MONTHS}</startDate><endDate>2026-09-30</endDate></period></context><dei:DocumentType contextRef="all">10-Q</dei:DocumentType><dei:EntityCentralIndexKey contextRef="all">{cik:010}</dei:EntityCentralIndexKey><dei:DocumentPeriodEndDate contextRef="all">2026-09-30</dei:DocumentPeriodEndDate></xbrl>"#
        );
        to_come(&text)
    }

    /// What the SEC answers with for a path, if it is of this company.
    fn answer(&self, path: &str) -> Option<(&'static str, String)> {
        let folder = format!("/Archives/edgar/data/{}/{}/", self.cik, self.accession().replace('-', ""));
        let instance = format!("{folder}{}_htm.xml", self.file());
        match path {
            _ if path == instance => Some((XML.1, self.instance())),
            _ if path == format!("/submissions/CIK{:010}.json", self.cik) => Some((JSON.1, self.list().to_string())),
            _ if path == format!("/api/xbrl/companyfacts/CIK{:010}.json", self.cik) => {
                Some((JSON.1, self.facts().to_string()))
            }
            _ => None,
        }
    }
}

fn evening(request: &Request, stream: &mut TcpStream) {
    match REPORTS.iter().find_map(|report| report.answer(&request.path)) {
        Some((kind, body)) => answer(stream, "200 OK", &[("Content-Type", kind)], body.as_bytes()),
        None => as_ever(request, stream),
    }
}

/// A folder with the quarter, and with what Microsoft said on its call, added: it files no such figure.
fn updated() -> (Server, Folder) {
    let server = Server::start(|request, _, stream| evening(request, stream));
    let folder = Folder::new();
    let page = folder.update(&server, "");
    for report in &REPORTS {
        assert!(page.contains(&to_come(&format!("10-Q of 2026-10-29 ({})", report.accession()))), "{page}");
    }
    let said =
        "add fact msft capex-stated 2026Q3 42.0bn --published 2026-10-28 --source https://www.microsoft.com/investor";
    let added = folder.run(&server, said);
    assert!(added.status.success(), "{}", text(&added.stderr));
    (server, folder)
}

#[test]
fn the_next_quarter_of_all_four_is_everywhere_on_the_evening_of_the_reports() {
    let (server, folder) = updated();
    let run = |words: &str| {
        let output = folder.run(&server, words);
        assert!(output.status.success(), "{words}: {}", text(&output.stderr));
        output
    };
    let rows = |words: &str| -> Vec<Value> {
        let report: Value = serde_json::from_slice(&run(&format!("{words} -f json")).stdout).expect("JSON");
        report["rows"].as_array().expect("rows").clone()
    };
    let of = |rows: &[Value], company: &str, period: &str, column: &str| -> Value {
        let is = |row: &&Value| row["company"] == company && row["period"] == to_come(period);
        rows.iter().find(is).unwrap_or_else(|| panic!("{company} {period}: {rows:?}"))[column].clone()
    };

    // Amazon 60 less 1; Microsoft as said; Alphabet 130.598 less 80.598; Meta 33 and 1.
    let totals = rows("totals -p latest");
    for (company, millions) in
        [("AMZN", 59_000), ("MSFT", 42_000), ("GOOGL", 50_000), ("META", 34_000), ("TOTAL", 185_000)]
    {
        assert_eq!(of(&totals, company, "2026Q3", "value"), json!(millions * 1_000_000_i64), "{company}");
    }
    let cash = rows("totals -p latest -b cash");
    for (company, millions) in
        [("AMZN", 60_000), ("MSFT", 38_000), ("GOOGL", 50_000), ("META", 33_000), ("TOTAL", 181_000)]
    {
        assert_eq!(of(&cash, company, "2026Q3", "value"), json!(millions * 1_000_000_i64), "{company}");
    }
    let cloud = rows("cloud -p latest");
    for (company, revenue, income, backlog) in [
        ("AMZN", 46_000, Some(18_000), 550_000),
        ("MSFT", 64_100, None, 700_000),
        ("GOOGL", 27_000, Some(9_500), 560_000),
    ] {
        let dollars = |millions: i64| json!(millions * 1_000_000);
        assert_eq!(of(&cloud, company, "2026Q3", "cloud"), dollars(revenue), "{company}");
        assert_eq!(of(&cloud, company, "2026Q3", "operating_income"), income.map_or(Value::Null, dollars), "{company}");
        assert_eq!(of(&cloud, company, "2026Q3", "backlog"), dollars(backlog), "{company}");
    }
    for (metric, company, millions) in [
        ("backlog -Q", "AMZN", 550_000),
        ("commercial-backlog -Q", "MSFT", 694_000),
        ("google-cloud-backlog -Q", "GOOGL", 554_000),
        ("intelligent-cloud-income -Q", "MSFT", 17_000),
        ("depreciation -Q", "GOOGL", 8_000),
        ("finance-lease-additions -Q", "AMZN", 900),
    ] {
        let shown = rows(&format!("show {company} -p 2026Q3 -m {metric}"));
        assert_eq!(of(&shown, company, "2026Q3", "value"), json!(millions * 1_000_000_i64), "{metric}");
        let source = of(&shown, company, "2026Q3", "source");
        assert!(source.to_string().contains(&to_come("-2026-10-29-10-q")), "{metric}: {source}");
    }

    // Marked, with the documents named.
    for words in ["", "totals -p latest", "cloud -p latest", "show -m backlog -Q"] {
        let page = text(&run(words).stdout);
        assert!(page.contains(&to_come("2026Q3")) && page.contains("with updates"), "{words}: {page}");
        let json = text(&run(&format!("{words} -f json")).stdout);
        assert!(json.contains(&REPORTS[0].accession()), "{words}: {json}");
    }
    let page = text(&run("").stdout);
    assert!(page.contains("185.0"), "{page}");
    let page = text(&run("show -m backlog -Q").stdout);
    let line = page.lines().find(|line| line.starts_with(&to_come("2026Q3"))).expect("the quarter");
    for amount in ["550.0", "700.0", "560.0"] {
        assert!(line.contains(amount), "{line}");
    }

    // To look at.
    let chart = text(&run("chart last8q -Q").stdout);
    assert!(chart.contains(&to_come("2026Q3")), "{chart}");
    run("report -o page.html");
    assert!(folder.read("page.html").contains(&to_come("2026Q3")));
    run("totals -p latest -o book.xlsx");
    let mut book = zip::ZipArchive::new(fs::File::open(folder.path("book.xlsx")).expect("a file")).expect("a workbook");
    let mut words = String::new();
    book.by_name("xl/sharedStrings.xml").expect("texts").read_to_string(&mut words).expect("text");
    assert!(words.contains(&to_come("2026Q3")) && words.contains(&REPORTS[0].accession()), "{words}");
    let mut table = String::new();
    book.by_name("xl/worksheets/sheet1.xml").expect("a table").read_to_string(&mut table).expect("text");
    assert!(table.contains("<v>185000000000</v>"), "{table}");
}
