//! A company whose year ends on 31 May: its quarters are never the calendar's.

use super::{Folder, capex, column};

const COMPANIES: &str = "ticker,name,fiscal_year_end,aliases\nACME,Acme,05-31,acme corp\n";

/// Purchases of property and equipment as its cash-flow statements print them, year to date.
const FACTS: &str = "\
company,metric,start,end,value,currency,published
ACME,ppe_purchases,2023-06-01,2023-08-31,1314000000,USD,2023-09-12
ACME,ppe_purchases,2023-06-01,2023-11-30,2394000000,USD,2023-12-12
ACME,ppe_purchases,2023-06-01,2024-02-29,4068000000,USD,2024-03-12
ACME,ppe_purchases,2023-06-01,2024-05-31,6866000000,USD,2024-06-20
ACME,ppe_purchases,2024-06-01,2024-08-31,2303000000,USD,2024-09-10
ACME,ppe_purchases,2024-06-01,2024-11-30,6273000000,USD,2024-12-10
ACME,ppe_purchases,2024-06-01,2025-02-28,12135000000,USD,2025-03-11
ACME,ppe_purchases,2024-06-01,2025-05-31,21215000000,USD,2025-06-18
";

fn acme() -> Folder {
    Folder::with(&[("mine/companies.csv", COMPANIES), ("mine/acme.csv", FACTS)])
}

#[test]
fn its_own_year_is_a_figure_like_any_other() {
    let answer = acme().answer("totals acme -p FY2025 -b cash -f csv --data mine");
    assert_eq!(
        answer.lines().nth(1),
        Some(
            "ACME,FY2025,capex,cash,USD,21215000000,6866000000,2.089863,,4/4,reported,2024-06-01,2025-05-31,FY2025,2025-06-18,mine/acme.csv,user"
        )
    );
}

#[test]
fn its_quarters_are_worked_out_of_year_to_date_figures() {
    let answer = acme().answer("show acme -Q -p 2025 --fiscal -b cash -f csv --data mine");
    assert_eq!(column(&answer, "value"), ["2303000000", "3970000000", "5862000000", "9080000000"]);
    assert_eq!(column(&answer, "status"), ["reported", "derived", "derived", "derived"]);
    assert_eq!(column(&answer, "start")[0], "2024-06-01");
    assert_eq!(column(&answer, "end")[3], "2025-05-31");
}

#[test]
fn it_grows_in_its_own_years() {
    let answer = acme().answer("growth acme -p 2025 --fiscal -b cash -f csv --data mine");
    assert_eq!(column(&answer, "yoy"), ["2.089863"]);
    assert_eq!(column(&answer, "origin"), ["user"]);
}

#[test]
fn its_fourth_quarter_is_explained() {
    let page = acme().answer("explain acme FY2025Q4 --data mine");
    assert!(page.contains("cash        9,080†  FY25 year 21,215 − FY25 nine months 12,135"), "{page}");
    assert!(page.contains("purchases  21,215†  FY25 year: mine/acme.csv, 2025-06-18"), "{page}");
}

/// A calendar figure that is not of the calendar's days is marked, named, and gives its days.
#[test]
fn a_calendar_year_is_its_nearest_quarters_and_says_so() {
    let folder = acme();
    let answer = folder.answer("totals acme -y 2024 -b cash -f csv --data mine");
    let acme = answer.lines().nth(1).expect("a row");
    // 4,068 − 2,394 + 6,866 − 4,068 + 6,273.
    assert!(acme.starts_with("ACME,2024,capex,cash,USD,10745000000,"), "{acme}");
    assert!(acme.contains(",approximate,2023-12-01,2024-11-30,FY2024Q3..FY2025Q2,"), "{acme}");
    assert_eq!(column(&answer, "status"), ["approximate", "approximate"], "and so is any total with it");
    let page = folder.answer("totals acme -y 2024 -b cash --data mine");
    assert!(page.contains("≈10.7†"), "{page}");
    let page = page.replace('\n', " ");
    let reason = "its fiscal quarters differ from calendar quarters; each is shown as the calendar quarter that has most of its days; --fiscal shows fiscal periods";
    assert!(page.contains(&format!("Acme, 2024: {reason}")), "{page}");
}

/// What it discloses is not known, only what is in the files.
#[test]
fn what_the_files_lack_is_not_said_to_be_undisclosed() {
    let folder = acme();
    let explained = folder.answer("explain acme FY2025 --data mine");
    assert!(explained.contains("–   not in your data"), "{explained}");
}

/// It is added to the others, and the total is approximate as it is.
#[test]
fn it_joins_the_total_where_no_company_is_named() {
    let folder = acme();
    let (with, without) =
        (folder.answer("totals -y 2024 -b cash -f csv --data mine"), folder.answer("totals -y 2024 -b cash -f csv"));
    let total = |answer: &str| column(answer, "value").last().map(|value| value.parse::<i64>().expect("a number"));
    assert_eq!(total(&with), total(&without).map(|total| total + 10_745_000_000));
    assert_eq!(column(&with, "origin"), ["bundled", "bundled", "bundled", "bundled", "user", "user"]);
    assert_eq!(column(&with, "status").last(), Some(&"approximate"));
    // One that has nothing of the metric stays out, and is named.
    let income = folder.run("totals -y 2024 -m net-income -f csv --data mine");
    assert!(!String::from_utf8_lossy(&income.stdout).contains("ACME"));
    assert!(String::from_utf8_lossy(&income.stderr).contains("Your data has no net income of Acme."));
}

/// What a company calls its capital expenditures is never guessed silently.
#[test]
fn without_a_definition_of_its_own_its_headline_is_a_marked_stand_in() {
    let folder = acme();
    let answer = folder.answer("totals acme -p FY2025 -f csv --data mine");
    assert_eq!(column(&answer, "status"), ["approximate", "approximate"]);
    let page = folder.answer("totals acme -p FY2025 --data mine").replace('\n', " ");
    assert!(page.contains("where the data has none, purchases of property and equipment are used instead"), "{page}");
    folder.write(
        "own.csv",
        "company,metric,basis,formula,words\nACME,capex,headline,+ppe_purchases,capital expenditures\n",
    );
    let answer = folder.answer("totals acme -p FY2025 -f csv --data mine --data own.csv");
    assert_eq!(column(&answer, "status"), ["reported", "derived"]);
    // Its other bases are still those of any company.
    assert_eq!(
        column(&folder.answer("totals acme -p FY2025 -b cash -f csv --data mine --data own.csv"), "value")[0],
        "21215000000"
    );
}

#[test]
fn as_of_a_day_only_what_was_published_by_then_counts() {
    let folder = acme();
    let answer = folder.answer("totals acme -p FY2025 -b cash -f csv --as-of 2025-03-31 --data mine");
    assert_eq!(column(&answer, "value")[0], "12135000000");
    assert_eq!(column(&answer, "quarters")[0], "3/4");
}

/// NVIDIA, whose year ends with January.
fn nvidia() -> Folder {
    Folder::with(&[
        ("c.csv", "ticker,name,fiscal_year_end\nNVDA,NVIDIA,01-31\n"),
        (
            "f.csv",
            "company,metric,start,end,value,currency,published\nNVDA,revenue,2024-02-01,2025-01-31,130497000000,USD,2025-02-26\n",
        ),
    ])
}

#[test]
fn a_year_to_the_end_of_january_is_named_after_it_and_stands_for_the_calendar_year_before() {
    let folder = nvidia();
    let answer = folder.answer("show nvda -m revenue -p FY2025,2024 -f csv --data c.csv --data f.csv");
    assert_eq!(column(&answer, "value"), ["130497000000", "130497000000"]);
    assert_eq!(column(&answer, "status"), ["reported", "approximate"]);
    assert_eq!(column(&answer, "fiscal_period"), ["FY2025", "FY2025"]);
    let page = folder.answer("explain nvda 2024 -m revenue --data c.csv --data f.csv");
    assert!(page.contains("They have no quarter in common."), "{page}");
}

/// The last quarter of 9999 would end in the year 10000, which has no days to count in.
#[test]
fn the_last_year_there_is_has_no_figures_yet() {
    for period in ["9999", "9999Q4", "FY9999", "9999H2 --ttm"] {
        let said = nvidia().failure(&format!("show nvda -m revenue -p {period} --data c.csv --data f.csv"), 3);
        assert!(said.contains(" yet; the newest quarter is"), "{period}: {said}");
    }
}

/// The same through the environment, whose files lie under those given.
#[test]
fn the_environment_names_standing_files() {
    let folder = acme();
    let run = |arguments: &[&str]| {
        let mut program = capex();
        let paths = std::env::join_paths(["mine/companies.csv", "mine/acme.csv"]).expect("a list of paths");
        let output = program.args(arguments).current_dir(&folder.0).env("CAPEX_DATA", paths).output().expect("run");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let asked = ["totals", "acme", "-p", "FY2025", "-b", "cash", "-f", "csv"];
    assert_eq!(column(&run(&asked), "value")[0], "21215000000");
    folder.write("mended.csv", FACTS.replace("21215000000", "21216000000"));
    let mended = run(&[&asked[..], &["--data", "mended.csv"]].concat());
    assert_eq!(column(&mended, "value")[0], "21216000000");
}
