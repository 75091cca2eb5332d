//! What can be read, however it is written, and what cannot be, with the true reason.

use super::archive::zip;
use super::{Folder, fixture, text};

/// The cells of a report on the company of a folder `mine`, by period.
#[track_caller]
pub fn shown(folder: &Folder, words: &str) -> Vec<String> {
    let output = folder.run(&format!("show tst --fiscal --data mine -f csv {words}"), b"");
    assert!(output.status.success(), "{words}: {}", text(&output.stderr));
    let printed = text(&output.stdout);
    let mut reader = csv::Reader::from_reader(printed.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let at = |name: &str| header.iter().position(|column| column == name).expect("the column");
    let (period, value, status) = (at("period"), at("value"), at("status"));
    let row = |row: csv::StringRecord| {
        let millions = row[value].strip_suffix("000000").unwrap_or(&row[value]);
        format!("{} {millions} {}", &row[period], &row[status])
    };
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

#[test]
fn the_key_may_be_text_in_a_file_a_folder_and_a_zip() {
    let folder = Folder::new();
    let file = std::fs::read(fixture("ge-vernova-text-cik.json")).unwrap();
    assert!(file.starts_with(br#"{"cik":"0001996810""#));
    folder.write("downloads/CIK0001996810.json", &file);
    std::fs::copy(fixture("meta.json"), folder.path("downloads/meta.json")).unwrap();
    folder.write("all.zip", zip(&[("CIK0001996810.json", &file)]));
    for words in ["downloads/CIK0001996810.json --company TST", "downloads", "all.zip --all"] {
        let page = folder.prints(words);
        assert!(page.contains("GE Vernova Inc."), "{words}: {page}");
    }
    folder.prints("all.zip --company TST=1996810 -o mine");
    assert_eq!(
        shown(&folder, "-m capex -b cash -Q -p 2025"),
        ["FY2025Q1 186 reported", "FY2025Q2 173 derived", "FY2025Q3 247 derived", "FY2025Q4 671 derived"]
    );
    for (cik, complaint) in [
        (r#""ten""#, "invalid value: string \"ten\", expected a Central Index Key"),
        (r#""-5""#, "invalid value: string \"-5\""),
        (r#""00000000001""#, "invalid value: string"),
        ("0", "invalid value: integer `0`"),
        ("null", "invalid type: null, expected a Central Index Key"),
    ] {
        folder.write("bad.json", String::from_utf8_lossy(&file).replace("\"0001996810\"", cik));
        let output = folder.import("bad.json");
        assert_eq!(output.status.code(), Some(4), "{cik}");
        assert!(text(&output.stderr).contains(complaint), "{cik}: {}", text(&output.stderr));
    }
}

#[test]
fn forms_of_foreign_companies_are_filings() {
    let folder = Folder::new();
    folder.prints(&format!("{} --company TST -o mine", fixture("form-20-f.json").display()));
    assert_eq!(shown(&folder, "-m revenue -p 2024"), ["FY2024 130350 reported"]);
    let sources = folder.read("mine/sources.csv");
    assert!(sources.contains(r#"tst-2024-05-23-20-f,TST,"Form 20-F, fiscal year 2024",2024-05-23"#), "{sources}");

    std::fs::remove_dir_all(folder.path("mine")).unwrap();
    folder.prints(&format!("{} --company TST -o mine", fixture("arm.json").display()));
    assert_eq!(
        shown(&folder, "-m revenue -Q -p 2026"),
        ["FY2026Q1 1053 reported", "FY2026Q2 1135 reported", "FY2026Q3 1242 reported", "FY2026Q4 1490 derived"]
    );
    assert_eq!(shown(&folder, "-m capex -b cash -p 2025..2026"), ["FY2025 219 reported", "FY2026 545 reported"]);
    let sources = folder.read("mine/sources.csv");
    assert!(sources.contains("Form 6-K, figures to 2025-09-30") && sources.contains("Form 20-F, fiscal year 2026"));
    // The report of a Canadian company.
    let file = std::fs::read_to_string(fixture("form-20-f.json")).unwrap();
    folder.write("f.json", file.replace("20-F", "40-F/A"));
    assert_eq!(folder.records("f.json", &["form", "status"]), ["40-F/A new"]);
}

#[test]
fn what_cannot_be_read_is_refused_with_the_true_reason() {
    let folder = Folder::new();
    let read = |name: &str| std::fs::read_to_string(fixture(name)).unwrap();
    let translated = read("translated-usd.json");
    for (file, complaint) in [
        (
            read("ifrs.json"),
            "the company reports under IFRS (the taxonomy ifrs-full); only figures under US GAAP in USD can be imported",
        ),
        (
            translated.clone(),
            "the company reports in CNY: its amounts in USD are translations for convenience, and are not imported",
        ),
        (translated.replace("20-F", "10-K"), "the company reports in CNY: its amounts in USD are translations"),
        (translated.replace("\"USD\"", "\"EUR\""), "`Revenues` is in CNY; only figures in USD can be imported"),
        (
            read("form-20-f.json").replace("20-F", "424B4"),
            "its figures are in form 424B4; only figures in 10-K, 10-Q, 8-K, 10-KT, 10-QT, 20-F, 6-K, 40-F can be imported",
        ),
        (read("form-20-f.json").replace("Revenues", "Assets"), "none of the tags that hold a metric"),
    ] {
        folder.write("f.json", file);
        let output = folder.import("f.json -o mine");
        assert_eq!(output.status.code(), Some(4), "{complaint}");
        assert!(text(&output.stderr).contains(complaint), "{complaint}: {}", text(&output.stderr));
        assert!(!folder.path("mine").exists());
    }
    // A company that reports in dollars may give some amounts in another currency too.
    let both = read("form-20-f.json");
    let at = both.find("\"USD\"").unwrap();
    let rows = &both[at + 5..=both.rfind("]}").unwrap()];
    let both = format!("{}\"EUR\"{rows},{}", &both[..at], &both[at..]);
    folder.write("f.json", both);
    assert_eq!(folder.records("f.json", &["value"]), ["130350000000"]);
}

#[test]
fn a_ticker_and_a_name_can_be_given_and_two_companies_of_one_name_can_be_read() {
    let folder = Folder::new();
    let file = |name: &str| fixture(name).display().to_string();
    let named = folder.run_args(&["import", &file("form-20-f.json"), "--company", "DE=Deere & Company", "-o", "mine"]);
    assert!(named.status.success(), "{}", text(&named.stderr));
    let quoted = folder.run_args(&["import", &file("form-20-f.json"), "--company", "DEQ=\"Deere\"", "-o", "mine"]);
    assert!(quoted.status.success(), "{}", text(&quoted.stderr));
    // Two entities that the SEC knows by one name, and one that has the ticker of another for a name.
    folder.prints(&format!("{} --company TSA -o mine", file("two-tags.json")));
    let other = std::fs::read_to_string(fixture("two-tags.json")).unwrap().replace("9999991", "9999993");
    folder.write("other.json", &other);
    folder.prints("other.json --company TSB -o mine");
    folder.write("third.json", other.replace("9999993", "9999994").replace("Test Corp", "tsa"));
    folder.prints("third.json -o mine");
    folder.write("both/a.json", other.replace("9999993", "9999995"));
    folder.write("both/b.json", other.replace("9999993", "9999996"));
    folder.prints("both -o mine");
    let rows: Vec<String> = folder
        .read("mine/companies.csv")
        .lines()
        .skip(1)
        .map(|line| line.split(',').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        rows,
        [
            "DE Deere & Company",
            "DEQ Deere",
            "TSA Test Corp",
            "TSB TSB",
            "CIK0009999994 CIK0009999994",
            "CIK0009999995 CIK0009999995",
            "CIK0009999996 CIK0009999996",
        ]
    );
    let output = folder.run("list companies --data mine", b"");
    assert!(output.status.success(), "{}", text(&output.stderr));

    for (words, complaint) in [
        ("other.json --company TSA -o mine", "CIK 9999991 and CIK 9999993 cannot both be `TSA`"),
        ("other.json --company TOTAL -o mine", "`TOTAL` cannot be a ticker: it stands for all companies"),
        ("other.json --company DEERE -o mine", "`DEERE` already means Deere"),
        ("other.json third.json --company XY=Name", "`Name` is not a CIK; write a number, as in NVDA=1045810"),
    ] {
        let output = folder.import(words);
        assert_eq!(output.status.code(), Some(2), "{words}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(complaint), "{words}: {}", text(&output.stderr));
    }
}

#[test]
fn two_figures_are_told_in_a_unit_in_which_they_differ() {
    let folder = Folder::new();
    let file = std::fs::read_to_string(fixture("alphabet.json")).unwrap();
    // The year is 10 million above what its quarters come to.
    folder.write("f.json", file.replace("32251000000", "32261000000"));
    let page = folder.prints("f.json").replace('\n', " ");
    for words in [
        "FY2023Q4: USD 11,029 m in the file, USD 11,019 m in the bundled data.",
        "USD 32,261 m, filed on 2024-01-31",
        "the bundled data has USD 32,251 m for the same dates",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}
