//! The traps of companyfacts, each with real figures.

use super::{Folder, fixture};

/// The records of a fixture that have a word in them.
#[track_caller]
fn records(file: &str, columns: &[&str], word: &str) -> Vec<String> {
    let all = Folder::new().records(&fixture(file).display().to_string(), columns);
    all.into_iter().filter(|row| row.contains(word)).collect()
}

#[test]
fn amazon_s_three_tags_are_two_metrics_by_the_filing() {
    let columns = ["metric", "tag", "end", "value", "published"];
    assert_eq!(
        records("amazon-tags.json", &columns, "PaymentsForProceedsFromProductiveAssets"),
        [
            "ppe_purchases PaymentsForProceedsFromProductiveAssets 2015-12-31 5387000000 2018-02-02",
            "ppe_purchases PaymentsForProceedsFromProductiveAssets 2017-03-31 2148000000 2018-04-27",
            "ppe_purchases PaymentsForProceedsFromProductiveAssets 2017-06-30 3113000000 2018-07-27",
            "ppe_purchases_net PaymentsForProceedsFromProductiveAssets 2017-06-30 2501000000 2017-07-28",
            "ppe_purchases_net PaymentsForProceedsFromProductiveAssets 2017-09-30 2659000000 2017-10-27",
        ]
    );
    let status = records("amazon-tags.json", &["status", "metric", "end"], "");
    let ours = status.iter().filter(|row| !row.starts_with("left_out"));
    assert!(ours.clone().count() > 30 && ours.clone().all(|row| row.starts_with("reproduced")), "{status:?}");
}

#[test]
fn a_column_of_twelve_months_is_no_year_whatever_its_frame_says() {
    let columns = ["start", "end", "value", "status", "reason"];
    assert_eq!(
        records("amazon-tags.json", &columns, "left_out"),
        [
            "2024-04-01 2025-03-31 93093000000 left_out a column of trailing twelve months, not a fiscal year",
            "2024-07-01 2025-06-30 107656000000 left_out a column of trailing twelve months, not a fiscal year",
        ]
    );
    let quarter = records("amazon-tags.json", &["fiscal_period", "value"], "FY2025Q1 ");
    assert_eq!(quarter, ["FY2025Q1 25019000000"]);
}

#[test]
fn quarters_tagged_the_wrong_way_round_are_left_out_with_the_reason() {
    let columns = ["status", "fiscal_period", "value", "published"];
    let out = records("amazon-swapped.json", &columns, "left_out");
    assert_eq!(out.len(), 8, "{out:?}");
    assert!(out.iter().all(|row| row.ends_with("2013-01-30")), "{out:?}");
    assert_eq!(
        records("amazon-swapped.json", &columns, "FY2011Q1"),
        ["new FY2011Q1 9857000000 2012-02-01", "left_out FY2011Q1 13185000000 2013-01-30",]
    );
    assert_eq!(
        records("amazon-swapped.json", &columns, "FY2012Q4"),
        ["left_out FY2012Q4 17431000000 2013-01-30", "new FY2012Q4 21268000000 2014-01-31",]
    );
    // The year itself is right, and known from the first report on it.
    assert_eq!(records("amazon-swapped.json", &columns, "FY2012 "), ["new FY2012 61093000000 2013-01-30"]);
    let page = Folder::new().prints(&fixture("amazon-swapped.json").display().to_string());
    let told = "Amazon, revenue of 2011-01-01 to 2011-03-31: USD 13.2 bn, filed on 2013-01-30\n(0001193125-13-028520), is left out: related figures give USD 0.2 bn, so they do not add up.";
    assert!(page.contains(told), "{page}");
}

#[test]
fn restatements_are_kept_beside_what_was_first_filed() {
    let columns = ["status", "fiscal_period", "value", "restated", "published"];
    assert_eq!(
        records("amazon-restated.json", &columns, "FY2016 "),
        [
            "reproduced FY2016 16443000000  2017-02-10",
            "reproduced FY2016 17272000000 yes 2018-02-02",
            "reproduced FY2016 17203000000 yes 2019-02-01",
        ]
    );
    let all = records("amazon-restated.json", &columns, "");
    assert!(all.len() == 25 && all.iter().all(|row| row.starts_with("reproduced")), "{all:?}");
}

#[test]
fn an_amendment_that_changes_a_figure_restates_it_and_one_that_repeats_adds_nothing() {
    let folder = Folder::new();
    let file = std::fs::read_to_string(fixture("apple-53-weeks.json")).unwrap();
    let amended = |value: &str, accession: &str| {
        let fact = r#"{"start":"2022-09-25","end":"2023-09-30","val":VAL,"accn":"ACC","fy":2023,"fp":"FY","form":"10-K/A","filed":"2023-12-01"},"#;
        let added = fact.replace("VAL", value).replace("ACC", accession);
        let at = file.find("[\n").unwrap() + 2;
        format!("{}{added}{}", &file[..at], &file[at..])
    };
    let columns = ["fiscal_period", "value", "form", "restated"];
    let year = |file: String| -> Vec<String> {
        folder.write("a.json", file);
        let rows = folder.records("a.json --company AAPL", &columns);
        rows.into_iter().filter(|row| row.starts_with("FY2023 1")).collect()
    };
    assert_eq!(year(amended("10959000000", "0000320193-23-000120")), ["FY2023 10959000000 10-K "]);
    assert_eq!(
        year(amended("11059000000", "0000320193-23-000120")),
        ["FY2023 10959000000 10-K ", "FY2023 11059000000 10-K/A yes",]
    );
}

#[test]
fn a_year_of_53_weeks_is_four_quarters() {
    let folder = Folder::new();
    folder.prints(&format!("{} --company AAPL -o mine", fixture("apple-53-weeks.json").display()));
    assert_eq!(
        folder.read("mine/companies.csv").lines().nth(1).unwrap(),
        "AAPL,Apple Inc.,Apple Inc.,,320193,~09-30,,"
    );
    let facts = folder.read("mine/facts/AAPL.csv");
    assert!(
        facts.contains("ppe_purchases,2022-09-25,2022-12-31,3787000000,USD,,2023-02-03,aapl-2023-02-03-10-q,filing,,")
    );
    let sources = folder.read("mine/sources.csv");
    assert!(
        sources.contains(r#"aapl-2023-11-03-10-k,AAPL,"Form 10-K, fiscal year 2023",2023-11-03,0000320193-23-000106,"#)
    );
}

#[test]
fn nvidia_s_tags_are_one_metric_and_its_fiscal_2025_ends_in_january() {
    let path = fixture("nvidia-tags.json").display().to_string();
    let rows =
        Folder::new().records(&format!("{path} --company nvda"), &["company", "metric", "fiscal_period", "value"]);
    let years: Vec<&String> =
        rows.iter().filter(|row| row.contains("ppe_purchases") && !row.contains("FY2024")).collect();
    assert_eq!(
        years,
        [
            "NVDA ppe_purchases FY2011 97890000",
            "NVDA ppe_purchases FY2012 138735000",
            "NVDA ppe_purchases FY2025Q1 369000000",
            "NVDA ppe_purchases FY2025H1 1346000000",
            "NVDA ppe_purchases FY2025Q1..FY2025Q3 2159000000",
            "NVDA ppe_purchases FY2025 3236000000",
        ]
    );
}

#[test]
fn proxy_statements_and_points_in_time_are_no_figures() {
    let forms = records("meta.json", &["form", "metric"], "");
    assert!(forms.iter().all(|row| row.starts_with("10-")), "{forms:?}");
    assert!(std::fs::read_to_string(fixture("meta.json")).unwrap().contains("DEF 14A"));
}

#[test]
fn an_amount_and_the_same_amount_rounded_are_one_figure() {
    let folder = Folder::new();
    let year = |value: u64, of: i32| {
        format!(
            r#"{{"start":"{of}-01-01","end":"{of}-12-31","val":{value},"accn":"0001018724-27-000004","fy":2026,"fp":"FY","form":"10-K","filed":"2027-02-05"}}"#
        )
    };
    let facts = [
        year(50_100_000_000, 2026),
        year(50_067_000_000, 2026),
        // No rounding of it.
        year(45_800_000_000, 2025),
        year(45_867_000_000, 2025),
    ];
    folder.write(
        "facts.json",
        format!(
            r#"{{"cik":1018724,"entityName":"AMAZON COM INC","facts":{{"us-gaap":{{"Depreciation":{{"units":{{"USD":[{}]}}}}}}}}}}"#,
            facts.join(",")
        ),
    );
    let rows = folder.records("facts.json", &["status", "metric", "end", "value"]);
    assert_eq!(
        rows,
        [
            "left_out depreciation 2025-12-31 45800000000",
            "left_out depreciation 2025-12-31 45867000000",
            "new depreciation 2026-12-31 50067000000",
        ]
    );
}

#[test]
fn figures_rounded_to_tens_of_millions_need_not_add_up_to_the_million() {
    // Meta's depreciation of 2023: 5.06 and 2.83 are 7.89, and the nine months are printed as 7.88.
    let folder = Folder::new();
    let fact = |start: &str, end: &str, value: u64, filed: &str| {
        format!(
            r#"{{"start":"{start}","end":"{end}","val":{value},"accn":"0001326801-26-000103","fy":2026,"fp":"Q3","form":"10-Q","filed":"{filed}"}}"#
        )
    };
    let facts = |nine_months: u64| {
        [
            fact("2026-01-01", "2026-06-30", 12_000_000_000, "2026-10-29"),
            fact("2026-07-01", "2026-09-30", 7_830_000_000, "2026-10-29"),
            fact("2026-01-01", "2026-09-30", nine_months, "2026-10-29"),
        ]
        .join(",")
    };
    let file = |facts: String| {
        format!(
            r#"{{"cik":1326801,"entityName":"Meta","facts":{{"us-gaap":{{"Depreciation":{{"units":{{"USD":[{facts}]}}}}}}}}}}"#
        )
    };
    folder.write("facts.json", file(facts(19_820_000_000)));
    let rows = folder.records("facts.json", &["status", "end", "value"]);
    assert!(rows.len() == 3 && rows.iter().all(|row| row.starts_with("new ")), "{rows:?}");
    folder.write("facts.json", file(facts(19_700_000_000)));
    assert!(folder.records("facts.json", &["status"]).contains(&"left_out".to_owned()));
    // And says so of each.
    folder.write("facts.json", file(facts(19_820_000_000)));
    folder.prints("facts.json --only-new -o mine");
    let text = folder.read("mine/facts/META.csv");
    assert!(text.lines().skip(1).all(|line| line.contains(",USD,10000000,")), "{text}");
}
